"""The time that our components take beside the model that reads the same text.

    python benchmarks/speed_parts.py [MODEL] [--words 20000] [--rounds 5] [--profile PART] [--json FILE]

The default pipeline in one process on one core, text by text; the CPU time of each component is taken in
the same run. "The model" is the components of MODEL itself (of the bundled one: encoder, sentences, tags,
parse, lemmas, names, roles), without ours. Printed for each part: the share of the model's time in each
round and the median, which has a limit for dates (10 %) and for events with attribution, factuality and
typing (20 %). Texts as in speed.py, published on one day.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
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

# Components of each part, and the most of the model's time that they may take together.
PARTS: dict[str, tuple[frozenset[str], float]] = {
    "dates": (frozenset({"eventwire_dates"}), 0.10),
    "events": (frozenset({"eventwire_attribution", "eventwire_events"}), 0.20),
    "entities": (frozenset({"eventwire_entities"}), 1.0),
}
PUBLISHED = "2005-03-03"


def spent(
    extractor: Extractor,
    texts: Sequence[str],
    profile: cProfile.Profile | None = None,
    watched: frozenset[str] = frozenset(),
) -> Counter[str]:
    """CPU seconds of each component over the texts; those of `watched` are profiled."""
    nlp = extractor.nlp
    seconds: Counter[str] = Counter()
    for text in texts:
        doc = nlp.make_doc(text)
        doc._.ew_published = PUBLISHED
        for name, component in nlp.pipeline:
            if profile is not None and name in watched:
                profile.enable()
            begun = time.process_time()
            doc = component(doc)
            seconds[name] += time.process_time() - begun
            if profile is not None:
                profile.disable()
    return seconds


def main() -> int:
    """Run from the command line; the status is 1 where a part takes too long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", nargs="?", default=None)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", choices=PARTS, help="where a part's time goes")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    extractor = Extractor(options.model)
    texts = read_texts(options.words)
    words = size(texts)
    spent(extractor, texts[:2])
    gc.collect()
    gc.freeze()  # as the workers of a run do (extract/runner/work.py)
    shares: dict[str, list[float]] = {part: [] for part in PARTS}
    for number in range(options.rounds):
        seconds = spent(extractor, texts)
        model = sum(seconds[name] for name in extractor.model.components)
        for part, (names, _) in PARTS.items():
            shares[part].append(sum(seconds[name] for name in names) / model)
        told = ", ".join(f"{part} {100 * shares[part][-1]:.1f} %" for part in PARTS)
        print(f"round {number + 1}: model {model:.2f} s, {told}", flush=True)
    medians = {part: statistics.median(found) for part, found in shares.items()}
    for part, (_, limit) in PARTS.items():
        told = f"median {100 * medians[part]:.1f} % (limit {100 * limit:.0f} %)"
        print(f"{part} / model over {words:,} words: {told}")
    if options.json:
        figures = {"words": words, "median": medians, "shares": shares}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")
    if options.profile:
        profile = cProfile.Profile()
        spent(extractor, texts, profile, PARTS[options.profile][0])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    return int(any(medians[part] >= limit for part, (_, limit) in PARTS.items()))


if __name__ == "__main__":
    sys.exit(main())
