"""Read CoNLL-U (Universal Dependencies) into spaCy Docs.

Offsets and words are those of the treebank: a multi-word token ("don't") becomes its
syntactic words with no space between them, which is also how spaCy's tokenizer cuts it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab

# Subtypes that event extraction can use; every other label is cut at the colon.
KEPT_SUBTYPES = frozenset(
    (
        "nsubj:pass aux:pass obl:agent obl:tmod nmod:poss acl:relcl compound:prt csubj:pass "
        "flat:foreign cc:preconj det:predet obl:unmarked nmod:unmarked nmod:desc advcl:relcl "
        "nsubj:outer"
    ).split()
)


@dataclass
class Word:
    """One syntactic word of a treebank; `head` is 0-based within the sentence, itself for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool
    misc: str


@dataclass
class Sentence:
    """A treebank sentence; `new_paragraph` where the treebank starts a paragraph or document."""

    sent_id: str
    words: list[Word] = field(default_factory=list)
    new_paragraph: bool = False


def read(text: str) -> Iterator[Sentence]:
    """Yield the sentences of one CoNLL-U document."""
    for block in text.split("\n\n"):
        sentence = _sentence(block)
        if sentence is not None and sentence.words:
            yield sentence


def _sentence(block: str) -> Sentence | None:
    sentence = Sentence(sent_id="")
    glued_until, glued_space = 0, True
    rows: list[list[str]] = []
    for line in block.split("\n"):
        if line.startswith("#"):
            if line.startswith("# sent_id"):
                sentence.sent_id = line.partition("=")[2].strip()
            elif line.startswith(("# newpar", "# newdoc")):
                sentence.new_paragraph = True
            continue
        columns = line.split("\t")
        if len(columns) == 10 and "." not in columns[0]:
            rows.append(columns)
    for columns in rows:
        space = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            glued_until = int(columns[0].split("-")[1])
            glued_space = space
            continue
        index = int(columns[0])
        if index < glued_until:
            space = False
        elif index == glued_until:
            space = glued_space
        head = int(columns[6])
        sentence.words.append(
            Word(
                form=columns[1],
                lemma=columns[2],
                upos=columns[3],
                xpos=columns[4],
                feats="" if columns[5] == "_" else columns[5],
                head=index - 1 if head == 0 else head - 1,
                deprel="ROOT" if head == 0 else short_label(columns[7]),
                space=space,
                misc=columns[9],
            )
        )
    return sentence


def short_label(label: str) -> str:
    """Cut a dependency label at its colon unless the subtype is one that is kept."""
    return label if label in KEPT_SUBTYPES else label.split(":")[0]


def to_doc(vocab: Vocab, sentences: list[Sentence], rng: random.Random | None = None) -> Doc:
    """Join sentences into one annotated Doc.

    With `rng`, paragraphs are parted by a line-break token as in news text (attached to the
    word before it, as spaCy does with whitespace) and quote marks are varied, so that the
    model meets what it will be run on.
    """
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    pos: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    starts: list[bool] = []
    curly = rng is not None and rng.random() < 0.3
    for number, sentence in enumerate(sentences):
        if number and sentence.new_paragraph and rng is not None:
            spaces[-1] = False
            words.append(rng.choice(["\n", "\n\n", "\n\n", "\n \n"]))
            spaces.append(False)
            tags.append("_SP")
            pos.append("SPACE")
            morphs.append("")
            lemmas.append(words[-1])
            heads.append(len(words) - 2)
            deps.append("dep")
            starts.append(False)
        base = len(words)
        for index, word in enumerate(sentence.words):
            words.append(_requote(word.form, word.xpos, curly) if rng is not None else word.form)
            spaces.append(word.space)
            tags.append(word.xpos)
            pos.append(word.upos)
            morphs.append(word.feats)
            lemmas.append(word.lemma)
            heads.append(base + word.head)
            deps.append(word.deprel)
            starts.append(index == 0)
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )


def _requote(form: str, xpos: str, curly: bool) -> str:
    straight = form.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    if not curly:
        return straight
    if straight == '"':
        return "“" if xpos == "``" else "”"
    if straight == "'" and xpos == "``":
        return "‘"
    return straight.replace("'", "’")
