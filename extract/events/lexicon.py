"""The word classes that the event rules ask for, read once from `extract/knowledge`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.knowledge import load_yaml

_Table = dict[str, object]


@dataclass(frozen=True)
class Predicates:
    """Classes of predicates (predicates.yaml); sets hold lemmas in lower case."""

    auxiliary_like: frozenset[str]
    stative: frozenset[str]
    unaccusative: frozenset[str]
    hearer_object: frozenset[str]
    patient_possessor: frozenset[str]
    agent_of: frozenset[str]
    comitative: frozenset[str]
    evidence_nouns: frozenset[str]
    open_nouns: frozenset[str]
    place_nouns: frozenset[str]
    texts: frozenset[str]
    future_adjectives: frozenset[str]
    prepositional_participles: frozenset[str]
    extent_units: frozenset[str]
    no_manner: frozenset[str]
    given_from: frozenset[str]
    object_compound: frozenset[str]
    holding: frozenset[str]
    acted_on: dict[str, frozenset[str]]
    content_preposition: dict[str, frozenset[str]]
    hedges: dict[str, str]
    hedge_adjectives: dict[str, str]


@cache
def predicates() -> Predicates:
    """The classes of predicates."""
    table = cast(_Table, load_yaml("predicates.yaml"))

    def words(key: str) -> frozenset[str]:
        return frozenset(cast(list[str], table[key]))

    def mapping(key: str) -> dict[str, frozenset[str]]:
        return {lemma: frozenset(v) for lemma, v in cast(dict[str, list[str]], table[key]).items()}

    def inverted(key: str) -> dict[str, str]:
        return {w: name for name, ws in cast(dict[str, list[str]], table[key]).items() for w in ws}

    return Predicates(
        auxiliary_like=words("auxiliary_like"),
        prepositional_participles=words("prepositional_participles"),
        stative=words("stative"),
        unaccusative=words("unaccusative"),
        hearer_object=words("hearer_object"),
        patient_possessor=words("patient_possessor"),
        agent_of=words("agent_of"),
        comitative=words("comitative"),
        evidence_nouns=words("evidence_nouns"),
        open_nouns=words("open_nouns"),
        place_nouns=words("place_nouns"),
        texts=words("texts"),
        future_adjectives=words("future_adjectives"),
        extent_units=words("extent_units"),
        no_manner=words("no_manner"),
        given_from=words("given_from"),
        object_compound=words("object_compound"),
        holding=words("holding"),
        acted_on=mapping("acted_on"),
        content_preposition=mapping("content_preposition"),
        hedges=inverted("hedges"),
        hedge_adjectives=inverted("hedge_adjectives"),
    )


@cache
def preposition_roles() -> dict[str, tuple[str, str]]:
    """Preposition to (role of a place, role of anything else); "none" for no role."""
    out = {}
    for preposition, roles in cast(dict[str, str], load_yaml("roles.yaml")).items():
        first, _, second = roles.partition("|")
        out[preposition] = (first.rstrip("?"), second) if first.endswith("?") else (first, first)
    return out
