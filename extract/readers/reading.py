"""All inputs as one stream of articles, with what could not be read in its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from extract.article import Article, parse_published
from extract.errors import InputError, MissingExtraError, OptionError
from extract.readers.files import READ_ERRORS, explain, read_bytes
from extract.readers.html import html_article, looks_like_page, read_html
from extract.readers.inputs import STANDARD_INPUT, Source, find, source_of
from extract.readers.jsonlines import read_jsonlines
from extract.readers.options import Placed, ReadFailure, ReadOptions
from extract.readers.plain import plain_article, read_plain
from extract.readers.records import failure
from extract.readers.table import read_table

_READERS: dict[str, Callable[[Source, ReadOptions], Iterator[Placed]]] = {
    "plain": read_plain,
    "jsonlines": read_jsonlines,
    "table": read_table,
    "html": read_html,
}


def read(inputs: Sequence[str], options: ReadOptions | None = None) -> Iterator[Article | ReadFailure]:
    """Read files, folders, globs and `-` (JSON Lines from standard input) as a stream.

    Nothing but one article is held whole; ids are remembered, so that a repeated one becomes a
    failure that names both places. Order: as given, within a folder by name, within a file as
    it stands.

    Args:
        inputs: paths, glob patterns, or "-".
        options: which columns to read; `ReadOptions()` by default.

    Returns:
        An iterator over articles and, for each file or record left out, a `ReadFailure`.

    Raises:
        InputError: at the call, where not one file to read is found.
        OptionError: at the call, where `options.published` is no date.
    """
    options = _checked(options)
    found = find(inputs)
    failures: list[ReadFailure] = []
    for first in found:
        if isinstance(first, Source):
            return _unique(chain(_placed_failures(failures), _read_all(chain([first], found), options)))
        failures.append(first)
    if not failures:
        raise InputError("no input: name a file, a folder, a glob or - for standard input")
    more = f" (and {len(failures) - 1} more that cannot be read)" if len(failures) > 1 else ""
    raise InputError(failures[0].message + more)


def read_one(path: str, options: ReadOptions | None = None) -> Article:
    """Read a file that holds one article, or a single text from standard input (`-`).

    Standard input is plain text here, or a web page where it begins like one. The id is the
    file's name or the record's own; `-#1` from standard input.

    Raises:
        InputError: the file cannot be read, or holds more than one article.
        MissingExtraError: a web page, and trafilatura is not installed.
        OptionError: `options.published` is no date.
    """
    options = _checked(options)
    if path == STANDARD_INPUT:
        source = dataclasses.replace(source_of(path), format="plain")
        data = read_bytes(source)
        reader = html_article if looks_like_page(data) else plain_article
        return _article(reader(data, source, options, f"{STANDARD_INPUT}#1"))
    found = list(find([path]))
    if len(found) > 1:
        raise InputError(f"{path}: holds more than one file: use `eventwire run` for a corpus")
    only = found[0]
    if isinstance(only, ReadFailure):
        raise InputError(only.message)
    records = _read_file(only, options, missing_extra_raises=True)
    placed = next(records, None)
    if placed is None:
        raise InputError(f"{only.shown}: holds no article: fill it or name another file")
    article = _article(placed)
    if next(records, None) is not None:
        raise InputError(f"{only.shown}: holds more than one article: use `eventwire run` for a corpus")
    return article


def _checked(options: ReadOptions | None) -> ReadOptions:
    options = options or ReadOptions()
    if options.published is None:
        return options
    try:
        return dataclasses.replace(options, published=parse_published(options.published))
    except InputError as error:
        raise OptionError(f"--published: {error}") from None


def _article(placed: Placed) -> Article:
    if isinstance(placed.item, ReadFailure):
        raise InputError(placed.item.message)
    return placed.item


def _placed_failures(failures: list[ReadFailure]) -> Iterator[Placed]:
    for item in failures:
        yield Placed(item.source, item)


def _read_all(found: Iterator[Source | ReadFailure], options: ReadOptions) -> Iterator[Placed]:
    for item in found:
        if isinstance(item, ReadFailure):
            yield Placed(item.source, item)
        else:
            yield from _read_file(item, options)


def _read_file(
    source: Source, options: ReadOptions, *, missing_extra_raises: bool = False
) -> Iterator[Placed]:
    count = 0
    try:
        for placed in _READERS[source.format](source, options):
            count += 1
            yield placed
    except READ_ERRORS as error:
        what = explain(error)
        if count:
            what += f" (records before the fault: {count})"
        yield failure(source.shown, source.shown, source.name, what)
        return
    except MissingExtraError as error:
        if missing_extra_raises:
            raise
        yield failure(source.shown, source.shown, source.name, str(error))
        return
    if not count:
        yield failure(source.shown, source.shown, source.name, "holds no record: fill it or leave it out")


def _unique(records: Iterator[Placed]) -> Iterator[Article | ReadFailure]:
    """The items of a stream, a second article with the same id turned into a failure."""
    places: dict[str, str] = {}
    for place, item in records:
        if isinstance(item, Article):
            if item.doc_id in places:
                first = places[item.doc_id]
                what = f"the id {item.doc_id!r} is that of {first} already: give each record its own id"
                yield ReadFailure(item.doc_id, item.source, f"{place}: {what}")
                continue
            places[item.doc_id] = place
        yield item
