"""Senses of disasters, culture, sport, personal life and movement, sentence by sentence.

Each trigger stands in pairs: with this company it has the type, with that company it has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from extract.extractor import Extractor

TYPED = [
    ("A freight train derailed near the depot on Sunday.", "derailed", "accident"),
    ("The lorry ploughed into a bus shelter.", "ploughed", "accident"),
    ("Hail damaged dozens of greenhouses.", "damaged", "damage"),
    ("The flames destroyed a warehouse.", "destroyed", "damage"),
    ("The virus infected three nurses.", "infected", "outbreak"),
    ("The boiler exploded in the night.", "exploded", "explosion"),
    ("An explosion of gas wrecked the kitchen.", "explosion", "explosion"),
    ("The barn burned for hours.", "burned", "fire"),
    ("The baby was born in Lisbon.", "born", "birth"),
    ("The two sisters studied law in Leeds.", "studied", "education"),
    ("The magazine wrote a story about the dam.", "wrote", "publication"),
    ("The singer performed at a festival in Bath.", "performed", "performance"),
    ("The doctor prescribed antibiotics.", "prescribed", "treatment"),
    ("The actress starred in a film about bees.", "starred", "performance"),
    ("The Lions routed the Bears.", "routed", "win"),
    ("The club signed a striker.", "signed", "transfer_of_player"),
    ("The swimmers lost again.", "lost", "defeat"),
    ("The clerk left the courtroom.", "left", "departure"),
    ("The convict escaped from prison.", "escaped", "departure"),
    ("The deputy departed from Rome on Friday.", "departed", "departure"),
    ("The thieves entered the shop at night.", "entered", "arrival"),
    ("The miners returned to the village.", "returned", "arrival"),
    ("The neighbours welcomed her return to the village.", "return", "arrival"),
    ("The parents came to the clinic.", "came", "arrival"),
    ("The widow moved into a small flat.", "moved", "arrival"),
    ("The boys walked to the harbour.", "walked", "travel"),
    ("The nurse went to the bakery.", "went", "travel"),
    ("The tourists headed for the coast.", "headed", "travel"),
    ("The crew cancelled the flight from Oslo.", "flight", "travel"),
    ("The ferry carried tractors across the bay.", "carried", "transport"),
    ("The soldiers brought the wounded boy to the hospital.", "brought", "transport"),
    ("The patient was transferred to another hospital.", "transferred", "transport"),
    ("The trawler sank off Iceland.", "sank", "accident"),
    ("The survey found that most pupils walk to school.", "found", "discovery"),
    ("A farmer found a coin in the field.", "found", "discovery"),
    ("The senator dropped out in March.", "dropped", "departure"),
    ("The two chefs battled for the title.", "battled", "competition"),
    ("The painter died in Paris.", "died", "death"),
    ("The families were evacuated from their flats.", "evacuated", "evacuation"),
]

OTHERS = [
    ("The quarrel derailed the talks.", "derailed", "accident"),
    ("The fund plowed $3 million into advertising.", "plowed", "accident"),
    ("The scandal damaged the mayor.", "damaged", "damage"),
    ("The rumour destroyed his reputation.", "destroyed", "damage"),
    ("The worm infected thousands of laptops.", "infected", "outbreak"),
    ("The clip led to an explosion of anger.", "explosion", "explosion"),
    ("The old jet burns $900 an hour.", "burns", "fire"),
    ("A new movement was born.", "born", "birth"),
    ("The engineers studied the bridge at the site.", "studied", "education"),
    ("The pupil wrote the newspaper about the dam.", "wrote", "publication"),
    ("The senator defended his performance at the hearing.", "performance", "performance"),
    ("The law prescribes a penalty.", "prescribes", "treatment"),
    ("The banker played a role in the deal.", "played", "performance"),
    ("The broker routed money to a charity.", "routed", "win"),
    ("Prices dropped two points.", "dropped", "defeat"),
    ("The quake left hundreds of people dead.", "left", "departure"),
    ("The tailor leaves behind a wife and two sons.", "leaves", "departure"),
    ("The deputy departed from the script.", "departed", "departure"),
    ("The villages disappeared, and so did the jobs.", "jobs", "departure"),
    ("The poet entered politics in May.", "entered", "arrival"),
    ("Calm returned to the capital.", "returned", "arrival"),
    ("The lawyer came in for criticism.", "came", "arrival"),
    ("The sprinter came into the contest with a cold.", "came", "arrival"),
    ("The teachers walked off the job.", "walked", "travel"),
    ("The guide walked them through the rules.", "walked", "travel"),
    ("The trader went to jail for fraud.", "went", "travel"),
    ("The widow ran to become governor.", "ran", "travel"),
    ("The captain swam to stardom.", "swam", "travel"),
    ("The boy carried a gun.", "carried", "transport"),
    ("The decision brought angry farmers to the streets.", "brought", "transport"),
    ("The punch brought the boxer to his knees.", "brought", "transport"),
    ("The trainer found herself in trouble.", "found", "discovery"),
    ("The fashion died within a year, and the craze died too.", "died too", "death"),
    ("The fund transferred money to a bank.", "transferred", "transport"),
    ("A shell landed in the schoolyard.", "landed", "arrival"),
    ("The ministers conferred on Monday.", "conferred", "award"),
    ("The crisis reached Austria in May.", "reached", "arrival"),
    ("The general sent troops to the border.", "sent", "transport"),
    ("The child played in the garden.", "played", "competition"),
    ("The widow suffered bouts of depression.", "bouts", "competition"),
]


def types_of(extractor: Extractor, text: str, trigger: str) -> set[str]:
    """The types of the events whose first word is `trigger`."""
    start = text.index(trigger)
    return {event.event_type for event in extractor(text).events if event.start_char == start}


@pytest.mark.parametrize(("text", "trigger", "expected"), TYPED)
def test_company_gives_the_type(extractor: Extractor, text: str, trigger: str, expected: str) -> None:
    assert types_of(extractor, text, trigger) == {expected}


@pytest.mark.parametrize(("text", "trigger", "other"), OTHERS)
def test_other_company_does_not(extractor: Extractor, text: str, trigger: str, other: str) -> None:
    assert other not in types_of(extractor, text, trigger)
