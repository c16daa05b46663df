"""The commands: what they print, where, and with which exit status; messages word for word."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from helpers import assert_offsets
from typer.testing import CliRunner, Result

from extract.cli.main import app
from extract.cli.view import marked
from extract.cli.words import how_certain, shown, when
from extract.rows.result import Result as Rows
from extract.rows.schema import TABLES, EventRow
from extract.version import __version__

STORY = """Council closes harbour

The council closed the harbour on Monday. The owners denied that they had cut wages.
"""
NO_DATE = (
    "eventwire: no date of publication is known, so weekdays and words such as 'last month' get no date:"
    " give it with --published YYYY-MM-DD\n"
)


def call(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(
        app, [str(argument) for argument in arguments], input=stdin, env={"COLUMNS": "120"}
    )


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


# -- article -----------------------------------------------------------------------------


@pytest.mark.usefixtures("loaded")
def test_table_shows_the_sentence_with_its_triggers(story: Path):
    result = call("article", story, "--published", "2005-03-03")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "The council [[closed]] the harbour on Monday." in result.stdout
    lines = iter(result.stdout.partition("[[closed]] the harbour")[2].splitlines())
    line = next(line for line in lines if line.strip().startswith("close"))
    assert "council" in line.lower()
    assert "the harbour" in line
    assert "Monday" in line
    assert "2005-02-28" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.usefixtures("loaded")
def test_table_fits_the_width(story: Path):
    for width in ("40", "80", "200"):
        out = CliRunner().invoke(app, ["article", str(story)], env={"COLUMNS": width}).stdout
        assert max(len(line) for line in out.splitlines()) <= int(width)


@pytest.mark.usefixtures("loaded")
def test_unknown_date_is_told_on_standard_error(story: Path):
    result = call("article", story)
    assert (result.exit_code, result.stderr) == (0, NO_DATE)


@pytest.mark.usefixtures("loaded")
def test_json_holds_all_tables(story: Path):
    result = call("article", story, "--format", "json", "--published", "2005-03-03")
    content = json.loads(result.stdout)
    assert list(content) == [name for name in TABLES if name not in ("incidents", "errors")]
    assert list(content["events"][0]) == list(TABLES["events"].names)
    assert content["articles"][0]["text"] == STORY


@pytest.mark.usefixtures("loaded")
def test_csv_holds_the_events(story: Path):
    result = call("article", story, "--format", "csv", "--published", "2005-03-03")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == TABLES["events"].names
    assert {row["asserted"] for row in rows} <= {"true", "false"}


@pytest.mark.usefixtures("loaded")
def test_text_from_standard_input(story: Path):
    result = call("article", "-", "--published", "2005-03-03", "--format", "json", stdin=STORY)
    assert json.loads(result.stdout)["articles"][0]["text"] == STORY
    result = call("article", "--published", "2005-03-03", stdin=STORY)
    assert result.stdout.startswith("Council closes harbour\n")


@pytest.mark.usefixtures("loaded")
def test_title_option_stands_before_the_text():
    result = call("article", "-", "--title", "Rain", "--format", "json", stdin="It rained.")
    assert json.loads(result.stdout)["articles"][0]["text"] == "Rain\n\nIt rained."


@pytest.mark.usefixtures("loaded")
def test_explain_says_why(story: Path):
    result = call("article", story, "--explain", "--published", "2005-03-03")
    assert re.search(r"why e\d+ “closed” \(confidence [\d.]+\):", result.stdout)
    assert re.search(r"target: “the harbour”", result.stdout)


@pytest.mark.usefixtures("loaded")
def test_explain_in_json(story: Path):
    result = call("article", story, "--explain", "--format", "json", "--published", "2005-03-03")
    content = json.loads(result.stdout)
    assert set(content["explain"]["events"]) == {event["event_id"] for event in content["events"]}
    for left in content["explain"]["left_out"]:
        assert STORY[left["start_char"] : left["end_char"]] == left["text"]


@pytest.mark.usefixtures("loaded")
def test_kinds_option(story: Path):
    result = call("article", story, "--kinds", "speech", "--format", "json", "--published", "2005-03-03")
    assert {event["kind"] for event in json.loads(result.stdout)["events"]} == {"speech"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], None),
        (
            ["https://example.org/a"],
            "https://example.org/a: fetching pages is not there yet: save the page and name the file",
        ),
        (["-", "--format", "html"], "format 'html' is not there yet: choose table, json, csv"),
        (["-", "--format", "pdf"], "format 'pdf' is not known: choose table, json, csv"),
        (["-", "--format", "csv", "--explain"], "--explain goes with --format table or json, not csv"),
        (["-", "--kinds", "rumour"], "kinds rumour: choose among event, speech, state"),
        (
            ["-", "--model", "en_none_sm"],
            "model 'en_none_sm' cannot be loaded: it is neither an installed package nor a folder;"
            " try `python -m spacy download en_none_sm`",
        ),
    ],
)
def test_what_is_wrong_is_told_in_one_line(arguments: list[str], message: str | None):
    result = call("article", *arguments, stdin="It rained.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.fullmatch(r"eventwire: [^\n]+\n", result.stderr)
    assert message is None or result.stderr == f"eventwire: {message}\n"


@pytest.mark.usefixtures("loaded")
def test_date_that_is_none(story: Path):
    result = call("article", story, "--published", "3/3/05")
    assert result.exit_code == 2
    assert result.stderr == "eventwire: published date '3/3/05' is not understood: write it as YYYY-MM-DD\n"


@pytest.mark.usefixtures("loaded")
def test_empty_file(tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    result = call("article", tmp_path / "empty.txt")
    assert result.exit_code == 2
    assert re.fullmatch(r"eventwire: [^\n]+empty\.txt[^\n]+\n", result.stderr)


# -- run ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("loaded")
def test_run_writes_tables_and_nothing_on_standard_output(story: Path, tmp_path: Path):
    result = call("run", story, "--output", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert re.fullmatch(
        r"eventwire: 1 article, \d+ events in \S+ \([\d,]+ words per second\)\n", result.stderr
    )
    assert_offsets(tmp_path / "out")


@pytest.mark.usefixtures("loaded")
def test_run_with_a_record_put_aside(tmp_path: Path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "1", "text": "It rained."}\n[]\n', encoding="utf-8")
    result = call("run", path, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert re.search(r"1 record put aside, listed in \S+errors.csv, first: .*line 2", result.stderr)


@pytest.mark.usefixtures("loaded")
def test_run_that_comes_to_nothing(tmp_path: Path):
    path = tmp_path / "news.jsonl"
    path.write_text("[]\n", encoding="utf-8")
    result = call("run", path, "--output", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("eventwire: no article could be analysed: 1 put aside, listed in ")


@pytest.mark.usefixtures("loaded")
def test_options_of_a_run_reach_it(tmp_path: Path):
    path = tmp_path / "news.csv"
    path.write_text("nr,body,head,day,outlet\n7,It rained.,Rain,2005-03-03,Gazette\n", encoding="utf-8")
    columns = [
        "--id-column",
        "nr",
        "--text-column",
        "body",
        "--title-column",
        "head",
        "--published-column",
        "day",
    ]
    out = tmp_path / "out"
    result = call(
        "run",
        path,
        "--output",
        out,
        *columns,
        "--keep",
        "outlet",
        "--format",
        "jsonl",
        "--kinds",
        "event",
        "--no-text",
    )
    assert result.exit_code == 0
    article = json.loads((out / "articles.jsonl").read_text(encoding="utf-8"))
    wanted = {"doc_id": "7", "title": "Rain", "published": "2005-03-03", "outlet": "Gazette", "text": None}
    assert {name: article[name] for name in wanted} == wanted
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["options"]["kinds"] == ["event"]


def test_run_refuses_a_folder_with_other_things(story: Path):
    result = call("run", story, "--output", story.parent)
    assert result.exit_code == 2
    assert result.stderr == (
        f"eventwire: {story.parent}: holds other things (story.txt) but no former run:"
        " name a new or empty folder\n"
    )


def test_run_in_a_format_that_is_not_there_yet(story: Path, tmp_path: Path):
    result = call("run", story, "--output", tmp_path / "out", "--format", "parquet")
    assert result.exit_code == 2
    assert result.stderr == "eventwire: format 'parquet' is not there yet: choose csv or jsonl\n"


def test_interrupted_run(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("extract.runner.run", stop)
    result = call("run", story, "--output", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (130, "eventwire: stopped; nothing was written\n")


# -- others ------------------------------------------------------------------------------


def test_version():
    assert call("--version").stdout == f"{__version__}\n"


def test_model_is_shown(extractor: object):
    result = call("model")
    assert result.exit_code == 0
    assert re.search(r"^sha256: [0-9a-f]{64}$", result.stdout, re.MULTILINE)
    assert re.search(r"^components: .*parser", result.stdout, re.MULTILINE)


@pytest.fixture
def shown_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the model that the command shows; what else is told of it is made up."""
    from extract.annotate import model

    info = model.ModelInfo("en_small", "1.0", str(tmp_path), "0" * 64, ("tagger", "parser"), {"las": 0.5})
    monkeypatch.setattr(model, "load_model", lambda name: None)
    monkeypatch.setattr(model, "describe_model", lambda nlp: info)
    return tmp_path


def test_model_card_follows(shown_model: Path):
    (shown_model / "MODEL_CARD.md").write_text("# Small\n\nTrained on – nothing.\n", encoding="utf-8")
    facts = (
        f"name: en_small 1.0\npath: {shown_model}\nsha256: {'0' * 64}\ncomponents: tagger, parser\nlas: 0.5\n"
    )
    assert call("model").stdout == facts + "\n# Small\n\nTrained on – nothing.\n"
    assert call("model", "--card").stdout == call("model").stdout
    assert call("model", "--no-card").stdout == facts


def test_model_without_a_card(shown_model: Path):
    result = call("model")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "las: 0.5")
    assert not list(shown_model.iterdir())


def test_ontology_is_listed():
    result = call("ontology", "show")
    assert result.exit_code == 0
    assert re.search(r"^hosting +event +\S", result.stdout, re.MULTILINE)


def test_event_type_is_shown():
    assert call("ontology", "show", "hosting").stdout.startswith("hosting (event): ")


def test_unknown_event_type():
    result = call("ontology", "show", "nothing")
    assert result.exit_code == 2
    assert (
        result.stderr == "eventwire: there is no event type 'nothing': `eventwire ontology show` lists them\n"
    )


def test_ontology_file_is_checked(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "types:\n  rain:\n    definition: Water falls from the sky.\n    verbs: [rain]\n", encoding="utf-8"
    )
    result = call("ontology", "check", path)
    assert (result.exit_code, result.stdout) == (0, f"{path}: sound, 1 event types, 1 entries\n")
    path.write_text("typs: {}\n", encoding="utf-8")
    result = call("ontology", "check", path)
    assert result.exit_code == 2
    assert re.fullmatch(r"eventwire: [^\n]*line 1[^\n]*\n", result.stderr)


# -- wording -----------------------------------------------------------------------------


def row(**given: object) -> EventRow:
    values: dict[str, object] = {
        "doc_id": "", "event_id": "e1", "sentence": 0, "part": "body", "kind": "event", "action": "shut",
        "start_char": 2, "end_char": 6, "polarity": "positive", "certainty": "certain", "modality": "none",
        "tense": "past", "asserted": True, "confidence": 0.5, "evidence_start": 0, "evidence_end": 9,
        "evidence": "I shut it",
    }  # fmt: skip
    return EventRow(**{**values, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "certain"),
        ({"certainty": "probable"}, "probable"),
        ({"certainty": "probable", "modality": "intention", "tense": "future"}, "planned"),
        ({"certainty": "possible", "modality": "intention"}, "possible (intended)"),
        ({"certainty": "possible", "modality": "attempt"}, "possible (attempt)"),
        ({"polarity": "negative"}, "did not happen"),
        ({"polarity": "negative", "tense": "present"}, "is not so"),
        ({"polarity": "negative", "tense": "future", "certainty": "probable"}, "will not happen (probable)"),
        ({"polarity": "negative", "modality": "ability"}, "did not happen (able to)"),
        ({"polarity": "negative", "modality": "counterfactual"}, "did not happen (contrary to fact)"),
    ],
)
def test_certainty_in_words(given: dict[str, object], words: str):
    assert how_certain(row(**given)) == words


def test_denied_in_words():
    assert how_certain(row(polarity="negative"), denied=True) == "denied"


def test_when_in_words():
    dated = row(when_text="on Monday", when_from="2005-02-28", when_to="2005-02-28", when_value="2005-02-28")
    assert when(dated, Rows()) == "on Monday: 2005-02-28"
    assert when(row(when_text="for a week", when_value="P1W"), Rows()) == "for a week: P1W"
    assert when(row(when_text="in March", when_from="2005-03-01", when_to="2005-03-31"), Rows()) == (
        "in March: 2005-03-01 to 2005-03-31"
    )
    later = row(event_id="e2", when_event="e1", when_relation="after")
    assert when(later, Rows(events=[row(), later])) == "after “shut” (e1)"


def test_marks_do_not_overlap():
    events = [
        row(),
        row(event_id="e2", start_char=4, end_char=9),
        row(event_id="e3", start_char=7, end_char=9),
    ]
    assert marked(events, brackets=True).plain == "I [[shut]] [[it]]"
    assert marked(events, brackets=False).plain == "I shut it"


def test_control_characters_are_not_printed():
    assert shown("a\x1b[31mb\nc\u202ed") == "a\ufffd[31mb c\ufffdd"
