"""Which events are one incident, and what the table of incidents says of it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from digests import digest, report, told
from helpers import Rows, assert_offsets, rows_of_folder

import extract.corpus.incidents as module
from extract.corpus import Digest
from extract.corpus.terms import FIRST, LAST, MOST, Neighbours, Terms
from extract.rows.schema import IncidentRow
from extract.runner import RunOptions, run

BLAZE = "Flames destroyed the paper mill of Velmouth; Brisk Tools had stored solvent in the mill hall"
BLAZE_AGAIN = "The paper mill of Velmouth lies in ashes: solvent of Brisk Tools fed flames in the mill hall"
STRIKE = "Nurses of the Arlen clinic walked out over night shifts, a union of nurses wrote to the clinic"


def groups(digests: Sequence[Digest], copies: Iterable[tuple[str, str]] = ()) -> set[frozenset[str]]:
    """The reports of each incident, as doc_id/event_id."""
    with told(digests, copies) as corpus:
        found: dict[str, set[str]] = {}
        for one in digests:
            for event, incident in corpus.incident_ids(one.doc_id).items():
                found.setdefault(incident, set()).add(f"{one.doc_id}/{event}")
    return {frozenset(reports) for reports in found.values()}


def table(digests: Sequence[Digest], copies: Iterable[tuple[str, str]] = ()) -> list[IncidentRow]:
    with told(digests, copies) as corpus:
        return list(corpus.incidents())


def mill(doc_id: str, text: str = BLAZE, published: str | None = None, **cells: object) -> Digest:
    """An article on a fire in a mill."""
    fire = report("destroy", "paper mill", event_type="destruction", **cells)  # type: ignore[arg-type]
    return digest(doc_id, reports=[fire], text=text, published=published)


# -- one or several ------------------------------------------------------------------------------


def test_two_reports_of_one_fire():
    assert groups([mill("a"), mill("b", BLAZE_AGAIN)]) == {frozenset({"a/e1", "b/e1"})}


def test_related_actions_of_one_happening():
    burn = digest("b", reports=[report("wreck", "paper mill", event_type="destruction")], text=BLAZE_AGAIN)
    assert groups([mill("a"), burn]) == {frozenset({"a/e1", "b/e1"})}


def test_other_towns_other_fires():
    other = "Flames destroyed a bakery in Arlen; a baker burnt his hands at the oven of the bakery"
    fire = digest("b", reports=[report("destroy", "bakery", event_type="destruction")], text=other)
    assert len(groups([mill("a"), fire])) == 2


def test_unrelated_actions_are_two():
    article = digest("b", reports=[report("rebuild", "paper mill")], text=BLAZE_AGAIN)
    assert len(groups([mill("a"), article])) == 2


def test_other_days_other_fires():
    assert len(groups([mill("a", day="2020-03-01"), mill("b", BLAZE_AGAIN, day="2020-03-09")])) == 2
    assert len(groups([mill("a", day="2020-03-01"), mill("b", BLAZE_AGAIN, day="2020-03-02")])) == 1


def test_news_of_another_season_is_of_another_fire():
    assert len(groups([mill("a", published="2020-03-01"), mill("b", BLAZE_AGAIN, "2020-08-01")])) == 2
    assert len(groups([mill("a", published="2020-03-01"), mill("b", BLAZE_AGAIN, "2020-03-04")])) == 1


def test_every_event_has_an_incident():
    article = digest("a", reports=[report("destroy", "mill"), report("say"), report("vanish")], text=BLAZE)
    assert len(groups([article])) == 3


# -- the table -----------------------------------------------------------------------------------


def test_counts_and_dates():
    articles = [
        mill("a", published="2020-03-02"),
        mill("b", BLAZE_AGAIN, "2020-03-01"),
        mill("c", published="2020-03-09"),
    ]
    (row,) = table(articles, [("c", "a")])
    assert (row.incident_id, row.event_type, row.action) == ("i1", "destruction", "destroy")
    assert (row.events, row.articles) == (3, 2)  # the copy is a row of events and no article
    assert (row.first_published, row.last_published) == ("2020-03-01", "2020-03-02")
    assert (row.polarity, row.disputed) == ("positive", None)
    assert row.example in {"a/e1", "b/e1"}


def test_disputed_numbers_are_shown():
    articles = [mill("a", number=3.0), mill("b", BLAZE_AGAIN, number=5.0), mill("c", number=5.0)]
    (row,) = table(articles)
    assert row.disputed == "number of target (people): 3 (1 article), 5 (2 articles)"


def test_a_copy_has_no_voice():
    articles = [mill("a", number=3.0), mill("b", BLAZE_AGAIN, number=3.0), mill("c", number=4.0)]
    (row,) = table(articles, [("c", "a")])
    assert row.disputed is None


def test_disputed_polarity_says_who_says_so():
    denied = {"polarity": "negative", "source": "Brisk Tools"}
    (row,) = table([mill("a"), mill("b", BLAZE_AGAIN, **denied), mill("c", BLAZE_AGAIN)])
    assert row.polarity == "positive"
    assert row.disputed == (
        "polarity: positive by the article itself (2 articles), negative by Brisk Tools (1 article);"
        " according to: the article itself (2 articles), Brisk Tools (1 article)"
    )
    assert row.example in {"a/e1", "c/e1"}


def test_the_days_that_most_tell():
    articles = [
        mill("a", day="2020-03-01"),
        mill("b", BLAZE_AGAIN, day="2020-03-02"),
        mill("c", day="2020-03-02"),
    ]
    (row,) = table(articles)
    assert (row.date_from, row.date_to) == ("2020-03-02", "2020-03-02")
    assert row.disputed == "days: 2020-03-02 (2 articles), 2020-03-01 (1 article)"


# -- order and size ------------------------------------------------------------------------------


def corpus() -> list[Digest]:
    draw = random.Random(7)
    words = [f"w{number}" for number in range(300)]
    out = []
    for story in range(12):
        own = draw.sample(words, 14)
        for number in range(draw.randrange(1, 8)):
            text = " ".join(draw.sample(own, 10) + draw.sample(words, 4))
            reports = [
                report(action, draw.choice(own), number=draw.choice([None, 2.0, 3.0]))
                for action in draw.sample(["destroy", "wreck", "arrest", "capture", "vote"], 3)
            ]
            day = draw.choice([None, f"2020-02-{story + 1:02d}"])
            out.append(digest(f"{story}-{number}", reports=reports, text=text, published=day))
    return out


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_articles_changes_nothing(seed: int):
    articles = corpus()
    wanted = table(articles)
    assert max(row.articles for row in wanted) > 2
    random.Random(seed).shuffle(articles)
    assert table(articles) == wanted


@pytest.mark.parametrize(("articles", "each"), [(1, 10_000), (100, 20)])
def test_ten_thousand_events_of_one_kind(monkeypatch: pytest.MonkeyPatch, articles: int, each: int):
    """Comparisons grow with the events and not with their pairs."""
    compared = 0
    judge = module.agreement

    def counted(*given: object) -> float:
        nonlocal compared
        compared += 1
        return judge(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "agreement", counted)
    events = articles * each
    many = [
        digest(
            f"{n:03d}",
            reports=[report("bomb", "bridge", day="2020-03-01", sentence=k) for k in range(each)],
            text=STRIKE,
        )
        for n in range(articles)
    ]
    assert sum(row.events for row in table(many)) == events
    blocks = 1 + len(module.events_of(0, many[0], {}, Terms())[0].groups)
    own, other = module.OWN_FIRST + module.OWN_LAST, module.OTHER_FIRST + module.OTHER_LAST
    assert compared <= events * blocks * (own + (other * MOST if articles > 1 else 0))
    assert compared < events * events / 4


def test_neighbours_are_bounded_and_the_first_and_last_of_a_story():
    terms = Terms()
    articles = [digest(str(number), text=BLAZE) for number in range(200)]
    for one in articles:
        terms.add(one)
    neighbours = Neighbours(terms, len(articles))
    for rank, one in enumerate(articles):
        vector = terms.vector(one.terms)
        found = neighbours.find(rank, vector)
        assert len(found) <= MOST
        neighbours.add(rank, vector)
    assert set(found) == {*range(FIRST), *range(199 - LAST, 199)}


# -- in a run ------------------------------------------------------------------------------------

RECORDS = [
    {
        "id": "3",
        "title": "Fire destroys Velmouth paper mill",
        "text": "A fire destroyed the paper mill of Velmouth on Sunday. Three workers were killed in the mill,"
        " police chief Per Ode said. Nurse Mara Lind treated the injured.",
        "published": "2020-03-03",
    },
    {
        "id": "1",
        "title": "Mill burns in Velmouth",
        "text": "The Velmouth paper mill was destroyed by fire on Sunday. Five workers were killed in the mill,"
        " Mara Lind of the clinic said.",
        "published": "2020-03-02",
    },
    {
        "id": "2",
        "title": "Council of Arlen elects mayor",
        "text": "The council of Arlen elected the teacher Ines Falk mayor on Tuesday. She promised new buses.",
        "published": "2020-03-03",
    },
]
RECORDS.append({**RECORDS[0], "id": "4", "title": "Velmouth mill gone", "published": "2020-03-05"})


def written(path: Path, records: Sequence[dict[str, str]], workers: int = 1) -> Rows:
    source = path / "news.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    run([str(source)], path / "out", RunOptions(workers=workers))
    return rows_of_folder(path / "out")


@pytest.mark.usefixtures("loaded")
def test_run_fills_keys_and_incidents(tmp_path: Path):
    rows = written(tmp_path, RECORDS)
    assert_offsets(tmp_path / "out")
    events = rows["events"]
    destroyed = {row["incident_id"] for row in events if row["action"] == "destroy"}
    assert len(destroyed) == 1, "headlines, sentences and articles tell of one fire"
    row = next(row for row in rows["incidents"] if row["incident_id"] in destroyed)
    own = [event for event in events if event["incident_id"] in destroyed]
    assert row["events"] == len(own)
    assert row["articles"] == len({event["doc_id"] for event in own} - {"4"}) == 2
    assert (row["date_from"], row["date_to"]) == ("2020-03-01", "2020-03-01")
    (killed,) = {event["incident_id"] for event in events if event["action"] == "kill"}
    disputed = next(row["disputed"] for row in rows["incidents"] if row["incident_id"] == killed)
    assert "3 (1 article), 5 (1 article)" in str(disputed)
    lind = [row["key"] for row in rows["entities"] if row["name"] == "Mara Lind"]
    assert lind == ["person/mara-lind"] * 3
    assert all(event["incident_id"] for event in events)


def test_the_same_with_two_workers_and_in_another_order(tmp_path: Path, loaded: object):
    for name in ("one", "two", "shuffled"):
        (tmp_path / name).mkdir()
    one = written(tmp_path / "one", RECORDS)
    two = written(tmp_path / "two", RECORDS, workers=2)
    shuffled = written(tmp_path / "shuffled", RECORDS[::-1])
    assert one["incidents"] == two["incidents"] == shuffled["incidents"]
    for name in ("events", "entities"):
        assert one[name] == two[name]
        assert sorted(map(str, one[name])) == sorted(map(str, shuffled[name]))


@pytest.mark.usefixtures("loaded")
def test_a_run_of_nothing_but_another_language(tmp_path: Path):
    text = "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke zu sperren, weil sie zu schwach ist."
    rows = written(tmp_path, [{"id": "1", "text": text}])
    assert rows["incidents"] == []
