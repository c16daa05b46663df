"""The lexicon of reporting words: which word can be a cue, with which complements as content.

Verbs are looked up by their written form, inflected here from the base forms of
`knowledge/cues.yaml`: a lemmatiser that has not met "lambasted" must not lose it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from extract.knowledge import load_yaml

_VOWELS = "aeiou"


def inflect(base: str) -> set[str]:
    """The regular forms of an English verb: base, -s, -ing, -ed, with spelling rules.

    Of a phrasal verb ("brush off") the first word is inflected.
    Doubling of a final consonant is added beside the undoubled form, since stress is not known.
    """
    if " " in base:
        verb, _, particle = base.partition(" ")
        return {f"{form} {particle}" for form in inflect(verb)}
    forms = {base}
    if base.endswith("e"):
        stem = base[:-1]
        forms |= {base + "s", base + "d"}
        forms.add(
            stem[:-1] + "ying" if stem.endswith("i") else (base if base.endswith("ee") else stem) + "ing"
        )
        return forms
    if base.endswith("y") and base[-2] not in _VOWELS:
        return forms | {base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    forms |= {
        base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"),
        base + "ing",
        base + "ed",
    }
    if len(base) > 2 and base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS:
        forms |= {base + base[-1] + "ing", base + base[-1] + "ed"}
    return forms


@dataclass(frozen=True)
class VerbCue:
    """What a verb can do as a cue.

    `frames` are those of `cues.yaml`; `prepositions` maps a preposition to whether the content
    behind it is a stance; `evidence`, `light` and `unsettled` as in `cues.yaml`.
    """

    base: str
    frames: frozenset[str]
    prepositions: dict[str, bool]
    evidence: bool
    light: bool
    unsettled: bool = False


@dataclass(frozen=True)
class Lexicon:
    """`knowledge/cues.yaml`, by written form in lower case; `starts` holds the first words of all cues."""

    verbs: dict[str, VerbCue]
    adjectives: dict[str, VerbCue]
    light: dict[str, str]
    nouns: dict[str, frozenset[str]]
    messages: frozenset[str]
    hearsay: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    manner: frozenset[str]
    starts: frozenset[str]
    support: frozenset[str]


def _plurals(noun: str) -> set[str]:
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return {noun, noun[:-1] + "ies"}
    return {noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")}


@functools.cache
def load_cues() -> Lexicon:
    """Read and inflect the lexicon; the same object each time."""
    data = load_yaml("cues.yaml")
    frames: dict[str, set[str]] = {}
    prepositions: dict[str, dict[str, bool]] = {}
    for group in data["verbs"]:
        for word in group["words"]:
            frames.setdefault(word, set()).update(group["frames"])
    for group in data["prepositions"]:
        for word in group["words"]:
            for preposition in group["on"]:
                prepositions.setdefault(word, {}).setdefault(preposition, bool(group.get("stance", False)))
    irregular: dict[str, list[str]] = data["irregular"]
    evidence, light, unsettled = set(data["evidence"]), set(data["light"]), set(data["unsettled"])
    verbs: dict[str, VerbCue] = {}
    for base in sorted(frames.keys() | prepositions.keys()):
        cue = VerbCue(
            base,
            frozenset(frames.get(base, ())),
            prepositions.get(base, {}),
            base in evidence,
            base in light,
            base in unsettled,
        )
        verb, _, particle = base.partition(" ")
        odd = {f"{form} {particle}".strip() for form in irregular.get(verb, ())}
        for form in sorted(inflect(base) | odd):
            if form not in verbs or form == base:
                verbs[form] = cue
    adjectives: dict[str, tuple[set[str], dict[str, bool]]] = {}
    for group in data["adjectives"]:
        for word in group["words"]:
            kinds, behind = adjectives.setdefault(word, (set(), {}))
            kinds.update(group.get("frames", ()))
            behind.update(dict.fromkeys(group.get("on", ()), True))
    nouns: dict[str, set[str]] = {}
    for kind, words in data["nouns"].items():
        for word in words:
            for form in _plurals(word):
                nouns.setdefault(form, set()).add(kind)
    according = tuple(tuple(phrase.split()) for phrase in data["according"])
    entries = [*verbs, *nouns, *adjectives, *data["hearsay"], *(words[0] for words in according)]
    return Lexicon(
        verbs=verbs,
        adjectives={
            word: VerbCue(word, frozenset(kinds), behind, False, False)
            for word, (kinds, behind) in adjectives.items()
        },
        light={f: b for b in sorted(light) for f in sorted(inflect(b) | set(irregular.get(b, ())))},
        nouns={form: frozenset(kinds) for form, kinds in nouns.items()},
        messages=frozenset(form for word in data["messages"] for form in _plurals(word)),
        hearsay=frozenset(data["hearsay"]),
        according=according,
        manner=frozenset(data["manner"]),
        starts=frozenset(entry.split()[0] for entry in entries),
        support=frozenset(f for b in data["support"] for f in sorted(inflect(b) | set(irregular.get(b, ())))),
    )
