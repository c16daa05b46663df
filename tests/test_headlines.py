"""Sentences without a finite verb get a second reading, where one makes sense."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Bank denies hiding losses", "deny"),
        ("Minister resigns after protests", "resign"),
        ("Storm kills three in Lisbon", "kill"),
        ("Court backs law", "back"),
        ("Union cuts ties with party", "cut"),
        ("Lender forces clients to sell homes", "force"),
    ],
)
def test_the_verb_is_found(nlp, headline, verb):
    root = next(nlp(headline).sents).root
    assert (root.lemma_, root.pos_, root.tag_) == (verb, "VERB", "VBZ")


@pytest.mark.parametrize(
    "phrase",
    [
        "Police chiefs and union leaders",
        "EU sanctions on Russia",
        "Talks between Spain and Peru",
        "Bank profits in May",
    ],
)
def test_noun_phrases_stay(nlp, phrase):
    assert all(token.pos_ != "VERB" for token in nlp(phrase))


def test_other_sentences_keep_their_boundaries(nlp):
    doc = nlp("Bank cuts rates\n\nThe bank closed. It was late.")
    assert [s.text.strip() for s in doc.sents] == ["Bank cuts rates", "The bank closed.", "It was late."]
