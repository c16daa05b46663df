"""Senses of words from politics, diplomacy and speech that their company tells apart."""

from __future__ import annotations

import pytest

from extract.ontology import Candidate, Ontology, load

# (sentence, what the parse shows of the trigger, type or "not TYPE")
SENSES: list[tuple[str, dict[str, object], str]] = [
    # votes and offices
    ("Most miners voted for the mayor.", {"lemma": "vote", "prepositions": ("for",)}, "vote"),
    ("Few villagers cast a vote.", {"lemma": "cast", "object_lemma": "vote"}, "vote"),
    ("The island elected a baker.", {"lemma": "elect", "object_lemma": "baker"}, "election"),
    (
        "She chose the judge as her running mate.",
        {"lemma": "choose", "target_type": "PERSON", "prepositions": ("as",), "obliques": (("as", "mate"),)},
        "candidacy",
    ),
    (
        "He gave up his bid for the presidency.",
        {"lemma": "bid", "pos": "noun", "prepositions": ("for",), "obliques": (("for", "presidency"),)},
        "candidacy",
    ),
    (
        "Two officers were assigned to the fair.",
        {"lemma": "assign", "passive": True, "target_type": "PERSON", "obliques": (("to", "fair"),)},
        "not appointment",
    ),
    (
        "She was assigned to the ministry.",
        {"lemma": "assign", "passive": True, "target_type": "PERSON", "obliques": (("to", "ministry"),)},
        "appointment",
    ),
    ("They hired a cook.", {"lemma": "hire", "object_lemma": "cook"}, "appointment"),
    ("They hired a boat.", {"lemma": "hire", "object_lemma": "boat"}, "not appointment"),
    ("The club reinstated its captain.", {"lemma": "reinstate", "object_lemma": "captain"}, "appointment"),
    ("The king reinstated the tax.", {"lemma": "reinstate", "object_lemma": "tax"}, "not appointment"),
    ("The bank dismissed a clerk.", {"lemma": "dismiss", "object_lemma": "clerk"}, "dismissal"),
    (
        "The singer dismissed her rival as an amateur.",
        {"lemma": "dismiss", "object_lemma": "rival", "prepositions": ("as",)},
        "criticism",
    ),
    ("The minister dismissed the report.", {"lemma": "dismiss", "object_lemma": "report"}, "denial"),
    ("The minister dismissed the plan.", {"lemma": "dismiss", "object_lemma": "plan"}, "rejection"),
    ("The organist retired.", {"lemma": "retire"}, "resignation"),
    ("The club retired his number.", {"lemma": "retire", "object_lemma": "number"}, "not resignation"),
    # laws and agreements
    ("Parliament abolished the toll law.", {"lemma": "abolish", "object_lemma": "law"}, "legislation"),
    ("The school abolished the choir.", {"lemma": "abolish", "object_lemma": "choir"}, "not legislation"),
    ("The lower house adopted the budget.", {"lemma": "adopt", "object_lemma": "budget"}, "legislation"),
    ("The bishop adopted a mild stance.", {"lemma": "adopt", "object_lemma": "stance"}, "not legislation"),
    (
        "Both sides compromised on wages.",
        {"lemma": "compromise", "prepositions": ("on",), "obliques": (("on", "wage"),)},
        "agreement",
    ),
    (
        "The password was compromised.",
        {"lemma": "compromise", "passive": True, "object_lemma": "password"},
        "not agreement",
    ),
    (
        "The states signed a memorandum of understanding.",
        {"lemma": "sign", "object_lemma": "memorandum", "prepositions": ("of",)},
        "agreement",
    ),
    ("The king signed a memorandum.", {"lemma": "sign", "object_lemma": "memorandum"}, "legislation"),
    (
        "A late goal sealed the deal.",
        {"lemma": "seal", "object_lemma": "deal", "subject_lemma": "goal"},
        "not agreement",
    ),
    # meetings and talk
    (
        "The sides held talks on fish.",
        {"lemma": "talk", "pos": "noun", "prepositions": ("on",)},
        "consultation",
    ),
    ("There is talk of a merger.", {"lemma": "talk", "pos": "noun", "prepositions": ("of",)}, "comment"),
    ("The bishops met the sailors.", {"lemma": "meet", "object_lemma": "sailor"}, "consultation"),
    (
        "The bishops were met with jeers.",
        {"lemma": "meet", "passive": True, "object_lemma": "bishop", "prepositions": ("with",)},
        "not consultation",
    ),
    ("The bishops visited the mine.", {"lemma": "visit", "object_lemma": "mine"}, "visit"),
    ("Shoppers visited the website.", {"lemma": "visit", "object_lemma": "website"}, "not visit"),
    ("We called the doctor.", {"lemma": "call", "object_lemma": "doctor"}, "consultation"),
    ("A baker called himself king.", {"lemma": "call", "object_lemma": "himself"}, "not consultation"),
    ("It is a dog called Fenella.", {"lemma": "call"}, "naming"),
    (
        "She called out the chairman.",
        {"lemma": "call", "particle": "out", "object_lemma": "chairman"},
        "criticism",
    ),
    (
        "The envoys discussed borders with the general.",
        {"lemma": "discuss", "object_lemma": "border", "prepositions": ("with",)},
        "consultation",
    ),
    (
        "He discussed borders in his speech.",
        {
            "lemma": "discuss",
            "object_lemma": "border",
            "subject_lemma": "he",
            "prepositions": ("in",),
            "obliques": (("in", "speech"),),
        },
        "statement",
    ),
    (
        "They speak with a heavy accent.",
        {"lemma": "speak", "prepositions": ("with",), "obliques": (("with", "accent"),)},
        "statement",
    ),
    (
        "She had a sharp exchange with the usher.",
        {"lemma": "exchange", "pos": "noun", "prepositions": ("with",), "modifiers": ("sharp",)},
        "consultation",
    ),
    (
        "The two sides made a prisoner exchange with the rebels.",
        {"lemma": "exchange", "pos": "noun", "prepositions": ("with",), "modifiers": ("prisoner",)},
        "not consultation",
    ),
    # cooperation, support, opposition
    (
        "The bakers work with the mill.",
        {"lemma": "work", "prepositions": ("with",), "obliques": (("with", "mill"),)},
        "cooperation",
    ),
    (
        "The plug works with older phones.",
        {"lemma": "work", "prepositions": ("with",), "obliques": (("with", "phone"),)},
        "not cooperation",
    ),
    ("Divers assisted in the search.", {"lemma": "assist", "prepositions": ("in",)}, "cooperation"),
    ("Nuns assisted the widows.", {"lemma": "assist", "object_lemma": "widow"}, "aid"),
    (
        "Her defence of the dam surprised many.",
        {"lemma": "defence", "pos": "noun", "object_lemma": "dam", "prepositions": ("of",)},
        "support",
    ),
    ("The team's defence is weak.", {"lemma": "defence", "pos": "noun", "actor_type": "ORG"}, "not support"),
    (
        "They have the support of the guilds.",
        {"lemma": "support", "pos": "noun", "object_lemma": "guild"},
        "support",
    ),
    (
        "Her support fell to a tenth.",
        {"lemma": "support", "pos": "noun", "actor_type": "PERSON"},
        "not support",
    ),
    (
        "The abbot pushed back against the scheme.",
        {"lemma": "push", "particle": "back", "prepositions": ("against",)},
        "rejection",
    ),
    # leave, force, pressure
    ("The council approved the bridge.", {"lemma": "approve", "object_lemma": "bridge"}, "permission"),
    ("A third approve.", {"lemma": "approve"}, "not permission"),
    ("The plan awaits approval.", {"lemma": "approval", "pos": "noun"}, "permission"),
    ("His job approval fell.", {"lemma": "approval", "pos": "noun", "modifiers": ("job",)}, "not permission"),
    ("The rain cleared the way.", {"lemma": "clear", "object_lemma": "way"}, "not permission"),
    ("They suppressed the revolt.", {"lemma": "suppress", "object_lemma": "revolt"}, "coercion"),
    ("They suppressed the blaze.", {"lemma": "suppress", "object_lemma": "blaze"}, "not coercion"),
    ("She forced her way in.", {"lemma": "force", "object_lemma": "way"}, "not coercion"),
    (
        "The duke was forced to pay.",
        {"lemma": "force", "passive": True, "complement_lemma": "pay"},
        "coercion",
    ),
    (
        "Nurses pushed for higher pay.",
        {"lemma": "push", "prepositions": ("for",), "obliques": (("for", "pay"),)},
        "pressure",
    ),
    (
        "Nurses pushed for weeks.",
        {"lemma": "push", "prepositions": ("for",), "obliques": (("for", "week"),)},
        "not pressure",
    ),
    (
        "She pushed the boy out of the way to get in.",
        {"lemma": "push", "object_lemma": "boy", "complement_lemma": "get", "prepositions": ("out of",)},
        "not pressure",
    ),
    ("Farmers lobbied the ministry.", {"lemma": "lobby", "object_lemma": "ministry"}, "pressure"),
    # shelter and protest
    ("Monks sheltered a deserter.", {"lemma": "shelter", "object_lemma": "deserter"}, "refuge"),
    ("Cyclists sheltered in a barn.", {"lemma": "shelter", "prepositions": ("in",)}, "refuge_seeking"),
    (
        "Students demonstrated outside the bank.",
        {"lemma": "demonstrate", "prepositions": ("outside",)},
        "protest",
    ),
    (
        "The coach has demonstrated that it works.",
        {"lemma": "demonstrate", "subject_lemma": "coach", "actor_type": "PERSON"},
        "not protest",
    ),
    ("Protesters chanted.", {"lemma": "chant", "subject_lemma": "protester"}, "protest"),
    ("The children chanted a rhyme.", {"lemma": "chant", "object_lemma": "rhyme"}, "not protest"),
    (
        "Students occupied the hall.",
        {"lemma": "occupy", "subject_lemma": "student", "object_lemma": "hall", "actor_type": "PERSON"},
        "protest",
    ),
    (
        "She occupied a modest post.",
        {"lemma": "occupy", "subject_lemma": "she", "object_lemma": "post", "actor_type": "PERSON"},
        "not protest",
    ),
    ("The band of monks paraded.", {"lemma": "parade", "subject_lemma": "band"}, "observance"),
    (
        "It was a parade of errors.",
        {"lemma": "parade", "pos": "noun", "object_lemma": "error"},
        "not observance",
    ),
    ("A parade filled the lane.", {"lemma": "parade", "pos": "noun"}, "observance"),
    ("Dockers began a strike.", {"lemma": "strike", "pos": "noun"}, "strike"),
    (
        "A terror strike killed two.",
        {"lemma": "strike", "pos": "noun", "modifiers": ("terror",)},
        "not strike",
    ),
    # speech
    (
        "He cast her as a miser.",
        {"lemma": "cast", "object_lemma": "she", "complement_lemma": "miser"},
        "naming",
    ),
    ("He is referred to as the hermit.", {"lemma": "refer", "prepositions": ("as",)}, "naming"),
    (
        "The charges about her fees hurt.",
        {"lemma": "charge", "pos": "noun", "prepositions": ("about",)},
        "accusation",
    ),
    ("The witness presented her view.", {"lemma": "present", "object_lemma": "view"}, "statement"),
    ("She offered her thoughts.", {"lemma": "offer", "object_lemma": "thought"}, "comment"),
    ("The mayor offered congratulations.", {"lemma": "offer", "object_lemma": "congratulation"}, "praise"),
    ("The widow wrote a cheque.", {"lemma": "write", "object_lemma": "cheque"}, "not statement"),
    (
        "The poet reminded the guests.",
        {"lemma": "remind", "actor_type": "PERSON"},
        "statement",
    ),
    ("The hill reminds me of home.", {"lemma": "remind", "prepositions": ("of",)}, "not statement"),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


@pytest.mark.parametrize(("sentence", "slots", "expected"), SENSES, ids=[row[0] for row in SENSES])
def test_sense_by_company(ontology: Ontology, sentence: str, slots: dict[str, object], expected: str) -> None:
    """`expected` is a type, or "not TYPE" where the word has another sense."""
    match = ontology.match(Candidate(**slots))  # type: ignore[arg-type]
    found = match.type if match else ""
    if expected.startswith("not "):
        assert found != expected.removeprefix("not "), sentence
    else:
        assert found == expected, sentence
