"""Documents in windows: where they are cut, and that nothing is lost."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoder.features import GAPS
from extract.encoder.windows import LIMIT, MARGIN, Window, windows

NONE, SPACE, LINE, BLANK = range(len(GAPS))


def parted(text: str, limit: int = 12) -> list[str]:
    """The kept words of each window; "|" before a word is a line break, "‖" a blank line, "." an end."""
    words = text.split()
    gaps = [{"|": LINE, "‖": BLANK}.get(word[0], SPACE) for word in words]
    ends = [word.endswith(".") for word in words]
    found = windows([1] * len(words), gaps, ends, limit, 2)
    return [" ".join(words[window.first : window.last]) for window in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a a a a. ‖a a ‖a a. |a a a a a", "a a a a. ‖a a"),
        ("a a. ‖a a a. a a |a a a a a", "a a."),
        ("a a a. |a a |a a a. a a a a a", "a a a."),
        ("a a |a a a a a. a a a a a", "a a |a a a a a."),
        ("a a. a a a a |a a a a a a", "a a. a a a a"),
        ("a a. a a a a a a a a a a", "a a."),
        ("a a a a a a a. . a a a a", "a a a a a a a. ."),
    ],
    ids=["paragraphs", "short paragraph", "line", "sentence", "broken line", "early sentence", "quote"],
)
def test_documents_are_cut_at_the_best_place(text: str, first: str):
    assert parted(text + " a a a.")[0] == first


def test_a_short_document_is_one_window():
    assert windows([2] * 96, [BLANK] * 96, [True] * 96) == [Window(0, 96, 0, 96)]


def test_an_empty_document_has_none():
    assert windows([], [], []) == []


def test_hard_cuts_overlap():
    found = windows([1] * 400, [SPACE] * 400, [False] * 400)
    assert found == [Window(0, 192, 0, 168), Window(144, 336, 168, 312), Window(288, 400, 312, 400)]


def test_other_cuts_do_not():
    found = windows([1] * 400, [SPACE] * 400, [place % 20 == 19 for place in range(400)])
    assert found == [Window(0, 180, 0, 180), Window(180, 360, 180, 360), Window(360, 400, 360, 400)]


def test_words_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="more than half"):
        windows([7], [NONE], [False], 12)


def test_cutting_is_linear():
    begun = time.perf_counter()
    for gap, end in ((SPACE, False), (SPACE, True), (BLANK, False)):
        windows([1] * 200_000, [gap] * 200_000, [end] * 200_000)
    assert time.perf_counter() - begun < 5


WORDS = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from([NONE] * 3 + [SPACE] * 9 + [LINE, BLANK]), st.booleans())
)


@given(WORDS, st.integers(24, LIMIT), st.integers(1, 40), st.booleans(), st.booleans())
def test_windows_part_the_document(
    words: list[tuple[int, int, bool]], limit: int, times: int, broken: bool, ended: bool
):
    words = words * times
    sizes = [size for size, _, _ in words]
    gaps = [gap if broken else SPACE for _, gap, _ in words]
    ends = [end and ended for _, _, end in words]
    found = windows(sizes, gaps, ends, limit)
    assert [place for window in found for place in range(window.first, window.last)] == [*range(len(words))]
    for window in found:
        assert window.start <= window.first < window.last <= window.end
        assert sum(sizes[window.start : window.end]) <= limit
        assert window.first - window.start <= MARGIN >= window.end - window.last
    for left, right in itertools.pairwise(found):
        place = right.first
        border = gaps[place] in (LINE, BLANK) or (ends[place - 1] and not ends[place])
        assert border == (left.end == place == right.start) or sizes[place] + sizes[place - 1] > limit // 6
        assert left.first <= right.start
    assert windows(sizes, gaps, ends, limit) == found
