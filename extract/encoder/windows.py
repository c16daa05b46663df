"""A document in windows: stretches of words that the encoder takes at once.

An article mostly fits into one to five. They are cut where the text is: between paragraphs if at all
possible, then between lines, then behind a sentence. Only where there is none of these for a whole window
is one cut between any two words, and then both sides see some of each other's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.encoder.features import GAPS

LIMIT = 192
# Words that a window sees beyond a hard cut, and the share of its pieces that they may take on each side.
MARGIN = 24
_MARGIN_SHARE = 6

_LINE, _BLANK = GAPS.index("line"), GAPS.index("blank")


class Window(NamedTuple):
    """A stretch of a document; all places are words counted from 0, ends exclusive.

    Attributes:
        start: the first word to encode.
        end: the end of the words to encode.
        first: the first word whose vectors are kept.
        last: the end of those words (exclusive, as `end` is).
    """

    start: int
    end: int
    first: int
    last: int


def windows(
    sizes: Sequence[int], gaps: Sequence[int], ends: Sequence[bool], limit: int = LIMIT, margin: int = MARGIN
) -> list[Window]:
    """Part the words of a document into windows; what they keep is the document, in order.

    Args:
        sizes: how many pieces each word has, at least 1 and at most half the limit.
        gaps: the white space before each word, as `features.gap` gives it.
        ends: whether each word is a sentence-final mark or a closing quote or bracket behind one.
        limit: the most pieces of a window.
        margin: the words of context on each side of a hard cut; fewer where they are of many pieces.
    """
    if sizes and not 1 <= min(sizes) <= max(sizes) <= limit // 2:
        raise ValueError(f"a word has no piece or more than half of the {limit} pieces of a window")
    found: list[Window] = []
    start = first = 0  # they differ behind a hard cut
    used = 0  # pieces from start to reach
    reach = 0  # the end of the words that fit
    while first < len(sizes):
        while reach < len(sizes) and used + sizes[reach] <= limit:
            used += sizes[reach]
            reach += 1
        if reach == len(sizes):
            found.append(Window(start, reach, first, reach))
            break
        last = _cut(sizes, gaps, ends, first, reach)
        if last:
            found.append(Window(start, last, first, last))
            used -= sum(sizes[start:last])
            start = first = last
            continue
        last = reach - _context(sizes[max(first + 1, reach - margin) : reach][::-1], limit)
        found.append(Window(start, reach, first, last))
        behind = last - _context(sizes[max(first, last - margin) : last][::-1], limit)
        used -= sum(sizes[start:behind])
        start, first = behind, last
    return found


def _cut(sizes: Sequence[int], gaps: Sequence[int], ends: Sequence[bool], first: int, reach: int) -> int:
    """The best word behind `first` for a window to begin, up to `reach`; 0 for none.

    The last blank line of all, so that paragraphs stay whole; else the last line break behind a
    sentence; else the end of a sentence in the second half; else any line break (a headline's end, or a
    text broken into lines of one width); else the end of any sentence.
    """
    line = sentence = any_line = 0
    for place in range(reach, first, -1):
        if gaps[place] == _BLANK:
            return place
        if gaps[place] == _LINE:
            any_line = any_line or place
            if ends[place - 1]:
                line = line or place
        if ends[place - 1] and not ends[place]:
            sentence = sentence or place
    if line:
        return line
    if sentence and 2 * sum(sizes[first:sentence]) >= sum(sizes[first:reach]):
        return sentence
    return any_line or sentence


def _context(sizes: Sequence[int], limit: int) -> int:
    """How many of these words, nearest first, fit into the pieces that context may take."""
    room = limit // _MARGIN_SHARE
    for number, size in enumerate(sizes):
        room -= size
        if room < 0:
            return number
    return len(sizes)
