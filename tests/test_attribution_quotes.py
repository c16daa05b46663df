"""Quotation marks: what they enclose, and that no text breaks their pairing."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extract.annotate.attribution import make_attribution
from extract.annotate.attribution.cues import inflect, load_cues
from extract.annotate.paragraphs import paragraphs
from extract.annotate.quotes import find_quotes

_BLANK = spacy.blank("en")
_FIND = make_attribution(_BLANK, "eventwire_attribution")


def quoted(text: str, level: int = 0) -> list[str]:
    found = find_quotes(text, [(p.start, p.end) for p in paragraphs(text)])
    return [text[quote.start : quote.end] for quote in found if quote.level == level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," he said. "Now."', ['"We go,"', '"Now."']),
        ("“We go,” he said.", ["“We go,”"]),
        ("''We go,'' he said. ``Now.''", ["''We go,''", "``Now.''"]),
        ("«We go,» he said.", ["«We go,»"]),
        ("‘We go,’ he said.", ["‘We go,’"]),
        ("'We go,' he said.", ["'We go,'"]),
        ("He doesn't 'like it', they say.", ["'like it'"]),
        ("The brothers' car isn't the sisters' car.", []),
        ("It was the '90s, and 'tis gone.", []),
        ("'The dogs' home is full,' she said.", ["'The dogs' home is full,'"]),
        ("An “early stage“ of it.", ["“early stage“"]),
        ('" We go , " he said , " now . "', ['" We go , "', '" now . "']),
        ('"We go, " he said. " Now."', ['"We go, "', '" Now."']),
        ('We go , " he said , " now . "', ['" now . "']),
        ('A " term " of art.', ['" term "']),
        ('A stray " mark and a "word".', ['"word"']),
        ('A 6" pipe of lead.', []),
        ('She asked: "Who goes', ['"Who goes']),
        ('A stray" mark in the middle.', []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_within_a_quotation() -> None:
    text = "“He said, ‘I am ill,’ and left,” she said."
    assert quoted(text) == ["“He said, ‘I am ill,’ and left,”"]
    assert quoted(text, 1) == ["‘I am ill,’"]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = '"This is the first part.\n\nThis is the reporter.\n\nAnd this too.'
    assert quoted(text) == ['"This is the first part.']


def test_an_open_quotation_is_opened_anew() -> None:
    assert quoted('"One.\n\n"Two."') == ['"One.', '"Two."']


@given(st.text(alphabet="ab sS.,'\"“”‘’`«»\n-0:", max_size=80))
def test_any_marks_pair_without_overlap(text: str) -> None:
    found = find_quotes(text, [(p.start, p.end) for p in paragraphs(text)])
    outer = [quote for quote in found if quote.level == 0]
    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)
    assert all(one.end <= other.start for one, other in pairwise(outer))
    for inner in (quote for quote in found if quote.level == 1):
        assert any(quote.start < inner.start and inner.end <= quote.end for quote in outer)


def _flat(text: str, sentence: int) -> Doc:
    """A Doc whose parse hangs every token of each `sentence` tokens on the first of them."""
    words = _BLANK.make_doc(text)
    tags = {"said": "VBD", '"': "''", ",": ",", ".": "."}
    heads = [index - index % sentence for index in range(len(words))]
    return Doc(
        _BLANK.vocab,
        words=[token.text for token in words],
        spaces=[bool(token.whitespace_) for token in words],
        tags=[tags.get(token.text, "NN") for token in words],
        pos=["VERB" if token.text == "said" else "NOUN" if token.is_alpha else "PUNCT" for token in words],
        heads=heads,
        deps=["ROOT" if head == index else "ccomp" for index, head in enumerate(heads)],
    )


@given(st.text(alphabet="as \n.,'\"“”‘’:", max_size=60), st.integers(1, 9))
def test_any_text_yields_well_formed_attributions(noise: str, sentence: int) -> None:
    doc = _flat(f"{noise} said he said {noise}", sentence)
    for number, found in enumerate(_FIND(doc)._.ew_attributions):
        assert found.parent != number
        for start, end in found.content:
            assert 0 <= start < end <= len(doc.text)
        for phrase in (found.source, found.cue):
            assert phrase is None or 0 <= phrase.start <= phrase.head < phrase.end <= len(doc)


@pytest.mark.parametrize(
    "unit", ['" ', "“ ", "' ", '" a, said b. ', "said he ", '"a" b, ', "‘a’ ", "a, ", "said\n\n"]
)
@pytest.mark.parametrize("sentence", [7, 10**9])
def test_ten_thousand_times_anything_ends(unit: str, sentence: int) -> None:
    doc = _flat(unit * 10_000, sentence)
    assert _FIND(doc) is doc


def test_inflection() -> None:
    assert {"deny", "denies", "denied", "denying"} <= inflect("deny")
    assert {"vow", "vows", "vowed", "vowing"} == inflect("vow")
    assert {"slam", "slams", "slammed", "slamming"} <= inflect("slam")
    assert {"blame", "blames", "blamed", "blaming"} == inflect("blame")
    assert {"brushes off", "brushed off"} <= inflect("brush off")


def test_the_lexicon_knows_irregular_forms_and_no_false_ones() -> None:
    verbs = load_cues().verbs
    assert verbs["said"].base == "say"
    assert verbs["thought"].base == "think"
    assert verbs["shot back"].base == "shoot back"
    assert "sell" not in verbs
    assert load_cues() is load_cues()
