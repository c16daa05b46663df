"""What kind of article it is, and whether it says that it is not the first version.

All rules are data, in knowledge/article_kinds.yaml: the wording of titles, folders of web
addresses, names of sections, set phrases at the beginning and the end. Precision first: in doubt
an article is news.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from extract.knowledge import load_yaml

NEWS = "news"

_EDGE = 2_000  # characters at the beginning and at the end of a text that are looked at
_PARAGRAPH = 600  # characters of a paragraph that are looked at
_LONGEST_SECTION = 40
_NEVER = re.compile(r"(?!)")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("article_kinds.yaml")
    return data


@cache
def _pattern(*path: str) -> re.Pattern[str]:
    """The patterns of a block (named by its keys from the top) as one; it never matches if there is none."""
    block: Any = _data()
    for key in path:
        block = block.get(key, "")
    lines = [line for line in map(str.strip, block.splitlines()) if line and not line.startswith("# ")]
    if not lines:
        return _NEVER
    # a group may be named once only in a pattern: see `plain_title`, which goes line by line
    joined = "|".join(f"(?:{line.replace('(?P<plain>', '(?:')})" for line in lines)
    return re.compile(joined, re.IGNORECASE | re.MULTILINE)


@cache
def _title_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line.strip(), re.I) for line in _data()["revised"]["titles"].splitlines())


def sections_of(columns: Mapping[str, str]) -> tuple[str, ...]:
    """The cells of the user's own columns that name a section of the paper."""
    names = _data()["section_columns"]
    return tuple(value for name, value in columns.items() if name.strip().lower().replace(" ", "_") in names)


def kind_of(title: str, text: str, url: str = "", sections: tuple[str, ...] = ()) -> str:
    """Return the kind of an article: news, correction, live, opinion or other.

    Args:
        title: the title on one line; empty where there is none.
        text: the whole text, title and all.
        url: its web address, if known.
        sections: names of sections that the record gives.
    """
    address = _path(url)
    head = [line.strip() for line in text[:_EDGE].split("\n") if line.strip()]
    named = [*sections, *(line for line in head[:2] if line != title and len(line) <= _LONGEST_SECTION)]
    endings = [line[:_PARAGRAPH].strip() for line in text[-_EDGE:].split("\n") if line.strip()][-2:]
    for kind in _data()["kinds"]:
        if (
            _pattern("kinds", kind, "titles").fullmatch(title)
            or _pattern("kinds", kind, "addresses").search(address)
            or any(_pattern("kinds", kind, "sections").fullmatch(name.strip()) for name in named)
            or any(_pattern("kinds", kind, "endings").search(line) for line in endings)
            or (kind == "correction" and _is_notice(text, head))
            or (kind == "live" and _is_running(text))
        ):
            return str(kind)
    return NEWS


def says_revised(title: str, text: str) -> bool:
    """Whether an article says that it corrects or adds to an earlier version of itself."""
    if _pattern("revised", "titles").fullmatch(title):
        return True
    said = _pattern("revised", "texts")
    return bool(said.search(text[:_EDGE]) or (len(text) > _EDGE and said.search(text[-_EDGE:])))


def plain_title(title: str) -> str:
    """The title without what tells a later version ("UPDATE 2-Mine shut" is "Mine shut")."""
    for pattern in _title_patterns() * 2:  # "CORRECTED-UPDATE 2-..."
        found = pattern.fullmatch(title.strip())
        if found and found["plain"].strip():
            title = found["plain"]
    return title.strip()


def _path(url: str) -> str:
    """The path of a web address; empty for what is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _is_notice(text: str, head: list[str]) -> bool:
    """Whether a short text says at its beginning that another one was wrong."""
    openings = _pattern("kinds", "correction", "openings")
    if not any(openings.match(line[:_PARAGRAPH]) for line in head[:3]):
        return False
    return len(text.split()) <= int(_data()["longest_notice"])


def _is_running(text: str) -> bool:
    """Whether clock times stand alone on several lines, as in a running blog."""
    clock, least = re.compile(_data()["clock_line"], re.IGNORECASE), int(_data()["clock_lines"])
    for line in text.split("\n"):
        if 4 <= len(line) <= 24 and clock.fullmatch(line.strip()):
            least -= 1
            if not least:
                return True
    return False
