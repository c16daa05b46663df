"""Small articles with parses and names written by hand, and questions about their entities."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from extract.annotate.entities.component import entities
from extract.annotate.types import Attribution, Entity, Phrase, Region, TimeExpression
from tests.parses import doc_of


def story(*sentences: str, names: dict[str, str] | None = None) -> Doc:
    """Sentences in the notation of `tests.parses`, heads counted from 0 in each; `names` are the model's.

    A name is given by its words ("Ann Lee": "PERSON") and marked wherever it stands, longer ones first.
    """
    doc = Doc.from_docs([doc_of(sentence) for sentence in sentences])
    if names:
        mark(doc, names)
    return doc


def mark(doc: Doc, names: dict[str, str]) -> None:
    """Set `doc.ents` to every occurrence of the given names."""
    words = [token.text for token in doc]
    taken: set[int] = set()
    spans = []
    for name, label in sorted(names.items(), key=lambda pair: -len(pair[0].split())):
        parts = name.split()
        for start in range(len(words) - len(parts) + 1):
            inner = set(range(start, start + len(parts)))
            if words[start : start + len(parts)] == parts and not inner & taken:
                taken |= inner
                spans.append(Span(doc, start, start + len(parts), label))
    doc.ents = spans


def chains(doc: Doc) -> list[list[str]]:
    """The wordings of each entity's mentions, in text order."""
    return [[doc[m.start : m.end].text for m in entity.mentions] for entity in entities(doc)]


def entity_of(doc: Doc, head: str, occurrence: int = 0) -> Entity:
    """The one entity that a token (its nth occurrence) is the head of a mention of."""
    index = [token.i for token in doc if token.text == head][occurrence]
    found = [e for e in entities(doc) if any(m.head == index for m in e.mentions)]
    assert len(found) == 1, f"{head!r} heads mentions of {len(found)} entities"
    return found[0]


def same(doc: Doc, first: str, second: str, occurrence: int = 0, first_occurrence: int = 0) -> bool:
    """Whether two tokens head mentions of one entity."""
    index = [token.i for token in doc if token.text == second][occurrence]
    return any(m.head == index for m in entity_of(doc, first, first_occurrence).mentions)


def quote(doc: Doc, source: str, start: int, end: int) -> None:
    """Attribute the tokens from `start` to before `end`, as direct speech, to the word `source`."""
    head = next(token.i for token in doc if token.text == source)
    span = doc[start:end]
    doc._.ew_attributions = [
        Attribution("direct", Phrase(head, head + 1, head), None, [(span.start_char, span.end_char)])
    ]


def dated(doc: Doc, start: int, end: int) -> None:
    """Mark tokens as a time expression."""
    span = doc[start:end]
    doc._.ew_dates = [TimeExpression(start, end, span.start_char, span.end_char, "DATE", "XXXX")]


def laid_out(doc: Doc, *parts: str) -> None:
    """Give each sentence of a story its layout part."""
    doc._.ew_layout = [
        Region(part, sentence.start_char, sentence.end_char)
        for part, sentence in zip(parts, doc.sents, strict=True)
    ]
