"""What the encoder's word pieces do not tell: a word's casing, and the white space before it."""

from __future__ import annotations

from collections.abc import Callable

from extract.encoder.memory import Memory

# Kinds of casing; a word's kind is the place in this tuple.
CASINGS = (
    "lower",  # all letters small
    "capitals",  # two letters or more, all of them capitals ("NATO", "U.S.")
    "initial",  # the first letter alone is a capital
    "letter",  # one letter, a capital ("J.")
    "mixed",  # a capital further in ("McCain", "iPhone", "al-Qaida" not cut)
    "digit",  # a digit, whatever else ("2nd", "F16")
    "none",  # no letter and no digit
    "other",  # letters of a script without capitals
)
# Kinds of white space before a word; a gap's kind is the place in this tuple.
GAPS = ("none", "space", "line", "blank")

_LOWER, _CAPITALS, _INITIAL, _LETTER, _MIXED, _DIGIT, _NONE, _OTHER = range(len(CASINGS))
_NO_GAP, _SPACE, _LINE, _BLANK = range(len(GAPS))


def _casing(word: str) -> int:
    if any(map(str.isdigit, word)):
        return _DIGIT
    letters = "".join(filter(str.isalpha, word))
    if not letters:
        return _NONE
    capitals = [not letter.islower() and letter != letter.lower() for letter in letters]
    if not any(capitals):
        return _LOWER if any(map(str.islower, letters)) else _OTHER
    if len(letters) == 1:
        return _LETTER
    if all(capitals):
        return _CAPITALS
    return _INITIAL if capitals[0] and not any(capitals[1:]) else _MIXED


# Of a word the kind of its casing: its place in `CASINGS`.
casing: Callable[[str], int] = Memory(_casing).__getitem__


def gap(whitespace: str) -> int:
    """The kind of the white space before a word: its place in `GAPS`.

    Args:
        whitespace: all of it, "" for none; "\\r\\n" is one line break, a form feed and Unicode's paragraph
            separator are as good as a blank line.
    """
    if not whitespace:
        return _NO_GAP
    if whitespace == " ":
        return _SPACE
    if "\f" in whitespace or "\u2029" in whitespace:
        return _BLANK
    breaks = sum(map(whitespace.replace("\r\n", "\n").count, "\n\r\v\x85\u2028"))
    return _BLANK if breaks > 1 else _LINE if breaks else _SPACE
