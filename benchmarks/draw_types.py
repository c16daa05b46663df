"""Event types on news: draws rows by a fixed seed for blind readers, and scores what they say.

    python benchmarks/draw_types.py draw --sheet rows.csv --text FOLDER/rows_with_text.txt
    python benchmarks/draw_types.py score --sheet rows.csv READER1.csv READER2.csv
    python benchmarks/draw_types.py score [--sheet benchmarks/judged_types.csv]

`draw` takes 150 asserted rows of kind event from PolNeAR dev and 150 from ECB+ dev (topics 2, 5, 12, 18,
21, 23, 34, 35; its other topics are for tuning). The sheet holds ids, places and types, never text; the
sentences go to a file of their own, which is for the readers and not for the repository. A reader's sheet
has the columns row and verdict (right or wrong); only typed rows count for precision. judged_types.csv is
the last sheet with the verdicts of both readers as columns.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from bootstrap import figures, ratio
from common import command
from event_gold import ecb_files, ecb_sentences
from score_attribution import ARCHIVE, read_polnear

from extract.extractor import Extractor

ECB_DEV = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})
JUDGED = Path(__file__).with_name("judged_types.csv")
SEED, EACH = 20261124, 150
FIELDS = ("row", "set", "doc_id", "start_char", "end_char", "event_type")
_NO_SPACE_BEFORE = re.compile(r" ([,.;:!?%)\]]|''|n't\b|'(?:s|re|ve|ll|d|m)\b)")


def ecb_texts() -> Iterator[tuple[str, str]]:
    """Yield (name, text) of the dev topics of ECB+, a line a sentence, topic by topic.

    Set by a rule of its own and not by event_gold.lay_out: the rows that were judged came from these texts.
    """
    for name, source, _ in sorted(ecb_files(), key=lambda file: file[0].split("_")):
        if name.split("_")[0] in ECB_DEV:
            sentences = ecb_sentences(ElementTree.fromstring(source)).values()
            lines = (" ".join(str(token.text) for token in tokens) for tokens in sentences)
            yield name, "\n".join(_NO_SPACE_BEFORE.sub(r"\1", line) for line in lines)


def rows_of(texts: Iterator[tuple[str, str]], name: str, extractor: Extractor) -> list[dict[str, str]]:
    """The asserted rows of kind event, with their sentence under the key "text"."""
    out = []
    for doc_id, text in texts:
        for event in extractor(text).events:
            if event.asserted and event.kind == "event":
                at = event.start_char - event.evidence_start
                marked = (
                    f"{event.evidence[:at]}[[{event.trigger}]]{event.evidence[at + len(event.trigger) :]}"
                )
                cells = (name, doc_id, str(event.start_char), str(event.end_char), event.event_type)
                row = dict(zip(FIELDS[1:], cells, strict=True))
                out.append(row | {"text": " ".join(marked.split()), "action": event.action})
    return out


def draw(extractor: Extractor, sheet: Path, text: Path | None) -> None:
    """Draw the rows, write the sheet and, for the readers, the sentences; print the coverage."""
    polnear = ((name, body) for name, body, _ in read_polnear(ARCHIVE, "dev"))
    sets = {
        "polnear": rows_of(polnear, "polnear", extractor),
        "ecb": rows_of(ecb_texts(), "ecb", extractor),
    }
    rng = random.Random(SEED)
    drawn = [row for rows in sets.values() for row in rng.sample(rows, EACH)]
    rng.shuffle(drawn)
    for number, row in enumerate(drawn):
        row["row"] = str(number)
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(drawn)
    if text is not None:
        lines = (f"{r['row']}\t{r['event_type'] or '-'}\t{r['action']}\t{r['text']}\n" for r in drawn)
        text.write_text("".join(lines), encoding="utf-8")
    for name, rows in (*sets.items(), ("drawn", drawn)):
        typed = sum(bool(row["event_type"]) for row in rows)
        print(f"{name:<8} {typed} of {len(rows)} rows have a type: {100 * typed / len(rows):.1f} %")


def kappa(one: Sequence[bool], two: Sequence[bool]) -> float:
    """Cohen's kappa of two readers' verdicts on the same rows; 1 where neither ever differs."""
    total = len(one)
    agree = sum(a == b for a, b in zip(one, two, strict=True)) / total
    yes = sum(one) * sum(two) / total**2
    chance = yes + (1 - sum(one) / total) * (1 - sum(two) / total)
    return 1.0 if chance == 1 else (agree - chance) / (1 - chance)


def _share(verdicts: Sequence[bool]) -> str:
    figure = figures([{"share": ratio([verdict])} for verdict in verdicts])["share"]
    return f"{figure.value:.1f} % ({figure.low:.1f} to {figure.high:.1f})"


def score(sheet: Path, readers: list[Path]) -> None:
    """Print coverage, each reader's share of right types, and their agreement."""
    rows = list(csv.DictReader(sheet.open(encoding="utf-8")))
    typed = [row["row"] for row in rows if row["event_type"]]
    covered = [bool(row["event_type"]) for row in rows]
    print(f"coverage {_share(covered)}")
    said = {
        path.name: {r["row"]: r["verdict"] for r in csv.DictReader(path.open(encoding="utf-8"))}
        for path in readers
    } or {name: {r["row"]: r[name] for r in rows} for name in ("reader_1", "reader_2")}
    verdicts = [[words[number] == "right" for number in typed] for words in said.values()]
    for name, found in zip(said, verdicts, strict=True):
        print(f"{name}: right {_share(found)}")
    if len(verdicts) == 2:
        print(f"Cohen's kappa {kappa(*verdicts):.2f}")


def main() -> None:
    """Read the command line."""
    parser = command(__doc__)
    parser.add_argument("what", choices=("draw", "score"))
    parser.add_argument("--sheet", type=Path, default=JUDGED)
    parser.add_argument("--text", type=Path, help="where the sentences go; outside the repository")
    parser.add_argument("readers", nargs="*", type=Path)
    options = parser.parse_intermixed_args()
    if options.what == "draw":
        draw(Extractor(options.model), options.sheet, options.text)
    else:
        score(options.sheet, options.readers)


if __name__ == "__main__":
    main()
