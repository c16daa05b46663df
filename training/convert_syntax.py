"""Treebanks to training texts: tags, morphology, lemmas, dependencies, sentences.

Besides the documents themselves, copies of training sentences in the manner of news (augment.py).
"""

from __future__ import annotations

import random
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import augment
import conllu
from texts import Sentence, Syntax, Text

SEED = 0
# How many of the sentences that lend themselves get a copy of a kind.
SHARES = {"verbs": 0.3, "headlines": 0.35, "invented": 0.12, "brackets": 0.03}


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


def convert(corpora: Path) -> Iterator[Text]:
    """Yield the documents of EWT ("ewt") and of GUM ("gum-" and the genre) with their trees."""
    for name, split, content in ewt_documents(corpora):
        yield Text("ewt", name, split, [sentence_of(s) for s in conllu.read(content)])
    for name, split, content in gum_documents(corpora):
        genre = name.split("_")[1]
        yield Text(f"gum-{genre}", name, split, [sentence_of(s) for s in conllu.read(content)])


def sentence_of(sentence: conllu.Sentence) -> Sentence:
    """A treebank sentence as a training sentence; columns that the treebank leaves empty are ""."""
    words = sentence.words
    return Sentence(
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        sent_id=sentence.sent_id,
        new_paragraph=sentence.new_paragraph,
        syntax=Syntax(
            tags=[w.xpos for w in words],
            upos=[w.upos for w in words],
            feats=[w.feats for w in words],
            lemmas=[w.lemma for w in words],
            heads=[w.head for w in words],
            deps=[w.deprel for w in words],
        ),
    )


def variants(corpora: Path) -> Iterator[Text]:
    """Yield altered copies of training sentences: headlines, other verbs, invented names, insertions."""
    rng = random.Random(SEED)
    documents = [
        (name, list(conllu.read(content)))
        for stream in (ewt_documents(corpora), gum_documents(corpora))
        for name, split, content in stream
        if split == "train"
    ]
    vary = augment.Variants(rng, (sentence for _, document in documents for sentence in document))
    for name, document in documents:
        renewed = [
            s for s in map(vary.reverbed, document) if s is not None and rng.random() < SHARES["verbs"]
        ]
        yield Text("verbs", name, "train", [sentence_of(s) for s in renewed])
        for kind, make in (
            ("headlines", vary.headline),
            ("invented", vary.renamed),
            ("brackets", vary.bracketed),
        ):
            copies = [make(s) for s in [*document, *renewed] if rng.random() < SHARES[kind]]
            yield Text(kind, name, "train", [sentence_of(s) for s in copies if s is not None])
