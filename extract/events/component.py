"""The component `eventwire_events`: from parse, dates, attributions and entities to events.

Usable in any English spaCy pipeline with tagger and parser:

    nlp.add_pipe("eventwire_events", last=True)

It reads what the components before it left (see `extract.annotate.types`; each may be missing)
and sets `doc._.ew_events` (list[Event], in text order) and `doc._.ew_rejected` (list[Rejected],
the candidates left out, for `--explain`).
"""

from __future__ import annotations

import logging

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.annotate.syntax import Tree, tree_of
from extract.annotate.types import READ_PARTS, Attribution, Phrase
from extract.events.arguments import Arguments
from extract.events.confidence import confidence, shares_of
from extract.events.dating import Dating
from extract.events.fillers import Fillers
from extract.events.noun_factuality import NounFactuality
from extract.events.triggers import Predicate, Triggers
from extract.events.types import Argument, Event
from extract.ontology import Ontology, event_nouns, load

_LOG = logging.getLogger("extract")
_ALLEGED = ": alleged"

if not Doc.has_extension("ew_rejected"):
    Doc.set_extension("ew_rejected", default=[])


class EventExtractor:
    """Finds events in Docs; holds the ontology and nothing of one Doc for the next."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._told = False
        self.nouns = frozenset(event_nouns()) | {e.lemma for e in ontology.entries if e.pos == "noun"}

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.ew_events` and `doc._.ew_rejected`.

        A Doc without sentences (no parser ran, or it is empty) gets none.
        """
        if not len(doc) or not doc.has_annotation("DEP"):
            if len(doc) and not self._told:
                self._told = True
                _LOG.warning("eventwire_events: no parse, so no events; put it behind a tagger and a parser")
            doc._.ew_events, doc._.ew_rejected = [], []
            return doc
        tree = tree_of(doc)
        types = _types(doc)
        dated = frozenset(i for date in doc._.ew_dates for i in range(date.start, date.end))
        fillers = Fillers(tree, dated)
        triggers = Triggers(tree, self.ontology, self.nouns, types, fillers)
        arguments = Arguments(tree, fillers, types, _names(doc), doc._.ew_dates, self.nouns)
        factuality = NounFactuality(tree)
        parts = _Parts(doc)
        predicates: list[Predicate] = []
        events: list[Event] = []
        for number, sentence in enumerate(doc.sents):
            tokens = [t for t in tree.tokens[sentence.start : sentence.end] if not t.is_space]
            part = parts.of(tokens)
            if part not in READ_PARTS:
                continue
            tokens = [t for t in parts.readable(tokens) if t.i not in dated]
            for predicate in triggers.find(tokens):
                predicates.append(predicate)
                events.append(self._event(tree, predicate, arguments, factuality, number, part))
        _link_contents(predicates, events)
        _attribute(tree, predicates, events)
        _speakers(doc, predicates, events)
        Dating(tree, doc._.ew_dates, predicates, events).link()
        shares = shares_of(doc)
        for predicate, event in zip(predicates, events, strict=True):
            event.confidence = confidence(predicate, event, doc, shares)
        doc._.ew_events, doc._.ew_rejected = events, triggers.rejected
        return doc

    def _event(
        self,
        tree: Tree,
        predicate: Predicate,
        arguments: Arguments,
        factuality: NounFactuality,
        sentence: int,
        part: str,
    ) -> Event:
        token = predicate.token
        if predicate.pos == "noun":
            state = factuality.noun(token, predicate.anchor)
        else:
            state = factuality.clause(token)
        event = Event(
            trigger=Phrase(token.i, token.i + 1, token.i),
            action=predicate.action,
            phrase=_phrase(tree, predicate),
            kind=predicate.kind,
            event_type=predicate.event_type,
            sentence=sentence,
            part=part,
            arguments=arguments.of(predicate),
            polarity=state.polarity,
            certainty=state.certainty,
            modality=state.modality,
            tense=state.tense or "past",
        )
        entry = predicate.match.entry if predicate.match is not None else "no entry of the ontology"
        event.reasons.append(f"{predicate.pos} {predicate.lemma!r}: {entry}")
        if predicate.light is not None:
            event.reasons.append(f"light verb {predicate.anchor.text!r}")
        event.reasons.extend(state.why)
        return event


class _Parts:
    """The part of the article that a sentence stands in, from the layout's regions."""

    def __init__(self, doc: Doc) -> None:
        self.regions = doc._.ew_layout
        self.position = 0

    def of(self, words: list[Token]) -> str:
        """The part of the words of a sentence, which come in text order; "body" where there is no layout."""
        if not self.regions:
            return "body"
        if not words:
            return ""
        # The part of most of the sentence: a dateline may stand in front of its first one.
        last = words[-1].idx
        while self.position + 1 < len(self.regions) and self.regions[self.position].end_char <= last:
            self.position += 1
        region = self.regions[self.position]
        return region.part if region.start_char <= last < region.end_char else "body"

    def readable(self, words: list[Token]) -> list[Token]:
        """Those words of the sentence asked for last that stand in no dateline, byline or the like."""
        near = (self.regions or [])[max(0, self.position - 2) : self.position + 1]
        closed = [region for region in near if region.part not in READ_PARTS]
        if not closed:
            return words
        return [t for t in words if not any(r.start_char <= t.idx < r.end_char for r in closed)]


def _types(doc: Doc) -> dict[int, str]:
    """Head token of each mention to its entity type; from `doc.ents` where no entities were made."""
    types: dict[int, str] = {}
    for entity in doc._.ew_entities:
        for mention in entity.mentions:
            kind = mention.type or entity.type
            if kind:
                types.setdefault(mention.head, kind)
    if not doc._.ew_entities:
        for ent in doc.ents:
            types.setdefault(ent.root.i, ent.label_)
    return types


def _names(doc: Doc) -> dict[int, int]:
    """Token to the number of the name that it is part of."""
    names = [
        (mention.start, mention.end)
        for entity in doc._.ew_entities
        for mention in entity.mentions
        if mention.form == "name"
    ]
    return {i: number for number, (start, end) in enumerate(names) for i in range(start, end)}


def _phrase(tree: Tree, predicate: Predicate) -> str:
    """The predicate as worded: auxiliaries, negation, verb, particle, and the "by" of a passive."""
    anchor, tokens = predicate.anchor, tree.tokens
    indices = {predicate.token.i, anchor.i, *predicate.absorbed}
    for child in tree.children(anchor, "aux", "cop", "compound:prt"):
        indices.add(child.i)
    for child in tree.children(anchor, "advmod") if "advmod" in tree.below(anchor) else ():
        if child.lower_ in {"not", "n't", "n’t", "never"}:
            indices.add(child.i)
    for index in (predicate.token.i, *predicate.absorbed):
        if index != anchor.i:
            indices.update(t.i for t in tree.prepositions(tokens[index]) if anchor.i < t.i < index)
    if tree.is_passive(anchor):
        for child in tree.children(anchor, "obl"):
            markers = tree.prepositions(child)
            if markers and markers[0].i == anchor.i + 1:
                indices.add(markers[0].i)
    if len(indices) == 1:
        return anchor.text
    words: list[str] = []
    previous: int | None = None
    for index in sorted(indices):
        token = tokens[index]
        glued = previous is not None and previous == index - 1 and not tokens[previous].whitespace_
        if glued:
            words[-1] += token.text
        else:
            words.append(token.text)
        previous = index
    return " ".join(words)


def _link_contents(predicates: list[Predicate], events: list[Event]) -> None:
    """Let each argument that expresses an event point to it."""
    at: dict[int, int] = {}
    for number, predicate in enumerate(predicates):
        at.setdefault(predicate.token.i, number)
        at.setdefault(predicate.anchor.i, number)
    for number, event in enumerate(events):
        for argument in event.arguments:
            found = at.get(argument.head)
            if found is not None and found != number:
                argument.event = found


def _attribute(tree: Tree, predicates: list[Predicate], events: list[Event]) -> None:
    """Give each event the innermost attribution whose content holds its trigger."""
    attributions: list[Attribution] = tree.doc._.ew_attributions
    spans = sorted(
        (start, -end, number)
        for number, attribution in enumerate(attributions)
        if not attribution.stance  # who praises or refuses an event does not report it
        for start, end in attribution.content
    )
    order = sorted(range(len(events)), key=lambda n: tree.tokens[events[n].trigger.start].idx)
    open_spans: list[tuple[int, int]] = []
    position = 0
    for index in order:
        event, predicate = events[index], predicates[index]
        at = tree.tokens[event.trigger.start].idx
        while position < len(spans) and spans[position][0] <= at:
            open_spans.append((-spans[position][1], spans[position][2]))
            position += 1
        open_spans = [(end, number) for end, number in open_spans if end > at]
        for _end, number in reversed(open_spans):
            cue = attributions[number].cue
            if cue is not None and cue.start <= predicate.anchor.i < cue.end:
                continue
            event.attribution = number
            if event.certainty == "probable" and any(why.endswith(_ALLEGED) for why in event.reasons):
                event.certainty = "certain"  # to the accuser it is so
            break


def _speakers(doc: Doc, predicates: list[Predicate], events: list[Event]) -> None:
    """Give a cue of attribution whose subject the parse does not show its source as actor."""
    sources = {
        index: attribution.source
        for attribution in doc._.ew_attributions
        if attribution.source is not None and attribution.cue is not None
        for index in range(attribution.cue.start, attribution.cue.end)
    }
    for predicate, event in zip(predicates, events, strict=True):
        source = sources.get(predicate.token.i)
        if source is None or event.kind != "speech" or event.of("actor"):
            continue
        if any(a.head == source.head for a in event.arguments):
            continue
        event.arguments = [a for a in event.arguments if not source.start <= a.head < source.end]
        event.arguments.append(
            Argument("actor", source.start, source.end, source.head, why="source of the attribution")
        )
        event.arguments.sort(key=lambda a: (a.start, a.end))


@Language.factory("eventwire_events", default_config={"ontology": None})
def make_events(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,  # noqa: ARG001
    ontology: str | None,
) -> EventExtractor:
    """Factory of `eventwire_events`; `ontology` is a path, None for the default ontology."""
    return EventExtractor(load(ontology))
