"""What the benchmarks share: where the sets lie, how archives are read, what every command takes."""

from __future__ import annotations

import argparse
import tarfile
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPORA = SHARED / "corpora"
DEVSETS = SHARED / "devsets"


def command(doc: str | None) -> argparse.ArgumentParser:
    """A parser of arguments that prints the head of a benchmark as its help and takes --model."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="a spaCy pipeline, by name or path; without it the package's own")
    return parser


def read_archive(
    archive: Path, folder: str = "", suffix: str | tuple[str, ...] = ""
) -> Iterator[tuple[Path, str]]:
    """The text files of a tar archive below a folder ("data/dev/"), in its order: path and content."""
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.startswith(folder) and member.name.endswith(suffix):
                handle = tar.extractfile(member)
                if handle is not None:
                    yield Path(member.name), handle.read().decode("utf-8")
