"""How things are worded in cells: names, keys, and text that is withheld."""

from __future__ import annotations

import re
import unicodedata

# Longest wording that --no-text leaves in a cell, in words.
SHORT = 10

_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"['’]s?(?=\W|$)")
_APOSTROPHE = re.compile(r"['’]")
_NO_LETTER = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """The words on one line: every stretch of white space one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def key_of(name: str) -> str:
    """The key of a named entity: the same for the same name, in any article and of any type.

    Unicode NFKC, lower case, a leading "the", possessive endings and apostrophes dropped, all
    else that is neither letter nor digit made "-": "The Reyl Bank's" and "Reyl Bank" give
    "reyl-bank". A name without letter or digit gives its code points ("u2603").
    """
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    folded = _APOSTROPHE.sub("", _POSSESSIVE.sub("", folded)).removeprefix("the ")
    key = _NO_LETTER.sub("-", folded).strip("-")
    return key or "-".join(f"u{ord(character):x}" for character in name.strip())


def join(names: list[str]) -> str | None:
    """Several names as one cell, joined by "; "; None for none.

    A semicolon within a name becomes a comma, so that splitting at "; " gives the names back.
    """
    return "; ".join(name.replace(";", ",") for name in names) if names else None


def is_short(text: str) -> bool:
    """Whether a wording has at most ten words and may stay where the text is withheld."""
    return len(text.split(None, SHORT + 1)) <= SHORT
