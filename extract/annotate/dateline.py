"""The dateline at the head of a news story: "LONDON, March 3 (Reuters) - ", "Paris, 5 May — ".

The grammar follows the agencies' style guides: a place in capitals, or a place in small letters
that a date or an agency's name in brackets follows (a few cities stand alone), region and date
between commas, then a dash. A place in capitals with nothing but a dash or colon after it looks
like any label, and counts only where the story begins.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import NamedTuple

from extract.knowledge import load_yaml

_LONGEST = 130  # characters that a dateline may take
_DASH = re.compile(r"\s*(?:[—–―‒]|--+)\s*|\s+[-_](?:\s+|$)|(?<=\))\s*[-_:]\s*|:\s+")
_AGENCY = re.compile(r"\s*\(([^()]{2,40})\)\s*$")
_TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|/|&", re.UNICODE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_BEGINS = re.compile(r"[\"'“‘«(\[]*[^\W_]")


class Dateline(NamedTuple):
    """A dateline in a paragraph; offsets count from the paragraph's beginning.

    Attributes:
        place_end: where the place's name ends; 0 for an agency alone ("(CNN) — ").
        end: after the dash, white space left out.
        body: where the story begins.
        date: the date as worded, or empty.
        certain: false for a bare place that only its standing at the head of the story makes one.
        colon: whether a colon stands for the dash.
    """

    place_end: int
    end: int
    body: int
    date: str
    certain: bool
    colon: bool


@cache
def _words() -> dict[str, frozenset[str]]:
    data = load_yaml("layout.yaml")
    return {
        "months": frozenset(data["months"]),
        "days": frozenset(data["weekdays"]),
        "places": frozenset(data["place_words"]),
        "clause": frozenset(data["clause_words"]),
        "labels": frozenset(data["labels"]),
        "agencies": frozenset(name.lower() for name in data["agencies"]),
        "endings": frozenset(data["agency_endings"]),
        "cities": frozenset(data["dateline_cities"]),
    }


def find_dateline(paragraph: str, *, opening: bool) -> Dateline | None:
    """The dateline that a paragraph begins with, or None.

    Args:
        paragraph: the paragraph's text, trimmed.
        opening: whether it is the first of the story, where a bare place in capitals counts.
    """
    head = paragraph[: _LONGEST + 1]
    for number, dash in enumerate(_DASH.finditer(head)):
        if number == 4 or dash.end() > _LONGEST:
            return None
        found = _parse(
            head[: dash.start()], dash.group().strip(), paragraph[dash.end() : dash.end() + 8], opening
        )
        if found is not None:
            place_end, date, certain = found
            end = dash.start() + len(dash.group().rstrip())
            return Dateline(place_end, end, dash.end(), date, certain, dash.group().strip() == ":")
    return None


def _parse(head: str, dash: str, after: str, opening: bool) -> tuple[int, str, bool] | None:
    """(end of the place, date, certain) of what stands before the dash, or None if no dateline."""
    words = _words()
    agency = _AGENCY.search(head)
    known = False
    inner = ""
    if agency is not None:
        inner, head = agency.group(1).strip(), head[: agency.start()]
        known = is_agency(inner)
        if not head.strip():
            return (0, "", True) if known and after else None
    segments = head.split(",")
    place = segments[0]
    date_parts: list[str] = [inner] if inner and _is_date(inner) else []
    trailing = _split_date(place)
    if trailing is not None:
        place, date = trailing
        date_parts.append(date)
    qualifiers = 0
    for segment in segments[1:]:
        if _is_date(segment):
            date_parts.append(segment.strip())
        elif not date_parts and _is_name(segment, 4):
            qualifiers += 1
            rest = _split_date(segment)
            if rest is not None:
                date_parts.append(rest[1])
        else:
            return None
    if qualifiers > 2 or not _is_place(place) or (after and not _begins_story(after)):
        return None
    place_end = len(place.rstrip())
    date = ", ".join(date_parts)
    dated = bool(date_parts) and not all(_is_time_only(part) for part in date_parts)
    capitals = _is_capitals(place)
    if known or (agency is not None and (capitals or dated)):
        return place_end, date, True
    if dash == ":":
        return (
            (place_end, date, False) if opening and capitals and not qualifiers and agency is None else None
        )
    if dated or (capitals and qualifiers):
        return place_end, date, True
    if opening and (capitals or place.strip() in words["cities"]):
        return place_end, date, False
    return None


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency or outlet that signs datelines ("Reuters", "Riverland News")."""
    words = _words()
    name = " ".join(name.split())
    if name.lower() in words["agencies"]:
        return True
    parts = name.split()
    return len(parts) > 1 and parts[-1] in words["endings"] and all(part[:1].isupper() for part in parts)


def _tokens(text: str) -> list[str]:
    return [token.rstrip(".") for token in _TOKEN.findall(text)]


def _is_place(text: str) -> bool:
    words = _words()
    calendar = words["days"] | words["months"]
    if " ".join(text.lower().split()) in words["labels"]:
        return False
    if all(token.lower() in calendar for token in _tokens(text)):
        return False
    return _is_name(text, 4) and sum(char.isalpha() for char in text) >= 3


def _is_name(text: str, most: int) -> bool:
    tokens = _tokens(text)
    if not tokens or len(tokens) > 2 * most or re.search(r"[^\w\s.'’/&-]|\d|_", text):
        return False
    if not tokens[0][:1].isupper():
        return False
    names = [token for token in tokens if token not in _words()["places"] and token not in "/&"]
    if any(token.lower() in _words()["clause"] for token in names):
        return False
    return 0 < len(names) <= most and all(token[:1].isupper() for token in names)


def _is_capitals(place: str) -> bool:
    tokens = [token for token in _tokens(place) if token not in _words()["places"]]
    letters = [char for token in tokens for char in token.removeprefix("Mc") if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() or not char.islower() for char in letters)


def _is_date(text: str) -> bool:
    """Whether text is a date: a month, weekday, year or day of the month, and no other word."""
    words = _words()
    tokens = _tokens(text)
    return 0 < len(tokens) <= 6 and all(
        token.lower() in words["months"]
        or token.lower() in words["days"]
        or _YEAR.fullmatch(token)
        or _is_day(token)
        for token in tokens
    )


def _is_time_only(text: str) -> bool:
    return not any(token.lower() in _words()["months"] | _words()["days"] for token in _tokens(text))


def _is_day(token: str) -> bool:
    found = _DAY.fullmatch(token)
    return found is not None and 1 <= int(found.group(1)) <= 31


def _split_date(segment: str) -> tuple[str, str] | None:
    """("PARIS", "May 5") of "PARIS May 5": a date after the place without a comma."""
    words = _words()
    for found in _TOKEN.finditer(segment):
        token = found.group().rstrip(".").lower()
        if found.start() and (token in words["months"] or token in words["days"] or _is_day(token)):
            rest = segment[found.start() :]
            # A month alone is part of the name ("Rio del Mar").
            stated = any(char.isdigit() for char in rest) or token in words["days"]
            if stated and _is_date(rest) and not _is_time_only(rest):
                return segment[: found.start()], rest.strip()
            return None
    return None


def _begins_story(after: str) -> bool:
    found = _BEGINS.match(after)
    return found is None or not found.group()[-1].islower() or found.group()[0] in "\"'“‘"


def full_date(text: str) -> str | None:
    """The ISO date that a text states with day, month by name and year, or as YYYY-MM-DD; else None.

    The first one counts. A date in figures alone is not read, since day and month cannot be told
    apart ("3/4/2005").
    """
    iso = re.search(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)", text)
    if iso is not None:
        return _iso(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))
    months = load_yaml("layout.yaml")["months"]
    tokens = _tokens(text[:1000])
    for number, token in enumerate(tokens):
        month = months.get(token.lower())
        if month is None:
            continue
        before = tokens[number - 1] if number else ""
        if number >= 2 and before.lower() == "of":
            before = tokens[number - 2]
        after = tokens[number + 1 : number + 3]
        if _is_day(before) and after and _YEAR.fullmatch(after[0]):
            return _iso(int(after[0]), month, _day(before))
        if len(after) == 2 and _is_day(after[0]) and _YEAR.fullmatch(after[1]):
            return _iso(int(after[1]), month, _day(after[0]))
    return None


def _day(token: str) -> int:
    return int("".join(char for char in token if char.isdigit()))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
