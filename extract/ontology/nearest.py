"""Which event types an action is nearest to, by the company that it keeps.

An action and a type are alike where their events have the same kinds of actors and targets, the same
nouns as objects and the same prepositions: cosine of their features, each weighted by how few actions
have it. Nothing is trained and no vectors of words are needed; docs/ontology.md has the figures.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from extract.ontology.types import Candidate

Profile = Mapping[str, float]


def features(candidate: Candidate) -> Iterable[str]:
    """What of a candidate's company is compared, as words with their slot."""
    slots = (
        ("object", candidate.object_lemma),
        ("subject", candidate.subject_lemma),
        ("complement", candidate.complement_lemma),
        ("actor", candidate.actor_type),
        ("target", candidate.target_type),
    )
    yield from (f"{slot} {value}" for slot, value in slots if value)
    yield from (f"preposition {word}" for word in candidate.prepositions)
    yield from (f"oblique {preposition} {noun}" for preposition, noun in candidate.obliques)


class Company:
    """Features of actions, coded or not; `add` events, then ask for `nearest`."""

    def __init__(self) -> None:
        self.actions: dict[str, Counter[str]] = defaultdict(Counter)
        self.types: dict[str, str] = {}

    def add(self, action: str, event_type: str, candidate: Candidate) -> None:
        """Count one event; `event_type` is empty for an action that has none."""
        self.actions[action].update(features(candidate))
        if event_type:
            self.types[action] = event_type

    def nearest(self, action: str, count: int = 3) -> list[str]:
        """The types most like an action, the nearest first; none where it shares nothing with any.

        The action itself does not speak for its own type. A type is the sum of its actions, each with
        the same weight, so that one frequent action does not stand for it alone.
        """
        spread = Counter(name for profile in self.actions.values() for name in profile)
        total = len(self.actions)

        def weighted(profile: Counter[str]) -> dict[str, float]:
            vector = {name: math.log1p(n) * math.log(total / spread[name]) for name, n in profile.items()}
            length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
            return {name: value / length for name, value in vector.items()}

        own = weighted(self.actions[action])
        scores: dict[str, list[float]] = defaultdict(list)
        for other, event_type in self.types.items():
            if other != action:
                scores[event_type].append(_dot(own, weighted(self.actions[other])))
        # The mean of the three most alike: a type is near where some of its actions are.
        ranked = {name: sum(sorted(found)[-3:]) / 3 for name, found in scores.items()}
        best = sorted(ranked, key=lambda name: (-ranked[name], name))
        return [name for name in best[:count] if ranked[name] > 0]


def _dot(one: Profile, other: Profile) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[name] for name, value in one.items() if name in other)
