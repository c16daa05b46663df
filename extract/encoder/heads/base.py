"""What the components that read a head have in common: labels and weights kept with the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab
from srsly import msgpack_dumps, msgpack_loads  # type: ignore[import-untyped, attr-defined]

from extract.encoder.encoding import Encoding, encoding_of
from extract.errors import ModelError


class HeadComponent:
    """Reads one head or several; subclasses say what of the Doc they set.

    Attributes:
        heads: the names of the heads, as in the training configuration.
        weighted: those of them that have weights outside the graph.
        labels: by head, its label set in the order of the head's scores.
        arrays: by head, weights that stand outside the graph.
    """

    heads: tuple[str, ...] = ()
    weighted: tuple[str, ...] = ()

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab = vocab
        self.name = name
        self.labels: dict[str, list[str]] = {}
        self.arrays: dict[str, dict[str, np.ndarray]] = {}

    def __call__(self, doc: Doc) -> Doc:
        encoding = encoding_of(doc)
        if len(doc):
            self.annotate(doc, encoding)
        return doc

    def annotate(self, doc: Doc, encoding: Encoding) -> None:
        """Set the annotation of a Doc that has tokens; they may be white space alone."""
        raise NotImplementedError

    def ready(self) -> None:
        """Called when labels and arrays have been set or read.

        Here, not when first used, labels become numbers of the vocabulary: in a memory zone it would
        forget them.
        """

    def set(self, labels: dict[str, list[str]], arrays: dict[str, dict[str, np.ndarray]]) -> None:
        """Take what belongs to this component from what training has written.

        Raises:
            ModelError: a head of this component is not there.
        """
        missing = [head for head in self.heads if head not in labels]
        if missing:
            raise ModelError(f"component {self.name!r} needs the head {missing[0]!r}, which the model lacks")
        self.labels = {head: labels[head] for head in self.heads}
        self.arrays = {head: arrays[head] for head in self.heads if head in arrays}
        self.ready()

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.labels, ensure_ascii=False, indent=0)
        (folder / "labels.json").write_text(text + "\n", encoding="utf8", newline="\n")
        for head, arrays in self.arrays.items():
            np.savez(folder / f"{head}.npz", **arrays)  # type: ignore[arg-type]

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> HeadComponent:  # noqa: ARG002
        folder = Path(path)
        try:
            self.labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
            self.arrays = {}
            for file in sorted(folder.glob("*.npz")):
                with file.open("rb") as source, np.load(source) as found:
                    self.arrays[file.stem] = {key: found[key] for key in found.files}
        except (OSError, ValueError, BadZipFile) as error:
            raise ModelError(
                f"the model's {self.name} cannot be read: {error}; install the package again"
            ) from error
        self._check()
        return self

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        return bytes(msgpack_dumps({"labels": self.labels, "arrays": self.arrays}))

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> HeadComponent:  # noqa: ARG002
        state = msgpack_loads(data)
        self.labels, self.arrays = state["labels"], state["arrays"]
        self._check()
        return self

    def _check(self) -> None:
        """Make ready what has been read.

        Raises:
            ModelError: labels or weights of a head are not there.
        """
        for head in self.heads:
            if head not in self.labels or (head in self.weighted and head not in self.arrays):
                raise ModelError(
                    f"the model's {self.name} lacks the head {head!r}: install the package again"
                )
        self.ready()
