"""Definite descriptions: "the site" after "the Acme Web site", "the company" after "Acme".

Precision first: a description finds its antecedent by its head word and words that narrow it
down, or by the kind of thing it names; indefinite phrases always bring something new
(after Lee et al. 2013, "Deterministic coreference resolution", sieves 3 to 8).
"""

from __future__ import annotations

from collections import defaultdict, deque

from extract.annotate.entities import names
from extract.annotate.entities.callings import Callings
from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.gazetteer import is_country, same_country
from extract.annotate.entities.mentions import Item
from extract.annotate.entities.roles import Roles, offices, plain
from extract.annotate.entities.words import words

_DEFINITE = frozenset({"def", "dem", "poss"})
_REMEMBERED = 6  # phrases of one head word that are looked back at
_HEAD_WINDOW = 12  # sentences between a description and a phrase of the same head
_KIND_WINDOW = 3  # sentences between "the company" and a company
_FEW = 6  # organisations looked back at


class Nominals:
    """Finds the antecedent of noun phrases, fed with all items in text order."""

    def __init__(
        self, frame: Frame, items: list[Item], clusters: Clusters, by_head: dict[int, int], roles: Roles
    ) -> None:
        self.frame = frame
        self.roles = roles
        self.callings = Callings(frame, items, clusters, by_head, roles)
        self.items = items
        self.clusters = clusters
        self.by_head = by_head
        self._heads: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._kinds: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_FEW))
        self._groups: dict[str, frozenset[str]] = defaultdict(frozenset)
        self._described: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=3))

    def see(self, item: Item) -> None:
        """Remember an item as a possible antecedent of what follows."""
        if item.form == "pronoun" or item.part == "byline":
            return
        self.callings.see(item)
        self._heads[item.lemma].append(item.index)
        if item.form == "name" and item.mention.type:
            self._kinds[item.mention.type].append(item.index)

    def describe(self, lemma: str, index: int) -> None:
        """Remember that the entity of an item was described by this noun ("the airline Acme")."""
        self._described[lemma].append(index)
        self.callings.describe(lemma, index)
        groups = words().org_nouns.get(lemma)
        if groups:
            self._groups[self.items[index].name] |= groups

    def antecedent(self, item: Item) -> int:
        """The number of the item that a noun phrase refers back to, or -1."""
        if item.form != "nominal" or item.determiner not in _DEFINITE:
            return -1
        if item.lemma in words().lists["never_linked"] or item.lemma in words().lists["partitive_nouns"]:
            return -1
        if item.mention.type == "MONEY":
            return -1
        if item.modifiers & (words().lists["other_words"] - offices().other_office):
            return -1
        found = self._by_head(item)
        if found < 0 or not self.clusters.named(found):
            holder = self.roles.holder(item)
            if holder >= 0 and not self._nested(item, self.items[holder]):
                return holder
        if found < 0 and item.determiner in {"def", "dem"}:
            found = self._by_description(item)
            if found < 0:
                found = self._by_kind(item)
            if found < 0:
                found = self.callings.antecedent(item)
            if found >= 0 and self._nested(item, self.items[found]):
                return -1
        return found

    # -- the same head word --------------------------------------------------------------

    def _by_head(self, item: Item) -> int:
        for index in reversed(self._heads[item.lemma]):
            other = self.items[index]
            if item.sentence - other.sentence > _HEAD_WINDOW:
                break
            if other.index != item.index and self._same_thing(item, other):
                return -1 if self._either(item, other) else index
        return -1

    def _either(self, item: Item, other: Item) -> bool:
        """Whether "the economy" may be one of two that were told apart ("the French economy", "that of ...").

        The nearer one is meant where it stands alone in the sentence before; else it is open.
        """
        if item.modifiers or item.possessor >= 0:
            return False
        for index in self._heads[item.lemma]:
            rival = self.items[index]
            if item.sentence - rival.sentence > _KIND_WINDOW or self.clusters.same(index, other.index):
                continue
            if rival.number != other.number or not self._told_apart(rival, other):
                continue
            if rival.sentence == other.sentence or item.sentence - other.sentence > 1:
                return True
        return False

    def _told_apart(self, a: Item, b: Item) -> bool:
        if a.possessor >= 0 and b.possessor >= 0:
            return True
        return bool(a.modifiers and b.modifiers) and not (
            a.modifiers <= b.modifiers or b.modifiers <= a.modifiers
        )

    def _same_thing(self, item: Item, other: Item) -> bool:
        if other.mention.end > item.mention.start or self._nested(item, other):
            return False
        if item.number != other.number and item.number and other.number and other.form != "name":
            return False
        if other.form == "name":
            return self._fits_name(item, other)
        if not item.modifiers <= (other.modifiers | {other.lemma}):
            return False
        if other.determiner == "indef" and self._denied(other):
            return False
        if _shift(item) != _shift(other) or self._said_of_a_name(other):
            return False
        return self._possessors_agree(item, other)

    def _fits_name(self, item: Item, other: Item) -> bool:
        """ "the ministry" after "the Ministry of Defence"."""
        if item.possessor >= 0 or len(other.parts) < 2 or other.mention.type == "PERSON":
            return False
        lowered = {part.lower() for part in other.parts}
        return item.lemma in lowered and item.modifiers <= lowered

    def _said_of_a_name(self, other: Item) -> bool:
        """Whether a phrase is the predicate of somebody named ("Ann Lee is the mayor"): roles know whose."""
        token = self.frame.doc[other.head]
        if self.frame.tree.child(token, "cop") is None or self.clusters.size(other.index) > 1:
            return False
        subjects = self.frame.tree.children(token, "nsubj")
        which = self.by_head.get(subjects[0].i, -1) if subjects else -1
        return which >= 0 and self.clusters.named(which)

    def _denied(self, other: Item) -> bool:
        return any(
            self.frame.lower[c.i] == "no" for c in self.frame.tree.children(self.frame.doc[other.head], "det")
        )

    def _possessors_agree(self, item: Item, other: Item) -> bool:
        """Whether two phrases have the same possessor, or the later one has none to disagree with."""
        if item.possessor < 0:
            return True
        if other.possessor < 0:
            return False
        mine, theirs = self.by_head.get(item.possessor, -1), self.by_head.get(other.possessor, -1)
        return mine >= 0 and theirs >= 0 and self.clusters.same(mine, theirs)

    def _nested(self, item: Item, other: Item) -> bool:
        """Whether one phrase hangs inside the other (a thing is no part of itself)."""
        for inner, outer in ((item.head, other.head), (other.head, item.head)):
            index = inner
            for _ in range(6):
                above = self.frame.head[index]
                if above == outer and not self.frame.rel[index].startswith(("conj", "acl")):
                    return True
                if above == index or self.frame.doc[above].pos_ == "VERB":
                    break
                index = above
        return False

    # -- the kind of thing ---------------------------------------------------------------

    def _by_description(self, item: Item) -> int:
        """ "the airline" after "the airline Acme" or "Acme, a small airline"."""
        remembered = self._described.get(item.lemma)
        if not remembered or item.number == "p":
            return -1
        remembered = deque(i for i in remembered if self.clusters.type(i) != "PERSON")  # roles know people
        if not remembered:
            return -1
        roots = {self.clusters.root(index) for index in remembered}
        if item.modifiers:
            return -1
        if len(roots) == 1:
            return remembered[-1]
        near = [i for i in remembered if item.sentence - self.items[i].sentence <= _KIND_WINDOW]
        return near[-1] if near else -1

    def _by_kind(self, item: Item) -> int:
        if item.number == "p" or item.modifiers or item.possessor >= 0:
            return -1
        table = words()
        lemma = item.lemma
        if lemma in table.org_nouns:
            return self._organisation(item)
        if lemma == "state":  # a country or a part of one
            return self._nearest(item, "GPE", lambda o: is_country(o.name))
        if lemma in table.country_nouns:
            return self._nearest(item, "GPE", lambda o: bool(same_country(o.name)))
        if lemma in table.city_nouns:
            return self._nearest(item, "GPE", lambda o: not same_country(o.name))
        if table.person_nouns.get(lemma, "") and lemma in {"man", "woman", "boy", "girl"}:
            wanted = table.person_nouns[lemma]
            return self._nearest(item, "PERSON", lambda o: self.clusters.gender(o.index) == wanted)
        return -1

    def _nearest(self, item: Item, type_: str, fits: object) -> int:
        """The nearest name of a type that fits; -1 where two different ones stand in one sentence."""
        assert callable(fits)
        chosen = -1
        for index in reversed(self._kinds[type_]):
            other = self.items[index]
            if item.sentence - other.sentence > _KIND_WINDOW:
                break
            if other.mention.end > item.mention.start or not fits(other) or self._nested(item, other):
                continue
            if chosen < 0:
                chosen = index
            elif not self.clusters.same(chosen, index) and other.sentence == self.items[chosen].sentence:
                subjects = [i for i in (chosen, index) if self.items[i].role == "subject"]
                return subjects[0] if len(subjects) == 1 else -1
        return chosen

    def _organisation(self, item: Item) -> int:
        """ "the company": the nearest organisation that the noun may describe, subjects first."""
        table = words()
        groups = table.org_nouns[item.lemma]
        broad = bool({"generic", "company"} & groups)

        def fits(other: Item) -> bool:
            told = self._groups.get(other.name)
            if told:  # "Acme, a trade union" is not "the company"
                return "generic" in groups or bool(told & groups)
            group = names.organisation_group(other.parts)
            if group:
                if "generic" in groups or group in groups:
                    return True
                return "company" in groups and group not in table.lists["not_company"]
            return broad

        return self._nearest(item, "ORG", fits)


def _shift(item: Item) -> frozenset[str]:
    """The words that make another office of one: "former" in "the former president"."""
    said = {word for text in (item.lemma, *item.modifiers) for word in plain(text)}
    return frozenset(said & offices().other_office)
