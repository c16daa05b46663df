"""Meanings of what is counted from another time ("yesterday", "three days later") and of vague references."""

from __future__ import annotations

from extract.annotate.dates.make_durations import duration_value
from extract.annotate.dates.meanings import Match, Meaning, modifier, time_of_day
from extract.annotate.dates.moments import Moment


def make_weekend(match: Match) -> Meaning | None:
    """ "the weekend": the last or the next by tense."""
    return Meaning("DATE", moment=Moment("WE"), mod=modifier(match))


def make_clock(match: Match) -> Meaning | None:
    """A time of day alone, of the day last spoken of in the sentence or the day of publication."""
    time = time_of_day(match)
    if not time:
        return None
    base = match.constant("base") or "text"
    return Meaning(
        "TIME", shift=(int(match.constant("offset") or 0), "D"), base=base, time=time, mod=modifier(match)
    )


def make_dayword(match: Match) -> Meaning | None:
    """ "today", "yesterday evening", "the day before yesterday"."""
    offset = int(match.value("dw", "DAYWORD") or 0) + int(match.constant("offset") or 0)
    time = time_of_day(match)
    if time is None:
        return None
    return Meaning("TIME" if time else "DATE", shift=(offset, "D"), time=time, mod=modifier(match))


def make_span(match: Match) -> Meaning | None:
    """ "last week", "this year", "next month", "the previous day"."""
    steer = match.value("s", "LAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING", "LATEST")
    count = int(match.constant("offset") or 0) if steer is None else int(steer)
    unit = match.code("u", "SPAN", "UNIT", "PERIOD") or match.constant("unit")
    if unit == "D" and match.value("s", "LAST") is not None:  # "our last day" is not yesterday
        return None
    text = match.value("s", "PREVIOUS", "FOLLOWING") is not None or (unit == "D" and _the_next(match))
    base = match.constant("base") or ("text" if text else "speech")
    return Meaning("DATE", shift=(count, unit), base=base, mod=modifier(match))


def _the_next(match: Match) -> bool:
    """ "the next day", "the next morning": after the day spoken of, where "next week" is after today."""
    words = [lexeme.text for lexeme in match.lexemes]
    return match.text("s") == "next" and "the" in words[: words.index("next")]


def make_part(match: Match) -> Meaning | None:
    """ "this morning", "last night", "the previous evening"."""
    steer = match.value("s", "LAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING")
    text = match.value("s", "PREVIOUS", "FOLLOWING") is not None or _the_next(match)
    base = match.constant("base") or ("text" if text else "speech")
    named = match.code("p", "PART", "TONIGHT") or match.constant("time")
    time = "NI" if match.text("overnight") else named or "XX"
    count = int(match.constant("offset") or 0) if steer is None else int(steer)
    return Meaning("TIME", shift=(count, "D"), base=base, time=time, mod=modifier(match))


def make_away(match: Match) -> Meaning | None:
    """ "three days ago", "a year earlier", "two weeks later", "several years ago"."""
    direction = int(match.value("dir", "AGO", "BEFORE", "AFTER") or int(match.constant("direction") or 1))
    unit = match.code("u", "UNIT", "UNITS")
    number = match.number("n")
    if match.text("v2"):
        number = 2.0
    if number is None and (
        match.text("v") or match.groups.get("n") or match.value("u", "UNITS") is not None
    ):  # "several years ago", also of more years than nine figures hold
        if match.value("dir", "AGO") is not None:
            return Meaning("DATE", "PAST_REF", mod=modifier(match))
        value = "FUTURE_REF" if match.constant("direction") else duration_value(None, unit) or ""
        return Meaning("DATE" if value == "FUTURE_REF" else "DURATION", value, mod=modifier(match))
    if number is None:
        number = 0.5 if match.text("hf") else float(match.constant("number") or 1)
    if match.text("half"):
        number += 0.5
    if unit == "F":
        number, unit = number * 2, "W"
    after = match.value("dir", "AFTER") is not None
    length = duration_value(number, unit) or "" if after else ""
    count = _whole(number, unit)
    base = match.constant("base") or ("speech" if match.value("dir", "AGO") is not None else "text")
    grain = "Q" if match.text("q") else match.code("g", "SPAN")
    if match.value("g", "DAYWORD") is not None:  # "five years ago today"
        grain = "D"
    return Meaning(
        "DATE",
        shift=(direction * count[0], count[1]),
        base=base,
        mod=modifier(match),
        grain=grain,
        compares=count == (1, "Y") and direction < 0,
        length=length,
    )


def _whole(number: float, unit: str) -> tuple[int, str]:
    """A count in units of which it is a whole number ("2 1/2 years" is 30 months)."""
    finer = {
        "Y": (12, "M"),
        "M": (30, "D"),
        "W": (7, "D"),
        "D": (24, "H"),
        "H": (60, "MIN"),
        "DE": (10, "Y"),
        "CE": (100, "Y"),
    }
    while number != int(number):
        if unit not in finer:
            number = round(number)
            break
        factor, unit = finer[unit]
        number = round(number * factor, 6)
        if unit in {"H", "MIN", "D"}:
            number = round(number)
    return int(number), unit


def make_vague(match: Match) -> Meaning | None:
    """ "now", "recent months", "soon": PAST_REF, PRESENT_REF or FUTURE_REF."""
    if match.groups.get("n") and match.number("n") != 1:  # "one day", not "two day"
        return None
    value = match.code("r", "PASTREF", "PRESENTREF", "FUTUREREF") or match.constant("value")
    return Meaning("DATE", value)


def make_nothing(match: Match) -> Meaning | None:  # noqa: ARG001 - the signature of all makers
    """Words that look like a time and are none."""
    return Meaning("")
