"""What a name is: trimming, keys by which spellings are the same, the fullest good form.

A name is handled as its list of words. Nothing here looks at a parse.
"""

from __future__ import annotations

import re
import unicodedata

from extract.annotate.entities.gazetteer import is_country, is_demonym
from extract.annotate.entities.words import words

_DOMAIN = re.compile(
    r"^(?:https?://)?(?:www\.)?(.+?)\.(?:com|co\.uk|org\.uk|org|net|gov|edu|info|biz|eu|co|io|tv)/?$", re.I
)
_ACRONYM = re.compile(r"^(?:[A-Z]\.?){2,7}s?$|^[A-Z]{2,}[a-z]?[A-Z]+$")
_EDGE = ' \t\n\r,.;:!?()[]{}"“”«»…–—-*|/\\`´'
_SKIPPED_IN_ACRONYMS = frozenset({
    "of", "the", "and", "for", "in", "on", "to", "de", "la", "le", "du", "des", "&", "a", "an", "at",
})  # fmt: skip


def possessive_off(text: str) -> str:
    """A name without its possessive ending: "Acme's" is "Acme", "Corvus'" is "Corvus"."""
    for ending in ("'s", "’s", "'S", "’S"):
        if text.endswith(ending):
            return text[: -len(ending)]
    return text.rstrip("'’") if text.endswith(("s'", "s’", "S'", "S’")) else text


def clean(text: str) -> str:
    """A name as printed: white space made single, edges free of punctuation, article and possessive off."""
    bare = possessive_off(" ".join(text.split()).strip(_EDGE))
    if (
        text.rstrip().endswith(".")
        and (bare.rsplit(" ", 1)[-1].lower() + ".") in words().lists["legal_suffixes"]
    ):
        bare += "."  # "Apple Inc."
    elif re.search(r"(?:^|\b)(?:[A-Za-z]\.)+[A-Za-z]$", bare):
        bare += "."  # "U.S."
    for article in ("the ", "The ", "THE ", "a ", "an "):
        if bare.startswith(article) and len(bare) > len(article):
            return bare[len(article) :]
    return bare


def fold(text: str) -> str:
    """A spelling without case, accents, dots and apostrophe variants."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace(".", "").replace("’", "'").replace("-", " ").split())


def is_acronym(text: str) -> bool:
    """Whether this is written like an acronym: "IBM", "U.N.", "OECD"."""
    return bool(_ACRONYM.match(text))


def domain_owner(text: str) -> str:
    """The name in front of a web domain: "Example.com" gives "Example"; "" where there is none."""
    found = _DOMAIN.match(text)
    return found.group(1) if found else ""


def without_legal(parts: list[str]) -> list[str]:
    """The words of a name without legal suffixes at its end ("Inc.", "Co Ltd"), one word kept."""
    legal = words().lists["legal_suffixes"]
    out = list(parts)
    while len(out) > 1 and out[-1].lower().strip(",") in legal:
        out.pop()
    if len(out) > 1:
        out[-1] = out[-1].rstrip(",")
    return out


def title_words(parts: list[str]) -> int:
    """How many words before a person's name are no part of it, at most all but one.

    Titles and honorifics ("Prime Minister"), and an office with the body that it belongs to
    ("House Speaker Ann B. Lee", "Senate Majority Leader Lee"). A noun for a person that opens a
    name of two words is part of it ("Baker Lee"), and so is one that is a given name.
    """
    table = words()
    lowered = [p.lower() for p in parts]
    plain = 0
    while plain < len(parts) - 1 and (
        lowered[plain] in table.honorifics
        or lowered[plain] in table.titles
        or (plain and lowered[plain] in {"-", "–"})
    ):
        plain += 1
    last = plain
    for index in range(plain, len(parts) - 1):
        word = lowered[index]
        if parts[index] in table.given_names or word in table.lists["kept_titles"]:
            break
        if word in table.person_nouns and (index > 0 or len(parts) > 2):
            last = index + 1
        elif not (
            word in table.org_words
            or word in table.titles
            or word in table.lists["office_words"]
            or is_demonym(parts[index])
            or is_country(parts[index])
        ):
            break
    return last


def without_titles(parts: list[str]) -> tuple[list[str], str, bool]:
    """A person's name without what stands before and after it.

    Returns:
        The words left (never none), the sex that the titles tell ("m", "f" or ""), and whether
        there was a title or honorific before the name.
    """
    table = words()
    first = title_words(parts)
    told = [table.title_gender.get(p.lower()) or table.person_nouns.get(p.lower(), "") for p in parts[:first]]
    gender = next((sex for sex in told if sex), "")
    out = parts[first:]
    while len(out) > 1 and out[-1].lower().strip(",") in table.lists["after_names"]:
        out.pop()
    return out, gender, first > 0


def initials(parts: list[str]) -> set[str]:
    """The acronyms that a name of several words could have: "Acceptable Use Policy" gives {"AUP"}."""
    legal = words().lists["legal_suffixes"]
    out = set()
    for members in (parts, [p for p in parts if p.lower() not in legal]):
        kept = [p for p in members if p.lower() not in _SKIPPED_IN_ACRONYMS and p[:1].isalnum()]
        every = [p for p in members if p[:1].isalnum()]
        split = [piece for p in kept for piece in p.split("-") if piece]
        for choice in (kept, every, split):
            if 2 <= len(choice) <= 10:
                out.add("".join(p[0] for p in choice).upper())
    return out


def acronym_key(text: str) -> str:
    """An acronym by which it is looked up: "U.N.'s" and "UN" are the same, a plural s is off."""
    bare = possessive_off(text).replace(".", "")
    return bare[:-1] if bare.endswith("s") and bare[:-1].isupper() else bare.upper()


def organisation_group(parts: list[str]) -> str:
    """The group of the word that makes this an organisation's name ("party", "bank" ...), or "".

    The last word decides, else the word before "of" or "for", else any but the first.
    """
    table = words().org_words
    lowered = [p.lower().strip(",") for p in parts]
    for index, word in enumerate(lowered):
        if word in {"of", "for", "on"} and index and lowered[index - 1] in table:
            return table[lowered[index - 1]]
    if len(lowered) > 1:
        for word in (lowered[-1], *lowered[1:-1]):
            if word in table:
                return table[word]
    return ""


def type_by_words(parts: list[str]) -> str:
    """The type that the words of a name tell (ORG, FAC, LOC, EVENT, WORK, GPE), or ""."""
    if len(parts) < 2:
        return ""
    table = words()
    lowered = [p.lower().strip(",") for p in parts]
    heads = [lowered[-1]]
    for index, word in enumerate(lowered):
        if word in {"of", "for", "on"} and index:
            heads = [lowered[index - 1]]
            break
    for head in heads:
        if head in table.org_words and head not in {"day", "front", "division"}:
            return "ORG"
        if head in table.name_types:
            return table.name_types[head]
    if lowered[0] in {"lake", "mount", "cape", "gulf"}:
        return "LOC"
    if any(word in table.lists["legal_suffixes"] for word in lowered[1:]):
        return "ORG"
    return ""


def fullness(name: str, count: int) -> tuple[int, int, int, int]:
    """How good a form of a name is for printing; larger is better.

    Words beat an acronym, more words beat fewer (up to a limit: long strings are rarely names),
    mixed case beats capitals, a form used more often wins a tie.
    """
    parts = name.split()
    web = 1 if domain_owner(name) else 0
    shouted = 1 if name.isupper() and len(name) > 5 else 0
    length = len(parts) if len(parts) <= 9 else 0
    return (1 - web, 1 - shouted, length, count)
