"""Which part of an article each of its paragraphs is, by its words and by where it stands.

First each line is judged by its own words (`furniture.py`). Then the head of the article by
position: the title is the first line left over, if it looks like a headline and a story follows;
between it and the story stand standfirst and byline. All else is body. In doubt a line is body:
what is read in vain is seen in the tables, what is passed over is not.
"""

from __future__ import annotations

import re

from extract.annotate.dateline import find_dateline
from extract.annotate.furniture import (
    LONGEST,
    is_abstract_label,
    is_bare_byline,
    is_bare_date,
    is_heading,
    is_notice,
    is_text_label,
    is_writer_note,
    part_of,
)
from extract.annotate.paragraphs import Paragraph, is_closed
from extract.knowledge import load_yaml

_LONGEST_TITLE = 220  # characters
_LONGEST_STANDFIRST = 350
_MOST_TITLE_WORDS = 25
_MOST_STANDFIRSTS = 3
_MOST_HEADLINE_WORDS = 16  # of a headline that ends with a full stop
_CAPITALS = 0.8  # of a headline's long words, where each has a capital
_ECHOED = 2  # words that a lead takes up from its headline
_BARE_DATES = 2  # more lines that are nothing but a date are the headings of a timeline
_STORY = 80  # characters from which a paragraph is prose even without a full stop
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[a-z)\d][.!?][\"'”’)]*\s+[\"'“‘(]*[A-Z]")
_LISTED = re.compile(r"[•‣◦▪●■*]|\(?\d{1,3}[.)]\s")


def judge(text: str, blocks: list[Paragraph], title_length: int) -> list[str]:
    """The part of each paragraph: one of those of `Region.part`, dateline left to the caller.

    Args:
        text: the analysed text.
        blocks: its paragraphs after a title that came in a field of its own.
        title_length: characters of such a title, or 0.
    """
    return _Judge(text, blocks, title_length).parts()


class _Judge:
    def __init__(self, text: str, blocks: list[Paragraph], title_length: int) -> None:
        self.title = " ".join(text[:title_length].split())
        # Longer paragraphs are story whatever they begin with: their beginnings are enough.
        self.lines = [text[block.start : min(block.end, block.start + LONGEST + 1)] for block in blocks]
        self.closed = [is_closed(text[max(block.start, block.end - 20) : block.end]) for block in blocks]
        self.found = [part_of(line) for line in self.lines]

    def parts(self) -> list[str]:
        if len(self.lines) == 1 and not self.title:
            return ["body"]
        self._timeline()
        self._last_prose = max((i for i in range(len(self.lines)) if self._is_prose(i)), default=-1)
        story = self._head()
        self._lists(story)
        self._writers(story)
        return [part or "body" for part in self.found]

    def _is_prose(self, index: int) -> bool:
        """Whether a paragraph that is nothing else reads as running text."""
        line = self.lines[index]
        if self.found[index]:
            return False
        return len(line) >= _STORY or (self.closed[index] and len(line.split()) >= 4)

    def _timeline(self) -> None:
        dates = [i for i, part in enumerate(self.found) if part == "updated" and is_bare_date(self.lines[i])]
        if len(dates) > _BARE_DATES:
            for index in dates:
                self.found[index] = ""

    # -- the head ------------------------------------------------------------------------

    def _head(self) -> int:
        """Judge title, standfirsts and byline; return the index of the first paragraph of the story."""
        index = 0
        count = len(self.lines)
        if count and not self.title and self.found[0] == "boilerplate" and self._may_be_headline(0):
            self.found[0] = ""  # "Share the burden, minister tells allies"
        while index < count and self.found[index]:
            index += 1
        stop_style = semicolon = False
        if self.title:
            while index < count and " ".join(self.lines[index].split()).casefold() == self.title.casefold():
                self.found[index] = "title"
                index += 1
        elif index < count and self._is_title(index):
            self.found[index] = "title"
            stop_style = self.lines[index].rstrip("\"'”’ ").endswith(".")
            semicolon = self.lines[index].endswith(";")
            index += 1
        else:
            return index
        return self._standfirsts(index, stop_style, semicolon)

    def _standfirsts(self, index: int, stop_style: bool, semicolon: bool) -> int:
        taken = 0
        signed = in_abstract = False
        while index < len(self.lines):
            line = self.lines[index]
            if self.found[index]:
                signed = signed or self.found[index] in ("byline", "updated")
                if is_abstract_label(line):
                    in_abstract = self._has_text_label(index)
                elif is_text_label(line):
                    in_abstract = False
            elif in_abstract:
                self.found[index] = "standfirst"
            elif find_dateline(line, opening=True) is not None or index >= self._last_prose:
                break
            elif is_bare_byline(line):
                self.found[index] = "byline"
                signed = True
            elif taken < _MOST_STANDFIRSTS and self._is_standfirst(index, signed, stop_style, semicolon):
                self.found[index] = "standfirst"
                semicolon = line.endswith(";")
                taken += 1
            else:
                break
            index += 1
        return index

    def _has_text_label(self, index: int) -> bool:
        """Whether an abstract's end is marked within the next few paragraphs."""
        return any(is_text_label(line) for line in self.lines[index + 1 : index + 6])

    def _may_be_headline(self, index: int) -> bool:
        line = self.lines[index]
        return len(line.split()) > 4 and not is_notice(line)

    def _is_title(self, index: int) -> bool:
        line = self.lines[index]
        words = _WORD.findall(line)
        if len(line) > _LONGEST_TITLE or not words or index >= self._last_prose:
            return False
        if len(words) > _MOST_TITLE_WORDS and not _is_title_case(words):
            return False
        if line.endswith((":", ",", "—", "-")) or _LISTED.match(line) or len(_SENTENCE_END.findall(line)) > 1:
            return False
        if line[0].islower() and not line[1:2].isupper():
            return False
        dateline = find_dateline(line, opening=True)
        if dateline is not None and (dateline.certain or not dateline.colon):  # "RECORD HIGH: ..." may be one
            return False
        if not self._ends_with_stop(index) or self._is_signed_after(index, between=1):
            return True
        return _is_headline_with_stop(line, words, self._story_after(index))

    def _story_after(self, index: int) -> str:
        return next(
            (line for later, line in enumerate(self.lines[index + 1 :], index + 1) if self._is_prose(later)),
            "",
        )

    def _ends_with_stop(self, index: int) -> bool:
        return self.lines[index].rstrip("\"'”’»)] ").endswith(".")

    def _is_standfirst(self, index: int, signed: bool, stop_style: bool, semicolon: bool) -> bool:
        line = self.lines[index]
        words = _WORD.findall(line)
        if len(line) > _LONGEST_STANDFIRST or not words or line.endswith((":", ",")) or _LISTED.match(line):
            return False
        if semicolon:
            return True
        if not self.closed[index]:
            return len(words) >= 3
        if len(_SENTENCE_END.findall(line)) > 1:
            return False
        if not signed and self._is_signed_after(index):
            return True
        return stop_style and _is_headline_with_stop(line, words, self._story_after(index))

    def _is_signed_after(self, index: int, between: int = 0) -> bool:
        """Whether a byline, an abstract or a dateline follows, so that the story begins only there.

        `between` paragraphs that are nothing else may stand before it, as a standfirst does.
        """
        for later in range(index + 1, min(index + 4 + between, len(self.lines))):
            line = self.lines[later]
            part = self.found[later]
            if part == "byline" or is_abstract_label(line) or (not part and is_bare_byline(line)):
                return True
            if part:
                continue
            dateline = find_dateline(line, opening=True)
            if dateline is not None and not dateline.colon:
                return True
            if between == 0 or len(line) > _LONGEST_STANDFIRST:
                return False
            between -= 1
        return False

    # -- the rest ------------------------------------------------------------------------

    def _lists(self, story: int) -> None:
        """Give the unfinished lines below "Related articles" to it, up to the next full paragraph."""
        inside = False
        for index in range(story, len(self.lines)):
            if is_heading(self.lines[index]) and self.found[index] == "boilerplate":
                inside = True
            elif inside and not self.found[index]:
                if self.closed[index] or len(self.lines[index]) > _LONGEST_TITLE:
                    inside = False
                else:
                    self.found[index] = "boilerplate"

    def _writers(self, story: int) -> None:
        """Name the notes on the writer that end an article."""
        read = [index for index in range(story, len(self.lines)) if not self.found[index]]
        for index in reversed(read[-2:]):
            if index > story and is_writer_note(self.lines[index]):
                self.found[index] = "byline"
            else:
                break


def _is_headline_with_stop(line: str, words: list[str], story: str) -> bool:
    """Whether a line that ends with a full stop is a headline all the same.

    Some archives put a stop after every heading. A headline has its long words in capitals, or is
    short and has no mark of a sentence: an article, pronoun or conjunction at its head, a
    past auxiliary, a weekday. One such mark is forgiven where the story below takes up at least
    `_ECHOED` of its words, as leads do.
    """
    if _is_title_case(words):
        return len(line) <= _LONGEST_TITLE
    if len(words) > _MOST_HEADLINE_WORDS:
        return False
    knowledge = load_yaml("layout.yaml")
    low = [word.lower().replace("’", "'") for word in words]
    if any(word in knowledge["report_words"] for word in low):
        return False
    marks = (low[0] in knowledge["sentence_openers"]) + sum(
        word in knowledge["sentence_words"] for word in low
    )
    return not marks or (marks == 1 and _echoes(low, story) >= _ECHOED)


def _is_title_case(words: list[str]) -> bool:
    """Whether the long words have capitals, as in "Old Bridge Closed After Storm"."""
    long = [word for word in words if len(word) >= 4]
    return len(words) >= 3 and sum(word[:1].isupper() for word in long) >= _CAPITALS * max(len(long), 1)


def _echoes(words: list[str], story: str) -> int:
    """How many of the words of four letters and more a story takes up, endings aside."""
    taken_up = {word.lower()[:5] for word in _WORD.findall(story)}
    return len({word[:5] for word in words if len(word) >= 4} & taken_up)
