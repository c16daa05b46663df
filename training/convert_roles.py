"""PropBank's predicates and roles for the sentences of UD English EWT.

The released files mask the words; document, sentence and place join them to the treebank. An
argument is a stretch of words there and an edge here: from the predicate to the word of the
stretch that heads it in the tree.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from texts import Sentence, Text

Role = tuple[int, int, str]
_BRACKET = re.compile(r"\(([^()*]+)|\)")


def documents(corpora: Path) -> Iterator[tuple[str, list[list[list[str]]]]]:
    """Yield (genre/file, sentences of rows of columns) of each PropBank document of EWT."""
    with tarfile.open(corpora / "propbank_ewt" / "gold_skel.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".gold_skel"):
                path = Path(member.name)
                handle = archive.extractfile(member)
                assert handle is not None
                blocks = handle.read().decode("utf8").split("\n\n")
                name = f"{path.parts[-3]}/{path.name.removesuffix('.xml.gold_skel')}"
                yield (
                    name,
                    [[line.split() for line in b.splitlines() if line.strip()] for b in blocks if b.strip()],
                )


def spans_of(column: list[str]) -> list[tuple[int, int, str]]:
    """The bracketed stretches (start, end exclusive, label) of one column, in order of their ends."""
    out: list[tuple[int, int, str]] = []
    open_at: list[tuple[int, str]] = []
    for index, cell in enumerate(column):
        for found in _BRACKET.finditer(cell):
            if found.group(1):
                open_at.append((index, found.group(1)))
            elif open_at:
                start, label = open_at.pop()
                out.append((start, index + 1, label))
    return out


def role_of(label: str) -> str:
    """The role of a label, "" for those that repeat or carry on another (R-, C-) and for the predicate."""
    if label == "V" or label.startswith(("R-", "C-")):
        return ""
    return label if label.startswith("ARGM-") else label.split("-")[0]


def edges(rows: list[list[str]], heads: list[int]) -> list[Role]:
    """The edges of one sentence: (predicate, head word of the argument, role)."""
    out: list[Role] = []
    for number in range(8, max(map(len, rows))):
        found = spans_of([row[number] for row in rows])
        predicate = next((start for start, _, label in found if label == "V"), None)
        if predicate is None:
            continue
        for start, end, label in found:
            role = role_of(label)
            top = [i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i]
            if role and top:
                out.append((predicate, top[0], role))
    return sorted(set(out))


def annotate(texts: list[Text], corpora: Path) -> tuple[int, int]:
    """Set `roles` of the sentences that line up with PropBank; (sentences lined up, sentences there)."""
    by_name: dict[str, Text] = {key(text.name): text for text in texts if text.corpus == "ewt"}
    joined = seen = 0
    for name, sentences in documents(corpora):
        text = by_name.get(key(name))
        if text is None:
            seen += len(sentences)
            continue
        seen += len(sentences)
        if len(sentences) != len(text.sentences):
            candidates = _aligned(text.sentences, sentences)
        else:
            candidates = list(zip(text.sentences, sentences, strict=True))
        for sentence, rows in candidates:
            if len(sentence.words) == len(rows) and sentence.syntax is not None:
                sentence.roles = edges(rows, sentence.syntax.heads)
                joined += 1
    return joined, seen


def key(name: str) -> str:
    """What a document is called in the treebank and in PropBank alike."""
    return name.removesuffix(".conllu").removesuffix(".xml").removesuffix(".txt")


def _aligned(ours: list[Sentence], theirs: list[list[list[str]]]) -> list[tuple[Sentence, list[list[str]]]]:
    """Pairs of sentences from both ends of a document as far as their numbers of words agree."""
    out = []
    for a, b in zip(ours, theirs, strict=False):
        if len(a.words) != len(b):
            break
        out.append((a, b))
    for a, b in zip(ours[: len(out) - 1 : -1], theirs[: len(out) - 1 : -1], strict=False):
        if len(a.words) != len(b):
            break
        out.append((a, b))
    return out
