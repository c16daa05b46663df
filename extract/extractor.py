"""The whole way of an article: text in, rows out.

`Extractor` puts our components into a spaCy pipeline and makes rows of what they leave on its
Docs. Long texts are analysed in pieces and their rows joined, so that nothing is cut off.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

# Imported so that their factories are known to spaCy, with or without installed entry points.
import extract.annotate.attribution
import extract.annotate.dates.component
import extract.annotate.entities.component
import extract.annotate.headlines
import extract.annotate.lemmas
import extract.events.component  # noqa: F401
from extract.annotate.language import is_foreign, language_of
from extract.annotate.layout import published_from_dateline, regions
from extract.annotate.model import ModelInfo, describe_model, load_model
from extract.annotate.pieces import PIECE, pieces, tokenise
from extract.annotate.types import Region
from extract.article import Article, parse_published
from extract.errors import EventwireError, InputError, OptionError
from extract.events.types import Event
from extract.rows.build import DEFAULT_KINDS, Builder
from extract.rows.result import Result
from extract.rows.schema import KINDS

# Articles after which `Extractor.pipe` empties the vocabulary of words that it met in passing.
BATCH = 16


class ArticleError(EventwireError):
    """One article could not be analysed; `stage` is "annotate" or "extract"."""

    def __init__(self, stage: str, message: str) -> None:
        super().__init__(message)
        self.stage = stage


@dataclass(frozen=True)
class LeftOut:
    """A candidate that did not become an event: where it stands and why it was left out."""

    start_char: int
    end_char: int
    text: str
    why: str


@dataclass(frozen=True)
class Explained:
    """The rows of an article and what stands behind them.

    `events` maps event_id to the event that the row was made from, whose `arguments` are in the
    order of the argument rows.
    """

    result: Result
    events: dict[str, Event]
    left_out: list[LeftOut]


class Extractor:
    """Makes event tables of news articles.

    Args:
        model: a spaCy pipeline for English, by name or path; None for the one of the environment
            variable EVENTWIRE_MODEL, else the bundled one.
        ontology: path of an ontology file or folder; None for the default one.
        kinds: which kinds of events to keep: event, speech, state.
        language: "en" where all articles are known to be English; None to tell the language of
            each. An article in another language gets its row in `articles` and nothing else.

    Raises:
        ModelError: the pipeline cannot be loaded or does not tag, lemmatize and parse.
        OntologyError: the ontology is not valid.
        OptionError: a kind is not known, or the language is another than English.
    """

    def __init__(
        self,
        model: str | os.PathLike[str] | None = None,
        ontology: str | os.PathLike[str] | None = None,
        kinds: Iterable[str] = DEFAULT_KINDS,
        language: str | None = None,
    ) -> None:
        if is_foreign(language):
            raise OptionError(f"language {language!r}: only English (en) is read; leave it out to tell each")
        self.language = language
        self.kinds = tuple(k.strip() for k in kinds.split(",")) if isinstance(kinds, str) else tuple(kinds)
        if not self.kinds or not set(self.kinds) <= set(KINDS):
            named = ",".join(self.kinds) or "nothing"
            raise OptionError(f"kinds {named}: choose among {', '.join(KINDS)}")
        self.ontology = os.fspath(ontology) if ontology is not None else None
        #: The pipeline with all components; each also works by `nlp.add_pipe` in another one.
        self.nlp: Language = load_model(model)
        #: What the pipeline was before our components were added.
        self.model: ModelInfo = describe_model(self.nlp)
        self._add_components()
        self._longest = min(PIECE, self.nlp.max_length)

    def _add_components(self) -> None:
        ontology = {} if self.ontology is None else {"ontology": self.ontology}
        names = self.nlp.pipe_names
        if "eventwire_layout" not in names:
            self.nlp.add_pipe("eventwire_layout", first=True)
        for name in (
            "eventwire_headlines",
            "eventwire_lemmas",
            "eventwire_dates",
            "eventwire_attribution",
            "eventwire_entities",
        ):
            if name not in names:
                self.nlp.add_pipe(name)
        if "eventwire_events" in names and ontology:
            self.nlp.remove_pipe("eventwire_events")
        if "eventwire_events" not in self.nlp.pipe_names:
            self.nlp.add_pipe("eventwire_events", config=ontology)

    # -- one article ---------------------------------------------------------------------

    def __call__(
        self, article: str | Article, published: str | datetime.date | None = None, title: str | None = None
    ) -> Result:
        """Return the rows of one article.

        Args:
            article: a text or an `Article`.
            published: date of publication (ISO 8601 or RFC 2822), over that of the Article.
            title: title in a field of its own, put before the text; over that of the Article.

        Raises:
            InputError: the date of publication is not understood.
            ArticleError: a component failed; a text of white space alone gives no rows instead.
        """
        return self.explain(article, published, title).result

    def explain(
        self, article: str | Article, published: str | datetime.date | None = None, title: str | None = None
    ) -> Explained:
        """Return the rows of one article with the reasons behind them (arguments as for a call)."""
        article = _as_article(article, published, title)
        with self._zone():
            return self._explain(article)

    def _zone(self) -> AbstractContextManager[object]:
        """Where words met in passing are forgotten at the end; zones must not be nested."""
        nested = getattr(self.nlp.vocab, "in_memory_zone", False)
        return nullcontext() if nested else self.nlp.memory_zone()

    def _explain(self, article: Article) -> Explained:
        text = article.full_text
        if not text.strip():
            return Explained(Result(), {}, [])
        language = self.language or language_of(text)
        builder = Builder(article, self.kinds, language)
        if is_foreign(language):
            builder.add_layout(text, regions(text, article.title_length))
            return Explained(builder.result(), {}, [])
        left_out: list[LeftOut] = []
        for doc, offset in self._annotated(article, text):
            try:
                builder.add(doc, offset)
            except Exception as error:
                raise ArticleError("extract", _told("making rows", error)) from error
            left_out.extend(_left_out(doc, offset))
        return Explained(builder.result(), builder.notes, left_out)

    def _annotated(self, article: Article, text: str) -> Iterator[tuple[Doc, int]]:
        """The pieces of an article as annotated Docs, each with its offset in the text."""
        intervals = pieces(text, self._longest)
        layout = regions(text, article.title_length) if len(intervals) > 1 else None
        for start, end in intervals:
            doc = self._doc(article, text[start:end], article.title_length if start == 0 else 0)
            yield self._annotate(doc, None if layout is None else _clipped(layout, start, end)), start

    def _annotate(self, doc: Doc, layout: list[Region] | None) -> Doc:
        """Run the components one by one, so that the one that fails is known.

        A piece of a long text gets its part of the whole text's layout: by itself its first
        line would look like a title.
        """
        for name, component in self.nlp.pipeline:
            try:
                doc = component(doc)
            except Exception as error:
                stage = "extract" if name == "eventwire_events" else "annotate"
                raise ArticleError(stage, _told(name, error)) from error
            if name == "eventwire_layout" and layout is not None:
                doc._.ew_layout = layout
        return doc

    def _doc(self, article: Article, text: str, title_length: int) -> Doc:
        """A Doc that awaits the pipeline."""
        doc = tokenise(self.nlp, text)
        doc._.ew_published = article.published
        doc._.ew_title_length = title_length
        return doc

    # -- a stream ------------------------------------------------------------------------

    def pipe(self, articles: Iterable[str | Article], batch_size: int = BATCH) -> Iterator[Result]:
        """Yield the rows of each article of a stream, in order; memory is bounded by a batch.

        Articles are analysed one by one, so that rows cannot hang on what stands beside them in
        a batch (sums of floating-point numbers do); a Doc is batch enough for the model.

        Args:
            articles: texts or Articles; the nth, if a text, has the doc_id "-#n".
            batch_size: after how many articles the words learnt in passing are forgotten.

        Raises:
            InputError: an article's date of publication is not understood.
            ArticleError: a component failed.
        """
        stream = _numbered(articles)
        while batch := list(islice(stream, batch_size)):
            with self._zone():
                results = [self._explain(_as_article(article)).result for article in batch]
            yield from results


def _numbered(articles: Iterable[str | Article]) -> Iterator[str | Article]:
    for number, article in enumerate(articles, 1):
        yield Article(article, doc_id=f"-#{number}") if isinstance(article, str) else article


def _as_article(
    article: str | Article, published: str | datetime.date | None = None, title: str | None = None
) -> Article:
    """An Article whose publication date is an ISO date or None, a dateline's where it brings none."""
    if isinstance(article, str):
        article = Article(article)
    elif not isinstance(article, Article):
        raise InputError(f"an article must be a text or an Article, but is {type(article).__name__}")
    if isinstance(published, datetime.date):
        published = published.isoformat()
    if title is not None:
        article = replace(article, title=title)
    if published is not None:
        return replace(article, published=parse_published(published), published_from="option")
    if article.published is not None:
        return replace(article, published=parse_published(article.published))
    found = published_from_dateline(article.full_text, article.title_length)
    return article if found is None else replace(article, published=found, published_from="text")


def _clipped(layout: Sequence[Region], start: int, end: int) -> list[Region]:
    """The regions of a stretch of the text, offsets counted from its start."""
    return [
        Region(region.part, max(region.start_char, start) - start, min(region.end_char, end) - start)
        for region in layout
        if region.start_char < end and region.end_char > start
    ]


def _left_out(doc: Doc, offset: int) -> Iterator[LeftOut]:
    for rejected in doc._.ew_rejected if Doc.has_extension("ew_rejected") else ():
        token = doc[rejected.token]
        start = offset + token.idx
        yield LeftOut(start, start + len(token), token.text, rejected.why)


def _told(where: str, error: Exception) -> str:
    return f"{where}: {type(error).__name__}: {' '.join(str(error).split())[:300]}"


__all__ = ["ArticleError", "Explained", "Extractor", "LeftOut"]
