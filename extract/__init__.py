"""News articles in, a structured event table out.

from extract import Extractor, Article

extractor = Extractor()
result = extractor("text", published="2005-03-03")
result.events, result.frames()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.article import Article
from extract.errors import (
    EventwireError,
    InputError,
    MissingExtraError,
    ModelError,
    OntologyError,
    OptionError,
    OutputError,
)
from extract.version import __version__

if TYPE_CHECKING:
    from extract.extractor import ArticleError, Extractor
    from extract.rows.result import Result

__all__ = [
    "Article",
    "ArticleError",
    "EventwireError",
    "Extractor",
    "InputError",
    "MissingExtraError",
    "ModelError",
    "OntologyError",
    "OptionError",
    "OutputError",
    "Result",
    "__version__",
]


def __getattr__(name: str) -> object:
    """Import what brings spaCy along only when it is asked for, so that `eventwire --help` is quick."""
    if name in ("Extractor", "ArticleError"):
        import extract.extractor

        return getattr(extract.extractor, name)
    if name == "Result":
        from extract.rows.result import Result

        return Result
    raise AttributeError(f"module 'extract' has no attribute {name!r}")
