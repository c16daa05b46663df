"""Which articles to compare: those whose signatures agree in a band.

The bands are sorted one after the other instead of being kept in hash tables: a band of a million
articles is 8 MB, and what comes out does not depend on the order of the articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy
from numpy.typing import NDArray

# In a band that many articles share (a wire story in 200 papers, a formula), an article is
# compared with the first of them and those just before it: work grows with the articles, not
# with their pairs.
FIRST = 4
NEAREST = 4

_SHIFT = numpy.uint64(32)


def candidates(
    bands: Iterable[tuple[NDArray[numpy.int64], NDArray[numpy.uint64]]],
) -> Iterator[tuple[int, list[int]]]:
    """Yield the ranks of articles to judge, ascending, each with earlier ranks to compare it with.

    Args:
        bands: for each band the ranks, ascending, and what stands there.
    """
    pairs = numpy.zeros(0, dtype=numpy.uint64)  # the later rank in the upper half
    for ranks, values in bands:
        found = _pairs_of(ranks, values)
        if len(found):
            pairs = numpy.union1d(pairs, found)
    if not len(pairs):
        return
    later = (pairs >> _SHIFT).astype(numpy.int64)
    earlier = (pairs & numpy.uint64(0xFFFFFFFF)).astype(numpy.int64)
    starts = numpy.flatnonzero(numpy.diff(later, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(later)], strict=True):
        yield int(later[start]), earlier[start:end].tolist()


def _pairs_of(ranks: NDArray[numpy.int64], values: NDArray[numpy.uint64]) -> NDArray[numpy.uint64]:
    """Pairs of ranks with the same value in one band."""
    by_value = numpy.argsort(values, kind="stable")  # within a value by rank
    values, ranks = values[by_value], ranks[by_value].astype(numpy.uint64)
    places = numpy.arange(len(values))
    new = numpy.concatenate([[True], values[1:] != values[:-1]])
    first = numpy.maximum.accumulate(numpy.where(new, places, 0))
    out = []
    for back in range(1, NEAREST + 1):
        here = places[places - back >= first]
        out.append((ranks[here] << _SHIFT) | ranks[here - back])
    for forth in range(FIRST):
        here = places[places > first + forth]
        out.append((ranks[here] << _SHIFT) | ranks[first[here] + forth])
    return numpy.unique(numpy.concatenate(out))
