"""Names and time expressions as BIOES tags, learnt from labels that are partly unknown.

Where a corpus does not mark a type, its O may be a name of that type; where it says "place", the
type is one of several. The loss is that of the set of tags that are possible: minus the log of
their summed probability (as for partially annotated sequences, Tsuboi et al. 2008, word by word).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from texts import LEFT_OUT, NAME_TYPES, Sentence
from torch import Tensor, nn
from torch.nn import functional

from extract.encoder.spans import Scheme
from heads.base import Arrays, Counts, Head, Window

if TYPE_CHECKING:
    from export import Graph

HIDDEN = 256


class NameTags(Head):
    """Scores of BIOES tags; decoding to spans is the component's."""

    def __init__(self, name: str, labels: list[str], weight: float) -> None:
        scheme = Scheme(NAME_TYPES)
        super().__init__(name, list(scheme.labels), weight)
        self.scheme = scheme
        self.number = {label: index for index, label in enumerate(self.labels)}
        self.scores = nn.Sequential(
            nn.Linear(384, HIDDEN), nn.GELU(), nn.Dropout(0.2), nn.Linear(HIDDEN, len(self.labels))
        )

    def targets(self, window: Window, base: int) -> Arrays:
        return {"possible": np.concatenate([self.possible(sentence) for sentence in window.sentences])}

    def possible(self, sentence: Sentence) -> np.ndarray:
        """(words, labels) bool: the tags that a word may have; all False where nothing is known."""
        out = np.zeros((len(sentence.words), len(self.labels)), dtype=bool)
        names = sentence.names
        if names is None:
            return out
        out[:, 0] = True
        silent = set(NAME_TYPES).difference(names.types)
        for label, index in self.number.items():
            if label[2:] in silent:
                out[:, index] = True
        for start, end, label in names.spans:
            out[start:end] = False
            if label == LEFT_OUT:
                continue
            for place in range(start, end):
                part = (
                    "S" if end - start == 1 else "B" if place == start else "E" if place == end - 1 else "I"
                )
                for kind in label.split("|"):
                    out[place, self.number[f"{part}-{kind}"]] = True
        return out

    def loss(self, vectors: Tensor, targets: dict[str, Tensor]) -> Tensor | None:
        possible = targets["possible"]
        known = possible.any(dim=1)
        if not bool(known.any()):
            return None
        logs = functional.log_softmax(self.scores(vectors[known]).float(), dim=-1)
        return -torch.logsumexp(logs.masked_fill(~possible[known], -1e4), dim=-1).mean()

    def count(self, vectors: Tensor, targets: dict[str, Tensor], windows: list[Window]) -> Counts:
        """Persons, organisations and places (as one) by exact span."""
        scores = self.scores(vectors).cpu().numpy()
        base = right = given = wanted = 0
        for window in windows:
            for start, end, sentence in zip(
                window.starts[:-1], window.starts[1:], window.sentences, strict=True
            ):
                if sentence.names is not None:
                    starts = np.arange(end - start) == 0
                    found = {
                        (s, e, _core(t))
                        for s, e, t, _ in self.scheme.decode(scores[base + start : base + end], starts)
                    }
                    gold = {(s, e, _core(label)) for s, e, label in sentence.names.spans}
                    found, gold = ({span for span in spans if span[2]} for spans in (found, gold))
                    right, given, wanted = right + len(found & gold), given + len(found), wanted + len(gold)
            base += len(window.first)
        return {self.name: (right, given, wanted)}

    def graph(self, graph: Graph, vectors: str) -> None:
        hidden = graph.gelu(graph.linear(vectors, self.scores[0]))
        graph.output(self.name, graph.linear(hidden, self.scores[3]))


def _core(label: str) -> str:
    """PERSON, ORG or LOC for any place; "" for other types."""
    places = set(label.split("|")) <= {"GPE", "LOC", "FAC"}
    return "LOC" if places else label if label in {"PERSON", "ORG"} else ""
