"""Which time expression belongs to which event, and in which days it lies.

An event has, in this order:

1. the time expression that hangs on it (`ownership.py`), a point before a duration;
2. that of an event which grammar says is at the same time: what it governs or is governed by
   ("began to fall in June", "was forced to leave on Sunday"), its bare participle ("hit a pier on
   Friday, injuring two"), the noun that it is done in ("said in an interview on Monday") or that
   is its subject or object ("the talks took place on Monday", "Monday saw a walkout", "had $5 million
   of losses in May"), the participle with a subject of its own ("with profit falling"), the clause
   with "when" ("fell on Monday when ..."), the clause before it where the time stands in front of
   both;
3. for the main clause of a sentence with a single expression in front, that expression.

What publishes figures of a period that is over comes after it ("reported third-quarter sales").
Other clauses have none: the time of a report is not the time of what is reported. A time is not
passed on against the tenses (a time to come to an event that is told as past, or the other way).

`when_relation` says how the event lies to the event in `when_event` ("after the raid",
`sequence.py`); without such an event, to its own time expression ("since March", "by Friday"),
empty for at it. `when_bounds` follow: from the expression and the relation, else from the other
event ("two days after the raid"); None is open (`intervals.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.annotate.types import TimeExpression
from extract.events.clashes import head_in, is_dated, is_point
from extract.events.intervals import OPEN, Bounds, of_date, of_event
from extract.events.lexicon import predicates
from extract.events.ownership import Ownership
from extract.events.sequence import Sequence
from extract.events.time_words import time_words
from extract.events.triggers import Predicate
from extract.events.types import Event

_MODIFIERS = frozenset({"nmod", "compound", "amod", "nummod", "det"})
_PARTICIPLES = frozenset({"VBG", "VBN"})
_JOINTS = frozenset({"and", "to", "until", "till", "through", "-", "–"})


class Dating:
    """Fills the `when_*` fields of events."""

    def __init__(
        self, tree: Tree, dates: list[TimeExpression], predicates: list[Predicate], events: list[Event]
    ) -> None:
        self.tree = tree
        self.dates = dates
        self.pairs = list(zip(predicates, events, strict=True))
        self.published: str = tree.doc._.ew_published or ""
        self.by_token: dict[int, int] = {}
        for number, (predicate, _event) in enumerate(self.pairs):
            self.by_token.setdefault(predicate.token.i, number)
            self.by_token.setdefault(predicate.anchor.i, number)
        self.ownership = Ownership(tree, dates, self.pairs, self.by_token)
        measured = {}
        for number, date in enumerate(dates):
            marker = self.ownership.marker_behind(date)
            if marker is not None:
                measured[marker.i] = number
        self.sequence = Sequence(tree, self.pairs, self.by_token, measured)
        self._date_at = {i: n for n, date in enumerate(dates) for i in range(date.start, date.end)}
        self._dates_in: dict[int, list[int]] = {}
        begins = [sentence.start for sentence in tree.doc.sents]
        for number, date in enumerate(dates):
            self._dates_in.setdefault(bisect_right(begins, date.start) - 1, []).append(number)

    def link(self) -> None:
        """Set when_date, when_relation, when_event and when_bounds of every event."""
        for number, own in self.ownership.own().items():
            self._set(self.pairs[number][1], own[0])
        for predicate, event in self.pairs:
            self._relative(predicate, event)
        for predicate, event in self.pairs:
            self.sequence.link(predicate, event)
        for predicate, event in self.pairs:
            self._report(predicate, event)
        timed = {e.sentence for _, e in self.pairs if e.when_date is not None or e.when_event is not None}
        for pairs in (self.pairs, self.pairs[::-1]):  # what is shared may be shared on, either way
            for predicate, event in pairs:
                if event.sentence in timed:
                    self._share(predicate, event)
        for predicate, event in self.pairs:
            if event.when_date is None and not event.when_relation:
                self._frame(predicate, event)
        self._bound()

    def _relative(self, predicate: Predicate, event: Event) -> None:
        """ "In July, when the bridge fell": a time is that of the "when" clause on it."""
        clause = predicate.anchor
        date = self._date_at.get(self.tree.head(clause).i)
        on_it = self.tree.rel(clause) in {"acl:relcl", "advcl", "acl"} and self._is_when(clause)
        if date is not None and event.when_date is None and on_it:
            event.when_date = date

    def _report(self, predicate: Predicate, event: Event) -> None:
        """ "Reported third-quarter sales": what tells of a period that is over comes after it."""
        if event.when_date is not None or event.when_relation or predicate.pos != "verb":
            return
        tree = self.tree
        if predicate.lemma not in time_words().reporting:
            return
        things = tree.children(predicate.anchor, "obj")
        things += [s for clause in tree.children(predicate.anchor, "ccomp") for s in tree.subjects(clause)]
        for thing in things:
            for modifier in tree.children(thing, "compound", "amod", "nmod"):
                number = self._date_at.get(modifier.i)
                if number is not None and self._is_past_period(self.dates[number]):
                    event.when_date, event.when_relation = number, "after"
                    return

    def _is_past_period(self, date: TimeExpression) -> bool:
        first, last = date.date_from, date.date_to
        return is_dated(date) and bool(first and last and first < last < self.published)

    def _set(self, event: Event, number: int) -> None:
        event.when_date = number
        if is_point(self.dates[number]):
            preposition = self.tree.preposition(head_in(self.tree, self.dates[number]))
            event.when_relation = time_words().to_dates.get(preposition, "")

    # -- one time for several events -----------------------------------------------------

    def _share(self, predicate: Predicate, event: Event) -> None:
        """Give an event without a time that of another one which is at the same time."""
        if event.when_date is not None or (event.when_relation and event.when_relation != "during"):
            return
        for number in self._simultaneous(predicate, event):
            other = self.pairs[number][1]
            if other is event or not self._agrees(event, other):
                continue
            if other.when_date is not None and event.when_relation:  # during what is dated
                event.when_date = other.when_date
                return
            if other.when_event is not None:
                self.sequence.relate(event, other.when_relation, other.when_event)
            elif other.when_date is not None:
                event.when_relation = other.when_relation
            event.when_date = other.when_date
            if event.when_date is not None or event.when_relation:
                return

    def _agrees(self, event: Event, other: Event) -> bool:
        """Whether the time of another event can be this one's, by tense."""
        if other.when_date is None:
            return True
        date = self.dates[other.when_date]
        if not is_point(date):
            return False
        first, last = date.date_from, date.date_to
        if not self.published or first is None or last is None:
            return True
        return not (event.tense == "past" and first > self.published) and not (
            event.tense == "future" and last < self.published
        )

    def _simultaneous(self, predicate: Predicate, event: Event) -> Iterator[int]:
        """The events whose time this one shares, the surest first."""
        if event.when_relation == "during" and event.when_event is not None:
            yield event.when_event
        for token in self._donors(predicate, event):
            number = self.by_token.get(token.i)
            if number is not None:
                yield number

    def _donors(self, predicate: Predicate, event: Event) -> Iterator[Token]:
        yield from self._governor(predicate, event)
        if predicate.pos == "noun":
            yield from self._of_noun(predicate)
        else:
            yield from self._of_verb(predicate)
        yield from self._coordinated(predicate)

    def _governor(self, predicate: Predicate, event: Event) -> Iterator[Token]:
        """The verb that an infinitive or a bare participle belongs to, a clause with "when" likewise."""
        tree, token = self.tree, predicate.anchor
        for _step in range(4):
            rel, head = tree.rel(token), tree.head(token)
            if rel == "xcomp":
                phase = head.lemma_ in time_words().phases
                if (
                    not phase
                    and event.certainty != "certain"
                    and event.modality not in {"attempt", "ability"}
                ):
                    return  # "agreed on Monday to sell": the sale comes later
            elif rel != "advcl" or not (
                self._is_bare_participle(token) or self._is_when(token) or self._is_with(token)
            ):
                return
            if head.i in self.by_token:
                yield head
                return
            token = head

    def _is_bare_participle(self, token: Token) -> bool:
        """ "Hit a pier, injuring two"; not "for taking bribes", nor "faced with ..., they left"."""
        if token.tag_ not in _PARTICIPLES or self.tree.mark(token) or self.tree.children(token, "aux"):
            return False
        return token.tag_ == "VBG" or token.i > self.tree.head(token).i

    def _is_with(self, clause: Token) -> bool:
        """ "With prices falling": a participle with a subject of its own."""
        return (
            self.tree.mark(clause) == "with"
            and clause.tag_ in _PARTICIPLES
            and bool(self.tree.subjects(clause))
        )

    def _is_when(self, clause: Token) -> bool:
        words = self.tree.children(clause, "mark", "advmod")
        return any(word.lower_ == "when" for word in words)

    def _of_verb(self, predicate: Predicate) -> Iterator[Token]:
        tree, verb, words = self.tree, predicate.anchor, time_words()
        below = tree.below(verb)
        if predicate.action in words.phases or predicate.lemma in words.phases:
            yield from tree.children(verb, "xcomp", "obj")
        for clause in tree.children(verb, "advcl") if "advcl" in below else ():
            if self._is_when(clause):
                yield clause
            number = self.by_token.get(clause.i)
            spoken = number is not None and self.pairs[number][1].kind == "speech"
            if spoken and clause.i > verb.i and self._is_bare_participle(clause):
                yield clause  # "sought to calm fears, saying on Friday ..."
        for nominal in tree.children(verb, "obl") if "obl" in below else ():
            if tree.preposition(nominal) in words.containing:
                yield nominal
        hearer = predicate.kind == "speech" and predicate.lemma in predicates().hearer_object
        if hearer or predicate.lemma in words.support_object:
            yield from tree.children(verb, "obj", "iobj")
        if predicate.lemma in predicates().unaccusative or predicate.pos == "adj":
            yield from tree.subjects(verb)

    def _of_noun(self, predicate: Predicate) -> Iterator[Token]:
        tree, noun, words = self.tree, predicate.token, time_words()
        for clause in tree.children(noun, "acl", "acl:relcl"):
            done = clause.tag_ == "VBN" and clause.lemma_ in words.support_object
            if self._happens(clause) or done:
                yield clause  # "a raid carried out on Friday", "losses suffered in 2013"
        rel, verb = tree.rel(noun), tree.head(noun)
        if rel == "nmod" and self._is_amount(verb) and tree.preposition(noun) in {"of", "in"}:
            rel, verb = tree.rel(verb), tree.head(verb)  # "had $5 million in losses"
        level = verb.lemma_ in words.levels and noun.lemma_.lower() in words.figures
        subject = rel.startswith("nsubj") and (self._happens(verb) or level)
        having = words.support_object | words.witnessing | words.holding
        thing = rel == "obj" and verb.lemma_ in having
        inside = rel == "obl" and tree.preposition(noun) in words.containing and self._is_told_with(noun)
        if subject or thing or inside:
            yield verb

    def _is_amount(self, token: Token) -> bool:
        return token.is_currency or token.pos_ in {"NUM", "SYM"} or bool(self.tree.children(token, "nummod"))

    def _happens(self, verb: Token) -> bool:
        """Whether a verb only says that its subject came about ("which took place on Friday")."""
        number = self.by_token.get(verb.i)
        action = self.pairs[number][0].action if number is not None else verb.lemma_
        return not {verb.lemma_.lower(), action}.isdisjoint(time_words().happening)

    def _is_told_with(self, noun: Token) -> bool:
        """ "Said on Monday in [an interview]", "died in the crash [on Monday]"."""
        if any(t.lower_ in {"a", "an"} for t in self.tree.children(noun, "det")):
            return True
        behind = noun.i + 1
        return behind in self._date_at or behind + 1 in self._date_at

    def _coordinated(self, predicate: Predicate) -> Iterator[Token]:
        """The conjunct before, where its time stands in front of both ("On Monday A left and B came")."""
        tree, token = self.tree, predicate.anchor
        if tree.rel(token) != "conj":
            return
        first = tree.first_conjunct(token)
        number = self.by_token.get(first.i)
        if number is None:
            return
        date = self.pairs[number][1].when_date
        if date is not None and self.dates[date].start < first.i:
            yield first

    # -- the sentence's frame ------------------------------------------------------------

    def _frame(self, predicate: Predicate, event: Event) -> None:
        """ "On Monday, in a surprising move, X left": the only time, in front, is the main clause's."""
        numbers = self._dates_in.get(event.sentence, [])
        points = [n for n in numbers if is_dated(self.dates[n])]
        if len(points) != 1 or not self.tree.is_root(predicate.anchor):
            return
        date = self.dates[points[0]]
        head = head_in(self.tree, date)
        of_noun = self.tree.head(head).i >= date.end and self.tree.rel(head).split(":")[0] in _MODIFIERS
        in_front = date.start <= self.tree.sentence(predicate.token)[0] + 1 and not of_noun
        if in_front and not self.ownership.clashes(date, self.by_token[predicate.anchor.i]):
            self._set(event, points[0])

    # -- bounds --------------------------------------------------------------------------

    def _bound(self) -> None:
        """Set when_bounds; events that are timed by others come after these."""
        done: set[int] = set()
        for number in range(len(self.pairs)):
            chain: list[int] = []
            at: int | None = number
            while at is not None and at not in done:
                done.add(at)
                chain.append(at)
                at = self.pairs[at][1].when_event
            for member in reversed(chain):
                event = self.pairs[member][1]
                event.when_bounds = self._bounds(event)

    def _bounds(self, event: Event) -> Bounds:
        date = None if event.when_date is None else self.dates[event.when_date]
        if date is not None and is_point(date):
            relation = event.when_relation if event.when_event is None else ""
            return of_date(date, relation, self._range_end(event.when_date))
        if event.when_event is None:
            return (date.date_from, date.date_to) if date is not None else OPEN
        return of_event(event.when_relation, self.pairs[event.when_event][1].when_bounds or OPEN, date)

    def _range_end(self, number: int | None) -> TimeExpression | None:
        """The expression that ends a range which this one begins ("between 1998 and 2001")."""
        if number is None or number + 1 >= len(self.dates):
            return None
        first, second = self.dates[number], self.dates[number + 1]
        if second.start != first.end + 1 or self.tree.tokens[first.end].lower_ not in _JOINTS:
            return None
        opening = self.tree.tokens[first.start - 1].lower_ if first.start else ""
        if opening not in {"from", "between"} or not (first.date_from and second.date_to):
            return None
        return second if first.date_from <= second.date_to else None
