"""How much to trust a row: the probability that all its cells are right, from the evidence behind it.

A logistic regression over what the rules and the model say (`features`), with the weights of
`extract/knowledge/confidence.yaml`, fitted by `training/fit_confidence.py` on rows that people judged.
docs/accuracy.md has the reliability table.
"""

from __future__ import annotations

import math
from functools import cache
from typing import cast

from spacy.tokens import Doc

from extract.annotate.syntax import tree_of
from extract.encoder.heads.roles import EXTENSION
from extract.events.semantic import FAR
from extract.events.triggers import Predicate
from extract.events.types import Event
from extract.knowledge import load_yaml

_CORE = frozenset({"actor", "target"})
_FIRST_PERSON = frozenset({"we", "us", "our", "i", "me"})
Shares = dict[int, dict[int, float]]


def shares_of(doc: Doc) -> Shares:
    """For each predicate of the model its arguments' heads with the probability of their role."""
    out: Shares = {}
    for predicate, argument, _, share in doc._.get(EXTENSION):
        out.setdefault(predicate, {})[argument] = share
    return out


def features(predicate: Predicate, event: Event, doc: Doc, shares: Shares) -> dict[str, float]:
    """What the estimate is made of; each about 0 to 1. `shares` are `shares_of(doc)`."""
    tree = tree_of(doc)
    core = [a for a in event.arguments if a.role in _CORE]
    heads = [tree.tokens[a.head] for a in core]
    edges = shares.get(event.trigger.start, {})
    start, end = tree.sentence(tree.tokens[event.trigger.start])
    classes = {token.pos_ for token in heads}
    return {
        "noun": float(predicate.pos == "noun"),
        "state": float(event.kind == "state"),
        "speech": float(event.kind == "speech"),
        "no type": float(not event.event_type),
        "no participant": float(not core),
        "one participant": float(len({a.role for a in core}) == 1),
        "unsure participant": 1.0 - min([edges.get(a.head, 0.0) for a in core], default=1.0),
        "distant participant": float(any(a.why.startswith(FAR) for a in core)),
        "pronoun": float("PRON" in classes),
        "first person": float(any(t.lower_ in _FIRST_PERSON for t in heads)),
        "named": float("PROPN" in classes),
        "attributed": float(event.attribution is not None),
        "negative": float(event.polarity == "negative"),
        "not certain": float(event.certainty != "certain"),
        "modal": float(event.modality != "none"),
        "not past": float(event.tense != "past"),
        "dated": float(event.when_date is not None),
        "long sentence": min((end - start) / 60.0, 1.5),
        "title": float(event.part == "title"),
    }


@cache
def _weights() -> dict[str, float]:
    return {str(k): float(v) for k, v in cast("dict[str, float]", load_yaml("confidence.yaml")).items()}


def confidence(predicate: Predicate, event: Event, doc: Doc, shares: Shares) -> float:
    """The probability that a row is right in every cell, two decimals; see `features`."""
    weights = _weights()
    found = features(predicate, event, doc, shares)
    score = weights["bias"] + sum(weights[name] * value for name, value in found.items() if value)
    return round(1.0 / (1.0 + math.exp(-score)), 2)
