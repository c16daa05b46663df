"""Spans as labels of words, and the best spans that scores of labels allow.

A word's label says where in a span it is: B at its beginning, I inside, E at its end, S alone; O is no
span's. The best label of each word by itself mostly makes whole spans. In a sentence where it does not, the
best sequence of labels that does is found (Viterbi).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Labels = npt.NDArray[np.intp]

OUTSIDE = "O"
# The label of a type at place k that says x is number 1 + 4 * k + _PLACES.index(x).
_PLACES = "BIES"
_B, _I, _E, _S = range(4)


class Scheme:
    """The labels for spans of some types.

    Args:
        types: names of the types, in the order that their labels are to have.

    Attributes:
        types: the same.
        labels: "O", and "B-X", "I-X", "E-X" and "S-X" for each type X; a label's number is its place.
    """

    def __init__(self, types: Sequence[str]) -> None:
        self.types = tuple(types)
        self.labels = [OUTSIDE, *(f"{place}-{name}" for name in self.types for place in _PLACES)]
        # The type that a label leaves open behind its word, and the type it needs open before it; -1: none.
        place = (np.arange(len(self.labels)) - 1) % 4
        number = (np.arange(len(self.labels)) - 1) // 4
        self._opens = np.where((place == _B) | (place == _I), number, -1)
        self._needs = np.where((place == _I) | (place == _E), number, -1)
        self._opens[0] = self._needs[0] = -1

    def encode(self, spans: Sequence[tuple[int, int, str]], length: int) -> list[int]:
        """The number of each word's label, given spans as (start, end, type) that do not overlap."""
        found = [0] * length
        for start, end, name in spans:
            base = 1 + 4 * self.types.index(name)
            found[start:end] = [base + _I] * (end - start)
            found[start], found[end - 1] = base + _B, base + _E
            if end - start == 1:
                found[start] = base + _S
        return found

    def decode(self, scores: Floats, starts: npt.NDArray[np.bool_]) -> list[tuple[int, int, str, float]]:
        """The best spans that do not cross the beginning of a sentence.

        Args:
            scores: (words, labels), logits or logarithms of probabilities. What is not finite counts as
                lower than all that is.
            starts: (words,), whether a sentence begins at the word; the first word counts as one.

        Returns:
            (start, end, type, confidence) in order, in words, ends exclusive, without overlap. The
            confidence is the mean probability of the words' labels by themselves, from 0 to 1.
        """
        if not len(scores):
            return []
        clean = _finite(scores)
        labels = self._best(clean, np.asarray(starts, dtype=bool))
        places = (labels - 1) % 4
        inside = labels > 0
        first = np.flatnonzero(inside & ((places == _B) | (places == _S)))
        last = np.flatnonzero(inside & ((places == _E) | (places == _S)))
        probability = _probability(clean, labels) if len(first) else np.zeros(0)
        found = []
        for start, end in zip(first.tolist(), (last + 1).tolist(), strict=True):
            confidence = float(probability[start:end].mean())
            found.append((start, end, self.types[(labels[start] - 1) // 4], confidence))
        return found

    def _best(self, scores: npt.NDArray[np.float64], starts: npt.NDArray[np.bool_]) -> Labels:
        labels: Labels = scores.argmax(axis=1)
        opened = np.append(-1, self._opens[labels])  # before each word, and behind the last
        needed = np.append(self._needs[labels], -1)
        begins = np.append(starts, True)
        begins[0] = True
        # Nothing may be open where a sentence begins, elsewhere just what the label needs.
        wrong = (opened != needed) | (begins & (opened != -1))
        if not wrong.any():
            return labels
        # A span left open is the fault of the word before, one not begun of the word itself.
        words = np.concatenate(
            (np.flatnonzero(wrong & (opened != -1)) - 1, np.flatnonzero(wrong & (needed != -1)))
        )
        borders = np.flatnonzero(begins)
        for number in np.unique(np.searchsorted(borders, words, "right")):
            start, end = borders[number - 1], borders[number]
            labels[start:end] = _viterbi(scores[start:end])
        return labels


def _finite(scores: Floats) -> npt.NDArray[np.float64]:
    clean = np.array(scores, dtype=np.float64)
    finite = np.isfinite(clean)
    if not finite.all():
        known = clean[finite] if finite.any() else np.zeros(1)
        clean[~finite] = known.min() - (known.max() - known.min() + 100) * len(clean)
    return clean


def _probability(scores: npt.NDArray[np.float64], labels: Labels) -> npt.NDArray[np.float64]:
    """The softmax of each word's scores at its label."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: npt.NDArray[np.float64] = powers[np.arange(len(labels)), labels] / powers.sum(axis=1)
    return found


def _viterbi(scores: npt.NDArray[np.float64]) -> Labels:
    """The best labels of one sentence that make whole spans.

    All that matters of the words before is whether a span is open behind them, and of which type. So a
    word has one best way to each of these states, not one to each label.
    """
    words = len(scores)
    by_type = scores[:, 1:].reshape(words, -1, 4)
    types = by_type.shape[1]
    every = np.arange(types)
    closed, opened = 0.0, np.full(types, -np.inf)  # the best score of the words before, none or a type open
    to_closed = np.zeros(words, dtype=np.intp)  # the label that leads there
    to_opened = np.zeros((words, types), dtype=np.intp)
    for word in range(words):
        ending = opened + by_type[word, :, _E]
        alone = closed + by_type[word, :, _S]
        ways = np.concatenate(([closed + scores[word, 0]], np.stack((ending, alone), axis=1).ravel()))
        way = int(ways.argmax())
        to_closed[word] = 0 if way == 0 else 1 + 4 * ((way - 1) // 2) + (_E, _S)[(way - 1) % 2]
        begun = closed + by_type[word, :, _B]
        going_on = opened + by_type[word, :, _I]
        to_opened[word] = 1 + 4 * every + np.where(going_on > begun, _I, _B)
        closed, opened = float(ways[way]), np.maximum(begun, going_on)
    labels = np.zeros(words, dtype=np.intp)
    state = -1  # what is open behind the word; nothing behind the last
    for word in range(words - 1, -1, -1):
        labels[word] = to_closed[word] if state == -1 else to_opened[word, state]
        if labels[word]:
            kind, place = divmod(int(labels[word]) - 1, 4)
            state = kind if place in (_I, _E) else -1
    return labels
