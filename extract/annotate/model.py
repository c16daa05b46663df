"""The spaCy pipeline that tags and parses: which one, whether it will do, and what it is.

The package carries one in `extract/model/`; any English pipeline with a tagger, a lemmatizer
and a dependency parser works in its place.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

# Imported so that their factories are known to spaCy, with or without installed entry points.
import extract.encoder.component
import extract.encoder.heads  # noqa: F401
from extract.errors import ModelError

BUNDLED = Path(__file__).resolve().parent.parent / "model"
ENVIRONMENT = "EVENTWIRE_MODEL"

# Annotation that the event rules cannot do without, and the components that set it.
_NEEDED = {
    "TAG": "a tagger",
    "POS": "a morphologizer (or tagger with attribute_ruler)",
    "LEMMA": "a lemmatizer",
    "DEP": "a parser",
}
_PROBE = "The court rejected the appeal."


@dataclass(frozen=True)
class ModelInfo:
    """What a loaded pipeline is.

    Attributes:
        name: language and name from its meta.json ("en_core_web_sm").
        path: the folder that it was loaded from; empty for one built in memory.
        sha256: over the names and contents of all files in that folder; empty without a folder.
        components: names in the order of work.
        scores: numbers that its meta.json reports under "performance".
    """

    name: str
    version: str
    path: str
    sha256: str
    components: tuple[str, ...]
    scores: dict[str, float]


def which(name: str | os.PathLike[str] | None = None) -> str | Path:
    """Return the name or path of the pipeline to load: the one named, EVENTWIRE_MODEL's, or the bundled.

    Raises:
        ModelError: none is named and the package holds none.
    """
    chosen = name or os.environ.get(ENVIRONMENT)
    if chosen:
        return chosen if isinstance(chosen, str) else Path(chosen)
    if not (BUNDLED / "config.cfg").is_file():
        raise ModelError(
            f"this installation has no model in {BUNDLED}: name a spaCy pipeline for English with --model"
            f" or in the environment variable {ENVIRONMENT}"
        )
    return BUNDLED


def load_model(name: str | os.PathLike[str] | None = None) -> Language:
    """Load a spaCy pipeline by name or path (see `which`) and check that it will do.

    Raises:
        ModelError: it cannot be loaded, is not for English, or does not tag, lemmatize and parse.
    """
    chosen = which(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # versions that differ slightly; the check below tells what matters
        try:
            nlp = spacy.load(chosen)
        except (OSError, ValueError, ImportError, KeyError, TypeError) as error:
            raise ModelError(f"model {str(chosen)!r} cannot be loaded: {_advice(chosen, error)}") from error
        check_model(nlp, str(chosen))
    return nlp


def check_model(nlp: Language, name: str) -> None:
    """Check that a pipeline is for English and sets tags, lemmas and dependencies.

    Raises:
        ModelError: it does not; the message says which components are missing.
    """
    if nlp.lang != "en":
        raise ModelError(f"model {name!r} is for the language {nlp.lang!r}: name a pipeline for English (en)")
    doc = nlp(_PROBE)
    missing = [what for attribute, what in _NEEDED.items() if not doc.has_annotation(attribute)]
    if missing:
        raise ModelError(
            f"model {name!r} lacks {', '.join(missing)}: name a spaCy pipeline for English that tags,"
            " lemmatizes and parses, such as en_core_web_sm, or leave --model out to use the bundled one"
        )


def _advice(chosen: str | Path, error: Exception) -> str:
    text = str(chosen)
    if isinstance(error, OSError) and not Path(text).exists():
        if os.sep in text or "/" in text:
            return "no such folder"
        return f"it is neither an installed package nor a folder; try `python -m spacy download {text}`"
    first = " ".join(str(error).split())
    return first if len(first) < 300 else first[:300] + " ..."


def describe_model(nlp: Language) -> ModelInfo:
    """Return what a loaded pipeline is."""
    meta = nlp.meta
    path = getattr(nlp, "_path", None)
    performance = meta.get("performance") or {}
    return ModelInfo(
        name=f"{meta.get('lang', '')}_{meta.get('name', '')}",
        version=str(meta.get("version", "")),
        path=str(path) if path else "",
        sha256=folder_hash(Path(path)) if path else "",
        components=tuple(nlp.pipe_names),
        scores={
            key: float(value) for key, value in sorted(performance.items()) if isinstance(value, int | float)
        },
    )


def folder_hash(folder: Path) -> str:
    """Return the SHA-256 over relative path, size and bytes of all files in a folder, in order of path."""
    digest = hashlib.sha256()
    files = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        data = path.read_bytes()
        digest.update(
            f"{path.relative_to(folder).as_posix()}\n{len(data)}\n".encode(errors="surrogateescape")
        )
        digest.update(data)
    return digest.hexdigest()
