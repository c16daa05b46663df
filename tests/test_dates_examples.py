"""Every example in the rule data, and the sentences below, read as a specification of English dates."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

import extract.annotate.dates.component  # noqa: F401 - registers the factory
from extract.annotate.dates.lexicon import lexicon
from extract.annotate.types import TimeExpression

EXAMPLES = [
    pytest.param(sentence, expected, id=f"{rule.name}: {sentence}")
    for rule in lexicon().rules
    for sentence, expected in rule.examples.items()
]


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("eventwire_dates")
    return nlp


def dates(nlp: Language, text: str, published: str | None = "2005-03-03") -> list[TimeExpression]:
    doc = nlp.make_doc(text)
    doc._.ew_published = published
    doc = nlp.get_pipe("eventwire_dates")(doc)
    for found in doc._.ew_dates:
        quoted = text[found.start_char : found.end_char]
        assert quoted == quoted.strip() != ""
        covered = doc[found.start : found.end]
        assert covered.start_char <= found.start_char < found.end_char <= covered.end_char
    return doc._.ew_dates


@pytest.mark.parametrize(("sentence", "expected"), EXAMPLES)
def test_example_of_a_rule(blank, sentence, expected):
    found = dates(blank, sentence)
    if expected == "-":
        assert found == []
        return
    text, _, value = str(expected).partition(" | ")
    assert (text, value) in [(sentence[d.start_char : d.end_char], d.value) for d in found]


def test_every_rule_has_an_example_or_is_a_variant():
    without = [rule.name for rule in lexicon().rules if not rule.examples]
    assert without == []
