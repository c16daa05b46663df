"""The spaCy component `eventwire_entities`: who and what an article is about.

It runs after the model, the dates and the attribution, and sets `doc._.ew_entities`, a list of
`extract.annotate.types.Entity` in the order of first mention. Every noun phrase, name and
pronoun belongs to exactly one entity, singletons included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotate.entities import names
from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.coreference import resolve
from extract.annotate.entities.descriptions import Description
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.gazetteer import country_of
from extract.annotate.entities.mentions import SUBJECT_FORMS, Item, collect
from extract.annotate.entities.words import words
from extract.annotate.types import Entity
from extract.encoder.heads.antecedents import EXTENSION

_WITH_COUNTRY = frozenset({"GPE", "NORP"})
# Of an unnamed entity, what its parts are called tells its type least surely last.
_FORMS = {"name": 0, "nominal": 1, "pronoun": 2}


@Language.factory("eventwire_entities", assigns=["doc._.ew_entities"])
def make_entities(nlp: Language, name: str) -> EntityFinder:
    """Create the component; the factory `eventwire_entities`."""
    return EntityFinder(nlp, name)


class EntityFinder:
    """Sets `doc._.ew_entities`; see the module's docstring."""

    def __init__(self, nlp: Language, name: str = "eventwire_entities") -> None:
        self.name = name
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        doc._.ew_entities = entities(doc)
        doc._.set(EXTENSION, None)  # large, and of no use behind this component
        return doc


def entities(doc: Doc) -> list[Entity]:
    """The entities of a Doc that is parsed (a Doc without a parse gives the model's names only)."""
    if not len(doc):
        return []
    frame = Frame(doc)
    items = collect(frame)
    clusters, found = resolve(frame, items)
    described: dict[int, list[Description]] = {}
    for description in found:
        described.setdefault(clusters.root(description.item), []).append(description)
    out: list[Entity] = []
    seen: set[int] = set()
    for item in items:
        root = clusters.root(item.index)
        if root not in seen:
            seen.add(root)
            members = sorted((items[i] for i in clusters.members(root)), key=lambda i: i.index)
            out.append(_entity(frame, members, clusters, described.get(root, [])))
    return out


def _entity(frame: Frame, members: list[Item], clusters: Clusters, found: Iterable[Description]) -> Entity:
    named = [m for m in members if m.form == "name"]
    type_ = clusters.type(members[0].index)
    if not type_ and any(m.kind in {"third", "reflexive"} and m.gender in {"m", "f"} for m in members):
        type_ = "PERSON"
    name = canonical(named, type_) if named else _wording(frame, members)
    if named and names.is_acronym(name):
        name = _written_out(frame, members, name) or name
    for member in members:
        if member.form == "pronoun" or not member.mention.type or named:
            member.mention.type = type_
    country = ""
    if type_ in _WITH_COUNTRY and named:
        country = next((code for m in named if (code := country_of(m.name))), "")
    return Entity(
        name=name,
        named=bool(named),
        type=type_,
        country=country,
        description=_description(frame, found, bool(named)),
        mentions=[m.mention for m in members],
    )


def canonical(named: list[Item], type_: str) -> str:
    """The fullest good form of an entity's names.

    Titles and honorifics are off unless the name would not be known without ("Pope Francis"),
    acronyms yield to their words, domains to plain names, capitals to mixed case.
    """
    table = words()
    counts: Counter[str] = Counter()
    for item in named:
        if type_ == "ORG" and item.name in table.known:
            return table.known[item.name]
        text = item.name
        if type_ == "PERSON":
            bare, _, _ = names.without_titles(item.parts)
            cut = len(item.parts) - len(bare)
            if cut and len(bare) == 1 and item.parts[cut - 1].lower() in table.lists["kept_titles"]:
                bare = item.parts[cut - 1 :]
            text = " ".join(bare)
        counts[text] += 1
    order = {text: rank for rank, text in enumerate(counts)}
    return max(counts, key=lambda text: (names.fullness(text, counts[text]), -order[text]))


def _written_out(frame: Frame, members: list[Item], acronym: str) -> str:
    """The words of an acronym in a phrase that was found to be the same, or "".

    "our Safe Port Code" beside "SPC": a phrase that no model marked as a name, in capitals.
    """
    for member in members:
        if member.form != "nominal":
            continue
        start, end = member.mention.start, member.mention.end
        while start < end and not frame.doc[start].text[:1].isupper():
            start += 1
        parts = names.clean(frame.doc[start:end].text).split()
        capital = all(p[:1].isupper() or p in words().lists["name_particles"] for p in parts)
        if len(parts) > 1 and capital and names.acronym_key(acronym) in names.initials(parts):
            return " ".join(parts)
    return ""


def _wording(frame: Frame, members: list[Item]) -> str:
    """The fullest wording of an unnamed entity: its longest noun phrase, else its first pronoun.

    A phrase that brings something in or says what it is ("a rule", "any city", "it was the
    rule") names the entity only where no other phrase does; "we" and "I" only where nothing does.
    A pronoun stands in its subject form ("we" for "our").
    """
    first = min(
        members,
        key=lambda m: (
            _FORMS[m.form],
            m.part == "title",
            m.form == "nominal" and _loose(frame, m),
            m.kind == "first",
            -(m.mention.end - m.mention.start),
            m.index,
        ),
    )
    text = " ".join(frame.doc[first.mention.start : first.mention.end].text.split())
    return SUBJECT_FORMS.get(text.lower(), text) if first.form == "pronoun" else text


def _loose(frame: Frame, item: Item) -> bool:
    """Whether a noun phrase is indefinite or a predicate."""
    return item.determiner == "indef" or frame.tree.child(frame.doc[item.head], "cop") is not None


def _description(frame: Frame, found: Iterable[Description], named: bool) -> str:
    """The best description: an apposition, else words before the name, else a predicate noun."""
    if not named:
        return ""
    ranked = sorted(found, key=lambda d: (d.rank, d.start))
    if not ranked:
        return ""
    best = ranked[0]
    return " ".join(frame.doc[best.start : best.end].text.split())
