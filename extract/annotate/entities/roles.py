"""Who holds which office or role, and who is whose kin, by the text's own words.

"Senator Ann Lee" or "Ann Lee, the mayor of Solas," states a role; "the senator" and "the mayor" later
are their holder. Only the one named holder near is meant: where two are, or where the one was
a former, deputy or future holder and the other is not, nobody is (a wrong name is worse than
a description). Kin ("his wife") are told by whose kin they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.descriptions import Description
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import Item
from extract.annotate.entities.words import words
from extract.knowledge import load_yaml

_NEAR = 3  # sentences within which a second holder of a role leaves it open who is meant
_MOST = 8  # statements of one role that are remembered
_PRESENT = frozenset({"VBZ", "VBP"})
_EX = ("ex-", "then-")


@dataclass(frozen=True)
class Offices:
    """The lists of `offices.yaml`; words in lower case."""

    same_word: dict[str, str]
    other_office: frozenset[str]
    spouses: dict[str, str]
    kin: frozenset[str]
    personal_bodies: frozenset[str]
    crowds: frozenset[str]


@cache
def offices() -> Offices:
    """Return the lists, read once."""
    raw: dict[str, Any] = load_yaml("offices.yaml")
    return Offices(
        dict(raw["same_word"]),
        frozenset(raw["other_office"]),
        dict(raw["spouses"]),
        frozenset(raw["kin"]),
        frozenset(raw["personal_bodies"]),
        frozenset(raw["crowds"]),
    )


def plain(word: str) -> list[str]:
    """The words of one token as roles are compared: "Sen." is "senator", "ex-wife" is "ex", "wife"."""
    lower = word.lower()
    if lower.endswith("-elect"):
        return ["elect", *plain(lower[:-6])]
    for prefix in _EX:
        if lower.startswith(prefix) and len(lower) > len(prefix):
            return [prefix[:-1], *plain(lower[len(prefix) :])]
    bare = lower.rstrip(".")
    return [offices().same_word.get(bare, bare)]


@dataclass(frozen=True)
class _Stated:
    """A role as stated: whose (an item's number), with which words, and of kin the relative's item or -1."""

    item: int
    said: frozenset[str]
    possessor: int


class Roles:
    """Remembers stated roles in text order and finds who is meant by a description of one."""

    def __init__(self, frame: Frame, items: list[Item], clusters: Clusters, by_head: dict[int, int]) -> None:
        self.frame = frame
        self.items = items
        self.clusters = clusters
        self.by_head = by_head
        self._stated: dict[str, list[_Stated]] = defaultdict(list)
        self._last: dict[int, int] = {}  # an entity's root to the sentence where it was last spoken of

    # -- what the text states ------------------------------------------------------------

    def see(self, item: Item) -> None:
        """Remember where an entity was spoken of, and the title before its name."""
        self._last[self.clusters.root(item.index)] = item.sentence
        if item.form == "name" and item.title:
            self._state(item, self.titles(item))

    def describe(self, description: Description) -> None:
        """Remember a role that a description states of a named person."""
        item = self.items[description.item]
        if item.form != "name" or self.clusters.type(item.index) not in {"PERSON", ""}:
            return
        if description.rank == 2 and not self._holds_now(description):
            return
        noun = self._noun(description)
        if noun < 0:
            return
        texts = [self.frame.lower[i] for i in range(description.start, description.end)]
        possessor = self.frame.tree.child(self.frame.doc[noun], "nmod:poss")
        whose = self.by_head.get(possessor.i, -1) if possessor is not None else -1
        self._state(item, texts, self.frame.lower[noun], whose)

    def _state(self, item: Item, texts: Iterable[str], noun: str = "", whose: int = -1) -> None:
        said = [word for text in texts for word in plain(text)]
        if not said:
            return
        role = plain(noun)[-1] if noun else said[-1]
        known = self._stated[role]
        if len(known) < _MOST:
            known.append(_Stated(item.index, frozenset(said), whose))

    def titles(self, item: Item) -> list[str]:
        """The titles before a name ("Vice President"), within its mention or right before it."""
        table = words()
        index = item.mention.start
        out = []
        while index < item.mention.end and self.frame.lower[index] in table.titles:
            out.append(self.frame.lower[index])
            index += 1
        index = item.mention.start - 1
        while index >= 0 and item.mention.start - index <= 4:
            lower = self.frame.lower[index]
            if not (lower in table.titles or lower in {"-", "ex"} or plain(lower)[-1] in table.titles):
                break
            out.insert(0, lower)
            index -= 1
        return out

    def _noun(self, description: Description) -> int:
        """The token of the role in a description, or -1 where it names none."""
        if description.other >= 0:
            head = self.items[description.other].head
            if description.start <= head < description.end:
                return head if self._is_role(head) else -1
        for index in range(description.end - 1, description.start - 1, -1):
            if self._is_role(index):
                return index
        return -1

    def _is_role(self, index: int) -> bool:
        table = words()
        lemma = self.frame.doc[index].lemma_.lower()
        last = plain(self.frame.lower[index])[-1]
        return any(w in table.person_nouns or w in table.titles for w in (lemma, last))

    def _holds_now(self, description: Description) -> bool:
        """Whether "X is the mayor" is said of the present."""
        head = self.items[description.other].head
        copula = self.frame.tree.child(self.frame.doc[head], "cop")
        return copula is not None and copula.tag_ in _PRESENT

    # -- who is meant --------------------------------------------------------------------

    def lately(self, item: Item, index: int, most: int) -> bool:
        """Whether the entity of an item was spoken of at most so many sentences before another item."""
        return item.sentence - self._last.get(self.clusters.root(index), -most - 1) <= most

    def holder(self, item: Item) -> int:
        """The item of the person who holds the role that a definite phrase names, or -1."""
        if item.number == "p":
            return -1
        *before, role = plain(item.lemma)
        narrower = {w for m in item.modifiers for w in plain(m)}.union(before)
        if role in offices().kin and item.possessor >= 0:
            return self._relative(item, role)
        if item.possessor >= 0:
            return -1
        return self._one(item, [s for s in self._stated.get(role, ()) if _fits(narrower, s.said)])

    def only_holder(self, item: Item) -> int:
        """The item of the only person of whom the text so far states the role a phrase names, or -1."""
        *before, role = plain(item.lemma)
        stated = self._stated.get(role, [])
        shift = offices().other_office & ({w for m in item.modifiers for w in plain(m)} | set(before))
        if len({self.clusters.root(s.item) for s in stated}) != 1:
            return -1
        return stated[0].item if offices().other_office & stated[0].said == shift else -1

    def _relative(self, item: Item, role: str) -> int:
        """ "his wife" after "his wife, Ann Lee"; "her husband" where she was called his wife."""
        mine = self.by_head.get(item.possessor, -1)
        if mine < 0:
            return -1
        found = []
        for stated in self._stated.get(role, ()):
            known = stated.possessor < 0 or self.clusters.same(stated.possessor, mine)
            if known and not self.clusters.same(stated.item, mine):
                found.append(stated.item)
        found.extend(
            stated.possessor
            for stated in self._stated.get(offices().spouses.get(role, ""), ())
            if stated.possessor >= 0 and self.clusters.same(stated.item, mine)
        )
        roots = {self.clusters.root(index) for index in found}
        if len(roots) != 1 or not self.clusters.named(found[0]):
            return -1
        return found[0]

    def _one(self, item: Item, stated: list[_Stated]) -> int:
        """The only holder, else the only one spoken of lately; -1 in doubt."""
        sexes = {"m", "f"} - {item.gender} if item.gender in {"m", "f"} else set()
        by_root = {
            self.clusters.root(s.item): s.item for s in stated if self.clusters.gender(s.item) not in sexes
        }
        if len(by_root) > 1:
            near = {r: i for r, i in by_root.items() if item.sentence - self._last.get(r, -99) <= _NEAR}
            by_root = near
        return next(iter(by_root.values())) if len(by_root) == 1 else -1


def _fits(narrower: set[str], said: frozenset[str]) -> bool:
    """Whether a phrase with these modifiers may mean who was described by these words."""
    other = offices().other_office
    if narrower & other != said & other:
        return False
    return narrower <= said
