"""Compare event tables with hand-made gold, row by row.

    python benchmarks/gold.py seed [DIR]      the article the project was asked for (../shared/seed)
    python benchmarks/gold.py corpus [DIR]    the sample corpus (corpus/events.gold)

With DIR, the tables are read from there (CSV, as `eventwire run` writes them); without, the
articles are analysed now. A row is right when its action, the heads of actor and target,
polarity, certainty and attributed_to are; a blank expected cell is not checked. Other columns
are compared too and reported, without a bearing on "right". How phrases are compared stands in
gold_heads.py.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from common import SHARED, command
from gold_heads import action_found, found, wording_found
from gold_rows import PHRASES, Expected, Ours, merge, our_rows, read_gold, read_tables, texts_of

ROOT = Path(__file__).resolve().parent.parent
SEED = SHARED / "seed"
SEED_PUBLISHED = "2005-03-03"
CORPUS = ROOT / "corpus"
CORPUS_GOLD = CORPUS / "events.gold"

DECIDING = ("action", "actor", "target", "polarity", "certainty", "attributed_to")
OTHERS = ("event_type", "place", "when_value", "modality", "tense")


@dataclass
class Verdict:
    """An expected row with the row of ours that was paired with it, if any.

    `failed` holds the deciding columns that are wrong, `others` those of the other columns that
    differ; `worded` says whether the phrases' full wording was found, not just their heads.
    """

    expected: Expected
    ours: int | None = None
    failed: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    worded: bool = False

    @property
    def right(self) -> bool:
        return self.ours is not None and not self.failed


@dataclass
class Score:
    """Verdicts in the order of the gold; `extra` indexes our rows that no gold row was paired with."""

    verdicts: list[Verdict]
    ours: list[Ours]
    extra: list[int]

    @property
    def right(self) -> int:
        return sum(verdict.right for verdict in self.verdicts)

    @property
    def paired(self) -> int:
        return sum(verdict.ours is not None for verdict in self.verdicts)

    def attributed_beyond(self) -> list[Verdict]:
        """Pairs where we name a source and the gold cell is blank (not counted as wrong)."""
        return [
            verdict
            for verdict in self.verdicts
            if verdict.ours is not None
            and not verdict.expected.cells.get("attributed_to")
            and self.ours[verdict.ours].cells.get("attributed_to")
        ]

    def not_right(self) -> list[int]:
        """Indices of our rows that no gold row confirms: unpaired, or paired and not right."""
        good = {verdict.ours for verdict in self.verdicts if verdict.right}
        return [index for index in range(len(self.ours)) if index not in good]


# -- comparing one pair ----------------------------------------------------------------------


def phrase_right(expected: str, given: Iterable[tuple[str, str]]) -> bool:
    """Whether each part ("A; B") of an expected cell is found among the wordings given."""
    given = list(given)
    return all(any(found(part, text) for _, text in given) for part in expected.split("; "))


def compare(expected: Expected, ours: Ours) -> tuple[list[str], list[str], bool]:
    """Return the deciding columns that fail, the other columns that differ, and whether wordings match."""
    cells, failed, others, worded = ours.cells, [], [], True
    for column in DECIDING:
        want = expected.cells.get(column, "")
        if not want:
            continue
        if column == "action":
            good = action_found(want, cells.get("action", ""), cells.get("trigger", ""))
        elif column in PHRASES:
            good = phrase_right(want, ours.phrases[column])
            worded &= all(
                any(wording_found(part, text) for _, text in ours.phrases[column])
                for part in want.split("; ")
            )
        else:
            good = cells.get(column, "") == want
        if not good:
            failed.append(column)
    for column in OTHERS:
        want = expected.cells.get(column, "")
        if not want:
            continue
        good = (
            phrase_right(want, ours.phrases[column]) if column == "place" else cells.get(column, "") == want
        )
        if not good:
            others.append(column)
    return failed, others, worded


# -- pairing ---------------------------------------------------------------------------------


def score(gold: Sequence[Expected], ours: Sequence[Ours], texts: Mapping[str, str]) -> Score:
    """Pair gold rows with rows of ours, each at most once, and compare the pairs.

    A gold row with offsets is paired with a row whose trigger overlaps; one without, with a row
    of its sentence that has its trigger or, where it gives none, its action. As many rows as
    possible are paired so that they are right (bipartite matching, Kuhn 1955); what is left is
    paired best first. `texts` maps doc_id to the analysed text.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    for row in gold:
        place = _sentence_start(texts.get(row.doc_id, ""), row.sentence_starts)
        if place >= 0:
            starts[row.doc_id].append(place)
    compared: dict[tuple[int, int], tuple[list[str], list[str], bool]] = {}
    options: list[list[tuple[int, int]]] = []  # for each gold row: (tier, index of ours)
    for number, row in enumerate(gold):
        near = []
        for index, candidate in enumerate(ours):
            if candidate.doc_id != row.doc_id:
                continue
            tier = _tier(row, candidate, texts.get(row.doc_id, ""), starts[row.doc_id])
            if tier is not None:
                compared[number, index] = compare(row, candidate)
                near.append((tier, index))
        options.append(sorted(near))

    pairs = _match_right(options, compared)
    taken = set(pairs.values())
    rest = sorted(
        (len(compared[number, index][0]), tier, len(compared[number, index][1]), number, index)
        for number, near in enumerate(options)
        if number not in pairs
        for tier, index in near
    )
    for *_, number, index in rest:
        if number not in pairs and index not in taken:
            pairs[number] = index
            taken.add(index)

    verdicts = []
    for number, row in enumerate(gold):
        if number in pairs:
            failed, others, worded = compared[number, pairs[number]]
            verdicts.append(Verdict(row, pairs[number], failed, others, worded))
        else:
            verdicts.append(Verdict(row))
    extra = [index for index in range(len(ours)) if index not in taken]
    return Score(verdicts, list(ours), extra)


def _match_right(
    options: Sequence[Sequence[tuple[int, int]]],
    compared: Mapping[tuple[int, int], tuple[list[str], list[str], bool]],
) -> dict[int, int]:
    """A largest set of pairs that are right, found by augmenting paths."""
    owner: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for _, index in options[number]:
            if compared[number, index][0] or index in seen:
                continue
            seen.add(index)
            if index not in owner or place(owner[index], seen):
                owner[index] = number
                return True
        return False

    for number in range(len(options)):
        place(number, set())
    return {number: index for index, number in owner.items()}


def _sentence_start(text: str, beginning: str) -> int:
    """Where a sentence that begins with these words starts, or -1."""
    at = text.find(beginning) if beginning else -1
    first = at
    while at >= 0:
        before = text[:at].rstrip(" \"“'‘")
        if not before or before[-1] in "\n.?!:":
            return at
        at = text.find(beginning, at + 1)
    return first


def _tier(row: Expected, ours: Ours, text: str, starts: Sequence[int]) -> int | None:
    """How near a row of ours is to a gold row: 0 at its place, 1 later in its paragraph, None not at all."""
    if row.start >= 0:
        return 0 if ours.start < row.end and row.start < ours.end else None
    begins = _sentence_start(text, row.sentence_starts)
    if begins < 0:
        return None
    paragraph = text.find("\n", begins)
    paragraph = len(text) if paragraph < 0 else paragraph
    if not begins <= ours.start < paragraph:
        return None
    if row.trigger:
        if row.trigger.casefold() not in ours.cells.get("trigger", "").casefold():
            return None
    elif not action_found(
        row.cells.get("action", ""), ours.cells.get("action", ""), ours.cells.get("trigger", "")
    ):
        return None
    later = [place for place in starts if place > begins]
    return 0 if ours.start < min([paragraph, *later]) else 1


# -- report ----------------------------------------------------------------------------------


def summary(result: Score) -> list[str]:
    """Lines with the totals: rows right, paired, each column's share, rows of ours outside the gold."""
    total, right = len(result.verdicts), result.right
    paired = [verdict for verdict in result.verdicts if verdict.ours is not None]
    worded = sum(verdict.right and verdict.worded for verdict in paired)
    lines = [
        f"right {right} of {total} gold rows ({_percent(right, total)}), "
        f"{worded} of them with the full wording",
        f"paired {len(paired)} ({_percent(len(paired), total)} of gold rows; "
        f"{_percent(len(paired), len(result.ours))} of our {len(result.ours)} rows), "
        f"ours outside the gold {len(result.extra)}, "
        f"of them asserted {sum(result.ours[index].asserted for index in result.extra)}",
    ]
    for column in (*DECIDING, *OTHERS):
        checked = [verdict for verdict in paired if verdict.expected.cells.get(column)]
        good = sum(column not in verdict.failed and column not in verdict.others for verdict in checked)
        weight = "" if column in DECIDING else "  (does not decide)"
        if checked:
            lines.append(
                f"  {column:14}{good:5} of {len(checked):4} {_percent(good, len(checked)):>7}{weight}"
            )
    lines.append(f"we attribute, the gold cell is blank: {len(result.attributed_beyond())}")
    return lines


def details(result: Score, *, text: bool = True) -> list[str]:
    """A line for each gold row that is not right, then one for each row of ours outside the gold."""
    lines = []
    for verdict in result.verdicts:
        name = f"{verdict.expected.doc_id} {verdict.expected.id} {verdict.expected.cells.get('action', '')}"
        if verdict.ours is None:
            lines.append(f"MISSING  {name}")
        elif verdict.failed:
            ours = result.ours[verdict.ours]
            wrong = [
                f"{column}: {verdict.expected.cells[column]!r}, ours {ours.cells.get(column, '')!r}"
                if text
                else column
                for column in verdict.failed
            ]
            lines.append(f"WRONG    {name} @{ours.start}: " + "; ".join(wrong))
    for verdict in result.attributed_beyond():
        ours = result.ours[verdict.ours or 0]
        lines.append(
            f"SOURCE   {ours.doc_id} {verdict.expected.id} @{ours.start}: {ours.cells['attributed_to']!r}"
        )
    for index in result.extra:
        ours = result.ours[index]
        cells = ours.cells
        flags = (
            "asserted"
            if ours.asserted
            else f"{cells.get('polarity')}/{cells.get('certainty')}/{cells.get('modality')}"
        )
        lines.append(
            f"EXTRA    {ours.doc_id} @{ours.start} {cells.get('action', '')} "
            f"[{cells.get('event_type', '')}] {flags}"
            + (f": {cells.get('actor', '')} -> {cells.get('target', '')}" if text else "")
        )
    return lines


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


# -- running ---------------------------------------------------------------------------------


def score_seed(extractor: Any) -> Score:
    """Analyse the seed article with an `extract.Extractor` and score it."""
    text = (SEED / "article.txt").read_text(encoding="utf-8")
    frames, texts = merge([extractor(text, published=SEED_PUBLISHED)])
    return score(read_gold(SEED / "expected.csv", next(iter(texts), "")), our_rows(frames), texts)


def score_corpus(extractor: Any) -> Score:
    """Analyse corpus/ with an `extract.Extractor` and score it."""
    from extract.article import Article
    from extract.readers import read

    articles = []
    for item in read([str(CORPUS)]):
        if isinstance(item, Article):
            articles.append(item)
        else:
            print(f"left out: {item.message}", file=sys.stderr)
    frames, texts = merge(extractor.pipe(articles))
    return score(read_gold(CORPUS_GOLD), our_rows(frames), texts)


def score_folder(which: str, folder: Path) -> Score:
    """Score the tables that a run left in a folder (with `articles.text`: no --no-text)."""
    frames = read_tables(folder)
    texts = texts_of(frames)
    gold = (
        read_gold(CORPUS_GOLD)
        if which == "corpus"
        else read_gold(SEED / "expected.csv", next(iter(texts), ""))
    )
    return score(gold, our_rows(frames), texts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print; return the exit status, 2 where the seed article is not there."""
    parser = command(__doc__)
    parser.add_argument("which", choices=("seed", "corpus"))
    parser.add_argument(
        "folder", nargs="?", type=Path, help="output folder of a run; without it, analyse now"
    )
    parser.add_argument("--totals", action="store_true", help="print totals only")
    options = parser.parse_args(arguments)
    if options.which == "seed" and not SEED.is_dir():
        print(f"{SEED} is not there: the seed article is not part of this repository", file=sys.stderr)
        return 2
    if options.folder is not None:
        result = score_folder(options.which, options.folder)
    else:
        from extract import Extractor

        extractor = Extractor(options.model)
        result = score_seed(extractor) if options.which == "seed" else score_corpus(extractor)
    if not options.totals:
        print("\n".join(details(result)))
    print("\n".join(summary(result)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
