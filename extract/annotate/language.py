"""Which language an article is in.

py3langid decides (offline, deterministic, numpy alone; how it was chosen stands in
docs/development/duplicates-and-language.md). Around it stand three rules: what is quoted is not
the article's own language, nor do names tell it; a foreign language is believed only where the text
is long enough and the probability high; and what stays undecided is read as English.
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"

# Least probability of a language other than English. Of 2,842 English sentences and headlines
# none reached 0.8; of 60 short news sentences in ten languages 52 did, of paragraphs all.
LEAST_PROBABILITY = 0.8
# Least size of a text in bytes of letters (UTF-8: a Chinese character says as much as three
# Latin letters); shorter ones stay undecided unless they look English.
LEAST_LETTERS = 20
# How much of a text is looked at: this many characters, in slices from its beginning to its end.
_LOOKED_AT = 20_000
_SLICES = 10

_QUOTED = re.compile(r'"[^"\n]{2,600}"|“[^”\n]{2,600}”|«[^»\n]{2,600}»|„[^“”\n]{2,600}[“”]')
_NO_LANGUAGE = "zxx"  # ISO 639 for what has no linguistic content


@cache
def _identifier() -> LanguageIdentifier:
    """The library's model, for the languages of ISO 639-1: regional ones (Wu, Pidgin) only share the odds."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2 or code == _NO_LANGUAGE])
    return identifier


def language_of(text: str) -> str | None:
    """Return the language that a text is written in.

    Args:
        text: an article with or without its title.

    Returns:
        An ISO 639-1 code, or None where the text is too short or too mixed to tell.
    """
    text = _sample(text)
    own = _QUOTED.sub(" ", text)
    if not _long_enough(own):
        own = text
    code, probability = _identifier().classify(own)
    if code == ENGLISH and any(map(str.isalpha, own)):
        return ENGLISH
    if code in (ENGLISH, _NO_LANGUAGE):
        return None
    if probability < LEAST_PROBABILITY or not _long_enough(own) or _english_but_for_names(own):
        return None
    return str(code)


def is_foreign(language: str | None) -> bool:
    """Whether an article in this language cannot be read: it is known, and not English."""
    return language is not None and language != ENGLISH


def _english_but_for_names(text: str) -> bool:
    """Whether the words without a capital are English: "Juan de la Fuente has resigned, he said"."""
    small = " ".join(word for word in text.split() if not word[0].isupper())
    return _identifier().classify(small)[0] == ENGLISH and any(map(str.isalpha, small))


def _sample(text: str) -> str:
    """The text, or of a long one slices from all of it."""
    if len(text) <= _LOOKED_AT:
        return text
    length, step = _LOOKED_AT // _SLICES, len(text) // _SLICES
    return "\n".join(text[number * step : number * step + length] for number in range(_SLICES))


def _long_enough(text: str) -> bool:
    size = 0
    for char in text:
        if char.isalpha():
            size += len(char.encode("utf-8", "replace"))
            if size >= LEAST_LETTERS:
                return True
    return False
