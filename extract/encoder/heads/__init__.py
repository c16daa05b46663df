"""The components that read the encoder's heads and set spaCy's annotation, a module each.

Importing this package makes their factories known to spaCy.
"""

from extract.encoder.heads import antecedents, lemmas, names, roles, sentences, tags, tree

__all__ = ["antecedents", "lemmas", "names", "roles", "sentences", "tags", "tree"]
