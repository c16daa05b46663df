"""Labels of headlines that name a source: "Police: lorry was stolen", "Lorry was stolen: police"."""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.attribution.shape import QUOTE_MARKS, STOPS, Draft, Range
from extract.annotate.types import Phrase
from extract.knowledge import load_yaml

_LONGEST = 5  # tokens of a label
_HEADING = frozenset({"ROOT", "advcl", "acl", "xcomp"})  # labels of a headline's verb
_WITHIN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PUNCT"})


def headline_draft(tokens: list[Token], bounds: Range) -> Draft | None:
    """The attribution that a label makes of a title, or None.

    The label is a person or organisation or ends in a noun of those who tell ("officials", "study");
    on its other side stands a clause. What is quoted there is direct speech and not made here.

    Args:
        tokens: those of the Doc.
        bounds: the title's tokens.
    """
    words = [token for token in tokens[bounds[0] : bounds[1]] if not token.is_space]
    colons = [index for index, token in enumerate(words) if token.text == ":"]
    if len(colons) != 1:
        return None
    label, rest = words[: colons[0]], words[colons[0] + 1 :]
    if not (_is_source(label) and _is_clause(rest)):
        if not (_is_source(rest, last=True) and _is_clause(label)):
            return None
        label, rest = rest, label
    while len(rest) > 1 and rest[-1].text in STOPS:
        rest = rest[:-1]
    if rest[0].text in QUOTE_MARKS:
        return None
    colon = words[colons[0]].i
    source = Phrase(label[0].i, label[-1].i + 1, label[-1].i)
    return Draft(Phrase(colon, colon + 1, colon), source, [(rest[0].i, rest[-1].i + 1)])


def _is_source(label: list[Token], *, last: bool = False) -> bool:
    """Whether a label names one who tells; one behind its clause must be a noun of such."""
    if not 0 < len(label) <= _LONGEST or any(token.pos_ not in _WITHIN for token in label):
        return False
    if label[-1].lower_ in load_yaml("cues.yaml")["headline_sources"]:
        return True
    return not last and all(token.ent_type_ in {"PERSON", "ORG"} for token in label)


def _is_clause(words: list[Token]) -> bool:
    """Whether words have a verb of their own: finite, or a participle or infinitive as in headlines."""
    verbs = [token for token in words if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    bare = [t for t in words[1:] if t.tag_ in {"VBN", "VBG", "VB"} and t.dep_ in _HEADING]
    return len(words) > 2 and bool(verbs or bare)
