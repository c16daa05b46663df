"""What the converters hand to training: texts as sentences of words with whatever a corpus annotates.

A corpus that says nothing about a layer leaves it None, and training takes no loss there. One JSON
object a line on disk; offsets are words, counted from 0 within the sentence, ends exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

# The labels of names. A label of a gold span may be several of them joined by "|": one of these,
# which one the corpus does not say.
NAME_TYPES = "PERSON ORG GPE LOC FAC NORP PRODUCT EVENT WORK MISC MONEY DATE TIME".split()
# A span that a corpus marks but whose type is none of ours: no loss on its words.
LEFT_OUT = "-"


@dataclass
class Names:
    """The names of a sentence.

    Attributes:
        spans: (start, end, label); they do not overlap. The label is one of NAME_TYPES, several of them
            joined by "|", or LEFT_OUT.
        types: those of NAME_TYPES that the corpus marks wherever they occur; about the others its
            silence says nothing.
    """

    spans: list[tuple[int, int, str]]
    types: list[str]


@dataclass
class Syntax:
    """Tags and tree of a sentence, as in CoNLL-U; `heads` are 0-based, the root's is its own place."""

    tags: list[str]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]


@dataclass
class Sentence:
    """A sentence; `spaces` says of each word whether white space follows.

    Attributes:
        boundary: whether the corpus vouches for it that the sentence begins and ends here.
        roles: (predicate, head word of the argument, role).
    """

    words: list[str]
    spaces: list[bool]
    sent_id: str = ""
    new_paragraph: bool = False
    boundary: bool = True
    syntax: Syntax | None = None
    names: Names | None = None
    roles: list[tuple[int, int, str]] | None = None


@dataclass
class Text:
    """A document, or what a corpus keeps of one: its sentences in their order."""

    corpus: str
    name: str
    split: str
    sentences: list[Sentence] = field(default_factory=list)


def write(texts: Iterable[Text], path: Path) -> int:
    """Write texts as JSON Lines; the number of words written."""
    words = 0
    with path.open("w", encoding="utf8") as out:
        for text in texts:
            words += sum(len(sentence.words) for sentence in text.sentences)
            out.write(json.dumps(asdict(text), ensure_ascii=False) + "\n")
    return words


def read(path: Path) -> Iterator[Text]:
    """Read what `write` wrote."""
    with path.open(encoding="utf8") as lines:
        for line in lines:
            raw = json.loads(line)
            sentences = []
            for row in raw.pop("sentences"):
                if row["syntax"] is not None:
                    row["syntax"] = Syntax(**row["syntax"])
                if row["names"] is not None:
                    spans = [(s, e, label) for s, e, label in row["names"]["spans"]]
                    row["names"] = Names(spans, row["names"]["types"])
                if row["roles"] is not None:
                    row["roles"] = [(p, a, role) for p, a, role in row["roles"]]
                sentences.append(Sentence(**row))
            yield Text(**raw, sentences=sentences)
