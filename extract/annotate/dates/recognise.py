"""Finding time expressions in words: every rule at every word, the longest match first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extract.annotate.dates import make_durations, make_points, make_relative
from extract.annotate.dates.contexts import GUARDS
from extract.annotate.dates.guards import Guards
from extract.annotate.dates.lexer import Lexeme
from extract.annotate.dates.lexicon import Lexicon, Rule
from extract.annotate.dates.meanings import Match, Meaning

Maker = Callable[[Match], Meaning | None]
MAKERS: Mapping[str, Maker] = {
    name.removeprefix("make_"): function
    for module in (make_points, make_relative, make_durations)
    for name, function in sorted(vars(module).items())
    if name.startswith("make_") and callable(function)
}


@dataclass(frozen=True)
class Found:
    """A time expression: its lexemes (end exclusive), the rule that found it, what it means."""

    first: int
    after: int
    rule: Rule
    meaning: Meaning


def recognise(
    lexemes: list[Lexeme], lexicon: Lexicon, guards: Guards, numeric_order: str = ""
) -> list[Found]:
    """Find the time expressions of a text, left to right, not overlapping.

    At each word the longest match wins that its guard and its meaning admit; of equally long
    ones the rule that stands first in the data. Words of a meaning without a type ("aged 34")
    are passed over.
    """
    symbols = "".join(lexeme.symbol for lexeme in lexemes)
    out: list[Found] = []
    at = 0
    while at < len(lexemes):
        rules = lexicon.rules_by_symbol.get(symbols[at])
        found = _best(at, rules, symbols, lexemes, lexicon, guards, numeric_order) if rules else None
        if found is None:
            at += 1
            continue
        if found.meaning.type:
            out.append(found)
        at = found.after
    return out


def _best(
    at: int,
    rules: list[Rule],
    symbols: str,
    lexemes: list[Lexeme],
    lexicon: Lexicon,
    guards: Guards,
    numeric_order: str,
) -> Found | None:
    candidates = []
    for order, rule in enumerate(rules):
        match = rule.pattern.regex.match(symbols, at)
        if match is not None and match.end() > at:
            candidates.append((at - match.end(), order, rule, match))
    for _length, _order, rule, match in sorted(candidates, key=lambda item: item[:2]):
        after = match.end()
        if not guards.whole(at, after) or not _admits(guards, rule, lexemes, at, after):
            continue
        groups: dict[str, list[Lexeme]] = {}
        for group, name in rule.pattern.groups.items():
            start, end = match.span(group)
            if start >= 0 and name not in groups:
                groups[name] = lexemes[start:end]
        meaning = MAKERS[rule.make](
            Match(lexemes[at:after], groups, rule.constants, lexicon.holidays, numeric_order)
        )
        if meaning is not None:
            return Found(at, after, rule, meaning)
    return None


def _admits(guards: Guards, rule: Rule, lexemes: list[Lexeme], at: int, after: int) -> bool:
    kind = rule.constants.get("guard")
    if kind is None:
        return True
    if kind == "bare":
        return all(
            guards.bare(index)
            for index in range(at, after)
            if lexemes[index].values.keys() & {"MONTH", "WEEKDAY", "SEASON", "SEASONVERB", "WEEKDAYS"}
        ) or (after - at > 1 and lexemes[at].kind == "number")
    if kind == "year":
        return all(
            guards.year(index, alone=not any("MONTH" in lexeme.values for lexeme in lexemes[at:index]))
            for index in range(at, after)
            if lexemes[index].kind == "number" and (lexemes[index].number or 0) > 99
        )
    before = lexemes[at - 1] if at else None
    beyond = lexemes[after] if after < len(lexemes) else None
    if kind == "led":
        return before is not None and "LEAD" in before.values
    if kind == "adverb":  # "daily flights", "The Daily Star"
        begins = before is None or before.kind == "BREAK" or before.text in {".", "?", "!"}
        rate = before is not None and before.text in {"%", "percent"}  # "rose 8 percent annually"
        return (begins or not lexemes[at].capital) and not rate and not _noun(beyond)
    if kind == "no-title":  # "This Week" is a programme
        return sum(lexeme.capital for lexeme in lexemes[at:after]) < 2
    if kind == "no-rate":  # "$2 a day", "four flights a week"
        if beyond is not None and beyond.kind == "HY":  # "a year-earlier loss"
            return False
        earlier = lexemes[at - 2] if at > 1 else None
        return before is None or not (
            before.kind in {"number", "ordinal"}
            or before.text in {"%", "percent", "cents"}
            or (before.text.endswith("s") and earlier is not None and earlier.kind == "number")
        )
    if kind == "on-the-day":
        counts = beyond is not None and beyond.values.keys() & {"UNIT", "UNITS", "SPAN", "PART"}
        return (
            before is not None
            and before.text in {"on", "until", "by", "since", "from"}
            and not _noun(beyond)
            and not counts  # "on the second day"
        )
    if kind in {"ended", "whole-year"}:
        ended = beyond is not None and beyond.text in {"ended", "ending"}
        plain = (
            beyond is None
            or beyond.kind == "BREAK"
            or (beyond.kind != "number" and beyond.text not in {"of", "-", "when", "that", "before", "after"})
        )
        return ended if kind == "ended" else plain and not ended
    if kind == "not-before-of":
        return beyond is None or beyond.text != "of"
    if kind == "not-possessed":
        return before is None or before.text not in {"his", "her", "their", "my", "your"}
    if kind == "not-before-noun":
        return not _noun(beyond)
    guard = GUARDS.get(str(kind))
    if guard is None:
        raise ValueError(f"rule {rule.name}: no guard {kind!r}")
    return guard(before, beyond, guards.lexicon)


def _noun(lexeme: Lexeme | None) -> bool:
    """Whether a word may be a noun or adjective: a word that the rule data does not know."""
    return lexeme is not None and lexeme.kind == "word" and not lexeme.values
