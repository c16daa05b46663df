"""The codebook for people, docs/tables.md, derived from the schema.

`python -m extract.rows.codebook` writes it; a test fails where it is out of date.
"""

from __future__ import annotations

from pathlib import Path

from extract.rows.schema import TABLES, Column, Table

DOCS = Path(__file__).resolve().parents[2] / "docs" / "tables.md"

_HEAD = """# Tables

This page is made from `extract/rows/schema.py` by `python -m extract.rows.codebook`; do not edit it.
The same facts stand in every `datapackage.json`.

An empty cell means unknown or not applicable. Offsets count Unicode code points of `articles.text`
from 0, start inclusive, end exclusive; for every row that has offsets, `text[start_char:end_char]`
is the quoted cell. Ids are unique within an article; they are given before events are left out by
`--kinds`, so an event has the same id whatever kinds are asked for. Rows are in text order.
"""


def codebook() -> str:
    """Return the codebook of all tables as Markdown."""
    return "\n".join([_HEAD, *(_table(table) for table in TABLES.values())])


def _table(table: Table) -> str:
    lines = [f"## {table.name}", "", table.description]
    if table.primary_key:
        lines += ["", f"Key: {_columns(table.primary_key)}."]
    for key in table.foreign_keys:
        optional = ", or empty" if key.optional else ""
        lines.append(f"{_columns(key.columns)} names a row of {key.table}{optional}.")
    lines += ["", "| column | type | values | meaning |", "|---|---|---|---|"]
    lines += [_row(column) for column in table.columns]
    return "\n".join([*lines, ""])


def _row(column: Column) -> str:
    values = ", ".join(column.allowed)
    if not column.required:
        values = f"{values}, empty" if values else "may be empty"
    return f"| {column.name} | {column.type} | {values} | {column.description} |"


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(names)


if __name__ == "__main__":
    DOCS.write_text(codebook(), encoding="utf-8", newline="\n")
