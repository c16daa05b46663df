"""The days in which an event lies, from its time expression or from the event that times it.

Bounds are ISO dates, both inclusive; None is open. Only what the words say is bounded: what
happened "after the raid" has the day of the raid as its earliest day and no latest one, although
an event that is told as past is not later than the article.
"""

from __future__ import annotations

import datetime
import re

from extract.annotate.dates.moments import Moment
from extract.annotate.types import TimeExpression

Bounds = tuple[str | None, str | None]
OPEN: Bounds = (None, None)
_LENGTH = re.compile(r"P(\d+)([DWMY])")


def of_date(date: TimeExpression, relation: str, until: TimeExpression | None = None) -> Bounds:
    """The bounds of an event that lies so to a time expression.

    Args:
        date: the expression.
        relation: how the event lies to it; "" for at it. "after Monday" begins on Tuesday, "before
            Monday" ends on Sunday, "since" and "until" hold the expression's own days.
        until: the end of a range that `date` begins ("from May to July").
    """
    first, last = date.date_from, date.date_to
    if until is not None:
        return first, until.date_to
    if relation == "after":
        return _moved(last, 1, "D"), None
    if relation == "before":
        return None, _moved(first, -1, "D")
    if relation == "since":
        return first, None
    if relation == "until":
        return None, last
    return first, last


def of_event(relation: str, other: Bounds, distance: TimeExpression | None = None) -> Bounds:
    """The bounds of an event that lies so to an event with bounds.

    Args:
        relation: how it lies to the other event.
        other: the bounds of the other event.
        distance: the duration between both ("two days after the raid"). A whole number of days, weeks,
            months or years that is not approximate gives a closed interval.
    """
    first, last = other
    later, earlier = relation in {"after", "since"}, relation in {"before", "until"}
    if distance is not None and (later or earlier):
        length = _LENGTH.fullmatch(distance.value)
        if length is not None and not distance.mod:
            count = int(length[1]) * (1 if later else -1)
            return _moved(first, count, length[2]), _moved(last, count, length[2])
    if later:
        return first, None
    if earlier:
        return None, last
    return first, last


def _moved(day: str | None, count: int, unit: str) -> str | None:
    if day is None:
        return None
    inside = Moment.of(datetime.date.fromisoformat(day)).shift(count, unit).interval()
    return inside[0].isoformat() if inside is not None else None
