"""`eventwire ontology`: what can be coded, and whether a file of one's own is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.shared import told, utf8_output
from extract.errors import OptionError

app = typer.Typer(help="Show or check an ontology: the event types and their words.", no_args_is_help=True)


@app.command()
def show(
    type: Annotated[str | None, typer.Argument(help="One event type, to be shown with its words.")] = None,
    ontology: Annotated[str | None, typer.Option(help="An ontology file; without it the default.")] = None,
) -> None:
    """List the event types, or show one with its words."""
    with told():
        show_ontology(type, ontology)


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="The ontology file or folder to check.")],
) -> None:
    """Check an ontology file; the message names the line that is wrong."""
    with told():
        check_ontology(file)


def show_ontology(type: str | None = None, path: str | None = None) -> None:
    """Print the event types of an ontology, a line a type, or one type in full.

    Raises:
        OntologyError: the file is not valid.
        OptionError: there is no such type.
    """
    from extract.ontology import load

    types = load(path).types
    utf8_output()
    if type is None:
        width = max((len(name) for name in types), default=0)
        for name, event_type in types.items():
            print(f"{name:<{width}}  {event_type.kind:<6}  {event_type.definition}")
        return
    if type not in types:
        raise OptionError(f"there is no event type {type!r}: `eventwire ontology show` lists them")
    chosen = types[type]
    print(f"{chosen.name} ({chosen.kind}): {chosen.definition}")
    for title, entries in (("verbs", chosen.verbs), ("nouns", chosen.nouns), ("phrases", chosen.phrases)):
        if entries:
            print(f"{title}: {', '.join(entries)}")
    for title, facts in (("codes", chosen.codes), ("roles", chosen.roles)):
        if facts:
            print(f"{title}: {', '.join(f'{key}: {value}' for key, value in facts.items())}")


def check_ontology(path: str) -> None:
    """Print how many types and entries an ontology has.

    Raises:
        OntologyError: it is not valid.
    """
    from extract.ontology import load

    ontology = load(path)
    print(f"{path}: sound, {len(ontology.types)} event types, {len(ontology.entries)} entries")
