"""From annotated Docs to rows.

Ids count within an article in text order: e1.. events, a1.. arguments, n1.. entities, m1..
mentions, t1.. time expressions, q1.. attributions. They are given before anything is left out,
so that an event has the same id whatever kinds are asked for.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extract.annotate.layout import updated_from_text
from extract.annotate.types import Attribution, Mention, Region, TimeExpression
from extract.article import Article, normalise
from extract.events.types import Argument, Event
from extract.rows.article_kind import kind_of, sections_of
from extract.rows.keys import name_key
from extract.rows.names import key_of, tidy
from extract.rows.piece import Counts, Piece
from extract.rows.result import Result
from extract.rows.schema import (
    ArgumentRow,
    ArticleRow,
    AttributionRow,
    AttributionSpanRow,
    DateRow,
    EntityRow,
    EventRow,
    MentionRow,
)

DEFAULT_KINDS = ("event", "speech")

# Longest title in characters; it is repeated in every event.
LONGEST_TITLE = 500


def rows_of(doc: Doc, article: Article, kinds: Sequence[str] = DEFAULT_KINDS) -> Result:
    """Return the rows of one annotated Doc, whose text is `article.full_text`.

    Args:
        doc: with the extensions of `extract.annotate.types` set.
        article: where it came from; `published` must be an ISO date or None.
        kinds: kinds of events to keep; arguments of others go with them, references are emptied.
    """
    builder = Builder(article, kinds)
    builder.add(doc, 0)
    return builder.result()


def is_asserted(event: Event) -> bool:
    """Whether the article itself says that the event happened or is so."""
    return (
        event.polarity == "positive"
        and event.certainty == "certain"
        and event.modality == "none"
        and event.attribution is None
    )


def number_of(argument: Argument) -> float | None:
    """The number of an argument; None where it has none or it is no plain number."""
    try:
        value = float(argument.number.replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


class Builder:
    """Makes the rows of one article from the Docs of its pieces (one Doc, unless it is very long).

    Args:
        article: where the Docs came from.
        kinds: kinds of events to keep.
        language: the article's language (ISO 639-1), None where it cannot be told.

    Attributes:
        notes: for each event_id, the event that its row was made from.
    """

    def __init__(
        self, article: Article, kinds: Sequence[str] = DEFAULT_KINDS, language: str | None = "en"
    ) -> None:
        self.article = article
        self.language = language
        self.kinds = tuple(kinds)
        self.notes: dict[str, Event] = {}
        self._text = article.full_text
        self._doc_id = normalise(article.doc_id)
        self._title = _title(article.title)
        self._byline = tidy(normalise(article.byline)) or None
        self._says_updated = False
        self._rows = Result()
        self._counts = Counts()
        self._names: dict[tuple[str, str], str] = {}

    def add(self, doc: Doc, offset: int) -> None:
        """Add the rows of a piece whose text starts at character `offset` of the article's."""
        text = self._text[offset : offset + len(doc.text)]
        piece = Piece(doc, text, offset, self.kinds, self._counts, self._names)
        self.add_layout(piece.text, doc._.ew_layout)
        rows = self._rows
        rows.dates.extend(self._date(piece, number, date) for number, date in enumerate(piece.dates))
        for number, attribution in enumerate(piece.attributions):
            rows.attributions.append(self._attribution(piece, number, attribution))
            rows.attribution_spans.extend(self._spans(piece, number, attribution))
        arguments = self._counts.arguments
        for number, event in enumerate(piece.events):
            event_id = piece.event_id(number)
            if event_id is not None:
                self.notes[event_id] = event
                rows.events.append(self._event(piece, event_id, event))
                rows.arguments.extend(
                    self._argument(piece, event_id, f"a{arguments + position}", argument)
                    for position, argument in enumerate(event.arguments, 1)
                )
            arguments += len(event.arguments)
        taking_part = piece.taking_part()
        rows.entities.extend(self._entities(piece, taking_part))
        rows.mentions.extend(self._mentions(piece, taking_part))
        self._counts = piece.counts_after()

    def add_layout(self, text: str, layout: Iterable[Region]) -> None:
        """Add what stands outside the story; alone it is all there is of an article that cannot be read."""
        for region in layout:
            words = text[region.start_char : region.end_char]
            if region.part == "title" and self._title is None:
                self._title = _title(words)
            elif region.part == "byline" and self._byline is None:
                self._byline = tidy(words) or None
            self._says_updated |= region.part == "updated"

    def result(self) -> Result:
        """Return the rows of all pieces."""
        article, rows, text, title = self.article, self._rows, self._text, self._title
        row = ArticleRow(
            doc_id=self._doc_id,
            source=normalise(article.source) or None,
            url=normalise(article.url) or None,
            kind=kind_of(title or "", text, normalise(article.url), sections_of(article.keep)),
            title=title,
            byline=self._byline,
            published=article.published,
            published_from=(article.published_from or "record") if article.published else "none",
            updated=updated_from_text(text, article.title_length) if self._says_updated else None,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            language=self.language,
            sentences=self._counts.sentences,
            tokens=self._counts.tokens,
            events=len(rows.events),
        )
        mentions: dict[str, int] = {}
        for mention in rows.mentions:
            mentions[mention.entity_id] = mentions.get(mention.entity_id, 0) + 1
        return replace(
            rows,
            keep={name: normalise(value) for name, value in article.keep.items()},
            articles=[row],
            entities=[
                replace(entity, mentions=mentions.get(entity.entity_id, 0)) for entity in rows.entities
            ],
            events=[replace(event, title=title, published=article.published) for event in rows.events],
        )

    # -- one row each --------------------------------------------------------------------

    def _date(self, piece: Piece, number: int, date: TimeExpression) -> DateRow:
        return DateRow(
            doc_id=self._doc_id,
            date_id=str(piece.date_id(number)),
            start_char=date.start_char + piece.offset,
            end_char=date.end_char + piece.offset,
            text=piece.text[date.start_char : date.end_char],
            type=date.type,
            value=date.value or None,
            mod=date.mod or None,
            quant=date.quant or None,
            freq=date.freq or None,
            date_from=date.date_from,
            date_to=date.date_to,
            anchored=date.anchored,
        )

    def _attribution(self, piece: Piece, number: int, attribution: Attribution) -> AttributionRow:
        source, cue = attribution.source, attribution.cue
        return AttributionRow(
            doc_id=self._doc_id,
            attribution_id=str(piece.attribution_id(number)),
            parent_id=piece.attribution_id(attribution.parent),
            kind=attribution.kind,
            source=piece.words(source.start, source.end) if source else None,
            source_entity=piece.fillers(piece.source_parts(source))[1] if source else None,
            cue=piece.words(cue.start, cue.end) if cue else None,
            content=" ".join(piece.text[start:end] for start, end in attribution.content) or None,
        )

    def _spans(self, piece: Piece, number: int, attribution: Attribution) -> Iterator[AttributionSpanRow]:
        spans: list[tuple[str, int, int]] = []
        if attribution.source is not None:
            spans.append(("source", *piece.chars(attribution.source.start, attribution.source.end)))
        if attribution.cue is not None:
            spans.append(("cue", *piece.chars(attribution.cue.start, attribution.cue.end)))
        spans.extend(("content", start, end) for start, end in attribution.content)
        for part, start, end in spans:
            yield AttributionSpanRow(
                doc_id=self._doc_id,
                attribution_id=str(piece.attribution_id(number)),
                part=part,
                start_char=start + piece.offset,
                end_char=end + piece.offset,
                text=piece.text[start:end],
            )

    def _event(self, piece: Piece, event_id: str, event: Event) -> EventRow:
        start, end = piece.chars(event.trigger.start, event.trigger.end)
        evidence_start, evidence_end = piece.evidence(event)
        actor, target, place = (
            piece.fillers([(argument.head, argument.start, argument.end) for argument in event.of(role)])
            for role in ("actor", "target", "place")
        )
        source = None if event.attribution is None else piece.attributions[event.attribution].source
        attributed = piece.fillers(piece.source_parts(source)) if source else (None, None)
        date = None if event.when_date is None else piece.dates[event.when_date]
        when_event = piece.event_id(event.when_event)
        # a relation is to the other event, and goes where its row is left out; else to the date
        relation = event.when_relation if (event.when_event is None and date) or when_event else ""
        bounds = event.when_bounds or ((date.date_from, date.date_to) if date else (None, None))
        return EventRow(
            doc_id=self._doc_id,
            event_id=event_id,
            sentence=piece.before.sentences + event.sentence,
            part=event.part,
            kind=event.kind,
            event_type=event.event_type or None,
            action=event.action,
            phrase=tidy(event.phrase) or None,
            trigger=piece.text[start:end],
            start_char=start + piece.offset,
            end_char=end + piece.offset,
            actor=actor[0],
            actor_entity=actor[1],
            target=target[0],
            target_entity=target[1],
            place=place[0],
            place_entity=place[1],
            when_text=tidy(piece.text[date.start_char : date.end_char]) if date else None,
            when_value=(date.value or None) if date else None,
            when_from=bounds[0],
            when_to=bounds[1],
            date_id=piece.date_id(event.when_date),
            when_relation=relation or None,
            when_event=when_event,
            polarity=event.polarity,
            certainty=event.certainty,
            modality=event.modality,
            tense=event.tense,
            asserted=is_asserted(event),
            attributed_to=attributed[0],
            attributed_entity=attributed[1],
            attribution_id=piece.attribution_id(event.attribution),
            confidence=round(min(max(event.confidence, 0.0), 1.0), 3),
            evidence=piece.text[evidence_start:evidence_end],
            evidence_start=evidence_start + piece.offset,
            evidence_end=evidence_end + piece.offset,
        )

    def _argument(self, piece: Piece, event_id: str, argument_id: str, argument: Argument) -> ArgumentRow:
        start, end = piece.argument(argument)
        head_start, head_end = piece.chars(argument.head, argument.head + 1)
        return ArgumentRow(
            doc_id=self._doc_id,
            event_id=event_id,
            argument_id=argument_id,
            role=argument.role,
            start_char=start + piece.offset,
            end_char=end + piece.offset,
            text=piece.text[start:end],
            head_start=head_start + piece.offset,
            head_end=head_end + piece.offset,
            entity_id=piece.entity_at(argument.head),
            date_id=piece.date_id(argument.date),
            content_event=piece.event_id(argument.event),
            number=number_of(argument),
            unit=argument.unit or None,
        )

    def _entities(self, piece: Piece, taking_part: Sequence[int]) -> Iterator[EntityRow]:
        for number in taking_part:
            entity, entity_id = piece.entities[number], piece.entity_id(number)
            if entity.named:
                name = (key_of(entity.name), entity.type)
                if name in piece.names:
                    continue  # an earlier piece has the row
                self._names.setdefault(name, entity_id)
            yield EntityRow(
                doc_id=self._doc_id,
                entity_id=entity_id,
                key=name_key(entity.name, entity.type) if entity.named else None,
                named=entity.named,
                name=tidy(entity.name) or None,
                type=entity.type or None,
                country=entity.country or None,
                description=tidy(entity.description) or None,
                mentions=0,  # counted when all pieces are there
            )

    def _mentions(self, piece: Piece, taking_part: Sequence[int]) -> Iterator[MentionRow]:
        found: list[tuple[tuple[int, int, int, int], Mention]] = [
            ((mention.start, mention.end, number, order), mention)
            for number, entity in enumerate(piece.entities)
            for order, mention in enumerate(entity.mentions)
        ]
        found.sort(key=lambda item: item[0])
        wanted = set(taking_part)
        for position, ((start_token, end_token, number, _), mention) in enumerate(found, 1):
            if number in wanted:
                start, end = piece.chars(start_token, end_token)
                yield MentionRow(
                    doc_id=self._doc_id,
                    mention_id=f"m{piece.before.mentions + position}",
                    entity_id=piece.entity_id(number),
                    start_char=start + piece.offset,
                    end_char=end + piece.offset,
                    text=piece.text[start:end],
                    type=mention.type or None,
                    form=mention.form,
                )


def _title(text: str | None) -> str | None:
    """The title on one line, cut at white space where it is over long; None for none."""
    words = tidy(normalise(text or ""))
    if len(words) > LONGEST_TITLE:
        words = words[:LONGEST_TITLE].rsplit(" ", 1)[0] + " ..."
    return words or None
