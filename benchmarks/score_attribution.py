"""Score `eventwire_attribution` against PolNeAR (Newell, Margolin & Ruths 2018).

    python benchmarks/score_attribution.py --split dev --articles 60 [--model NAME_OR_PATH]

Measures, micro-averaged over the sampled articles:
    source, cue, content: F1 over tokens (ours, white space left out) that bear the role;
    whole: an attribution is right where source and content each overlap its gold partner's with
        a token Jaccard of 0.5 or more (two missing sources agree), partners one to one.
PolNeAR does not nest: where quotes stand in quotes it marks the outer one. So of our attributions
those with a parent are left out. Where several annotators read an article the first by name counts.
PolNeAR names a relative pronoun as source ("who"), we its antecedent: that counts against us.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from bootstrap import Count, report
from common import DEVSETS, command, read_archive
from spacy.tokens import Doc

import extract.annotate.attribution
import extract.annotate.layout  # noqa: F401 - both register their components
from extract.annotate.model import load_model

ROLES = ("source", "cue", "content")
ARCHIVE = DEVSETS / "polnear_train_dev.tar.xz"
Roles = dict[str, set[int]]  # role to token indices
Gold = dict[str, list[tuple[int, int]]]  # role to character intervals


def read_polnear(archive: Path, split: str) -> Iterator[tuple[str, str, list[Gold]]]:
    """Yield (name, text, attributions as role to character intervals) for each article of a split."""
    texts: dict[str, str] = {}
    notes: dict[str, tuple[str, str]] = {}
    for path, body in read_archive(archive, f"data/{split}/", (".txt", ".ann")):
        if path.suffix == ".txt":
            texts[path.stem] = body
        else:
            name, annotator = path.stem.rsplit("_", 1)
            if name not in notes or annotator < notes[name][0]:
                notes[name] = (annotator, body)
    for name in sorted(texts):
        if name in notes:
            yield name, texts[name], _standoff(notes[name][1])


def _standoff(body: str) -> list[Gold]:
    spans: dict[str, list[tuple[int, int]]] = {}
    out = []
    for line in body.split("\n"):
        text_bound = re.match(r"(T\d+)\t\w+ ([\d; ]+)(?:\t|$)", line)
        if text_bound:
            pieces = (piece.split() for piece in text_bound[2].split(";"))
            spans[text_bound[1]] = [(int(start), int(end)) for start, end in pieces]
            continue
        if re.match(r"E\d+\t", line):
            found: dict[str, list[tuple[int, int]]] = {}
            for role, number in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", line):
                found.setdefault(role.lower(), []).extend(spans.get(number, []))
            out.append(found)
    return out


def tokens_in(doc: Doc, intervals: list[tuple[int, int]]) -> set[int]:
    """Indices of the tokens that overlap the character intervals, white space left out."""
    wanted: set[int] = set()
    for start, end in intervals:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            wanted.update(token.i for token in span if not token.is_space)
    return wanted


def gold_of(doc: Doc, attributions: list[Gold]) -> list[Roles]:
    """Gold attributions as token sets by role."""
    return [{role: tokens_in(doc, found.get(role, [])) for role in ROLES} for found in attributions]


def ours_of(doc: Doc) -> list[Roles]:
    """Our outermost attributions as token sets by role."""
    out = []
    for found in doc._.ew_attributions:
        if found.parent is not None:
            continue
        roles: Roles = {"content": tokens_in(doc, found.content)}
        for role in ("source", "cue"):
            phrase = getattr(found, role)
            roles[role] = set() if phrase is None else {
                token.i for token in doc[phrase.start : phrase.end] if not token.is_space
            }  # fmt: skip
        out.append(roles)
    return out


def jaccard(one: set[int], other: set[int]) -> float:
    """Overlap of two token sets; 1 for two empty ones."""
    return len(one & other) / len(one | other) if one or other else 1.0


def pair(gold: list[Roles], ours: list[Roles]) -> list[tuple[int, int]]:
    """Pairs (gold, ours) that are right as wholes, greedily by overlap, one to one."""
    by_token: dict[int, list[int]] = {}
    for index, roles in enumerate(ours):
        for token in roles["content"]:
            by_token.setdefault(token, []).append(index)
    scored = []
    for index, roles in enumerate(gold):
        near = sorted({other for token in roles["content"] for other in by_token.get(token, [])})
        for other in near:
            content = jaccard(roles["content"], ours[other]["content"])
            source = jaccard(roles["source"], ours[other]["source"])
            if content >= 0.5 and source >= 0.5:
                scored.append((content + source, -index, -other))
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    pairs = []
    for _, index, other in sorted(scored, reverse=True):
        if -index not in used_gold and -other not in used_ours:
            used_gold.add(-index)
            used_ours.add(-other)
            pairs.append((-index, -other))
    return pairs


def count(gold: list[Roles], ours: list[Roles]) -> dict[str, Count]:
    """The counts of one article."""
    counts: dict[str, Count] = {}
    for role in ROLES:
        wanted = set().union(*(roles[role] for roles in gold))
        given = set().union(*(roles[role] for roles in ours))
        counts[role] = (len(wanted & given), len(given), len(wanted))
    return counts | {"whole": (len(pair(gold, ours)), len(ours), len(gold))}


def main() -> None:
    """Run from the command line."""
    parser = command(__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    articles = list(read_polnear(options.archive, options.split))
    random.Random(options.seed).shuffle(articles)
    nlp = load_model(options.model)
    if "eventwire_layout" not in nlp.pipe_names:
        nlp.add_pipe("eventwire_layout")
    if "eventwire_attribution" not in nlp.pipe_names:
        nlp.add_pipe("eventwire_attribution", after="eventwire_layout")
    rows = []
    for _, text, attributions in articles[: options.articles]:
        doc = nlp(text)
        rows.append(count(gold_of(doc, attributions), ours_of(doc)))
    report(f"PolNeAR {options.split}, seed {options.seed}", rows, "articles")


if __name__ == "__main__":
    main()
