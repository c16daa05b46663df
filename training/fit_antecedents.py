"""Fit the network that helps third-person pronouns to choose among the antecedents that grammar allows.

    python training/fit_antecedents.py /path/to/corpora --model extract/model [--held-out]

The choices are those of fit_pronouns.py; each antecedent is told by its features and by what the encoder
says of its head and of the pronoun. A linear layer over the features, one a class of pronoun, plus a hidden
layer over sides and features; softmax over the antecedents and "none", whose score gets CAUTION besides.
Writes `antecedents/` into the model and the component `eventwire_antecedents` into its pipeline.
`--held-out` writes nothing: it leaves half of GAP out and prints precision and recall there and on
OntoGUM's development documents, for the linear layer alone and for both.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fit_pronouns
import numpy as np
import spacy
import torch
from fit_pronouns import CAUTION, Cases, of_gap, of_litbank, of_ontogum, with_parts_before
from spacy.language import Language
from spacy.tokens import Doc

from extract.annotate.entities.pronouns import ORDER
from extract.encoder.encoding import Encoding
from extract.encoder.heads.antecedents import READ, Antecedents

WIDTH, ROUNDS, BATCH, RATE, DECAY = 32, 6, 16, 2e-3, 0.02
SEEN, KEPT = 0.4, 0.2  # dropout of the encoder's numbers and of the hidden layer
NOVELS = 2
SCALE = 4.0  # standardised numbers are divided by it


@dataclass
class Choice:
    """One pronoun: features (n + 1, f), own vector (d,), vectors (n + 1, d), right (n + 1,), class."""

    features: torch.Tensor
    own: torch.Tensor
    others: torch.Tensor
    right: torch.Tensor
    number: int


class Recorder(Antecedents):
    """Leaves the encoder's numbers themselves on the Doc."""

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        seen = np.concatenate([encoding.output(name) for name in READ], axis=1)
        doc.user_data["seen"] = np.zeros((len(doc), seen.shape[1]), dtype=np.float16)
        doc.user_data["seen"][encoding.words] = seen


class Network(torch.nn.Module):
    """The scores of the antecedents of one pronoun."""

    def __init__(self, features: int, vectors: torch.Tensor, *, hidden: bool = True) -> None:
        super().__init__()
        size = vectors.shape[1]
        self.mean, self.spread = vectors.mean(0), (vectors.std(0) + 1e-3) * SCALE
        self.with_hidden = hidden
        self.plain = torch.nn.Linear(features + 1, len(ORDER), bias=False)
        self.pronoun = torch.nn.Linear(size, WIDTH)
        self.other = torch.nn.Linear(size, WIDTH, bias=False)
        self.features = torch.nn.Linear(features + 1, WIDTH, bias=False)
        self.classes = torch.nn.Embedding(len(ORDER), WIDTH)
        self.out = torch.nn.Linear(WIDTH, 1, bias=False)
        self.drop_seen, self.drop = torch.nn.Dropout(SEEN), torch.nn.Dropout(KEPT)
        torch.nn.init.zeros_(self.out.weight)

    def forward(self, choice: Choice) -> torch.Tensor:
        none = torch.zeros(len(choice.features), 1)
        none[-1] = 1.0
        told = torch.cat([choice.features, none], 1)
        scores: torch.Tensor = self.plain(told)[:, choice.number]
        if self.with_hidden:
            own = self.drop_seen((choice.own - self.mean) / self.spread)
            others = self.drop_seen((choice.others - self.mean) / self.spread) * (1.0 - none)
            hidden = self.pronoun(own) + self.other(others) + self.features(told)
            hidden = torch.nn.functional.gelu(hidden + self.classes.weight[choice.number], approximate="tanh")
            scores = scores + self.out(self.drop(hidden)).squeeze(-1)
        return scores


def collect(nlp: Language, corpora: Path, split: str = "train") -> Iterator[tuple[str, Cases]]:
    """The choices of each text with its corpus; the third and fourth of a case are its vectors."""
    fit_pronouns.NOVELS = NOVELS
    for cases in of_ontogum(nlp, corpora / "gum_open", split):
        yield "ontogum", cases
    if split == "train":
        for cases in of_litbank(nlp, corpora / "litbank"):
            yield "litbank", cases
        for cases in of_gap(nlp, corpora / "gap_coreference"):
            yield "gap", cases


def built(cases: Cases, column: dict[str, int]) -> list[Choice]:
    """Cases as tensors; features that training has not seen are left out."""
    out = []
    for name, found in cases.items():
        for options, right, own, others in found:
            features = torch.zeros(len(options) + 1, len(column))
            for row, told in enumerate(options):
                for key, amount in told.items():
                    if key in column:
                        features[row, column[key]] = amount
            vectors = torch.zeros(len(options) + 1, len(own))
            if options:
                vectors[:-1] = torch.tensor(np.asarray(others, dtype=np.float32))
            verdicts = torch.tensor([*right, not any(right)])
            own_vector = torch.tensor(np.asarray(own, dtype=np.float32))
            out.append(Choice(features, own_vector, vectors, verdicts, ORDER.index(name)))
    return out


def fit(choices: list[Choice], *, hidden: bool = True) -> Network:
    """Fit a network; two runs on one machine give the same."""
    torch.manual_seed(0)
    order = random.Random(0)
    vectors = torch.cat([choice.others[:-1] for choice in choices[::5]])
    network = Network(choices[0].features.shape[1], vectors, hidden=hidden)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = ROUNDS * (len(choices) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1.0 - step / steps))
    shuffled = list(choices)
    for _ in range(ROUNDS):
        network.train()
        order.shuffle(shuffled)
        for start in range(0, len(shuffled), BATCH):
            losses = []
            for choice in shuffled[start : start + BATCH]:
                scores = network(choice)
                losses.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[choice.right], 0))
            optimiser.zero_grad()
            torch.stack(losses).mean().backward()
            optimiser.step()
            schedule.step()
    return network.eval()


def measure(network: Network, choices: list[Choice]) -> str:
    """Precision and recall of the pronouns that have an allowed right antecedent."""
    right = answered = wanted = 0
    with torch.no_grad():
        for choice in choices:
            scores = network(choice)
            scores[-1] += CAUTION
            best = int(scores.argmax())
            wanted += bool(choice.right[:-1].any())
            if best < len(scores) - 1:
                answered += 1
                right += bool(choice.right[best])
    return f"P {100 * right / max(answered, 1):.1f} R {100 * right / max(wanted, 1):.1f} of {wanted}"


def component(nlp: Language, network: Network, names: list[str]) -> Antecedents:
    """The network as the package runs it; standardising is folded into the sides' weights."""
    with torch.no_grad():
        pronoun = (network.pronoun.weight / network.spread).T
        other = (network.other.weight / network.spread).T
        plain = network.plain.weight.T.clone()
        plain[-1] += CAUTION
        bias = torch.cat([network.pronoun.bias - network.mean @ pronoun, -network.mean @ other])
        arrays = {
            "sides": torch.cat([pronoun, other], 1).numpy().astype(np.float16),
            "sides_bias": bias.numpy(),
            "hidden": network.features.weight.T.numpy(),
            "plain": plain.numpy(),
            "out": network.out.weight[0].numpy(),
            "class": network.classes.weight.numpy(),
        }
    out = Antecedents(nlp.vocab, "antecedents")
    out.set(
        {"antecedent": names}, {"antecedent": {key: np.ascontiguousarray(v) for key, v in arrays.items()}}
    )
    return out


def held_out(train: list[tuple[str, Cases]], dev: Cases, column: dict[str, int]) -> None:
    """Print what a network learns that has not seen half of GAP, without and with the hidden layer."""
    gap = [choice for corpus, cases in train if corpus == "gap" for choice in built(cases, column)]
    rest = [choice for corpus, cases in train if corpus != "gap" for choice in built(cases, column)]
    for hidden in (False, True):
        network = fit([*rest, *gap[::2]], hidden=hidden)
        told = [f"{name} {measure(network, built({name: dev[name]}, column))}" for name in ORDER]
        print("both" if hidden else "features alone", "GAP", measure(network, gap[1::2]), *told, flush=True)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    given = parser.parse_args()
    nlp = with_parts_before(str(given.model))
    recorder = Recorder(nlp.vocab, "recorder")
    Language.component("eventwire_recorder", func=recorder)
    nlp.add_pipe("eventwire_recorder", before="release")
    train = list(collect(nlp, given.corpora))
    every = [case for _, cases in train for found in cases.values() for case in found]
    names = sorted({key for case in every for told in case[0] for key in told})
    column = {name: number for number, name in enumerate(names)}
    if given.held_out:
        dev: Cases = {name: [] for name in ORDER}
        for _, cases in collect(nlp, given.corpora, "dev"):
            for name in ORDER:
                dev[name] += cases[name]
        held_out(train, dev, column)
        return
    network = fit([choice for _, cases in train for choice in built(cases, column)])
    write(given.model, network, names)


def write(model: Path, network: Network, names: list[str]) -> None:
    """Put the component into the pipeline on disk, in front of what lets the encoding go."""
    nlp = spacy.load(model)
    made = component(nlp, network, names)
    if "antecedents" not in nlp.pipe_names:
        nlp.add_pipe("eventwire_antecedents", name="antecedents", before="release")
    kept = nlp.get_pipe("antecedents")
    kept.set(made.labels, made.arrays)
    kept.to_disk(model / "antecedents")
    nlp.config.to_disk(model / "config.cfg")
    (model / "meta.json").write_text(json.dumps(nlp.meta, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
