"""The company that decides a verb's sense where it stands outside the verb's own clause."""

from __future__ import annotations

import pytest

from extract.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The patients released by the clinic went home.", "released", ""),
        ("The prisoners released by the court went home.", "released", "liberation"),
        ("The prisoners that the court released went home.", "released", "liberation"),
        ("The bill passed by the senate bans the drug.", "passed", "legislation"),
        ("The salt passed by the guest was wet.", "passed", ""),
        ("A group called Harbour Watch sued the port.", "called", "naming"),
        ("Prices began to fall in May.", "fall", "decrease"),
    ],
)
def test_a_sense_by_company_that_stands_elsewhere(
    extractor: Extractor, text: str, trigger: str, expected: str
) -> None:
    types = {e.event_type or "" for e in extractor(text).events if trigger in e.trigger.split()}
    assert types - {""} == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("text", "expected"), [("Our site is down.", "outage"), ("The striker is down with flu.", "")]
)
def test_a_copula_asks_for_its_subject(extractor: Extractor, text: str, expected: str) -> None:
    assert [e.event_type or "" for e in extractor(text).events if "down" in e.action] == ([expected] if expected else [])
