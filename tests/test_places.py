"""Where things happen: what grammar and the model's semantic edges together take for a place.

Hand-made parses with made edges; each rule has a sentence that it holds for and one that it must leave.
"""

from __future__ import annotations

import pytest
from parses import doc_of, word
from spacy.tokens import Doc

from extract.encoder.heads.roles import EXTENSION
from extract.events.component import EventExtractor
from extract.ontology import load


@pytest.fixture(scope="module")
def events() -> EventExtractor:
    return EventExtractor(load(None))


def fillers(events: EventExtractor, doc: Doc, trigger: str, *edges: tuple[str, str, str, float]) -> dict:
    """Role by head word of an event, for edges (predicate, argument, role, probability)."""
    doc._.set(EXTENSION, [(word(doc, p).i, word(doc, a).i, role, share) for p, a, role, share in edges])
    found = next(e for e in events(doc)._.ew_events if doc[e.trigger.start].text == trigger)
    return {doc[a.head].text: a.role for a in found.arguments}


ROOF = "He/PRP/nsubj/1 played/VBD/ROOT/1/play on/IN/case/4 the/DT/det/4 {}/NN/obl/1"


@pytest.mark.parametrize(
    ("noun", "share", "role"),
    [
        ("roof", 0.9, "place"),
        ("roof", 0.4, "place"),  # the preposition leans the same way
        ("roof", 0.3, "topic"),
        ("letter", 0.9, "topic"),  # a text is on no map
        ("rally", 0.9, "topic"),  # an event neither
    ],
)
def test_on_tells_of_a_place_where_the_model_says_so(events, noun, share, role):
    doc = doc_of(ROOF.format(noun))
    assert fillers(events, doc, "played", ("played", noun, "ARGM-LOC", share))[noun] == role


@pytest.mark.parametrize(("share", "role"), [(0.9, "place"), (0.7, "source")])
def test_a_preposition_of_movement_gives_way_to_a_certain_edge_only(events, share, role):
    doc = doc_of("He/PRP/nsubj/1 shouted/VBD/ROOT/1/shout from/IN/case/4 the/DT/det/4 roof/NN/obl/1")
    assert fillers(events, doc, "shouted", ("shouted", "roof", "ARGM-LOC", share))["roof"] == role


def test_an_adverb_says_where_to_or_where(events):
    doc = doc_of("He/PRP/nsubj/1 walked/VBD/ROOT/1/walk home/RB/advmod/1")
    assert fillers(events, doc, "walked")["home"] == "place"
    assert fillers(events, doc, "walked", ("walked", "home", "ARG4", 0.9))["home"] == "destination"


def test_an_adverb_that_only_the_model_knows_is_a_place(events):
    doc = doc_of("He/PRP/nsubj/1 shopped/VBD/ROOT/1/shop online/RB/advmod/1")
    assert "online" not in fillers(events, doc, "shopped")
    assert fillers(events, doc, "shopped", ("shopped", "online", "ARGM-LOC", 0.9))["online"] == "place"


STOOD = (
    "He/PRP/nsubj/1 stood/VBD/ROOT/1/stand at/IN/case/4 a/DT/det/4 {}/NN/obl/1 in/IN/case/7 a/DT/det/7"
    " park/NN/nmod/4"
)


@pytest.mark.parametrize(("outer", "role"), [("door", None), ("vigil", "place")])
def test_a_place_within_a_place_is_left_and_one_of_an_event_is_not(events, outer, role):
    doc = doc_of(STOOD.format(outer))
    edges = [("stood", outer, "ARGM-LOC", 0.9), ("stood", "park", "ARGM-LOC", 0.9)]
    assert fillers(events, doc, "stood", *edges).get("park") == role


def test_a_place_of_the_verb_that_it_hangs_on_is_no_other_verbs(events):
    doc = doc_of(
        "He/PRP/nsubj/1 asked/VBD/ROOT/1/ask what/WP/obj/4 she/PRP/nsubj/4 bought/VBD/ccomp/1/buy"
        " in/IN/case/7 the/DT/det/7 market/NN/obl/4"
    )
    edges = [("asked", "market", "ARGM-LOC", 0.9), ("bought", "market", "ARGM-LOC", 0.9)]
    assert fillers(events, doc, "bought", *edges)["market"] == "place"
    assert "market" not in fillers(events, doc, "asked", *edges)


BORN = (
    "He/PRP/nsubj/1 fell/VBD/ROOT/1/fall {}and/CC/cc/{at} died/VBD/conj/1/die in/IN/case/{park}"
    " the/DT/det/{park} park/NN/obl/{at}"
)


def test_a_conjunct_with_nothing_of_its_own_shares_the_place(events):
    edges = [("fell", "park", "ARGM-LOC", 0.9), ("died", "park", "ARGM-LOC", 0.9)]
    doc = doc_of(BORN.format("", at=3, park=6))
    assert fillers(events, doc, "fell", *edges)["park"] == "place"
    doc = doc_of(BORN.format("off/IN/case/4 a/DT/det/4 ladder/NN/obl/1 ", at=6, park=9))
    assert "park" not in fillers(events, doc, "fell", *edges)


@pytest.mark.parametrize(
    ("sentence", "action", "wanted"),
    [
        ("She drew a map of the town where her father died.", "die", "town"),
        ("She spent a lot of time in Peru, where her father died.", "die", "Peru"),
        ("It was a case where the driver died.", "die", ""),
        ("They filmed the meeting where the chairman resigned.", "resign", ""),
        # what is done to a thing is done where that is, what is thought or said of it is not
        ("Rebels attacked the village in Mali.", "attack", "Mali"),
        ("The minister criticised the village in Mali.", "criticise", ""),
        ("The minister addressed a rally in Lyon.", "address", "Lyon"),
    ],
)
def test_places_of_sentences(all_kinds, sentence, action, wanted):
    result = all_kinds(sentence)
    row = next(e for e in result.events if e.action == action)
    text = result.articles[0].text
    heads = [
        text[a.head_start : a.head_end]
        for a in result.arguments
        if a.event_id == row.event_id and a.role == "place"
    ]
    assert heads == ([wanted] if wanted else [])
