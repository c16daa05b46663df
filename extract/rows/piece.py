"""One annotated Doc seen by the makers of rows: offsets, ids, and what fillers are called."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from extract.annotate.syntax import tree_of
from extract.annotate.types import Attribution, Entity, Mention, Phrase, TimeExpression
from extract.events.types import Argument, Event
from extract.rows.names import join, key_of, tidy

# Longest evidence and argument in characters. Sentences and arguments of prose are far below;
# the limits keep the tables linear in the text where a "sentence" has no end.
LONGEST_EVIDENCE = 2_000
LONGEST_ARGUMENT = 5_000


@dataclass
class Counts:
    """How many of each thing there are in the pieces of an article so far; ids go on from there."""

    events: int = 0
    arguments: int = 0
    entities: int = 0
    mentions: int = 0
    dates: int = 0
    attributions: int = 0
    sentences: int = 0
    tokens: int = 0


class Piece:
    """One annotated Doc of an article; offsets that it gives count in the Doc's own text.

    Args:
        doc: with the extensions of `extract.annotate.types` set.
        text: its characters as the article has them; the Doc's own may show odd spaces as plain.
        offset: where its text starts in the article's.
        kinds: kinds of events to keep.
        before: the counts of the pieces before.
        names: entity_id of each (key, type) that earlier pieces have named.
    """

    def __init__(
        self,
        doc: Doc,
        text: str,
        offset: int,
        kinds: Collection[str],
        before: Counts,
        names: Mapping[tuple[str, str], str],
    ) -> None:
        self.doc = doc
        self.text = text
        self.offset = offset
        self.before = before
        self.names = dict(names)
        self.tree = tree_of(doc)
        self.dates: list[TimeExpression] = list(doc._.ew_dates)
        self.attributions: list[Attribution] = list(doc._.ew_attributions)
        self.entities: list[Entity] = list(doc._.ew_entities)
        self.events: list[Event] = list(doc._.ew_events)
        self.kept = [event.kind in kinds for event in self.events]
        self.sentences = [
            (sentence.start_char, sentence.end_char)
            for sentence in (doc.sents if doc.has_annotation("SENT_START") else [doc[:]])
        ]
        self._index_heads()

    # -- where things stand --------------------------------------------------------------

    def _index_heads(self) -> None:
        """Map each head token to (entity, mention); tokens within a name stand for its head."""
        self.at: dict[int, tuple[int, Mention]] = {}
        inside: dict[int, tuple[int, Mention]] = {}
        for number, entity in enumerate(self.entities):
            for mention in entity.mentions:
                known = self.at.get(mention.head)
                if known is None or (known[1].form != "name" and mention.form == "name"):
                    self.at[mention.head] = (number, mention)
                if mention.form == "name":
                    for token in range(mention.start, mention.end):
                        inside.setdefault(token, (number, mention))
        for token, found in inside.items():
            self.at.setdefault(token, found)

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Character offsets in the Doc of the tokens from `start` up to `end`."""
        last = self.doc[max(start, end - 1)]
        return self.doc[start].idx, last.idx + len(last)

    def words(self, start: int, end: int) -> str:
        first, last = self.chars(start, end)
        return tidy(self.text[first:last])

    def window(self, start: int, end: int, middle: int, longest: int) -> tuple[int, int]:
        """Cut a long stretch of characters to its part around `middle`, at token borders."""
        if end - start <= longest:
            return start, end
        first = max(start, min(middle - longest // 2, end - longest))
        last = first + longest
        starts = self.token_starts
        left = bisect.bisect_left(starts, first)
        right = bisect.bisect_right(starts, last) - 1
        if left < right and starts[left] <= middle < starts[right]:
            first, last = starts[left], starts[right]
        return first, last

    @cached_property
    def token_starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def argument(self, argument: Argument) -> tuple[int, int]:
        """Character offsets in the Doc of an argument's words."""
        start, end = self.chars(argument.start, argument.end)
        return self.window(start, end, self.doc[argument.head].idx, LONGEST_ARGUMENT)

    def evidence(self, event: Event) -> tuple[int, int]:
        """Character offsets in the Doc of an event's sentence, white space at its ends left out."""
        trigger = self.doc[event.trigger.head].idx
        number = min(max(event.sentence, 0), len(self.sentences) - 1)
        start, end = self.sentences[number]
        start, end = self.window(start, end, trigger, LONGEST_EVIDENCE)
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        return start, max(start, end - (len(text) - len(text.rstrip())))

    # -- ids -----------------------------------------------------------------------------

    def event_id(self, number: int | None) -> str | None:
        """The id of an event of this piece; None for none and for one that is left out."""
        if number is None or not self.kept[number]:
            return None
        return f"e{self.before.events + number + 1}"

    def date_id(self, number: int | None) -> str | None:
        return None if number is None else f"t{self.before.dates + number + 1}"

    def attribution_id(self, number: int | None) -> str | None:
        return None if number is None else f"q{self.before.attributions + number + 1}"

    def entity_at(self, head: int) -> str | None:
        """The id of the entity that the phrase with this head token refers to."""
        return self.entity_id(self.at[head][0]) if head in self.at else None

    def entity_id(self, number: int) -> str:
        """The id of an entity; a name of an earlier piece keeps the id that it has there."""
        entity = self.entities[number]
        own = f"n{self.before.entities + number + 1}"
        if entity.named:
            return self.names.get((key_of(entity.name), entity.type), own)
        return own

    # -- naming --------------------------------------------------------------------------

    def filler(self, head: int, start: int, end: int) -> tuple[str, str | None]:
        """The name in a cell and the entity_id of a filler with this head and wording."""
        words = self.words(start, end)
        found = self.at.get(head)
        if found is None:
            return words, None
        number, mention = found
        entity = self.entities[number]
        name = tidy(entity.name)
        if (
            not entity.named
            and mention.form != "pronoun"
            and mention.end - mention.start >= len(name.split())
        ):
            name = words  # its own wording is no poorer than what the entity is called elsewhere
        return name or words, self.entity_id(number)

    def fillers(self, found: Iterable[tuple[int, int, int]]) -> tuple[str | None, str | None]:
        """The two parallel cells for fillers given as (head, start, end)."""
        pairs = [self.filler(*filler) for filler in found]
        ids = [entity_id or "" for _, entity_id in pairs]
        return join([name for name, _ in pairs]), "; ".join(ids) if any(ids) else None

    def source_parts(self, source: Phrase) -> list[tuple[int, int, int]]:
        """The conjuncts of a source as (head, start, end); those within one name stay together."""
        heads = [t for t in self.tree.conjuncts(self.doc[source.head]) if source.start <= t.i < source.end]
        found = self.at.get(source.head)
        name = range(found[1].start, found[1].end) if found else range(0)
        if len(heads) < 2 or any(t.i in name for t in heads if t.i != source.head):
            if found is not None and source.start < found[1].start:
                return [(source.head, found[1].start, found[1].end)]  # "a message from [the owners]"
            return [(source.head, source.start, source.end)]
        return [(head.i, *self.tree.span(head, "conj", "cc")) for head in heads]

    # -- who takes part ----------------------------------------------------------------

    def taking_part(self) -> list[int]:
        """The entities that are named, stand in an event that is kept, or are a source; in text order."""
        heads = [
            argument.head
            for event, kept in zip(self.events, self.kept, strict=True)
            if kept
            for argument in event.arguments
        ]
        for attribution in self.attributions:
            if attribution.source is not None:
                heads.extend(head for head, _, _ in self.source_parts(attribution.source))
        out = {self.at[head][0] for head in heads if head in self.at}
        out.update(number for number, entity in enumerate(self.entities) if entity.named)
        return sorted(out)

    def counts_after(self) -> Counts:
        """The counts of the pieces up to this one."""
        before = self.before
        return Counts(
            events=before.events + len(self.events),
            arguments=before.arguments + sum(len(event.arguments) for event in self.events),
            entities=before.entities + len(self.entities),
            mentions=before.mentions + sum(len(entity.mentions) for entity in self.entities),
            dates=before.dates + len(self.dates),
            attributions=before.attributions + len(self.attributions),
            sentences=before.sentences + len(self.sentences),
            tokens=before.tokens + sum(not token.is_space for token in self.doc),
        )
