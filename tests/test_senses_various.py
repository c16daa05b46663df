"""Senses of everyday verbs and nouns that every subject of news has, sentence by sentence.

Each word stands in pairs: with this company it has the type, with that company another or none ("").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from extract.extractor import Extractor

SENSES = [
    # a giver and a thing that can be given
    ("The farmer gave bread and money to the shelter.", "gave", "giving"),
    ("The poll gave the mayor a narrow advantage.", "gave", "causing"),
    ("The widow shared the recording with a lawyer.", "shared", "giving"),
    ("The brothers share a flat in Leeds.", "share", ""),
    ("The clerk handed the envelope to a porter.", "handed", "giving"),
    ("The gaffe handed the challenger a lead.", "handed", "causing"),
    ("The bank returned the paintings to the heirs.", "returned", "giving"),
    # getting
    ("The nurse got a letter from the ministry.", "got", "receipt"),
    ("The union got a major win in the city.", "got", ""),
    # beginning and ending
    ("The festival opened on Friday.", "opened", "beginning"),
    ("Riots erupted in the suburbs.", "erupted", "beginning"),
    ("The town launched a scheme to save water.", "launched", "beginning"),
    ("The plant stopped making tractors.", "stopped", "ending"),
    ("The drivers stopped to buy bread.", "stopped", ""),
    ("The minister stopped short of an apology.", "stopped", "prevention"),
    ("The polls closed at noon.", "closed", "ending"),
    ("The council eliminated the fee.", "eliminated", "ending"),
    ("The debate came to a close.", "came", "ending"),
    ("The trial went on for weeks.", "went", "continuation"),
    ("The tailor went on to say that he was sorry.", "went", ""),
    # coming about
    ("The announcement came on Monday.", "came", "occurrence"),
    ("Smoke came from the roof.", "came", ""),
    ("Protests followed in the capital.", "followed", "occurrence"),
    ("New details emerged on Tuesday.", "emerged", "occurrence"),
    ("The town has emerged as a centre of the trade.", "emerged", "change"),
    ("The singer appeared at a festival in Bath.", "appeared", "attendance"),
    ("The senator made an appearance at the market.", "made", "attendance"),
    # change and making
    ("The march turned into a brawl.", "turned", "change"),
    ("The talks grew tense.", "grew", "change"),
    ("The win cemented her place in the team.", "cemented", "change"),
    ("The striker tweaked his hamstring.", "tweaked", ""),
    ("A local firm designed the logo.", "designed", "creation"),
    ("The rule is designed to protect tenants.", "designed", ""),
    ("The baker built a brand on his name.", "built", "creation"),
    # causing and keeping from
    ("The strike left thousands stranded.", "left", "causing"),
    ("The engineers left the firm to found a rival.", "left", ""),
    ("The guards stopped the crowd from entering the hall.", "stopped", "prevention"),
    ("The referee limited the bout to six rounds.", "limited", "prevention"),
    # trying, using, showing, failing
    ("The farmers struggled to save the harvest.", "struggled", "attempt"),
    ("The shops are struggling.", "struggling", ""),
    ("The pilots are fighting for a fair contract.", "fighting", "attempt"),
    ("The brokers capitalised on the panic.", "capitalised", "use"),
    ("The village consumes little electricity.", "consumes", "use"),
    ("The tests showed a leak.", "showed", "showing"),
    ("The party has a lead after its strong showings in the coastal states.", "showings", ""),
    ("The plan collapsed within days.", "collapsed", "failure"),
    ("Divers recovered a pistol from the lake.", "recovered", "receipt"),
    ("The mayor refrained from naming the donor.", "refrained", "prevention"),
    ("The clerks made sure that every ballot was counted.", "made", "causing"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), SENSES)
def test_company_tells_the_sense(extractor: Extractor, text: str, trigger: str, expected: str) -> None:
    start = text.index(trigger)
    found = {event.event_type for event in extractor(text).events if event.start_char == start}
    assert {name for name in found if name} == ({expected} if expected else set())
