"""What a line that tells no story is: a byline, a line that says when, or furniture.

A line is judged by its own words (knowledge/layout.yaml); `layout.py` judges where it stands.
Whatever merely begins like such a line ("By Monday the river had fallen.") has words that the
grammar does not allow, and is none of them. Only lines up to `LONGEST` characters are looked at,
which keeps every pattern's work bounded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extract.annotate.dateline import is_agency
from extract.knowledge import load_yaml

LONGEST = 450
_CREDIT_WINDOW = 400  # how far from a paragraph's end a credit in brackets may begin
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|&|@\w+")
_NUMBER = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|am|pm|h)?|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:am|pm)?|\d{4}-\d\d-\d\d(?:t.*)?"
)
_SIGNS = re.compile(r"[^\s\w.,:;|/()@&'’·•—–+-]")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("layout.yaml")
    return data


@cache
def _set(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in _data()[name])


@cache
def _patterns(name: str) -> re.Pattern[str]:
    """All patterns of a block as one; an empty string never matches."""
    lines = [line.strip() for line in _data()[name].splitlines()]
    kept = [f"(?:{line})" for line in lines if line and not line.startswith("# ")]
    return re.compile("|".join(kept), re.IGNORECASE)


def part_of(line: str) -> str:
    """The part that a line is by its words alone: byline, updated, boilerplate, or "" for none.

    Args:
        line: a paragraph of one or more lines, trimmed.
    """
    if len(line) > LONGEST:
        return ""
    if not any(char.isalnum() for char in line):
        return "boilerplate"
    line = " ".join(line.split())
    if is_when(line) or is_dateline_alone(line):
        return "updated"
    if is_byline(line):
        return "byline"
    return "boilerplate" if is_furniture(line) else ""


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page or the wire: links, notices, captions' credits, contacts."""
    bare = line.rstrip(" .:") if len(line.split()) <= 4 else line.rstrip()
    if _patterns("headings").fullmatch(bare.rstrip(":")) or _patterns("furniture").fullmatch(bare):
        return True
    return _patterns("notices").fullmatch(line) is not None or is_caption(line)


def is_notice(line: str) -> bool:
    """Whether a line is furniture that no headline is worded like."""
    return _patterns("notices").fullmatch(line) is not None or is_caption(line)


def is_caption(line: str) -> bool:
    """Whether a line ends with the credit of a photograph."""
    return re.search(_data()["caption_ending"], line[-160:].rstrip(" .")) is not None


def is_heading(line: str) -> bool:
    """Whether a line is the heading of a list of links ("Related articles")."""
    return len(line) <= LONGEST and _patterns("headings").fullmatch(line.rstrip(" .:")) is not None


def is_abstract_label(line: str) -> bool:
    """Whether a line announces an abstract, as newspaper databases do ("ABSTRACT.")."""
    return len(line) <= 20 and line.isupper() and line.rstrip(".: ").lower() in _set("abstract_labels")


def is_text_label(line: str) -> bool:
    """Whether a line announces the text after an abstract ("FULL TEXT.")."""
    return len(line) <= 20 and line.isupper() and line.rstrip(".: ").lower() in _set("text_labels")


def is_bare_date(line: str) -> bool:
    """Whether a line that says when, is nothing but the date or time ("3 March 2005")."""
    data = _data()
    return (
        re.match(rf"(?:{data['updated_opener']}|{data['published_opener']}|this)\b", line, re.IGNORECASE)
        is None
    )


def is_dateline_alone(line: str) -> bool:
    """Whether a line is a place in capitals and a date, and nothing else ("ANTWERP, 17 June 2021")."""
    place, comma, rest = line.partition(",")
    return bool(comma) and place.isupper() and len(place.split()) <= 3 and is_when(rest.strip())


def is_when(line: str) -> bool:
    """Whether a line says only when the article was published or changed ("Updated: 3 March 2005")."""
    data = _data()
    if _patterns("update_notes").fullmatch(line):
        return True
    opener = re.match(rf"(?:{data['updated_opener']}|{data['published_opener']})\b", line, re.IGNORECASE)
    rest = line[opener.end() :] if opener else line
    if opener:  # "Posted 26 January 2021 by Jane Doe"
        said, by, who = rest.rpartition(" by ")
        rest = said if by and _is_signature(who, 8) else rest
    words = re.findall(r"[^\s,|()·•—–/]+", rest.replace("a.m.", "am").replace("p.m.", "pm"))
    if not words or len(words) > 24 or not any(char.isdigit() for char in rest):
        return False
    when = _set("time_words") | _set("months") | _set("weekdays")
    calendar = bool(opener)
    for word in words:
        low = word.strip(".:;-").lower()
        if low in _set("months") or low in _set("weekdays") or re.fullmatch(r"\d{4}-\d\d-\d\d(?:t.*)?", low):
            calendar = True
        elif low and low not in when and not _NUMBER.fullmatch(low):
            return False
    return calendar


def is_update(line: str) -> bool:
    """Whether a line that says when, says when the article was changed rather than published."""
    opener = re.match(rf"(?:{_data()['updated_opener']})\b", line, re.IGNORECASE)
    return opener is not None or _patterns("update_notes").fullmatch(line) is not None


def is_byline(line: str) -> bool:
    """Whether a line names the writers: "By Jane Doe", "From our correspondent", "Reporting by ..."."""
    bare = line.strip("()[] ").rstrip(".") if line.endswith((".", ")")) else line
    bare = bare.rstrip(" .)").lstrip("-–—_ ")
    if not bare or line.endswith(("?", "!", ":")):
        return False
    low = bare.lower()
    if is_agency(bare) or low in _set("staff_lines") or _patterns("staff_phrases").fullmatch(bare):
        return True
    credit = _patterns("credits").fullmatch(bare)
    if credit is not None:
        return len(bare.split()) <= 45 and (
            "contributed" in low or _is_signature(bare.split(maxsplit=1)[1], 40)
        )
    opener = re.match(_data()["byline_opener"], bare, re.IGNORECASE)
    if opener is not None:
        rest = bare[opener.end() :]
        if len(rest.split()) > 24 or _is_calendar(rest):
            return False
        name, comma, office = rest.partition(",")
        post = {word.lower().rstrip(".") for word in _WORD.findall(office)}
        if comma and len(post) <= 4 and post & _set("writers"):  # "Jane Doe, court correspondent"
            return _is_signature(name, 24)
        return _is_signature(rest, 24)
    return False


def is_writer_note(line: str) -> bool:
    """Whether a line at the article's end says who the writer is ("Jane Doe is a reporter for ...")."""
    return len(line) <= LONGEST and _patterns("writer_notes").fullmatch(line.rstrip(" .")) is not None


def is_bare_byline(line: str) -> bool:
    """Whether a line below a title is a name without "by": "Jane Doe in Paris", "JANE DOE, Reuters"."""
    if len(line) > 120 or line.endswith((".", "?", "!", ":", ";")) or _SIGNS.search(line):
        return False
    name, sign, rest = _split_name(line)
    words = _WORD.findall(name)
    if not 2 <= len(words) <= 4 or not all(_is_name_word(word) for word in words):
        return False
    if not sign:
        return len(words) <= 3
    inside = {word.lower().rstrip(".") for word in _WORD.findall(rest)}
    if not _is_signature(rest.lstrip(), 12, first_capital=False):
        return False
    if sign == "in":
        return len(rest.split()) <= 4
    return bool(inside & _set("writers")) or is_agency(rest.strip()) or sign in "|•·"


def _split_name(line: str) -> tuple[str, str, str]:
    found = re.search(r",|\||•|·| (in) (?=[A-Z])", line)
    if found is None:
        return line, "", ""
    return line[: found.start()], found.group(1) or found.group(), line[found.end() :]


def _is_name_word(word: str) -> bool:
    low = word.lower().rstrip(".")
    if low in _set("clause_words") or low in _set("months") or low in _set("weekdays"):
        return False
    return (word[:1].isupper() and (low not in _set("byline_words") or low in ("le", "la", "de"))) or low in (
        "de", "van", "von", "der", "al", "bin", "da", "di",
    )  # fmt: skip


def _is_signature(text: str, most: int, *, first_capital: bool = True) -> bool:
    """Whether text holds only names, roles, dates and the words that join them in a byline."""
    if _SIGNS.search(text):
        return False
    words = _WORD.findall(text)
    if not words or len(words) > most:
        return False
    joining = _set("byline_words", "editing_words")
    if first_capital and not (words[0][:1].isupper() or words[0][:1] == "@" or words[0].lower() in joining):
        return False
    known = joining | _set("roles", "time_words")
    capital = False
    for word in words:
        low = word.lower().rstrip(".")
        if low in _set("clause_words"):
            return False
        if word[:1].isupper():
            capital = True
        elif low not in known and word[:1] != "@" and not _NUMBER.fullmatch(low):
            return False
    return capital or not first_capital


def _is_calendar(text: str) -> bool:
    """Whether the names of a would-be byline are only months and weekdays ("By Friday")."""
    names = [word.lower().rstrip(".") for word in _WORD.findall(text) if word[:1].isupper()]
    return all(name in _set("months") or name in _set("weekdays") for name in names)


def bracket_credits(paragraph: str) -> list[tuple[int, int]]:
    """Spans of the credits in brackets near a paragraph's end: "... . (Reporting by Jane Doe)".

    Offsets count from the paragraph's beginning.
    """
    start = max(0, len(paragraph) - _CREDIT_WINDOW)
    found = re.finditer(_data()["bracket_credit"], paragraph[start:], re.IGNORECASE)
    return [
        (start + match.start(), start + match.end())
        for match in found
        if match.end() - match.start() < len(paragraph)
    ]
