"""The model's semantic edges: how they are read off the encoder, and how they and grammar agree."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from parses import doc_of, word
from spacy.tokens import Doc

from extract.encoder.encoding import KEY, Encoding
from extract.encoder.heads.roles import EXTENSION, Roles
from extract.events.component import EventExtractor
from extract.ontology import load

# -- the component ------------------------------------------------------------------------


def labelled(words: list[str], sentences: list[int], scores: dict[tuple[int, int], dict[str, float]]) -> list:
    """The edges of a Doc for given scores of (predicate, argument) pairs by role; all else is no role.

    One hidden unit a pair: predicate and argument each light theirs up, and only together do they pass GELU.
    """
    labels = ["", "ARG0", "ARG1"]
    pairs = list(scores)
    units = len(pairs)
    left = np.full((len(words), units), -20.0, dtype=np.float32)
    right = np.full((len(words), units), -20.0, dtype=np.float32)
    weight = np.zeros((units, len(labels)), dtype=np.float32)
    for unit, (predicate, argument) in enumerate(pairs):
        left[predicate, unit] = right[argument, unit] = 5.0
        for role, score in scores[predicate, argument].items():
            weight[unit, labels.index(role)] = score / 10.0  # GELU of 10 is 10
    predicates = np.full((len(words), 1), -1.0, dtype=np.float32)
    predicates[sorted({p for p, _ in pairs})] = 1.0
    doc = Doc(spacy.blank("en").vocab, words=words, sent_starts=[i in sentences for i in range(len(words))])
    outputs = {"role_predicate": predicates, "role_left": left, "role_right": right}
    doc.user_data[KEY] = Encoding(np.arange(len(words), dtype=np.int32), outputs)
    component = Roles(doc.vocab, "roles")
    bias = np.array([4.0, 0.0, 0.0], dtype=np.float32)
    component.set({"role": labels}, {"role": {"weight": weight, "bias": bias}})
    component(doc)
    return doc._.get(EXTENSION)


def test_edges_are_what_the_scores_say():
    found = labelled(["Acme", "sued", "Zendo", "."], [0], {(1, 0): {"ARG0": 9.0}, (1, 2): {"ARG1": 9.0}})
    assert [(p, a, role) for p, a, role, _ in found] == [(1, 0, "ARG0"), (1, 2, "ARG1")]
    assert all(share > 0.9 for *_, share in found)


def test_an_edge_leaves_no_sentence():
    assert labelled(["Acme", "left", "Zendo"], [0, 2], {(1, 2): {"ARG1": 9.0}}) == []


def test_an_unlikely_edge_is_not_kept_and_a_doubtful_one_is():
    assert labelled(["Acme", "left"], [0], {(1, 0): {"ARG0": 1.0}}) == []
    ((_, _, role, share),) = labelled(["Acme", "left"], [0], {(1, 0): {"ARG0": 3.6}})
    assert role == "ARG0"
    assert 0.2 < share < 0.5


def test_white_space_alone_has_no_edges():
    doc = Doc(spacy.blank("en").vocab, words=["\n"])
    empty = np.zeros((0, 1), dtype=np.float32)
    outputs = {"role_predicate": empty, "role_left": empty, "role_right": empty}
    doc.user_data[KEY] = Encoding(np.zeros(0, dtype=np.int32), outputs)
    component = Roles(doc.vocab, "roles")
    arrays = {"weight": np.zeros((1, 2), dtype=np.float32), "bias": np.zeros(2, dtype=np.float32)}
    component.set({"role": ["", "ARG0"]}, {"role": arrays})
    assert component(doc)._.get(EXTENSION) == []


# -- with grammar -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def events() -> EventExtractor:
    return EventExtractor(load(None))


def roles(
    events: EventExtractor, doc: Doc, trigger: str, *edges: tuple[str, str, str, float]
) -> dict[str, str]:
    """Head words by role of an event, for edges (predicate, argument, role, probability)."""
    doc._.set(EXTENSION, [(word(doc, p).i, word(doc, a).i, role, share) for p, a, role, share in edges])
    found = next(e for e in events(doc)._.ew_events if doc[e.trigger.start].text == trigger)
    return {a.role: doc[a.head].text for a in found.arguments}


def test_without_edges_grammar_stands(events):
    doc = doc_of("Acme/NNP/nsubj/1 waited/VBD/ROOT/1/wait ././punct/1")
    assert roles(events, doc, "waited") == {"actor": "Acme"}


def test_a_certain_edge_decides_who_undergoes(events):
    doc = doc_of("Acme/NNP/nsubj/1 waited/VBD/ROOT/1/wait ././punct/1")
    assert roles(events, doc, "waited", ("waited", "Acme", "ARG1", 0.9)) == {"target": "Acme"}
    assert roles(events, doc, "waited", ("waited", "Acme", "ARG1", 0.6)) == {"actor": "Acme"}


def test_a_subject_beside_an_object_stays_the_doer(events):
    doc = doc_of("Acme/NNP/nsubj/1 shook/VBD/ROOT/1/shake Zendo/NNP/obj/1 ././punct/1")
    edges = [("shook", "Acme", "ARG1", 0.9), ("shook", "Zendo", "ARG1", 0.95)]
    assert roles(events, doc, "shook", *edges) == {"actor": "Acme", "target": "Zendo"}


def test_a_filler_that_only_the_model_finds_comes_in(events):
    # The parse has hung the object on nothing that grammar would look at.
    doc = doc_of("Acme/NNP/nsubj/1 sued/VBD/ROOT/1/sue ,/,/punct/1 Zendo/NNP/parataxis/1 ././punct/1")
    assert "target" not in roles(events, doc, "sued", ("sued", "Acme", "ARG0", 0.99))
    edges = [("sued", "Acme", "ARG0", 0.99), ("sued", "Zendo", "ARG1", 0.95)]
    assert roles(events, doc, "sued", *edges) == {"actor": "Acme", "target": "Zendo"}
    edges[1] = ("sued", "Zendo", "ARG1", 0.6)
    assert roles(events, doc, "sued", *edges) == {"actor": "Acme"}


def test_a_filler_that_no_edge_suspects_gives_way_to_a_certain_one(events):
    doc = doc_of(
        "Acme/NNP/nsubj/1 left/VBD/ROOT/1/leave ,/,/punct/5 Zendo/NNP/parataxis/1 then/RB/advmod/5"
        " suing/VBG/advcl/1/sue Orlo/NNP/obj/5 ././punct/1"
    )
    assert roles(events, doc, "suing", ("suing", "Orlo", "ARG1", 0.99)) == {"actor": "Acme", "target": "Orlo"}
    edges = [("suing", "Orlo", "ARG1", 0.99), ("suing", "Zendo", "ARG0", 0.95)]
    assert roles(events, doc, "suing", *edges) == {"actor": "Zendo", "target": "Orlo"}


def test_a_second_doer_is_not_believed(events):
    doc = doc_of("Acme/NNP/nsubj/1 sued/VBD/ROOT/1/sue Zendo/NNP/obj/1 ,/,/punct/1 Orlo/NNP/parataxis/1")
    edges = [("sued", "Acme", "ARG0", 0.99), ("sued", "Zendo", "ARG1", 0.99), ("sued", "Orlo", "ARG0", 0.95)]
    assert roles(events, doc, "sued", *edges) == {"actor": "Acme", "target": "Zendo"}
