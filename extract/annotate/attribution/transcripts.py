"""Transcripts: turns that begin with the name of the one who speaks, "LEE: We never asked."

Labels stand at the beginning of a paragraph or of a sentence within one, bare or behind an opening
quotation mark. A label opens a turn and closes the one before it, whether or not marks balance.
A text has turns only where at least two labels are sure to be speakers and what they say has an "I", "we"
or "you" or asks; lists ("Price: ...", "Lee: 4-27") and headings have none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from extract.annotate.attribution.shape import Draft, Range
from extract.annotate.types import Phrase
from extract.knowledge import load_yaml

_OPENERS = "\"“‘«'`”"
_CLOSED = re.compile(r"[\"”»](?=\s|$)")
_CAPITAL = r"[A-Z][A-Z.'’-]*"
_NAME = r"[A-Z][\w'’-]+"
_LABEL = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,4}}|(?:[A-Z][a-z]{{1,4}}\.\s)?{_NAME}(?:\s(?:[A-Z]\.|{_NAME})){{0,3}})"
    r"(?:,\s[^:.?!\n]{2,60})?(?:\s\([^()\n]{1,40}\))?:\s+(?=\S)"
)
# Where a label may stand within a paragraph: behind a full stop, or right behind an opening mark.
_WITHIN = re.compile(rf"(?:(?<=[.?!…])|(?<=[.?!…][\"”'’)\]]))\s+[{_OPENERS}]*|(?<=\s)[\"“«]")
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|[Uu]s)\b")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|''.*?''|``.*?''")
_BEFORE_LABEL = 4  # characters of space and marks before a label
_LEAST = 2  # labels that are surely speakers
_FULL = 0.5  # share of labelled paragraphs from which all between the labels is the transcript


@dataclass
class Turn:
    """One turn: where its label begins, the label's name, and the pieces of text that are said.

    Character offsets; `pieces` holds an interval for each paragraph that the turn takes.
    """

    start: int
    name: tuple[int, int]
    pieces: list[tuple[int, int]] = field(default_factory=list)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = load_yaml("layout.yaml")
    return frozenset(data["speaker_labels"]), frozenset(data["labels"]) - frozenset(data["speaker_labels"])


def find_turns(doc: Doc, text: str, paragraphs: list[tuple[int, int]]) -> list[Turn]:
    """The turns of a text in its order; none where it is no transcript.

    Args:
        doc: a Doc with entities, by which labels are known as people.
        text: its text.
        paragraphs: character intervals of the paragraphs that may hold turns, in text order.
    """
    titles = {region.start_char for region in doc._.ew_layout or () if region.part == "title"}
    paragraphs = [span for span in paragraphs if span[0] not in titles]  # "Lee: ..." there opens no turn
    people = {ent[-1].lower_ for ent in doc.ents if ent.label_ == "PERSON"}
    found = [(number, *at) for number, span in enumerate(paragraphs) for at in _labels(text, *span)]
    names = Counter(text[name[0] : name[1]] for _, _, name, _ in found)
    sure = {name for name, count in names.items() if _is_speaker(name, count, people)}
    taken = [item for item in found if text[item[2][0] : item[2][1]] in sure]
    spoken = sum(_is_spoken(text[item[3] : paragraphs[item[0]][1]]) for item in taken)
    again = any(names[text[item[2][0] : item[2][1]]] > 1 for item in taken)
    if len(taken) < _LEAST or not spoken or (not again and 2 * spoken < len(taken)):
        return []
    taken = [item for item in found if text[item[2][0] : item[2][1]] in sure or _may_speak(text, item[2])]
    first, last = taken[0][0], taken[-1][0]
    full = len({item[0] for item in taken}) >= _FULL * (last - first + 1)
    turns = []
    for index, (number, start, name, content) in enumerate(taken):
        following = taken[index + 1] if index + 1 < len(taken) else None
        end = paragraphs[number][1]
        if following is not None and following[0] == number:
            end = following[1]
        turn = Turn(start, name, [_said(text, start, content, end)])
        until = len(paragraphs)
        if following is not None:  # the next label may stand within a paragraph that this turn begins
            until = following[0] + (following[1] > paragraphs[following[0]][0])
        for more in range(number + 1, until):
            begin, stop = paragraphs[more]
            stop = following[1] if following is not None and more == following[0] else stop
            if not ((full and following is not None) or _SPOKEN.search(text, begin, stop)):
                break
            if text[begin] not in "([":  # (applause)
                turn.pieces.append((begin, stop))
        turns.append(turn)
    return turns


def split_turns(paragraphs: list[tuple[int, int]], turns: list[Turn]) -> list[tuple[int, int]]:
    """Paragraphs without the labels of turns: what is said behind each is a paragraph of its own."""
    pieces = iter([(piece, turn.start) for turn in turns for piece in turn.pieces])
    piece, label = next(pieces, (None, 0))
    out: list[tuple[int, int]] = []
    for start, end in paragraphs:
        at = start
        while piece is not None and piece[0] < end:
            if at < label < piece[0]:
                out.append((at, label))
            out.append(piece)
            at = piece[1]
            piece, label = next(pieces, (None, 0))
        if at < end:
            out.append((at, end))
    return out


def _labels(text: str, begin: int, end: int) -> list[tuple[int, tuple[int, int], int]]:
    """The labels of a paragraph: where each begins, its name, where what is said begins."""
    out: list[tuple[int, tuple[int, int], int]] = []
    starts = [begin] + [place.start() for place in _WITHIN.finditer(text, begin, end)]
    for start in starts:
        at = start
        while at < min(end, start + _BEFORE_LABEL) and (text[at].isspace() or text[at] in _OPENERS):
            at += 1
        found = _LABEL.match(text, at, end)
        if found is not None and (not out or found.start("name") >= out[-1][2]):
            out.append((start, found.span("name"), found.end()))
    return out


def _said(text: str, start: int, content: int, end: int) -> tuple[int, int]:
    """What a turn holds in its first paragraph: up to its closing mark, where it has both marks."""
    if text[content] in _OPENERS and (start == content or text[start] not in _OPENERS):
        closed = [mark.end() for mark in _CLOSED.finditer(text, content + 1, end)]
        if closed and closed[-1] < end:
            return content, closed[-1]
    return content, end


def _is_spoken(said: str) -> bool:
    """Whether a turn has an "I", "we" or "you" outside quotation marks, or asks."""
    outside = _QUOTED.sub(" ", said)
    return "?" in outside or _SPOKEN.search(outside) is not None


def _plain(name: str) -> str:
    """A label's last word in small letters, by which people are known."""
    words = name.lower().split()
    return words[-1] if words else ""


def _is_speaker(name: str, count: int, people: set[str]) -> bool:
    speakers, others = _words()
    low = name.lower().rstrip(".")
    if low in speakers:
        return True
    return low not in others and (_plain(name) in people or (count >= _LEAST and name.isupper()))


def _may_speak(text: str, name: tuple[int, int]) -> bool:
    """Whether a label in capitals may be a speaker where others are."""
    word = text[name[0] : name[1]]
    return word.isupper() and len(word) > 1 and word.lower() not in _words()[1]


def turn_drafts(doc: Doc, turns: list[Turn]) -> list[Draft]:
    """The attributions of turns: the label's person is the source, its colon the cue."""
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]

    def tokens(start: int, end: int) -> Range:
        return bisect_left(ends, start + 1), bisect_left(starts, end)

    labels = [tokens(*turn.name) for turn in turns]
    known = _full_names(doc, labels)
    out = []
    for turn, label in zip(turns, labels, strict=True):
        content = [tokens(*piece) for piece in turn.pieces]
        content = [span for span in content if span[0] < span[1]]
        if not content or label[0] >= label[1]:
            continue
        colon = max(label[1], content[0][0] - 1)
        while colon > label[1] and doc[colon].text != ":":
            colon -= 1
        cue = Phrase(colon, colon + 1, colon) if doc[colon].text == ":" else None
        out.append(Draft(cue, _speaker(doc, label, known), content, direct=True))
    return out


def _full_names(doc: Doc, labels: list[Range]) -> dict[str, dict[str, Range]]:
    """The full names of the people of a text by surname, in small letters: the first place of each.

    Names in the running text come before labels.
    """
    inside = {index for label in labels for index in range(*label)}
    spans = [(ent.start, ent.end) for ent in doc.ents if ent.label_ == "PERSON" and ent.start not in inside]
    out: dict[str, dict[str, Range]] = {}
    for start, end in [*spans, *labels]:
        words = _name_words(doc, start, end)
        if end - start > 1 and len(words) > 1:
            out.setdefault(words[-1], {}).setdefault(words[0], (start, end))
    return out


def _name_words(doc: Doc, start: int, end: int) -> list[str]:
    """The words of a name in lower case, never none: "O'Neil", "J." and "P1" count too."""
    found = [token.lower_ for token in doc[start:end] if any(c.isalpha() for c in token.text)]
    return found or [doc[start:end].text.lower()]


def _speaker(doc: Doc, label: Range, known: dict[str, dict[str, Range]]) -> Phrase:
    """The source of a turn: the person's full name where the text has exactly one such, else the label."""
    words = _name_words(doc, *label)
    namesakes = known.get(words[-1], {})
    surname = len(words) == 1 or words[0] in load_yaml("layout.yaml")["speaker_titles"]
    found = next(iter(namesakes.values())) if surname and len(namesakes) == 1 else None
    if not surname and doc[label[0] : label[1]].text.isupper():
        found = namesakes.get(words[0])
    start, end = found or label
    return Phrase(start, end, end - 1)
