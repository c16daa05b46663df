"""Arguments that an event shares with the verb above it, though no light verb makes them one.

"Planned the raid": who plans it will carry it out. "Used drones to watch the camp": what is used is the
means of the watching. "Three guards died in the attack": they are its victims. The verbs stand in
shared_arguments.yaml; a filler of the event's own goes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from spacy.tokens import Token

from extract.events.triggers import Predicate
from extract.events.types import Argument
from extract.events.verbs import VerbArguments
from extract.knowledge import load_yaml

_PURPOSE = frozenset({"to", "in order to", "so as to"})


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cast(dict[str, list[str]], load_yaml("shared_arguments.yaml"))[key])


class Sharing(VerbArguments):
    """What the verb that governs an event adds to it."""

    def _shared(self, p: Predicate, roles: set[str]) -> Iterator[Argument]:
        """The arguments that an event has from its governor, for roles that it has no filler of its own for.

        Args:
            p: the event.
            roles: the roles that are filled already.
        """
        tree = self.tree
        if p.light is not None:
            return
        rel, verb = tree.rel(p.token), tree.head(p.token)
        if verb.pos_ != "VERB" or verb.i == p.token.i:
            return
        lemma, passive = verb.lemma_.lower(), self.is_passive(verb)
        subject = self.fillers.subject(verb)
        doers = self._agents(verb) if passive else [subject.token] if subject is not None else []
        undergoers = (
            self._objects(verb)[:1] if not passive else [subject.token] if subject is not None else []
        )
        shares: list[tuple[str, list[Token]]] = []
        if p.pos == "noun" and rel == ("nsubj:pass" if passive else "obj"):  # "planned the raid"
            if not roles & {"actor", "target"} and lemma in _words("own_deed"):
                shares = [("actor", doers)]
            elif "target" not in roles and lemma in _words("done_to_subject"):
                shares = [("target", doers)]
        elif lemma in _words("means") and self._is_purpose(p, rel):
            shares = [("instrument", undergoers), ("actor", doers if p.pos == "noun" else [])]
        elif p.pos == "noun" and rel == "obl" and p.event_type in _words("violence"):
            if tree.preposition(p.token) not in {"in", "during"}:
                return
            if lemma in _words("harm"):
                shares = [("target", undergoers), ("actor", doers)]
            elif lemma in _words("perish"):
                shares = [("target", doers)]
        for role, tokens in shares:
            if role not in roles:
                for token in tokens:
                    yield from self._fill(role, token, f"shared with {lemma!r}")

    def _is_purpose(self, p: Predicate, rel: str) -> bool:
        """Whether an event is what something is used for: an infinitive, or a noun behind "for" or "in"."""
        if p.pos == "noun":
            return rel == "obl" and self.tree.preposition(p.token) in {"for", "in"}
        return rel in {"advcl", "xcomp"} and self.tree.mark(p.token) in _PURPOSE
