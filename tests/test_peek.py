"""`eventwire peek` shows a run's events and says what is wrong with a folder that holds none."""

from __future__ import annotations

from typer.testing import CliRunner

from extract.cli.main import app

HEADER = "doc_id,when_from,when_value,actor,action,event_type,target,polarity,certainty,modality,tense,attributed_to,attribution_id,asserted\n"


def test_events_are_shown(tmp_path):
    (tmp_path / "events.csv").write_text(
        HEADER
        + "a,2024-01-02,2024-01-02,Acme,sell,sale,shop,positive,certain,none,past,,,true\n"
        + "b,,,Bolt,close,,bank,negative,certain,none,past,the mayor,q1,false\n",
        encoding="utf-8",
    )
    shown = CliRunner().invoke(app, ["peek", str(tmp_path)])
    assert shown.exit_code == 0
    assert "sell (sale)" in shown.stdout
    assert "did not happen" in shown.stdout
    assert "the mayor" in shown.stdout
    only = CliRunner().invoke(app, ["peek", str(tmp_path), "--asserted"])
    assert "Acme" in only.stdout
    assert "Bolt" not in only.stdout


def test_a_folder_without_a_run(tmp_path):
    shown = CliRunner().invoke(app, ["peek", str(tmp_path)])
    assert shown.exit_code == 2
    assert "Name a folder that `eventwire run` wrote" in shown.output
