"""Which time belongs to which event: one sentence a rule, with what must not happen beside what must.

Published on Monday, 2015-06-15. Each case: text, then for actions the value of their time ("-" for none).
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import ClassVar

import pytest
from spacy.tokens import Doc

from extract.annotate.types import TimeExpression
from extract.events.dating import Dating
from extract.events.intervals import OPEN, of_date, of_event

PUBLISHED = "2015-06-15"

VALUES = [
    # the event's own phrase
    ("The council met on Friday.", "meet=2015-06-12"),
    ("The council praised the painters and dissolved the panel on Friday.", "praise=-; dissolve=2015-06-12"),
    # reported speech: a time stays in its clause
    ("The mayor said Friday that the bakery had closed.", "say=2015-06-12; close=-"),
    ("The mayor said the bakery had closed on Friday.", "say=-; close=2015-06-12"),
    ("The mayor said Friday the bakery closed Thursday.", "say=2015-06-12; close=2015-06-11"),
    # infinitives
    ("The council plans to vote on Friday.", "vote=2015-06-19; plan=-"),
    ("The court is expected Friday to approve the sale.", "approve=2015-06-19"),
    ("The firm agreed on Friday to sell the mill.", "agree=2015-06-12; sell=-"),
    ("The firm began to lose money in 2013.", "lose=2013; begin=2013"),
    # event nouns
    ("Friday's vote angered the union.", "vote=2015-06-12; anger=-"),
    ("The 2003 invasion destroyed the museum.", "invade=2003; destroy=-"),
    ("The union condemned Friday's raid on the mill.", "raid=2015-06-12; condemn=-"),
    ("The minister criticised the bank in a speech on Friday.", "criticise=2015-06-12; speak=2015-06-12"),
    ("The talks took place on Friday.", "talk=2015-06-12"),
    # light verbs
    ("The union held a rally on Friday.", "hold rally=2015-06-12"),
    # relative clauses and participles
    ("The raid, which took place on Friday, angered the union.", "raid=2015-06-12; anger=-"),
    ("A ferry hit the pier on Friday, injuring two people.", "hit=2015-06-12; injure=2015-06-12"),
    ("The clerk was jailed on Friday for stealing a painting.", "jail=2015-06-12; steal=-"),
    # clauses with "when"
    ("Two men died on Friday when the roof collapsed.", "die=2015-06-12; collapse=2015-06-12"),
    # coordination: what stands in front of both is the time of both
    ("On Friday the union protested and the mayor resigned.", "protest=2015-06-12; resign=2015-06-12"),
    # points go before durations, dates of the calendar before vague ones
    ("The union protested for three hours on Friday.", "protest=2015-06-12"),
    # what something is compared with, and what an adjective holds
    ("Profit rose to $5 million from $3 million a year ago.", "rise=-"),
    ("The bank sold bonds due May 5, 2030.", "sell=-"),
    # a level has the time of its subject, another event has not
    ("Last year's profit rose sharply.", "rise=2014"),
    # a finite past has no time to come
    ("The minister announced a meeting next week.", "announce=-; meet=2015-W26"),
    # "over" a time is in it; over a number's time it compares
    ("The bakery closed over the weekend.", "close=2015-W24-WE"),
    ("The bank cut more than 40 jobs last year.", "cut=2014"),
    ("Profit was higher in May than in April 2014.", "be high=2015-05"),
    # a time right behind a verb is that verb's, whatever the parse thinks; one before a noun is not
    ("The judge ended the strike, saying on Friday that the union had erred.", "say=2015-06-12"),
    ("The agency that the mayor said last Friday would be closed is old.", "say=2015-06-12; close=-"),
    ("The union said Friday's raid was unlawful.", "raid=2015-06-12; say=-"),
    # an event noun before "on" and a day long ago; an object's or another noun's stays the verb's
    ("The clerk was jailed for the raid on March 2.", "raid=2015-03-02; jail=-"),
    ("The union condemned the army's raid on March 2.", "raid=2015-03-02; condemn=-"),
    ("The clerk was expelled from the club on March 2.", "expel=2015-03-02"),
    # what is expected has the time to come, what is present no past time
    ("Analysts forecast a merger for next year.", "merge=2016; forecast=-"),
    ("The mayor forecast a merger on Friday.", "forecast=2015-06-12; merge=-"),
    ("The rule follows two raids in the town last June.", "raid=2014-06; follow=-"),
    # a time to come is not of a bare participle
    ("The firm will open a museum based on the design next year.", "open=2016"),
    ("The firm opened a museum based on the design last year.", "open=2014"),
    # what is told of figures has their time, other verbs have not
    ("Last year's results included a loss on the mill.", "include=2014; lose=2014"),
    ("Last year's results were hurt by a strike.", "hurt=2014"),
    ("Last year's sales angered the union.", "anger=-"),
    ("The firm reported a drop in May revenue.", "drop=2015-05"),
    ("In 2013 losses totalled $5 million.", "lose=2013; total=2013"),
    # nouns under amounts, and with participles of verbs that only support them
    ("The firm had $5 million of losses last year.", "lose=2014"),
    ("The union condemned a raid conducted on Friday.", "raid=2015-06-12; condemn=-"),
    ("The union condemned a raid criticised on Friday.", "raid=-; condemn=-"),
    # "with" and a participle, phases
    ("The firm struggled in 2013, with profit falling by a third.", "struggle=2013; fall=2013"),
    ("The firm will start producing cars next year.", "start=2016; produce=2016"),
    # two subjects: one is a time
    ("One senior official Friday criticised the mayor.", "criticise=2015-06-12"),
    # times as subjects
    ("The 1990s saw a collapse of the fishing industry.", "collapse=199"),
]

RELATIONS = [
    # to a time: relation, other event, bounds
    ("The firm must pay by Friday.", "pay", ("until", "", None, "2015-06-19")),
    ("The mill has stood empty since March.", "stand", ("since", "", "2015-03-01", None)),
    ("The bank closed the branch before May 2014.", "close", ("before", "", None, "2014-04-30")),
    ("The union protested on Friday.", "protest", ("", "", "2015-06-12", "2015-06-12")),
    # what is published of a period comes after it
    ("The firm reported first-quarter earnings.", "report", ("after", "", "2015-04-01", None)),
    ("The firm reported that first-quarter earnings fell.", "report", ("after", "", "2015-04-01", None)),
    ("The firm welcomed first-quarter earnings.", "welcome", ("", "", None, None)),
    ("The firm will report third-quarter earnings.", "report", ("", "", None, None)),
    # to another event, whose days bound this one's
    ("The mayor resigned after the raid on Friday.", "resign", ("after", "raid", "2015-06-12", None)),
    ("The mayor resigned two days after Friday's raid.", "resign", ("after", "raid", "2015-06-14", "2015-06-14")),
    ("The mayor fled shortly before the raid.", "flee", ("before", "raid", None, None)),
    ("Since the merger, the firm has cut jobs.", "cut", ("since", "merge", None, None)),
    # the sentence before
    ("The union protested on Friday. Before that, the mayor resigned.", "resign", ("before", "protest", None, "2015-06-12")),
    ("The union protested on Friday. The mayor then resigned.", "resign", ("after", "protest", "2015-06-12", None)),
    ("The union protested on Friday. After that meeting, the mayor resigned.", "resign", ("after", "meet", None, None)),
]  # fmt: skip


@pytest.fixture
def rows(all_kinds):
    def of(text: str):
        return {row.action: row for row in reversed(all_kinds(text, published=PUBLISHED).events)}

    return of


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=lambda value: str(value)[:60])
def test_whose_time(rows, text, expected):
    found = rows(text)
    wanted = dict(item.split("=") for item in expected.split("; "))
    assert set(wanted) <= set(found), sorted(found)
    assert {action: found[action].when_value or "-" for action in wanted} == wanted


@pytest.mark.parametrize(("text", "action", "expected"), RELATIONS, ids=lambda value: str(value)[:60])
def test_relation_and_bounds(rows, text, action, expected):
    found = rows(text)
    row = found[action]
    other = next((name for name, r in found.items() if row.when_event and r.event_id == row.when_event), "")
    assert (row.when_relation or "", other, row.when_from, row.when_to) == expected


def test_no_event_is_timed_by_itself(all_kinds):
    text = (
        "The mayor left when the union came when the mayor left after the union came. Before that, it rained."
    )
    events = {row.event_id: row for row in all_kinds(text).events}
    for row in events.values():
        at, steps = row, 0
        while at.when_event is not None:
            at, steps = events[at.when_event], steps + 1
            assert steps <= len(events), "a circle"


def _date(value: str, first: str | None, last: str | None, mod: str = "") -> TimeExpression:
    return TimeExpression(
        0, 1, 0, 1, "DURATION" if value[0] == "P" else "DATE", value, mod=mod, date_from=first, date_to=last
    )


MAY = _date("2015-05", "2015-05-01", "2015-05-31")


@pytest.mark.parametrize(
    ("relation", "bounds"),
    [
        ("", ("2015-05-01", "2015-05-31")),
        ("after", ("2015-06-01", None)),
        ("before", (None, "2015-04-30")),
        ("since", ("2015-05-01", None)),
        ("until", (None, "2015-05-31")),
    ],
)
def test_bounds_of_a_date(relation, bounds):
    assert of_date(MAY, relation) == bounds


def test_a_range_ends_with_its_second_date():
    july = _date("2015-07", "2015-07-01", "2015-07-31")
    assert of_date(MAY, "since", july) == ("2015-05-01", "2015-07-31")


def test_a_date_without_days_has_no_bounds():
    assert of_date(_date("XXXX-05", None, None), "after") == OPEN


@pytest.mark.parametrize(
    ("relation", "distance", "bounds"),
    [
        ("after", "P2D", ("2015-05-03", "2015-05-03")),
        ("before", "P1M", ("2015-04-01", "2015-04-01")),
        ("after", "P3W", ("2015-05-22", "2015-05-22")),
        ("after", "PT2H", ("2015-05-01", None)),  # hours may reach into the next day
        ("after", "PXD", ("2015-05-01", None)),
        ("during", "P2D", ("2015-05-01", "2015-05-01")),
    ],
)
def test_bounds_from_another_event(relation, distance, bounds):
    assert of_event(relation, ("2015-05-01", "2015-05-01"), _date(distance, None, None)) == bounds


def test_an_approximate_distance_leaves_the_end_open():
    about = _date("P2D", None, None, mod="APPROX")
    assert of_event("after", ("2015-05-01", "2015-05-01"), about) == ("2015-05-01", None)


def test_an_event_after_an_undated_one_is_open():
    assert of_event("after", OPEN, _date("P2D", None, None)) == OPEN


@pytest.mark.parametrize(
    "unit",
    [
        "The mayor left on Friday and the union protested in May. ",
        "the mayor left on Friday and ",
        "on Friday ",
    ],
    ids=["sentences", "clauses", "dates alone"],
)
def test_linking_is_linear(nlp, monkeypatch, unit):
    """Four times the text takes at most ten times as long (the fastest of several runs each)."""

    class Later:
        """Stands for the linker and keeps what it would have been given."""

        def __init__(self, *given):
            self.given.append(given)

        given: ClassVar[list] = []

        def link(self):
            pass

    monkeypatch.setattr("extract.events.component.Dating", Later)

    def seconds(times: int) -> float:
        nlp("The mayor said " + unit * times)
        tree, dates, predicates, events = Later.given.pop()
        assert len(dates) >= times
        best = math.inf
        for _ in range(5):
            fresh = [replace(event) for event in events]
            start = time.perf_counter()
            Dating(tree, dates, predicates, fresh).link()
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(400) < 10 * seconds(100)


@pytest.mark.parametrize(("stop", "expected"), [("", 0), (".", None)])
def test_a_sentence_cut_off_before_a_time_goes_on(nlp, stop, expected):
    words = ["Ferries", "resumed", "work", stop or "there", "Friday", "."]
    doc = Doc(
        nlp.vocab,
        words=words,
        tags=["NNS", "VBD", "NN", "." if stop else "RB", "NNP", "."],
        pos=["NOUN", "VERB", "NOUN", "PUNCT" if stop else "ADV", "PROPN", "PUNCT"],
        lemmas=["ferry", "resume", "work", stop or "there", "Friday", "."],
        heads=[1, 1, 1, 1, 4, 4],
        deps=["nsubj", "ROOT", "obj", "punct" if stop else "advmod", "ROOT", "punct"],
        sent_starts=[True, False, False, False, True, False],
    )
    doc._.ew_dates = [TimeExpression(4, 5, 4, 5, "DATE", PUBLISHED, date_from=PUBLISHED, date_to=PUBLISHED)]
    nlp.get_pipe("eventwire_events")(doc)
    assert doc._.ew_events[0].when_date == expected
