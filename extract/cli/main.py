"""The command line: one module a command, each a thin function over a plain one."""

from __future__ import annotations

import sys
import warnings
from typing import Annotated

import typer

from extract.cli import article, model, ontology, peek, run
from extract.version import __version__

app = typer.Typer(
    name="eventwire",
    help="News articles in, event tables out: who did what to whom, when, where, how certain, says who.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """News articles in, event tables out."""
    if not sys.warnoptions:  # libraries' warnings are for developers, who ask for them with -W
        warnings.simplefilter("ignore")


app.command()(article.article)
app.command()(run.run)
app.command()(peek.peek)
app.command()(model.model)
app.add_typer(ontology.app, name="ontology")
