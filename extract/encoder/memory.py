"""What is found for a word is remembered, within bounds: an article says most of its words again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

# So many words are remembered before all are forgotten; longer ones (in characters) never are.
MOST_WORDS = 100_000
LONGEST = 64


class Memory(dict[str, T], Generic[T]):
    """What a function gives for words; `memory[word]` asks the function only for a word that is new.

    As fast as functools.lru_cache, but it can be pickled and keeps no word without end.
    """

    def __init__(self, find: Callable[[str], T]) -> None:
        self._find = find

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = found
        return found
