"""Lemmas as rules that make them of forms, so that a classifier can choose a lemma by choosing a rule.

A rule says how to spell the form, and what to cut from its end (in characters) and to add there:

    "lower"       "The" becomes "the"
    "lower -3+y"  "Cities" becomes "city"
    "keep -1+"    "Germans" becomes "German"
    "title"       "BUSH" becomes "Bush"
    "=be"         whatever the form is: for forms that begin like no half of their lemma

Nothing changes at a form's beginning: what English changes there ("are", "bought") follows no rule, and to
write it as one made as many rules, of less use for other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache
from itertools import takewhile
from operator import eq

# Ways to spell a form, the one first that serves most forms of a lemma.
_SPELLINGS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "keep": str,
    "title": lambda form: form[:1].upper() + form[1:].lower(),
}
_RULE = re.compile(r"(lower|keep|title)(?: -(\d+)\+(.*))?", re.DOTALL)


def rule(form: str, lemma: str) -> str:
    """The rule that makes the lemma of the form: `apply(form, rule(form, lemma)) == lemma`.

    Args:
        form: the word as it stands in a text, not empty.
        lemma: not empty.
    """
    best, longest = f"={lemma}", 0
    for name, spell in _SPELLINGS.items():
        spelt = spell(form)
        length = sum(takewhile(bool, map(eq, spelt, lemma)))
        if length > longest and 2 * length >= len(lemma):
            longest = length
            cut, added = len(spelt) - length, lemma[length:]
            best = f"{name} -{cut}+{added}" if cut or added else name
    return best


def apply(form: str, rule: str) -> str:
    """The lemma that a rule makes of a form, which may be any form.

    One of which the rule would leave nothing is only spelt as it says.
    """
    if rule.startswith("="):
        return rule[1:]
    name, cut, added = _read(rule)
    spelt = _SPELLINGS[name](form)
    return spelt[: len(spelt) - cut] + added if cut < len(spelt) else spelt


@lru_cache(maxsize=4096)
def _read(rule: str) -> tuple[str, int, str]:
    """The spelling that a rule asks for, how many characters it cuts and what it adds."""
    found = _RULE.fullmatch(rule)
    if found is None:
        raise ValueError(f"no lemma rule: {rule!r}")
    name, cut, added = found.groups(default="")
    return name, int(cut or 0), added


def mended(form: str, lemma: str, words: Container[str]) -> str:
    """A lemma that is a word, where the rule has made none of an inflected form.

    A rule learnt on endings cannot know whether an "e" was there ("defining": defin, "gamed": gam). Where its
    lemma is no known word and one spelt with or without "e", with one consonant less, or with "y" for "i" is,
    that one is taken.

    Args:
        form: the word as it stands.
        lemma: what its rule makes of it.
        words: known words in lower case.
    """
    if len(lemma) < 3 or lemma in words or lemma.lower() != lemma or lemma == form.lower():
        return lemma
    stem = lemma.removesuffix("e")
    candidates = [lemma + "e", stem]
    if stem[-1:] == stem[-2:-1]:
        candidates.append(stem[:-1])
    if stem.endswith(("i", "y")):
        candidates = [stem[:-1] + "y", *candidates, stem[:-1]]
    return next((word for word in candidates if len(word) > 2 and word in words), lemma)
