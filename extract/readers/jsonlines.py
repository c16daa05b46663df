"""JSON Lines: one object a line, from a file or standard input."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.readers.files import lines
from extract.readers.inputs import Source
from extract.readers.options import Placed, ReadOptions
from extract.readers.records import article_from, failure


def read_jsonlines(source: Source, options: ReadOptions) -> Iterator[Placed]:
    """Yield an article, or why not, for each line; blank lines are passed over.

    A record without an id gets `name#n`, n being its number among the lines that are not blank,
    from 1. A file that is one JSON document over many lines is one failure, not thousands.

    Raises:
        OSError, EOFError, zlib.error, UnicodeError: the file cannot be read to its end.
    """
    count = 0
    for line in lines(source):
        text = line.text.strip(" \t\r\n\ufeff\x00")
        if not text:
            continue
        count += 1
        place = f"{source.shown} line {line.number}"
        fallback = f"{source.name}#{count}"
        if line.problem:
            yield failure(place, source.shown, fallback, line.problem)
            continue
        if count == 1 and (text in ("{", "[") or text.startswith("[{")):
            what = "is one JSON document, not JSON Lines: write one object a line, without [ ] around"
            yield failure(source.shown, source.shown, source.name, what)
            return
        try:
            record = json.loads(text)
        except RecursionError:
            what = "the JSON is nested too deep: write one flat object a line"
            yield failure(place, source.shown, fallback, what)
            continue
        except ValueError as error:
            what = f"broken JSON ({_reason(error)}): write one object a line"
            yield failure(place, source.shown, fallback, what)
            continue
        if not isinstance(record, dict):
            what = 'the JSON is no object: write {"text": "..."} on each line'
            yield failure(place, source.shown, fallback, what)
            continue
        yield article_from(
            record, options, place=place, source=source.shown, fallback_id=fallback, encoding=line.encoding
        )


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.colno}"
    return "a number too long"
