"""Which events, of one article or of several, are reports of the same happening.

Articles are taken by rank, each compared with the earlier ones that share telling words with it
(`Neighbours`), a copy with its original alone; in them, events with related actions or of one type
are compared. An event joins the incident with whose reports it agrees best, where that is enough,
else it opens one. Work grows with the number of articles and events, not with their pairs: of many
events of one kind in an article those are compared that come first and those just before.
"""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from extract.corpus.agreement import Event, agreement, blocks, events_of
from extract.corpus.archive import Archive, Recent, pack, unpack
from extract.corpus.digest import Digest
from extract.corpus.summary import Member
from extract.corpus.terms import Neighbours, Terms, alike

LEAST = 0.38  # agreement with an incident's reports, from which an event joins it
BEST = 3  # of an incident's reports that an event agrees with best, whose mean is taken
# Within a story most events of one kind are different ones; ECB+, which has told the weights, marks
# those of its one happening.
OWN_DOUBT = 0.16
OWN_FIRST, OWN_LAST = 4, 8  # events with one kind of action that are compared within an article
OTHER_FIRST, OTHER_LAST = 3, 3  # and of each other article
DAYS_APART = 1  # dates that far from each other may be the same day as told
DAYS_OF_NEWS = 30  # undated reports from farther apart are of different happenings
KEPT = 500  # articles in memory


class _Article:
    """An article made ready to be compared; `incidents` are those of its first events, as far as told."""

    def __init__(
        self,
        vector: Mapping[int, float],
        events: list[Event],
        published: str | None,
        incidents: Sequence[int] = (),
    ) -> None:
        self.vector, self.events, self.published = vector, events, published
        self.incidents = list(incidents)
        self._blocks: dict[str, list[int]] = {}
        for number in range(len(self.incidents)):
            self.enter(number, events[number])

    def enter(self, number: int, event: Event) -> None:
        """Let later events be compared with this one."""
        for block in blocks(event):
            self._blocks.setdefault(block, []).append(number)

    def near(self, wanted: Sequence[str], first: int, last: int) -> list[int]:
        """The numbers of events that share a block, of each block some of the first and of the last."""
        found: set[int] = set()
        for block in wanted:
            numbers = self._blocks.get(block, ())
            found.update(numbers if len(numbers) <= first + last else [*numbers[:first], *numbers[-last:]])
        return sorted(found)


class Incidents:
    """Gives every event of an archive the number of its incident.

    Args:
        archive: ranked, with its keys.
        terms: the weights of the words of its articles.
    """

    def __init__(self, archive: Archive, terms: Terms) -> None:
        self._archive, self._terms = archive, terms
        self._recent = Recent(self._read, KEPT)
        self._ranks: dict[str, int] = {}
        self._count = 0

    def find(self) -> int:
        """Number the incidents of all events, from 1; return how many there are."""
        neighbours = Neighbours(self._terms, len(self._archive))
        originals = self._originals()
        for rank, digest in enumerate(self._archive.digests()):
            article = self._recent.keep(rank, self._article(rank, digest))
            original = self._archive.original(digest.doc_id)
            if digest.doc_id in originals:
                self._ranks[digest.doc_id] = rank
            if original is None:
                earlier = neighbours.find(rank, article.vector)
                neighbours.add(rank, article.vector)
            else:
                earlier = [self._ranks[original]] if original in self._ranks else []
            self._assign(article, earlier)
            self._store(rank, digest, article, original is not None)
        self._archive.base.execute("CREATE INDEX incidents_by_id ON incidents (doc_id)")
        return self._count

    def _originals(self) -> set[str]:
        return {str(row[0]) for row in self._archive.base.execute("SELECT DISTINCT original FROM copies")}

    def _article(self, rank: int, digest: Digest, incidents: Sequence[int] = ()) -> _Article:
        events = events_of(rank, digest, self._archive.keys(digest), self._terms)
        return _Article(self._terms.vector(digest.terms), events, digest.published, incidents)

    def _read(self, rank: int) -> _Article:
        row = self._archive.base.execute("SELECT numbers FROM incidents WHERE rank = ?", (rank,)).fetchone()
        numbers = array("q", row[0]).tolist()
        return self._article(rank, self._archive.digest(rank), numbers)

    def _assign(self, article: _Article, earlier: Sequence[int]) -> None:
        """Give each event of an article its incident."""
        others = [self._recent[other] for other in earlier]
        alikes = [alike(other.vector, article.vector) for other in others]
        for number, event in enumerate(article.events):
            found: dict[int, list[float]] = {}
            own = blocks(event)
            for at in article.near(own, OWN_FIRST, OWN_LAST):
                share = agreement(event, article.events[at], 0.0) - _own_doubt(event, article.events[at])
                found.setdefault(article.incidents[at], []).append(share)
            for other, likeness in zip(others, alikes, strict=True):
                for at in other.near(own, OTHER_FIRST, OTHER_LAST):
                    if may_be_one(event, article.published, other.events[at], other.published):
                        share = agreement(event, other.events[at], likeness)
                        found.setdefault(other.incidents[at], []).append(share)
            article.incidents.append(self._best(found))
            article.enter(number, event)

    def _best(self, found: Mapping[int, list[float]]) -> int:
        """The incident that an event joins, by its agreement with reports of each; else a new one."""
        best, most = 0, LEAST
        for incident, shares in sorted(found.items()):
            top = sorted(shares, reverse=True)[:BEST]
            mean = sum(top) / len(top)
            if mean > most:
                best, most = incident, mean
        if not best:
            self._count += 1
            best = self._count
        return best

    def _store(self, rank: int, digest: Digest, article: _Article, copy: bool) -> None:
        base = self._archive.base
        numbers = array("q", article.incidents).tobytes()
        base.execute("INSERT INTO incidents VALUES (?, ?, ?)", (rank, digest.doc_id, numbers))
        rows = [
            (incident, pack(Member(digest.doc_id, digest.published, copy, event.report, event.keys)))
            for incident, event in zip(article.incidents, article.events, strict=True)
        ]
        base.executemany("INSERT INTO members VALUES (?, ?)", rows)

    # -- what was found ------------------------------------------------------------------

    def of(self, doc_id: str) -> dict[str, int]:
        """The number of the incident of each event of an article, by event_id."""
        base = self._archive.base
        row = base.execute("SELECT rank, numbers FROM incidents WHERE doc_id = ?", (doc_id,)).fetchone()
        if row is None:
            return {}
        reports = self._archive.digest(row[0]).reports
        numbers = array("q", row[1])
        return {report.event_id: number for report, number in zip(reports, numbers, strict=True)}

    def reports(self) -> Iterator[tuple[int, list[Member]]]:
        """Yield each incident, by number, with its reports by rank of their articles."""
        rows = self._archive.base.execute("SELECT incident, content FROM members ORDER BY incident, rowid")
        for incident, group in groupby(rows, key=itemgetter(0)):
            yield incident, [unpack(content) for _, content in group]


def may_be_one(one: Event, published: str | None, other: Event, other_published: str | None) -> bool:
    """Whether the dates of events of two articles let them be of one happening."""
    a, b = one.report, other.report
    if a.when_from and a.when_to and b.when_from and b.when_to:
        return _days(a.when_to, b.when_from) <= DAYS_APART and _days(b.when_to, a.when_from) <= DAYS_APART
    if published and other_published:
        return abs(_days(published, other_published)) <= DAYS_OF_NEWS
    return True


def _own_doubt(one: Event, other: Event) -> float:
    """What agreement within a story is worth less; that with the headline is worth what it is."""
    return OWN_DOUBT if one.report.part == other.report.part else 0.0


def _days(one: str, other: str) -> int:
    """Days from the first date to the second; 0 where one is no plain date."""
    try:
        return (datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days
    except ValueError:
        return 0
