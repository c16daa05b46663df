"""Countries by name, adjective, people and capital, from `extract/knowledge/countries.yaml`.

Look-up is by exact spelling, or the same in capitals for words of more than three letters
("CHINA"), so that "us", "polish" and "turkey" are no countries. A leading "the" and a trailing
possessive are taken off. Names that are also something else (Georgia, Jordan, Chad, Turkey)
answer as the country: whoever asks has reason to think that the word is a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.knowledge import load_yaml


@dataclass(frozen=True)
class _Tables:
    names: dict[str, str]
    same: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    canonical: dict[str, str]


def _plurals(word: str) -> list[str]:
    if word.endswith("man") and word[-4:-3] in "sh":  # Dutchman, Scotsman; not German
        stem = word[:-3]
        return [word, stem + "men", stem + "woman", stem + "women"]
    if word.endswith(("s", "sh", "ch", "x", "z", "ese")):
        return [word]
    return [word, word + "s"]


@cache
def _tables() -> _Tables:
    names: dict[str, str] = {}
    same: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    canonical: dict[str, str] = {}

    def enter(table: dict[str, str], key: str, code: str) -> None:
        table.setdefault(key, code)
        if len(key) > 3:
            table.setdefault(key.upper(), code)

    rows: list[dict[str, Any]] = load_yaml("countries.yaml")
    for row in rows:
        code = row["iso"]
        canonical.setdefault(code, row["name"])
        for name in [row["name"], *row.get("also", [])]:
            enter(names, name, code)
            enter(same, name, code)
        for name in row.get("parts", []):
            enter(names, name, code)
        for word in row.get("adjectives", []):
            enter(demonyms, word, code)
        for word in row.get("people", []):
            for form in _plurals(word):
                enter(demonyms, form, code)
        for city in row.get("capital", []):
            enter(capitals, city, code)
    return _Tables(names, same, demonyms, capitals, canonical)


def _bare(text: str) -> str:
    words = text.split()
    if len(words) > 1 and words[0].lower() == "the" and " ".join(words[1:]) not in {"Hague"}:
        words = words[1:]
    bare = " ".join(words)
    for ending in ("'s", "’s"):
        if bare.endswith(ending):
            return bare[: -len(ending)]
    return bare.rstrip("'’") if bare.endswith(("s'", "s’")) else bare


def country_of(name: str) -> str:
    """The ISO 3166 alpha-3 code of a country's name, adjective, people or capital, else "".

    "France", "the U.S.", "Britons", "Chinese" and "Damascus" all have one.
    """
    bare = _bare(name)
    tables = _tables()
    for table in (tables.names, tables.demonyms, tables.capitals):
        code = table.get(bare) or table.get(name)
        if code:
            return code
    return ""


def same_country(name: str) -> str:
    """The code shared by all names of one country ("UK", "Britain"), or "": parts of it have none.

    "England" is in Britain and "California" in the United States, but they are not the same place.
    """
    same = _tables().same
    return same.get(_bare(name)) or same.get(name) or ""


def is_country(name: str) -> bool:
    """Whether this is the name of a country or territory or a part of one (no adjective, no capital)."""
    names = _tables().names
    return _bare(name) in names or name in names


def is_demonym(word: str) -> bool:
    """Whether this is a country's adjective or a word for its people ("French", "Britons")."""
    return _bare(word) in _tables().demonyms


def is_capital(name: str) -> bool:
    """Whether this is a capital or seat of government that the table knows."""
    return _bare(name) in _tables().capitals


def country_name(code: str) -> str:
    """The short English name of a country by its alpha-3 code, or "" for an unknown code."""
    return _tables().canonical.get(code, "")
