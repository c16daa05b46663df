"""Casing of words and gaps before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.features import CASINGS, GAPS, casing, gap


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("rain", "lower"),
        ("n't", "lower"),
        ("école", "lower"),
        ("NATO", "capitals"),
        ("U.S.", "capitals"),
        ("Rain", "initial"),
        ("'Tis", "initial"),
        ("Élan", "initial"),
        ("ǅep", "initial"),
        ("A", "letter"),
        ("J.", "letter"),
        ("McCain", "mixed"),
        ("iPhone", "mixed"),
        ("2nd", "digit"),
        ("F16", "digit"),
        ("1,000", "digit"),
        ("--", "none"),
        ("$", "none"),
        ("\n\n", "none"),
        ("", "none"),
        ("🙂", "none"),
        ("北京", "other"),
    ],
)
def test_casing(word: str, kind: str):
    assert CASINGS[casing(word)] == kind


@pytest.mark.parametrize(
    ("whitespace", "kind"),
    [
        ("", "none"),
        (" ", "space"),
        ("\t\u00a0 ", "space"),
        ("\n", "line"),
        (" \r\n  ", "line"),
        ("\r", "line"),
        ("\u2028", "line"),
        ("\n\n", "blank"),
        ("\r\n \r\n", "blank"),
        ("\f", "blank"),
        ("\u2029", "blank"),
        ("\n" * 1000, "blank"),
    ],
)
def test_gap(whitespace: str, kind: str):
    assert GAPS[gap(whitespace)] == kind


@given(st.text(st.characters(codec=None)))
def test_any_text_has_a_casing_and_a_gap(text: str):
    assert 0 <= casing(text) < len(CASINGS)
    assert 0 <= gap(text) < len(GAPS)


@given(st.text("abcdefgéü", min_size=2))
def test_casings_of_one_word(word: str):
    kinds = [CASINGS[casing(form)] for form in (word, word.upper(), word.capitalize(), word + word.upper())]
    assert kinds == ["lower", "capitals", "initial", "mixed"]
