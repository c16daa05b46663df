"""What a researcher codes, as data: event types and the words that express them.

`load` reads an ontology, `Ontology.match` finds the type of a candidate trigger. The grammar of
entries stands in `extract.ontology.entries`, the layout of files in `extract.ontology.reading`.
"""

from extract.ontology.complements import ComplementEffect, effect_of
from extract.ontology.entries import Entry
from extract.ontology.lexicon import EventNoun, LightVerb, event_nouns, light_verb, light_verbs, multiwords
from extract.ontology.matcher import Ontology, load
from extract.ontology.types import Candidate, EventType, Match

__all__ = [
    "Candidate",
    "ComplementEffect",
    "Entry",
    "EventNoun",
    "EventType",
    "LightVerb",
    "Match",
    "Ontology",
    "effect_of",
    "event_nouns",
    "light_verb",
    "light_verbs",
    "load",
    "multiwords",
]
