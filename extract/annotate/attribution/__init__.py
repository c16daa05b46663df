"""Who says what: attributions in the terms of PARC 3 and PolNeAR.

In the order of the work: `cues` (the lexicon), `shape` (extents in a Doc), `words` (cue words),
`sources`, `complements` and `contents` (what is said), `clauses` (reported clauses), `speech`
(direct speech), `transcripts` (turns behind labels), `headlines` (labels of titles), `component`
(the spaCy component that joins them).
"""

from extract.annotate.attribution.component import AttributionFinder, make_attribution

__all__ = ["AttributionFinder", "make_attribution"]
