"""The component `eventwire_ner`: names and time expressions as entity spans."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extract.encoder.encoding import Encoding
from extract.encoder.features import GAPS, gap
from extract.encoder.heads.base import HeadComponent
from extract.encoder.spans import Scheme

_SPACE = GAPS.index("space")


class Names(HeadComponent):
    """Sets `doc.ents`; no span crosses a sentence start or white space with a line break.

    Args:
        caution: added to the score of "no name"; more of it finds fewer names and more of them right.
    """

    heads = ("name",)

    def __init__(self, vocab: Vocab, name: str, caution: float = 0.0) -> None:
        super().__init__(vocab, name)
        self.caution = caution

    def ready(self) -> None:
        self._scheme = Scheme(
            tuple(dict.fromkeys(label[2:] for label in self.labels["name"] if label != "O"))
        )
        for label in self._scheme.types:
            self.vocab.strings.add(label)

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        words = encoding.words
        if not len(words):
            doc.set_ents([])
            return
        starts = np.array([bool(doc[place].is_sent_start) for place in words.tolist()])
        for after in (1 + np.flatnonzero(np.diff(words) > 1)).tolist():
            between = doc[int(words[after - 1]) + 1 : int(words[after])]
            starts[after] |= gap(between.text_with_ws) > _SPACE
        starts[0] = True
        scores = encoding.output("name").copy()
        scores[:, 0] += self.caution
        spans = []
        for start, end, label, *_ in self._scheme.decode(scores, starts):
            spans.append(Span(doc, int(words[start]), int(words[end - 1]) + 1, label=label))
        doc.set_ents(spans)


@Language.factory("eventwire_ner", default_config={"caution": 0.0})
def make_names(nlp: Language, name: str, caution: float) -> Names:
    """Factory of `eventwire_ner`: behind `eventwire_sentences`."""
    return Names(nlp.vocab, name, caution)
