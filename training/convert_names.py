"""Step 2: name corpora to DocBin files, in one scheme of labels (names.yaml).

    python training/convert_names.py --corpora ../shared/corpora --out BUILD

Labels: PERSON ORG GPE LOC FAC NORP PRODUCT EVENT WORK MISC. The corpora do not part countries
and towns from other places: the table of countries and the words of names.yaml do, here and
nowhere else. Words are spaCy's own tokens, so that the model meets at work what it saw here.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import conllu
import spacy
import srsly
from convert_syntax import gum_documents
from spacy.language import Language
from spacy.tokens import DocBin

from extract.annotate.entities.gazetteer import is_country, is_demonym

SEED = 0
LEFT_OUT = "-"
_NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "?", "!", ")", "]", "'s", "’s", "n't", "%", "'", "''", "”"])
_NO_SPACE_AFTER = frozenset(["(", "[", "$", "£", "€", "``", "“", "‘"])


@dataclass
class Text:
    """A text with its names as (start, end, label) in characters."""

    text: str
    names: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, other: Text, gap: str = " ") -> None:
        """Append another text after a gap, its offsets moved."""
        base = len(self.text) + (len(gap) if self.text else 0)
        self.text = self.text + gap + other.text if self.text else other.text
        self.names.extend((base + start, base + end, label) for start, end, label in other.names)


class Scheme:
    """The mapping of names.yaml."""

    def __init__(self, path: Path) -> None:
        table: dict[str, Any] = srsly.read_yaml(path)
        self.maps: dict[str, dict[str, str]] = {
            key: value for key, value in table.items() if isinstance(value, dict)
        }
        self.words: dict[str, frozenset[str]] = {
            key: frozenset(value) for key, value in table.items() if isinstance(value, list)
        }

    def label(self, corpus: str, label: str, name: str) -> str:
        """Our label for a corpus's label of a name; "O" for none, "-" for left out."""
        mapped = self.maps[corpus].get(label, LEFT_OUT)
        if mapped == "MISC" and is_demonym(name):
            return "NORP"
        if mapped == "MISC" and self.words["event_words"].intersection(name.lower().split()):
            return "EVENT"
        return self.place(name) if mapped == "LOC*" else mapped

    def place(self, name: str) -> str:
        """GPE, LOC, FAC or NORP for the name of a place."""
        if is_country(name):
            return "GPE"
        if is_demonym(name):
            return "NORP"
        words = name.lower().split()
        if words and (words[-1] in self.words["fac_words"]):
            return "FAC"
        if words and (words[-1] in self.words["loc_words"] or words[0] in {"mount", "lake", "cape", "gulf"}):
            return "LOC"
        return "GPE"


def joined(words: list[str], spans: Iterable[tuple[int, int, str]], spaces: list[bool] | None = None) -> Text:
    """Words to running text, spans of words (end exclusive) to spans of characters."""
    text, starts, ends = "", [], []
    quote_open = False
    for index, word in enumerate(words):
        if spaces is not None:
            gap = " " if index and spaces[index - 1] else ""
        else:
            gap = "" if not index or word in _NO_SPACE_BEFORE or words[index - 1] in _NO_SPACE_AFTER else " "
            if word == '"':
                gap = "" if quote_open else gap
                quote_open = not quote_open
            elif index and words[index - 1] == '"' and quote_open:
                gap = ""
        text += gap
        starts.append(len(text))
        text += word
        ends.append(len(text))
    return Text(text, [(starts[s], ends[e - 1], label) for s, e, label in spans])


def iob_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Spans of IOB1 or IOB2 tags."""
    spans: list[tuple[int, int, str]] = []
    start, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        kind, _, name = tag.partition("-")
        if start >= 0 and (kind in ("O", "B") or name != label):
            spans.append((start, index, label))
            start = -1
        if kind != "O" and start < 0 and name not in ("O", ""):
            start, label = index, name
    return spans


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


def uner(folder: Path, split: str, scheme: Scheme) -> Iterator[Text]:
    """Sentences of Universal NER English EWT, names in our labels."""
    content = (folder / "uner_english_ewt" / f"en_ewt-ud-{split}.iob2").read_text(encoding="utf8")
    for words, tags in iob_sentences(content, 1, 2, "\t"):
        yield _mapped(words, iob_spans(tags), "uner", scheme)


def wikigold(folder: Path, scheme: Scheme) -> Iterator[Text]:
    """Sentences of WikiGold, names in our labels."""
    content = (folder / "wikigold" / "wikigold.conll.txt").read_text(encoding="utf8")
    for words, tags in iob_sentences(content):
        if words[0] != "-DOCSTART-":
            yield _mapped(words, iob_spans(tags), "wikigold", scheme)


def crossner(folder: Path, scheme: Scheme) -> Iterator[Text]:
    """Sentences of CrossNER, all fields and splits, names in our labels."""
    for path in sorted((folder / "crossner").glob("*/*.txt")):
        for words, tags in iob_sentences(path.read_text(encoding="utf8"), sep="\t"):
            yield _mapped(words, iob_spans(tags), "crossner", scheme)


def redocred(folder: Path, name: str, scheme: Scheme) -> Iterator[Text]:
    """Sentences of one file of Re-DocRED, names in our labels."""
    for document in json.loads((folder / "re_docred_dev_test" / name).read_text(encoding="utf8")):
        spans: dict[int, list[tuple[int, int, str]]] = {}
        for entity in document["vertexSet"]:
            for mention in entity:
                start, end = mention["pos"]
                spans.setdefault(mention["sent_id"], []).append((start, end, mention["type"]))
        for number, words in enumerate(document["sents"]):
            yield _mapped(words, sorted(set(spans.get(number, []))), "redocred", scheme)


def re3d(folder: Path, scheme: Scheme) -> Iterator[Text]:
    """Documents of re3d's open folders, names in our labels."""
    for source in sorted(path for path in (folder / "re3d_open").iterdir() if path.is_dir()):
        marks: dict[str, list[tuple[int, int, str]]] = {}
        for line in (source / "entities.json").read_text(encoding="utf8").splitlines():
            if line.strip():
                row = json.loads(line)
                marks.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
        for line in (source / "documents.json").read_text(encoding="utf8").splitlines():
            if not line.strip():
                continue
            document = json.loads(line)
            text = document["text"]
            names = []
            for start, end, label in marks.get(document["_id"], []):
                found = re.match(r"(?:the|The|a|an)\s+", text[start:end])
                start += found.end() if found else 0
                mapped = scheme.label("re3d", label, text[start:end])
                if mapped not in ("O", LEFT_OUT) and not text[start : start + 1].isupper():
                    continue  # nominal mentions ("the regime") are no names
                names.append((start, end, mapped))
            yield Text(text, [n for n in names if n[2] != "O"])


def grobid(folder: Path, scheme: Scheme) -> Iterator[Text]:
    """Sentences of the GROBID NER corpus, names in our labels."""
    for path in sorted((folder / "grobid_ner").glob("*.xml")):
        for sentence in ElementTree.parse(path).iter("sentence"):
            out = Text(sentence.text or "")
            for mark in sentence:
                name = "".join(mark.itertext())
                mapped = scheme.label("grobid", mark.get("type", ""), name)
                start = len(out.text)
                out.text += name
                if mapped != "O":
                    out.names.append((start, len(out.text), mapped))
                out.text += mark.tail or ""
            yield out


_ENTITY = re.compile(r"\((\d+)-(\w+)-[^()]*\)?|(\d+)\)")


def gum(folder: Path, scheme: Scheme, splits: tuple[str, ...]) -> Iterator[Text]:
    """Names of GUM: typed mentions that are capitalised throughout, with a proper noun in them."""
    for _name, split, content in gum_documents(folder):
        if split not in splits:
            continue
        for sentence in conllu.read(content):
            words = [word.form for word in sentence.words]
            open_at: dict[str, tuple[int, str]] = {}
            found: list[tuple[int, int, str]] = []
            for index, word in enumerate(sentence.words):
                mark = re.search(r"Entity=([^|]*)", word.misc)
                for token in re.findall(r"\([^()]*\)?|\d+\)", mark.group(1)) if mark else []:
                    if token.startswith("("):
                        number, label = token[1:].split("-")[:2]
                        open_at[number] = (index, label)
                        if token.endswith(")"):
                            found.append((index, index + 1, label))
                            open_at.pop(number)
                    elif token[:-1] in open_at:
                        start, label = open_at.pop(token[:-1])
                        found.append((start, index + 1, label))
            names: list[tuple[int, int, str]] = []
            for start, end, label in sorted(found, key=lambda m: m[0] - m[1]):
                while start < end and sentence.words[start].upos in {"DET", "PUNCT"}:
                    start += 1
                while end > start and sentence.words[end - 1].upos in {"PUNCT", "PART"}:
                    end -= 1
                span = sentence.words[start:end]
                if not any(word.upos == "PROPN" for word in span):
                    continue
                if not all(
                    w.form[0].isupper() or w.upos in {"ADP", "DET", "CCONJ", "PUNCT", "PART"} for w in span
                ):
                    continue
                if any(s < end and start < e for s, e, _ in names):
                    continue
                names.append((start, end, label))
            yield _mapped(words, sorted(names), "gum", scheme, [word.space for word in sentence.words])


def _mapped(
    words: list[str],
    spans: list[tuple[int, int, str]],
    corpus: str,
    scheme: Scheme,
    spaces: list[bool] | None = None,
) -> Text:
    kept = []
    for start, end, label in spans:
        mapped = scheme.label(corpus, label, " ".join(words[start:end]))
        if mapped != "O":
            kept.append((start, end, mapped))
    return joined(words, kept, spaces)


def grouped(texts: Iterable[Text], rng: random.Random) -> Iterator[Text]:
    """Join one to four sentences that follow each other, sometimes across a paragraph break."""
    out, left = Text(""), rng.randint(1, 4)
    for text in texts:
        out.add(text, rng.choice([" ", " ", " ", "\n\n"]))
        left -= 1
        if not left:
            yield out
            out, left = Text(""), rng.randint(1, 4)
    if out.text:
        yield out


def headline(text: Text) -> Text:
    """The text in title case, as headlines are set."""
    cased = re.sub(r"\b([a-z])(?=[a-z]{3})", lambda m: m.group(1).upper(), text.text)
    return Text(cased, list(text.names))


def write(nlp: Language, texts: Iterable[Text], path: Path) -> None:
    """Tokenise and write as DocBin; names that no tokens fit, or overlap, are left out of training."""
    docs, dropped = [], 0
    for text in texts:
        doc = nlp.make_doc(text.text)
        ents, missing, taken = [], [], set()
        for start, end, label in sorted(text.names, key=lambda n: n[0] - n[1]):
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is None or taken.intersection(range(span.start, span.end)):
                dropped += 1
                continue
            taken.update(range(span.start, span.end))
            (missing if label == LEFT_OUT else ents).append(span)
        # The corpora without a class for nationalities say nothing about them.
        for token in doc:
            if token.i not in taken and is_demonym(token.text):
                ents.append(doc[token.i : token.i + 1])
                ents[-1] = spacy.tokens.Span(doc, token.i, token.i + 1, label="NORP")
        doc.set_ents(ents, missing=missing, default="outside")
        docs.append(doc)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(
        path.name,
        len(docs),
        "docs",
        sum(map(len, docs)),
        "words",
        sum(len(d.ents) for d in docs),
        "names",
        dropped,
        "dropped",
    )


def convert(corpora: Path, out: Path) -> None:
    """Write names-train.spacy and names-dev.spacy (UNER dev and GUM dev)."""
    nlp = spacy.blank("en")
    rng = random.Random(SEED)
    scheme = Scheme(Path(__file__).parent / "names.yaml")
    train: list[Text] = []
    for stream in (
        uner(corpora, "train", scheme),
        redocred(corpora, "dev_revised.json", scheme),
        redocred(corpora, "test_revised.json", scheme),
        wikigold(corpora, scheme),
        crossner(corpora, scheme),
        grobid(corpora, scheme),
        gum(corpora, scheme, ("train",)),
    ):
        train.extend(grouped(stream, rng))
    train.extend(re3d(corpora, scheme))
    train.extend([headline(text) for text in train if len(text.text) < 160 and rng.random() < 0.15])
    rng.shuffle(train)
    out.mkdir(parents=True, exist_ok=True)
    write(nlp, train, out / "names-train.spacy")
    dev = [*grouped(uner(corpora, "dev", scheme), rng), *grouped(gum(corpora, scheme, ("dev",)), rng)]
    write(nlp, dev, out / "names-dev.spacy")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    convert(arguments.corpora, arguments.out)
