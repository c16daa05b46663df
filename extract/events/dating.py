"""Which time expression belongs to which event, and which event another one is timed by.

An event has, in this order: the time expression among its own arguments; that of the governor
which it shares its time with (an infinitive complement, a light verb, a participle); that of the
clause before it which it is coordinated with, where the expression stands in front of both; for
the main clause of a sentence with a single expression in front, that expression. Other clauses
have none: the time of a report is not the time of what is reported.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.annotate.types import TimeExpression
from extract.events.triggers import Predicate
from extract.events.types import Event

_RELATIONS = {
    "before": "before",
    "prior to": "before",
    "ahead of": "before",
    "until": "until",
    "till": "until",
    "by": "until",
    "after": "after",
    "following": "after",
    "once": "after",
    "since": "since",
    "from": "since",
    "during": "during",
    "while": "during",
    "when": "during",
    "as": "during",
    "amid": "during",
}
# Where the other event is the anchor of the time ("after the raid"), not a date ("after Monday").
_EVENT_RELATIONS = frozenset(
    {
        "before",
        "after",
        "since",
        "until",
        "during",
        "following",
        "prior to",
        "ahead of",
        "while",
        "when",
        "once",
    }
)
_SHARING = frozenset({"xcomp"})


class Dating:
    """Fills the `when_*` fields of events."""

    def __init__(
        self, tree: Tree, dates: list[TimeExpression], predicates: list[Predicate], events: list[Event]
    ) -> None:
        self.tree = tree
        self.dates = dates
        self.pairs = list(zip(predicates, events, strict=True))
        self.by_token: dict[int, int] = {}
        for number, (predicate, _event) in enumerate(self.pairs):
            self.by_token.setdefault(predicate.token.i, number)
            self.by_token.setdefault(predicate.anchor.i, number)
        self._dates_in: dict[int, list[int]] = {}
        sentence_of = {}
        for number, sentence in enumerate(tree.doc.sents):
            for token in sentence:
                sentence_of[token.i] = number
        for number, date in enumerate(dates):
            self._dates_in.setdefault(sentence_of.get(date.start, -1), []).append(number)

    def link(self) -> None:
        """Set when_date, when_relation and when_event of every event."""
        for predicate, event in self.pairs:
            self._own(event)
            self._timed_by(predicate, event)
        for predicate, event in self.pairs:
            if event.when_date is None and not event.when_relation:
                self._shared(predicate, event)
        for predicate, event in self.pairs:
            if event.when_date is None and not event.when_relation:
                self._frame(predicate, event)

    def _own(self, event: Event) -> None:
        found = [a for a in event.of("time") if a.date is not None]
        # A point in time is when it happened; a duration only says how long.
        found.sort(key=lambda a: (self.dates[a.date or 0].type in {"DURATION", "SET"}, a.start))
        if found:
            self._set(event, found[0].date)

    def _set(self, event: Event, number: int | None) -> None:
        if number is None:
            return
        event.when_date = number
        date = self.dates[number]
        head = self._head_in(date)
        preposition = self.tree.preposition(head)
        if preposition in {"before", "after", "since", "until", "till", "during", "prior to", "following"}:
            event.when_relation = _RELATIONS[preposition]

    def _head_in(self, date: TimeExpression) -> Token:
        for token in self.tree.doc[date.start : date.end]:
            if not date.start <= self.tree.head(token).i < date.end:
                return token
        return self.tree.doc[date.start]

    def _timed_by(self, predicate: Predicate, event: Event) -> None:
        """ "shortly after owners tried", "after the raid", "before that": the event that times this one."""
        tree = self.tree
        for clause in tree.children(predicate.anchor, "advcl"):
            mark = tree.mark(clause)
            mark = mark or next(
                (c.lower_ for c in tree.children(clause, "advmod") if c.lower_ in {"when", "once"}), ""
            )
            if mark in _EVENT_RELATIONS:
                number = self._event_at(clause)
                if number is not None and not event.when_relation:
                    event.when_relation, event.when_event = _RELATIONS[mark], number
        for token in {predicate.anchor.i: predicate.anchor, predicate.token.i: predicate.token}.values():
            for nominal in tree.children(token, "obl", "nmod"):
                preposition = tree.preposition(nominal)
                if preposition not in _EVENT_RELATIONS or event.when_relation:
                    continue
                number = self.by_token.get(nominal.i)
                if number is None and nominal.lower_ in {"that", "this", "which"}:
                    number = self._previous(predicate.token)
                if number is not None:
                    event.when_relation, event.when_event = _RELATIONS[preposition], number
        if not event.when_relation:
            self._fronted(predicate, event)

    def _fronted(self, predicate: Predicate, event: Event) -> None:
        """ "Before that X did Y", also where the parser took "before that" for a conjunction."""
        token = predicate.token
        sentence = token.sent
        words = [t for t in sentence if not t.is_space and not t.is_punct][:2]
        if len(words) < 2 or not self.tree.is_root(token):
            return
        if words[0].lower_ in {"before", "after", "since", "until"} and words[1].lower_ in {
            "that",
            "this",
            "then",
        }:
            if words[1].i + 1 < len(token.doc) and token.doc[words[1].i + 1].pos_ == "NOUN":
                return  # "after that meeting"
            number = self._previous(token)
            if number is not None:
                event.when_relation, event.when_event = _RELATIONS[words[0].lower_], number

    def _previous(self, token: Token) -> int | None:
        """The main event of the sentence before."""
        start = token.sent.start
        if start == 0:
            return None
        before = token.doc[start - 1].sent
        roots = [number for number, (p, _e) in enumerate(self.pairs) if p.token.i == before.root.i]
        if roots:
            return roots[0]
        inside = [n for n, (p, _e) in enumerate(self.pairs) if before.start <= p.token.i < before.end]
        return inside[0] if inside else None

    def _event_at(self, clause: Token) -> int | None:
        number = self.by_token.get(clause.i)
        if number is not None:
            # "after owners tried to take refuge": the attempt stands for what was attempted
            return number
        for child in self.tree.children(clause, "xcomp"):
            if child.i in self.by_token:
                return self.by_token[child.i]
        return None

    def _shared(self, predicate: Predicate, event: Event) -> None:
        tree, token = self.tree, predicate.anchor
        for _step in range(4):
            rel, head = tree.rel(token), tree.head(token)
            if rel in _SHARING or (rel == "advcl" and token.tag_ in {"VBG", "VBN"}):
                number = self.by_token.get(head.i)
                if number is not None:
                    other = self.pairs[number][1]
                    if event.modality == "intention":
                        return
                    event.when_date, event.when_relation = other.when_date, other.when_relation
                    event.when_event = other.when_event
                    if event.when_event is not None and self.pairs[event.when_event][1] is event:
                        event.when_event, event.when_relation = None, ""
                    return
                token = head
                continue
            if rel == "conj":
                first = tree.first_conjunct(token)
                number = self.by_token.get(first.i)
                if number is not None:
                    other = self.pairs[number][1]
                    if other.when_date is not None and self.dates[other.when_date].start < first.i:
                        event.when_date, event.when_relation = other.when_date, other.when_relation
                return
            return

    def _frame(self, predicate: Predicate, event: Event) -> None:
        numbers = self._dates_in.get(event.sentence, [])
        points = [
            n
            for n in numbers
            if self.dates[n].type in {"DATE", "TIME"} and not self.dates[n].value.endswith("_REF")
        ]
        if len(points) != 1 or not self.tree.is_root(predicate.anchor):
            return
        date = self.dates[points[0]]
        head = self.tree.head(self._head_in(date))
        if date.start <= predicate.token.sent.start + 1 or head.i == predicate.anchor.i:
            self._set(event, points[0])
