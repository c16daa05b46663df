"""What score_model.py counts: a pipeline's Doc against a gold text, words aligned by their characters.

As in the CoNLL 2018 shared task: a gold word and a predicted token are the same word when they
have the same characters of the text; words that have no partner are errors; every figure is an F1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bootstrap import Count
from model_gold import IGNORED, Gold, conllu
from spacy.tokens import Doc, Token

# Types of names that pipelines use, in the three that the corpora share; all others are left aside.
NAME_TYPES = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
}
# Figures about single dependency labels bear this prefix.
LABEL = "label "
# Figures about names without those that are found over gold spans of other types contain this.
BESIDE = " beside other types"


def count(gold: Gold, doc: Doc) -> dict[str, Count]:
    """Count what is right in a pipeline's Doc of the gold text."""
    counts: dict[str, Count] = {}
    if gold.words:
        counts.update(_count_syntax(gold, doc))
    for reading, names in gold.names.items():
        found = [
            (ent.start_char, ent.end_char, NAME_TYPES[ent.label_])
            for ent in doc.ents
            if ent.label_ in NAME_TYPES
        ]
        prefix = f"names ({reading})"
        counts.update(count_names(prefix, names, found, ignore=False))
        counts.update(count_names(prefix + BESIDE, names, found, ignore=True))
    return counts


def count_names(
    prefix: str,
    gold: Iterable[tuple[int, int, str]],
    found: Iterable[tuple[int, int, str]],
    ignore: bool,
) -> dict[str, Count]:
    """Count names with exactly the gold extent and type.

    With `ignore`, found names that are wrong and overlap a gold span of IGNORED type are not counted.
    """
    gold = list(gold)
    right = {span for span in gold if span[2] != IGNORED}
    open_spans = [(start, end) for start, end, label in gold if label == IGNORED]
    kept = {
        span
        for span in found
        if span in right
        or not ignore
        or not any(span[0] < end and start < span[1] for start, end in open_spans)
    }
    counts = {prefix: (len(right & kept), len(kept), len(right))}
    for label in ("PER", "ORG", "LOC"):
        ours = {span for span in kept if span[2] == label}
        theirs = {span for span in right if span[2] == label}
        counts[f"{prefix} {label}"] = (len(ours & theirs), len(ours), len(theirs))
    return counts


def _count_syntax(gold: Gold, doc: Doc) -> dict[str, Count]:
    tokens = [token for token in doc if not token.is_space]
    by_span = {(token.idx, token.idx + len(token)): token for token in tokens}
    pairs = [
        (word, by_span[span]) for word, span in zip(gold.words, gold.spans, strict=True) if span in by_span
    ]
    sizes = (len(tokens), len(gold.words))
    counts = {"tokens": (len(pairs), *sizes)}
    for key, same in (
        ("upos", lambda word, token: token.pos_ == word.upos),
        ("xpos", lambda word, token: token.tag_ == word.xpos),
        ("morphology", lambda word, token: _feats(str(token.morph)) == _feats(word.feats)),
        ("lemmas", lambda word, token: word.lemma in ("_", token.lemma_)),
    ):
        counts[key] = (sum(same(word, token) for word, token in pairs), *sizes)
    if doc.has_annotation("SENT_START"):
        counts["sentences"] = _count_sentences(gold, doc)
    if doc.has_annotation("DEP"):
        counts.update(_count_trees(gold, tokens, by_span))
    return counts


def _feats(text: str) -> list[str]:
    return sorted(text.split("|")) if text and text != "_" else []


def _count_sentences(gold: Gold, doc: Doc) -> Count:
    theirs = {(gold.spans[start][0], gold.spans[end - 1][1]) for start, end in gold.sentences}
    ours = set()
    for sent in doc.sents:
        words = [token for token in sent if not token.is_space]
        if words:
            ours.add((words[0].idx, words[-1].idx + len(words[-1])))
    return len(ours & theirs), len(ours), len(theirs)


def _count_trees(
    gold: Gold, tokens: Sequence[Token], by_span: Mapping[tuple[int, int], Token]
) -> dict[str, Count]:
    """Heads and labels: with and without punctuation, with our subtypes and with none, and by label."""
    place = {span: index for index, span in enumerate(gold.spans)}
    by_label: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    sums = {key: [0, 0, 0] for key in ("uas", "las", "las universal", "uas no punct", "las no punct")}
    for token in tokens:
        label = label_of(token.dep_)
        by_label[label][1] += 1
        for key in sums:
            sums[key][1] += "punct" not in key.split() or label != "punct"
    for index, (word, span) in enumerate(zip(gold.words, gold.spans, strict=True)):
        wanted = label_of(word.deprel)
        by_label[wanted][2] += 1
        for key in sums:
            sums[key][2] += "punct" not in key.split() or wanted != "punct"
        ours = by_span.get(span)
        if ours is None:
            continue
        head = _head(ours)
        parent = index if head is ours else place.get((head.idx, head.idx + len(head)), -1)
        if parent != word.head:
            continue
        label = label_of(ours.dep_)
        words = "punct" not in (wanted, label)
        sums["uas"][0] += 1
        sums["uas no punct"][0] += words
        sums["las universal"][0] += label.split(":")[0] == wanted.split(":")[0]
        if label == wanted:
            sums["las"][0] += 1
            sums["las no punct"][0] += words
            by_label[label][0] += 1
    rows = {**sums, **{LABEL + label: row for label, row in by_label.items()}}
    return {key: (row[0], row[1], row[2]) for key, row in rows.items()}


def label_of(label: str) -> str:
    """A label cut to the subtypes that training keeps, "root" for the roots of all schemes."""
    return "root" if label.lower() == "root" else conllu.short_label(label)


def _head(token: Token) -> Token:
    """The head of a token; tokens of white space are passed over. The token itself for a root."""
    head = token.head
    while head.is_space and head.head != head:
        head = head.head
    return token if head.i == token.i else head
