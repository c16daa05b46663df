"""What a corpus says that an ontology does not code: the commonest actions without a type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.ontology.nearest import Company
from extract.rows.result import Result


@dataclass
class Suggestion:
    """An action without a type: how often it stands in how many articles, and sentences with it."""

    action: str
    count: int = 0
    articles: int = 0
    examples: list[str] = field(default_factory=list)
    nearest: list[str] = field(default_factory=list)


def suggestions(results: Iterable[Result], most: int, examples: int) -> list[Suggestion]:
    """The commonest actions without a type, those in most articles first.

    Args:
        results: the rows of each article; read one by one and not kept.
        most: how many actions to return.
        examples: how many sentences to show with each, each from another article.
    """
    found: dict[str, Suggestion] = {}
    company = Company()
    for result in results:
        fillers = _fillers(result)
        seen: set[str] = set()
        for event in result.events:
            company.add(event.action, event.event_type or "", fillers[event.event_id])
            if event.event_type:
                continue
            entry = found.setdefault(event.action, Suggestion(event.action))
            entry.count += 1
            if event.action in seen:
                continue
            seen.add(event.action)
            entry.articles += 1
            if len(entry.examples) < examples:
                entry.examples.append(" ".join((event.evidence or "").split()))
    ranked = sorted(found.values(), key=lambda s: (-s.articles, -s.count, s.action))[:most]
    for entry in ranked:
        entry.nearest = company.nearest(entry.action, 5)
    return ranked


def _fillers(result: Result) -> dict[str, list[str]]:
    """What fills the roles of each event: the role, and the role with the head of the filler."""
    text = result.text
    out: dict[str, list[str]] = defaultdict(list)
    for argument in result.arguments:
        head = text[argument.head_start : argument.head_end].lower()
        out[argument.event_id] += [argument.role, f"{argument.role} {head}"]
    return out
