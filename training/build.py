"""Rebuild the bundled pipeline from the corpora, by one command:

    python training/build.py --corpora ../shared/corpora --work BUILD

Steps: 1 convert_syntax.py, 2 convert_names.py, 3 `spacy train` twice (config.cfg; seed 0),
4 assemble.py. The two trainings run side by side, about an hour on two busy cores. BUILD lies
outside the repository. Nothing is downloaded; which public corpora the folders hold stands in assemble.py (SOURCES) with commits.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
HALVES: dict[str, list[str]] = {
    "syntax": ["--training.max_steps", "9000", "--training.optimizer.learn_rate.total_steps", "9000"],
    "names": [
        "--nlp.pipeline",
        '["ner"]',
        "--training.max_steps",
        "5000",
        "--training.optimizer.learn_rate.total_steps",
        "6000",
        "--training.score_weights.ents_f",
        "1.0",
        "--training.score_weights.dep_las",
        "null",
    ],
}


def run(*command: str | Path) -> None:
    """Run a step; a failing one ends the build with its own message."""
    subprocess.run([sys.executable, *map(str, command)], check=True, env=environment())


def environment() -> dict[str, str]:
    """One thread a process (two trainings share two cores), the package importable."""
    paths = os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": paths}


def train(half: str, data: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start training one half; its log is OUT.log."""
    command = [sys.executable, "-m", "spacy", "train", str(HERE / "config.cfg"), "--output", str(out)]
    command += [
        "--paths.train",
        str(data / f"{half}-train.spacy"),
        "--paths.dev",
        str(data / f"{half}-dev.spacy"),
    ]
    log = out.with_suffix(".log").open("wb")
    return subprocess.Popen(command + HALVES[half], stdout=log, stderr=subprocess.STDOUT, env=environment())


def build(corpora: Path, work: Path, out: Path) -> None:
    """All steps."""
    data = work / "data"
    run(HERE / "convert_syntax.py", "--corpora", corpora, "--out", data)
    run(HERE / "convert_names.py", "--corpora", corpora, "--out", data)
    trainings = {half: train(half, data, work / half) for half in HALVES}
    for half, process in trainings.items():
        if process.wait():
            raise SystemExit(f"training of {half} failed: see {work / half}.log")
    best = {half: work / half / "model-best" for half in HALVES}
    run(
        HERE / "assemble.py",
        "--syntax",
        best["syntax"],
        "--names",
        best["names"],
        "--data",
        data,
        "--out",
        out,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for converted data, logs and checkpoints"
    )
    parser.add_argument("--out", type=Path, default=HERE.parent / "extract" / "model")
    arguments = parser.parse_args()
    build(arguments.corpora, arguments.work, arguments.out)
