"""Very long texts: where they are cut, and that nothing is lost."""

from __future__ import annotations

import pytest
import spacy

from extract.annotate.pieces import pieces, tokenise


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("aa aa.\n\naa aa\naa aa", "aa aa.\n\n"),
        ("aaaaa. aa\naa. aaaa", "aaaaa. aa\n"),
        ("aaa aa. aa aa aa", "aaa aa. "),
        ("aaaa aa aa aa aaaa", "aaaa aa aa "),
        ("a" * 30, "a" * 12),
    ],
    ids=["paragraph", "line", "sentence", "word", "none"],
)
def test_text_is_cut_at_the_best_border(text: str, first: str):
    start, end = pieces(text, 12)[0]
    assert text[start:end] == first


@pytest.mark.parametrize("text", ["", "a", "a" * 12, "word " * 1000, "\n" * 500, "a" * 1000, "a.\n\n" * 300])
def test_pieces_are_the_whole_text(text: str):
    found = pieces(text, 12)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= 12 for start, end in found) or text == ""


def test_short_text_is_one_piece():
    assert pieces("short") == [(0, 5)]


def test_cutting_is_linear():
    assert len(pieces(" " * 3_000_000)) == 30


# -- words and sentences without end -----------------------------------------------------

NLP = spacy.blank("en")


def starts(text: str) -> list[int]:
    return [token.i for token in tokenise(NLP, text) if token.is_sent_start and token.i]


@pytest.mark.parametrize(
    "text", ["", "It rained.", "(" * 2500, "a" * 999, "a" * 1000 + " b", "a. " + "b" * 3001 + " c"]
)
def test_tokens_are_the_whole_text(text: str):
    doc = tokenise(NLP, text)
    assert doc.text == text
    assert [doc.text[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]


def test_prose_is_left_to_the_parser():
    text = "The council shut the mine on Monday, Lena Rao said. " * 70
    assert starts(text) == []


def test_words_without_full_stop_are_parted():
    assert starts("word " * 1000) == [400, 800]


def test_words_without_full_stop_are_parted_after_a_comma():
    assert starts("word " * 300 + ", " + "word " * 400) == [301]


def test_long_prose_has_a_start_at_a_full_stop_now_and_then():
    text = "It rained in the U.S. East. " * 400  # seven tokens
    assert starts(text) == [1001, 2002]


def test_full_stop_before_a_small_letter_is_no_place_to_part():
    assert starts("it rained . and " * 400) == []
