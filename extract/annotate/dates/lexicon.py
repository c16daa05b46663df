"""The words and rules of `extract/knowledge/dates.yaml`, compiled once for all pipelines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extract.annotate.dates.patterns import Alphabet, Pattern, compile_pattern, words_of
from extract.knowledge import load_yaml

Value = int | float | str
# Categories that the lexer gives by shape; `number_categories` gives those of numbers.
SHAPES = ("ISO", "NUMERIC", "CLOCK", "SHORTYEAR", "DECADE", "BREAK", "POSS", "OTHERWORD", "CAPWORD")
PUNCTUATION = {",": "COMMA", ".": "DOT", "/": "SLASH", "'": "QUOTE", "’": "QUOTE", "(": "OPEN", ")": "CLOSE"}


@dataclass(frozen=True)
class Rule:
    """A pattern, the name of the function that makes its meaning, and constants handed to it."""

    name: str
    pattern: Pattern
    make: str
    constants: dict[str, Value]
    examples: dict[str, str]


@dataclass
class Numbers:
    """Number words by kind, each with its value."""

    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]


@dataclass
class Lexicon:
    """Everything the recogniser needs, compiled.

    `entries` maps a lower-case word to its categories with values; `rules_by_symbol` the first
    character of a match to the rules that can begin there, in order.
    """

    alphabet: Alphabet
    entries: dict[str, dict[str, Value]]
    literals: frozenset[str]
    capitalised: frozenset[str]
    in_capitals: frozenset[str]
    numbers: Numbers
    guards: dict[str, frozenset[str]]
    contexts: dict[str, frozenset[str]]
    direction: dict[str, frozenset[str]]
    counted_endings: tuple[str, ...]
    holidays: dict[str, str]
    rules: list[Rule] = field(default_factory=list)
    rules_by_symbol: dict[str, list[Rule]] = field(default_factory=dict)
    _cache: dict[tuple[str, bool, bool], tuple[str, dict[str, Value]]] = field(default_factory=dict)

    def word(self, lower: str, capital: bool, capitals: bool) -> tuple[str, dict[str, Value]]:
        """The symbol and the category values of a word.

        Args:
            lower: the word in lower case, an abbreviation with its full stop.
            capital: whether its first letter is a capital.
            capitals: whether all its letters are.
        """
        known = lower in self.entries or lower in self.literals
        key = (lower if known else "", capital, capitals and known)
        found = self._cache.get(key)
        if found is None:
            values = self._values(lower, capital, capitals)
            names = set(values) | ({lower} & self.literals)
            names.add("CAPWORD" if capital and not known else "WORD" if known else "OTHERWORD")
            found = self._cache[key] = (self.alphabet.symbol(frozenset(names)), values)
        return found

    def _values(self, lower: str, capital: bool, capitals: bool) -> dict[str, Value]:
        if lower in self.in_capitals and not capitals:
            return {}
        if lower in self.capitalised and not capital:
            return {}
        return self.entries.get(lower, {})


def number_categories(value: float, digits: str, written: bool, year_style: bool) -> frozenset[str]:
    """The categories of a cardinal number.

    Args:
        value: its value.
        digits: how it is written where in plain digits, else ""; `value` may be any for more than nine.
        written: whether it is in words.
        year_style: whether it is a year in words ("nineteen ninety-six").
    """
    names = {"QTY"}
    if not digits and not written:
        return frozenset(names)  # a decimal, or with commas
    if value == int(value):
        if 1 <= value <= 4:
            names.add("N4")
        if digits and len(digits) <= 2:
            names.add("DAY" if 1 <= value <= 31 else "NODAY")
        if len(digits) > 4:
            names.add("FIVEFIG")
        if 0 <= value <= 24 and len(digits) <= 2:
            names.add("HOUR")
        if len(digits) == 2 and value < 60:
            names.add("MINUTE")
        if year_style or (len(digits) == 4 and 1000 <= value <= 2199):
            names.add("YEAR")
        if len(digits) == 4:
            names.add("FOURFIG")
        if len(digits) == 3 and value >= 100:
            names.add("YEAR3")
        if len(digits) == 2:
            names.add("TWOFIG")
        if written:
            names.add("WRITTEN")
    return frozenset(names)


def ordinal_categories(value: int, word: str) -> frozenset[str]:
    """The categories of an ordinal number; `word` is its lower-case text."""
    names = {"ORD"}
    if 1 <= value <= 31:
        names.add("ORDDAY")
    if 1 <= value <= 4:
        names.add("ORD4")
    if word == "second":
        names.add("SECOND")
    return frozenset(names)


@cache
def lexicon() -> Lexicon:
    """Return the compiled lexicon (built on first use).

    Raises:
        extract.annotate.dates.patterns.PatternError: the rule data is not well formed.
    """
    data: dict[str, Any] = load_yaml("dates.yaml")
    entries: dict[str, dict[str, Value]] = {}
    for category, words in data["categories"].items():
        for word, value in words.items():
            entries.setdefault(str(word), {})[category] = value
    sources = [rule["pattern"] for rule in data["rules"]] + list(data["macros"].values())
    literals = frozenset[str]().union(*(words_of(source) for source in sources))
    guards = {name: frozenset(map(str, words)) for name, words in data["guards"].items()}
    lex = Lexicon(
        Alphabet(),
        entries,
        literals,
        frozenset(data["capitalised"]),
        frozenset(data["in_capitals"]),
        Numbers(**data["numbers"]),
        guards,
        {name: frozenset(map(str, words)) for name, words in data["contexts"].items()},
        {name: frozenset(map(str, words)) for name, words in data["direction"].items()},
        tuple(data["guards"]["counted_endings"]),
        {str(name): str(rule) for name, rule in data["holidays"].items()},
    )
    _enumerate(lex)
    for rule in data["rules"]:
        constants = {k: v for k, v in rule.items() if k not in {"name", "pattern", "make", "examples"}}
        pattern = compile_pattern(rule["pattern"], lex.alphabet, data["macros"])
        made = Rule(rule["name"], pattern, rule["make"], constants, dict(rule.get("examples", {})))
        lex.rules.append(made)
        for symbol in sorted(pattern.first):
            lex.rules_by_symbol.setdefault(symbol, []).append(made)
    return lex


def _enumerate(lex: Lexicon) -> None:
    """Make a symbol for every set of categories that any text can hold, so that patterns know them all."""
    for word in sorted({*lex.entries, *lex.literals, ""}):
        for capital, capitals in ((False, False), (True, False), (True, True)):
            lex.word(word, capital, capitals)
    for shape in (*SHAPES, *PUNCTUATION.values(), "HY", "DASH", "OTHER"):
        lex.alphabet.symbol(frozenset({shape}))
    for value in (*range(0, 101), 347, 999, 1500, 2500, 12000):
        for digits in ("", str(value), f"{value:02d}", f"{value:04d}"):
            for written in (False, True):
                for year_style in (False, True):
                    lex.alphabet.symbol(number_categories(value, digits, written, year_style))
    for value in (1, 2, 4, 5, 31, 32):
        for word in ("second", ""):
            lex.alphabet.symbol(ordinal_categories(value, word))
