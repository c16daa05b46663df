"""Arguments that an event has from the verb above it: one sentence a rule, and one that it must leave."""

from __future__ import annotations

import pytest

CASES = [
    # the deed of the subject, or one that is done to it
    ("The rebels planned the raid for months.", "raid", "actor=rebels"),
    ("The raid was planned by the rebels.", "raid", "actor=rebels"),
    ("The union condemned the raid.", "raid", "actor=-"),
    ("The union plans to condemn the army's raid.", "raid", "actor=army"),
    ("The mayor survived the attack.", "attack", "target=mayor actor=-"),
    # what is used is the means
    ("They used drones to watch the camp.", "watch", "instrument=drones"),
    ("They used drones for an attack on the port.", "attack", "actor=They instrument=drones target=port"),
    ("Drones were used in the attack on the port.", "attack", "instrument=Drones target=port"),
    ("They bought drones to watch the camp.", "watch", "instrument=-"),
    # victims
    ("Three guards were wounded in the attack.", "attack", "actor=- target=guards"),
    ("The rebels killed three guards in the raid.", "raid", "actor=rebels target=guards"),
    ("Three guards died in the attack on the port.", "attack", "target=port"),
    ("Three guards died in the storm.", "storm", "target=-"),
    ("Three guards slept during the attack.", "attack", "target=-"),
]


@pytest.mark.parametrize(("sentence", "trigger", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_shared(all_kinds, sentence, trigger, expected):
    result = all_kinds(sentence)
    row = next(e for e in result.events if e.trigger == trigger)
    text = result.articles[0].text
    heads: dict[str, list[str]] = {}
    for argument in result.arguments:
        if argument.event_id == row.event_id:
            heads.setdefault(argument.role, []).append(text[argument.head_start : argument.head_end])
    for item in expected.split():
        role, _, wanted = item.partition("=")
        assert heads.get(role, []) == ([] if wanted == "-" else wanted.split(";")), (role, heads)


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("The intention is to punish the town.", "punish", None),
        ("Acme's plan is to sell the mill.", "sell", "Acme"),
        ("The minister is to visit the town.", "visit", "The minister"),
    ],
)
def test_what_an_intention_consists_in_has_its_holder_as_doer(extractor, text, trigger, actor):
    event = next(e for e in extractor(text).events if e.trigger == trigger)
    assert event.actor == actor
