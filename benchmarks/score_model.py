"""Score a spaCy pipeline (tags, trees, sentences, names) on documents that no model here is trained on.

    python benchmarks/score_model.py [MODEL] [--left-out wikigold re3d politics] [--against MODEL2]
                                     [--sets ewt gum ...] [--json FILE]

MODEL is a path or the name of a package; without it, the bundled pipeline. It runs as plain spaCy,
from raw text, without the event components. Sets: EWT test with the names of Universal NER; GUM
dev and test, all open genres, news and interview also apart; each once with all sentences in one
line and once with a blank line between paragraphs; EWT and GUM news in lower case, in capitals, and
without final stops (sentences a blank line apart). `--left-out` names groups of names that MODEL
was not trained on. Figures are F1 in points with 95 % intervals from 1,000 draws of documents (or of
groups of five sentences where a corpus has none). How words are aligned and what is right stands
in model_counts.py:

    las, uas        all words, labels with the subtypes that training keeps
    las universal   labels without subtypes: the LAS of the CoNLL 2018 shared task
    las no punct    without punctuation, as spaCy's own Scorer has it
    names (...) beside other types    found names over gold spans of other types are not counted

`--against` prints how much MODEL is better than MODEL2, on the same draws.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import model_gold
import spacy
from bootstrap import Counts, Figure, differences, figures
from common import CORPORA
from model_counts import BESIDE, LABEL, count
from model_gold import Gold, Source, lay_out
from model_gold_gum import gum as gum_sources
from spacy.language import Language

import extract
from extract.annotate.model import which

SETS = ("ewt", "ewt-paragraphs", "gum", "gum-paragraphs", "robust")
GROUPS = ("wikigold", "re3d", "politics")

# What must hold: set and figure to (least, wanted).
AIMS = {
    ("ewt", "las"): (86.0, 88.5),
    ("ewt", "upos"): (95.5, 96.5),
    ("ewt", "names (uner)"): (80.0, 84.0),
    **{
        (name, figure): aim
        for name in ("gum", "gum news", "gum interview")
        for figure, aim in (("las", (87.5, 90.5)), ("upos", (97.0, 97.8)), ("sentences", (91.0, 94.0)))
    },
    ("gum news and interview", "names (mentions)"): (78.0, 85.0),
    ("gum news and interview", "names (names)"): (78.0, 85.0),
    **{(name, "names (names) beside other types"): (74.0, 80.0) for name in GROUPS},
    ("re3d", "names (untitled) beside other types"): (74.0, 80.0),
}

# What is reported of one set of texts: a name and the GUM genres that count, all documents for none.
Parts = dict[str, tuple[str, ...]]


def load(model: str | None) -> Language:
    """Load a pipeline by name or path; the bundled one without."""
    for module in pkgutil.walk_packages(extract.__path__, "extract."):
        if module.name.startswith("extract.encoder"):
            importlib.import_module(module.name)  # registers the components it may be made of
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(which(model))


def belongs(document: str, genres: tuple[str, ...]) -> bool:
    """Whether a document (of GUM: GUM_news_...) is of one of the genres; any is, for none."""
    return not genres or document.split("_")[1] in genres


def sets(corpora: Path, chosen: Sequence[str], groups: Sequence[str]) -> Iterator[tuple[list[Gold], Parts]]:
    """Yield sets of gold texts with their parts."""
    ewt: list[Source] = []
    gum: list[Source] = []
    if {"ewt", "ewt-paragraphs", "robust"} & set(chosen):
        ewt = model_gold.ewt_test(corpora)
    if {"gum", "gum-paragraphs", "robust"} & set(chosen):
        gum = gum_sources(corpora, ("dev", "test"))
    for name, sources in (("ewt", ewt), ("gum", gum)):
        for suffix in ("", "-paragraphs"):
            if name + suffix in chosen:
                full = name + suffix.replace("-", " ")
                parts: Parts = {full: ()}
                if name == "gum":
                    parts[f"{full} news"] = ("news",)
                    parts[f"{full} interview"] = ("interview",)
                    parts[f"{full} news and interview"] = ("news", "interview")
                yield [lay_out(source, paragraphs=bool(suffix)) for source in sources], parts
    if "robust" in chosen:
        for name, sources in (("ewt", ewt), ("gum news", [s for s in gum if belongs(s.name, ("news",))])):
            yield [lay_out(s, change=str.lower) for s in sources], {f"{name} lower case": ()}
            yield [lay_out(s, change=str.upper) for s in sources], {f"{name} capitals": ()}
            bare = [model_gold.without_stops(s) for s in sources]
            yield [lay_out(s, lines=True) for s in bare], {f"{name} no stops": ()}
    for group in groups:
        yield model_gold.left_out(corpora, group), {group: ()}


def line(name: str, key: str, figure: Figure, signed: bool = False) -> str:
    """One figure as a line of the report."""
    aim = AIMS.get((name, key))
    value = f"{figure.value:+7.2f}" if signed else f"{figure.value:7.2f}"
    aims = f"   least {aim[0]}, wanted {aim[1]}" if aim and not signed else ""
    return f"  {key:45}{value}  [{figure.low:6.2f}, {figure.high:6.2f}]  {figure.gold:7} gold{aims}"


def report(name: str, documents: int, found: dict[str, Figure], signed: bool = False) -> None:
    """Print the figures of a set; of single labels only differences of more than a point."""
    print(f"{name} ({documents} documents{', difference' if signed else ''})")
    for key, figure in found.items():
        if found.get(key.replace(BESIDE, "")) == figure and BESIDE in key:
            continue  # nothing of other types there
        if not key.startswith(LABEL) or (signed and abs(figure.value) > 1 and figure.gold >= 50):
            print(line(name, key, figure, signed))
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Score one pipeline, or two against each other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", nargs="?", help="path or package name; default: the bundled pipeline")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--sets", nargs="*", choices=SETS, default=SETS)
    parser.add_argument("--paragraphs", action="store_true", help="only the texts with paragraphs apart")
    parser.add_argument("--left-out", nargs="*", choices=GROUPS, default=())
    parser.add_argument("--against", metavar="MODEL2")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    chosen = ("ewt-paragraphs", "gum-paragraphs") if given.paragraphs else given.sets
    models = [load(given.model), *([load(given.against)] if given.against else [])]
    result: dict[str, object] = {"model": str(which(given.model)), "against": given.against}
    tables: dict[str, object] = {}
    for golds, parts in sets(given.corpora, chosen, given.left_out):
        rows: list[list[Counts]] = [[count(gold, nlp(gold.text)) for gold in golds] for nlp in models]
        for name, genres in parts.items():
            kept = [index for index, gold in enumerate(golds) if belongs(gold.name, genres)]
            counted = [[counts[index] for index in kept] for counts in rows]
            documents = len(kept)
            found = figures(counted[0])
            report(name, documents, found)
            entry: dict[str, object] = {"documents": documents, "figures": _plain(found)}
            if len(counted) > 1:
                apart = differences(*counted)
                report(name, documents, apart, signed=True)
                entry["difference"] = _plain(apart)
            tables[name] = entry
    result["sets"] = tables
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf8")


def _plain(found: dict[str, Figure]) -> dict[str, dict[str, float]]:
    return {key: asdict(figure) for key, figure in found.items()}


if __name__ == "__main__":
    main()
