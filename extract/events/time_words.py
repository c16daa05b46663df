"""The words that tell which time belongs to which event (event_times.yaml), read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.knowledge import load_yaml


@dataclass(frozen=True)
class TimeWords:
    """See the data file for what each class is; keys and members are in lower case."""

    between_events: dict[str, str]
    to_dates: dict[str, str]
    marker_nouns: dict[str, str]
    sequence_adverbs: dict[str, str]
    comparing: frozenset[str]
    containing: frozenset[str]
    phases: frozenset[str]
    support_object: frozenset[str]
    happening: frozenset[str]
    witnessing: frozenset[str]
    levels: frozenset[str]
    figures: frozenset[str]
    accounting: frozenset[str]
    holding: frozenset[str]
    reporting: frozenset[str]
    expecting: frozenset[str]
    deciding: frozenset[str]


@cache
def time_words() -> TimeWords:
    """The words of event_times.yaml."""
    table = load_yaml("event_times.yaml")

    def words(key: str) -> frozenset[str]:
        return frozenset(cast(list[str], table[key]))

    def mapping(key: str) -> dict[str, str]:
        return dict(cast(dict[str, str], table[key]))

    return TimeWords(
        between_events=mapping("between_events"),
        to_dates=mapping("to_dates"),
        marker_nouns=mapping("marker_nouns"),
        sequence_adverbs=mapping("sequence_adverbs"),
        comparing=words("comparing"),
        containing=words("containing"),
        phases=words("phases"),
        support_object=words("support_object"),
        happening=words("happening"),
        witnessing=words("witnessing"),
        levels=words("levels"),
        figures=words("figures"),
        accounting=words("accounting"),
        holding=words("holding"),
        reporting=words("reporting"),
        expecting=words("expecting"),
        deciding=words("deciding"),
    )
