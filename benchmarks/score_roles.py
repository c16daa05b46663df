"""Score predicates and their arguments against PropBank on UD English EWT.

    python benchmarks/score_roles.py [--model NAME_OR_PATH] [--split dev|test] [--errors FIGURE]

Three readings of the same raw text: "rules" are the events that our components make, "head" the
edges of the model's semantic head (`eventwire_roles`, if the pipeline has it), "gold parse" our
components on the treebank's words, tags and trees, without those edges. Counted are verbal
predicates (gold tag VERB) and the heads of their arguments, micro-averaged F1 with 95 % intervals by
bootstrap over documents:

    predicates       verbs that are a trigger
    core             ARG0 as actor, ARG1 as target (as content where it is a clause)
    core unlabelled  the same, whichever of the three roles was given
    any              arguments of any role, whichever was given
    ARGM-TMP, -LOC   time and place; adverbs ("then", "still") are left out of both sides
    place on a map   ARGM-LOC by what our column of that name holds: without PropBank's places that are
                     texts and events ("in the article", "at the meeting": no place for us), and without
                     those of ours that a frame of PropBank numbers ("stay in Leeds": ARG3)

An argument's gold head is the word of its span that heads it in the treebank; behind a relative
pronoun PropBank names the noun, as we do. It has one span for all conjuncts: those of ours behind
the first are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import model_gold
from bootstrap import Count, report
from common import CORPORA, command
from model_gold import Gold, Role, lay_out
from spacy.tokens import Doc, Span, Token

from extract.encoder.heads.roles import SURE
from extract.events.lexicon import predicates
from extract.extractor import Extractor
from extract.ontology import event_nouns

# (character of the predicate, character of the argument's head, role)
Edge = tuple[int, int, str]
OURS = {"actor": "ARG0", "target": "ARG1", "content": "ARG1", "time": "ARGM-TMP", "place": "ARGM-LOC"}
# Components that mend or read again what the parser says: not asked where the parse is gold.
READINGS_OF_THE_MODEL = frozenset({"eventwire_headlines", "eventwire_lemmas"})
CORE = ("ARG0", "ARG1")
# Lemmas of texts and events: what stands "in" or "at" one is on no map.
NO_PLACES = predicates().texts | frozenset(event_nouns())
NUMBERED = ("ARG1", "ARG2", "ARG3", "ARG4")
ANY = frozenset(
    "ARG0 ARG1 ARG2 ARG3 ARG4 ARGM-TMP ARGM-LOC ARGM-DIR ARGM-GOL ARGM-PRP ARGM-CAU ARGM-MNR ARGM-COM".split()
)


@dataclass
class Reading:
    """What was found in a text: verbal predicates and edges, by characters."""

    predicates: set[int]
    edges: set[Edge]


def gold_reading(gold: Gold, edges: Sequence[Sequence[Role]]) -> Reading:
    """The gold reading of a text; predicates that are verbs."""
    reading = Reading(set(), set())
    for (begin, _), found in zip(gold.sentences, edges, strict=True):
        for predicate, argument, role in found:
            if gold.words[begin + predicate].upos == "VERB":
                at = gold.spans[begin + predicate][0]
                reading.predicates.add(at)
                reading.edges.add((at, gold.spans[begin + argument][0], role))
    return reading


def rules_reading(doc: Doc, offsets: Sequence[int]) -> Reading:
    """The reading of our events; `offsets` are the tokens' characters in the gold text."""
    reading = Reading(set(), set())
    for event in doc._.ew_events:
        trigger = event.trigger.start
        if doc[trigger].pos_ == "VERB":
            reading.predicates.add(offsets[trigger])
            heads = {argument.head for argument in event.arguments}
            for argument in event.arguments:
                token = doc[argument.head]
                if token.dep_ == "conj" and _first(token).i in heads:
                    continue
                role = OURS.get(argument.role, "other")
                reading.edges.add((offsets[trigger], offsets[argument.head], role))
    return reading


def _first(token: Token) -> Token:
    """The first of a token's conjuncts."""
    while token.dep_ == "conj":
        token = token.head
    return token


def head_reading(doc: Doc) -> Reading:
    """The reading of the model's semantic head."""
    reading = Reading(set(), set())
    for predicate, argument, role, probability in doc._.ew_roles:
        if doc[predicate].pos_ == "VERB" and probability >= SURE:
            reading.predicates.add(doc[predicate].idx)
            reading.edges.add((doc[predicate].idx, doc[argument].idx, role))
    return reading


def count(
    gold: Reading, found: Reading, skip: frozenset[int], unplaced: frozenset[int] = frozenset()
) -> dict[str, Count]:
    """Right, given and wanted of each figure.

    Args:
        gold: the reading wanted.
        found: the reading given.
        skip: characters of adverbs, left out of both.
        unplaced: characters of nouns that our column of places leaves out by its definition.
    """

    def counted(ours: set[tuple[int, ...]], theirs: set[tuple[int, ...]]) -> Count:
        return len(ours & theirs), len(ours), len(theirs)

    def of(edges: Iterable[Edge], roles: Iterable[str]) -> set[tuple[int, ...]]:
        order = list(roles)
        return {(p, a, order.index(r)) for p, a, r in edges if r in order and a not in skip}

    def bare(edges: Iterable[Edge], roles: Iterable[str]) -> set[tuple[int, ...]]:
        kept = set(roles)
        return {(p, a) for p, a, r in edges if r in kept and a not in skip}

    out = {
        "predicates": (
            len(found.predicates & gold.predicates),
            len(found.predicates),
            len(gold.predicates),
        ),
        "core": counted(of(found.edges, CORE), of(gold.edges, CORE)),
        "core unlabelled": counted(bare(found.edges, CORE), bare(gold.edges, CORE)),
        "any": counted(bare(found.edges, ANY | {"other"}), bare(gold.edges, ANY)),
    }
    for role in (*CORE, "ARGM-TMP", "ARGM-LOC"):
        out[role] = counted(of(found.edges, [role]), of(gold.edges, [role]))
    numbered = bare(gold.edges, NUMBERED)
    ours, theirs = bare(found.edges, ["ARGM-LOC"]), bare(gold.edges, ["ARGM-LOC"])
    out["place on a map"] = counted(
        {edge for edge in ours - numbered if edge[1] not in unplaced},
        {edge for edge in theirs if edge[1] not in unplaced},
    )
    return out


def with_gold_parse(extractor: Extractor, gold: Gold) -> Doc:
    """The text with the treebank's words and trees, names by the model, and our components behind."""
    nlp = extractor.nlp
    words = [word.form for word in gold.words]
    spaces = [bool(word.space) for word in gold.words]
    named = Doc(nlp.vocab, words=words, spaces=spaces)
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=[word.xpos for word in gold.words],
        pos=[word.upos for word in gold.words],
        morphs=["" if word.feats == "_" else word.feats for word in gold.words],
        lemmas=[word.lemma for word in gold.words],
        heads=[word.head for word in gold.words],
        deps=["ROOT" if word.head == i else word.deprel for i, word in enumerate(gold.words)],
    )
    for name, component in nlp.pipeline:
        if name.startswith("eventwire_") and name not in READINGS_OF_THE_MODEL:
            if not doc.ents and named.ents:
                doc.set_ents([Span(doc, e.start, e.end, label=e.label_) for e in named.ents])
            doc = component(doc)
        else:
            named = component(named)
    return doc


def main() -> None:
    """Print the figures of each reading."""
    parser = command(__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--split", default="test")
    parser.add_argument("--readings", nargs="*", default=["rules", "head", "gold parse"])
    parser.add_argument("--errors", help="print what is wrong of this figure in the rules' reading (dev)")
    given = parser.parse_args()
    extractor = Extractor(given.model)
    nlp = extractor.nlp
    nlp.remove_pipe("eventwire_layout")  # what an e-mail's parts are is not asked here
    documents = model_gold.ewt_roles(given.corpora, given.split)
    has_head = "roles" in nlp.pipe_names
    tables: dict[str, list[dict[str, Count]]] = {name: [] for name in given.readings}
    for source, edges in documents:
        gold = lay_out(source, paragraphs=True)
        wanted = gold_reading(gold, edges)
        adverbs = frozenset(
            span[0] for span, word in zip(gold.spans, gold.words, strict=True) if word.upos == "ADV"
        )
        unplaced = frozenset(
            span[0]
            for span, word in zip(gold.spans, gold.words, strict=True)
            if word.lemma.lower() in NO_PLACES
        )
        doc = nlp(gold.text)
        found = {"rules": rules_reading(doc, [token.idx for token in doc])}
        if has_head:
            found["head"] = head_reading(doc)
        if "gold parse" in tables:
            offsets = [start for start, _ in gold.spans]
            found["gold parse"] = rules_reading(with_gold_parse(extractor, gold), offsets)
        for name, rows in tables.items():
            if name in found:
                rows.append(count(wanted, found[name], adverbs, unplaced))
        if given.errors:
            _errors(gold, wanted, found.get("gold parse", found["rules"]), given.errors, adverbs)
    for name, rows in tables.items():
        if rows:
            report(f"{name}, {given.split}", rows)


def _errors(gold: Gold, wanted: Reading, found: Reading, key: str, skip: frozenset[int]) -> None:
    """Print the edges of a role that are missing and those too many, with their sentence."""
    text = {span[0]: word for span, word in zip(gold.spans, gold.words, strict=True)}
    if key == "predicates":
        differences = [("-", p, p, "") for p in wanted.predicates - found.predicates]
        differences += [("+", p, p, "") for p in found.predicates - wanted.predicates]
    else:
        differences = [("-", *e) for e in wanted.edges - found.edges if e[2] == key and e[1] not in skip]
        differences += [("+", *e) for e in found.edges - wanted.edges if e[2] == key and e[1] not in skip]
    for begin, end in gold.sentences:
        first, last = gold.spans[begin][0], gold.spans[end - 1][1]
        here = [d for d in differences if first <= d[1] < last]
        if here:
            print(gold.text[first:last].replace("\n", " "))
            for sign, predicate, argument, role in sorted(here, key=lambda d: d[1]):
                p, a = text.get(predicate), text.get(argument)
                print(f"   {sign} {p.form if p else '?'} <- {a.form if a else '?'} {role}")


if __name__ == "__main__":
    main()
