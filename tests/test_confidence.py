"""The confidence of a row: from evidence, by weights that were fitted."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from extract.events.confidence import _weights, features
from extract.knowledge import load_yaml

JUDGED = Path(__file__).resolve().parents[1] / "benchmarks" / "judged_rows.csv"


def rows(all_kinds, text: str) -> dict[str, float]:
    return {event.action: event.confidence for event in all_kinds(text).events}


def test_every_feature_has_a_weight(all_kinds, monkeypatch):
    from extract.events import component

    seen = []
    monkeypatch.setattr(component, "confidence", lambda *given: seen.append(features(*given)) or 0.5)
    all_kinds("The court fined the bank.")
    assert set(seen[0]) | {"bias"} == set(load_yaml("confidence.yaml")) == set(_weights())
    assert all(0.0 <= value <= 1.5 for value in seen[0].values())


def test_a_plain_row_is_trusted_more_than_a_doubtful_one(all_kinds):
    plain = rows(all_kinds, "The court fined the bank on Monday.")["fine"]
    pronoun = rows(all_kinds, "They fined it on Monday.")["fine"]
    reported = rows(all_kinds, "The minister said that they would fine it.")["fine"]
    assert plain > 0.6
    assert plain > pronoun > reported


def test_confidence_is_a_share(all_kinds):
    text = "We might not have wanted them to, she said, while " + "the old town " * 60 + "slept."
    assert all(0.0 <= value <= 1.0 for value in rows(all_kinds, text).values())


def test_judged_rows_hold_no_text():
    with JUDGED.open(encoding="utf8") as file:
        table = list(csv.DictReader(file))
    assert len(table) > 500
    for row in table:
        assert set(row) == {"doc_id", "start_char", "cells", "right"}
        assert re.fullmatch("[0-9a-f]{10}", row["cells"])
        assert row["start_char"].isdigit()
        assert row["right"] in {"0", "1"}
