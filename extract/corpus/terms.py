"""How telling a word is in a corpus, and which earlier articles share telling words with an article.

Both keep tables of a fixed size, whatever the number of articles: words are counted by a part of
their hash, and of a word that many articles have, some articles are kept, the first and the last.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy

from extract.corpus.digest import Digest

_PLACES = 1 << 20  # in which words are counted
# Articles that are thought to stand behind those of the corpus, and how many of them have a word: in a
# corpus of two articles a word that both have is no small word for that.
_BEHIND, _BEHIND_WITH = 200, 2
TOP = 16  # words of an article by which others are found
FIRST = 4  # of the articles that have a word, kept for good ...
LAST = 12  # ... and kept until newer ones come
LEAST_SHARED = 2  # of the top words
MOST = 24  # articles that one is compared with


class Terms:
    """In how many articles of the corpus each word stands, and what it weighs therefore."""

    def __init__(self) -> None:
        self._articles = 0
        self._counts = numpy.zeros(_PLACES, dtype=numpy.uint32)

    def add(self, digest: Digest) -> None:
        """Count the words of an article."""
        self._articles += 1
        places = numpy.fromiter(digest.terms, dtype=numpy.uint64, count=len(digest.terms)) % _PLACES
        self._counts[numpy.unique(places)] += 1

    def weight(self, term: int) -> float:
        """What a hashed word weighs: 0 where every article has it, more the fewer have it."""
        return max(0.0, math.log(self._all / (float(self._counts[term % _PLACES]) + _BEHIND_WITH)))

    def rarity(self, term: int) -> float:
        """The weight as a share of that of a word that one article has, 0 to 1."""
        return min(1.0, self.weight(term) / math.log(self._all / (1 + _BEHIND_WITH)))

    @property
    def _all(self) -> int:
        return self._articles + _BEHIND

    def is_shared(self, term: int) -> bool:
        """Whether more than one article (probably) has the word."""
        return bool(self._counts[term % _PLACES] > 1)

    def vector(self, counts: Mapping[int, int]) -> dict[int, float]:
        """The weights of an article's words, of length 1."""
        raw = {term: (1 + math.log(count)) * self.weight(term) for term, count in counts.items()}
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {term: value / length for term, value in raw.items()} if length else {}

    def vector_of_set(self, terms: Iterable[int]) -> dict[int, float]:
        """Likewise where each word counts once."""
        return self.vector(dict.fromkeys(terms, 1))

    def telling(self, vector: Mapping[int, float]) -> dict[int, float]:
        """The words of an article that tell most of what it is about, of those that others have too."""
        shared = [(term, value) for term, value in vector.items() if self.is_shared(term)]
        return dict(sorted(shared, key=lambda pair: (-pair[1], pair[0]))[:TOP])


def alike(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """The cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[term] for term, value in one.items() if term in other)


class Neighbours:
    """Finds the earlier articles that share telling words with an article; articles come by rank.

    Args:
        terms: the weights of the words, all articles counted.
        articles: how many there are.
    """

    def __init__(self, terms: Terms, articles: int) -> None:
        self._terms = terms
        self._places = 1 << min(20, max(8, (4 * articles).bit_length()))
        self._kept = numpy.full((self._places, FIRST + LAST), -1, dtype=numpy.int32)
        self._often = numpy.zeros(self._places, dtype=numpy.uint32)

    def find(self, rank: int, vector: Mapping[int, float]) -> list[int]:
        """The ranks of earlier articles that share some of the top words, the most alike first."""
        if rank <= MOST:
            return list(range(rank))
        shared: Counter[int] = Counter()
        weight: dict[int, float] = {}
        for term, value in self._terms.telling(vector).items():
            for other in self._kept[term % self._places].tolist():
                if other >= 0:
                    shared[other] += 1
                    weight[other] = weight.get(other, 0.0) + value
        found = [other for other, count in shared.items() if count >= LEAST_SHARED]
        return sorted(found, key=lambda other: (-weight[other], other))[:MOST]

    def add(self, rank: int, vector: Mapping[int, float]) -> None:
        """Let later articles find this one."""
        for place in {term % self._places for term in self._terms.telling(vector)}:
            often = int(self._often[place])
            column = often if often < FIRST else FIRST + (often - FIRST) % LAST
            self._kept[place, column] = rank
            self._often[place] = often + 1
