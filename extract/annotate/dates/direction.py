"""Whether the clause of a time expression is past or future.

Where the Doc has a parse, the tense of the clause that the expression hangs on decides; else the
nearest telling word of the sentence ("was", "will", "scheduled"), those before it first. "Said" ends the
search without an answer: what was said may lie either way.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extract.annotate.dates.lexer import Lexeme
from extract.annotate.dates.lexicon import Lexicon
from extract.annotate.syntax import Tree, tree_of

REACH = 24  # words looked at on either side
_FUTURE_AUX = frozenset(
    {"will", "'ll", "’ll", "shall", "wo", "would", "'d", "may", "might", "must", "should", "can", "could"}
)
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_BE = frozenset({"is", "are", "was", "were"})
_ENDING = frozenset({"by", "until", "till", "through"})
_UP_TO = frozenset({"until", "till", "to"})
_PAST_TAGS = frozenset({"VBD", "VBN"})


class Direction:
    """Answers for the expressions of one Doc."""

    def __init__(self, doc: Doc, lexemes: list[Lexeme], lexicon: Lexicon, sentences: list[int]) -> None:
        self._doc = doc
        self._lexemes = lexemes
        self._words = lexicon.direction
        self._sentences = sentences
        self._before = ""  # the word before the expression in question
        self._tree: Tree | None = None
        self._parsed = doc.has_annotation("DEP") and doc.has_annotation("TAG")
        # What was found out of a word, by its index: a verb may have thousands of expressions below it.
        self._clauses: dict[tuple[int, bool, bool], str] = {}
        self._infinitives: dict[int, int] = {}
        self._pluperfect: dict[int, bool] = {}

    def of(self, first: int, after: int, start: int, end: int) -> str:
        """ "past", "future" or ""; "over" where only the past can be meant ("since June").

        "up to" is past, of an expression that ends a stretch ("lent it through January").

        Args:
            first, after: the expression's lexemes.
            start, end: its tokens.
        """
        self._before = self._lexemes[first - 1].text if first else ""
        if self._before in self._words["over"]:
            return "over"
        if self._before == "for" and self._is_day(first):  # "a hearing was set for Monday"
            return "future"
        if self._parsed:
            found = self._by_parse(start, end)
            if found == "past" and self._before in _ENDING:
                return "up to"
            if found:
                return found
        found = self._by_words(first, after)
        if not found and self._before in {"by", "until", "till"}:
            return "future"
        return "up to" if found == "past" and self._before in _ENDING else found

    def _is_day(self, first: int) -> bool:
        lexeme = self._lexemes[first]
        beyond = self._lexemes[first + 1] if first + 1 < len(self._lexemes) else None
        if "MONTH" not in lexeme.values or beyond is None:
            return "WEEKDAY" in lexeme.values
        return beyond.kind in {"number", "ordinal"} and (beyond.number or 0) <= 31

    def _by_words(self, first: int, after: int) -> str:
        sentence = self._sentences[first]
        for index in range(first - 1, max(first - REACH, -1), -1):
            if self._sentences[index] != sentence:
                break
            found = self._telling(index)
            if found:
                return "" if found == "reported" else found
        for index in range(after, min(after + REACH, len(self._lexemes))):
            if self._sentences[index] != sentence:
                break
            found = self._telling(index)
            if found:
                return "" if found == "reported" else found
        return ""

    def _telling(self, index: int) -> str:
        lexeme = self._lexemes[index]
        if lexeme.kind != "word":
            return ""
        text = lexeme.text
        if text == "to" and index and self._lexemes[index - 1].text in {"is", "are", "set", "going"}:
            return "future"
        if text in self._words["future"] or text.endswith("'ll"):
            beyond = self._lexemes[index + 1].text if index + 1 < len(self._lexemes) else ""
            if (text in {"would", "could"} and beyond == "not") or (
                text in _FUTURE_AUX - _WILL and beyond == "have"
            ):  # a refusal, or what may have happened
                return "past"
            before = self._lexemes[index - 1].text if index else ""
            if before == "been" and text in self._words["planning_words"]:  # "had been due to expire"
                return "past"
            if text == "may" and lexeme.capital:
                return ""
            return "future"
        if text in self._words["reported"]:
            return "reported"
        if index and self._lexemes[index - 1].text == "be":  # "must be mended": what stands before "be" tells
            return ""
        if text == "for" and index and self._lexemes[index - 1].text in self._words["calling"]:
            return "future"  # "called for a strike on Monday"
        if text in self._words["past"] or (len(text) > 4 and text.endswith("ed") and not lexeme.capital):
            return "past"
        return ""

    def _by_parse(self, start: int, end: int) -> str:
        if self._tree is None:
            self._tree = tree_of(self._doc)
        tree = self._tree
        token = self._doc[start]
        for _step in range(12):  # out of the expression
            if not start <= tree.head(token).i < end or tree.is_root(token):
                break
            token = tree.head(token)
        direct = True  # whether the expression hangs on the verb itself, not on a noun below it
        for _step in range(12):
            if tree.is_root(token):
                break
            token = tree.head(token)
            if start < self._to(tree, token):  # "agreed in June to buy": June is the agreeing's
                continue
            calling = token.lower_ in self._words["calling"] and token.i + 1 < start
            if calling and self._doc[token.i + 1].lower_ == "for":  # "called for a strike on Monday"
                return "future"
            key = token.i, direct, self._before in _UP_TO
            if key not in self._clauses:
                self._clauses[key] = self._of_clause(tree, token, direct)
            found = self._clauses[key]
            if found == "past" and direct and token.pos_ == "VERB" and self._before == "in":
                return "over"  # "closed in September", where "on Nov. 10" may be a day set for the future
            if found:
                return found
            direct = direct and token.pos_ == "VERB"
        return ""

    def _of_clause(self, tree: Tree, token: Token, direct: bool) -> str:
        """The direction that a clause's head gives; the present is a future only with a date of its own."""
        copula = tree.child(token, "cop")
        lemma = token.lemma_.lower()
        auxiliaries = tree.children(token, "aux", "aux:pass", "cop")
        lowered = {child.lower_ for child in auxiliaries}
        if token.pos_ == "ADJ" and lemma in self._words["planning"]:  # "was due on Friday"
            return "past" if lowered & {"had", "been"} else "future"
        if token.pos_ not in {"VERB", "AUX"} and copula is None:
            return ""
        if lemma in self._words["deferring"] and self._before in _UP_TO:
            return "future"
        to = self._to(tree, token) >= 0
        governor = tree.head(token)
        if to and (lowered | {governor.lower_}) & _BE:  # "was to arrive Friday"
            return "future"
        if lowered & _FUTURE_AUX:
            if "have" in lowered and not lowered & _WILL:  # "may have been hurt"
                return "past"
            if lowered & {"would", "could"} and tree.is_negated(token):
                return "past"
            return "future"
        if token.lower_ == "going" and tree.child(token, "xcomp") is not None:
            return "future"
        planned = lemma in self._words["planning"]
        if any(
            child.tag_ == "VBD" or child.lower_ in {"has", "have", "'ve", "’ve", "had"}
            for child in auxiliaries
        ):
            return "future" if planned and any(c.lower_ in {"is", "are"} for c in auxiliaries) else "past"
        if token.tag_ == "VBD":
            return "past"
        if to:
            if self._has_had(tree, governor):  # "had been due to expire"
                return "past"
            return (
                "future"
                if governor.lemma_.lower() in self._words["planning"] | self._words["planning_nouns"]
                else ""
            )
        if any(child.lower_ in {"is", "are", "'s", "'re", "am"} for child in auxiliaries):
            return "future" if planned or (direct and token.tag_ == "VBG") else ""
        if token.tag_ in {"VBZ", "VBP"}:
            if lemma in self._words["reporting"]:
                return "past"
            return "future" if direct or planned else ""
        if token.tag_ == "VBN" and tree.rel(token) == "xcomp":  # "is going to get beaten in the spring"
            return ""
        if token.tag_ in _PAST_TAGS:
            return "future" if planned else "past"
        return ""

    def _has_had(self, tree: Tree, token: Token) -> bool:
        if token.i not in self._pluperfect:
            auxiliaries = tree.children(token, "aux")
            self._pluperfect[token.i] = any(child.lower_ == "had" for child in auxiliaries)
        return self._pluperfect[token.i]

    def _to(self, tree: Tree, token: Token) -> int:
        """The index of the "to" of an infinitive, -1 where there is none."""
        if token.i not in self._infinitives:
            found = (child.i for child in tree.children(token, "mark", "aux") if child.lower_ == "to")
            self._infinitives[token.i] = next(found, -1)
        return self._infinitives[token.i]
