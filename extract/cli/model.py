"""`eventwire model`: which model is used, and what it is."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.shared import told


def model(
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline for English, by name or path.")] = None,
) -> None:
    """Show which model is used, its hash, components and scores."""
    with told():
        show_model(model)


def show_model(name: str | None = None) -> None:
    """Print what a model is, a line a fact.

    Raises:
        ModelError: it cannot be loaded or will not do.
    """
    from extract.annotate.model import describe_model, load_model

    info = describe_model(load_model(name))
    print(f"name: {info.name} {info.version}")
    print(f"path: {info.path}")
    print(f"sha256: {info.sha256}")
    print(f"components: {', '.join(info.components)}")
    for score, value in info.scores.items():
        print(f"{score}: {value:.4g}")
