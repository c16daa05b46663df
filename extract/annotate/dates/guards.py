"""What keeps words from being a time: names, counts, codes, parts of longer words.

Each check looks at a bounded number of neighbouring words. Word lists are in the `guards` part
of `extract/knowledge/dates.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.annotate.dates.lexer import Lexeme
from extract.annotate.dates.lexicon import Lexicon

_WORDLIKE = frozenset({"word", "number", "ordinal", "DECADE", "CLOCK", "ISO", "NUMERIC"})
_STICKY = frozenset("$£€¥#@&_\\=+~^<>%°§№/")
_BELIEVABLE = range(1500, 2101)  # a bare year


@dataclass(frozen=True)
class Guards:
    """The checks over one text.

    Attributes:
        lexemes: all of the text.
        lexicon: for the word lists.
        persons: indices of lexemes that a tagger or entity recogniser takes for (part of) a
            person's name or for a verb.
        named: months and seasons that the text uses as a person's name somewhere.
        ancient: the text names a year before 1500 beyond doubt somewhere ("c. 347", "AD 476").
    """

    lexemes: list[Lexeme]
    lexicon: Lexicon
    persons: frozenset[int]
    named: frozenset[str]
    ancient: bool = False

    def whole(self, first: int, after: int) -> bool:
        """Whether a match is not a part of a longer word, number, code or address."""
        return self._free_before(first) and self._free_after(after)

    def _free_before(self, first: int) -> bool:
        if first == 0 or not self.lexemes[first].glued:
            return True
        before = self.lexemes[first - 1]
        if before.kind in _WORDLIKE or before.text in _STICKY:
            return False
        if before.text in {".", ":"}:
            return (
                not (before.glued and first > 1 and self.lexemes[first - 2].kind in _WORDLIKE)
                or before.text == ":"
            )
        if before.kind == "HY" and first > 1:
            other = self.lexemes[first - 2]
            if other.kind in {"number", "ordinal"}:
                return self.lexemes[first].kind == "number" and _yearlike(other)
            return (
                other.text in self.lexicon.guards["prefixes"]
                or other.values.keys() & {"MONTH", "WEEKDAY", "SEASON"} != set()
            )
        return True

    def _free_after(self, after: int) -> bool:
        if after >= len(self.lexemes) or not self.lexemes[after].glued:
            return True
        beyond, last = self.lexemes[after], self.lexemes[after - 1]
        if beyond.kind in _WORDLIKE or beyond.text in _STICKY:
            return False
        further = self.lexemes[after + 1] if after + 1 < len(self.lexemes) else None
        if further is None or not further.glued:
            return True
        if beyond.text in {".", ","} and further.kind in _WORDLIKE:
            return beyond.text == "." and further.capital
        if beyond.kind == "HY" and last.kind == "number":
            return further.kind == "number" and (not _yearlike(last) or _yearlike(further))
        return True

    def bare(self, index: int) -> bool:
        """Whether a weekday, month or season that stands alone is one, not (part of) a name."""
        lexeme, lists = self.lexemes[index], self.lexicon.guards
        word = lexeme.text
        before = self._neighbour(index, -1)
        beyond = self._neighbour(index, 1)
        if index in self.persons:
            return False
        if beyond is not None and beyond.capital and lexeme.capital:
            if beyond.text in lists["titled"]:
                return False
            if before is not None and before.text == "the" and beyond.kind == "word" and not beyond.values:
                return False
        if word not in lists["names"] or not lexeme.capital:
            return True
        if before is not None and (before.text in lists["titles"] or _unknown_name(before, self.lexicon)):
            return False
        if beyond is not None and (beyond.text in lists["speech"] and not _led(before, "TIMELEAD")):
            return False
        if (
            beyond is not None and _unknown_name(beyond, self.lexicon) and not _led(before, "LEAD")
        ):  # "June Brown"
            return False
        if word in self.named or (
            beyond is not None and beyond.kind == "POSS" and word in lists["needs_lead"]
        ):
            return _led(before, "TIMELEAD")
        if word in lists["needs_lead"]:
            return _led(before, "LEAD")
        return True

    def year(self, index: int, alone: bool) -> bool:
        """Whether a four-digit number is a year, not a count or a code; `alone` if no day is before it."""
        lexeme, lists = self.lexemes[index], self.lexicon.guards
        if lexeme.number is None:
            return False
        before, beyond = self._neighbour(index, -1), self._neighbour(index, 1)
        if int(lexeme.number) not in _BELIEVABLE:
            certain = self.ancient or not alone
            return (100 if certain else 1000) <= lexeme.number < _BELIEVABLE.start and self._old_year(
                before, beyond, alone
            )
        if alone and before is not None:
            if (
                before.text in lists["numbered"]
                or before.text in _STICKY
                or before.text in {"than", "some", "least"}
            ):
                return False
            if before.kind in {"number", "ordinal"}:
                return False
        if beyond is None or beyond.kind not in {"word", "number", "ordinal"}:
            return beyond is None or beyond.text not in {"%", "$", "°"}
        if beyond.kind != "word":
            return not (beyond.kind == "number" and before is None)
        if beyond.text in lists["counted"] or (
            not beyond.capital and beyond.text.endswith(self.lexicon.counted_endings)
        ):
            return False
        led = before is not None and (
            "LEAD" in before.values or before.text in {"the", "a", "an", "its", "their", "his", "her"}
        )
        return (
            led
            or beyond.capital
            or not beyond.text.endswith("s")
            or beyond.text in self.lexicon.literals
            or bool(beyond.values)
        )

    def _old_year(self, before: Lexeme | None, beyond: Lexeme | None, alone: bool) -> bool:
        """Whether a number from 100 to 1499 is a year: in a date, or behind a word that leads a year.

        Three digits alone, and more words before them, count only in a text that is sure of such a year.
        """
        if beyond is not None and (
            beyond.kind in {"number", "ordinal"}
            or beyond.text in {"%", "$", "°", "of", "were", "are", "have"}
            or (beyond.kind == "word" and not beyond.capital and not beyond.values)
        ):
            return False
        if not alone:
            return True
        if before is None or beyond is None:
            return False
        return before.text in self.lexicon.contexts["old-year" if self.ancient else "medieval"]

    def _neighbour(self, index: int, step: int) -> Lexeme | None:
        other = index + step
        if not 0 <= other < len(self.lexemes) or self.lexemes[other].kind == "BREAK":
            return None
        return self.lexemes[other]


def _led(before: Lexeme | None, category: str) -> bool:
    return before is not None and (category in before.values or before.kind == "HY")


def _unknown_name(lexeme: Lexeme, lexicon: Lexicon) -> bool:
    if lexeme.kind != "word" or not lexeme.capital or lexeme.text in lexicon.literals:
        return False
    return not lexeme.values


def names_used(lexemes: list[Lexeme], lexicon: Lexicon) -> frozenset[str]:
    """Months and seasons that the text plainly uses as a person's name ("Theresa May", "May said")."""
    lists = lexicon.guards
    found = set()
    for index, lexeme in enumerate(lexemes):
        if not lexeme.capital or lexeme.text not in lists["names"]:
            continue
        before = lexemes[index - 1] if index else None
        beyond = lexemes[index + 1] if index + 1 < len(lexemes) else None
        if beyond is not None and beyond.kind == "number":
            continue
        titled = before is not None and before.text in lists["titles"] and before.capital
        spoken = beyond is not None and beyond.text in lists["speech"] and not _led(before, "LEAD")
        christened = before is not None and _unknown_name(before, lexicon) and not lexeme.glued
        if titled or spoken or christened:
            found.add(lexeme.text)
    return frozenset(found)


def is_ancient(lexemes: list[Lexeme]) -> bool:
    """Whether a text names a year before 1500 beyond doubt: "c. 347", "AD 476", "30 September 420,"."""
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind != "number" or not 100 <= (lexeme.number or 0) < _BELIEVABLE.start:
            continue
        if not 3 <= lexeme.end - lexeme.start <= 4:
            continue
        before = lexemes[index - 1] if index else None
        beyond = lexemes[index + 1] if index + 1 < len(lexemes) else None
        if before is not None and ("ERA" in before.values or before.text in {"c.", "ca.", "circa"}):
            return True
        if beyond is not None and "ERA" in beyond.values:
            return True
        closed = beyond is None or beyond.text in {")", ",", "."}
        if before is not None and "MONTH" in before.values and closed:
            return index > 1 and lexemes[index - 2].kind == "number"
    return False


def _yearlike(lexeme: Lexeme) -> bool:
    return lexeme.kind == "number" and 1000 <= (lexeme.number or 0) < 2200 and lexeme.end - lexeme.start == 4
