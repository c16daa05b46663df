"""What an ontology says that can never count: dead entries, and entries that claim the same words.

An entry is dead where its lemma is an inflected form ("fired"), which no lemma in a text equals, or
where another entry of the same rank that stands before it matches whatever it matches. Two entries
overlap where both can match and neither ranks higher; the first in the file wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.knowledge import load_yaml
from extract.ontology.entries import Condition, Entry
from extract.ontology.lexicon import event_nouns
from extract.ontology.matcher import Ontology

# Past forms that are also verbs of their own.
_ALSO_LEMMAS = frozenset({"bore", "fell", "felt", "found", "ground", "lay", "saw", "wound"})

_Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Finding:
    """One thing found: `kind` is dead or overlap, `entry` the entry that it is about."""

    kind: str
    entry: Entry
    message: str


def findings(ontology: Ontology) -> list[Finding]:
    """The dead entries of an ontology, then the overlapping ones, in file order."""
    inflected = _inflected(ontology)
    dead: list[Finding] = []
    overlaps: list[Finding] = []
    before: dict[tuple[str, str, tuple[int, ...]], list[Entry]] = {}
    for entry in ontology.entries:
        base = inflected.get((entry.pos, entry.lemma))
        if base is not None:
            said = f"'{entry.lemma}' is a form of '{base}', but entries are lemmas. Write '{base}'"
            dead.append(Finding("dead", entry, said))
            continue
        earlier = before.setdefault((entry.pos, entry.lemma, entry.specificity), [])
        for other in earlier:
            if other.words != entry.words:
                continue
            if _covers(other, entry, ontology.noun_classes):
                said = f"'{other.text}' of type '{other.type}' matches all that it matches. Take it out"
                dead.append(Finding("dead", entry, said))
                break
            if other.type != entry.type and _meet(other, entry, ontology.noun_classes):
                said = f"overlaps with '{other.text}' of type '{other.type}', which stands first and wins"
                overlaps.append(Finding("overlap", entry, said))
                break
        earlier.append(entry)
    return dead + overlaps


def _inflected(ontology: Ontology) -> dict[tuple[str, str], str]:
    """Forms that are no lemmas themselves, by part of speech and form, with their lemma."""
    irregular = load_yaml("irregular_verbs.yaml")
    nouns = event_nouns()
    # A lemma may look like another's form: "found", "wound", "feed" beside "fee".
    lemmas = {"verb": {*irregular, *_ALSO_LEMMAS, *(n.verb for n in nouns.values())}, "noun": set(nouns)}
    known = {pos: set(words) for pos, words in lemmas.items()}
    for entry in ontology.entries:
        known[entry.pos].add(entry.lemma)
    out = {("noun", f"{noun}s"): noun for noun in known["noun"]}
    for verb in known["verb"] - set(irregular):
        stem = verb.removesuffix("e")
        out |= {("verb", form): verb for form in (f"{stem}ed", f"{verb}s")}
    out |= {("verb", form): lemma for lemma, forms in irregular.items() for form in forms}
    return {
        (pos, form): base for (pos, form), base in out.items() if form not in lemmas[pos] and form != base
    }


def _covers(wide: Entry, narrow: Entry, classes: _Classes) -> bool:
    """Whether each condition of `wide` holds wherever those of `narrow` do."""
    return all(any(_implies(own, weak, classes) for own in narrow.conditions) for weak in wide.conditions)


def _implies(strong: Condition, weak: Condition, classes: _Classes) -> bool:
    if strong.slot != weak.slot or strong.negative != weak.negative:
        return False
    one, two = _values(strong, classes), _values(weak, classes)
    return two <= one if weak.negative else one <= two or "any" in two


def _meet(one: Entry, two: Entry, classes: _Classes) -> bool:
    """Whether one candidate can satisfy both: their positive conditions share a value in each slot."""
    if [c.slot for c in _positive(one)] != [c.slot for c in _positive(two)]:
        return False  # different slots: whether both are filled hangs on the text
    return all(
        _values(a, classes) & _values(b, classes) for a, b in zip(_positive(one), _positive(two), strict=True)
    )


def _positive(entry: Entry) -> list[Condition]:
    return sorted((c for c in entry.conditions if not c.negative), key=lambda c: c.slot)


def _values(condition: Condition, classes: _Classes) -> frozenset[str]:
    """The values of a condition, classes replaced by their words."""
    out: set[str] = set()
    for value in condition.values:
        before, _, name = value.rpartition(" ")
        words = classes.get(name[1:], frozenset()) if name.startswith("$") else frozenset({name})
        out.update(f"{before} {word}" if before else word for word in words)
    return frozenset(out)
