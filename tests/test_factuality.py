"""Factuality as a grammar of English: one sentence a rule, positive and negative.

Each case: sentence, action, and the expected polarity, certainty, modality, tense ("" = not checked).
"""

from __future__ import annotations

import pytest

CASES = [
    # plain statements
    ("The company sold the factory.", "sell", "positive certain none past"),
    ("The company sells cars in Japan.", "sell", "positive certain none present"),
    ("The company has sold the factory.", "sell", "positive certain none past"),
    ("The company will sell the factory.", "sell", "positive probable none future"),
    ("The company is going to sell the factory.", "sell", "positive probable intention future"),
    # negation on the verb, by a negative subject or object, by "without"
    ("The company did not sell the factory.", "sell", "negative certain none past"),
    ("The company never sold the factory.", "sell", "negative certain none past"),
    ("Nobody attacked the convoy.", "attack", "negative certain none past"),
    ("No soldiers attacked the convoy.", "attack", "negative certain none past"),
    ("The minister left without signing the treaty.", "sign", "negative certain none past"),
    ("The minister left after signing the treaty.", "sign", "positive certain none past"),
    # modals
    ("The company may sell the factory.", "sell", "positive possible none "),
    ("The company might have sold the factory.", "sell", "positive possible none past"),
    ("The company can sell the factory.", "sell", "positive possible ability "),
    ("The company could not sell the factory.", "sell", "negative certain ability past"),
    ("The company would not sell the factory.", "sell", "negative certain none past"),
    ("The company should sell the factory.", "sell", "positive possible command "),
    ("The company should have sold the factory.", "sell", "negative certain counterfactual past"),
    # complements: implicatives, attempts, intentions (Karttunen 1971)
    ("The army managed to capture the town.", "capture", "positive certain none past"),
    ("The army failed to capture the town.", "capture", "negative certain none past"),
    ("The bank refused to close the account.", "close", "negative certain none past"),
    ("The army tried to capture the town.", "capture", "positive possible attempt past"),
    ("The bank plans to close the account.", "close", "positive probable intention future"),
    ("The bank wants to close the account.", "close", "positive possible intention "),
    ("The lawyer persuaded the bank to close the account.", "close", "positive certain none past"),
    ("The lawyer urged the bank to close the account.", "close", "positive possible intention "),
    ("The police prevented the men from leaving the country.", "leave", "negative certain none past"),
    ("The bank denied closing the account.", "close", "negative certain none "),
    ("The bank denied that it had closed the account.", "close", "negative certain none "),
    ("The bank is expected to close the account.", "close", "positive probable none future"),
    ("The bank was able to close the account.", "close", "positive   "),
    ("The bank confirmed that it had closed the account.", "close", "positive certain none past"),
    # conditionals and counterfactuals
    ("If the bank closes the account, the firm will sue.", "close", "positive possible conditional "),
    ("The firm would have sued if the bank had closed the account.", "close", "negative certain counterfactual past"),
    ("The firm would have sued if the bank had closed the account.", "sue", "negative certain counterfactual past"),
    # questions and commands
    ("Did the bank close the account?", "close", "positive possible question "),
    ("Police asked whether the bank had closed the account.", "close", "positive possible question "),
    ("Police explained why the bank had closed the account.", "close", "positive certain none past"),
    # purpose
    ("The bank hired a lawyer to recover the money.", "recover", "positive possible intention "),
    ("The bank hired a lawyer to recover the money.", "hire", "positive certain none past"),
    # hedges
    ("The bank probably closed the account.", "close", "positive probable none past"),
    ("The bank allegedly closed the account.", "close", "positive probable none past"),
    # coordination under one auxiliary
    ("The bank will close the account and return the money.", "return", "positive probable none future"),
    ("The bank closed the account and will return the money.", "close", "positive certain none past"),
    ("The bank should have paid, but the insurer paid first and closed the account.", "close", "positive certain none past"),
    # nouns
    ("The removal of the mayor angered residents.", "removal", "positive certain none "),
    ("The group denied any involvement in the attack.", "involvement", "negative certain none "),
    ("The judge rejected a request to close the court.", "request", "positive certain none past"),
    ("Residents fled after the attack on the town.", "attack", "positive certain none past"),
    ("There was no evidence of an attack on the town.", "attack", "negative possible none "),
    ("The planned merger of the banks worries unions.", "merger", "positive probable none future"),
    ("Police spoke of a foiled attack on the embassy.", "attack", "positive possible attempt "),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "action", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_factuality(all_kinds, sentence, action, expected):
    result = all_kinds(sentence)
    rows = [e for e in result.events if action in e.action.split() or e.trigger == action]
    assert rows, f"no event {action!r} in {[e.action for e in result.events]}"
    row = rows[0]
    found = (row.polarity, row.certainty, row.modality, row.tense)
    for cell, wanted in zip(found, expected.split(" "), strict=True):
        assert not wanted or cell == wanted, found
