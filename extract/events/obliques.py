"""The roles of prepositional and bare obliques, of verbs and of event nouns alike."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.encoder.heads.roles import SURE
from extract.events.fillers import is_passive
from extract.events.lexicon import predicates, preposition_roles
from extract.events.semantic import CERTAIN, LEANING
from extract.events.spans import OUTSIDE, Spans
from extract.events.triggers import Predicate
from extract.events.types import Argument

_CLAUSES = ("advcl", "acl")
PLACES = frozenset({"GPE", "LOC", "FAC"})
# What a preposition says by itself, and only a certain edge may call a place: "shouted from the roof".
_MOVING = frozenset({"source", "destination", "recipient", "instrument", "manner", "purpose", "beneficiary"})


class Obliques(Spans):
    """What a predicate selects goes first, then its event type, then the preposition (roles.yaml).

    Whether a preposition tells of a place is also asked of the model's semantic edges: "played on the
    roof" does, "spoke on the tax" does not.
    """

    def _obliques(self, p: Predicate, head: Token, has_target: bool, agents: set[int]) -> Iterator[Argument]:
        below = self.tree.below(head)
        for nominal in self.tree.children(head, "obl", "nmod"):
            if nominal.i in agents or self.tree.rel(nominal) == "nmod:poss":
                continue
            role, why = self.oblique_role(p, nominal, has_target)
            if role == "none":
                continue
            if role == "target":
                has_target = True
            yield from self._fill(role, nominal, why)
        if p.pos == "noun" or "obj" in below:
            yield from self._misattached(p, head, has_target)
        if below.isdisjoint(_CLAUSES):
            return
        for clause in self.tree.children(head, *_CLAUSES):
            mark = self.tree.mark(clause)
            if mark and mark in predicates().content_preposition.get(p.lemma, ()):
                yield self._clause("content", clause, f"{mark}-gerund")

    def _misattached(self, p: Predicate, head: Token, has_target: bool) -> Iterator[Argument]:
        """Phrases that a parse may hang one step off: the choice is by what the predicate selects.

        A verb takes those behind its object that it selects ("convicted the mayor [of fraud]") and
        places ("attacked the village [in Mali]"); an event noun those behind its "of" phrase or
        behind itself ("arrest of the mayor [by police]", "fled the attack [on the village]").
        """
        tree = self.tree
        if p.pos == "noun":
            if p.token.i != head.i:
                return
            for of in tree.children(head, "nmod"):
                for nominal in tree.children(of, "nmod"):
                    if (
                        tree.preposition(nominal) == "by"
                        and tree.preposition(of) == "of"
                        and nominal.i not in self._date_of
                    ):
                        yield from self._fill("actor", nominal, "by-phrase of a noun")
            governor, end = tree.head(head), tree.span(head, *OUTSIDE)[1]
            if tree.rel(head) in {"obj", "nsubj:pass", "obl", "nsubj"}:
                for nominal in tree.children(governor, "obl"):
                    markers = tree.prepositions(nominal)
                    if markers and markers[0].i == end and self._selected(p, tree.preposition(nominal)):
                        role, why = self.oblique_role(p, nominal, has_target)
                        yield from self._fill(role, nominal, why)
            return
        for thing in tree.children(head, "obj"):
            if thing.i in p.absorbed:
                continue
            for nominal in tree.children(thing, "nmod"):
                preposition = tree.preposition(nominal)
                if self._selected(p, preposition):
                    role, why = self.oblique_role(p, nominal, True)
                    if role != "none":
                        yield from self._fill(role, nominal, why)
                elif (
                    preposition_roles().get(preposition, ("", ""))[0] == "place"
                    and self._is_named_place(nominal)
                    and self._happens_to(p, thing)
                ):
                    yield from self._fill("place", nominal, f"{preposition!r} phrase behind the object")

    def _selected(self, p: Predicate, preposition: str) -> bool:
        """Whether a predicate asks for a preposition of its own."""
        words = predicates()
        return any(
            preposition in words.content_preposition.get(key, ())
            or preposition in words.acted_on.get(key, ())
            or (preposition in {"with", "between"} and key in words.comitative)
            for key in self._keys(p)
        )

    def _keys(self, p: Predicate) -> list[str]:
        """What a predicate is looked up by: the whole action, its words, its lemma."""
        return [p.action, p.lemma, *p.action.split()]

    def oblique_role(self, p: Predicate, nominal: Token, has_target: bool) -> tuple[str, str]:
        """The role of a prepositional or bare oblique of a predicate, and why; "none" for no role."""
        tree, words = self.tree, predicates()
        preposition = tree.preposition(nominal)
        if nominal.i in self._date_of:
            return "time", "time expression"
        if not preposition:
            return ("none", "") if tree.rel(nominal) != "obl:agent" else ("actor", "agent")
        why = f"{preposition!r} phrase"
        resolved = self.fillers.antecedent(nominal)
        special = self._type_role(p, preposition)
        if special:
            return special, f"{why} of this event type"
        if preposition in p.action.split()[1:] and not has_target:
            return "target", f"{why} of the action"  # "hand over weapons", however the parse takes "over"
        for key in self._keys(p):
            if preposition in words.content_preposition.get(key, ()):
                return "content", why
            if preposition in words.acted_on.get(key, ()):
                return ("target" if not has_target else "topic"), why
        if preposition in {"with", "between"} and words.comitative.intersection(self._keys(p)):
            return ("target" if not has_target else "recipient"), why
        if preposition == "of" and has_target:
            return "topic", why
        given = preposition == "from" and p.pos == "noun" and words.given_from.intersection(self._keys(p))
        if given and self._is_recipient(resolved):
            return "actor", f"{why} of the giver"
        place, other = preposition_roles().get(preposition, ("none", "none"))
        if place == "place" and self._is_place(resolved):
            return "place", why
        likely = max(self.semantic.place(p, nominal), self.semantic.place(p, resolved))
        least = LEANING if place == "place" else CERTAIN if other in _MOVING else SURE
        aired = preposition == "on" and self.types.get(resolved.i, "") == "ORG"  # "said on Radio Five"
        if likely >= least and not aired and self._may_be_place(resolved):
            return "place", f"{why}, ARGM-LOC by the model"
        if preposition == "to" and self._is_recipient(resolved) and not self._is_place(resolved):
            return "recipient", why
        if preposition == "for" and not self._is_recipient(resolved):
            return "purpose", why
        return other, why

    def _type_role(self, p: Predicate, preposition: str) -> str:
        """Exceptions that an event type states in the ontology (roles: {"on": actor})."""
        role = p.match.preposition_roles.get(preposition, "") if p.match is not None else ""
        if role == "actor" and (p.pos != "verb" or not self.is_passive(p.token) or self._agents(p.token)):
            return ""  # only a passive without a by-phrase lacks its doer
        return role

    def _is_place(self, token: Token) -> bool:
        if self.types.get(token.i, "") in PLACES:
            return True
        if any(self.types.get(m.i, "") in PLACES for m in self.tree.conjuncts(token)):
            return True
        return token.lemma_.lower() in predicates().place_nouns

    def _happens_to(self, p: Predicate, thing: Token) -> bool:
        """Whether a predicate happens where its object is: what is done to it, not what is said of it.

        "Attacked [a village in Mali]", "addressed [a rally in Lyon]"; not "praised [the mills in Lyon]".
        """
        return p.kind == "event" or thing.lemma_.lower() in self.event_nouns

    def _may_be_place(self, noun: Token) -> bool:
        """Whether what the model takes for a place can be one for us: neither text, event nor person.

        "Said in an interview", "in a letter", "at a rally", "wanted in a leader": PropBank's places, but
        nowhere on a map.
        """
        lemma = noun.lemma_.lower()
        unplaced = lemma in self.event_nouns or lemma in predicates().texts
        return not unplaced and self.types.get(noun.i, "") not in {"PERSON", "NORP"}

    def _is_named_place(self, token: Token) -> bool:
        return self.types.get(token.i, "") in PLACES

    def _is_recipient(self, token: Token) -> bool:
        return self.types.get(token.i, "") in {"PERSON", "ORG", "GPE", "NORP"} or token.pos_ == "PRON"

    def is_passive(self, verb: Token) -> bool:
        """Passive by auxiliary, subject or form; see `fillers.is_passive`."""
        return is_passive(self.tree, verb)

    def _agents(self, verb: Token) -> list[Token]:
        tree = self.tree
        out = tree.children(verb, "obl:agent")
        if out:
            return out
        return [
            n
            for n in tree.children(verb, "obl")
            if tree.preposition(n) == "by"
            and n.i not in self._date_of
            and n.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
        ][:1]
