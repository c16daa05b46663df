"""Who fills the subject of a predicate that has none of its own, and what a relative word stands for.

Control, coordination, participles and relative clauses, stated as grammar:

- a relative pronoun stands for the noun that its clause modifies;
- a conjunct without a subject has that of the first conjunct;
- an infinitive or gerund complement has the object of its governor as subject where there is
  one and the governor is not of the kind of "promise", else the governor's own subject;
- an adverbial participle or infinitive has the subject of the clause it modifies;
- a participle on a noun has that noun as subject; an infinitive on a noun the one who has,
  makes or takes the noun.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.events.lexicon import predicates
from extract.ontology import event_nouns
from extract.ontology.complements import ComplementEffect, effect_of

_RELATIVE = frozenset({"who", "whom", "which", "that", "where", "whose"})
_DEPTH = 12
_PERSONAL = frozenset({"PROPN", "PRON"})


def complement_form(tree: Tree, clause: Token) -> Literal["to", "that", "ing", "wh"]:
    """The form of a complement clause, as the complement lexicon tells them apart."""
    mark = tree.mark(clause)
    if mark in {"whether", "if"}:
        return "wh"
    modal = any(c.tag_ == "MD" for c in tree.children(clause, "aux"))
    if mark in {"to", "in order to"} or (clause.tag_ == "VB" and not modal and mark != "that"):
        return "to"
    return "ing" if clause.tag_ == "VBG" and not tree.children(clause, "aux") else "that"


def governor_effect(tree: Tree, governor: Token, clause: Token) -> ComplementEffect | None:
    """What a governor says of its complement, looked up with its particle or preposition first."""
    lemma = governor.lemma_.lower()
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}.get(governor.pos_, "adj")
    form = complement_form(tree, clause)
    particle = tree.particle(governor) if pos == "verb" else None
    mark = tree.mark(clause) or tree.preposition(clause)
    if mark == "to" and tree.child(governor, "obj", "iobj") is not None:
        mark = ""  # "pushed the firm to": not the "push to" of one's own effort
    asked = addressee(tree, governor)
    asked_by = tree.preposition(asked) if asked is not None else ""
    for extra in (particle.lower_ if particle is not None else "", asked_by, mark):
        found = effect_of(f"{lemma} {extra}", pos, form) if extra and extra != "that" else None
        if found is not None:
            return found
    return effect_of(lemma, pos, form)


def addressee(tree: Tree, governor: Token) -> Token | None:
    """Who is to do it where that is a prepositional phrase: "called on [the mayor] to resign"."""
    if governor.pos_ != "VERB":
        return None
    lemma = governor.lemma_.lower()
    for nominal in tree.children(governor, "obl"):
        preposition = tree.preposition(nominal)
        effect = effect_of(f"{lemma} {preposition}", "verb", "to") if preposition else None
        if effect is not None and effect.control == "object":
            return nominal
    return None


def is_complement(tree: Tree, clause: Token) -> bool:
    """Whether a clause that the parse calls adverbial is the complement of its verb.

    So is an infinitive where the verb takes an object and an infinitive ("persuade X to do"), or has
    no object and takes one of its own subject ("went on to do"), and no other complement; and a
    gerund behind a preposition where the verb says something of its complement ("prevent X from
    doing", "succeed in doing").
    """
    mark = tree.mark(clause)
    if tree.rel(clause) not in {"advcl", "acl"} or mark not in {
        "",
        "to",
        "from",
        "into",
        "in",
        "of",
        "on",
        "with",
    }:
        return False
    governor = tree.head(clause)
    if tree.rel(clause) == "acl" and governor.pos_ != "VERB":
        return False
    effect = governor_effect(tree, governor, clause)
    if effect is None or clause.i < governor.i or tree.child(governor, "xcomp", "ccomp") is not None:
        return False
    gerund = clause.tag_ == "VBG" or any(
        c.lower_ == "being" for c in tree.children(clause, "aux", "aux:pass")
    )
    if mark == "":  # "avoids being blocked": right behind the verb
        return gerund and tree.span(clause)[0] == governor.i + 1
    if mark != "to":
        return gerund
    objects = tree.child(governor, "obj", "iobj", "nsubj:pass") or addressee(tree, governor)
    return effect.control == "object" if objects is not None else effect.control == "subject"


def is_passive(tree: Tree, verb: Token) -> bool:
    """Passive by auxiliary or subject, or a bare participle on a noun ("names used by spammers")."""
    if tree.is_passive(verb):
        return True
    if verb.tag_ != "VBN":
        return False
    if tree.child(verb, "aux") is not None:
        return False
    rel = tree.rel(verb)
    if rel == "conj" and not tree.subjects(verb):
        first = tree.first_conjunct(verb)
        return first.i != verb.i and first.tag_ == "VBN" and is_passive(tree, first)
    if rel in {"acl", "acl:relcl", "advcl", "amod", "parataxis", "dep", "root"}:
        return tree.child(verb, "obj") is None
    return rel in {"xcomp", "ccomp"} and tree.child(verb, "obj") is None


class Filler(NamedTuple):
    """A token that fills a place, and by which rule."""

    token: Token
    why: str


class Fillers:
    """Resolves subjects within one Tree; answers are remembered."""

    def __init__(self, tree: Tree, dated: frozenset[int] = frozenset()) -> None:
        """`dated` are the tokens of time expressions: they are nobody's subject."""
        self.tree = tree
        self.dated = dated
        self._subjects: dict[int, Filler | None] = {}

    def antecedent(self, token: Token) -> Token:
        """The noun that a relative pronoun stands for; the token itself if it is none."""
        if token.lower_ not in _RELATIVE or token.tag_ not in {"WDT", "WP", "WRB", "IN", "WP$", "PRP", "DT"}:
            return token
        if token.lower_ == "that" and token.tag_ == "DT":
            return token
        for ancestor in [token, *self.tree.ancestors(token)]:
            rel = self.tree.rel(ancestor)
            if rel in {"acl:relcl", "acl"}:
                head = self.tree.head(ancestor)
                return self._nearest(head, token) if head.i < token.i else token
            if rel in {"ccomp", "root", "parataxis"}:
                break
        return token

    def _nearest(self, head: Token, pronoun: Token) -> Token:
        """ "the removal of Acme, which sells ...": a name right before the pronoun, below an event noun."""
        if head.lemma_.lower() not in event_nouns():
            return head
        for nominal in self.tree.children(head, "nmod"):
            if nominal.pos_ == "PROPN" and nominal.i < pronoun.i:
                between = self.tree.tokens[self.tree.span(nominal)[1] : pronoun.i]
                if all(t.is_punct or t.is_space for t in between):
                    return nominal
        return head

    def subject(self, verb: Token, depth: int = 0) -> Filler | None:
        """The surface subject of a clause's head (of a passive: what it is done to)."""
        if verb.i in self._subjects:
            return self._subjects[verb.i]
        if depth > _DEPTH:
            return None
        self._subjects[verb.i] = None  # a cycle finds nothing
        found = self._find(verb, depth)
        self._subjects[verb.i] = found
        return found

    def _find(self, verb: Token, depth: int) -> Filler | None:
        tree = self.tree
        own = tree.subjects(verb)
        nominal = [t for t in own if t.pos_ != "SCONJ"]
        if nominal:
            first = nominal[0]
            if self._is_content(first, verb):
                return self._holder(first, verb, depth)
            resolved = self.antecedent(first)
            if resolved.lower_ in _RELATIVE and resolved.tag_ in {"WDT", "WP"}:
                return None  # a pronoun that stands for nothing found
            return Filler(resolved, "subject" if resolved is first else "relative pronoun")
        rel, head = tree.rel(verb), tree.head(verb)
        if rel == "conj":
            return self._shared(tree.conjunct_before(verb), depth)
        if rel == "xcomp" and verb.tag_ == "VBG" and verb.i and tree.tokens[verb.i - 1].text == ",":
            return self._of(verb, head, "subject of the main clause", depth)  # ", adding that ..."
        if rel in {"xcomp", "ccomp"}:
            if rel == "ccomp" and verb.tag_ in {"VBD", "VBZ", "VBP"}:
                return None  # a finite clause does not share its subject
            return self._controlled(verb, head, depth)
        if is_complement(tree, verb):
            return self._controlled(verb, head, depth)
        if rel in {"advcl", "parataxis", "obl"}:
            if verb.tag_ in {"VBD", "VBZ", "VBP"} or rel == "parataxis":
                return None
            if verb.tag_ == "VBG" and tree.mark(verb) == "for":  # "thanked [her] for coming"
                judged = tree.child(head, "obj")
                if judged is not None and judged.pos_ in _PERSONAL and judged.lower_ not in {"it", "that"}:
                    return Filler(judged, f"who is {head.lemma_!r} for it")
            return self._of(verb, head, "subject of the main clause", depth)
        if rel == "acl:relcl":
            if tree.mark(verb) == "to":
                return None
            if verb.tag_ in {"VBG", "VBN"} and not tree.children(verb, "aux", "aux:pass"):
                return Filler(head, "noun that the participle modifies")
            return (
                None
                if self._has_relative(verb) or tree.child(verb, "obj") is None
                else Filler(head, "relative clause")
            )
        if rel in {"acl", "amod"} and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"}:
            if tree.mark(verb) not in {"", "to"}:  # "something about getting rid of it"
                return self._holder(head, verb, depth)
            if tree.mark(verb) == "to" or verb.tag_ == "VB":
                return self._holder(head, verb, depth)
            return Filler(head, "noun that the participle modifies")
        return None

    def _shared(self, head: Token, depth: int) -> Filler | None:
        found = self.subject(head, depth + 1)
        if found is None:
            return None
        return Filler(found.token, "shared by coordination")

    def _controlled(self, verb: Token, governor: Token, depth: int) -> Filler | None:
        tree = self.tree
        effect = governor_effect(tree, governor, verb)
        control = effect.control if effect is not None else ""
        passive = tree.is_passive(governor) or (tree.rel(governor) == "acl" and governor.tag_ == "VBN")
        if not passive and control != "subject":
            objects = tree.children(governor, "obj", "iobj")
            before = [
                o
                for o in objects
                if o.i not in self.dated
                and (o.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"} or tree.child(o, "det") is not None)
            ]
            asked = addressee(tree, governor)
            if asked is not None and not before and asked.i < verb.i:
                before = [asked]
            if before:
                return Filler(self.antecedent(before[0]), f"control by the object of {governor.lemma_!r}")
        found = self.subject(governor, depth + 1)
        return (
            Filler(found.token, f"control by the subject of {governor.lemma_!r}")
            if found is not None
            else None
        )

    def _of(self, verb: Token, clause: Token, why: str, depth: int) -> Filler | None:
        if clause.pos_ in {"NOUN", "PROPN"} and self.tree.child(clause, "cop") is None:
            return self._holder(clause, verb, depth)
        found = self.subject(clause, depth + 1)
        return Filler(found.token, why) if found is not None else None

    def _is_content(self, subject: Token, verb: Token) -> bool:
        """ "The plan is to sell": the infinitive is what the noun consists in; not "He is to leave"."""
        copula = any(t.lemma_ == "be" for t in self.tree.children(verb, "cop", "aux"))
        return (
            copula
            and self.tree.mark(verb) == "to"
            and subject.pos_ == "NOUN"
            and effect_of(subject.lemma_.lower(), "noun", "to") is not None
        )

    def _holder(self, noun: Token, clause: Token, depth: int) -> Filler | None:
        """Who has, makes or takes a noun: "Spain's decision to leave", "Acme took steps to leave"."""
        poss = self.tree.child(noun, "nmod:poss")
        if poss is not None:
            return Filler(poss, f"possessor of {noun.text!r}")
        rel, head = self.tree.rel(noun), self.tree.head(noun)
        for nominal in self.tree.children(noun, "nmod"):
            if self.tree.preposition(nominal) in {"by", "on the part of"} and nominal.i < clause.i:
                return Filler(nominal, f"whose {noun.text!r} it is")
        if rel in {"obj", "obl", "xcomp"} and head.lemma_.lower() in predicates().holding:
            found = self.subject(head, depth + 1)
            if found is not None and found.token.i != noun.i:
                return Filler(found.token, f"subject of the verb that {noun.text!r} belongs to")
        return None

    def _has_relative(self, verb: Token) -> bool:
        return any(
            t.lower_ in _RELATIVE for t in self.tree.children(verb, "nsubj", "obj", "obl", "advmod", "iobj")
        )
