"""What the graph is fed: a window's word pieces with casing and white space, and where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.encoder.features import CASINGS, GAPS, casing
from extract.encoder.wordpiece import WordPiece

_NONE_CASING = CASINGS.index("none")
_NONE_GAP = GAPS.index("none")
START, END = "[CLS]", "[SEP]"


@dataclass(frozen=True)
class Inputs:
    """int64 arrays; `ids`, `casings`, `gaps` one a piece; `first`, `last` one a word (places of pieces)."""

    ids: np.ndarray
    casings: np.ndarray
    gaps: np.ndarray
    first: np.ndarray
    last: np.ndarray


def inputs(words: Sequence[str], gaps: Sequence[int], wordpiece: WordPiece) -> Inputs:
    """The inputs of one window.

    Args:
        words: at least one, none empty.
        gaps: the kind of white space before each (see features.gap).
        wordpiece: the encoder's vocabulary.
    """
    ids = [wordpiece.number(START)]
    casings = [_NONE_CASING]
    before = [_NONE_GAP]
    first: list[int] = []
    last: list[int] = []
    for word, gap in zip(words, gaps, strict=True):
        pieces = wordpiece.pieces(word)
        more = len(pieces) - 1
        first.append(len(ids))
        ids.extend(pieces)
        casings.extend([casing(word)] * (more + 1))
        before.append(gap)
        before.extend([_NONE_GAP] * more)
        last.append(len(ids) - 1)
    ids.append(wordpiece.number(END))
    casings.append(_NONE_CASING)
    before.append(_NONE_GAP)
    return Inputs(*(np.array(values, dtype=np.int64) for values in (ids, casings, before, first, last)))
