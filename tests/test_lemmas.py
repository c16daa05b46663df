"""Second thoughts on lemmas: a verb must be able to inflect as the word does."""

from __future__ import annotations

import pytest

from extract.annotate.lemmas import by_spelling, inflects_so


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("stare", "stared"), ("open", "opened"), ("sink", "sank"), ("found", "founded"), ("find", "found"),
        ("refer", "referred"), ("die", "dying"), ("age", "ageing"), ("picnic", "picnicking"), ("deny", "denied"),
        ("see", "seeing"), ("travel", "travelled"), ("rain", "rained"), ("ski", "skiing"), ("put", "put"),
    ],
)  # fmt: skip
def test_a_verb_inflects_so(lemma: str, form: str) -> None:
    assert inflects_so(lemma, form)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("star", "stared"),
        ("tap", "taped"),
        ("say", "sank"),
        ("fin", "fined"),
        ("found", "found"),
        ("how", "hid"),
    ],
)
def test_a_verb_does_not_inflect_so(lemma: str, form: str) -> None:
    assert not inflects_so(lemma, form)


@pytest.mark.parametrize(("form", "lemma"), [("razed", "raze"), ("gawked", "gawk"), ("tripped", "trip")])
def test_an_unknown_verb_by_its_spelling(form: str, lemma: str) -> None:
    assert by_spelling(form) == lemma


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The patrol sank the trawler.", "sink"),
        ("She taped the call.", "tape"),
        ("The storm razed the village.", "raze"),
        ("He hid the letter.", "hide"),
    ],
)
def test_a_lemma_in_its_sentence(extractor, text: str, lemma: str) -> None:
    assert lemma in {e.action.split()[0] for e in extractor(text).events}
