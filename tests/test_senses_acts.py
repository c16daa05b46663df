"""Senses of what people and things do in any field: motion, perception, choice, contest, work.

Each trigger stands in pairs: with this company it has the type, with that company it has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from extract.extractor import Extractor

TYPED = [
    ("The audience flocked to the new museum.", "flocked", "motion"),
    ("The nurse turned around and smiled.", "turned", "motion"),
    ("Workers stacked the boxes against the wall.", "stacked", "placement"),
    ("The gardener sprayed the roses.", "sprayed", "placement"),
    ("A plumber installed the boiler.", "installed", "placement"),
    ("The bridge connects the two islands.", "connects", "joining"),
    ("The fire spread to the next street.", "spread", "spreading"),
    ("The drought hurt cotton farmers.", "hurt", "influence"),
    ("The plant was hit by a shortage of steel.", "hit", "influence"),
    ("The rule lets tenants sue their landlords.", "lets", "enabling"),
    ("The widow endured years of poverty.", "endured", "experience"),
    ("The minister confronted the reality of defeat.", "confronted", "experience"),
    ("The fisherman saw a whale near the pier.", "saw", "perception"),
    ("The girls looked through the window.", "looked", "perception"),
    ("The bride posed for a photograph with her sisters.", "posed", "everyday_act"),
    ("The boy laughed at the clown.", "laughed", "everyday_act"),
    ("The novel inspired thousands of readers.", "inspired", "emotion"),
    ("The scandal rattled investors.", "rattled", "emotion"),
    ("The school adopted a new motto.", "adopted", "selection"),
    ("The dancers practised for weeks.", "practised", "preparation"),
    ("Police are searching for the missing hiker.", "searching", "search"),
    ("The lab measured the level of lead in the water.", "measured", "assessment"),
    ("The lawyers proved that the letter was forged.", "proved", "assessment"),
    ("The charter defines the role of the council.", "defines", "fixing_of_terms"),
    ("The court found that the tenants were poor.", "found", "assessment"),
    ("A review of the dam began in June.", "review", "assessment"),
    ("The swimmer finished second in the relay.", "finished", "ranking"),
    ("The two candidates are tied in the capital.", "tied", "ranking"),
    ("The committee is working to end the strike.", "working", "work"),
    ("The villagers waited for the bus.", "waited", "everyday_act"),
    ("The film drew attention to the miners.", "drew", "attracting"),
    ("Ministers capped rents in the capital.", "capped", "fixing_of_terms"),
    ("The Greens lead by 12 points.", "lead", "ranking"),
    ("The guard scored 20 points.", "scored", "sports_play"),
    ("Her father served in the navy.", "served", "work"),
    ("The widow served as mayor of the town.", "served", "work"),
    ("The clerk lost her ring.", "lost", "loss"),
    ("The engineer joined the union in May.", "joined", "membership"),
    ("The tenants filled out the form.", "filled", "filing"),
    ("The senator challenged the governor over the budget.", "challenged", "dispute"),
    ("The row between the two ministers goes on.", "row", "dispute"),
    ("Thousands rallied in the square.", "rallied", "public_gathering"),
    ("The sisters look after their mother.", "look", "care"),
]

OTHERS = [
    ("Delegates flocked to the candidate.", "flocked", "motion"),
    ("The new owner turned the firm around.", "turned", "motion"),
    ("The president backed away from the deal.", "backed", "motion"),
    ("The chairman stacked the audience with friends.", "stacked", "placement"),
    ("Officers sprayed the demonstrators.", "sprayed", "placement"),
    ("The junta installed harsh laws.", "installed", "placement"),
    ("They clashed with a politically connected banker.", "connected", "joining"),
    ("The bird spread its wings.", "spread", "spreading"),
    ("The skater hurt her knee.", "hurt", "influence"),
    ("The van's window was hit with stones.", "hit", "influence"),
    ("An earthquake rocked the valley.", "rocked", "influence"),
    ("Let's not forget the farmers.", "Let", "enabling"),
    ("The paper ran a column entitled A Bad Year.", "entitled", "enabling"),
    ("The old customs have endured.", "endured", "experience"),
    ("Detectives went through the files.", "went", "experience"),
    ("The week saw heavy snow.", "saw", "perception"),
    ("Rivals see her as a threat.", "see", "perception"),
    ("The coach looked tired.", "looked", "perception"),
    ("The two thieves posed as cleaners.", "posed", "everyday_act"),
    ("The minister nodded to the critics.", "nodded", "everyday_act"),
    ("Her life inspired a film.", "inspired", "emotion"),
    ("A strong aftershock rattled the valley.", "rattled", "emotion"),
    ("The voters welcomed the adoption of the new constitution.", "adoption", "selection"),
    ("The monks practise meditation.", "practise", "preparation"),
    ("The singer has been shopping the album to labels.", "shopping", "everyday_act"),
    ("A quake measuring 6.1 shook the coast.", "measuring", "assessment"),
    ("The search proved difficult.", "proved", "assessment"),
    ("Jurors found the driver guilty.", "found", "assessment"),
    ("The new rule works.", "works", "work"),
    ("The robbers tied the clerk to a chair.", "tied", "ranking"),
    ("The war defined a generation.", "defined", "fixing_of_terms"),
    ("The goal capped a fine comeback.", "capped", "fixing_of_terms"),
    ("The aides, led by a lawyer, resigned.", "led", "ranking"),
    ("The firm scored a big contract.", "scored", "sports_play"),
    ("The dealer served two years in prison.", "served", "work"),
    ("The warning serves as a reminder.", "serves", "work"),
    ("The mayor was joined by two singers.", "joined", "membership"),
    ("The face registered surprise.", "registered", "membership"),
    ("An understudy filled in for the tenor.", "filled", "filing"),
    ("The team won four games in a row.", "row", "dispute"),
    ("The mayor broke with tradition.", "broke", "dispute"),
    ("Donors rallied behind the mayor.", "rallied", "public_gathering"),
    ("It looked as if the bridge would fall after the flood.", "looked", "care"),
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
