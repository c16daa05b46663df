"""What every test of output asserts: quoted cells are where the offsets say, references resolve."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from extract.rows.result import Result
from extract.rows.schema import JOINED_ENTITIES, QUOTED, TABLES, cells

Rows = dict[str, list[dict[str, object]]]


def assert_offsets(output: Result | Path | str) -> None:
    """Assert that the rows of a Result or an output folder hold together.

    For every row with offsets `text[start:end]` is the quoted cell (where neither is withheld);
    required cells are filled, others hold allowed values; keys are unique; references resolve.
    """
    rows = rows_of_result(output) if isinstance(output, Result) else rows_of_folder(Path(output))
    _assert_quoted(rows)
    _assert_allowed(rows)
    _assert_keys(rows)


def rows_of_result(result: Result) -> Rows:
    return {
        name: [dict(zip(table.names, cells(row), strict=True)) for row in getattr(result, name, [])]
        for name, table in TABLES.items()
    }


def rows_of_folder(folder: Path) -> Rows:
    """The rows of all tables as objects, types as in the schema, None for an empty cell."""
    out: Rows = {}
    for name, table in TABLES.items():
        path = folder / f"{name}.csv"
        if path.exists():
            csv.field_size_limit(sys.maxsize)
            with path.open(encoding="utf-8", newline="") as lines:
                raw: list[dict[str, object]] = list(csv.DictReader(lines))
        else:
            lines_of = (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
            raw = [json.loads(line) for line in lines_of if line]
        types = {column.name: column.type for column in table.columns}
        out[name] = [
            {key: _typed(cell, types.get(key, "string")) for key, cell in row.items()} for row in raw
        ]
    return out


def _typed(cell: object, type: str) -> object:
    if cell is None or cell == "":
        return None
    if type == "integer":
        return int(str(cell))
    if type == "number":
        return float(str(cell))
    if type == "boolean":
        assert cell in ("true", "false", True, False), cell
        return cell in ("true", True)
    return cell


def _assert_quoted(rows: Rows) -> None:
    texts = {row["doc_id"]: row["text"] or "" for row in rows["articles"]}
    for name, start, end, quoted in QUOTED:
        for row in rows[name]:
            first, last, text = row[start], row[end], texts[row["doc_id"]]
            assert isinstance(first, int)
            assert isinstance(last, int)
            assert isinstance(text, str)
            assert 0 <= first <= last, (name, row)
            if text:
                assert last <= len(text), (name, row)
                assert row[quoted] is None or text[first:last] == row[quoted], (name, row)
                assert row[quoted] is not None or first == last, (name, row)
    for row in rows["arguments"]:
        assert row["start_char"] <= row["head_start"] < row["head_end"] <= row["end_char"], row


def _assert_allowed(rows: Rows) -> None:
    for name, table in TABLES.items():
        for column in table.columns:
            for row in rows[name]:
                cell = row[column.name]
                assert cell is not None or not column.required, (name, column.name, row)
                assert cell is None or not column.allowed or cell in column.allowed, (name, column.name, cell)


def _assert_keys(rows: Rows) -> None:
    known: dict[tuple[str, tuple[str, ...]], set[tuple[object, ...]]] = {}
    for name, table in TABLES.items():
        keys = [tuple(row[column] for column in table.primary_key) for row in rows[name]]
        if table.primary_key:
            assert len(set(keys)) == len(keys), f"{name}: a key is there twice"
            known[name, table.primary_key] = set(keys)
    for name, table in TABLES.items():
        for foreign in table.foreign_keys:
            for row in rows[name]:
                key = tuple(row[column] for column in foreign.columns)
                if key[-1] is not None:
                    assert key in known[foreign.table, foreign.target_columns], (name, foreign.columns, key)
    for name, column in JOINED_ENTITIES:
        for row in rows[name]:
            for entity in str(row[column] or "").split("; "):
                assert not entity or (row["doc_id"], entity) in known["entities", ("doc_id", "entity_id")]
