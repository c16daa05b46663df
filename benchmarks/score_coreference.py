"""Score `eventwire_entities` on OntoGUM: CoNLL F1 (MUC, B-cubed, CEAF-e), pronouns and names alone.

    python benchmarks/score_coreference.py [--split dev|test] [--genres news,interview] [--model NAME_OR_PATH]
                                           [--treebank] [--show N]

The corpus holds the archive `gum_open_dep_ontogum.tar.gz` and `splits.md` (GUM, Zeldes 2017; OntoGUM,
Zhu et al. 2021). Tokens are the treebank's; the parse is a model's, with `--treebank` the treebank's.
Mentions are the system's own; singletons are left out on both sides, as in CoNLL 2012. System phrases
are widened to OntoNotes spans (relative clauses and appositions included); `head` figures match
mentions by head token instead.

names: the pairs of names of one entity, among the names (heads tagged PROPN in the treebank) that stand in
some chain of both sides; F1 over pairs. A name that modifies a noun ("Solas airport") is mostly no mention
in this scheme, and one mentioned once is in no chain: both are left out.
head match: a baseline on the same mentions: names and noun phrases of one head word are one.
Without --genres all of them, then news and interviews apart.
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import spacy
from common import CORPORA, command
from coreference_metrics import Chains, Mention, Tally, b_cubed, ceaf_e, muc
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import extract.annotate.attribution.component
import extract.annotate.dates.component  # noqa: F401  registers the factory
from extract.annotate.entities.component import entities
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import collect
from extract.annotate.model import load_model
from training.conllu import Sentence, read, to_doc

_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_PIECE = re.compile(r"\((\d+)[^()]*(\))?|(\d+)\)")
_THIRD = frozenset({
    "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs",
    "himself", "herself", "itself", "themselves",
})  # fmt: skip
BEFORE = ("eventwire_dates", "eventwire_attribution")
_ARCHIVE = "gum_open_dep_ontogum.tar.gz"
GENRES = (
    "academic",
    "bio",
    "conversation",
    "court",
    "interview",
    "news",
    "speech",
    "textbook",
    "vlog",
    "voyage",
)


def gold_chains(sentences: list[Sentence]) -> Chains:
    """The chains of a document as sets of (start, end) token spans."""
    spans: dict[int, list[Mention]] = defaultdict(list)
    open_at: dict[int, list[int]] = defaultdict(list)
    index = 0
    for sentence in sentences:
        for word in sentence.words:
            found = _ENTITY.search(word.misc)
            for piece in _PIECE.finditer(found.group(1)) if found else ():
                if piece.group(1):
                    number = int(piece.group(1))
                    if piece.group(2):
                        spans[number].append((index, index + 1))
                    else:
                        open_at[number].append(index)
                elif open_at[int(piece.group(3))]:
                    number = int(piece.group(3))
                    spans[number].append((open_at[number].pop(), index + 1))
            index += 1
    return [frozenset(group) for group in spans.values() if len(set(group)) > 1]


def system_chains(doc: Doc, heads: bool) -> Chains:
    """The entities of a Doc as chains of OntoNotes-like spans, or of head tokens."""
    frame = Frame(doc)
    out: Chains = []
    for entity in entities(doc):
        group: set[Mention] = set()
        heads_here = {m.head for m in entity.mentions}
        for mention in entity.mentions:
            token = doc[mention.head]
            if mention.form == "pronoun" and token.tag_ in {"WDT", "WP", "WP$"}:
                continue
            if mention.form != "pronoun" and (
                frame.rel[token.i] == "appos" or frame.tree.child(token, "cop") is not None
            ):
                continue
            if frame.head[token.i] in heads_here and frame.rel[token.i] in {"flat", "compound", "nmod:desc"}:
                continue
            group.add(
                (token.i, token.i + 1) if heads else _widened(frame, mention.head, mention.start, mention.end)
            )
        if len(group) > 1:
            out.append(frozenset(group))
    return out


def _widened(frame: Frame, head: int, start: int, end: int) -> Mention:
    token = frame.doc[head]
    first, last = frame.tree.span(
        token, "conj", "cc", "case", "mark", "parataxis", "nsubj", "aux", "advcl", "discourse"
    )
    if last < len(frame.doc) and frame.doc[last].tag_ == "POS":
        last += 1
    return min(first, start), max(last, end)


class Scores:
    """All figures over a set of documents."""

    def __init__(self) -> None:
        self.tallies = {name: Tally() for name in ("mentions", "MUC", "B3", "CEAFe")}
        self.pronouns = [0, 0, 0]  # right, answered, all
        self.names = [0, 0, 0]  # pairs: both, ours, gold

    def add(self, gold: Chains, system: Chains) -> None:
        in_gold, in_system = {m for c in gold for m in c}, {m for c in system for m in c}
        both = len(in_gold & in_system)
        self.tallies["mentions"].add(both, len(in_system), both, len(in_gold))
        self.tallies["MUC"].add(*muc(system, gold), *muc(gold, system))
        self.tallies["B3"].add(*b_cubed(system, gold), *b_cubed(gold, system))
        common = ceaf_e(gold, system)
        self.tallies["CEAFe"].add(common, len(system), common, len(gold))

    def add_pronouns(self, doc: Doc, gold: Chains, system: Chains) -> None:
        """A third-person pronoun is right if the nearest earlier mention beside it is of its gold chain."""
        where = {m: chain for chain in gold for m in chain}
        ours = {m: chain for chain in system for m in chain}
        for mention, chain in where.items():
            if mention[1] - mention[0] != 1 or doc[mention[0]].lower_ not in _THIRD:
                continue
            if min(chain) == mention:
                continue
            self.pronouns[2] += 1
            before = [m for m in ours.get(mention, ()) if m < mention]
            if before:
                self.pronouns[1] += 1
                full = [m for m in before if doc[m[0]].lower_ not in _THIRD or m[1] - m[0] > 1]
                self.pronouns[0] += max(full or before) in chain
        for mention in ours:
            single = mention not in where and mention[1] - mention[0] == 1
            if single and doc[mention[0]].lower_ in _THIRD and min(ours[mention]) < mention:
                self.pronouns[1] += 1  # answered where there is nothing to answer

    def add_names(self, names: set[Mention], gold: Chains, system: Chains) -> None:
        """Pairs of names; `names` are those of the treebank, chains are of head tokens."""
        common = names & {m for c in system for m in c} & {m for c in gold for m in c}
        pairs = [
            {pair for c in chains for pair in combinations(sorted(c & common), 2)}
            for chains in (system, gold)
        ]
        self.names = [n + len(p) for n, p in zip(self.names, (pairs[0] & pairs[1], *pairs), strict=True)]

    def report(self, title: str) -> str:
        lines = [title]
        total = 0.0
        for name, tally in self.tallies.items():
            p, r, f = tally.scores()
            total += f if name != "mentions" else 0.0
            lines.append(f"  {name:9} P {p:5.1f}  R {r:5.1f}  F {f:5.1f}")
        lines.append(f"  CoNLL F1  {total / 3:5.1f}")
        right, answered, every = self.pronouns
        if every:
            p, r = 100 * right / max(answered, 1), 100 * right / every
            lines.append(
                f"  third-person pronouns P {p:.1f} R {r:.1f} "
                f"({right} right, {answered} answered, {every} in gold)"
            )
        both, ours, gold = self.names
        if gold:
            p, r = 100 * both / max(ours, 1), 100 * both / gold
            lines.append(
                f"  names P {p:.1f} R {r:.1f} F {2 * p * r / max(p + r, 1e-9):.1f} ({gold} pairs in gold)"
            )
        return "\n".join(lines)


# -- documents ---------------------------------------------------------------------------


def documents(folder: Path, split: str, genres: set[str]) -> list[tuple[str, list[Sentence]]]:
    """The OntoGUM documents of a split and of some genres, by name."""
    wanted = _split(folder / "splits.md", split)
    out = []
    with tarfile.open(folder / _ARCHIVE) as archive:
        for member in archive.getmembers():
            name = Path(member.name).stem
            if "ontogum" not in member.name or name not in wanted or name.split("_")[1] not in genres:
                continue
            handle = archive.extractfile(member)
            if handle is not None:
                out.append((name, list(read(handle.read().decode("utf-8")))))
    return sorted(out)


def _split(path: Path, split: str) -> set[str]:
    current, out = "", set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = line[3:].strip()
        elif line.strip().startswith("*") and current == split:
            out.add(line.strip(" *"))
    return out


def parsed(nlp: spacy.Language | None, sentences: list[Sentence]) -> Doc:
    """A document with the treebank's own parse, or with a model's over the same tokens."""
    gold = to_doc(spacy.blank("en").vocab if nlp is None else nlp.vocab, sentences)
    if nlp is None:
        return _annotated(gold)
    return nlp(Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold]))


def _annotated(doc: Doc) -> Doc:
    """The components that stand before the entities, over a treebank parse."""
    blank = spacy.blank("en")
    for factory in BEFORE:
        if blank.has_factory(factory):
            doc = blank.create_pipe(factory)(doc)
    return doc


def head_match(doc: Doc) -> Chains:
    """The baseline: names and noun phrases with the same head word are one, by head tokens."""
    groups: dict[str, set[Mention]] = defaultdict(set)
    for item in collect(Frame(doc)):
        if item.form != "pronoun":
            groups[doc[item.head].lower_].add((item.head, item.head + 1))
    return [frozenset(group) for group in groups.values() if len(group) > 1]


def main() -> None:
    """Run from the command line."""
    parser = command(__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPORA / "gum_open")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--genres", default="")
    parser.add_argument("--treebank", action="store_true", help="the treebank's parse")
    parser.add_argument("--show", type=int, default=0, help="print the wrong links of this many documents")
    given = parser.parse_args()
    nlp = None if given.treebank else load_model(given.model)
    for factory in BEFORE if nlp is not None else ():
        if nlp is not None and nlp.has_factory(factory):
            nlp.add_pipe(factory)
    groups = [given.genres] if given.genres else [",".join(GENRES), "news", "interview"]
    tables = [
        {"mentions by span": Scores(), "mentions by head": Scores(), "head match, by head": Scores()}
        for _ in groups
    ]
    wanted = {genre for group in groups for genre in group.split(",")}
    for number, (name, sentences) in enumerate(documents(given.corpus, given.split, wanted)):
        doc = parsed(nlp, sentences)
        gold = gold_chains(sentences)
        frame = Frame(doc)
        heads = [frozenset((h, h + 1) for h in (frame.head_of(*m) for m in sorted(c))) for c in gold]
        heads = [chain for chain in heads if len(chain) > 1]
        words = [word for sentence in sentences for word in sentence.words]
        names = {(i, i + 1) for i, word in enumerate(words) if word.upos == "PROPN"}
        found = {
            "mentions by span": (gold, system_chains(doc, False)),
            "mentions by head": (heads, system_chains(doc, True)),
            "head match, by head": (heads, head_match(doc)),
        }
        for group, scores in zip(groups, tables, strict=True):
            if name.split("_")[1] not in group.split(","):
                continue
            for kind, (key, system) in found.items():
                scores[kind].add(key, system)
                if kind.startswith("mentions"):
                    scores[kind].add_pronouns(doc, key, system)
            scores["mentions by head"].add_names(names, heads, found["mentions by head"][1])
        if number < given.show:
            show(name, doc, heads, found["mentions by head"][1])
    for group, scores in zip(groups, tables, strict=True):
        genres = "all genres" if len(group.split(",")) == len(GENRES) else group
        for kind, figures in scores.items():
            print(figures.report(f"{given.split}, {genres}, {kind}"))


def show(name: str, doc: Doc, gold: Chains, system: Chains) -> None:
    """Print the links of the system that join two gold chains, and the gold links it misses."""
    print("==", name)
    where = {m: n for n, chain in enumerate(gold) for m in sorted(chain)}
    ours = {m: n for n, chain in enumerate(system) for m in sorted(chain)}
    for chain in system:
        ordered = sorted(chain)
        for a, b in pairwise(ordered):
            if where.get(a, -1) != where.get(b, -2):
                known = "" if b in where else " (no gold mention)"
                print(f"  WRONG {_near(doc, a)}  <-  {_near(doc, b)}{known}")
    for chain in gold:
        ordered = sorted(chain)
        for a, b in pairwise(ordered):
            if ours.get(a, -1) != ours.get(b, -2):
                print(f"  MISSED {_near(doc, a)}  <-  {_near(doc, b)}")


def _near(doc: Doc, mention: Mention) -> str:
    start, end = mention
    left, right = doc[max(0, start - 5) : start].text, doc[end : end + 4].text
    return " ".join(f"{left} [[{doc[start:end].text}]] {right}".split())


if __name__ == "__main__":
    main()
