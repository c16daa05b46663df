"""Score which date our events carry, on TimeML files: TimeBank for tuning, AQUAINT for checking only.

    python benchmarks/score_linking.py [--model NAME_OR_PATH] [--set TimeBank] [--errors]

The question: of the gold events that happen at a dated time expression of their own sentence, on how
many is our `when_value` that date?

Gold: the TLINKs between an event and a TIMEX3 of type DATE or TIME with a calendar value (one that
begins with a digit; not the document creation time), both in one sentence (spaCy's rule-based
sentencizer and blank lines, so that no model decides what counts). An event is *at* a time by
IS_INCLUDED, DURING, SIMULTANEOUS and IDENTITY. INCLUDES is no "at": the state goes on beyond the date.
An event with several such links is right with any of them. Events that are BEFORE or AFTER a time
should rather say so in `when_relation`; they are counted apart, as are the events that reach beyond
their time (INCLUDES) or begin or end with it.

Ours: the Extractor's rows of all kinds, given the text and the creation date as date of publication.
A row is of the gold event whose characters its trigger overlaps. Figures over all gold events and over
those that we have; the interval is the 95 % percentile bootstrap over documents (1000 draws). "Right
expression" counts the rows whose expression overlaps the gold one, whatever its value.
"""

from __future__ import annotations

import argparse
import html
import itertools
import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from score_dates import ARCHIVE, Document, read_timeml

from extract.extractor import Extractor
from extract.rows.result import Result
from extract.rows.schema import KINDS, EventRow

AT = frozenset({"IS_INCLUDED", "DURING", "SIMULTANEOUS", "IDENTITY"})
APART = {"BEFORE": frozenset({"BEFORE", "IBEFORE"}), "AFTER": frozenset({"AFTER", "IAFTER"})}
_INVERSE = {
    "BEFORE": "AFTER",
    "AFTER": "BEFORE",
    "IBEFORE": "IAFTER",
    "IAFTER": "IBEFORE",
    "INCLUDES": "IS_INCLUDED",
    "IS_INCLUDED": "INCLUDES",
    "BEGINS": "BEGUN_BY",
    "BEGUN_BY": "BEGINS",
    "ENDS": "ENDED_BY",
    "ENDED_BY": "ENDS",
}
_TAG = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>")
_ATTRIBUTE = re.compile(r'([A-Za-z0-9]+)="([^"]*)"')
_DRAWS = 1000
VERDICTS = ("equal", "finer or coarser", "other", "empty", "no event of ours")


@dataclass(frozen=True)
class Time:
    """A TIMEX3 of the gold: characters of the text (end exclusive), type and value."""

    start: int
    end: int
    type: str
    value: str

    @property
    def dated(self) -> bool:
        return self.type in {"DATE", "TIME"} and self.value[:1].isdigit()


@dataclass
class Wanted:
    """A gold event (characters, end exclusive) and its links to the times of its sentence.

    `links` holds the relation of the event to the time, and the time.
    """

    start: int
    end: int
    links: list[tuple[str, Time]] = field(default_factory=list)

    def times(self, relations: frozenset[str]) -> list[Time]:
        return [time for relation, time in self.links if relation in relations and time.dated]


def read_links(source: str) -> list[Wanted]:
    """The events of a TimeML document in text order, with their links within the sentence."""
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, events, times = _tagged(body[1] if body else "")
    sentences = _sentences(text)
    instances = {
        a["eiid"]: a["eventID"]
        for a in (dict(_ATTRIBUTE.findall(m[0])) for m in re.finditer(r"<MAKEINSTANCE[^>]*>", source))
    }
    for match in re.finditer(r"<TLINK[^>]*>", source):
        link = dict(_ATTRIBUTE.findall(match[0]))
        relation = link["relType"]
        event = events.get(instances.get(link.get("eventInstanceID", ""), ""))
        time = times.get(link.get("relatedToTime", ""))
        if event is None and time is None:  # the other way round
            event = events.get(instances.get(link.get("relatedToEventInstance", ""), ""))
            time = times.get(link.get("timeID", ""))
            relation = _INVERSE.get(relation, relation)
        if event is not None and time is not None and sentences[event.start] == sentences[time.start]:
            event.links.append((relation, time))
    return sorted(events.values(), key=lambda event: event.start)


def _tagged(content: str) -> tuple[str, dict[str, Wanted], dict[str, Time]]:
    """The plain text, its events by eid, and its times by tid."""
    text, position = "", 0
    events: dict[str, Wanted] = {}
    times: dict[str, Time] = {}
    open_tags: list[tuple[int, dict[str, str]]] = []
    for match in _TAG.finditer(content):
        text += html.unescape(content[position : match.start()])
        position = match.end()
        if match[2] not in {"TIMEX3", "EVENT"} or match[3].endswith("/"):
            continue
        if not match[1]:
            open_tags.append((len(text), dict(_ATTRIBUTE.findall(match[3]))))
            continue
        start, attributes = open_tags.pop()
        if match[2] == "EVENT":
            events[attributes["eid"]] = Wanted(start, len(text))
        else:
            times[attributes["tid"]] = Time(start, len(text), attributes["type"], attributes["value"])
    return text + html.unescape(content[position:]), events, times


def _sentences(text: str) -> list[int]:
    """The number of the sentence of each character; blank lines end one."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    starts = {match.end() for match in re.finditer(r"\n\s*\n", text)}
    starts |= {sentence.start_char for sentence in nlp(text).sents}
    return list(itertools.accumulate(int(position in starts) for position in range(len(text) + 1)))


def documents(archive: Path, folder: str) -> Iterator[tuple[Document, list[Wanted]]]:
    """The documents of one folder of the archive with their events, sorted by name."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            handle = tar.extractfile(member) if member.name.startswith(folder + "/") else None
            if handle is not None and member.name.endswith(".tml"):
                source = handle.read().decode("utf-8", "replace")
                yield read_timeml(member.name, source), read_links(source)


@dataclass
class Counts:
    """What came of one document."""

    verdicts: Counter[str] = field(default_factory=Counter)
    expression: int = 0
    # events that the gold puts before or after a time: our relation
    apart: Counter[str] = field(default_factory=Counter)
    # dated rows of ours that are of a gold event: what the gold says of them
    dated: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        self.verdicts += other.verdicts
        self.expression += other.expression
        self.apart += other.apart
        self.dated += other.dated


def matched(wanted: list[Wanted], result: Result) -> list[EventRow | None]:
    """For each gold event the row whose trigger overlaps it."""
    return [
        next((r for r in result.events if r.start_char < e.end and e.start < r.end_char), None)
        for e in wanted
    ]


def verdict(times: list[Time], row: EventRow | None) -> str:
    """One of VERDICTS for a gold event at these times."""
    if row is None:
        return "no event of ours"
    value = row.when_value or ""
    if not value:
        return "empty"
    if any(value == time.value for time in times):
        return "equal"
    if any(value.startswith(time.value) or time.value.startswith(value) for time in times):
        return "finer or coarser"
    return "other"


def judge(wanted: list[Wanted], result: Result) -> Counts:
    """Compare the rows of a document with its gold."""
    out = Counts()
    dates = {row.date_id: row for row in result.dates}
    for event, row in zip(wanted, matched(wanted, result), strict=True):
        times = event.times(AT)
        date = dates.get(row.date_id) if row is not None else None
        overlapping = {
            (relation, time.dated)
            for relation, time in event.links
            if date is not None and date.start_char < time.end and time.start < date.end_char
        }
        if times:
            out.verdicts[verdict(times, row)] += 1
            out.expression += any(relation in AT for relation, _ in overlapping)
        for name, relations in APART.items():
            if event.times(relations) and not times:
                relation = "no event of ours" if row is None else row.when_relation or "none"
                out.apart[f"{name}: {relation}"] += 1
        if row is not None and date is not None and date.value[:1].isdigit():
            out.dated[_said(event, {relation for relation, _ in overlapping})] += 1
    return out


def _said(event: Wanted, relations: set[str]) -> str:
    """What the gold says of an event and the expression that we gave it."""
    if relations & AT:
        return "at it"
    if relations:
        return "linked otherwise to it"
    return "at another time" if event.times(AT) else "not linked to it"


def interval(counts: list[Counts], *, ours: bool) -> tuple[float, float]:
    """95 % bootstrap interval over documents of the share of equal values, in per cent."""
    draw = random.Random(0)
    shares = []
    for _ in range(_DRAWS):
        total = Counter[str]()
        for one in draw.choices(counts, k=len(counts)):
            total.update(one.verdicts)
        shares.append(share(total, ours=ours))
    shares.sort()
    return shares[int(0.025 * _DRAWS)], shares[int(0.975 * _DRAWS)]


def share(verdicts: Counter[str], *, ours: bool) -> float:
    """Equal values in per cent of all gold events, or of those that we have."""
    total = verdicts.total() - (verdicts["no event of ours"] if ours else 0)
    return 100 * verdicts["equal"] / total if total else 0.0


def report(folder: str, counts: list[Counts]) -> Iterator[str]:
    """The lines that are printed of a set."""
    total = Counts()
    for one in counts:
        total.add(one)
    verdicts = total.verdicts
    yield f"{folder}: gold events at a dated time of their sentence {verdicts.total()}"
    yield "  " + "  ".join(f"{name} {verdicts[name]}" for name in VERDICTS)
    for ours, name in ((False, "of all"), (True, "of those that we have")):
        low, high = interval(counts, ours=ours)
        yield f"  when_value equal, {name}: {share(verdicts, ours=ours):.1f} % ({low:.1f} to {high:.1f})"
    found = verdicts.total() - verdicts["no event of ours"]
    yield f"  right expression, of those that we have: {100 * total.expression / max(found, 1):.1f} %"
    yield f"  gold before or after a time, our when_relation: {dict(sorted(total.apart.items()))}"
    yield f"  our dated rows that are gold events, the gold has them: {dict(total.dated.most_common())}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--model", default=None, help="a spaCy pipeline; without it the bundled one")
    parser.add_argument("--set", default="", help="TimeBank or AQUAINT; without it both")
    parser.add_argument(
        "--errors", action="store_true", help="print what is not equal (TimeBank only: AQUAINT stays unread)"
    )
    options = parser.parse_args()
    extractor = Extractor(model=options.model, kinds=KINDS)
    for folder in [options.set] if options.set else ["TimeBank", "AQUAINT"]:
        counts = []
        for document, wanted in documents(options.archive, folder):
            result = extractor(document.text, published=document.created)
            counts.append(judge(wanted, result))
            if options.errors and folder == "TimeBank":
                _explain(document, wanted, result)
        print("\n".join(report(folder, counts)))


def _explain(document: Document, wanted: list[Wanted], result: Result) -> None:
    quote = lambda start, end: " ".join(document.text[start:end].split())  # noqa: E731
    for event, row in zip(wanted, matched(wanted, result), strict=True):
        times = event.times(AT)
        kind = verdict(times, row) if times else "equal"
        if kind == "equal":
            continue
        start, end = min(event.start, times[0].start), max(event.end, times[0].end)
        ours = f"[{row.when_text}]={row.when_value}" if row is not None else "-"
        named = f"{document.name.split('/')[-1]} {document.created}"
        at = f"{quote(event.start, event.end)} @ [{quote(times[0].start, times[0].end)}]={times[0].value}"
        print(f"{kind}\t{named}\t{at}\t{ours}\t{quote(max(0, start - 80), end + 50)}")


if __name__ == "__main__":
    main()
