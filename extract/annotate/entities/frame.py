"""An article laid out for the entity rules: what each token belongs to, computed once and linearly."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc, Token

import extract.annotate.types  # noqa: F401  registers the Doc extensions
from extract.annotate.entities.words import words
from extract.annotate.syntax import tree_of

# Dependents that are no part of the phrase a noun heads, whether after it or around it.
_OUTSIDE = frozenset({
    "acl:relcl", "advcl:relcl", "appos", "conj", "case", "cc", "mark", "cop", "nsubj", "nsubj:pass",
    "nsubj:outer", "csubj", "csubj:pass", "aux", "aux:pass", "parataxis", "discourse", "vocative",
    "expl", "ccomp", "dislocated", "list", "reparandum", "orphan", "punct", "root", "dep",
})  # fmt: skip
# What a nominal predicate ("is a spokesman for the firm today") governs as a clause.
_CLAUSAL = frozenset({"advmod", "obl", "advcl", "obl:unmarked", "obl:tmod"})
_LONGEST = 60  # tokens of a phrase; longer ones are cut around their head
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_STEPS = 8  # how far up a tree a rule looks
PARTS_LEFT_OUT = frozenset({"boilerplate", "updated"})


class Frame:
    """One Doc with its tree, sentences, regions and dates by token.

    Attributes:
        doc, tree: the Doc and its UD view.
        sentence: sentence number of each token, from 0.
        part: layout part of each token ("body" where there is no layout).
        dated: whether a time expression covers the token.
        cues: the tokens of verbs and nouns that attribute something to somebody.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tree = tree_of(doc)
        self.parsed = doc.has_annotation("DEP")
        count = len(doc)
        self.sentence = [0] * count
        number = -1
        for token in doc:
            if number < 0 or (token.is_sent_start and token.i):
                number += 1
            self.sentence[token.i] = number
        self.sentences = number + 1
        self.part = self._parts()
        self.dated = [False] * count
        for expression in doc._.ew_dates:
            for index in range(max(expression.start, 0), min(expression.end, count)):
                self.dated[index] = True
        self.cues = {a.cue.head for a in doc._.ew_attributions if a.cue is not None}
        self.lower = [token.lower_ for token in doc]
        self.rel = [self.tree.rel(token) for token in doc]
        self.head = [self.tree.head(token).i for token in doc]
        self._arguments: dict[int, tuple[int, int]] = {}

    def _parts(self) -> list[str]:
        parts = ["body"] * len(self.doc)
        regions = self.doc._.ew_layout
        if not regions:
            return parts
        which = 0
        for token in self.doc:
            while which + 1 < len(regions) and regions[which].end_char <= token.idx:
                which += 1
            region = regions[which]
            if region.start_char <= token.idx < region.end_char:
                parts[token.i] = region.part
        return parts

    # -- phrases -------------------------------------------------------------------------

    @cached_property
    def _reach(self) -> tuple[list[int], list[int]]:
        """First and last token of every subtree, in one pass from the leaves up."""
        count = len(self.doc)
        low, high = list(range(count)), list(range(count))
        waiting = [0] * count
        for index in range(count):
            if self.head[index] != index:
                waiting[self.head[index]] += 1
        ready = [index for index in range(count) if not waiting[index]]
        while ready:
            index = ready.pop()
            above = self.head[index]
            if above == index:
                continue
            low[above] = min(low[above], low[index])
            high[above] = max(high[above], high[index])
            waiting[above] -= 1
            if not waiting[above]:
                ready.append(above)
        return low, high

    def phrase(self, token: Token) -> tuple[int, int]:
        """The noun phrase that a token heads, without relative clauses, appositions, conjuncts, preposition.

        Determiners belong to it. Returns token indices, end exclusive.
        """
        low, high = self._reach
        outside = _OUTSIDE
        if self.tree.child(token, "cop") is not None:
            outside = outside | _CLAUSAL
        children = self.tree.children(token)
        start = end = token.i
        for child in reversed([c for c in children if c.i < token.i]):
            if self.rel[child.i] in outside:
                if self.rel[child.i] == "punct":
                    continue
                break
            if high[child.i] < self._before(start) or start - low[child.i] > _LONGEST:
                break
            start = min(start, low[child.i])
        for child in (c for c in children if c.i > token.i):
            if self.rel[child.i] in outside:
                if self.rel[child.i] == "punct" or child.tag_ == "POS":
                    continue
                break
            if low[child.i] > self._after(end) or high[child.i] - end > _LONGEST:
                break
            if self.rel[child.i].startswith("acl") and self._beside(token, low[child.i]):
                break
            end = max(end, high[child.i])
        while start < token.i and (self.doc[start].is_space or self.doc[start].is_punct):
            start += 1
        if start < token.i and not that_determines(self.doc[start], token):
            start += 1
        while end > token.i and (
            self.doc[end].is_space
            or self.doc[end].is_punct
            or self.doc[end].tag_ in {"POS", "CC"}
            or self.rel[end] == "case"
        ):
            end -= 1
        return start, end + 1

    def behind_comma(self, clause: Token) -> bool:
        """Whether a clause is set off by a comma: it adds something, and does not say which one is meant."""
        start = self._reach[0][clause.i]
        return start > 0 and "," in {self.doc[start - 1].text, self.doc[start].text}

    def _beside(self, token: Token, clause: int) -> bool:
        """Whether a clause that begins at a token is no part of what a noun names.

        It stands behind a comma ("the club, founded in May,"), or it is an infinitive on a noun for
        an organisation ("were the court to open the file").
        """
        if "," in {self.doc[clause].text, self.doc[max(clause - 1, token.i)].text}:
            return True
        return self.lower[clause] == "to" and token.lemma_.lower() in words().org_nouns

    def _before(self, index: int) -> int:
        """The nearest token before an index that is no punctuation or white space."""
        index -= 1
        steps = 0
        while index > 0 and steps < 4 and (self.doc[index].is_punct or self.doc[index].is_space):
            index -= 1
            steps += 1
        return index

    def _after(self, index: int) -> int:
        index += 1
        steps = 0
        while (
            index + 1 < len(self.doc) and steps < 4 and (self.doc[index].is_punct or self.doc[index].is_space)
        ):
            index += 1
            steps += 1
        return index

    def head_of(self, start: int, end: int) -> int:
        """The token of a span that the rest of it hangs on; the last word where there is no parse."""
        inner = [i for i in range(start, end) if not (self.doc[i].is_punct or self.doc[i].is_space)]
        if not inner:
            return end - 1
        if not self.parsed:
            return inner[-1]
        tops = [i for i in inner if not start <= self.head[i] < end or self.head[i] == i]
        if end < len(self.doc) and self.doc[end].tag_ == "POS":
            tops.reverse()  # of a name that the parse tore apart, what the possessive ending marks
        for wanted in ({"PROPN", "NOUN"}, {"PROPN", "NOUN", "ADJ", "NUM", "X", "VERB", "PRON"}):
            for index in tops:
                if self.doc[index].pos_ in wanted:
                    return index
        return tops[0] if tops else inner[-1]

    # -- clauses -------------------------------------------------------------------------

    @cached_property
    def clause(self) -> list[int]:
        """For each token the head of the nearest clause above it (not itself), else the root."""
        tree = self.tree
        heads_clause = [tree.is_clause(token) for token in self.doc]
        out = [-1] * len(self.doc)
        for start in range(len(self.doc)):
            path = []
            index = start
            while out[index] < 0:
                path.append(index)
                above = self.head[index]
                if above == index or heads_clause[above] or len(path) > len(self.doc):
                    out[index] = above
                    break
                index = above
            found = out[index]
            for step in path:
                out[step] = found
        return out

    def subject_of(self, clause: int) -> int:
        """The token that is the understood subject of a clause, or -1.

        Follows shared subjects of coordinated verbs and the controller of infinitives and
        participles (the object of the governing verb where it has one, else its subject).
        """
        index = clause
        for _ in range(_STEPS):
            own, _ = self._governed(index)
            if own >= 0:
                return own
            rel = self.rel[index].split(":")[0]
            above = self.head[index]
            if above == index:
                return -1
            if rel == "xcomp":
                _, thing = self._governed(above)
                if 0 <= thing < index:
                    return thing
            elif rel not in {"conj", "advcl"}:
                return -1
            index = above
        return -1

    def _governed(self, verb: int) -> tuple[int, int]:
        """First subject and first object of a verb, -1 for none; looked up once for each verb."""
        known = self._arguments.get(verb)
        if known is None:
            subjects = self.tree.subjects(self.doc[verb])
            objects = self.tree.children(self.doc[verb], "obj")
            known = (subjects[0].i if subjects else -1, objects[0].i if objects else -1)
            self._arguments[verb] = known
        return known

    def is_main(self, clause: int) -> bool:
        """Whether a clause is a sentence's own or coordinated with it."""
        for _ in range(_STEPS):
            if self.head[clause] == clause or self.rel[clause] in {"root", "parataxis"}:
                return True
            if self.rel[clause] != "conj":
                return False
            clause = self.head[clause]
        return False

    def first_conjunct(self, index: int) -> int:
        """The conjunct that carries the relation of a coordination (a few steps up only)."""
        for _ in range(_STEPS):
            if self.rel[index] != "conj" or self.head[index] == index:
                return index
            index = self.head[index]
        return index


def that_determines(word: Token, noun: Token) -> bool:
    """Whether a word may determine a noun: "that" never does a plural ("saying that voters left")."""
    return word.lower_ != "that" or noun.tag_ not in {"NNS", "NNPS"}
