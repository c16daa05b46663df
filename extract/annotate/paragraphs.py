"""Where paragraphs begin and end in plain text, hard-wrapped or not.

The rule. A blank line always ends a paragraph. A single line end does so too, unless the text
was broken there to fit a width:

* in any text, where the line before it is open (no full stop, question or exclamation mark) and
  the next begins with a small letter, the sentence goes on, and so does the paragraph;
* a text is hard-wrapped if its lines are at most `_WIDEST` characters, if at least
  `_OPEN_SHARE` of its single line ends are of that kind, and if most of those after an open line
  are forced: the next word would not have fitted within the longest line. In such a text a
  forced line end never ends a paragraph; one that is not forced does, after a line that is closed
  or before a capital, and so does an indented line after a closed one.

A line that begins with a bullet or an item's number begins a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS = re.compile(r"[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•‣◦▪●■□►*·–—-]|\(?(?:\d{1,3}|[a-zA-Z])[.)]) ?(?=[^\W\d_]|[\"'“‘(\d])|[•‣◦▪●■□►]")
_WORD = re.compile(r"\S+")
_CLOSERS = "\"'”’»)]}*_ \t\u00a0"
_WIDEST, _NARROWEST = 120, 30
_LONGEST_SHARE = 0.9
_OPEN_SHARE = 0.3
_FORCED_SHARE = 0.75
_SLACK = 0.12  # of the width: proportional fonts and hyphenation make lines ragged


class Paragraph(NamedTuple):
    """A stretch of text without white space at its edges.

    `after_blank` tells whether a blank line, or the text's beginning, stands before it.
    """

    start: int
    end: int
    after_blank: bool


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    after_blank: bool


def is_closed(line: str) -> bool:
    """Whether a line ends as a sentence does, closing quotes and brackets aside."""
    return line[-12:].rstrip(_CLOSERS).endswith((".", "!", "?", "…"))


def paragraphs(text: str, start: int = 0) -> list[Paragraph]:
    """The paragraphs of `text` from `start` on, by the rule in this module's docstring.

    Offsets count from the beginning of `text`; linear in its length.
    """
    lines = list(_lines(text, start))
    width = _wrap_width(text, lines)
    out: list[Paragraph] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is not None and not line.after_blank and _joins(text, before, line, width):
            out[-1] = out[-1]._replace(end=line.end)
        else:
            out.append(Paragraph(line.start, line.end, line.after_blank))
    return out


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines that are not blank, trimmed."""
    last = start
    for found in _LINE.finditer(text, start):
        raw = found.group()
        stripped = raw.strip()
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip())
        begin = found.start() + indent
        breaks = _BREAKS.findall(text, last, begin)
        blank = last == start or len(breaks) > 1 or "\f" in breaks or "\u2029" in breaks
        yield _Line(begin, begin + len(stripped), indent, blank)
        last = begin + len(stripped)


def _next_word(text: str, line: _Line) -> int:
    found = _WORD.match(text, line.start, line.end)
    return found.end() - found.start() if found else 0


def _goes_on(text: str, before: _Line, line: _Line) -> bool:
    """Whether a sentence certainly runs over the line end: open before, two small letters after."""
    head = text[line.start : line.start + 2]
    return head[:1].islower() and not head[1:2].isupper() and not is_closed(text[before.start : before.end])


def _is_forced(text: str, before: _Line, line: _Line, width: int) -> bool:
    length = before.end - before.start + before.indent
    return length + 1 + _next_word(text, line) > width * (1 - _SLACK)


def _wrap_width(text: str, lines: list[_Line]) -> int:
    """The width that a hard-wrapped text was broken to, or 0 if it was not.

    The longest line is the width; of ten or more lines a tenth may be longer still.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    lengths = sorted(
        line.end - line.start + line.indent
        for pair in pairs
        for line in pair
        if " " in text[line.start : min(line.end, line.start + 200)]  # a lone long link is no line of text
    )
    width = lengths[round(_LONGEST_SHARE * (len(lengths) - 1))] if lengths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    opened = [(a, b) for a, b in pairs if not is_closed(text[a.start : a.end])]
    going_on = sum(_goes_on(text, a, b) for a, b in opened)
    forced = sum(_is_forced(text, a, b, width) for a, b in opened)
    if not going_on or going_on < _OPEN_SHARE * len(pairs) or forced < _FORCED_SHARE * len(opened):
        return 0
    return width


def _joins(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Whether a line carries on the paragraph of the line before it in the same block."""
    forced = width > 0 and _is_forced(text, before, line, width)
    closed = is_closed(text[before.start : before.end])
    if _BULLET.match(text, line.start, line.end) and (closed or not forced):
        return False
    if _goes_on(text, before, line):
        return True
    if not forced:
        return False
    return not (closed and line.indent >= before.indent + 2)
