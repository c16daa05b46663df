"""Made-up texts, a small vocabulary and a small network for the tests of the training.

Import it only where PyTorch is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import texts
import torch
import train
from heads.base import Window
from sampling import Sampler
from texts import Names, Sentence, Syntax, Text

from extract.encoder.wordpiece import WordPiece

VOCABULARY = [
    *(
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        "the",
        "council",
        "shut",
        "har",
        "##bour",
        "rao",
        "lena",
        "said",
        ".",
    ),
    *(f"{mark}{letter}" for mark in ("", "##") for letter in "abcdefghijklmnopqrstuvwxyz"),
    *",'\"“”’‘$-–—0123456789",
]
CONFIG: dict[str, Any] = {
    "seed": 0,
    "layers": 1,
    "heads": {
        "sentence": {"kind": "boundaries", "weight": 0.5},
        "tag": {"kind": "classes", "of": "tag", "weight": 0.5},
        "morph": {"kind": "classes", "of": "morph", "weight": 0.5},
        "lemma": {"kind": "classes", "of": "lemma", "least": 1, "weight": 0.3},
        "tree": {"kind": "tree", "weight": 1.0},
        "name": {"kind": "names", "weight": 1.0},
        "role": {"kind": "roles", "least": 1, "weight": 0.5},
    },
    "times": {},
    "rounds": 1,
    "pieces": 120,
    "rate": {"encoder": 1e-4, "heads": 1e-3},
    "warm_up": 2,
    "decay": 0.01,
    "clip": 1.0,
    "average": 0.99,
}
WORDPIECE = WordPiece(VOCABULARY)


def sentence(text: str, names: Names | None = None, **other: Any) -> Sentence:
    """A sentence whose words are parted by spaces, with a made-up tree: all hang on the second word."""
    words = text.split()
    root = min(1, len(words) - 1)
    syntax = Syntax(
        tags=["." if word in "." else "NNP" if word[:1].isupper() else "NN" for word in words],
        upos=["PUNCT" if word in "." else "NOUN" for word in words],
        feats=["" if word in "." else "Number=Sing" for word in words],
        lemmas=["say" if word == "said" else word.lower() for word in words],
        heads=[root] * len(words),
        deps=["ROOT" if place == root else "dep" for place in range(len(words))],
    )
    return Sentence(words, [True] * len(words), syntax=syntax, names=names, **other)


ALL = list(texts.NAME_TYPES)


def story(number: int = 0) -> Text:
    sentences = [
        sentence("Lena Rao said the council shut the harbour .", Names([(0, 2, "PERSON")], ALL)),
        sentence('the council - " Rao \'s " - said -- so', Names([(4, 5, "PERSON")], ["PERSON"])),
        Sentence("Arlen is a b c".split(), [True] * 5, names=Names([(0, 1, "GPE|LOC|FAC")], ALL)),
        sentence("Rao shut Arlen .", roles=[(1, 0, "A0"), (1, 2, "A1")], new_paragraph=True),
        sentence("rain fell", boundary=False),
        sentence("the owner was Rao .", Names([(3, 4, "PERSON")], ALL)),
        sentence("said Lena Rao .", Names([(1, 4, "ORG")], ALL)),
    ]
    return Text("made", f"story {number}", "train", sentences)


def fixed(*stories: Text) -> list[Window]:
    """Their windows, in the form that the texts have."""
    sampler = Sampler(WORDPIECE, 0, vary=False)
    return [window for text in stories for window in sampler.windows(text)]


def small_model() -> train.Model:
    """A model of one layer with random weights, those that start at zero too."""
    torch.manual_seed(0)
    labels = train.collect_labels(CONFIG, [story()])
    made = train.Model(CONFIG, labels, len(VOCABULARY))
    for table in (made.encoder.casings, made.encoder.gaps):
        torch.nn.init.normal_(table.weight)
    made.eval()
    return made


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """PyTorch in one thread while a module's tests run."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
