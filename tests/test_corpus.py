"""The sample corpus and its gold agree with each other and with the contract."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from extract.article import Article
from extract.readers import read

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
COLUMNS = [
    *("doc_id", "id", "start_char", "end_char", "trigger", "sentence_starts", "action", "event_type"),
    *("actor", "target", "place", "when_value", "polarity", "certainty", "modality", "tense"),
    *("attributed_to", "note"),
]
ALLOWED = {
    "polarity": {"", "positive", "negative"},
    "certainty": {"", "certain", "probable", "possible"},
    "modality": {
        *("", "none", "attempt", "intention", "ability", "conditional", "counterfactual"),
        *("question", "command", "generic"),
    },
    "tense": {"", "past", "present", "future"},
}
TIMEX = re.compile(r"\d{4}(-\d\d(-\d\d(T(MO|NI))?)?|-W\d\d)?|XXXX-WXX-[1-7]")


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    pytest.importorskip("trafilatura", reason="the corpus holds a web page: pip install 'eventwire[html]'")
    found = list(read([str(CORPUS)]))
    assert [item for item in found if not isinstance(item, Article)] == []
    return {item.doc_id: item for item in found if isinstance(item, Article)}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (CORPUS / "events.gold").open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_enough_articles_none_long(articles: dict[str, Article]) -> None:
    assert len(articles) >= 12
    for name, article in articles.items():
        assert 20 <= len(article.full_text.split()) <= 600, name


def test_every_article_has_gold_and_gold_has_articles(
    articles: dict[str, Article], rows: list[dict[str, str]]
) -> None:
    assert {row["doc_id"] for row in rows} == set(articles)


def test_offsets_point_at_the_trigger(articles: dict[str, Article], rows: list[dict[str, str]]) -> None:
    for row in rows:
        text = articles[row["doc_id"]].full_text
        if row["start_char"]:
            assert text[int(row["start_char"]) : int(row["end_char"])] == row["trigger"], row
        else:
            assert row["doc_id"].endswith(".html"), row
        assert row["trigger"]


def test_sentences_begin_as_said_and_hold_the_trigger(
    articles: dict[str, Article], rows: list[dict[str, str]]
) -> None:
    for row in rows:
        text = articles[row["doc_id"]].full_text
        paragraphs = [part for part in text.split("\n") if row["sentence_starts"] in part]
        assert row["sentence_starts"], row
        assert any(row["trigger"] in part[part.index(row["sentence_starts"]) :] for part in paragraphs), row


def test_ids_run_from_one_in_text_order(rows: list[dict[str, str]]) -> None:
    for name in dict.fromkeys(row["doc_id"] for row in rows):
        own = [row for row in rows if row["doc_id"] == name]
        assert [row["id"] for row in own] == [str(number) for number in range(1, len(own) + 1)]
        starts = [int(row["start_char"]) for row in own if row["start_char"]]
        assert starts == sorted(set(starts)), name


def test_allowed_values(rows: list[dict[str, str]]) -> None:
    for row in rows:
        assert row["action"]
        for column, allowed in ALLOWED.items():
            assert row[column] in allowed, row
        assert not row["when_value"] or TIMEX.fullmatch(row["when_value"]), row


def test_phrases_are_words_of_the_article(articles: dict[str, Article], rows: list[dict[str, str]]) -> None:
    for row in rows:
        words = set(re.findall(r"\w+", articles[row["doc_id"]].full_text.casefold()))
        for column in ("actor", "target", "place", "attributed_to"):
            assert set(re.findall(r"\w+", row[column].casefold())) <= words, (column, row)


def test_every_value_of_the_contract_is_exercised(rows: list[dict[str, str]]) -> None:
    for column, allowed in ALLOWED.items():
        counts = Counter(row[column] for row in rows)
        missing = allowed - set(counts) - ({"generic"} if column == "modality" else set())
        assert not missing, (column, missing)
    assert sum(row["attributed_to"] != "" for row in rows) >= 50
