"""Web pages: the article's text, title, date, byline and site, found by trafilatura (an extra)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.article import Article, normalise, parse_published
from extract.errors import InputError, MissingExtraError
from extract.readers.encoding import decode
from extract.readers.files import read_bytes
from extract.readers.inputs import Source
from extract.readers.options import Placed, ReadOptions
from extract.readers.records import failure, published_option, text_warnings

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_HEAD_BYTES = 4096  # browsers look for the charset in the first 1024; real pages put it later
_PAGE = re.compile(r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def looks_like_page(data: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    return _PAGE.match(data[:_HEAD_BYTES].decode("utf-8", errors="replace").lstrip("\ufeff")) is not None


def read_html(source: Source, options: ReadOptions) -> Iterator[Placed]:
    """Yield the one article of a page, or why it cannot be read.

    Raises:
        MissingExtraError: trafilatura is not installed.
        OSError, EOFError, zlib.error: the file cannot be read to its end.
    """
    yield html_article(read_bytes(source), source, options, source.name)


def html_article(data: bytes, source: Source, options: ReadOptions, doc_id: str) -> Placed:
    """The article of a web page, or why there is none; a date it states has `published_from` "page".

    Raises:
        MissingExtraError: trafilatura is not installed.
    """
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import Document
    except ImportError:
        raise MissingExtraError("reading web pages (.html)", "html") from None
    try:
        page, encoding = decode(data, _declared(data))
    except InputError as error:
        return failure(source.shown, source.shown, doc_id, str(error))
    found = None
    if page.strip():
        # No search for dates all over the page: a copyright year is no publication date.
        dates = {"original_date": True, "extensive_search": False}
        found = bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    text = (found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not text.strip():
        return failure(
            source.shown, source.shown, doc_id, "no article text found in the page: save its text as .txt"
        )
    warnings = text_warnings(text, encoding)
    published, published_from = published_option(options)
    if found.date:
        try:
            published, published_from = parse_published(found.date), "page"
        except InputError as error:
            warnings.append(str(error))
    return Placed(
        source.shown,
        Article(
            text=text,
            doc_id=doc_id,
            title=found.title or None,
            published=published,
            published_from=published_from,
            byline=normalise(found.author or ""),
            source=normalise(found.sitename or "") or source.shown,
            url=normalise(found.url or ""),
            warnings=tuple(warnings),
        ),
    )


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD_BYTES])
    return found.group(1).decode("ascii") if found else None
