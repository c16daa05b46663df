"""Who is who in a corpus: the keys of entities where the name alone does not tell.

Four questions, each answered from the whole corpus, so that the order of the articles does not matter:

1. One name of several types ("Acme", an organisation in twenty articles and a product in one): the
   usual type's key, where it is usual enough.
2. An acronym alone ("WFP"): the key of the full name, where the corpus expands it in one way only.
3. One name of several bearers: persons of one full name, public bodies and places of one name. Apart
   where something speaks for it (another country, sex, description) and nothing against it (a rare
   name in the company of both).
4. A surname or given name alone, which the article does not complete: a bearer of its own, unless rare
   names in its company, or its description, tell who it is.

Bearers are sorted on disk; in memory are the bearers of one surname at a time.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy

from extract.annotate.entities import names
from extract.corpus.archive import Archive, Recent
from extract.corpus.digest import Bearer
from extract.corpus.terms import Terms

RARE, RARE_SHARE = 10, 0.01  # a name is rare in so many articles, or in that share of them
USUAL, USUAL_TIMES = 3, 3  # articles in which a type is usual, and times as many as another
LEAST_ACRONYM = 3  # letters
SHORT_EVIDENCE = 2  # things in common that tell whose surname it is ...
SHORT_EVIDENCE_OF_ONE = 1  # ... where only one person of the corpus has it
SEX_EVIDENCE = 2  # things in common that outweigh pronouns
WORD = "#"  # the mark of a telling word of the article
WORDS, SHORT_WORDS = 2, 4  # so many count as one thing in common: for full names, for surnames
MOST_NAMES = 64  # that are kept of the company of a bearer
MOST_FOUND = 8  # bearers of one surname that are found by one rare name
KEPT = 500  # articles in memory

_PLACES = 1 << 20
# Of these, a word by itself ("Georgia", "Ford") is as often another thing.
_MIXED_UP = frozenset({"org", "product", "work", "event", "name"})
_PUBLIC = frozenset({"government", "court", "party", "forces", "education", "health"})


@dataclass(eq=False)
class _Known:
    """What is known of one bearer of a name, from the articles so far."""

    key: str
    articles: int = 0
    company: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    country: str = ""
    sex: str = ""

    def add(self, bearer: Bearer, company: frozenset[str]) -> None:
        self.articles += 1
        room = MOST_NAMES - len(self.company)
        self.company.update(sorted(company - self.company)[: max(0, room)])
        self.described |= bearer.described if len(self.described) < MOST_NAMES else frozenset()
        self.country = self.country or bearer.country
        self.sex = self.sex or bearer.sex

    def shared(self, bearer: Bearer, company: frozenset[str], each: int) -> int:
        """How many things speak for this being the bearer; `each` so many telling words count as one."""
        common = self.company & company
        words = sum(one.startswith(WORD) for one in common)
        return len(common) - words + words // each + (not self.described.isdisjoint(bearer.described))

    def differs(self, bearer: Bearer) -> bool:
        """Whether something speaks against it."""
        return (
            bool(self.country and bearer.country and self.country != bearer.country)
            or bool(self.described and bearer.described and self.described.isdisjoint(bearer.described))
            or self.other_sex(bearer)
        )

    def other_sex(self, bearer: Bearer) -> bool:
        return bool(self.sex and bearer.sex and self.sex != bearer.sex)


class _Cast(NamedTuple):
    """The named entities of an article: by entity_id, and the rare names among their keys."""

    doc_id: str
    original: str | None
    bearers: dict[str, Bearer]
    rare: list[str]
    words: frozenset[str]


_Row = tuple[str, int, str]  # key, rank, entity_id
_Agrees = Callable[[_Known, Bearer, int], bool]  # the last: how much they have in common


class Identities:
    """Tells the keys of the entities of an archive and writes those that are not what the name says.

    Args:
        archive: ranked.
        terms: the weights of the words of its articles.
    """

    def __init__(self, archive: Archive, terms: Terms) -> None:
        self._archive, self._terms = archive, terms
        self._base = archive.base
        self._articles = numpy.zeros(_PLACES, dtype=numpy.uint32)
        self._rare = RARE
        self._cast = Recent(self._read, KEPT)
        self._renamed: dict[str, str] = {}
        self._targets: frozenset[str] = frozenset()

    def tell(self) -> None:
        """Find the keys: to be called once."""
        self._rare = max(RARE, int(RARE_SHARE * len(self._archive)))
        self._enter()
        self._settle_types()
        self._expand_acronyms()
        self._base.execute("CREATE INDEX bearers_by_key ON bearers (key, number)")
        self._part_namesakes()
        self._part_persons()
        self._base.execute("CREATE INDEX keys_by_id ON keys (doc_id)")

    def _enter(self) -> None:
        """Put all bearers in the table, and count in how many articles each name stands."""
        for rank, digest in enumerate(self._archive.digests()):
            keys = {bearer.key for bearer in digest.bearers}
            self._articles[sorted({_place(key) for key in keys})] += 1
            self._base.executemany(
                "INSERT INTO bearers VALUES (?, ?, ?, ?, ?)",
                [(*_block(b.key), b.key, rank, b.entity_id) for b in digest.bearers],
            )
            self._base.executemany(
                "INSERT INTO acronyms VALUES (?, ?)",
                [(acronym.lower(), b.key) for b in digest.bearers for acronym in b.acronyms],
            )

    # -- by name alone -------------------------------------------------------------------

    def _settle_types(self) -> None:
        """One name of several types to the usual one."""
        rows = self._base.execute(
            "SELECT substr(key, instr(key, '/') + 1) AS name, key, count(DISTINCT number) FROM bearers"
            " WHERE name IN (SELECT substr(key, instr(key, '/') + 1) AS other FROM bearers GROUP BY other"
            " HAVING min(key) <> max(key)) GROUP BY name, key ORDER BY name, 3 DESC, key"
        )
        for name, group in groupby(rows, key=itemgetter(0)):
            (_, usual, most), *others = list(group)
            for _, key, count in others:
                if most >= max(USUAL, USUAL_TIMES * count) and _may_be_same(name, usual, key):
                    self._rename(key, usual)
                    break
        self._apply()

    def _expand_acronyms(self) -> None:
        rows = self._base.execute(
            "SELECT acronym, min(key) FROM acronyms GROUP BY acronym HAVING min(key) = max(key)"
        )
        for acronym, key in rows.fetchall():
            if len(acronym) >= LEAST_ACRONYM:
                for shelf in ("org", "name"):
                    self._rename(f"{shelf}/{acronym}", self._renamed.get(key, key))
        self._apply()

    def _rename(self, key: str, to: str) -> None:
        if key != to:
            self._renamed[key] = to

    def _apply(self) -> None:
        self._targets = frozenset(self._renamed.values())
        for key, to in self._renamed.items():
            block, short = _block(to)
            self._base.execute(
                "UPDATE bearers SET key = ?, block = ?, short = ? WHERE key = ?", (to, block, short, key)
            )

    # -- by what is told of them ---------------------------------------------------------

    def _part_namesakes(self) -> None:
        """Public bodies and places of one name in several countries."""
        rows = self._base.execute(
            "SELECT key, number, entity_id FROM bearers WHERE block = '' ORDER BY key, number, entity_id"
        )
        for key, group in groupby(rows, key=itemgetter(0)):
            if _may_have_namesakes(key):
                self._part(key, list(group), _one_country)
            elif key in self._targets:
                for _, rank, entity_id in group:
                    self._write(rank, entity_id, key)

    def _part_persons(self) -> None:
        """Persons of one name, and surnames alone."""
        rows = self._base.execute(
            "SELECT block, short, key, number, entity_id FROM bearers WHERE block <> ''"
            " ORDER BY block, short, key, number, entity_id"
        )
        for _, block in groupby(rows, key=itemgetter(0)):
            people = [row[1:] for row in block]
            if len(people) == 1 and people[0][1] not in self._targets:
                continue  # nobody else has the name
            full: list[_Known] = []
            for short, same in groupby(people, key=itemgetter(0)):
                if short:
                    self._part_short(full, [row[1:] for row in same])
                else:
                    for key, group in groupby(same, key=itemgetter(1)):
                        full += self._part(key, [row[1:] for row in group], _one_person)

    def _part(self, key: str, rows: list[_Row], agrees: _Agrees) -> list[_Known]:
        """The bearers of one name."""
        known: list[_Known] = []
        for _, rank, entity_id in rows:
            bearer, company = self._look_up(rank, entity_id)
            found = _best(known, bearer, company, agrees) or _new(known, key, bearer)
            self._settle(rank, bearer, found, company)
        return known

    def _part_short(self, full: list[_Known], rows: list[_Row]) -> None:
        """Those who are called by the surname of these, or by a name of one word, alone."""
        own: list[_Known] = []
        by_name: dict[str, list[_Known]] = {}
        for one in full:
            _index(by_name, one, one.company)
        need = SHORT_EVIDENCE_OF_ONE if len(full) <= 1 else SHORT_EVIDENCE
        for key, rank, entity_id in rows:
            bearer, company = self._look_up(rank, entity_id)
            found = _only_one(by_name, bearer, company, need) or _new(own, key, bearer)
            self._settle(rank, bearer, found, company)
            _index(by_name, found, company | _story(self._cast[rank].doc_id, bearer))

    # -- bearers and their company ---------------------------------------------------------

    def _read(self, rank: int) -> _Cast:
        """The named entities of an article, with the rarest names among them."""
        digest = self._archive.digest(rank)
        often = {b.key: int(self._articles[_place(b.key)]) for b in digest.bearers}
        rare = sorted((count, key) for key, count in often.items() if count <= self._rare)
        return _Cast(
            digest.doc_id,
            self._archive.original(digest.doc_id),
            {bearer.entity_id: bearer for bearer in digest.bearers},
            [key for _, key in rare[:MOST_NAMES]],
            frozenset(f"{WORD}{term}" for term in self._terms.telling(self._terms.vector(digest.terms))),
        )

    def _look_up(self, rank: int, entity_id: str) -> tuple[Bearer, frozenset[str]]:
        """A bearer, and the rare names in its company; in a copy, that it is told by the original."""
        cast = self._cast[rank]
        bearer = cast.bearers[entity_id]
        company = frozenset(key for key in cast.rare if key != bearer.key) | cast.words
        return bearer, company | _story(cast.original, bearer) if cast.original else company

    def _settle(self, rank: int, bearer: Bearer, found: _Known, company: frozenset[str]) -> None:
        found.add(bearer, company | _story(self._cast[rank].doc_id, bearer))
        if found.key != bearer.key:
            self._write(rank, bearer.entity_id, found.key)

    def _write(self, rank: int, entity_id: str, key: str) -> None:
        self._base.execute("INSERT INTO keys VALUES (?, ?, ?)", (self._cast[rank].doc_id, entity_id, key))


def _place(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "replace")) % _PLACES


def _block(key: str) -> tuple[str, int]:
    """The surname of a person, or "" for what is none; and whether that is all of the name."""
    shelf, _, name = key.partition("/")
    return (name.rsplit("-", 1)[-1], int("-" not in name)) if shelf == "person" else ("", 0)


def _may_be_same(name: str, usual: str, key: str) -> bool:
    """Whether a name under two types may be one thing; a country is never another thing."""
    shelves = {usual.partition("/")[0], key.partition("/")[0]}
    if shelves & {"country", "people", "money"}:
        return False
    return "-" in name or shelves <= _MIXED_UP


def _may_have_namesakes(key: str) -> bool:
    shelf, _, name = key.partition("/")
    return shelf == "place" or (shelf == "org" and names.organisation_group(name.split("-")) in _PUBLIC)


def _best(
    known: list[_Known],
    bearer: Bearer,
    company: frozenset[str],
    agrees: _Agrees,
) -> _Known | None:
    """The one of the bearers of a name that this is; None where it is another one."""
    ranked = sorted(
        ((one.shared(bearer, company, WORDS), one.articles, -n) for n, one in enumerate(known)), reverse=True
    )
    for shared, _, place in ranked:
        one = known[-place]
        if agrees(one, bearer, shared):
            return one
    return None


def _one_country(known: _Known, bearer: Bearer, _: int) -> bool:
    return not known.country or not bearer.country or known.country == bearer.country


def _one_person(known: _Known, bearer: Bearer, shared: int) -> bool:
    return shared >= (SEX_EVIDENCE if known.other_sex(bearer) else 1) or not known.differs(bearer)


def _only_one(
    by_name: dict[str, list[_Known]], bearer: Bearer, company: frozenset[str], need: int
) -> _Known | None:
    """The one bearer with enough in common, more than any other has; None where there is none."""
    near = {id(one): one for name in sorted(company) for one in by_name.get(name, ())}.values()
    fitting = [one for one in near if not one.other_sex(bearer)]
    most = max((one.shared(bearer, company, SHORT_WORDS) for one in fitting), default=0)
    found = [one for one in fitting if one.shared(bearer, company, SHORT_WORDS) == most]
    return found[0] if most >= need and len(found) == 1 else None


def _story(doc_id: str, bearer: Bearer) -> frozenset[str]:
    """What a copy's bearer has in common with the original's: twice, which is evidence enough."""
    return frozenset({f"={doc_id} {bearer.key}", f"=={doc_id} {bearer.key}"})


def _new(known: list[_Known], key: str, bearer: Bearer) -> _Known:
    """A further bearer of a name, told apart by the country where that does it, else by a number."""
    taken = {one.key for one in known}
    own = key
    if own in taken:
        own = f"{key}~{bearer.country.lower()}"
    if own in taken or own.endswith("~"):
        own = f"{key}~{len(known) + 1}"
    known.append(_Known(own))
    return known[-1]


def _index(by_name: dict[str, list[_Known]], one: _Known, company: Iterable[str]) -> None:
    for name in company:
        bearers = by_name.setdefault(name, [])
        if one not in bearers and len(bearers) < MOST_FOUND:
            bearers.append(one)
