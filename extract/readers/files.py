"""Opening files, gzipped or not, and saying in plain words why one cannot be read."""

from __future__ import annotations

import csv
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from extract.errors import InputError
from extract.readers.encoding import Decoded, byte_order_mark, decode
from extract.readers.inputs import STANDARD_INPUT, Source

# What reading a file can raise once it is found.
READ_ERRORS = (OSError, EOFError, zlib.error, UnicodeError, csv.Error)


class Line(NamedTuple):
    """One line of a file, its number from 1, and what is wrong with its bytes (else empty)."""

    number: int
    text: str
    encoding: str
    problem: str = ""


def open_bytes(source: Source) -> BinaryIO:
    """Open a source for reading; the caller closes it. Standard input is never closed.

    Raises:
        OSError: as `open` does.
    """
    if source.path == STANDARD_INPUT:
        return io.BufferedReader(_Unclosed(sys.stdin.buffer))
    if source.gzipped:
        return cast(BinaryIO, gzip.open(source.path, "rb"))
    return open(source.path, "rb")


class _Unclosed(io.RawIOBase):
    """A stream whose closing leaves the stream below open."""

    def __init__(self, below: BinaryIO) -> None:
        self.below = below

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        read1 = getattr(self.below, "read1", self.below.read)
        data: bytes = read1(len(view))
        view[: len(data)] = data
        return len(data)


def read_bytes(source: Source) -> bytes:
    """The whole of a file that is one article."""
    with open_bytes(source) as stream:
        return stream.read()


def lines(source: Source) -> Iterator[Line]:
    """Yield the lines of a file, line ends kept, each decoded by itself as `encoding.decode` does.

    Decoding by line keeps memory small and makes one bad byte the fault of one record. A file
    with the mark of UTF-16 or UTF-32 is decoded as a stream instead.

    Raises:
        OSError, EOFError, zlib.error, UnicodeError: the file breaks off; see `explain`.
    """
    with open_bytes(source) as stream:
        start = stream.peek(4)[:4] if isinstance(stream, (io.BufferedReader, gzip.GzipFile)) else b""
        marked = byte_order_mark(start)
        if marked in ("utf-16", "utf-32"):
            wrapped = io.TextIOWrapper(stream, encoding=marked, newline="\n")
            for number, text in enumerate(wrapped, 1):
                yield Line(number, text, marked)
            return
        for number, data in enumerate(stream, 1):
            try:
                decoded = decode(data)
            except InputError as error:
                decoded = Decoded(data.decode("utf-8", errors="replace"), "")
                yield Line(number, decoded.text, "", str(error))
            else:
                yield Line(number, decoded.text, decoded.encoding)


def explain(error: BaseException) -> str:
    """Say what an error of `READ_ERRORS` means for a file, and what to do."""
    if isinstance(error, EOFError):
        return "the gzip file is cut off: copy or download it again"
    if isinstance(error, (gzip.BadGzipFile, zlib.error)):
        return "is no valid gzip file: unpack it, or name it without .gz"
    if isinstance(error, PermissionError):
        return "no permission to read it: change its permissions, or run as its owner"
    if isinstance(error, FileNotFoundError):
        return "there is no such file: check the path"
    if isinstance(error, UnicodeError):
        return "breaks the encoding that its byte order mark names: save it as UTF-8"
    if isinstance(error, csv.Error):
        return f"is no table that can be read ({error}): save it again as CSV"
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or error}): check the disk or the path"
    return f"cannot be read ({error})"
