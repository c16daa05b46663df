"""The component `eventwire_roles`: predicates and the words that head their arguments (PropBank)."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.encoder.arithmetic import gelu
from extract.encoder.encoding import Encoding
from extract.encoder.heads.base import HeadComponent

EXTENSION = "ew_roles"
# (predicate, argument, role, probability): token indices, a role of PropBank ("ARG0", "ARGM-TMP").
Edge = tuple[int, int, str, float]
# Edges are kept where some role is at least this likely; those from SURE on are what the head would answer.
LEAST, SURE = 0.2, 0.5

if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=[])


class Roles(HeadComponent):
    """Sets `doc._.ew_roles`, a list of edges in text order, all within sentences.

    Semantic dependencies as in CoNLL-2008 (Surdeanu et al.), learnt from PropBank's annotation of EWT.

    Args:
        threshold: the least logit of a word to be taken for a predicate.
    """

    heads = weighted = ("role",)

    def __init__(self, vocab: Vocab, name: str, threshold: float = 0.0) -> None:
        super().__init__(vocab, name)
        self.threshold = threshold

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        words = encoding.words
        is_predicate = encoding.output("role_predicate")[:, 0] >= self.threshold
        left, right = encoding.output("role_left"), encoding.output("role_right")
        weight, bias = self.arrays["role"]["weight"], self.arrays["role"]["bias"]
        labels = self.labels["role"]
        starts = [n for n, place in enumerate(words.tolist()) if n == 0 or doc[place].is_sent_start]
        edges: list[Edge] = []
        for begin, end in zip(starts, [*starts, len(words)][1:], strict=True):
            predicates = begin + np.flatnonzero(is_predicate[begin:end])
            for predicate in predicates.tolist():
                scores = gelu(left[predicate] + right[begin:end]) @ weight + bias
                powers = np.exp(scores - scores.max(axis=1, keepdims=True))
                shares = powers / powers.sum(axis=1, keepdims=True)  # label 0 is "no role"
                for place in np.flatnonzero(shares[:, 0] <= 1.0 - LEAST).tolist():
                    best = 1 + int(shares[place, 1:].argmax())
                    ends = int(words[predicate]), int(words[begin + place])
                    edges.append((*ends, labels[best], float(shares[place, best])))
        doc._.set(EXTENSION, edges)


@Language.factory("eventwire_roles", default_config={"threshold": 0.0})
def make_roles(nlp: Language, name: str, threshold: float) -> Roles:
    """Factory of `eventwire_roles`: behind `eventwire_sentences`."""
    return Roles(nlp.vocab, name, threshold)
