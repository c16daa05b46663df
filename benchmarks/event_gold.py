"""Readers of event annotation in news: ECB+, WikiEvents and RAMS, as one kind of document.

The sets come as tokens. `lay_out` sets them as running text: marks of punctuation where English
sets them, a blank line behind a sentence that has no full stop (a title, a dateline), else a space.
WikiEvents brings the white space within sentences along. Offsets are characters of that text, end
exclusive.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from common import DEVSETS, read_archive

Span = tuple[int, int]

_QUOTES = {"``": '"', "''": '"'}
_CLOSING = frozenset(". , ; : ! ? ) ] } % ’ ” 's n't 'll 're 've 'd 'm ’s n’t 'S ...".split())
_OPENING = frozenset("( [ { $ £ € # “ ‘".split())
_SUFFIXES = frozenset("s t re ve ll d m S T".split())
_END = re.compile(r"[.!?:;,…][\"'”’)\]]*$")


@dataclass
class GoldEvent:
    """An annotated event: its trigger, its arguments, its type, whether it is said not to happen.

    `instance` is the same for the mentions of one event, also across documents (ECB+); "" for none other.
    """

    trigger: Span
    arguments: list[tuple[Span, str]] = field(default_factory=list)
    type: str = ""
    negative: bool = False
    instance: str = ""


@dataclass
class Document:
    """A text with annotated events.

    `sentences` are the spans of all sentences; `scored` are the numbers of those whose annotation
    is complete (in RAMS one event of a window is annotated, so nothing is said about the others).
    `participants` are marked without saying in which event they take part (ECB+); `persons` are the
    humans among them, by their span, with what they refer to (as `GoldEvent.instance`).
    """

    name: str
    text: str
    sentences: list[Span]
    scored: list[int]
    events: list[GoldEvent] = field(default_factory=list)
    participants: list[Span] = field(default_factory=list)
    persons: dict[Span, str] = field(default_factory=dict)


def lay_out(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[Span]]]:
    """Running text of tokenised sentences, and where each token stands in it."""
    text = ""
    places: list[list[Span]] = []
    for tokens in sentences:
        if text:
            text += " " if _END.search(text) else "\n\n"
        row: list[Span] = []
        glued, open_quote = True, False
        for number, raw in enumerate(tokens):
            token = _QUOTES.get(raw, raw)
            before = tokens[number - 1] if number else ""
            after = tokens[number + 1] if number + 1 < len(tokens) else ""
            closes = token in _CLOSING
            glue_next = token in _OPENING
            if token == '"':
                open_quote = raw == "``" or (raw == '"' and not open_quote)
                closes, glue_next = not open_quote, open_quote
            elif token in {"'", "’"} and after in _SUFFIXES and before:
                closes = glue_next = True
            elif token == "-" and before and (after[:1].islower() or after[:1].isdigit()):
                closes = glue_next = True  # "90 - day"; "LONDON - Police" keeps its spaces
            elif before[-1:].isdigit() and after.isdigit() and _in_number(token, after):
                glue_next = True
            if not (glued or closes):
                text += " "
            row.append((len(text), len(text) + len(token)))
            text += token
            glued = glue_next
        places.append(row)
    return text, places


def _in_number(mark: str, after: str) -> bool:
    """Whether a mark stands within a number: "2 . 5", "1 , 000", "4 : 59", not "March 14 , 1945"."""
    return mark == "." or (mark == "," and len(after) == 3) or (mark == ":" and len(after) == 2)


def _around(places: Sequence[Span]) -> Span:
    return (min(start for start, _ in places), max(end for _, end in places))


# -- ECB+ ------------------------------------------------------------------------------------


def ecb_files(folder: Path = DEVSETS) -> Iterator[tuple[str, str, frozenset[int]]]:
    """Name, XML and the numbers of the trusted sentences of each ECB+ file, sorted by name."""
    files: dict[str, str] = {}
    trusted: dict[str, set[int]] = defaultdict(set)
    for path, content in read_archive(folder / "ecbplus_topics_1_35.tar.xz", suffix=(".xml", ".csv")):
        if path.suffix == ".xml":
            files[path.stem] = content
        else:
            for row in csv.DictReader(io.StringIO(content)):
                trusted[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    for name in sorted(files):
        yield name, files[name], frozenset(trusted[name])


def ecb_sentences(root: ElementTree.Element) -> dict[int, list[ElementTree.Element]]:
    """The tokens of an ECB+ file by the number of their sentence, those without a text left out.

    So is the web address that stands as sentence 0 of the newer files.
    """
    rows: dict[int, list[ElementTree.Element]] = defaultdict(list)
    for token in root.iter("token"):
        if (token.text or "").strip():
            rows[int(token.get("sentence", "0"))].append(token)
    first = min(rows, default=0)
    if first in rows and str(rows[first][0].text).startswith("http"):
        del rows[first]
    return dict(sorted(rows.items()))


def read_ecb(name: str, source: str, trusted: frozenset[int]) -> Document:
    """One ECB+ file; of `trusted` sentences (numbers as in the file) the annotation is complete.

    Events are the mentions of all classes that begin with ACTION or NEG_ACTION, the latter said not
    to happen; participants those that begin with HUMAN or NON_HUMAN. A mention that was marked twice
    counts once.
    """
    root = ElementTree.fromstring(source)
    rows = ecb_sentences(root)
    text, laid = lay_out([[str(t.text).strip() for t in row] for row in rows.values()])
    places = {
        t.get("t_id"): (n, place)
        for (n, row), placed in zip(rows.items(), laid, strict=True)
        for t, place in zip(row, placed, strict=True)
    }
    out = Document(
        name, text, [_around(row) for row in laid], [i for i, n in enumerate(rows) if n in trusted]
    )
    instances = _instances(name, root)
    seen: set[tuple[str, Span]] = set()
    for markable in root.find("Markables") or ():
        found = [places[a.get("t_id")] for a in markable.iter("token_anchor") if a.get("t_id") in places]
        if not found or found[0][0] not in trusted:
            continue
        span = _around([place for _, place in found])
        kind = "event" if "ACTION" in markable.tag else "human" if "HUMAN" in markable.tag else ""
        if not kind or (kind, span) in seen:
            continue
        seen.add((kind, span))
        if kind == "event":
            negative, instance = markable.tag.startswith("NEG_"), instances.get(markable.get("m_id"), "")
            out.events.append(GoldEvent(span, negative=negative, instance=instance))
        else:
            out.participants.append(span)
            if markable.tag.startswith("HUMAN"):
                out.persons[span] = instances.get(markable.get("m_id"), "")
    out.events.sort(key=lambda event: event.trigger)
    out.participants.sort()
    return out


def _instances(name: str, root: ElementTree.Element) -> dict[str | None, str]:
    """What each mention (m_id) of an ECB+ file refers to: the topic's instance, else the file's."""
    out: dict[str | None, str] = {}
    for relation in root.find("Relations") or ():
        across = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else None
        instance = f"{name.split('_')[0]}/{across}" if across else f"{name}/{relation.get('r_id')}"
        for source in relation.iter("source"):
            out.setdefault(source.get("m_id"), instance)
    return out


def ecb(folder: Path = DEVSETS) -> Iterator[Document]:
    """The documents of ECB+ that have trusted sentences, topics 1 to 35, sorted by name."""
    return (read_ecb(*file) for file in ecb_files(folder) if file[2])


# -- WikiEvents and RAMS ---------------------------------------------------------------------


def read_wikievents(line: str) -> Document:
    """One line of WikiEvents; an argument may stand in another sentence than its trigger."""
    row = json.loads(line)
    text, places, sentences = "", [], []
    for tokens, _ in row["sentences"]:
        if text:
            text += " " if _END.search(text) else "\n\n"
        shift = len(text) - tokens[0][1]
        for word, start, end in tokens:
            text += " " * (start + shift - len(text)) + word
            places.append((start + shift, end + shift))
        sentences.append((tokens[0][1] + shift, len(text)))
    out = Document(row["doc_id"], text, sentences, list(range(len(sentences))))
    mentions = {m["id"]: _around(places[m["start"] : m["end"]]) for m in row["entity_mentions"]}
    for event in row["event_mentions"]:
        trigger = _around(places[event["trigger"]["start"] : event["trigger"]["end"]])
        filled = [(mentions[a["entity_id"]], a["role"]) for a in event["arguments"]]
        out.events.append(GoldEvent(trigger, filled, event["event_type"]))
    return out


def read_rams(line: str) -> Document:
    """One line of RAMS; token offsets there include the last token."""
    row = json.loads(line)
    text, laid = lay_out(row["sentences"])
    places = [place for sentence in laid for place in sentence]
    out = Document(row["doc_key"], text, [_around(s) for s in laid if s], [])
    for first, last, types in row["evt_triggers"]:
        event = GoldEvent(_around(places[first : last + 1]), type=types[0][0])
        for trigger, argument, role in row["gold_evt_links"]:
            if trigger == [first, last]:
                event.arguments.append((_around(places[argument[0] : argument[1] + 1]), role))
        out.events.append(event)
    return out


def wikievents(folder: Path = DEVSETS) -> Iterator[Document]:
    """The 20 articles of WikiEvents dev."""
    with lzma.open(folder / "wikievents_dev.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from (read_wikievents(line) for line in lines)


def rams(folder: Path = DEVSETS) -> Iterator[Document]:
    """The 924 windows of RAMS dev."""
    with lzma.open(folder / "rams_dev.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from (read_rams(line) for line in lines)
