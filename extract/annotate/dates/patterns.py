"""Patterns over words: a small language, compiled once into Python regular expressions.

A text is turned into one character a word (its set of categories, see `lexer`), and a pattern
into a regular expression over such characters. The language has sequence, `( )`, `|`, `?`,
`name=` and macros, and no repetition: every pattern matches a bounded number of words, so that
trying all patterns at every word of a text takes linear time whatever the text is.

    pattern := sequence ("|" sequence)*
    sequence := (item "?"?)*
    item := [name "="] (CATEGORY | word | "<" macro ">" | "(" pattern ")")
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s*(?:(\()|(\))|(\|)|(\?)|([a-z][a-z0-9]*=)|<([a-z_]+)>|([A-Z][A-Z0-9_]*)|([a-z][a-z'.]*))"
)


class PatternError(ValueError):
    """A pattern in the rule data is not well formed (a fault of the package, not of the user)."""


class Alphabet:
    """One character for each set of categories that a word can have."""

    def __init__(self) -> None:
        self._symbols: dict[frozenset[str], str] = {}

    def symbol(self, categories: frozenset[str]) -> str:
        """The character of a set of categories, made on first use."""
        found = self._symbols.get(categories)
        if found is None:
            found = chr(0xE000 + len(self._symbols))  # private use: no regex syntax among them
            self._symbols[categories] = found
        return found

    def members(self, category: str) -> str:
        """All characters whose set holds a category."""
        return "".join(char for names, char in self._symbols.items() if category in names)


@dataclass(frozen=True)
class _Node:
    """A parsed pattern: its regular expression, the characters it can begin with, its greatest length."""

    regex: str
    first: frozenset[str]
    empty: bool
    longest: int


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern.

    `groups` maps the regular expression's group names to the names used in the pattern (a name
    may stand several times). `first` holds the characters a match can begin with.
    """

    regex: re.Pattern[str]
    groups: Mapping[str, str]
    first: frozenset[str]
    longest: int


def words_of(source: str) -> set[str]:
    """The literal words of a pattern, e.g. {"of", "the"}; macros are not followed."""
    return {match[8] for match in _TOKEN.finditer(source) if match[8]}


def compile_pattern(source: str, alphabet: Alphabet, macros: Mapping[str, str]) -> Pattern:
    """Compile a pattern.

    Args:
        source: the pattern.
        alphabet: must already know every set of categories that a word can have.
        macros: sources of the macros by name.

    Raises:
        PatternError: bad syntax, an unknown macro, a category that no word has, or a pattern
            that matches nothing at all.
    """
    parser = _Parser(alphabet, macros)
    node = parser.parse(source)
    if node.empty:
        raise PatternError(f"pattern can match nothing: {source!r}")
    return Pattern(re.compile(node.regex), parser.groups, node.first, node.longest)


class _Parser:
    def __init__(self, alphabet: Alphabet, macros: Mapping[str, str]) -> None:
        self._alphabet = alphabet
        self._macros = macros
        self.groups: dict[str, str] = {}

    def parse(self, source: str, depth: int = 0) -> _Node:
        if depth > 8:
            raise PatternError(f"macros nest too deeply: {source!r}")
        tokens: list[tuple[int, str]] = []
        position, end = 0, len(source.rstrip())
        while position < end:
            match = _TOKEN.match(source, position)
            if match is None or match.lastindex is None:
                raise PatternError(f"cannot read {source[position:]!r} in pattern {source!r}")
            tokens.append((match.lastindex, match[match.lastindex]))
            position = match.end()
        node, used = self._choice(tokens, 0, depth, source)
        if used != len(tokens):
            raise PatternError(f"unbalanced ')' in pattern {source!r}")
        return node

    def _choice(self, tokens: list[tuple[int, str]], at: int, depth: int, source: str) -> tuple[_Node, int]:
        options = []
        while True:
            node, at = self._sequence(tokens, at, depth, source)
            options.append(node)
            if at < len(tokens) and tokens[at][0] == 3:
                at += 1
                continue
            break
        if len(options) == 1:
            return options[0], at
        return _Node(
            "(?:" + "|".join(option.regex for option in options) + ")",
            frozenset().union(*(option.first for option in options)),
            any(option.empty for option in options),
            max(option.longest for option in options),
        ), at

    def _sequence(self, tokens: list[tuple[int, str]], at: int, depth: int, source: str) -> tuple[_Node, int]:
        regex, first, empty, longest = "", frozenset[str](), True, 0
        while at < len(tokens) and tokens[at][0] not in (2, 3):
            node, at = self._item(tokens, at, depth, source)
            if at < len(tokens) and tokens[at][0] == 4:
                node, at = _Node(f"(?:{node.regex})?", node.first, True, node.longest), at + 1
            regex += node.regex
            if empty:
                first |= node.first
            empty = empty and node.empty
            longest += node.longest
        return _Node(regex, first, empty, longest), at

    def _item(self, tokens: list[tuple[int, str]], at: int, depth: int, source: str) -> tuple[_Node, int]:
        kind, text = tokens[at]
        if kind == 5:
            if at + 1 >= len(tokens):
                raise PatternError(f"nothing to name in pattern {source!r}")
            node, after = self._item(tokens, at + 1, depth, source)
            group = f"{text[:-1]}_{len(self.groups)}"
            self.groups[group] = text[:-1]
            return _Node(f"(?P<{group}>{node.regex})", node.first, node.empty, node.longest), after
        if kind == 1:
            node, after = self._choice(tokens, at + 1, depth, source)
            if after >= len(tokens) or tokens[after][0] != 2:
                raise PatternError(f"'(' without ')' in pattern {source!r}")
            return node, after + 1
        if kind == 6:
            if text not in self._macros:
                raise PatternError(f"no macro {text!r} in pattern {source!r}")
            return self.parse(self._macros[text], depth + 1), at + 1
        if kind in (7, 8):
            chars = self._alphabet.members(text)
            if not chars:
                raise PatternError(f"no word is {text!r} in pattern {source!r}")
            return _Node(f"[{chars}]", frozenset(chars), False, 1), at + 1
        raise PatternError(f"misplaced {text!r} in pattern {source!r}")
