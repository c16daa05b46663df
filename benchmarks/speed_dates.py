"""The time that the date component takes beside the model that reads the same text.

    python benchmarks/speed_dates.py [MODEL] [--words 20000] [--rounds 5] [--profile] [--json FILE]

The default pipeline in one process on one core, text by text; the CPU time of each component is taken in
the same run. "The model" is the components of MODEL itself (of the bundled one: encoder, sentences, tags,
parse, lemmas, names), without ours. Printed for each round: the share that `eventwire_dates` takes of the
model's time; the median must stay under 10 %. Texts as in speed.py, published on one day.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from speed import read_texts, size

from extract.extractor import Extractor

DATES = "eventwire_dates"
LIMIT = 0.10  # of the model's time
PUBLISHED = "2005-03-03"


def spent(extractor: Extractor, texts: Sequence[str], profile: cProfile.Profile | None) -> Counter[str]:
    """CPU seconds of each component over the texts."""
    nlp = extractor.nlp
    seconds: Counter[str] = Counter()
    for text in texts:
        doc = nlp.make_doc(text)
        doc._.ew_published = PUBLISHED
        for name, component in nlp.pipeline:
            if profile is not None and name == DATES:
                profile.enable()
            begun = time.process_time()
            doc = component(doc)
            seconds[name] += time.process_time() - begun
            if profile is not None:
                profile.disable()
    return seconds


def main() -> int:
    """Run from the command line; the status is 1 where the component takes too long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", nargs="?", default=None)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="where the component's time goes")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    extractor = Extractor(options.model)
    texts = read_texts(options.words)
    words = size(texts)
    spent(extractor, texts[:2], None)
    shares, speeds = [], []
    profile = cProfile.Profile() if options.profile else None
    for number in range(options.rounds):
        seconds = spent(extractor, texts, None)
        model = sum(seconds[name] for name in extractor.model.components)
        shares.append(seconds[DATES] / model)
        speeds.append(words / seconds[DATES])
        print(
            f"round {number + 1}: model {model:.2f} s, dates {seconds[DATES]:.3f} s: "
            f"{100 * shares[-1]:.1f} %, {speeds[-1]:,.0f} words a CPU second",
            flush=True,
        )
    share = statistics.median(shares)
    print(f"dates / model over {words:,} words: median {100 * share:.1f} % (limit {100 * LIMIT:.0f} %)")
    if options.json:
        figures = {"words": words, "share": share, "shares": shares, "words_per_cpu_second": speeds}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")
    if profile is not None:
        spent(extractor, texts, profile)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    return int(share >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
