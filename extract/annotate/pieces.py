"""What a pipeline can take: very long texts in pieces, and no word or sentence without end.

Taggers, parsers and rules of grammar take time that grows with the square of a sentence, spaCy's
tokenizer with the square of a stretch without white space. Prose has short ones; a text that has
not must not take hours, so the long ones are parted where nothing is torn.
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

# Characters of one piece: some 16,000 words, more than any article; a pipeline takes about
# 1 GB of memory for every 100,000 characters (spaCy's own limit of 1,000,000 says as much).
PIECE = 100_000

# Characters of a stretch without white space that the tokenizer is given at once.
LONGEST_STRETCH = 1_000

# Tokens after which a sentence must have ended (see `_part_sentences`). The longest in the
# treebanks that the bundled model was trained on have about 200.
LONGEST_SENTENCE = 400
LONGEST_UNBROKEN = 1_000

# Where to cut, best first: after a paragraph, a line, a sentence, a word.
_BORDERS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?][\"'”’)\]]*\s+"),
    re.compile(r"\s+"),
)
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\u2060]")
_STRETCH = re.compile(rf"\S{{{LONGEST_STRETCH}}}(?=\S)")
_SENTENCE_ENDS = frozenset({".", "!", "?", "..."})
_CLAUSE_ENDS = frozenset(",;:")


def pieces(text: str, longest: int = PIECE) -> list[tuple[int, int]]:
    """Return the character intervals (start, end) of pieces that together are the whole text.

    A piece is at most `longest` characters and ends at the last paragraph, else line, else
    sentence, else white space in its second half; only a text without any is cut hard.
    """
    out: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > longest:
        end = _cut(text, start + longest // 2, start + longest)
        out.append((start, end))
        start = end
    if start < len(text) or not out:
        out.append((start, len(text)))
    return out


def _cut(text: str, first: int, last: int) -> int:
    """The best place to cut between two offsets."""
    for border in _BORDERS:
        place = -1
        for found in border.finditer(text, first, last):
            place = found.end()
        if place > first:
            return place
    return last


def plain_spaces(text: str) -> str:
    """The text with every space that is no line break or tab as U+0020, one for one.

    No-break, thin and zero-width spaces make tokens of their own otherwise, and parsers trained on
    plain spaces part sentences there.
    """
    return _ODD_SPACE.sub(" ", text)


def tokenise(nlp: Language, text: str) -> Doc:
    """Return the text as a Doc that awaits the pipeline, with over long words and sentences parted.

    For prose it is `nlp.make_doc(text)`, with a sentence start at a full stop now and then, and
    odd spaces as plain ones: the Doc has the text's length, not always its characters.
    """
    text = plain_spaces(text)
    cuts = [found.end() for found in _STRETCH.finditer(text)]
    if cuts:
        borders = [0, *cuts, len(text)]
        parts = [nlp.make_doc(text[start:end]) for start, end in pairwise(borders)]
        doc = Doc.from_docs(parts, ensure_whitespace=False)
        assert doc is not None
    else:
        doc = nlp.make_doc(text)
    _part_sentences(doc)
    return doc


def _part_sentences(doc: Doc) -> None:
    """Set sentence starts where a sentence might otherwise have no end.

    Where no full stop has come for `LONGEST_SENTENCE` tokens, and after every
    `LONGEST_UNBROKEN` tokens at the next full stop that a capital or quotation mark follows: a
    parser may see no end where any reader does.
    """
    begun = since = clause = 0  # where the last start was set, the sentence begins, and its last clause
    for token in doc:
        index = token.i
        place = -1
        if index - since >= LONGEST_SENTENCE:
            place = clause if clause > since else index
        elif index - begun >= LONGEST_UNBROKEN and since == index and _opens(token):
            place = index
        if place > 0:
            doc[place].is_sent_start = True
            begun = since = place
        if token.text in _SENTENCE_ENDS:
            since = index + 1
        elif token.text in _CLAUSE_ENDS:
            clause = index + 1


def _opens(token: Token) -> bool:
    """Whether a token may open a sentence: white space before it, and a capital or quotation mark."""
    before = token.nbor(-1)
    return bool(before.whitespace_ or before.is_space) and (token.text[0].isupper() or token.is_quote)
