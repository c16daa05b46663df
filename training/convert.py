"""Corpora to training texts: train.jsonl, dev.jsonl, and what each corpus gave.

    python training/convert.py --corpora ../shared/corpora --out BUILD [--leave-out wikigold,re3d]

Layers that corpora add to the same sentences are joined here: Universal NER's names and PropBank's
roles to UD English EWT, GUM's names to its trees.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import conllu
import convert_names
import convert_roles
import convert_syntax
import texts
import treebank_names
from name_labels import Scheme
from texts import Text


def treebanks(corpora: Path) -> list[Text]:
    """EWT with names and roles, GUM with names; all splits."""
    scheme = Scheme()
    found = list(convert_syntax.convert(corpora))
    uner = treebank_names.uner_names(corpora, scheme)
    gum = {
        (name, sentence.sent_id): treebank_names.gum_names(sentence, scheme)
        for name, _, content in convert_syntax.gum_documents(corpora)
        for sentence in conllu.read(content)
    }
    words = treebank_names.uner_words(corpora)
    for text in found:
        for sentence in text.sentences:
            if text.corpus != "ewt":
                sentence.names = gum.get((text.name, sentence.sent_id))
            elif words.get(sentence.sent_id) == sentence.words:
                sentence.names = uner.get(sentence.sent_id)
    joined, there = convert_roles.annotate(found, corpora)
    print(f"PropBank: {joined} of {there} sentences line up with EWT")
    return found


def convert(corpora: Path, out: Path, leave_out: frozenset[str] = frozenset()) -> None:
    """Write train.jsonl and dev.jsonl; corpora named in `leave_out` stay out."""
    out.mkdir(parents=True, exist_ok=True)
    trees = treebanks(corpora)
    train = [text for text in trees if text.split == "train"]
    train.extend(convert_syntax.variants(corpora))
    train.extend(convert_names.convert(corpora))
    train = [text for text in train if text.corpus not in leave_out]
    texts.write(train, out / "train.jsonl")
    texts.write([text for text in trees if text.split == "dev"], out / "dev.jsonl")
    words: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for text in train:
        for sentence in text.sentences:
            words[text.corpus] += len(sentence.words)
            for _, _, label in sentence.names.spans if sentence.names else ():
                names.setdefault(text.corpus, Counter())[label] += 1
    for corpus, count in words.items():
        print(f"{corpus}: {count} words; {dict(names.get(corpus, {}))}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--leave-out", default="", help="corpora not to train on, parted by commas")
    arguments = parser.parse_args()
    convert(arguments.corpora, arguments.out, frozenset(filter(None, arguments.leave_out.split(","))))
