"""What a Doc looks like to the attribution rules: extents of subtrees, sentences, paragraphs; word sets."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

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
ADDING = frozenset({"adding", "noting", "stressing"})  # what a speaker does, not those spoken of
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

    def __init__(self, tree: Tree, paragraphs: list[tuple[int, int]]) -> None:
        tokens = tree.tokens
        count = len(tokens)
        self.left = list(range(count))
        self.right = list(range(1, count + 1))
        order = [token for token in tokens if tree.is_root(token)]
        for token in order:  # grows while it is walked: heads before their dependents
            order.extend(tree.children(token))
        for token in reversed(order):
            index, head = token.i, tree.head(token).i
            if self.left[index] < self.left[head]:
                self.left[head] = self.left[index]
            if self.right[index] > self.right[head]:
                self.right[head] = self.right[index]
        begins = [token.i for token in tokens if token.is_sent_start and token.i]
        self.sentence: list[Range] = [(0, count)] * count
        beginning = set(begins)
        start = 0
        ended = False
        for index, token in enumerate(tokens[1:], 1):
            if (ended and index in beginning) or index - start >= _LONGEST_SENTENCE:
                self.sentence[start:index] = [(start, index)] * (index - start)
                start = index
            text = token.text
            ended = text in STOPS or "\n" in text or (ended and (token.is_punct or token.is_space))
        self.sentence[start:] = [(start, count)] * (count - start)
        self.parsed: list[bool] = [True] * count
        for start, end in pairwise([0, *begins, count]):
            if end - start > _LONGEST_PARSE:
                self.parsed[start:end] = [False] * (end - start)
        places = [token.idx for token in tokens]
        self.paragraph: list[Range] = [(0, count)] * count
        for begin, stop in paragraphs:
            first, end = bisect_left(places, begin), bisect_left(places, stop)
            self.paragraph[first:end] = [(first, end)] * (end - first)
