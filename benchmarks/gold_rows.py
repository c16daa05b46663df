"""Gold rows and rows of ours, read so that they can be compared (see gold.py)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Columns that hold phrases, each with the column of its entities.
PHRASES = {"actor": "actor_entity", "target": "target_entity", "attributed_to": "attributed_entity"}


@dataclass(frozen=True)
class Expected:
    """One row of gold. `start`/`end` are offsets, or -1 where only the sentence is known."""

    id: str
    doc_id: str
    sentence_starts: str
    trigger: str
    start: int
    end: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Ours:
    """One row of an `events` table, with every wording that the tables give for its phrases.

    `phrases` maps actor, target, attributed_to and place to pairs of where a wording stands
    (cell, argument, head, source, entity, mention) and the wording.
    """

    doc_id: str
    start: int
    end: int
    cells: Mapping[str, str]
    phrases: Mapping[str, list[tuple[str, str]]]

    @property
    def asserted(self) -> bool:
        return self.cells.get("asserted", "").lower() == "true"


def records(frame: Any) -> list[dict[str, str]]:
    """Return the rows of a pandas DataFrame as dicts of strings, missing values as ""."""
    import pandas

    if frame is None:
        return []
    columns = [str(name) for name in frame.columns]
    out = []
    for row in frame.itertuples(index=False, name=None):
        cells = ("" if pandas.isna(value) else str(value) for value in row)
        out.append(dict(zip(columns, cells, strict=True)))
    return out


def read_tables(folder: Path) -> dict[str, Any]:
    """Read the CSV tables of an output folder as DataFrames of strings."""
    import pandas

    names = ("articles", "events", "arguments", "entities", "mentions", "attributions")
    return {
        name: pandas.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in names
        if (folder / f"{name}.csv").is_file()
    }


def our_rows(frames: Mapping[str, Any]) -> list[Ours]:
    """Gather `events` with the wordings of their phrases, in text order within each article.

    `frames` maps table names to DataFrames, as `Result.frames()` or `read_tables` give them;
    only `events` is required. Rows of kind "state" are left out: the gold does not code them.
    """
    wordings: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in records(frames.get("entities")):
        wordings[row["doc_id"], row["entity_id"]].append(("entity", row.get("name", "")))
    for row in records(frames.get("mentions")):
        wordings[row["doc_id"], row["entity_id"]].append(("mention", row.get("text", "")))
    sources = {(row["doc_id"], row["attribution_id"]): row for row in records(frames.get("attributions"))}
    arguments: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in records(frames.get("arguments")):
        arguments[row["doc_id"], row["event_id"]].append(row)

    out = []
    for row in records(frames["events"]):
        if row.get("kind") == "state":
            continue
        doc = row["doc_id"]
        phrases: dict[str, list[tuple[str, str]]] = {}
        for column, entity_column in {**PHRASES, "place": "place_entity"}.items():
            cell = row.get(column, "")
            given = [("cell", part) for part in cell.split("; ")] if cell else []
            ids = [part.strip() for part in row.get(entity_column, "").split(";")]
            if column == "attributed_to":
                source = sources.get((doc, row.get("attribution_id", "")))
                if source is not None and cell:
                    given.append(("source", source.get("source", "")))
                    ids.append(source.get("source_entity", ""))
            else:
                for argument in arguments[doc, row.get("event_id", "")]:
                    if argument.get("role") == column:
                        given.append(("argument", argument.get("text", "")))
                        given.append(("head", _head(argument)))
                        ids.append(argument.get("entity_id", ""))
            for entity in dict.fromkeys(part for part in ids if part):
                given.extend(wordings.get((doc, entity), ()))
            phrases[column] = [(where, text) for where, text in given if text]
        out.append(Ours(doc, int(row["start_char"]), int(row["end_char"]), row, phrases))
    return sorted(out, key=lambda ours: (ours.doc_id, ours.start, ours.end, ours.cells.get("event_id", "")))


def _head(argument: Mapping[str, str]) -> str:
    """The head word of an argument, from the offsets in its row; "" where the row does not give it."""
    try:
        start = int(argument["start_char"])
        head_start, head_end = int(argument["head_start"]), int(argument["head_end"])
    except (KeyError, ValueError):
        return ""
    if not start <= head_start < head_end:
        return ""
    return argument.get("text", "")[head_start - start : head_end - start]


def read_gold(path: Path, doc_id: str = "") -> list[Expected]:
    """Read gold rows: corpus/events.gold, or the seed's expected.csv with the article's `doc_id`."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Expected(
            id=row["id"],
            doc_id=row.get("doc_id") or doc_id,
            sentence_starts=row.get("sentence_starts") or "",
            trigger=row.get("trigger") or "",
            start=int(row.get("start_char") or -1),
            end=int(row.get("end_char") or -1),
            cells={name: (value or "").strip() for name, value in row.items() if name is not None},
        )
        for row in rows
    ]


def merge(results: Iterable[Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Join the frames of several `extract` results, and return them with the texts by doc_id."""
    import pandas

    parts: dict[str, list[Any]] = defaultdict(list)
    texts: dict[str, str] = {}
    for result in results:
        frames = result.frames()
        for row in records(frames["articles"]):
            texts[row["doc_id"]] = row["text"]
        for name, frame in frames.items():
            if len(frame):
                parts[name].append(frame)
    frames = {name: pandas.concat(group, ignore_index=True) for name, group in parts.items()}
    frames.setdefault("events", pandas.DataFrame(columns=["doc_id", "start_char", "end_char"]))
    return frames, texts


def texts_of(frames: Mapping[str, Any]) -> dict[str, str]:
    """The analysed texts by doc_id, from the `articles` table."""
    return {row["doc_id"]: row["text"] for row in records(frames.get("articles"))}
