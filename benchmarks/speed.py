"""Speed and memory of a spaCy pipeline beside a CNN pipeline with the same annotations.

    python benchmarks/speed.py [MODEL] [--cnn PATH] [--words 20000] [--rounds 5] [--json FILE]

1. Words per CPU second on one core, both pipelines in one process, in turn, several rounds: the
   ratio MODEL / CNN of each round, their median, least and most.
2. Two processes that one program deals texts to (as `eventwire run --workers 2` does) against two
   independent programs: words per second of wall time, all started up before the clock runs, and
   words per CPU second of both together, which other work on the machine disturbs less.
3. One document of 100,000 words: the most memory that the process held, and how much of it came
   after loading.

Words are stretches without white space. Texts: news of PolNeAR (../shared/devsets), else the sample
corpus. Without --cnn the CNN pipeline is built from spaCy alone (speed_cnn.py). On a machine that is
busy with other things only the ratios mean anything.
"""

# ruff: noqa: E402  (threads are counted when numpy is imported)

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import speed_cnn
from common import DEVSETS, read_archive
from score_model import load
from spacy.language import Language

from extract.annotate.model import which

ROOT = Path(__file__).resolve().parents[1]
POLNEAR = DEVSETS / "polnear_train_dev.tar.xz"
BATCH = 16  # texts that are dealt to a process at once, as extract.runner does
LONG = 100_000


def read_texts(words: int, archive: Path = POLNEAR) -> list[str]:
    """Whole texts of about that many words; a small corpus is repeated."""
    if archive.is_file():
        found = [text for _, text in read_archive(archive, "data/dev/text/", ".txt")]
    else:
        found = [path.read_text(encoding="utf8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    texts: list[str] = []
    total = 0
    while total < words:
        for text in found:
            if total >= words:
                break
            texts.append(text)
            total += len(text.split())
    return texts


def size(texts: Sequence[str]) -> int:
    """Words of the texts."""
    return sum(len(text.split()) for text in texts)


def run(nlp: Language, texts: Sequence[str]) -> None:
    """Annotate the texts in the pipeline's own batches."""
    for _ in nlp.pipe(texts):
        pass


# -- one core --------------------------------------------------------------------------------


def one_core(models: Sequence[Language], texts: Sequence[str], rounds: int) -> list[list[float]]:
    """Words per CPU second of each pipeline in each round; they take turns batch by batch."""
    if hasattr(os, "sched_setaffinity"):
        allowed = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(allowed)})
    for nlp in models:
        run(nlp, texts[:2])
    speeds: list[list[float]] = [[] for _ in models]
    words = size(texts)
    batches = [texts[at : at + BATCH // 2] for at in range(0, len(texts), BATCH // 2)]
    for _ in range(rounds):
        spent = [0.0] * len(models)
        for number, batch in enumerate(batches):
            order = list(range(len(models)))
            for index in order if number % 2 == 0 else reversed(order):
                begun = time.process_time()
                run(models[index], batch)
                spent[index] += time.process_time() - begun
        for index, seconds in enumerate(spent):
            speeds[index].append(words / seconds)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, allowed)
    return speeds


# -- two processes ---------------------------------------------------------------------------

_nlp: Language | None = None
_barrier: Barrier | None = None


def _start(model: str, barrier: Barrier) -> None:
    global _nlp, _barrier
    _nlp, _barrier = load(model), barrier
    run(_nlp, ["Ana left the town of Graz."])


def _ready(_: int) -> float:
    """Return when both processes are here, so that each has taken one call of this."""
    assert _barrier is not None
    _barrier.wait()
    return time.monotonic()


def _batch(texts: list[str]) -> tuple[float, float]:
    """Annotate; return when that was done and the CPU seconds it took."""
    assert _nlp is not None
    begun = time.process_time()
    run(_nlp, texts)
    return time.monotonic(), time.process_time() - begun


def pooled(model: str, texts: Sequence[str]) -> tuple[float, float]:
    """Words per second, and per CPU second, of two processes that this one deals batches to."""
    context = get_context("spawn")
    batches = [list(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
    with ProcessPoolExecutor(2, context, _start, (model, context.Barrier(2))) as pool:
        begun = max(pool.map(_ready, range(2)))
        done = list(pool.map(_batch, batches))
    return _rates(texts, begun, done)


def _rates(texts: Sequence[str], begun: float, done: Sequence[tuple[float, float]]) -> tuple[float, float]:
    words = size(texts)
    return words / (max(at for at, _ in done) - begun), words / sum(seconds for _, seconds in done)


def independent(model: str, texts: Sequence[str]) -> tuple[float, float]:
    """Words per second, and per CPU second, of two programs, each with every second batch of the texts."""
    batches = [list(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
    with tempfile.TemporaryDirectory() as folder:
        children = []
        for number in range(2):
            path = Path(folder) / f"{number}.json"
            path.write_text(json.dumps(batches[number::2]), encoding="utf8")
            children.append(_child("texts", model, str(path)))
        for child in children:
            _line(child)  # it has loaded
        begun = time.monotonic()
        for child in children:
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        done = []
        for child in children:
            ended, seconds = _line(child).split()
            done.append((float(ended), float(seconds)))
            child.communicate()
    return _rates(texts, begun, done)


def _child(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).resolve()), "--child", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise SystemExit(f"a child process ended early: {child.args!r}")
    return line.strip()


# -- memory ----------------------------------------------------------------------------------


def peak() -> float:
    """The most memory this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def long_document(model: str, words: int = LONG) -> tuple[float, float, float]:
    """Megabytes held at most by a process that annotates one document, before and after; seconds of CPU."""
    child = _child("memory", model, str(words))
    before, after, seconds = (float(part) for part in _line(child).split())
    child.communicate()
    return before, after, seconds


def child(kind: str, model: str, argument: str) -> None:
    """What the processes do that `independent` and `long_document` start."""
    nlp = load(model)
    if kind == "texts":
        batches = json.loads(Path(argument).read_text(encoding="utf8"))
        run(nlp, ["Ana left the town of Graz."])
        print("ready", flush=True)
        sys.stdin.readline()
        started = time.process_time()
        for texts in batches:
            run(nlp, texts)
        print(time.monotonic(), time.process_time() - started, flush=True)
        return
    text = "\n\n".join(read_texts(int(argument)))
    nlp.max_length = len(text) + 1
    run(nlp, [text[:2000]])
    before, begun = peak(), time.process_time()
    run(nlp, [text])
    print(before, peak(), time.process_time() - begun, flush=True)


# -- report ----------------------------------------------------------------------------------


def spread(values: Sequence[float]) -> str:
    """Median, least and most."""
    digits = 0 if statistics.median(values) > 20 else 3
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f} to {max(values):,.{digits}f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; see the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", nargs="?", help="path or package name; default: the bundled pipeline")
    parser.add_argument("--cnn", help="path or package name of the CNN pipeline")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=("core", "processes", "memory"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.child:
        child(*given.child)
        return
    parts = given.only or ("core", "processes", "memory")
    model = str(which(given.model))
    texts = read_texts(given.words)
    result: dict[str, Any] = {"model": model, "cnn": given.cnn, "words": size(texts)}
    if "core" in parts:
        cnn = load(given.cnn) if given.cnn else speed_cnn.build()
        ours, theirs = one_core([load(model), cnn], texts, given.rounds)
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        result["core"] = {"model": ours, "cnn": theirs, "ratio": ratios}
        print(f"words per CPU second on one core: {spread(ours)}; CNN {spread(theirs)}")
        print(f"ratio to the CNN: {spread(ratios)}   least 0.7", flush=True)
    if "processes" in parts:
        runs = [(pooled(model, texts), independent(model, texts)) for _ in range(given.rounds)]
        for number, unit in enumerate(("second", "CPU second")):
            pool, apart = ([rates[number] for rates in kind] for kind in zip(*runs, strict=True))
            result[f"processes, per {unit}"] = {"pool": pool, "independent": apart}
            ratios = [a / b for a, b in zip(pool, apart, strict=True)]
            least = "   least 0.95" if number == 0 else ""
            print(f"two processes, words per {unit}: {spread(pool)}; independent ones {spread(apart)}")
            print(f"ratio: {spread(ratios)}{least}", flush=True)
    if "memory" in parts:
        before, after, seconds = long_document(model)
        result["memory"] = {"loaded_mb": before, "peak_mb": after, "cpu_seconds": seconds}
        print(
            f"one document of {LONG:,} words: {after:,.0f} MB at most,"
            f" {after - before:,.0f} MB of it after loading; {seconds:.0f} CPU seconds"
        )
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
