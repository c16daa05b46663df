"""ECB+ as corpora of digests: as our own rows tell its events, and as its gold triggers do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from event_gold import Document, Span, ecb
from score_events import ALL_KINDS, Found, Row, inside, pair

from extract.article import Article
from extract.corpus.digest import Digest, Report, digest_of, terms_of
from extract.extractor import Extractor
from extract.rows.build import rows_of

KINDS = frozenset({"event", "speech"})
# Thresholds and weights are set on the other topics.
APART = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
GOLD = 10_000  # added to the number of a sentence of the gold, so that ours do not get its words


@dataclass(frozen=True)
class Told:
    """One document of ECB+.

    Attributes:
        system: its digest, the events of all kinds as our rows tell them.
        gold: its digest, the events as its gold triggers tell them: one for each, "g0", "g1" and so on.
        instances: the instance of each gold trigger; "" for one that no other refers to.
        lemmas: the lemma of each gold trigger's head.
        persons: entity_id of each named entity that a gold mention of a human refers to, with what the gold
            says that it is; entities of which it says two things are left out.
        found: event_id of each row that counts (kinds event and speech, trusted sentences), with the
            number of the gold trigger that it finds, None where it finds none.
    """

    name: str
    system: Digest
    gold: Digest
    instances: list[str]
    lemmas: list[str]
    found: dict[str, int | None]
    persons: dict[str, str]

    @property
    def topic(self) -> int:
        return int(self.name.split("_")[0])

    @property
    def group(self) -> str:
        """The topic's part: ECB's seminal event, or the other one that ECB+ added."""
        return f"{self.topic}{'plus' if self.name.endswith('plus') else ''}"


def read(extractor: Extractor) -> Iterator[Told]:
    """Yield the documents of ECB+ that have trusted sentences."""
    for document in ecb():
        doc = extractor.nlp(document.text)
        result = rows_of(doc, Article(document.text, doc_id=document.name), tuple(sorted(ALL_KINDS)))
        digest = digest_of(result)
        assert digest is not None
        everything, counted = Found(doc, ALL_KINDS), Found(doc, KINDS)
        ids = {row.start_char: row.event_id for row in result.events}
        reports = {report.event_id: report for report in digest.reports}
        scored = [document.sentences[n] for n in document.scored]
        pairs, _ = pair(document.events, everything.rows_in(scored))
        lemmas = [_lemma(everything, event.trigger) for event in document.events]
        rows = [
            reports[ids[pairs[n].trigger]] if n in pairs else _alone(lemma) for n, lemma in enumerate(lemmas)
        ]
        homes = [_home(document, event.trigger) for event in document.events]
        gold = replace(
            digest,
            sentences=digest.sentences
            | {GOLD + n: frozenset(terms_of(document.text[slice(*document.sentences[n])])) for n in homes},
            reports=tuple(
                row._replace(event_id=f"g{n}", sentence=row.sentence if n in pairs else GOLD + home)
                for n, (row, home) in enumerate(zip(rows, homes, strict=True))
            ),
        )
        ours = counted.rows_in(scored)
        finds = _finders(document, ours)
        yield Told(
            document.name,
            digest,
            gold,
            [event.instance for event in document.events],
            lemmas,
            {ids[row.trigger]: finds.get(row.trigger) for row in ours},
            _persons(document, everything, digest),
        )


def _finders(document: Document, rows: list[Row]) -> dict[int, int]:
    """The number of the gold trigger that each row, by its place, finds."""
    return {row.trigger: number for number, row in pair(document.events, rows)[0].items()}


def _persons(document: Document, found: Found, digest: Digest) -> dict[str, str]:
    named = {bearer.entity_id for bearer in digest.bearers}
    out: dict[str, set[str]] = {}
    for span, instance in document.persons.items():
        number = found.entity(span)
        if instance and number is not None and f"n{number + 1}" in named:
            out.setdefault(f"n{number + 1}", set()).add(instance)
    return {entity: min(instances) for entity, instances in out.items() if len(instances) == 1}


def _home(document: Document, span: Span) -> int:
    return next(n for n, sentence in enumerate(document.sentences) if inside(span[0], sentence))


def _lemma(found: Found, span: Span) -> str:
    head = found.head(span)
    return head.lemma_.lower() if head is not None else found.doc.text[slice(*span)].lower()


def _alone(lemma: str) -> Report:
    """An event of which nothing is known but a word."""
    return Report(
        event_id="",
        sentence=0,
        part="body",
        kind="event",
        event_type="",
        action=lemma,
        roles=((), (), ()),
        numbers=(),
        when_from="",
        when_to="",
        polarity="positive",
        modality="none",
        tense="past",
        source="",
        asserted=True,
        confidence=0.0,
    )
