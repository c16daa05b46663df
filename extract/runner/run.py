"""A corpus run: everything in, tables out, what fails put aside."""

from __future__ import annotations

import datetime
import platform
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from extract.annotate.model import BUNDLED
from extract.article import Article, normalise
from extract.corpus import Duplicates, Relation, SecondPass, SketchStore
from extract.errors import OptionError
from extract.extractor import Extractor
from extract.ontology import load
from extract.readers import ReadFailure, ReadOptions, read
from extract.rows.schema import Cell, ErrorRow
from extract.runner.work import Done, Outcome, Settings, error_row, outcomes
from extract.version import __version__
from extract.writers import OutputFolder, check_format, check_output

# What readers noticed about texts is listed in run.json up to this number.
MOST_WARNINGS = 1_000


@dataclass(frozen=True)
class RunOptions:
    """How a corpus is run.

    Attributes:
        format: "csv" or "jsonl".
        workers: number of processes.
        reading: which columns hold what, and the user's own columns.
        settings: model, ontology, kinds, language, and whether the articles' words are written.
    """

    format: str = "csv"
    workers: int = 1
    reading: ReadOptions = field(default_factory=ReadOptions)
    settings: Settings = field(default_factory=Settings)


@dataclass
class Progress:
    """How far a run is: articles done, records put aside, words read, seconds since the first."""

    articles: int = 0
    quarantined: int = 0
    words: int = 0
    seconds: float = 0.0

    @property
    def words_per_second(self) -> float:
        return self.words / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True)
class Report:
    """What a run came to.

    `counts` are the rows of each table, `complaints` the messages of the first records put aside,
    `warnings` (doc_id, sentence) what readers noticed about texts, at most `MOST_WARNINGS`.
    """

    output: Path
    progress: Progress
    counts: dict[str, int]
    complaints: list[str]
    warnings: list[tuple[str, str]]
    errors_file: Path


def run(
    inputs: Sequence[str],
    output: Path,
    options: RunOptions | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Read all inputs, analyse every article and write the tables to a folder.

    A record that cannot be read or analysed becomes a row of `errors`; its neighbours go through.
    An article in another language gets its row in `articles` besides. What hangs on all articles
    together (which repeat others, who is who, what is one incident) is filled in at the end.
    The folder holds all files or, where the run is broken off, what it held before.

    Args:
        inputs: files, folders, globs, or "-" for JSON Lines from standard input.
        output: the folder; new, empty, or that of a former run, which is replaced.
        options: `RunOptions()` by default.
        on_progress: called after every record.

    Raises:
        InputError: there is nothing to read.
        OptionError: an option is wrong.
        ModelError, OntologyError: they cannot be loaded.
        OutputError: the folder cannot be written, or holds other things.
    """
    options = options or RunOptions()
    if options.workers < 1:
        raise OptionError(f"workers {options.workers}: give 1 or more")
    check_format(options.format)
    check_output(output)  # before the model is loaded, which takes seconds
    records = read(inputs, options.reading)
    started = datetime.datetime.now(datetime.UTC)
    extractor = options.settings.extractor()
    progress, complaints = Progress(), list[str]()
    warnings: list[tuple[str, str]] = []
    folder = OutputFolder(output, options.format, options.reading.keep)
    with folder, SketchStore(folder.path) as sketches, SecondPass(folder.path) as corpus:
        begun = time.perf_counter()
        for outcome in _in_order(_warned(records, warnings), options, extractor):
            if isinstance(outcome, Done):
                folder.write(outcome.result)
                if outcome.sketch is not None:
                    sketches.add(outcome.sketch)
                if outcome.digest is not None:
                    corpus.add(outcome.digest)
            error = outcome if isinstance(outcome, ErrorRow) else outcome.error
            if error is not None:
                folder.write_error(error)
                progress.quarantined += 1
                if len(complaints) < 3:
                    complaints.append(error.message)
            elif isinstance(outcome, Done):
                progress.articles += 1
                progress.words += outcome.words
            progress.seconds = time.perf_counter() - begun
            if on_progress is not None:
                on_progress(progress)
        relations = dict(Duplicates(sketches).relations())
        related = _relate(folder, relations)
        _tell(folder, corpus, relations)
        record = _run_record(inputs, options, extractor, folder.counts, progress, started)
        record["related"] = related
        record["warnings"] = [{"doc_id": doc_id, "message": message} for doc_id, message in warnings]
        folder.finish(record)
    errors_file = output / f"errors.{options.format}"
    return Report(output, progress, folder.counts, complaints, warnings, errors_file)


def _relate(folder: OutputFolder, relations: Mapping[str, Relation]) -> dict[str, int]:
    """Fill the cells of `articles` that hang on other articles; return how many copies and versions."""
    if relations:
        folder.amend("articles", lambda row: _related(relations.get(str(row["doc_id"]))))
    versions = sum(relation.updates is not None for relation in relations.values())
    return {"duplicates": len(relations) - versions, "updates": versions}


def _tell(folder: OutputFolder, corpus: SecondPass, relations: Mapping[str, Relation]) -> None:
    """Fill the keys of entities and the incidents of events, and write the table of incidents."""
    copies = [(doc_id, it.duplicate_of) for doc_id, it in relations.items() if it.duplicate_of is not None]
    corpus.tell(copies)
    folder.amend("entities", _cells("key", "entity_id", corpus.keys))
    folder.amend("events", _cells("incident_id", "event_id", corpus.incident_ids))
    for row in corpus.incidents():
        folder.write_incident(row)


def _cells(
    column: str, key: str, answers: Callable[[str], Mapping[str, str]]
) -> Callable[[Mapping[str, Cell]], Mapping[str, Cell]]:
    """What changes the cells of a column by the answers to an article; its rows follow one another."""
    answers = lru_cache(maxsize=1)(answers)

    def change(row: Mapping[str, Cell]) -> Mapping[str, Cell]:
        found = answers(str(row["doc_id"])).get(str(row[key]))
        return {} if found is None else {column: found}

    return change


def _related(relation: Relation | None) -> dict[str, Cell]:
    if relation is None:
        return {}
    return {
        "duplicate_of": relation.duplicate_of,
        "similarity": relation.similarity,
        "updates": relation.updates,
    }


def _warned(
    records: Iterator[Article | ReadFailure], warnings: list[tuple[str, str]]
) -> Iterator[Article | ReadFailure]:
    """The records, what was noticed about them added to the list."""
    for record in records:
        if isinstance(record, Article):
            room = MOST_WARNINGS - len(warnings)
            warnings.extend((record.doc_id, warning) for warning in record.warnings[: max(0, room)])
        yield record


def _in_order(
    records: Iterator[Article | ReadFailure], options: RunOptions, extractor: Extractor
) -> Iterator[Outcome]:
    """The outcomes of all records in the order of the input, however many were read ahead."""
    places: deque[ErrorRow | None] = deque()  # None holds the place of an article under way

    def articles() -> Iterator[Article]:
        for record in records:
            if isinstance(record, ReadFailure):
                places.append(error_row(record.doc_id, record.source, "read", record.message, "InputError"))
            else:
                places.append(None)
                yield record

    for outcome in outcomes(articles(), options.settings, extractor, options.workers):
        while (failure := places.popleft()) is not None:
            yield failure
        yield outcome
    yield from (failure for failure in places if failure is not None)


def _run_record(
    inputs: Sequence[str],
    options: RunOptions,
    extractor: Extractor,
    counts: dict[str, int],
    progress: Progress,
    started: datetime.datetime,
) -> dict[str, Any]:
    """The content of `run.json`. Times stand here and nowhere else."""
    model, settings, reading = extractor.model, options.settings, options.reading
    return {
        "eventwire": __version__,
        "python": platform.python_version(),
        "spacy": metadata.version("spacy"),
        "platform": f"{platform.system()} {platform.machine()}",
        "model": {
            "name": model.name,
            "version": model.version,
            "path": "bundled" if Path(model.path or "") == BUNDLED else model.path,
            "sha256": model.sha256,
        },
        "ontology": {
            "name": settings.ontology or "default",
            "sha256": load(settings.ontology).sha256,
        },
        "options": {
            "format": options.format,
            "workers": options.workers,
            "kinds": list(settings.kinds),
            "text": settings.text,
            "language": settings.language,
            "published": reading.published,
            "id_column": normalise(reading.id_column),
            "text_column": normalise(reading.text_column),
            "title_column": normalise(reading.title_column),
            "published_column": normalise(reading.published_column),
            "keep": [normalise(name) for name in reading.keep],
        },
        "inputs": [normalise(given) for given in inputs],
        "counts": dict(counts),
        "quarantined": progress.quarantined,
        "words": progress.words,
        "seconds": round(progress.seconds, 3),
        "words_per_second": round(progress.words_per_second, 1),
        "started": started.isoformat(timespec="seconds"),
    }
