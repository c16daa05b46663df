"""What is kept of an article to find its copies: hashed runs of words and their MinHash signature.

A run (shingle) is some words that follow each other in the story; case, punctuation, titles,
bylines and the furniture of pages count for nothing. The signature is made by rensa, so that two
texts agree in a place of it with a probability that is the Jaccard similarity of their runs. It is
made of longer runs than those that are counted: unrelated articles share many runs of three words
("one of the") and hardly one of five.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy
from numpy.typing import NDArray
from rensa import RMinHash

from extract.annotate.layout import regions
from extract.rows.article_kind import plain_title, says_revised
from extract.rows.schema import ArticleRow

RUN = 3  # words
SIGNED_RUN = 5
# Places of a signature, and bands of two of them: articles are compared that agree in one band. Of
# pairs with a Jaccard similarity of 0.2, 93 % do; of pairs with 0.01, 1 in 150.
PLACES = 128
BANDS = PLACES // 2

_SEED = 20050303
# A Chinese or Japanese character counts as a word: they are not set apart.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_STORY = ("body", "standfirst")
_FILE = re.compile(r"[/\\]|\.(?:txt|html?|jsonl|csv|tsv|parquet|warc)(?:\.gz)?$|^-", re.IGNORECASE)
_FACTORS = numpy.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=numpy.uint64,
)
_MIX = numpy.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True)
class Sketch:
    """What is kept of one article.

    Attributes:
        doc_id: its id.
        published: its date (ISO), None where unknown.
        runs: its runs of words, hashed: uint32, sorted, each once.
        numbers: its words with a digit, hashed likewise.
        bands: its signature, a uint64 a band.
        title: hash of the title without "UPDATE 2-" and the like; 0 where there is none.
        url: hash of the web address, 0 for none.
        outlet: hash of the outlet, 0 where unknown.
        revised: whether it says that it corrects or adds to an earlier version.
    """

    doc_id: str
    published: str | None
    runs: NDArray[numpy.uint32]
    numbers: NDArray[numpy.uint32]
    bands: NDArray[numpy.uint64]
    title: int
    url: int
    outlet: int
    revised: bool


def sketch_of(row: ArticleRow, title_length: int = 0) -> Sketch:
    """Return the sketch of an article.

    Args:
        row: its row, with the text.
        title_length: characters of the text that are a title from a field of its own.
    """
    text, title, url = row.text or "", row.title or "", (row.url or "").strip()
    words = [word for stretch in _story(text, title_length) for word in _WORD.findall(stretch.lower())]
    hashed = numpy.array([zlib.crc32(word.encode("utf-8", "replace")) for word in words], dtype=numpy.uint64)
    return Sketch(
        doc_id=row.doc_id,
        published=row.published,
        runs=numpy.unique((_runs(hashed, RUN) >> numpy.uint64(32)).astype(numpy.uint32)),
        numbers=numpy.unique(
            hashed[[any(map(str.isdigit, word)) for word in words]].astype(numpy.uint32)
            if words
            else numpy.zeros(0, dtype=numpy.uint32)
        ),
        bands=_bands(_runs(hashed, SIGNED_RUN)),
        title=_key(" ".join(_WORD.findall(plain_title(title).lower()))),
        url=_key(url),
        outlet=_key(_outlet(url, row.source or "")),
        revised=says_revised(title, text),
    )


def _story(text: str, title_length: int) -> Iterator[str]:
    """The stretches of the text that are its story; the whole text where it has none."""
    story = [region for region in regions(text, title_length) if region.part in _STORY]
    if not story:
        yield text
    for region in story:
        yield text[region.start_char : region.end_char]


def _runs(words: NDArray[numpy.uint64], length: int) -> NDArray[numpy.uint64]:
    """A well-mixed hash of each run of words; of a text shorter than a run, one of all its words."""
    if not len(words):
        return words
    if len(words) < length:
        words = numpy.concatenate([words, numpy.zeros(length - len(words), dtype=numpy.uint64)])
    count = len(words) - length + 1
    mixed = numpy.zeros(count, dtype=numpy.uint64)
    for place, factor in enumerate(_FACTORS[:length]):  # products and sums modulo 2**64
        mixed += words[place : place + count] * factor
    for _ in range(2):
        mixed ^= mixed >> numpy.uint64(33)
        mixed *= _MIX
    return mixed ^ (mixed >> numpy.uint64(29))


def _bands(runs: NDArray[numpy.uint64]) -> NDArray[numpy.uint64]:
    """The signature; that of an empty text is never looked at."""
    rows = RMinHash.digest_matrix_from_token_hash_sets([runs.tolist()], num_perm=PLACES, seed=_SEED).to_rows()
    return numpy.array(rows[0], dtype="<u4").view("<u8")


def _outlet(url: str, source: str) -> str:
    """The site or outlet; empty where all that is known is the file that it was read from."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        host = ""
    if host:
        return re.sub(r"^(?:www\d?|m|mobile|amp|edition)\.", "", host)
    return "" if _FILE.search(source) else source.strip().lower()


def _key(text: str) -> int:
    """A number for a text, 0 for an empty one."""
    if not text:
        return 0
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1
