"""Nouns that name events, and the same nouns where they name a thing or a body."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The senator published his tax returns on Monday.", "returns"),
        ("The audit found a conflict of interest.", "conflict"),
        ("The pilot suffered a heart attack.", "attack"),
        ("The campaign denied the report.", "campaign"),
        ("The mission's chief resigned on Monday.", "mission"),
        ("The prosecution said the driver was drunk.", "prosecution"),
        ("The campaign paid the printer in June.", "campaign"),
        ("Her campaign hired two pollsters.", "campaign"),
        ("The printer was paid by the campaign.", "campaign"),
        ("Nora Lund's campaign raised two million dollars.", "campaign"),
        ("Nora Lund and her campaign denied the report.", "campaign"),
        ("The campaign, which hired two pollsters, has an office here.", "campaign"),
        ("A spokesman for the campaign left the room.", "campaign"),
        ("The baker donated $200 to the campaign.", "campaign"),
        ("The letter came from the Nora Lund campaign.", "campaign"),
        ("The mission sent a note to the ministry.", "mission"),
        ("The mayor's administration rejected the plan.", "administration"),
        ("An adviser to the mission resigned.", "mission"),
        ("The campaign has an office in the harbour.", "campaign"),
        ("The campaign is beginning an analysis of the vote.", "campaign"),
        ("He is the chairman of her campaign.", "campaign"),
        ("The note came from the campaign.", "campaign"),
        ("A source close to the campaign spoke of chaos.", "campaign"),
    ],
)
def test_a_thing_or_a_body_is_no_event(extractor, text, noun):
    events = extractor(text).events
    assert text.index(noun) not in {event.start_char for event in events}


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The family celebrated the return of the hostages.", "return"),
        ("The conflict in the north killed three people.", "conflict"),
        ("Rebels carried out an attack on the village.", "attack"),
        ("The campaign against the dam began in June.", "campaign"),
        ("Nora Lund ended her campaign on Monday.", "campaign"),
        ("The campaign against litter raised awareness in the town.", "campaign"),
        ("The campaign began on Monday.", "campaign"),
        ("The campaign failed.", "campaign"),
        ("The rebellion killed three soldiers.", "rebellion"),
        ("The uprising toppled the king.", "uprising"),
        ("Nora Lund's campaign created a stir.", "campaign"),
        ("Two buses broke down during the Nora Lund campaign.", "campaign"),
        ("They counted the victims of the campaign.", "campaign"),
        ("The mission to the island lasted two weeks.", "mission"),
        ("The prosecution of the driver took two years.", "prosecution"),
    ],
)
def test_the_event_stays_one(extractor, text, noun):
    events = extractor(text).events
    assert any(
        text[e.start_char : e.end_char].endswith(noun)
        or e.start_char == text.index(noun)
        or noun in text[e.start_char : e.end_char]
        for e in events
    )


@pytest.mark.parametrize(
    ("text", "noun", "found"),
    [
        ("The robbery victims thanked the neighbours.", "robbery", True),
        ("Police sealed off the crash site.", "crash", True),
        ("The murder charges surprised the town.", "murder", False),
        ("The robbery attempt surprised the clerk.", "robbery", False),
        ("Clerks carried the voting machines away.", "voting", False),
    ],
)
def test_a_noun_that_modifies_is_an_event_where_it_has_happened(extractor, text, noun, found):
    starts = {event.start_char for event in extractor(text).events}
    assert (text.index(noun) in starts) is found


def test_a_participle_that_describes_is_no_event(all_kinds):
    result = all_kinds("The minister has a limited role in the divided party.")
    assert not {"limit", "divide"} & {event.action for event in result.events}


@pytest.mark.parametrize(
    ("text", "word", "event"),
    [
        ("Given the cost, the council closed the bridge.", "Given", False),
        ("Three people, including a child, died in the fire.", "including", False),
        ("Depending on the weather, the ship sails on Monday.", "Depending", False),
        ("The medals given by the king were sold.", "given", True),
        ("The report was lost after it was given to the court.", "given", True),
        ("The bank is excluding the fund from the sale.", "excluding", True),
    ],
)
def test_a_participle_that_stands_for_a_preposition_is_no_event(extractor, text, word, event):
    assert (text.index(word) in {e.start_char for e in extractor(text).events}) == event
