"""Nouns that name an undertaking or those who carry it out: "the campaign began", "the campaign said"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.events.fillers import Fillers
from extract.knowledge import load_yaml
from extract.ontology import Match


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(cast(list[str], load_yaml("bodies.yaml")[key]))


class Bodies:
    """Tells whether such a noun means those who act; what the lists hold stands in bodies.yaml."""

    def __init__(
        self,
        tree: Tree,
        fillers: Fillers,
        types: dict[int, str],
        match: Callable[[Token], Match | None],
    ) -> None:
        """`types` maps head tokens of mentions to entity types; `match` gives a verb's event type."""
        self.tree = tree
        self.fillers = fillers
        self.types = types
        self.match = match

    def means_people(self, noun: Token) -> bool:
        """Whether the noun has a part in its clause that only people have, or bears a name."""
        tree = self.tree
        first = tree.first_conjunct(noun)
        rel, head = tree.rel(first), tree.head(first)
        if rel == "nmod:poss":
            return True
        if head.pos_ == "VERB" and rel in {"nsubj", "obl:agent"} and self._is_done_by_people(head, noun):
            return True
        if any(self._is_done_by_people(verb, noun) for verb in self._relative_verbs(noun)):
            return True
        preposition = tree.preposition(first)
        if rel in {"nmod", "obl"} and self._has_people(head, preposition):
            return True
        if preposition == "to" and head.lemma_.lower() == "close":  # "a source close to the campaign"
            return True
        return self._has_name(noun) and not self._takes_time(rel, head, preposition)

    def _is_done_by_people(self, verb: Token, noun: Token) -> bool:
        """Whether a verb tells of an act of people; of somebody's campaign it does so more often."""
        match = self.match(verb)
        name = match.type if match is not None else ""
        if match is not None and (match.kind == "speech" or name in _listed("acts") | _listed("thoughts")):
            return True
        whose = self._is_somebodys(noun)
        with_it = self.tree.children(noun, "amod", "compound", "nmod", "nmod:poss", "acl")
        if not whose and any(part.pos_ != "PRON" or part.tag_ == "PRP$" for part in with_it):
            return False  # "the campaign against litter", other than "Roe's campaign" or "the campaign"
        has_object = bool(self.tree.children(verb, "obj", "xcomp", "ccomp"))
        if name in _listed("phases"):  # "the campaign began a review", not "the campaign began"
            return has_object
        if not name:
            return whose
        return name not in _listed("undertakings")

    def _is_somebodys(self, noun: Token) -> bool:
        """Whether a person's name or possessive stands before the noun."""
        owners = self.tree.children(noun, "nmod:poss")
        return self._has_name(noun) or any(self.types.get(owner.i) == "PERSON" for owner in owners)

    def _relative_verbs(self, noun: Token) -> list[Token]:
        """Verbs of relative clauses whose subject stands for the noun ("the campaign, which paid")."""
        verbs = self.tree.children(noun, "acl:relcl")
        subjects = [(verb, self.tree.child(verb, "nsubj")) for verb in verbs if verb.pos_ == "VERB"]
        return [v for v, s in subjects if s is not None and s != noun and self.fillers.antecedent(s) == noun]

    def _has_people(self, head: Token, preposition: str) -> bool:
        """ "A spokesman for the campaign", "gave $100 to the campaign", "a gift to the campaign"."""
        lemma = head.lemma_.lower()
        if head.pos_ == "VERB":
            if preposition == "from":
                return lemma in _listed("from_people")
            match = self.match(head)
            return preposition == "to" and match is not None and match.type in _listed("gifts")
        if lemma in _listed("given"):
            return preposition == "to"
        return lemma in _listed("staff") and preposition in _listed("works_in")

    def _has_name(self, noun: Token) -> bool:
        """ "The Roe campaign": a person's name before the noun."""
        names = (c for c in self.tree.children(noun, "compound") if c.pos_ == "PROPN")
        return any(self.types.get(name.i) == "PERSON" or name.ent_type_ == "PERSON" for name in names)

    def _takes_time(self, rel: str, head: Token, preposition: str) -> bool:
        """Whether the clause speaks of the course of an event: "during the Roe campaign"."""
        if preposition in _listed("while") or head.lemma_.lower() in _listed("time_of"):
            return True
        if head.pos_ != "VERB" or rel not in {"nsubj", "nsubj:pass", "obj"}:
            return False
        match = self.match(head)
        return match is not None and match.type in _listed("phases")
