"""The component `eventwire_sentences`: sentence starts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract.encoder.encoding import Encoding
from extract.encoder.heads.base import HeadComponent

# No tree is made of more words than this: a "sentence" that long is a table or a list.
LONGEST = 400


class Sentences(HeadComponent):
    """Sets sentence starts where the head's score is above 0; starts set before stay as they are.

    One set on white space is that of the word behind it, since white space ends the sentence before.
    A stretch of more than `LONGEST` words is parted at its likeliest starts.
    """

    heads = ("sentence",)

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        words = encoding.words
        if not len(words):
            doc.from_array(["SENT_START"], np.array([[1], *[[-1]] * (len(doc) - 1)]).astype(np.uint64))  # type: ignore[arg-type]
            return
        scores = encoding.output("sentence")[:, 0].astype(np.float64)
        before = _before(doc, words)
        starts = np.where(before == 0, scores > 0, before == 1)
        starts[0] = True
        borders = [*np.flatnonzero(starts).tolist(), len(words)]
        for begin, end in pairwise(borders):
            _part(scores, starts, begin, end)
        column = np.full((len(doc), 1), -1, dtype=np.int64)
        column[words[starts], 0] = 1
        column[0, 0] = 1
        if words[0] > 0:
            column[words[0], 0] = -1  # leading white space belongs to the first sentence
        doc.from_array(["SENT_START"], column.astype(np.uint64))  # type: ignore[arg-type]


def _before(doc: Doc, words: np.ndarray) -> np.ndarray:
    """(words,) what was set before: 1 a start, -1 none, 0 nothing."""
    column = doc.to_array(["SENT_START"]).astype(np.int64).ravel()
    found = column[words]
    for place in np.flatnonzero(column == 1).tolist():
        word = int(np.searchsorted(words, place))
        if word < len(words):
            found[word] = 1
    return np.asarray(found)


def _part(scores: np.ndarray, starts: np.ndarray, begin: int, end: int) -> None:
    """Set starts within an over long stretch, the best in its middle half, until all parts are short."""
    todo = [(begin, end)]
    while todo:
        begin, end = todo.pop()
        size = end - begin
        if size <= LONGEST:
            continue
        low = begin + size // 4
        place = low + int(np.argmax(scores[low : begin + 3 * size // 4]))
        starts[place] = True
        todo += [(begin, place), (place, end)]


@Language.factory("eventwire_sentences")
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Factory of `eventwire_sentences`."""
    return Sentences(nlp.vocab, name)
