"""Rebuild the bundled pipeline from the corpora, by one command:

    python training/build.py --corpora ../shared/corpora --work BUILD

Steps: 1 convert.py (corpora to texts), 2 train.py (config.yaml; seed 0), 3 pipeline.py (one graph in 8 bits,
and in 32 bits to compare with), 4 benchmarks/score_model.py and card.py. About 70 minutes on two cores, most
of it step 2, which resumes from its last checkpoint when the command is given again. BUILD lies outside the
repository. Nothing is downloaded; which public corpora the folders hold stands in card.py (SOURCES).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(*command: str | Path) -> None:
    """Run a step; a failing one ends the build with its own message."""
    paths = os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    environment = {**os.environ, "PYTHONPATH": paths}
    if subprocess.run([sys.executable, *map(str, command)], env=environment, check=False).returncode:
        raise SystemExit(f"build stopped: {Path(command[0]).name} failed (its message stands above)")


def build(corpora: Path, work: Path, out: Path, share: float) -> None:
    """All steps; data that is there already is not converted again."""
    data, trained = work / "data", work / "run"
    if not (data / "dev.jsonl").is_file():
        run(HERE / "convert.py", "--corpora", corpora, "--out", data)
    if not (trained / "model.pt").is_file():
        run(HERE / "train.py", "--data", data, "--out", trained, "--share", str(share))
    run(HERE / "pipeline.py", "--run", trained, "--out", out)
    run(HERE / "fit_antecedents.py", corpora, "--model", out)
    run(HERE / "pipeline.py", "--run", trained, "--out", work / "whole", "--whole")
    scores = work / "scores.json"
    score = HERE.parent / "benchmarks" / "score_model.py"
    run(score, out, "--corpora", corpora, "--against", work / "whole", "--json", scores)
    run(HERE / "card.py", "--scores", scores, "--compared", scores, "--model", out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for converted data, logs, checkpoints"
    )
    parser.add_argument("--out", type=Path, default=HERE.parent / "extract" / "model")
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the texts in a round (a short trial)"
    )
    given = parser.parse_args()
    build(given.corpora, given.work, given.out, given.share)
