"""spaCy's English tokenizer with a few rules more, where the treebanks cut otherwise.

Runs of punctuation are one word ("!!!", "=====", "***"), numbers parted by hyphens are ("555-1234"), and so
are words behind a prefix that is no word of its own ("non-violent", "co-founder", "twenty-five"). On UD
English EWT's development set token F1 rises from 97.2 to 98.8 (benchmarks/score_model.py).
"""

from __future__ import annotations

import re

import spacy
from spacy.language import Language

_PREFIXES = "non pre co anti e mid pro ex re sub semi multi post inter intra mini ultra un".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_RUN = "[!?*=_<>~#+]"
_STOPS = "[.!?]*[!?][.!?]+"
# Abbreviations of news that end in a full stop.
_ABBREVIATIONS = (
    "Nos. Lt. Ft. etc. al. approx. ca. Ave. Sun. Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sgt. Capt. Col. "
    "Maj. Cmdr. Rd. Blvd. Dept. Univ. est. Ph.D."
).split()


def _either_case(words: list[str]) -> str:
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)


def add_rules(nlp: Language) -> None:
    """Put the rules into a pipeline's tokenizer."""
    defaults, tokenizer = nlp.Defaults, nlp.tokenizer
    prefixes = [rf"(?P<run>{_RUN})(?P=run)+", _STOPS, *(defaults.prefixes or ())]
    suffixes = [rf"(?P<run>{_RUN})(?P=run)+", _STOPS, *(defaults.suffixes or ())]
    infixes = [rf"(?P<run>{_RUN})(?P=run)+", *(defaults.infixes or ())]
    whole = [
        r"(?P<sign>[^\w\s])(?P=sign)+",
        r"[.!?]+",
        r"\+?\d+(?:-\d+)+",
        rf"(?:{_either_case(_PREFIXES)}|{_either_case(_TENS)})-[a-z]+",
    ]
    tokenizer.prefix_search = spacy.util.compile_prefix_regex(prefixes).search  # type: ignore[attr-defined]
    tokenizer.suffix_search = spacy.util.compile_suffix_regex(suffixes).search  # type: ignore[attr-defined]
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer  # type: ignore[attr-defined]
    tokenizer.token_match = re.compile(f"(?:{'|'.join(whole)})$").match  # type: ignore[attr-defined]
    for word in _ABBREVIATIONS:
        tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[attr-defined]
