"""`eventwire article`: one article, to be read."""

from __future__ import annotations

import csv
import json
import sys
from typing import Annotated, Any

import typer

from extract.cli.shared import names, note, told, utf8_output
from extract.errors import InputError, OptionError

_FORMATS = ("table", "json", "csv")


def article(
    file: Annotated[
        str | None, typer.Argument(help="A file with one article, or - for a text from standard input.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Date of publication, YYYY-MM-DD; weekdays are counted from it.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title, put before the text.")] = None,
    format: Annotated[
        str, typer.Option(help="table (to be read), json (all tables) or csv (the events).")
    ] = "table",
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each row is as it is and what was left out.")
    ] = False,
    kinds: Annotated[str, typer.Option(help="Kinds of events: event, speech, state.")] = "event,speech",
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline for English, by name or path.")] = None,
    ontology: Annotated[str | None, typer.Option(help="An ontology file of your own.")] = None,
    language: Annotated[
        str | None, typer.Option(help="en: the article is English. Without it its language is told.")
    ] = None,
) -> None:
    """Show the events of one article."""
    with told():
        show_article(file, published, title, format, explain, names(kinds), model, ontology, language)


def show_article(
    file: str | None,
    published: str | None = None,
    title: str | None = None,
    format: str = "table",
    explain: bool = False,
    kinds: tuple[str, ...] = ("event", "speech"),
    model: str | None = None,
    ontology: str | None = None,
    language: str | None = None,
) -> None:
    """Print the events of one article on standard output (see `article` for the arguments).

    Raises:
        InputError: the file cannot be read or holds no text.
        OptionError: an option is wrong.
        ModelError, OntologyError: they cannot be loaded.
    """
    _check(file, format, explain)
    from extract.annotate.language import is_foreign
    from extract.extractor import Extractor
    from extract.readers import ReadOptions, read_one

    read = read_one(file or "-", ReadOptions())
    extractor = Extractor(model, ontology, kinds, language)
    explained = extractor.explain(read, published, title)
    if not explained.result.articles:
        raise InputError(f"{file or '-'}: holds no text: fill it or name another file")
    utf8_output()
    for warning in read.warnings:
        note(f"{read.source or file}: {warning}")
    row = explained.result.articles[0]
    if is_foreign(row.language):
        note(
            f"the article is in another language than English ({row.language}) and was not analysed:"
            " if it is English after all, say so with --language en"
        )
    elif row.published is None:
        note(
            "no date of publication is known, so weekdays and words such as 'last month' get no date:"
            " give it with --published YYYY-MM-DD"
        )
    if format == "json":
        json.dump(as_json(explained, explain), sys.stdout, ensure_ascii=False, indent=2)
        print()
    elif format == "csv":
        _print_csv(explained.result)
    else:
        from extract.cli.view import Page, show

        show(explained, Page(highlight=False, markup=False, emoji=False), explain)


def _check(file: str | None, format: str, explain: bool) -> None:
    if format == "html":
        raise OptionError(f"format 'html' is not there yet: choose {', '.join(_FORMATS)}")
    if format not in _FORMATS:
        raise OptionError(f"format {format!r} is not known: choose {', '.join(_FORMATS)}")
    if explain and format == "csv":
        raise OptionError("--explain goes with --format table or json, not csv")
    if file is None and sys.stdin.isatty():
        raise OptionError("name a file with an article, or - to read a text from standard input")
    if file is not None and file.lower().startswith(("http://", "https://")):
        raise OptionError(f"{file}: fetching pages is not there yet: save the page and name the file")


def as_json(explained: Any, explain: bool = False) -> dict[str, Any]:
    """All tables as lists of objects; with `explain` also the reasons, under "explain"."""
    from extract.rows.schema import ARTICLE_TABLES, TABLES, cells
    from extract.writers.tables import json_cell

    out: dict[str, Any] = {
        name: [
            dict(zip(TABLES[name].names, map(json_cell, cells(row)), strict=True))
            for row in explained.result.rows(name)
        ]
        for name in ARTICLE_TABLES
    }
    if explain:
        out["explain"] = {
            "events": {
                event_id: {
                    "reasons": event.reasons,
                    "arguments": [
                        {"role": argument.role, "why": argument.why} for argument in event.arguments
                    ],
                }
                for event_id, event in explained.events.items()
            },
            "left_out": [
                {"start_char": left.start_char, "end_char": left.end_char, "text": left.text, "why": left.why}
                for left in explained.left_out
            ],
        }
    return out


def _print_csv(result: Any) -> None:
    from extract.rows.schema import TABLES, cells
    from extract.writers.tables import csv_cell

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(TABLES["events"].names)
    for row in result.events:
        writer.writerow([csv_cell(cell) for cell in cells(row)])
