"""A folder of tables, all there or none: files get their names when everything is written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extract.errors import OutputError
from extract.rows.result import Result, kept_names
from extract.rows.schema import ARTICLE_TABLES, TABLES, Cell, ErrorRow, IncidentRow, Table, cells
from extract.writers.package import data_package
from extract.writers.tables import FORMATS, TableWriter, check_format, open_table, read_rows

RUN_FILE = "run.json"
PACKAGE_FILE = "datapackage.json"
_UNDER_WAY = ".part"


def check_output(path: Path) -> None:
    """Check that a folder can take the tables: not there yet, empty, or that of a former run.

    Raises:
        OutputError: it is a file, cannot be read, or holds other things.
    """
    try:
        names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise OutputError(f"{path}: is a file: name a folder for --output") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}") from None
    if names and not _former_run(path):
        some = ", ".join(names[:3]) + (" ..." if len(names) > 3 else "")
        raise OutputError(
            f"{path}: holds other things ({some}) but no former run: name a new or empty folder"
        )


def _former_run(path: Path) -> bool:
    try:
        content = json.loads((path / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and "eventwire" in content


class OutputFolder:
    """The tables of a run, open for writing.

    Rows go to files with the ending ".part", which `finish` gives their names; leaving the
    `with` block before that removes them, and a former run stays as it was.

    Args:
        path: the folder; it is made if it is not there.
        format: "csv" or "jsonl".
        keep: the user's own columns to be added to `articles`.

    Raises:
        OptionError: the format is not known.
        OutputError: the folder cannot be written, or holds other things.
    """

    def __init__(self, path: Path, format: str = "csv", keep: Sequence[str] = ()) -> None:
        self.path = path
        self.format = check_format(format)
        self.keep = kept_names(keep)
        self.counts = dict.fromkeys(TABLES, 0)
        self._files: dict[str, Path] = {}
        self._tables: dict[str, TableWriter] = {}
        check_output(path)

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for name, table in TABLES.items():
                self._tables[name] = open_table(
                    self._part(f"{name}.{self.format}"), self.format, self._columns(table)
                )
        except OSError as error:
            self._drop()
            raise OutputError(f"{self.path}: cannot be written: {error.strerror}") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise OutputError(f"{self.path}: cannot be written: {error.strerror}") from error

    def _columns(self, table: Table) -> tuple[str, ...]:
        return (*table.names, *self.keep.values()) if table.name == "articles" else table.names

    def _part(self, name: str) -> Path:
        self._files[name] = self.path / f".{name}{_UNDER_WAY}"
        return self._files[name]

    def write(self, result: Result) -> None:
        """Write the rows of one article."""
        for name in ARTICLE_TABLES:
            table, rows = self._tables[name], result.rows(name)
            for row in rows:
                values = cells(row)
                if name == "articles":
                    values += [result.keep.get(column) or None for column in self.keep]
                table.write(values)
            self.counts[name] += len(rows)

    def write_error(self, row: ErrorRow) -> None:
        """Write one record that was put aside."""
        self._tables["errors"].write(cells(row))
        self.counts["errors"] += 1

    def write_incident(self, row: IncidentRow) -> None:
        """Write one incident."""
        self._tables["incidents"].write(cells(row))
        self.counts["incidents"] += 1

    def amend(self, name: str, change: Callable[[Mapping[str, Cell]], Mapping[str, Cell]]) -> None:
        """Go once more over a table that is written, and change cells.

        Args:
            name: the table.
            change: given a row by its columns (cells of CSV are strings), returns the cells to
                be replaced, by column; none to leave the row as it is.
        """
        self._tables.pop(name).close()
        part = self._files[f"{name}.{self.format}"]
        before_name = f"{name}.before"
        before = self._part(before_name)
        os.replace(part, before)
        columns = self._columns(TABLES[name])
        table = self._tables[name] = open_table(part, self.format, columns)
        for row in read_rows(before, self.format, columns):
            by_name = dict(zip(columns, row, strict=True))
            table.write(list({**by_name, **change(by_name)}.values()))
        self._files.pop(before_name).unlink()

    def finish(self, run: dict[str, Any]) -> None:
        """Write `datapackage.json` and `run.json`, and give all files their names.

        Files of a former run in another format are removed.
        """
        self._close()
        self._write_json(PACKAGE_FILE, data_package(self.format, tuple(self.keep.values())))
        self._write_json(RUN_FILE, run)
        for name, part in self._files.items():
            os.replace(part, self.path / name)
        self._files.clear()
        for other in FORMATS:
            for table in TABLES:
                if other != self.format:
                    (self.path / f"{table}.{other}").unlink(missing_ok=True)

    def _write_json(self, name: str, content: dict[str, Any]) -> None:
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        self._part(name).write_text(text, encoding="utf-8", newline="\n")

    def _close(self) -> None:
        while self._tables:
            self._tables.popitem()[1].close()

    def _drop(self) -> None:
        """Close and remove what is not finished."""
        self._close()
        for part in self._files.values():
            part.unlink(missing_ok=True)
        self._files.clear()
