"""Leaving the article's words out of the tables (`--no-text`), for texts that may not be passed on."""

from __future__ import annotations

from dataclasses import replace

from extract.rows.names import is_short
from extract.rows.result import Result


def _short(text: str | None) -> str | None:
    return text if text is not None and is_short(text) else None


def _short_each(cell: str | None) -> str | None:
    """A joined cell whose names of more than ten words are left out; its places stay parallel."""
    if cell is None:
        return None
    kept = [name if is_short(name) else "" for name in cell.split("; ")]
    return "; ".join(kept) if any(kept) else None


def without_text(result: Result) -> Result:
    """Return the rows without the text, evidence, content, phrases, and wordings of over ten words.

    Offsets, ids and `text_sha256` stay, so that the holder of the text can fill the cells again.
    """
    return Result(
        keep=result.keep,
        articles=[replace(row, text=None) for row in result.articles],
        entities=[
            replace(
                row,
                name=row.name if row.named else _short(row.name),
                description=_short(row.description),
            )
            for row in result.entities
        ],
        mentions=[replace(row, text=_short(row.text)) for row in result.mentions],
        dates=[replace(row, text=_short(row.text)) for row in result.dates],
        events=[
            replace(
                row,
                phrase=None,
                trigger=_short(row.trigger),
                actor=_short_each(row.actor),
                target=_short_each(row.target),
                place=_short_each(row.place),
                attributed_to=_short_each(row.attributed_to),
                when_text=_short(row.when_text),
                evidence=None,
            )
            for row in result.events
        ],
        arguments=[replace(row, text=_short(row.text)) for row in result.arguments],
        attributions=[
            replace(row, source=_short(row.source), cue=_short(row.cue), content=None)
            for row in result.attributions
        ],
        attribution_spans=[
            replace(row, text=None if row.part == "content" else _short(row.text))
            for row in result.attribution_spans
        ],
    )
