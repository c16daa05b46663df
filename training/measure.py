"""Development scores during training: gold words and sentences, greedy heads, quick.

The figures that are published come from benchmarks/score_model.py, on raw text through the pipeline.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch
from heads import Head
from heads.base import Window
from sampling import batches, collate
from torch import Tensor

from extract.encoder.spans import Scheme

if TYPE_CHECKING:
    from train import Model


def development(
    model: Model, average: dict[str, Tensor], windows: list[Window], pieces: int
) -> dict[str, float]:
    """Percentages of the averaged weights on development windows; the model is left as it was."""
    import random

    kept = {name: value.detach().clone() for name, value in model.state_dict().items()}
    model.load_state_dict(average)
    model.eval()
    counts: Counter[str] = Counter()
    heads: dict[str, Head] = dict(model.heads.items())
    device = next(model.parameters()).device.type
    with torch.no_grad():
        for group in batches(windows, pieces * 2, random.Random(0)):
            batch = collate(group, heads)
            with torch.autocast(device, dtype=torch.bfloat16):
                vectors = model.encoder(batch)
            for name, head in heads.items():
                _count(head, name, vectors.float(), batch.targets[name], group, counts)
    model.load_state_dict(kept)
    model.train()
    out = {}
    for name in sorted({key.split(":")[0] for key in counts}):
        right, given, wanted = (counts[f"{name}:{part}"] for part in ("right", "given", "wanted"))
        out[name] = round(100 * 2 * right / max(given + wanted, 1), 2)
    return out


def _count(
    head: Head,
    name: str,
    vectors: Tensor,
    targets: dict[str, Tensor],
    group: list[Window],
    counts: Counter[str],
) -> None:
    from heads import Boundaries, Classes, NameTags, Roles, Tree

    if isinstance(head, Classes):
        wanted = targets["classes"]
        known = wanted >= 0
        _add(
            counts,
            name,
            int((head.scores(vectors).argmax(-1)[known] == wanted[known]).sum()),
            int(known.sum()),
        )
    elif isinstance(head, Boundaries):
        given, gold = head.scores(vectors).squeeze(-1) > 0, targets["starts"]
        known = gold >= 0
        counts[f"{name}:right"] += int((given & (gold > 0)).sum())
        counts[f"{name}:given"] += int((given & known).sum())
        counts[f"{name}:wanted"] += int((gold > 0).sum())
    elif isinstance(head, Tree) and len(targets["words"]):
        _count_tree(head, vectors, targets, counts)
    elif isinstance(head, NameTags):
        _count_names(head, name, vectors, group, counts)
    elif isinstance(head, Roles) and len(targets["labels"]):
        hidden = torch.nn.functional.gelu(
            head.left(vectors)[targets["left"]] + head.right(vectors)[targets["right"]]
        )
        given, gold = head.out(hidden).argmax(-1), targets["labels"]
        counts[f"{name}:right"] += int(((given == gold) & (gold > 0)).sum())
        counts[f"{name}:given"] += int((given > 0).sum())
        counts[f"{name}:wanted"] += int((gold > 0).sum())


def _add(counts: Counter[str], name: str, right: int, total: int) -> None:
    counts[f"{name}:right"] += right
    counts[f"{name}:given"] += total
    counts[f"{name}:wanted"] += total


def _count_tree(
    head: object, vectors: Tensor, targets: dict[str, Tensor], counts: Counter[str]
) -> None:
    from heads import Tree

    assert isinstance(head, Tree)
    begin = 0
    punct = head.number.get("punct", -1)
    for length in targets["lengths"].tolist():
        own = vectors[targets["words"][begin : begin + length]]
        gold, labels = targets["heads"][begin : begin + length], targets["labels"][begin : begin + length]
        begin += length
        dependent, governor, root = head.sides(own)
        scores = dependent @ governor.T
        scores[torch.arange(length), torch.arange(length)] = root
        found = scores.argmax(-1)
        hidden = torch.nn.functional.gelu(head.label_dependent(own) + head.label_governor(own)[found])
        named = head.label(hidden).argmax(-1)
        counted = labels != punct
        right = (found == gold) & counted
        _add(counts, "uas", int(right.sum()), int(counted.sum()))
        _add(counts, "las", int((right & (named == labels)).sum()), int(counted.sum()))


def _count_names(head: object, name: str, vectors: Tensor, group: list[Window], counts: Counter[str]) -> None:
    from heads import NameTags

    assert isinstance(head, NameTags)
    scheme = Scheme(tuple(dict.fromkeys(label[2:] for label in head.labels if label != "O")))
    scores = head.scores(vectors).numpy().astype(np.float32)
    base = 0
    for window in group:
        for start, end, sentence in zip(window.starts[:-1], window.starts[1:], window.sentences, strict=True):
            if sentence.names is None:
                continue
            starts = np.zeros(end - start, dtype=bool)
            starts[0] = True
            places = {"GPE": "LOC", "FAC": "LOC"}
            given = {
                (s, e, places.get(label, label))
                for s, e, label, *_ in scheme.decode(scores[base + start : base + end], starts)
            }
            gold = {(s, e, label) for s, e, label in sentence.names.spans}
            gold = {(s, e, "LOC" if "LOC" in label or label in places else label) for s, e, label in gold}
            core = {"PERSON", "ORG", "LOC"}
            given, gold = ({x for x in found if x[2] in core} for found in (given, gold))
            counts[f"{name}:right"] += len(given & gold)
            counts[f"{name}:given"] += len(given)
            counts[f"{name}:wanted"] += len(gold)
        base += len(window.first)
