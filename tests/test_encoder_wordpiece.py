"""Word pieces of single words, with a vocabulary of our own."""

from __future__ import annotations

import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.wordpiece import MOST_PIECES, WordPiece
from extract.errors import ModelError

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    *string.ascii_lowercase,
    *(f"##{letter}" for letter in string.ascii_lowercase),
    *string.punctuation,
    *"0123456789",
    *(f"##{digit}" for digit in "0123456789"),
    *"token ##ise ##r minister cafe σ ##σ ##ο ’ 北 京 do n".split(),
]
WORDPIECE = WordPiece(VOCABULARY)


def pieces(word: str) -> list[str]:
    return [VOCABULARY[number] for number in WORDPIECE.pieces(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("minister", "minister"),
        ("MINISTER", "minister"),
        ("Tokeniser", "token ##ise ##r"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("n't", "n ' t"),
        ("n’t", "n ’ t"),
        ("‘", "'"),
        ("–", "-"),
        ("…", ". . ."),
        ("ﬁn", "f ##i ##n"),
        ("U.S.", "u . s ."),
        ("$", "$"),
        ("北京", "北 京"),
        ("a北b", "a 北 b"),
        ("ΣΟΣ", "σ ##ο ##σ"),
        ("x\u200by\x00z", "x ##y ##z"),
        ("a\u00a0b", "a b"),
        ("\u0301", "[UNK]"),
        ("\n\n", "[UNK]"),
        ("\x00", "[UNK]"),
        ("\ud800", "[UNK]"),
        ("", "[UNK]"),
        ("🙂", "[UNK]"),
        ("a🙂", "[UNK]"),
        ("a-🙂", "a - [UNK]"),
        ("a" * 101, "[UNK]"),
    ],
)
def test_pieces(word: str, expected: str):
    assert pieces(word) == expected.split()


def test_long_words_keep_their_beginning_and_their_end():
    assert pieces("abcdefghijklmnop") == ["a", *(f"##{letter}" for letter in "bcdefghijkp")]
    assert pieces("." * 9_999 + "z") == ["."] * 11 + ["z"]
    assert len(pieces("ab." * 3_000)) == MOST_PIECES


def test_a_vocabulary_without_unknown_is_refused():
    with pytest.raises(ModelError, match=r"lacks \[UNK\]"):
        WordPiece(["a", "b"])


def test_a_copy_gives_the_same():
    copy = pickle.loads(pickle.dumps(WORDPIECE))
    assert copy.pieces("Minister") == WORDPIECE.pieces("Minister")


@given(st.text(st.characters(codec=None)))
def test_any_word_has_pieces(word: str):
    found = WORDPIECE.pieces(word)
    assert 1 <= len(found) <= MOST_PIECES
    assert all(0 <= number < len(VOCABULARY) for number in found)
    assert WORDPIECE.pieces(word) == found


@given(st.text(string.ascii_letters, min_size=1, max_size=MOST_PIECES))
def test_pieces_spell_the_word(word: str):
    assert "".join(pieces(word)).replace("##", "") == word.lower()


@given(st.text(string.ascii_letters + string.punctuation, min_size=1))
def test_casing_does_not_matter(word: str):
    assert WORDPIECE.pieces(word.upper()) == WORDPIECE.pieces(word)
