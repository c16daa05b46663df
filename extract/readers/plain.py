"""Plain text files: one article each, its title (if any) left to the layout component to find."""

from __future__ import annotations

from collections.abc import Iterator

from extract.article import Article
from extract.errors import InputError
from extract.readers.encoding import decode
from extract.readers.files import read_bytes
from extract.readers.inputs import Source
from extract.readers.options import Placed, ReadOptions
from extract.readers.records import failure, is_blank, published_option, text_warnings


def read_plain(source: Source, options: ReadOptions) -> Iterator[Placed]:
    """Yield the one article of a .txt file, or why it cannot be read.

    Raises:
        OSError, EOFError, zlib.error: the file cannot be read to its end.
    """
    yield plain_article(read_bytes(source), source, options, source.name)


def plain_article(data: bytes, source: Source, options: ReadOptions, doc_id: str) -> Placed:
    """The article that bytes of plain text are, or why not."""
    try:
        text, encoding = decode(data)
    except InputError as error:
        return failure(source.shown, source.shown, doc_id, str(error))
    if is_blank(text):
        return failure(source.shown, source.shown, doc_id, "holds no text: fill it or leave it out")
    published, published_from = published_option(options)
    return Placed(
        source.shown,
        Article(
            text=text,
            doc_id=doc_id,
            published=published,
            published_from=published_from,
            source=source.shown,
            warnings=tuple(text_warnings(text, encoding)),
        ),
    )
