"""How much to trust a row: a number from 0 to 1 from the evidence behind it.

A first estimate from the rules that fired, not yet calibrated on data; rows sort by it.
"""

from __future__ import annotations

from extract.events.triggers import Predicate
from extract.events.types import Event


def confidence(predicate: Predicate, event: Event) -> float:
    """The confidence in one event, two decimals."""
    value = 0.9
    if predicate.pos == "noun":
        value -= 0.15
    if not event.event_type:
        value -= 0.1
    core = [a for a in event.arguments if a.role in {"actor", "target"}]
    if not core:
        value -= 0.2
    for argument in core:
        if argument.why.startswith(("control", "shared", "possessor of", "subject of the verb")):
            value -= 0.05
    if event.modality != "none" or event.certainty != "certain":
        value -= 0.05
    return round(max(0.05, min(1.0, value)), 2)
