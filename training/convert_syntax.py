"""Step 1: treebanks to DocBin files (tags, morphology, lemmas, dependencies, sentences).

python training/convert_syntax.py --corpora ../shared/corpora --out BUILD
"""

from __future__ import annotations

import argparse
import random
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import augment
import conllu
import spacy
from spacy.tokens import Doc, DocBin

SEED = 0


def gum_splits(corpora: Path) -> dict[str, str]:
    """Document name to train, dev or test, from the corpus's own splits.md."""
    splits: dict[str, str] = {}
    current = ""
    for line in (corpora / "gum_open" / "splits.md").read_text(encoding="utf8").splitlines():
        if line.startswith("## "):
            current = line[3:].strip()
        found = re.search(r"\* (GUM_\w+)", line)
        if found:
            splits[found.group(1)] = current
    return splits


def gum_documents(corpora: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (name, split, CoNLL-U text) of GUM's openly licensed documents."""
    splits = gum_splits(corpora)
    with tarfile.open(corpora / "gum_open" / "gum_open_dep_ontogum.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if "/dep/" in f"/{member.name}" and member.name.endswith(".conllu"):
                name = Path(member.name).stem
                handle = archive.extractfile(member)
                assert handle is not None
                yield name, splits.get(name, "train"), handle.read().decode("utf8")


def ewt_documents(corpora: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (name, split, CoNLL-U text) of UD English EWT's documents."""
    folder = corpora / "ud_english_ewt"
    splits: dict[str, str] = {}
    for split in ("train", "dev", "test"):
        for line in (folder / f"files.{split}").read_text(encoding="utf8").split():
            splits[line] = split
    with tarfile.open(folder / "sources.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".conllu"):
                path = Path(member.name)
                name = f"{path.parent.name}/{path.name}"
                handle = archive.extractfile(member)
                assert handle is not None
                yield name, splits[name], handle.read().decode("utf8")


def chunks(
    sentences: list[conllu.Sentence], rng: random.Random, limit: int = 120
) -> Iterator[list[conllu.Sentence]]:
    """Cut a document into runs of whole sentences of about `limit` words, lengths varied."""
    run: list[conllu.Sentence] = []
    words, target = 0, rng.randint(10, limit)
    for sentence in sentences:
        run.append(sentence)
        words += len(sentence.words)
        if words >= target:
            yield run
            run, words, target = [], 0, rng.randint(10, limit)
    if run:
        yield run


def convert(corpora: Path, out: Path) -> None:
    """Write syntax-{train,dev}.spacy, and dev and test for each treebank by itself."""
    vocab = spacy.blank("en").vocab
    rng = random.Random(SEED)
    bins: dict[str, list[Doc]] = {}
    train: list[list[conllu.Sentence]] = []
    for corpus, documents in (("ewt", ewt_documents(corpora)), ("gum", gum_documents(corpora))):
        for _name, split, text in documents:
            sentences = list(conllu.read(text))
            if split == "train":
                train.append(sentences)
            else:
                bins.setdefault(f"{corpus}-{split}", []).append(conllu.to_doc(vocab, sentences))
    variants = augment.Variants(rng, (sentence for document in train for sentence in document))
    bins["train"] = []
    for document in train:
        for run in chunks(document, rng):
            bins["train"].append(conllu.to_doc(vocab, run, rng))
        renewed = [variants.reverbed(sentence) for sentence in document if rng.random() < 0.3]
        more = [sentence for sentence in renewed if sentence is not None]
        for share, vary in ((0.35, variants.headline), (0.12, variants.renamed), (0.03, variants.bracketed)):
            copies = [vary(sentence) for sentence in [*document, *more] if rng.random() < share]
            for run in chunks([*(copy for copy in copies if copy is not None)], rng, 40):
                bins["train"].append(conllu.to_doc(vocab, run, rng))
        for run in chunks(more, rng, 60):
            bins["train"].append(conllu.to_doc(vocab, run, rng))
    out.mkdir(parents=True, exist_ok=True)
    # Steers the choice of the checkpoint: every second development document keeps it quick.
    bins["dev"] = bins["ewt-dev"][::2] + bins["gum-dev"][::2]
    for name, docs in bins.items():
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"syntax-{name}.spacy")
        print(name, len(docs), "docs", sum(map(len, docs)), "words")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    convert(arguments.corpora, arguments.out)
