"""Sentences written with the time expressions they hold: "He left Monday. | Monday = 1998-08-10".

Read by a blank pipeline; published on Wednesday 1998-08-12 where nothing else is said.
"""

from __future__ import annotations

import spacy

from extract.annotate.dates.component import Dates
from extract.annotate.types import TimeExpression

WEDNESDAY = "1998-08-12"
_BLANK = spacy.blank("en")


def dates_in(text: str, published: str | None = WEDNESDAY) -> list[TimeExpression]:
    doc = _BLANK.make_doc(text)
    doc._.ew_published = published
    return Dates()(doc)._.ew_dates


def assert_pairs(line: str) -> None:
    """Assert that all expressions of "text | words = value ; words = value" are found; "-" for none."""
    text, _, wanted = line.partition(" | ")
    expected = [] if wanted == "-" else [tuple(pair.split(" = ")) for pair in wanted.split(" ; ")]
    assert [(text[d.start_char : d.end_char], d.value) for d in dates_in(text)] == expected


def assert_values(line: str, published: str | None = WEDNESDAY) -> None:
    """Assert that the values of "text | value value" are found, in this order."""
    text, _, wanted = line.partition(" | ")
    assert [d.value for d in dates_in(text, published)] == wanted.split()
