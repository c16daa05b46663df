"""What can be told only from all articles together: which repeat others, which are later versions."""

from extract.corpus.duplicates import Duplicates, Relation
from extract.corpus.sketch import Sketch, sketch_of
from extract.corpus.store import SketchStore

__all__ = ["Duplicates", "Relation", "Sketch", "SketchStore", "sketch_of"]
