"""Figurative and idiomatic uses of words of business, technology, conflict and justice.

Each word stands in pairs: with this company it has the type, with that company another or none ("").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from extract.extractor import Extractor

SENSES = [
    # force and words
    ("The planes bombarded the harbour.", "bombarded", "attack"),
    ("The firm bombarded viewers with adverts.", "bombarded", ""),
    ("The boxer punched the referee.", "punched", "attack"),
    ("The clerk punched a hole in the card.", "punched", ""),
    ("The gunmen killed three farmers.", "killed", "killing"),
    ("The frost killed the crop.", "killed", ""),
    ("The blast wounded two nurses.", "wounded", "injury"),
    ("The defeat wounded their pride.", "wounded", ""),
    ("The rebels overthrew the king.", "overthrew", "seizure_of_territory"),
    ("The uprising ousted the president.", "ousted", "seizure_of_territory"),
    # prices and gardens, goods and words
    ("The council expanded the scheme.", "expanded", "increase"),
    ("The loudspeakers amplified the music.", "amplified", ""),
    ("The shortage amplified the risk.", "amplified", "increase"),
    ("The shop offered free coffee.", "offered", "offering"),
    ("The minister offered few specifics.", "offered", ""),
    ("The bank invested two million dollars.", "invested", "investment"),
    ("The family repaid the loan.", "repaid", "payment"),
    ("The striker repaid the faith of his coach.", "repaid", ""),
    # networks and other things
    ("The clerk distributed the leaflets.", "distributed", "sending"),
    ("The tax distributed the burden.", "distributed", ""),
    ("The site was down on Monday.", "down", "outage"),
    ("Shares were down two percent.", "down", ""),
    ("The club expelled three members.", "expelled", "eviction"),
    # courts
    ("The prosecutor prosecuted the banker.", "prosecuted", "charge"),
    ("The general prosecuted the war.", "prosecuted", ""),
    ("Officers handcuffed the suspect.", "handcuffed", "arrest"),
    ("The robber handcuffed the clerk.", "handcuffed", ""),
    ("The police ransacked the flat.", "ransacked", "police_raid"),
    ("The judge condemned him to death.", "condemned", "sentencing"),
    ("The inspector looked into the matter.", "looked", "investigation"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), SENSES)
def test_company_parts_plain_from_figurative(
    extractor: Extractor, text: str, trigger: str, expected: str
) -> None:
    start = text.index(trigger)
    found = {event.event_type for event in extractor(text).events if event.start_char == start}
    assert {name for name in found if name} == ({expected} if expected else set())
