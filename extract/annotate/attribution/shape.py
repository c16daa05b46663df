"""What a Doc looks like to the attribution rules: extents of subtrees, sentences, paragraphs; word sets."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from extract.annotate.syntax import Tree
from extract.annotate.types import Phrase

Range = tuple[int, int]  # token indices, end exclusive
Content = tuple[list[Range], int | None, bool]  # ranges, last token of the cue where it reaches on, stance

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
STOPS = frozenset({".", "?", "!", ";", ":", "…", "..."})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NO_NAMES = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
                       "yesterday", "tomorrow", "earlier", "later", "last", "adding", "january", "february",
                       "march", "april", "may", "june", "july", "august", "september", "october", "november",
                       "december"})  # fmt: skip
QUOTE_MARKS = frozenset('"“”') | {"``", "''"}
INVERTING = frozenset({",", '"', "”", "''", "’"})
_LONGEST_SENTENCE = 400  # tokens; what has no full stop for longer is cut, so that all work stays linear
_LONGEST_PARSE = 1500  # tokens; a "sentence" longer than that is none, and its tree is not asked
FAR = 10  # steps of control and coordination followed
LONGEST_SOURCE = 45


@dataclass
class Draft:
    """An attribution in the making; ranges are token indices, `content` is not empty."""

    cue: Phrase | None
    source: Phrase | None
    content: list[Range]
    stance: bool = False
    direct: bool = False


class Shape:
    """Extents of subtrees, sentences and paragraphs as token indices, each computed once.

    `parsed` is false for tokens of parser's sentences too long to be any.
    """

    def __init__(self, doc: Doc, tree: Tree, paragraphs: list[tuple[int, int]]) -> None:
        count = len(doc)
        self.left = list(range(count))
        self.right = list(range(1, count + 1))
        order: list[int] = [token.i for token in doc if tree.is_root(token)]
        seen = set(order)
        for index in order:  # grows while it is walked: heads before their dependents
            for child in tree.children(doc[index]):
                if child.i not in seen:
                    seen.add(child.i)
                    order.append(child.i)
        for index in reversed(order):
            head = tree.head(doc[index]).i
            self.left[head] = min(self.left[head], self.left[index])
            self.right[head] = max(self.right[head], self.right[index])
        self.sentence: list[Range] = [(0, count)] * count
        start = 0
        ended = False
        for index in range(1, count + 1):
            if index == count or (doc[index].is_sent_start and ended) or index - start >= _LONGEST_SENTENCE:
                self.sentence[start:index] = [(start, index)] * (index - start)
                start = index
            if index < count:
                token = doc[index]
                ended = (
                    token.text in STOPS
                    or (ended and (token.is_punct or token.is_space))
                    or "\n" in token.text
                )
        self.parsed: list[bool] = [True] * count
        start = 0
        for index in range(1, count + 1):
            if index == count or doc[index].is_sent_start:
                if index - start > _LONGEST_PARSE:
                    self.parsed[start:index] = [False] * (index - start)
                start = index
        self.paragraph: list[Range] = [(0, count)] * count
        index = 0
        for begin, end in paragraphs:
            while index < count and doc[index].idx < begin:
                index += 1
            first = index
            while index < count and doc[index].idx < end:
                index += 1
            self.paragraph[first:index] = [(first, index)] * (index - first)
