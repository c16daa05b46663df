"""Rules that make lemmas of forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.lemmas import apply, mended, rule


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("the", "the", "lower"),
        ("The", "the", "lower"),
        ("Paris", "Paris", "keep"),
        ("PARIS", "Paris", "title"),
        ("NATO", "NATO", "keep"),
        ("cities", "city", "lower -3+y"),
        ("CITIES", "city", "lower -3+y"),
        ("Germans", "German", "keep -1+"),
        ("making", "make", "lower -3+e"),
        ("stopped", "stop", "lower -3+"),
        ("was", "be", "=be"),
        ("Went", "go", "=go"),
        ("thought", "think", "=think"),
        ("sang", "sing", "=sing"),
        ("an", "a", "lower -1+"),
        ("1,000", "1000", "=1000"),
        ("50%", "50 %", "lower -1+ %"),
        ("are", "be", "=be"),
        ("+1-1", "+1-1+1", "lower -0++1"),
    ],
)
def test_rules(form: str, lemma: str, expected: str):
    assert rule(form, lemma) == expected
    assert apply(form, expected) == lemma


@pytest.mark.parametrize(
    ("form", "rule", "expected"),
    [
        ("Parties", "lower -3+y", "party"),
        ("is", "lower -3+y", "is"),
        ("Ies", "lower -3+y", "ies"),
        ("", "lower -1+", ""),
        ("Were", "=be", "be"),
    ],
)
def test_rules_of_other_forms(form: str, rule: str, expected: str):
    assert apply(form, rule) == expected


def test_what_is_no_rule_is_refused():
    with pytest.raises(ValueError, match="no lemma rule: 'upper'"):
        apply("rain", "upper")


TEXT = st.text(st.sampled_from("abAB1 %+-=İß20\n") | st.characters(), min_size=1)


@given(TEXT, TEXT)
def test_the_rule_makes_the_lemma(form: str, lemma: str):
    assert apply(form, rule(form, lemma)) == lemma


@given(TEXT, st.text("ab %+-2", max_size=3), st.integers(0, 3))
def test_the_rule_makes_the_lemma_of_like_forms(stem: str, ending: str, cut: int):
    lemma = (stem.lower()[: len(stem) - cut] or stem) + ending
    assert apply(stem, rule(stem, lemma)) == lemma


@given(TEXT, TEXT, TEXT)
def test_any_form_has_a_lemma(form: str, other: str, lemma: str):
    assert apply(other, rule(form, lemma))


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("defining", "defin", "define"),
        ("pertained", "pertaine", "pertain"),
        ("occupied", "occupi", "occupy"),
        ("is", "be", "be"),
        ("goes", "go", "go"),
        ("ruled", "rule", "rule"),  # a word already
        ("Kleving", "kleve", "kleve"),  # no spelling of it is a word
        ("Linked", "Link", "Link"),  # names are left alone
        ("barred", "barr", "bar"),
    ],
)
def test_a_lemma_that_is_no_word_is_mended_where_one_is_near(form: str, lemma: str, expected: str) -> None:
    words = frozenset("define pertain rule bar link occupy bee".split())
    assert mended(form, lemma, words) == expected
