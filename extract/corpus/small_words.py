"""Words that say nothing of what a text is about."""

from __future__ import annotations

from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from extract.annotate.entities import names

# What every news text says, beside English function words.
_OF_NEWS = frozenset(
    "said says say saying told tell tells year years day days week weeks month months today yesterday"
    " monday tuesday wednesday thursday friday saturday sunday reported report reports according mr mrs ms"
    " new time people".split()
)


@cache
def _small() -> frozenset[str]:
    return _OF_NEWS | {piece for word in STOP_WORDS for piece in names.fold(word).replace("'", " ").split()}


def is_small(word: str) -> bool:
    """Whether a folded word is a function word of English or one that all news share."""
    return word in _small()
