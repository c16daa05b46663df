"""The page docs/dates.md: what the date component understands, by examples that are also its tests.

`python -m extract.annotate.dates.page` writes it from `extract/knowledge/date_examples.yaml` and the rule
data; a test fails where it is out of date, another where an example no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from extract.annotate.dates.component import Dates
from extract.annotate.dates.lexicon import lexicon
from extract.annotate.types import TimeExpression
from extract.knowledge import load_yaml

PAGE = Path(__file__).resolve().parents[3] / "docs" / "dates.md"
PUBLISHED = "2005-03-03"  # a Thursday
# Categories of the rule data that a reader may want to see whole, and what they are.
_LISTS = {
    "UNIT": "units",
    "SEASON": "seasons",
    "SEASONVERB": "seasons that are other words, too (only with an article or a year)",
    "PART": "parts of the day",
    "DAYWORD": "days by name",
    "LAST": "the one before",
    "THIS": "this one",
    "NEXT": "the one after",
    "PREVIOUS": "the one before the time last spoken of",
    "FOLLOWING": "the one after the time last spoken of",
    "OFTEN": "recurrence in a word",
    "EDGE": "edges of a stretch",
    "ABOUT": "about",
    "PASTREF": "vague, past",
    "PRESENTREF": "vague, present",
    "FUTUREREF": "vague, future",
    "ZONE": "time zones",
}


@dataclass(frozen=True)
class Case:
    """A sentence and what is found in it.

    Attributes:
        text: the sentence.
        expected: each expression as "text | type | value | marks | interval", in text order.
        published: ISO date of publication, None for none.
        order: the component's `numeric_order`.
    """

    text: str
    expected: tuple[str, ...]
    published: str | None = PUBLISHED
    order: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Group:
    """Cases of one kind: a title, the rule in words, the cases."""

    title: str
    rule: str
    cases: tuple[Case, ...]


def _groups(data: Iterable[dict[str, Any]]) -> tuple[Group, ...]:
    out = []
    for group in data:
        settings = {
            "published": group["published"] or None if "published" in group else PUBLISHED,
            "order": group.get("order", ""),
        }
        cases = tuple(Case(text, tuple(found), **settings) for text, found in group["cases"].items())
        out.append(Group(group["title"], group.get("rule", ""), cases))
    return tuple(out)


_DATA: dict[str, Any] = load_yaml("date_examples.yaml")
#: Kinds of time expressions, and the rules for odd cases.
KINDS, ODD = _groups(_DATA["kinds"]), _groups(_DATA["odd"])


@cache
def _blank() -> Language:
    return spacy.blank("en")


def found_in(case: Case) -> tuple[str, ...]:
    """What the component finds in a case, in the manner of `Case.expected`."""
    doc = _blank().make_doc(case.text)
    doc._.ew_published = case.published
    return tuple(_line(case.text, found) for found in Dates(case.order)(doc)._.ew_dates)


def _line(text: str, found: TimeExpression) -> str:
    marks = [f"{name} {getattr(found, name)}" for name in ("mod", "quant", "freq") if getattr(found, name)]
    if not found.anchored:
        marks.append("not anchored")
    days = sorted({day for day in (found.date_from, found.date_to) if day})
    cells = (
        text[found.start_char : found.end_char],
        found.type,
        found.value,
        ", ".join(marks),
        " to ".join(days),
    )
    return " | ".join(cells).strip()


def page() -> str:
    """Return the page as Markdown; its tables are made by running the component."""
    parts = ["# Dates", _DATA["intro"], "## What is understood", _table(KINDS)]
    parts += [_DATA["reading"], "## Odd cases", _DATA["odd_intro"]]
    for group in ODD:
        parts += [f"### {group.title}", group.rule, _table([group], titled=False)]
    parts += [_DATA["limits"], "## The rule data", _DATA["data_intro"], _words(), _holidays(), _rules()]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _table(groups: Iterable[Group], titled: bool = True) -> str:
    head = ["kind"] * titled + ["sentence", "found", "type", "value", "mod, quant, freq", "interval"]
    lines = [_row(head), _row(["---"] * len(head))]
    for group in groups:
        for case in group.cases:
            rows = [line.split(" | ") for line in found_in(case)] or [["nothing"]]
            for number, cells in enumerate(rows):
                cells = [*cells, "", "", "", "", ""][:5]
                lead = [group.title] * titled + [case.text.replace("\n", " ")]
                lines.append(_row([*(lead if number == 0 else [""] * len(lead)), *cells]))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.strip() for cell in cells)} |"


def _words() -> str:
    lines = []
    for category, name in _LISTS.items():
        words = (
            f"{word} ({values[category]})" if isinstance(values[category], str) else word
            for word, values in lexicon().entries.items()
            if category in values
        )
        lines.append(f"- {name}: {', '.join(words)}")
    return "\n".join(lines)


def _holidays() -> str:
    named = ", ".join(f"{name} ({rule or 'no simple rule'})" for name, rule in lexicon().holidays.items())
    return f"- named days: {named}"


def _rules() -> str:
    lines = [_row(["rule", "example", "expression and value"]), _row(["---"] * 3)]
    for rule in lexicon().rules:
        for sentence, found in rule.examples.items():
            shown = "nothing" if found == "-" else str(found).replace(" | ", ": ")
            lines.append(_row([rule.name, sentence, shown]))
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
