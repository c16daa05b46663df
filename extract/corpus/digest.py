"""What is kept of an article to tell its entities and events in other articles: names, words, events."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extract.annotate.entities import names
from extract.corpus.small_words import is_small
from extract.rows.result import Result
from extract.rows.schema import ArgumentRow, EntityRow, EventRow, MentionRow

MOST_TERMS = 400  # of an article: the first that it uses
MOST_SENTENCE_TERMS = 60
ROLES = ("actor", "target", "place")

_WORD = re.compile(r"[^\W_]+")
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_SURE = 2  # pronouns that tell a person's sex, none of them the other's


class Bearer(NamedTuple):
    """A named entity of an article.

    Attributes:
        entity_id, key: as in its row; the key is what the name says.
        country: alpha-3 code or "".
        sex: "m", "f" or "", by its pronouns.
        described: stems of the words that describe it.
        acronyms: acronyms that the article uses for it.
    """

    entity_id: str
    key: str
    country: str
    sex: str
    described: frozenset[str]
    acronyms: tuple[str, ...]


class Participant(NamedTuple):
    """A filler of a role: its entity where it has one, and the stems of what it is called."""

    entity_id: str
    words: frozenset[str]


class Report(NamedTuple):
    """An event as one sentence of an article tells it; cells as in its row."""

    event_id: str
    sentence: int
    part: str
    kind: str
    event_type: str
    action: str
    roles: tuple[tuple[Participant, ...], ...]  # in the order of ROLES
    numbers: tuple[tuple[str, float, str], ...]  # role, value, unit
    when_from: str
    when_to: str
    polarity: str
    modality: str
    tense: str
    source: str
    asserted: bool
    confidence: float


@dataclass(frozen=True)
class Digest:
    """What is kept of one article.

    Attributes:
        terms: hashed stems of its words with how often it has them.
        sentences: the hashed stems of each sentence that tells an event, by its number.
    """

    doc_id: str
    published: str | None
    terms: dict[int, int]
    sentences: dict[int, frozenset[int]]
    bearers: tuple[Bearer, ...]
    reports: tuple[Report, ...]


def digest_of(result: Result) -> Digest | None:
    """The digest of an article's rows, to be taken before words are withheld; None without an article."""
    if not result.articles:
        return None
    article = result.articles[0]
    counts: Counter[int] = Counter()
    for term in terms_of(article.text or ""):
        if term in counts or len(counts) < MOST_TERMS:
            counts[term] += 1
    sentences: dict[int, frozenset[int]] = {}
    for event in result.events:
        if event.sentence not in sentences:
            sentences[event.sentence] = frozenset(terms_of(event.evidence or "")[:MOST_SENTENCE_TERMS])
    arguments: dict[str, list[ArgumentRow]] = {}
    for row in result.arguments:
        arguments.setdefault(row.event_id, []).append(row)
    called = {row.entity_id: stems(row.name or "") for row in result.entities}
    return Digest(
        article.doc_id,
        article.published,
        dict(counts),
        sentences,
        tuple(_bearers(result)),
        tuple(_report(event, arguments.get(event.event_id, ()), called) for event in result.events),
    )


# -- words -------------------------------------------------------------------------------


def stem(word: str) -> str:
    """A word without its commonest endings, so that "quakes" and "quake", "killed" and "kills" agree."""
    for ending in ("ies", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:7]


def stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return frozenset(_stems(text))


def _stems(text: str) -> list[str]:
    found = _WORD.findall(names.fold(text))
    return [stem(word) for word in found if not is_small(word) and (len(word) > 1 or word.isdigit())]


def terms_of(text: str) -> list[int]:
    """The hashed stems of the content words of a text, in order."""
    return [hashed(word) for word in _stems(text)]


def hashed(word: str) -> int:
    """A number for a word, the same in every process."""
    return zlib.crc32(word.encode("utf-8", "replace"))


# -- entities ----------------------------------------------------------------------------


def _bearers(result: Result) -> Iterable[Bearer]:
    mentions: dict[str, list[MentionRow]] = {}
    for mention in result.mentions:
        mentions.setdefault(mention.entity_id, []).append(mention)
    for row in result.entities:
        if row.key:
            own = mentions.get(row.entity_id, [])
            yield Bearer(
                row.entity_id,
                row.key,
                row.country or "",
                _sex(own) if row.type == "PERSON" else "",
                stems(row.description or ""),
                _acronyms(row, own),
            )


def _sex(mentions: Iterable[MentionRow]) -> str:
    said = [(m.text or "").lower() for m in mentions if m.form == "pronoun"]
    he, she = sum(word in _HE for word in said), sum(word in _SHE for word in said)
    if he >= _SURE and not she:
        return "m"
    return "f" if she >= _SURE and not he else ""


def _acronyms(row: EntityRow, mentions: Iterable[MentionRow]) -> tuple[str, ...]:
    """The acronyms of an organisation that has a name of several words."""
    if row.type not in {"ORG", None} or len((row.name or "").split()) < 2:
        return ()
    found = {m.text or "" for m in mentions if m.form == "name"}
    acronyms = {names.acronym_key(text) for text in found if names.is_acronym(text)}
    return tuple(sorted(acronyms & names.initials((row.name or "").split())))


# -- events ------------------------------------------------------------------------------


def _report(event: EventRow, arguments: Iterable[ArgumentRow], called: dict[str, frozenset[str]]) -> Report:
    fillers: dict[str, list[Participant]] = {role: [] for role in ROLES}
    numbers = []
    for row in arguments:
        text = row.text or ""
        if row.role in fillers and row.date_id is None:
            head = text[row.head_start - row.start_char : row.head_end - row.start_char]
            entity = row.entity_id or ""
            own = stems(head) | called.get(entity, frozenset())
            fillers[row.role].append(Participant(entity, own))
        if row.number is not None:
            unit = row.unit or ""
            numbers.append((row.role, row.number, stem(names.fold(unit)) if unit.islower() else unit))
    return Report(
        event_id=event.event_id,
        sentence=event.sentence,
        part=event.part,
        kind=event.kind,
        event_type=event.event_type or "",
        action=event.action,
        roles=tuple(tuple(fillers[role]) for role in ROLES),
        numbers=tuple(numbers),
        when_from=event.when_from or "",
        when_to=event.when_to or "",
        polarity=event.polarity,
        modality=event.modality,
        tense=event.tense,
        source=event.attributed_to or "",
        asserted=event.asserted,
        confidence=event.confidence,
    )
