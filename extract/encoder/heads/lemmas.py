"""The component `eventwire_lemmatizer`: lemmas by edit rules."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract.encoder.encoding import Encoding
from extract.encoder.heads.base import HeadComponent
from extract.encoder.lemmas import apply, mended

# Beside the labels of the head: words in lower case that a lemma may be.
WORDS = "words"


class Lemmatizer(HeadComponent):
    """Sets lemmas, known words where the rule allows it; that of white space is the white space."""

    heads = ("lemma",)

    def ready(self) -> None:
        self._words = frozenset(self.labels.get(WORDS, ()))

    def set(self, labels: dict[str, list[str]], arrays: dict[str, dict[str, np.ndarray]]) -> None:
        super().set(labels, arrays)
        self.labels[WORDS] = labels.get(WORDS, [])
        self.ready()

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        rules = self.labels["lemma"]
        strings = doc.vocab.strings
        array = np.array([[token.orth] for token in doc], dtype=np.uint64)
        for place, number in zip(encoding.words.tolist(), encoding.output("lemma").tolist(), strict=True):
            form = doc[place].text
            array[place, 0] = strings.add(mended(form, apply(form, rules[number]), self._words))
        doc.from_array(["LEMMA"], array)  # type: ignore[arg-type]


@Language.factory("eventwire_lemmatizer")
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """Factory of `eventwire_lemmatizer`."""
    return Lemmatizer(nlp.vocab, name)
