"""An article's events as a person reads them: the sentence with its triggers marked, a line an event."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extract.cli.words import according_to, denials, how_certain, shown, when
from extract.extractor import Explained
from extract.rows.result import Result
from extract.rows.schema import EventRow

# Column titles, how the width is shared out, and what each needs where there is room (a day has
# ten characters).
_COLUMNS = (
    ("event", 5, 10),
    ("who", 4, 8),
    ("whom or what", 5, 8),
    ("when", 4, 10),
    ("how certain", 4, 8),
    ("according to", 4, 9),
)
_NARROW = 68
_CONTEXT = 30


class Page(Console):
    """A console that leaves it to the command what to do when the reader of its output has gone."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show(explained: Explained, console: Console, explain: bool = False) -> None:
    """Print the events of an article, with the reasons behind them if `explain`."""
    result = explained.result
    _print_head(result, console)
    for (number, _), group in groupby(result.events, key=lambda row: (row.sentence, row.evidence_start)):
        events = list(group)
        part = "" if events[0].part == "body" else f" {events[0].part}"
        console.print()
        line = Text(f"[{number}{part}] ", style="dim")
        line.append_text(marked(events, brackets=not console.is_terminal))
        console.print(line)
        console.print(Padding(_table(events, result, console.width), (0, 0, 0, 2)))
        if explain:
            for event in events:
                _print_reasons(event, explained, console)
    if explain:
        _print_left_out(explained, console)


def marked(events: Sequence[EventRow], brackets: bool) -> Text:
    """The evidence of some events of a sentence with their triggers in [[brackets]] or in bold."""
    evidence = shown(events[0].evidence or "")
    base = events[0].evidence_start
    out = Text()
    done = 0
    for start, end in sorted({(event.start_char - base, event.end_char - base) for event in events}):
        if start < done or end > len(evidence):
            continue
        out.append(evidence[done:start])
        trigger = evidence[start:end]
        out.append(f"[[{trigger}]]" if brackets else trigger, style="bold")
        done = end
    out.append(evidence[done:])
    return out


def _print_head(result: Result, console: Console) -> None:
    article = result.articles[0]
    if article.title:
        console.print(Text(shown(article.title), style="bold"))
    date = f"published {article.published}" if article.published else "date of publication unknown"
    counts = f"{_counted(article.sentences, 'sentence')}, {_counted(article.events, 'event')}"
    console.print(Text(f"{date}; {counts}", style="dim"))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _table(events: Sequence[EventRow], result: Result, width: int) -> Table:
    denied = denials(result)
    table = Table(box=None, padding=(0, 2, 0, 0), expand=width >= _NARROW, header_style="dim", pad_edge=False)
    for title, share, least in _COLUMNS:
        table.add_column(title, ratio=share, min_width=least if width >= _NARROW else 1, overflow="fold")
    for event in events:
        what = Text(shown(event.action), style="bold")
        if event.event_type:
            what.append(f" ({event.event_type})", style="not bold")
        table.add_row(
            what,
            *(
                Text(shown(cell or ""))
                for cell in (
                    event.actor,
                    event.target,
                    when(event, result),
                    how_certain(event, event.attribution_id in denied),
                    according_to(event),
                )
            ),
        )
    return table


def _print_reasons(event: EventRow, explained: Explained, console: Console) -> None:
    result, note = explained.result, explained.events[event.event_id]
    lines = [f"why {event.event_id} “{event.trigger}” (confidence {event.confidence:g}):"]
    lines += [f"  {reason}" for reason in note.reasons]
    rows = [row for row in result.arguments if row.event_id == event.event_id]
    for row, argument in zip(rows, note.arguments, strict=True):
        told = f" - {argument.why}" if argument.why else ""
        lines.append(f"  {row.role}: “{row.text}”{told}")
    for attribution in result.attributions:
        if attribution.attribution_id == event.attribution_id:
            cue = f", cue “{attribution.cue}”" if attribution.cue else ""
            who = f"“{attribution.source}”" if attribution.source else "nobody named"
            lines.append(f"  attributed ({attribution.kind}) to {who}{cue}")
    for line in lines:
        console.print(Padding(Text(shown(line), style="dim"), (0, 0, 0, 4)))


def _print_left_out(explained: Explained, console: Console) -> None:
    if not explained.left_out:
        return
    text = explained.result.text
    console.print()
    console.print(Text("Candidates left out:", style="bold"))
    for left in explained.left_out:
        before = text[max(0, left.start_char - _CONTEXT) : left.start_char]
        after = text[left.end_char : left.end_char + _CONTEXT]
        line = Text(shown(f"  ...{before}"))
        line.append(shown(f"[[{left.text}]]"))
        line.append(shown(f"{after}... - {left.why}"))
        console.print(line)
