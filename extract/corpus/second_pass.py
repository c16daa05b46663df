"""What hangs on all articles together, told in one go: keys of entities, then incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.corpus.archive import Archive
from extract.corpus.digest import Digest
from extract.corpus.identities import Identities
from extract.corpus.incidents import Incidents
from extract.corpus.summary import incident_row
from extract.corpus.terms import Terms
from extract.rows.schema import IncidentRow


class SecondPass:
    """Takes the digests of a corpus one by one, then tells keys and incidents.

    Args:
        folder: where the temporary file goes.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._archive, self._terms = Archive(folder), Terms()
        self._incidents = Incidents(self._archive, self._terms)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.__exit__(kind, error, trace)

    def add(self, digest: Digest) -> None:
        """Add the digest of one article; the order does not matter."""
        self._archive.add(digest)
        self._terms.add(digest)

    def tell(self, copies: Iterable[tuple[str, str]] = ()) -> None:
        """Find keys and incidents: to be called when all articles are there, before any answer.

        Args:
            copies: the doc_id of each article that repeats another one, and of that one.
        """
        self._archive.rank(copies)
        Identities(self._archive, self._terms).tell()
        self._incidents.find()

    def keys(self, doc_id: str) -> dict[str, str]:
        """The keys of an article's entities that are others than the name alone says, by entity_id."""
        return self._archive.changed(doc_id)

    def incident_ids(self, doc_id: str) -> dict[str, str]:
        """The incident of each event of an article, by event_id."""
        return {event: incident_id(number) for event, number in self._incidents.of(doc_id).items()}

    def incidents(self) -> Iterator[IncidentRow]:
        """Yield the rows of `incidents`, in the order of their first reports."""
        for number, members in self._incidents.reports():
            yield incident_row(incident_id(number), members)


def incident_id(number: int) -> str:
    """The id of the incident with a number."""
    return f"i{number}"
