"""Senses of words of business, technology, conflict and justice, read in whole sentences."""

from __future__ import annotations

import pytest

from extract.extractor import Extractor

# sentence, trigger, its type ("" for none; "not X" for any but X)
SENSES: list[tuple[str, str, str]] = [
    # attacks with arms and with words
    ("Rebels attacked the airport at dawn.", "attacked", "attack"),
    ("A dog attacked two children in the park.", "attacked", "attack"),
    ("A gunman attacked a nurse with a knife.", "attacked", "attack"),
    ("The senator attacked his plan for the railway.", "attacked", "criticism"),
    ("She spent the evening attacking Henrik Moen for his silence.", "attacking", "not attack"),
    ("The attacks on the barracks killed nine soldiers.", "attacks", "attack"),
    ("Her attacks about his wealth went on for weeks.", "attacks", "not attack"),
    ("Phishing attacks on small shops doubled.", "attacks", "breach"),
    ("The convoy came under fire near the bridge.", "came", "attack"),
    ("The minister came under fire for the delay.", "came", "not attack"),
    ("Farmers shot a wolf.", "shot", "attack"),
    ("The singer shot to fame in 1988.", "shot", "not attack"),
    ("The army shot down a helicopter.", "shot", "attack"),
    # fights
    ("Troops battled with rebels in the hills.", "battled", "clash"),
    ("She battled with Ruth Vance for second place.", "battled", "not clash"),
    ("Police fought pitched battles with rioters.", "battles", "clash"),
    ("It was a long battle for the nomination.", "battle", "not clash"),
    ("Hooligans clashed with police after the match.", "clashed", "clash"),
    ("The two brothers clashed on the stage.", "clashed", "not clash"),
    ("The civil war lasted six years.", "war", "clash"),
    ("A price war broke out among bakers.", "war", "not clash"),
    # holding, freeing, going back
    ("The rebels captured three soldiers.", "captured", "abduction"),
    ("Detectives captured the fugitive in a barn.", "captured", "arrest"),
    ("He captured the mood of the town.", "captured", "not abduction"),
    ("The court freed the prisoners.", "freed", "liberation"),
    ("The new law freed delegates from their pledge.", "freed", "not liberation"),
    ("The army withdrew from the border.", "withdrew", "withdrawal"),
    ("The skater withdrew from the contest.", "withdrew", "not withdrawal"),
    ("Two frigates were deployed to the strait.", "deployed", "deployment"),
    ("He deployed every argument he had.", "deployed", "not deployment"),
    # more and less
    ("Sales fell in May.", "fell", "decrease"),
    ("Copper fell $3 to $90.", "fell", "decrease"),
    ("The junta fell in spring.", "fell", "not decrease"),
    ("Rents rose by a tenth.", "rose", "increase"),
    ("She rose to prominence as a judge.", "rose", "not increase"),
    ("The mine boosted output.", "boosted", "increase"),
    ("The victory boosted the villagers.", "boosted", "not increase"),
    ("The quake reduced the mill to rubble.", "reduced", "not decrease"),
    ("The mill reduced its debts.", "reduced", "decrease"),
    ("The orchard doubled as a car park.", "doubled", "not increase"),
    # money and trade
    ("The charity raised $4 million for the clinic.", "raised", "investment"),
    ("The report raised doubts about the dam.", "raised", "not investment"),
    ("The widow spent $40 on seeds.", "spent", "payment"),
    ("She spent Thursday in Leeds.", "spent", "not payment"),
    ("The firm paid off its loans.", "paid", "payment"),
    ("He billed himself as an outsider.", "billed", "not payment"),
    ("A grocer bought the orchard.", "bought", "sale"),
    ("The lobby bought influence.", "bought", "not sale"),
    ("The bakery offers bread at half price.", "offers", "offering"),
    ("Witnesses offered different descriptions of the driver.", "offered", "not offering"),
    ("The state went into default on its debt.", "default", "bankruptcy"),
    ("The printer is set to colour by default.", "default", "not bankruptcy"),
    ("The factory closed in June.", "closed", "closure"),
    ("The region lost 900 jobs when the mine shut.", "lost", "layoff"),
    # networks, sending, acting
    ("The provider hosts the spammer's website.", "hosts", "hosting"),
    ("The school hosted a chess class.", "hosted", "staging"),
    ("They organised a fair for the orphans.", "organised", "staging"),
    ("They organised themselves into a union.", "organised", "not staging"),
    ("Storms disrupted phone service on the island.", "disrupted", "outage"),
    ("The courier delivered a parcel.", "delivered", "sending"),
    ("The bishop delivered a critique of the budget.", "delivered", "not sending"),
    ("The news has sent a shudder through the town.", "sent", "not sending"),
    ("Police acted at once.", "acted", "action_taken"),
    ("The mayor moved to close the inn.", "moved", "action_taken"),
    ("The mayor moved to Leeds to rest.", "moved", "not action_taken"),
    ("Three nurses were involved in the talks.", "involved", "involvement"),
    ("The puzzle involves matches.", "involves", "not involvement"),
    # courts and police
    ("Detectives questioned the clerk.", "questioned", "investigation"),
    ("A reporter questioned the clerk.", "questioned", "not investigation"),
    ("A surgeon examined his knee.", "examined", "not investigation"),
    ("Auditors examined the accounts.", "examined", "investigation"),
    ("Police raided a warehouse.", "raided", "police_raid"),
    ("Two brothers were arrested and charged with killing a baker.", "charged", "charge"),
    ("She leads a group charged with tidying the park.", "charged", "not charge"),
    ("The judge dismissed the charge.", "dismissed", "acquittal"),
    ("The painter dismissed the charge that he was idle.", "dismissed", "not acquittal"),
    ("Prosecutors opened legal proceedings against the baker.", "proceedings", "trial"),
    ("Boos interrupted the proceedings.", "proceedings", "not trial"),
    ("The judge gave him a ten-year sentence.", "gave", "sentencing"),
]


@pytest.fixture(scope="module")
def types(extractor: Extractor) -> dict[str, dict[str, str]]:
    """Of each sentence, the types by trigger."""
    results = extractor.pipe([sentence for sentence, _, _ in SENSES])
    return {
        sentence: {row.trigger: row.event_type or "" for row in result.events}
        for (sentence, _, _), result in zip(SENSES, results, strict=True)
    }


@pytest.mark.parametrize(("sentence", "trigger", "expected"), SENSES, ids=[row[0] for row in SENSES])
def test_sense_in_its_sentence(
    types: dict[str, dict[str, str]], sentence: str, trigger: str, expected: str
) -> None:
    found = types[sentence].get(trigger, "")
    if expected.startswith("not "):
        assert found != expected.removeprefix("not "), sentence
    else:
        assert found == expected, sentence
