"""One class a word: tags, parts of speech with morphology, lemma rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from texts import Sentence
from torch import Tensor, nn
from torch.nn import functional

from extract.encoder.lemmas import rule
from heads.base import Arrays, Counts, Head, Window

if TYPE_CHECKING:
    from export import Graph

_UNKNOWN = -100


def values(sentence: Sentence, of: str) -> list[str] | None:
    """What a sentence's words are classed as: `of` is "tag", "morph" or "lemma"."""
    syntax = sentence.syntax
    if syntax is None:
        return None
    if of == "tag":
        return syntax.tags
    if of == "morph":
        return [
            f"{pos}|{feats}" if feats else pos for pos, feats in zip(syntax.upos, syntax.feats, strict=True)
        ]
    return [
        rule(form, lemma) if lemma != "_" else ""
        for form, lemma in zip(sentence.words, syntax.lemmas, strict=True)
    ]


class Classes(Head):
    """A linear layer and a softmax over the classes; the graph gives the best one's number."""

    def __init__(self, name: str, labels: list[str], weight: float, of: str, least: int = 1) -> None:
        super().__init__(name, labels, weight)
        self.of = of
        self.least = least
        self.number = {label: index for index, label in enumerate(labels)}
        self.dropout = nn.Dropout(0.1)
        self.scores = nn.Linear(384, len(labels))

    @staticmethod
    def collect(sentences: Iterable[Sentence], of: str = "tag", least: int = 1, **_: object) -> list[str]:
        """The classes that occur at least `least` times, the most frequent first."""
        counts: Counter[str] = Counter()
        for sentence in sentences:
            counts.update(values(sentence, of) or ())
        counts.pop("", None)
        return [label for label, count in counts.most_common() if count >= least]

    def targets(self, window: Window, base: int) -> Arrays:
        out: list[int] = []
        for sentence in window.sentences:
            found = values(sentence, self.of)
            out.extend(
                [_UNKNOWN] * len(sentence.words)
                if found is None
                else (self.number.get(v, _UNKNOWN) for v in found)
            )
        return {"classes": np.array(out, dtype=np.int64)}

    def loss(self, vectors: Tensor, targets: dict[str, Tensor]) -> Tensor | None:
        wanted = targets["classes"]
        if not bool((wanted >= 0).any()):
            return None
        return functional.cross_entropy(self.scores(self.dropout(vectors)), wanted, ignore_index=_UNKNOWN)

    def count(self, vectors: Tensor, targets: dict[str, Tensor], windows: list[Window]) -> Counts:
        wanted = targets["classes"]
        known = wanted >= 0
        right = int((self.scores(vectors).argmax(-1)[known] == wanted[known]).sum())
        return {self.name: (right, int(known.sum()), int(known.sum()))}

    def graph(self, graph: Graph, vectors: str) -> None:
        graph.output(self.name, graph.argmax(graph.linear(vectors, self.scores)))
