"""Text to words: the units that date patterns run over.

Independent of any tokenizer, so that "third-quarter", "10pm" and "mid-1990s" come apart the same
way in every pipeline. Offsets are Unicode code points in the text, end exclusive. Decimal digits
of every script count as digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.annotate.dates.lexicon import (
    PUNCTUATION,
    Lexicon,
    Numbers,
    Value,
    number_categories,
    ordinal_categories,
)

# Each alternative is deterministic up to a bounded look-ahead: linear on every text. What begins with a
# letter stands first, as most matches are words; the space before them is taken along.
_LEXEME = re.compile(
    r"""
    \ ?(?:(?P<space>\s+)
  | (?P<dotted>[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])\.?)
  | (?P<word>[^\W\d_]+(?:['’](?:t|ll|re|ve|d|m|clock)(?![^\W_]))?)
  | (?P<ISO>\d{4}-\d{2}-\d{2}(?:[T\ ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
  | (?P<NUMERIC>\d{1,4}/\d{1,2}/\d{1,4}(?![\d/])|\d{4}-\d{1,2}-\d{1,2}(?![\w-])
      |\d{1,2}[.-]\d{1,2}[.-]\d{4}(?![\d-])(?!\.\d))
  | (?P<CLOCK>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
  | (?P<ordinal>\d{1,4}(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W_]))
  | (?P<DECADE>['’‘`]?\d0['’]?s(?![^\W_])|\d{3}0['’]?s(?![^\W_]))
  | (?P<SHORTYEAR>['’‘`]\d{2}(?!\w))
  | (?P<number>\d+(?:,\d{3}(?!\d))*)
  | (?P<POSS>['’]s(?![^\W_]))
  | (?P<other>.))
    """,
    re.VERBOSE | re.DOTALL,
)
_HYPHENS = frozenset("-‐‑–")
_QUOTES = str.maketrans("’‘`", "'''")


@dataclass(slots=True)
class Lexeme:
    """A word, number, sign or paragraph break.

    Attributes:
        start, end: offsets in the text.
        text: in lower case, typographic apostrophes made straight.
        kind: word, number, ordinal, BREAK, other, or the shape (ISO, NUMERIC, CLOCK, DECADE ...).
        number: the value of a number or ordinal.
        capital: whether it begins with a capital letter.
        glued: whether it follows the one before without white space.
        symbol: its character for the patterns.
        values: its value in each category that it belongs to.
    """

    start: int
    end: int
    text: str
    kind: str
    symbol: str = ""
    number: float | None = None
    capital: bool = False
    glued: bool = False
    values: dict[str, Value] = field(default_factory=dict)


def lex(text: str, lexicon: Lexicon) -> list[Lexeme]:
    """Cut a text into lexemes, numbers of several words made one, each with its symbol."""
    raw = _cut(text, lexicon)
    merged = _Merger(raw, lexicon.numbers).run()
    shapes = {name: lexicon.alphabet.symbol(frozenset({name})) for name in _SHAPED}
    for lexeme in merged:
        if lexeme.kind == "word":
            surface = text[lexeme.start : lexeme.end]
            capitals = len(surface) > 1 and surface.isupper()
            lexeme.symbol, lexeme.values = lexicon.word(lexeme.text, lexeme.capital, capitals)
        elif lexeme.kind == "number":
            surface = text[lexeme.start : lexeme.end]
            digits = surface if surface.isdecimal() else ""
            written = not any(char.isdigit() for char in surface)
            year_style = lexeme.values.get("style") == "year"
            number = -1.0 if lexeme.number is None else lexeme.number
            lexeme.symbol = lexicon.alphabet.symbol(number_categories(number, digits, written, year_style))
        elif lexeme.kind == "ordinal":
            lexeme.symbol = lexicon.alphabet.symbol(ordinal_categories(int(lexeme.number or 0), lexeme.text))
            lexeme.values = {"SECOND": "S"} if lexeme.text == "second" else {}
        elif lexeme.kind == "other":
            lexeme.symbol = shapes[PUNCTUATION.get(lexeme.text, "OTHER")]
        else:
            lexeme.symbol = shapes[lexeme.kind]
    return merged


_SHAPED = (
    "ISO",
    "NUMERIC",
    "CLOCK",
    "SHORTYEAR",
    "DECADE",
    "BREAK",
    "POSS",
    "HY",
    "DASH",
    "OTHER",
    *PUNCTUATION.values(),
)


def _cut(text: str, lexicon: Lexicon) -> list[Lexeme]:
    out: list[Lexeme] = []
    abbreviations = lexicon.entries
    skip_to = 0
    for match in _LEXEME.finditer(text):
        kind = match.lastgroup or "other"
        start, end = match.span(kind)
        if start < skip_to:
            continue
        surface = match[kind]
        if kind == "space":
            if surface.count("\n") > 1:
                out.append(Lexeme(start, end, "\n", "BREAK"))
            continue
        glued = bool(out) and out[-1].end == start
        lower = surface.lower()
        if not lower.isalpha():
            lower = lower.translate(_QUOTES)
        if kind == "dotted":
            kind = "word"
            if lower.endswith(".") and lower not in abbreviations and lower[:-1] in abbreviations:
                lower = lower[:-1]
        elif kind == "word" and end < len(text) and text[end] == "." and lower + "." in abbreviations:
            lower, end = lower + ".", end + 1
            skip_to = end
        lexeme = Lexeme(start, end, lower, kind, glued=glued, capital=surface[:1].isupper())
        if kind in {"number", "ordinal"}:
            plain = surface.replace(",", "") if kind == "number" else surface[:-2]
            lexeme.number = int(plain) if len(plain) <= 9 else None
        elif kind == "other" and surface in _HYPHENS:
            tight = glued and end < len(text) and not text[end].isspace() and text[end] not in _HYPHENS
            lexeme.kind = "HY" if tight and text[start - 1] not in _HYPHENS else "DASH"
        elif kind == "other" and surface == "—":
            lexeme.kind = "DASH"
        out.append(lexeme)
    return out


class _Merger:
    """Makes one lexeme of a number in several words, and reads number words."""

    def __init__(self, raw: list[Lexeme], numbers: Numbers) -> None:
        self._raw = raw
        self._numbers = numbers
        self._small = numbers.ones | numbers.teens | numbers.tens

    def run(self) -> list[Lexeme]:
        out: list[Lexeme] = []
        at = 0
        while at < len(self._raw):
            lexeme = self._raw[at]
            if lexeme.kind == "number":
                after = self._digits(at)
            elif lexeme.kind == "word":
                after = self._words(at)
            else:
                out.append(lexeme)
                at += 1
                continue
            if after > at:
                last = self._raw[after - 1]
                lexeme.end = last.end
            out.append(lexeme)
            at = max(after, at + 1)
        return out

    def _is(self, at: int, *texts: str) -> bool:
        return at < len(self._raw) and self._raw[at].text in texts

    def _digits(self, at: int) -> int:
        """Decimals ("1.5"), fractions ("2 1/2"), scales ("2 million") after a number in digits."""
        raw, first = self._raw, self._raw[at]
        if first.number is None:
            return at + 1
        if (
            at + 2 < len(raw)
            and raw[at + 1].text == "."
            and raw[at + 1].glued
            and raw[at + 2].glued
            and raw[at + 2].kind == "number"
            and raw[at + 2].number is not None
            and not (
                at + 4 < len(raw)
                and raw[at + 3].text == "."
                and raw[at + 4].kind == "number"
                and raw[at + 4].glued
            )
        ):
            places = raw[at + 2].end - raw[at + 2].start
            first.number += raw[at + 2].number / 10**places
            return self._scales(first, at + 3)
        if (
            at + 3 < len(raw)
            and raw[at + 1].kind == "number"
            and self._is(at + 2, "/")
            and raw[at + 3].kind == "number"
        ):
            above, below = raw[at + 1].number, raw[at + 3].number
            if above and below and raw[at + 2].glued and raw[at + 3].glued and above < below <= 10:
                first.number += above / below
                return at + 4
        if self._is(at + 1, "½", "¼", "¾"):
            first.number += {"½": 0.5, "¼": 0.25, "¾": 0.75}[raw[at + 1].text]
            return at + 2
        return self._scales(first, at + 1)

    def _scales(self, first: Lexeme, at: int) -> int:
        scale = self._numbers.scales.get(self._raw[at].text) if at < len(self._raw) else None
        if scale is not None and first.number is not None:
            first.number *= scale
            return at + 1
        return at

    def _words(self, at: int) -> int:
        """A number or ordinal in words from `at`; returns `at` itself where there is none."""
        numbers, first = self._numbers, self._raw[at]
        if first.text in numbers.ordinals:
            first.kind, first.number = "ordinal", numbers.ordinals[first.text]
            return at + 1
        begin = at
        if first.text in {"a", "an"} and at + 1 < len(self._raw) and self._raw[at + 1].text in numbers.scales:
            total, current, last, at = 0, 1, 1, at + 1
        elif first.text in self._small:
            year = self._year(at)
            if year is not None:
                first.kind, first.number, first.values = "number", year[0], {"style": "year"}
                return year[1]
            current = last = self._small[first.text]
            total, at = 0, at + 1
        else:
            return at
        while at < len(self._raw):
            step = at
            if (self._raw[at].kind == "HY" and last >= 20 and at + 1 < len(self._raw)) or (
                self._is(at, "and") and last >= 100 and at + 1 < len(self._raw)
            ):
                step = at + 1
            word = self._raw[step].text
            if word in numbers.scales and step == at:
                last = numbers.scales[word]
                if last <= 100:
                    current *= last
                else:
                    total, current = total + current * last, 0
            elif word in self._small and self._fits(last, self._small[word]):
                last = self._small[word]
                current += last
            elif word in numbers.ordinals and last >= 20 and self._fits(last, numbers.ordinals[word]):
                first.kind, first.number = "ordinal", total + current + numbers.ordinals[word]
                return step + 1
            else:
                break
            at = step + 1
            if total + current > 10**15:
                break
        first.kind, first.number = "number", total + current
        return max(at, begin + 1)

    @staticmethod
    def _fits(last: int, value: int) -> bool:
        return last >= 100 or (20 <= last < 100 and 0 < value < 10)

    def _year(self, at: int) -> tuple[int, int] | None:
        """A year in words, "nineteen ninety-six", "twenty ten", "nineteen oh five": (year, index after)."""
        numbers = self._numbers
        high = (numbers.teens | {"twenty": 20}).get(self._raw[at].text)
        if high is None or at + 1 >= len(self._raw):
            return None
        word = self._raw[at + 1].text
        if word in {"oh", "o"} and at + 2 < len(self._raw) and self._raw[at + 2].text in numbers.ones:
            return high * 100 + numbers.ones[self._raw[at + 2].text], at + 3
        if word in numbers.teens:
            return high * 100 + numbers.teens[word], at + 2
        if word not in numbers.tens:
            return None
        low, after = numbers.tens[word], at + 2
        step = after + 1 if after < len(self._raw) and self._raw[after].kind == "HY" else after
        if step < len(self._raw) and numbers.ones.get(self._raw[step].text, 0) > 0:
            return high * 100 + low + numbers.ones[self._raw[step].text], step + 1
        return high * 100 + low, after
