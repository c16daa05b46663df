"""Score the date component on TimeML files by the definitions of TempEval-3.

    python benchmarks/score_dates.py [--model PATH | --blank] [--set TimeBank] [--errors]

The sets are in timeml.py; TimeBank is for tuning, AQUAINT is for checking only. The document
creation time is the publication date.

Measures (UzZaman et al. 2013, "SemEval-2013 Task 1: TempEval-3"): strict F1 counts predicted
expressions with exactly the gold extent; relaxed F1 those that overlap a gold one (each
predicted and each gold expression is used once, in text order); value F1 is relaxed F1 times
the share of relaxed matches whose TIMEX3 value equals the gold one. Micro-averaged.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import spacy
import timeml
from bootstrap import Count, report
from common import command
from spacy.language import Language
from timeml import ARCHIVE, FOLDERS, UNSEEN, Document, Marked

from extract.annotate.dates.component import Dates
from extract.annotate.model import load_model
from extract.annotate.types import TimeExpression


def align(
    gold: list[Marked], found: list[TimeExpression]
) -> list[tuple[Marked | None, TimeExpression | None]]:
    """Pair gold and predicted expressions: equal extents first, then overlaps, each used once."""
    pairs: list[tuple[Marked | None, TimeExpression | None]] = []
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
    """What came of a set: counts by document, kinds of error, invented years, and the component's time."""

    counts: list[dict[str, Count]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    characters: int = 0
    seconds: float = 0.0


def measure(
    nlp: Language, archive: Path, folder: str, *, dated: bool = True, errors: bool = False
) -> Measured:
    """Run the component over a set; without `dated` no publication dates are given."""
    component = Dates()
    out = Measured()
    for document in timeml.documents(folder, archive):
        doc = nlp(document.text)
        doc._.ew_published = document.created if dated else None
        begin = time.perf_counter()
        found = component(doc)._.ew_dates
        out.seconds += time.perf_counter() - begin
        out.characters += len(document.text)
        right = Counter[str]()
        for wanted, got in align(document.times, found):
            if wanted is None or got is None:
                out.kinds["missed" if got is None else "spurious"] += 1
            else:
                same = (wanted.start, wanted.end) == (got.start_char, got.end_char)
                right["strict"] += same
                right["relaxed"] += 1
                right["type"] += wanted.type == got.type
                right["value"] += wanted.value == got.value
                out.kinds["extent"] += not same
                out.kinds["value"] += wanted.value != got.value
                relative = wanted.attributes.get("temporalFunction") == "true"
                out.invented += relative and not got.anchored and bool(re.match(r"\d{4}", got.value))
            if errors and folder != UNSEEN:
                _explain(document, wanted, got)
        sizes = (len(found), len(document.times))
        out.counts.append({name: (right[name], *sizes) for name in ("strict", "relaxed", "type", "value")})
    return out


def main() -> None:
    """Run from the command line."""
    parser = command(__doc__)
    parser.add_argument("--blank", action="store_true", help="spacy.blank('en') in place of a model: fast")
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--set", nargs="+", choices=FOLDERS, default=FOLDERS)
    parser.add_argument(
        "--errors", action="store_true", help="print every error (TimeBank only: AQUAINT stays unread)"
    )
    parser.add_argument(
        "--no-dates", action="store_true", help="run without publication dates, count invented years"
    )
    options = parser.parse_args()
    nlp = spacy.blank("en") if options.blank else load_model(options.model)
    for folder in options.set:
        result = measure(nlp, options.archive, folder, dated=not options.no_dates, errors=options.errors)
        report(folder, result.counts)
        print(
            f"  {dict(sorted(result.kinds.items()))}  "
            f"{result.characters / max(result.seconds, 1e-9) / 1e6:.2f} million characters a second"
        )
        if options.no_dates:
            print(f"  years invented in values that are not anchored: {result.invented}")


def _explain(document: Document, wanted: Marked | None, got: TimeExpression | None) -> None:
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
