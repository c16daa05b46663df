"""Put an exported network into a spaCy pipeline.

    python training/pipeline.py --run BUILD/run --out BUILD/model [--whole]

`--whole` keeps the weights in 32 bits, to compare with.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import spacy
import tokenizer
from export import export_run
from spacy.language import Language

# Imported so that their factories are known to spaCy, with or without installed entry points.
import extract.encoder.heads  # noqa: F401
from extract.encoder.component import EncoderComponent
from extract.encoder.graph import Graph
from extract.encoder.heads.base import HeadComponent
from extract.encoder.heads.lemmas import WORDS
from extract.version import __version__

# Name in the pipeline to factory, in the order of work.
COMPONENTS = {
    "encoder": "eventwire_encoder",
    "senter": "eventwire_sentences",
    "tagger": "eventwire_tagger",
    "parser": "eventwire_parser",
    "lemmatizer": "eventwire_lemmatizer",
    "ner": "eventwire_ner",
    "roles": "eventwire_roles",
    "release": "eventwire_release",
}
# The heads that these components read.
READ = ["sentence", "tag", "morph", "lemma", "tree", "name", "role"]
# Caution: by F1 on the development sets, of -0.5 to 2.5 in steps of 0.5 (of the shipped weights UNER +1.3, GUM +0.6, its news and interviews -0.7 points).
CONFIGS: dict[str, dict[str, object]] = {"encoder": {"heads": READ}, "ner": {"caution": 1.0}}


def pipeline(exported: Path) -> Language:
    """The spaCy pipeline of what export.py wrote."""
    nlp = spacy.blank("en")
    tokenizer.add_rules(nlp)
    labels = json.loads((exported / "labels.json").read_text(encoding="utf8"))
    vocabulary = (exported / "vocabulary.txt").read_text(encoding="utf8")
    labels[WORDS] = sorted(piece for piece in vocabulary.split() if re.fullmatch("[a-z]{3,}", piece))
    arrays = {}
    for file in exported.glob("*.npz"):
        with np.load(file) as found:
            arrays[file.stem] = {key: found[key] for key in found.files}
    for name, factory in COMPONENTS.items():
        component = nlp.add_pipe(factory, name=name, config=CONFIGS.get(name, {}))
        if isinstance(component, EncoderComponent):
            component.graph = Graph((exported / "encoder.onnx").read_bytes(), vocabulary)
        elif isinstance(component, HeadComponent):
            component.set(labels, arrays)
    nlp.meta.update(name="eventwire", version=__version__)
    return nlp


def write(run: Path, out: Path, *, quantised: bool = True) -> None:
    """Export a training run and write it as a pipeline."""
    with tempfile.TemporaryDirectory() as folder:
        exported = Path(folder)
        export_run(run, exported, quantised=quantised)
        nlp = pipeline(exported)
        licence = out / "LICENSE"
        kept = licence.read_bytes() if licence.is_file() else None
        shutil.rmtree(out, ignore_errors=True)
        nlp.to_disk(out)
        if kept is not None:  # the weights' licence lies beside them and is written by nobody else
            licence.write_bytes(kept)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--whole", action="store_true")
    arguments = parser.parse_args()
    write(arguments.run, arguments.out, quantised=not arguments.whole)
