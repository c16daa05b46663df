"""Words are remembered within bounds."""

from __future__ import annotations

import pytest

from extract.encoder import memory
from extract.encoder.memory import Memory


def test_a_word_is_looked_at_once():
    asked: list[str] = []
    some = Memory(lambda word: asked.append(word) or len(word))
    assert [some["rain"], some["rain"], some["it"]] == [4, 4, 2]
    assert asked == ["rain", "it"]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "MOST_WORDS", 10)
    some = Memory(len)
    for number in range(100):
        assert some["a" * (number % 40)] == number % 40
        assert len(some) <= 10
    assert some["b" * 1_000] == 1_000
    assert "b" * 1_000 not in some
