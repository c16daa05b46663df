"""Lemmas as rules that make them of forms, so that a classifier can choose a lemma by choosing a rule.

A rule says how to spell the form, and what to cut from it and add to it at its end and, rarely, at its
beginning:

    "lower"             "The" becomes "the"
    "lower -3+y"        "Cities" becomes "city"
    "keep -1+"          "Germans" becomes "German"
    "title"             "BUSH" becomes "Bush"
    "lower 2+ -0+"      the first two characters go
    "=be"               whatever the form is: for forms that share too little with their lemma
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Ways to spell a form, the one first that serves most forms of a lemma.
_SPELLINGS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "keep": str,
    "title": lambda form: form[:1].upper() + form[1:].lower(),
}
_RULE = re.compile(r"(lower|keep|title)(?: (\d+)\+(.*?))?(?: -(\d+)\+(.*))?", re.DOTALL)
# Characters that would part a rule, and how they are written in what is added.
_ESCAPES = {"%": "%25", " ": "%20"}


def rule(form: str, lemma: str) -> str:
    """The rule that makes the lemma of the form: `apply(form, rule(form, lemma)) == lemma`.

    Args:
        form: the word as it stands in a text, not empty.
        lemma: not empty.
    """
    best = f"={lemma}"
    longest = 0
    for name, spell in _SPELLINGS.items():
        spelt = spell(form)
        start, begin, length = _common(spelt, lemma)
        if length > longest and 2 * length >= len(lemma):
            longest = length
            best = _written(name, start, lemma[:begin], len(spelt) - start - length, lemma[begin + length :])
    return best


def apply(form: str, rule: str) -> str:
    """The lemma that a rule makes of a form, which may be any form.

    One that is too short for the rule, or of which nothing would be left, is only spelt as it says.
    """
    if rule.startswith("="):
        return rule[1:]
    found = _RULE.fullmatch(rule)
    if found is None:
        raise ValueError(f"no lemma rule: {rule!r}")
    name, cut_first, before, cut_last, behind = found.groups(default="")
    spelt = _SPELLINGS[name](form)
    start, end = int(cut_first or 0), len(spelt) - int(cut_last or 0)
    if start >= end:
        return spelt
    return _read(before) + spelt[start:end] + _read(behind)


def _written(name: str, cut_first: int, before: str, cut_last: int, behind: str) -> str:
    first = f" {cut_first}+{_escaped(before)}" if cut_first or before else ""
    last = f" -{cut_last}+{_escaped(behind)}" if cut_last or behind else ""
    return f"{name}{first}{last}"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _read(text: str) -> str:
    return text.replace("%20", " ").replace("%25", "%")


def _common(form: str, lemma: str) -> tuple[int, int, int]:
    """The longest stretch that both share, the first of those: its place in each and its length."""
    best = 0, 0, 0
    before = [0] * (len(lemma) + 1)
    for place, character in enumerate(form):
        lengths = [0] * (len(lemma) + 1)
        for other, its in enumerate(lemma):
            if character == its:
                length = lengths[other + 1] = before[other] + 1
                if length > best[2]:
                    best = place + 1 - length, other + 1 - length, length
        before = lengths
    return best
