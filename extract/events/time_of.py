"""Past, present or future of publication: what a date beside a word says."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from extract.annotate.types import TimeExpression

_REFERENCES = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}


def time_of_date(date: TimeExpression, published: str | None) -> str:
    """ "past" or "future" for a date that lies wholly before or after publication, else "".

    Durations and repeated times say nothing. A date without a day of publication to measure it by is
    "" too, save for words such as "recently", which say it themselves ("present" for "now").
    """
    if date.value in _REFERENCES:
        return _REFERENCES[date.value]
    if date.type not in {"DATE", "TIME"} or published is None or not date.anchored:
        return ""
    if date.date_to is not None and date.date_to < published[:10]:
        return "past"
    return "future" if date.date_from is not None and date.date_from > published[:10] else ""


def time_of_dates(doc: Doc, words: Sequence[Token]) -> str:
    """What the first date that one of the words stands in says, or ""."""
    if not words:
        return ""
    dates = doc._.ew_dates or ()
    for word in words:
        for date in dates:
            if date.start <= word.i < date.end:
                found = time_of_date(date, doc._.ew_published)
                if found:
                    return found
    return ""
