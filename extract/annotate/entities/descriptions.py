"""What a text calls somebody: appositions, nouns before a name, "X is a ...".

Each finder yields `Description`s: the words, and the mention they describe. An apposition is a
mention of the same entity; the words before a name and a predicate noun are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.annotate.entities.frame import Frame
from extract.annotate.entities.gazetteer import country_of, is_country, is_demonym
from extract.annotate.entities.mentions import Item
from extract.annotate.entities.names import type_by_words
from extract.annotate.entities.words import words

_BEFORE = frozenset({"compound", "nmod:desc", "flat", "appos", "amod", "nmod"})
_LONGEST = 30
_ENDS = frozenset(",;:—–()[]\"“”'‘")


@dataclass(frozen=True)
class Description:
    """A description found.

    Attributes:
        item: number of the item described.
        start, end: token indices of the words.
        other: number of the item that is the description itself, or -1.
        same: whether that item is a mention of the same entity.
        type: the type that the description's noun tells, or "".
        rank: 0 apposition, 1 nouns before the name, 2 predicate noun.
    """

    item: int
    start: int
    end: int
    other: int
    same: bool
    type: str
    rank: int


def find(frame: Frame, items: list[Item], by_head: dict[int, int]) -> list[Description]:
    """Return all descriptions in text order of what they describe."""
    found: list[Description] = []
    ends: dict[int, int] = {}  # end of a phrase to the number of the smallest that ends there
    for item in items:
        if item.form != "pronoun":
            ends[item.mention.end] = item.index
    for item in items:
        if item.form == "pronoun":
            continue
        found.extend(_appositions(frame, item, items, by_head, ends))
        if item.form == "name":
            found.extend(_before(frame, item, items, by_head))
            found.extend(_named_as(frame, item, items, by_head))
        found.extend(_predicate(frame, item, items, by_head))
    return found


def noun_type(lemma: str) -> str:
    """The type that a noun tells of what it describes: PERSON, ORG, GPE, LOC, FAC or ""."""
    table = words()
    if lemma in table.lists["either_nouns"]:
        return "ORG" if lemma in table.org_nouns else ""
    if lemma in table.person_nouns:
        return "PERSON"
    if lemma in table.org_nouns:
        return "ORG"
    return table.noun_types.get(lemma, "")


def _agree(name: Item, noun: Item) -> bool:
    """Whether a noun phrase can describe this: number and type do not contradict."""
    told = noun_type(noun.lemma)
    if name.form == "name" and told == "PERSON" and not _may_be_person(name):
        return False
    sure = name.form == "nominal" or bool(name.title) or name.gender in {"m", "f"} or len(name.parts) > 1
    if (
        name.mention.type == "PERSON"
        and sure
        and (noun.number == "p" or told in {"ORG", "GPE", "LOC", "FAC"})
    ):
        return False
    if name.form == "name" and name.mention.type in {"GPE", "LOC"} and told == "PERSON":
        return not country_of(name.name)  # "France, a member of the union"
    if name.form == "nominal" and name.number and noun.number and name.number != noun.number:
        return False
    return not (name.mention.type == "ORG" and name.weight >= 0.9 and told == "PERSON")


def _appositions(
    frame: Frame, item: Item, items: list[Item], by_head: dict[int, int], ends: dict[int, int]
) -> Iterator[Description]:
    token = frame.doc[item.head]
    above = item
    for child in frame.tree.children(token, "appos"):
        which = by_head.get(child.i, -1)
        if which < 0 or child.i < item.mention.end:
            continue
        other = items[which]
        item = above if other.form == "name" else _nearest(frame, above, other, items, ends)
        between = frame.doc[item.mention.end : other.mention.start]
        if other.form == "name" and item.form == "name":
            continue  # "Athens, Georgia"; acronyms are the business of names
        if other.form == "pronoun" or len(between) > _LONGEST or _is_age(frame, other):
            continue
        if frame.tree.child(child, "conj") is not None and other.number != "p" and item.form == "nominal":
            continue
        noun, named = (item, other) if other.form == "name" else (other, item)
        if not _agree(named, noun):
            continue
        glued = item is named and not len(between)
        if glued and noun.lemma in words().person_nouns and not _may_be_person(named):
            continue  # "Chad leader", parsed as Chad, the leader
        if other.form == "name":  # "the firm, Acme,"
            yield Description(
                which, item.mention.start, item.mention.end, item.index, True, noun_type(item.lemma), 0
            )
        else:
            start, end = _extended(frame, other)
            yield Description(item.index, start, end, which, True, noun_type(other.lemma), 0)


def _may_be_person(name: Item) -> bool:
    """Whether the words of a name can be a person's: no country, no people, no organisation."""
    if name.title or (name.mention.type == "PERSON" and len(name.parts) > 1):
        return True
    if is_country(name.name) or is_demonym(name.name) or name.name in words().known:
        return False
    return not type_by_words(name.parts)


def _nearest(frame: Frame, item: Item, other: Item, items: list[Item], ends: dict[int, int]) -> Item:
    """What an apposition describes: the nearest phrase before it that it may be said of.

    In "the daughter of Ann Lee, the leader who won" parsers hang the leader on the daughter as
    often as on Ann Lee; the reader takes the nearer one. "The head of Acme, a tall woman" stays
    with the head, since Acme is no woman.
    """
    index = other.mention.start
    while index > item.mention.start and _passed(frame, index - 1):
        index -= 1
    near = items[ends.get(index, item.index)]
    if near.index == item.index or near.head <= item.head or near.mention.end > other.mention.start:
        return item
    if not _under(frame, near.head, item.head):
        return item
    told = noun_type(other.lemma)
    clause = frame.tree.child(frame.doc[other.head], "acl:relcl")
    if clause is not None and any(c.lower_ in {"who", "whom"} for c in frame.tree.children(clause)):
        told = "PERSON"
    type_ = near.mention.type
    if near.form == "name" and told == "PERSON" and type_ != "PERSON":
        unsure = type_ in {"", "WORK", "PRODUCT"} and len(near.parts) > 1 and not type_by_words(near.parts)
        type_ = "PERSON" if unsure else type_
    if not told:
        told = item.mention.type if other.lemma in words().lists["either_nouns"] else ""
    return near if told and type_ == told and _agree(near, other) else item


def _is_age(frame: Frame, item: Item) -> bool:
    """Whether an apposition is a bare number: it describes, but nobody is it."""
    alone = item.form == "nominal" and item.mention.end - item.mention.start == 1
    return alone and frame.doc[item.head].pos_ == "NUM"


def _passed(frame: Frame, index: int) -> bool:
    """Whether a token may stand between a name and what describes it: a comma, an age ("Ann Lee, 43, a")."""
    token = frame.doc[index]
    return bool(token.is_punct or token.is_space or token.pos_ == "NUM")


def _under(frame: Frame, index: int, top: int) -> bool:
    """Whether a token belongs to the phrase of another, as its "of" phrase or deeper in it."""
    for _ in range(6):
        if index == top:
            return True
        if frame.head[index] == index or not frame.rel[index].startswith(("nmod", "conj", "compound")):
            return False
        index = frame.head[index]
    return False


def _extended(frame: Frame, item: Item) -> tuple[int, int]:
    """An apposition with its relative clause: "a charity that feeds people"."""
    start, end = item.mention.start, item.mention.end
    clause = frame.tree.child(frame.doc[item.head], "acl:relcl", "acl")
    if clause is not None and clause.i > item.head:
        low, high = frame.tree.span(clause, "conj", "parataxis")
        if low <= end + 1 and high - start <= _LONGEST:
            return start, max(end, high)
    return start, end


def _before(frame: Frame, item: Item, items: list[Item], by_head: dict[int, int]) -> Iterator[Description]:
    """ "US airline Acme", "director of Acme Ann Lee", "Prime Minister Ann Lee"."""
    head = item.head
    above = frame.head[head]
    if (
        frame.rel[head] in {"flat", "appos", "compound", "nmod:desc"}
        and above < item.mention.start
        and above in by_head
    ):
        noun = items[by_head[above]]
        if noun.form == "nominal" and frame.rel[head] in {"flat", "appos"} and _glued(frame, noun, item):
            if frame.rel[head] == "flat" and _agree(item, noun):
                start, _ = noun.mention.start, noun.mention.end
                yield Description(
                    item.index,
                    _plain(frame, start),
                    item.mention.start,
                    noun.index,
                    True,
                    noun_type(noun.lemma),
                    1,
                )
            return
    start = item.mention.start
    twin = by_head.get(start - 1, -1)
    if twin >= 0 and _two_subjects(frame, items[twin], item) and _agree(item, items[twin]):
        noun = items[twin]
        first = _plain(frame, noun.mention.start)
        yield Description(item.index, first, start, twin, True, noun_type(noun.lemma), 1)
        return
    noun_at = -1
    for child in reversed(frame.tree.children(frame.doc[head])):
        if child.i >= item.mention.start:
            continue
        if frame.rel[child.i] not in _BEFORE or child.i < item.mention.start - _LONGEST:
            break
        if noun_at < 0:
            lemma = child.lemma_.lower() or child.lower_
            titled = child.lower_ in words().titles
            if child.pos_ not in {"NOUN", "PROPN"} or not (
                child.pos_ == "NOUN" or titled or noun_type(lemma)
            ):
                break
            noun_at = child.i
        low, _ = frame.tree.span(child)
        start = min(start, low)
    if noun_at < 0 or start >= item.mention.start:
        return
    start = _plain(frame, start)
    if start < item.mention.start and noun_at >= start:
        token = frame.doc[noun_at]
        other = by_head.get(noun_at, -1)
        if other == item.index or (other >= 0 and items[other].form == "name"):
            other = -1
        yield Description(
            item.index,
            start,
            item.mention.start,
            other,
            other >= 0,
            noun_type(token.lemma_.lower() or token.lower_),
            1,
        )


def _named_as(frame: Frame, item: Item, items: list[Item], by_head: dict[int, int]) -> Iterator[Description]:
    """ "The victim was identified as Ann Lee", "police named the man as Ann Lee"."""
    verb = frame.doc[frame.head[item.head]]
    if item.mention.type != "PERSON" or verb.lemma_.lower() not in {"identify", "name"}:
        return
    if frame.tree.preposition(frame.doc[item.head]) != "as" or frame.tree.is_negated(verb):
        return
    whom = [c.i for c in frame.tree.children(verb, "obj", "nsubj:pass")]
    if frame.rel[verb.i] == "acl":
        whom.append(frame.head[verb.i])
    which = by_head.get(whom[0], -1) if len(whom) == 1 else -1
    if which < 0 or items[which].form != "nominal" or items[which].number == "p":
        return
    noun = items[which]
    if noun_type(noun.lemma) == "PERSON" and _agree(item, noun):
        yield Description(item.index, noun.mention.start, noun.mention.end, which, True, "PERSON", 1)


def _two_subjects(frame: Frame, noun: Item, name: Item) -> bool:
    """Whether a parser gave a verb two subjects side by side: "the ferry", "Larkspur" sank."""
    if noun.form != "nominal" or noun.determiner != "def" or noun.number != "s":
        return False
    same_verb = frame.head[noun.head] == frame.head[name.head] and noun.head != name.head
    return same_verb and frame.rel[noun.head] == frame.rel[name.head] in {"nsubj", "nsubj:pass"}


def _glued(frame: Frame, noun: Item, name: Item) -> bool:
    """Whether nothing but words of the noun phrase stands between a noun and the name after it."""
    return not any(frame.doc[i].text in _ENDS for i in range(noun.mention.start, name.mention.start))


def _plain(frame: Frame, start: int) -> int:
    """A start moved past determiners."""
    while start + 1 < len(frame.doc) and (frame.doc[start].pos_ == "DET" or frame.doc[start].is_punct):
        start += 1
    return start


def _predicate(frame: Frame, item: Item, items: list[Item], by_head: dict[int, int]) -> Iterator[Description]:
    """ "Acme is an airline": a description, not a mention of the same (it may be denied or past)."""
    if item.form != "nominal":
        return
    token = frame.doc[item.head]
    copula = frame.tree.child(token, "cop")
    if copula is None or frame.tree.is_negated(token) or frame.tree.child(token, "aux") is not None:
        return
    subjects = frame.tree.children(token, "nsubj")
    if not subjects or item.determiner == "dem":
        return
    which = by_head.get(subjects[0].i, -1)
    if which < 0 or items[which].form != "name" or not _agree(items[which], item):
        return
    yield Description(
        which, item.mention.start, item.mention.end, item.index, False, noun_type(item.lemma), 2
    )
