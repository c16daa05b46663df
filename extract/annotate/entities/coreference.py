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
from extract.annotate.entities.speakers import one_person, quotations, speakers, spoken_for

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
    quote_of = quotations(frame)
    barred, waiting = speakers(frame, items, clusters, by_head, quote_of, found)
    pronouns = Pronouns(frame, items, clusters, by_head, barred, quote_of)
    roles = Roles(frame, items, clusters, by_head)
    _in_text_order(frame, items, clusters, by_head, pronouns, roles, barred, found, watch)
    bodies = spoken_for(frame, items, clusters, found) if waiting else {}
    for mine, who in waiting:
        if not clusters.only_pronouns(who):
            who = bodies.get(clusters.root(who), who)
            if not one_person(clusters, who):
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


# -- kin --------------------------------------------------------------------------------


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
