"""Articles to rows in batches, in this process or in several, always in the order of the articles."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context

from extract.annotate.language import is_foreign
from extract.article import Article, normalise
from extract.corpus import Digest, Sketch, digest_of, sketch_of
from extract.errors import EventwireError, InputError
from extract.extractor import ArticleError, Extractor
from extract.rows.result import Result
from extract.rows.schema import ErrorRow
from extract.rows.withhold import without_text

# Articles that are analysed, and in several processes sent, at once.
BATCH = 16


@dataclass(frozen=True)
class Settings:
    """What every process needs to know to make the same rows."""

    model: str | None = None
    ontology: str | None = None
    kinds: tuple[str, ...] = ("event", "speech")
    text: bool = True
    language: str | None = None

    def extractor(self) -> Extractor:
        return Extractor(self.model, self.ontology, self.kinds, self.language)


@dataclass(frozen=True)
class Done:
    """What came of one article that was read.

    Attributes:
        result: its rows.
        words: how many words (stretches without white space) it has.
        sketch: what is kept of it to find its copies; None where it has no row.
        digest: what is kept of it to tell its entities and events in other articles; likewise.
        error: a row for `errors` where it was read but not analysed, since it is not English.
    """

    result: Result
    words: int
    sketch: Sketch | None = None
    digest: Digest | None = None
    error: ErrorRow | None = None


Outcome = Done | ErrorRow


def analyse(extractor: Extractor, articles: Sequence[Article], text: bool = True) -> list[Outcome]:
    """Return the outcome of each article; one that fails is told apart and leaves the others whole.

    Args:
        extractor: the pipeline.
        articles: one batch.
        text: false to leave the articles' words out (see `extract.rows.withhold`).
    """
    try:
        results = extractor.pipe(articles)
        return [_done(article, result, text) for article, result in zip(articles, results, strict=True)]
    except Exception:  # whatever it is, find out whose it is
        return [_alone(extractor, article, text) for article in articles]


def _done(article: Article, result: Result, text: bool) -> Done:
    return Done(
        result if text else without_text(result),
        len(result.text.split()),
        sketch_of(result.articles[0], article.title_length) if result.articles else None,
        digest_of(result),
        _not_english(article, result),
    )


def _not_english(article: Article, result: Result) -> ErrorRow | None:
    language = result.articles[0].language if result.articles else None
    if not is_foreign(language):
        return None
    what = (
        f"the article is in another language than English ({language}) and was not analysed: leave it out,"
        " or if it is English after all run it again with --language en"
    )
    return error_row(article.doc_id, article.source, "annotate", what, "NotEnglish")


def _alone(extractor: Extractor, article: Article, text: bool) -> Outcome:
    try:
        return _done(article, extractor(article), text)
    except ArticleError as error:
        return error_row(article.doc_id, article.source, error.stage, error)
    except InputError as error:
        return error_row(article.doc_id, article.source, "read", error)
    except Exception as error:
        return error_row(article.doc_id, article.source, "extract", error)


def error_row(doc_id: str, source: str, stage: str, error: Exception | str, kind: str = "") -> ErrorRow:
    """A row of `errors`; the kind of error is the class of the exception at its root."""
    if isinstance(error, Exception):
        root = error.__cause__ or error
        kind = kind or type(root).__name__
    return ErrorRow(
        doc_id=normalise(doc_id) or None,
        source=normalise(source) or None,
        stage=stage,
        error=kind,
        message=normalise(" ".join(str(error).split())),
    )


# -- several processes -------------------------------------------------------------------

_worker: tuple[Extractor, bool] | None = None


def _start_worker(settings: Settings) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    _worker = (settings.extractor(), settings.text)
    # What is loaded stays: a full collection would walk over it again and again, some 0.1 s each.
    gc.collect()
    gc.freeze()


def _analyse_in_worker(articles: list[Article]) -> list[Outcome]:
    assert _worker is not None
    extractor, text = _worker
    return analyse(extractor, articles, text)


def in_batches(articles: Iterable[Article], size: int = BATCH) -> Iterator[list[Article]]:
    """Yield the articles in lists of `size`."""
    stream = iter(articles)
    while batch := list(islice(stream, size)):
        yield batch


def outcomes(
    articles: Iterable[Article], settings: Settings, extractor: Extractor, workers: int = 1
) -> Iterator[Outcome]:
    """Yield the outcome of each article in order; memory is bounded by some batches a worker.

    Args:
        articles: a stream.
        settings: for the extractors of other processes.
        extractor: the extractor of this process, used where `workers` is 1.
        workers: how many processes analyse.

    Raises:
        EventwireError: a process died.
    """
    if workers == 1:
        for batch in in_batches(articles):
            yield from analyse(extractor, batch, settings.text)
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (settings,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for batch in in_batches(articles):
            sent = [replace(article, keep=dict(article.keep)) for article in batch]
            waiting.append(pool.submit(_analyse_in_worker, sent))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise EventwireError(
            "a worker process ended without a word, most often because memory ran out:"
            " run again with fewer --workers"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
