"""How events lie in time to each other: "after the raid", "when owners left", "before that", "then".

Fills `when_relation` and `when_event`. No event is timed by itself, be it over others: a relation that
would close a circle is left out.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.events.time_words import time_words
from extract.events.triggers import Predicate
from extract.events.types import Event

_POINTERS = frozenset({"that", "this", "which"})
_FRONTED = frozenset({"before", "after", "since", "until"})


class Sequence:
    """Finds the event that times another one."""

    def __init__(
        self,
        tree: Tree,
        pairs: list[tuple[Predicate, Event]],
        by_token: dict[int, int],
        measured: dict[int, int],
    ) -> None:
        """`measured` maps a marker's token to the duration before it ("two days after the raid")."""
        self.tree = tree
        self.pairs = pairs
        self.by_token = by_token
        self.measured = measured
        self._mains: dict[int, int] = {}  # sentence to the event of its main clause
        self._firsts: dict[int, int] = {}
        for number, (predicate, event) in enumerate(pairs):
            if tree.is_root(predicate.anchor):
                self._mains.setdefault(event.sentence, number)
            self._firsts.setdefault(event.sentence, number)

    def link(self, predicate: Predicate, event: Event) -> None:
        """Set the relation of an event that has none yet."""
        tree = self.tree
        if event.when_relation:
            return
        for clause in tree.children(predicate.anchor, "advcl"):
            self._by_clause(event, clause)
        for token in {predicate.anchor.i: predicate.anchor, predicate.token.i: predicate.token}.values():
            for nominal in self._nominals(token):
                self._by_nominal(event, nominal)
        if tree.is_root(predicate.anchor):
            self._fronted(predicate, event)
            self._adverb(predicate, event)

    def relate(self, event: Event, relation: str, number: int | None, distance: int | None = None) -> bool:
        """Set an event's relation to another one unless it has one, or a circle would come about."""
        if number is None or event.when_relation or not relation:
            return False
        seen = 0
        at: int | None = number
        while at is not None and seen <= len(self.pairs):
            if self.pairs[at][1] is event:
                return False
            at, seen = self.pairs[at][1].when_event, seen + 1
        event.when_relation, event.when_event = relation, number
        if distance is not None and event.when_date is None:
            event.when_date = distance
        return True

    # -- clauses and phrases -------------------------------------------------------------

    def _by_clause(self, event: Event, clause: Token) -> None:
        """ "Shortly after owners tried to leave", "when the bridge fell"."""
        tree = self.tree
        marks = tree.children(clause, "mark")
        marks += [c for c in tree.children(clause, "advmod") if c.lower_ in {"when", "once"}]
        for mark in marks:
            relation = time_words().between_events.get(mark.lower_, "")
            if relation and self.relate(event, relation, self._event_at(clause), self.measured.get(mark.i)):
                return

    def _nominals(self, token: Token) -> list[Token]:
        """Prepositional phrases of a predicate, also where the parse hangs them on its object."""
        tree = self.tree
        own = tree.children(token, "obl", "nmod")
        if "obj" not in tree.below(token):
            return own
        beside = [n for thing in tree.children(token, "obj") if thing.i not in self.by_token
                  for n in tree.children(thing, "nmod")]  # fmt: skip
        return own + beside

    def _by_nominal(self, event: Event, nominal: Token) -> None:
        """ "After the raid", "in the wake of the raid", "since then"."""
        tree, words = self.tree, time_words()
        preposition = tree.preposition(nominal)
        relation = words.between_events.get(preposition, "")
        number = self.by_token.get(nominal.i)
        if preposition == "in" and nominal.lemma_.lower() in words.marker_nouns:
            relation = words.marker_nouns[nominal.lemma_.lower()]
            inner = [n for n in tree.children(nominal, "nmod") if tree.preposition(n) == "of"]
            number = self.by_token.get(inner[0].i) if inner else None
        if not relation:
            return
        if number is None and nominal.lower_ in _POINTERS:
            number = self._previous(event)
        markers = tree.prepositions(nominal)
        self.relate(event, relation, number, self.measured.get(markers[0].i) if markers else None)

    def _event_at(self, clause: Token) -> int | None:
        number = self.by_token.get(clause.i)
        if number is not None:
            # "after owners tried to take refuge": the attempt stands for what was attempted
            return number
        for child in self.tree.children(clause, "xcomp"):
            if child.i in self.by_token:
                return self.by_token[child.i]
        return None

    # -- across sentences ----------------------------------------------------------------

    def _fronted(self, predicate: Predicate, event: Event) -> None:
        """ "Before that X did Y", also where the parser took "before that" for a conjunction."""
        token = predicate.token
        start, end = self.tree.sentence(token)
        opening = self.tree.tokens[start : min(start + 6, end)]
        words = [t for t in opening if not t.is_space and not t.is_punct][:2]
        if len(words) < 2 or words[0].lower_ not in _FRONTED:
            return
        if words[1].lower_ not in {"that", "this", "then"}:
            return
        behind = words[1].i + 1
        tokens = self.tree.tokens
        if behind < len(tokens) and tokens[behind].pos_ in {"NOUN", "ADJ", "NUM", "PROPN"}:
            return  # "after that meeting"
        relation = time_words().between_events[words[0].lower_]
        self.relate(event, relation, self._previous(event))

    def _adverb(self, predicate: Predicate, event: Event) -> None:
        """ "The crowd then left", "Later, it rained": against the main clause of the sentence before."""
        words = time_words().sequence_adverbs
        if event.tense != "past" or event.kind != "event":
            return
        for adverb in self.tree.children(predicate.anchor, "advmod"):
            relation = words.get(adverb.lower_, "")
            if not relation or self.tree.children(adverb):
                continue  # "later than planned"
            self.relate(event, relation, self._told_before(event))

    def _told_before(self, event: Event) -> int | None:
        """The main event of the sentence before if it is told as past and is no speech or state."""
        number = self._previous(event)
        if number is None:
            return None
        before = self.pairs[number][1]
        return number if before.kind == "event" and before.tense == "past" else None

    def _previous(self, event: Event) -> int | None:
        """The main event of the sentence before, else its first one."""
        before = event.sentence - 1
        return self._mains.get(before, self._firsts.get(before))
