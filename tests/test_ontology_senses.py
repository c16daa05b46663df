"""Senses of common words that their object, subject, preposition or modifier tells apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.ontology import Candidate, Ontology, event_nouns, light_verb, load

SENSES: list[tuple[dict[str, object], str | None]] = [
    # verbs
    ({"lemma": "get", "object_lemma": "letter"}, "receipt"),  # She got a letter.
    ({"lemma": "get", "object_lemma": "award"}, "receipt"),
    ({"lemma": "get", "object_lemma": "problem"}, None),  # They have got a problem.
    ({"lemma": "get", "complement_lemma": "strong"}, None),
    ({"lemma": "wind", "particle": "up", "object_lemma": "company"}, "closure"),
    ({"lemma": "wind", "particle": "up", "obliques": (("in", "jail"),), "prepositions": ("in",)}, ""),
    ({"lemma": "leave", "object_lemma": "town"}, "departure"),
    ({"lemma": "leave", "object_lemma": "party", "complement_lemma": "split"}, "causing"),
    (
        {"lemma": "leave", "object_lemma": "ban", "obliques": (("in", "place"),), "prepositions": ("in",)},
        "keeping",
    ),
    ({"lemma": "meet", "object_lemma": "minister"}, "consultation"),
    ({"lemma": "meet", "prepositions": ("with",)}, "consultation"),
    ({"lemma": "meet", "object_lemma": "standard"}, "success"),
    ({"lemma": "meet", "object_lemma": "threshold"}, None),
    ({"lemma": "throw", "particle": "out", "object_lemma": "tenant"}, "eviction"),
    ({"lemma": "throw", "particle": "out", "object_lemma": "regulation"}, "rejection"),
    ({"lemma": "throw", "particle": "out", "object_lemma": "lawsuit"}, "rejection"),
    ({"lemma": "attack", "object_lemma": "town", "actor_type": "NORP", "target_type": "GPE"}, "attack"),
    (
        {
            "lemma": "attack",
            "object_lemma": "mayor",
            "actor_type": "PERSON",
            "target_type": "PERSON",
            "prepositions": ("for",),
        },
        "criticism",  # She attacked the mayor for his silence.
    ),
    ({"lemma": "attack", "pos": "noun", "prepositions": ("on",)}, "attack"),
    ({"lemma": "attack", "pos": "noun", "prepositions": ("on", "for")}, "criticism"),
    ({"lemma": "attack", "pos": "noun", "prepositions": ("on",), "modifiers": ("scathing",)}, "criticism"),
    ({"lemma": "explode", "subject_lemma": "boiler"}, "explosion"),
    ({"lemma": "explode", "subject_lemma": "cost"}, "increase"),
    ({"lemma": "explosion", "pos": "noun"}, "explosion"),
    ({"lemma": "explosion", "pos": "noun", "object_lemma": "price"}, "increase"),
    ({"lemma": "maintain"}, "claim"),  # He maintains that he was at home.
    ({"lemma": "maintain", "object_lemma": "fleet"}, "continuation"),
    ({"lemma": "run", "prepositions": ("for",), "obliques": (("for", "mayor"),)}, "candidacy"),
    ({"lemma": "run", "object_lemma": "agency", "prepositions": ("for",)}, "leadership"),
    ({"lemma": "run", "object_lemma": "effort"}, "leadership"),
    ({"lemma": "roll", "particle": "out", "object_lemma": "phone"}, "release"),
    ({"lemma": "roll", "particle": "out", "object_lemma": "carpet"}, None),
    ({"lemma": "launch", "object_lemma": "gadget"}, "release"),
    ({"lemma": "launch", "object_lemma": "trip"}, None),
    ({"lemma": "spend", "object_lemma": "euro"}, "payment"),
    ({"lemma": "spend", "object_lemma": "year"}, None),
    ({"lemma": "credit", "object_lemma": "nurse", "prepositions": ("with",)}, "praise"),
    ({"lemma": "credit", "object_lemma": "recovery", "prepositions": ("to",)}, None),
    ({"lemma": "repeat"}, "statement"),  # He repeated that it was late.
    ({"lemma": "repeat", "object_lemma": "demand"}, "statement"),
    ({"lemma": "repeat", "object_lemma": "experiment"}, None),
    ({"lemma": "push", "object_lemma": "firm", "target_type": "ORG"}, "pressure"),
    ({"lemma": "push", "object_lemma": "idea"}, "support"),
    ({"lemma": "push", "object_lemma": "conversation"}, None),
    ({"lemma": "help", "object_lemma": "refugee"}, "aid"),
    ({"lemma": "help", "complement_lemma": "rebuild"}, "enabling"),
    ({"lemma": "address", "object_lemma": "nation"}, "statement"),
    ({"lemma": "address", "object_lemma": "problem"}, "action_taken"),
    ({"lemma": "hold", "complement_lemma": "happen"}, "claim"),
    ({"lemma": "hold", "complement_lemma": "steady"}, ""),
    ({"lemma": "make", "complement_lemma": "free"}, "release"),
    # the arguments ask for the type
    ({"lemma": "charge", "object_lemma": "soprano", "target_type": "PERSON", "actor_type": "ORG"}, "charge"),
    ({"lemma": "charge", "object_lemma": "guest", "prepositions": ("for",)}, "payment"),
    ({"lemma": "charge", "object_lemma": "patient"}, "payment"),
    ({"lemma": "charge", "prepositions": ("into",)}, "motion"),
    ({"lemma": "charge", "prepositions": ("at",)}, "attack"),
    ({"lemma": "fire", "actor_type": "PERSON"}, "attack"),  # The sentries fired twice.
    ({"lemma": "strike", "subject_lemma": "lightning", "object_lemma": "barn"}, "disaster"),
    (
        {"lemma": "strike", "passive": True, "obliques": (("by", "tram"),), "prepositions": ("by",)},
        "accident",
    ),
    ({"lemma": "hit", "subject_lemma": "typhoon", "object_lemma": "harbour"}, "disaster"),
    ({"lemma": "hit", "subject_lemma": "lorry", "object_lemma": "cyclist"}, "accident"),
    ({"lemma": "hit", "object_lemma": "shop", "subject_lemma": "sequel"}, "release"),
    ({"lemma": "hit", "object_lemma": "low"}, "ranking"),
    ({"lemma": "hit", "subject_lemma": "tariff", "object_lemma": "exporter"}, "influence"),
    ({"lemma": "drop", "object_lemma": "bomb"}, "bombing"),
    ({"lemma": "drop", "object_lemma": "case"}, "acquittal"),
    ({"lemma": "drop", "object_lemma": "price"}, "decrease"),
    ({"lemma": "drop", "subject_lemma": "attendance"}, "decrease"),
    ({"lemma": "raise", "object_lemma": "rent"}, "increase"),
    ({"lemma": "raise", "object_lemma": "capital"}, "investment"),
    ({"lemma": "raise", "object_lemma": "daughter"}, "care"),
    ({"lemma": "raise", "object_lemma": "fist"}, "motion"),
    ({"lemma": "raise", "object_lemma": "sheep"}, "farming"),
    ({"lemma": "cut", "object_lemma": "workforce"}, "layoff"),
    ({"lemma": "cut", "object_lemma": "tie"}, "sanction"),
    ({"lemma": "cut", "object_lemma": "rope"}, "parting"),
    ({"lemma": "cut", "object_lemma": "budget"}, "decrease"),
    ({"lemma": "seize", "object_lemma": "heroin"}, "police_raid"),
    ({"lemma": "seize", "object_lemma": "power"}, "seizure_of_territory"),
    ({"lemma": "seize", "object_lemma": "tourist"}, "abduction"),
    ({"lemma": "launch", "object_lemma": "satellite"}, "space_flight"),
    ({"lemma": "launch", "object_lemma": "missile"}, "attack"),
    ({"lemma": "launch", "object_lemma": "charity"}, "founding"),
    ({"lemma": "launch", "object_lemma": "campaign"}, "candidacy"),
    ({"lemma": "launch", "object_lemma": "inquiry"}, "investigation"),
    ({"lemma": "run", "object_lemma": "marathon"}, "competition"),
    ({"lemma": "run", "object_lemma": "advertisement"}, "publication"),
    ({"lemma": "run", "object_lemma": "experiment"}, "assessment"),
    ({"lemma": "call", "object_lemma": "plan", "complement_lemma": "folly"}, "naming"),
    ({"lemma": "call", "object_lemma": "ambulance"}, "consultation"),
    ({"lemma": "call", "object_lemma": "referendum"}, "staging"),
    ({"lemma": "call", "particle": "off", "object_lemma": "match"}, "ending"),
    ({"lemma": "back", "object_lemma": "candidate"}, "support"),
    ({"lemma": "back", "prepositions": ("into",)}, "motion"),
    ({"lemma": "file", "object_lemma": "lawsuit"}, "lawsuit"),
    ({"lemma": "file", "object_lemma": "report"}, "filing"),
    ({"lemma": "sign", "object_lemma": "bill"}, "legislation"),
    ({"lemma": "sign", "object_lemma": "form"}, "filing"),
    ({"lemma": "release", "object_lemma": "radiation"}, None),
    ({"lemma": "release", "obliques": (("on", "bail"),), "prepositions": ("on",)}, "liberation"),
    ({"lemma": "hold", "object_lemma": "election"}, "election"),
    ({"lemma": "hold", "object_lemma": "title"}, "possession"),
    ({"lemma": "hold", "object_lemma": "ceremony"}, "staging"),
    ({"lemma": "break", "object_lemma": "ankle"}, "injury"),
    ({"lemma": "break", "object_lemma": "record"}, "ranking"),
    ({"lemma": "break", "object_lemma": "promise"}, "violation"),
    ({"lemma": "break", "particle": "out", "subject_lemma": "fight"}, "beginning"),
    ({"lemma": "attack", "object_lemma": "policy"}, "criticism"),
    (
        {"lemma": "attack", "object_lemma": "harris", "actor_type": "PERSON", "target_type": "PERSON"},
        "criticism",
    ),
    ({"lemma": "attack", "object_lemma": "clerk", "actor_type": "PERSON", "target_type": "PERSON"}, "attack"),
    (
        {"lemma": "attack", "pos": "noun", "obliques": (("on", "credibility"),), "prepositions": ("on",)},
        "criticism",
    ),
    ({"lemma": "attack", "pos": "noun", "obliques": (("on", "convoy"),), "prepositions": ("on",)}, "attack"),
    ({"lemma": "rally", "subject_lemma": "peso"}, "increase"),
    ({"lemma": "rally", "prepositions": ("against",)}, "protest"),
    ({"lemma": "rally", "pos": "noun"}, "public_gathering"),
    ({"lemma": "suspend", "object_lemma": "teacher"}, "dismissal"),
    ({"lemma": "suspend", "object_lemma": "account"}, "blocking"),
    ({"lemma": "suspend", "object_lemma": "aid"}, "sanction"),
    ({"lemma": "suspend", "object_lemma": "flight"}, "ending"),
    ({"lemma": "settle", "object_lemma": "lawsuit"}, "lawsuit"),
    ({"lemma": "settle", "object_lemma": "bill"}, "payment"),
    ({"lemma": "settle", "object_lemma": "dispute"}, "agreement"),
    ({"lemma": "dismiss", "object_lemma": "coach"}, "dismissal"),
    ({"lemma": "dismiss", "object_lemma": "indictment"}, "acquittal"),
    ({"lemma": "dismiss", "object_lemma": "idea"}, "rejection"),
    ({"lemma": "discharge", "object_lemma": "sergeant"}, "dismissal"),
    ({"lemma": "discharge", "object_lemma": "rifle"}, "attack"),
    ({"lemma": "plant", "object_lemma": "bomb"}, "bombing"),
    ({"lemma": "plant", "object_lemma": "tree"}, "farming"),
    ({"lemma": "book", "object_lemma": "robber", "passive": True}, "arrest"),
    ({"lemma": "book", "object_lemma": "berth"}, "win"),
    ({"lemma": "appeal", "prepositions": ("against",)}, "appeal_to_court"),
    ({"lemma": "appeal", "prepositions": ("for",)}, "appeal"),
    ({"lemma": "pass", "object_lemma": "budget"}, "legislation"),
    ({"lemma": "pass", "object_lemma": "exam"}, "success"),
    ({"lemma": "pass", "particle": "away"}, "death"),
    ({"lemma": "plead", "complement_lemma": "guilty"}, "trial"),
    ({"lemma": "plead", "prepositions": ("for",)}, "appeal"),
    ({"lemma": "deliver", "object_lemma": "sermon"}, "statement"),
    ({"lemma": "deliver", "object_lemma": "twin"}, "birth"),
    ({"lemma": "deliver", "object_lemma": "parcel"}, "sending"),
    ({"lemma": "draw", "object_lemma": "crowd"}, "attracting"),
    ({"lemma": "draw", "object_lemma": "pistol"}, "motion"),
    ({"lemma": "draw", "object_lemma": "match"}, "draw"),
    ({"lemma": "leave", "object_lemma": "scar", "subject_lemma": "fire"}, "causing"),
    ({"lemma": "join", "object_lemma": "guild"}, "membership"),
    ({"lemma": "join", "object_lemma": "march"}, "involvement"),
    ({"lemma": "win", "object_lemma": "county", "target_type": "GPE"}, "election"),
    ({"lemma": "lose", "object_lemma": "job", "actor_type": "GPE"}, "layoff"),  # The town lost 900 jobs.
    ({"lemma": "lose", "object_lemma": "key"}, "loss"),
    # nouns
    ({"lemma": "judgment", "pos": "noun", "prepositions": ("against",)}, "ruling"),
    ({"lemma": "judgment", "pos": "noun", "modifiers": ("good",)}, None),
    ({"lemma": "enforcement", "pos": "noun", "object_lemma": "rule"}, "enforcement"),
    ({"lemma": "demand", "pos": "noun", "actor_type": "ORG"}, "demand"),
    ({"lemma": "demand", "pos": "noun", "prepositions": ("for",)}, "demand"),
    ({"lemma": "demand", "pos": "noun", "prepositions": ("for",), "modifiers": ("weak",)}, None),
    ({"lemma": "demand", "pos": "noun", "prepositions": ("of",), "object_lemma": "be"}, None),
    ({"lemma": "issue", "object_lemma": "demand"}, "demand"),
    ({"lemma": "face", "object_lemma": "demand"}, ""),  # the subject demands nothing
    ({"lemma": "appeal", "pos": "noun", "prepositions": ("for",)}, "appeal"),
    ({"lemma": "appeal", "pos": "noun"}, "appeal"),
    ({"lemma": "appeal", "pos": "noun", "modifiers": ("broad",)}, None),
    ({"lemma": "appeal", "pos": "noun", "object_lemma": "coast"}, None),
    ({"lemma": "goal", "pos": "noun"}, None),
    ({"lemma": "goal", "pos": "noun", "modifiers": ("late",)}, None),  # "scored" is the event
    ({"lemma": "score", "object_lemma": "goal"}, "sports_play"),
    ({"lemma": "race", "pos": "noun", "modifiers": ("arms",)}, None),
    ({"lemma": "race", "pos": "noun"}, None),
    ({"lemma": "race", "pos": "noun", "modifiers": ("presidential",)}, "candidacy"),
    ({"lemma": "race", "pos": "noun", "prepositions": ("between",)}, "competition"),
    ({"lemma": "end", "pos": "noun", "object_lemma": "war"}, "ending"),
    ({"lemma": "end", "pos": "noun", "prepositions": ("to",)}, "ending"),
    ({"lemma": "end", "pos": "noun", "object_lemma": "year"}, None),
    ({"lemma": "appearance", "pos": "noun"}, None),
    ({"lemma": "appearance", "pos": "noun", "prepositions": ("at",)}, "attendance"),
    ({"lemma": "argument", "pos": "noun", "prepositions": ("of",)}, "claim"),
    ({"lemma": "argument", "pos": "noun", "modifiers": ("oral",)}, "trial"),
    ({"lemma": "diagnosis", "pos": "noun", "object_lemma": "cancer"}, "assessment"),
    ({"lemma": "diagnose", "passive": True, "object_lemma": "pupil"}, "outbreak"),
    ({"lemma": "invasion", "pos": "noun", "object_lemma": "island"}, "attack"),
    ({"lemma": "invasion", "pos": "noun", "object_lemma": "privacy"}, "violation"),
    ({"lemma": "study", "pos": "noun", "object_lemma": "bird"}, "assessment"),
    ({"lemma": "study", "prepositions": ("at",)}, "education"),
    ({"lemma": "subsidy", "pos": "noun"}, None),
    ({"lemma": "outlook", "pos": "noun"}, None),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


@pytest.mark.parametrize(("slots", "expected"), SENSES)
def test_sense_by_company(ontology: Ontology, slots: dict[str, object], expected: str | None) -> None:
    match = ontology.match(Candidate(**slots))  # type: ignore[arg-type]
    assert (None if match is None else match.type) == expected


def test_more_often_a_thing_or_state_than_an_event() -> None:
    nouns = event_nouns()
    assert not {"goal", "care", "coverage", "interest", "experience", "crime", "existence"} & set(nouns)
    arguments = ("judgment", "amendment", "argument", "diagnosis", "study")
    assert all(nouns[noun].only_with_argument for noun in arguments)
    assert not nouns["arrest"].only_with_argument


def test_no_light_verb_is_left_with_a_noun_that_is_no_event() -> None:
    assert light_verb("make", "diagnosis") is not None
    assert light_verb("commit", "murder") is not None
    assert light_verb("commit", "crime") is None  # "commit crime" is a predicate of its own
    assert light_verb("provide", "care") is None
    assert light_verb("provide", "help") is not None


def test_subject_condition(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "types:\n"
        "  up: {definition: Goes up., verbs: [{lemma: climb, subject: [price]}]}\n"
        "  ascent: {definition: Climbs., verbs: [{lemma: climb, not_subject: [price, cost]}]}\n"
    )
    found = load(path)
    assert [
        match.type if match else None
        for match in (
            found.match(Candidate("climb", subject_lemma=lemma)) for lemma in ("price", "cost", "boy", "")
        )
    ] == ["up", None, "ascent", "ascent"]
