"""The component `eventwire_headlines`: a second reading for sentences without a finite verb.

In "Bank denies hiding losses" a tagger may take *denies* for a plural noun: nothing but the word
tells, and headlines leave out the articles that would. A plural and a third person look alike, but
a past tense does not: where a sentence has no finite main verb, and a word in it may be the third
person of a verb that we know, the sentence is parsed again with that word in the past tense. If
the verb then is the root and has a subject before it, that parse is kept, with the word's own tense.
The same helps with pasts that are nouns too: "profit rose", "the minister left".
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extract.annotate.lemmas import irregular_lemma, known_verbs, past_form, stems
from extract.annotate.syntax import Tree
from extract.encoder.heads.roles import EXTENSION
from extract.ontology import event_nouns

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MISTAKEN = frozenset({"NNS", "NNPS", "NN", "NNP", "VBZ"})
_HELPERS = frozenset({"aux", "aux:pass", "auxpass", "cop"})
_LONGEST = 40
_TRIES = 3
_PLAIN_PASTS = ("made", "told")
_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
_THIRD_PERSON = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


class SecondReading:
    """Reparses verbless sentences; uses the components of the pipeline that stand before it."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp = nlp
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Change tags, lemmas and trees of the sentences that a second reading makes sense of."""
        if not doc.has_annotation("DEP"):
            return doc
        sentences = [s for s in doc.sents if 3 <= len(s) <= _LONGEST and not _has_finite_verb(s)]
        for sentence in sentences:
            for token in _candidates(sentence):
                verb, tag = _verb_of(token)
                # A past like "cut" or "forced" may be read as a noun or an adjective in its turn.
                readings = (self._read(sentence, token, past) for past in (past_form(verb), *_PLAIN_PASTS))
                reading = next((r for r in readings if r is not None), None)
                if reading is not None:
                    reading[token.i - sentence.start].lemma_ = verb
                    _take_over(doc, sentence, token, reading, tag)
                    break
        return doc

    def _read(self, sentence: Span, candidate: Token, past: str) -> Doc | None:
        """The sentence parsed with a verb in the past tense, if that makes it the main verb."""
        words = [t.text for t in sentence]
        at = candidate.i - sentence.start
        words[at] = past.capitalize() if words[at][:1].isupper() and at == 0 else past
        reading = Doc(self.nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in sentence])
        for name, component in self.nlp.pipeline:
            if name == self.name:
                break
            if name != "ner" and not name.startswith("eventwire_"):
                reading = component(reading)
        token = reading[at]
        if token.pos_ not in {"VERB", "AUX"} or len(list(reading.sents)) != 1:
            return None
        tree = Tree(reading)
        subjects = [t for t in tree.subjects(token) if t.i < at]
        if not tree.is_root(token) or not subjects:
            return None
        if tree.child(token, "obj", "xcomp", "ccomp", "compound:prt") is None and _may_be_event(candidate):
            return None  # "EU sanctions on Russia", "more talks in Lisbon"
        return reading


def _may_be_event(token: Token) -> bool:
    return any(stem in event_nouns() for stem in (token.lower_[:-1], token.lower_[:-2]))


def _has_finite_verb(sentence: Span) -> bool:
    """Whether the main clause has a finite verb, be it an auxiliary or copula."""
    root = sentence.root
    return root.tag_ in _FINITE or any(t.tag_ in _FINITE and t.dep_ in _HELPERS for t in root.children)


def _candidates(sentence: Span) -> list[Token]:
    """Words that may be a finite verb, neither first nor last."""
    words = [t for t in sentence if not t.is_space and not t.is_punct]
    return [t for t in words[1:-1] if t.tag_ in _MISTAKEN and _verb_of(t)[0]][:_TRIES]


def _verb_of(token: Token) -> tuple[str, str]:
    """The verb that a word may be a form of, and the tag of that form; ("", "") for none.

    A third person ("denies"), or an irregular past that is also a noun ("rose", "left").
    """
    form = token.lower_
    if form.endswith("s"):
        verb = next((stem for stem in stems(form) if stem in known_verbs()), "")
        return verb, "VBZ" if verb else ""
    stop = token.sent.text.rstrip(" \n\t\"'”’)").endswith(".")  # headlines do not tell in the past
    verb = irregular_lemma(form) if stop and token.tag_ in {"NN", "NNP"} else ""
    return (verb, "VBD") if verb and verb != form else ("", "")


def _take_over(doc: Doc, sentence: Span, candidate: Token, reading: Doc, tag: str) -> None:
    """Write the second reading's annotation into the sentence's place in the Doc."""
    at = candidate.i - sentence.start
    attributes: list[str | int] = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH"]
    array = doc.to_array(attributes)
    array[sentence.start : sentence.end] = reading.to_array(attributes)
    doc.from_array(attributes, np.ascontiguousarray(array))  # type: ignore[arg-type]
    token = doc[sentence.start + at]
    token.tag_ = tag
    token.set_morph(_THIRD_PERSON if tag == "VBZ" else _PAST)  # type: ignore[attr-defined]
    start, end = sentence.start, sentence.end
    others = [edge for edge in doc._.get(EXTENSION) if not start <= edge[0] < end]
    anew = [(p + start, a + start, role, share) for p, a, role, share in reading._.get(EXTENSION)]
    doc._.set(EXTENSION, sorted([*others, *anew]))


@Language.factory("eventwire_headlines")
def make_headlines(nlp: Language, name: str) -> SecondReading:
    """Factory of `eventwire_headlines`; add it behind tagger, parser and lemmatizer."""
    return SecondReading(nlp, name)
