"""From a record (a row of a table, a JSON object) to an article, with the checks that both share."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping

from extract.article import Article, normalise, parse_published
from extract.errors import InputError
from extract.readers.encoding import mojibake
from extract.readers.options import Placed, ReadFailure, ReadOptions

# What well-known crawlers and corpora call the text (news-please, Media Cloud, newspaper, GDELT
# tools, Kaggle sets). They are suggested, never taken.
_USUAL_TEXT_NAMES = (
    "maintext", "body", "content", "raw_text", "full_text", "fulltext", "article_text", "article_body",
    "articlebody", "article", "story", "main_text", "cleaned_text", "plain_text", "document",
)  # fmt: skip
_MOJIBAKE_WARNING = "the text looks wrongly decoded before (such as â€™ for ’): get it again in UTF-8"
_CP1252_WARNING = "the bytes are not UTF-8 and were read as cp1252 (Windows)"


def article_from(
    record: Mapping[str, object],
    options: ReadOptions,
    *,
    place: str,
    source: str,
    fallback_id: str,
    encoding: str,
) -> Placed:
    """Make an article of a record, or say why not.

    Besides the named columns, `byline`, `url` and `source` are taken where the record has them as
    text. A date or title that cannot be used is left out with a warning: the article is kept.

    Args:
        record: names to values (str, numbers, None ... as JSON has them).
        place: where the record stands, in words ("news.jsonl line 3").
        source: the file as shown to people.
        fallback_id: the id for a record without one.
        encoding: what the record was decoded from.
    """
    own_id = record.get(options.id_column)
    if own_id is not None and not isinstance(own_id, (str, int, float)):
        what = f"the id ({options.id_column}) is {_kind(own_id)}: make it text or a number"
        return failure(place, source, fallback_id, what)
    doc_id = normalise(as_text(own_id))
    if not doc_id.strip():
        doc_id = fallback_id
    text = record.get(options.text_column)
    if options.text_column not in record:
        return failure(place, source, doc_id, no_text_column(list(record), options.text_column))
    if text is not None and not isinstance(text, str):
        what = f"the text ({options.text_column}) is {_kind(text)}: make it a string"
        return failure(place, source, doc_id, what)
    if text is None or is_blank(text):
        what = f"the text ({options.text_column}) is empty: fill it or leave the record out"
        return failure(place, source, doc_id, what)
    warnings = text_warnings(text, encoding)
    title = record.get(options.title_column)
    if isinstance(title, (list, dict)):
        warnings.append(f"the title ({options.title_column}) is {_kind(title)} and was left out")
        title = None
    published, published_from = _published(record.get(options.published_column), options, warnings)
    for option, column in options.named_columns():
        if column not in record:
            warnings.append(f"there is no {column!r} here ({option})")
    keep = {column: normalise(as_text(record.get(column))) for column in options.keep}
    return Placed(
        place,
        Article(
            text=text,
            doc_id=doc_id,
            title=as_text(title) if title is not None else None,
            published=published,
            published_from=published_from,
            byline=_own_text(record, "byline"),
            source=_own_text(record, "source") or source,
            url=_own_text(record, "url"),
            keep=keep,
            warnings=tuple(warnings),
        ),
    )


def failure(place: str, source: str, doc_id: str, what: str) -> Placed:
    """A failure whose message begins with the place."""
    return Placed(place, ReadFailure(doc_id, source, f"{place}: {what}"))


def no_text_column(columns: list[str], wanted: str) -> str:
    """Say that the text is not where it was sought: the columns there are, and which to name."""
    return no_column(columns, wanted, "--text-column", _USUAL_TEXT_NAMES)


def no_column(columns: list[str], wanted: str, option: str, usual: Iterable[str] = ()) -> str:
    """Say that a column is missing, list those there are, and suggest the likely one with its option."""
    names = [normalise(column) for column in columns]
    shown = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    by_lower = {name.lower(): name for name in reversed(names)}
    likely = by_lower.get(wanted.lower())
    likely = likely or next((by_lower[name] for name in usual if name in by_lower), None)
    if likely is None:
        close = difflib.get_close_matches(wanted.lower(), list(by_lower), n=1, cutoff=0.75)
        likely = by_lower[close[0]] if close else None
    there = f"there are: {shown}" if names else "there are no columns at all"
    advice = f"use {option} {likely}" if likely else f"name the right one with {option}"
    return f"no column {wanted!r} ({there}): {advice}"


def text_warnings(text: str, encoding: str) -> list[str]:
    """What a reader noticed about a text and did not mend."""
    warnings = []
    if encoding == "cp1252":
        warnings.append(_CP1252_WARNING)
    if mojibake(text):
        warnings.append(_MOJIBAKE_WARNING)
    return warnings


def published_option(options: ReadOptions) -> tuple[str | None, str]:
    """(published, published_from) for an article that states no date itself."""
    return (options.published, "option") if options.published else (None, "")


def is_blank(text: str) -> bool:
    """Whether a text holds nothing but white space, byte order marks and NULs."""
    return not text.strip().strip("\ufeff\x00 \t\r\n")


def as_text(value: object) -> str:
    """A value of a record as text: None is empty, lists and objects are JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _published(value: object, options: ReadOptions, warnings: list[str]) -> tuple[str | None, str]:
    text = as_text(value).strip()
    if not text:
        return published_option(options)
    try:
        return parse_published(text), "record"
    except InputError as error:
        # A date that is stated but not understood is unknown: the option does not overrule it.
        warnings.append(str(error))
        return None, ""


def _own_text(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    return normalise(value).strip() if isinstance(value, str) else ""


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, list):
        return "a list"
    return "an object"
