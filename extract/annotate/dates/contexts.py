"""Guards of rules that look at the word before an expression and the word after it.

A rule names its guard (`guard: at`); the word lists are in the `contexts` part of
`extract/knowledge/dates.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extract.annotate.dates.lexer import Lexeme
from extract.annotate.dates.lexicon import Lexicon

Guard = Callable[[Lexeme | None, Lexeme | None, Lexicon], bool]
_CLAUSE = frozenset({"of", "before", "after", "when", "that", "since"})


def noun_like(lexeme: Lexeme | None) -> bool:
    """Whether a word may be a noun or adjective: a word that the rule data does not know."""
    return lexeme is not None and lexeme.kind == "word" and not lexeme.values


def ends_clause(beyond: Lexeme | None) -> bool:
    """Whether nothing follows that the words could belong with: a stop, a comma, a verb, the end."""
    if beyond is None or beyond.kind in {"BREAK", "DASH"}:
        return True
    return beyond.kind == "other"


def _listed(name: str) -> Guard:
    """A guard that wants one of a list of words before the expression."""

    def guard(before: Lexeme | None, beyond: Lexeme | None, lexicon: Lexicon) -> bool:  # noqa: ARG001
        return before is not None and before.text in lexicon.contexts[name]

    return guard


def _listed_and_no_noun(name: str) -> Guard:
    listed = _listed(name)

    def guard(before: Lexeme | None, beyond: Lexeme | None, lexicon: Lexicon) -> bool:
        return listed(before, beyond, lexicon) and not noun_like(beyond)

    return guard


GUARDS: Mapping[str, Guard] = {
    "at": _listed_and_no_noun("at"),
    "at-present": _listed_and_no_noun("at-present"),
    "after-modal": _listed("after-modal"),
    "measured": _listed("measured"),
    "over": _listed("over"),
    "adjective": lambda before, beyond, lexicon: (  # noqa: ARG005
        noun_like(beyond) and (before is None or before.text != "as")
    ),
    "closes": lambda before, beyond, lexicon: ends_clause(beyond),  # noqa: ARG005
    "before-event": lambda before, beyond, lexicon: (  # noqa: ARG005
        beyond is not None and beyond.text in {"before", "after"} and (before is None or before.text != ",")
    ),
    "not-before-event": lambda before, beyond, lexicon: (  # noqa: ARG005
        beyond is None or beyond.text not in {"after", "before"}
    ),
    "two-days": lambda before, beyond, lexicon: not noun_like(beyond),  # noqa: ARG005
    "not-before-clause": lambda before, beyond, lexicon: (  # noqa: ARG005
        beyond is None or beyond.text not in _CLAUSE or (before is not None and before.text == ",")
    ),
}
