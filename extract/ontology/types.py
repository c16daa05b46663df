"""What an ontology is made of: event types, entries, candidates and matches.

The roles and entity types are those of the output tables, which take them from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Pos = Literal["verb", "noun", "adj"]

KINDS = ("event", "speech", "state")

ROLES = (
    "actor",
    "target",
    "recipient",
    "content",
    "place",
    "time",
    "source",
    "destination",
    "instrument",
    "topic",
    "beneficiary",
    "purpose",
    "manner",
)

ENTITY_TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK", "MONEY")

# Event types of PLOVER (Halterman et al. 2023).
PLOVER_CODES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)

# Event subtypes of ACE 2005 (Linguistic Data Consortium, English Annotation Guidelines for Events 5.4.3).
ACE_CODES = (
    "Business.Declare-Bankruptcy",
    "Business.End-Org",
    "Business.Merge-Org",
    "Business.Start-Org",
    "Conflict.Attack",
    "Conflict.Demonstrate",
    "Contact.Meet",
    "Contact.Phone-Write",
    "Justice.Acquit",
    "Justice.Appeal",
    "Justice.Arrest-Jail",
    "Justice.Charge-Indict",
    "Justice.Convict",
    "Justice.Execute",
    "Justice.Extradite",
    "Justice.Fine",
    "Justice.Pardon",
    "Justice.Release-Parole",
    "Justice.Sentence",
    "Justice.Sue",
    "Justice.Trial-Hearing",
    "Life.Be-Born",
    "Life.Die",
    "Life.Divorce",
    "Life.Injure",
    "Life.Marry",
    "Movement.Transport",
    "Personnel.Elect",
    "Personnel.End-Position",
    "Personnel.Nominate",
    "Personnel.Start-Position",
    "Transaction.Transfer-Money",
    "Transaction.Transfer-Ownership",
)

CODE_SYSTEMS = ("plover", "cameo", "ace")


class Candidate(NamedTuple):
    """A possible trigger as the parse shows it; all words are lower-case lemmas.

    `prepositions` are those of its obliques or nominal modifiers ("on", "out of"), and of the
    object, adjective or adverb that completes it ("take part in"). `object_lemma` is the head of
    the direct object; in the passive of the subject; of a noun, of its "of" phrase.
    `complement_lemma` is a predicative complement ("make *clear*", "be *down*"); a copular
    predicate is lemma "be" with its complement, or the adjective itself with pos "adj".
    `subject_lemma` is the head of the subject of an active verb ("*costs* exploded").
    `actor_type` and `target_type` are entity types or "". `adverbs` are adverbs of the
    predicate ("take ... *seriously*"), `obliques` pairs of preposition and head noun ("put *on
    trial*"), `modifiers` compound and adjectival modifiers of a noun ("*data* breach").
    """

    lemma: str
    pos: Pos = "verb"
    particle: str = ""
    prepositions: tuple[str, ...] = ()
    object_lemma: str = ""
    complement_lemma: str = ""
    actor_type: str = ""
    target_type: str = ""
    passive: bool = False
    adverbs: tuple[str, ...] = ()
    obliques: tuple[tuple[str, str], ...] = ()
    modifiers: tuple[str, ...] = ()
    subject_lemma: str = ""


@dataclass(frozen=True)
class Match:
    """What the ontology says of a candidate.

    `type` is the name of an event type, or "" for a multiword predicate that has none. `action`
    is the lemma with the words that belong to it ("take refuge"). `entry` is the entry as text,
    with its type, for `--explain`. `used` names the slots of the candidate whose words are part
    of the action: any of particle, preposition, object, complement, adverb, oblique, modifier.
    `preposition_roles` maps prepositions to the roles they mark for this type.
    """

    type: str
    kind: str
    action: str
    entry: str
    used: tuple[str, ...] = ()
    preposition_roles: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class EventType:
    """One type of event with its words, as the codebook prints it.

    `verbs`, `nouns` and `phrases` hold the entries as text; `codes` maps a coding system (plover,
    cameo, ace) to a code; `roles` says what a role means for this type; `constraints` maps actor
    or target to the entity types allowed there where the type is known; `prepositions` gives a
    preposition a role that differs from its usual one ("hosted *on* a network": actor, where no
    "by" names one).
    """

    name: str
    definition: str
    kind: str = "event"
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    constraints: dict[str, tuple[str, ...]] = field(default_factory=dict)
    prepositions: dict[str, str] = field(default_factory=dict)
