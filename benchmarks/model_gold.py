"""Gold documents for score_model.py, read from the corpora's own formats and laid out as running text.

Offsets of a `Gold` are characters of its text, ends exclusive. A `Source` is a document still in
words, from which several texts can be made (paragraphs apart, lower case, without final stops ...).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

import conllu
import convert_roles
from convert_roles import Role
from convert_syntax import ewt_documents
from iob import iob_spans

# What a span is called whose type is none of PER, ORG and LOC, or that the corpus leaves open.
IGNORED = "-"
# Documents that a corpus does not part, or whose order it has lost, are drawn in groups of sentences.
GROUP = 5
# The line that parts documents in a file of columns.
DOCUMENT = "-DOCSTART-"

UNER_TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
CROSSNER_TYPES = {
    "person": "PER",
    "politician": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "location": "LOC",
    "country": "LOC",
}
RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}

_NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "?", "!", ")", "]", "'s", "’s", "n't", "%", "'", "''", "”"])
_NO_SPACE_AFTER = frozenset(["(", "[", "$", "£", "€", "``", "“", "‘"])


@dataclass
class Name:
    """A name in a sentence of a source: words from `start` to before `end`; PER, ORG, LOC or IGNORED."""

    sentence: int
    start: int
    end: int
    type: str


@dataclass
class Source:
    """A document in words. `names` maps a way of reading the corpus's names to the names."""

    name: str
    sentences: list[conllu.Sentence]
    names: dict[str, list[Name]] = field(default_factory=dict)


@dataclass
class Gold:
    """A text and what is right about it.

    Attributes:
        spans: character offsets of the words; empty where the corpus gives no syntax.
        words: the syntactic words; their `head` is an index into `words`, their own for a root.
        sentences: first word and the word after the last.
        names: way of reading to (start, end, type) in characters.
    """

    name: str
    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    words: list[conllu.Word] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    names: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)


# -- laying out ------------------------------------------------------------------------------


def lay_out(
    source: Source,
    paragraphs: bool = False,
    lines: bool = False,
    change: Callable[[str], str] | None = None,
) -> Gold:
    """Make the running text of a source.

    Args:
        source: what to lay out.
        paragraphs: put a blank line between paragraphs; else all follow each other.
        lines: put a blank line between all sentences.
        change: applied to each word's form, where it leaves the length as it is.
    """
    gold, text = Gold(source.name, ""), ""
    starts: list[int] = []
    for number, sentence in enumerate(source.sentences):
        if number and (lines or (paragraphs and sentence.new_paragraph)):
            text = text.rstrip() + "\n\n"
        base = len(gold.words)
        starts.append(base)
        for word in sentence.words:
            changed = change(word.form) if change else word.form
            form = changed if len(changed) == len(word.form) else word.form
            gold.spans.append((len(text), len(text) + len(form)))
            gold.words.append(
                conllu.Word(
                    form,
                    word.lemma,
                    word.upos,
                    word.xpos,
                    word.feats,
                    base + word.head,
                    word.deprel,
                    word.space,
                    "",
                )
            )
            text += form + (" " if word.space else "")
        gold.sentences.append((base, len(gold.words)))
    gold.text = text.rstrip()
    for reading, names in source.names.items():
        gold.names[reading] = [
            (
                gold.spans[starts[name.sentence] + name.start][0],
                gold.spans[starts[name.sentence] + name.end - 1][1],
                name.type,
            )
            for name in names
        ]
    return gold


def without_stops(source: Source) -> Source:
    """The source without the full stops that end its sentences (those that nothing depends on)."""
    out = Source(source.name, [], source.names)
    named = {
        (name.sentence, index)
        for names in source.names.values()
        for name in names
        for index in range(name.start, name.end)
    }
    for number, sentence in enumerate(source.sentences):
        words = sentence.words
        last = len(words) - 1
        free = (number, last) not in named and all(word.head != last for word in words)
        if last > 0 and words[last].form == "." and free:
            words = words[:last]
        out.sentences.append(conllu.Sentence(sentence.sent_id, words, sentence.new_paragraph))
    return out


# -- treebanks -------------------------------------------------------------------------------


def ewt_test(corpora: Path) -> list[Source]:
    """EWT's test documents, with the names of Universal NER (reading "uner"), joined by sentence."""
    path = corpora / "uner_english_ewt" / "en_ewt-ud-test.iob2"
    names = {ident: (words, spans) for ident, words, spans in uner_sentences(path.read_text(encoding="utf8"))}
    sources = []
    for name, split, text in ewt_documents(corpora):
        if split != "test":
            continue
        source = Source(name, list(conllu.read(text)), {"uner": []})
        for number, sentence in enumerate(source.sentences):
            words, spans = names.get(sentence.sent_id, ([], []))
            place = same_words(words, [word.form for word in sentence.words])
            for start, end, label in spans:
                if start in place and end - 1 in place:
                    kind = UNER_TYPES.get(label, IGNORED)
                    source.names["uner"].append(Name(number, place[start], place[end - 1] + 1, kind))
                else:
                    print(f"warning: a name of {sentence.sent_id} fits no words", file=sys.stderr)
        sources.append(source)
    return sources


def ewt_roles(corpora: Path, split: str) -> list[tuple[Source, list[list[Role]]]]:
    """EWT's documents of a split with PropBank's edges of each sentence (places of words in it)."""
    key = convert_roles.key
    roles = {key(name): blocks for name, blocks in convert_roles.documents(corpora)}
    out = []
    for name, own, text in ewt_documents(corpora):
        source = Source(name, list(conllu.read(text)))
        blocks = roles.get(key(name), [])
        if own != split:
            continue
        if [len(s.words) for s in source.sentences] != [len(b) for b in blocks]:
            print(f"warning: left out, its sentences are not PropBank's: {name}", file=sys.stderr)
            continue
        edges = [
            convert_roles.edges(rows, [word.head for word in sentence.words])
            for sentence, rows in zip(source.sentences, blocks, strict=True)
        ]
        out.append((source, edges))
    return out


def same_words(first: list[str], second: list[str]) -> dict[int, int]:
    """Map the words of one cutting to the word of another that has the same characters or holds them."""
    place: list[int] = []
    at = 0
    for index, word in enumerate(second):
        place += [index] * len(word)
    out: dict[int, int] = {}
    for index, word in enumerate(first):
        if at < len(place):
            out[index] = place[at]
        at += len(word)
    return out


def uner_sentences(text: str) -> Iterator[tuple[str, list[str], list[tuple[int, int, str]]]]:
    """Yield (sent_id, words, spans) of an .iob2 file."""
    for block in text.split("\n\n"):
        ident = re.search(r"^# sent_id = (.+)$", block, re.MULTILINE)
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if ident and rows:
            yield ident[1].strip(), [row[1] for row in rows], iob_spans([row[2] for row in rows])


# -- names only ------------------------------------------------------------------------------


def column_sentences(text: str) -> Iterator[tuple[list[str], list[str]] | None]:
    """Yield (words, tags) of a file with a word and its tag a line, a blank line between sentences.

    None stands where a document begins or ends.
    """
    for block in re.split(r"\n\s*\n", text):
        rows = [line.split() for line in block.split("\n") if line.strip()]
        if any(row[0] == DOCUMENT for row in rows):
            yield None
            rows = [row for row in rows if row[0] != DOCUMENT]
        if rows:
            yield [row[0] for row in rows], [row[-1] for row in rows]


def column_golds(name: str, text: str, types: dict[str, str], lines: bool) -> list[Gold]:
    """The documents of such a file as running text, or groups of its sentences where it parts none.

    Args:
        name: of the corpus; the texts are numbered.
        text: content of the file.
        types: PER, ORG or LOC for the corpus's labels; all others are IGNORED.
        lines: whether sentences do not follow each other, and have to be a blank line apart.
    """
    golds: list[Gold] = []
    parted = DOCUMENT in text
    since = 0  # sentences in the last text
    for sentence in column_sentences(text):
        if sentence is None:
            since = 0
            continue
        words, tags = sentence
        if not since or (since >= GROUP and not parted):
            golds.append(Gold(f"{name}-{len(golds)}", "", names={"names": []}))
            since = 0
        gold = golds[-1]
        if since:
            gold.text += "\n\n" if lines else " "
        since += 1
        spans = []
        for gap, word in zip(gaps(words), words, strict=True):
            gold.text += gap
            spans.append((len(gold.text), len(gold.text) + len(word)))
            gold.text += word
        gold.names["names"] += [
            (spans[start][0], spans[end - 1][1], types.get(label, IGNORED))
            for start, end, label in iob_spans(tags)
        ]
    return golds


def gaps(words: list[str]) -> list[str]:
    """What stood before each word, as far as words tell: nothing, or a space."""
    out, quoted = [], False
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        gap = "" if not index or word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER else " "
        if word == '"':
            gap = "" if quoted else gap
            quoted = not quoted
        elif before == '"' and quoted:
            gap = ""
        out.append(gap)
    return out


def re3d(corpora: Path) -> list[Gold]:
    """Documents of re3d with their longest mentions; nominal ones ("the camp") and other types IGNORED.

    The reading "names" keeps persons' titles as the corpus does, "untitled" has them outside.
    """
    golds = []
    for folder in sorted(path for path in (corpora / "re3d_open").iterdir() if path.is_dir()):
        marks: dict[str, list[tuple[int, int, str]]] = {}
        for row in _json_lines(folder / "entities.json"):
            marks.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
        for row in _json_lines(folder / "documents.json"):
            gold = Gold(row["_id"], row["text"])
            gold.names["names"] = re3d_names(row["text"], marks.get(row["_id"], []))
            gold.names["untitled"] = untitled(row["text"], gold.names["names"])
            golds.append(gold)
    return golds


@cache
def _scheme() -> Any:
    from name_labels import Scheme  # needs the extra `train`, as the rest here does not

    return Scheme()


def untitled(text: str, names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The names without persons' titles ("Foreign Minister X"), which our scheme, as most, leaves outside."""
    scheme = _scheme()
    out = []
    for start, end, label in names:
        words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text[start:end])]
        if label == "PER":
            kept = scheme.tidy([text[start + a : start + b] for a, b in words], (0, len(words), "PERSON"))
            if kept is None:
                out.append((start, end, IGNORED))
                continue
            start, end = start + words[kept[0]][0], start + words[kept[1] - 1][1]
        out.append((start, end, label))
    return out


def re3d_names(text: str, marks: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Names among re3d's mentions: capitalised but for small words, articles outside; longest first."""
    names: list[tuple[int, int, str]] = []
    ignored: list[tuple[int, int, str]] = []
    for start, end, label in sorted(set(marks), key=lambda mark: (mark[0] - mark[1], mark)):
        article = re.match(r"(?:the|a|an)\s+", text[start:end], re.IGNORECASE)
        start += article.end() if article else 0
        words = text[start:end].split()
        capital = bool(words) and words[0][0].isupper() and words[-1][0].isupper()
        if label not in RE3D_TYPES or not capital or any(w[0].islower() and len(w) > 3 for w in words):
            ignored.append((start, end, IGNORED))
        elif any(start < e and s < end for s, e, _ in names):
            continue
        else:
            names.append((start, end, RE3D_TYPES[label]))
    return sorted([*names, *ignored])


def _json_lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    for line in path.read_text(encoding="utf8").splitlines():
        if line.strip():
            yield json.loads(line)


def left_out(corpora: Path, group: str) -> list[Gold]:
    """The whole of a group of names: "wikigold", "re3d" or "politics" (CrossNER)."""
    if group == "re3d":
        return re3d(corpora)
    if group == "wikigold":
        text = (corpora / "wikigold" / "wikigold.conll.txt").read_text(encoding="utf8")
        return column_golds(group, text, UNER_TYPES, lines=False)
    folder = corpora / "crossner" / group
    text = "\n\n".join(
        (folder / f"{split}.txt").read_text(encoding="utf8") for split in ("train", "dev", "test")
    )
    return column_golds(group, text, CROSSNER_TYPES, lines=True)
