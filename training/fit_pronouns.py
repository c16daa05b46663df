"""Fit the weights by which third-person pronouns choose among the antecedents that grammar allows.

    python training/fit_pronouns.py /path/to/corpora [--model NAME_OR_PATH]

For each pronoun of the training texts a softmax over its allowed antecedents and "none" (log-linear
ranking after Denis & Baldridge 2007); right are those of the gold chain, "none" where there is none. One
weight vector for he/she, one for it, one for they. Gradient descent with L2 from zero, so that two runs
give the same file: `extract/knowledge/pronoun_weights.yaml`.

Texts: OntoGUM's training documents; LitBank, the pronouns that have an antecedent there (it annotates no
others), of he/she every fifth so that novels do not outweigh the rest; GAP's development part, where one of
the two names is right.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from score_coreference import BEFORE, GENRES, documents, gold_chains, parsed

from extract.annotate.entities.coreference import resolve
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import Item, collect
from extract.annotate.entities.pronouns import CLASSES, Pronouns
from extract.annotate.model import load_model

TARGET = Path(__file__).resolve().parents[1] / "extract" / "knowledge" / "pronoun_weights.yaml"
# A wrong name is worse than a pronoun left alone: the score that "none" gets beyond its own.
CAUTION = 0.3
NOVELS = 5  # one in so many of the novels' he and she
HEADER = """\
# What speaks for and against an antecedent of he/she, it and they; "none" is the score to beat.
# Written by training/fit_pronouns.py from training documents of OntoGUM (annotations CC BY 4.0; Zeldes 2017,
# Zhu et al. 2021), LitBank (CC BY 4.0; Bamman et al. 2020) and GAP (Apache 2.0; Webster et al. 2018);
# do not edit by hand.
"""
_MENTION = re.compile(r"(\()?(\d+)(\))?")
_GLUED = frozenset({",", ".", "!", "?", ";", ":", ")", "’", "”", "'s", "’s", "n't"})

# Features of each antecedent; which are right; and, where the Doc holds what the encoder says ("seen" in
# its user_data), that of the pronoun's and of the antecedents' heads, else None.
Case = tuple[list[dict[str, float]], list[bool], Any, Any]


Cases = dict[str, list[Case]]
# Whether an antecedent of a pronoun, by its item number, is right.
Answer = Callable[[Pronouns, Item, int], bool]


def choices(doc: Doc, asked: Callable[[Item], bool], right: Answer) -> Cases:
    """The choices that the pronouns of a parsed text have, by class of pronoun."""
    cases: Cases = {"he": [], "it": [], "they": []}

    def watch(pronouns: Pronouns, item: Item) -> None:
        if asked(item):
            options = list(pronouns.rivals(item))
            verdicts = [right(pronouns, item, index) for index, _ in options]
            seen = doc.user_data.get("seen")
            heads = [pronouns.items[index].head for index, _ in options]
            vectors = (None, None) if seen is None else (seen[item.head], seen[heads])
            cases[CLASSES[item.gender]].append(([told for _, told in options], verdicts, *vectors))

    frame = Frame(doc)
    resolve(frame, collect(frame), watch)
    return cases


def by_chain(doc: Doc, chain_of: dict[int, int]) -> Cases:
    """The choices in a text whose mentions have chains, by their head token."""

    def right(pronouns: Pronouns, item: Item, index: int) -> bool:
        chain = chain_of.get(pronouns.items[index].head, -1)
        return chain >= 0 and chain == chain_of.get(item.head, -2)

    return choices(doc, lambda _: True, right)


def of_ontogum(nlp: Language, folder: Path, split: str = "train") -> Iterator[Cases]:
    """The choices in OntoGUM's documents of a split."""
    for _, sentences in documents(folder, split, set(GENRES) - {"conversation"}):
        doc = parsed(nlp, sentences)
        yield by_chain(doc, _heads(Frame(doc), enumerate(gold_chains(sentences))))


def of_litbank(nlp: Language, folder: Path) -> Iterator[Cases]:
    """The choices in LitBank's novels of the pronouns that have an antecedent."""
    with tarfile.open(folder / "litbank_annotations.tar.gz") as archive:
        members = [m for m in archive.getmembers() if "coref/conll/" in m.name and m.name.endswith(".conll")]
        for member in sorted(members, key=lambda m: m.name):
            handle = archive.extractfile(member)
            assert handle is not None
            lines = handle.read().decode("utf-8").splitlines()
            rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
            words = [row[3] for row in rows]
            spaces = [after not in _GLUED for after in [*words[1:], ""]]
            doc = nlp(Doc(nlp.vocab, words=words, spaces=spaces))
            cases = by_chain(doc, _heads(Frame(doc), _spans([row[-1].strip() for row in rows]).items()))
            kept = {name: [c for c in found if any(c[1])] for name, found in cases.items()}
            yield kept | {"he": kept["he"][::NOVELS]}


def of_gap(nlp: Language, folder: Path) -> Iterator[Cases]:
    """The choices of GAP's pronouns that are one of the two names and can be resolved."""
    with (folder / "gap-development.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            doc = nlp(row["Text"])
            frame = Frame(doc)

            def head(name: str, row: dict[str, str] = row, doc: Doc = doc, frame: Frame = frame) -> int:
                start = int(row[f"{name}-offset"])
                span = doc.char_span(start, start + len(row[name]), alignment_mode="expand")
                return frame.head_of(span.start, span.end)

            pronoun, names = head("Pronoun"), {head(n) for n in "AB" if row[f"{n}-coref"] == "TRUE"}

            def right(pronouns: Pronouns, _: Item, index: int, names: set[int] = names) -> bool:
                members = pronouns.clusters.members(pronouns.clusters.root(index))
                return any(pronouns.items[member].head in names for member in members)

            cases = choices(doc, lambda item, pronoun=pronoun: item.head == pronoun, right)  # type: ignore[misc]
            yield {name: [c for c in found if any(c[1])] for name, found in cases.items()}


def _heads(frame: Frame, chains: Any) -> dict[int, int]:
    """Head token of each mention to the number of its chain."""
    return {frame.head_of(*span): number for number, chain in chains for span in sorted(chain)}


def _spans(cells: list[str]) -> dict[int, list[tuple[int, int]]]:
    """The mentions of CoNLL 2012's last column, "(3|(4)" and "3)", by chain."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    open_at: dict[int, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        for piece in cell.split("|"):
            found = _MENTION.fullmatch(piece)
            if found is None:
                continue
            number = int(found.group(2))
            if found.group(1):
                open_at[number].append(index)
            if found.group(3) and open_at[number]:
                spans[number].append((open_at[number].pop(), index + 1))
    return spans


def with_parts_before(model: str | None) -> Language:
    """A pipeline with the components that stand before the entities."""
    nlp = load_model(model)
    for factory in BEFORE:
        if nlp.has_factory(factory) and factory not in nlp.pipe_names:
            nlp.add_pipe(factory)
    return nlp


def collect_cases(corpora: Path, model: str | None) -> Cases:
    """The choices of all training texts, by class of pronoun."""
    nlp = with_parts_before(model)
    out: Cases = {"he": [], "it": [], "they": []}
    for name, texts in (
        ("OntoGUM", of_ontogum(nlp, corpora / "gum_open")),
        ("LitBank", of_litbank(nlp, corpora / "litbank")),
        ("GAP", of_gap(nlp, corpora / "gap_coreference")),
    ):
        before = {pronoun: len(found) for pronoun, found in out.items()}
        for cases in texts:
            for pronoun, found in cases.items():
                out[pronoun] += found
        print(name, {pronoun: len(found) - before[pronoun] for pronoun, found in out.items()}, flush=True)
    return out


def fit(cases: list[Case], steps: int = 400, rate: float = 0.5, decay: float = 0.002) -> dict[str, float]:
    """Weights that make the right antecedents likely; "none" is a feature of its own."""
    names = [*sorted({name for options, *_ in cases for features in options for name in features}), "none"]
    column = {name: i for i, name in enumerate(names)}
    built = []
    for options, right, *_ in cases:
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
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--model")
    options = parser.parse_args()
    lines = [HEADER]
    for name, cases in collect_cases(options.corpora, options.model).items():
        told = sum(any(case[1]) for case in cases)
        print(name, len(cases), "pronouns,", told, "with an allowed right antecedent", flush=True)
        lines.append(f"{name}:\n" + "".join(f"  {key}: {value}\n" for key, value in fit(cases).items()))
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
