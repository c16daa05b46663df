"""The component `eventwire_antecedents`: what the encoder says of which words a pronoun may mean.

A pronoun and an antecedent meet in a small hidden layer, as predicate and argument do in `roles`: each
word's two sides are laid down on the Doc, and the rules that know which antecedents grammar allows (see
`extract.annotate.entities.pronouns`) put them together with what they themselves see.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extract.encoder.arithmetic import gelu
from extract.encoder.encoding import Encoding
from extract.encoder.heads.base import HeadComponent

EXTENSION = "ew_antecedents"
# The outputs of the encoder that the sides are made of, in this order.
READ = ("role_left", "role_right", "tree_dependent", "tree_governor", "name")

if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=None)


class Antecedents(HeadComponent):
    """Sets `doc._.ew_antecedents`, what `scores` needs: sides of all tokens and the layer's weights."""

    heads = weighted = ("antecedent",)

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        arrays = self.arrays["antecedent"]
        seen = np.concatenate([encoding.output(name) for name in READ], axis=1)
        both = np.zeros((len(doc), arrays["sides"].shape[1]), dtype=np.float32)
        both[encoding.words] = seen @ arrays["sides"].astype(np.float32) + arrays["sides_bias"]
        half = both.shape[1] // 2
        doc._.set(
            EXTENSION,
            {
                "pronoun": both[:, :half],
                "antecedent": both[:, half:],
                "features": self.labels["antecedent"],
                **{name: arrays[name] for name in ("hidden", "plain", "out", "class")},
            },
        )


def scores(
    laid: dict[str, Any], number: int, pronoun: int, antecedents: list[int], features: list[dict[str, float]]
) -> np.ndarray:
    """The score of each antecedent and, last, of none; the highest is the likeliest.

    Args:
        laid: what the component has set.
        number: which class of pronouns (0 he and she, 1 it, 2 they).
        pronoun, antecedents: token indices.
        features: of each antecedent, as in `extract.annotate.entities.weighing`.
    """
    names = {name: column for column, name in enumerate(laid["features"])}
    told = np.zeros((len(antecedents) + 1, len(names) + 1), dtype=np.float32)
    for row, found in enumerate(features):
        for name, amount in found.items():
            if name in names:
                told[row, names[name]] = amount
    told[-1, -1] = 1.0  # "none" is the last feature
    other = np.zeros((len(antecedents) + 1, laid["out"].shape[0]), dtype=np.float32)
    other[:-1] = laid["antecedent"][antecedents]
    hidden = gelu(laid["pronoun"][pronoun] + other + told @ laid["hidden"] + laid["class"][number])
    return np.asarray(told @ laid["plain"][:, number] + hidden @ laid["out"])


@Language.factory("eventwire_antecedents")
def make_antecedents(nlp: Language, name: str) -> Antecedents:
    """Factory of `eventwire_antecedents`: behind the encoder."""
    return Antecedents(nlp.vocab, name)
