"""The article the project was asked for: what must come out of it does.

The article is third-party text and lies beside the repository, so the tests run only where it is
there. tests/seed_verdicts.csv holds the judgement of every row of ours that expected.csv does not
confirm, by trigger offset and action, without text.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import gold

pytestmark = pytest.mark.skipif(
    not gold.SEED.is_dir(),
    reason="../shared/seed is not there: the seed article is not part of this repository",
)

VERDICTS = Path(__file__).with_name("seed_verdicts.csv")
ALLOWED = {"right", "wrong", "debatable"}
SHARE_RIGHT = 0.75
ASSERTED_WRONG = 3


def read_verdicts() -> dict[tuple[int, str], str]:
    """Return the verdict of each judged row by (start_char, action)."""
    out: dict[tuple[int, str], str] = {}
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = (int(row["start_char"]), row["action"])
            assert row["verdict"] in ALLOWED, (
                f"{key}: verdict {row['verdict']!r} is not one of {sorted(ALLOWED)}"
            )
            assert key not in out, f"{key} is judged twice"
            out[key] = row["verdict"]
    return out


@pytest.fixture(scope="module")
def result(extractor: Any) -> gold.Score:
    return gold.score_seed(extractor)


def test_gold_is_whole() -> None:
    assert len(gold.read_gold(gold.SEED / "expected.csv")) == 37


def test_three_quarters_of_the_expected_rows_are_right(result: gold.Score) -> None:
    report = "\n".join(gold.details(result, text=False) + gold.summary(result))
    assert result.right >= SHARE_RIGHT * len(result.verdicts), report


def test_every_other_row_has_been_judged(result: gold.Score) -> None:
    verdicts = read_verdicts()
    unjudged = [
        (ours.start, ours.cells["action"])
        for ours in (result.ours[index] for index in result.not_right())
        if (ours.start, ours.cells["action"]) not in verdicts
    ]
    assert unjudged == []


def test_at_most_three_asserted_rows_are_wrong(result: gold.Score) -> None:
    verdicts = read_verdicts()
    wrong = [
        (ours.start, ours.cells["action"])
        for ours in (result.ours[index] for index in result.not_right())
        if ours.asserted and verdicts.get((ours.start, ours.cells["action"])) == "wrong"
    ]
    assert len(wrong) <= ASSERTED_WRONG, wrong
