"""Names as IOB tags, the form of several corpora; for the converters and the scorer alike."""

from __future__ import annotations

from collections.abc import Iterable


def iob_spans(tags: Iterable[str]) -> list[tuple[int, int, str]]:
    """Spans of IOB1 or IOB2 tags, as (start, end, label) in words; "B-O" is a slip for "O"."""
    spans: list[tuple[int, int, str]] = []
    start, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        kind, _, name = tag.partition("-")
        if start >= 0 and (kind in ("O", "B") or name != label):
            spans.append((start, index, label))
            start = -1
        if kind != "O" and start < 0 and name not in ("O", ""):
            start, label = index, name
    return spans
