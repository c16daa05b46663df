"""Counts and amounts: "at least three people", "$2 million", "one in five"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from extract.annotate.syntax import Tree

_UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate(("twenty thirty forty fifty sixty seventy eighty ninety").split(), 2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "m": 10**6,
    "bn": 10**9,
    "k": 1000,
    "mn": 10**6,
    "tn": 10**12,
}
_CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "us$": "USD"}
_DIGITS = re.compile(r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?")


def parse_number(words: list[str]) -> float | None:
    """The value of a number in words or digits ("three", "twenty-two", "1,500", "2.5 million"), or None."""
    total, current, seen = 0.0, 0.0, False
    for word in (part for w in words for part in w.lower().split("-")):
        if word in {"and", "a", "an", "-", ""}:
            continue
        found = _DIGITS.fullmatch(word)
        if found:
            current += float(found.group().replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _SCALES:
            scale = _SCALES[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    return total + current if seen else None


def quantity(tree: Tree, head: Token) -> tuple[str, str]:
    """The (number, unit) of a noun phrase, ("", "") where it has none.

    The unit is the counted noun's lemma, or an ISO 4217 code for money.
    """
    counters = tree.children(head, "nummod") if "nummod" in tree.below(head) else []
    if head.pos_ in {"NUM", "SYM"} or (head.pos_ == "NOUN" and head.lemma_.lower() in _SCALES):
        counters = [*counters, head]
    if not counters:
        return "", ""
    words: list[Token] = []
    for counter in counters:
        if counter.i == head.i:
            words.append(counter)
            continue
        words.extend(t for t in tree.subtree(counter) if t.pos_ in {"NUM", "SYM", "NOUN"} or t.text == "-")
    words = sorted(set(words), key=lambda t: t.i)
    symbols = [
        t
        for t in [*words, *tree.children(head, "nmod", "compound", "dep", "punct", "case")]
        if t.lower_ in _CURRENCIES
    ]
    value = parse_number([t.text for t in words if t.lower_ not in _CURRENCIES])
    if value is None:
        return "", ""
    text = str(int(value)) if value == int(value) else repr(value)
    if symbols:
        return text, _CURRENCIES[symbols[0].lower_]
    if head.i in {w.i for w in words}:
        of = [n for n in tree.children(head, "nmod") if tree.preposition(n) == "of"]
        return text, of[0].lemma_.lower() if of else ""
    return text, head.lemma_.lower()
