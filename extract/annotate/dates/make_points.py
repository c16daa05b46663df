"""Meanings of points of the calendar: days, months, seasons, quarters, years, decades, centuries."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.annotate.dates.meanings import Match, Meaning, dated, modifier
from extract.annotate.dates.moments import Moment


def make_day(match: Match) -> Meaning | None:
    """A day of a month: groups w, m, d, y/sy/ry, time."""
    month = match.value("mo", "MONTH", "MONTHSHORT")
    day = match.integer("d")
    if day is None or not 1 <= day <= 31:
        return None
    made = dated(match, Moment("D", part=None if month is None else int(month), day=day))
    last = match.integer("d2")
    if made is None or last is None:
        return made
    return replace(made, last_day=last) if last > day else None


def make_no_day(match: Match) -> Meaning | None:  # noqa: ARG001 - the signature of all makers
    """A day that no calendar has: "32 May 2005", "5 May 12000"."""
    return Meaning("DATE", moment=Moment("D", part=13, day=32))


def make_month(match: Match) -> Meaning | None:
    """A month, with or without a year."""
    return dated(match, Moment("M", part=int(match.value("mo", "MONTH", "MONTHSHORT") or 0)))


def make_weekday(match: Match) -> Meaning | None:
    """A weekday, with or without a time of day."""
    return dated(match, Moment("D", weekday=int(match.value("w", "WEEKDAY", "WEEKDAYSHORT") or 0)))


def make_weeks_from(match: Match) -> Meaning | None:
    """ "a week ago Friday", "two weeks from Monday": a weekday, and whole weeks from it."""
    if match.code("u", "UNIT", "UNITS") != "W":
        return None
    count = match.integer("n") if match.groups.get("n") else 2 if match.text("v2") else 1
    weekday = int(match.value("w", "WEEKDAY") or 0)
    if count is None or match.text("v"):
        return None
    back = match.value("dir", "AGO") is not None
    return Meaning(
        "DATE",
        moment=Moment("D", weekday=weekday),
        steer=None if back else 0,
        then=(-count if back else count, "W"),
    )


def make_season(match: Match) -> Meaning | None:
    """A season, with or without a year."""
    return dated(match, Moment("S", season=match.code("se", "SEASON", "SEASONVERB")))


def make_quarter(match: Match) -> Meaning | None:
    """A quarter by number, with or without a year."""
    return dated(match, Moment("Q", part=match.integer("q")))


def make_half(match: Match) -> Meaning | None:
    """A half-year ("the first half of 1989", "the last half of the year")."""
    number = 2 if match.text("q") in {"last", "latter"} else match.integer("q")
    return dated(match, Moment("HY", part=number)) if number in {1, 2} else None


def make_year(match: Match) -> Meaning | None:
    """A year."""
    era = match.code("era", "ERA")
    if era in {"BC", "BCE"}:
        return Meaning("DATE", moment=Moment("Y", match.integer("y"), era="BC"), mod=modifier(match))
    return dated(match, Moment("Y"))


def make_years(match: Match) -> Meaning | None:
    """ "1894-96": the years from the first to the last."""
    year, short = match.integer("y"), match.integer("y2")
    if year is None or short is None:
        return None
    last = year - year % 100 + short + (100 if short == 0 else 0)
    if last <= year:
        return None
    return Meaning("DATE", moment=Moment("Y", year), mod=modifier(match), last_year=last)


def make_decade(match: Match) -> Meaning | None:
    """A decade: "1990s", "'90s", "the nineties", "the 1990's"."""
    digits = re.sub(r"\D", "", match.text("de"))
    if len(digits) == 2 and "'" not in match.text("de")[:1] and match.lexemes[0].text != "the":
        return None  # "60s" may be seconds or an age
    named = match.value("dw", "DECADEWORD")
    if named is not None:
        decade = 190 + int(named)
    elif len(digits) == 4 and digits.endswith("00") and int(digits) < 2000:  # "the 1800s": all of them
        return Meaning("DATE", moment=Moment("CE", int(digits) // 100), mod=modifier(match))
    elif len(digits) == 4:
        decade = int(digits) // 10
    elif digits:
        decade = 190 + int(digits) // 10 if int(digits) >= 20 else 200 + int(digits) // 10
    else:
        return None
    return Meaning("DATE", moment=Moment("DE", decade), mod=modifier(match))


def make_century(match: Match) -> Meaning | None:
    """A century by number."""
    number = match.integer("q")
    if number is None or not 1 <= number <= 99:
        return None
    return Meaning("DATE", moment=Moment("CE", number - 1), mod=modifier(match))


def make_iso(match: Match) -> Meaning | None:
    """ "2005-03-07", also with a time."""
    text = match.text("i")
    year, month, day = (int(part) for part in text[:10].split("-"))
    time = text[11:].upper()
    moment = Moment("T" if time else "D", year, month, day=day, time=time)
    return Meaning("TIME" if time else "DATE", moment=moment)


def make_numeric(match: Match) -> Meaning | None:
    """ "3/7/2005": month and day only where they cannot be taken for each other, or the order is set."""
    parts = re.split(r"[/.-]", match.text("i"))
    a, b, c = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return Meaning("DATE", moment=Moment("D", a, b, day=c)) if b <= 12 and 1 <= c <= 31 else None
    if len(parts[0]) > 2 or len(parts[2]) not in {2, 4}:
        return None
    if not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return None
    month, day = (a, b) if match.numeric_order == "month-first" else (b, a)
    known = a == b or a > 12 or b > 12 or match.numeric_order != ""
    if month > 12:
        month, day = day, month
    moment = Moment(
        "D", c if len(parts[2]) == 4 else None, month if known else None, day=day if known else None
    )
    return Meaning("DATE", moment=moment, short_year=c if len(parts[2]) == 2 else None)


def make_holiday(match: Match) -> Meaning | None:
    """A named day: fixed date, or one that a rule gives for each year."""
    name = match.text("hd").replace(" '", "'")
    rule = match.holidays.get(name)
    if rule is None:
        return None
    beside = {"before": (-1, "D"), "after": (1, "D")}.get(match.text("dir"))
    if re.fullmatch(r"\d\d-\d\d", rule):
        made = dated(match, Moment("D", part=int(rule[:2]), day=int(rule[3:])))
    else:
        made = dated(match, Moment("D"))
        made = made and replace(made, holiday=rule)
    return made and replace(made, then=beside)
