"""Figurative and idiomatic senses of wide verbs: each stands beside its plain sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from extract.extractor import Extractor

# Sentence, trigger, type it has ("+motion") or must not have ("-motion").
SENSES = [
    ("The driver turned the wheel.", "turned", "+motion"),
    ("The senators turned their backs on tolerance.", "turned", "-motion"),
    ("The children scooped up handfuls of sand.", "scooped", "+motion"),
    ("A buyer scooped up the hotel for two million dollars.", "scooped", "-motion"),
    ("The actor pulled off a victory.", "pulled", "+success"),
    ("The thieves pulled off their masks.", "pulled", "-success"),
    ("The runner swallowed a fly.", "swallowed", "+everyday_act"),
    ("The island was swallowed by the sea.", "swallowed", "-everyday_act"),
    ("Oil prices hit a record low on Monday.", "hit", "-influence"),
    ("Critics wracked their brains over the puzzle.", "wracked", "-influence"),
    ("The law was aimed at foreign banks.", "aimed", "-search"),
    ("The minister was linked to the scandal.", "linked", "-joining"),
    ("The treaty united the two kingdoms.", "united", "+joining"),
    ("The hats were shaped like corn cobs.", "shaped", "-influence"),
    ("The war shaped his views.", "shaped", "+influence"),
    ("Hundreds of pilgrims joined the prayers.", "joined", "-membership"),
    ("The singer joined a choir.", "joined", "+membership"),
    ("The jury was composed of six women.", "composed", "-creation"),
    ("The pianist composed a symphony.", "composed", "+creation"),
    ("The senator held back tears.", "held", "-prevention"),
    ("The prince is fifth in the line of succession.", "succession", "-success"),
    ("The ocean extends to the southern coast.", "extends", "-spreading"),
    ("The farmers planted the seeds of a revolution.", "planted", "-farming"),
    ("The widow planted roses behind the house.", "planted", "+farming"),
    ("The villages rely on food aid.", "rely", "-use"),
    ("The mayor is keeping a lid on costs.", "keeping", "-keeping"),
]


@pytest.mark.parametrize(("text", "trigger", "wanted"), SENSES)
def test_figure_of_speech(extractor: Extractor, text: str, trigger: str, wanted: str) -> None:
    start = text.index(trigger)
    found = {event.event_type for event in extractor(text).events if event.start_char == start}
    assert (wanted[1:] in found) is (wanted[0] == "+")
