"""Slips that dependency parsers make often, put right by grammar before anyone reads the tree.

Each repair names the agreement or selection that the parse breaks. They work on the head and
label arrays of `extract.annotate.syntax.Tree` (UD labels).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from extract.knowledge import load_yaml

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBORDINATORS = frozenset(
    ("after before since until once while because although though when whereas").split()
)
_REACH = 60
_TIME_NOUNS = frozenset(
    (
        "second minute hour day week weekend month quarter season year decade century morning "
        "afternoon evening night today yesterday tomorrow monday tuesday wednesday thursday friday "
        "saturday sunday"
    ).split()
)


def repair(doc: Doc, head: list[int], rel: list[str]) -> None:
    """Change `head` and `rel` in place where the parse breaks a rule of grammar."""
    for token in doc:
        if rel[token.i] in {"ccomp", "advcl"}:
            _subject_before_subordinator(doc, head, rel, token.i)
        if rel[token.i] == "acl" and token.tag_ == "VBD":
            _finite_verb_is_no_participle(doc, head, rel, token.i)
        if rel[token.i] == "conj" and token.pos_ == "VERB":
            _conjuncts_are_alike(doc, head, rel, token.i)
            _reports_go_together(doc, head, rel, token.i)
        elif rel[token.i] in {"acl", "acl:relcl"} and token.pos_ == "VERB" and token.tag_ != "VB":
            _that_clause_of_telling(doc, head, rel, token.i)
        elif rel[token.i] == "acl" and token.tag_ == "VB":
            _no_infinitive_on_time(doc, head, rel, token.i)


def _conjuncts_are_alike(doc: Doc, head: list[int], rel: list[str], index: int) -> None:
    """A finite verb or perfect participle is not coordinated with a bare infinitive below its like.

    "pressed the firm to remove the site and even engaged in talks": engaged goes with pressed.
    """
    token, first = doc[index], doc[head[index]]
    if first.tag_ != "VB" or token.tag_ not in _FINITE | {"VBN"}:
        return
    if any(head[child.i] == index and rel[child.i].startswith(("nsubj", "aux")) for child in token.children):
        return
    if not any(
        head[c.i] == first.i and rel[c.i] in {"mark", "aux"} and c.lower_ == "to" for c in first.children
    ):
        return
    node = head[first.i]
    for _step in range(6):
        if doc[node].tag_ in _FINITE | {"VBN"} and doc[node].pos_ == "VERB" and node < index:
            head[index] = node
            return
        if head[node] == node:
            return
        node = head[node]


def _no_infinitive_on_time(doc: Doc, head: list[int], rel: list[str], index: int) -> None:
    """An infinitive behind a time expression that belongs to a verb belongs to the verb.

    "pressed the firm over recent months to remove the site": to remove goes with pressed.
    """
    noun = head[index]
    governor = head[noun]
    if doc[noun].lemma_.lower() not in _TIME_NOUNS or not rel[noun].startswith("obl"):
        return
    if doc[governor].pos_ == "VERB" and governor < noun:
        head[index], rel[index] = governor, "advcl"


def _reports_go_together(doc: Doc, head: list[int], rel: list[str], index: int) -> None:
    """A verb of saying behind what was said is coordinated with the first verb of saying.

    "The mayor said he had never met the man and denied taking bribes": denied goes with said.
    """
    token, first = doc[index], doc[head[index]]
    if (
        token.lemma_.lower() not in _reporters()
        or token.tag_ not in {"VBD", "VBN"}
        or rel[first.i] != "ccomp"
    ):
        return
    governor = doc[head[first.i]]
    if (
        governor.lemma_.lower() not in _reporters()
        or governor.tag_ != "VBD"
        or not governor.i < first.i < index
    ):
        return
    if any(rel[t.i].startswith(("nsubj", "aux", "mark")) for t in _below(doc, head, index)):
        return
    head[index] = governor.i


@cache
def _reporters() -> frozenset[str]:
    return frozenset(load_yaml("predicates.yaml")["reporters"])


def _that_clause_of_telling(doc: Doc, head: list[int], rel: list[str], index: int) -> None:
    """A "that" clause with all its parts behind the hearer of a verb of telling is what is told.

    "told reporters that the bridge had collapsed": no relative clause on reporters.
    """
    noun = head[index]
    governor = head[noun]
    if rel[noun] not in {"obj", "iobj"} or doc[governor].lemma_.lower() not in _tellers():
        return
    children = [t for t in doc[noun + 1 : index] if head[t.i] == index]
    marked = any(rel[t.i] == "mark" and t.lower_ == "that" for t in children)
    subject = any(rel[t.i].startswith("nsubj") and t.lower_ not in {"that", "which", "who"} for t in children)
    if marked and subject:
        head[index], rel[index] = governor, "ccomp"


@cache
def _tellers() -> frozenset[str]:
    return frozenset(load_yaml("predicates.yaml")["hearer_object"])


def _subject_before_subordinator(doc: Doc, head: list[int], rel: list[str], index: int) -> None:
    """What stands before a subordinator is not in its clause.

    "evicted the tenants shortly after owners complained": tenants is the object of evicted, the
    clause is adverbial.
    """
    children = _below(doc, head, index)
    marks = [t for t in children if rel[t.i] == "mark" and t.lower_ in _SUBORDINATORS]
    governor = head[index]
    if not marks or governor > marks[0].i or doc[governor].pos_ != "VERB":
        return
    before = [
        t for t in children if rel[t.i] in {"nsubj", "nsubj:pass", "obj"} and governor < t.i < marks[0].i
    ]
    if not before or not any(rel[t.i].startswith("nsubj") and t.i > marks[0].i for t in children):
        return
    rel[index] = "advcl"
    taken = any(head[t.i] == governor and rel[t.i] == "obj" for t in _below(doc, head, governor))
    for token in before:
        head[token.i] = governor
        rel[token.i] = "dep" if taken else "obj"
        taken = True


def _finite_verb_is_no_participle(doc: Doc, head: list[int], rel: list[str], index: int) -> None:
    """A finite verb right behind a noun phrase has it as subject: it is no participle on it.

    "Half of the money arrived in May": arrived is the predicate, half its subject.
    """
    noun = head[index]
    below = _below(doc, head, index)
    if noun > index or any(rel[t.i].startswith(("nsubj", "mark", "aux")) for t in below):
        return
    governor, relation = head[noun], rel[noun]
    if relation not in {"root", "nsubj", "ccomp", "parataxis", "dep", "conj", "ROOT"}:
        return
    if relation == "nsubj" and any(doc[t].tag_ in _FINITE for t in (governor,)):
        return
    for token in _below(doc, head, noun):
        if token.i > index or rel[token.i] in {"punct", "advmod", "obl", "mark"}:
            head[token.i] = index
    head[index] = index if governor == noun else governor
    rel[index] = relation
    head[noun], rel[noun] = index, "nsubj"


def _below(doc: Doc, head: list[int], index: int) -> list[Token]:
    """The dependents of a token by the arrays, sought within its sentence's neighbourhood."""
    low, high = max(0, index - _REACH), min(len(doc), index + _REACH)
    return [t for t in doc[low:high] if head[t.i] == index and t.i != index]
