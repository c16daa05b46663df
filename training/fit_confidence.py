"""Fit the weights of the rows' confidence on rows that people judged, and print how well it is calibrated.

    python training/fit_confidence.py [--judged benchmarks/judged_rows.csv] [--write]

Judged rows are kept without text: document of PolNeAR dev, offsets, verdict, and a digest of the row's cells, so
that a row that has changed since is left out. Rows of the sample corpus count as right where all that its gold
gives is met (`benchmarks/gold.py`). A logistic regression with a ridge penalty; the figures are from parts that
were left out of the fit in turn, whole articles at a time. `--write` renews extract/knowledge/confidence.yaml.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT)]

import gold  # noqa: E402
from score_attribution import ARCHIVE, read_polnear  # noqa: E402

import extract.events.component as component  # noqa: E402
from extract.events.confidence import features  # noqa: E402
from extract.extractor import Extractor  # noqa: E402

CELLS = (
    "event_type action actor target place when_text polarity certainty modality tense attributed_to".split()
)
RIDGE, PARTS, BINS = 3.0, 10, 5


def digest(row: Mapping[str, object]) -> str:
    """A short digest of a row's cells; missing cells count as empty."""
    cells = ("" if row[c] is None or row[c] != row[c] else str(row[c]) for c in CELLS)
    return hashlib.sha256("\t".join(cells).encode()).hexdigest()[:10]


Example = tuple[str, dict[str, float], bool]


def examples(judged: Path) -> list[Example]:
    """(article, features, right) of every judged row that is still as it was, and of the sample corpus."""
    seen: dict[int, dict[str, float]] = {}

    def record(predicate, event, doc, shares):  # type: ignore[no-untyped-def]
        token = doc[event.trigger.start]
        seen[token.idx] = features(predicate, event, doc, shares)
        return 0.5

    component.confidence = record
    extractor = Extractor()
    wanted: dict[str, dict[int, tuple[str, bool]]] = {}
    for row in csv.DictReader(judged.open(encoding="utf8")):
        wanted.setdefault(row["doc_id"], {})[int(row["start_char"])] = (row["cells"], row["right"] == "1")
    out: list[Example] = []
    changed = 0
    for name, text, _ in read_polnear(ARCHIVE, "dev"):
        if name in wanted:
            seen.clear()
            for row in extractor(text).frames()["events"].to_dict("records"):
                cells, right = wanted[name].get(int(row["start_char"]), ("", False))
                if cells == digest(row):
                    out.append((name, seen[int(row["start_char"])], right))
                elif cells:
                    changed += 1
    print(f"{len(out)} judged rows, {changed} others have changed since")
    rows = {path.stem: path.read_text(encoding="utf8") for path in sorted(gold.CORPUS.glob("*.txt"))}
    kept: dict[tuple[str, int], dict[str, float]] = {}
    for name, text in rows.items():
        seen.clear()
        extractor(text)
        kept.update({(name, at): found for at, found in seen.items()})
    score = gold.score_corpus(extractor)
    for verdict in score.verdicts:
        if verdict.ours is not None:
            ours = score.ours[verdict.ours]
            found = kept.get((Path(ours.doc_id).stem, ours.start))
            if found is not None:
                out.append((ours.doc_id, found, verdict.right))
    return out


def fit(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The weights of a ridge logistic regression (Newton's method); the first column is the constant."""
    weights = np.zeros(matrix.shape[1])
    ridge = np.full(matrix.shape[1], RIDGE)
    ridge[0] = 1e-6
    for _ in range(50):
        share = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (right - share) - ridge * weights
        curve = (matrix * (share * (1 - share))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def main() -> None:
    """Fit, print the reliability table, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--judged", type=Path, default=ROOT / "benchmarks" / "judged_rows.csv")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = examples(given.judged)
    names = list(found[0][1])
    matrix = np.array([[1.0, *(row[name] for name in names)] for _, row, _ in found])
    right = np.array([float(verdict) for _, _, verdict in found])
    articles = sorted({article for article, _, _ in found})
    part = np.array([articles.index(article) % PARTS for article, _, _ in found])
    guess = np.zeros(len(found))
    for number in range(PARTS):
        inside = part == number
        guess[inside] = 1 / (1 + np.exp(-matrix[inside] @ fit(matrix[~inside], right[~inside])))
    base = right.mean()
    brier, plain = np.mean((guess - right) ** 2), np.mean((base - right) ** 2)
    order = np.argsort(guess)
    pairs = (right[:, None] > right[None, :]).sum()
    area = ((guess[:, None] > guess[None, :]) & (right[:, None] > right[None, :])).sum() / pairs
    print(
        f"{len(found)} rows, {100 * base:.1f} % right; Brier {brier:.3f} (constant {plain:.3f}); area {area:.3f}"
    )
    print("rows    said    right")
    for rows in np.array_split(order, BINS):
        print(f"{len(rows):4}  {100 * guess[rows].mean():6.1f}  {100 * right[rows].mean():6.1f}")
    weights = dict(zip(["bias", *names], fit(matrix, right).round(3).tolist(), strict=True))
    if given.write:
        lines = [
            "# Weights of the confidence of a row (extract/events/confidence.py), written by",
            "# training/fit_confidence.py. Log odds that every cell of the row is right.",
            *(f"{name}: {value}" for name, value in weights.items()),
        ]
        path = ROOT / "extract" / "knowledge" / "confidence.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf8")
    else:
        print(weights)


if __name__ == "__main__":
    main()
