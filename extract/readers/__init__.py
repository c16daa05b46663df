"""Articles come in: files, folders, globs and standard input become a stream of `Article`s."""

from extract.readers.encoding import mojibake
from extract.readers.options import ReadFailure, ReadOptions
from extract.readers.reading import read, read_one

__all__ = ["ReadFailure", "ReadOptions", "mojibake", "read", "read_one"]
