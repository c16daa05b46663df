"""The arguments of verbs and of predicates of a copula."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.events.fillers import is_complement
from extract.events.lexicon import predicates
from extract.events.numbers import quantity
from extract.events.obliques import Obliques
from extract.events.triggers import Predicate
from extract.events.types import Argument

_CLAUSES = frozenset({"ccomp", "csubj", "xcomp", "advcl"})
_NO_SUBJECT = frozenset({"it", "there"})


class VerbArguments(Obliques):
    """Subjects, objects, clauses, obliques and adverbs of verbs."""

    def _verbal(self, p: Predicate) -> Iterator[Argument]:
        tree, verb = self.tree, p.token
        passive = p.pos == "verb" and self.is_passive(verb)
        objects = self._objects(verb)
        subject = self.fillers.subject(verb)
        agents = self._agents(verb) if passive else []
        hearer = p.kind == "speech" and p.lemma in predicates().hearer_object
        for agent in agents:
            yield from self._fill("actor", agent, "by-phrase of a passive")
        if subject is not None and not (
            subject.token.lower_ in _NO_SUBJECT and self._dummy(verb, subject.token)
        ):
            if passive:
                role = "recipient" if hearer else "target"
            elif p.pos == "adj" or (
                p.lemma in predicates().unaccusative
                and not objects
                and tree.child(verb, "xcomp", "ccomp") is None
            ):
                role = "target"
            else:
                role = "actor"
            yield from self._fill(role, subject.token, subject.why)
        has_target = passive and subject is not None and not hearer and subject.token.i not in p.absorbed
        if len(objects) == 2 and not passive and not p.absorbed and self._is_dative(*objects):
            yield from self._fill("recipient", objects[0], "first of two objects")
            objects = objects[1:]
        for number, thing in enumerate(objects):
            if thing.i in p.absorbed:
                continue
            role = "recipient" if hearer else "target"
            if has_target and not passive:
                break
            if passive and number == 0 and subject is not None and not hearer:
                role = (
                    "target" if tree.rel(thing) == "obj" and self._is_recipient(subject.token) else "content"
                )
            yield from self._fill(role, thing, "object")
            has_target = has_target or role == "target"
        for thing in tree.children(verb, "iobj"):
            alone = (
                not objects and p.kind != "speech" and not hearer
            )  # "trust him": an object in all but name
            role = "target" if alone and not passive else "recipient"
            has_target = has_target or role == "target"
            yield from self._fill(role, thing, "indirect object")
        relative = self._relative_role(verb, bool(objects), passive)
        if relative is not None and p.pos == "verb" and p.lemma not in predicates().unaccusative:
            yield from self._fill(relative[0], relative[1], "relative clause")
            has_target = has_target or relative[0] == "target"
        yield from self._clauses(verb)
        agent_heads = {a.i for a in agents}
        yield from self._obliques(p, verb, has_target, agent_heads)
        for absorbed in sorted(p.absorbed):  # "get rid of X", "take part in X", "take action against X"
            yield from self._obliques(p, tree.tokens[absorbed], has_target, agent_heads)
        yield from self._adverbs(verb)

    def _objects(self, verb: Token) -> list[Token]:
        """Objects of a verb; how far something rose or fell is none."""
        objects = self.tree.children(verb, "obj")
        if verb.lemma_.lower() in predicates().unaccusative:
            return [o for o in objects if not self._is_extent(o)]
        return objects

    def _is_extent(self, token: Token) -> bool:
        """ "rose 19 percent", "fell three points", "gained $2"."""
        unit = quantity(self.tree, token)[1]
        return (
            token.lower_ in {"percent", "%"} or unit in {"percent", "%"} or unit in predicates().extent_units
        )

    def _is_dative(self, first: Token, second: Token) -> bool:
        """ "gave the charity a house": two bare noun phrases side by side."""
        nominal = {"NOUN", "PROPN", "PRON"}
        if not {first.pos_, second.pos_} <= nominal or second.i < first.i:
            return False
        return self.tree.span(first)[1] == self.tree.span(second)[0]

    def _dummy(self, verb: Token, subject: Token) -> bool:
        """Whether "it"/"there" stands for nothing: "it emerged that", "there were protests"."""
        tree = self.tree
        if subject.lower_ == "there" or tree.rel(subject) == "expl":
            return True
        return tree.is_passive(verb) and tree.child(verb, "ccomp", "csubj") is not None

    def _relative_role(self, verb: Token, has_object: bool, passive: bool) -> tuple[str, Token] | None:
        """The place of the antecedent of a relative clause without a pronoun: "the site Acme hosted"."""
        tree = self.tree
        if tree.rel(verb) != "acl:relcl" or passive or has_object:
            return None
        if not tree.subjects(verb) or any(
            self.fillers.antecedent(t) is not t
            for t in tree.children(verb, "nsubj", "obj", "obl", "iobj", "advmod")
        ):
            return None
        stranded = [t for t in tree.children(verb, "obl", "case", "advmod") if t.pos_ in {"ADP"}]
        if stranded or tree.child(verb, "ccomp", "xcomp") is not None:
            return None
        head = tree.head(verb)
        if head.i in self._date_of or head.lemma_ in {"time", "day", "way", "reason", "moment"}:
            return None
        return "target", head

    def _clauses(self, verb: Token) -> Iterator[Argument]:
        tree = self.tree
        if tree.below(verb).isdisjoint(_CLAUSES):
            return
        for clause in tree.children(verb, "ccomp", "csubj"):
            yield self._clause("content", clause, "clausal complement")
        for clause in tree.children(verb, "xcomp"):
            if tree.is_clause(clause) or tree.mark(clause) == "to":
                yield self._clause("content", clause, "open complement")
        for clause in tree.children(verb, "advcl"):
            mark = tree.mark(clause)
            if is_complement(tree, clause):
                yield self._clause("content", clause, "infinitive complement")
            elif clause.tag_ == "VBG" and mark == "to":
                continue  # "contributed to closing": no purpose
            elif mark in {"to", "in order to", "so as to"} or (mark == "" and clause.tag_ == "VB"):
                yield self._clause("purpose", clause, "infinitive of purpose")
            elif mark in {"by", "via", "through"} and clause.tag_ == "VBG":
                yield self._clause("instrument", clause, "by-gerund")

    def _adverbs(self, verb: Token) -> Iterator[Argument]:
        for adverb in self.tree.children(verb, "advmod"):
            lower = adverb.lower_
            if adverb.i in self._date_of:
                yield from self._fill("time", adverb, "time adverb")
            elif lower in {
                "here",
                "there",
                "abroad",
                "overseas",
                "home",
                "nationwide",
                "worldwide",
                "outside",
                "inside",
            }:
                yield from self._fill("place", adverb, "adverb of place")
            elif self._is_manner(adverb):
                yield from self._fill("manner", adverb, "adverb of manner")

    def _is_manner(self, adverb: Token) -> bool:
        lower, words = adverb.lower_, predicates()
        if not lower.endswith("ly") or len(lower) <= 4 or adverb.tag_ != "RB":
            return False
        return lower not in words.hedges and lower not in words.no_manner
