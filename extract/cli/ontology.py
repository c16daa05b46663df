"""`eventwire ontology`: what can be coded, and whether a file of one's own is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.shared import SOME_PUT_ASIDE, note, told, utf8_output
from extract.errors import OptionError

app = typer.Typer(
    help="Show, check or grow an ontology: the event types and their words.", no_args_is_help=True
)


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
    """Check an ontology file: errors with their line, dead entries, entries that overlap."""
    with told():
        dead = check_ontology(file)
    if dead:
        raise typer.Exit(SOME_PUT_ASIDE)


@app.command()
def suggest(
    corpus: Annotated[list[str], typer.Argument(metavar="CORPUS...", help="Files, folders or globs.")],
    ontology: Annotated[str | None, typer.Option(help="An ontology file; without it the default.")] = None,
    most: Annotated[int, typer.Option(help="How many actions to list.", min=1)] = 40,
    examples: Annotated[int, typer.Option(help="Sentences to show with each.", min=0)] = 2,
    kinds: Annotated[str, typer.Option(help="Kinds of events: event, speech, state.")] = "event,speech",
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline for English, by name or path.")] = None,
) -> None:
    """List the commonest actions without a type, with sentences and the nearest types."""
    with told():
        suggest_entries(corpus, ontology, most, examples, kinds, model)


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
    limits = {role: " or ".join(types) for role, types in chosen.constraints.items()}
    facts_of = (
        ("codes", chosen.codes),
        ("roles", chosen.roles),
        ("constraints", limits),
        ("prepositions", chosen.prepositions),
    )
    for title, facts in facts_of:
        if facts:
            print(f"{title}: {', '.join(f'{key}: {value}' for key, value in facts.items())}")


def check_ontology(path: str) -> int:
    """Print what an ontology holds, its dead entries and those that overlap; return how many are dead.

    Raises:
        OntologyError: it is not valid.
    """
    from extract.ontology import load
    from extract.ontology.checking import findings

    ontology = load(path)
    own = set(load(path, alone=True).types)  # what it extends is not at fault
    found = [finding for finding in findings(ontology) if finding.entry.type in own]
    for finding in found:
        print(f"{finding.kind}: '{finding.entry.text}' in type '{finding.entry.type}': {finding.message}.")
    dead = sum(finding.kind == "dead" for finding in found)
    verdict = f"{dead} dead entries" if dead else "sound"
    print(f"{path}: {verdict}, {len(ontology.types)} event types, {len(ontology.entries)} entries")
    return dead


def suggest_entries(
    corpus: list[str], ontology: str | None, most: int, examples: int, kinds: str, model: str | None
) -> None:
    """Print the commonest actions of a corpus that have no type.

    Raises:
        InputError, ModelError, OntologyError, OptionError: nothing could be done.
    """
    from extract.article import Article
    from extract.cli.suggest import suggestions
    from extract.errors import InputError
    from extract.extractor import Extractor
    from extract.readers import read

    extractor = Extractor(model, ontology, kinds)
    utf8_output()
    records = list(read(corpus))
    articles = [record for record in records if isinstance(record, Article)]
    if not articles:
        raise InputError(f"no article in {', '.join(corpus)}: give a file, a folder or a glob")
    if len(articles) < len(records):
        note(f"{len(records) - len(articles)} records could not be read")
    for entry in suggestions((extractor(article) for article in articles), most, examples):
        print(
            f"{entry.action}: {entry.count} times in {entry.articles} articles; "
            f"nearest types: {', '.join(entry.nearest) or 'none'}"
        )
        for sentence in entry.examples:
            print(f"    {sentence}")
