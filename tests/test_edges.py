"""Edges that users met: own output below the input, odd file names, dates in words, plain texts in a stream."""

from __future__ import annotations

import datetime
import json
import os

import pytest

from extract.article import parse_published
from extract.errors import InputError
from extract.readers import read
from extract.rows.result import kept_names
from extract.runner import RunOptions, run


@pytest.mark.parametrize("pattern", ["{}", "{}/**"])
def test_tables_of_a_run_are_no_articles(tmp_path, pattern):
    (tmp_path / "a.txt").write_text("The bank closed.", encoding="utf-8")
    tables = tmp_path / "tables"
    tables.mkdir()
    for name in ("run.json", "datapackage.json"):
        (tables / name).write_text("{}", encoding="utf-8")
    (tables / "articles.csv").write_text("doc_id,text\na,Some text.\n", encoding="utf-8")
    assert [article.doc_id for article in read([pattern.format(tmp_path)])] == ["a.txt"]


def test_a_folder_with_a_json_file_of_that_name_alone_is_read(tmp_path):
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The bank closed.", encoding="utf-8")
    assert "a.txt" in [item.doc_id for item in read([str(tmp_path)])]


@pytest.mark.usefixtures("loaded")
def test_a_file_name_that_is_no_utf8(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"a\xff.txt")
    try:
        with open(path, "wb") as file:
            file.write(b"The bank closed the account.")
    except OSError:
        pytest.skip("this file system takes no such names")
    out = tmp_path / "out"
    report = run([os.fsdecode(path)], out, RunOptions())
    assert report.progress.articles == 1
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["inputs"][0].endswith("a\ufffd.txt")


@pytest.mark.parametrize(
    "words", ["3 March 2005", "March 3, 2005", "Thursday, 3 March 2005", "3rd Mar. 2005 10:15"]
)
def test_published_with_the_month_in_words(words):
    assert parse_published(words) == "2005-03-03"


@pytest.mark.parametrize("words", ["3/4/2005", "March 2005", "31 February 2005", "3 Quux 2005", "tomorrow"])
def test_published_that_is_no_whole_date(words):
    with pytest.raises(InputError):
        parse_published(words)


def test_kept_columns_never_share_a_name():
    names = kept_names(["text", "input_text", "section", "section"])
    assert names == {"text": "input_input_text", "input_text": "input_text", "section": "section"}


def test_python_input_of_the_wrong_kind(extractor):
    with pytest.raises(InputError, match="must be a text or an Article, but is bytes"):
        extractor(b"The bank closed.")
    assert (
        extractor("The bank closed.", published=datetime.date(2005, 3, 3)).articles[0].published
        == "2005-03-03"
    )


def test_plain_texts_in_a_stream_are_numbered(extractor):
    ids = [result.articles[0].doc_id for result in extractor.pipe(["The bank closed.", "The shop burned."])]
    assert ids == ["-#1", "-#2"]
