"""The components `eventwire_encoder`, which encodes a Doc once for all heads, and `eventwire_release`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from srsly import msgpack_dumps, msgpack_loads  # type: ignore[import-untyped, attr-defined]

from extract.encoder.encoding import KEY, Encoding
from extract.encoder.features import gap
from extract.encoder.graph import Graph
from extract.encoder.windows import LIMIT, windows
from extract.errors import ModelError

_CLOSERS = frozenset("\"'”’)]»")
_STOPS = frozenset({".", "!", "?", "...", "…", "?!", "!!", "!?", "!!!", "??"})


class EncoderComponent:
    """Runs the graph over the windows of a Doc and leaves an `Encoding` on it.

    Windows follow from the Doc alone and are run one by one, so that nothing hangs on the batch.

    Args:
        name: its name in the pipeline.
        limit: the most word pieces of a window.
        heads: the heads to run, those that components behind read; None for all that the graph has.
    """

    def __init__(self, name: str, limit: int, heads: Sequence[str] | None = None) -> None:
        self.name = name
        self.limit = limit
        self.heads = heads
        self.graph: Graph | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Encode a Doc.

        Raises:
            ModelError: the component was made without a model, or the model is damaged.
        """
        doc.user_data[KEY] = self.encode(doc)
        return doc

    def encode(self, doc: Doc) -> Encoding:
        """The encoding of a Doc, which stays as it is."""
        if self.graph is None:
            raise ModelError("eventwire_encoder has no model: load a pipeline that carries one")
        texts, gaps, words = _words(doc)
        if not words:
            return Encoding(np.zeros(0, dtype=np.int32), _empty(self.graph, self.heads))
        pieces = self.graph.wordpiece.pieces
        sizes = [len(pieces(text)) for text in texts]
        parts: dict[str, list[np.ndarray]] = {}
        for window in windows(sizes, gaps, _ends(texts), self.limit):
            seen = slice(window.start, window.end)
            outputs = self.graph.run(texts[seen], gaps[seen], self.heads)
            kept = slice(window.first - window.start, window.last - window.start)
            for name, values in outputs.items():
                parts.setdefault(name, []).append(values[kept])
        joined = {
            name: values[0] if len(values) == 1 else np.concatenate(values) for name, values in parts.items()
        }
        return Encoding(np.array(words, dtype=np.int32), joined)

    # -- spaCy's way to keep components ------------------------------------------------------

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        if self.graph is not None:
            self.graph.write(Path(path))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> EncoderComponent:  # noqa: ARG002
        self.graph = Graph.read(Path(path))
        return self

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        state = {} if self.graph is None else self.graph.__getstate__()
        return bytes(msgpack_dumps(state))

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> EncoderComponent:  # noqa: ARG002
        state: dict[str, Any] = msgpack_loads(data)
        self.graph = Graph(**state) if state else None
        return self


def _words(doc: Doc) -> tuple[list[str], list[int], list[int]]:
    """Text, gap before, and place of each token that is not white space."""
    texts: list[str] = []
    gaps: list[int] = []
    places: list[int] = []
    before = "\n\n"
    for token in doc:
        text = token.text
        if token.is_space or not text.strip():
            before += token.text_with_ws
            continue
        texts.append(text)
        gaps.append(gap(before))
        places.append(token.i)
        before = token.whitespace_
    return texts, gaps, places


def _ends(texts: list[str]) -> list[bool]:
    """Whether each word may end a sentence: a stop, or what closes right behind one."""
    out: list[bool] = []
    open_end = False
    for text in texts:
        open_end = text in _STOPS or (open_end and text in _CLOSERS)
        out.append(open_end)
    return out


def _empty(graph: Graph, heads: Sequence[str] | None) -> dict[str, np.ndarray]:
    """Outputs of no words: those of a full stop, cut to nothing."""
    return {name: values[:0] for name, values in graph.run(["."], [0], heads).items()}


def release(doc: Doc) -> Doc:
    """Forget the encoding of a Doc: it is large, and what was read of it stands on the Doc."""
    doc.user_data.pop(KEY, None)
    return doc


@Language.factory("eventwire_encoder", default_config={"limit": LIMIT, "heads": None})
def make_encoder(nlp: Language, name: str, limit: int, heads: list[str] | None) -> EncoderComponent:  # noqa: ARG001 - spaCy's signature
    """Factory of `eventwire_encoder`: before the components that read it."""
    return EncoderComponent(name, limit, heads)


@Language.factory("eventwire_release")
def make_release(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Factory of `eventwire_release`: behind all components that read the encoder."""
    return release
