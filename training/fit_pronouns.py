"""Fit the weights by which third-person pronouns choose among the antecedents that grammar allows.

    python training/fit_pronouns.py /path/to/gum_open --model extract/model

For each pronoun of the OntoGUM training documents a softmax over its allowed antecedents and "none"
(log-linear ranking after Denis & Baldridge 2007); right are those of the gold chain, "none" where
there is none. One weight vector for he/she, one for it, one for they. Gradient descent with L2 from
zero, so that two runs give the same file: `extract/knowledge/pronoun_weights.yaml`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from score_coreference import BEFORE, documents, gold_chains, parsed

from extract.annotate.entities.coreference import resolve
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import Item, collect
from extract.annotate.entities.pronouns import CLASSES, Pronouns
from extract.annotate.model import load_model

TARGET = Path(__file__).resolve().parents[1] / "extract" / "knowledge" / "pronoun_weights.yaml"
GENRES = "news,interview,bio,voyage,speech,court,academic,textbook,vlog"
# A wrong name is worse than a pronoun left alone: the score that "none" gets beyond its own.
CAUTION = 0.3
HEADER = f"""\
# What speaks for and against an antecedent of he/she, it and they; "none" is the score to beat.
# Written by training/fit_pronouns.py from the training documents of OntoGUM (annotations CC BY 4.0;
# Zeldes 2017, Zhu et al. 2021), genres {GENRES}; do not edit by hand.
"""

Case = tuple[list[dict[str, float]], list[bool]]  # features of each antecedent; which are right


def collect_cases(folder: Path, model: str, genres: set[str]) -> dict[str, list[Case]]:
    """The choices that pronouns of the training documents have, by class of pronoun."""
    nlp = load_model(model) if model else None
    for factory in BEFORE if nlp is not None else ():
        if nlp.has_factory(factory):
            nlp.add_pipe(factory)
    cases: dict[str, list[Case]] = {"he": [], "it": [], "they": []}
    for _, sentences in documents(folder, "train", genres):
        doc = parsed(nlp, sentences)
        frame = Frame(doc)
        chain_of: dict[int, int] = {}
        for number, chain in enumerate(gold_chains(sentences)):
            for span in sorted(chain):
                chain_of[frame.head_of(*span)] = number

        def watch(pronouns: Pronouns, item: Item, chain_of: dict[int, int] = chain_of) -> None:
            options, right = [], []
            for index, features in pronouns.rivals(item):
                other = chain_of.get(pronouns.items[index].head, -1)
                options.append(features)
                right.append(other >= 0 and other == chain_of.get(item.head, -2))
            cases[CLASSES[item.gender]].append((options, right))

        resolve(frame, collect(frame), watch)
    return cases


def fit(cases: list[Case], steps: int = 400, rate: float = 0.5, decay: float = 0.002) -> dict[str, float]:
    """Weights that make the right antecedents likely; "none" is a feature of its own."""
    names = [*sorted({name for options, _ in cases for features in options for name in features}), "none"]
    column = {name: i for i, name in enumerate(names)}
    built = []
    for options, right in cases:
        matrix = np.zeros((len(options) + 1, len(names)))
        for row, features in enumerate(options):
            for name, amount in features.items():
                matrix[row, column[name]] = amount
        matrix[-1, column["none"]] = 1.0
        built.append((matrix, np.array([*right, not any(right)], dtype=float)))
    weights = np.zeros(len(names))
    for _ in range(steps):
        gradient = -decay * weights * len(built)
        for matrix, right in built:
            scores = np.exp(matrix @ weights - (matrix @ weights).max())
            chances = scores / scores.sum()
            wanted = chances * right
            total = wanted.sum()
            if total > 0:
                gradient += (wanted / total - chances) @ matrix
        weights += rate * gradient / len(built) * 4
    table = {name: round(float(value), 3) for name, value in zip(names, weights, strict=True)}
    table["none"] = round(table["none"] + CAUTION, 3)
    return table


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="")
    options = parser.parse_args()
    lines = [HEADER]
    for name, cases in collect_cases(options.folder, options.model, set(GENRES.split(","))).items():
        print(
            name,
            len(cases),
            "pronouns,",
            sum(any(right) for _, right in cases),
            "with an allowed right antecedent",
        )
        lines.append(f"{name}:\n" + "".join(f"  {key}: {value}\n" for key, value in fit(cases).items()))
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
