"""Which mentions of an article are the same entity, decided from the surest rule to the least sure.

The order is that of multi-pass sieves (Lee et al. 2013): names; editors' insertions,
appositions and relative pronouns; first persons in quotations to who speaks; then, once
through the text, definite descriptions and pronouns.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.annotate.entities import descriptions, names, naming
from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.descriptions import Description
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import Item
from extract.annotate.entities.nominals import Nominals
from extract.annotate.entities.pronouns import Pronouns
from extract.annotate.entities.roles import Roles, offices
from extract.annotate.entities.spans import bracketed
from extract.annotate.entities.words import words

_QUOTES = frozenset('"“”«»')
_WITHIN = frozenset({"nmod", "nmod:poss", "nmod:desc", "compound", "amod", "flat"})
_PAST = frozenset({"former", "ex", "late", "retired", "erstwhile"})
_FRONT = frozenset({"title", "standfirst"})


def resolve(
    frame: Frame, items: list[Item], watch: Callable[[Pronouns, Item], None] | None = None
) -> tuple[Clusters, list[Description]]:
    """Group the mentions of an article.

    Args:
        frame, items: the article and its mentions in text order.
        watch: called with each third-person pronoun before it is resolved (for training).

    Returns:
        The groups, and the descriptions found on the way.
    """
    clusters = Clusters(items)
    by_head: dict[int, int] = {}
    for item in items:
        by_head.setdefault(item.head, item.index)
    found = descriptions.find(frame, items, by_head)
    votes = {d.item: d.type for d in reversed(found) if d.type and d.rank < 2}
    naming.link(items, clusters, votes, _relatives(frame, found))
    for description in found:
        if description.same and description.other >= 0:
            clusters.merge(description.item, description.other)
    _insertions(frame, items, clusters)
    quote_of = _quotes(frame)
    barred, waiting = _speakers(frame, items, clusters, by_head, quote_of, found)
    pronouns = Pronouns(frame, items, clusters, by_head, barred, quote_of)
    roles = Roles(frame, items, clusters, by_head)
    _in_text_order(frame, items, clusters, by_head, pronouns, roles, barred, found, watch)
    spoken_for = _spoken_for(frame, items, clusters, found) if waiting else {}
    for mine, who in waiting:
        if not clusters.only_pronouns(who):
            who = spoken_for.get(clusters.root(who), who)
            if not _one_person(clusters, who):
                clusters.merge(mine, who)
    _announced(items, clusters, roles)
    return clusters, found


def _in_text_order(
    frame: Frame,
    items: list[Item],
    clusters: Clusters,
    by_head: dict[int, int],
    pronouns: Pronouns,
    roles: Roles,
    barred: dict[int, int],
    found: list[Description],
    watch: Callable[[Pronouns, Item], None] | None,
) -> None:
    """Definite descriptions and pronouns, each with what stands before it already resolved."""
    nominals = Nominals(frame, items, clusters, by_head, roles)
    done: set[int] = set()  # speakers found ahead of their turn
    described: dict[int, list[Description]] = {}
    for description in found:
        described.setdefault(description.item, []).append(description)
    for item in sorted(items, key=lambda i: (i.head, i.mention.start)):
        if item.part == "byline":
            continue
        alone = clusters.size(item.index) == 1
        if item.form == "nominal" and alone:
            other = nominals.antecedent(item)
        elif item.form == "pronoun" and item.index in done:
            other = -1
        elif item.form == "pronoun" and (clusters.only_pronouns(item.index) or item.kind == "relative"):
            if watch is not None and item.kind == "third":
                watch(pronouns, item)
            speaker = barred.get(item.head, -1)
            if speaker > item.index and items[speaker].kind == "third" and speaker not in done:
                # "'She knew,' he said.": who "he" is comes first, since "she" is somebody else
                done.add(speaker)
                who = pronouns.antecedent(items[speaker])
                if who >= 0:
                    clusters.merge(speaker, who)
            other = pronouns.antecedent(item)
        else:
            other = -1
        if other >= 0:
            clusters.merge(item.index, other)
        nominals.see(item)
        roles.see(item)
        pronouns.see(item)
        for description in described.get(item.index, ()):
            roles.describe(description)
            lemma = items[description.other].lemma if description.other >= 0 else ""
            if description.rank < 2 and not lemma:
                lemma = frame.doc[description.end - 1].lemma_.lower() or frame.lower[description.end - 1]
            if lemma and items[description.item].form == "name":
                nominals.describe(lemma, item.index)


# -- editors' insertions -----------------------------------------------------------------


def _insertions(frame: Frame, items: list[Item], clusters: Clusters) -> None:
    """ "they [Acme]" and "the ISP [Acme]": who is meant stands in brackets; also "WHO (World Health ...)".

    Square brackets resolve any mention right before them, round ones an acronym and its words.
    """
    ends: dict[int, Item] = {}
    for item in items:
        known = ends.get(item.mention.end)
        if known is None or len(range(*_span(item))) < len(range(*_span(known))):
            ends[item.mention.end] = item  # the smallest phrase that ends here
    starts: dict[int, Item] = {}
    for item in items:
        starts.setdefault(item.mention.start, item)
    for token in frame.doc:
        if token.text not in {"[", "("} or token.i == 0:
            continue
        before = ends.get(token.i)
        close = bracketed(frame, token.i)
        if before is None or close < 0:
            continue
        first = token.i + 1
        while first < close and frame.doc[first].pos_ == "DET":
            first += 1
        inner = starts.get(first) or starts.get(token.i + 1)
        if inner is None or inner.mention.end < close - 1:
            continue
        if token.text == "[":
            if inner.form == "name" or (before.form == "pronoun" and inner.form == "nominal"):
                clusters.merge(before.index, inner.index)
        elif _abbreviates(frame, inner, before) or _abbreviates(frame, before, inner):
            clusters.merge(before.index, inner.index)


def _span(item: Item) -> tuple[int, int]:
    return item.mention.start, item.mention.end


def _abbreviates(frame: Frame, short: Item, long: Item) -> bool:
    text = frame.doc[short.mention.start : short.mention.end].text
    if not names.is_acronym(text):
        return False
    parts = names.clean(frame.doc[long.mention.start : long.mention.end].text).split()
    return names.acronym_key(text) in names.initials(parts)


# -- who speaks in a quotation -----------------------------------------------------------


def _speakers(
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
    pronoun itself: the two are one only where the text tells who that is. What no speaker is found
    for is one within its quotation, or in all of the text outside quotations: there its author
    speaks; likewise "you".

    Returns:
        For the head of each third-person pronoun in a direct quotation its speaker's item
        number; and pairs of a first person and the pronoun that it waits for.
    """
    doc = frame.doc
    barred: dict[int, int] = {}
    speaker: dict[int, int] = {}
    waiting: list[tuple[int, int]] = []
    attributions = doc._.ew_attributions
    for number, attribution in enumerate(attributions):
        if attribution.source is not None:
            speaker[number] = _author(frame, by_head, attribution.source.head)
    spoken_for = _spoken_for(frame, items, clusters, found)
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
            who = -1
        if who >= 0 and item.number == "p":
            who = spoken_for.get(clusters.root(who), who)
        if who >= 0 and item.number == "p" and _one_person(clusters, who):
            who = -1
        fits = (
            who >= 0
            and items[who].head != item.head
            and not (
                item.number == "s" and items[who].mention.type in {"ORG", "GPE"} and items[who].weight >= 0.7
            )
        )
        later = fits and item.number == "p" and clusters.only_pronouns(who)
        if fits and not later:
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


def _one_person(clusters: Clusters, index: int) -> bool:
    """Whether an entity is a single person, who alone cannot be "we"."""
    if clusters.only_pronouns(index) or clusters.number(index) == "p":
        return False
    return clusters.type(index) == "PERSON" or clusters.gender(index) in {"m", "f", "a"}


def _relatives(frame: Frame, found: list[Description]) -> frozenset[int]:
    """The items of names that are brought in as somebody's kin: "his wife, Ann Roe", "Paul Roe's son Ian"."""
    kin = offices().kin
    return frozenset(
        d.item
        for d in found
        if d.rank < 2
        and any(
            frame.lower[i] in kin and frame.tree.child(frame.doc[i], "nmod:poss") is not None
            for i in range(d.start, d.end)
        )
    )


def _spoken_for(
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


def _quotes(frame: Frame) -> dict[int, int]:
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


# -- a person announced in the head of the article ---------------------------------------


def _announced(items: list[Item], clusters: Clusters, roles: Roles) -> None:
    """ "A leading campaigner disagrees" over an article in which one person only is named.

    "Judge stops the sale" and "A judge has ..." over an article in which one person only is
    a judge by its words are that judge. An indefinite description of a person in title or
    standfirst is the only person that the body names, if it names one and the head of the
    article names none.
    """
    opening = next((i.sentence for i in items if i.part == "body"), 0)
    for item in items:
        brought_in = item.determiner == "indef" or (item.determiner == "bare" and item.part == "title")
        if (
            item.form == "nominal"
            and item.mention.type == "PERSON"
            and item.number == "s"
            and brought_in
            and item.role == "subject"
            and (item.part in _FRONT or item.sentence == opening)
            and not clusters.named(item.index)
        ):
            holder = roles.only_holder(item)
            if holder >= 0:
                clusters.merge(item.index, holder)
    people = {
        clusters.root(i.index)
        for i in items
        if i.form == "name" and i.mention.type == "PERSON" and i.part not in {"byline", *_FRONT}
    }
    if len(people) != 1:
        return
    in_front = any(i.form == "name" and i.mention.type == "PERSON" and i.part in _FRONT for i in items)
    if in_front:
        return
    heralds = [
        i
        for i in items
        if i.part in _FRONT and i.form == "nominal" and i.mention.type == "PERSON" and i.number == "s"
        and i.determiner == "indef" and i.role in {"subject", "object"} and clusters.size(i.index) <= 2
    ]  # fmt: skip
    if len(heralds) == 1:
        clusters.merge(heralds[0].index, next(iter(people)))
