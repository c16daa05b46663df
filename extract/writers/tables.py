"""One table as a file, written row by row: CSV and JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from extract.errors import OptionError
from extract.rows.schema import Cell

FORMATS = ("csv", "jsonl")
_FIELD_LIMIT = 2**31 - 1  # characters of a cell that csv reads; its own limit is 131,072
_LATER = ("parquet", "sqlite", "duckdb")


class TableWriter(Protocol):
    """A file that takes the rows of one table."""

    def write(self, row: Sequence[Cell]) -> None:
        """Write the cells of one row, in the order of the columns."""

    def close(self) -> None:
        """Close the file; all rows are then on it."""


def check_format(name: str) -> str:
    """Return the name of a format that can be written.

    Raises:
        OptionError: it is not known, or not there yet.
    """
    if name in FORMATS:
        return name
    what = "is not there yet" if name in _LATER else "is not known"
    raise OptionError(f"format {name!r} {what}: choose {' or '.join(FORMATS)}")


def open_table(path: Path, format: str, columns: Sequence[str]) -> TableWriter:
    """Open a file for the rows of a table with these columns."""
    return CsvWriter(path, columns) if format == "csv" else JsonLinesWriter(path, columns)


def read_rows(path: Path, format: str, columns: Sequence[str]) -> Iterator[list[Cell]]:
    """Yield the rows of a file that was written here; writing them again gives the same bytes.

    Cells of CSV are strings, an empty one "".
    """
    with path.open(encoding="utf-8", newline="") as file:
        if format == "csv":
            csv.field_size_limit(_FIELD_LIMIT)
            reader = csv.reader(file)
            next(reader, None)
            yield from reader
        else:
            for line in file:
                yield [json.loads(line)[column] for column in columns]


class CsvWriter:
    """CSV after RFC 4180 but with LF: UTF-8 without mark, a header line, quotes where needed.

    None is an empty cell; booleans are `true` and `false`; numbers have no exponent.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(columns)

    def write(self, row: Sequence[Cell]) -> None:
        self._writer.writerow([csv_cell(cell) for cell in row])

    def close(self) -> None:
        self._file.close()


class JsonLinesWriter:
    """JSON Lines: an object a row with all columns, null for an empty cell; UTF-8, LF."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._columns = tuple(columns)
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, row: Sequence[Cell]) -> None:
        record = dict(zip(self._columns, (json_cell(cell) for cell in row), strict=True))
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")

    def close(self) -> None:
        self._file.close()


def csv_cell(cell: Cell) -> str:
    """A cell as CSV has it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    return str(cell)


def json_cell(cell: Cell) -> Cell:
    """A cell as JSON has it: whole numbers without a decimal point."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
