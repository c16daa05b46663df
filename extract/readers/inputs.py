"""From what the user names (files, folders, globs, `-`) to an ordered stream of files.

Formats are told by suffix, each also with .gz after it. In a folder, files that hold no articles
(hidden ones, .md, .png, ...) are passed over; a file that may well hold articles but cannot be
read yet (.pdf, .parquet, ...) is a failure of its own, and so is any unreadable file that the
user names.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.article import normalise
from extract.errors import InputError
from extract.readers.options import ReadFailure

STANDARD_INPUT = "-"

FORMATS = {
    ".txt": "plain",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
    ".csv": "table",
    ".tsv": "table",
    ".html": "html",
    ".htm": "html",
}
READ_SUFFIXES = ".txt .html .htm .jsonl .ndjson .csv .tsv, each also with .gz"

# Formats that hold articles and are not read, with what to do instead.
_CONVERT = {
    ".parquet": "is not read yet: convert it to .csv or .jsonl",
    ".warc": "is not read yet: extract its pages to .html files",
    ".json": "is not read: write one object a line and call it .jsonl",
    ".xlsx": "is not read: save the sheet as .csv",
    ".xls": "is not read: save the sheet as .csv",
    ".pdf": "is not read: convert it to .txt",
    ".doc": "is not read: save it as .txt",
    ".docx": "is not read: save it as .txt",
    ".odt": "is not read: save it as .txt",
    ".rtf": "is not read: save it as .txt",
    ".epub": "is not read: convert it to .txt",
    ".zip": "is not read: unpack it and name the folder",
    ".tar": "is not read: unpack it and name the folder",
    ".tgz": "is not read: unpack it and name the folder",
    ".7z": "is not read: unpack it and name the folder",
    ".rar": "is not read: unpack it and name the folder",
    ".bz2": "is not read: unpack it, or compress with gzip",
    ".xz": "is not read: unpack it, or compress with gzip",
    ".zst": "is not read: unpack it, or compress with gzip",
}
_IMAGES = dict.fromkeys(
    (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".svg"),
    "is an image: convert it to text first",
)


@dataclass(frozen=True)
class Source:
    """A file to read.

    Attributes:
        path: where it lies, or `-` for standard input.
        name: its path relative to INPUT's folder, with "/" between the parts: the base of doc ids.
        shown: the path as people know it, for messages.
        format: plain, jsonlines, table or html.
        suffix: the suffix that told the format, ".gz" left out, in lower case.
        gzipped: whether the file is compressed.
    """

    path: str
    name: str
    shown: str
    format: str
    suffix: str
    gzipped: bool = False


# What lies in a folder that a run has written.
_OWN_OUTPUT = frozenset({"run.json", "datapackage.json"})


def find(inputs: Sequence[str]) -> Iterator[Source | ReadFailure]:
    """Yield the files that the inputs name, in order, each once.

    Inputs come in the order given; within a folder, entries by name. A file that two inputs name
    is read for the first of them.
    """
    seen: set[str] = set()
    for given in inputs:
        for found in _expand(given):
            if isinstance(found, Source):
                key = found.path if found.path == STANDARD_INPUT else os.path.abspath(found.path)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def source_of(path: str, name: str | None = None) -> Source:
    """The source for a file that is named in so many words.

    Raises:
        InputError: nothing reads files with its suffix; the message says which are read.
    """
    shown = normalise(path)
    name = normalise(name if name is not None else os.path.basename(path))
    if path == STANDARD_INPUT:
        return Source(path, STANDARD_INPUT, "standard input", "jsonlines", ".jsonl")
    suffix, gzipped = _suffix(path)
    if suffix in FORMATS:
        return Source(path, name, shown, FORMATS[suffix], suffix, gzipped)
    advice = _CONVERT.get(suffix) or _IMAGES.get(suffix)
    if advice is not None:
        raise InputError(f"{shown}: {suffix} {advice}")
    what = f"the suffix {suffix}" if suffix else "a name without suffix"
    raise InputError(f"{shown}: {what} does not say how to read it: rename it to one of {READ_SUFFIXES}")


def _suffix(path: str) -> tuple[str, bool]:
    stem, suffix = os.path.splitext(path.lower())
    if suffix == ".gz":
        return os.path.splitext(stem)[1], True
    return suffix, False


def _expand(given: str) -> Iterator[Source | ReadFailure]:
    if given == STANDARD_INPUT:
        yield source_of(given)
    elif os.path.isdir(given):
        yield from _folder(given, given)
    elif os.path.exists(given):
        yield _named(given, os.path.basename(given))
    elif glob.has_magic(given):
        yield from _matches(given)
    else:
        yield _missing(given)


def _named(path: str, name: str) -> Source | ReadFailure:
    try:
        return source_of(path, name)
    except InputError as error:
        return ReadFailure(normalise(name), normalise(path), str(error))


def _missing(given: str) -> ReadFailure:
    shown = normalise(given)
    where = os.path.dirname(given) or "."
    advice = "check the path"
    if not os.path.isdir(where):
        advice += f" (there is no folder {normalise(where)} either)"
    name = normalise(os.path.basename(given) or given)
    return ReadFailure(name, shown, f"{shown}: there is no such file or folder: {advice}")


def _matches(pattern: str) -> Iterator[Source | ReadFailure]:
    shown = normalise(pattern)
    parts = pattern.split("/")
    plain = 0
    while plain < len(parts) - 1 and not glob.has_magic(parts[plain]):
        plain += 1
    base = "/".join(parts[:plain]) or ("/" if pattern.startswith("/") else ".")
    found = sorted(glob.glob(pattern, recursive=True), key=lambda path: path.split("/"))
    nothing = True
    for path in found:
        if os.path.isdir(path):
            if parts[-1] in ("", "**"):  # "news/**" lists folders and their files alike
                continue
            for item in _walk(path, base):
                nothing = False
                yield item
        elif not _is_own_output(os.path.dirname(path)):
            nothing = False
            yield _named(path, _relative(path, base))
    if nothing:
        yield ReadFailure(shown, shown, f"{shown}: no file matches: check the pattern")


def _relative(path: str, base: str) -> str:
    return os.path.relpath(path, base).replace(os.sep, "/")


def _folder(folder: str, base: str) -> Iterator[Source | ReadFailure]:
    nothing = True
    for item in _walk(folder, base):
        nothing = False
        yield item
    if nothing:
        shown = normalise(folder)
        what = f"no file to read in this folder: articles are {READ_SUFFIXES}"
        yield ReadFailure(shown, shown, f"{shown}: {what}")


def _walk(folder: str, base: str) -> Iterator[Source | ReadFailure]:
    """The files below a folder, entries by name; links to folders are not followed."""
    stack = [folder]
    while stack:
        path = stack.pop()
        if not os.path.isdir(path):
            yield _named(path, _relative(path, base))
            continue
        try:
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            shown = normalise(path)
            what = f"the folder cannot be listed ({error.strerror}): change its permissions"
            yield ReadFailure(normalise(_relative(path, base)), shown, f"{shown}: {what}")
            continue
        if {entry.name for entry in listed} >= _OWN_OUTPUT:
            continue  # tables that a run has written below its own input
        stack.extend(entry.path for entry in reversed(listed) if _may_hold_articles(entry))


def _is_own_output(folder: str) -> bool:
    """Whether a folder holds the tables of a run, which are no articles."""
    return all(os.path.isfile(os.path.join(folder, name)) for name in _OWN_OUTPUT)


def _may_hold_articles(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or entry.name == "__MACOSX":
        return False
    if entry.is_dir(follow_symlinks=False):
        return True
    suffix, _ = _suffix(entry.name)
    return entry.is_file() and (suffix in FORMATS or suffix in _CONVERT)
