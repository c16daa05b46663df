"""What the encoder leaves on a Doc for the components that read it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from extract.errors import ModelError

KEY = "eventwire_encoding"


@dataclass
class Encoding:
    """The outputs of all heads for the words of a Doc; white-space tokens are no words.

    Attributes:
        words: (words,) int32: places of the words among the Doc's tokens.
        outputs: by name, arrays whose rows are those words (the names and widths are the graph's).
    """

    words: np.ndarray
    outputs: dict[str, np.ndarray]

    def output(self, name: str) -> np.ndarray:
        """The output of this name.

        Raises:
            ModelError: the encoder has no such head.
        """
        if name not in self.outputs:
            raise ModelError(
                f"the model's encoder has no head {name!r}, but {', '.join(sorted(self.outputs))}"
            )
        return self.outputs[name]


def encoding_of(doc: Doc) -> Encoding:
    """The encoding of a Doc.

    Raises:
        ModelError: no encoder has seen it.
    """
    found = doc.user_data.get(KEY)
    if not isinstance(found, Encoding):
        raise ModelError(
            "a component that reads the encoder needs eventwire_encoder before it in the pipeline"
        )
    return found
