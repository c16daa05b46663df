"""What somebody or something is called later by what the text tells of it.

"The suspect" is who was charged, "the vessel" is the ferry Larkspur. Such a description shares no word
with the name, so that it is linked only where one thing of its class stands near: a second one, named
or not, leaves it open (a wrong name is worse than a description).
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import Item
from extract.annotate.entities.roles import Roles
from extract.annotate.entities.words import words
from extract.knowledge import load_yaml

_NEAR = 3  # sentences since who or what is meant was spoken of
_REMEMBERED = 8  # things, and deeds of one class, that are looked back at
_TITLE = "WORK"  # the kind of a title of which nothing else is said


@dataclass(frozen=True)
class Table:
    """The lists of `callings.yaml` as look-ups.

    Attributes:
        done, suffered: verb, or verb and its object ("open fire"), to the nouns for who does or suffers it.
        titles: title before a name to the nouns for its bearer.
        officials: noun for a person to the nouns that others, who do the same, are called by.
        nouns: all nouns for persons above.
        said_of_all: adjectives that do not narrow such a noun.
        wider: noun for a thing to the wider nouns for it.
        things: all wider nouns.
    """

    done: dict[str, frozenset[str]]
    suffered: dict[str, frozenset[str]]
    titles: dict[str, frozenset[str]]
    officials: dict[str, frozenset[str]]
    nouns: frozenset[str]
    said_of_all: frozenset[str]
    wider: dict[str, frozenset[str]]
    things: frozenset[str]


@cache
def table() -> Table:
    """Return the lists, read once."""
    raw: dict[str, Any] = load_yaml("callings.yaml")
    found: dict[str, dict[str, frozenset[str]]] = {}
    for key in ("does", "suffers", "title", "not"):
        nouns: dict[str, set[str]] = defaultdict(set)
        for row in raw["persons"]:
            for word in row.get(key, ()):
                nouns[word].update(row["nouns"])
        found[key] = {word: frozenset(called) for word, called in nouns.items()}
    wider = {noun: frozenset(others) for noun, others in raw["wider"].items()}
    return Table(
        found["does"],
        found["suffers"],
        found["title"],
        found["not"],
        frozenset(noun for row in raw["persons"] for noun in row["nouns"]),
        frozenset(raw["said_of_all"]),
        wider,
        frozenset().union(*wider.values()),
    )


class Callings:
    """Remembers in text order what is told of whom, and finds who or what a later noun means."""

    def __init__(
        self, frame: Frame, items: list[Item], clusters: Clusters, by_head: dict[int, int], roles: Roles
    ) -> None:
        self.frame = frame
        self.items = items
        self.clusters = clusters
        self.by_head = by_head
        self.roles = roles
        self._deeds: dict[str, list[tuple[int, int]]] = defaultdict(list)  # noun to (verb's token, item)
        self._things: deque[tuple[int, str]] = deque(maxlen=_REMEMBERED)  # item, its kind
        for token in frame.doc:
            if token.pos_ == "VERB":
                self._deed(token.i)

    # -- what the text tells -------------------------------------------------------------

    def see(self, item: Item) -> None:
        """Remember the title before a name, and a thing of a known class."""
        known = table()
        if item.form == "name":
            if item.title:
                for title in self.roles.titles(item)[-1:]:
                    for noun in known.titles.get(title, ()):
                        self._deeds[noun].append((item.head, item.index))
            first = item.parts[0].lower() if len(item.parts) > 1 and item.parts[0].isupper() else ""
            if first in known.wider:
                self._things.append((item.index, first))
            elif item.mention.type == _TITLE and not _is_law(item):
                self._things.append((item.index, _TITLE))
        elif item.form == "nominal" and (item.lemma in known.wider or item.lemma in known.things):
            self._things.append((item.index, item.lemma))

    def describe(self, lemma: str, index: int) -> None:
        """Remember that a named thing was described by this noun ("the ferry Larkspur")."""
        if lemma in table().wider or lemma in table().things:
            self._things.append((index, lemma))

    def _deed(self, verb: int) -> None:
        """Note who does and who suffers what a verb tells, if it makes them somebody."""
        frame, known = self.frame, table()
        token = frame.doc[verb]
        lemma = token.lemma_.lower()
        objects = frame.tree.children(token, "obj")
        done = known.done.get(lemma, frozenset())
        for thing in objects[:1]:
            done |= known.done.get(f"{lemma} {thing.lemma_.lower()}", frozenset())
        suffered = known.suffered.get(lemma, frozenset())
        if not (done or suffered) or frame.tree.is_negated(token):
            return
        if any(c.tag_ == "MD" for c in frame.tree.children(token, "aux")):
            return  # "could be charged"
        if self._passive(verb):
            reduced = frame.rel[verb] == "acl"  # "Ann Lee, charged with theft,"
            self._note(verb, frame.head[verb] if reduced else frame.subject_of(verb), suffered)
            for agent in frame.tree.children(token, "obl:agent"):
                self._note(verb, agent.i, done)
        else:
            self._note(verb, frame.subject_of(verb), done)
            for thing in objects[:1]:
                self._note(verb, thing.i, suffered)

    def _passive(self, verb: int) -> bool:
        frame = self.frame
        for _ in range(3):
            token = frame.doc[verb]
            if frame.tree.child(token, "nsubj:pass", "aux:pass") is not None:
                return True
            if token.tag_ != "VBN" or frame.tree.child(token, "aux", "nsubj") is not None:
                return False
            if frame.rel[verb] == "acl":
                return True
            if frame.rel[verb] != "conj":
                return False
            verb = frame.head[verb]
        return False

    def _note(self, verb: int, head: int, nouns: frozenset[str]) -> None:
        if head < 0 or not nouns:
            return
        fellows = self.frame.tree.children(self.frame.doc[head], "conj")[:_REMEMBERED]
        for index in (head, *(fellow.i for fellow in fellows)):
            which = self.by_head.get(index, -1)
            if which < 0:
                continue
            item = self.items[which]
            lawful: set[str] = set()
            for word in (item.lemma, *(self.roles.titles(item) if item.title else ())):
                lawful |= table().officials.get(word, frozenset())
            for noun in nouns - lawful:
                self._deeds[noun].append((verb, which))

    # -- who or what is meant ------------------------------------------------------------

    def antecedent(self, item: Item) -> int:
        """The item that a definite singular noun phrase means by its class, or -1."""
        if item.number == "p" or item.possessor >= 0:
            return -1
        if item.lemma in table().nouns and item.modifiers <= table().said_of_all:
            return self._person(item)
        if item.lemma in table().things and not item.modifiers:
            return self._thing(item)
        return -1

    def _person(self, item: Item) -> int:
        """The only one so far of whom a deed of this class is told, if named and spoken of lately."""
        found: dict[int, int] = {}
        for verb, index in self._deeds.get(item.lemma, ())[-4 * _REMEMBERED :]:
            if verb < item.mention.start and self._human(index):
                found[self.clusters.root(index)] = index
        if len(found) != 1:
            return -1
        index = next(iter(found.values()))
        if not self.clusters.named(index) or self.clusters.number(index) == "p":
            return -1
        sexes = {item.gender, self.clusters.gender(index)}
        return index if sexes != {"m", "f"} and self.roles.lately(item, index, _NEAR) else -1

    def _human(self, index: int) -> bool:
        """Whether a deed's doer or sufferer may be a person ("attacked the plan" makes no victim)."""
        if self.clusters.only_pronouns(index):
            return self.items[index].gender != "n"
        return self.clusters.type(index) in {"PERSON", ""} and self.clusters.gender(index) != "n"

    def _thing(self, item: Item) -> int:
        """The only thing spoken of lately that the noun is a wider word for, if it is named."""
        kinds: dict[int, set[str]] = defaultdict(set)
        last: dict[int, int] = {}
        for index, kind in self._things:
            root = self.clusters.root(index)
            kinds[root].add(kind)
            last[root] = index
        found = []
        for root, told in kinds.items():
            sure = told - {_TITLE} or told
            fits = item.lemma in sure or any(item.lemma in table().wider.get(k, ()) for k in sure)
            if fits and self.roles.lately(item, last[root], _NEAR):
                found.append(last[root])
        return found[0] if len(found) == 1 and self.clusters.named(found[0]) else -1


def _is_law(item: Item) -> bool:
    """Whether a title is that of a law or treaty, which nobody calls a book."""
    return any(part.lower() in words().lists["work_words"] for part in item.parts)
