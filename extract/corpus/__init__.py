"""What can be told only from all articles together: copies and versions, who is who, what is one incident."""

from extract.corpus.digest import Digest, digest_of
from extract.corpus.duplicates import Duplicates, Relation
from extract.corpus.second_pass import SecondPass
from extract.corpus.sketch import Sketch, sketch_of
from extract.corpus.store import SketchStore

__all__ = [
    "Digest",
    "Duplicates",
    "Relation",
    "SecondPass",
    "Sketch",
    "SketchStore",
    "digest_of",
    "sketch_of",
]
