"""The parts of an article: title, standfirst, byline, dateline, update lines, body, furniture.

`eventwire_layout` runs before the parser. It leaves the parts in `doc._.ew_layout` and begins a
sentence at each, so that no parse runs from a headline into a byline. Nothing is cut: text that
is not the story stays where it is and is only named.

Paragraphs are those of `paragraphs.py` (where single line ends count and where they are the
breaks of a hard-wrapped text); what each is, is judged in `parts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.annotate.dateline import Dateline, find_dateline, full_date
from extract.annotate.furniture import LONGEST, bracket_credits, is_update, part_of
from extract.annotate.paragraphs import Paragraph, paragraphs
from extract.annotate.parts import judge
from extract.annotate.types import Region

_SPEAKER = re.compile(r"(?:^|(?<=[.?!\"”])[ ])[\"“]?(?:[A-Z][A-Z .'’-]{1,40}|[QA]):\s")


@Language.factory("eventwire_layout", assigns=["doc._.ew_layout", "token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 spaCy passes both
    """Make the component; it takes no options."""
    return Layout()


class Layout:
    """The component: sets `doc._.ew_layout` and the sentence starts that follow from it.

    A Doc that has been parsed keeps its sentences.
    """

    def __call__(self, doc: Doc) -> Doc:
        found = regions(doc.text, doc._.ew_title_length)
        doc._.ew_layout = found
        if not doc.has_annotation("DEP"):
            _start_sentences(doc, found)
        return doc


def regions(text: str, title_length: int = 0) -> list[Region]:
    """The parts of an article in text order; what none covers is white space.

    Linear in the length of the text.

    Args:
        text: the analysed text (`Article.full_text`).
        title_length: characters at its beginning that are a title from a field of its own, or 0.

    Returns:
        One region a paragraph, and regions of their own for a dateline and for credits in
        brackets; offsets in code points, without white space at the edges.
    """
    title_length = max(0, min(title_length, len(text)))
    blocks = paragraphs(text, title_length)
    out: list[Region] = []
    _add(out, "title", text, 0, title_length)
    # "NAIROBI: The ..." is a dateline, but not in a transcript, where many lines begin so.
    transcript = sum(len(_SPEAKER.findall(text[block.start : block.end])) for block in blocks) > 1
    opening = True
    for block, part in zip(blocks, judge(text, blocks, title_length), strict=True):
        if part != "body":
            _add(out, part, text, block.start, block.end)
        else:
            opening = not _add_story(out, text, block, opening, transcript) and opening
    return out


def dateline(doc: Doc) -> tuple[Span, str] | None:
    """The place of the article's first dateline and its date as worded, which may be empty.

    None where there is no dateline or it names an agency only. Asks `doc._.ew_layout`.
    """
    for region in doc._.ew_layout:
        if region.part != "dateline":
            continue
        found = _parsed(doc.text, region)
        if found is not None and found.place_end:
            place = doc.char_span(
                region.start_char, region.start_char + found.place_end, alignment_mode="expand"
            )
            return (place, found.date) if place is not None else None
    return None


def published_from_dateline(text: str, title_length: int = 0) -> str | None:
    """The ISO date of publication that the text itself states, or None.

    A line that says when the article was published ("Published: 3 March 2005", or the date
    alone, above or below the story), else a dateline; either counts only with day, month and
    year. Dates in figures are not read unless year comes first.
    """
    found = regions(text, title_length)
    body = [number for number, region in enumerate(found) if region.part == "body"]
    for number, region in enumerate(found):
        outside = not body or not body[0] < number < body[-1]
        line = text[region.start_char : region.end_char]
        if region.part == "updated" and outside and not is_update(line):
            stated = full_date(line)
            if stated is not None:
                return stated
    for region in found:
        if region.part == "dateline":
            parsed = _parsed(text, region)
            return full_date(parsed.date) if parsed is not None else None
    return None


def updated_from_text(text: str, title_length: int = 0) -> str | None:
    """The ISO date of the last update that a line of its own states ("Updated: 3 March 2005"), or None."""
    for region in regions(text, title_length):
        line = text[region.start_char : region.end_char]
        if region.part == "updated" and is_update(line):
            stated = full_date(line)
            if stated is not None:
                return stated
    return None


def _add(out: list[Region], part: str, text: str, start: int, end: int) -> None:
    """Add a region without the white space at its edges; nothing if that is all there is."""
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        out.append(Region(part, begin, begin + len(stripped)))


def _add_story(out: list[Region], text: str, block: Paragraph, opening: bool, transcript: bool) -> bool:
    """Add the regions of a paragraph of the story; return whether it holds any of it."""
    start, end = block.start, block.end
    found = _dateline_at(text, block, opening, transcript)
    if found is not None:
        _add(out, "dateline", text, start, start + found.end)
        start += found.body
    told = start < end
    window = max(start, end - 2 * LONGEST)
    for credit_start, credit_end in bracket_credits(text[window:end]):
        _add(out, "body", text, start, window + credit_start)
        credit = text[window + credit_start : window + credit_end]
        _add(out, part_of(credit) or "boilerplate", text, window + credit_start, window + credit_end)
        start = window + credit_end
    rest = text[start:end]
    # A lone full stop after a credit is no story.
    _add(
        out,
        "body" if start == block.start or any(map(str.isalnum, rest)) else "boilerplate",
        text,
        start,
        end,
    )
    return told


def _parsed(text: str, region: Region) -> Dateline | None:
    # A colon is a dateline's only before white space, which the region has not.
    return find_dateline(text[region.start_char : region.end_char] + " ", opening=True)


def _dateline_at(text: str, block: Paragraph, opening: bool, transcript: bool) -> Dateline | None:
    found = find_dateline(text[block.start : min(block.end, block.start + LONGEST)], opening=opening)
    if found is None or (transcript and not found.certain):
        return None
    return found


def _start_sentences(doc: Doc, found: list[Region]) -> None:
    """Begin a sentence at the first token of each region; a start inside a token is passed over."""
    starts = iter([region.start_char for region in found])
    start = next(starts, None)
    for token in doc:
        if start is None:
            return
        if token.is_space:
            continue
        end = token.idx + len(token)
        if start <= token.idx:
            token.is_sent_start = True
        while start is not None and start < end:
            start = next(starts, None)
