"""Which articles repeat others, and which are later versions.

Articles are judged by rank (see `SketchStore`), each against earlier ones that share a band of the
signature. The judgement itself is exact: it counts the runs of words that two stories share. An
original is an article that is no copy; articles are compared with originals only, the most alike
first, so that `duplicate_of` never names a copy and `similarity` is that of the two articles named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from extract.corpus.candidates import candidates
from extract.corpus.store import SketchStore

Hashes = NDArray[numpy.uint32]

# A copy shares this much of the shorter text with the original ...
LEAST_SHARED = 0.8
# ... which is at least this much of the longer one: a digest is no copy of one of its items.
LEAST_OF_LONGER = 0.3
# Of a text of fewer runs of words than this, as much of the longer one as of the shorter.
SHORT = 25
# A later version: of the same outlet and headline, or it says so; it may have changed more.
LEAST_KEPT = 0.4
LEAST_KEPT_OF_LONGER = 0.15
# Where the outlets are not known, a later version without a word about it is longer by this.
LEAST_GROWTH = 1.05
# Forms (results, prices, forecasts) repeat their words and differ in their numbers: no copies if
# fewer than this share of the shorter one's numbers are in the other, where it has some.
LEAST_NUMBERS = 0.5
SOME_NUMBERS = 4


@dataclass(frozen=True)
class Relation:
    """What an article is to an earlier one: a copy of it (with the similarity), or a later version."""

    duplicate_of: str | None = None
    similarity: float | None = None
    updates: str | None = None


@dataclass(frozen=True)
class Overlap:
    """What two stories share.

    Attributes:
        of_shorter: share of the runs of words of the shorter text that the other has too.
        of_longer: share of those of the longer one.
        shorter: number of the runs of the shorter text.
        new: whether the later one has runs that the earlier one has not.
        growth: runs of the later one against those of the earlier one.
        numbers: share of the numbers of the text with fewer; 1 where it has hardly any.
    """

    of_shorter: float
    of_longer: float
    shorter: int
    new: bool
    growth: float
    numbers: float


class Duplicates:
    """Finds the copies and later versions in the articles of a store."""

    def __init__(self, store: SketchStore) -> None:
        self._store = store
        self._original: dict[int, int] = {}  # rank of a copy: rank of its original

    def relations(self) -> Iterator[tuple[str, Relation]]:
        """Yield each article that is a copy or a later version, by doc_id, with what it is."""
        self._store.rank()
        for rank, earlier in candidates(self._store.bands()):
            relation = self._judge(rank, earlier)
            if relation is not None:
                yield self._store.doc_id(rank), relation

    def _judge(self, rank: int, earlier: list[int]) -> Relation | None:
        originals = {self._original.get(other, other) for other in earlier}
        overlaps = [(original, self._overlap(original, rank)) for original in originals]
        for original, overlap in sorted(overlaps, key=lambda pair: (-pair[1].of_longer, pair[0])):
            if self._is_version(original, rank, overlap):
                return Relation(updates=self._store.doc_id(original))
            if is_copy(overlap):
                self._original[rank] = original
                return Relation(self._store.doc_id(original), round(overlap.of_shorter, 3))
        return None

    def _is_version(self, earlier: int, later: int, overlap: Overlap) -> bool:
        """Whether the later article is the earlier one with something added or mended."""
        store = self._store
        if not overlap.new or store.other_outlet(earlier, later):
            return False
        if overlap.of_shorter < LEAST_KEPT or overlap.of_longer < LEAST_KEPT_OF_LONGER:
            return False
        if store.revised(later) and not store.revised(earlier):  # else the words came with the copy
            return True
        if not store.same_headline(earlier, later) or store.published(later) is None:
            return False
        return store.same_outlet(earlier, later) or overlap.growth >= LEAST_GROWTH

    def _overlap(self, earlier: int, later: int) -> Overlap:
        store = self._store
        return overlap_of(
            store.runs(earlier), store.runs(later), store.numbers(earlier), store.numbers(later)
        )


def overlap_of(earlier: Hashes, later: Hashes, earlier_numbers: Hashes, later_numbers: Hashes) -> Overlap:
    """Count what two stories share, from their runs of words and their numbers (see `Sketch`)."""
    shared = len(numpy.intersect1d(earlier, later, assume_unique=True))
    shorter, longer = sorted((len(earlier), len(later)))
    return Overlap(
        of_shorter=shared / max(1, shorter),
        of_longer=shared / max(1, longer),
        shorter=shorter,
        new=shared < len(later),
        growth=len(later) / max(1, len(earlier)),
        numbers=_share(earlier_numbers, later_numbers),
    )


def is_copy(overlap: Overlap) -> bool:
    """Whether an editor would call one of two stories a copy of the other."""
    least_of_longer = LEAST_SHARED if overlap.shorter < SHORT else LEAST_OF_LONGER
    return (
        overlap.of_shorter >= LEAST_SHARED
        and overlap.of_longer >= least_of_longer
        and overlap.numbers >= LEAST_NUMBERS
    )


def _share(one: Hashes, other: Hashes) -> float:
    """Share of the numbers of the text with fewer that stand in both; 1 where it has hardly any."""
    fewer = min(len(one), len(other))
    if fewer < SOME_NUMBERS:
        return 1.0
    return len(numpy.intersect1d(one, other, assume_unique=True)) / fewer
