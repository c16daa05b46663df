"""What a text has spoken of so far: the times that "that year", "two days later" and "On 5 May" count from.

How far back an anchor is looked for depends on what is counted: a day holds for a sentence, a year for a
paragraph. In a history (a text whose years mostly lie well away from its publication) the year last
spoken of holds until the next one is named.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from extract.annotate.dates.meanings import Meaning
from extract.annotate.dates.moments import GRAINS, Moment

LATE_MONTH, EARLY_MONTH = 8, 5
SEARCHED = 40  # references looked at, from the last one back
# Sentences back to an anchor for "that year" (REACH_THAT) and "two years later" (REACH_LATER), by grain.
REACH_THAT = {"CE": 12, "DE": 12, "Y": 8, "M": 4, "W": 4, "S": 4, "HY": 4}
REACH_QUARTER = 3
REACH_LATER = {"CE": 4, "DE": 4, "Y": 4}
# A history: at least so many years named more than one year from publication, and many times as
# many as expressions that count from publication or name its year.
HISTORY_YEARS, HISTORY_RATIO = 4, 6
_IN_YEAR = frozenset({"M", "D", "T"})
_DATED = _IN_YEAR | {"Y", "HY", "Q", "S"}


@dataclass(frozen=True)
class Reference:
    """The time last spoken of: a moment and the sentence (counted from 0) it stands in."""

    moment: Moment
    sentence: int


@dataclass
class Told:
    """The moments spoken of so far, in text order, and whether the text is a history."""

    references: list[Reference]
    history: bool = False

    def for_count(self, meaning: Meaning, sentence: int, grain: str) -> Reference | None:
        """What "that year" or "two days later" counts from: near enough, and fine enough for the unit."""
        if grain == "Q":
            return None
        pointing = meaning.base in {"same", "told"}
        reach = 1
        if pointing:
            reach = REACH_THAT.get(grain, 1)
        elif meaning.length:
            reach = REACH_LATER.get(grain, 1)
        fine = GRAINS.index(grain)
        for reference in reversed(self.references[-SEARCHED:]):
            distance = sentence - reference.sentence
            if distance > reach and not (self.history and (pointing or meaning.length)):
                return None
            if not reference.moment.known:
                continue
            if GRAINS.index(reference.moment.grain) >= fine:
                return reference
            if meaning.base == "text" and distance <= 1 and not meaning.length:
                return None  # "the next day" after a year alone
        return None

    def numbered_quarter(self, sentence: int) -> bool:
        """Whether a quarter was spoken of so shortly before that "the quarter ended July 31" is that one."""
        return any(
            reference.moment.grain == "Q" and sentence - reference.sentence <= REACH_QUARTER
            for reference in self.references[-8:]
        )

    def year_of(self, moment: Moment, speech: datetime.date, meaning: Meaning, sentence: int) -> int | None:
        """The year of a month or day without one, None where it is of the years around publication.

        In a history that of the time last spoken of. Else only for an expression that opens its
        sentence, after one with a day or month of an earlier year ("On 5 May 1990 he fled. In August
        he was back."). It is the next year where that one is mostly over and the month an early one.
        """
        if moment.part is None or not (self.history or meaning.frames):
            return None
        for reference in reversed(self.references[-SEARCHED:]):
            told = reference.moment
            if not self.history and sentence - reference.sentence != 1:
                return None
            if told.year is None or told.grain not in (_DATED if self.history else _IN_YEAR):
                continue
            if not self.history and told.year >= speech.year:
                return None
            late = told.grain in _IN_YEAR and (told.part or 0) > LATE_MONTH
            return told.year + (late and moment.part < EARLY_MONTH and sentence != reference.sentence)
        return None


def is_history(meanings: Iterable[Meaning], speech: datetime.date | None) -> bool:
    """Whether a text tells of years well away from its publication, by what its expressions name."""
    if speech is None:
        return False
    away = near = 0
    for meaning in meanings:
        moment = meaning.moment
        if moment is not None and moment.year is not None and moment.grain not in {"DE", "CE", "ML"}:
            if abs(moment.year - speech.year) > 1:
                away += 1
            else:
                near += 1
        elif meaning.value or meaning.type == "":
            continue
        elif moment is not None:
            near += moment.weekday is not None or meaning.steer is not None or meaning.year_shift is not None
        elif meaning.base == "speech":
            near += 1
    return away >= HISTORY_YEARS and away >= HISTORY_RATIO * near
