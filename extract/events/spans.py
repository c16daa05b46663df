"""How an argument is cut from the text: its span, its conjuncts, what is counted, the date at its end."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.annotate.types import TimeExpression
from extract.events.fillers import Fillers
from extract.events.numbers import quantity
from extract.events.semantic import SemanticEdges
from extract.events.types import Argument

# Parts of a noun phrase that are no part of the filler's own wording.
OUTSIDE = (
    "conj",
    "cc",
    "case",
    "acl",
    "acl:relcl",
    "appos",
    "parataxis",
    "punct",
    "mark",
    "cop",
    "dep",
    "advcl",
    "nsubj",
)


class Spans:
    """Makes arguments of head tokens; what finds the heads builds upon it."""

    def __init__(
        self,
        tree: Tree,
        fillers: Fillers,
        types: dict[int, str],
        names: dict[int, int],
        dates: list[TimeExpression],
        event_nouns: frozenset[str] = frozenset(),
    ) -> None:
        """`types`: head token of a mention to its entity type; `names`: token to the name it is part of;
        `event_nouns`: lemmas of nouns that may be events."""
        self.event_nouns = event_nouns
        self.tree = tree
        self.semantic = SemanticEdges(tree.doc, tree)
        self.fillers = fillers
        self.types = types
        self.names = names
        self.dates = dates
        self._date_of: dict[int, int] = {}
        for number, date in enumerate(dates):
            for index in range(date.start, date.end):
                self._date_of.setdefault(index, number)

    def _fill(self, role: str, head: Token, why: str) -> Iterator[Argument]:
        """An argument for a filler and one for each of its conjuncts."""
        head = self.fillers.antecedent(head)
        if head.i in self._date_of and self.dates[self._date_of[head.i]].type in {"DATE", "TIME"}:
            role, why = "time", "time expression"
        members = [head, *self._coordinated(head)]
        for member in members:
            start, end = self.tree.span(member, *OUTSIDE)
            late = self._date_at_end(member, end) if role in {"actor", "target"} else None
            if late is not None:
                dated, end = late
                date = self.dates[dated]
                yield Argument(
                    "time",
                    date.start,
                    date.end,
                    self._head_in(date).i,
                    date=dated,
                    why=f"time behind the {role}",
                )
            number, unit = quantity(self.tree, member)
            yield Argument(
                role,
                start,
                end,
                member.i,
                date=self._date_of.get(member.i),
                number=number,
                unit=unit,
                why=why,
            )

    def _date_at_end(self, head: Token, end: int) -> tuple[int, int] | None:
        """The date that ends a filler's span but belongs to the predicate, and where the filler then ends.

        "A court in Lyon [on Friday] banned", "raised $3 million [last month]"; not "the events of
        Friday", nor what follows an event noun ("announced talks on Friday").
        """
        number = self._date_of.get(end - 1)
        if number is None or head.lemma_.lower() in self.event_nouns:
            return None
        date = self.dates[number]
        if date.type == "SET" or date.end != end or date.start <= head.i:
            return None
        top = self._head_in(date)
        preposition = self.tree.preposition(top)
        bearing = {"for"} if date.type == "DURATION" else {"", "on", "in", "at"}
        if preposition not in bearing or self.tree.rel(top) in {
            "nmod:poss",
            "compound",
            "appos",
        }:
            return None
        before = (
            date.start - 1
            if preposition and self.tree.tokens[date.start - 1].lower_ == preposition
            else date.start
        )
        return (number, before) if before > head.i else None

    def _head_in(self, date: TimeExpression) -> Token:
        for token in self.tree.tokens[date.start : date.end]:
            if not date.start <= self.tree.head(token).i < date.end:
                return token
        return self.tree.tokens[date.start]

    def _coordinated(self, head: Token) -> list[Token]:
        """The conjuncts behind a head that are fillers of their own; parts of one name are not."""
        nominal = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"}
        names = {self.names[head.i]} if head.i in self.names else set()
        out = []
        for member in self.tree.conjuncts(head):
            if member.i <= head.i or member.pos_ not in nominal or self.names.get(member.i, -1) in names:
                continue
            if self.tree.subjects(member) or self.tree.child(member, "cop") is not None:
                continue
            if member.i in self.names:
                names.add(self.names[member.i])
            out.append(member)
        return out

    def _clause(self, role: str, head: Token, why: str) -> Argument:
        start, end = self.tree.span(head, "parataxis", "punct")
        return Argument(role, start, end, head.i, why=why)
