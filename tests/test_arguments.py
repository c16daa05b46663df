"""Roles as a grammar of English: one sentence a rule.

Each case: sentence, action, and role=head words expected ("-" for no filler of that role).
"""

from __future__ import annotations

import pytest

CASES = [
    # active and passive
    ("The court fined the bank.", "fine", "actor=court target=bank"),
    ("The bank was fined by the court.", "fine", "actor=court target=bank"),
    ("The bank was fined on Monday.", "fine", "actor=- target=bank"),
    # intransitives that undergo
    ("Three people died in the fire.", "die", "actor=- target=people"),
    ("Prices rose in March.", "rise", "actor=- target=Prices"),
    # coordination of verbs and of arguments
    ("The court fined the bank and jailed its director.", "jail", "actor=court target=director"),
    ("The court fined the bank and the insurer.", "fine", "actor=court target=bank;insurer"),
    ("The police and the army searched the house.", "search", "actor=police;army target=house"),
    # control and raising
    ("The bank tried to sell the house.", "sell", "actor=bank target=house"),
    ("The court ordered the bank to sell the house.", "sell", "actor=bank target=house"),
    ("The bank was ordered to sell the house.", "sell", "actor=bank target=house"),
    ("The bank is expected to sell the house.", "sell", "actor=bank target=house"),
    ("The bank promised the court to sell the house.", "promise", "actor=bank"),
    ("The union called on the mayor to resign.", "resign", "actor=mayor"),
    ("The union called on Friday to protest.", "protest", "actor=union"),
    ("The plan asks the rich to pay more.", "pay", "actor=rich"),
    ("The town honoured Ana Roth for saving the child.", "save", "actor=Ana target=child"),
    ("The town thanked them for saving the child.", "save", "actor=them target=child"),
    ("The army used it for storing weapons.", "store", "actor=army target=weapons"),
    # relative clauses and participles
    ("The bank, which sold the house, closed.", "sell", "actor=bank target=house"),
    ("The house that the bank sold burned down.", "sell", "actor=bank target=house"),
    ("Police arrested a man carrying a knife.", "carry", "actor=man target=knife"),
    ("The house sold by the bank burned down.", "sell", "actor=bank target=house"),
    # prepositions
    ("The minister travelled from Paris to Rome.", "travel", "actor=minister source=Paris destination=Rome"),
    ("Soldiers attacked the village in Mali.", "attack", "actor=Soldiers target=village place=Mali"),
    ("The minister met with union leaders.", "meet", "actor=minister target=leaders"),
    ("The jury convicted the mayor of fraud.", "convict", "actor=jury target=mayor content=fraud"),
    ("The bank gave the charity a house.", "give", "actor=bank target=house recipient=charity"),
    # speech
    ("The mayor told reporters that the bridge had collapsed.", "tell", "actor=mayor recipient=reporters"),
    ("The mayor told reporters that the bridge had collapsed.", "collapse", "target=bridge"),
    # nouns
    ("The arrest of the mayor by police shocked the town.", "arrest", "actor=police target=mayor"),
    ("The company's denial came late.", "denial", "actor=company"),
    ("The mayor's arrest shocked the town.", "arrest", "actor=- target=mayor"),
    ("The army's attack on the village shocked the world.", "attack", "actor=army target=village"),
    ("Hundreds fled the Russian attack on the village.", "attack", "actor=Russian target=village"),
    ("The bank's collapse shocked the town.", "collapse", "actor=- target=bank"),
    ("The firm denied the claim in a statement.", "statement", "actor=firm"),
    ("The claim was denied in a statement.", "statement", "actor=-"),
    ("The firm spoke in a statement of the minister.", "statement", "actor=minister"),
    # participles before a noun, of force and law alone
    ("The convicted dealer left the court.", "convict", "actor=- target=dealer"),
    ("Parents of the kidnapped girls wept.", "kidnap", "actor=- target=girls"),
    # existential sentences
    ("There were raids on the village in Mali.", "raid", "actor=- target=village"),
    ("There was an attack in Leeds.", "attack", "actor=- target=- place=Leeds"),
    # writings and gatherings are no places
    ("The minister attacked the judge in a letter.", "attack", "actor=minister target=judge place=-"),
    ("The minister attacked the judge in Lyon.", "attack", "actor=minister target=judge place=Lyon"),
    # light verbs
    ("The firm held talks with the union.", "talk", "actor=firm target=union"),
    ("The police conducted a raid on the house.", "raid", "actor=police target=house"),
]


@pytest.mark.parametrize(("sentence", "action", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_roles(all_kinds, sentence, action, expected):
    result = all_kinds(sentence)
    rows = [e for e in result.events if action in e.action.split() or e.trigger == action]
    assert rows, f"no event {action!r} in {[e.action for e in result.events]}"
    row = rows[0]
    text = result.articles[0].text
    heads: dict[str, list[str]] = {}
    for argument in result.arguments:
        if argument.event_id == row.event_id:
            heads.setdefault(argument.role, []).append(text[argument.head_start : argument.head_end])
    for item in expected.split():
        role, _, wanted = item.partition("=")
        assert heads.get(role, []) == ([] if wanted == "-" else wanted.split(";")), (role, heads)
