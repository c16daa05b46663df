"""What the package knows about language and the world: data files beside a loader.

Each file has a header that says what it holds and where it came from. Code reads it with
`load_yaml`; nothing here knows what the data is used for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import srsly  # type: ignore[import-untyped]


@cache
def load_yaml(name: str) -> Any:
    """Return the content of a YAML 1.2 file of this folder, read once.

    Args:
        name: the file's name, e.g. "countries.yaml".

    Raises:
        FileNotFoundError: there is no such data file (a fault of the package, not of the user).
    """
    return srsly.yaml_loads((files(__name__) / name).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
