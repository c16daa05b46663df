"""Points of the calendar at a granularity: TIMEX3 value, interval of days, arithmetic.

Values follow TIMEX3 in TimeML 1.2.1 (Saurí et al. 2006, after Ferro et al. 2005): unknown
places are X ("XXXX-03-07", "XXXX-WXX-2"); a decade has three digits ("199"), a century two
("19"). Intervals are of the proleptic Gregorian calendar, years 1 to 9999, weeks from Monday to
Sunday. Seasons are the meteorological ones of the northern hemisphere; a winter bears the year
in which it begins. "The 20th century" is "19" and is taken as 1900 to 1999, as its value says.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, replace

# From coarse to fine; "T" is a time of day or part of a day.
GRAINS = ("ML", "CE", "DE", "Y", "HY", "Q", "S", "M", "W", "WE", "D", "T")
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "S": 12, "DE": 120, "CE": 1200, "ML": 12000}


@dataclass(frozen=True)
class Moment:
    """A calendar value, whole or with unknown places (None).

    Attributes:
        grain: one of GRAINS; says which of the other places count.
        year: the year; for grains W and WE the ISO week's year; for DE, CE and ML the year
            divided by 10, 100 and 1000.
        part: half (1-2), quarter (1-4), month (1-12) or ISO week by grain; for grain S the
            season's code (SP, SU, FA, WI) is in `season`.
        day: day of the month; with grain D and T.
        weekday: 1 (Monday) to 7 where only that is known of a day.
        time: what follows "T" in the value ("NI", "10:30") for grain T.
        era: "BC" for years before Christ, which have no interval.
    """

    grain: str
    year: int | None = None
    part: int | None = None
    season: str = ""
    day: int | None = None
    weekday: int | None = None
    time: str = ""
    era: str = ""

    @staticmethod
    def of(day: datetime.date, grain: str = "D") -> Moment:
        """The day, week, month ... (by grain) in which a day lies."""
        if grain in {"D", "T"}:
            return Moment(grain, day.year, day.month, day=day.day)
        if grain == "M":
            return Moment(grain, day.year, day.month)
        if grain in {"W", "WE"}:
            iso = day.isocalendar()
            return Moment(grain, iso.year, iso.week)
        if grain == "Q":
            return Moment(grain, day.year, (day.month + 2) // 3)
        if grain == "HY":
            return Moment(grain, day.year, 1 if day.month < 7 else 2)
        if grain == "S":
            season = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
            return Moment(grain, day.year - (1 if day.month < 3 else 0), season=season)
        divisor = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[grain]
        return Moment(grain, day.year // divisor)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.era:
            return f"BC{self.year:04d}" if self.year is not None else "BC"
        if self.grain in {"DE", "CE", "ML"}:
            width = {"DE": 3, "CE": 2, "ML": 1}[self.grain]
            return "X" * width if self.year is None else f"{self.year:0{width}d}"
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.grain == "Y":
            return year
        if self.grain == "S":
            return f"{year}-{self.season}"
        if self.grain in {"Q", "HY"}:
            return f"{year}-{self.grain[0]}{'X' if self.part is None else self.part}"
        two = "XX" if self.part is None else f"{self.part:02d}"
        if self.grain == "W":
            return f"{year}-W{two}"
        if self.grain == "WE":
            return f"{year}-W{two}-WE"
        if self.grain == "M":
            return f"{year}-{two}"
        if self.weekday is not None and self.day is None:
            day = f"{year}-WXX-{self.weekday}"
        else:
            day = f"{year}-{two}-{'XX' if self.day is None else f'{self.day:02d}'}"
        return f"{day}T{self.time or 'XX:XX'}" if self.grain == "T" else day

    @property
    def known(self) -> bool:
        """Whether no place is unknown."""
        if self.year is None or self.era:
            return False
        if self.grain in {"D", "T"}:
            return self.part is not None and self.day is not None
        if self.grain in {"Q", "HY", "M", "W", "WE"}:
            return self.part is not None
        return True

    @property
    def possible(self) -> bool:
        """Whether the calendar has it: February 30 is not possible, February 29 is where no year is known."""
        if self.grain in {"D", "T"} and self.part is not None and self.day is not None:
            if not 1 <= self.part <= 12:
                return False
            longest = 29 if self.part == 2 else calendar.monthrange(2001, self.part)[1]
            if self.year is None:
                return 1 <= self.day <= longest
            if not 1 <= self.year <= 9999:
                return False
            return 1 <= self.day <= calendar.monthrange(self.year, self.part)[1]
        return True

    def interval(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day, both inclusive; None where a place is unknown or there is no such day."""
        if not self.known or self.year is None:
            return None
        try:
            return self._interval(self.year)
        except (ValueError, OverflowError):
            return None

    def _interval(self, year: int) -> tuple[datetime.date, datetime.date]:
        part = self.part or 1
        if self.grain in {"D", "T"}:
            day = datetime.date(year, part, self.day or 0)
            return day, day
        if self.grain == "W":
            return datetime.date.fromisocalendar(year, part, 1), datetime.date.fromisocalendar(year, part, 7)
        if self.grain == "WE":
            return datetime.date.fromisocalendar(year, part, 6), datetime.date.fromisocalendar(year, part, 7)
        if self.grain == "S":
            return _months(year, SEASON_MONTH[self.season], 3)
        if self.grain in {"Q", "HY", "M"}:
            length = _MONTHS[self.grain]
            return _months(year, (part - 1) * length + 1, length)
        years = _MONTHS[self.grain] // 12
        return datetime.date(max(year * years, 1), 1, 1), datetime.date(year * years + years - 1, 12, 31)

    def at(self, grain: str) -> Moment:
        """The same at a coarser grain: the year of a month, the week of a day; itself where that fails."""
        inside = self.interval()
        if inside is None or GRAINS.index(grain) >= GRAINS.index(self.grain):
            return self
        return Moment.of(inside[0], grain)

    def shift(self, count: int, unit: str) -> Moment:
        """The moment `count` units later (earlier if negative), at the same grain.

        Days that a month does not have become its last ("31 May" less three months is 28 or 29
        February). A moment that is not wholly known, or a result outside years 1 to 9999, gives
        one with no known place.
        """
        unknown = Moment(self.grain, season=self.season, time=self.time)
        if not self.known or self.year is None:
            return unknown
        inside = self.interval()
        if inside is None:
            return unknown
        try:
            if unit in {"D", "NI", "W", "WE", "F"}:
                moved = inside[0] + datetime.timedelta(days=count * {"D": 1, "NI": 1, "F": 14}.get(unit, 7))
            elif unit in _MONTHS:
                index = inside[0].year * 12 + inside[0].month - 1 + count * _MONTHS[unit]
                year, month = divmod(index, 12)
                last = calendar.monthrange(year, month + 1)[1]
                moved = datetime.date(year, month + 1, min(inside[0].day, last))
            else:
                return unknown
        except (ValueError, OverflowError, calendar.IllegalMonthError):
            return unknown
        if self.grain == "S":
            return replace(self, year=self.year + moved.year - inside[0].year)
        return replace(Moment.of(moved, self.grain), time=self.time)


def _months(year: int, first: int, length: int) -> tuple[datetime.date, datetime.date]:
    start = datetime.date(year, first, 1)
    end_year, end_month = divmod(year * 12 + first - 1 + length - 1, 12)
    return start, datetime.date(end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1])


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm; Meeus 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)
