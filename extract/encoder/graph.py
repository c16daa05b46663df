"""The ONNX graph that a model carries: checked, loaded when first used, run window by window."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extract.encoder.inputs import Inputs, inputs
from extract.encoder.wordpiece import WordPiece
from extract.errors import ModelError

GRAPH, VOCABULARY, CHECKSUM = "encoder.onnx", "vocabulary.txt", "sha256.txt"


class Graph:
    """Runs the graph on one window at a time, in one thread.

    A window by itself: 8-bit activations are scaled over all that is in one run, so that a window's
    outputs would hang on its neighbours otherwise.

    Args:
        graph: the bytes of the ONNX file.
        vocabulary: its word pieces, a line each.
        checksum: SHA-256 over both, hexadecimal; not checked if empty.
    """

    def __init__(self, graph: bytes, vocabulary: str, checksum: str = "") -> None:
        self.graph = graph
        self.vocabulary = vocabulary
        self.checksum = checksum or checksum_of(graph, vocabulary)
        self._given = checksum
        self._session: Any = None
        self._wordpiece: WordPiece | None = None

    @classmethod
    def read(cls, folder: Path) -> Graph:
        """Read the files of a folder.

        Raises:
            ModelError: a file is missing, or one that should be text is not.
        """
        try:
            graph = (folder / GRAPH).read_bytes()
            vocabulary = (folder / VOCABULARY).read_text(encoding="utf8")
            checksum = (folder / CHECKSUM).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(
                f"the model's encoder cannot be read: {error}; install the package again"
            ) from error
        return cls(graph, vocabulary, checksum or "none")  # an empty file is no leave not to check

    def write(self, folder: Path) -> None:
        """Write what `read` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / GRAPH).write_bytes(self.graph)
        (folder / VOCABULARY).write_text(self.vocabulary, encoding="utf8", newline="\n")
        (folder / CHECKSUM).write_text(self.checksum + "\n", encoding="ascii")

    @property
    def wordpiece(self) -> WordPiece:
        """The word pieces, read when first used."""
        if self._wordpiece is None:
            self._wordpiece = WordPiece(self.vocabulary.removesuffix("\n").split("\n"))
        return self._wordpiece

    def load(self) -> Any:
        """The onnxruntime session, made when first used.

        Raises:
            ModelError: the files are damaged, or onnxruntime cannot run them.
        """
        if self._session is None:
            import onnxruntime

            if self._given and checksum_of(self.graph, self.vocabulary) != self._given:
                raise ModelError(
                    "the model's encoder is damaged (its checksum is wrong): install the package again"
                )
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            try:
                self._session = onnxruntime.InferenceSession(
                    self.graph, options, providers=["CPUExecutionProvider"]
                )
            except Exception as error:  # onnxruntime's own classes, which have no common base
                told = " ".join(str(error).split())[:300]
                raise ModelError(
                    f"onnxruntime {onnxruntime.__version__} cannot load the model: {told}"
                ) from error
            self._names = [output.name for output in self._session.get_outputs()]
        return self._session

    def run(
        self, words: Sequence[str], gaps: Sequence[int], heads: Sequence[str] | None = None
    ) -> dict[str, np.ndarray]:
        """The outputs of these heads (of all, for None) for one window, a row a word."""
        session = self.load()
        names = [
            name
            for name in self._names
            if heads is None or any(name == head or name.startswith(f"{head}_") for head in heads)
        ]
        made: Inputs = inputs(words, gaps, self.wordpiece)
        feed = {
            "ids": made.ids[None],
            "casings": made.casings[None],
            "gaps": made.gaps[None],
            "first": made.first,
            "last": made.last,
        }
        return dict(zip(names, session.run(names, feed) if names else (), strict=True))

    def __getstate__(self) -> dict[str, Any]:
        return {"graph": self.graph, "vocabulary": self.vocabulary, "checksum": self._given}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]


def checksum_of(graph: bytes, vocabulary: str) -> str:
    """SHA-256 over the graph's bytes and the vocabulary's, hexadecimal."""
    digest = hashlib.sha256(graph)
    digest.update(vocabulary.encode("utf8"))
    return digest.hexdigest()
