"""Which names are the same: spellings, surnames, short forms, acronyms, and one type for each.

Look-ups by key only, so that the time grows with the number of names and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice

from extract.annotate.entities import names
from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.gazetteer import is_capital, is_country, is_demonym, same_country
from extract.annotate.entities.mentions import Item, settle_name
from extract.annotate.entities.words import words

_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
_LISTED = 6  # what the gazetteer weighs
_ROLE_WEIGHTS = {"subject": 3, "object": 1}  # what a mention counts for its bearer's prominence
_TOLD = 100  # what a description weighs ("Acme, an airline"), beside 10 for a model's label


class _Group:
    """All mentions of one spelling."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.items: list[Item] = []
        self.votes: Counter[str] = Counter()
        self.parts: list[str] = []
        self.type = ""

    def add(self, item: Item, parts: list[str]) -> None:
        self.items.append(item)
        self.votes[item.mention.type] += max(1, round(item.weight * 10))
        if item.title:
            self.votes["PERSON"] += 20
        elif item.mention.type != "NORP" and (is_country(item.name) or is_capital(item.name)):
            self.votes["GPE"] += _LISTED
        if len(parts) >= len(self.parts):
            self.parts = parts

    def settle(self) -> None:
        """The majority type, what a title or a model says before what nothing says."""
        ranked = sorted((t for t in self.votes.items() if t[0]), key=lambda pair: (-pair[1], pair[0]))
        self.type = ranked[0][0] if ranked else ""


def _key(item: Item) -> tuple[str, list[str]]:
    """The key under which a spelling is looked up, and the name's bare words."""
    parts = item.parts
    if item.mention.type == "PERSON" or item.title:
        parts, gender, titled = names.without_titles(parts)
        if titled and not item.title:
            item.title = gender or "x"
    else:
        known = words().known.get(item.name)
        if known is not None:
            return "org:" + known, parts
        country = same_country(item.name)
        if country and item.mention.type in {"GPE", "LOC", "ORG", ""}:
            return "country:" + country, parts
        owner = names.domain_owner(item.name)
        if owner:
            return names.fold(owner), [owner]
        parts = names.without_legal(parts)
    return names.fold(" ".join(parts)) or item.name, parts


def link(
    items: list[Item],
    clusters: Clusters,
    votes: dict[int, str],
    relatives: frozenset[int] = frozenset(),
) -> None:
    """Merge the mentions of each name and give each name one type.

    Args:
        items: all mentions in text order.
        clusters: the groups; changed in place.
        votes: item number to a type that its description tells ("the company Acme").
        relatives: numbers of items brought in as somebody's kin ("his wife, Ann Roe").
    """
    groups: dict[str, _Group] = {}
    _countries(items)
    for item in items:
        if item.form != "name":
            continue
        key, parts = _key(item)
        group = groups.setdefault(key, _Group(key))
        group.add(item, parts)
        if item.index in votes:
            group.votes[votes[item.index]] += _TOLD
    split: list[_Group] = []
    for group in groups.values():
        for part in _split_sexes(group):
            split.extend(_split_people(part))
    for group in split:
        group.settle()
        for other in group.items[1:]:
            clusters.merge(group.items[0].index, other.index)
    _people(split, clusters, relatives)
    _short_forms(split, clusters)
    _acronyms(split, clusters)
    _settle_types(split, clusters)
    clusters.recount()


def _countries(items: list[Item]) -> None:
    """Countries that a model took for people are countries, where nothing else says that they are people.

    A given name ("Chad"), a title before it or a longer person's name with the word in it
    ("Ann Holland") says so.
    """
    worn = {
        word
        for i in items
        if i.form == "name" and i.mention.type == "PERSON" and len(i.parts) > 1
        for word in i.parts
    }
    for item in items:
        if item.form != "name" or item.mention.type != "PERSON" or item.title or len(item.parts) != 1:
            continue
        word = item.parts[0]
        if is_country(word) and word not in worn and word not in words().given_names:
            settle_name(item, "GPE")


def _split_sexes(group: _Group) -> list[_Group]:
    """ "Mr Roe" and "Mrs Roe" apart where an article has both; a bare "Roe" there is a third group."""
    if not {"m", "f"} <= {item.title for item in group.items}:
        return [group]
    by_sex: dict[str, _Group] = {}
    for item in group.items:
        sex = item.title if item.title in {"m", "f"} else ""
        by_sex.setdefault(sex, _Group(group.key)).add(item, group.parts)
    return list(by_sex.values())


def _split_people(group: _Group) -> list[_Group]:
    """A person and a place of the same name apart, where titles and the model both say so."""
    titled = [i for i in group.items if i.title and i.mention.type in {"PERSON", ""}]
    placed = [i for i in group.items if i.mention.type in _PLACES and i.weight >= 0.8 and not i.title]
    if not titled or len(placed) < len(group.items) - len(titled) or not placed:
        return [group]
    person, place = _Group(group.key), _Group(group.key)
    for item in group.items:
        (place if item in placed else person).add(item, group.parts)
    return [person, place]


def _merge(a: _Group, b: _Group, clusters: Clusters) -> None:
    clusters.merge(a.items[0].index, b.items[0].index)


# -- people ------------------------------------------------------------------------------


def _people(groups: list[_Group], clusters: Clusters, relatives: frozenset[int]) -> None:
    """Surnames, given names and other short forms of a person to the full name."""
    full = [g for g in groups if len(g.parts) > 1 and (g.type == "PERSON" or _may_be_person(g))]
    ends: dict[str, list[_Group]] = defaultdict(list)
    firsts: dict[str, list[_Group]] = defaultdict(list)
    outer: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    for group in full:
        folded = [names.fold(p) for p in group.parts]
        for cut in range(max(1, len(folded) - 4), len(folded)):
            ends[" ".join(folded[cut:])].append(group)
        firsts[folded[0]].append(group)
        outer[(folded[0], folded[-1])].append(group)
        if len(folded[0]) == 1:
            continue
        outer[(folded[0][0], folded[-1])].append(group)
    for group in full:
        folded = [names.fold(p) for p in group.parts]
        same = list(islice((g for g in outer[(folded[0], folded[-1])] if g is not group), 2))
        if len(same) == 1 and _middles_agree(group.parts, same[0].parts):
            _merge(group, same[0], clusters)
    surnames: list[tuple[_Group, list[_Group]]] = []
    for group in groups:
        if group.type not in {"PERSON", ""} and not _doubtful(group):
            continue
        bare = " ".join(names.fold(p) for p in group.parts)
        candidates = [g for g in ends.get(bare, ()) if g is not group]
        if candidates:
            surnames.append((group, candidates))
        elif len(group.parts) == 1:
            named = [g for g in firsts.get(bare, ()) if g is not group and _given(group, g)]
            if len({clusters.root(g.items[0].index) for g in named}) == 1:
                _to_full_names(group, named, clusters, relatives)
    for group, candidates in surnames:  # last, since who is called by a given name is spoken of too
        _to_full_names(group, candidates, clusters, relatives)


def _given(short: _Group, full: _Group) -> bool:
    """Whether a one-word name may be the given name in a longer one.

    A word that is no common given name and stands alone more often than in the longer name is a
    surname ("Trump" beside "Trump Tower"): news calls people by their surnames.
    """
    return short.parts[0] in words().given_names or len(short.items) <= len(full.items)


def _may_be_person(group: _Group) -> bool:
    """Whether two or three words of no known type could be a person's name."""
    return (
        not group.type and len(group.parts) <= 3 and all(p[:1].isupper() and p.isalpha() for p in group.parts)
    )


def _doubtful(group: _Group) -> bool:
    """Whether the type of a one-word name may well be wrong: not a known place, not said by its words."""
    if len(group.parts) != 1 or group.type not in {"ORG", "PRODUCT", "GPE", "LOC", "WORK"}:
        return False
    word = group.parts[0]
    return not (word.isupper() or is_country(word) or is_demonym(word) or word in words().known)


def _middles_agree(a: list[str], b: list[str]) -> bool:
    """Whether two names with one first and last word may be one person (no other middle name)."""
    first, second = ([names.fold(p) for p in parts[1:-1]] for parts in (a, b))
    if not first or not second:
        return True
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(first, second, strict=False))


def _to_full_names(
    group: _Group, candidates: list[_Group], clusters: Clusters, relatives: frozenset[int]
) -> None:
    """Link a short form to the only full name, or to the most prominent bearer of fitting sex."""
    roots = {clusters.root(g.items[0].index) for g in candidates}
    if len(roots) == 1:
        genders = {i.title for i in group.items} & {"m", "f"}
        known = clusters.gender(candidates[0].items[0].index)
        if known in {"m", "f"} and genders and known not in genders:
            return
        if _brought_in_later(group, candidates, relatives):
            return
        _merge(group, candidates[0], clusters)
        group.type = candidates[0].type
        return
    genders = {i.title for i in group.items} & {"m", "f"}
    bearers: dict[int, list[_Group]] = {}  # by their groups' roots
    for candidate in candidates[:20]:
        known = clusters.gender(candidate.items[0].index)
        if not (genders and known in {"m", "f"} and known not in genders):
            bearers.setdefault(clusters.root(candidate.items[0].index), []).append(candidate)
    if bearers:
        start = group.items[0].index
        best = max(bearers, key=lambda root: _prominence(root, start, clusters, relatives))
        _merge(group, bearers[best][0], clusters)
        group.type = "PERSON"


def _brought_in_later(group: _Group, candidates: list[_Group], relatives: frozenset[int]) -> bool:
    """Whether the only full name is a relative's, brought in when the bare surname was in use already.

    "Roe spoke. His wife, Ann Roe, listened. Roe praised the town.": Roe is not Ann Roe.
    """
    first = min(item.index for g in candidates for item in g.items)
    return first in relatives and group.items[0].index < first


def _prominence(
    bearer: int, start: int, clusters: Clusters, relatives: frozenset[int]
) -> tuple[bool, bool, int, int, int]:
    """How much an article is about one of several bearers of a surname; larger is more.

    News calls whom it is about by the bare surname, and relatives and others named in passing
    ("her husband, Paul Roe", "the office of Paul Roe") by their full names: a bearer in the
    title comes first, then who is not brought in as another's kin, then who acts more, then who
    is named more. Only where all that is equal does the nearest full name before the surname
    (whose first item is `start`) win.
    """
    items = [clusters.items[index] for index in clusters.members(bearer)]
    in_title = any(i.part == "title" and i.role != "oblique" for i in items)
    acting = sum(_ROLE_WEIGHTS.get(i.role, 0) for i in items)
    before = max((i.index for i in items if i.index < start), default=-1)
    own = min((i.index for i in items), default=-1) not in relatives
    return in_title, own, acting, len(items), before


# -- organisations and acronyms ----------------------------------------------------------


def _short_forms(groups: list[_Group], clusters: Clusters) -> None:
    """ "Acme" beside "Acme Holdings": the rest of the longer name says only what kind of thing it is."""
    longer: dict[str, list[_Group]] = defaultdict(list)
    table = words()
    for group in groups:
        if len(group.parts) < 2 or group.type not in {"ORG", ""}:
            continue
        folded = [names.fold(p) for p in group.parts]
        for cut in range(1, min(len(folded), 5)):
            rest = [p.lower() for p in group.parts[cut:]]
            if rest and all(
                p in table.org_words or p in table.lists["legal_suffixes"] or p in {"and", "&"} for p in rest
            ):
                longer[" ".join(folded[:cut])].append(group)
    for group in groups:
        if group.type not in {"ORG", "", "PRODUCT"} or group.key.startswith("country:"):
            continue
        bare = " ".join(names.fold(p) for p in group.parts)
        found = [g for g in longer.get(bare, ()) if g is not group]
        if (
            len(found) != 1
            or all(p.lower() in table.org_words for p in group.parts)
            or is_demonym(group.parts[0])
        ):
            continue
        _merge(group, found[0], clusters)


def _acronyms(groups: list[_Group], clusters: Clusters) -> None:
    """Acronyms to the one name of the article whose initials they are."""
    expansions: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        if len(group.parts) >= 2 and group.type != "PERSON":
            for short in sorted(names.initials(group.parts)):
                expansions[short].append(group)
    for group in groups:
        if len(group.parts) != 1 or not names.is_acronym(group.parts[0]):
            continue
        found = [g for g in expansions.get(names.acronym_key(group.parts[0]), ()) if g is not group]
        roots = {clusters.root(g.items[0].index) for g in found}
        if len(roots) == 1 and (len(group.parts[0]) > 2 or _adjacent(group, found[0])):
            _merge(group, found[0], clusters)


def _adjacent(short: _Group, long: _Group) -> bool:
    """Whether an acronym stands in brackets after its expansion somewhere (or the other way round)."""
    ends = {i.mention.end for i in long.items}
    starts = {i.mention.start for i in long.items}
    return any(i.mention.start - 1 in ends or i.mention.end + 1 in starts for i in short.items)


# -- types -------------------------------------------------------------------------------


def _settle_types(groups: list[_Group], clusters: Clusters) -> None:
    """One type for all mentions of a name: the heaviest vote of all its spellings."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for group in groups:
        root = clusters.root(group.items[0].index)
        for type_, weight in group.votes.items():
            if type_:
                votes[root][type_] += weight
        if group.type == "PERSON" and len(group.parts) > 1:
            votes[root]["PERSON"] += 5
    for group in groups:
        counts = votes[clusters.root(group.items[0].index)]
        if not counts:
            continue
        best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[0][0]
        for item in group.items:
            settle_name(item, best)
        clusters.set_type(group.items[0].index, best)
