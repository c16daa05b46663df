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

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
import timeml
from bootstrap import Count, figures
from common import command
from timeml import ARCHIVE, FOLDERS, UNSEEN, Document, Marked

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
VERDICTS = ("equal", "finer or coarser", "other", "empty", "no event of ours")


def dated(time: Marked) -> bool:
    """Whether a TIMEX3 is a date or time of the calendar."""
    return time.type in {"DATE", "TIME"} and time.value[:1].isdigit()


@dataclass
class Wanted:
    """A gold event (characters, end exclusive) and its links to the times of its sentence.

    `links` holds the relation of the event to the time, and the time.
    """

    start: int
    end: int
    links: list[tuple[str, Marked]] = field(default_factory=list)

    def times(self, relations: frozenset[str]) -> list[Marked]:
        return [time for relation, time in self.links if relation in relations and dated(time)]


def read_links(document: Document) -> list[Wanted]:
    """The events of a document in text order, with their links within the sentence."""
    events = {event.attributes["eid"]: Wanted(event.start, event.end) for event in document.events}
    times = {time.attributes["tid"]: time for time in document.times}
    instances = {instance["eiid"]: instance["eventID"] for instance in document.tags["MAKEINSTANCE"]}
    sentences = _sentences(document.text)
    for link in document.tags["TLINK"]:
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


def _sentences(text: str) -> list[int]:
    """The number of the sentence of each character; blank lines end one."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    starts = {match.end() for match in re.finditer(r"\n\s*\n", text)}
    starts |= {sentence.start_char for sentence in nlp(text).sents}
    return list(itertools.accumulate(int(position in starts) for position in range(len(text) + 1)))


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


def verdict(times: list[Marked], row: EventRow | None) -> str:
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
            (relation, dated(time))
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


def shares(counts: Counts) -> dict[str, Count]:
    """The shares of one document."""
    equal, total = counts.verdicts["equal"], counts.verdicts.total()
    found = total - counts.verdicts["no event of ours"]
    return {
        "when_value equal, of all": (equal, total, total),
        "when_value equal, of those that we have": (equal, found, found),
        "right expression, of those that we have": (counts.expression, found, found),
    }


def lines(folder: str, counts: list[Counts]) -> Iterator[str]:
    """The lines that are printed of a set."""
    total = Counts()
    for one in counts:
        total.add(one)
    yield f"{folder}: gold events at a dated time of their sentence {total.verdicts.total()}"
    yield "  " + "  ".join(f"{name} {total.verdicts[name]}" for name in VERDICTS)
    for name, figure in figures([shares(one) for one in counts]).items():
        yield f"  {name:40}{figure}"
    yield f"  gold before or after a time, our when_relation: {dict(sorted(total.apart.items()))}"
    yield f"  our dated rows that are gold events, the gold has them: {dict(total.dated.most_common())}"


def main() -> None:
    """Run from the command line."""
    parser = command(__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--set", nargs="+", choices=FOLDERS, default=FOLDERS)
    parser.add_argument(
        "--errors", action="store_true", help="print what is not equal (TimeBank only: AQUAINT stays unread)"
    )
    options = parser.parse_args()
    extractor = Extractor(model=options.model, kinds=KINDS)
    for folder in options.set:
        counts = []
        for document in timeml.documents(folder, options.archive):
            wanted = read_links(document)
            result = extractor(document.text, published=document.created)
            counts.append(judge(wanted, result))
            if options.errors and folder != UNSEEN:
                _explain(document, wanted, result)
        print("\n".join(lines(folder, counts)))


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
