"""From bytes to text: which encoding they are in, and whether they were decoded wrongly before.

The rules are few, and none guesses by frequency: a byte order mark decides; bytes that are
valid UTF-8 are UTF-8; other bytes are Windows-1252 (cp1252) if every one of them is defined
there and they look like text; all else is an error that says so. Text that somebody decoded
wrongly before us ("donâ€™t") is noticed and reported, never repaired.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from extract.errors import InputError

# UTF-32 before UTF-16: its little-endian mark begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that text does not hold; a single stray one is tolerated.
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b")))
_BINARY_SHARE = 0.01
_NUL_SHARE = 0.3  # English in UTF-16 is half NULs
# The encodings that a page's own word is taken for. Latin-1 is not among them: pages that declare
# it are cp1252 (https://encoding.spec.whatwg.org/#names-and-labels).
_DECLARED = ("iso8859-", "cp125", "koi8", "shift_jis", "euc_", "gb", "big5", "mac-")

# What the bytes 0x80-0xBF turn into when UTF-8 is read as cp1252 (the undefined ones as Latin-1).
_TRAIL = "".join(
    sorted({bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0)})
)
_MOJIBAKE = re.compile(
    f"[ÂÃ][{re.escape(_TRAIL)}]|â€|â[{re.escape(_TRAIL)}]{{2}}|ðŸ[{re.escape(_TRAIL)}]|ï»¿"
)


class Decoded(NamedTuple):
    """Text and the encoding that it was in: utf-8, utf-8-sig, utf-16, utf-32, cp1252 or a declared one."""

    text: str
    encoding: str


def byte_order_mark(start: bytes) -> str | None:
    """The encoding whose byte order mark the first bytes of a file are, or None."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a file, or a line of one; the byte order mark is dropped.

    `declared` is the encoding that the data itself names (an HTML page's charset); it is asked
    only for bytes that are not valid UTF-8.

    Raises:
        InputError: the bytes are in no encoding that can be told; the message names the first
            bad byte and what to do, and leaves the file's name to the caller.
    """
    marked = byte_order_mark(data)
    if marked is not None:
        try:
            return Decoded(data.decode(marked), marked)
        except UnicodeDecodeError as error:
            name = marked.removesuffix("-sig").upper()
            raise InputError(
                f"begins with the byte order mark of {name} but byte {error.start} is not {name}: "
                "save it as UTF-8"
            ) from None
    if data.count(0) > _NUL_SHARE * len(data):
        raise InputError("is UTF-16 without a byte order mark, or no text: save it as UTF-8")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    if declared is not None:
        try:
            name = codecs.lookup(declared).name
            if name.startswith(_DECLARED) and name != "iso8859-1":
                return Decoded(data.decode(name), name)
        except (LookupError, ValueError):
            pass  # a wrong declaration is common; the general rules still hold
    if len(data) - len(data.translate(None, _CONTROLS)) > _BINARY_SHARE * len(data):
        raise InputError("is no text (control bytes all over it): convert it to text first")
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is neither UTF-8 (byte {first_bad} is 0x{data[first_bad]:02X}) nor cp1252 "
            f"(byte {error.start} is 0x{data[error.start]:02X}): save it as UTF-8"
        ) from None


def mojibake(text: str) -> bool:
    """Whether text holds the traces of UTF-8 read as cp1252 ("donâ€™t", "cafÃ©").

    Only sequences that no English text holds count: a letter that begins a UTF-8 sequence
    followed by the characters that its other bytes turn into.
    """
    return _MOJIBAKE.search(text) is not None
