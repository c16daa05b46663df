"""Dependency heads and labels by biaffine attention (Dozat and Manning 2017).

A word's score for each other word of its sentence as its head is a bilinear form; a label's score is
that of a layer over dependent and head together, which costs less at run time than a bilinear form
a label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import torch
from texts import Sentence
from torch import Tensor, nn
from torch.nn import functional

from heads.base import Arrays, Counts, Head, Window

if TYPE_CHECKING:
    from export import Graph

ARC, LABEL = 256, 128


class Tree(Head):
    """Gives the graph both sides of the arc scores and of the label layer; the rest is the component's."""

    def __init__(self, name: str, labels: list[str], weight: float) -> None:
        super().__init__(name, labels, weight)
        self.number = {label: index for index, label in enumerate(labels)}
        self.dependent = nn.Linear(384, ARC)
        self.governor = nn.Linear(384, ARC)
        self.bilinear = nn.Linear(ARC, ARC)
        self.root = nn.Linear(ARC, 1)
        self.label_dependent = nn.Linear(384, LABEL)
        self.label_governor = nn.Linear(384, LABEL)
        self.label = nn.Linear(LABEL, len(labels))
        self.dropout = nn.Dropout(0.2)
        nn.init.normal_(self.bilinear.weight, std=ARC**-0.5)

    @staticmethod
    def collect(sentences: Iterable[Sentence], **_: object) -> list[str]:
        counts = Counter(dep for s in sentences if s.syntax is not None for dep in s.syntax.deps)
        return [label for label, _ in counts.most_common()]

    def targets(self, window: Window, base: int) -> Arrays:
        words: list[int] = []
        place: list[int] = []
        heads: list[int] = []
        labels: list[int] = []
        lengths: list[int] = []
        for start, sentence in zip(window.starts, window.sentences, strict=False):
            if sentence.syntax is None:
                continue
            size = len(sentence.words)
            words.extend(range(base + start, base + start + size))
            place.extend(range(size))
            heads.extend(sentence.syntax.heads)
            labels.extend(self.number.get(dep, -100) for dep in sentence.syntax.deps)
            lengths.append(size)
        return {
            "words": np.array(words, dtype=np.int64),
            "place": np.array(place, dtype=np.int64),
            "heads": np.array(heads, dtype=np.int64),
            "labels": np.array(labels, dtype=np.int64),
            "lengths": np.array(lengths, dtype=np.int64),
        }

    def sides(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Dependent side (transformed), governor side, root scores."""
        dependent = self.dropout(functional.gelu(self.dependent(vectors)))
        governor = self.dropout(functional.gelu(self.governor(vectors)))
        return self.bilinear(dependent) * ARC**-0.5, governor, self.root(dependent).squeeze(-1)

    def loss(self, vectors: Tensor, targets: dict[str, Tensor]) -> Tensor | None:
        lengths = targets["lengths"]
        if not len(lengths):
            return None
        words, place, heads = targets["words"], targets["place"], targets["heads"]
        own = vectors[words]
        row = torch.repeat_interleave(torch.arange(len(lengths), device=own.device), lengths)
        longest = int(lengths.max())
        dependent, governor, root = self.sides(own)
        padded_d = dependent.new_zeros(len(lengths), longest, ARC).index_put((row, place), dependent)
        padded_g = dependent.new_zeros(len(lengths), longest, ARC).index_put((row, place), governor)
        scores = torch.bmm(padded_d, padded_g.transpose(1, 2))
        scores = scores.masked_fill(
            torch.arange(longest, device=own.device)[None, None, :] >= lengths[:, None, None], -1e4
        )
        mine = scores[row, place]  # (words, longest): the scores of each word's possible heads
        mine = mine.scatter(1, place[:, None], root[:, None].to(mine.dtype))  # itself as its head: the root
        arcs = functional.cross_entropy(mine.float(), heads)
        above = torch.arange(len(words), device=own.device) - place + heads
        hidden = functional.gelu(
            self.label_dependent(own) + self.label_governor(own)[above], approximate="tanh"
        )
        labels = functional.cross_entropy(self.label(self.dropout(hidden)).float(), targets["labels"])
        return arcs + labels

    def count(self, vectors: Tensor, targets: dict[str, Tensor], windows: list[Window]) -> Counts:
        """Attachment by the best head of each word alone, punctuation left out."""
        begin = uas = las = total = 0
        for length in targets["lengths"].tolist():
            own = vectors[targets["words"][begin : begin + length]]
            gold, labels = targets["heads"][begin : begin + length], targets["labels"][begin : begin + length]
            begin += length
            dependent, governor, root = self.sides(own)
            found = (dependent @ governor.T).fill_diagonal_(0).add(torch.diag(root)).argmax(-1)
            hidden = self.label_dependent(own) + self.label_governor(own)[found]
            named = self.label(functional.gelu(hidden, approximate="tanh")).argmax(-1)
            counted = labels != self.number.get("punct", -1)
            right = (found == gold) & counted
            uas, las = uas + int(right.sum()), las + int((right & (named == labels)).sum())
            total += int(counted.sum())
        return {"uas": (uas, total, total), "las": (las, total, total)}

    def graph(self, graph: Graph, vectors: str) -> None:
        dependent = graph.gelu(graph.linear(vectors, self.dependent))
        governor = graph.gelu(graph.linear(vectors, self.governor))
        graph.output(self.name + "_dependent", graph.scale(graph.linear(dependent, self.bilinear), ARC**-0.5))
        graph.output(self.name + "_governor", governor)
        graph.output(self.name + "_root", graph.linear(dependent, self.root))
        graph.output(self.name + "_label_dependent", graph.linear(vectors, self.label_dependent))
        graph.output(self.name + "_label_governor", graph.linear(vectors, self.label_governor))

    def arrays(self) -> Arrays:
        return {
            "weight": self.label.weight.detach().numpy().T.astype(np.float32).copy(),
            "bias": self.label.bias.detach().numpy().astype(np.float32).copy(),
        }
