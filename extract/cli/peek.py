"""`eventwire peek`: the first events of a finished run, as a table made to be read."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any, cast

import typer

from extract.cli.shared import note, told, utf8_output

_CELL = 42


def peek(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `eventwire run` wrote.")],
    rows: Annotated[int, typer.Option(help="How many events to show.", min=1)] = 20,
    asserted: Annotated[
        bool, typer.Option("--asserted", help="Only what the articles themselves say happened.")
    ] = False,
) -> None:
    """Show events of a finished run."""
    with told():
        show_events(directory, rows, asserted)


def show_events(directory: Path, rows: int, asserted: bool = False) -> None:
    """Print the first events of a run's folder.

    Raises:
        InputError: the folder holds no run, or is of a format that cannot be shown.
    """
    from rich.console import Console
    from rich.table import Table

    from extract.cli.words import according_to, how_certain, shown
    from extract.rows.schema import EventRow

    utf8_output()
    events = _read(directory)
    if asserted:
        events = [event for event in events if event["asserted"]]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for title in ("article", "when", "who", "event", "whom or what", "how certain", "according to"):
        table.add_column(title, overflow="fold")
    for event in events[:rows]:
        row = cast(EventRow, SimpleNamespace(**event))
        what = f"{row.action} ({row.event_type})" if row.event_type else row.action
        cells = (
            row.doc_id,
            row.when_from or row.when_value,
            row.actor,
            what,
            row.target,
            how_certain(row),
            according_to(row),
        )
        table.add_row(*(_clipped(shown(cell or "")) for cell in cells))
    console = Console(width=None if Console().is_terminal else 160)
    console.print(table)
    if len(events) > rows:
        note(f"{len(events) - rows} more in {directory}")


def _clipped(cell: str) -> str:
    return cell if len(cell) <= _CELL else cell[: _CELL - 3] + "..."


def _read(directory: Path) -> list[dict[str, Any]]:
    """The event rows of a run's folder, empty cells as None."""
    import pandas as pd

    from extract.errors import InputError

    if (directory / "events.csv").is_file():
        frame = pd.read_csv(directory / "events.csv", dtype=str, keep_default_na=False)
        rows = [{str(k): v or None for k, v in row.items()} for row in frame.to_dict("records")]
        return [{**row, "asserted": row["asserted"] == "true"} for row in rows]
    if (directory / "events.jsonl").is_file():
        with (directory / "events.jsonl").open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    raise InputError(
        f"{directory}: no events.csv or events.jsonl there. Name a folder that `eventwire run` wrote"
    )
