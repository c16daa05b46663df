"""Reported clauses: the attributions that stand in the syntax of a sentence.

For each word that can be a cue the complement that its frames allow is looked for in the dependency
tree, and the source among its subjects, controllers, antecedents and possessors. What comes out are
drafts; the component joins them with direct speech and finds which stands in which.
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.attribution.contents import Contents
from extract.annotate.attribution.shape import FAR, INVERTING, NOMINAL, STOPS, Draft, Range
from extract.annotate.types import Phrase

_LONGEST_HEADLINE = 25
_LOOK_FOR_REPORT = 80  # tokens before a quotation in which the last report is looked for
_LONGEST_DEED = 400  # tokens of an infinitive clause in which its end is looked for


class Clauses(Contents):
    """Makes the drafts of one Doc: one method for each kind of cue."""

    def verb_draft(self, verb: Token) -> Draft | None:
        """The attribution that a verb makes in its sentence, or None."""
        entry = self.verb_cue(verb)
        if entry is None or self._yields_to_speech(verb):
            return None
        if verb.lower_ in self.lexicon.support and any(
            child.lower_ in self.lexicon.nouns and self.noun_draft(child) is not None
            for child in self.tree.children(verb, "obj")
        ):
            return None  # made a claim that: the noun is the cue
        passive = self.is_passive(verb)
        within = self.bounds[verb.i]
        found = None if passive else self._inserted(verb, entry, within)
        if found is None:
            found = (
                self._passive_content(verb, entry, within) if passive else self._content(verb, entry, within)
            )
        if found is None:
            return None
        spans, last, stance = found
        cue = self.cue_phrase(verb, last)
        head = self.source_head(self.light_verb(verb) or verb)
        if head is not None and not within[0] <= head.i < within[1]:
            head = None
        if head is None and not passive and verb.tag_ not in {"VBG", "VB"}:
            head = self.nominal_before(cue.start, within)
            before = cue.start - 1
            if (
                head is None
                and "quote" in entry.frames
                and before >= within[0]
                and self.tokens[before].text in INVERTING
            ):
                head = self._nominal_after(cue.end, (cue.end, within[1]))
        if head is None and not passive:
            return None
        if head is not None and entry.evidence and stance and head.lower_ not in self.lexicon.messages:
            return None
        source = None if head is None else self.source_phrase(head, cue, within)
        if source is not None and any(start <= source.head < end for start, end in spans):
            source = None if not passive else source
            if source is None:
                return None
        spans = self.without(
            spans, (cue.start, cue.end), None if source is None else (source.start, source.end)
        )
        return Draft(cue, source, spans, stance) if spans else None

    def last_reporter(self, low: int, start: int) -> Phrase | None:
        """The source of the last report between two tokens, for a quotation behind it without a cue.

        'The dam would hold, Lee said. "We tested it twice."' None where that report was a question.
        """
        for token in reversed(self.tokens[max(low, start - _LOOK_FOR_REPORT) : start]):
            entry = self.verb_cue(token)
            if entry is None or not entry.frames >= {"quote", "clause"}:
                continue
            if token.tag_ not in {"VBD", "VBZ", "VBP"}:
                continue
            if entry.base in {"ask", "inquire", "enquire"}:
                return None
            told = self.verb_draft(token)
            if told is not None and told.source is not None and not told.stance:
                return told.source
        return None

    def _yields_to_speech(self, verb: Token) -> bool:
        """Whether a verb is only the light part of a cue below it ("declined" of "declined to say")."""
        return any(self.light_verb(child) is not None for child in self.tree.children(verb, "xcomp"))

    def noun_draft(self, noun: Token) -> Draft | None:
        """The attribution that a noun makes: "X's claim that ...", "the denial of it by X"."""
        kinds = self.lexicon.nouns.get(noun.lower_)
        if kinds is None or noun.pos_ not in {"NOUN", "PROPN"}:
            return None
        within = self.bounds[noun.i]
        owner = self._noun_owner(noun)
        support = self.tree.head(noun) if self.tree.rel(noun) == "obj" else None
        if support is not None and (support.lower_ not in self.lexicon.support or support.i > noun.i):
            support = None
        if support is not None and (owner is None or owner.pos_ == "PRON"):
            owner = self.source_head(support) or owner
        else:
            support = None
        span: Range | None = None
        end = noun.i
        stance = False
        if "clause" in kinds:
            for child in self.tree.children(noun, "acl", "ccomp", "acl:relcl"):
                if self.tree.mark(child) == "that" and child.i > noun.i and self.tree.subjects(child):
                    start = min(m.i for m in self.tree.children(child, "mark"))
                    span = (start, self.extent(child, within)[1])
        if span is None and owner is not None:
            if "infinitive" in kinds:
                for child in self.tree.children(noun, "acl", "xcomp", "ccomp"):
                    if self.tree.mark(child) == "to" and child.i > noun.i:
                        span = self._deed(child, within)
                        stance = "desire" in kinds
            if span is None and kinds & {"about", "stance"}:
                wanted = set()
                if "about" in kinds:
                    wanted |= {"about", "on"}
                if "stance" in kinds:
                    wanted |= {"of", "for", "to", "against", "on"}
                for child in self.tree.children(noun, "nmod", "acl", "obl"):
                    markers = self.tree.prepositions(child) or self.tree.children(child, "mark")
                    if child.i > noun.i and child.i != owner.i and markers and markers[0].lower_ in wanted:
                        span = (markers[0].i + 1, self.extent(child, within)[1])
                        if markers[0].i <= noun.i + 1:
                            end = markers[0].i
                        stance = True
                        break
        if span is None:
            return None
        cue = Phrase(noun.i, end + 1, noun.i)
        if support is not None:
            start = self.cue_phrase(support).start
            cue = Phrase(start if noun.i - start < 9 else noun.i, end + 1, noun.i)
        source = None if owner is None else self.source_phrase(owner, cue, within)
        if source is not None and source.end > cue.start > source.start:
            source = None
        spans = self.without(
            [span], (cue.start, cue.end), None if source is None else (source.start, source.end)
        )
        return Draft(cue, source, spans, stance) if spans else None

    def _deed(self, verb: Token, within: Range) -> Range:
        """The infinitive clause of a noun of intention, without what is told of it.

        In "its pledge to close the mine, which opened in May" the clause behind the comma is the
        reporter's; so is a finite verb that the parser took for part of the clause.
        """
        start, end = self.extent(verb, within)
        for token in self.tokens[verb.i + 1 : min(end, verb.i + _LONGEST_DEED)]:
            if token.text != "," or token.i + 1 >= end:
                continue
            after = self.tokens[token.i + 1]
            participle = after.tag_ == "VBG" and self.verb_cue(after) is not None
            if participle or after.tag_ in {"WDT", "WP", "WP$", "VBD", "VBZ", "VBP", "MD"}:
                return start, token.i
        return start, end

    def headline_draft(self, verb: Token) -> Draft | None:
        """The attribution of a headline, whose verb taggers take for a noun: "Minister denies taking bribes".

        Only in a paragraph of one sentence without a full stop and without a verb tagged as finite;
        the verb is a third person form of a cue between a noun phrase and its complement.
        """
        low, high = self.shape.paragraph[verb.i]
        entry = self.lexicon.verbs.get(verb.lower_)
        if entry is None or not entry.frames or high - low > _LONGEST_HEADLINE or not low < verb.i < high - 1:
            return None
        if (
            not verb.lower_.endswith("s")
            or verb.lower_ == entry.base
            or self.tokens[high - 1].text in {"?", "!"}
        ):
            return None
        others = [t for t in self.tokens[low:high] if t.i != verb.i]
        if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.i < verb.i for t in others):
            return None
        if (
            any(t.text in STOPS for t in self.tokens[low : high - 1])
            or self.tokens[verb.i - 1].pos_ not in NOMINAL
        ):
            return None
        after = self.tokens[verb.i + 1]
        finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in self.tokens[verb.i + 1 : high])
        gerund = after.lower_.endswith("ing") and "gerund" in entry.frames
        if entry.unsettled and self._open_question(verb):
            return None
        wished = after.lower_ == "to" and bool(entry.frames & {"infinitive", "desire"})
        clause = gerund or wished or after.lower_ == "that" or (finite and "clause" in entry.frames)
        thing = bool(entry.frames & {"stance", "object"}) and after.pos_ in NOMINAL | {"DET", "ADJ"}
        if not clause and not thing:
            return None
        span = self.trim((verb.i + 1, high))
        source = self.trim((low, verb.i))
        if source[0] >= source[1] or span[0] >= span[1]:
            return None
        cue = Phrase(verb.i, verb.i + 1, verb.i)
        stance = not (gerund or finite) and "object" not in entry.frames
        return Draft(cue, Phrase(*source, source[1] - 1), [span], stance)

    def apposed_draft(self, verb: Token) -> Draft | None:
        """The attribution behind an apposition, by word order: "Acme, a maker of X, claimed Y is Z".

        Parsers take such a verb for a participle. Asked for where no other rule has found anything.
        """
        entry = self.lexicon.verbs.get(verb.lower_)
        if entry is None or not entry.frames >= {"quote", "clause"} or verb.tag_ not in {"VBD", "VBN"}:
            return None
        within = self.bounds[verb.i]
        low, high = self.shape.sentence[verb.i]
        low, high = max(low, within[0]), min(high, within[1])
        if verb.i <= low or self.tokens[verb.i - 1].text != ",":
            return None
        comma = next((t.i for t in self.tokens[low : verb.i] if t.text == ","), verb.i)
        finite = {"VBD", "VBZ", "VBP", "MD"}
        if comma >= verb.i - 1 or any(t.tag_ in finite or t.tag_ == "IN" for t in self.tokens[low:comma]):
            return None
        after = [t for t in self.tokens[verb.i + 1 : min(high, verb.i + 9)] if not t.is_space]
        stop = next((n for n, t in enumerate(after) if t.tag_ in finite or t.text == ","), 0)
        if not stop or after[stop].text == "," or not any(t.pos_ in NOMINAL for t in after[:stop]):
            return None
        if after[0].pos_ == "ADP" and after[0].lower_ != "that":
            return None
        head = self.nominal_before(verb.i, within)
        span = self.trim((verb.i + 1, high))
        if head is None or not low <= head.i < comma or span[0] >= span[1]:
            return None
        start, _ = self._whole_name(head.i, head.i + 1, None, (low, comma))
        cue = Phrase(verb.i, verb.i + 1, verb.i)
        return Draft(cue, Phrase(*self.trim((start, verb.i)), head.i), [span])

    def adjective_draft(self, adjective: Token) -> Draft | None:
        """The attribution of an adjective behind its copula: "is confident that", "was critical of"."""
        entry = self.lexicon.adjectives.get(adjective.lower_)
        if entry is None or adjective.tag_[:2] not in {"JJ", "VB", "RB"}:
            return None
        copula = self.tree.child(adjective, "cop", "aux:pass")
        governor = self.tree.head(adjective) if self.tree.rel(adjective) == "xcomp" else None
        if copula is None and governor is None:
            return None
        within = self.bounds[adjective.i]
        span: Range | None = None
        last, stance = None, False
        if "clause" in entry.frames:
            span = self._clause(adjective, within)
        if span is None and "desire" in entry.frames:
            complement = self._infinitive(adjective)
            if complement is not None:
                span, stance = self.extent(complement, within), True
        if span is None:
            found = self._prepositional(adjective, entry, within)
            if found is None:
                return None
            (span,), last, stance = found
        head = self.source_head(adjective if copula is not None or governor is None else governor)
        if (
            head is None
            or not within[0] <= head.i < within[1]
            or head.lower_ in {"it", "there", "this", "that"}
        ):
            return None
        cue = self.cue_phrase(adjective, last)
        start = governor if copula is None else copula
        if start is not None and 0 < cue.start - start.i <= 3:
            cue = Phrase(self.cue_phrase(start).start if copula is None else start.i, cue.end, adjective.i)
        source = self.source_phrase(head, cue, within)
        if source is None or source.end > cue.start > source.start:
            return None
        spans = self.without([span], (cue.start, cue.end), (source.start, source.end))
        return Draft(cue, source, spans, stance) if spans else None

    def according_draft(self, token: Token) -> Draft | None:
        """The attribution of "according to X" and its like."""
        words = next((w for w in self.lexicon.according if self._begins(token, w)), None)
        within = self.bounds[token.i]
        if words is None or token.i + len(words) >= within[1]:
            return None
        after = token.i + len(words)
        cue = Phrase(token.i, after, token.i)
        head = self._nominal_after(after, within)
        if head is None:
            return None
        start, end = self.extent(head, within)
        source = self.source_phrase(head, None, (max(after, within[0]), within[1]))
        if source is None:
            return None
        source = Phrase(max(source.start, after), source.end, source.head)
        if all(
            not t.is_alpha for t in self.tokens[max(within[0], self.shape.sentence[token.i][0]) : token.i]
        ):
            source = self._before_comma(source)
        hole = (token.i, source.end)
        host = head
        for _ in range(FAR):
            if self.shape.left[host.i] < token.i and self.tree.is_clause(host) and host.i != token.i:
                break
            if self.tree.is_root(host):
                break
            host = self.tree.head(host)
        low, high = self.shape.sentence[token.i]
        low, high = max(low, within[0]), min(high, within[1])
        start, end = low, high
        spans = self.without([(start, end)], hole)
        if not spans:
            spans = self.without([(low, high)], hole)
        return Draft(cue, source, spans) if spans else None

    def _begins(self, token: Token, words: tuple[str, ...]) -> bool:
        return token.lower_ == words[0] and all(
            token.i + offset < len(self.tokens) and self.tokens[token.i + offset].lower_ == word
            for offset, word in enumerate(words)
        )

    def _before_comma(self, source: Phrase) -> Phrase:
        """A source that opens its sentence, without the clause that the parser put into it."""
        for token in self.tokens[source.start : source.end]:
            if token.text == "," and token.i + 1 < source.end and token.i > source.head:
                after = self.tokens[token.i + 1]
                more = any(t.text == "," for t in self.tokens[token.i + 1 : source.end])
                if not (more and after.tag_ in {"DT", "WP", "WDT", "WP$", "NN", "PRP$"}):
                    return Phrase(source.start, token.i, source.head)
        return source

    def hearsay_draft(self, token: Token) -> Draft | None:
        """The attribution of "reportedly", "allegedly": a cue without a source."""
        if token.lower_ not in self.lexicon.hearsay:
            return None
        within = self.bounds[token.i]
        host = self.tree.head(token)
        if host.i == token.i:
            return None
        cue = Phrase(token.i, token.i + 1, token.i)
        start, end = self.extent(host, within)
        for child in self.tree.children(host, "cc", "mark"):
            if child.i == start and child.i < host.i:
                start = child.i + 1
        spans = self.without([(start, end)], (token.i, token.i + 1))
        return Draft(cue, None, spans) if spans else None
