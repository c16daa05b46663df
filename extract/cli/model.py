"""`eventwire model`: which model is used, and what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.shared import told, utf8_output

CARD = "MODEL_CARD.md"


def model(
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline for English, by name or path.")] = None,
    card: Annotated[bool, typer.Option(help="Show the model card too, where the model has one.")] = True,
) -> None:
    """Show which model is used, its hash, components, scores, and its model card."""
    utf8_output()
    with told():
        show_model(model, card=card)


def show_model(name: str | None = None, *, card: bool = True) -> None:
    """Print what a model is, a line a fact, then the model card of its folder behind an empty line.

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
    file = Path(info.path) / CARD
    if card and info.path and file.is_file():
        print(f"\n{file.read_text(encoding='utf-8', errors='replace').rstrip()}")
