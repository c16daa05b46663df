"""Read CoNLL-U (Universal Dependencies).

Offsets and words are those of the treebank: a multi-word token ("don't") becomes its
syntactic words with no space between them, which is also how spaCy's tokenizer cuts it.
"""

from __future__ import annotations

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


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Join sentences into one annotated Doc."""
    words = [word for sentence in sentences for word in sentence.words]
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        base = len(heads)
        heads.extend(base + word.head for word in sentence.words)
        starts.extend(index == 0 for index in range(len(sentence.words)))
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.deprel for word in words],
        sent_starts=starts,
    )
