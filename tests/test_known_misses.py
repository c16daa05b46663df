"""What the rows still get wrong, a sentence each: each test fails until its rule is found (then its mark goes)."""

from __future__ import annotations

from typing import Any

import pytest

from extract.extractor import Extractor

MISSES = [
    # (sentence, trigger, cell, what it should be, why it is not)
    ("The debate between Lee and Roe on Monday will decide the race.", "debate", "tense", "future",
     "a noun takes its time from dates and prepositions, not from the future verb above it"),
    ("The driver did not hear a gunshot.", "gunshot", "polarity", "positive",
     "negation reaches the object of a verb of perception"),
    ("Fans cannot wait to see the singer.", "see", "polarity", "positive",
     "an idiom of wishing read word by word"),
    ("The court tried the man for the murder of a guard at a bar in Leeds.", "murder", "place", "a bar",
     "a phrase of place behind two nouns goes to the nearer or to the verb"),
    ("The visit was the second by a president.", "visit", "actor", "a president",
     "the 'by' phrase hangs on the ordinal that stands for the noun"),
    ("Two ships were under attack.", "attack", "target", "Two ships",
     "an event noun as a predicate behind a preposition has no row"),
    ("She named her brother, who was ill, and her sister heirs.", "named", "target", "her brother; her sister",
     "the second conjunct behind a relative clause is lost"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "trigger", "cell", "expected"),
    [pytest.param(*case[:4], marks=pytest.mark.xfail(reason=case[4], strict=True)) for case in MISSES],
)
def test_a_known_miss(extractor: Extractor, text: str, trigger: str, cell: str, expected: Any) -> None:
    event = next(e for e in extractor(text).events if trigger in e.trigger.split())
    assert getattr(event, cell) == expected
