"""Docs with parses written by hand, one token a word, for tests that need no model.

    doc_of("Acme/NNP/nsubj/1 evicted/VBD/ROOT/1/evict the/DT/det/3 tenant/NN/obj/1")

Each token is form/tag/label/head(/lemma), heads counted from 0; the coarse part of speech comes
from the tag, the lemma is the lower-case form unless given.
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

_VOCAB = spacy.blank("en").vocab
_COARSE = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "IN": "ADP", "TO": "PART", "DT": "DET", "JJ": "ADJ",
    "JJR": "ADJ", "RB": "ADV", "RP": "ADP", "PRP": "PRON", "PRP$": "PRON", "WDT": "PRON", "WP": "PRON", "WRB": "ADV",
    "CC": "CCONJ", "CD": "NUM", "POS": "PART", "EX": "PRON", "UH": "INTJ", "$": "SYM",
}  # fmt: skip
_HELPERS = {"aux", "aux:pass", "auxpass", "cop"}


def doc_of(text: str) -> Doc:
    """One sentence."""
    words, tags, deps, heads, lemmas, pos = [], [], [], [], [], []
    for token in text.split():
        form, tag, dep, head, *lemma = token.split("/")
        words.append(form)
        tags.append(tag)
        deps.append(dep)
        heads.append(int(head))
        lemmas.append(lemma[0] if lemma else form.lower())
        coarse = _COARSE.get(tag, "PUNCT")
        pos.append("AUX" if dep in _HELPERS else coarse)
    starts = [index == 0 for index in range(len(words))]
    return Doc(
        _VOCAB, words=words, tags=tags, deps=deps, heads=heads, lemmas=lemmas, pos=pos, sent_starts=starts
    )


def word(doc: Doc, form: str):
    """The first token of that form."""
    return next(token for token in doc if token.text == form)
