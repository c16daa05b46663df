"""What is said: the complements of a cue, clause by clause."""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.attribution.cues import VerbCue
from extract.annotate.attribution.shape import (
    ADDING,
    NO_NAMES,
    NOMINAL,
    QUOTE_MARKS,
    RELATIVE,
    STOPS,
    Content,
    Range,
)
from extract.annotate.attribution.sources import Sources

_OBJECT_TAIL = frozenset({"for", "of", "as", "over", "about", "in", "with", "against", "between"})
# fmt: off
_TURNS = frozenset({"while", "as", "according", "when", "who", "which", "after", "before", "although",
                    "though", "whereas", "on", "in", "at", "during", "if", "even", "despite", "with", "from"})
# fmt: on
_SCANNED = 400  # tokens of a content clause in which its end is looked for
_REPORTERS_ADJUNCT = frozenset({"following", "amid", "amidst"})
_PAST_AUXILIARIES = frozenset({"had", "'d", "’d", "would"})
_ADDED = frozenset({"who", "which", "whose", "where", "when"})  # open a relative clause that only adds
_WH = frozenset({"WP", "WDT", "WP$", "WRB"})
_CONTRAST = frozenset({"but", "while", "whereas", "though", "although", "yet"})


class Complements(Sources):
    """Finds the complements that a cue may take as content, each as a token range."""

    def _clause(self, verb: Token, within: Range) -> Range | None:
        """The finite complement clause of a verb with its subordinator, conjuncts included."""
        for child in self.tree.children(verb, "ccomp", "parataxis", "csubj"):
            if self.tree.rel(child).startswith("csubj") and (child.i < verb.i or not self.tree.mark(child)):
                continue  # only "it was alleged that ..."
            if child.tag_ == "VBG" and not self.tree.subjects(child) and not self.tree.children(child, "aux"):
                continue
            if self.tree.mark(child) == "to" or child.i == verb.i:
                continue
            if any(
                m.lower_ == "that" and self._is_result(verb, m) for m in self.tree.children(child, "mark")
            ):
                continue
            if self.tree.rel(child) == "parataxis" and (
                child.i < verb.i or (self.verb_cue(child) is not None and not self.tree.mark(child))
            ):
                continue
            start, end = self.extent(child, within)
            that = next((m for m in self.tree.children(child, "mark") if m.lower_ == "that"), None)
            if that is not None and verb.i < that.i < child.i:
                start = that.i  # said after the vote that it was safe: what stands before is how it was said
            if start <= verb.i < end:
                if child.i > verb.i:
                    start = verb.i + 1
                else:
                    end = verb.i
            if child.i > verb.i:
                end = self._to_stop(max(end, self._backshifted(verb, within)), verb, within)
                start, end = self._less_adjunct(child, (self._from_cue(verb, start), end))
            if start < end:
                return start, end
        for child in self.tree.children(verb, "advcl"):  # explained how it works, asked if it works
            first = self.tokens[self.shape.left[child.i]]
            asks = (
                first.tag_ in {"WRB", "WP", "WDT"} and first.lower_ != "when"
            ) or first.lower_ == "whether"
            if first.i > verb.i and asks:
                return self.extent(child, within)
        return None

    def _is_result(self, verb: Token, that: Token) -> bool:
        """Whether "that" opens what came of it: "told so many lies that nobody listened"."""
        between = self.tokens[verb.i + 1 : that.i] if that.i <= verb.i + 12 else []
        return any(t.lower_ in {"so", "such"} for t in between) and any(t.pos_ == "NOUN" for t in between)

    def _other_source(self, index: int, end: int) -> bool:
        """Whether "but Y thinks ..." begins at a token: a contrast with a source and a cue of its own."""
        if (
            self.tokens[index].lower_ not in _CONTRAST
            or index + 1 >= end
            or self.tokens[index + 1].pos_ == "PRON"
        ):
            return False
        for token in self.tokens[index + 1 : min(end, index + 12)]:
            if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text in {",", *STOPS}:
                entry = self.verb_cue(token)
                return entry is not None and bool(entry.frames & {"quote", "clause"})
        return False

    def _from_cue(self, verb: Token, start: int) -> int:
        """Where a clause begins whose subject the parser gave to the cue: "claimed Acme still hosts it"."""
        entry = self.lexicon.verbs.get(verb.lower_)
        if entry is None or "told" in entry.frames or start - verb.i > 12:
            return start
        between = self.tokens[verb.i + 1 : start]
        nominal = all(
            (t.pos_ in NOMINAL or t.pos_ in {"DET", "ADJ"}) and t.lower_ not in NO_NAMES for t in between
        )
        return verb.i + 1 if len(between) and nominal else start

    def _less_adjunct(self, clause: Token, span: Range) -> Range:
        """A content clause without what the reporter adds behind a comma.

        That is ", following X", ", amid X", a last ", who was born in X" outside quotation marks, and
        ", but Y thinks otherwise": another source's report.
        """
        start, end = span
        high = min(end, clause.i + _SCANNED)
        for token in self.tokens[clause.i + 1 : high]:
            if token.text == "," and token.i + 1 < end and self._other_source(token.i + 1, end):
                end = token.i
                break
        for token in self.tokens[clause.i + 1 : min(end, high)]:
            if self.tokens[token.i - 1].text != ",":
                continue
            if token.lower_ in _REPORTERS_ADJUNCT or token.lower_ in ADDING or self._in_message(token.i, end):
                return start, token.i - 1
        comma = next(
            (t.i for t in reversed(self.tokens[clause.i + 1 : min(end, high)]) if t.text == ","), end
        )
        adds = comma + 1 < end <= high and self.tokens[comma + 1].lower_ in _ADDED
        if adds and self.tokens[comma + 1].tag_ in _WH:
            open_marks = sum(t.text in QUOTE_MARKS for t in self.tokens[start:comma]) % 2
            end = end if open_marks else comma
        return start, end

    def _in_message(self, index: int, end: int) -> bool:
        """Whether "in a speech", "in its statement" begins at a token: where it was said."""
        if self.tokens[index].lower_ != "in":
            return False
        for token in self.tokens[index + 1 : min(end, index + 5)]:
            if token.pos_ not in {"DET", "ADJ", "NOUN", "PRON", "PROPN", "NUM"}:
                return False
            if token.pos_ == "NOUN" and token.lower_ in self.lexicon.messages:
                return True
        return False

    def _to_stop(self, end: int, verb: Token, within: Range) -> int:
        """The end of a content clause moved on to the full stop where the parser broke off before it."""
        high = min(self.shape.sentence[verb.i][1], within[1])
        if end >= high or self.tokens[end].is_sent_start:
            return max(end, high)
        entry = self.lexicon.verbs.get(verb.lower_)
        if entry is None or "quote" not in entry.frames or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBG"}:
            return end
        if self._relative_clause(verb) is not None:
            return end
        beside = self._conjunct_start(end, verb, high)
        if beside is not None and beside <= end + 1:
            return end
        return high if self._continues(end, high) else end

    def _conjunct_start(self, begin: int, verb: Token, high: int) -> int | None:
        """Where a clause begins that stands beside the cue: "said the dam was safe, and the crowd left".

        It has a subject of its own, hangs on the cue, and repeats no "that"; a past perfect or
        "would" after a cue in the past tense is reported all the same, by the sequence of tenses.
        """
        for other in self.tree.children(verb, "conj"):
            first = self.shape.left[other.i]
            if not (begin <= first < high and self.tree.subjects(other)):
                continue
            auxiliaries = {child.lower_ for child in self.tree.children(other, "aux")}
            reported = verb.tag_ == "VBD" and auxiliaries & _PAST_AUXILIARIES
            if (
                self.tree.mark(other) != "that"
                and self.tokens[first].text not in QUOTE_MARKS
                and not reported
            ):
                return first
        return None

    def _continues(self, end: int, high: int) -> bool:
        """Whether what follows a content clause in its sentence, by its first words, still is reported.

        Not so where it turns to when, how or by whom it was said, or to what the speaker did next.
        """
        words = [t for t in self.tokens[end : min(end + 8, high)] if not t.is_space]
        if not words:
            return False
        if words[0].text in {",", "-", "–", "—", "--"}:
            words = words[1:]
        if not words:
            return False
        first = words[0]
        if first.lower_ in _TURNS or first.tag_ in {"VBG", "VBN"} or first.lower_ in NO_NAMES:
            return False
        if first.pos_ == "CCONJ":
            return any(t.tag_ in {"PRP", "NNP", "NNS", "NN", "EX", "DT"} for t in words[1:3])
        return True

    def _backshifted(self, verb: Token, within: Range) -> int:
        """Where a clause coordinated with the cue belongs to the content by the sequence of tenses.

        "claimed it was safe and had been checked": a past perfect after a cue in the past tense,
        without a subject of its own. Returns the end of that clause, or 0.
        """
        end = 0
        if verb.tag_ not in {"VBD", "VBN"} or self.tree.children(verb, "aux"):
            return end
        for other in self.tree.children(verb, "conj"):
            if other.i > verb.i and not self.tree.subjects(other) and self.verb_cue(other) is None:
                auxiliaries = {child.lower_ for child in self.tree.children(other, "aux")}
                if auxiliaries & _PAST_AUXILIARIES:
                    end = max(end, self.extent(other, within)[1])
        return end

    def _host(self, verb: Token, within: Range) -> list[Range]:
        """The clause into which a reporting clause is put: "It rained, she said, all day"; "as X said"."""
        rel = self.tree.rel(verb)
        host = self.tree.head(verb)
        if self._in_which(verb, within):
            return []
        inserted = rel == "parataxis" and bool(self.tree.subjects(verb))
        if rel == "advcl" and self.tree.mark(verb) == "as" and self.tree.subjects(verb):
            inserted = True
        if not inserted or host.i == verb.i:
            return []
        hole = self.extent(verb, within)
        if rel == "parataxis" and host.i > verb.i:
            return [(self._from_cue(verb, hole[1]), self.extent(host, within)[1])]
        return self.without([self.extent(host, within)], hole)

    def _in_which(self, verb: Token, within: Range) -> bool:
        """Whether a reporting clause opens with the pronoun of the relative clause it is put into.

        In "the law, which critics say will fail" no more is told than the relative clause.
        """
        first = min([verb.i, *(self.shape.left[s.i] for s in self.tree.subjects(verb))])
        first = self.trim((first, verb.i + 1))[0]
        return any(
            self.tokens[index].tag_ in {"WDT", "WP"} and self.tokens[index].lower_ in RELATIVE
            for index in (first - 1, first)
            if within[0] <= index < verb.i
        )

    def _rest(self, verb: Token, within: Range, after_index: int = 0) -> Range | None:
        """What a verb of saying reports where the parser gave it no clause: the rest of the sentence.

        Before it, if "..., she said" ends the sentence; behind it, if a clause follows.
        """
        low, high = self.shape.sentence[verb.i]
        low, high = max(low, within[0]), min(high, within[1])
        subjects = self.tree.subjects(verb)
        begin = max(verb.i + 1, after_index)
        if self._to_do(begin, verb, high):
            return None
        for token in self.tokens[begin : min(high, begin + 8)]:  # said in a statement that ...
            if token.lower_ == "that" and token.tag_ in {"IN", "WDT"}:
                return None if self._is_result(verb, token) else (token.i, high)
            if token.pos_ in {"VERB", "AUX"}:
                break
        after = [token for token in self.tokens[begin : min(high, begin + 80)] if not token.is_space]
        if after and after[0].tag_ in {"VBD", "VBZ", "VBP", "MD"} and self._in_which(verb, within):
            comma = next((t.i for t in self.tokens[begin:high] if t.text == "," or t.text in STOPS), high)
            return begin, comma  # which critics say is unsafe
        first = min([verb.i, *(self.shape.left[s.i] for s in subjects)])
        plain = not subjects or subjects[0].i < verb.i
        if after and after[0].lower_ not in self.lexicon.manner and after[0].pos_ != "ADP" and plain:
            nominal = next((t.i for t in after if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
            verbal = next((t.i for t in after if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}), None)
            if nominal is not None and verbal is not None and nominal < verbal and after[0].text != ",":
                return begin, self._conjunct_start(verbal + 1, verb, high) or high
        if after_index:
            return None
        if (
            subjects
            and first - 1 > low
            and self.tokens[first - 1].text == ","
            and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in self.tokens[low : first - 1])
        ):
            return low, first - 1
        return None

    def _to_do(self, begin: int, verb: Token, high: int) -> bool:
        """Whether what stands behind a verb is done, not said: "continued to rain", "continued raining"."""
        words = [token for token in self.tokens[begin : min(high, begin + 3)] if token.pos_ != "ADV"][:2]
        if len(words) > 1 and words[0].lower_ == "to" and words[1].tag_ == "VB":
            return True
        return (
            bool(words)
            and words[0].tag_ == "VBG"
            and self.tree.rel(words[0]) == "xcomp"
            and self.tree.head(words[0]).i == verb.i
        )

    def _infinitive(self, verb: Token) -> Token | None:
        for child in self.tree.children(verb, "xcomp", "ccomp", "advcl"):
            if self.tree.mark(child).endswith("to") and child.i > verb.i:
                return child
        return None

    def _predicate_end(self, verb: Token, what: Token, within: Range) -> int | None:
        """Where "called it a farce", "described it as a farce" ends, or None if it is no such thing."""
        end: int | None = None
        for child in self.tree.children(verb, "xcomp", "obl", "advcl"):
            if child.i < what.i:
                continue
            named = self.tree.rel(child) == "xcomp" and not self.tree.mark(child) and child.tag_ != "VB"
            as_that = self.tree.preposition(child) == "as" or self.tree.mark(child) == "as"
            if (named and child.tag_ != "VBG" and verb.lower_ not in self.lexicon.light) or as_that:
                end = max(end or 0, self.extent(child, within)[1])
        for child in self.tree.children(what, "nmod", "appos"):
            if self.tree.preposition(child) == "as":
                end = max(end or 0, self.extent(child, within)[1])
        return end

    def _object_span(self, verb: Token, what: Token, within: Range) -> Range:
        start, end = self.extent(what, within)
        for child in self.tree.children(verb, "obl", "advcl"):
            if child.i > what.i and self.shape.left[child.i] <= end + 1:
                opener = self.tree.preposition(child) or self.tree.mark(child)
                if opener in _OBJECT_TAIL:
                    end = max(end, self.extent(child, within)[1])
        return max(start, verb.i + 1), end

    def _prepositional(self, verb: Token, entry: VerbCue, within: Range) -> Content | None:
        if not entry.prepositions:
            return None
        for child in self.tree.children(verb, "obl", "advcl"):
            if child.i < verb.i:
                continue
            openers = self.tree.prepositions(child) or self.tree.children(child, "mark")
            if not openers or openers[0].lower_ not in entry.prepositions:
                continue
            opener = openers[0]
            end = self.extent(child, within)[1]
            complement = self._infinitive(verb)
            if opener.lower_ == "on" and complement is not None and complement.i > child.i:
                end = max(end, self.extent(complement, within)[1])  # called on them to resign
            near = opener.i <= verb.i + 2
            return [(opener.i + 1, end)], opener.i if near else None, entry.prepositions[opener.lower_]
        return None

    def _naming(self, verb: Token, within: Range) -> Range | None:
        """What "call" calls by which name, by its order: a noun phrase, then another or a quotation."""
        high = min(self.shape.sentence[verb.i][1], within[1])
        end = verb.i + 1
        quoted = named = False
        while end < high:
            token = self.tokens[end]
            if token.text in QUOTE_MARKS:
                quoted, named = not quoted, True
            elif not quoted:
                if (
                    token.text == ","
                    or token.text in STOPS
                    or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "IN", "RP"}
                ):
                    break
                if end > verb.i + 1 and token.lower_ in {"a", "an"}:
                    named = True
            end += 1
        return (verb.i + 1, end) if named and end > verb.i + 1 else None

    def _name_end(self, token: Token) -> int:
        """The end of a name without clauses the parser may have hung on it."""
        parts = self.tree.children(token, "flat", "compound", "nmod", "conj")
        ends = [self.shape.right[part.i] for part in parts if part.i > token.i]
        return max([token.i + 1, *(end for end in ends if end - token.i < 8)])
