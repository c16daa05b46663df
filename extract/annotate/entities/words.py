"""The word lists of `name_words.yaml` and its neighbours, as look-up tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.knowledge import load_yaml


@dataclass(frozen=True)
class Words:
    """What words say about names and nouns; keys are lower case unless said otherwise.

    Attributes:
        honorifics, titles: words before a person's name.
        title_gender: "m" or "f" for titles that tell it.
        lists: the plain lists of the file by their name.
        person_nouns: noun to "m", "f" or "".
        org_words: word in a name to its group ("company", "party" ...).
        org_nouns: noun to the groups that it can describe.
        noun_types: noun to GPE, LOC or FAC.
        name_types: word in a name to FAC, LOC, GPE, EVENT or WORK.
        given_names: capitalised given name to "m" or "f".
        known: well-known organisation as written to its printed name.
    """

    honorifics: frozenset[str]
    titles: frozenset[str]
    title_gender: dict[str, str]
    lists: dict[str, frozenset[str]]
    person_nouns: dict[str, str]
    org_words: dict[str, str]
    org_nouns: dict[str, frozenset[str]]
    noun_types: dict[str, str]
    country_nouns: frozenset[str]
    city_nouns: frozenset[str]
    name_types: dict[str, str]
    given_names: dict[str, str]
    known: dict[str, str]


@cache
def words() -> Words:
    """Return the tables, read once."""
    raw: dict[str, Any] = load_yaml("name_words.yaml")
    lists = {name: frozenset(value) for name, value in raw.items() if isinstance(value, list)}
    title_gender = dict.fromkeys(raw["honorifics_male"], "m")
    title_gender.update(dict.fromkeys(raw["honorifics_female"], "f"))
    person_nouns = dict.fromkeys(raw["person_nouns"]["any"], "")
    person_nouns.update(dict.fromkeys(raw["person_nouns"]["male"], "m"))
    person_nouns.update(dict.fromkeys(raw["person_nouns"]["female"], "f"))
    org_words: dict[str, str] = {}
    for group, members in raw["organisation_words"].items():
        for word in members:
            org_words.setdefault(word, group)
    org_nouns: dict[str, set[str]] = {}
    for group, members in raw["organisation_nouns"].items():
        for word in members:
            org_nouns.setdefault(word, set()).add(group)
    noun_types: dict[str, str] = {}
    for word in raw["facility_nouns"]:
        noun_types[word] = "FAC"
    for word in raw["location_nouns"]:
        noun_types[word] = "LOC"
    for members in raw["place_nouns"].values():
        noun_types.update(dict.fromkeys(members, "GPE"))
    name_types: dict[str, str] = {}
    for key, value in (("work_words", "WORK"), ("event_words", "EVENT"), ("place_words", "GPE"),
                       ("location_words", "LOC"), ("facility_words", "FAC")):  # fmt: skip
        name_types.update(dict.fromkeys(raw[key], value))
    given: dict[str, Any] = load_yaml("given_names.yaml")
    given_names = dict.fromkeys(given["male"], "m")
    given_names.update(dict.fromkeys(given["female"], "f"))
    known: dict[str, str] = {}
    for row in load_yaml("organisations.yaml"):
        for name in [row["name"], *row["also"]]:
            known[name] = row["name"]
    return Words(
        honorifics=frozenset(title_gender) | lists["honorifics"],
        titles=lists["titles"],
        title_gender=title_gender,
        lists=lists,
        person_nouns=person_nouns,
        org_words=org_words,
        org_nouns={word: frozenset(groups) for word, groups in org_nouns.items()},
        noun_types=noun_types,
        country_nouns=frozenset(raw["place_nouns"]["country"]),
        city_nouns=frozenset(raw["place_nouns"]["city"]),
        name_types=name_types,
        given_names=given_names,
        known=known,
    )
