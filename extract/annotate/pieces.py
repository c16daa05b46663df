"""Cutting a very long text into pieces that a pipeline can take, at places where nothing is torn."""

from __future__ import annotations

import re

# Characters of one piece: some 16,000 words, more than any article; a pipeline takes about
# 1 GB of memory for every 100,000 characters (spaCy's own limit of 1,000,000 says as much).
PIECE = 100_000

# Where to cut, best first: after a paragraph, a line, a sentence, a word.
_BORDERS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?][\"'”’)\]]*\s+"),
    re.compile(r"\s+"),
)


def pieces(text: str, longest: int = PIECE) -> list[tuple[int, int]]:
    """Return the character intervals (start, end) of pieces that together are the whole text.

    A piece is at most `longest` characters and ends at the last paragraph, else line, else
    sentence, else white space in its second half; only a text without any is cut hard.
    """
    out: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > longest:
        end = _cut(text, start + longest // 2, start + longest)
        out.append((start, end))
        start = end
    if start < len(text) or not out:
        out.append((start, len(text)))
    return out


def _cut(text: str, first: int, last: int) -> int:
    """The best place to cut between two offsets."""
    for border in _BORDERS:
        place = -1
        for found in border.finditer(text, first, last):
            place = found.end()
        if place > first:
            return place
    return last
