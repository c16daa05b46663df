"""The heads of the encoder, a module each; `make` builds those that the configuration lists.

A head reads one vector a word. It says what it wants to know of a window (`targets`), its loss, and
how it stands in the exported graph (`graph`). A new head is a module here, an entry in KINDS, a
section of config.yaml, and a component in extract/encoder that reads its output.
"""

from __future__ import annotations

from typing import Any

from heads.base import Head, Window
from heads.boundaries import Boundaries
from heads.classes import Classes
from heads.names import NameTags
from heads.roles import Roles
from heads.tree import Tree

KINDS: dict[str, type[Head]] = {
    "boundaries": Boundaries,
    "classes": Classes,
    "names": NameTags,
    "roles": Roles,
    "tree": Tree,
}


def make(config: dict[str, dict[str, Any]], labels: dict[str, list[str]]) -> dict[str, Head]:
    """The heads of a configuration (head name to its options), with the labels collected for each."""
    heads: dict[str, Head] = {}
    for name, options in config.items():
        rest = {key: value for key, value in options.items() if key not in ("kind", "weight")}
        heads[name] = KINDS[options["kind"]](name, labels.get(name, []), float(options["weight"]), **rest)
    return heads


__all__ = ["KINDS", "Head", "Window", "make"]
