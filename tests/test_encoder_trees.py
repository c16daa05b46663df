"""The best tree of arc scores, against all trees there are and for any scores."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extract.encoder.trees import heads

ODD = [np.nan, np.inf, -np.inf]


def is_tree(found: list[int]) -> bool:
    if sum(head == place for place, head in enumerate(found)) != 1:
        return False
    for place in range(len(found)):
        for _ in found:
            place = found[place]
        if found[place] != place:
            return False
    return True


TREES = {n: [tree for tree in itertools.product(range(n), repeat=n) if is_tree([*tree])] for n in range(1, 6)}


def total(found: tuple[int, ...] | list[int], scores: np.ndarray, root: np.ndarray) -> float:
    return sum(float(root[i] if head == i else scores[i, head]) for i, head in enumerate(found))


def matrices(largest: int, values: st.SearchStrategy[float]) -> st.SearchStrategy[np.ndarray]:
    """(n, n + 1): scores, and the root's in the last column."""
    return st.integers(1, largest).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=values))


def test_there_is_one_root_to_n_words_in_n_to_the_n_minus_one_trees():
    assert [len(trees) for trees in TREES.values()] == [1, 2, 9, 64, 625]


def test_no_words():
    assert heads(np.zeros((0, 0)), np.zeros(0)).tolist() == []


def test_one_word_is_the_root():
    assert heads(np.array([[5.0]]), np.array([-9.0])).tolist() == [0]


def test_the_best_heads_are_taken_where_they_are_a_tree():
    scores = np.array([[9, 5, 0], [0, 9, 0], [0, 5, 9]], dtype=np.float32)
    assert heads(scores, np.array([0, 5, 0], dtype=np.float32)).tolist() == [1, 1, 1]


def test_a_circle_is_opened_where_it_costs_least():
    scores = np.array([[0, 9, 1], [9, 0, 7], [0, 0, 0]], dtype=np.float32)
    assert heads(scores, np.array([0, 0, 5], dtype=np.float32)).tolist() == [1, 2, 2]


def test_of_two_roots_one_stays():
    scores = np.array([[0, 3], [1, 0]], dtype=np.float32)
    assert heads(scores, np.array([8, 8], dtype=np.float32)).tolist() == [1, 1]


@given(matrices(5, st.integers(-4, 4) | st.floats(-50, 50, width=32)))
def test_no_tree_is_better(matrix: np.ndarray):
    scores, root = matrix[:, :-1], matrix[:, -1]
    found = heads(scores, root).tolist()
    assert tuple(found) in TREES[len(found)]
    best = max(total(tree, scores, root) for tree in TREES[len(found)])
    assert total(found, scores, root) == pytest.approx(best, abs=1e-3)


@given(matrices(5, st.sampled_from([0.0, 1.0, 2.0, *ODD])))
def test_what_is_not_finite_is_taken_last(matrix: np.ndarray):
    found = heads(matrix[:, :-1], matrix[:, -1]).tolist()
    odd = np.where(np.isfinite(matrix), 0, 1)
    least = min(total(tree, odd[:, :-1], odd[:, -1]) for tree in TREES[len(found)])
    assert tuple(found) in TREES[len(found)]
    assert total(found, odd[:, :-1], odd[:, -1]) == least


@given(matrices(5, st.floats(width=32)))
def test_any_scores_give_a_tree(matrix: np.ndarray):
    assert is_tree(heads(matrix[:, :-1], matrix[:, -1]).tolist())


@pytest.mark.parametrize("n", [2, 7, 30, 60])
@pytest.mark.parametrize("values", [[0.0], [0.0, 1.0], [np.nan], [0.0, *ODD], [3e38, -3e38], None])
def test_large_sentences_are_trees(n: int, values: list[float] | None):
    rng = np.random.default_rng(n)
    for _ in range(5):
        matrix = rng.normal(size=(n, n + 1)) if values is None else rng.choice(values, (n, n + 1))
        matrix = matrix.astype(np.float32)
        assert is_tree(heads(matrix[:, :-1], matrix[:, -1]).tolist())


def test_the_scores_stay_as_they_are():
    matrix = np.full((4, 5), np.nan, dtype=np.float32)
    heads(matrix[:, :-1], matrix[:, -1])
    assert np.isnan(matrix).all()


def test_a_very_long_sentence_is_quick():
    matrix = np.random.default_rng(0).normal(size=(500, 501)).astype(np.float32)
    circles = np.zeros((500, 501), dtype=np.float32)
    circles[np.arange(500), np.arange(500) ^ 1] = 9
    chain = -np.abs(np.subtract.outer(np.arange(500.0), np.arange(501.0) - 1)).astype(np.float32)
    begun = time.perf_counter()
    for scores in (matrix, circles, chain):
        assert is_tree(heads(scores[:, :-1], scores[:, -1]).tolist())
    assert time.perf_counter() - begun < 3
