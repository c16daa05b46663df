"""`eventwire run`: a corpus, to tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.shared import NOTHING_DONE, SOME_PUT_ASIDE, names, note, told

if TYPE_CHECKING:
    from extract.runner import Progress, Report


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...", help="Files, folders or globs; - for JSON Lines from standard input."
        ),
    ],
    output: Annotated[Path, typer.Option(help="Folder for the tables: new, empty, or of a former run.")],
    format: Annotated[str, typer.Option(help="csv or jsonl.")] = "csv",
    workers: Annotated[int, typer.Option(help="Number of processes.")] = 1,
    id_column: Annotated[str, typer.Option(help="Column or field with the record's id.")] = "id",
    text_column: Annotated[str, typer.Option(help="Column or field with the text.")] = "text",
    title_column: Annotated[str, typer.Option(help="Column or field with the title.")] = "title",
    published_column: Annotated[
        str, typer.Option(help="Column or field with the date of publication.")
    ] = "published",
    published: Annotated[
        str | None, typer.Option(help="Date of publication (YYYY-MM-DD) of articles that state none.")
    ] = None,
    keep: Annotated[
        str | None, typer.Option(metavar="COLUMN,...", help="Your own columns, carried into articles.")
    ] = None,
    kinds: Annotated[str, typer.Option(help="Kinds of events: event, speech, state.")] = "event,speech",
    restart: Annotated[  # noqa: ARG001 - every run begins anew as yet
        bool, typer.Option("--restart", help="Begin anew (as every run does in this version).")
    ] = False,
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline for English, by name or path.")] = None,
    ontology: Annotated[str | None, typer.Option(help="An ontology file of your own.")] = None,
    language: Annotated[
        str | None,
        typer.Option(help="en: all articles are English. Without it the language of each is told."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the articles' words out of the tables; offsets stay.")
    ] = False,
) -> None:
    """Make event tables of a corpus."""
    with told():
        from extract.readers import ReadOptions
        from extract.runner import RunOptions, Settings
        from extract.runner import run as run_corpus

        reading = ReadOptions(id_column, text_column, title_column, published_column, published, names(keep))
        settings = Settings(model, ontology, names(kinds), not no_text, language)
        with progress_bar() as show:
            report = run_corpus(inputs, output, RunOptions(format, workers, reading, settings), show)
        status = _sum_up(report)
    raise typer.Exit(status)


def _sum_up(report: Report) -> int:
    """Say on standard error what came of a run; return the exit status."""
    done, aside = report.progress.articles, report.progress.quarantined
    listed = f"listed in {report.errors_file}, first: {report.complaints[0]}" if aside else ""
    if not done:
        note(f"no article could be analysed: {aside} put aside, {listed}")
        return NOTHING_DONE
    note(
        f"{done} {'article' if done == 1 else 'articles'}, {report.counts['events']} events"
        f" in {report.output} ({report.progress.words_per_second:,.0f} words per second)"
    )
    if report.warnings:
        doc_id, warning = report.warnings[0]
        note(f"{len(report.warnings)} notes on texts are in run.json, first: {doc_id}: {warning}")
    if aside:
        note(f"{aside} {'record' if aside == 1 else 'records'} put aside, {listed}")
        return SOME_PUT_ASIDE
    return 0


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """A line on standard error that tells how far a run is; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading the model", total=None)

        def show(progress: Progress) -> None:
            aside = f", {progress.quarantined} put aside" if progress.quarantined else ""
            speed = f"{progress.words_per_second:,.0f} words per second"
            bar.update(task, description=f"{progress.articles} articles{aside}, {speed}")

        yield show
