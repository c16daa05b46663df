"""Near-duplicate articles: are copies found, versions told from them, and different reports left alone?

Each text of PolNeAR and ECB+ is copied in ten ways, followed up once and borrowed from once
(`made_copies.py`, fixed seed), all mixed into one corpus; texts that repeat one another as they
stand (wire stories in both sets) are left out, since nobody judged them. Texts are split in two by a
hash of their name: thresholds were set on the `tune` half, figures are of the `test` half. Beside it,
all pairs of ECB+ reports of one event: hardly any should be called a copy.

    python benchmarks/score_duplicates.py
    python benchmarks/score_duplicates.py --half tune --misses 10
    python benchmarks/score_duplicates.py --scale 100000       # time and memory, made-up articles
"""

from __future__ import annotations

import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path

import numpy
from common import DEVSETS, command
from event_gold import ecb
from made_copies import LEAST_WORDS, Made, Story, families, story_of
from score_attribution import read_polnear

from extract.corpus import Duplicates, Relation, Sketch, SketchStore, sketch_of
from extract.corpus.duplicates import is_copy, overlap_of
from extract.rows.schema import ArticleRow

POLNEAR = DEVSETS / "polnear_train_dev.tar.xz"
SPLITS = ("train", "dev")
SAME = 0.95
BATCH, SHORTEST, LONGEST = 1000, 150, 750  # of the made-up articles: at once, words of each
MANY = 20  # articles from which a run of words is a formula


def half_of(name: str) -> str:
    """The half that a text belongs to."""
    return "tune" if zlib.crc32(name.encode()) % 2 else "test"


def polnear_texts() -> Iterator[tuple[str, str]]:
    """Name and text of all articles of PolNeAR."""
    for split in SPLITS:
        for name, text, _ in read_polnear(POLNEAR, split):
            yield name, text


def stories(half: str) -> list[Story]:
    """The texts of one half that are long enough, in parts."""
    texts = [*polnear_texts(), *((document.name, document.text) for document in ecb())]
    found = (story_of(name, text) for name, text in sorted(texts) if half_of(name) == half)
    long = [story for story in found if story.words >= LEAST_WORDS and len(story.sentences) >= 4]
    made = [next(families([story])).row for story in long]
    sketches = [sketch_of(row, len(row.title or "")) for row in made]
    return [story for story, alike in zip(long, _alike(sketches), strict=True) if not alike]


def _alike(sketches: Sequence[Sketch]) -> list[bool]:
    """Whether an article shares a third of its runs of words with any other, by comparing all."""
    owners: dict[int, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        for run in sketch.runs.tolist():
            owners[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in owners.values():
        if len(numbers) <= MANY:
            shared.update(combinations(numbers, 2))
    out = [False] * len(sketches)
    for (one, other), count in shared.items():
        if count >= min(len(sketches[one].runs), len(sketches[other].runs)) / 3:
            out[one] = out[other] = True
    return out


def relate(rows: Sequence[ArticleRow]) -> dict[str, Relation]:
    """What each article is to another, by doc_id."""
    with SketchStore() as store:
        for row in rows:
            store.add(sketch_of(row, len(row.title or "")))
        return dict(Duplicates(store).relations())


def score(half: str, misses: int) -> None:
    """Print what is found of each kind, and precision and recall of copies."""
    made = list(families(stories(half)))
    by_id = {article.row.doc_id: article for article in made}
    found = relate([article.row for article in made])
    outcome: dict[str, Counter[str]] = defaultdict(Counter)
    right = wrong = 0
    missed: list[tuple[Made, Relation]] = []
    for article in made:
        relation = found.get(article.row.doc_id, Relation())
        said = _said(article, relation, by_id)
        outcome[article.kind][said] += 1
        if relation.duplicate_of is not None:
            right += said == "copy" and article.relation == "copy"
            wrong += not (said == "copy" and article.relation == "copy")
        if said != article.relation:
            missed.append((article, relation))
    copies = sum(article.relation == "copy" for article in made)
    print(f"{half}: {len({a.family for a in made})} texts, {len(made)} articles")
    print(f"  {'':36}{'copy':>7}{'version':>9}{'of another':>12}{'neither':>9}")
    for kind, counts in outcome.items():
        print(f"  {kind:36}{counts['copy']:7}{counts['version']:9}{counts['another']:12}{counts['']:9}")
    precision, recall = right / max(1, right + wrong), right / copies
    print(f"  copies: precision {precision:.4f} ({wrong} wrong), recall {recall:.4f}")
    for article, relation in missed[:misses]:
        named = by_id.get(relation.duplicate_of or relation.updates or "")
        print(f"    {article.kind}, {article.family}: {relation}", f"of {named.family}" if named else "")


def _said(article: Made, relation: Relation, by_id: dict[str, Made]) -> str:
    """What is said of an article: copy or version of its family, "another" for one of another family."""
    named = relation.duplicate_of or relation.updates
    if named is None:
        return ""
    if by_id[named].family != article.family:
        return "another"
    return "copy" if relation.duplicate_of else "version"


def different_reports() -> None:
    """Print how many pairs of ECB+ reports of one event would be called copies.

    Some are copies: the set holds agency stories as several papers ran them. So the pairs are
    counted apart where nearly all of the shorter text stands in the longer one.
    """
    events: dict[str, list[Sketch]] = defaultdict(list)
    for document in ecb():
        topic, _, rest = document.name.partition("_")
        row = next(families([story_of(document.name, document.text)])).row
        event = f"{topic} {'plus' if rest.endswith('plus') else 'ecb'}"
        events[event].append(sketch_of(row, len(row.title or "")))
    for name, wanted in (("all", ("tune", "test")), ("tune", ("tune",)), ("test", ("test",))):
        overlaps = [
            overlap_of(one.runs, other.runs, one.numbers, other.numbers)
            for event, sketches in events.items()
            if half_of(event) in wanted
            for one, other in combinations(sketches, 2)
        ]
        copies = [overlap for overlap in overlaps if is_copy(overlap)]
        same = sum(overlap.of_shorter >= SAME for overlap in copies)
        print(
            f"  ECB+, {name}: {len(overlaps)} pairs of reports of one event, called copies: {len(copies)}"
            f" ({len(copies) / len(overlaps):.2%}), {same} of them the same text to {SAME:.0%}"
        )


# -- at scale -----------------------------------------------------------------------------------


def made_up(count: int, seed: int = 6) -> Iterator[ArticleRow]:
    """Yield articles that follow PolNeAR in their pairs of words; three in ten repeat an earlier one."""
    words = [word for _, text in polnear_texts() for word in text.split()]
    vocabulary, spelt = numpy.unique(words, return_inverse=True)
    follows = numpy.append(spelt[1:], spelt[0])[numpy.argsort(spelt, kind="stable")]  # by the word before
    often = numpy.bincount(spelt)
    first = numpy.cumsum(often) - often
    draw = numpy.random.default_rng(seed)
    recent: list[str] = []
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        word = draw.integers(len(vocabulary), size=size)
        steps = []
        for _ in range(LONGEST):
            word = follows[first[word] + (draw.random(size) * often[word]).astype(int)]
            steps.append(word)
        for number, text in enumerate(numpy.array(steps).T, start):
            if recent and draw.random() < 0.3:
                kept = recent[draw.integers(len(recent))].split(" ")
                body = " ".join(kept[: draw.integers(len(kept) // 2, len(kept) + 1)])
            else:
                body = " ".join(vocabulary[text[: draw.integers(SHORTEST, LONGEST)]].tolist())
                recent = [*recent[-BATCH:], body]
            yield _made_up_row(number, body)


def _made_up_row(number: int, body: str) -> ArticleRow:
    return ArticleRow(
        doc_id=f"{number:08d}",
        kind="news",
        published=f"2019-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        published_from="record",
        text=f"Story number {number}\n\n{body}",
        text_sha256="",
        language="en",
        sentences=0,
        tokens=body.count(" ") + 1,
        events=0,
    )


def scale(count: int) -> None:
    """Print time, memory and disk of a corpus of this many made-up articles."""
    rows = made_up(count)
    before = 0.0
    with tempfile.TemporaryDirectory() as folder, SketchStore(Path(folder)) as store:
        sketching = storing = 0.0
        words = 0
        while batch := list(islice(rows, BATCH)):
            before = before or _memory("RssAnon")
            begun = time.process_time()
            sketches = [sketch_of(row) for row in batch]
            sketching += time.process_time() - begun
            begun = time.process_time()
            for sketch in sketches:
                store.add(sketch)
            storing += time.process_time() - begun
            words += sum(row.tokens for row in batch)
        stored = _memory("RssAnon")
        begun = time.process_time()
        found: Counter[str] = Counter()
        most = 0.0
        for number, (_, relation) in enumerate(Duplicates(store).relations()):
            found["copies" if relation.duplicate_of else "versions"] += 1
            if number % BATCH == 0:
                most = max(most, _memory("RssAnon"))
        judging = time.process_time() - begun
    each = 1000 * sketching / count
    print(f"{count:,} articles, {words:,} words: {dict(found)}")
    print(f"  sketches {sketching:.1f} s ({each:.2f} ms an article), stored in {storing:.1f} s")
    print(f"  judged in {judging:.1f} s")
    print(
        f"  memory of the process: {stored - before:,.0f} MB for the store,"
        f" {most - before:,.0f} MB while judging"
    )
    print(f"  peak with mapped files, which the system may drop: {_memory('VmHWM'):,.0f} MB")


def _memory(field: str) -> float:
    """A figure of this process in MB, as Linux counts it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Score, or measure at scale."""
    parser = command(__doc__)
    parser.add_argument("--half", choices=("tune", "test"), default="test")
    parser.add_argument("--misses", type=int, default=0, help="print so many of the wrong ones")
    parser.add_argument("--scale", type=int, metavar="N", help="measure with N articles instead")
    arguments = parser.parse_args()
    if arguments.scale:
        scale(arguments.scale)
        return
    score(arguments.half, arguments.misses)
    different_reports()


if __name__ == "__main__":
    main()
