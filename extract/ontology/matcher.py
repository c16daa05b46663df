"""An ontology at work: which event type a candidate trigger has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import extract.knowledge
from extract.ontology.entries import Entry, words_of
from extract.ontology.lexicon import event_nouns, multiwords
from extract.ontology.reading import Parsed, extends_default, parse, read_sources
from extract.ontology.types import Candidate, EventType, Match

DEFAULT = Path(next(iter(extract.knowledge.__path__))) / "ontology"


_ALONE = {""}
# Part of speech and lemma; one of the other words that an entry needs, "" if none; rank and entry.
_Index = dict[tuple[str, str], dict[str, list[tuple[int, Entry]]]]


@dataclass(frozen=True)
class Ontology:
    """Event types and the entries that lead to them.

    `types` maps names to types in file order, `entries` are all entries of types in file order,
    `multiwords` those without type. `noun_classes` are named lists of nouns. `sha256` is the
    hash (hexadecimal) of the files' text.
    """

    types: dict[str, EventType]
    entries: tuple[Entry, ...]
    noun_classes: Mapping[str, frozenset[str]]
    sha256: str
    multiwords: tuple[Entry, ...] = ()
    _index: _Index = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        entries: list[Entry] = []
        for entry in (*self.entries, *self.multiwords):
            entries.append(entry)
            *before, last = entry.lemma.split("-")
            if before and entry.pos == "noun":  # tokenizers split at hyphens: "by-election"
                modifiers = (*entry.modifiers, *before)
                entries.append(replace(entry, lemma=last, modifiers=modifiers, label=entry.action))
        entries.sort(key=lambda entry: entry.specificity, reverse=True)  # stable: ties stay in order
        for rank, entry in enumerate(entries):
            by_word = self._index.setdefault((entry.pos, entry.lemma), {})
            by_word.setdefault(min(entry.needed, default=""), []).append((rank, entry))

    def match(self, candidate: Candidate) -> Match | None:
        """The most specific entry that the candidate satisfies, or None.

        An adjective is matched as complement of "be". A noun without an entry of its own goes to
        the type of its verb ("eviction" to that of "evict", see `event_nouns`), where that verb
        matches without particle or complement.
        """
        if candidate.pos == "adj":
            candidate = candidate._replace(lemma="be", pos="verb", complement_lemma=candidate.lemma)
        found = self._best(candidate)
        if found is None and candidate.pos == "noun" and not self._has_entry(candidate):
            return self._through_verb(candidate)
        return found

    def knows_noun(self, lemma: str) -> bool:
        """Whether a noun can match at all: it, or its verb, begins an entry."""
        return ("noun", lemma) in self._index or lemma in event_nouns()

    def _has_entry(self, candidate: Candidate) -> bool:
        """Whether an entry names the noun itself, with or without conditions ("suicide bombing" does not)."""
        by_word = self._index.get((candidate.pos, candidate.lemma), {})
        return any(entry.words == candidate.lemma for _, entry in by_word.get("", ()))

    def _plausible(self, candidate: Candidate) -> list[Entry]:
        """The entries for the candidate's lemma whose other words it has, the most specific first."""
        by_word = self._index.get((candidate.pos, candidate.lemma))
        if by_word is None:
            return []
        if by_word.keys() == _ALONE:
            return [entry for _, entry in by_word[""]]
        words = words_of(candidate) | {""}
        ranked = [found for word in by_word.keys() & words for found in by_word[word]]
        return [entry for _, entry in sorted(ranked) if entry.needed <= words]

    def _best(self, candidate: Candidate) -> Match | None:
        for entry in self._plausible(candidate):
            used = entry.words_used(candidate)
            if used is None or not entry.allows(candidate, self.noun_classes):
                continue
            action = entry.action
            if candidate.particle and candidate.particle not in action.split():
                action = f"{action} {candidate.particle}"
            roles = self.types[entry.type].prepositions if entry.type else {}
            return Match(entry.type, entry.kind, action, _explain(entry), used, roles)
        return None

    def _through_verb(self, candidate: Candidate) -> Match | None:
        noun = event_nouns().get(candidate.lemma)
        if noun is None or not noun.verb:
            return None
        lemma, _, particle = noun.verb.partition(" ")
        verbal = candidate._replace(lemma=lemma, pos="verb", particle=particle)
        found = self._best(verbal)
        if found is None or not found.type or set(found.used) - {"particle"}:
            return None
        return replace(found, action=candidate.lemma, entry=f"{found.entry}, by its noun", used=())


def _explain(entry: Entry) -> str:
    return f"{entry.text} ({entry.type})" if entry.type else f"{entry.text} (multiword)"


def load(path: Path | str | None = None, alone: bool = False) -> Ontology:
    """Load an ontology from a file or a folder of files; None is the default one.

    A file with `extends: default` adds to the default ontology: its types replace those of the
    same name, its entries those with the same words and conditions; `alone` leaves the default out.

    Raises OntologyError, whose message names file and line, says what is wrong and what to do.
    """
    if path is None:
        return _default()
    sources = read_sources(Path(path))
    if alone or not extends_default(sources):
        parsed = parse(sources, _default().noun_classes if extends_default(sources) else None)
        return _build(parsed.types, parsed.entries, parsed)
    default = _default()
    parsed = parse(sources, default.noun_classes)
    keys = {entry.key for entry in parsed.entries}
    kept = [entry for entry in default.entries if entry.type not in parsed.types and entry.key not in keys]
    types = {**default.types, **parsed.types}
    return _build(types, [*parsed.entries, *kept], parsed)


@cache
def _default() -> Ontology:
    parsed = parse(read_sources(DEFAULT))
    return _build(parsed.types, parsed.entries, parsed)


def _build(types: dict[str, EventType], entries: Iterable[Entry], parsed: Parsed) -> Ontology:
    entries = tuple(entries)
    taken = {entry.key for entry in entries}
    idioms = tuple(entry for entry in multiwords() if entry.key not in taken)
    return Ontology(types, entries, parsed.noun_classes, parsed.sha256, idioms)
