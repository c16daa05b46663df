"""Measures of coreference: MUC, B-cubed and CEAF-e over chains, as in the CoNLL 2012 scorer.

A chain is a set of mentions; a mention is anything that can be told apart and put in order (a span of
tokens, a name of a document with a span).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

Mention = tuple[Any, ...]
Chains = list[frozenset[Mention]]


class Tally:
    """Precision and recall as sums over documents."""

    def __init__(self) -> None:
        self.right_p = self.all_p = self.right_r = self.all_r = 0.0

    def add(self, right_p: float, all_p: float, right_r: float, all_r: float) -> None:
        self.right_p, self.all_p = self.right_p + right_p, self.all_p + all_p
        self.right_r, self.all_r = self.right_r + right_r, self.all_r + all_r

    def scores(self) -> tuple[float, float, float]:
        """Precision, recall, F1 in per cent."""
        p = 100 * self.right_p / self.all_p if self.all_p else 0.0
        r = 100 * self.right_r / self.all_r if self.all_r else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def muc(key: Chains, other: Chains) -> tuple[float, float]:
    """Links of `key` that `other` keeps, and links of `key` (Vilain et al. 1995)."""
    where = {m: n for n, chain in enumerate(other) for m in chain}
    right = total = 0
    for chain in key:
        parts = len({where.get(m, -1 - i) for i, m in enumerate(sorted(chain))})
        right += len(chain) - parts
        total += len(chain) - 1
    return right, total


def b_cubed(key: Chains, other: Chains) -> tuple[float, float]:
    """Summed share of each mention's chain that `other` keeps, and mentions (Bagga & Baldwin 1998)."""
    where = {m: n for n, chain in enumerate(other) for m in chain}
    right, total = 0.0, 0
    for chain in key:
        counts = Counter(where[m] for m in chain if m in where)
        right += sum(n * n for n in counts.values()) / len(chain)
        total += len(chain)
    return right, total


def ceaf_e(key: Chains, other: Chains) -> float:
    """Similarity of the best one-to-one alignment of chains (Luo 2005, entity-based).

    Chains that share no mention, directly or by way of others, cannot compete: each group of those
    that do is aligned by itself, so that corpora of thousands of chains can be scored.
    """
    where = {m: n for n, chain in enumerate(other) for m in chain}
    shared = [Counter(where[m] for m in chain if m in where) for chain in key]
    group = list(range(len(other)))  # chains of `other` by the chains of `key` that join them

    def root(column: int) -> int:
        while group[column] != column:
            group[column] = column = group[group[column]]
        return column

    for common in shared:
        columns = [root(column) for column in common]
        for column in columns[1:]:
            group[root(column)] = root(columns[0])
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, common in enumerate(shared):
        if common:
            rows_of[root(next(iter(common)))].append(row)
    total = 0.0
    for rows in rows_of.values():
        columns = sorted({column for row in rows for column in shared[row]})
        place = {column: n for n, column in enumerate(columns)}
        table = [[0.0] * max(len(columns), len(rows)) for _ in rows]
        for n, row in enumerate(rows):
            for column, count in shared[row].items():
                table[n][place[column]] = 2 * count / (len(key[row]) + len(other[column]))
        total += sum(table[n][column] for n, column in enumerate(assign(table)))
    return total


def assign(table: list[list[float]]) -> list[int]:
    """The column for each row that makes the sum greatest (Hungarian method); rows <= columns."""
    rows, columns = len(table), len(table[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    match, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0] = row
        column = 0
        least = [float("inf")] * (columns + 1)
        used = [False] * (columns + 1)
        while True:
            used[column] = True
            current, delta, following = match[column], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -table[current - 1][j - 1] - u[current] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    out = [0] * rows
    for j in range(1, columns + 1):
        if match[j]:
            out[match[j] - 1] = j - 1
    return out
