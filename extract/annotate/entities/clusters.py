"""Which mentions are one: a union-find over items that keeps what each group has in common."""

from __future__ import annotations

from collections import Counter

from extract.annotate.entities.mentions import Item


class Clusters:
    """Groups of items; every item starts alone.

    Attributes are looked up by an item's number (`Item.index`) and hold for its whole group.
    """

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self._parent = list(range(len(items)))
        self._members: list[list[int]] = [[i] for i in range(len(items))]
        self._genders: list[Counter[str]] = [Counter({i.gender: 1} if i.gender else {}) for i in items]
        self._numbers: list[Counter[str]] = [Counter({i.number: 1} if i.number else {}) for i in items]
        self._full: list[bool] = [i.form != "pronoun" for i in items]
        self._named: list[bool] = [i.form == "name" for i in items]
        self._types: list[str] = [i.mention.type for i in items]

    def recount(self) -> None:
        """Read sex and number of all items again, after types of names were settled."""
        for index in range(len(self.items)):
            members = self._members[index]
            if members:
                self._genders[index] = Counter(g for m in members if (g := self.items[m].gender))
                self._numbers[index] = Counter(n for m in members if (n := self.items[m].number))

    def root(self, index: int) -> int:
        """The representative of a group; the same number for all its members."""
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def same(self, a: int, b: int) -> bool:
        return self.root(a) == self.root(b)

    def merge(self, a: int, b: int) -> None:
        """Make two groups one."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a].extend(self._members[b])
        self._members[b] = []
        self._genders[a].update(self._genders[b])
        self._numbers[a].update(self._numbers[b])
        if self._named[b] and (not self._named[a] or not self._types[a]):
            self._types[a] = self._types[b] or self._types[a]
        elif not self._types[a]:
            self._types[a] = self._types[b]
        self._named[a] = self._named[a] or self._named[b]
        self._full[a] = self._full[a] or self._full[b]

    def members(self, index: int) -> list[int]:
        """The numbers of a group's items, in no fixed order."""
        return self._members[self.root(index)]

    def size(self, index: int) -> int:
        return len(self._members[self.root(index)])

    def named(self, index: int) -> bool:
        return self._named[self.root(index)]

    def only_pronouns(self, index: int) -> bool:
        """Whether a group has neither a name nor a noun phrase yet."""
        return not self._full[self.root(index)]

    def type(self, index: int) -> str:
        """The group's type: that of its names, else of its noun phrases, "" if unknown."""
        return self._types[self.root(index)]

    def set_type(self, index: int, type_: str) -> None:
        self._types[self.root(index)] = type_

    def gender(self, index: int) -> str:
        """m, f, a (a person), n (no person), or "" where nothing tells it."""
        counts = self._genders[self.root(index)]
        for value in ("m", "f"):
            other = "f" if value == "m" else "m"
            if counts[value] > counts[other]:
                return value
        if counts["m"]:
            return "a"
        if self.type(index) == "PERSON" or counts["a"] > counts["n"]:
            return "a"
        return "n" if counts["n"] else ""

    def number(self, index: int) -> str:
        """s, p, or "" where unknown or mixed."""
        counts = self._numbers[self.root(index)]
        if counts["s"] and not counts["p"]:
            return "s"
        return "p" if counts["p"] and not counts["s"] else ""
