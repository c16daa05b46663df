"""Events as the `eventwire_events` component leaves them on `doc._.ew_events`.

Token indices, `end` exclusive, as in `extract.annotate.types`; rows with ids, names and
character offsets are made from them in `extract.rows`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.annotate.types import Phrase, register_serialisable


@dataclass
class Argument:
    """One filler of one role.

    `date` indexes `doc._.ew_dates`, `event` indexes `doc._.ew_events` (the event that this
    argument expresses). `number` and `unit` hold what is counted or measured. `why` names the
    rule that found it, for `--explain`.
    """

    role: str
    start: int
    end: int
    head: int
    date: int | None = None
    event: int | None = None
    number: str = ""
    unit: str = ""
    why: str = ""


@dataclass
class Event:
    """One trigger with its arguments and factuality (docs/tables.md says what each cell means).

    `phrase` is the predicate as worded; `attribution` indexes `doc._.ew_attributions`;
    `when_date` indexes `doc._.ew_dates`; `when_event` indexes `doc._.ew_events`; `when_bounds` are
    the first and last day of the event as ISO dates, None for those of the time expression.
    `reasons` are sentences for `--explain`.
    """

    trigger: Phrase
    action: str
    phrase: str
    kind: str
    event_type: str
    sentence: int
    part: str
    arguments: list[Argument] = field(default_factory=list)
    polarity: str = "positive"
    certainty: str = "certain"
    modality: str = "none"
    tense: str = "past"
    attribution: int | None = None
    when_date: int | None = None
    when_relation: str = ""
    when_event: int | None = None
    when_bounds: tuple[str | None, str | None] | None = None
    confidence: float = 0.5
    reasons: list[str] = field(default_factory=list)

    def of(self, role: str) -> list[Argument]:
        """The arguments of one role in text order."""
        return sorted((a for a in self.arguments if a.role == role), key=lambda a: a.start)


@dataclass(frozen=True)
class Rejected:
    """A candidate trigger that did not become an event, and why (for `--explain`)."""

    token: int
    why: str


register_serialisable(Argument, Event, Rejected)
