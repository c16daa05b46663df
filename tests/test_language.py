"""Which language an article is in, and what becomes of one that is not English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import rows_of_folder

from extract.annotate.language import LEAST_LETTERS, is_foreign, language_of
from extract.errors import OptionError
from extract.extractor import Extractor
from extract.runner import RunOptions, Settings, run

FRENCH = "Le conseil municipal a fermé la piscine mardi. Selon le maire, les travaux dureront deux ans."
PARAGRAPHS = {
    "fr": FRENCH,
    "de": "Der Stadtrat hat am Dienstag das Schwimmbad geschlossen. Die Arbeiten dauern zwei Jahre.",
    "es": "El ayuntamiento cerró la piscina el martes. Las obras durarán dos años, dijo la alcaldesa.",
    "it": "Il consiglio comunale ha chiuso la piscina martedì. I lavori dureranno due anni, dice il sindaco.",
    "pt": "A câmara municipal fechou a piscina na terça-feira. As obras vão durar dois anos.",
    "nl": "De gemeenteraad heeft dinsdag het zwembad gesloten. De werkzaamheden duren twee jaar.",
    "sv": "Kommunen stängde badhuset i tisdags. Arbetet ska pågå i två år, säger borgmästaren.",
    "pl": "Rada miasta zamknęła basen we wtorek. Prace potrwają dwa lata, powiedział burmistrz.",
    "ru": "Городской совет закрыл бассейн во вторник. Работы продлятся два года, сообщил мэр.",
    "tr": "Belediye salı günü havuzu kapattı. Çalışmalar iki yıl sürecek, dedi başkan.",
    "zh": "市议会星期二关闭了游泳池。市长说，工程将持续两年。",
    "ar": "أغلق مجلس المدينة المسبح يوم الثلاثاء. وقال العمدة إن الأعمال ستستمر عامين.",
}
ENGLISH = "The council shut the pool on Tuesday. The mayor said that the works would take two years."


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_language_of_a_paragraph(code: str):
    assert language_of(PARAGRAPHS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Council shuts pool",
        "It rained.",
        # what is quoted is not the article's own language, even where there is more of it
        f'In a letter headed "Carta abierta", the firm apologised. "{PARAGRAPHS["es"]}", it wrote.',
        f"The mayor was brief. “{FRENCH}” he said, and would not take questions from the press.",
        f"She told the crowd: «{PARAGRAPHS['it']}» Then the speakers were switched off.",
        ENGLISH.upper(),
    ],
)
def test_english(text: str):
    assert language_of(text) == "en"


def test_foreign_names_do_not_make_a_foreign_language():
    text = (
        "Juan Carlos Ibarra de la Fuente of the Partido de los Trabajadores has resigned, a spokesman said."
    )
    assert not is_foreign(language_of(text))
    assert language_of(f"{text} He will not be replaced before the vote in June, she added.") == "en"


def test_foreign_article_with_english_quotes_stays_foreign():
    text = f'{PARAGRAPHS["de"]} "This is a game changer", sagte der Vorstand, "and a very strong quarter".'
    assert language_of(text) == "de"


@pytest.mark.parametrize(
    "text", ["", " \n ", "12 34 56", "— 7.5 % —", "\ud800\x00", "Arlen", "Zwembad", "a" * 5000]
)
def test_what_cannot_be_told_is_left_open(text: str):
    assert language_of(text) is None
    assert not is_foreign(language_of(text))


def test_a_foreign_word_or_two_are_too_little():
    assert language_of("Schwimmbad zu") is None
    assert len("Schwimmbadzu") < LEAST_LETTERS


def test_the_whole_of_a_long_text_counts_not_its_beginning():
    assert language_of(FRENCH + " " + (ENGLISH + " ") * 3000) == "en"
    assert language_of(ENGLISH + " " + (FRENCH + " ") * 3000) == "fr"


def test_unclosed_quotes_do_no_harm():
    assert language_of('"' + ENGLISH) == "en"
    assert language_of(('"' + FRENCH + "\n") * 500) == "fr"


# -- what becomes of it ------------------------------------------------------------------------


def test_foreign_article_has_a_row_and_nothing_else(extractor: Extractor):
    result = extractor(f"Piscine fermée\n\n{FRENCH}", published="2020-01-02")
    (row,) = result.articles
    assert (row.language, row.title, row.published) == ("fr", "Piscine fermée", "2020-01-02")
    assert (row.sentences, row.tokens, row.events) == (0, 0, 0)
    assert not any((result.events, result.mentions, result.dates, result.entities))


def test_article_that_cannot_be_told_is_read_as_english(extractor: Extractor):
    result = extractor("Arlen")
    assert result.articles[0].language is None
    assert result.articles[0].tokens == 1


def test_language_that_is_stated_is_believed(extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extractor, "language", "en")
    assert extractor(FRENCH).articles[0].language == "en"
    assert extractor(FRENCH).articles[0].tokens > 0


def test_only_english_can_be_stated():
    with pytest.raises(OptionError, match=r"language 'fr': only English \(en\) is read"):
        Extractor(language="fr")


@pytest.mark.usefixtures("loaded")
def test_run_lists_what_is_not_english_and_goes_on(tmp_path: Path):
    path = tmp_path / "news.jsonl"
    records = [
        {"id": "1", "text": ENGLISH},
        {"id": "2", "text": FRENCH},
        {"id": "3", "text": ENGLISH + " So."},
    ]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    report = run([str(path)], tmp_path / "out")
    assert (report.progress.articles, report.progress.quarantined) == (2, 1)
    rows = rows_of_folder(tmp_path / "out")
    assert [(row["doc_id"], row["language"]) for row in rows["articles"]] == [
        ("1", "en"),
        ("2", "fr"),
        ("3", "en"),
    ]
    assert {row["doc_id"] for row in rows["events"]} == {"1", "3"}
    (error,) = rows["errors"]
    assert (error["doc_id"], error["stage"], error["error"]) == ("2", "annotate", "NotEnglish")
    assert "another language than English (fr)" in str(error["message"])
    assert "--language en" in str(error["message"])


@pytest.mark.usefixtures("loaded")
def test_run_with_the_language_stated(tmp_path: Path):
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    report = run([str(tmp_path / "a.txt")], tmp_path / "out", RunOptions(settings=Settings(language="en")))
    assert (report.progress.articles, report.progress.quarantined) == (1, 0)
    assert rows_of_folder(tmp_path / "out")["articles"][0]["language"] == "en"
