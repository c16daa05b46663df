"""The schema is the contract: the tables, their columns in order, and what is derived from them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from extract.rows import schema
from extract.rows.codebook import DOCS, codebook
from extract.rows.result import Result, frame_of
from extract.rows.schema import TABLES, ErrorRow
from extract.writers.package import data_package

CONTRACT = {
    "articles": "doc_id source url kind title byline published published_from updated updates text"
    " text_sha256 language sentences tokens events duplicate_of similarity truncated",
    "entities": "doc_id entity_id key named name type country description mentions",
    "mentions": "doc_id mention_id entity_id start_char end_char text type form",
    "dates": "doc_id date_id start_char end_char text type value mod quant freq date_from date_to anchored",
    "events": "doc_id event_id incident_id sentence part kind event_type action phrase trigger start_char"
    " end_char actor actor_entity target target_entity place place_entity when_text when_value when_from"
    " when_to date_id when_relation when_event polarity certainty modality tense asserted attributed_to"
    " attributed_entity attribution_id confidence evidence evidence_start evidence_end title published",
    "arguments": "doc_id event_id argument_id role start_char end_char text head_start head_end entity_id"
    " date_id content_event number unit",
    "attributions": "doc_id attribution_id parent_id kind source source_entity cue content",
    "attribution_spans": "doc_id attribution_id part start_char end_char text",
    "incidents": "incident_id event_type action actor_key target_key place_key date_from date_to events"
    " articles first_published last_published polarity disputed example",
    "errors": "doc_id source stage error message",
}


def test_tables_are_those_of_the_contract():
    assert {name: " ".join(table.names) for name, table in TABLES.items()} == CONTRACT


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_described(table):
    for column in table.columns:
        assert column.type in {"string", "integer", "number", "boolean", "date"}
        assert column.description.endswith("."), column.name
        assert not column.allowed or column.type == "string"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_are_columns(table):
    assert set(table.primary_key) <= set(table.names)
    for key in table.foreign_keys:
        assert set(key.columns) <= set(table.names)
        assert key.target_columns == TABLES[key.table].primary_key


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_required_columns_have_no_default(table):
    by_name = {f.name: f for f in fields(table.row)}
    for column in table.columns:
        assert (by_name[column.name].default is None) != column.required


def test_quoted_columns_exist():
    for name, *columns in schema.QUOTED:
        assert set(columns) <= set(TABLES[name].names)
    for name, column in schema.JOINED_ENTITIES:
        assert column in TABLES[name].names


def test_rows_are_frozen():
    row = ErrorRow(stage="read", error="InputError", message="no text")
    with pytest.raises(FrozenInstanceError):
        row.stage = "write"


def test_data_package_names_every_table_and_column():
    package = data_package("csv", keep=("outlet",))
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in TABLES]
    for resource, table in zip(package["resources"], TABLES.values(), strict=True):
        names = tuple(field["name"] for field in resource["schema"]["fields"])
        assert names == (*table.names, *(("outlet",) if table.name == "articles" else ()))
        assert resource["schema"]["missingValues"] == [""]


def test_data_package_field_has_type_and_allowed_values():
    events = next(r for r in data_package("csv")["resources"] if r["name"] == "events")["schema"]
    polarity = next(field for field in events["fields"] if field["name"] == "polarity")
    assert polarity["constraints"] == {"required": True, "enum": ["positive", "negative"]}
    assert events["primaryKey"] == ["doc_id", "event_id"]
    articles = {"fields": ["doc_id"], "reference": {"resource": "articles", "fields": ["doc_id"]}}
    assert articles in events["foreignKeys"]


def test_references_that_may_be_empty_stand_apart():
    """Validators of Table Schema take a half empty reference for a broken one."""
    for resource in data_package("csv")["resources"]:
        required = {
            f["name"] for f in resource["schema"]["fields"] if f.get("constraints", {}).get("required")
        }
        for key in resource["schema"].get("foreignKeys", []):
            assert len(key["fields"]) == 1 or set(key["fields"]) <= required


def test_frames_have_the_types_of_the_schema():
    frames = Result().frames()
    assert list(frames) == list(schema.ARTICLE_TABLES)
    types = frames["events"].dtypes
    assert str(types["asserted"]) == "boolean"
    assert str(types["start_char"]) == "Int64"
    assert str(types["confidence"]) == "Float64"
    assert str(types["published"]) == "datetime64[s]"
    assert str(types["actor"]) == "string"


def test_frame_keeps_empty_cells_apart():
    frame = frame_of(TABLES["errors"], [ErrorRow(stage="read", error="InputError", message="m")])
    assert frame["doc_id"].isna().all()
    assert frame["message"].tolist() == ["m"]


def test_codebook_on_disk_is_up_to_date():
    assert DOCS.read_text(encoding="utf-8") == codebook(), "run `python -m extract.rows.codebook`"
