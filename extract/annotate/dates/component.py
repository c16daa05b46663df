"""The spaCy component `eventwire_dates`: time expressions with TIMEX3 values and intervals.

Works in every English pipeline, also `spacy.blank("en")`: tags, a parse and PERSON entities are
used where the Doc has them. See docs/dates.md for what is understood.
"""

from __future__ import annotations

import bisect
import datetime
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotate.dates.direction import Direction
from extract.annotate.dates.guards import Guards, names_used
from extract.annotate.dates.lexer import Lexeme, lex
from extract.annotate.dates.lexicon import lexicon
from extract.annotate.dates.recognise import Found, recognise
from extract.annotate.dates.resolve import Reference, Resolved, resolve
from extract.annotate.types import Region, TimeExpression
from extract.errors import OptionError

NUMERIC_ORDERS = ("", "month-first", "day-first")
# Dates in these parts say nothing about when what the text tells happened.
_FRAME_PARTS = frozenset({"byline", "dateline", "updated", "boilerplate"})
_ENDS = frozenset(".?!")
DAY_FOLLOWS = 8  # words between a time of day and the day it belongs to
_RANGES = frozenset({("from", "to"), ("from", "through"), ("from", "until"), ("between", "and")})


class Dates:
    """Sets `doc._.ew_dates` from `doc._.ew_published` and the text.

    Args:
        numeric_order: how to read "3/7/2005": "month-first", "day-first", or "" where it is not
            known; such dates then keep month and day unknown ("2005-XX-XX").

    Raises:
        OptionError: another `numeric_order`.
    """

    def __init__(self, numeric_order: str = "") -> None:
        if numeric_order not in NUMERIC_ORDERS:
            raise OptionError(
                f"numeric_order is {numeric_order!r}: use month-first, day-first, "
                "or nothing to leave 3/7/2005 open"
            )
        self._numeric_order = numeric_order
        self._lexicon = lexicon()

    def __call__(self, doc: Doc) -> Doc:
        doc._.ew_dates = self._find(doc)
        return doc

    def _find(self, doc: Doc) -> list[TimeExpression]:
        text = doc.text
        lexemes = lex(text, self._lexicon)
        if not lexemes:
            return []
        sentences = _sentences(lexemes)
        starts = [token.idx for token in doc]
        guards = Guards(
            lexemes, self._lexicon, _persons(doc, lexemes, starts), names_used(lexemes, self._lexicon)
        )
        direction = Direction(doc, lexemes, self._lexicon, sentences)
        speech = speech_time(doc._.ew_published)
        frame = [region for region in doc._.ew_layout if region.part in _FRAME_PARTS]
        frame_starts = [region.start_char for region in frame]
        references: list[Reference] = []
        out: list[TimeExpression] = []
        before: tuple[Found, Resolved] | None = None
        all_found = recognise(lexemes, self._lexicon, guards, self._numeric_order)
        for index, found in enumerate(all_found):
            meaning = found.meaning
            start_char, end_char = lexemes[found.first].start, lexemes[found.after - 1].end
            start = bisect.bisect_right(starts, start_char) - 1
            end = bisect.bisect_left(starts, end_char)
            sentence = sentences[found.first]
            tense = "" if found.meaning.moment is None else direction.of(found.first, found.after, start, end)
            opened = _range_start(before, found, lexemes)
            if meaning.steer is None and _opens(found.first, sentences):
                meaning = replace(meaning, frames=True)
            known = references
            if index + 1 < len(all_found) and _day_follows(found, all_found[index + 1], sentences):
                beyond = all_found[index + 1]  # "at 6 p.m. (1600 GMT) on Monday"
                day = resolve(beyond.meaning, speech, tense, references, sentence).moment
                known = [*references[-3:], Reference(day, sentence)] if day is not None else references
            resolved = resolve(meaning, speech, tense, known, sentence)
            first_day = resolved.interval[0] if resolved.interval else None
            if opened is not None and (first_day is None or first_day < opened):
                # "from November to February": February is the one after November
                resolved = resolve(found.meaning, opened, "future", references, sentence)
            before = found, resolved
            moment = resolved.moment
            if meaning.length and resolved.type == "DURATION":  # "later" counts from a time not named
                end_char = lexemes[found.after - 2].end
                end = bisect.bisect_left(starts, end_char)
            usable = moment is not None and moment.known and not found.meaning.compares
            if moment is not None and usable and not _inside(frame, frame_starts, start_char):
                references.append(Reference(moment, sentence))
            first, last = resolved.interval or (None, None)
            out.append(
                TimeExpression(
                    start,
                    end,
                    start_char,
                    end_char,
                    resolved.type,
                    resolved.value,
                    mod=found.meaning.mod,
                    quant=found.meaning.quant,
                    freq=found.meaning.freq,
                    date_from=first.isoformat() if first else None,
                    date_to=last.isoformat() if last else None,
                    anchored=resolved.anchored,
                )
            )
        return out


@Language.factory("eventwire_dates", assigns=["doc._.ew_dates"], default_config={"numeric_order": ""})
def make_dates(nlp: Language, name: str, numeric_order: str = "") -> Dates:  # noqa: ARG001 - spaCy's signature
    """Make the component for a pipeline; `numeric_order` as in `Dates`."""
    return Dates(numeric_order)


def speech_time(published: str | None) -> datetime.date | None:
    """The publication date as a date; None where there is none or it is not an ISO date."""
    try:
        return datetime.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _sentences(lexemes: list[Lexeme]) -> list[int]:
    """The number of each lexeme's sentence, by full stops before capitals and by paragraphs."""
    out: list[int] = []
    number = 0
    for index, lexeme in enumerate(lexemes):
        before = lexemes[index - 1] if index else None
        if lexeme.kind == "BREAK" or (
            before is not None
            and before.text in _ENDS
            and not lexeme.glued
            and (lexeme.capital or lexeme.kind == "other")
        ):
            number += 1
        out.append(number)
    return out


def _persons(doc: Doc, lexemes: list[Lexeme], starts: list[int]) -> frozenset[int]:
    """Lexemes with a capital that the pipeline takes for a person, and months that it takes for verbs."""
    tagged = doc.has_annotation("POS")
    if not tagged and not doc.ents:
        return frozenset()
    out = set()
    for index, lexeme in enumerate(lexemes):
        if not lexeme.capital or not lexeme.values.keys() & {"MONTH", "SEASON", "SEASONVERB"}:
            continue
        token = doc[bisect.bisect_right(starts, lexeme.start) - 1]
        if token.ent_type_ == "PERSON" or (tagged and token.pos_ in {"VERB", "AUX"}):
            out.add(index)
    return frozenset(out)


def _day_follows(found: Found, beyond: Found, sentences: list[int]) -> bool:
    """Whether a time of day without a day of its own stands shortly before its day, in one sentence."""
    meaning, day = found.meaning, beyond.meaning.moment
    return (
        meaning.shift == (0, "D")
        and meaning.base == "text"
        and ":" in meaning.time
        and day is not None
        and (day.weekday is not None or day.day is not None)
        and sentences[found.first] == sentences[beyond.first]
        and beyond.first - found.after <= DAY_FOLLOWS
    )


def _opens(first: int, sentences: list[int]) -> bool:
    """Whether an expression is at the very start of its sentence, or there behind a preposition."""
    return first < 2 or sentences[first - 2] != sentences[first]


def _inside(regions: list[Region], starts: list[int], char: int) -> bool:
    at = bisect.bisect_right(starts, char) - 1
    return at >= 0 and regions[at].start_char <= char < regions[at].end_char


def _range_start(
    before: tuple[Found, Resolved] | None, found: Found, lexemes: list[Lexeme]
) -> datetime.date | None:
    """The first day of what a range begins with ("from May to ..."), None where there is no range."""
    if (
        before is None
        or found.meaning.moment is None
        or before[0].meaning.moment is None
        or not before[0].first
    ):
        return None
    opening, joint = lexemes[before[0].first - 1].text, lexemes[before[0].after].text
    if before[0].after != found.first - 1 or (opening, joint) not in _RANGES or before[1].interval is None:
        return None
    return before[1].interval[0]
