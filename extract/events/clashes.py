"""Which times a predicate cannot have, by its tense and its meaning, and what has them instead.

- A finite past has no time to come, what will be no past time: the event noun before it takes it
  ("announced talks next week", "will examine the raid in May"), or the verb above a bare participle;
- a time to come is of what is expected, a past one not of a present verb ("follows two raids last June");
- "on" and a day long ago is of the event noun before it ("was jailed for the raid on 2 March");
- a bare time behind an event noun that is an object is the verb's, too ("lifted the ban Monday").

The part of `ownership.py` that looks at a time and one event that the parse gives it to. Tense is
measured against the day of publication; without one nothing clashes.
"""

from __future__ import annotations

import datetime
import itertools

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.annotate.types import TimeExpression
from extract.events.time_words import time_words
from extract.events.triggers import Predicate
from extract.events.types import Event

_STEPS = 6
_NEAR = 14  # tokens looked at before a time
_RECENT = 7  # days: news tells such days of its own verbs
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})


def is_point(date: TimeExpression) -> bool:
    """Whether an expression places an event: no duration, no set."""
    return date.type in {"DATE", "TIME"}


def is_dated(date: TimeExpression) -> bool:
    """Whether it places an event on the calendar, as far as the publication date is known."""
    return is_point(date) and not date.value.endswith("_REF")


def head_in(tree: Tree, date: TimeExpression) -> Token:
    """The token of an expression whose head lies outside it."""
    for token in tree.tokens[date.start : date.end]:
        if not date.start <= tree.head(token).i < date.end:
            return token
    return tree.tokens[date.start]


class Clashes:
    """Answers for a time and an event, which is named by its place in `pairs`."""

    def __init__(self, tree: Tree, pairs: list[tuple[Predicate, Event]], by_token: dict[int, int]) -> None:
        """`by_token` maps the token of a trigger, and of its light verb, to its place in `pairs`."""
        self.tree = tree
        self.pairs = pairs
        self.by_token = by_token
        self.published: str = tree.doc._.ew_published or ""

    def clashes(self, date: TimeExpression, owner: int) -> bool:
        """Whether the tense of a verb rules a time out."""
        predicate, event = self.pairs[owner]
        if predicate.pos == "noun" or not self.published or not is_point(date):
            return False
        if self.tree.preposition(head_in(self.tree, date)) in time_words().to_dates:
            return False
        past = predicate.anchor.tag_ == "VBD" and predicate.kind != "state"
        if past or self._is_reduced(predicate.anchor):
            return (date.date_from or "") > self.published
        if head_in(self.tree, date).i < predicate.anchor.i and self._told_of_subject(date, predicate):
            return False
        modals = {t.lower_ for t in self.tree.children(predicate.anchor, "aux")}
        future = not modals.isdisjoint(_FUTURE) or (
            "would" in modals and self.tree.rel(predicate.anchor) == "ccomp"
        )
        return future and event.tense == "future" and "" < (date.date_to or "") < self.published

    def _is_reduced(self, clause: Token) -> bool:
        """ "[Based] on the design", a past participle on a noun."""
        helpers = self.tree.children(clause, "aux", "aux:pass")
        return clause.tag_ == "VBN" and self.tree.rel(clause) == "acl" and not helpers

    def _told_of_subject(self, date: TimeExpression, predicate: Predicate) -> bool:
        """Whether a time stands within the subject of a verb that tells of it."""
        return any(
            self._tells_of(predicate, subject)
            for subject in self.tree.subjects(predicate.anchor)
            if self.tree.head(head_in(self.tree, date)).i == subject.i
        )

    def _tells_of(self, predicate: Predicate, subject: Token) -> bool:
        """Whether a verb tells how its subject was at the subject's own time.

        "Last year's profit rose", "third-quarter results included a gain"; not "last year's winner left".
        """
        words = time_words()
        figures = subject.lemma_.lower() in words.figures
        level = predicate.lemma in words.levels or predicate.pos == "adj"
        return level or (figures and predicate.lemma in words.accounting)

    def _before(self, date: TimeExpression, owner: int) -> list[int]:
        """The event noun, infinitive or participle nearest before a time that its verb cannot have."""
        anchor = self.pairs[owner][0].anchor.i
        for index in range(date.start - 1, max(anchor, date.start - _NEAR), -1):
            number = self.by_token.get(index)
            if number is not None and not self.clashes(date, number):
                return [number]
        return []

    def _rather(self, date: TimeExpression, owner: int) -> list[int] | None:
        """What a time is of rather than of the verb that the parse gives it; None for that verb.

        The events between both where the verb is of expecting and the time to come ("forecasts growth for
        2016"), or present and the time over ("follows two raids last June"). An event noun before "on" and
        a day more than a week ago ("was jailed for the raid on 2 March", "condemned ...").
        """
        predicate, event = self.pairs[owner]
        behind = date.start > predicate.anchor.i
        if predicate.pos != "verb" or not self.published or not is_dated(date) or not behind:
            return None
        if predicate.lemma in time_words().expecting and not self.tree.is_passive(predicate.anchor):
            return self._before(date, owner) if (date.date_to or "") > self.published else None
        if predicate.anchor.tag_ in {"VBZ", "VBP"} and event.part != "title":
            over = "" < (date.date_to or "") < self.published
            return (self._before(date, owner) or None) if over else None
        return self._of_day(date, owner)

    def _of_day(self, date: TimeExpression, owner: int) -> list[int] | None:
        """The event noun in a phrase, or object of a verb of saying, before "on" and a day long ago."""
        tree = self.tree
        head = head_in(tree, date)
        day = date.date_from is not None and date.date_from == date.date_to
        if not day or tree.preposition(head) != "on" or not self._is_long_ago(date):
            return None
        for number in self._before(date, owner)[:1]:
            noun = self.pairs[number][0]
            end = tree.prepositions(head)[0].i
            if noun.pos != "noun" or noun.light is not None or tree.span(noun.token)[1] < end:
                return None
            if tree.preposition(noun.token) in time_words().containing:
                return [number, owner]
            definite = tree.child(noun.token, "nmod:poss") is not None or any(
                t.lower_ == "the" for t in tree.children(noun.token, "det")
            )
            phrase = tree.rel(noun.token) in {"obl", "nmod"}
            if phrase and not definite:
                return None  # "was expelled from talks on 2 March"
            return [number] if phrase or self._is_speech(owner) else [number, owner]
        return None

    def _is_long_ago(self, date: TimeExpression) -> bool:
        last = datetime.date.fromisoformat(date.date_to or self.published)
        return (datetime.date.fromisoformat(self.published[:10]) - last).days > _RECENT

    def _above(self, date: TimeExpression, owner: int) -> list[int]:
        """The verb over a bare participle that a time cannot be of.

        "Will open a plant [based on the design] next year".
        """
        tree, clause = self.tree, self.pairs[owner][0].anchor
        if not self._is_reduced(clause) or date.start < clause.i:
            return []
        for ancestor in itertools.islice(tree.ancestors(clause), _STEPS):
            number = self.by_token.get(ancestor.i)
            if number is not None and self.pairs[number][0].pos == "verb":
                return [] if self.clashes(date, number) else [number]
        return []

    def _verb_of(self, date: TimeExpression, owner: int) -> int | None:
        """The verb in the past whose object or oblique an event noun with a bare time behind it is."""
        tree = self.tree
        predicate = self.pairs[owner][0]
        head = head_in(tree, date)
        if predicate.pos != "noun" or predicate.light is not None or tree.preposition(head):
            return None
        if tree.rel(head) in {"nmod:poss", "compound", "amod"} or head.i < predicate.token.i:
            return None
        token = predicate.token
        for _step in range(_STEPS):
            rel, parent = tree.rel(token), tree.head(token)
            if rel.split(":")[0] not in {"obj", "obl", "nmod", "conj"} or parent.i > token.i:
                return None
            number = self.by_token.get(parent.i)
            if number is not None and self.pairs[number][0].pos == "verb":
                return number if parent.tag_ in {"VBD", "VBN"} else None
            token = parent
        return None

    def _is_speech(self, number: int) -> bool:
        return self.pairs[number][0].kind == "speech"
