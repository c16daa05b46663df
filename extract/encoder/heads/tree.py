"""The component `eventwire_parser`: dependency heads and labels of each sentence."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract.encoder.arithmetic import gelu
from extract.encoder.encoding import Encoding
from extract.encoder.heads.base import HeadComponent
from extract.encoder.trees import heads as best_heads


class Parser(HeadComponent):
    """Sets heads and labels (Universal Dependencies), one root a sentence and no cycle.

    White space hangs on the word before it ("dep"), at the start of a text on the first word.
    """

    heads = weighted = ("tree",)

    def ready(self) -> None:
        add = self.vocab.strings.add
        self._numbers = np.array([add(label) for label in self.labels["tree"]], dtype=np.uint64)
        self._root, self._dep = add("ROOT"), add("dep")

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        words = encoding.words
        dependent, governor = encoding.output("tree_dependent"), encoding.output("tree_governor")
        root = encoding.output("tree_root")[:, 0]
        if not len(words):  # white space alone: all of it on its first token
            above = -np.arange(len(doc), dtype=np.int64)
            labels = np.array([self._root, *[self._dep] * (len(doc) - 1)], dtype=np.uint64)
            doc.from_array(["HEAD", "DEP"], np.stack([above.astype(np.uint64), labels], axis=1))  # type: ignore[arg-type]
            return
        starts = [index for index, place in enumerate(words.tolist()) if doc[place].is_sent_start]
        if not starts or starts[0] != 0:
            starts.insert(0, 0)
        above = np.empty(len(words), dtype=np.int64)
        for begin, end in zip(starts, [*starts[1:], len(words)], strict=True):
            scores = dependent[begin:end] @ governor[begin:end].T
            above[begin:end] = begin + best_heads(scores, root[begin:end])
        found = self._numbers[self._labels(encoding, above)]
        found[above == np.arange(len(words))] = self._root
        heads = np.arange(-1, len(doc) - 1, dtype=np.int64)  # white space: the token before it
        heads[: words[0]] = words[0]
        heads[words] = words[above]
        column = np.full(len(doc), self._dep, dtype=np.uint64)
        column[words] = found
        array = np.empty((len(doc), 2), dtype=np.uint64)
        array[:, 0] = (heads - np.arange(len(doc))).astype(np.uint64)
        array[:, 1] = column
        doc.from_array(["HEAD", "DEP"], array)  # type: ignore[arg-type]

    def _labels(self, encoding: Encoding, above: np.ndarray) -> np.ndarray:
        """(words,) the label of each word's arc; "ROOT" is no label of any other word."""
        hidden = gelu(encoding.output("tree_label_dependent") + encoding.output("tree_label_governor")[above])
        arrays = self.arrays["tree"]
        scores = hidden @ arrays["weight"] + arrays["bias"]
        scores[:, self.labels["tree"].index("ROOT")] = -np.inf
        return np.asarray(scores.argmax(axis=1))


@Language.factory("eventwire_parser")
def make_parser(nlp: Language, name: str) -> Parser:
    """Factory of `eventwire_parser`: behind `eventwire_sentences`."""
    return Parser(nlp.vocab, name)
