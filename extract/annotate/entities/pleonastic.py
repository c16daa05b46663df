"""The "it" that refers to nothing: "it is raining", "it emerged that", "it is unlikely to"."""

from __future__ import annotations

from extract.annotate.entities.frame import Frame
from extract.annotate.entities.words import words

_PREDICATES = frozenset({"ADJ", "NOUN", "ADV", "VERB", "PRON", "PROPN"})
_SUBORDINATORS = frozenset({"that", "to", "if", "whether", "for"})
_AFTER_SEEM = frozenset({"that", "to", "if", "as if", "as though", "like", "whether"})


def has_empty_subject(frame: Frame, predicate: int) -> bool:
    """Whether "it" as the subject of this predicate refers to nothing.

    Weather verbs; a clause after a verb of seeming or happening, after a predicate adjective or
    noun (extraposition and clefts), or after a passive ("it is believed that"); points in time.
    """
    tree, lists = frame.tree, words().lists
    verb = frame.doc[predicate]
    lemma = verb.lemma_.lower()
    if lemma in lists["weather_verbs"]:
        return True
    found = tree.children(verb, "csubj", "ccomp", "advcl", "xcomp", "acl:relcl", "acl")
    clauses = [clause for clause in found if clause.i > predicate]
    if lemma in lists["clausal_it_verbs"] and any(
        tree.mark(c) in _AFTER_SEEM or frame.rel[c.i] == "ccomp" for c in clauses
    ):
        return True
    if tree.child(verb, "cop") is not None and verb.pos_ in _PREDICATES:
        return frame.dated[predicate] or any(_extraposed(frame, predicate, c.i) for c in clauses)
    return tree.is_passive(verb) and any(tree.mark(c) == "that" for c in clauses)


def _extraposed(frame: Frame, predicate: int, clause: int) -> bool:
    """Whether a clause after "it is X" is what the "it" stands for, or a cleft's ("it was Acme that ...")."""
    mark = frame.tree.mark(frame.doc[clause]).split(" ")[0]
    rel = frame.rel[clause]
    if mark in _SUBORDINATORS or rel.startswith("csubj"):
        return True
    return rel.startswith("acl") and frame.doc[predicate].pos_ in {"NOUN", "PROPN", "PRON"}
