"""The digests of a corpus and what is told from them, in one temporary SQLite file.

In memory an article takes eight bytes; on disk about 3 kB for its digest and 100 bytes for each of
its events.
"""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from extract.corpus.digest import Digest

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; PRAGMA temp_store = FILE;
CREATE TABLE digests (number INTEGER PRIMARY KEY, doc_id TEXT, published TEXT, content BLOB);
CREATE TABLE copies (doc_id TEXT PRIMARY KEY, original TEXT);
CREATE TABLE bearers (block TEXT, short INTEGER, key TEXT, number INTEGER, entity_id TEXT);
CREATE TABLE acronyms (acronym TEXT, key TEXT);
CREATE TABLE keys (doc_id TEXT, entity_id TEXT, key TEXT);
CREATE TABLE incidents (rank INTEGER PRIMARY KEY, doc_id TEXT, numbers BLOB);
CREATE TABLE members (incident INTEGER, content BLOB);
"""
T = TypeVar("T")


class Archive:
    """Digests, added one by one, then read by rank.

    Rank is the order of the date of publication, undated articles last, then of doc_id: that of
    `SketchStore`. Nothing hangs on the order in which they came.

    Args:
        folder: where the temporary file goes; it is removed at the end of the `with` block.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(
            prefix=".eventwire-", dir=folder, ignore_cleanup_errors=True
        )
        self.base = sqlite3.connect(Path(self._folder.name) / "archive.sqlite", isolation_level=None)
        self.base.executescript(_TABLES)
        self.base.execute("BEGIN")
        self._order = array("q")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.base.close()
        self._folder.cleanup()

    def __len__(self) -> int:
        return int(self.base.execute("SELECT count(*) FROM digests").fetchone()[0])

    def add(self, digest: Digest) -> None:
        """Add the digest of one article."""
        self.base.execute(
            "INSERT INTO digests (doc_id, published, content) VALUES (?, ?, ?)",
            (digest.doc_id, digest.published, pack(digest)),
        )

    def rank(self, copies: Iterable[tuple[str, str]] = ()) -> None:
        """Put the articles in order: to be called when all are there, before any is read.

        Args:
            copies: the doc_id of each article that repeats another one, and of that one.
        """
        self.base.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?)", copies)
        rows = self.base.execute("SELECT number FROM digests ORDER BY coalesce(published, '~'), doc_id")
        self._order = array("q", (number for (number,) in rows))
        self.base.execute("CREATE INDEX digests_by_id ON digests (doc_id)")

    def digest(self, rank: int) -> Digest:
        """The digest of the article with a rank."""
        row = self.base.execute("SELECT content FROM digests WHERE number = ?", (self._order[rank],))
        digest: Digest = unpack(row.fetchone()[0])
        return digest

    def digests(self) -> Iterator[Digest]:
        """Yield all digests by rank."""
        for rank in range(len(self._order)):
            yield self.digest(rank)

    def original(self, doc_id: str) -> str | None:
        """The doc_id of the article that this one repeats."""
        row = self.base.execute("SELECT original FROM copies WHERE doc_id = ?", (doc_id,)).fetchone()
        return None if row is None else str(row[0])

    def keys(self, digest: Digest) -> dict[str, str]:
        """The key of each named entity of an article in the corpus, by entity_id."""
        out = {bearer.entity_id: bearer.key for bearer in digest.bearers}
        out.update(self.changed(digest.doc_id))
        return out

    def changed(self, doc_id: str) -> dict[str, str]:
        """The keys of an article's entities that are others than the name says, by entity_id."""
        return dict(self.base.execute("SELECT entity_id, key FROM keys WHERE doc_id = ?", (doc_id,)))


def pack(content: object) -> bytes:
    """Any object as bytes for a table of the archive."""
    return zlib.compress(pickle.dumps(content, protocol=5), 1)


def unpack(content: bytes) -> Any:
    """The object again; only for what this process has packed."""
    return pickle.loads(zlib.decompress(content))


class Recent(Generic[T]):
    """Keeps what was made last, so that it need not be made again.

    Args:
        make: makes the thing that belongs to a rank.
        most: how many are kept.
    """

    def __init__(self, make: Callable[[int], T], most: int) -> None:
        self._make, self._most = make, most
        self._kept: OrderedDict[int, T] = OrderedDict()

    def __getitem__(self, rank: int) -> T:
        if rank in self._kept:
            self._kept.move_to_end(rank)
            return self._kept[rank]
        return self.keep(rank, self._make(rank))

    def keep(self, rank: int, thing: T) -> T:
        self._kept[rank] = thing
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return thing
