"""Which event types an action is nearest to, by the company that it keeps.

Two actions are alike where the same words and kinds of entity fill the same roles: cosine of these
features, each weighted by how few actions have it. Nothing is trained and no vectors of words are
needed; docs/ontology.md has the figures.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

Profile = Mapping[str, float]


class Company:
    """Features of actions, coded or not; `add` events, then ask for `nearest`."""

    def __init__(self) -> None:
        self.actions: dict[str, Counter[str]] = defaultdict(Counter)
        self.types: dict[str, str] = {}
        self._weighted: dict[str, dict[str, float]] = {}

    def add(self, action: str, event_type: str, features: Iterable[str]) -> None:
        """Count one event; `event_type` is empty for an action that has none.

        `features` are role and filler as words, such as "target hostage" or "actor ORG".
        """
        self._weighted.clear()
        self.actions[action].update(features)
        if event_type:
            self.types[action] = event_type

    def nearest(self, action: str, count: int = 3) -> list[str]:
        """The types most like an action, the nearest first; none where it shares nothing with any.

        The action itself does not speak for its own type.
        """
        vectors = self._vectors()
        scores: dict[str, list[float]] = defaultdict(list)
        for other, event_type in self.types.items():
            if other != action:
                scores[event_type].append(_dot(vectors[action], vectors[other]))
        # The mean of the three most alike: a type is near where some of its actions are.
        ranked = {name: sum(sorted(found)[-3:]) / 3 for name, found in scores.items()}
        best = sorted(ranked, key=lambda name: (-ranked[name], name))
        return [name for name in best[:count] if ranked[name] > 0]

    def _vectors(self) -> dict[str, dict[str, float]]:
        """The weighted features of each action, of length 1; worked out once for all that was added."""
        if len(self._weighted) == len(self.actions):
            return self._weighted
        spread = Counter(name for profile in self.actions.values() for name in profile)
        for action, profile in self.actions.items():
            vector = {n: math.log1p(k) * math.log(len(self.actions) / spread[n]) for n, k in profile.items()}
            length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
            self._weighted[action] = {name: value / length for name, value in vector.items()}
        return self._weighted


def _dot(one: Profile, other: Profile) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[name] for name, value in one.items() if name in other)
