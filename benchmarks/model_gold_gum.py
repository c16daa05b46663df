"""GUM's documents for score_model.py, and names made of its typed mentions.

GUM marks all mentions, nested, with a type, and does not say which are names. Two readings:

"mentions": mentions whose head is a proper noun, whole, where they are capitalised throughout
    ("Mayor Ana Lind of Graz"), articles and possessive endings outside; the longest of nested ones.
"names": what other corpora call a name: of a person the head and what is joined to it as flat
    ("Ana Lind"); of others no possessor, no second part of a coordination, nothing after a comma.
    Titles alone, peoples, and proper nouns that no name covers are IGNORED.
"""

from __future__ import annotations

import re
from pathlib import Path

import conllu
from convert_syntax import gum_documents
from model_gold import IGNORED, Name, Source

GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}

_SMALL_POS = frozenset(["ADP", "DET", "CCONJ", "PUNCT", "PART"])
# Heads of mentions that are offices, not names: what is right there, the corpus does not say.
_OFFICES = frozenset(
    (
        "administrator ambassador attorney bishop captain chairman chancellor chief commissioner "
        "congressman congresswoman director general god governor judge justice king lady lord mayor "
        "minister officer pope president prince princess professor queen secretary senator sheriff sir "
        "speaker spokesman spokesperson spokeswoman"
    ).split()
)


def gum(corpora: Path, splits: tuple[str, ...]) -> list[Source]:
    """GUM's openly licensed documents of those splits, names in both readings."""
    sources = []
    for name, split, text in gum_documents(corpora):
        if split in splits:
            source = Source(name, list(conllu.read(text)), {"mentions": [], "names": []})
            for number, sentence in enumerate(source.sentences):
                source.names["mentions"] += mentions_read(number, sentence)
                source.names["names"] += names_read(number, sentence)
            sources.append(source)
    return sources


def typed_mentions(sentence: conllu.Sentence) -> list[tuple[int, int, str]]:
    """All typed mentions of a sentence as (start, end, type) in words, the longest first."""
    open_at: dict[str, tuple[int, str]] = {}
    found: list[tuple[int, int, str]] = []
    for index, word in enumerate(sentence.words):
        mark = re.search(r"(?:^|\|)Entity=([^|]*)", word.misc)
        for token in re.findall(r"\([^()]*\)?|\d+\)", mark[1]) if mark else []:
            if token.startswith("("):
                number, label = token[1:].split("-")[:2]
                if token.endswith(")"):
                    found.append((index, index + 1, label))
                else:
                    open_at[number] = (index, label)
            elif token[:-1] in open_at:
                start, label = open_at.pop(token[:-1])
                found.append((start, index + 1, label))
    return sorted(found, key=lambda span: (span[0] - span[1], span))


def head_of(words: list[conllu.Word], start: int, end: int) -> int:
    """The first word of a span whose head is outside it, or that is a root."""
    return next(
        (i for i in range(start, end) if words[i].head == i or not start <= words[i].head < end), start
    )


def mentions_read(number: int, sentence: conllu.Sentence) -> list[Name]:
    """The names of a sentence in the reading "mentions"."""
    names: list[Name] = []
    for start, end, label in typed_mentions(sentence):
        if sentence.words[head_of(sentence.words, start, end)].upos == "PROPN":
            start, end = _trimmed(sentence.words, start, end)
            if _capitalised(sentence.words, start, end):
                _add(names, Name(number, start, end, GUM_TYPES.get(label, IGNORED)))
    return sorted(names, key=lambda name: name.start)


def names_read(number: int, sentence: conllu.Sentence) -> list[Name]:
    """The names of a sentence in the reading "names"."""
    words = sentence.words
    names: list[Name] = []
    for start, end, label in typed_mentions(sentence):
        head = head_of(words, start, end)
        if words[head].upos != "PROPN":
            continue
        kind = GUM_TYPES.get(label, IGNORED)
        start, end = (
            _person(words, start, end, head) if kind == "PER" else _other(words, start, end, head, kind)
        )
        if not _capitalised(words, start, end):
            continue
        if kind == "PER" and (words[head].xpos == "NNPS" or words[end - 1].form.lower() in _OFFICES):
            kind = IGNORED
        _add(names, Name(number, start, end, kind))
    covered = {index for name in names for index in range(name.start, name.end)}
    for index, word in enumerate(words):
        if word.upos == "PROPN" and index not in covered:
            names.append(Name(number, index, index + 1, IGNORED))
    return sorted(names, key=lambda name: name.start)


def _person(words: list[conllu.Word], start: int, end: int, head: int) -> tuple[int, int]:
    """The head and the words joined to it as flat, with what stands between them."""
    joined = {head}
    for index in range(head + 1, end):
        if words[index].head in joined and words[index].deprel.startswith(("flat", "goeswith")):
            joined.add(index)
    left = head
    while left > start and words[left - 1].head == head and words[left - 1].deprel == "compound":
        if words[left - 1].upos != "PROPN" or words[left - 1].form.lower() in _OFFICES:
            break
        left -= 1
    return left, max(joined) + 1


def _other(words: list[conllu.Word], start: int, end: int, head: int, kind: str) -> tuple[int, int]:
    """A mention without possessors before, coordinated parts, and what follows a comma."""
    start, end = _trimmed(words, start, end)
    for index in range(start, head):
        if words[index].deprel == "nmod:poss" and words[index].head == head:
            last = max(i for i in range(index, head) if i == index or words[i].head == index)
            start = last + 1
    for index in range(head + 1, end):
        word = words[index]
        cut = word.form in {",", ";", ":", "(", "–", "—"}
        cut |= word.deprel in {"cc", "conj"} and (word.head == head or words[word.head].head == head)
        cut |= kind == "LOC" and word.upos == "ADP" and word.form.lower() != "of"
        if cut:
            end = index
            break
    return _trimmed(words, start, end)


def _trimmed(words: list[conllu.Word], start: int, end: int) -> tuple[int, int]:
    """Without articles and punctuation before, punctuation and possessive endings after."""
    while start < end and words[start].upos in {"DET", "PUNCT"}:
        start += 1
    while end > start and words[end - 1].upos in {"PUNCT", "PART"} and words[end - 1].form != ".":
        end -= 1
    return start, end


def _capitalised(words: list[conllu.Word], start: int, end: int) -> bool:
    return start < end and all(
        words[i].form[0].isupper() or words[i].upos in _SMALL_POS or not words[i].form[0].isalpha()
        for i in range(start, end)
    )


def _add(names: list[Name], name: Name) -> None:
    if not any(name.start < other.end and other.start < name.end for other in names):
        names.append(name)
