"""Anchoring: from a meaning to a value and interval, given the publication date and what came before.

Speech time is the publication date. A weekday, month, day or quarter without its year is the
most recent one where its clause is past, the next where it is future; without such a sign the
most recent, and for a day of a month the nearest. A day that would lie more than
`FAR` days away while another year's lies within `NEAR` days is taken as the near one (a month where the
next lies within `NEAR_MONTH` days and the last in an earlier year than publication), as news gives the
year of what is far off; not so where it is over for sure ("since June"). "Earlier", "later",
"previous", "following" count from the time last spoken of, where there is one nearby, else from
publication.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from extract.annotate.dates.anchors import Reference, Told
from extract.annotate.dates.meanings import Meaning
from extract.annotate.dates.moments import GRAINS, Moment, easter

FAR, NEAR, NEAR_MONTH = 240, 100, 31
REACH = 3  # sentences over which a quarter stays what results are compared with
# Two-digit years: the latest year that is at most this much after publication; without a
# publication date 00-29 are of this century, 30-99 of the last.
SHORT_YEAR_AHEAD, SHORT_YEAR_PIVOT = 10, 30
_NEARING = frozenset({"D", "T", "M", "Q"})  # grains of which news gives the year where it is far off
_UNITS_A_DAY = {"H": 24, "MIN": 24 * 60, "S": 24 * 3600}
_UNIT_GRAIN = {"NI": "D", "F": "W", "H": "T", "MIN": "T", "S": "T", "P": "Q"}


@dataclass(frozen=True)
class Resolved:
    """Value and interval of an expression; `moment` where it is a point of the calendar."""

    type: str
    value: str
    interval: tuple[datetime.date, datetime.date] | None
    anchored: bool
    moment: Moment | None


def resolve(
    meaning: Meaning,
    speech: datetime.date | None,
    direction: str,
    told: Told,
    sentence: int,
) -> Resolved:
    """Give a meaning its value.

    Args:
        meaning: with a type (not an empty one).
        speech: the publication date, None where unknown.
        direction: tense of the clause: "past", "future" or ""; "over" where only the past can be meant,
            "up to" where the expression ends a stretch told of in the past ("lent it through January").
        told: what the text has spoken of so far.
        sentence: number of the sentence that the expression stands in.
    """
    if meaning.value:
        return Resolved(meaning.type, meaning.value, None, True, None)
    if meaning.length and meaning.shift is not None:
        unit = meaning.shift[1]
        if told.for_count(meaning, sentence, _UNIT_GRAIN.get(unit, unit)) is None:
            return Resolved("DURATION", meaning.length, None, True, None)
    if meaning.shift is not None:
        moment, anchored = _shifted(meaning, meaning.shift, speech, direction, told, sentence)
    elif meaning.moment is not None:
        moment, anchored = _filled(meaning, meaning.moment, speech, direction, told, sentence)
        if meaning.then is not None and moment.known:
            moment = moment.shift(*meaning.then)
        if meaning.grain:  # "the week of 7 March"
            moment = moment.at(meaning.grain) if moment.known else Moment(meaning.grain)
    else:
        raise ValueError("a meaning has a value, a shift or a moment")
    if (moment.known and not moment.possible) or not moment.possible:
        moment = Moment(moment.grain, time=moment.time)
    kind = meaning.type
    if moment.grain == "T":
        kind = "TIME"
    interval = moment.interval()
    if interval is not None and meaning.last_day is not None:
        last = replace(moment, day=meaning.last_day).interval()
        interval = interval if last is None else (interval[0], last[1])
    if interval is not None and meaning.last_year is not None:
        last = Moment("Y", meaning.last_year).interval()
        interval = interval if last is None else (interval[0], last[1])
    return Resolved(kind, moment.value, interval, anchored, moment)


# -- shifts ------------------------------------------------------------------------------


def _shifted(
    meaning: Meaning,
    shift: tuple[int, str],
    speech: datetime.date | None,
    direction: str,
    told: Told,
    sentence: int,
) -> tuple[Moment, bool]:
    count, unit = shift
    references = told.references
    grain = meaning.grain or _UNIT_GRAIN.get(unit, unit)
    start = _quarter_compared(meaning, speech, references, sentence)
    if start is not None:
        return start.shift(count, unit), True
    if meaning.base == "latest":
        count, unit = 0, grain
    if meaning.base in {"text", "same", "told"}:
        reference = told.for_count(meaning, sentence, grain)
        start = None if reference is None else reference.moment
    elif meaning.base == "latest":
        start = _last_quarter(references, speech, sentence, over=True)
    if start is None and meaning.base in {"same", "told"} and grain == "Q":
        start = _last_quarter(references, speech, sentence)
    if start is None:
        if speech is None or meaning.base == "told":  # "that year" is never just the present one
            return _at_time(Moment(grain), meaning.time, grain), False
        start = Moment.of(speech)
    if grain == "T":
        days = round(count / _UNITS_A_DAY[unit]) if unit in _UNITS_A_DAY else 0  # "72 hours ago"
        start = start.at("D")
        return replace(start.shift(days, "D") if days else start, grain="T", time="XX:XX"), True
    if GRAINS.index(start.grain) < GRAINS.index(grain):
        return _at_time(Moment(grain), meaning.time, grain), False
    if meaning.grain and start.grain == "D":  # "25 years ago this week"
        return start.shift(count, unit).at(grain), True
    if start.grain != grain:
        start = start.at(grain)
    ahead = speech is not None and speech.isoweekday() < 6
    if grain == "WE" and count == 0 and direction == "past" and ahead:
        count = -1  # "they met this weekend", said on a Tuesday
    return _at_time(start.shift(count, unit) if count else start, meaning.time, grain), True


def _quarter_compared(
    meaning: Meaning,
    speech: datetime.date | None,
    references: list[Reference],
    sentence: int,
) -> Moment | None:
    """The quarter that "a year ago" is counted from where results are told by the quarter."""
    if meaning.grain == "Q":
        return _last_quarter(references, speech, sentence)
    if not meaning.compares or (speech is None and meaning.base == "speech"):
        return None
    for reference in reversed(references[-8:]):
        if sentence - reference.sentence > REACH:
            return None
        if reference.moment.grain == "Q":
            return reference.moment
    return None


def _last_quarter(
    references: list[Reference], speech: datetime.date | None, sentence: int, over: bool = False
) -> Moment | None:
    """The quarter last spoken of, else the last complete one.

    With `over`: the last spoken of among those that ended before publication. Without a
    publication date only a quarter spoken of nearby counts.
    """
    for reference in reversed(references[-40:]):
        inside = reference.moment.interval()
        if reference.moment.grain != "Q" or inside is None:
            continue
        if speech is None:
            return None if over or sentence - reference.sentence > REACH else reference.moment
        if not over or inside[1] <= speech:
            return reference.moment
    return None if speech is None else Moment.of(speech, "Q").shift(-1, "Q")


def _day(moment: Moment, speech: datetime.date | None) -> datetime.date:
    inside = moment.interval()
    return inside[0] if inside is not None else speech or datetime.date(2000, 1, 1)


def _at_time(moment: Moment, time: str, grain: str) -> Moment:
    if time and grain == "D":
        return replace(moment, grain="T", time=time)
    return moment


# -- moments with unknown places ---------------------------------------------------------


def _filled(
    meaning: Meaning,
    moment: Moment,
    speech: datetime.date | None,
    direction: str,
    told: Told,
    sentence: int,
) -> tuple[Moment, bool]:
    if meaning.short_year is not None:
        moment = replace(moment, year=_century(meaning.short_year, speech))
    if meaning.year_shift is not None:
        if speech is None:
            return moment, False
        moment = replace(moment, year=speech.year + meaning.year_shift)
    if meaning.holiday:
        moment = _holiday(meaning, moment, speech, direction)
        return moment, moment.year is not None
    if moment.year is not None and moment.grain == "Q" and moment.part is None:  # "the 1998 quarter"
        quarter = _last_quarter(told.references, speech, sentence)
        return replace(moment, part=quarter.part if quarter else None), True
    if moment.year is not None or moment.era:
        return moment, True
    if speech is None:
        return moment, False
    start = speech
    if meaning.base == "text":
        reference = told.for_count(meaning, sentence, "D")
        if reference is not None:
            start = _day(reference.moment, speech)
    if moment.grain == "WE":
        return _weekend(start, direction), True
    if moment.weekday is not None:
        return _weekday(moment, start, direction, meaning), True
    if moment.grain in {"D", "T"} and moment.part is None:
        return (_day_of_month(moment, start, direction) if moment.day is not None else moment), True
    dated = meaning.steer is None and moment.grain in {"M", "D", "T"}
    if dated and (told.history or direction != "future"):  # "it would take until October" in a history
        story = told.year_of(moment, speech, meaning, sentence)
        if story is not None:
            return replace(moment, year=story), True
    return _cycle(moment, start, direction, meaning.steer), True


def _century(short: int, speech: datetime.date | None) -> int:
    if speech is None:
        return short + (2000 if short < SHORT_YEAR_PIVOT else 1900)
    limit = speech.year + SHORT_YEAR_AHEAD
    return limit - (limit - short) % 100


def _weekday(moment: Moment, speech: datetime.date, direction: str, meaning: Meaning) -> Moment:
    """The weekday by tense; "last" the most recent before today, "next" the one in the week after this."""
    wanted, today, steer = moment.weekday or 1, speech.isoweekday(), meaning.steer
    back = (today - wanted) % 7
    if meaning.week_shift is not None:
        days = wanted - today + 7 * meaning.week_shift
    elif steer == -1:
        days = -(back or 7)
    elif steer == 1:
        days = wanted - today + 7
    elif steer == 0:
        days = wanted - today
        if direction not in {"past", "over"} and days < 0:
            days += 7
    elif direction == "future":
        days = (wanted - today) % 7
    else:
        days = -back
    try:
        day = speech + datetime.timedelta(days=days)
    except OverflowError:
        return moment
    return replace(Moment.of(day), grain=moment.grain, time=moment.time)


def _weekend(speech: datetime.date, direction: str) -> Moment:
    this = Moment.of(speech, "WE")
    return this if direction == "future" or speech.isoweekday() > 5 else this.shift(-1, "W")


def _day_of_month(moment: Moment, speech: datetime.date, direction: str) -> Moment:
    """The 14th: of this month, the last or the next, by tense; the nearest where no tense is known."""
    index = speech.year * 12 + speech.month - 1
    found = []
    for step in (-2, -1, 0, 1, 2):
        year, month = divmod(index + step, 12)
        candidate = replace(moment, year=year, part=month + 1)
        inside = candidate.interval()
        if inside is not None:
            found.append((candidate, (inside[0] - speech).days))
    return _choose(found, direction, speech) or moment


def _cycle(moment: Moment, speech: datetime.date, direction: str, steer: int | None) -> Moment:
    """A month, season, quarter or day of the year: of this year or a neighbouring one."""
    found = []
    for year in range(speech.year - 5, speech.year + 6):
        candidate = replace(moment, year=year)
        inside = candidate.interval()
        if inside is None:
            continue
        first, last = inside
        distance = (
            0
            if first <= speech <= last
            else (first - speech).days
            if first > speech
            else (last - speech).days
        )
        found.append((candidate, distance))
    if steer == -1:
        # "last February" said in early March is not the month before, which is "last month"
        found = [(c, d) for c, d in found if d < (-31 if moment.grain == "M" else 0)]
        return found[-1][0] if found else moment
    if steer == 1:
        found = [(c, d) for c, d in found if d > 0]
        return found[0][0] if found else moment
    if steer == 0:
        this = _this_cycle(found, speech)
        if this is not None and direction == "past" and this.grain == "S" and _day(this, speech) > speech:
            return replace(this, year=speech.year - 1)  # "he came this summer", said in January
        return this or moment
    return _choose(found, direction, speech) or moment


def _this_cycle(found: list[tuple[Moment, int]], speech: datetime.date) -> Moment | None:
    for candidate, _distance in found:
        if candidate.year == speech.year:
            return candidate
    return None


def _choose(found: list[tuple[Moment, int]], direction: str, speech: datetime.date) -> Moment | None:
    """By tense among candidates with their distance in days; see the module's text for the exception."""
    past = [(c, d) for c, d in found if d <= 0]
    future = [(c, d) for c, d in found if d >= 0]
    if not past or not future:
        return (past or future)[0][0] if past or future else None
    back, ahead = past[-1], future[0]
    if direction == "future":
        far = ahead[1] > FAR and -back[1] < NEAR
        return back[0] if far and ahead[0].grain in {"D", "Q"} else ahead[0]
    if direction == "over":
        return back[0]
    if direction in {"past", "up to"}:
        far = -back[1] > FAR and ahead[1] < NEAR
        if ahead[0].grain == "M" and direction == "past":
            far = far and ahead[1] < NEAR_MONTH and back[0].year != speech.year
        return ahead[0] if far and ahead[0].grain in _NEARING else back[0]
    if ahead[0].grain in {"D", "T"}:
        return ahead[0] if ahead[1] < -back[1] else back[0]
    return ahead[0] if -back[1] > FAR and ahead[1] < NEAR else back[0]


# -- holidays ----------------------------------------------------------------------------


def holiday_date(rule: str, year: int) -> datetime.date | None:
    """The date of a named day in a year.

    Args:
        rule: "easter+n" (days from Easter Sunday), "M/W/n" (the nth weekday W of month M, from
            the end if n is negative), with "+d" for days after it.
        year: 1 to 9999.

    Returns:
        The date, or None for a rule that has none (a feast of a lunar calendar) or a year out of range.
    """
    if not 1 <= year <= 9999 or not rule:
        return None
    head, sign, rest = (
        rule.partition("+")
        if "+" in rule
        else rule.partition("-")
        if rule.startswith("easter-")
        else (rule, "", "")
    )
    days = (int(rest) if rest else 0) * (-1 if sign == "-" else 1)
    try:
        if head == "easter":
            return easter(year) + datetime.timedelta(days=days)
        month, weekday, count = (int(part) for part in head.split("/"))
        if count > 0:
            first = datetime.date(year, month, 1)
            ahead = (weekday - first.isoweekday()) % 7 + 7 * (count - 1)
            return first + datetime.timedelta(days=ahead + days)
        last = datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        return last - datetime.timedelta(days=(last.isoweekday() - weekday) % 7 - days)
    except (ValueError, OverflowError):
        return None


def _holiday(meaning: Meaning, moment: Moment, speech: datetime.date | None, direction: str) -> Moment:
    def of_year(year: int) -> Moment | None:
        day = holiday_date(meaning.holiday, year)
        return None if day is None else replace(Moment.of(day), grain=moment.grain, time=moment.time)

    if moment.year is not None:
        return of_year(moment.year) or moment
    if speech is None:
        return moment
    if meaning.steer == 0:
        return of_year(speech.year) or moment
    found = []
    for year in (speech.year - 1, speech.year, speech.year + 1):
        candidate = of_year(year)
        inside = candidate.interval() if candidate else None
        if candidate is not None and inside is not None:
            found.append((candidate, (inside[0] - speech).days))
    if meaning.steer == -1:
        found = [pair for pair in found if pair[1] < 0][-1:]
    elif meaning.steer == 1:
        found = [pair for pair in found if pair[1] > 0][:1]
    if len(found) == 1:
        return found[0][0]
    return _choose(found, direction, speech) or moment
