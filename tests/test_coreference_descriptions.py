"""Definite descriptions that share no word with the name they stand for, and what is told of somebody."""

from __future__ import annotations

import pytest
from spacy.language import Language


def entity(nlp: Language, text: str, words: str, occurrence: int = 0) -> str:
    """The name of the entity that the nth mention with these words belongs to."""
    doc = nlp(text)
    found = [
        (m.start, e.name) for e in doc._.ew_entities for m in e.mentions if doc[m.start : m.end].text == words
    ]
    assert len(found) > occurrence, f"{words!r} is no mention"
    return str(sorted(found)[occurrence][1])


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Paul Roe was charged with murder on Monday. The suspect was held.", "The suspect", "Paul Roe"),
        ("Paul Roe opened fire in a shop on Monday. The gunman was held.", "The gunman", "Paul Roe"),
        ("Paul Roe stabbed a clerk on Monday. The alleged attacker was held.", "The alleged attacker", "Paul Roe"),
        ("Police said Ann Lee was stabbed on Monday. The victim was taken to hospital.", "The victim", "Ann Lee"),
        ("Paul Roe was driving a lorry when it hit the wall. The driver was not hurt.", "The driver", "Paul Roe"),
        ("Constable Ann Lee stopped the car. The officer asked for papers.", "The officer", "Ann Lee"),
    ],
)  # fmt: skip
def test_who_did_or_suffered_it(nlp: Language, text: str, words: str, name: str) -> None:
    assert entity(nlp, text, words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Paul Roe and Ian Poe were charged with murder. The suspect fled.", "The suspect"),
        ("Paul Roe was not charged with murder. The suspect fled.", "The suspect"),
        ("Paul Roe could be charged with murder. The suspect fled.", "The suspect"),
        ("A man was arrested on Monday after Paul Roe was charged with theft. The suspect fled.", "The suspect"),
        ("Paul Roe was charged with murder. The second suspect fled.", "The second suspect"),
        ("Officer Paul Roe shot a dog at a car park. The victim was 23.", "The victim"),
        ("Police killed Paul Roe. Guards shot the lock. The gunman had no car.", "The gunman"),
    ],
)  # fmt: skip
def test_where_two_may_be_meant_or_none_nobody_is(nlp: Language, text: str, words: str) -> None:
    assert entity(nlp, text, words) == words


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("INS Kaveri reached the island on Monday. The warship carried tents.", "The warship", "INS Kaveri"),
        ("The ferry Larkspur sank on Friday. The ship had left with 40 people.", "The ship", "Larkspur"),
        ("Her film “The Quiet Shore” opened on Friday. The movie was shot in Wales.", "The movie", "Quiet Shore"),
    ],
)  # fmt: skip
def test_a_wider_word_for_a_thing(nlp: Language, text: str, words: str, name: str) -> None:
    assert entity(nlp, text, words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry Larkspur sank on Friday. A tanker came to help. The ship was rusty.", "The ship"),
        ("The ferry Larkspur sank on Friday. The warship fired twice.", "The warship"),
        ("Her film “The Quiet Shore” opened on Friday. The book was long.", "The book"),
    ],
)
def test_another_thing_near_or_another_kind(nlp: Language, text: str, words: str) -> None:
    assert entity(nlp, text, words) == words
