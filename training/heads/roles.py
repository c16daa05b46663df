"""Semantic roles: which words are predicates, and the edges from them to the heads of their arguments.

Dependency-based labelling as in CoNLL-2008/2009, on PropBank's roles; every word of the sentence may
be an argument of every predicate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from texts import Sentence
from torch import Tensor, nn
from torch.nn import functional

from heads.base import Arrays, Counts, Head, Window

if TYPE_CHECKING:
    from export import Graph

HIDDEN = 128
NONE = ""


class Roles(Head):
    """A logit a word (predicate or not) and both sides of a layer over predicate and argument."""

    def __init__(self, name: str, labels: list[str], weight: float, least: int = 50) -> None:
        super().__init__(name, labels, weight)
        self.number = {label: index for index, label in enumerate(labels)}
        self.predicate = nn.Linear(384, 1)
        self.left = nn.Linear(384, HIDDEN)
        self.right = nn.Linear(384, HIDDEN)
        self.out = nn.Linear(HIDDEN, max(len(labels), 1))
        self.dropout = nn.Dropout(0.1)

    @staticmethod
    def collect(sentences: Iterable[Sentence], least: int = 50, **_: object) -> list[str]:
        counts = Counter(role for sentence in sentences for _, _, role in sentence.roles or ())
        return [NONE, *(role for role, count in counts.most_common() if count >= least)]

    def targets(self, window: Window, base: int) -> Arrays:
        words: list[int] = []
        is_predicate: list[float] = []
        left: list[int] = []
        right: list[int] = []
        labels: list[int] = []
        for start, sentence in zip(window.starts, window.sentences, strict=False):
            if sentence.roles is None:
                continue
            size = len(sentence.words)
            predicates = sorted({p for p, _, _ in sentence.roles})
            words.extend(range(base + start, base + start + size))
            is_predicate.extend(float(place in predicates) for place in range(size))
            wanted = {(p, a): self.number.get(role, 0) for p, a, role in sentence.roles}
            for predicate in predicates:
                left.extend([base + start + predicate] * size)
                right.extend(range(base + start, base + start + size))
                labels.extend(wanted.get((predicate, place), 0) for place in range(size))
        return {
            "words": np.array(words, dtype=np.int64),
            "is_predicate": np.array(is_predicate, dtype=np.float32),
            "left": np.array(left, dtype=np.int64),
            "right": np.array(right, dtype=np.int64),
            "labels": np.array(labels, dtype=np.int64),
        }

    def loss(self, vectors: Tensor, targets: dict[str, Tensor]) -> Tensor | None:
        words = targets["words"]
        if not len(words):
            return None
        scores = self.predicate(vectors[words]).squeeze(-1)
        loss = functional.binary_cross_entropy_with_logits(scores.float(), targets["is_predicate"])
        if len(targets["labels"]):
            hidden = functional.gelu(
                self.left(vectors)[targets["left"]] + self.right(vectors)[targets["right"]],
                approximate="tanh",
            )
            every = functional.cross_entropy(
                self.out(self.dropout(hidden)).float(), targets["labels"], reduction="sum"
            )
            loss = loss + every / len(words)
        return loss

    def count(self, vectors: Tensor, targets: dict[str, Tensor], windows: list[Window]) -> Counts:
        """Labelled edges of gold predicates."""
        hidden = self.left(vectors)[targets["left"]] + self.right(vectors)[targets["right"]]
        given = self.out(functional.gelu(hidden, approximate="tanh")).argmax(-1)
        gold = targets["labels"]
        right = (given == gold) & (gold > 0)
        return {self.name: (int(right.sum()), int((given > 0).sum()), int((gold > 0).sum()))}

    def graph(self, graph: Graph, vectors: str) -> None:
        graph.output(self.name + "_predicate", graph.linear(vectors, self.predicate))
        graph.output(self.name + "_left", graph.linear(vectors, self.left))
        graph.output(self.name + "_right", graph.linear(vectors, self.right))

    def arrays(self) -> Arrays:
        return {
            "weight": self.out.weight.detach().numpy().T.astype(np.float32).copy(),
            "bias": self.out.bias.detach().numpy().astype(np.float32).copy(),
        }
