"""The encoder's own machinery: what training and run time must do alike.

`wordpiece` turns words into the ids that the encoder reads, `features` tells it of their casing and of the
white space before them, `windows` parts a document into stretches that it can take at once. `trees`,
`spans` and `lemmas` turn what its heads say into a tree, into spans and into lemmas. Nothing here knows
of articles or events, and nothing imports more of this package than `extract.errors`.
"""
