"""Lay the trained network down as one ONNX graph, with weights in 8 bits.

The graph takes one window: pieces with casing and gaps (1 x pieces), first and last piece of each word; it
gives each head's outputs, a row a word. Matrices are quantised a column at a time to 7 bits and a sign (8-bit
kernels of processors without VNNI add up two products in 16 bits, which 8 bits would overflow); activations
at run time, over the window alone. The word pieces' vectors are kept as 8 bits with a scale a row.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from network import ATTENTION_HEADS, EPSILON, WIDTH
from onnx import TensorProto, helper, numpy_helper
from torch import nn

if TYPE_CHECKING:
    from heads import Head
    from network import Encoder, Mix
    from train import Model

OPSET = 17
MICROSOFT = "com.microsoft"  # onnxruntime's own operations, for attention and GELU in one piece


class Graph:
    """An ONNX graph in the making; methods return the name of the value that they add."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []
        self._count = 0

    def add(
        self, operation: str, inputs: list[str], *, domain: str = "", outputs: int = 1, **options: object
    ) -> list[str]:
        """Add an operation; the names of its outputs."""
        self._count += 1
        names = [f"{operation}_{self._count}_{number}" for number in range(outputs)]
        self.nodes.append(
            helper.make_node(
                operation, inputs, names, name=f"{operation}_{self._count}", domain=domain, **options
            )
        )
        return names

    def weight(self, array: np.ndarray) -> str:
        """Add a constant array."""
        self._count += 1
        name = f"weight_{self._count}"
        self.weights.append(numpy_helper.from_array(array.copy(order="C"), name))
        return name

    def linear(self, value: str, layer: nn.Linear) -> str:
        """A linear layer."""
        product = self.add("MatMul", [value, self.weight(_array(layer.weight).T)])[0]
        return self.add("Add", [product, self.weight(_array(layer.bias))])[0]

    def gelu(self, value: str) -> str:
        """GELU by the error function."""
        return self.add("Gelu", [value], domain=MICROSOFT)[0]

    def scale(self, value: str, factor: float) -> str:
        """A value times a constant."""
        return self.add("Mul", [value, self.weight(np.array(factor, dtype=np.float32))])[0]

    def argmax(self, value: str) -> str:
        """The place of the greatest score in each row, (rows,) int64."""
        return self.add("ArgMax", [value], axis=-1, keepdims=0)[0]

    def norm(self, value: str, layer: nn.LayerNorm) -> str:
        """A layer normalisation."""
        weights = [self.weight(_array(layer.weight)), self.weight(_array(layer.bias))]
        return self.add("LayerNormalization", [value, *weights], axis=-1, epsilon=EPSILON)[0]

    def output(self, name: str, value: str) -> None:
        """Make a value an output of the graph under this name: a row a word."""
        self.nodes.append(helper.make_node("Identity", [value], [name], name=f"output_{name}"))
        whole = any(value in node.output for node in self.nodes if node.op_type == "ArgMax")
        kind, shape = (TensorProto.INT64, ["words"]) if whole else (TensorProto.FLOAT, ["words", None])
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def table(self, values: np.ndarray, places: str) -> str:
        """Rows of a table looked up; kept in 8 bits with a scale a row."""
        scale = np.abs(values).max(axis=1, keepdims=True) / 127
        scale = np.where(scale == 0, 1, scale).astype(np.float32)
        small = np.rint(values / scale).astype(np.int8)
        rows = self.add("Gather", [self.weight(small), places], axis=0)
        scales = self.add("Gather", [self.weight(scale), places], axis=0)
        wide = self.add("Cast", rows, to=TensorProto.FLOAT)
        return self.add("Mul", [*wide, *scales])[0]

    def encoder(self, encoder: Encoder, *, small: bool) -> str:
        """The encoder; the value that holds (layers, words, width)."""
        if small:
            x = self.table(_array(encoder.pieces.weight), "ids")
        else:
            x = self.add("Gather", [self.weight(_array(encoder.pieces.weight)), "ids"], axis=0)[0]
        length = self.add("Shape", ["ids"], start=1, end=2)[0]
        zero, first_axis = self.weight(np.array([0])), self.weight(np.array([0]))
        places = self.add("Slice", [self.weight(_array(encoder.places.weight)), zero, length, first_axis])[0]
        x = self.add("Add", [x, places])[0]
        for table, name in ((encoder.casings, "casings"), (encoder.gaps, "gaps")):
            found = self.add("Gather", [self.weight(_array(table.weight)), name], axis=0)[0]
            x = self.add("Add", [x, found])[0]
        x = self.norm(x, encoder.norm)
        layers = []
        thirds = self.weight(np.array([WIDTH, WIDTH, WIDTH]))
        for layer in encoder.layers:
            sides = self.add("Split", [self.linear(x, layer.attend), thirds], outputs=3, axis=2)
            found = self.add("MultiHeadAttention", sides, domain=MICROSOFT, num_heads=ATTENTION_HEADS)[0]
            x = self.norm(self.add("Add", [x, self.linear(found, layer.out)])[0], layer.norm1)
            inner = self.linear(self.gelu(self.linear(x, layer.up)), layer.down)
            x = self.norm(self.add("Add", [x, inner])[0], layer.norm2)
            layers.append(x)
        joined = self.add("Concat", layers, axis=0)[0]
        ends = [self.add("Gather", [joined, side], axis=1)[0] for side in ("first", "last")]
        return self.scale(self.add("Add", ends)[0], 0.5)

    def mixed(self, layers: str, mixes: list[Mix]) -> list[str]:
        """What each head sees of the layers: a value (words, width) for each mix; one product for all."""
        count = len(mixes[0].weights)
        rows = self.add("Reshape", [layers, self.weight(np.array([count, -1]))])[0]
        shares = self.weight(np.stack([_array(mix.shares()) for mix in mixes]))
        product = self.add("MatMul", [shares, rows])[0]
        shaped = self.add("Reshape", [product, self.weight(np.array([len(mixes), -1, WIDTH]))])[0]
        return [
            self.add("Gather", [shaped, self.weight(np.array(number))], axis=0)[0]
            for number in range(len(mixes))
        ]

    def model(self) -> onnx.ModelProto:
        """The finished graph."""
        rows = [
            helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"])
            for n in ("ids", "casings", "gaps")
        ]
        rows += [helper.make_tensor_value_info(n, TensorProto.INT64, ["words"]) for n in ("first", "last")]
        graph = helper.make_graph(self.nodes, "eventwire", rows, self.outputs, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="eventwire")


def _array(tensor: object) -> np.ndarray:
    return tensor.detach().float().cpu().numpy().copy()  # type: ignore[attr-defined, no-any-return]


def export(model: Model, path: Path, *, quantised: bool = True) -> None:
    """Write the network as an ONNX file."""
    graph = Graph()
    layers = graph.encoder(model.encoder, small=quantised)
    for head, vectors in zip(
        model.heads.values(), graph.mixed(layers, list(model.mixes.values())), strict=True
    ):
        head.graph(graph, vectors)
    made = graph.model()
    onnx.checker.check_model(made)
    if not quantised:
        onnx.save(made, path)
        return
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(made, whole)
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
        )


def export_run(run: Path, out: Path, *, quantised: bool = True) -> None:
    """Write graph, label sets, head weights and vocabulary of a finished training run into a folder."""
    import torch
    import yaml
    from train import Model, vocabulary

    config = yaml.safe_load((run / "config.yaml").read_text(encoding="utf8"))
    labels = json.loads((run / "labels.json").read_text(encoding="utf8"))
    words = vocabulary()
    model = Model(config, labels, len(words))
    model.load_state_dict(torch.load(run / "model.pt", map_location="cpu", weights_only=True))
    model.eval()
    out.mkdir(parents=True, exist_ok=True)
    heads: dict[str, Head] = dict(model.heads.items())
    export(model, out / "encoder.onnx", quantised=quantised)
    (out / "vocabulary.txt").write_text("\n".join(words) + "\n", encoding="utf8")
    (out / "labels.json").write_text(
        json.dumps({name: head.labels for name, head in heads.items()}, ensure_ascii=False, indent=0),
        encoding="utf8",
    )
    for name, head in heads.items():
        if arrays := head.arrays():
            np.savez(out / f"{name}.npz", **arrays)
