"""Quotation marks: which opens, which closes, and what stands between them.

Straight, curly, doubled (``...'') and angle marks, single and double, are paired within a
paragraph by what stands before and after each mark. A mark without a partner opens a quotation
only where it begins its paragraph or where a cue could stand before it, and such a quotation never
runs past the paragraph, except by the printers' rule: a quotation that goes on over a paragraph
break is not closed before the break and opened anew after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.knowledge import load_yaml

# Marks, longest first. `''` and two backquotes are how typewriters and treebanks write “ and ”.
_MARK = re.compile("``|''|[\"“”„‟«»'‘’‚‹›`]")
_ALWAYS_OPEN = frozenset({"``", "„", "‚"})
_SINGLE = frozenset({"'", "‘", "’", "‚", "‹", "›", "`"})
# Words whose first apostrophe stands for letters left out, not for a quotation.
_ELIDED = re.compile(r"(?:em|tis|twas|til|till|cause|bout|round|n|nuff|kay|\d\ds?)\b", re.IGNORECASE)
_WITHIN_WORD = re.compile(r"[^\W_]")
_OPENS_AFTER = frozenset("([{<—–-/…=*_") | {""}
_SENTENCE_END = frozenset(".?!,…")
_LONGEST_REPORT = 60  # characters of a reporting clause between two quotations


@dataclass(frozen=True)
class Quote:
    """A quotation as the marks give it.

    `start`/`end` are character offsets, marks included; `closed` is false where no mark closes it
    in its paragraph; `paragraph` is the index of its paragraph; `level` is 0 for a quotation that
    stands in no other, 1 for one within it.
    """

    start: int
    end: int
    closed: bool
    paragraph: int
    level: int


@dataclass
class _Mark:
    start: int
    end: int
    single: bool
    can_open: bool
    can_close: bool
    spaced: bool = False  # a straight mark with space on both sides: its turn says what it is


def _marks(text: str, begin: int, stop: int) -> list[_Mark]:
    """The marks of a paragraph that can open or close a quotation, with which of the two."""
    out = []
    for found in _MARK.finditer(text, begin, stop):
        start, end, mark = found.start(), found.end(), found.group()
        before = text[start - 1] if start > begin else ""
        after = text[end] if end < stop else ""
        single = mark in _SINGLE
        left_free = before.isspace() or before in _OPENS_AFTER or bool(_MARK.fullmatch(before))
        right_free = not after or not _WITHIN_WORD.match(after)
        can_open = left_free and bool(after) and not after.isspace()
        can_close = bool(before) and not before.isspace() and right_free
        if mark in _ALWAYS_OPEN or (mark in "“‘" and after and not after.isspace() and left_free):
            can_close = False
        elif mark in {"”", "›"} or (mark == "’" and not left_free):
            can_open = False
        if mark in {"“", "”", "«", "»"} and not (can_open or can_close):
            # A directed mark with space on the wrong side, or none: it means what it looks like.
            can_open, can_close = mark in {"“", "«"}, mark in {"”", "»"}
        if (
            single
            and can_open
            and (_ELIDED.match(text, end, stop) or not (after.isalnum() or _MARK.match(after)))
        ):
            can_open = False
        if not single and before.isdigit() and mark == '"' and can_close:
            can_open = False
        spaced = mark == '"' and not (before.strip() or after.strip())
        if spaced:
            can_open, can_close = bool(after), bool(before)
        if can_open or can_close:
            out.append(_Mark(start, end, single, can_open, can_close, spaced))
    return out


def _closers_ahead(text: str, marks: list[_Mark]) -> list[bool]:
    """For each mark: whether a single mark after it surely closes (no plural possessive)."""
    ahead = [False] * len(marks)
    sure = False
    for index in range(len(marks) - 1, -1, -1):
        ahead[index] = sure
        mark = marks[index]
        if mark.single and mark.can_close and not _possessive(text, mark):
            sure = True
    return ahead


def _possessive(text: str, mark: _Mark) -> bool:
    """Whether a closing single mark may be the apostrophe of "the brothers' house"."""
    return text[mark.start - 1 : mark.start] in {"s", "S"} and bool(
        re.match(r"\s+\w", text[mark.end : mark.end + 3])
    )


def _only_reports(text: str, one: _Mark, other: _Mark) -> bool:
    """Whether two marks have nothing but a reporting clause between them: ' " she said , " '."""
    between = text[one.end : other.start]
    if len(between) > _LONGEST_REPORT or not between[:1].isspace() or not between.rstrip().endswith(","):
        return False
    words = [word.lower() for word in re.findall(r"[\w'’-]+", between)]
    return any(word in load_yaml("cues.yaml")["reporting"] for word in words[:1] + words[-1:])


def find_quotes(text: str, paragraphs: list[tuple[int, int]]) -> list[Quote]:
    """Find the quotations of a text, in text order, an outer one before those within it.

    Args:
        text: the whole text; any Unicode.
        paragraphs: character intervals of the paragraphs, in text order.

    Returns:
        Quotations of level 0 and 1. Those of level 0 do not overlap.
    """
    out: list[Quote] = []
    for number, (begin, stop) in enumerate(paragraphs):
        out.extend(_in_paragraph(text, number, begin, stop))
    return out


def _in_paragraph(text: str, number: int, begin: int, stop: int) -> list[Quote]:
    marks = _marks(text, begin, stop)
    ahead = _closers_ahead(text, marks)
    found: list[Quote] = []
    stack: list[_Mark] = []
    inner: list[Quote] = []
    for index, mark in enumerate(marks):
        opened = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].single == mark.single), None)
        prefers_close = not mark.can_open or mark.spaced or text[mark.start - 1 : mark.start] in _SENTENCE_END
        if (
            opened == 0
            and (mark.spaced or stack[0].spaced)
            and mark.can_open
            and _only_reports(text, stack[0], mark)
        ):
            # The marks are out of step: what stands between them is "she said" between two quotations.
            stack, inner = [mark], []
            continue
        if opened is not None and mark.can_close and prefers_close:
            if mark.single and _possessive(text, mark) and ahead[index]:
                continue
            level = opened
            quote = Quote(stack[opened].start, mark.end, True, number, level)
            del stack[opened:]
            if level == 0:
                found.append(quote)
                found.extend(inner)
                inner = []
            else:
                inner.append(quote)
            continue
        if not mark.can_open:
            continue
        if opened is not None:
            if mark.single:
                continue
            # A second opening mark: the first was never closed and is taken for a stray one.
            del stack[opened:]
            inner = []
        if mark.single and not ahead[index]:
            continue
        if len(stack) < 2:
            stack.append(mark)
    if stack and not stack[0].single and _may_stay_open(text, begin, stack[0].start):
        found.append(Quote(stack[0].start, stop, False, number, 0))
        found.extend(quote for quote in inner if quote.start > stack[0].start)
    found.sort(key=lambda quote: (quote.start, -quote.end))
    return found


def _may_stay_open(text: str, begin: int, start: int) -> bool:
    """Whether a mark that is never closed opens a quotation: at a paragraph's start, or after a stop."""
    return text[max(begin, start - 3) : start].rstrip()[-1:] in {"", ",", ":", ".", "?", "!"}
