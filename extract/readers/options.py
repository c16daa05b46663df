"""What a reader is asked for, and what it hands on where a record cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extract.article import Article


@dataclass(frozen=True)
class ReadOptions:
    """How records become articles.

    Attributes:
        id_column, text_column, title_column, published_column: the column of a table, or the
            field of a JSON record, that holds each. Only the text must be there.
        published: an ISO date for articles whose record or page states none, or None.
        keep: the user's own columns, carried along in `Article.keep`.
    """

    id_column: str = "id"
    text_column: str = "text"
    title_column: str = "title"
    published_column: str = "published"
    published: str | None = None
    keep: tuple[str, ...] = ()

    def named_columns(self) -> list[tuple[str, str]]:
        """(option, column) for the columns that were named by the user and must exist in a table."""
        default = ReadOptions()
        chosen = [
            ("--id-column", self.id_column, default.id_column),
            ("--title-column", self.title_column, default.title_column),
            ("--published-column", self.published_column, default.published_column),
        ]
        named = [(option, column) for option, column, usual in chosen if column != usual]
        return named + [("--keep", column) for column in self.keep]


@dataclass(frozen=True)
class ReadFailure:
    """A file or record that was left out, with one line that says where, why and what to do.

    `doc_id` is the id that the article would have had; `source` the file as shown to people.
    """

    doc_id: str
    source: str
    message: str


class Placed(NamedTuple):
    """A record that was read, or why not, and its place in words ("news.jsonl line 3")."""

    place: str
    item: Article | ReadFailure
