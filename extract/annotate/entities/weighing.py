"""What speaks for and against an antecedent of a pronoun, as features with names.

The names are keys of `extract/knowledge/pronoun_weights.yaml`, where `training/fit_pronouns.py` puts
what each weighs by class of pronoun (he, it, they).
"""

from __future__ import annotations

from functools import cache
from math import log2

from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import POSSESSIVES, Item
from extract.annotate.entities.words import words
from extract.knowledge import load_yaml


@cache
def weights() -> dict[str, dict[str, float]]:
    """Weights of the features by class of pronoun (he, it, they), as `training/fit_pronouns.py` set them."""
    data: dict[str, dict[str, float]] = load_yaml("pronoun_weights.yaml")
    return data


def features(
    frame: Frame,
    clusters: Clusters,
    quote_of: dict[int, int],
    item: Item,
    other: Item,
    own: int,
    again: bool,
    between: int,
) -> dict[str, float]:
    """What speaks for and against an antecedent.

    Args:
        frame, clusters: the article and what is resolved so far.
        quote_of: token index to the number of the direct quotation around it.
        item, other: the pronoun and the antecedent weighed.
        own: the group of the subject of the clause that a possessive stands in, or -1.
        again: whether a nearer mention of the same entity was weighed already.
        between: how many other entities stand nearer.
    """
    root = clusters.root(other.index)
    out: dict[str, float] = {}
    apart = item.sentence - other.sentence
    out[f"sentences_{min(apart, 3)}"] = 1.0
    main = other.role == "subject" and frame.is_main(other.clause)
    out["main_subject" if main else other.role] = 1.0
    place = "possessive" if item.lemma in POSSESSIVES and item.role == "inner" else item.role
    out[f"{place}_after_{other.role}"] = 1.0
    if root == own and not apart:
        out["own_subject"] = 1.0
    out[other.form] = 1.0
    if other.form == "pronoun":
        if other.number == item.number and other.gender == item.gender:
            out["same_word"] = 1.0
    elif other.form == "nominal":
        out["determiner_" + other.determiner] = 1.0
        if other.lemma in words().lists["partitive_nouns"]:
            out["partitive"] = 1.0
    if other.mention.type:
        out["type_" + other.mention.type] = 1.0
    out["frequency"] = log2(min(clusters.size(other.index), 16))
    out["near"] = min(item.mention.start - other.mention.end, 50) / 50
    out["rivals_between"] = min(between, 10) / 10
    if again:
        out["again"] = 1.0
    if item.number == "p":
        out["number_" + (clusters.number(other.index) or "unknown")] = 1.0
    elif clusters.gender(other.index) == item.gender and item.gender != "n":
        out["gender"] = 1.0
    mine, theirs = quote_of.get(item.head, -1), quote_of.get(other.head, -1)
    if mine != theirs:
        out["into_quote" if mine >= 0 else "out_of_quote"] = 1.0
    elif mine >= 0:
        out["same_quote"] = 1.0
    if other.part in {"title", "standfirst"} and item.part == "body":
        out["from_title"] = 1.0
    if frame.rel[other.head] == "conj" or frame.tree.child(frame.doc[other.head], "conj") is not None:
        out["coordinated"] = 1.0
    if frame.clause[item.head] == other.clause:
        out["same_clause"] = 1.0
    if frame.rel[other.head] in {"compound", "amod", "nmod:desc"}:
        out["modifier"] = 1.0
    return out
