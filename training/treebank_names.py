"""Names of treebank sentences, whose words are the treebank's own.

UNER annotates UD English EWT by sentence id; GUM marks every mention with a type, from which the
named ones are taken, and dates and times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import conllu
from iob import iob_spans
from name_labels import Scheme, Span
from texts import LEFT_OUT, Names

_MENTION = re.compile(r"\([^()]*\)?|\d+\)")
# What may stand within a name in small letters.
_PARTICLES = frozenset("de la le du van von der den del di da dos al el bin ibn und et y".split())
# A phrase of time as long as this is a description rather than a date.
_LONGEST_DATE = 8


def uner_names(corpora: Path, scheme: Scheme) -> dict[str, Names]:
    """Names of Universal NER by sentence id of UD English EWT, all splits.

    Development and test mark persons, bodies and places only; training everything but dates.
    """
    found: dict[str, Names] = {}
    for split in ("train", "dev", "test"):
        corpus = "uner" if split == "train" else "uner-held"
        for sent_id, words, tags in _uner_sentences(corpora, split):
            spans = [
                (start, end, scheme.label(corpus, label, " ".join(words[start:end])))
                for start, end, label in iob_spans(tags)
            ]
            found[sent_id] = scheme.named(words, [True] * len(words), spans, corpus)
    return found


def uner_words(corpora: Path) -> dict[str, list[str]]:
    """The words of each UNER sentence, to check that they are the treebank's."""
    return {
        sent_id: words
        for split in ("train", "dev", "test")
        for sent_id, words, _ in _uner_sentences(corpora, split)
    }


def _uner_sentences(corpora: Path, split: str) -> Iterator[tuple[str, list[str], list[str]]]:
    content = (corpora / "uner_english_ewt" / f"en_ewt-ud-{split}.iob2").read_text(encoding="utf8")
    for block in content.split("\n\n"):
        sent_id, words, tags = "", [], []
        for line in block.split("\n"):
            if line.startswith("# sent_id"):
                sent_id = line.partition("=")[2].strip()
            elif line and not line.startswith("# "):
                columns = line.split("\t")
                words.append(columns[1])
                tags.append(columns[2])
        if words:
            yield sent_id, words, tags


def gum_names(sentence: conllu.Sentence, scheme: Scheme) -> Names:
    """Names of a GUM sentence, from its typed mentions and its date and time tags."""
    words = [word.form for word in sentence.words]
    mentions = sorted(_mentions(sentence), key=lambda m: (m[0] - m[1], m[0]))
    spans: list[Span] = []
    cores: dict[tuple[int, int], str] = {}
    for start, end, label in mentions:
        if label == "time":
            spans.extend(_dates(sentence, start, end, scheme))
            continue
        core = _name(sentence, start, end, label, mentions, scheme)
        if core is not None:
            # Of two mentions about one name the shorter one, which comes later, tells the type.
            cores[core] = _label(sentence, core, label, scheme)
    spans.extend((*core, label) for core, label in cores.items())
    for start, end in _tagged_dates(sentence):
        spans.extend(_dates(sentence, start, end, scheme))
    for index, word in enumerate(words):
        if word.lower() in ("today", "yesterday", "tomorrow", "tonight"):
            spans.append((index, index + 1, scheme.when(word)))
    named = scheme.named(words, [word.space for word in sentence.words], spans, "gum")
    taken = {index for start, end, _ in named.spans for index in range(start, end)}
    # Proper nouns in no name that was found: it is not known what they are.
    for index, word in enumerate(sentence.words):
        title = word.form.lower().rstrip(".") in scheme.words["title_words"]
        if word.upos == "PROPN" and index not in taken and not title:
            named.spans.append((index, index + 1, LEFT_OUT))
    named.spans.sort()
    return named


def _label(sentence: conllu.Sentence, core: tuple[int, int], label: str, scheme: Scheme) -> str:
    start, end = core
    words = [word.form for word in sentence.words[start:end]]
    if label == "person" and sentence.words[end - 1].xpos == "NNPS":
        return "NORP" if scheme.people(words[-1]) else "PERSON|ORG|NORP"
    if label in ("abstract", "object") and end - start == 1 and not scheme.people(words[0]):
        return LEFT_OUT  # "Internet", "Gospel": hardly a name
    if label in ("abstract", "object", "event") and words[0] in (
        "Figure",
        "Table",
        "Wave",
        "Chapter",
        "Section",
    ):
        return LEFT_OUT
    return scheme.label("gum", label, " ".join(words))


def _mentions(sentence: conllu.Sentence) -> Iterator[Span]:
    """(start, end, type) of every mention that begins and ends in the sentence."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(sentence.words):
        mark = re.search(r"(?:^|\|)Entity=([^|]*)", word.misc)
        for token in _MENTION.findall(mark.group(1)) if mark else []:
            if token.startswith("("):
                number, label = token[1:].rstrip(")").split("-")[:2]
                open_at.setdefault(number, []).append((index, label))
                if not token.endswith(")"):
                    continue
            else:
                number = token[:-1]
            if open_at.get(number):
                start, label = open_at[number].pop()
                yield start, index + 1, label


def _head(sentence: conllu.Sentence, start: int, end: int) -> int:
    for index in range(start, end):
        head = sentence.words[index].head
        if head == index or not start <= head < end:
            return index
    return end - 1


def _name(
    sentence: conllu.Sentence,
    start: int,
    end: int,
    label: str,
    mentions: Sequence[Span],
    scheme: Scheme,
) -> tuple[int, int] | None:
    """The name within a mention: the run of proper nouns and capitals about its head, or None."""
    words = sentence.words
    head = _head(sentence, start, end)
    if words[head].upos != "PROPN" and label == "person":
        # "English captain Harry Kane": the name goes with the common noun.
        named = [
            index
            for index in range(start, end)
            if words[index].upos == "PROPN"
            and words[index].head == head
            and (
                words[index].deprel in ("flat", "appos")
                or (words[index].deprel == "compound" and index > head)
            )
        ]
        if not named:
            return None
        head = named[0]
        start = max(start, _head(sentence, start, end) + 1) if head > _head(sentence, start, end) else start
    elif words[head].upos != "PROPN":
        # "the Red Cross building" is no name, "Afghan Girls Robotics Team" is one.
        if not all(word.form[:1].isupper() for word in words[start:end] if word.upos not in _SMALL):
            return None
        if not any(word.upos == "PROPN" for word in words[start:end]):
            return None
    inner = [(s, e, kind) for s, e, kind in mentions if start <= s and e <= end and (s, e) != (start, end)]
    low, high = head, head + 1
    while low > start and (step := _left(sentence, start, low, label)):
        low -= step
    while high < end and (step := _right(sentence, end, high, label, inner)):
        high += step
    if label == "person":
        for index in range(head - 1, low - 1, -1):
            if words[index].form.lower().rstrip(".") in scheme.words["title_words"]:
                low = index + 1
                break
        for _s, e, kind in inner:
            if kind in ("place", "organization") and low < e <= head:
                low = e
    while low < head and words[low].upos in ("DET", "PUNCT", "PRON"):
        low += 1
    while high - 1 > head and words[high - 1].form in _PARTICLES:
        high -= 1
    return (low, high) if low < high else None


_SMALL = frozenset("ADP DET CCONJ PUNCT PART".split())


def _part(word: conllu.Word) -> bool:
    return word.upos == "PROPN" or (word.form[:1].isupper() and word.upos in ("ADJ", "NOUN", "VERB", "X"))


def _left(sentence: conllu.Sentence, start: int, low: int, label: str) -> int:
    """How many words to the left of `low` belong to the name with it: 0, 1 or 2."""
    words = sentence.words
    before = words[low - 1]
    if _part(before) or before.form.lower() in _PARTICLES:
        return 1
    if before.upos == "NUM" and label == "event":
        return 1
    # "Coca-Cola", "O'Neill", "Ben & Jerry"
    if before.form in ("-", "–", "'", "’", "&", "'s", "’s") and low - 2 >= start and _part(words[low - 2]):
        if before.form in ("'s", "’s") and label == "person":
            return 0
        # "Britain's Royal Society": what precedes the possessive is another name.
        return 0 if before.form in ("'s", "’s") and label != "event" else 2
    return 0


def _right(sentence: conllu.Sentence, end: int, high: int, label: str, inner: Sequence[Span]) -> int:
    """How many words from `high` on belong to the name before them: 0 to 3."""
    words = sentence.words
    after = words[high]
    if _part(after) or after.form.lower() in _PARTICLES:
        return 1
    if label == "person" and re.fullmatch("[IVX]+", after.form):
        return 1
    if after.upos == "NUM" and label in ("event", "object", "abstract"):
        return 1
    if high + 1 >= end:
        return 0
    follows = words[high + 1]
    if after.form in ("-", "–", "'", "’", "&") and (_part(follows) or follows.upos == "NUM"):
        return 2
    kinds = ("organization", "place", "event", "object", "abstract")
    if after.form.lower() in ("of", "for", "on") and label in kinds:
        if _part(follows):
            return 2
        if follows.upos == "DET" and high + 2 < end and _part(words[high + 2]):
            return 3
    # "Department of Health and Human Services", but "Canada and Mexico" are two.
    if after.form.lower() == "and" and label == "organization" and _part(follows):
        return 0 if any(s == high + 1 for s, _, _ in inner) else 2
    return 0


def _tagged_dates(sentence: conllu.Sentence) -> Iterator[tuple[int, int]]:
    """Spans of the treebank's <date> and <time> tags."""
    start = -1
    for index, word in enumerate(sentence.words):
        mark = re.search(r"(?:^|\|)XML=([^|]*)", word.misc)
        tags = mark.group(1) if mark else ""
        if re.search(r"<(?:date|time)\b", tags):
            start = index
        if re.search(r"</(?:date|time)>", tags) and start >= 0:
            yield start, index + 1
            start = -1


def _dates(sentence: conllu.Sentence, start: int, end: int, scheme: Scheme) -> Iterator[Span]:
    """The date or time that a mention of type time is, if its words tell that it is one."""
    words = sentence.words
    known = scheme.words["months"] | scheme.words["date_words"] | scheme.words["time_words"]
    # "the day on which he was born": up to the clause, and that is no date.
    stop = next((i for i in range(start, end) if words[i].deprel in ("acl", "acl:relcl")), end)
    # "24 difficult years in France": the place is no part of it.
    unit = next((i for i in range(start, end) if words[i].form.lower() in known), end)
    for index in range(unit + 1, end):
        rest = [word.form.lower() for word in words[index + 1 : end]]
        if words[index].upos == "ADP" and not (known.intersection(rest) or re.search(r"\d", " ".join(rest))):
            end = index
            break
    stop = min(stop, end)
    form = [word.form.lower() for word in words[start:end]]
    text = " ".join(form)
    dated = known.intersection(form) or re.search(
        r"\b(?:1\d|20)\d\d|\d0s\b|\d:\d\d|\d(?:st|nd|rd|th)\b", text
    )
    if not dated:
        return
    if (
        stop < end
        or end - start > _LONGEST_DATE
        or any(word.upos in ("VERB", "AUX") for word in words[start:end])
    ):
        yield (start, end, LEFT_OUT)
        return
    vague = not re.search(r"\d", text) and not (
        scheme.words["months"].intersection(form)
        or any(word.upos in ("NUM", "PROPN") for word in words[start:end])
        or any(word in _SURE for word in form)
    )
    # "the day", "some nights": dates to some, not to others.
    yield (start, end, LEFT_OUT if vague else scheme.when(text))


_SURE = frozenset(
    "today yesterday tomorrow tonight last next past this ago recent every each few several early late later "
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth a an noon midnight second first following coming previous half other".split()
)
