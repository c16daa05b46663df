"""More senses of common words, sentence by sentence: politics, attention, prison, sport and daily speech.

Each word stands in pairs: with this company it has the type, with that company another or none ("").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from extract.extractor import Extractor

SENSES = [
    # standing for office, running things, running ads
    ("Nora Lund is running as an independent.", "running", "candidacy"),
    ("Nora Lund is running for delegate.", "running", "candidacy"),
    ("Nora Lund hit the campaign trail on Monday.", "hit", "candidacy"),
    ("Nora Lund ended her campaign on Monday.", "campaign", "candidacy"),
    ("The vaccination campaign began in June.", "campaign", "campaign"),
    ("The paper ran a story about the bridge.", "ran", "publication"),
    ("The wall runs along the river.", "runs", ""),
    # laws and elections
    ("The senate passed gun control.", "passed", "legislation"),
    ("The package passed in March.", "passed", "legislation"),
    ("Nora Lund carried Ohio.", "carried", "election"),
    ("She captured the nomination in June.", "captured", "election"),
    ("The rebels captured the town.", "captured", "seizure_of_territory"),
    ("The cameras captured the crash.", "captured", "showing"),
    # serving
    ("He is serving a sentence for fraud.", "serving", "imprisonment"),
    ("He served two years in prison.", "served", "imprisonment"),
    ("He went to prison in May.", "went", "imprisonment"),
    ("He went to the island in May.", "went", "travel"),
    ("The cafe served soup to the firemen.", "served", "giving"),
    ("The clinic serves patients from the islands.", "serves", "offering"),
    ("Nora Lund served as a clerk in Leeds.", "served", "work"),
    # attention
    ("The debate focused on the price of bread.", "focused", "attention"),
    ("The mayor ignored the report.", "ignored", "attention"),
    ("The committee placed greater weight on the harbour.", "placed", "attention"),
    ("The porter placed the box on the table.", "placed", "placement"),
    # people who move to live elsewhere
    ("Voters worry about immigration.", "immigration", "migration"),
    ("The family emigrated to Canada.", "emigrated", "migration"),
    # fights of several kinds
    ("The law fights discrimination.", "fights", "prevention"),
    ("The two clubs are fighting for first place.", "fighting", "competition"),
    ("The brothers are fighting about the will.", "fighting", "dispute"),
    ("Her battle with cancer lasted a year.", "battle", "experience"),
    ("The primary battle divided the party.", "battle", "dispute"),
    ("The nurse struggled with the forms.", "struggled", "experience"),
    ("The nurse struggled to fill in the forms.", "struggled", "attempt"),
    ("The minister survived the scandal.", "survived", "experience"),
    # throwing
    ("Nora Lund threw her support behind the plan.", "threw", "support"),
    ("Rioters threw bricks at the windows.", "threw", "attack"),
    ("The guards threw the reporter out of the hall.", "threw", "eviction"),
    # finishing and stopping
    ("The player finished with 20 points.", "finished", "sports_play"),
    ("The runner finished in second place.", "finished", "ranking"),
    ("School finished at noon.", "finished", "ending"),
    # taking
    ("The minister took questions from the crowd.", "took", "answer"),
    ("The minister took a swipe at the mayor.", "took", "criticism"),
    ("The minister took offence at the joke.", "took", "emotion"),
    ("It takes two hours to reach the hut.", "takes", ""),
    # putting
    ("The court put the plan on hold.", "put", "ending"),
    ("The state put heavy tariffs on steel.", "put", "fixing_of_terms"),
    ("The survey put the damage at two million dollars.", "put", "forecast"),
    ("The club placed the striker on the injured list.", "placed", "membership"),
    ("The nurse put her hand on his shoulder.", "put", "motion"),
    # giving and making
    ("The goal gave the visitors a lead.", "gave", "causing"),
    ("The judge made a ruling on Friday.", "made", "ruling"),
    ("The company made $2 million in May.", "made", "earnings"),
    # hitting, ripping, shaking, rising, drawing
    ("The shop was hit by a robbery.", "hit", "theft"),
    ("The blaze hit a warehouse.", "hit", "fire"),
    ("The widow was visibly shaken.", "shaken", "emotion"),
    ("The envoys shook hands.", "shook", "everyday_act"),
    ("Nora Lund rose to fame in the nineties.", "rose", "attracting"),
    ("The author drew on old letters.", "drew", "use"),
    ("The lawyers relied on old testimony.", "relied", "use"),
    # coming, entering, opening
    ("The party came out against the bridge.", "came", "rejection"),
    ("Nora Lund entered the race in May.", "entered", "candidacy"),
    ("The thief posed as a plumber.", "posed", "fraud"),
    ("The players are posing for a photograph.", "posing", "everyday_act"),
    ("The deadline is approaching.", "approaching", "occurrence"),
    ("The officers approached the driver.", "approached", "motion"),
    # roles, sharing, embracing
    ("The envoy played a central role in the talks.", "played", "involvement"),
    ("The senator embraced the plan.", "embraced", "support"),
    ("The clerk set up a server.", "set", "placement"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), SENSES)
def test_company_tells_the_sense(extractor: Extractor, text: str, trigger: str, expected: str) -> None:
    start = text.index(trigger)
    found = {event.event_type for event in extractor(text).events if event.start_char == start}
    assert {name for name in found if name} == ({expected} if expected else set())
