"""The rows of one article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from extract.rows.schema import (
    ARTICLE_TABLES,
    TABLES,
    ArgumentRow,
    ArticleRow,
    AttributionRow,
    AttributionSpanRow,
    Cell,
    DateRow,
    EntityRow,
    EventRow,
    MentionRow,
    Table,
    cells,
)

if TYPE_CHECKING:
    import pandas

_DTYPES = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}


@dataclass
class Result:
    """The rows of one article, a list for each table (see `extract.rows.schema`).

    Rows are in text order; `articles` holds one row, or none where the text is empty. `keep` holds
    the user's own columns of `Article.keep`, which go to the end of `articles`.
    """

    articles: list[ArticleRow] = field(default_factory=list)
    entities: list[EntityRow] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)
    dates: list[DateRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    arguments: list[ArgumentRow] = field(default_factory=list)
    attributions: list[AttributionRow] = field(default_factory=list)
    attribution_spans: list[AttributionSpanRow] = field(default_factory=list)
    keep: dict[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> list[Any]:
        """The rows of the table with this name."""
        return cast("list[Any]", getattr(self, table))

    @property
    def text(self) -> str:
        """The text that was analysed and that offsets count in; empty if there is none."""
        return (self.articles[0].text or "") if self.articles else ""

    def frames(self) -> dict[str, pandas.DataFrame]:
        """Return a DataFrame for each table, with nullable types; dates are datetime64[s]."""
        frames = {name: frame_of(TABLES[name], self.rows(name)) for name in ARTICLE_TABLES}
        for name, column in kept_names(self.keep).items():
            frames["articles"][column] = frame_column("string", [self.keep[name]] * len(self.articles))
        return frames


def kept_names(keep: Iterable[str]) -> dict[str, str]:
    """What the user's own columns are called in `articles`: "input_" is put before a name that is taken."""
    names = list(dict.fromkeys(keep))
    taken = set(TABLES["articles"].names)
    out: dict[str, str] = {}
    for name in names:
        shown = name
        while shown in taken or (shown != name and shown in names):
            shown = f"input_{shown}"
        taken.add(shown)
        out[name] = shown
    return out


def frame_of(table: Table, rows: list[Any]) -> pandas.DataFrame:
    """Return rows of one table as a DataFrame with the columns and types of the schema."""
    import pandas

    values = [cells(row) for row in rows]
    return pandas.DataFrame(
        {
            column.name: frame_column(column.type, [row[position] for row in values])
            for position, column in enumerate(table.columns)
        }
    )


def frame_column(type: str, content: Sequence[Cell]) -> pandas.Series[Any]:
    """Return cells as a Series with the nullable type of a column type of the schema."""
    import numpy
    import pandas

    if type == "date":
        return pandas.Series(numpy.array([day or "NaT" for day in content], dtype="datetime64[s]"))
    return pandas.Series(content, dtype=cast(Any, _DTYPES[type]))
