"""Labels of spans: the best spans that scores allow, against all there are."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extract.encoder.spans import Scheme

SCHEME = Scheme(["X", "Y"])


def scores(labels: str, scheme: Scheme = SCHEME) -> np.ndarray:
    """For each word 5 for its label and 0 for all others; "B-X/O" gives O 4."""
    names = labels.split()
    found = np.zeros((len(names), len(scheme.labels)), dtype=np.float32)
    for word, name in enumerate(names):
        for rank, one in enumerate(name.split("/")):
            found[word, scheme.labels.index(one)] = 5 - rank
    return found


def starts(length: int, *places: int) -> np.ndarray:
    return np.isin(np.arange(length), [0, *places])


def decode(labels: str, *places: int) -> list[tuple[int, int, str]]:
    matrix = scores(labels)
    return [span[:3] for span in SCHEME.decode(matrix, starts(len(matrix), *places))]


def is_whole(labels: tuple[str, ...], begins: list[bool]) -> bool:
    """Whether these labels make whole spans, written without regard to the module's own way."""
    opened = ""
    for label, begin in zip(labels, begins, strict=True):
        place, _, name = label.partition("-")
        if (opened != "") != (place in ("I", "E")) or (opened and (begin or opened != name)):
            return False
        opened = name if place in ("B", "I") else ""
    return not opened


def test_labels():
    assert SCHEME.labels == "O B-X I-X E-X S-X B-Y I-Y E-Y S-Y".split()


@pytest.mark.parametrize(
    ("labels", "places", "expected"),
    [
        ("O O", (), []),
        ("S-X", (), [(0, 1, "X")]),
        ("B-X E-X O S-Y S-Y", (), [(0, 2, "X"), (3, 4, "Y"), (4, 5, "Y")]),
        ("O B-Y I-Y I-Y E-Y B-X E-X", (), [(1, 5, "Y"), (5, 7, "X")]),
        ("B-X O/E-X", (), [(0, 2, "X")]),
        ("B-X/S-X O", (), [(0, 1, "X")]),
        ("B-X E-Y/E-X", (), [(0, 2, "X")]),
        ("B-X/S-X E-X/S-Y", (1,), [(0, 1, "X"), (1, 2, "Y")]),
        ("B-X I-X/E-X I-X/B-X E-X", (2,), [(0, 2, "X"), (2, 4, "X")]),
        ("B-X/O", (), []),
        ("I-X/O S-Y", (), [(1, 2, "Y")]),
    ],
)
def test_spans(labels: str, places: tuple[int, ...], expected: list[tuple[int, int, str]]):
    assert decode(labels, *places) == expected


def test_no_words():
    assert SCHEME.decode(np.zeros((0, 9)), np.zeros(0, dtype=bool)) == []


def test_no_types():
    assert Scheme([]).decode(np.zeros((3, 1)), np.zeros(3, dtype=bool)) == []


def test_confidence_is_the_mean_probability():
    matrix = np.log(np.array([[0.1, 0.6, 0.1, 0.1, 0.1], [0.2, 0.1, 0.1, 0.4, 0.2]]))
    assert Scheme(["X"]).decode(matrix, starts(2)) == [(0, 2, "X", pytest.approx(0.5))]


def test_a_sentence_without_fault_stays_as_it_is():
    matrix = np.concatenate((scores("B-X O"), np.zeros((2, 9)), scores("S-Y")))
    assert [span[:3] for span in SCHEME.decode(matrix, starts(5, 2, 4))][-1:] == [(4, 5, "Y")]


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.tuples(
            arrays(np.float32, (n, 9), elements=st.integers(0, 5) | st.floats(-9, 9, width=32)),
            arrays(np.bool_, n),
        )
    )
)
def test_no_spans_are_better(given_: tuple[np.ndarray, np.ndarray]):
    matrix, begins = given_
    begins_now = [True, *begins.tolist()[1:]]
    spans = [span[:3] for span in SCHEME.decode(matrix, begins)]
    labels = SCHEME.encode(spans, len(matrix))
    assert is_whole(tuple(SCHEME.labels[number] for number in labels), begins_now)
    best = max(
        sum(matrix[word, number] for word, number in enumerate(numbers))
        for numbers in WHOLE[len(matrix)]
        if is_whole(tuple(SCHEME.labels[number] for number in numbers), begins_now)
    )
    assert matrix[np.arange(len(matrix)), labels].sum() == pytest.approx(best, abs=1e-3)


# Label sequences that make whole spans of some kind, whatever the sentences.
WHOLE = {
    n: [
        numbers
        for numbers in itertools.product(range(9), repeat=n)
        if is_whole(tuple(SCHEME.labels[number] for number in numbers), [True] + [False] * (n - 1))
    ]
    for n in range(1, 5)
}


@given(
    st.integers(0, 40).flatmap(
        lambda n: st.tuples(arrays(np.float32, (n, 9), elements=st.floats(width=32)), arrays(np.bool_, n))
    )
)
def test_any_scores_give_spans(given_: tuple[np.ndarray, np.ndarray]):
    matrix, begins = given_
    end_before = 0
    for start, end, name, confidence in SCHEME.decode(matrix, begins):
        assert end_before <= start < end <= len(matrix)
        assert not begins[start + 1 : end].any()
        assert name in SCHEME.types
        assert 0 <= confidence <= 1
        end_before = end


SPANS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5), st.sampled_from(["X", "Y"])))


@given(SPANS, st.integers(0, 3))
def test_encoded_spans_are_decoded(steps: list[tuple[int, int, str]], behind: int):
    spans, place = [], 0
    for before, length, name in steps:
        spans.append((place + before, place + before + length, name))
        place += before + length
    labels = SCHEME.encode(spans, place + behind)
    matrix = np.eye(9)[labels]
    assert [span[:3] for span in SCHEME.decode(matrix, np.zeros(len(matrix), dtype=bool))] == spans


def test_a_long_document_is_quick():
    scheme = Scheme([f"T{number}" for number in range(13)])
    matrix = np.random.default_rng(0).normal(size=(5_000, len(scheme.labels))).astype(np.float32)
    begun = time.perf_counter()
    scheme.decode(matrix, np.arange(5_000) % 25 == 0)
    scheme.decode(matrix, np.zeros(5_000, dtype=bool))
    assert time.perf_counter() - begun < 3
