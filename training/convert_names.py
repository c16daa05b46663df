"""Name corpora to training texts (texts.py), in one scheme of labels (names.yaml).

    python training/convert_names.py --corpora ../shared/corpora --out BUILD

Words are spaCy's own tokens of the corpus's text put together again, so that the model meets at
work what it saw here. The names of treebank sentences are the matter of treebank_names.py.
"""

from __future__ import annotations

import argparse
import collections
import csv
import io
import itertools
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import spacy
from iob import iob_spans
from name_labels import PLACE, Scheme
from spacy.language import Language
from texts import LEFT_OUT, Sentence, Text, write

_NO_SPACE_BEFORE = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "?",
        "!",
        ")",
        "]",
        "'s",
        "’s",
        "n't",
        "n’t",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "%",
        "'",
        "’",
        "''",
        "”",
    ]
)
_NO_SPACE_AFTER = frozenset(["(", "[", "$", "£", "€", "``", "“", "‘", "#"])
# "The group", "We": no names, although re3d marks them.
_OPENERS = frozenset(
    "the a an this these that those its his her their our my your we they he she it i you us them him".split()
)
# Sentences of a list without documents go this many to a Text.
_LIST = 10
_SILVER = 20
Item = TypeVar("Item")


@dataclass
class Marked:
    """Running text with marks as (start, end, the corpus's own label) in characters."""

    text: str
    marks: list[tuple[int, int, str]] = field(default_factory=list)


def joined(
    words: Sequence[str], spans: Iterable[tuple[int, int, str]] = (), glue: Sequence[str] = ()
) -> Marked:
    """Words to running text, spans of words (end exclusive) to marks.

    `glue` are words set without white space on either side where letters or digits stand there, for
    corpora that part compounds ("anti", "-", "aircraft").
    """
    text, starts, ends = "", [], []
    quote_open = False
    for index, word in enumerate(words):
        last = words[index - 1] if index else ""
        word = {"``": '"', "''": '"', "\xa0": " "}.get(word, word).replace("\xa0", " ").strip() or " "
        gap = "" if not index or word in _NO_SPACE_BEFORE or last in _NO_SPACE_AFTER else " "
        if word == '"':
            gap = "" if quote_open or last in _NO_SPACE_AFTER or not index else " "
            quote_open = not quote_open
        elif (
            (last in ('"', "``", "''") and quote_open)
            or (word == "s" and len(last) > 1 and last.isalpha())
            or (
                word in glue
                and last[-1:].isalnum()
                and words[index + 1 : index + 2]
                and words[index + 1][:1].isalnum()
            )
            or (last in glue and index > 1 and words[index - 2][-1:].isalnum() and word[:1].isalnum())
        ):
            gap = ""
        text += gap
        starts.append(len(text))
        text += word
        ends.append(len(text))
    return Marked(text, [(starts[s], ends[e - 1], label) for s, e, label in spans])


def iob_sentences(
    text: str, word: int = 0, tag: int = 1, sep: str | None = None
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, tags) of a file with a word a line and a blank line between sentences."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("# "):
            continue
        columns = line.split(sep)
        if not line.strip():
            if words:
                yield words, tags
            words, tags = [], []
        else:
            words.append(columns[word])
            tags.append(columns[tag])


class Converter:
    """Makes sentences of marked text."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.nlp: Language = spacy.blank("en")
        self.sentences: Language = spacy.blank("en")
        self.sentences.add_pipe("sentencizer")

    def sentence(self, marked: Marked, corpus: str | None) -> Sentence | None:
        """One sentence of spaCy's tokens; a mark inside a token takes the token. None if it is empty."""
        doc = self.nlp.make_doc(marked.text)
        place, words, spaces = [], [], []
        for token in doc:
            place.append(len(words))
            if not token.is_space:
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
            elif spaces:
                spaces[-1] = True
        if not words:
            return None
        spaces[-1] = True
        if corpus is None:
            return Sentence(words, spaces)
        place.append(len(words))
        spans = []
        for start, end, label in marked.marks:
            found = doc.char_span(start, end, alignment_mode="expand")
            if found is None or place[found.start] == place[found.end]:
                continue
            name = " ".join(words[place[found.start] : place[found.end]])
            spans.append((place[found.start], place[found.end], self.scheme.label(corpus, label, name)))
        spans = [self._proper(words, span) for span in spans]
        return Sentence(words, spaces, names=self.scheme.named(words, spaces, spans, corpus))

    @staticmethod
    def _proper(words: Sequence[str], span: tuple[int, int, str]) -> tuple[int, int, str]:
        """The span, or "O" in place of its label where nothing in it is written as a name."""
        start, end, label = span
        form = label in (LEFT_OUT, "O", "MONEY") or set(label.split("|")) <= {"DATE", "TIME"}
        inner = words[start + (words[start].lower() in _OPENERS) : end]
        if form or any(char.isupper() or char.isdigit() for word in inner for char in word):
            return span
        return (start, end, "O")

    def running(self, marked: Marked, corpus: str) -> Iterator[Sentence]:
        """Sentences of running text: lines are paragraphs, within them a simple rule parts sentences."""
        for line in re.finditer(r"[^\n]+", marked.text):
            first = True
            for sent in self.sentences(line.group()).sents:
                low, high = line.start() + sent.start_char, line.start() + sent.end_char
                marks = [
                    (start - low, end - low, label)
                    for start, end, label in marked.marks
                    if low <= start and end <= high
                ]
                made = self.sentence(Marked(marked.text[low:high], marks), corpus)
                if made is not None:
                    made.boundary, made.new_paragraph = False, first
                    first = False
                    yield made

    def text(self, corpus: str, name: str, sentences: Iterable[Marked]) -> Text:
        """A Text of sentences that the corpus parts."""
        made = [self.sentence(marked, corpus) for marked in sentences]
        return Text(corpus, name, "train", [sentence for sentence in made if sentence is not None])


def wikigold(folder: Path, make: Converter) -> Iterator[Text]:
    """WikiGold: documents begin with -DOCSTART-."""
    document: list[Marked] = []
    number = 0
    content = (folder / "wikigold" / "wikigold.conll.txt").read_text(encoding="utf8")
    for words, tags in itertools.chain(iob_sentences(content), [(["-DOCSTART-"], ["O"])]):
        if words[0] == "-DOCSTART-":
            if document:
                yield make.text("wikigold", f"wikigold-{number}", document)
                number += 1
            document = []
        else:
            document.append(joined(words, iob_spans(tags)))


def crossner(folder: Path, make: Converter) -> Iterator[Text]:
    """CrossNER: lists of single sentences, five fields with a corpus name each."""
    for path in sorted((folder / "crossner").glob("*/*.txt")):
        corpus = f"crossner-{path.parent.name}"
        rows = iob_sentences(path.read_text(encoding="utf8"), sep="\t")
        marked = (joined(words, iob_spans(tags)) for words, tags in rows)
        for number, some in enumerate(_batches(marked, _LIST)):
            yield make.text(corpus, f"{corpus}-{path.stem}-{number}", some)


def redocred(folder: Path, make: Converter) -> Iterator[Text]:
    """Re-DocRED, both files that are open."""
    for name in ("dev_revised.json", "test_revised.json"):
        rows = json.loads((folder / "re_docred_dev_test" / name).read_text(encoding="utf8"))
        for number, document in enumerate(rows):
            spans: dict[int, set[tuple[int, int, str]]] = {}
            for entity in document["vertexSet"]:
                for mention in entity:
                    start, end = mention["pos"]
                    spans.setdefault(mention["sent_id"], set()).add((start, end, mention["type"]))
            marked = [
                joined(words, sorted(spans.get(index, ())), glue=("-", "–", "/"))
                for index, words in enumerate(document["sents"])
            ]
            yield make.text("redocred", f"{name.split('_')[0]}-{number}", marked)


def re3d(folder: Path, make: Converter) -> Iterator[Text]:
    """re3d's open folders; nominal mentions ("the regime") are no names."""
    for source in sorted(path for path in (folder / "re3d_open").iterdir() if path.is_dir()):
        marks: dict[str, list[tuple[int, int, str]]] = {}
        for line in (source / "entities.json").read_text(encoding="utf8").splitlines():
            if line.strip():
                row = json.loads(line)
                marks.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
        for line in (source / "documents.json").read_text(encoding="utf8").splitlines():
            if line.strip():
                row = json.loads(line)
                found = [_trimmed(row["text"], mark) for mark in marks.get(row["_id"], [])]
                marked = Marked(row["text"], [mark for mark in found if mark is not None])
                yield Text("re3d", row["_id"], "train", list(make.running(marked, "re3d")))


def _trimmed(text: str, mark: tuple[int, int, str]) -> tuple[int, int, str] | None:
    """A mark from its first capital on; "?" if common words are in it, None if it is no name at all."""
    start, end, label = mark
    if label in ("Temporal", "Quantity", "Money"):
        plain = label == "Money" and not re.search(r"\d", text[start:end])
        return None if plain else mark
    words = text[start:end].split()
    while words and (words[0].lower() in _OPENERS or words[0][:1].islower()):
        start = text.index(words.pop(0), start)
        start = text.index(words[0], start + 1) if words else end
    if not words or not words[0][:1].isupper():
        return None
    lower = [word for word in words if word[:1].islower() and word not in _LINKS]
    return (start, end, "?" if lower else label)


_CUT = re.compile(r",\s+and\s+|\s+and\s+|,\s+|\s*\(\s*")
# Labels under which GROBID marks a whole enumeration, or a name with its explanation, as one.
_LISTED = frozenset("LOCATION PERSON BUSINESS INSTALLATION ARTIFACT SPORT_TEAM".split())
_SHORT = re.compile(r"\s*\(\s*([\w.-]*[A-Z][\w.-]*)\s*\)$")


def _parted(name: str, label: str, make: Converter) -> Iterator[tuple[int, int, str]]:
    """The names within one mark of GROBID, whose rule is the largest mention."""
    short = _SHORT.search(name)
    if short and short.start():
        yield (*short.span(1), label)
        name = name[: short.start()]
    if label not in _LISTED or not _CUT.search(name):
        base = 0
        if label not in _BY_FORM:  # "to East Prussia", "occupied Poland"
            base = next((m.start() for m in re.finditer(r"\b\w", name) if not m.group().islower()), 0)
        lower = [w for w in name[base:].split() if w[:1].islower() and w not in _LINKS]
        listed = ", " in name or name.count(" the ") > 1 or (label == "MEDIA" and " and " in name)
        headed = (
            label in ("EVENT", "INSTALLATION")
            and name.split()[-1:]
            and (name.split()[-1] in make.scheme.words["event_words"] | make.scheme.words["fac_words"])
        )
        sure = len(name.split()) < 7 if label in _BY_FORM else not listed and (not lower or bool(headed))
        yield (base, len(name), label if sure else "?")
        return
    start, parts = 0, []
    for cut in [*_CUT.finditer(name), None]:
        end = cut.start() if cut else len(name)
        parts.append((start, end))
        start = cut.end() if cut else end
    for low, high in parts:
        part = name[low:high].rstrip(" )")
        if not part:
            continue
        lower = [w for w in part.split() if w[:1].islower() and w not in _LINKS]
        sure = part[:1].isupper() and not lower
        if sure or (label == "LOCATION" and part[:1].isupper() and make.scheme.place(part) != PLACE):
            yield (low, low + len(part), label)
        else:
            yield (low, low + len(part), "?")


_LINKS = frozenset("of the and in for de la le du van von der den del di da al el bin ibn on & to at".split())
_BY_FORM = frozenset("PERIOD MEASURE PERSON_TYPE TITLE SUBSTANCE PLANT ANIMAL".split())


def grobid(folder: Path, make: Converter) -> Iterator[Text]:
    """The GROBID NER corpus; enumerations and explanations in brackets are parted."""
    for path in sorted((folder / "grobid_ner").glob("*.xml")):
        sentences: list[Sentence] = []
        for paragraph in ElementTree.parse(path).iter():
            if paragraph.tag not in ("p", "paragraph"):
                continue
            for number, sentence in enumerate(paragraph.iter("sentence")):
                marked = Marked(sentence.text or "")
                for mark in sentence:
                    name = "".join(mark.itertext())
                    base = len(marked.text)
                    for start, end, label in _parted(name, mark.get("type", ""), make):
                        marked.marks.append((base + start, base + end, label))
                    marked.text += name + (mark.tail or "")
                made = make.sentence(Marked(re.sub(r"\s", " ", marked.text), marked.marks), "grobid")
                if made is not None:
                    made.new_paragraph = not number
                    sentences.append(made)
        yield Text("grobid", path.name.removesuffix(".xml"), "train", sentences)


def mark_silver_text(corpora: Path) -> Iterator[Text]:
    """The text of the Groningen Meaning Bank's cut, no layer marked; its tags are not read.

    Sentences follow one another in file order without document bounds; repeated ones come once.
    """
    make = Converter(Scheme())
    with zipfile.ZipFile(corpora / "gmb_kaggle_ner" / "ner_dataset.csv.zip") as archive:
        content = archive.read("ner_dataset.csv").decode("latin-1")
    seen: set[tuple[str, ...]] = set()
    words: list[str] = []

    def fresh() -> Iterator[Sentence]:
        for row in itertools.chain(csv.reader(io.StringIO(content)), [["Sentence: end", "", "", ""]]):
            if row[0].startswith("Sentence:") and words:
                key = tuple(words)
                words.clear()
                if key not in seen:
                    seen.add(key)
                    made = make.sentence(joined(key), None)
                    if made is not None:
                        yield made
            if not row[0].startswith("Sentence #"):
                words.append(row[1])

    for number, some in enumerate(_batches(fresh(), _SILVER)):
        yield Text("gmb", f"gmb-{number}", "train", list(some))


def _batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    rest = iter(items)
    while some := tuple(itertools.islice(rest, size)):
        yield some


def convert(corpora: Path) -> Iterator[Text]:
    """Every text of the name corpora, all of them for training."""
    make = Converter(Scheme())
    for reader in (redocred, wikigold, crossner, grobid, re3d):
        yield from (text for text in reader(corpora, make) if text.sentences)


def main() -> None:
    """Write names.jsonl and print what it holds by corpus and label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    texts = list(convert(arguments.corpora))
    arguments.out.mkdir(parents=True, exist_ok=True)
    print(write(texts, arguments.out / "names.jsonl"), "words")
    counts: dict[str, collections.Counter[str]] = {}
    for text in texts:
        count = counts.setdefault(text.corpus, collections.Counter())
        for sentence in text.sentences:
            count["sentences"] += 1
            count.update(label for _, _, label in (sentence.names.spans if sentence.names else ()))
    for corpus, count in counts.items():
        print(corpus, dict(count.most_common()))


if __name__ == "__main__":
    main()
