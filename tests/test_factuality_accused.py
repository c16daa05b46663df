"""Factuality of what people are accused of, of what cannot be done, and of what stands around a quoted question."""

from __future__ import annotations

import pytest


def state(extractor, text: str, trigger: str) -> tuple[str, str, str]:
    event = next(e for e in extractor(text).events if trigger in e.trigger.split())
    return event.polarity, event.certainty, event.modality


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Lee was charged with fraud.", "fraud"),
        ("Lee was charged with killing a guard.", "killing"),
        ("Lee was accused of fraud.", "fraud"),
        ("Lee is suspected of arson.", "arson"),
        ("Lee was arrested for theft.", "theft"),
        ("Lee was indicted on charges of bribery.", "bribery"),
    ],
)
def test_what_somebody_is_accused_of_is_not_certain(extractor, text, trigger):
    assert state(extractor, text, trigger) == ("positive", "probable", "none")


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Lee was convicted of fraud.", "fraud", ("positive", "certain", "none")),
        ("Lee was acquitted of murder.", "murder", ("negative", "certain", "none")),
        ("Lee was indicted on charges of bribery.", "charges", ("positive", "certain", "none")),
        ("Lee apologised for the attack.", "attack", ("positive", "certain", "none")),
    ],
)
def test_what_a_court_found_and_what_was_charged_is(extractor, text, trigger, expected):
    assert state(extractor, text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("There was nothing the crew could do.", "do", "negative"),
        ("The firm stopped short of blaming the union.", "blaming", "negative"),
        ("There was nothing that Lee sold on Monday.", "sold", "positive"),
        ("The firm stopped on the short road after blaming the union.", "blaming", "positive"),
    ],
)
def test_nothing_that_one_can_and_short_of(extractor, text, trigger, expected):
    assert state(extractor, text, trigger)[0] == expected


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("He ended the show by asking, “What did you sell?”", "ended", "none"),
        ("He opened the fair with a question: “Who sold the shares?”", "opened", "none"),
        ("Did he open the fair with the “big” question?", "open", "question"),
    ],
)
def test_a_quoted_question_asks_nothing_of_the_clause_around_it(extractor, text, trigger, modality):
    assert state(extractor, text, trigger)[2] == modality
