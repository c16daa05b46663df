"""First and second persons in quotations: who speaks, whom they speak for, and who is spoken to."""

from __future__ import annotations

from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.descriptions import Description
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import Item
from extract.annotate.entities.words import words

_QUOTES = frozenset('"“”«»')
_WITHIN = frozenset({"nmod", "nmod:poss", "nmod:desc", "compound", "amod", "flat"})
# What no "I" or "we" is said by, though a quotation may be put beside it.
_MUTE = frozenset({"WORK", "EVENT", "PRODUCT", "MONEY", "LOC"})
_PAST = frozenset({"former", "ex", "late", "retired", "erstwhile"})


def speakers(
    frame: Frame,
    items: list[Item],
    clusters: Clusters,
    by_head: dict[int, int],
    quote_of: dict[int, int],
    found: list[Description],
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """First persons in direct quotations to their speaker.

    "I" is the speaker; "we" the organisation that the speaker speaks for where one is named ("a
    spokesman for Acme"), else the speaker where that is an organisation or several people: whom
    one person means beside herself the text does not tell. "We" waits for a speaker that is a
    pronoun or a description ("the spokesman"): the two are one only where the text tells who that
    is. What no speaker is found for is one within its quotation, or in all of the text outside
    quotations: there its author speaks; likewise "you", save where its sentence names who is spoken to.

    Returns:
        For the head of each third-person pronoun in a direct quotation its speaker's item
        number; and pairs of a first person and the mention that it waits for.
    """
    doc = frame.doc
    barred: dict[int, int] = {}
    speaker: dict[int, int] = {}
    waiting: list[tuple[int, int]] = []
    attributions = doc._.ew_attributions
    for number, attribution in enumerate(attributions):
        if attribution.source is not None:
            speaker[number] = _author(frame, by_head, attribution.source.head)
    bodies = spoken_for(frame, items, clusters, found)
    called = _addressed(frame, items)
    first: dict[tuple[int, str, str], int] = {}
    for item in items:
        if item.form != "pronoun" or item.kind not in {"first", "second", "third"}:
            continue
        number = quote_of.get(item.head, -1)
        who = speaker.get(number, -1)
        if item.kind == "third":
            if who >= 0:
                barred[item.head] = who
            continue
        if item.kind == "second":
            whom = called.get(item.sentence, -1)
            if whom >= 0 and quote_of.get(items[whom].head, -1) == number and whom != who:
                clusters.merge(item.index, whom)
                continue
            who = -1
        if who >= 0 and item.number == "p":
            who = bodies.get(clusters.root(who), who)
        alone = who >= 0 and item.number == "p" and one_person(clusters, who)
        fits = who >= 0 and items[who].head != item.head and _may_say(item, items[who])
        later = fits and item.number == "p" and clusters.only_pronouns(who)
        later = later or (fits and alone and items[who].determiner == "def" and items[who].form == "nominal")
        if fits and not later and not alone:
            clusters.merge(item.index, who)
            continue
        key = (number, item.kind, item.number)
        if key in first:
            clusters.merge(first[key], item.index)
        else:
            first[key] = item.index
            if later:
                waiting.append((item.index, who))
    return barred, waiting


def _may_say(item: Item, speaker: Item) -> bool:
    """Whether a source may say "I" or "we": a person or body, no book, sign or misparsed clause."""
    type_ = speaker.mention.type
    if speaker.torn or type_ in _MUTE or speaker.form == "pronoun":
        return not speaker.torn and type_ not in _MUTE
    if item.number != "s":
        return True
    if speaker.form == "nominal" and not type_:
        return speaker.lemma in words().lists["either_nouns"] or speaker.gender != "n"
    return not (type_ in {"ORG", "GPE"} and speaker.weight >= 0.7)


def _addressed(frame: Frame, items: list[Item]) -> dict[int, int]:
    """For sentences with a vocative ("You were right, Laura,") the item that is spoken to."""
    found: dict[int, set[int]] = {}
    for item in items:
        if item.form != "pronoun" and (item.form == "name" or item.number == "p") and _is_called(frame, item):
            found.setdefault(item.sentence, set()).add(item.index)
    return {sentence: min(which) for sentence, which in found.items() if len(which) == 1}


def _is_called(frame: Frame, item: Item) -> bool:
    """Whether a mention stands as a vocative.

    It is parsed as one, or a person's name set off by commas stands beside "you" or as the first of
    two subjects.
    """
    rel, above = frame.rel[item.head], frame.head[item.head]
    if frame.tree.child(frame.doc[item.head], "conj", "appos") is not None:
        return False
    if rel == "vocative":
        return item.mention.type in {"PERSON", ""}
    before = frame.doc[item.mention.start - 1].text
    behind = frame.doc[min(item.mention.end, len(frame.doc) - 1)].text
    if item.mention.type != "PERSON" or before != ",":
        return False
    second = behind == "," and any(s.i > item.head for s in frame.tree.subjects(frame.doc[above]))
    return (rel == "nsubj" and second) or (
        rel in {"appos", "parataxis", "discourse"} and frame.lower[above] == "you"
    )


def one_person(clusters: Clusters, index: int) -> bool:
    """Whether an entity is a single person, who alone cannot be "we"."""
    if clusters.only_pronouns(index) or clusters.number(index) == "p":
        return False
    return clusters.type(index) == "PERSON" or clusters.gender(index) in {"m", "f", "a"}


def spoken_for(
    frame: Frame, items: list[Item], clusters: Clusters, found: list[Description]
) -> dict[int, int]:
    """For groups of people the organisation that their description says they speak for.

    Read from "a spokesman for Acme", "Acme's director Ann Lee", "Ann Lee, head of sales at Acme".
    """
    office: dict[int, int] = {}  # token of a noun for an office: the group of its holder
    nouns = words().lists["speaking_nouns"]
    for item in items:
        if item.form != "pronoun" and item.number != "p" and item.lemma in nouns:
            office[item.head] = clusters.root(item.index)
    for description in found:
        for index in range(description.start, description.end):
            if frame.doc[index].lemma_.lower() in nouns or frame.lower[index] in nouns:
                office.setdefault(index, clusters.root(description.item))
    out: dict[int, int] = {}
    for item in items:
        if item.form != "name" or clusters.type(item.index) != "ORG":
            continue
        index = item.head
        for _ in range(4):
            if frame.rel[index] not in _WITHIN or frame.head[index] == index:
                break
            index = frame.head[index]
            if index in office:
                past = any(c.lower_ in _PAST for c in frame.tree.children(frame.doc[index], "amod"))
                if not past and office[index] != clusters.root(item.index):
                    out.setdefault(office[index], item.index)
                break
    return out


def quotations(frame: Frame) -> dict[int, int]:
    """For tokens of direct speech the number of the innermost attribution around them.

    Of a content that is partly quoted, only what stands between quotation marks.
    """
    doc = frame.doc
    spans = sorted(
        (
            (start, end, number)
            for number, attribution in enumerate(doc._.ew_attributions)
            if attribution.kind in {"direct", "mixed"}
            for start, end in attribution.content
        ),
        key=lambda s: (s[0], -s[1]),
    )
    out: dict[int, int] = {}
    stack: list[tuple[int, int]] = []
    which, inside = 0, False
    for token in doc:
        while which < len(spans) and spans[which][0] <= token.idx:
            stack.append((spans[which][1], spans[which][2]))
            which += 1
        while stack and stack[-1][0] <= token.idx:
            stack.pop()
        if token.text in _QUOTES:
            inside = token.text in "“«" or (token.text not in "”»" and not inside)
        if stack and (doc._.ew_attributions[stack[-1][1]].kind == "direct" or inside):
            out[token.i] = stack[-1][1]
        elif not stack:
            inside = False
    return out


def _author(frame: Frame, by_head: dict[int, int], head: int) -> int:
    """The item that speaks: the source, or who wrote it where the source is a text ("a message from ...")."""
    token = frame.doc[head]
    lemma = token.lemma_.lower() or token.lower_
    if lemma in words().lists["document_nouns"] and lemma not in words().person_nouns:
        for child in frame.tree.children(token, "nmod", "nmod:poss", "acl"):
            writes = frame.rel[child.i] == "nmod:poss" or frame.tree.preposition(child) in {
                "from",
                "by",
                "of",
            }
            if writes and child.i in by_head:
                return by_head[child.i]
    return by_head.get(head, -1)
