"""One row of `incidents` from its reports: what they agree on, and what they do not."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from extract.corpus.digest import ROLES, Report
from extract.rows.schema import IncidentRow

MOST_SHOWN = 5  # values of one thing that reports disagree on
ITSELF = "the article itself"

T = TypeVar("T")


class Member(NamedTuple):
    """A report of an incident: its article, whether that is a copy, and the keys of each role."""

    doc_id: str
    published: str | None
    copy: bool
    report: Report
    keys: tuple[frozenset[str], ...]


def incident_row(incident_id: str, members: Sequence[Member]) -> IncidentRow:
    """Return the row of an incident.

    Copies of articles are counted in `events` alone: they have no voice in the rest. An article has
    one voice for each thing that it says, however often it says it.

    Args:
        incident_id: its id.
        members: its reports by rank of their articles.
    """
    voices = [member for member in members if not member.copy] or list(members)
    published = sorted(member.published for member in voices if member.published)
    keys = [_agreed_keys(voices, role) for role in range(len(ROLES))]
    when = _agreed_dates(voices)
    example = max(voices, key=lambda m: (m.report.asserted, m.report.part == "body", m.report.confidence))
    return IncidentRow(
        incident_id=incident_id,
        event_type=_commonest(voices, lambda report: report.event_type),
        action=_commonest(voices, lambda report: report.action),
        actor_key=keys[0],
        target_key=keys[1],
        place_key=keys[2],
        date_from=when[0] or None,
        date_to=when[1] or None,
        events=len(members),
        articles=len({member.doc_id for member in voices}),
        first_published=published[0] if published else None,
        last_published=published[-1] if published else None,
        polarity=_commonest(voices, lambda report: report.polarity),
        disputed="; ".join(_disputes(voices)) or None,
        example=f"{example.doc_id}/{example.report.event_id}",
    )


# -- what they agree on ------------------------------------------------------------------


def _voices(members: Iterable[Member], told: Callable[[Member], Iterable[T]]) -> dict[T, int]:
    """How many articles say each thing; in the order in which they were first said."""
    said: dict[T, set[str]] = {}
    for member in members:
        for thing in told(member):
            said.setdefault(thing, set()).add(member.doc_id)
    return {thing: len(articles) for thing, articles in said.items()}


def _commonest(members: Sequence[Member], cell: Callable[[Report], str]) -> str | None:
    """What most articles say; of several the one that more reports say, then the first in the alphabet."""
    said = _voices(members, lambda member: filter(None, [cell(member.report)]))
    reports = Counter(cell(member.report) for member in members)
    return min(said, key=lambda thing: (-said[thing], -reports[thing], thing), default=None)


def _agreed_keys(members: Sequence[Member], role: int) -> str | None:
    """The keys in a role that half of the articles have that name anybody there; else the commonest."""
    said = _voices(members, lambda member: sorted(member.keys[role]))
    if not said:
        return None
    named = len({member.doc_id for member in members if member.keys[role]})
    agreed = [key for key, count in said.items() if 2 * count >= named]
    return "; ".join(agreed or [min(said, key=lambda key: (-said[key], key))])


def _dates(member: Member) -> tuple[str, str]:
    return member.report.when_from, member.report.when_to


def _agreed_dates(members: Sequence[Member]) -> tuple[str, str]:
    """The days that most articles tell; of several the shortest stretch, then the earliest."""
    said = _voices(members, lambda member: [_dates(member)] if any(_dates(member)) else [])
    return min(said, key=lambda days: (not all(days), -said[days], _length(*days), days), default=("", ""))


def _length(first: str, last: str) -> int:
    try:
        return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
    except ValueError:
        return sys.maxsize


# -- what they do not agree on -----------------------------------------------------------


def _disputes(members: Sequence[Member]) -> Iterator[str]:
    """What reports disagree on, each with what is said and how many articles say it."""
    if len(members) < 2:
        return
    yield from _disputed_numbers(members)
    yield from _disputed_polarity(members)
    yield from _disputed_days(members)
    yield from _disputed_parts(members)
    sources = _voices(members, lambda member: [_plain(member.report.source) or ITSELF])
    if len(sources) > 1 and len({member.doc_id for member in members}) > 1:
        yield _shown("according to", sources)


def _disputed_parts(members: Sequence[Member]) -> Iterator[str]:
    for role, name in enumerate(ROLES):
        told: dict[str, set[str]] = {}
        named = [member for member in members if member.keys[role]]
        for member in named:
            told.setdefault(" + ".join(sorted(member.keys[role])), set()).add(member.doc_id)
        if any(member.keys[role].isdisjoint(named[0].keys[role]) for member in named):
            yield _shown(name, {keys: len(articles) for keys, articles in told.items()})


def _disputed_numbers(members: Sequence[Member]) -> Iterator[str]:
    values: dict[tuple[str, str], list[tuple[Member, float]]] = {}
    for member in members:
        for role, value, unit in member.report.numbers:
            values.setdefault((role, unit), []).append((member, value))
    for (role, unit), told in sorted(values.items()):
        if len({value for _, value in told}) > 1:
            said: dict[str, set[str]] = {}
            for member, value in sorted(told, key=lambda pair: pair[1]):
                said.setdefault(f"{value:.12g}", set()).add(member.doc_id)
            counts = {value: len(articles) for value, articles in said.items()}
            yield _shown(f"number of {role}" + f" ({_plain(unit)})" * bool(unit), counts)


def _disputed_polarity(members: Sequence[Member]) -> Iterator[str]:
    if len({member.report.polarity for member in members}) > 1:
        yield _shown(
            "polarity",
            _voices(
                members,
                lambda member: [f"{member.report.polarity} by {_plain(member.report.source) or ITSELF}"],
            ),
        )


def _disputed_days(members: Sequence[Member]) -> Iterator[str]:
    told = [days for days in map(_dates, members) if all(days)]
    if told and max(first for first, _ in told) > min(last for _, last in told):
        said = _voices(members, lambda member: [_dates(member)] if all(_dates(member)) else [])
        yield _shown("days", {f"{a} to {b}" if a != b else a: count for (a, b), count in said.items()})


def _shown(what: str, said: Mapping[str, int]) -> str:
    """ "number of target (people): 3 (2 articles), 5 (1 article)"; numbers by size, others by articles."""
    told = {thing: count for thing, count in said.items() if thing}
    if not what.startswith("number"):
        told = dict(sorted(told.items(), key=lambda item: (-item[1], item[0])))
    shown = [f"{thing} ({count} article{'s' * (count > 1)})" for thing, count in told.items()]
    rest = len(shown) - MOST_SHOWN
    return f"{what}: " + ", ".join(shown[:MOST_SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _plain(text: str) -> str:
    """A wording that cannot be taken for the marks between others."""
    return text.replace("; ", " and ").replace(";", ",")
