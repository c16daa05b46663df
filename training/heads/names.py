"""Names and time expressions as BIOES tags, learnt from labels that are partly unknown.

Where a corpus does not mark a type, its O may be a name of that type; where it says "place", the
type is one of several. The loss is that of the set of tags that are possible: minus the log of
their summed probability (as for partially annotated sequences, Tsuboi et al. 2008, word by word).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
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
# Corpora that were annotated by the same hand, by the beginning of their names; others share the first.
STYLES = ("", "ewt", "gum", "redocred", "wikigold", "crossner", "grobid", "re3d", "silver")


class NameTags(Head):
    """Scores of BIOES tags; decoding to spans is the component's.

    Corpora do not agree on what is a name. Each has a style of its own, a vector added in the hidden layer
    (as the treebank embeddings of Stymne et al. 2018); what is shipped is the mean of the styles named.
    """

    def __init__(self, name: str, labels: list[str], weight: float, shipped: Sequence[str] = ("",)) -> None:
        scheme = Scheme(NAME_TYPES)
        super().__init__(name, list(scheme.labels), weight)
        self.scheme = scheme
        self.number = {label: index for index, label in enumerate(self.labels)}
        self.hidden = nn.Linear(384, HIDDEN)
        self.style = nn.Embedding(len(STYLES), HIDDEN)
        self.out = nn.Linear(HIDDEN, len(self.labels))
        self.dropout = nn.Dropout(0.2)
        self.shipped = [STYLES.index(style) for style in shipped]
        nn.init.zeros_(self.style.weight)

    def scores(self, vectors: Tensor, style: Tensor | None = None) -> Tensor:
        """(words, labels); in the style that is shipped where none is given."""
        shift = self.style.weight[self.shipped].mean(dim=0) if style is None else self.style(style)
        return self.out(self.dropout(functional.gelu(self.hidden(vectors) + shift)))

    def targets(self, window: Window, base: int) -> Arrays:
        possible = np.concatenate([self.possible(sentence) for sentence in window.sentences])
        own = next((i for i, style in enumerate(STYLES) if style and window.corpus.startswith(style)), 0)
        return {"possible": possible, "style": np.full(len(possible), own, dtype=np.int64)}

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
        logs = functional.log_softmax(self.scores(vectors[known], targets["style"][known]).float(), dim=-1)
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
        shifted = copy.deepcopy(self.hidden)
        with torch.no_grad():
            shifted.bias += self.style.weight[self.shipped].mean(dim=0)
        hidden = graph.gelu(graph.linear(vectors, shifted))
        graph.output(self.name, graph.linear(hidden, self.out))


def _core(label: str) -> str:
    """PERSON, ORG or LOC for any place; "" for other types."""
    places = set(label.split("|")) <= {"GPE", "LOC", "FAC"}
    return "LOC" if places else label if label in {"PERSON", "ORG"} else ""
