"""The component `eventwire_tagger`: Penn Treebank tags, universal parts of speech, morphology."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract.encoder.encoding import Encoding
from extract.encoder.heads.base import HeadComponent


class Tagger(HeadComponent):
    """Sets tag, pos and morph; white space is _SP and SPACE."""

    heads = ("tag", "morph")

    def ready(self) -> None:
        morphs = [label.partition("|") for label in self.labels["morph"]]
        self._tags = np.array([self.vocab.strings.add(tag) for tag in self.labels["tag"]], dtype=np.uint64)
        self._pos = np.array([self.vocab.strings[pos] for pos, _, _ in morphs], dtype=np.uint64)
        self._morphs = np.array([self.vocab.morphology.add(feats) for _, _, feats in morphs], dtype=np.uint64)
        self._space = np.array(
            [self.vocab.strings.add("_SP"), self.vocab.strings["SPACE"], self.vocab.morphology.add("")],
            dtype=np.uint64,
        )

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        array = np.empty((len(doc), 3), dtype=np.uint64)
        array[:] = self._space
        array[encoding.words, 0] = self._tags[encoding.output("tag")]
        morphs = encoding.output("morph")
        array[encoding.words, 1] = self._pos[morphs]
        array[encoding.words, 2] = self._morphs[morphs]
        doc.from_array(["TAG", "POS", "MORPH"], array)  # type: ignore[arg-type]


@Language.factory("eventwire_tagger")
def make_tagger(nlp: Language, name: str) -> Tagger:
    """Factory of `eventwire_tagger`."""
    return Tagger(nlp.vocab, name)
