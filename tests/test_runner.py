"""A corpus run: everything goes through, what fails is put aside, and two runs give the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import assert_offsets, rows_of_folder
from spacy.tokens import Doc

from extract.article import Article
from extract.errors import EventwireError, InputError, OptionError, OutputError
from extract.extractor import Extractor
from extract.readers import ReadOptions
from extract.rows.schema import TABLES, ErrorRow
from extract.runner import Progress, RunOptions, Settings, run
from extract.runner.work import Done, analyse, error_row, outcomes

STORIES = {
    "a.txt": "Council shuts harbour\n\nThe council shut the harbour on Monday, Lena Rao said.\n",
    "b.txt": "Miners strike\n\nMiners struck in Arlen on Tuesday. The owners denied that wages were cut.\n",
    "c.txt": "Rain\n\nIt rained in Arlen, and the river flooded two streets.\n",
}
BREAKS = "BREAKS"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def breaking(loaded: Extractor, monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """An extractor that fails where a text says so."""

    def fail(doc: Doc) -> Doc:
        if BREAKS in doc.text:
            raise ZeroDivisionError("by nought")
        return doc

    monkeypatch.setattr(loaded.nlp, "_components", [*loaded.nlp.pipeline, ("fragile", fail)])
    return loaded


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "run.json"}


@pytest.mark.usefixtures("loaded")
def test_all_articles_go_through(corpus: Path, tmp_path: Path):
    seen: list[int] = []
    report = run([str(corpus)], tmp_path / "out", on_progress=lambda progress: seen.append(progress.articles))
    assert seen == [1, 2, 3]
    assert (report.progress.articles, report.progress.quarantined) == (3, 0)
    assert report.progress.words == sum(len(text.split()) for text in STORIES.values())
    rows = rows_of_folder(tmp_path / "out")
    assert [row["doc_id"] for row in rows["articles"]] == list(STORIES)
    assert {name: len(rows[name]) for name in TABLES} == report.counts
    assert rows["events"]
    assert_offsets(tmp_path / "out")


@pytest.mark.usefixtures("loaded")
def test_two_runs_give_the_same_bytes(corpus: Path, tmp_path: Path):
    for format in ("csv", "jsonl"):
        options = RunOptions(format=format)
        run([str(corpus)], tmp_path / f"one-{format}", options)
        run([str(corpus)], tmp_path / f"two-{format}", options)
        assert tables(tmp_path / f"one-{format}") == tables(tmp_path / f"two-{format}")


@pytest.mark.usefixtures("loaded")
def test_json_lines_hold_together(corpus: Path, tmp_path: Path):
    run([str(corpus)], tmp_path / "out", RunOptions(format="jsonl"))
    assert_offsets(tmp_path / "out")
    run([str(corpus)], tmp_path / "csv")
    assert rows_of_folder(tmp_path / "out") == rows_of_folder(tmp_path / "csv")


@pytest.mark.usefixtures("breaking")
def test_article_that_fails_is_put_aside_and_its_neighbours_kept(corpus: Path, tmp_path: Path):
    (corpus / "b.txt").write_text(f"Miners strike\n\n{BREAKS} It rained.", encoding="utf-8")
    report = run([str(corpus)], tmp_path / "out")
    rows = rows_of_folder(tmp_path / "out")
    assert [row["doc_id"] for row in rows["articles"]] == ["a.txt", "c.txt"]
    assert [(row["doc_id"], row["stage"], row["error"], row["message"]) for row in rows["errors"]] == [
        ("b.txt", "annotate", "ZeroDivisionError", "fragile: ZeroDivisionError: by nought")
    ]
    assert report.progress.quarantined == 1
    assert_offsets(tmp_path / "out")


@pytest.mark.usefixtures("loaded")
def test_record_that_cannot_be_read_is_put_aside_in_its_place(tmp_path: Path):
    path = tmp_path / "news.jsonl"
    lines = ['{"id": "1", "text": "It rained."}', "[]", '{"id": "3"}', '{"id": "1", "text": "It snowed."}']
    path.write_text("\n".join([*lines, '{"id": "5", "text": "It hailed."}']), encoding="utf-8")
    run([str(path)], tmp_path / "out")
    rows = rows_of_folder(tmp_path / "out")
    assert [row["doc_id"] for row in rows["articles"]] == ["1", "5"]
    assert [row["stage"] for row in rows["errors"]] == ["read", "read", "read"]
    assert [row["error"] for row in rows["errors"]] == ["InputError"] * 3
    assert "news.jsonl line 2" in str(rows["errors"][0]["message"])
    assert rows["errors"][2]["doc_id"] == "1"


@pytest.mark.usefixtures("breaking")
def test_errors_stand_in_the_order_of_the_input(tmp_path: Path):
    path = tmp_path / "news.jsonl"
    lines = [
        '{"id": "1", "text": "BREAKS"}',
        "[]",
        '{"id": "3", "text": "BREAKS"}',
        "{}",
        '{"id": "5", "text": "Rain."}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    run([str(path)], tmp_path / "out")
    stages = [row["stage"] for row in rows_of_folder(tmp_path / "out")["errors"]]
    assert stages == ["annotate", "read", "annotate", "read"]


def test_nothing_to_read(tmp_path: Path):
    with pytest.raises(InputError, match="none"):
        run([str(tmp_path / "none")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_folder_with_other_things_is_refused_before_anything_is_loaded(corpus: Path):
    with pytest.raises(OutputError, match="holds other things"):
        run([str(corpus)], corpus)


def test_number_of_workers(corpus: Path, tmp_path: Path):
    with pytest.raises(OptionError) as error:
        run([str(corpus)], tmp_path / "out", RunOptions(workers=0))
    assert str(error.value) == "workers 0: give 1 or more"


@pytest.mark.usefixtures("loaded")
def test_run_record(corpus: Path, tmp_path: Path):
    report = run([str(corpus)], tmp_path / "out")
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert set(record) == {
        "eventwire", "python", "spacy", "platform", "model", "ontology", "options", "inputs", "counts",
        "related", "quarantined", "words", "seconds", "words_per_second", "started", "warnings",
    }  # fmt: skip
    assert record["counts"] == report.counts
    assert record["inputs"] == [str(corpus)]
    assert record["options"]["kinds"] == ["event", "speech"]
    assert len(record["model"]["sha256"]) == len(record["ontology"]["sha256"]) == 64


@pytest.mark.usefixtures("loaded")
def test_notes_on_texts_are_in_the_run_record(tmp_path: Path):
    (tmp_path / "old.txt").write_bytes("Caf\xe9 shut\n\nThe caf\xe9 was shut.".encode("cp1252"))
    report = run([str(tmp_path / "old.txt")], tmp_path / "out")
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["warnings"] == [{"doc_id": "old.txt", "message": report.warnings[0][1]}]
    assert "cp1252" in report.warnings[0][1]


@pytest.mark.usefixtures("loaded")
def test_run_without_text(corpus: Path, tmp_path: Path):
    run([str(corpus)], tmp_path / "out", RunOptions(settings=Settings(text=False)))
    rows = rows_of_folder(tmp_path / "out")
    assert {row["text"] for row in rows["articles"]} == {None}
    assert {row["evidence"] for row in rows["events"]} == {None}
    assert_offsets(tmp_path / "out")


@pytest.mark.usefixtures("loaded")
def test_own_columns_are_carried(tmp_path: Path):
    path = tmp_path / "news.csv"
    path.write_text("id,text,outlet\n1,It rained.,Gazette\n", encoding="utf-8")
    run([str(path)], tmp_path / "out", RunOptions(reading=ReadOptions(keep=("outlet",))))
    assert [row["outlet"] for row in rows_of_folder(tmp_path / "out")["articles"]] == ["Gazette"]


@pytest.mark.usefixtures("loaded")
def test_broken_off_run_leaves_nothing(corpus: Path, tmp_path: Path):
    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([str(corpus)], tmp_path / "out", on_progress=stop)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.usefixtures("extractor")
def test_two_workers_give_the_same_bytes(corpus: Path, tmp_path: Path):
    path = tmp_path / "news.jsonl"
    records = [
        json.dumps({"id": str(number), "text": list(STORIES.values())[number % 3]}) for number in range(40)
    ]
    path.write_text("\n".join([*records[:20], "[]", *records[20:]]), encoding="utf-8")
    run([str(path)], tmp_path / "one", RunOptions(workers=1))
    run([str(path)], tmp_path / "two", RunOptions(workers=2))
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_articles_with_own_columns_can_be_sent_to_workers(extractor: Extractor):
    """What an Article holds by default cannot be pickled as it is."""
    found = list(outcomes([Article("It rained.", "1")], Settings(), extractor, workers=2))
    assert [type(outcome) for outcome in found] == [Done]


def test_batch_with_a_date_that_is_none(extractor: Extractor):
    good, bad = Article("It rained.", "1"), Article("It snowed.", "2", published="soon")
    first, second = analyse(extractor, [good, bad])
    assert isinstance(first, Done)
    assert isinstance(second, ErrorRow)
    assert (second.stage, second.error) == ("read", "InputError")


def test_message_is_one_line():
    row = error_row("1", "news\udce9.csv", "read", EventwireError("two\nlines"))
    assert (row.message, row.source) == ("two lines", "news\ufffd.csv")
