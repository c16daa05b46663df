"""The component `eventwire_lemmas`: second thoughts on the lemma of an inflected verb.

A learned lemmatizer guesses at forms it has not seen ("fined" to "fin", "jailed" to "jaile", "sank" to
"say"). Where its lemma is no verb that the word lists know, or one that does not inflect so, an
irregular form goes to its verb ("fled" to "flee", "misled" to "mislead"), and otherwise that regular
way of undoing the inflection is taken which gives a verb that they do know. Other verbs stay as they
are, but get back an "e" where English spelling wants one ("regurgitat": regurgitate). A gerund that
the parse took for a modifier of the object ("denies hiding losses") becomes the verb that it is, its
lemma with it.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.knowledge import load_yaml
from extract.ontology import event_nouns, load, multiwords
from extract.ontology.complements import effect_of

# No English verb stem ends so without an e.
_WANTS_E = re.compile(
    r"(?:[bcdfgkpt]l|[aeiourl]v|iz|yz|[a-z]{2,}at|[a-z]{3}ut|(?<!o)ur|[nr]c|[aiou]c|dg|rg|c[eu]d|[cr]ang|[aeiou]s)$"
)
# One syllable that would double its last letter, so that without doubling it has lost an e ("star-ed").
_DOUBLES = re.compile("(?:[^aeiouy]|qu)*[aeiouy][bcdfghjklmnpqrstvz]")
# Effects of the verbs that a gerund without article follows rather than a modified noun.
_TAKES_GERUND = frozenset({"denied", "avoided", "negated", "asserted", "factive", "reported"})
_TAGS = frozenset({"VBD", "VBN", "VBG", "VBZ"})


@cache
def known_verbs() -> frozenset[str]:
    """Verb lemmas of the default ontology, the multiword predicates and the complement lexicon."""
    entries = [*load().entries, *multiwords()]
    known = {entry.lemma for entry in entries if entry.pos == "verb"}
    known.update(noun.verb.split()[0] for noun in event_nouns().values() if noun.verb)
    known.update(irregular().values())
    known.update(lemma.split()[0] for lemma in load_yaml("complement_verbs.yaml")["verbs"])
    return frozenset(known)


@cache
def irregular() -> dict[str, str]:
    """Irregular past forms to their verbs; a form of two verbs goes to the one listed first."""
    forms: dict[str, str] = {}
    for lemma, inflected in load_yaml("irregular_verbs.yaml").items():
        for form in inflected:
            forms.setdefault(form, lemma)
    return forms


def inflects_so(lemma: str, form: str) -> bool:
    """Whether a past form, participle or gerund can be of a verb ("stared" of "stare", not of "star")."""
    if irregular_lemma(form):
        return form in load_yaml("irregular_verbs.yaml").get(lemma, ()) or irregular_lemma(form) == lemma
    ending = next((suffix for suffix in ("ed", "ing") if form.endswith(suffix)), "")
    if not ending or not lemma:
        return True  # nothing tells
    stem = form[: -len(ending)]
    if lemma.endswith("e"):
        return stem in {lemma[:-1], lemma} or (lemma.endswith("ie") and stem == lemma[:-2] + "y")
    if stem == lemma:
        return _DOUBLES.fullmatch(lemma) is None
    return stem in {lemma + lemma[-1], lemma + "k"} or (lemma.endswith("y") and stem == lemma[:-1] + "i")


def irregular_lemma(form: str) -> str:
    """The verb of an irregular form, with or without a prefix, or ""."""
    table = irregular()
    if form in table:
        return table[form]
    for prefix in ("mis", "over", "under", "out", "re", "un", "fore", "with", "up"):
        if form.startswith(prefix) and form[len(prefix) :] in table:
            return prefix + table[form[len(prefix) :]]
    return ""


def stems(form: str) -> list[str]:
    """The lemmas that an inflected form may regularly have, likeliest first ("fined": fine, fin)."""
    for suffix in ("ing", "ed", "es", "s"):
        if form.endswith(suffix) and len(form) > len(suffix) + 1:
            stem = form[: -len(suffix)]
            break
    else:
        return []
    out = [stem + "e", stem] if suffix != "s" else [stem]
    if suffix in {"ed", "es"} and stem.endswith("i"):
        out.insert(0, stem[:-1] + "y")
    if suffix in {"ing", "ed"} and len(stem) > 2 and stem[-1] == stem[-2]:
        out.append(stem[:-1])
    if suffix == "ing" and stem.endswith("y"):
        out.append(stem[:-1] + "ie")
    return out


def inflected(lemma: str) -> dict[str, str]:
    """The regular forms of a verb by Penn Treebank tag ("deny": denies, denied, denying ...)."""
    vowels = "aeiou"
    if lemma.endswith("y") and lemma[-2:-1] not in vowels:
        third, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif lemma.endswith("e"):
        third, past = lemma + "s", lemma + "d"
        ing = (lemma if lemma.endswith(("ee", "ye", "oe")) else lemma[:-1]) + "ing"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        short = (
            len(lemma) <= 4
            and lemma[-1] not in "wxy" + vowels
            and lemma[-2:-1] in vowels
            and lemma[-3:-2] not in vowels
        )
        stem = lemma + lemma[-1] if short else lemma
        past, ing = stem + "ed", stem + "ing"
    return {"VB": lemma, "VBP": lemma, "VBZ": third, "VBD": past, "VBN": past, "VBG": ing}


def past_form(lemma: str) -> str:
    """The past tense of a verb ("deny": denied, "flee": fled)."""
    forms = load_yaml("irregular_verbs.yaml").get(lemma)
    return str(forms[0]) if forms else inflected(lemma)["VBD"]


def by_spelling(form: str) -> str:
    """The likeliest lemma of an unknown -ed or -ing form by English spelling, or ""."""
    stem = next((form[: -len(suffix)] for suffix in ("ed", "ing") if form.endswith(suffix)), "")
    if not re.search("[aeiouy]", stem):
        return ""
    if stem.endswith("i") and form.endswith("ed"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsfzeo":
        return stem[:-1]
    return stem + "e" if _WANTS_E.search(stem) or _DOUBLES.fullmatch(stem) else stem


def _heads_clause(token: Token) -> bool:
    """Whether the tree treats a word as a verb: it has an object, or the label of a clause."""
    if token.dep_ in {"xcomp", "ccomp", "advcl", "pcomp"}:
        return True
    return any(child.dep_ in {"obj", "dobj", "xcomp", "ccomp"} for child in token.children)


def _is_gerund_complement(token: Token, known: frozenset[str]) -> bool:
    """Whether an -ing word that the parse takes for a modifier is the complement of the verb before it.

    "denies hiding losses", "stopped selling cars": right behind a verb that takes gerunds, before that
    verb's object; the object has no determiner between.
    """
    if token.dep_ not in {"amod", "compound"} or not token.lower_.endswith("ing") or token.i == 0:
        return False
    verb, noun = token.nbor(-1), token.head
    if verb.pos_ != "VERB" or noun.dep_ not in {"obj", "dobj"} or noun.head != verb or noun.i < token.i:
        return False
    effect = effect_of(verb.lemma_.lower(), "verb", "ing")
    return (
        effect is not None
        and effect.control == "subject"
        and effect.effect in _TAKES_GERUND
        and any(stem in known for stem in stems(token.lower_))
    )


def _make_complement(token: Token) -> None:
    verb, noun = token.nbor(-1), token.head
    token.head, token.dep_ = verb, "xcomp"
    noun.head, noun.dep_ = token, "obj"
    token.tag_, token.pos_ = "VBG", "VERB"


class LemmaCorrector:
    """Corrects verb lemmas in place, and the part of speech of words that are verbs by tag and tree."""

    def __call__(self, doc: Doc) -> Doc:
        known = known_verbs()
        for token in doc:
            if _is_gerund_complement(token, known):
                _make_complement(token)
            if token.pos_ in {"NOUN", "ADJ"} and token.tag_ in _TAGS and _heads_clause(token):
                token.pos_ = "VERB"
            if token.tag_ in {"VB", "VBP"} and token.lower_ not in known and irregular_lemma(token.lower_):
                token.tag_ = "VBD"  # "shot" is no present tense
            if token.tag_ not in _TAGS or token.pos_ == "AUX" or not token.is_alpha:
                continue
            known_so = token.tag_ == "VBZ" or inflects_so(token.lemma_.lower(), token.lower_)
            if known_so and token.lemma_.lower() in known:
                continue
            lemma = irregular_lemma(token.lower_)
            if lemma:
                token.lemma_ = lemma
                continue
            for stem in stems(token.lower_):
                if stem in known and (token.tag_ == "VBZ" or inflects_so(stem, token.lower_)):
                    token.lemma_ = stem
                    break
            else:
                token.lemma_ = by_spelling(token.lower_) or token.lemma_
        return doc


@Language.factory("eventwire_lemmas")
def make_lemmas(nlp: Language, name: str) -> LemmaCorrector:  # noqa: ARG001 - spaCy's signature
    """Factory of `eventwire_lemmas`; add it behind the lemmatizer."""
    return LemmaCorrector()
