"""Whether a word begins a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from torch import Tensor, nn
from torch.nn import functional

from heads.base import Arrays, Counts, Head, Window

if TYPE_CHECKING:
    from export import Graph


class Boundaries(Head):
    """A logit a word; above 0, a sentence begins there."""

    def __init__(self, name: str, labels: list[str], weight: float) -> None:
        super().__init__(name, labels, weight)
        self.scores = nn.Sequential(nn.Linear(384, 64), nn.GELU(), nn.Linear(64, 1))

    def targets(self, window: Window, base: int) -> Arrays:
        out: list[float] = []
        vouched = True  # windows begin where sentences do, at run time too wherever they can
        for sentence in window.sentences:
            begins = 1.0 if vouched and sentence.boundary else -1.0
            out.extend([begins] + [0.0 if sentence.boundary else -1.0] * (len(sentence.words) - 1))
            vouched = sentence.boundary
        return {"starts": np.array(out, dtype=np.float32)}

    def loss(self, vectors: Tensor, targets: dict[str, Tensor]) -> Tensor | None:
        wanted = targets["starts"]
        known = wanted >= 0
        if not bool(known.any()):
            return None
        scores = self.scores(vectors).squeeze(-1)
        return functional.binary_cross_entropy_with_logits(scores[known], wanted[known])

    def count(self, vectors: Tensor, targets: dict[str, Tensor], windows: list[Window]) -> Counts:
        given, gold = self.scores(vectors).squeeze(-1) > 0, targets["starts"]
        found = (given & (gold > 0), given & (gold >= 0), gold > 0)
        return {self.name: (int(found[0].sum()), int(found[1].sum()), int(found[2].sum()))}

    def graph(self, graph: Graph, vectors: str) -> None:
        hidden = graph.gelu(graph.linear(vectors, self.scores[0]))
        graph.output(self.name, graph.linear(hidden, self.scores[2]))
