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


def test_a_past_that_is_a_noun_too(nlp):
    root = next(nlp("In the first nine months, profit rose 10% to $313.2 million.").sents).root
    assert (root.lemma_, root.tag_) == ("rise", "VBD")


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


@pytest.mark.parametrize(
    ("sentence", "gerund"),
    [("Bank denies hiding losses", "hiding"), ("The firm stopped selling cars.", "selling")],
)
def test_gerund_behind_a_verb_that_takes_one_is_its_complement(nlp, sentence, gerund):
    token = next(t for t in nlp(sentence) if t.text == gerund)
    assert token.pos_ == "VERB"
    assert token.dep_ in {"xcomp", "advcl"}
    assert [c.dep_ for c in token.children] == ["obj"]


def test_modifier_behind_another_verb_stays(nlp):
    token = next(t for t in nlp("The firm bought building materials.") if t.text == "building")
    assert token.dep_ in {"amod", "compound"}
