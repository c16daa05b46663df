"""The sketches of a corpus: what is long in temporary files, the rest in memory.

In memory an article takes its id, its date and about 40 bytes; on disk 512 bytes for the signature
and about four for each word of its story.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy
from numpy.typing import NDArray

from extract.corpus.sketch import BANDS, Sketch

_BLOCK = 8  # bands that are in memory at once


class SketchStore:
    """Sketches, added one by one, then read by rank.

    Rank is the order in which articles count as the original: by date of publication, undated ones
    last, then by doc_id. So nothing hangs on the order in which they came.

    Args:
        folder: where the temporary files go; they have no name there and vanish by themselves.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._doc_ids: list[str] = []
        self._published: list[str | None] = []
        self._titles, self._urls, self._outlets = array("Q"), array("Q"), array("Q")
        self._revised = bytearray()
        self._ends, self._counts = array("Q", [0]), array("Q")
        self._order: list[int] = []
        self._bands_file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        self._words_file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._words: NDArray[numpy.uint32] = numpy.zeros(0, dtype=numpy.uint32)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bands_file.close()
        self._words_file.close()

    def __len__(self) -> int:
        return len(self._doc_ids)

    def add(self, sketch: Sketch) -> None:
        """Add the sketch of one article."""
        self._doc_ids.append(sketch.doc_id)
        self._published.append(sketch.published)
        self._titles.append(sketch.title)
        self._urls.append(sketch.url)
        self._outlets.append(sketch.outlet)
        self._revised.append(sketch.revised)
        self._bands_file.write(sketch.bands.astype("<u8").tobytes())
        words = numpy.concatenate([sketch.runs, sketch.numbers]).astype("<u4")
        self._words_file.write(words.tobytes())
        self._ends.append(self._ends[-1] + len(words))
        self._counts.append(len(sketch.runs))

    def rank(self) -> None:
        """Put the articles in order: to be called when all are there, before any is read."""
        places = range(len(self))
        self._order = sorted(places, key=lambda place: (self._published[place] or "~", self._doc_ids[place]))
        self._bands_file.flush()
        self._words_file.flush()
        if self._ends[-1]:
            self._words = numpy.memmap(self._words_file, dtype="<u4", mode="r")

    # -- by rank -------------------------------------------------------------------------

    def doc_id(self, rank: int) -> str:
        return self._doc_ids[self._order[rank]]

    def published(self, rank: int) -> str | None:
        return self._published[self._order[rank]]

    def runs(self, rank: int) -> NDArray[numpy.uint32]:
        """The runs of words, hashed, sorted, each once."""
        place = self._order[rank]
        return self._words[self._ends[place] : self._ends[place] + self._counts[place]]

    def numbers(self, rank: int) -> NDArray[numpy.uint32]:
        """The words with a digit, likewise."""
        place = self._order[rank]
        return self._words[self._ends[place] + self._counts[place] : self._ends[place + 1]]

    def revised(self, rank: int) -> bool:
        return bool(self._revised[self._order[rank]])

    def same_headline(self, one: int, other: int) -> bool:
        """Whether two articles have the same title, or stood at the same address."""
        a, b = self._order[one], self._order[other]
        return (self._titles[a] != 0 and self._titles[a] == self._titles[b]) or (
            self._urls[a] != 0 and self._urls[a] == self._urls[b]
        )

    def same_outlet(self, one: int, other: int) -> bool:
        """Whether two articles are known to be of one outlet."""
        a, b = self._outlets[self._order[one]], self._outlets[self._order[other]]
        return a != 0 and a == b

    def other_outlet(self, one: int, other: int) -> bool:
        """Whether two articles are known to be of different outlets."""
        a, b = self._outlets[self._order[one]], self._outlets[self._order[other]]
        return a != 0 and b != 0 and a != b

    def bands(self) -> Iterator[tuple[NDArray[numpy.int64], NDArray[numpy.uint64]]]:
        """Yield for each band the ranks of the articles that have any words, and what they have there."""
        order = numpy.array(self._order, dtype=numpy.int64)
        counts = numpy.frombuffer(self._counts, dtype=numpy.uint64) if len(self) else numpy.zeros(0)
        ranks = numpy.flatnonzero(counts[order] > 0)
        if not len(ranks):
            return
        table = numpy.memmap(self._bands_file, dtype="<u8", mode="r", shape=(len(self), BANDS))
        for start in range(0, BANDS, _BLOCK):
            block = numpy.ascontiguousarray(table[:, start : start + _BLOCK].T)
            for column in block:
                yield ranks, column[order[ranks]]
