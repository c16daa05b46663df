import os

import pytest

from extract.errors import InputError
from extract.readers.inputs import READ_SUFFIXES, Source, find, source_of
from extract.readers.options import ReadFailure


@pytest.fixture
def news(tmp_path):
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.JSONL",
        "sub/d.csv.gz",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "p.png",
    ):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "news"


def names(found):
    return [item.name if isinstance(item, Source) else item.message for item in found]


def test_a_folder_gives_its_articles_by_name_and_passes_over_the_rest(news):
    assert names(find([str(news)])) == ["a.txt", "b.txt", "sub/c.JSONL", "sub/d.csv.gz"]


def test_a_file_is_named_by_its_name_alone(news):
    assert names(find([str(news / "sub" / "c.JSONL")])) == ["c.JSONL"]


def test_a_glob_names_files_from_the_folder_before_the_first_wildcard(news):
    assert names(find([str(news / "*.txt")])) == ["a.txt", "b.txt"]
    assert names(find([str(news / "*" / "d.csv.gz")])) == ["sub/d.csv.gz"]
    assert names(find([str(news / "**" / "*.JSONL")])) == ["sub/c.JSONL"]
    assert names(find([str(news / "s*")])) == ["sub/c.JSONL", "sub/d.csv.gz"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path):
    (tmp_path / "a[1].txt").write_text("x")
    assert names(find([str(tmp_path / "a[1].txt")])) == ["a[1].txt"]


def test_a_file_that_two_inputs_name_is_read_once(news):
    assert names(find([str(news / "b.txt"), str(news)])) == ["b.txt", "a.txt", "sub/c.JSONL", "sub/d.csv.gz"]


def test_formats_are_told_by_suffix_with_and_without_gz():
    assert source_of("x/a.CSV.gz") == Source("x/a.CSV.gz", "a.CSV.gz", "x/a.CSV.gz", "table", ".csv", True)
    assert [source_of(f"a{s}").format for s in (".txt", ".htm", ".html", ".jsonl", ".ndjson", ".tsv")] == [
        "plain",
        "html",
        "html",
        "jsonlines",
        "jsonlines",
        "table",
    ]
    assert source_of("-").shown == "standard input"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("a.parquet", "a.parquet: .parquet is not read yet: convert it to .csv or .jsonl"),
        ("a.warc.gz", "a.warc.gz: .warc is not read yet: extract its pages to .html files"),
        ("a.pdf", "a.pdf: .pdf is not read: convert it to .txt"),
        ("a.zip", "a.zip: .zip is not read: unpack it and name the folder"),
        ("a.png", "a.png: .png is an image: convert it to text first"),
        ("a.json", "a.json: .json is not read: write one object a line and call it .jsonl"),
        ("a.xyz", f"a.xyz: the suffix .xyz does not say how to read it: rename it to one of {READ_SUFFIXES}"),
        (
            "news",
            f"news: a name without suffix does not say how to read it: rename it to one of {READ_SUFFIXES}",
        ),
    ],
)
def test_a_named_file_that_nothing_reads_says_what_to_do(path, message):
    with pytest.raises(InputError) as caught:
        source_of(path)
    assert str(caught.value) == message


def test_what_may_hold_articles_in_a_folder_is_a_failure_not_passed_over(tmp_path):
    (tmp_path / "a.pdf").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    failed, good = find([str(tmp_path)])
    assert failed == ReadFailure(
        "a.pdf", f"{tmp_path}/a.pdf", f"{tmp_path}/a.pdf: .pdf is not read: convert it to .txt"
    )
    assert good.name == "b.txt"


def test_what_is_not_there_is_one_line_each(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert names(find(["no.txt", "no/no.txt", "n*.txt", "empty"])) == [
        "no.txt: there is no such file or folder: check the path",
        "no/no.txt: there is no such file or folder: check the path (there is no folder no either)",
        "n*.txt: no file matches: check the pattern",
        f"empty: no file to read in this folder: articles are {READ_SUFFIXES}",
    ]


def test_links_to_folders_are_not_followed_round_in_circles(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    os.symlink(tmp_path, tmp_path / "loop")
    assert names(find([str(tmp_path)])) == ["a.txt"]
