"""What every head has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from texts import Sentence
from torch import Tensor, nn

if TYPE_CHECKING:
    from export import Graph

Arrays = dict[str, np.ndarray]
# By the name of a score: how many are right, how many the model gave, how many there are.
Counts = dict[str, tuple[int, int, int]]


@dataclass
class Window:
    """Sentences that the encoder sees together, with the inputs that windows.py made of them.

    Attributes:
        sentences: annotated, their words as the encoder sees them.
        starts: place in the window of each sentence's first word, and the number of words at the end.
        ids, casings, gaps: one a piece; [CLS] and [SEP] stand at the ends.
        first, last: the first and last piece of each word.
    """

    sentences: list[Sentence]
    starts: list[int]
    ids: np.ndarray
    casings: np.ndarray
    gaps: np.ndarray
    first: np.ndarray
    last: np.ndarray


class Head(nn.Module):
    """One task on top of the encoder.

    Attributes:
        name: its key in the configuration and the prefix of its outputs in the graph.
        labels: its label set, in the order of its scores.
        weight: what its loss counts in the sum.
    """

    def __init__(self, name: str, labels: list[str], weight: float) -> None:
        super().__init__()
        self.name = name
        self.labels = labels
        self.weight = weight

    @staticmethod
    def collect(sentences: Iterable[Sentence], **options: object) -> list[str]:
        """The labels that these sentences call for."""
        return []

    def targets(self, window: Window, base: int) -> Arrays:
        """Targets of a window's words; `base` is the number of words of the batch before it.

        Arrays of different windows are joined along their first axis.
        """
        raise NotImplementedError

    def loss(self, vectors: Tensor, targets: dict[str, Tensor]) -> Tensor | None:
        """Mean loss over what is annotated; None if nothing is."""
        raise NotImplementedError

    def count(self, vectors: Tensor, targets: dict[str, Tensor], windows: list[Window]) -> Counts:
        """What is right, given and wanted in a batch of development windows, by what is measured."""
        raise NotImplementedError

    def graph(self, graph: Graph, vectors: str) -> None:
        """Add the head's outputs to an ONNX graph whose value `vectors` is (words, width)."""
        raise NotImplementedError

    def arrays(self) -> Arrays:
        """Weights that the run-time component needs outside the graph."""
        return {}
