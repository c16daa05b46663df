"""Word lists beside the ontology: multiword predicates, light verbs, event nouns.

They say what English has, not what a researcher codes, and so are not part of an ontology file.
Each function reads its file from `extract/knowledge` once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from extract.knowledge import load_yaml
from extract.ontology.entries import Entry, read_entry


@dataclass(frozen=True)
class LightVerb:
    """A verb that leaves its meaning to a noun ("make a decision", "engage in talks").

    `particle` and `preposition` stand between verb and noun; an empty preposition means that the
    noun is the object. `nouns`, if any, are the only nouns it is light with, `not_nouns` those it
    is not. `subject` says which role of the noun's event the subject fills: actor ("conduct a
    raid") or target ("come under attack").
    """

    lemma: str
    particle: str = ""
    preposition: str = ""
    subject: str = "actor"
    nouns: frozenset[str] = frozenset()
    not_nouns: frozenset[str] = frozenset()

    def takes(self, noun: str) -> bool:
        """Whether the verb is light with this event noun (lemma, lower case)."""
        return noun in self.nouns if self.nouns else noun not in self.not_nouns


@dataclass(frozen=True)
class EventNoun:
    """A noun that names an event.

    `verb` is the verb lemma (with particle) that says the same, or "". Where
    `only_with_argument` is true the noun is an event only with an "of", "by" or possessive
    argument ("the operation of the plant", but "an operation"). With one of the words of `thing_with`
    before it or in an of-phrase it names a thing ("tax return"). `body` says that it also names
    those who do it ("the campaign said").
    """

    lemma: str
    verb: str = ""
    only_with_argument: bool = False
    thing_with: frozenset[str] = frozenset()
    body: bool = False


@cache
def multiwords() -> tuple[Entry, ...]:
    """Predicates of several words that form one action without a type ("take place"), as entries."""
    table = cast(dict[str, list[object]], load_yaml("multiwords.yaml"))
    return tuple(replace(read_entry(value, "verb", {}), kind=kind) for kind in table for value in table[kind])


@cache
def light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    """Light verbs by lemma, those with particle or preposition first."""
    out: dict[str, list[LightVerb]] = {}
    for row in cast(list[dict[str, object]], load_yaml("light_verbs.yaml")["light_verbs"]):
        verb = LightVerb(
            lemma=cast(str, row["lemma"]),
            particle=cast(str, row.get("particle", "")),
            preposition=cast(str, row.get("preposition", "")),
            subject=cast(str, row.get("subject", "actor")),
            nouns=frozenset(cast(list[str], row.get("nouns", []))),
            not_nouns=frozenset(cast(list[str], row.get("not_nouns", []))),
        )
        out.setdefault(verb.lemma, []).append(verb)
    return {
        lemma: tuple(sorted(verbs, key=lambda v: (not v.particle, not v.preposition, not v.nouns)))
        for lemma, verbs in out.items()
    }


def light_verb(lemma: str, noun: str, particle: str = "", preposition: str = "") -> LightVerb | None:
    """The light-verb reading of a verb with an event noun, or None.

    `preposition` is the one before the noun, "" where the noun is the direct object.
    """
    for verb in light_verbs().get(lemma, ()):
        if verb.particle == particle and verb.preposition == preposition and verb.takes(noun):
            return verb
    return None


@cache
def event_nouns() -> dict[str, EventNoun]:
    """Event nouns by lemma."""
    table = load_yaml("event_nouns.yaml")
    things, bodies = table["things"], table["bodies"]
    return {
        noun: EventNoun(
            noun,
            verb or "",
            section == "only_with_argument",
            frozenset(things.get(noun, ())),
            noun in bodies,
        )
        for section in ("events", "only_with_argument")
        for noun, verb in cast(dict[str, str | None], table[section]).items()
    }
