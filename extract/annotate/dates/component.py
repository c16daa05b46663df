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

from extract.annotate.dates.anchors import Reference, Told, is_history
from extract.annotate.dates.direction import Direction
from extract.annotate.dates.guards import Guards, is_ancient, names_used
from extract.annotate.dates.lexer import Lexeme, lex
from extract.annotate.dates.lexicon import lexicon
from extract.annotate.dates.meanings import Meaning
from extract.annotate.dates.moments import Moment
from extract.annotate.dates.recognise import Found, recognise
from extract.annotate.dates.resolve import Resolved, resolve
from extract.annotate.types import Region, TimeExpression
from extract.errors import OptionError

NUMERIC_ORDERS = ("", "month-first", "day-first")
# Dates in these parts say nothing about when what the text tells happened.
_FRAME_PARTS = frozenset({"byline", "dateline", "updated", "boilerplate"})
_ENDS = frozenset(".?!")
_OF_TIME = frozenset({"by", "in", "since", "until", "till", "during", "through", "late", "early"})
HALF_QUARTER = 45  # days
DAY_FOLLOWS = 8  # words between a time of day and the day it belongs to
_JOINTS = frozenset({"and", "or", "to", "through", "until", "-", "–", "—"})
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
        named = names_used(lexemes, self._lexicon)
        persons = _persons(doc, lexemes, starts, named)
        guards = Guards(lexemes, self._lexicon, persons, named, is_ancient(lexemes))
        direction = Direction(doc, lexemes, self._lexicon, sentences)
        speech = speech_time(doc._.ew_published)
        frame = [region for region in doc._.ew_layout if region.part in _FRAME_PARTS]
        frame_starts = [region.start_char for region in frame]
        out: list[TimeExpression] = []
        before: tuple[Found, Resolved] | None = None
        all_found = recognise(lexemes, self._lexicon, guards, self._numeric_order)
        told = Told([], is_history((found.meaning for found in all_found), speech))
        for index, found in enumerate(all_found):
            meaning = found.meaning
            start_char, end_char = lexemes[found.first].start, lexemes[found.after - 1].end
            start = bisect.bisect_right(starts, start_char) - 1
            end = bisect.bisect_left(starts, end_char)
            sentence = sentences[found.first]
            steered = meaning.moment is not None or meaning.shift == (0, "WE")
            tense = direction.of(found.first, found.after, start, end) if steered else ""
            opened = _range_start(before, found, lexemes)
            if meaning.steer is None and _opens(found.first, sentences):
                meaning = replace(meaning, frames=True)
            if index + 1 < len(all_found):
                meaning = _with_shared_year(meaning, found, all_found[index + 1], lexemes)
            known = told
            if index + 1 < len(all_found) and _day_follows(found, all_found[index + 1], sentences):
                beyond = all_found[index + 1]  # "at 6 p.m. (1600 GMT) on Monday"
                day = resolve(beyond.meaning, speech, tense, told, sentence).moment
                if day is not None:
                    known = Told([*told.references[-3:], Reference(day, sentence)], told.history)
            resolved = resolve(meaning, speech, tense, known, sentence)
            first_day = resolved.interval[0] if resolved.interval else None
            if opened is not None and (first_day is None or first_day < opened):
                # "from November to February": February is the one after November
                resolved = resolve(found.meaning, opened, "future", told, sentence)
            before = found, resolved
            ended = (
                _quarter_ended(found, all_found[index + 1], lexemes) if index + 1 < len(all_found) else None
            )
            if ended is not None and not told.numbered_quarter(sentence):
                end_day = resolve(ended, speech, "past", told, sentence).interval
                if end_day is not None:
                    resolved = resolve(_quarter_of(end_day[1]), speech, "", told, sentence)
            moment = resolved.moment
            if meaning.length and resolved.type == "DURATION":  # "later" counts from a time not named
                end_char = lexemes[found.after - 2].end
                end = bisect.bisect_left(starts, end_char)
            usable = moment is not None and moment.known and not found.meaning.compares
            if moment is not None and usable and not _inside(frame, frame_starts, start_char):
                told.references.append(Reference(moment, sentence))
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


def _persons(doc: Doc, lexemes: list[Lexeme], starts: list[int], named: frozenset[str]) -> frozenset[int]:
    """Lexemes with a capital that the pipeline takes for a person, and months that it takes for verbs.

    A month behind a word such as "by" is no person for a lone tag where the text introduces none so named.
    """
    tagged = doc.has_annotation("POS")
    if not tagged and not doc.ents:
        return frozenset()
    out = set()
    for index, lexeme in enumerate(lexemes):
        if not lexeme.capital or not lexeme.values.keys() & {"MONTH", "SEASON", "SEASONVERB"}:
            continue
        token = doc[bisect.bisect_right(starts, lexeme.start) - 1]
        led = index and "LEAD" in lexemes[index - 1].values and lexemes[index - 1].text in _OF_TIME
        if led and lexeme.text not in named and (index + 1 == len(lexemes) or not lexemes[index + 1].capital):
            continue
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


def _quarter_ended(found: Found, beyond: Found, lexemes: list[Lexeme]) -> Meaning | None:
    """The day that a quarter without a number ends on ("the quarter ended July 31"), or None."""
    shift = found.meaning.shift
    if shift is None or shift != (0, "Q") or beyond.first != found.after + 1 or beyond.meaning.moment is None:
        return None
    return beyond.meaning if lexemes[found.after].text in {"ended", "ending"} else None


def _quarter_of(last: datetime.date) -> Meaning:
    """The calendar quarter that holds the middle of the three months that end on a day."""
    middle = last - datetime.timedelta(days=min(HALF_QUARTER, last.toordinal() - 1))
    return Meaning("DATE", moment=Moment.of(middle, "Q"))


def _with_shared_year(meaning: Meaning, found: Found, beyond: Found, lexemes: list[Lexeme]) -> Meaning:
    """The meaning with the year named after the next month: "May and June 1981", "November to May 1981"."""
    moment, later = meaning.moment, beyond.meaning.moment
    if (
        moment is None
        or later is None
        or beyond.first != found.after + 1
        or lexemes[found.after].text not in _JOINTS
        or moment.grain not in {"M", "D"}
        or later.grain not in {"M", "D"}
        or moment.part is None
        or later.part is None
        or later.year is None
        or (moment.year, meaning.year_shift, meaning.steer, meaning.short_year) != (None,) * 4
    ):
        return meaning
    turns = later.part < moment.part and lexemes[found.after].text not in {"and", "or"}
    return replace(meaning, moment=replace(moment, year=later.year - turns))


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
