"""How far factuality reaches: what a word's negation, mood or time takes in and what stays a fact.

Each case: sentence, action, and the expected polarity, certainty, modality, tense ("-" = not checked).
"""

from __future__ import annotations

import pytest

GIVEN = [
    # what one answers for was done
    ("The union called on the mayor to apologise for lying.", "lie", "positive certain none past"),
    ("The union called on the mayor to apologise for lying.", "apologise", "positive possible intention future"),
    ("She should apologise for her remarks.", "remark", "positive certain none past"),
    ("They plan to protest against the verdict.", "verdict", "positive certain none past"),
    ("The town will respond to the attack.", "attack", "positive certain none past"),
    ("He is wanted for killing a priest.", "kill", "positive probable none past"),
    ("He was jailed for killing a priest.", "kill", "positive certain none past"),
    # what is ended, hidden or harmed is under way
    ("They will end the inquiries into the fire.", "inquire", "positive certain none present"),
    ("They will end the inquiries into the fire.", "fire", "positive certain none past"),
    ("Patrols could stop the violence.", "violence", "positive certain none present"),
    ("Patrols failed to stop the violence.", "violence", "positive certain none past"),
    ("Patrols could prevent a riot.", "riot", "negative possible - -"),
    ("She wanted to hide her dealings from the board.", "deal", "positive certain none present"),
    ("The tax would hurt growth.", "grow", "positive certain none present"),
    ("The bank will launch an inquiry.", "launch", "positive probable none future"),
    # what is left of an event, and what is still to come
    ("The minister will meet survivors of the attack.", "attack", "positive certain none past"),
    ("The minister will attend the launch of the ship.", "launch", "positive probable none future"),
    # a clause of time is no complement
    ("The prisoner escaped when he was being moved to a jail.", "move", "positive certain none past"),
    ("Guards noticed him coughing.", "cough", "positive certain none past"),
    ("The host asked why the bank did not close the account.", "close", "negative certain none past"),
]  # fmt: skip

SUPPOSED = [
    ("Were the court to open the file, the case would collapse.", "open", "positive possible conditional future"),
    ("Were the court to open the file, the case would collapse.", "collapse", "positive possible conditional future"),
    ("Had they known the price, they would have left.", "know", "negative certain counterfactual past"),
    ("Should the dam break, the village will flood.", "break", "positive possible conditional future"),
    ("If the city were to sell the bridge, residents would protest.", "sell", "positive possible conditional future"),
    ("The airline would close the route if fuel prices doubled.", "double", "positive possible conditional future"),
    ("If the driver drank, the insurer will not pay.", "drink", "positive possible conditional past"),
    ("Even if she found the letter, she kept quiet.", "find", "positive possible conditional past"),
    ("The scheme works if you own a house.", "own", "positive possible conditional present"),
    ("The council has no decision about whether to sue the firm.", "sue", "positive possible question future"),
]  # fmt: skip

NEGATIVE = [
    ("The plan is too vague to judge.", "judge", "negative certain none present"),
    ("She earns too little to rent a flat.", "rent", "negative certain none present"),
    ("The man is not rich enough to rent the flat.", "rent", "negative certain none present"),
    ("The man is old enough to vote.", "vote", "positive possible - -"),
    ("There is no way to exclude her.", "exclude", "negative certain ability present"),
    ("The nurse had no time to react.", "react", "negative certain ability past"),
    ("Tenants should not have to pay the tax.", "pay", "negative possible command future"),
    ("She has to sell the house.", "sell", "positive possible command future"),
    ("She had to sell the house.", "sell", "positive certain none past"),
    ("The council did nothing to help the tenants.", "help", "negative certain none past"),
    # left out
    ("The minister left rather than engage the critics.", "engage", "negative certain none past"),
    ("Sales rose instead of falling.", "fall", "negative certain none past"),
    ("Instead of a strike, the union held a vote.", "strike", "negative certain none past"),
    ("She did not leave without paying the bill.", "pay", "positive certain none past"),
    ("The lack of a decision angered the miners.", "decide", "negative certain none past"),
    # two negations
    ("He could not resist adding a joke.", "add", "positive certain none past"),
    ("She could not help laughing.", "laugh", "positive certain none past"),
    ("The crew could not avoid hitting the rock.", "hit", "positive certain none past"),
    # one's own fate, and what befell others
    ("She escaped prosecution.", "prosecute", "negative certain none past"),
    ("He did not escape arrest.", "arrest", "positive certain none past"),
    ("She escaped the fire.", "fire", "positive certain none past"),
    # plans and what became of them
    ("The firm reached its goal of hiring 50 welders.", "hire", "positive certain none past"),
    ("The firm scrapped plans to hire nurses.", "hire", "negative certain none past"),
    ("The army failed in its bid to take the town.", "take", "negative certain none past"),
    ("Its attempt to take the town failed.", "take", "negative certain none past"),
    ("Its failed attempt to take the town angered voters.", "take", "negative certain - -"),
    ("The firm has a plan to build a mill.", "build", "positive probable intention future"),
    # what is done beside it is not negated
    ("The firm did not pay tax while using the roads.", "use", "positive certain none past"),
    # nobody denies the subject of what is denied
    ("The plan to sell the port did not calm investors.", "sell", "positive probable intention -"),
    ("A strike will not help the miners.", "strike", "positive probable none future"),
    # almost
    ("The climber nearly drowned.", "drown", "negative certain none past"),
    ("The two sides had all but agreed.", "agree", "negative certain none past"),
    ("She has nothing to sell.", "sell", "negative certain none present"),
    ("Walls protect the town from floods.", "flood", "positive - - -"),
    ("Walls prevent floods.", "flood", "negative - - -"),
    ("Sales nearly doubled.", "double", "positive certain none past"),
    # contrast
    ("The bank was robbed, not bombed.", "bomb", "negative certain none past"),
    ("The firm is not closing the mill but selling it.", "sell", "positive certain none present"),
    ("The judge warned the firm against selling the land.", "sell", "negative possible intention future"),
    ("He wished he had bought the house.", "buy", "negative certain counterfactual past"),
    # attempts in vain: the attempt took place
    ("Police were looking into an attempted murder.", "murder", "positive possible attempt past"),
    ("The thieves pretended to fix the roof.", "fix", "negative certain none past"),
]  # fmt: skip

GENERAL = [
    ("Failure to pay the toll brings a fine.", "bring", "positive certain generic present"),
    ("Failure to pay the toll brings a fine.", "fail", "positive certain generic present"),
    ("Failure to pay the toll brings a fine.", "pay", "negative certain generic present"),
    ("When rules bend, we lose trust.", "bend", "positive certain generic present"),
    ("When rules bend, we lose trust.", "lose", "positive certain generic present"),
    ("You cross the line, you get hit.", "cross", "positive certain generic present"),
    ("The scheme works if you own a house.", "work", "positive certain generic present"),
    ("Any driver who speeds pays a fine.", "pay", "positive certain generic present"),
    ("Anyone who steals loses a hand.", "steal", "positive certain generic present"),
    ("Banks usually charge fees.", "charge", "positive certain generic present"),
    ("The bank always charges a fee.", "charge", "positive certain none present"),
    ("The mayor loses when the union votes.", "lose", "positive certain none present"),
    ("The driver pays a fine.", "pay", "positive certain none present"),
]  # fmt: skip

AHEAD = [
    ("Analysts see good prospects for growth.", "grow", "positive possible none future"),
    ("The country is on the brink of war.", "war", "positive possible none future"),
    ("Loose rules could lead to fraud.", "defraud", "positive possible ability future"),
    ("The rains led to flooding.", "flood", "positive certain none past"),
    ("Slower growth is being offset by exports.", "grow", "positive certain none present"),
    ("The fighting continues in the north.", "fight", "positive certain none present"),
    ("The bank will attend the meeting.", "meet", "positive probable none future"),
    ("Prices are going to rise.", "rise", "positive probable none future"),
    ("The minister is going to resign.", "resign", "positive probable intention future"),
    ("He would never sell the farm.", "sell", "negative probable none future"),
    ("He would not sell the farm.", "sell", "negative certain none past"),
    # force
    ("He ought to retract the claim.", "retract", "positive possible command future"),
    ("The minister ought to have resigned.", "resign", "negative certain counterfactual past"),
    ("The union sounded a call for France to hire more nurses.", "hire", "positive possible intention future"),
    ("The union called for France to hire more nurses.", "hire", "positive possible intention future"),
    ("It's time to close the mine.", "close", "positive possible command future"),
    ("Let us close the mine.", "close", "positive possible command future"),
    ("Go home and call your mother.", "call", "positive possible command future"),
    ('"Stop the war," the bishop told reporters.', "stop", "positive possible command future"),
]  # fmt: skip

CASES = [*GIVEN, *SUPPOSED, *NEGATIVE, *GENERAL, *AHEAD]

# (title, action, expected)
TITLES = [
    ("Judge rejects plea by miner", "reject", "positive certain none past"),
    ("Firm plans to cut jobs", "plan", "positive certain none present"),
    ("Firm seeks to cut jobs", "seek", "positive certain none present"),
]


def _check(result, action, expected):
    rows = [e for e in result.events if action in e.action.split() or e.trigger == action]
    assert rows, f"no event {action!r} in {[e.action for e in result.events]}"
    found = (rows[0].polarity, rows[0].certainty, rows[0].modality, rows[0].tense)
    for cell, wanted in zip(found, expected.split(), strict=True):
        assert wanted in {"-", cell}, found


@pytest.mark.parametrize(("sentence", "action", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_scope(all_kinds, sentence, action, expected):
    _check(all_kinds(sentence), action, expected)


@pytest.mark.parametrize(("title", "action", "expected"), TITLES, ids=lambda value: str(value)[:60])
def test_titles(all_kinds, title, action, expected):
    text = "The town of Hale lies on the coast. Its residents met at the harbour on Tuesday."
    _check(all_kinds(text, title=title), action, expected)
