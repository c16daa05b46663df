"""Variants of treebank sentences that bring web text and encyclopaedias nearer to news.

Each takes a `conllu.Sentence` and returns an altered copy with a consistent tree, or None
where the sentence does not lend itself. What news has and the treebanks lack: telegraphic
headlines, names never seen (acronyms, hyphenated and camel-case brands), editors' insertions
in square brackets.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

import conllu

from extract.annotate.lemmas import inflected, known_verbs

_SYLLABLES = (
    "ba be bi bo bra bro ca ce co cra da de di do dra el en fa fe fi ga ge gra ha he hu in ja "
    "jo ka ke kra la le li lo lu ma me mi mo na ne ni no or pa pe po pra ra re ri ro sa se si "
    "so sta ta te ti to tra va ve vi vo wa we xa ya ze zo"
).split()
_ENDINGS = ("", "n", "s", "x", "rd", "nt", "m", "ck", "haus", "soft", "tel", "corp", "net", "berg", "ton")
_BRAND_WORDS = (
    "Send Safe Open Clear Blue First Fast True Next Work Drop Pay Snap Red Net Web Mail Data "
    "Trust Green Sky Star Sun Smart Home Life Care Bright Point Link Cast Force Shop Play "
    "Stream Lock"
).split()


def invented_name(rng: random.Random) -> str:
    """A name of one word that nobody has: an acronym, a coinage, a camel-case brand."""
    style = rng.random()
    if style < 0.35:
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(rng.choice([2, 3, 3, 3, 4, 4, 5])))
    stem = "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice([2, 2, 3]))) + rng.choice(_ENDINGS)
    if style < 0.8:
        return stem.capitalize()
    if style < 0.9:
        return rng.choice(_BRAND_WORDS) + rng.choice(_BRAND_WORDS)
    return rng.choice(_BRAND_WORDS)


_NOT_RENEWED = frozenset(("be have do go get say use may can will").split())


class Variants:
    """Makes variants; `present` maps a verb lemma to its third person singular present form."""

    def __init__(self, rng: random.Random, sentences: Iterable[conllu.Sentence]) -> None:
        self.rng = rng
        seen: dict[tuple[str, str], str] = {}
        for sentence in sentences:
            for word in sentence.words:
                if word.upos == "VERB" and word.form.isalpha():
                    seen.setdefault((word.lemma, word.xpos), word.form.lower())
        self.present = {lemma: form for (lemma, xpos), form in seen.items() if xpos == "VBZ"}
        # Verbs of the event lexicon in all their forms, so that none is new to the model.
        self.verbs: dict[str, list[tuple[str, str]]] = {}
        for lemma in sorted(known_verbs()):
            if not lemma.isalpha() or lemma in _NOT_RENEWED:
                continue
            past = seen.get((lemma, "VBD"))
            for xpos, form in inflected(lemma).items():
                irregular = past is not None and not past.endswith("ed")
                if irregular and xpos in {"VBD", "VBN"} and (lemma, xpos) not in seen:
                    continue
                self.verbs.setdefault(xpos, []).append((lemma, seen.get((lemma, xpos), form)))

    # -- names ---------------------------------------------------------------------------

    def renamed(self, sentence: conllu.Sentence) -> conllu.Sentence | None:
        """A copy whose one-word names are names never seen, some of them hyphenated."""
        heads_of_flat = {w.head for w in sentence.words if w.deprel.startswith(("flat", "compound"))}
        chosen = [
            index
            for index, word in enumerate(sentence.words)
            if word.xpos == "NNP"
            and index not in heads_of_flat
            and not word.deprel.startswith("flat")
            and word.form.isalpha()
            and word.form[:1].isupper()
            and len(word.form) > 1
            and self.rng.random() < 0.7
        ]
        if not chosen:
            return None
        out = _copy(sentence)
        for index in reversed(chosen):
            word = out.words[index]
            if self.rng.random() < 0.3 and word.deprel != "compound":
                left, right = (
                    self.rng.choice([*_BRAND_WORDS, invented_name(self.rng)]),
                    self.rng.choice(_BRAND_WORDS),
                )
                word.form = word.lemma = right
                _insert(
                    out,
                    index,
                    [
                        _word(left, "PROPN", "NNP", "compound", 2, "Number=Sing", space=False),
                        _word("-", "PUNCT", "HYPH", "punct", 0, "", space=False),
                    ],
                )
            else:
                word.form = word.lemma = invented_name(self.rng)
        return out

    def reverbed(self, sentence: conllu.Sentence) -> conllu.Sentence | None:
        """A copy whose verbs with a noun as object are other verbs in the same form."""
        heads = {w.head for w in sentence.words if w.deprel == "obj" and w.upos in {"NOUN", "PROPN", "PRON"}}
        heads -= {w.head for w in sentence.words if w.deprel in {"xcomp", "ccomp", "iobj", "compound:prt"}}
        passive = {w.head for w in sentence.words if w.deprel == "nsubj:pass"}
        chosen = [
            i
            for i in sorted(heads | passive)
            if sentence.words[i].upos == "VERB" and self.verbs.get(sentence.words[i].xpos)
        ]
        if not chosen:
            return None
        out = _copy(sentence)
        for index in chosen:
            word = out.words[index]
            lemma, form = self.rng.choice(self.verbs[word.xpos])
            word.lemma = lemma
            word.form = form.capitalize() if word.form[:1].isupper() else form
        return out

    # -- headlines -----------------------------------------------------------------------

    def headline(self, sentence: conllu.Sentence) -> conllu.Sentence | None:
        """A telegraphic copy: no articles, no auxiliary "be", past turned to present, title case at times."""
        words = sentence.words
        if not 4 <= len(words) <= 18 or any(w.form in '"“”()' for w in words):
            return None
        root = next((w for w in words if w.deprel == "ROOT"), None)
        if root is None or root.upos != "VERB":
            return None
        if not any(w.deprel.startswith("nsubj") and w.upos in {"NOUN", "PROPN"} for w in words):
            return None
        parents = {w.head for i, w in enumerate(words) if w.head != i}
        drop = {
            index
            for index, word in enumerate(words)
            if index not in parents
            and (
                (word.lemma in {"the", "a", "an"} and word.upos == "DET")
                or (
                    word.lemma == "be"
                    and word.deprel in {"aux:pass", "aux"}
                    and word.xpos in {"VBD", "VBZ", "VBP"}
                )
                or (index == len(words) - 1 and word.form == ".")
            )
        }
        out = _copy(sentence)
        for word in out.words:
            if word.xpos == "VBD" and word.upos == "VERB" and self.rng.random() < 0.85:
                form = self.present.get(word.lemma)
                if form is not None:
                    word.form, word.xpos = form, "VBZ"
                    word.feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
        _delete(out, drop)
        if len(out.words) < 3:
            return None
        if self.rng.random() < 0.35:
            for word in out.words:
                if word.upos not in {"ADP", "DET", "CCONJ", "PART", "PUNCT", "SCONJ"}:
                    word.form = word.form[:1].upper() + word.form[1:]
        first = out.words[0]
        first.form = first.form[:1].upper() + first.form[1:]
        out.words[-1].space = True
        out.new_paragraph = True
        return out

    # -- editors' insertions ---------------------------------------------------------------

    def bracketed(self, sentence: conllu.Sentence) -> conllu.Sentence | None:
        """A copy with a bracketed insertion after a pronoun or noun: "they [Acme] said"."""
        chosen = [
            i
            for i, w in enumerate(sentence.words[:-1])
            if w.upos in {"PRON", "NOUN"} and w.space and w.deprel.startswith(("nsubj", "obj", "obl"))
        ]
        if not chosen:
            return None
        out = _copy(sentence)
        index = self.rng.choice(chosen)
        name = _word(invented_name(self.rng), "PROPN", "NNP", "appos", -2, "Number=Sing", space=False)
        _insert(
            out,
            index + 1,
            [
                _word("[", "PUNCT", "-LRB-", "punct", 1, "", space=False),
                name,
                _word("]", "PUNCT", "-RRB-", "punct", -1, "", space=out.words[index].space),
            ],
            relative=True,
        )
        out.words[index + 2].head = index
        return out


def _word(form: str, upos: str, xpos: str, deprel: str, head: int, feats: str, *, space: bool) -> conllu.Word:
    return conllu.Word(form, form, upos, xpos, feats, head, deprel, space, "")


def _copy(sentence: conllu.Sentence) -> conllu.Sentence:
    return conllu.Sentence(
        sentence.sent_id, [conllu.Word(**vars(w)) for w in sentence.words], sentence.new_paragraph
    )


def _insert(sentence: conllu.Sentence, at: int, new: list[conllu.Word], *, relative: bool = False) -> None:
    """Put words before position `at`; their heads count from the first new word (or from each, if relative)."""
    for word in sentence.words:
        if word.head >= at:
            word.head += len(new)
    for offset, word in enumerate(new):
        word.head = at + offset + word.head if relative else at + word.head
    sentence.words[at:at] = new


def _delete(sentence: conllu.Sentence, drop: set[int]) -> None:
    """Remove words that head nothing."""
    moved: dict[int, int] = {}
    for index in range(len(sentence.words)):
        if index not in drop:
            moved[index] = len(moved)
    kept = [w for i, w in enumerate(sentence.words) if i not in drop]
    for word in kept:
        word.head = moved[word.head]
    sentence.words[:] = kept
