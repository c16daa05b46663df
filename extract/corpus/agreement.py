"""Whether two reports tell of the same happening: what speaks for and against it, and how much that weighs.

A logistic regression over `features`, with the weights of `extract/knowledge/incident_weights.yaml`,
fitted by `training/fit_incidents.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from extract.corpus.digest import Digest, Report, hashed, stem
from extract.corpus.terms import Terms, alike
from extract.knowledge import load_yaml

Vector = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Event:
    """A report made ready to be compared.

    Attributes:
        rank: that of its article.
        report: what is told.
        keys: the keys of the participants of each role.
        words: the stems of what they are called.
        predicate: the stem of the action.
        groups: numbers of the groups of related actions that it stands in.
        rarity: how rare its action is in the corpus, 0 to 1.
        sentence: the words of its sentence, weighed.
    """

    rank: int
    report: Report
    keys: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    predicate: str
    groups: frozenset[int]
    rarity: float
    sentence: Vector


def events_of(rank: int, digest: Digest, keys: Mapping[str, str], terms: Terms) -> list[Event]:
    """The events of an article, made ready.

    Args:
        rank: of the article.
        digest: what is kept of it.
        keys: entity_id to key in the corpus.
        terms: the weights of the words.
    """
    sentences = {number: terms.vector_of_set(words) for number, words in digest.sentences.items()}
    out = []
    for report in digest.reports:
        found = [
            frozenset(keys[one.entity_id] for one in fillers if one.entity_id in keys)
            for fillers in report.roles
        ]
        words = [frozenset().union(*(one.words for one in fillers)) for fillers in report.roles]
        predicate = stem(report.action.split()[0])
        out.append(
            Event(
                rank,
                report,
                tuple(found),
                tuple(words),
                predicate,
                _groups(report.action),
                terms.rarity(hashed(predicate)),
                sentences.get(report.sentence, {}),
            )
        )
    return out


def blocks(event: Event) -> tuple[str, ...]:
    """Events are compared that have one of these in common."""
    kinds = [f"a {event.predicate}"]
    if event.report.event_type:
        kinds.append(f"t {event.report.event_type}")
    kinds.extend(f"g {group}" for group in event.groups)
    return tuple(kinds)


@cache
def _related() -> dict[str, frozenset[int]]:
    """The numbers of the groups of each action, by its stems."""
    out: dict[str, set[int]] = {}
    for number, group in enumerate(load_yaml("related_actions.yaml")):
        for action in group:
            out.setdefault(_stemmed(action), set()).add(number)
    return {action: frozenset(groups) for action, groups in out.items()}


def _stemmed(action: str) -> str:
    return " ".join(stem(word) for word in action.split())


def _groups(action: str) -> frozenset[int]:
    """The groups of an action; of one of several words those of its first where it has none itself."""
    related = _related()
    whole = _stemmed(action)
    return related.get(whole) or related.get(whole.split(" ")[0], frozenset())


def features(one: Event, other: Event, articles: float) -> dict[str, float]:
    """What speaks for and against; each about 0 to 1. `articles` is how alike their articles are."""
    a, b = one.report, other.report
    same_action = a.action == b.action
    same_stem = one.predicate == other.predicate
    same_type = bool(a.event_type) and a.event_type == b.event_type
    sentence = alike(one.sentence, other.sentence)
    together = one.rank == other.rank
    out = {
        "same action": float(same_action),
        "same stem": float(same_stem),
        "same type": float(same_type),
        "other type": float(bool(a.event_type and b.event_type) and not same_type),
        "other action": float(not same_stem),
        "other particle": float(same_stem and not same_action),
        "related": float(not same_stem and not one.groups.isdisjoint(other.groups)),
        "rare action": one.rarity if same_stem else 0.0,
        "sentence": sentence,
        "sentence, same action": sentence if same_stem else 0.0,
        "article": 0.0 if together else articles,
        "article, same action": articles if same_stem and not together else 0.0,
        "article and rare action": articles * one.rarity if same_stem and not together else 0.0,
        "one article": float(together),
        "one sentence": float(together and a.sentence == b.sentence),
        "title": float("title" in {a.part, b.part}),
        "title of one article": float(together and (a.part == "title") != (b.part == "title")),
        "crossed": float(
            _common(one.keys[0], other.keys[1])
            or _common(one.keys[1], other.keys[0])
            or _common(one.words[0], other.words[1])
            or _common(one.words[1], other.words[0])
        ),
        "dates agree": 0.0,
        "dates clash": 0.0,
        "numbers agree": 0.0,
        "numbers clash": 0.0,
        "polarity": float(a.polarity != b.polarity),
        "modality": float((a.modality == "none") != (b.modality == "none")),
        "tense": float(a.tense != b.tense),
        "kind": float(a.kind != b.kind),
        "speech": float("speech" in {a.kind, b.kind}),
        "state": float("state" in {a.kind, b.kind}),
    }
    for role, name in enumerate(("actor", "target", "place")):
        key = _common(one.keys[role], other.keys[role])
        words = _common(one.words[role], other.words[role])
        both = bool(one.words[role] and other.words[role])
        out[f"{name} key"] = float(key)
        out[f"{name} words"] = float(words and not key)
        out[f"{name} clash"] = float(both and not words and not key)
        out[f"{name} names clash"] = float(
            bool(one.keys[role] and other.keys[role]) and not key and not words
        )
    out["speech by one"] = float(out["speech"] and (out["actor key"] or out["actor words"]))
    if a.when_from and a.when_to and b.when_from and b.when_to:
        agree = a.when_from <= b.when_to and b.when_from <= a.when_to
        out["dates agree" if agree else "dates clash"] = 1.0
    numbers = numbers_of(a), numbers_of(b)
    if numbers[0] and numbers[1]:
        shared = [numbers[0][what] == numbers[1][what] for what in numbers[0].keys() & numbers[1].keys()]
        if shared:
            out["numbers agree" if any(shared) else "numbers clash"] = 1.0
    return out


def numbers_of(report: Report) -> dict[tuple[str, str], float]:
    """What is counted, by role and unit."""
    return {(role, unit): value for role, value, unit in report.numbers}


def _common(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other)


@cache
def _weights() -> dict[str, float]:
    raw = cast("dict[str, float]", load_yaml("incident_weights.yaml"))
    return {str(name): float(value) for name, value in raw.items()}


def agreement(one: Event, other: Event, articles: float) -> float:
    """The probability that two reports tell of the same happening."""
    weights = _weights()
    found = features(one, other, articles)
    score = weights["bias"] + sum(weights[name] * value for name, value in found.items() if value)
    return 1.0 / (1.0 + math.exp(-score))
