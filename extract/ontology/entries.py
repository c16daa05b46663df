"""Entries: the small grammar in which an ontology says which words express a type.

An entry of `verbs` or `phrases` is a string: a verb lemma, then words that complete it.

    evict                  the verb alone
    shut down              verb + particle
    work with              verb + preposition
    crack down on          verb + particle + preposition
    take refuge            verb + word: the head of its object, or its complement, or an adverb
    be down                the copula + complement
    get rid of             verb + word + preposition
    put on trial           verb + preposition + noun: an oblique
    come under fire from   verb + preposition + noun + preposition
    put up for sale        verb + particle + preposition + noun
    gain access to network verb + word + preposition + noun

Which small words are particles and which prepositions stands below; one that can be both matches
either, because parsers (and grammarians) waver. A verb with a particle is another verb: "give"
does not match "give up". An entry of `nouns` is a noun lemma, which matches singular and plural,
after modifiers if any ("data breach"), or before a preposition ("loss of life").

All words of the string belong to the action. Conditions on the sense do not; they need the
mapping form, where `lemma` holds a string as above:

    {lemma: charge, preposition: with}            one of these prepositions
    {lemma: fire, target: [PERSON]}               entity type of the target; likewise actor
    {lemma: fire, object: [$weapon, shot]}        head of the object, or of the "of" phrase of a noun;
                                                  $weapon is a list from `noun_classes`
    {lemma: explode, subject: [cost, number]}     head of the subject of an active verb
    {lemma: host, not_object: [party, dinner]}    likewise not_preposition, not_actor, not_target
    {lemma: strike, intransitive: true}           without object and not passive; false: with object
    {lemma: born, passive: true}
    {lemma: hit, oblique: [by $vessel, in crash]} a preposition and the head of its phrase
    {lemma: make for free, action: make free}     how the action is called

Keys: preposition, particle, object, subject, complement, oblique, target, actor, modifier, each also
with `not_`; intransitive, passive. The value of a word condition is one word or a list; `any` in a
positive one means that the slot is filled at all. An `oblique` is a preposition and a word, or a word
alone where any preposition will do. A type in `target` or `actor` also holds where the type is unknown
and the object, or the subject (in the passive the "by" phrase), is in the noun class of that name.

The entry with the most words and positive conditions wins; between equals the one with more
words, then with fewer conditions that say `any`, then with more negative conditions, then the first
in the file.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extract.knowledge import load_yaml
from extract.ontology.types import ENTITY_TYPES, Candidate

PARTICLES: frozenset[str] = frozenset(load_yaml("small_words.yaml")["particles"])
PREPOSITIONS: frozenset[str] = frozenset(load_yaml("small_words.yaml")["prepositions"])
# Particles that also begin the commonest phrases of place and time.
_SHORT_WAYS = frozenset({"in", "off", "on", "out", "up"})
_WORD_SLOTS = ("particle", "preposition", "object", "subject", "complement", "oblique", "modifier")
_TYPE_SLOTS = ("actor", "target")
_FLAGS = ("intransitive", "passive")
CONDITION_KEYS = (
    *_WORD_SLOTS,
    *_TYPE_SLOTS,
    *(f"not_{slot}" for slot in (*_WORD_SLOTS, *_TYPE_SLOTS)),
    *_FLAGS,
)
ENTRY_KEYS = ("lemma", "action", *CONDITION_KEYS)
LONGEST = 5  # words in one entry


class EntryError(ValueError):
    """An entry that cannot be read; the message says why and what to write."""


@dataclass(frozen=True)
class Condition:
    """One condition on a slot of the candidate; `values` are words, entity types or noun classes.

    `strict` is false for constraints of a whole type, which hold where the type is unknown.
    """

    slot: str
    values: frozenset[str]
    negative: bool = False
    strict: bool = True


@dataclass(frozen=True)
class Entry:
    """One entry, read: a lemma, the words that belong to the action, and conditions.

    `particle` may also turn up as preposition or adverb. `via` and `oblique` are an oblique's
    preposition and noun; `preposition` closes the entry. `text` is the entry as written, `type`
    and `kind` those of its event type ("" and "event" for a multiword without type). `label` stands
    for the words where they are shown otherwise than they match ("u-turn").
    """

    lemma: str
    pos: str
    text: str
    type: str = ""
    kind: str = "event"
    particle: str = ""
    word: str = ""
    via: str = ""
    oblique: str = ""
    preposition: str = ""
    modifiers: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    constraints: tuple[Condition, ...] = ()
    label: str = ""

    @cached_property
    def needed(self) -> frozenset[str]:
        """The words beside the lemma; a candidate that lacks one of them does not match."""
        words = (self.particle, self.word, self.oblique, self.preposition, *self.modifiers)
        return frozenset(word for word in words if word)

    @property
    def specificity(self) -> tuple[int, int, int, int]:
        """What ranks entries that match alike: words and positive conditions, words, positive conditions
        that name values (not `any`), negative conditions."""
        words = (self.particle, self.word, self.via, self.oblique, self.preposition, *self.modifiers)
        count = sum(1 for word in words if word)
        negative = sum(1 for condition in self.conditions if condition.negative)
        named = sum(1 for c in self.conditions if not c.negative and "any" not in c.values)
        return count + len(self.conditions) - negative, count, named, negative

    @property
    def action(self) -> str:
        """What the action is called: the words, or the name that the entry gives it."""
        return self.label or self.words

    @cached_property
    def words(self) -> str:
        """The lemma with the words that must stand with it, in order ("take refuge")."""
        order = (
            *self.modifiers,
            self.lemma,
            self.particle,
            self.word,
            self.via,
            self.oblique,
            self.preposition,
        )
        return " ".join(word for word in order if word)

    @property
    def key(self) -> tuple[object, ...]:
        """What two entries share that match the same candidates with the same rank."""
        conditions = sorted((c.slot, sorted(c.values), c.negative) for c in self.conditions)
        return (self.pos, self.lemma, self.words, tuple((s, tuple(v), n) for s, v, n in conditions))

    def words_used(self, candidate: Candidate) -> tuple[str, ...] | None:
        """The candidate's slots that the entry's own words fill, or None where a word is missing."""
        used: list[str] = []
        prepositions = _spread(candidate.prepositions)
        if self._about_particle:
            if candidate.particle:
                used.append("particle")
        elif candidate.particle not in ("", self.particle, self.preposition, self.word):
            return None  # "give up" is another verb than "give"
        if self.particle:
            if candidate.particle == self.particle:
                used.append("particle")
            elif self.particle in prepositions and not self._leads_elsewhere(candidate):
                used.append("preposition")
            elif candidate.complement_lemma == self.particle:  # "be down"
                used.append("complement")
            elif self.particle in PARTICLES and self.particle in candidate.adverbs:
                used.append("adverb")
            else:
                return None
        if self.word:
            if candidate.object_lemma == self.word:
                used.append("object")
            elif candidate.complement_lemma == self.word:
                used.append("complement")
            elif self.word in candidate.adverbs:
                used.append("adverb")
            elif candidate.particle == self.word:
                used.append("particle")
            else:
                return None
        if self.oblique:
            if not any(
                noun == self.oblique and self.via in _spread((via,)) for via, noun in candidate.obliques
            ):
                return None
            used.append("oblique")
        if self.preposition:
            if self.preposition in prepositions:
                used.append("preposition")
            elif candidate.particle == self.preposition:
                used.append("particle")
            else:
                return None
        if self.modifiers:
            if not all(modifier in candidate.modifiers for modifier in self.modifiers):
                return None
            used.append("modifier")
        return tuple(dict.fromkeys(used))

    @cached_property
    def _about_particle(self) -> bool:
        return any(condition.slot == "particle" for condition in self.conditions)

    def _leads_elsewhere(self, candidate: Candidate) -> bool:
        """Whether "in" behind an object begins a phrase of its own: "handed her a lead in the south".

        A verb that takes its particle takes it as its own child there ("handed the papers in").
        """
        bare = not (self.word or self.oblique or self.preposition)
        return (
            bare and self.particle in _SHORT_WAYS and bool(candidate.object_lemma) and not candidate.passive
        )

    def allows(self, candidate: Candidate, classes: Mapping[str, frozenset[str]]) -> bool:
        """Whether all conditions and constraints hold."""
        for condition in (*self.conditions, *self.constraints):
            if not _holds(condition, candidate, classes):
                return False
        return True


@lru_cache(maxsize=1024)
def _spread(prepositions: tuple[str, ...]) -> frozenset[str]:
    """Prepositions as given, and the parts of complex ones that begin with a particle ("out of")."""
    out = set(prepositions)
    for preposition in prepositions:
        parts = preposition.split()
        if len(parts) > 1 and parts[0] in PARTICLES:
            out.update(parts)
    return frozenset(out)


def words_of(candidate: Candidate) -> frozenset[str]:
    """All words of a candidate's slots, the parts of its prepositions included."""
    slots = (candidate.particle, candidate.object_lemma, candidate.complement_lemma)
    nouns = [noun for _, noun in candidate.obliques]
    return _spread(candidate.prepositions).union(slots, nouns, candidate.adverbs, candidate.modifiers)


def _holds(condition: Condition, candidate: Candidate, classes: Mapping[str, frozenset[str]]) -> bool:
    slot, values = condition.slot, condition.values
    if slot == "intransitive":
        return (not candidate.object_lemma and not candidate.passive) == ("true" in values)
    if slot == "passive":
        return candidate.passive == ("true" in values)
    if slot in _TYPE_SLOTS:
        known = candidate.actor_type if slot == "actor" else candidate.target_type
        heads = (candidate.object_lemma,) if slot == "target" else _doers(candidate)
        if known:
            found = known in values
        elif any(heads):
            found = any(head in classes.get(value, ()) for value in values for head in heads)
            if not found and not condition.strict:
                return True
        else:
            found = not condition.strict
        return found != condition.negative
    if slot == "oblique":
        found = any(_in_oblique(pair, value, classes) for pair in candidate.obliques for value in values)
        return found != condition.negative
    words: tuple[str, ...]
    if slot == "object":
        words = (candidate.object_lemma,)
    elif slot == "subject":
        words = (candidate.subject_lemma,)
    elif slot == "complement":
        words = (candidate.complement_lemma,)
    elif slot == "particle":
        words = (candidate.particle,)
    elif slot == "modifier":
        words = candidate.modifiers
    else:
        words = tuple(sorted(_spread(candidate.prepositions)))
    found = any(_listed(word, values, classes) for word in words if word)
    return found != condition.negative


def _doers(candidate: Candidate) -> tuple[str, ...]:
    """Heads of the subject, in the passive of the "by" phrases."""
    if candidate.passive:
        return tuple(noun for preposition, noun in candidate.obliques if preposition == "by")
    return (candidate.subject_lemma,)


def _in_oblique(pair: tuple[str, str], value: str, classes: Mapping[str, frozenset[str]]) -> bool:
    """Whether a preposition and its noun are those of a condition ("by $vessel", "in crash", "crash")."""
    before, _, word = value.rpartition(" ")
    return (not before or before in _spread((pair[0],))) and _listed(pair[1], frozenset({word}), classes)


def _listed(word: str, values: frozenset[str], classes: Mapping[str, frozenset[str]]) -> bool:
    if word in values or "any" in values:
        return True
    return any(value[0] == "$" and word in classes.get(value[1:], ()) for value in values)


def read_entry(value: object, pos: str, classes: Mapping[str, frozenset[str]]) -> Entry:
    """Read one entry as it stands in the file, a string or a mapping.

    Raises EntryError with the reason and what to write instead.
    """
    if isinstance(value, str):
        return _read_words(value, pos)
    if not isinstance(value, Mapping):
        raise EntryError(f"an entry must be words or a mapping with 'lemma', not {value!r}. Put it in quotes")
    for key in value:
        if key not in ENTRY_KEYS:
            raise EntryError(f"unknown key {key!r} in an entry. {suggest(str(key), ENTRY_KEYS)}")
    lemma = value.get("lemma")
    if not isinstance(lemma, str) or not lemma.strip():
        raise EntryError("an entry in braces needs 'lemma'. Write {lemma: charge, preposition: with}")
    plain = _read_words(lemma, pos)
    label = value.get("action", "")
    if not isinstance(label, str):
        raise EntryError(f"'action' must be words, not {label!r}. Put it in quotes")
    conditions = tuple(_read_condition(key, value[key], classes) for key in value if key in CONDITION_KEYS)
    written = ", ".join(f"{key}: {_written(value[key])}" for key in value)
    return Entry(
        lemma=plain.lemma,
        pos=pos,
        text="{" + written + "}",
        particle=plain.particle,
        word=plain.word,
        via=plain.via,
        oblique=plain.oblique,
        preposition=plain.preposition,
        modifiers=plain.modifiers,
        conditions=conditions,
        label=label,
    )


def _written(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(str(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_words(text: str, pos: str) -> Entry:
    words = text.split()
    if not words:
        raise EntryError("an empty entry. Write a lemma or take the line out")
    if text != text.lower():
        raise EntryError(f"entry {text!r} has capitals, but lemmas are lower case. Write {text.lower()!r}")
    if len(words) > LONGEST:
        raise EntryError(f"entry {text!r} has {len(words)} words. Use at most {LONGEST}")
    text = " ".join(words)
    if pos == "noun" and not (len(words) > 1 and _small(words[1])):
        return Entry(words[-1], pos, text, modifiers=tuple(words[:-1]))
    lemma, rest = words[0], words[1:]
    shape = "".join("p" if _small(word) else "w" for word in rest)
    match shape:
        case "":
            return Entry(lemma, pos, text)
        case "p":
            return Entry(lemma, pos, text, particle=rest[0])
        case "pp":
            return Entry(lemma, pos, text, particle=rest[0], preposition=rest[1])
        case "w":
            return Entry(lemma, pos, text, word=rest[0])
        case "wp":
            return Entry(lemma, pos, text, word=rest[0], preposition=rest[1])
        case "pw":
            return Entry(lemma, pos, text, via=rest[0], oblique=rest[1])
        case "ppw":
            return Entry(lemma, pos, text, particle=rest[0], via=rest[1], oblique=rest[2])
        case "wpw":
            return Entry(lemma, pos, text, word=rest[0], via=rest[1], oblique=rest[2])
        case "pwp":
            return Entry(lemma, pos, text, via=rest[0], oblique=rest[1], preposition=rest[2])
    raise EntryError(
        f"entry {text!r} has an order of words that is not known. "
        "Write a verb, then particle, word or preposition, as in 'shut down', 'take refuge', 'get rid of', "
        "'put on trial'"
    )


def _small(word: str) -> bool:
    return word in PARTICLES or word in PREPOSITIONS


def _read_condition(key: str, value: object, classes: Mapping[str, frozenset[str]]) -> Condition:
    if key in _FLAGS:
        if not isinstance(value, bool):
            raise EntryError(f"'{key}' must be true or false, not {value!r}")
        return Condition(key, frozenset({"true" if value else "false"}))
    given = value if isinstance(value, list) else [value]
    items = [item for item in given if isinstance(item, str) and item]
    if not items or len(items) < len(given):
        raise EntryError(
            f"'{key}' needs a word or a list of words, not {value!r}. Put numbers and yes/no in quotes"
        )
    slot = key.removeprefix("not_")
    if slot in _TYPE_SLOTS:
        for item in items:
            if item not in ENTITY_TYPES:
                raise EntryError(f"unknown entity type {item!r} in '{key}'. {suggest(item, ENTITY_TYPES)}")
    for item in items:
        name = item.rpartition(" ")[2] if slot == "oblique" else item
        if name.startswith("$") and name[1:] not in classes:
            raise EntryError(
                f"unknown noun class {name!r} in '{key}'. "
                "List its words under noun_classes, or write the words here"
            )
    return Condition(slot, frozenset(items), negative=key.startswith("not_"))


def suggest(word: str, known: tuple[str, ...]) -> str:
    """What to write instead of an unknown word, as a sentence without its full stop."""
    folded = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word.lower(), list(folded), n=1)
    start = f"Did you mean {folded[near[0]]!r}? " if near else ""
    return f"{start}Use one of: {', '.join(known)}"
