"""Figurative and idiomatic senses of words from politics and society that their company tells apart."""

from __future__ import annotations

import pytest

from extract.ontology import Candidate, Ontology, load

# (sentence, what the parse shows of the trigger, type or "not TYPE")
SENSES: list[tuple[str, dict[str, object], str]] = [
    # minds, offices and votes
    ("The guild elected a chair.", {"lemma": "elect", "object_lemma": "chair"}, "election"),
    ("She elected to stay.", {"lemma": "elect", "complement_lemma": "stay"}, "not election"),
    (
        "The farm runoff fouled the lake.",
        {"lemma": "runoff", "pos": "noun", "modifiers": ("farm",)},
        "not election",
    ),
    ("They promoted the sergeant.", {"lemma": "promote", "target_type": "PERSON"}, "appointment"),
    ("They promoted a new yoghurt.", {"lemma": "promote", "object_lemma": "yoghurt"}, "not appointment"),
    (
        "The bishop inaugurated an exhibition.",
        {"lemma": "inaugurate", "object_lemma": "exhibition"},
        "not appointment",
    ),
    (
        "The three-day suspension of the ferry ended.",
        {"lemma": "suspension", "pos": "noun", "object_lemma": "ferry", "modifiers": ("three-day",)},
        "not dismissal",
    ),
    (
        "The suspension of two teachers was lifted.",
        {"lemma": "suspension", "pos": "noun", "object_lemma": "teacher"},
        "dismissal",
    ),
    ("The firm let the clerk go.", {"lemma": "let", "particle": "go", "target_type": "PERSON"}, "dismissal"),
    ("She let go of the rope.", {"lemma": "let", "particle": "go", "prepositions": ("of",)}, "not dismissal"),
    (
        "He resigned himself to the delay.",
        {"lemma": "resign", "object_lemma": "himself"},
        "not resignation",
    ),
    # talks and pressure
    ("They conferred with the abbot.", {"lemma": "confer", "prepositions": ("with",)}, "consultation"),
    (
        "The charter conferred a duty on the port.",
        {"lemma": "confer", "object_lemma": "duty", "prepositions": ("on",)},
        "not consultation",
    ),
    (
        "The harbour came under pressure.",
        {"lemma": "come", "prepositions": ("under",), "obliques": (("under", "pressure"),)},
        "not pressure",
    ),
    (
        "The abbot came under pressure.",
        {
            "lemma": "come",
            "actor_type": "PERSON",
            "prepositions": ("under",),
            "obliques": (("under", "pressure"),),
        },
        "pressure",
    ),
    (
        "The dry spring permitted early sowing.",
        {"lemma": "permit", "object_lemma": "sowing"},
        "not permission",
    ),
    (
        "The council permitted fishing.",
        {"lemma": "permit", "object_lemma": "fishing", "actor_type": "ORG"},
        "permission",
    ),
    (
        "The remark buried his rival.",
        {"lemma": "bury", "target_type": "PERSON", "subject_lemma": "remark"},
        "not observance",
    ),
    (
        "The storm marked the end of the picnic.",
        {"lemma": "mark", "object_lemma": "end", "subject_lemma": "storm"},
        "not observance",
    ),
    # motion
    (
        "The vicar came to fame.",
        {"lemma": "come", "actor_type": "PERSON", "prepositions": ("to",), "obliques": (("to", "fame"),)},
        "not arrival",
    ),
    (
        "The vicar came to Oxford.",
        {"lemma": "come", "actor_type": "PERSON", "prepositions": ("to",), "obliques": (("to", "oxford"),)},
        "arrival",
    ),
    (
        "The defeat left the club in turmoil.",
        {
            "lemma": "leave",
            "object_lemma": "club",
            "target_type": "ORG",
            "subject_lemma": "defeat",
            "prepositions": ("in",),
            "obliques": (("in", "turmoil"),),
        },
        "not departure",
    ),
    (
        "The judge left the club.",
        {"lemma": "leave", "object_lemma": "club", "target_type": "ORG", "actor_type": "PERSON"},
        "departure",
    ),
    (
        "A sharp departure from the policy followed.",
        {"lemma": "departure", "pos": "noun", "modifiers": ("sharp",), "prepositions": ("from",)},
        "not departure",
    ),
    ("She unloaded on the referee.", {"lemma": "unload", "prepositions": ("on",)}, "not transport"),
    ("They unloaded the coal.", {"lemma": "unload", "object_lemma": "coal"}, "transport"),
    (
        "Grants went to colleges.",
        {"lemma": "go", "subject_lemma": "grant", "prepositions": ("to",), "obliques": (("to", "college"),)},
        "not travel",
    ),
    # lives and harm
    (
        "The birth of the republic was slow.",
        {"lemma": "birth", "pos": "noun", "object_lemma": "republic"},
        "not birth",
    ),
    ("The birth of her son was slow.", {"lemma": "birth", "pos": "noun", "object_lemma": "son"}, "birth"),
    ("The amendment died.", {"lemma": "die", "subject_lemma": "amendment"}, "not death"),
    ("The pianist died.", {"lemma": "die", "subject_lemma": "pianist"}, "death"),
    (
        "She fell from the ladder.",
        {
            "lemma": "fall",
            "actor_type": "PERSON",
            "prepositions": ("from",),
            "obliques": (("from", "ladder"),),
        },
        "accident",
    ),
    (
        "She fell from second place.",
        {
            "lemma": "fall",
            "actor_type": "PERSON",
            "prepositions": ("from",),
            "obliques": (("from", "place"),),
        },
        "not accident",
    ),
    (
        "A blizzard of leaflets arrived.",
        {"lemma": "blizzard", "pos": "noun", "object_lemma": "leaflet"},
        "not weather",
    ),
    (
        "The outbreak of fighting was sudden.",
        {"lemma": "outbreak", "pos": "noun", "object_lemma": "fighting"},
        "not outbreak",
    ),
    ("The rowers won the cup.", {"lemma": "win", "object_lemma": "cup"}, "win"),
    ("The rowers won applause.", {"lemma": "win", "object_lemma": "applause"}, "not win"),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


@pytest.mark.parametrize(("sentence", "slots", "expected"), SENSES, ids=[s for s, _, _ in SENSES])
def test_company_tells_figurative_use(
    ontology: Ontology, sentence: str, slots: dict[str, object], expected: str
) -> None:
    match = ontology.match(Candidate(**slots))  # type: ignore[arg-type]
    found = match.type if match else ""
    if expected.startswith("not "):
        assert found != expected.removeprefix("not ")
    else:
        assert found == expected
