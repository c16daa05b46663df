"""Score the date component on TimeML files by the definitions of TempEval-3.

    python benchmarks/score_dates.py [--model NAME_OR_PATH] [--set TimeBank] [--errors]

The archive is ../shared/devsets/timebank_aquaint.tar.xz or `--archive`. TimeBank is for tuning;
AQUAINT is for checking only. The document creation time is the publication date.

Measures (UzZaman et al. 2013, "SemEval-2013 Task 1: TempEval-3"): strict F1 counts predicted
expressions with exactly the gold extent; relaxed F1 those that overlap a gold one (each
predicted and each gold expression is used once, in text order); value F1 is relaxed F1 times
the share of relaxed matches whose TIMEX3 value equals the gold one. Micro-averaged.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tarfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

import extract.annotate.dates.component
from extract.annotate.model import load_model
from extract.annotate.types import TimeExpression

ARCHIVE = Path(__file__).resolve().parents[2] / "shared" / "devsets" / "timebank_aquaint.tar.xz"
_TAG = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>")
_ATTRIBUTE = re.compile(r'([A-Za-z]+)="([^"]*)"')


@dataclass(frozen=True)
class Gold:
    """One TIMEX3 of the gold text: character offsets (end exclusive), type, value."""

    start: int
    end: int
    type: str
    value: str
    relative: bool


@dataclass(frozen=True)
class Document:
    """A TimeML document: text without tags, its creation date, its time expressions."""

    name: str
    text: str
    created: str | None
    gold: list[Gold]


def read_timeml(name: str, source: str) -> Document:
    """Read a TimeML document: the content of TEXT with its TIMEX3, tags taken off, entities decoded."""
    created = re.search(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>', source)
    date = re.search(r'value="(\d{4}-\d{2}-\d{2})', created[0]) if created else None
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, gold, stack = "", [], []
    position = 0
    content = body[1] if body else ""
    for match in _TAG.finditer(content):
        text += html.unescape(content[position : match.start()])
        position = match.end()
        if match[2] != "TIMEX3":
            continue
        if match[1]:
            start, attributes = stack.pop()
            found = Gold(
                start,
                len(text),
                attributes["type"],
                attributes["value"],
                attributes.get("temporalFunction") == "true",
            )
            gold.append(found)
        elif not match[3].endswith("/"):
            stack.append((len(text), dict(_ATTRIBUTE.findall(match[3]))))
    text += html.unescape(content[position:])
    return Document(name, text, date[1] if date else None, gold)


def documents(archive: Path, folder: str) -> list[Document]:
    """The documents of one folder of the archive, sorted by name."""
    out = []
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if member.name.startswith(folder + "/") and member.name.endswith(".tml"):
                handle = tar.extractfile(member)
                if handle is not None:
                    out.append(read_timeml(member.name, handle.read().decode("utf-8", "replace")))
    return out


@dataclass
class Score:
    """Counts summed over documents."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0

    @staticmethod
    def f1(right: int, found: int, gold: int) -> float:
        """Harmonic mean of precision and recall, in per cent."""
        return 200 * right / (found + gold) if found + gold else 0.0

    def line(self) -> str:
        """One line of figures."""
        strict = self.f1(self.strict, self.found, self.gold)
        relaxed = self.f1(self.relaxed, self.found, self.gold)
        accuracy = self.value / self.relaxed if self.relaxed else 0.0
        kind = self.type / self.relaxed if self.relaxed else 0.0
        return (
            f"gold {self.gold}  found {self.found}  strict F1 {strict:.1f}  relaxed F1 {relaxed:.1f} "
            f"(P {100 * self.relaxed / max(self.found, 1):.1f} "
            f"R {100 * self.relaxed / max(self.gold, 1):.1f})  "
            f"type F1 {relaxed * kind:.1f}  value F1 {relaxed * accuracy:.1f}"
        )


def align(gold: list[Gold], found: list[TimeExpression]) -> list[tuple[Gold | None, TimeExpression | None]]:
    """Pair gold and predicted expressions: equal extents first, then overlaps, each used once."""
    pairs: list[tuple[Gold | None, TimeExpression | None]] = []
    exact = {(f.start_char, f.end_char): f for f in found}
    used, left = set(), []
    for wanted in gold:
        same = exact.get((wanted.start, wanted.end))
        if same is not None and id(same) not in used:
            used.add(id(same))
            pairs.append((wanted, same))
        else:
            left.append(wanted)
    for wanted in left:
        overlapping = next(
            (
                f
                for f in found
                if id(f) not in used and f.start_char < wanted.end and wanted.start < f.end_char
            ),
            None,
        )
        if overlapping is not None:
            used.add(id(overlapping))
        pairs.append((wanted, overlapping))
    pairs.extend((None, f) for f in found if id(f) not in used)
    return pairs


@dataclass
class Measured:
    """What came of a set: the score, the kinds of error, invented years, and the component's time."""

    score: Score
    kinds: Counter[str]
    invented: int = 0
    characters: int = 0
    seconds: float = 0.0


def measure(
    nlp: Language, archive: Path, folder: str, *, dated: bool = True, errors: bool = False
) -> Measured:
    """Run the component over a set; without `dated` no publication dates are given."""
    component = extract.annotate.dates.component.Dates()
    out = Measured(Score(), Counter[str]())
    score, kinds = out.score, out.kinds
    for document in documents(archive, folder):
        doc = nlp(document.text)
        doc._.ew_published = document.created if dated else None
        begin = time.perf_counter()
        found = component(doc)._.ew_dates
        out.seconds += time.perf_counter() - begin
        out.characters += len(document.text)
        score.gold += len(document.gold)
        score.found += len(found)
        for wanted, got in align(document.gold, found):
            if wanted is None or got is None:
                kinds["missed" if got is None else "spurious"] += 1
            else:
                same = (wanted.start, wanted.end) == (got.start_char, got.end_char)
                score.relaxed += 1
                score.strict += same
                score.type += wanted.type == got.type
                score.value += wanted.value == got.value
                kinds["extent"] += not same
                kinds["value"] += wanted.value != got.value
                out.invented += wanted.relative and not got.anchored and bool(re.match(r"\d{4}", got.value))
            if errors and folder == "TimeBank":
                _explain(document, wanted, got)
    return out


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--model", default="", help="a spaCy pipeline; without it spacy.blank('en')")
    parser.add_argument("--set", default="", help="TimeBank or AQUAINT; without it both")
    parser.add_argument(
        "--errors", action="store_true", help="print every error (TimeBank only: AQUAINT stays unread)"
    )
    parser.add_argument(
        "--no-dates", action="store_true", help="run without publication dates, count invented years"
    )
    options = parser.parse_args()
    nlp = load_model(options.model) if options.model else spacy.blank("en")
    for folder in [options.set] if options.set else ["TimeBank", "AQUAINT"]:
        result = measure(nlp, options.archive, folder, dated=not options.no_dates, errors=options.errors)
        print(f"{folder}: {result.score.line()}")
        print(
            f"  {dict(sorted(result.kinds.items()))}  "
            f"{result.characters / max(result.seconds, 1e-9) / 1e6:.2f} million characters a second"
        )
        if options.no_dates:
            print(f"  years invented in values that are not anchored: {result.invented}")
    sys.stdout.flush()


def _explain(document: Document, wanted: Gold | None, got: TimeExpression | None) -> None:
    first = min(x for x in (wanted and wanted.start, got and got.start_char) if x is not None)
    last = max(x for x in (wanted and wanted.end, got and got.end_char) if x is not None)
    if (
        wanted
        and got
        and (wanted.start, wanted.end, wanted.value) == (got.start_char, got.end_char, got.value)
    ):
        return
    kind = "MISS" if got is None else "SPUR" if wanted is None else ""
    if wanted and got:
        kind = ("EXT" if (wanted.start, wanted.end) != (got.start_char, got.end_char) else "") + (
            "VAL" if wanted.value != got.value else ""
        )
    text = document.text
    quote = lambda a, b: " ".join(text[a:b].split())  # noqa: E731
    print(
        f"{kind}\t{document.name.split('/')[-1]} {document.created}\t"
        f"{f'[{quote(wanted.start, wanted.end)}]={wanted.value}' if wanted else '-'}\t"
        f"{f'[{quote(got.start_char, got.end_char)}]={got.value}' if got else '-'}\t"
        f"{quote(max(0, first - 60), first)} <<{quote(first, last)}>> {quote(last, last + 40)}"
    )


if __name__ == "__main__":
    main()
