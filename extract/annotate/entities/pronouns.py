"""Third-person, reflexive and relative pronouns, and the "it" that refers to nothing.

Candidates stand before the pronoun in its sentence or up to three sentences earlier; those that
grammar or agreement forbid are dropped (binding after Lappin & Leass 1994), the rest weighed by
role, distance, parallelism and how often the entity is spoken of. Where none is clearly good,
the pronoun stays alone: a wrong name in a table is worse than a pronoun.
"""

from __future__ import annotations

from collections import defaultdict
from math import log2

from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import POSSESSIVES, Item
from extract.annotate.entities.words import words

_WINDOW = 3  # sentences
_MOST = 40  # candidates looked at
_CLIMB = 8
# Set by hand and on GUM train (news, interview) with benchmarks/score_coreference.py.
WEIGHTS = {
    "sentence": -1.1,  # for each sentence between
    "main_subject": 1.6,
    "subject": 1.1,
    "object": 0.5,
    "oblique": 0.1,
    "inner": -0.5,
    "parallel": 0.5,
    "own_subject": 1.3,  # a possessive and the subject of its clause
    "name": 0.5,
    "pronoun": 0.4,
    "indefinite": -0.2,
    "frequency": 0.25,  # for each doubling of the entity's mentions
    "same_word": 0.6,
    "group": -0.4,  # an organisation for "they"
    "partitive": -0.8,
    "near": -0.02,  # for each token between
    "unknown": -0.6,  # sex, person or number not told by any word
}
THRESHOLD = 0.2


class Pronouns:
    """Resolves pronouns, fed with all items in text order."""

    def __init__(self, frame: Frame, items: list[Item], clusters: Clusters, by_head: dict[int, int], barred: dict[int, int]) -> None:
        """Set up.

        Args:
            barred: token index of a sentence-internal position to the item number of the
                speaker of the direct quote it stands in, whom "he" or "they" there is not.
        """
        self.frame = frame
        self.items = items
        self.clusters = clusters
        self.by_head = by_head
        self.barred = barred
        self._by_sentence: dict[int, list[int]] = defaultdict(list)

    def see(self, item: Item) -> None:
        """Remember an item as a possible antecedent of what follows."""
        if item.part != "byline" and item.kind not in {"first", "second", "relative", "other"}:
            self._by_sentence[item.sentence].append(item.index)

    def antecedent(self, item: Item) -> int:
        """The number of the item that a pronoun refers to, or -1."""
        if item.kind == "relative":
            return self._relative(item)
        if item.kind == "reflexive":
            return self._reflexive(item)
        if item.kind != "third" or (item.gender == "n" and self._pleonastic(item)):
            return -1
        best, score = -1, THRESHOLD
        forbidden = self._forbidden(item)
        own = self._own_subject(item)
        for other in self._candidates(item):
            if not self._allowed(item, other, forbidden):
                continue
            value = self._score(item, other, own)
            if value > score:
                best, score = other.index, value
        return best

    # -- relative and reflexive ----------------------------------------------------------

    def _relative(self, item: Item) -> int:
        index = item.head
        frame = self.frame
        for _ in range(_CLIMB):
            above = frame.head[index]
            if above == index:
                return -1
            if frame.rel[index] == "acl:relcl" and index != item.head:
                return self.by_head.get(above, -1) if above < item.head else -1
            index = above
        return -1

    def _reflexive(self, item: Item) -> int:
        subject = self.frame.subject_of(self.frame.clause[item.head])
        which = self.by_head.get(subject, -1)
        if which < 0 or which == item.index:
            return -1
        other = self.items[which]
        return which if self._agrees(item, other) and self._stands_for(item, other) else -1

    # -- "it" that refers to nothing -----------------------------------------------------

    def _pleonastic(self, item: Item) -> bool:
        """ "It is raining", "it emerged that", "it is clear that", "it is unlikely to"."""
        if item.lemma != "it":
            return False
        frame, tree = self.frame, self.frame.tree
        token = frame.doc[item.head]
        verb = tree.head(token)
        if verb.i == token.i or not frame.rel[token.i].startswith(("nsubj", "expl")):
            return False
        lemma = verb.lemma_.lower()
        lists = words().lists
        if lemma in lists["weather_verbs"]:
            return True
        clausal = [c for c in tree.children(verb, "csubj", "ccomp", "advcl", "xcomp", "acl:relcl", "acl") if c.i > verb.i]
        if lemma in lists["clausal_it_verbs"] and any(
            tree.mark(c) in {"that", "to", "if", "as if", "as though", "like", "whether"} or frame.rel[c.i] == "ccomp"
            for c in clausal
        ):
            return True
        if tree.child(verb, "cop") is not None and verb.pos_ in {"ADJ", "NOUN", "ADV", "VERB", "PRON", "PROPN"}:
            for clause in clausal:
                mark = tree.mark(clause).split(" ")[0]
                if mark in {"that", "to", "if", "whether", "for"} or frame.rel[clause.i].startswith("csubj"):
                    return True
                if frame.rel[clause.i].startswith("acl") and verb.pos_ in {"NOUN", "PROPN", "PRON"}:
                    return True  # "it was Acme that bought it"
            if frame.dated[verb.i] or verb.pos_ == "NUM":
                return True
        if tree.is_passive(verb):  # "it is believed that"
            return any(tree.mark(c) == "that" for c in clausal)
        return False

    # -- what cannot be the antecedent ---------------------------------------------------

    def _candidates(self, item: Item) -> list[Item]:
        """Items before the pronoun, nearest first, at most a fixed number."""
        out: list[Item] = []
        for sentence in range(item.sentence, max(item.sentence - _WINDOW, 0) - 1, -1):
            for index in reversed(self._by_sentence.get(sentence, ())):
                other = self.items[index]
                if other.mention.start < item.mention.start and other.index != item.index:
                    out.append(other)
                    if len(out) >= _MOST:
                        return out
        return out

    def _forbidden(self, item: Item) -> set[int]:
        """Groups that binding excludes: what else the same verb takes, and the speaker of a quote."""
        out: set[int] = set()
        speaker = self.barred.get(item.head, -1)
        if speaker >= 0:
            out.add(self.clusters.root(speaker))
        if item.lemma in POSSESSIVES and self.frame.rel[item.head] in {"nmod:poss", "det"}:
            return out
        frame = self.frame
        verb = frame.head[item.head]
        if verb == item.head:
            return out
        if frame.rel[item.head].startswith("conj"):
            first = frame.first_conjunct(item.head)
            if first in self.by_head:
                out.add(self.clusters.root(self.by_head[first]))
        fellows = [child.i for child in frame.tree.children(frame.doc[verb])[:12] if child.i != item.head]
        if item.role != "subject":
            fellows.append(frame.subject_of(verb))
        for index in fellows:
            rel = frame.rel[index] if index >= 0 else ""
            if index in self.by_head and index != item.head and rel.startswith(("nsubj", "obj", "iobj", "obl", "nmod")):
                out.add(self.clusters.root(self.by_head[index]))
        return out

    def _allowed(self, item: Item, other: Item, forbidden: set[int]) -> bool:
        if other.mention.start <= item.mention.start < other.mention.end:
            return False
        if self.clusters.root(other.index) in forbidden:
            return False
        if other.lemma in words().lists["never_linked"] and other.form == "nominal":
            return False
        if self.frame.head[item.head] == other.head and item.lemma in POSSESSIVES:
            return False
        if other.form == "nominal" and self.frame.rel[other.head] == "root" and self.frame.tree.child(
            self.frame.doc[other.head], "cop"
        ):
            return False
        return self._agrees(item, other) and self._stands_for(item, other)

    def _agrees(self, item: Item, other: Item) -> bool:
        """Number and sex do not contradict."""
        gender = self.clusters.gender(other.index)
        type_ = self.clusters.type(other.index)
        number = self.clusters.number(other.index)
        if item.number == "p":
            if other.form == "pronoun" and other.number == "s" and not self.clusters.named(other.index):
                return False
            if type_ == "PERSON" and number == "s":
                return False
            return number != "s" or type_ in {"ORG", "GPE", "NORP"} or self._collective(other)
        if number == "p" and type_ != "ORG":
            return False
        if item.gender in {"m", "f"}:
            return gender in {item.gender, "a"} or (gender == "" and type_ == "" and other.form == "name")
        return gender not in {"m", "f", "a"} and type_ not in {"PERSON", "NORP"}

    def _collective(self, other: Item) -> bool:
        return other.lemma in words().org_nouns or other.lemma in {"family", "couple", "public", "crew", "staff", "crowd", "jury"}

    def _stands_for(self, item: Item, other: Item) -> bool:
        """Names that only modify a noun, and money, are hardly ever meant by a pronoun."""
        if other.mention.type == "MONEY" or other.mention.type == "NORP" and item.number == "s":
            return False
        rel = self.frame.rel[other.head]
        return not (other.form == "name" and rel in {"compound", "amod"} and self.clusters.size(other.index) < 2)

    # -- weighing ------------------------------------------------------------------------

    def _own_subject(self, item: Item) -> int:
        """The group of the subject of the clause that a possessive stands in, or -1."""
        if item.lemma not in POSSESSIVES:
            return -1
        subject = self.frame.subject_of(self.frame.clause[item.head])
        which = self.by_head.get(subject, -1)
        return self.clusters.root(which) if which >= 0 else -1

    def _score(self, item: Item, other: Item, own: int) -> float:
        weights = WEIGHTS
        root = self.clusters.root(other.index)
        score = 1.0 + weights["sentence"] * (item.sentence - other.sentence)
        if other.role == "subject":
            score += weights["main_subject" if self.frame.is_main(other.clause) else "subject"]
        else:
            score += weights[other.role]
        if other.role == item.role and item.role != "inner":
            score += weights["parallel"]
        if root == own and other.sentence == item.sentence:
            score += weights["own_subject"]
        if other.form == "name":
            score += weights["name"]
        elif other.form == "pronoun":
            score += weights["pronoun"]
            if other.number == item.number and other.gender == item.gender:
                score += weights["same_word"]
        elif other.determiner in {"indef", "bare"}:
            score += weights["indefinite"]
        if other.lemma in words().lists["partitive_nouns"]:
            score += weights["partitive"]
        score += weights["frequency"] * log2(min(self.clusters.size(other.index), 16))
        score += weights["near"] * min(item.mention.start - other.mention.end, 40)
        if item.number == "p" and self.clusters.number(other.index) != "p":
            score += weights["group"]
        if not self.clusters.gender(other.index) and item.gender:
            score += weights["unknown"]
        return score
