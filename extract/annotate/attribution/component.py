"""Who says what: the component `eventwire_attribution`.

Joins direct speech (`speech`) and reported clauses (`clauses`)
into `doc._.ew_attributions`, in the terms of PARC 3 (Pareti 2016) and PolNeAR (Newell, Margolin &
Ruths 2018). Content includes quotation marks and the subordinator ("that", "to"), not the stop that
ends the reporting sentence. Scare quotes are no attributions of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.annotate.attribution.clauses import Clauses
from extract.annotate.attribution.cues import Lexicon, load_cues
from extract.annotate.attribution.headlines import headline_draft
from extract.annotate.attribution.shape import Draft, Range, Shape
from extract.annotate.attribution.speech import Speech
from extract.annotate.attribution.transcripts import find_turns, split_turns, turn_drafts
from extract.annotate.paragraphs import paragraphs as find_paragraphs
from extract.annotate.quotes import Quote, find_quotes
from extract.annotate.syntax import tree_of
from extract.annotate.types import READ_PARTS, Attribution, Region


class AttributionFinder:
    """Sets `doc._.ew_attributions`; needs a parser, and uses `doc._.ew_layout` where it is set."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of a Doc and return it."""
        doc._.ew_attributions = self.find(doc) if len(doc) and doc.has_annotation("DEP") else []
        return doc

    def find(self, doc: Doc) -> list[Attribution]:
        """The attributions of a parsed Doc in text order of their first content or cue."""
        text = doc.text  # spaCy joins it anew each time it is asked for
        paragraphs = self._paragraphs(text, doc._.ew_layout)
        turns = find_turns(doc, text, paragraphs)
        paragraphs = split_turns(paragraphs, turns)
        said = {piece for turn in turns for piece in turn.pieces}
        quotes = find_quotes(text, paragraphs)
        tree = tree_of(doc)
        shape = Shape(tree, paragraphs)
        bounds = list(shape.paragraph)
        clauses = Clauses(tree, shape, self.lexicon, bounds)
        read: dict[int, Range] = {}
        inside = [False] * len(doc)
        for number, (start, end) in enumerate(paragraphs):
            low, high = _token_at(tree.tokens, start), _token_at(tree.tokens, end - 1)
            if low is not None and high is not None:
                if all(shape.parsed[low : high + 1]):
                    read[number] = shape.paragraph[low]
                inside[low : high + 1] = [True] * (high + 1 - low)
        outer = [quote for quote in quotes if quote.level == 0 and not _is_turn(quote, paragraphs, said)]
        speech = Speech(text, clauses, outer, read)
        speech.run()
        told = turn_drafts(doc, turns)
        if told:
            within = {index for draft in told for span in draft.content for index in range(*span)}
            # A quotation without a cue of its own within a turn is the speaker's.
            speech.drafts = [d for d in speech.drafts if d.cue is not None or d.content[0][0] not in within]
            speech.spoken = [span for draft in speech.drafts for span in draft.content]
        for start, end in speech.spoken:
            low = start if tree.tokens[start].is_alpha else start + 1  # a block has no marks to leave out
            high = end if tree.tokens[end - 1].is_alpha else end - 1
            bounds[start:end] = [(low, max(high, low))] * (end - start)
        spoken_at: list[Range | None] = [None] * len(doc)
        for span in speech.spoken:
            spoken_at[span[0] : span[1]] = [span] * (span[1] - span[0])
        drafts = [*told, *speech.drafts]
        titles = {region.start_char for region in doc._.ew_layout or () if region.part == "title"}
        for number, span in read.items():
            if paragraphs[number][0] in titles:
                label = headline_draft(tree.tokens, span)
                drafts.extend([label] if label is not None else [])
        covered = 0  # end of the last cue: "statement" in "said in a statement" is no cue of its own
        for token in tree.tokens:
            if (
                token.lower_ not in self.lexicon.starts
                or not inside[token.i]
                or not shape.parsed[token.i]
                or token.i in speech.used
            ):
                continue
            if token.i < covered:
                continue
            draft = (
                clauses.verb_draft(token)
                or clauses.noun_draft(token)
                or clauses.headline_draft(token)
                or clauses.apposed_draft(token)
                or clauses.adjective_draft(token)
                or clauses.according_draft(token)
                or clauses.hearsay_draft(token)
            )
            if draft is not None and _settle(draft, spoken_at):
                drafts.append(draft)
                if draft.cue is not None and draft.cue.head == token.i:
                    covered = draft.cue.end
        return _finish(text, tree.tokens, drafts, quotes)

    def _paragraphs(self, text: str, layout: list[Region] | None) -> list[tuple[int, int]]:
        """Paragraphs of the parts that are read; those of bylines and boilerplate are left out."""
        everything = [(found.start, found.end) for found in find_paragraphs(text)]
        if not layout:
            return everything
        out: list[tuple[int, int]] = []
        index = 0
        for region in layout:
            if region.part not in READ_PARTS:
                continue
            while index < len(everything) and everything[index][1] <= region.start_char:
                index += 1
            ahead = index
            while ahead < len(everything) and everything[ahead][0] < region.end_char:
                start, end = everything[ahead]
                out.append((max(start, region.start_char), min(end, region.end_char)))
                ahead += 1
            index = max(index, ahead - 1)
        return out


@Language.factory(
    "eventwire_attribution",
    requires=["doc.sents", "token.dep", "token.head", "token.tag"],
    assigns=["doc._.ew_attributions"],
)
def make_attribution(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Make the component; it stands after the parser and after `eventwire_layout`."""
    return AttributionFinder(load_cues())


def _is_turn(quote: Quote, paragraphs: list[tuple[int, int]], said: set[tuple[int, int]]) -> bool:
    """Whether a quotation is the whole of a turn, whose source is its label."""
    start, end = paragraphs[quote.paragraph]
    return (start, end) in said and quote.start <= start and quote.end >= end - 1


def _token_at(tokens: list[Token], offset: int) -> int | None:
    """The index of the token that holds a character, or of the first one behind it."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].idx + len(tokens[middle]) <= offset:
            low = middle + 1
        else:
            high = middle
    return low if low < len(tokens) else None


def _settle(draft: Draft, spoken_at: list[Range | None]) -> bool:
    """Take direct speech out of a clause's content where its cue stands outside; false if none is left."""
    assert draft.cue is not None
    home = spoken_at[draft.cue.head]
    if home is not None:
        return True
    kept: list[Range] = []
    for start, end in draft.content:
        index = start
        begin = start
        while index < end:
            quote = spoken_at[index]
            if quote is None:
                index += 1
                continue
            if begin < index:
                kept.append((begin, index))
            index = begin = quote[1]
        if begin < end:
            kept.append((begin, end))
    draft.content = kept
    return bool(kept)


def _finish(text: str, tokens: list[Token], drafts: list[Draft], quotes: list[Quote]) -> list[Attribution]:
    """Drafts as attributions: character intervals, kind, order, and which stands in which."""
    quotes = [quote for quote in quotes if quote.level == 0]
    out: list[tuple[int, int, Attribution]] = []
    for draft in drafts:
        intervals = []
        for start, end in sorted(draft.content):
            begin, stop = tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])
            piece = text[begin:stop]
            begin += len(piece) - len(piece.lstrip())
            stop = begin + len(piece.strip())
            if begin < stop:
                intervals.append((begin, stop))
        intervals = _widen(intervals, quotes) if not draft.direct else intervals
        if intervals:
            kind = "direct" if draft.direct else _kind(intervals, quotes)
            found = Attribution(kind, draft.source, draft.cue, _merge(intervals, text), stance=draft.stance)
            first = min(intervals[0][0], tokens[draft.cue.start].idx) if draft.cue else intervals[0][0]
            out.append((first, -intervals[-1][1], found))
    out.sort(key=lambda item: item[:2])
    found_all = [item[2] for item in out]
    _nest(tokens, found_all)
    return found_all


def _merge(intervals: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join intervals that touch or have only white space between them."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        gap = text[out[-1][1] : start] if out and start <= out[-1][1] + 3 else "-"
        if not gap.strip() and "\n" not in gap:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _overlapping(quotes: list[Quote], start: int, end: int) -> list[Quote]:
    """Quotations that overlap an interval; `quotes` do not overlap and are in text order."""
    index = max(0, bisect_left(quotes, start, key=lambda quote: quote.start) - 1)
    out = []
    while index < len(quotes) and quotes[index].start < end:
        if quotes[index].end > start:
            out.append(quotes[index])
        index += 1
    return out


def _widen(intervals: list[tuple[int, int]], quotes: list[Quote]) -> list[tuple[int, int]]:
    """Intervals that would cut a closed quotation in two, widened to its end."""
    out = []
    for start, end in intervals:
        for quote in _overlapping(quotes, start, end):
            if quote.closed and quote.start >= start and quote.end > end > quote.start:
                end = quote.end
            elif quote.closed and start == quote.start + 1:
                start = quote.start
        out.append((start, end))
    return out


def _kind(intervals: list[tuple[int, int]], quotes: list[Quote]) -> str:
    for start, end in intervals:
        for quote in _overlapping(quotes, start, end):
            if quote.start >= start and quote.end <= end:
                return "mixed"
    return "indirect"


def _nest(tokens: list[Token], found: list[Attribution]) -> None:
    """Set parents: the innermost attribution whose content holds one's cue and content wholly."""
    reach: list[tuple[int, int, int, int]] = []
    for index, one in enumerate(found):
        starts = [start for start, _ in one.content]
        ends = [end for _, end in one.content]
        if one.cue is not None:
            starts.append(tokens[one.cue.start].idx)
            ends.append(tokens[one.cue.end - 1].idx + len(tokens[one.cue.end - 1]))
        reach.append((min(starts), max(ends), 0, index))
    spans = [
        (start, end, 1, index) for index, one in enumerate(found) for start, end in one.content
    ]  # an attribution's own span comes after its reach of the same extent: none is its own parent
    stack: list[tuple[int, int, int]] = []
    for start, end, is_content, index in sorted(reach + spans, key=lambda s: (s[0], -s[1], s[2], s[3])):
        while stack and stack[-1][1] <= start:
            stack.pop()
        if is_content:
            stack.append((start, end, index))
            continue
        for outer_start, outer_end, outer in reversed(stack):
            if outer != index and outer_start <= start and end <= outer_end:
                found[index].parent = outer
                break
