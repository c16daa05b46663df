"""The matcher: which type a candidate has, by its words, their company and its arguments."""

from __future__ import annotations

import pytest

from extract.ontology import Candidate, Ontology, event_nouns, light_verb, light_verbs, load, multiwords
from extract.ontology.types import ENTITY_TYPES, KINDS, PLOVER_CODES, ROLES

SEED_TYPES = (
    "denial hosting eviction offering claim action_taken comment departure "
    "enforcement cooperation coercion sending "
    "pressure consultation change_of_policy persuasion refuge_seeking release "
    "download statement refuge involvement "
    "outage"
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


def coded(ontology: Ontology, **slots: object) -> tuple[str, str] | None:
    match = ontology.match(Candidate(**slots))  # type: ignore[arg-type]
    return None if match is None else (match.type, match.action)


# -- the default ontology ------------------------------------------------------------------


def test_default_is_large_and_complete(ontology: Ontology) -> None:
    assert len(ontology.types) >= 80
    assert set(SEED_TYPES.split()) <= set(ontology.types)
    assert {t.kind for t in ontology.types.values()} == set(KINDS)


def test_every_type_says_what_counts(ontology: Ontology) -> None:
    for event_type in ontology.types.values():
        assert event_type.definition.endswith("."), event_type.name
        assert event_type.verbs or event_type.nouns or event_type.phrases
        assert set(event_type.roles) <= set(ROLES)
        assert set(event_type.constraints) <= {"actor", "target"}
        assert {t for types in event_type.constraints.values() for t in types} <= set(ENTITY_TYPES)
        assert event_type.codes.get("plover", "AID") in PLOVER_CODES


def test_no_two_entries_are_the_same(ontology: Ontology) -> None:
    keys = [entry.key for entry in (*ontology.entries, *ontology.multiwords)]
    assert len(keys) == len(set(keys))


def test_most_plover_codes_have_a_type(ontology: Ontology) -> None:
    used = {event_type.codes.get("plover") for event_type in ontology.types.values()}
    assert set(PLOVER_CODES) <= used


def test_roles_of_event_types_are_those_of_the_tables(ontology: Ontology) -> None:
    used = {role for event_type in ontology.types.values() for role in event_type.roles}
    assert used <= set(ROLES)


def test_hash_is_stable_and_follows_the_text(ontology: Ontology, tmp_path) -> None:
    assert len(ontology.sha256) == 64
    path = tmp_path / "own.yaml"
    text = "types:\n  visit:\n    definition: A visit.\n    verbs: [visit]\n"
    path.write_text(text)
    first = load(path).sha256
    assert load(path).sha256 == first
    path.write_text(text + "# more\n")
    assert load(path).sha256 != first


# -- words that belong to the action -------------------------------------------------------


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"lemma": "evict"}, ("eviction", "evict")),
        ({"lemma": "shut", "particle": "down"}, ("closure", "shut down")),
        (
            {"lemma": "shut", "prepositions": ("down",)},
            ("closure", "shut down"),
        ),  # particle parsed as preposition
        ({"lemma": "work", "prepositions": ("with",)}, ("cooperation", "work with")),
        ({"lemma": "take", "object_lemma": "refuge"}, ("refuge_seeking", "take refuge")),
        ({"lemma": "give", "object_lemma": "refuge", "prepositions": ("to",)}, ("refuge", "give refuge")),
        ({"lemma": "get", "complement_lemma": "rid", "prepositions": ("of",)}, ("eviction", "get rid of")),
        ({"lemma": "be", "complement_lemma": "down"}, ("outage", "be down")),
        ({"lemma": "down", "pos": "adj"}, ("outage", "be down")),
        ({"lemma": "make", "complement_lemma": "free"}, ("release", "make free")),
        ({"lemma": "take", "object_lemma": "claim", "adverbs": ("seriously",)}, ("", "take seriously")),
        ({"lemma": "take", "object_lemma": "place"}, ("occurrence", "take place")),
        (
            {"lemma": "put", "obliques": (("on", "trial"),), "prepositions": ("on",)},
            ("trial", "put on trial"),
        ),
        (
            {"lemma": "pull", "particle": "out", "prepositions": ("of",), "subject_lemma": "troop"},
            ("withdrawal", "pull out"),
        ),
        ({"lemma": "removal", "pos": "noun"}, ("eviction", "removal")),
        ({"lemma": "breach", "pos": "noun", "modifiers": ("data",)}, ("breach", "data breach")),
        ({"lemma": "turn", "pos": "noun", "modifiers": ("u",)}, ("change_of_policy", "u-turn")),
    ],
)
def test_action(ontology: Ontology, slots: dict[str, object], expected: tuple[str, str]) -> None:
    assert coded(ontology, **slots) == expected


@pytest.mark.parametrize(
    "slots",
    [
        {"lemma": "zigzag", "object_lemma": "line"},
        {"lemma": "give", "particle": "up"},  # another verb than "give"
        {"lemma": "get", "complement_lemma": "rid"},  # without "of"
        {"lemma": "be", "complement_lemma": "tall"},
        {"lemma": "table", "pos": "noun"},
        {"lemma": ""},
    ],
)
def test_no_type_is_no_match(ontology: Ontology, slots: dict[str, object]) -> None:
    assert coded(ontology, **slots) is None


def test_match_names_the_slots_it_used(ontology: Ontology) -> None:
    match = ontology.match(Candidate("take", object_lemma="refuge", prepositions=("in",)))
    assert match is not None
    assert match.used == ("object",)
    assert match.kind == "event"
    assert match.entry == "take refuge (refuge_seeking)"
    sense = ontology.match(Candidate("fire", object_lemma="rocket"))
    assert sense is not None
    assert sense.used == ()  # a condition is no part of the action
    assert sense.entry == "{lemma: fire, object: [$weapon]} (attack)"


def test_type_may_give_a_preposition_its_role(ontology: Ontology) -> None:
    match = ontology.match(Candidate("host", passive=True, prepositions=("on",)))
    assert match is not None
    assert match.preposition_roles == {"on": "actor"}


# -- senses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"lemma": "charge", "prepositions": ("with",), "target_type": "PERSON"}, "charge"),
        ({"lemma": "charge", "passive": True, "object_lemma": "driver"}, "charge"),
        ({"lemma": "charge", "object_lemma": "fee"}, "payment"),
        ({"lemma": "charge", "object_lemma": "crown", "target_type": "MONEY"}, "payment"),
        ({"lemma": "charge", "object_lemma": "battery"}, None),
        ({"lemma": "charge", "pos": "noun", "prepositions": ("against",)}, "charge"),
        ({"lemma": "charge", "pos": "noun", "object_lemma": "murder", "prepositions": ("of",)}, "charge"),
        ({"lemma": "fire", "object_lemma": "manager"}, "dismissal"),
        ({"lemma": "fire", "object_lemma": "smith", "target_type": "PERSON"}, "dismissal"),
        ({"lemma": "fire", "object_lemma": "rocket"}, "attack"),
        ({"lemma": "fire", "object_lemma": "rocket", "passive": True}, "attack"),
        ({"lemma": "fire", "prepositions": ("on",)}, "attack"),
        ({"lemma": "host", "object_lemma": "website"}, "hosting"),
        ({"lemma": "host", "object_lemma": "party"}, "staging"),
        ({"lemma": "host", "object_lemma": "talk"}, "consultation"),
        ({"lemma": "host", "object_lemma": "site", "actor_type": "MONEY"}, None),  # a sum cannot host
        ({"lemma": "remove", "object_lemma": "website"}, "eviction"),
        ({"lemma": "remove", "object_lemma": "hat"}, None),
        ({"lemma": "release", "object_lemma": "hostage"}, "liberation"),
        ({"lemma": "release", "object_lemma": "album"}, "publication"),
        ({"lemma": "release", "object_lemma": "statement"}, "announcement"),
        ({"lemma": "release", "object_lemma": "gadget"}, "release"),
        ({"lemma": "win", "object_lemma": "oscar"}, "award"),
        ({"lemma": "win", "object_lemma": "election"}, "election"),
        ({"lemma": "win", "object_lemma": "match"}, "win"),
        ({"lemma": "strike", "actor_type": "ORG", "prepositions": ("over",)}, "strike"),
        ({"lemma": "strike", "object_lemma": "town", "target_type": "GPE", "actor_type": "EVENT"}, "attack"),
        ({"lemma": "strike", "object_lemma": "deal"}, "agreement"),
        ({"lemma": "sign", "object_lemma": "treaty"}, "agreement"),
        ({"lemma": "sign", "object_lemma": "striker"}, "transfer_of_player"),
        ({"lemma": "execute", "object_lemma": "prisoner"}, "execution"),
        ({"lemma": "execute", "object_lemma": "order", "passive": True}, "action_taken"),
        ({"lemma": "leave", "object_lemma": "network"}, "departure"),
        ({"lemma": "leave", "object_lemma": "people", "complement_lemma": "homeless"}, "causing"),
        ({"lemma": "fall", "subject_lemma": "price"}, "decrease"),
        ({"lemma": "fall"}, None),
        ({"lemma": "fall", "complement_lemma": "ill"}, "outbreak"),
        ({"lemma": "change", "object_lemma": "policy"}, "change_of_policy"),
        ({"lemma": "change", "object_lemma": "landscape"}, "change"),
    ],
)
def test_sense(ontology: Ontology, slots: dict[str, object], expected: str | None) -> None:
    found = coded(ontology, **slots)
    assert (None if found is None else found[0]) == expected


def own(tmp_path, text: str) -> Ontology:
    path = tmp_path / "own.yaml"
    path.write_text(text)
    return load(path)


def test_more_conditions_win_and_ties_go_to_the_first(tmp_path) -> None:
    ontology = own(
        tmp_path,
        """
types:
  any_run: {definition: Runs., verbs: [run]}
  race: {definition: Races., verbs: [{lemma: run, object: [race, marathon]}]}
  city_race: {definition: Races in a city., verbs: [{lemma: run, object: [race, mile], preposition: through}]}
  late: {definition: Second with the same words., verbs: [{lemma: run, object: [marathon, mile]}]}
""",
    )
    assert coded(ontology, lemma="run") == ("any_run", "run")
    assert coded(ontology, lemma="run", object_lemma="marathon") == ("race", "run")
    assert coded(ontology, lemma="run", object_lemma="race", prepositions=("through",)) == (
        "city_race",
        "run",
    )
    assert coded(ontology, lemma="run", object_lemma="mile") == ("late", "run")


def test_each_condition(tmp_path) -> None:
    ontology = own(
        tmp_path,
        """
noun_classes:
  pets: [cat, dog]
types:
  a: {definition: A., verbs: [{lemma: a, object: $pets}]}
  b: {definition: B., verbs: [{lemma: b, not_object: [$pets]}]}
  c: {definition: C., verbs: [{lemma: c, object: any}]}
  d: {definition: D., verbs: [{lemma: d, intransitive: true}]}
  e: {definition: E., verbs: [{lemma: e, passive: true}]}
  f: {definition: F., verbs: [{lemma: f, actor: [ORG]}]}
  g: {definition: G., verbs: [{lemma: g, not_target: PERSON}]}
  h: {definition: H., verbs: [{lemma: h, particle: over}]}
  i: {definition: I., verbs: [{lemma: i, complement: [red]}]}
  j: {definition: J., nouns: [{lemma: j, modifier: [big]}]}
  k: {definition: K., verbs: [k], constraints: {actor: [ORG]}}
""",
    )
    assert coded(ontology, lemma="a", object_lemma="cat") == ("a", "a")
    assert coded(ontology, lemma="a", object_lemma="cow") is None
    assert coded(ontology, lemma="b", object_lemma="cow") == ("b", "b")
    assert coded(ontology, lemma="b", object_lemma="cat") is None
    assert coded(ontology, lemma="c", object_lemma="cow") == ("c", "c")
    assert coded(ontology, lemma="c") is None
    assert coded(ontology, lemma="d") == ("d", "d")
    assert coded(ontology, lemma="d", passive=True) is None
    assert coded(ontology, lemma="e", passive=True) == ("e", "e")
    assert coded(ontology, lemma="e") is None
    assert coded(ontology, lemma="f", actor_type="ORG") == ("f", "f")
    assert coded(ontology, lemma="f") is None
    assert coded(ontology, lemma="g") == ("g", "g")
    assert coded(ontology, lemma="g", target_type="PERSON") is None
    assert coded(ontology, lemma="h", particle="over") == ("h", "h over")
    assert coded(ontology, lemma="h", prepositions=("over",)) is None
    assert coded(ontology, lemma="i", complement_lemma="red") == ("i", "i")
    assert coded(ontology, lemma="j", pos="noun", modifiers=("big",)) == ("j", "j")
    assert coded(ontology, lemma="j", pos="noun") is None
    assert coded(ontology, lemma="k") == ("k", "k")  # a constraint holds where the type is unknown
    assert coded(ontology, lemma="k", actor_type="PERSON") is None


def test_complex_preposition_counts_as_its_parts(tmp_path) -> None:
    ontology = own(tmp_path, "types:\n  a: {definition: A., verbs: [crash out of, lean on]}\n")
    assert coded(ontology, lemma="crash", prepositions=("out of",)) == ("a", "crash out of")
    assert coded(ontology, lemma="crash", particle="out", prepositions=("of",)) == ("a", "crash out of")
    assert coded(ontology, lemma="crash", prepositions=("because of",)) is None


def test_noun_goes_to_the_type_of_its_verb(tmp_path) -> None:
    ontology = own(
        tmp_path, "types:\n  a: {definition: A., verbs: [evict, {lemma: arrest, target: PERSON}]}\n"
    )
    assert coded(ontology, lemma="eviction", pos="noun") == ("a", "eviction")
    assert coded(ontology, lemma="arrest", pos="noun") is None
    assert coded(ontology, lemma="arrest", pos="noun", target_type="PERSON") == ("a", "arrest")


def test_extends_adds_to_the_default(tmp_path) -> None:
    ontology = own(
        tmp_path,
        """
extends: default
types:
  stamp_trade: {definition: Stamps are sold., verbs: [philatelise, {lemma: sell, object: [$prize]}, evict]}
  denial: {definition: Only gainsaying., verbs: [gainsay]}
""",
    )
    assert coded(ontology, lemma="philatelise") == ("stamp_trade", "philatelise")
    assert coded(ontology, lemma="sell", object_lemma="medal") == ("stamp_trade", "sell")
    assert coded(ontology, lemma="evict") == ("stamp_trade", "evict")  # the user's entry goes first
    assert coded(ontology, lemma="arrest") == ("arrest", "arrest")
    assert coded(ontology, lemma="gainsay") == ("denial", "gainsay")
    assert coded(ontology, lemma="refute") is None  # the user's type replaces the default one


# -- word lists ----------------------------------------------------------------------------


def test_event_nouns() -> None:
    nouns = event_nouns()
    assert len(nouns) >= 500
    assert {n: nouns[n].verb for n in ("removal", "involvement", "denial", "death")} == {
        "removal": "remove",
        "involvement": "involve",
        "denial": "deny",
        "death": "die",
    }
    assert nouns["operation"].only_with_argument
    assert not nouns["arrest"].only_with_argument
    assert not {"building", "government", "company", "spokesman", "parliament"} & set(nouns)


def test_light_verbs() -> None:
    assert {"take", "make", "give", "have", "hold", "put", "pay", "do", "stage", "conduct"} <= set(
        light_verbs()
    )
    engage = light_verb("engage", "talk", preposition="in")
    assert engage is not None
    assert engage.subject == "actor"
    assert light_verb("carry", "raid", particle="out") is not None
    under = light_verb("come", "attack", preposition="under")
    assert under is not None
    assert under.subject == "target"
    assert light_verb("make", "sandwich") is None
    assert light_verb("engage", "talk") is None


def test_light_verb_data_are_sound() -> None:
    known = set(event_nouns()) | {e.lemma for e in load().entries if e.pos == "noun"}
    for verbs in light_verbs().values():
        for verb in verbs:
            assert verb.subject in {"actor", "target"}
            assert not (verb.nouns and verb.not_nouns)
            assert all(noun == noun.lower() for noun in verb.nouns | verb.not_nouns)
    assert {"decision", "talk", "visit"} <= known


def test_multiwords_are_multiword() -> None:
    assert all(" " in entry.action and not entry.type and entry.kind in KINDS for entry in multiwords())
