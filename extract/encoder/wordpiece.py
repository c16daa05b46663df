"""Words to the ids of BERT's uncased word pieces, one word at a time.

What comes out is what BERT's own tokeniser gives for the word, without the library that does so: control
characters go, accents and capitals too, punctuation and Chinese characters stand alone, and each part is
then covered from the left with the longest pieces that the vocabulary has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from extract.encoder.memory import Memory
from extract.errors import ModelError

UNKNOWN = "[UNK]"
# A word of more pieces is a link or noise; its first pieces and its last say enough.
MOST_PIECES = 12
# BERT knows no part of a word that is longer, in characters.
_LONGEST_PART = 100

# What is written for a character that the vocabulary lacks (those that it has stay as they are).
_PLAIN = {
    **dict.fromkeys("‘’‚‛‹›`´ʼ′＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("•∙‧⋅・", "·"),
    "…": "...",
    "⁄": "/",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
# Categories of characters that are dropped; white space among them parts a word.
_CONTROL = frozenset({"Cc", "Cf", "Co", "Cs"})
# The blocks of Chinese characters, first and last.
_CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPiece:
    """The uncased word pieces of a vocabulary.

    Args:
        vocabulary: the pieces, each at the place that is its id; those that continue a word begin with
            "##". It must hold "[UNK]".

    Attributes:
        pieces: word to the ids of its pieces: at least one and at most `MOST_PIECES`. Of a word with more
            of them the first ones and the last stay. A word of which nothing is left after cleaning
            (control characters, accents alone) is "[UNK]".
    """

    pieces: Callable[[str], tuple[int, ...]]

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        if UNKNOWN not in self._ids:
            raise ModelError(f"the vocabulary of the encoder lacks {UNKNOWN}: install the package again")
        self._unknown = self._ids[UNKNOWN]
        self._longest = max(map(len, self._ids))
        self._plain = str.maketrans({sign: plain for sign, plain in _PLAIN.items() if sign not in self._ids})
        self.pieces = Memory(self._find).__getitem__

    def number(self, piece: str) -> int:
        """The id of a piece that the vocabulary holds, "[CLS]" for one."""
        return self._ids[piece]

    def _find(self, word: str) -> tuple[int, ...]:
        parts = _parts(word.translate(self._plain))
        if len(parts) > MOST_PIECES:  # every part has a piece, so those between cannot matter
            parts = [*parts[: MOST_PIECES - 1], parts[-1]]
        found = [piece for part in parts for piece in self._cover(part)]
        if len(found) > MOST_PIECES:
            found = [*found[: MOST_PIECES - 1], found[-1]]
        return tuple(found) or (self._unknown,)

    def _cover(self, part: str) -> list[int]:
        """The ids of the longest pieces from the left on, or that of "[UNK]" where they do not cover it."""
        whole = self._ids.get(part)
        if len(part) > _LONGEST_PART:
            return [self._unknown]
        if whole is not None:
            return [whole]
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(min(len(part), start + self._longest), start, -1):
                piece = self._ids.get(f"##{part[start:end]}" if start else part[start:end])
                if piece is not None:
                    break
            else:
                return [self._unknown]
            found.append(piece)
            start = end
        return found


def _parts(word: str) -> list[str]:
    """The word cleaned, plain and lower-cased, in parts: punctuation and Chinese characters stand alone."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    # Chinese characters are told before they are decomposed: some of them change into others.
    cleaned = "".join(map(_clean, word))
    decomposed = unicodedata.normalize("NFD", cleaned)
    plain = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    # Character by character: a final sigma is not another letter to BERT.
    lowered = "".join(map(str.lower, plain)) if "Σ" in plain else plain.lower()
    return "".join(f" {sign} " if _is_punctuation(sign) else sign for sign in lowered).split()


def _clean(character: str) -> str:
    if character == "\ufffd" or (unicodedata.category(character) in _CONTROL and character not in "\t\n\r"):
        return ""
    return f" {character} " if _is_chinese(character) else character


def _is_chinese(character: str) -> bool:
    return character >= "\u3400" and any(first <= ord(character) <= last for first, last in _CHINESE)


def _is_punctuation(character: str) -> bool:
    """Whether BERT takes it for punctuation: in ASCII the signs ("$", "+") are too."""
    if character.isascii():
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character)[0] == "P"
