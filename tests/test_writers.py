"""Files: CSV and JSON Lines, the folder as a whole, and the codebook beside them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from helpers import assert_offsets, rows_of_folder

from extract.errors import OptionError, OutputError
from extract.rows.result import Result
from extract.rows.schema import TABLES, ArticleRow, EntityRow, ErrorRow
from extract.writers import OutputFolder, check_format, data_package
from extract.writers.tables import csv_cell

RUN = {"eventwire": "0"}


def result_of(text: str = "It rained.", doc_id: str = "1", keep: dict[str, str] | None = None) -> Result:
    article = ArticleRow(
        doc_id=doc_id, kind="news", published_from="none", text=text, text_sha256="0", language="en",
        sentences=1, tokens=3, events=0,
    )  # fmt: skip
    return Result(articles=[article], keep=keep or {})


def write(folder: Path, *results: Result, format: str = "csv", keep: tuple[str, ...] = ()) -> Path:
    with OutputFolder(folder, format, keep) as out:
        for result in results:
            out.write(result)
        out.finish(RUN)
    return folder


def broken_off(out: OutputFolder, by: type[BaseException]) -> bool:
    """Write to a folder until something comes between."""
    try:
        with out:
            out.write(result_of("second"))
            raise by
    except by:
        return True


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, ""), (True, "true"), (False, "false"), (3, "3"), (0.25, "0.25"), (2e6, "2000000"),
        (1e-7, "0.0000001"), (1e22, "10000000000000000000000"), (-0.5, "-0.5"), ("a", "a"), ("", ""),
    ],
)  # fmt: skip
def test_csv_cell(cell: str | float | None, written: str):
    assert csv_cell(cell) == written


def test_every_table_is_written_with_its_header(tmp_path: Path):
    write(tmp_path)
    for name, table in TABLES.items():
        assert (tmp_path / f"{name}.csv").read_bytes() == (",".join(table.names) + "\n").encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*(f"{name}.csv" for name in TABLES), "datapackage.json", "run.json"]
    )


@pytest.mark.parametrize("format", ["csv", "jsonl"])
@pytest.mark.parametrize(
    "text", ["two\nlines", 'a "quoted" word', "comma, and ☃", " spaces ", "=1+1", "x\u2028y"]
)
def test_text_comes_back_as_it_was(tmp_path: Path, format: str, text: str):
    write(tmp_path, result_of(text), format=format)
    assert rows_of_folder(tmp_path)["articles"][0]["text"] == text
    assert_offsets(tmp_path)


def test_csv_has_line_feeds_and_no_mark(tmp_path: Path):
    data = (write(tmp_path, result_of("a\nb")) / "articles.csv").read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b',"a\nb",' in data


def test_json_line_has_every_column_and_null_for_empty(tmp_path: Path):
    row = EntityRow(doc_id="1", entity_id="n1", named=True, name="Rao", mentions=1, key="rao")
    result = result_of()
    result.entities.append(row)
    lines = (
        (write(tmp_path, result, format="jsonl") / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    )
    assert [json.loads(line) for line in lines] == [
        {
            "doc_id": "1", "entity_id": "n1", "key": "rao", "named": True, "name": "Rao", "type": None,
            "country": None, "description": None, "mentions": 1,
        }
    ]  # fmt: skip


def test_own_columns_stand_at_the_end_of_articles(tmp_path: Path):
    write(
        tmp_path,
        result_of(keep={"outlet": "Gazette", "title": "T"}),
        result_of(doc_id="2"),
        keep=("outlet", "title"),
    )
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0])[-2:] == ["outlet", "input_title"]
    assert [(row["outlet"], row["input_title"], row["title"]) for row in rows] == [
        ("Gazette", "T", ""),
        ("", "", ""),
    ]


def test_data_package_tells_of_own_columns(tmp_path: Path):
    write(tmp_path, keep=("outlet",))
    content = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert content == data_package("csv", ("outlet",))


def test_nothing_is_left_where_the_run_breaks_off(tmp_path: Path):
    folder = tmp_path / "out"
    out = OutputFolder(folder)
    assert broken_off(out, RuntimeError)
    assert list(folder.iterdir()) == []


def test_former_run_stays_where_a_new_one_breaks_off(tmp_path: Path):
    write(tmp_path, result_of("first"))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    out = OutputFolder(tmp_path)
    assert broken_off(out, KeyboardInterrupt)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_former_run_is_replaced_whatever_its_format(tmp_path: Path):
    write(tmp_path, result_of("first"), format="jsonl")
    write(tmp_path, result_of("second"))
    assert not list(tmp_path.glob("*.jsonl"))
    assert rows_of_folder(tmp_path)["articles"][0]["text"] == "second"


def test_other_files_beside_a_former_run_stay(tmp_path: Path):
    write(tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write(tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_folder_with_other_things_is_refused(tmp_path: Path):
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(OutputError) as error:
        OutputFolder(tmp_path)
    assert str(error.value) == (
        f"{tmp_path}: holds other things (thesis.docx) but no former run: name a new or empty folder"
    )


def test_foreign_run_file_is_no_former_run(tmp_path: Path):
    (tmp_path / "run.json").write_text("[]", encoding="utf-8")
    with pytest.raises(OutputError, match="holds other things"):
        OutputFolder(tmp_path)


def test_hidden_files_do_not_count(tmp_path: Path):
    (tmp_path / ".DS_Store").touch()
    write(tmp_path)
    assert (tmp_path / "events.csv").exists()


def test_file_in_place_of_the_folder(tmp_path: Path):
    path = tmp_path / "out.csv"
    path.touch()
    with pytest.raises(OutputError) as error:
        OutputFolder(path)
    assert str(error.value) == f"{path}: is a file: name a folder for --output"


def test_folder_below_a_file(tmp_path: Path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(OutputError, match=r"file/out: is a file|cannot be"),
        OutputFolder(tmp_path / "file" / "out"),
    ):
        pass


@pytest.mark.parametrize(
    ("format", "message"),
    [
        ("parquet", "format 'parquet' is not there yet: choose csv or jsonl"),
        ("xlsx", "format 'xlsx' is not known: choose csv or jsonl"),
    ],
)
def test_format_that_cannot_be_written(format: str, message: str):
    with pytest.raises(OptionError) as error:
        check_format(format)
    assert str(error.value) == message


def test_errors_are_written(tmp_path: Path):
    with OutputFolder(tmp_path) as out:
        out.write_error(ErrorRow(stage="read", error="InputError", message="a, b", doc_id="1"))
        out.finish(RUN)
    assert (tmp_path / "errors.csv").read_text(encoding="utf-8").splitlines()[
        1
    ] == '1,,read,InputError,"a, b"'
    assert out.counts["errors"] == 1
