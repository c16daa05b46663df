"""How cells are worded for people to read."""

from __future__ import annotations

import re

from extract.rows.result import Result
from extract.rows.schema import EventRow

# What stands between an event and fact, in a word or two.
_MODALITIES = {
    "attempt": "attempt",
    "intention": "intended",
    "ability": "able to",
    "conditional": "if",
    "counterfactual": "contrary to fact",
    "question": "asked",
    "command": "demanded",
    "generic": "in general",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[\n\t\u2028\u2029]")


def shown(text: str) -> str:
    """Text that is safe to print: line ends as spaces, control and direction characters as U+FFFD.

    The length stays the same, so that offsets into it hold.
    """
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text))


def how_certain(event: EventRow, denied: bool = False) -> str:
    """The factuality of an event in words: "certain", "denied", "planned", "possible (attempt)" ...

    Args:
        event: a row.
        denied: whether its source denies it (see `denials`).
    """
    if event.modality == "counterfactual":
        return "did not happen (contrary to fact)" if event.polarity == "negative" else "contrary to fact"
    if event.polarity == "negative":
        if denied:
            word = "denied"
        else:
            word = {"past": "did not happen", "present": "is not so", "future": "will not happen"}[
                event.tense
            ]
        doubts = [event.certainty] if event.certainty != "certain" else []
    elif event.modality == "intention" and event.certainty == "probable":
        return "planned"
    else:
        word, doubts = event.certainty, []
    if event.modality != "none":
        doubts.append(_MODALITIES[event.modality])
    return f"{word} ({', '.join(doubts)})" if doubts else word


def denials(result: Result) -> set[str]:
    """The attribution_ids whose cue is an event of the type denial ("denied", "rejects")."""
    said = {
        (event.start_char, event.end_char)
        for event in result.events
        if event.event_type == "denial" and event.polarity == "positive"
    }
    return {
        span.attribution_id
        for span in result.attribution_spans
        if span.part == "cue" and any(start < span.end_char and span.start_char < end for start, end in said)
    }


def when(event: EventRow, result: Result) -> str:
    """When an event happened: the words and the day or days that they stand for."""
    parts = []
    if event.when_text:
        value = _days(event.when_from, event.when_to) or event.when_value
        parts.append(f"{event.when_text}: {value}" if value else event.when_text)
    if event.when_event:
        other = next((row.action for row in result.events if row.event_id == event.when_event), "")
        parts.append(f"{event.when_relation or 'near'} “{other}” ({event.when_event})")
    return "; ".join(parts)


def _days(first: str | None, last: str | None) -> str:
    if first == last:
        return first or ""
    return f"{first or '...'} to {last or '...'}"


def according_to(event: EventRow) -> str:
    """Whose word it is: the source, "unnamed source", or empty for the article itself."""
    if event.attributed_to:
        return event.attributed_to
    return "unnamed source" if event.attribution_id else ""
