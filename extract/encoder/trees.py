"""The best dependency tree that arc scores allow: one root, no circle.

The best head of each word by itself mostly gives a tree. Where it does not, the maximum spanning tree is
found as Chu, Liu and Edmonds do it: a circle is drawn together into one node, which then looks for the
head that costs it least.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Places = npt.NDArray[np.intp]


def heads(scores: Floats, root: Floats) -> Places:
    """The heads of the words of a sentence, those of the tree with the highest sum of scores.

    Args:
        scores: (n, n), of each word (row) every other word's as its head (column); the diagonal is not
            read. What is not finite counts as lower than all that is.
        root: (n,), the score of each word as the root.

    Returns:
        (n,), the place of each word's head; that of the one root is its own.
    """
    weights = _finite(scores, root)
    best = weights.argmax(axis=1) if len(weights) else np.zeros(0, dtype=np.intp)
    return best if _is_tree(best) else _spanning_tree(weights)


def _finite(scores: Floats, root: Floats) -> npt.NDArray[np.float64]:
    """The scores with the root's in the diagonal, what is not finite below all trees without it."""
    weights = np.array(scores, dtype=np.float64)
    np.fill_diagonal(weights, root)
    finite = np.isfinite(weights)
    if not finite.all():
        known = weights[finite] if finite.any() else np.zeros(1)
        weights[~finite] = known.min() - (known.max() - known.min() + 1) * len(weights)
    return weights


def _is_tree(best: Places) -> bool:
    """Whether there is one root and every word hangs on it."""
    roots = np.flatnonzero(best == np.arange(len(best)))
    if len(roots) != 1:
        return len(best) == 0
    above = best
    for _ in range(len(best).bit_length()):  # twice as far up each time
        above = above[above]
    return bool((above == roots[0]).all())


def _spanning_tree(weights: npt.NDArray[np.float64]) -> Places:
    """The best tree by contraction: circles become one node each, at the place of their first word.

    Row and column n are the root above the words. A second word below it costs more than all other arcs
    can gain, so that there is only one.
    """
    n = len(weights)
    arcs = np.full((n + 1, n + 1), -np.inf)
    arcs[:n, :n] = weights
    np.fill_diagonal(arcs, -np.inf)
    arcs[:n, n] = np.diag(weights) - (np.ptp(weights) + 1) * n
    # Which words the arc between two nodes joins.
    dependents, governors = (np.array(places, dtype=np.intp) for places in np.indices(arcs.shape))
    best = arcs.argmax(axis=1)
    node_of = np.arange(n)  # the node that each word is in by now
    contracted: list[tuple[int, Places, Places, Places, Places]] = []

    finished = np.zeros(n + 1, dtype=bool)  # leads to the root, or is no node any more
    finished[n] = True
    for begin in range(n):
        path: list[int] = []
        node = begin
        while not finished[node]:
            if node not in path:
                path.append(node)
                node = int(best[node])
                continue
            circle = np.array(path[path.index(node) :])
            del path[path.index(node) :]
            within = best[circle]
            arcs_within = dependents[circle, within], governors[circle, within]
            contracted.append((node, circle, *arcs_within, node_of.copy()))
            _contract(arcs, dependents, governors, node, circle, within)
            finished[circle] = True
            finished[node] = False
            best[np.isin(best, circle)] = node
            best[node] = arcs[node].argmax()
            node_of[np.isin(node_of, circle)] = node
        finished[path] = True

    nodes = np.unique(node_of)
    dependent = np.zeros(n, dtype=np.intp)
    governor = np.zeros(n, dtype=np.intp)
    dependent[nodes] = dependents[nodes, best[nodes]]
    governor[nodes] = governors[nodes, best[nodes]]
    for node, circle, inner_dependents, inner_governors, before in reversed(contracted):
        # The arc from outside takes the place of the arc within to the word that it ends in.
        outer = dependent[node], governor[node]
        dependent[circle], governor[circle] = inner_dependents, inner_governors
        entered = before[outer[0]]
        dependent[entered], governor[entered] = outer
    return np.where(governor == n, np.arange(n), governor)


def _contract(
    arcs: npt.NDArray[np.float64],
    dependents: Places,
    governors: Places,
    node: int,
    circle: Places,
    within: Places,
) -> None:
    """Draw a circle together into `node`, one of its own; the rows and columns of the others are void."""
    every = np.arange(len(arcs))
    # An arc into the circle replaces one within.
    entering = arcs[circle] - arcs[circle, within][:, None]
    entered = circle[entering.argmax(axis=0)]
    left = circle[arcs[:, circle].argmax(axis=1)]
    into = entering.max(axis=0), dependents[entered, every], governors[entered, every]
    out_of = arcs[every, left], dependents[every, left], governors[every, left]
    arcs[circle] = -np.inf
    arcs[:, circle] = -np.inf
    inside = np.isin(every, circle)
    for matrix, row, column in zip((arcs, dependents, governors), into, out_of, strict=True):
        matrix[node, ~inside] = row[~inside]
        matrix[~inside, node] = column[~inside]
