"""A spaCy CNN pipeline as slow and as large as a trained one, made here from spaCy alone.

Speed does not hang on what the weights are but on the shapes of the layers and on how many labels
there are: tok2vec of width 128 and depth 4 for tagger, morphologizer, parser and lemmatizer, another
of width 96 and depth 4 for names. It is trained for a moment on made-up sentences, so that
sentences and names come out at about the usual rate and not at random. To compare with one
that is trained in earnest, give its path to speed.py: `spacy train` on UD_English-EWT
and UD_English-GUM with this configuration makes it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import fix_random_seed

TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS "
    "PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX `` _SP"
).split()
LABELS = (
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
    "compound:prt conj cop csubj csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith "
    "iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl "
    "obl:agent obl:unmarked orphan parataxis punct reparandum vocative xcomp"
).split()
NAMES = "PERSON ORG GPE LOC FAC NORP PRODUCT EVENT WORK MISC".split()
POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
# About as many morphologies as the treebanks have, whatever they are.
MORPHS = [
    f"Number={n}|POS={p}|Person={q}|VerbForm={v}"
    for n in ("Sing", "Plur")
    for p in POS
    for q in "12"
    for v in ("Fin", "Inf", "Part")
]

# word, lemma, tag, part of speech, head, label; a name's label after the last column
_SENTENCES = (
    "Ana Ana NNP PROPN 1 nsubj PERSON\nleft leave VBD VERB 1 ROOT\nthe the DT DET 3 det\n"
    "town town NN NOUN 1 obj\nof of IN ADP 5 case\nGraz Graz NNP PROPN 3 nmod GPE\n. . . PUNCT 1 punct",
    "The the DT DET 2 det\nnew new JJ ADJ 2 amod\nmayors mayor NNS NOUN 4 nsubj\nhad have VBD AUX 4 aux\n"
    "spoken speak VBN VERB 4 ROOT\nwith with IN ADP 6 case\nOrrin Orrin NNP PROPN 4 obl ORG\n"
    ". . . PUNCT 4 punct",
    "She she PRP PRON 1 nsubj\nsays say VBZ VERB 1 ROOT\nthat that IN SCONJ 4 mark\nit it PRP PRON 4 nsubj\n"
    "rains rain VBZ VERB 1 ccomp\noften often RB ADV 4 advmod\n, , , PUNCT 9 punct\nand and CC CCONJ 9 cc\n"
    "they they PRP PRON 9 nsubj\nstayed stay VBD VERB 1 conj\nhome home RB ADV 9 advmod\n. . . PUNCT 1 punct",
)


def _encoder(width: int) -> dict[str, object]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, encoder: dict[str, object]) -> dict[str, object]:
    return {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": kind,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": encoder,
        }
    }


def made_up(nlp: Language) -> Iterator[Example]:
    """The made-up sentences, alone and joined, as examples."""
    rows = [[line.split() for line in sentence.split("\n")] for sentence in _SENTENCES]
    for chosen in ([0], [1], [2], [0, 1, 2], [2, 1, 0, 2]):
        flat: list[list[str]] = []
        heads: list[int] = []
        for number in chosen:
            heads += [len(flat) + int(row[4]) for row in rows[number]]
            flat += rows[number]
        words, lemmas, tags, pos, _, deps = (
            list(column) for column in zip(*(r[:6] for r in flat), strict=True)
        )
        doc = Doc(nlp.vocab, words=words, lemmas=lemmas, tags=tags, pos=pos, heads=heads, deps=deps)
        doc.ents = [Span(doc, i, i + 1, label=row[6]) for i, row in enumerate(flat) if len(row) > 6]
        yield Example(nlp.make_doc(doc.text), doc)


def build(steps: int = 60) -> Language:
    """A CNN pipeline, trained for some steps on the made-up sentences (seconds)."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 128, "upstream": "tok2vec"}
    tags = {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}}
    nlp.add_pipe("tok2vec", config={"model": _encoder(128)})
    nlp.add_pipe("tagger", config=tags)
    nlp.add_pipe("morphologizer", config=tags)
    nlp.add_pipe("parser", config={**_transitions("parser", listener), "min_action_freq": 1})
    nlp.add_pipe("trainable_lemmatizer", config={**tags, "min_tree_freq": 1})
    nlp.add_pipe("ner", config=_transitions("ner", _encoder(96)))
    for name, labels in (("tagger", TAGS), ("morphologizer", MORPHS), ("parser", LABELS), ("ner", NAMES)):
        for label in labels:
            nlp.get_pipe(name).add_label(label)  # type: ignore[attr-defined]
    examples = list(made_up(nlp))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        optimizer = nlp.initialize(lambda: examples)
        for _ in range(steps):
            nlp.update(examples, sgd=optimizer)
    return nlp
