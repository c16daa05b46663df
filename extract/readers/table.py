"""Tables: .csv and .tsv files whose first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from extract.readers.files import Line, lines
from extract.readers.inputs import Source
from extract.readers.options import Placed, ReadOptions
from extract.readers.records import article_from, failure, no_column, no_text_column

_FIELD_LIMIT = 2**31 - 1  # the largest that csv takes on every platform
_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t,;|"}  # the suffix's own first


class _Feed:
    """Hands the text of lines to the csv module and remembers what it cannot see."""

    def __init__(self, source: Source) -> None:
        self._lines = _pieces(source)
        self._again: Line | None = None
        self.number = 0  # of the last line handed out
        self.problem = ""  # of a line since the last row
        self.encoding = "utf-8"
        self.ended = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._again is not None:
            line, self._again = self._again, None
        else:
            try:
                line = next(self._lines)
            except StopIteration:
                self.ended = True
                raise
        self.number = line.number
        self.problem = self.problem or line.problem
        if line.encoding == "cp1252":
            self.encoding = "cp1252"
        return line.text

    def peek(self) -> str:
        """The next line, which stays the next."""
        if self._again is None:
            self._again = next(self._lines, None)
        return self._again.text if self._again is not None else ""

    def new_row(self) -> None:
        self.problem, self.encoding = "", "utf-8"


def _pieces(source: Source) -> Iterator[Line]:
    """The lines of a source, broken at a lone CR too, which the csv module wants."""
    for line in lines(source):
        if "\r" in line.text[:-2]:
            for piece in io.StringIO(line.text, newline=""):
                yield line._replace(text=piece)
        else:
            yield line


def read_table(source: Source, options: ReadOptions) -> Iterator[Placed]:
    """Yield an article, or why not, for each row after the header; empty rows are passed over.

    A record without an id gets `name#n`, n being the row's number from 1, the header not counted.
    The delimiter is the suffix's own; where the text column is not found with it but is with
    another of comma, semicolon, tab and bar, that one is used.

    Raises:
        OSError, EOFError, zlib.error, UnicodeError: the file cannot be read to its end.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    feed = _Feed(source)
    rows = csv.reader(feed, delimiter=_delimiter(feed.peek(), source, options))
    header = [name.strip() for name in next(rows, [])]
    problem = _header_problem(header, options)
    if feed.problem or problem:
        yield failure(source.shown, source.shown, source.name, feed.problem or problem)
        return
    count = 0
    feed.new_row()
    start = feed.number + 1
    for row in rows:
        place = f"{source.shown} row {count + 1} (line {start})"
        start = feed.number + 1
        if not any(cell.strip() for cell in row):
            feed.new_row()
            continue
        count += 1
        fallback = f"{source.name}#{count}"
        bad = _row_problem(row, header, feed)
        encoding = feed.encoding
        feed.new_row()
        if bad:
            yield failure(place, source.shown, fallback, bad)
            continue
        record: dict[str, object] = dict(zip(header, row, strict=False))
        record.update((name, None) for name in header[len(row) :])
        yield article_from(
            record, options, place=place, source=source.shown, fallback_id=fallback, encoding=encoding
        )


def _delimiter(first_line: str, source: Source, options: ReadOptions) -> str:
    choices = _DELIMITERS[source.suffix]
    for delimiter in choices:
        header = next(csv.reader([first_line], delimiter=delimiter), [])
        if options.text_column in (name.strip() for name in header):
            return delimiter
    return max(choices, key=lambda d: (first_line.count(d) > 0, d == choices[0]))


def _header_problem(header: list[str], options: ReadOptions) -> str:
    if not header:
        return "is empty: its first row must name the columns"
    if options.text_column not in header:
        return no_text_column(header, options.text_column)
    for option, column in options.named_columns():
        if column not in header:
            return no_column(header, column, option)
    columns = (options.id_column, options.text_column, options.title_column, options.published_column)
    for column in columns + options.keep:
        if header.count(column) > 1:
            return f"two columns are called {column!r}: rename one of them"
    return ""


def _row_problem(row: list[str], header: list[str], feed: _Feed) -> str:
    if feed.ended:  # a row that is whole is handed out before the reader asks for more
        return "a quotation mark opens a cell and is never closed: double the quotation marks inside cells"
    if feed.problem:
        return feed.problem
    if any(cell.strip() for cell in row[len(header) :]):
        return f"{len(row)} cells where the header has {len(header)}: quote the cells that hold the delimiter"
    return ""
