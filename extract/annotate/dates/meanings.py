"""What a rule matched (`Match`), what it means before the anchor is known (`Meaning`), and the way between.

The functions `make_*` of `make_points`, `make_relative` and `make_durations` are named by rules of
`extract/knowledge/dates.yaml`; each gets a `Match` and returns a `Meaning`, or None where the words
cannot mean a time after all. Here is what they share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extract.annotate.dates.lexer import Lexeme
from extract.annotate.dates.lexicon import Value
from extract.annotate.dates.moments import Moment

_MORE = {
    "more": "MORE_THAN",
    "greater": "MORE_THAN",
    "longer": "MORE_THAN",
    "less": "LESS_THAN",
    "fewer": "LESS_THAN",
    "shorter": "LESS_THAN",
    "least": "EQUAL_OR_MORE",
    "little": "EQUAL_OR_MORE",
    "most": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS",
    "much": "EQUAL_OR_LESS",
    "many": "EQUAL_OR_LESS",
    "long": "EQUAL_OR_LESS",
    "later": "EQUAL_OR_LESS",
}
_NO_MORE = {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE", "EQUAL_OR_LESS": "EQUAL_OR_LESS"}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_PM_PARTS = frozenset({"AF", "EV", "NI"})


@dataclass(frozen=True)
class Meaning:
    """What a time expression means, apart from its anchor.

    Attributes:
        type: DATE, TIME, DURATION, SET, or "" for words that must not be read as a time ("aged 34").
        value: the finished value where no anchor plays a part ("P18M", "PAST_REF").
        moment: else a moment, with unknown places to be filled from the anchor.
        steer: which of several: -1 the last, 0 this one, 1 the next; None: tense decides.
        shift: (count, unit): so far from the base, at the unit's grain.
        base: where a shift starts: "speech" (publication) or "text" (the time last spoken of);
            "same" is the time last spoken of at the unit's grain ("that year").
        time: part of the day or clock time to set on the day found ("NI", "10:30").
        year_shift: the year is so far from the year of publication ("June last year": -1).
        short_year: two digits whose century has to be found.
        holiday: the rule for a named day whose date depends on the year.
        then: (count, unit) to go from the moment once it is found ("the year-earlier third quarter").
        grain: the grain that the result has in any case ("the year-earlier quarter", "the week of 7 March").
        compares: a result is compared with the one of a year before ("up from $2 million a year ago").
        week_shift: the week is so far from that of publication ("Tuesday last week": -1).
        length: what remains where the text names no time to count from: "two days later" is then "P2D".
        last_year: the year that a range ends on ("1894-96"); the value is the first.
        frames: it opens its sentence ("In August he was back"), as a story goes on.
        last_day: the day of the month that a range ends on ("5-7 March"); the value is the first.
    """

    type: str
    value: str = ""
    moment: Moment | None = None
    steer: int | None = None
    shift: tuple[int, str] | None = None
    base: str = "speech"
    time: str = ""
    mod: str = ""
    quant: str = ""
    freq: str = ""
    year_shift: int | None = None
    short_year: int | None = None
    holiday: str = ""
    then: tuple[int, str] | None = None
    grain: str = ""
    compares: bool = False
    week_shift: int | None = None
    last_day: int | None = None
    last_year: int | None = None
    frames: bool = False
    length: str = ""


@dataclass(frozen=True)
class Match:
    """What a rule matched: the lexemes of each named group, and the rule's constants."""

    lexemes: list[Lexeme]
    groups: Mapping[str, list[Lexeme]]
    constants: Mapping[str, Value]
    holidays: Mapping[str, str] = field(default_factory=dict)
    numeric_order: str = ""

    def value(self, group: str, *categories: str) -> Value | None:
        """The value of a group's first word in the first category that it has."""
        lexemes = self.groups.get(group)
        if not lexemes:
            return None
        for category in categories:
            for lexeme in lexemes:
                if category in lexeme.values:
                    return lexeme.values[category]
        return None

    def number(self, group: str) -> float | None:
        """The value of a group that is a number."""
        lexemes = self.groups.get(group)
        return lexemes[0].number if lexemes else None

    def integer(self, group: str) -> int | None:
        """The same where it is whole."""
        number = self.number(group)
        return int(number) if number is not None and number == int(number) else None

    def text(self, group: str) -> str:
        """The words of a group in lower case, or ""."""
        return " ".join(lexeme.text for lexeme in self.groups.get(group, []))

    def code(self, group: str, *categories: str) -> str:
        """`value` as a string, "" where there is none."""
        found = self.value(group, *categories)
        return "" if found is None else str(found)

    def constant(self, name: str) -> str:
        """A constant of the rule as a string, "" where it has none."""
        found = self.constants.get(name)
        return "" if found is None else str(found)


def modifier(match: Match) -> str:
    """The TIMEX3 mod of "early", "the end of", "about", "more than" ... in a match."""
    edge = match.code("e", "EARLY", "EDGE", "EARLIER")
    if edge:
        return edge
    simple = match.code("m", "ABOUT")
    if simple:
        return simple
    second = match.text("m2").split()
    if second:
        mod = next((_MORE[word] for word in second if word in _MORE), "")
        words = [lexeme.text for lexeme in match.lexemes[:3]]
        return _NO_MORE.get(mod, mod) if words and words[0] in {"no", "not"} else mod
    return match.constant("mod")


def _year(match: Match) -> tuple[int | None, int | None, int | None]:
    """(year, year relative to publication's, two-digit year) of a match, None for what it lacks."""
    year = match.integer("y")
    short = match.text("sy").lstrip("'")
    relative = match.value("ry", "LAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING")
    return year, None if relative is None else int(relative), int(short) if short else None


def time_of_day(match: Match) -> str | None:
    """The time of a match as it stands after the T: "" where it has none, None where it is impossible."""
    noon = match.value("nn", "NOON")
    if noon is not None:
        return f"{noon}:00"
    part = match.code("p", "PART", "TONIGHT") or match.constant("time")
    half = match.code("ap", "AMPM")
    if match.text("c"):
        found = _CLOCK.match(match.text("c"))
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2])
        second = f":{int(found[3]):02d}" if found[3] else ""
        if second > ":59":
            return None
    elif match.number("h") is not None:
        number = match.number("h") or 0.0
        hour, minute, second = int(number), round(number * 100) % 100, ""  # "10.30" reads as a decimal
        if match.integer("mi") is not None:
            minute = match.integer("mi") or 0
        if match.text("hp"):  # "half past three", "quarter to three"
            minute = 30 if match.text("hp").startswith("half") else 15
            if match.text("hp").endswith("to"):
                hour, minute = (hour or 24) - 1, 45
    elif match.text("f"):
        hour, minute = divmod(int(match.number("f") or 0), 100)
        second = ""
    else:
        return part
    if (half == "PM" or (not half and part in _PM_PARTS)) and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or (hour == 24 and (minute or second > ":00")):
        return None
    zone = "Z" if match.code("z", "ZONE") in {"GMT", "UTC"} else ""
    return f"{hour:02d}:{minute:02d}{second}{zone}"


def dated(match: Match, moment: Moment) -> Meaning | None:
    """A moment with the year, modifier, steering and time of a match."""
    year, relative, short = _year(match)
    time = time_of_day(match)
    if time is None:
        return None
    if year is not None:
        moment = replace(moment, year=year)
    if time and moment.grain == "D":
        moment = replace(moment, grain="T", time=time)
    steer = match.value("s", "LAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING")
    week = match.value("wk", "LAST", "NEXT", "THIS")
    grain = match.code("g", "UNIT")
    return Meaning(
        "TIME" if moment.grain == "T" else "DATE",
        moment=moment,
        steer=None if steer is None else int(steer),
        base="text" if match.value("s", "PREVIOUS", "FOLLOWING") is not None else "speech",
        mod=modifier(match),
        year_shift=relative,
        short_year=short,
        then=(-1, "Y") if match.constant("past") else None,
        grain=grain,
        week_shift=None if week is None else int(week),
    )
