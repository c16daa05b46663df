"""Fit the weights by which two reports are told to be of one happening, on ECB+.

    python training/fit_incidents.py [--write]

Pairs are those that a run compares (articles that share telling words; related actions or one type),
between the gold triggers of the topics that are not set apart for measuring. A logistic regression
with a ridge penalty. `--write` renews extract/knowledge/incident_weights.yaml; the figures of the
whole are those of benchmarks/score_incidents.py.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT), str(ROOT / "training")]

from ecb_reports import APART, Told, read  # noqa: E402
from fit_confidence import fit  # noqa: E402

from extract.corpus.agreement import Event, blocks, events_of, features  # noqa: E402
from extract.corpus.terms import Neighbours, Terms, alike  # noqa: E402
from extract.extractor import Extractor  # noqa: E402

Pair = tuple[dict[str, float], bool, bool]


def pairs(documents: list[Told]) -> Iterator[Pair]:
    """Yield features, whether the pair is one event, and whether its topic is set apart."""
    terms = Terms()
    for told in documents:
        terms.add(told.gold)
    neighbours = Neighbours(terms, len(documents))
    vectors, events = [], []
    for rank, told in enumerate(documents):
        vectors.append(terms.vector(told.gold.terms))
        names = {bearer.entity_id: bearer.key for bearer in told.gold.bearers}
        events.append(events_of(rank, told.gold, names, terms))
        near = neighbours.find(rank, vectors[rank])
        neighbours.add(rank, vectors[rank])
        apart = told.topic in APART
        for number, event in enumerate(events[rank]):
            instance = told.instances[number]
            for other in [*near, rank]:
                likeness = 0.0 if other == rank else alike(vectors[rank], vectors[other])
                for at, earlier in enumerate(events[other][: number if other == rank else None]):
                    if _compared(event, earlier):
                        same = bool(instance) and instance == documents[other].instances[at]
                        yield features(event, earlier, likeness), same, apart


def _compared(one: Event, other: Event) -> bool:
    return not set(blocks(one)).isdisjoint(blocks(other))


def main() -> None:
    """Fit, print how good the guesses on the topics apart are, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = list(pairs(sorted(read(Extractor()), key=lambda told: told.name)))
    names = list(found[0][0])
    matrix = np.array([[1.0, *(row[name] for name in names)] for row, _, _ in found])
    right = np.array([float(same) for _, same, _ in found])
    apart = np.array([is_apart for _, _, is_apart in found])
    weights = fit(matrix[~apart], right[~apart])
    for label, rows in (("fitted on", ~apart), ("apart", apart)):
        guess = 1 / (1 + np.exp(-matrix[rows] @ weights))
        loss = -np.mean(np.log(np.where(right[rows] == 1, guess, 1 - guess)))
        print(f"{label}: {rows.sum()} pairs, {right[rows].mean():.1%} of one event, loss {loss:.3f}")
    table = dict(zip(["bias", *names], weights.round(3).tolist(), strict=True))
    if not given.write:
        print(table)
        return
    lines = [
        "# Weights of the agreement of two reports (extract/corpus/agreement.py), written by",
        "# training/fit_incidents.py. Log odds that both tell of one happening.",
        *(f"{name}: {value}" for name, value in table.items()),
    ]
    path = ROOT / "extract" / "knowledge" / "incident_weights.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
