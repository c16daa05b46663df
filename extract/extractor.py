"""The whole way of an article: text in, rows out.

`Extractor` puts our components into a spaCy pipeline and makes rows of what they leave on its
Docs. Long texts are analysed in pieces and their rows joined, so that nothing is cut off.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

# Imported so that their factories are known to spaCy, with or without installed entry points.
import extract.annotate.attribution
import extract.annotate.dates.component
import extract.annotate.entities.component
import extract.events.component  # noqa: F401
from extract.annotate.layout import published_from_dateline
from extract.annotate.model import ModelInfo, describe_model, load_model
from extract.annotate.pieces import PIECE, pieces
from extract.article import Article, parse_published
from extract.errors import EventwireError, OptionError
from extract.events.types import Event
from extract.rows.build import DEFAULT_KINDS, Builder
from extract.rows.result import Result
from extract.rows.schema import KINDS

# Articles that `Extractor.pipe` hands to spaCy at once.
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

    Raises:
        ModelError: the pipeline cannot be loaded or does not tag, lemmatize and parse.
        OntologyError: the ontology is not valid.
        OptionError: a kind is not known.
    """

    def __init__(
        self,
        model: str | os.PathLike[str] | None = None,
        ontology: str | os.PathLike[str] | None = None,
        kinds: Iterable[str] = DEFAULT_KINDS,
    ) -> None:
        self.kinds = tuple(kinds)
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
        for name in ("eventwire_dates", "eventwire_attribution", "eventwire_entities"):
            if name not in names:
                self.nlp.add_pipe(name)
        if "eventwire_events" in names and ontology:
            self.nlp.remove_pipe("eventwire_events")
        if "eventwire_events" not in self.nlp.pipe_names:
            self.nlp.add_pipe("eventwire_events", config=ontology)

    # -- one article ---------------------------------------------------------------------

    def __call__(
        self, article: str | Article, published: str | None = None, title: str | None = None
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
        self, article: str | Article, published: str | None = None, title: str | None = None
    ) -> Explained:
        """Return the rows of one article with the reasons behind them (arguments as for a call)."""
        article = _as_article(article, published, title)
        builder = Builder(article, self.kinds)
        left_out: list[LeftOut] = []
        text = article.full_text
        if not text.strip():
            return Explained(Result(), {}, [])
        with self.nlp.memory_zone():
            for doc, offset in self._docs(article, text):
                self._annotate(doc)
                try:
                    builder.add(doc, offset)
                except Exception as error:
                    raise ArticleError("extract", _told("making rows", error)) from error
                left_out.extend(_left_out(doc, offset))
        return Explained(builder.result(), builder.notes, left_out)

    def _annotate(self, doc: Doc) -> None:
        for name, component in self.nlp.pipeline:
            try:
                doc = component(doc)
            except Exception as error:
                stage = "extract" if name == "eventwire_events" else "annotate"
                raise ArticleError(stage, _told(name, error)) from error

    def _docs(self, article: Article, text: str) -> Iterator[tuple[Doc, int]]:
        """The pieces of an article as Docs that await the pipeline, each with its offset."""
        for start, end in pieces(text, self._longest):
            doc = self.nlp.make_doc(text[start:end])
            doc._.ew_published = article.published
            doc._.ew_title_length = article.title_length if start == 0 else 0
            yield doc, start

    # -- a stream ------------------------------------------------------------------------

    def pipe(self, articles: Iterable[str | Article], batch_size: int = BATCH) -> Iterator[Result]:
        """Yield the rows of each article of a stream, in order; memory is bounded by a batch.

        Raises:
            InputError: an article's date of publication is not understood.
            Exception: whatever a component raises; the runner (`extract.runner`) and a call of
                the Extractor tell the article and the component.
        """
        stream = iter(articles)
        while batch := [_as_article(article) for article in islice(stream, batch_size)]:
            with self.nlp.memory_zone():
                results = list(self._batch(batch))
            yield from results

    def _batch(self, articles: Sequence[Article]) -> Iterator[Result]:
        texts = [article.full_text for article in articles]
        builders = [Builder(article, self.kinds) for article in articles]
        jobs = (
            (doc, (number, offset))
            for number, (article, text) in enumerate(zip(articles, texts, strict=True))
            if text.strip()
            for doc, offset in self._docs(article, text)
        )
        for doc, (number, offset) in self.nlp.pipe(jobs, as_tuples=True, batch_size=BATCH):
            builders[number].add(doc, offset)
        for builder, text in zip(builders, texts, strict=True):
            yield builder.result() if text.strip() else Result()


def _as_article(article: str | Article, published: str | None = None, title: str | None = None) -> Article:
    """An Article whose publication date is an ISO date or None, a dateline's where it brings none."""
    if isinstance(article, str):
        article = Article(article)
    if title is not None:
        article = replace(article, title=title)
    if published is not None:
        return replace(article, published=parse_published(published), published_from="option")
    if article.published is not None:
        return replace(article, published=parse_published(article.published))
    found = published_from_dateline(article.full_text)
    return article if found is None else replace(article, published=found, published_from="text")


def _left_out(doc: Doc, offset: int) -> Iterator[LeftOut]:
    for rejected in doc._.ew_rejected if Doc.has_extension("ew_rejected") else ():
        token = doc[rejected.token]
        start = offset + token.idx
        yield LeftOut(start, start + len(token), token.text, rejected.why)


def _told(where: str, error: Exception) -> str:
    return f"{where}: {type(error).__name__}: {' '.join(str(error).split())[:300]}"


__all__ = ["ArticleError", "Explained", "Extractor", "LeftOut"]
