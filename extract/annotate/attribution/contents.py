"""Which of its complements is the content of a verbal cue, by the frames of its lexicon entry."""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.attribution.complements import Complements
from extract.annotate.attribution.cues import VerbCue
from extract.annotate.attribution.shape import (
    INVERTING,
    LONGEST_SOURCE,
    QUOTE_MARKS,
    RELATIVE,
    STOPS,
    Content,
    Range,
)

# fmt: off
_EMPTY_OBJECTS = frozenset({"it", "that", "this", "so", "what", "which", "something", "nothing", "anything",
                            "much", "more", "everything", "who", "whom", "me", "us", "himself", "herself",
                            "myself", "themselves", "itself"})
# fmt: on


class Contents(Complements):
    """Chooses the content of verbal cues; an answer holds ranges, cue end and stance."""

    def _content(self, verb: Token, entry: VerbCue, within: Range) -> Content | None:
        """Content ranges, last token of the cue, stance; of an active verb."""
        frames = entry.frames
        if entry.unsettled and self._open_question(verb):
            return None
        objects = [o for o in self.tree.children(verb, "obj", "iobj") if o.i > verb.i]
        if frames & {"clause", "told"}:
            span = self._clause(verb, within)
            if span is not None:
                return [span], None, False
            spans = self._host(verb, within) if "quote" in frames else []
            if spans:
                return spans, None, False
        complement = self._infinitive(verb)
        if complement is not None and complement.i > verb.i:
            between = [o for o in objects if o.i < complement.i]
            subject = self.tree.subjects(complement)
            if "order" in frames and (between or subject):
                start = self.shape.left[(between or subject)[-1].i]
                return [(max(start, verb.i + 1), self.extent(complement, within)[1])], None, False
            below = self.verb_cue(complement)
            if below is not None and below.unsettled and self._open_question(complement):
                return None  # wanted to know whether
            if frames & {"infinitive", "desire"} and not between:
                return [self.extent(complement, within)], None, "infinitive" not in frames
        if "gerund" in frames:
            for child in self.tree.children(verb, "xcomp", "ccomp"):
                if child.tag_ == "VBG" and child.i > verb.i:
                    return [self._less_adjunct(child, self.extent(child, within))], None, False
            if verb.i + 1 < within[1] and self.tokens[verb.i + 1].tag_ == "VBG" and objects:
                last = max(self.extent(thing, within)[1] for thing in objects)
                return [(verb.i + 1, last)], None, False  # denies selling arms, parsed as a noun phrase
        if entry.base == "call" and (span := self._naming(verb, within)) is not None:
            return [span], None, True
        if "predicate" in frames and not objects and "quote" not in frames:
            for child in self.tree.children(verb, "xcomp"):  # what he called a farce
                if child.i > verb.i and child.pos_ in {"NOUN", "PROPN", "ADJ"} and not self.tree.mark(child):
                    return [self.extent(child, within)], None, True
        if "predicate" in frames and objects:
            end = self._predicate_end(verb, objects[0], within)
            if end is not None:
                start = max(self.extent(objects[0], within)[0], verb.i + 1)
                return [(start, end)], None, "quote" not in frames
        found = self._prepositional(verb, entry, within)
        particle = self.tree.child(verb, "compound:prt")
        if particle is not None and particle.lower_ not in entry.base.split():
            return found  # mocked up a ship
        if objects and frames & {"object", "stance", "topic"}:
            first = objects[0] if len(objects) == 1 or "told" not in frames else objects[-1]
            stance = "object" not in frames
            if "told" in frames and len(objects) == 1:
                rest = self._rest(verb, within, self._name_end(first))
                if rest is not None or first.pos_ in {"PROPN", "PRON"}:
                    return found if rest is None else ([rest], None, False)
            if first.lower_ not in _EMPTY_OBJECTS and not (entry.evidence and not self._by_document(verb)):
                return [self._object_span(verb, first, within)], None, stance
            if "stance" in frames and stance and first.pos_ == "PRON" and first.lower_ not in RELATIVE:
                return [self._object_span(verb, first, within)], None, stance
        if found is not None and (not objects or "told" in frames):
            return found
        if frames >= {"quote", "clause"} and (verb.tag_ != "VB" or self.tree.child(verb, "aux") is not None):
            rest = self._rest(verb, within)
            if rest is not None:
                return [rest], None, False
        return None

    def _passive_content(self, verb: Token, entry: VerbCue, within: Range) -> Content | None:
        """Content of a passive: "it was alleged that ...", "he is said to ...", "she was praised for ..."."""
        clause = self._clause(verb, within)
        frames = entry.frames
        subject = self.tree.child(verb, "nsubj:pass", "nsubj")
        if clause is not None and frames & {"clause", "told", "impersonal"}:
            return [clause], None, False
        agent = self._agent(verb)
        found = self._prepositional(verb, entry, within)
        if found is not None and "told" in frames:  # was asked about it
            return found
        if subject is None or subject.lower_ in RELATIVE:
            return None
        subject_span = self.extent(subject, within)
        complement = self._infinitive(verb)
        if complement is not None and frames & {"impersonal", "order"}:
            return [subject_span, self.extent(complement, within)], None, False
        for child in self.tree.children(verb, "obl", "advcl", "xcomp"):
            opener = self.tree.preposition(child) or self.tree.mark(child)
            if child.i > verb.i and (
                (opener == "as" and "predicate" in frames)
                or (opener in {"of", "for"} and frames & {"stance", "impersonal"})
            ):
                return [subject_span, self.extent(child, within)], None, "quote" not in frames
        if agent is not None and frames & {"stance", "object", "topic"}:
            return [subject_span], None, "object" not in frames
        return None

    def _inserted(self, verb: Token, entry: VerbCue, within: Range) -> Content | None:
        """The sentence around a reporting clause set off by commas: "It rained, she said, all day."

        The commas decide, not the parse: before the subject one, behind the verb one or the stop.
        """
        if not entry.frames >= {"quote", "clause"} or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            return None
        low, high = self.shape.sentence[verb.i]
        low, high = max(low, within[0]), min(high, within[1])
        subject = next(
            (s for s in self.tree.subjects(verb) if not self.tree.rel(s).startswith("csubj")), None
        )
        cue = self.cue_phrase(verb)
        if subject is None:
            subject = self.nominal_before(cue.start, within)
            if subject is None and cue.start > low and self.tokens[cue.start - 1].text in INVERTING:
                subject = self._nominal_after(cue.end, (cue.end, high))  # ..., said X, who ...
        if subject is None or subject.lower_ in RELATIVE or not low <= subject.i < high:
            return None
        if subject.i < verb.i:
            first = self._whole_name(*self.trim(self.extent(subject, (low, cue.start))), None, within)[0]
            last = cue.end
            if (
                any(t.text == "," for t in self.tokens[subject.i : cue.start])
                and cue.start - first > LONGEST_SOURCE
            ):
                return None
        else:
            first, last = cue.start, self._appositions(self.extent(subject, (cue.end, high))[1], within)
        if first - 1 <= low or self.tokens[first - 1].text not in INVERTING:
            return None
        while last < high and self.tokens[last].text not in STOPS and self.tokens[last].text != ",":
            if self.tokens[last].pos_ in {"VERB", "AUX", "SCONJ"} or self.tokens[last].text in QUOTE_MARKS:
                return None
            last += 1
        relative = self._relative_before(first - 1, low)
        if self.tokens[first].tag_ in {"WDT", "WP"} and self.tokens[first].lower_ in RELATIVE:
            return None  # ..., which X said
        if relative is not None:
            return self.without([(relative, first), (last, self._relative_end(last + 1, high))]), None, False
        before = self.trim((low, first))
        if (
            not any(t.pos_ in {"VERB", "AUX"} for t in self.tokens[before[0] : before[1]])
            and last + 1 >= high
        ):
            return None
        if before[1] - before[0] < 1 or (self.tokens[before[0]].pos_ in {"SCONJ"} and last >= high - 1):
            return None
        if last + 1 >= high or self.tokens[last].text in STOPS:
            return [before], None, False
        if subject.i > verb.i:
            return None
        lead = [t for t in self.tokens[before[0] : before[1]] if not t.is_space]
        if lead[0].pos_ in {"ADP"} and len(lead) < 5 and lead[0].lower_ in self.lexicon.manner:
            return None
        tail = self.tokens[last + 1]
        if last > cue.end and tail.lower_ in {"after", "before"}:
            return [before], None, False  # she said on Monday, after she had seen it
        return [before, (last + 1, high)], None, False

    def _relative_before(self, comma: int, low: int) -> int | None:
        """Where a relative clause begins whose pronoun stands right before a comma, or None."""
        start = comma - 1
        if start <= low or self.tokens[start].tag_ not in {"WDT", "WP"}:
            return None
        if self.tokens[start].lower_ not in RELATIVE:
            return None
        return start - 1 if start - 1 > low and self.tokens[start - 1].pos_ == "ADP" else start

    def _relative_end(self, start: int, high: int) -> int:
        """The end of a relative clause that was broken off: where a comma leads back to a finite verb."""
        for token in self.tokens[start : max(start, high - 1)]:
            if token.text == "," and self.tokens[token.i + 1].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
                return token.i
        return high

    def _open_question(self, verb: Token) -> bool:
        """Whether a verb of knowing or deciding has only a question below it: "to know whether he left"."""
        for child in self.tree.children(verb, "ccomp", "advcl", "xcomp", "parataxis"):
            if child.i < verb.i:
                continue
            start = self.shape.left[child.i]
            words = [t for t in self.tokens[start : min(child.i + 1, start + 4)] if not t.is_space]
            first = words[0]
            if first.pos_ == "ADP" and first.lower_ not in {"if", "whether"} and len(words) > 1:
                first = words[1]
            if first.i > verb.i + 3:  # past an object: the clause is none of the verb's own
                continue
            beside = self.tree.rel(child) == "ccomp" or first.i == verb.i + 1
            if first.lower_ == "whether" or (first.lower_ == "if" and beside):
                return True
            if first.tag_ in {"WP", "WRB", "WDT", "WP$"} and self.tree.rel(child) != "xcomp":
                return first.lower_ not in {"when", "while"} or self.tree.rel(child) == "ccomp"
        return False

    def _by_document(self, verb: Token) -> bool:
        head = self.source_head(verb)
        return head is not None and head.lower_ in self.lexicon.messages
