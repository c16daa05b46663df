"""An article as it enters the pipeline, and the text that all offsets count in."""

from __future__ import annotations

import calendar
import datetime
import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from extract.errors import InputError

# Each replaced one for one, so that offsets into the result count the input's characters
# (after line ends are made one character).
_REPLACED = re.compile("[\x00\ud800-\udfff]")
_NOTHING: Mapping[str, str] = MappingProxyType({})


def normalise(text: str) -> str:
    """Return the text that is analysed: byte order mark dropped, line ends LF, no NUL, no surrogates.

    CRLF and CR become LF; NUL and lone surrogates become U+FFFD, one for one. Nothing else
    changes: no trimming, no Unicode normalisation.
    """
    if text.startswith("\ufeff"):
        text = text[1:]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REPLACED.sub("\ufffd", text)


@dataclass(frozen=True)
class Article:
    """One article.

    Attributes:
        text: the body, or the whole text where `title` is None.
        doc_id: the record's own id, unique within a run; empty for a single text.
        title: the title where the record brings it in a field of its own; it is then put
            before the text with one blank line (see `full_text`).
        published: publication date, an ISO date ("2005-03-03"), or None where unknown.
        published_from: where the date is from: "record", "page", "option"; empty if None.
        source: file or outlet that the record came from, as shown to people.
        keep: the user's own columns, carried into the `articles` table.
        warnings: what the reader noticed and did not mend, a sentence each, for people.
    """

    text: str
    doc_id: str = ""
    title: str | None = None
    published: str | None = None
    published_from: str = ""
    byline: str = ""
    source: str = ""
    url: str = ""
    keep: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    warnings: tuple[str, ...] = ()

    @property
    def full_text(self) -> str:
        """The analysed text: normalised, with the title (if it has a field) and a blank line before."""
        text = normalise(self.text)
        if self.title is None or not self.title.strip():
            return text
        return f"{normalise(self.title)}\n\n{text}"

    @property
    def title_length(self) -> int:
        """Characters of `full_text` that the title's own field takes; 0 where it has none."""
        if self.title is None or not self.title.strip():
            return 0
        return len(normalise(self.title))


_DATE_PREFIX = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:$|[T\s])|\s*(\d{4})(\d{2})(\d{2})(?:T|\s*$)")


_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if number}
_IN_WORDS = re.compile(
    r"\s*(?:[a-z]+,\s*)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[a-z]{3,9})\.?,?\s+(?P<y1>\d{4})"
    r"|(?P<m2>[a-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4}))\b",
    re.IGNORECASE,
)


def parse_published(value: str) -> str:
    """Return the ISO date of a publication date or timestamp.

    Understands ISO 8601 dates and timestamps ("2005-03-03", "2005-03-03T09:00:00Z",
    "20050303"), RFC 2822 dates as feeds carry them ("Thu, 03 Mar 2005 09:00:00 GMT"), and dates
    with the month in words ("3 March 2005", "March 3, 2005").

    Raises:
        InputError: anything else; numeric day/month order is never guessed.
    """
    found = _DATE_PREFIX.match(value)
    if found:
        year, month, day = (int(part) for part in found.groups() if part is not None)
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError as error:
            raise InputError(f"published date {value!r} is no calendar date: {error}") from None
    in_words = _IN_WORDS.match(value)
    if in_words:
        part = in_words.group
        named = _MONTHS.get((part("m1") or part("m2"))[:3].lower())
        if named is not None:
            try:
                number = int(part("d1") or part("d2"))
                return datetime.date(int(part("y1") or part("y2")), named, number).isoformat()
            except ValueError as error:
                raise InputError(f"published date {value!r} is no calendar date: {error}") from None
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        raise InputError(f"published date {value!r} is not understood: write it as YYYY-MM-DD") from None
