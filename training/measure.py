"""Development scores during training: gold words and sentences, greedy heads, quick.

The figures that are published come from benchmarks/score_model.py, on raw text through the pipeline.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import torch
from heads.base import Window
from sampling import batches, collate
from torch import Tensor

if TYPE_CHECKING:
    from train import Model


def development(
    model: Model, average: dict[str, Tensor], windows: list[Window], pieces: int
) -> dict[str, float]:
    """F1 of the averaged weights on development windows, in percent; the model is left as it was."""
    kept = {name: value.detach().clone() for name, value in model.state_dict().items()}
    model.load_state_dict(average)
    model.eval()
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()
    device = next(model.parameters()).device.type
    with torch.no_grad():
        for group in batches(windows, pieces * 2, random.Random(0)):
            batch = collate(group, model.heads).to(device)
            with torch.autocast(device, dtype=torch.bfloat16):
                layers = model.encoder(batch)
            for name, head in model.heads.items():
                vectors = model.vectors(layers, name).float()
                for score, (hits, given, wanted) in head.count(vectors, batch.targets[name], group).items():
                    right[score] += hits
                    both[score] += given + wanted
    model.load_state_dict(kept)
    model.train()
    return {score: round(200 * right[score] / max(both[score], 1), 2) for score in sorted(both)}
