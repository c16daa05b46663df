"""Frequent verbs with many senses have a type only where their company tells the sense.

Each pair of blocks says: with this company the type, with that company none or another one.
"""

from __future__ import annotations

import pytest

from extract.ontology import Candidate, Ontology, load

TYPED: list[tuple[dict[str, object], str]] = [
    ({"lemma": "build", "object_lemma": "stadium"}, "production"),
    ({"lemma": "establish", "object_lemma": "commission"}, "founding"),
    ({"lemma": "produce", "object_lemma": "steel"}, "production"),
    ({"lemma": "climb", "subject_lemma": "price"}, "increase"),
    ({"lemma": "sink", "subject_lemma": "revenue"}, "decrease"),
    ({"lemma": "cut", "object_lemma": "emission"}, "decrease"),
    ({"lemma": "rise", "pos": "noun", "prepositions": ("in",)}, "increase"),
    ({"lemma": "beat", "object_lemma": "guard", "actor_type": "PERSON"}, "attack"),
    ({"lemma": "beat", "target_type": "ORG", "object_lemma": "rovers"}, "win"),
    ({"lemma": "beat", "object_lemma": "incumbent"}, "win"),
    ({"lemma": "kill", "object_lemma": "fisherman"}, "killing"),
    ({"lemma": "fight", "target_type": "NORP", "object_lemma": "rebel"}, "clash"),
    ({"lemma": "shoot", "object_lemma": "guard"}, "attack"),
    ({"lemma": "run", "prepositions": ("for",), "obliques": (("for", "senate"),)}, "candidacy"),
    ({"lemma": "steal", "object_lemma": "bicycle"}, "theft"),
    ({"lemma": "save", "object_lemma": "child"}, "rescue"),
    ({"lemma": "survive", "object_lemma": "crash"}, "rescue"),
    ({"lemma": "serve", "prepositions": ("in",), "obliques": (("in", "navy"),)}, "work"),
    ({"lemma": "seek", "object_lemma": "gold"}, "search"),
    ({"lemma": "seek", "complement_lemma": "ban"}, "attempt"),
    ({"lemma": "demonstrate", "subject_lemma": "student"}, "protest"),
    ({"lemma": "demonstrate", "object_lemma": "skill"}, "showing"),
    ({"lemma": "agree", "prepositions": ("to",)}, "agreement"),
    ({"lemma": "intercept", "object_lemma": "pass"}, "sports_play"),
    ({"lemma": "cross", "object_lemma": "border"}, "travel"),
    ({"lemma": "put", "object_lemma": "flour", "obliques": (("in", "bowl"),)}, "placement"),
    ({"lemma": "rule", "subject_lemma": "judge"}, "ruling"),
    ({"lemma": "hit", "actor_type": "PERSON", "object_lemma": "policeman"}, "attack"),
    ({"lemma": "escape", "subject_lemma": "inmate"}, "departure"),
    ({"lemma": "operation", "pos": "noun", "modifiers": ("police",)}, "action_taken"),
    ({"lemma": "fire", "pos": "noun"}, "fire"),
    ({"lemma": "host", "object_lemma": "website"}, "hosting"),
    ({"lemma": "fall", "subject_lemma": "price"}, "decrease"),
    ({"lemma": "press", "particle": "on"}, "continuation"),
    ({"lemma": "hand", "particle": "in", "object_lemma": "form"}, "filing"),
    ({"lemma": "infect", "object_lemma": "pupil"}, "outbreak"),
    ({"lemma": "infect", "object_lemma": "laptop"}, "breach"),
    ({"lemma": "outbreak", "pos": "noun", "object_lemma": "cholera", "prepositions": ("of",)}, "outbreak"),
    ({"lemma": "campaign", "pos": "noun", "modifiers": ("presidential",)}, "candidacy"),
    ({"lemma": "leave", "subject_lemma": "guest"}, "departure"),
    ({"lemma": "conclude", "subject_lemma": "festival"}, "ending"),
    ({"lemma": "break", "particle": "out", "subject_lemma": "blaze", "prepositions": ("in",)}, "fire"),
    ({"lemma": "break", "particle": "out", "subject_lemma": "panic", "prepositions": ("in",)}, "beginning"),
    ({"lemma": "nab", "target_type": "PERSON", "object_lemma": "thief"}, "arrest"),
]

# What the plain verb would have, and with which company it has not.
NOT_TYPED: list[tuple[dict[str, object], str]] = [
    # another literal sense
    ({"lemma": "run", "prepositions": ("for",), "obliques": (("for", "cover"),)}, "candidacy"),
    ({"lemma": "save", "object_lemma": "money"}, "rescue"),
    ({"lemma": "serve", "object_lemma": "sentence"}, "work"),
    ({"lemma": "shoot", "object_lemma": "film"}, "attack"),
    ({"lemma": "appreciate", "actor_type": "PERSON"}, "increase"),
    ({"lemma": "climb", "actor_type": "PERSON", "object_lemma": "hill"}, "increase"),
    ({"lemma": "sink", "subject_lemma": "ship"}, "decrease"),
    ({"lemma": "demonstrate", "object_lemma": "skill"}, "protest"),
    ({"lemma": "rule", "subject_lemma": "dynasty"}, "ruling"),
    # figures of speech
    ({"lemma": "build", "object_lemma": "trust"}, "production"),
    ({"lemma": "kill", "object_lemma": "bill"}, "killing"),
    ({"lemma": "steal", "object_lemma": "show"}, "theft"),
    ({"lemma": "paint", "object_lemma": "picture"}, "placement"),
    ({"lemma": "lend", "object_lemma": "credence"}, "investment"),
    ({"lemma": "put", "object_lemma": "pressure", "obliques": (("on", "cabinet"),)}, "placement"),
    ({"lemma": "step", "obliques": (("into", "breach"),)}, "arrival"),
    ({"lemma": "translate", "obliques": (("into", "success"),)}, "publication"),
    ({"lemma": "found", "passive": True, "object_lemma": "theory", "prepositions": ("on",)}, "founding"),
    ({"lemma": "fire", "pos": "noun", "modifiers": ("partisan",)}, "fire"),
    # near misses
    ({"lemma": "agree", "prepositions": ("that",), "complement_lemma": "struggle"}, "agreement"),
    ({"lemma": "talk", "prepositions": ("about",)}, "consultation"),
    ({"lemma": "name", "passive": True, "complement_lemma": "cafe", "object_lemma": "cafe"}, "appointment"),
    ({"lemma": "rise", "pos": "noun", "modifiers": ("political",)}, "increase"),
    # a field's type outside it
    ({"lemma": "intercept", "object_lemma": "boat"}, "sports_play"),
    ({"lemma": "host", "object_lemma": "dinner"}, "hosting"),
    ({"lemma": "battle", "pos": "noun", "modifiers": ("uphill",)}, "clash"),
    # things and bodies
    ({"lemma": "operation", "pos": "noun", "modifiers": ("overseas",)}, "action_taken"),
    ({"lemma": "collection", "pos": "noun", "object_lemma": "essay"}, "receipt"),
    ({"lemma": "alliance", "pos": "noun", "object_lemma": "charity"}, "cooperation"),
    ({"lemma": "return", "pos": "noun", "modifiers": ("tax",)}, "arrival"),
    ({"lemma": "result", "pos": "noun", "object_lemma": "vote"}, "causing"),
    ({"lemma": "campaign", "pos": "noun", "modifiers": ("fundraising",)}, "candidacy"),
    ({"lemma": "generation", "pos": "noun", "object_lemma": "teacher"}, "creation"),
    # a preposition that is no particle
    ({"lemma": "press", "prepositions": ("on",), "object_lemma": "minister"}, "continuation"),
    ({"lemma": "hand", "object_lemma": "lead", "prepositions": ("in",)}, "filing"),
    ({"lemma": "run", "object_lemma": "cafe", "prepositions": ("out of",)}, "ending"),
    ({"lemma": "tie", "object_lemma": "record", "prepositions": ("with",)}, "draw"),
    # the complement gives the sense
    ({"lemma": "seek", "complement_lemma": "ban"}, "search"),
    ({"lemma": "leave", "passive": True, "object_lemma": "guest", "complement_lemma": "hold"}, "departure"),
    ({"lemma": "escape", "object_lemma": "charge"}, "departure"),
    ({"lemma": "come", "subject_lemma": "it", "prepositions": ("to", "about")}, "occurrence"),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


@pytest.mark.parametrize(("slots", "expected"), TYPED)
def test_company_tells_the_sense(ontology: Ontology, slots: dict[str, object], expected: str) -> None:
    match = ontology.match(Candidate(**slots))  # type: ignore[arg-type]
    assert match is not None
    assert match.type == expected


@pytest.mark.parametrize(("slots", "unwanted"), NOT_TYPED)
def test_other_company_does_not(ontology: Ontology, slots: dict[str, object], unwanted: str) -> None:
    match = ontology.match(Candidate(**slots))  # type: ignore[arg-type]
    assert match is None or match.type != unwanted
