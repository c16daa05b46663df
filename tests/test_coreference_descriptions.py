"""Definite descriptions that share no word with the name they stand for, and what is told of somebody."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.annotate.types import Attribution, Phrase
from tests.entity_docs import entity_of, story


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


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("“As you pointed out, Laura, the river is low,” said Paul Roe.", "you", "Laura"),
        ("“Thank you, Laura, for your work,” said Paul Roe.", "your", "Laura"),
        ("“You were right, Laura,” said Paul Roe.", "You", "Laura"),
        ("“You know my friend, Laura, is ill,” she said.", "You", "you"),
        ("“You saw Laura at the river,” said Paul Roe.", "You", "you"),
        ("Laura, come in. “You were late,” he told Ian Poe.", "You", "you"),
    ],
)  # fmt: skip
def test_who_is_spoken_to(nlp: Language, text: str, words: str, name: str) -> None:
    assert entity(nlp, text, words) == name


@pytest.mark.parametrize(
    ("text", "occurrence", "name"),
    [
        ("An Acme Corp spokesman met reporters. “We will look at it,” the spokesman said.", 0, "Acme Corp"),
        ("“We care,” said Ann Lee, head of the Acme Union. “We will look,” she added.", 1, "Acme Union"),
        ("A tall man met reporters. “We will look at it,” the man said.", 0, "we"),
    ],
)  # fmt: skip
def test_whom_a_description_speaks_for(nlp: Language, text: str, occurrence: int, name: str) -> None:
    assert entity(nlp, text, "We", occurrence) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“I will be back on Monday,” the sign on the door said.", "I"),
        ("“I will be back on Monday,” the baker said.", "the baker"),
    ],
)
def test_no_thing_says_i(nlp: Language, text: str, name: str) -> None:
    assert entity(nlp, text, "I") == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Our house is small. They visited us on Monday.", "Our", "we"),
        ("Your dog barks at night.", "Your", "you"),
        ("My dog barks at night.", "My", "I"),
        ("Ann Lee sold her house.", "her", "Ann Lee"),
    ],
)
def test_pronouns_alone_are_called_by_the_form_of_the_subject(
    nlp: Language, text: str, words: str, name: str
) -> None:
    assert entity(nlp, text, words) == name


def test_a_report_within_a_misparsed_phrase_is_cut_off() -> None:
    doc = story(
        "The/DT/det/1 nominee/NN/nsubj/6 said/VBD/parataxis/1/say his/PRP$/nmod:poss/4 tweet/NN/nsubj/6"
        " had/VBD/aux/6/have ended/VBN/ROOT/6/end ././punct/6"
    )
    whole = story(
        "The/DT/det/1 claim/NN/nsubj/6 that/IN/mark/4 Lee/NNP/nsubj/4 said/VBD/acl/1/say so/RB/advmod/4"
        " ended/VBD/ROOT/6/end ././punct/6"
    )
    for made, cue in ((doc, 2), (whole, 4)):
        made._.ew_attributions = [Attribution("indirect", None, Phrase(cue, cue + 1, cue), [])]
    assert entity_of(doc, "nominee").name == "The nominee"
    assert entity_of(whole, "claim").name == "The claim that Lee said so"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The victim was identified as Ann Lee.", "The victim", "Ann Lee"),
        ("Police identified the gunman as Paul Roe.", "the gunman", "Paul Roe"),
        ("The dead man was named as Paul Roe.", "The dead man", "Paul Roe"),
        ("The victim was not identified as Ann Lee.", "The victim", "The victim"),
        ("The victim was identified by Ann Lee.", "The victim", "The victim"),
        ("The victim was a nurse. Ann Lee was named as chair.", "The victim", "The victim"),
    ],
)
def test_identified_as(nlp: Language, text: str, words: str, name: str) -> None:
    assert entity(nlp, text, words) == name
