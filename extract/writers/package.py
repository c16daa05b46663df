"""The codebook that goes with the tables: a Frictionless Data Package, derived from the schema.

See https://specs.frictionlessdata.io/data-package/ and .../table-schema/. A reference whose last
column may be empty stands under "optionalForeignKeys" in the same form: validators of Table
Schema would call a row with an empty reference an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.rows.schema import TABLES, Column, ForeignKey, Table

_MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}
_DESCRIPTION = (
    "Event tables made of news articles by eventwire: who did what to whom, when, where, how certain, and"
    " according to whom. An empty cell means unknown or not applicable. For every row with offsets,"
    " articles.text[start_char:end_char] is the quoted cell; offsets count Unicode code points. To count what"
    " happened and not how often it is told, leave out events whose part is title or standfirst, and articles"
    " with duplicate_of, and keep of several versions of an article the last: leave out those whose doc_id"
    " stands in the column updates. Or count incidents: every event has an incident_id, the same for all"
    " reports of one happening. An article in another language than English has no rows but that in"
    " articles and a line in errors."
)


def data_package(format: str, keep: Sequence[str] = ()) -> dict[str, Any]:
    """Return the content of `datapackage.json`.

    Args:
        format: "csv" or "jsonl", which is also the ending of the files.
        keep: the user's own columns at the end of `articles`, as they are called there.
    """
    return {
        "profile": "tabular-data-package",
        "name": "eventwire-tables",
        "title": "Event tables",
        "description": _DESCRIPTION,
        "resources": [_resource(table, format, keep) for table in TABLES.values()],
    }


def _resource(table: Table, format: str, keep: Sequence[str]) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.{format}",
        "format": format,
        "mediatype": _MEDIA_TYPES[format],
        "encoding": "utf-8",
        "description": table.description,
    }
    if format == "csv":
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True}
    resource["schema"] = table_schema(table, keep if table.name == "articles" else ())
    return resource


def table_schema(table: Table, keep: Sequence[str] = ()) -> dict[str, Any]:
    """Return the Frictionless Table Schema of a table."""
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    schema["fields"] += [
        {"name": name, "type": "string", "description": "A column of the input, carried along."}
        for name in keep
    ]
    schema["missingValues"] = [""]
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    checked = [key for key in table.foreign_keys if not key.optional or len(key.columns) == 1]
    optional = [key for key in table.foreign_keys if key not in checked]
    if checked:
        schema["foreignKeys"] = [_foreign_key(table, key) for key in checked]
    if optional:
        schema["optionalForeignKeys"] = [_foreign_key(table, key) for key in optional]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.type == "boolean":
        field["trueValues"], field["falseValues"] = ["true"], ["false"]
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(table: Table, key: ForeignKey) -> dict[str, Any]:
    return {
        "fields": list(key.columns),
        "reference": {
            "resource": "" if key.table == table.name else key.table,
            "fields": list(key.target_columns),
        },
    }
