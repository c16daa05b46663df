"""Who says it: from a cue to the noun phrase of its source."""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.attribution.shape import (
    ADDING,
    FAR,
    LONGEST_SOURCE,
    NO_NAMES,
    NOMINAL,
    QUOTE_MARKS,
    RELATIVE,
    STOPS,
    Range,
)
from extract.annotate.attribution.words import CueWords
from extract.annotate.types import Phrase

_TITLE_TAGS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "CD", "DT", "PRP$", "HYPH", "AFX"}
)


class Sources(CueWords):
    """Finds the sources of one Doc."""

    def source_head(self, verb: Token) -> Token | None:
        """The token that heads the one who says, thinks or does what a verb tells; None if left out.

        Own subject, else the subject through coordination, control and participles; the
        antecedent of a relative pronoun; the agent of a passive.
        """
        tree = self.tree
        for _ in range(FAR):
            if self.is_passive(verb):
                return self._agent(verb)
            subjects = [
                s for s in tree.subjects(verb) if not tree.rel(s).startswith("csubj") or s.pos_ in NOMINAL
            ]
            if subjects:
                subject = subjects[-1] if subjects[-1].i < verb.i else subjects[0]
                if subject.lower_ in RELATIVE and self._relative_clause(verb) is not None:
                    antecedent = self._relative_clause(verb)
                    return None if antecedent is None else tree.head(antecedent)
                if subject.lower_ in {"it", "there"} and tree.rel(subject).startswith("expl"):
                    return None
                return subject
            rel, head = tree.rel(verb), tree.head(verb)
            if head.i == verb.i:
                return None
            if rel == "acl:relcl":
                return None
            if rel == "acl" and (
                verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
                or (tree.children(verb, "aux") and verb.tag_ != "VB")
            ):
                return head  # a finite verb under a noun: its subject, misparsed
            if rel == "acl":
                if head.pos_ not in {"NOUN", "PROPN", "PRON"}:
                    return None
                governor = tree.head(head)
                if (
                    head.lower_ in self.lexicon.messages
                    and tree.rel(head) in {"obj", "obl"}
                    and verb.tag_ == "VBG"
                ):
                    verb = governor
                    continue
                return head if verb.tag_ == "VBG" else self._noun_owner(head)
            if rel in {"conj", "xcomp", "advcl", "parataxis", "ccomp"} and head.pos_ in {
                "VERB",
                "AUX",
                "ADJ",
                "NOUN",
            }:
                if (rel == "ccomp" and verb.tag_ not in {"VBG", "VB"}) or (
                    rel == "parataxis" and verb.tag_ != "VBG"
                ):
                    return None
                if rel == "xcomp":
                    objects = tree.children(head, "obj", "iobj")
                    if objects and objects[0].i < verb.i and not self._subject_control(head):
                        return objects[0]
                if rel in {"xcomp", "advcl", "ccomp"} and tree.is_passive(head):
                    raised = tree.child(head, "nsubj:pass")
                    return raised
                verb = self._outer_report(verb, head)
                continue
            return None
        return None

    def _outer_report(self, verb: Token, head: Token) -> Token:
        """Whose subject a governed verb has: "said it fell, adding that": the one who said adds."""
        outer = self.tree.head(head)
        if verb.lower_ in ADDING and self.tree.rel(verb) == "advcl" and self.tree.rel(head) == "ccomp":
            return outer
        return head

    def nominal_before(self, index: int, within: Range) -> Token | None:
        """The head of the noun phrase that ends right before a token: a subject that the parser missed."""
        last = index - 1
        low = max(within[0], self.shape.sentence[index][0]) if index < len(self.tokens) else within[0]
        if last > low and self.tokens[last].text == ",":  # X, who is Y, said
            first = last - 1
            while first > max(low, last - LONGEST_SOURCE) and self.tokens[first].text != ",":
                first -= 1
            if self.tokens[first].text != "," or self.tokens[first + 1].tag_ not in {
                "DT",
                "WP",
                "WDT",
                "NN",
                "NNP",
                "CD",
                "PRP$",
            }:
                return None
            last = first - 1
        while last >= within[0] and (self.tokens[last].is_space or self.tokens[last].text in {")", "]"}):
            last -= 1
        if last < within[0] or self.tokens[last].pos_ not in NOMINAL or self.tokens[last].lower_ in RELATIVE:
            return None
        head = self.tokens[last]
        for _ in range(FAR):
            above = self.tree.head(head)
            if above.i == head.i or above.i >= index or above.i < within[0] or above.pos_ not in NOMINAL:
                break
            if any(t.text == "," for t in self.tokens[min(above.i, head.i) : max(above.i, head.i)]):
                break
            if self.tree.rel(head).split(":")[0] not in {
                "flat",
                "compound",
                "appos",
                "nmod",
                "conj",
                "nummod",
            }:
                break
            head = above
        if self.tree.rel(head).split(":")[0] in {"obl", "obj", "nmod"} and self.tree.prepositions(head):
            return None
        return head

    def _subject_control(self, verb: Token) -> bool:
        return verb.lower_ in {"promise", "promised", "promises", "promising", "use", "used", "uses", "using"}

    def _relative_clause(self, verb: Token) -> Token | None:
        """The head of the relative clause in whose coordination a verb stands, or None."""
        first = self.tree.first_conjunct(verb)
        for _ in range(FAR):
            if self.tree.rel(first) in {"acl:relcl", "advcl:relcl"}:
                return first
            if self.tree.rel(first) not in {"xcomp", "conj"}:
                return None
            first = self.tree.head(first)
        return None

    def _agent(self, verb: Token) -> Token | None:
        for child in self.tree.children(verb, "obl"):
            if self.tree.rel(child) == "obl:agent" or (
                child.i > verb.i and self.tree.preposition(child) == "by"
            ):
                return child
        return None

    def _noun_owner(self, noun: Token) -> Token | None:
        """Whose a noun is: its possessor, else a nominal behind "by", "from" or (of a claim) "of"."""
        owner = self.tree.child(noun, "nmod:poss")
        if owner is not None:
            return owner
        for child in self.tree.children(noun, "nmod"):
            if self.tree.preposition(child) in {"by", "from", "among"}:
                return child
        return None

    def source_phrase(self, head: Token, cue: Phrase | None, within: Range) -> Phrase | None:
        """The full noun phrase of a source, apposition and relative clause included.

        Its `head` is the one who speaks: of "a message from the owners" the owners.
        """
        start, end = self.extent(head, within)
        for marker in self.tree.children(head, "case"):
            if marker.i < head.i:
                start = max(start, marker.i + 1)
                for more in self.tree.children(marker, "fixed"):
                    start = max(start, more.i + 1)
            elif marker.i == end - 1:
                end -= 1
        for child in self.tree.children(head, "advmod", "cc", "mark", "discourse"):
            if child.i < head.i and child.i <= start + 1 and child.pos_ in {"CCONJ", "SCONJ"}:
                start = max(start, child.i + 1)
        if cue is not None:
            if start <= cue.start < end and head.i < cue.start:
                end = cue.start
                for child in self.tree.children(head, "acl", "acl:relcl", "advcl:relcl"):
                    if self.shape.left[child.i] <= cue.head < self.shape.right[child.i] and child.i > head.i:
                        end = min(end, max(self.shape.left[child.i], head.i + 1))
            elif start <= cue.head < end and head.i > cue.head:
                start = cue.end
        if end - start > LONGEST_SOURCE:
            bare = [
                self.shape.left[c.i] for c in self.tree.children(head, "acl", "parataxis") if c.i > head.i
            ]
            end = min([end, *bare]) if bare else end
            end, start = min(end, head.i + LONGEST_SOURCE), max(start, head.i - LONGEST_SOURCE)
        start, end = self.trim((start, max(end, head.i + 1)))
        if not start <= head.i < end:
            return None
        if start < head.i and self.tokens[start].lower_ == "which" and cue is not None:
            start += 1  # the law, which critics say: the pronoun is the relative clause's
        start, end = self._whole_name(start, end, cue, within)
        speaker = head
        if head.lower_ in self.lexicon.messages:
            for child in self.tree.children(head, "nmod"):
                if self.tree.preposition(child) in {"from", "by"} and child.pos_ in {"NOUN", "PROPN", "PRON"}:
                    speaker = child
                    break
        return Phrase(start, end, speaker.i if start <= speaker.i < end else head.i)

    def _whole_name(self, start: int, end: int, cue: Phrase | None, within: Range) -> tuple[int, int]:
        """A noun phrase with the words that belong to it wherever the parser cut it.

        Titles and modifiers right before it ("White House spokesman" Jay Smith), and, between it
        and its cue, an apposition in commas; behind an inverted cue, an apposition after a comma.
        """
        tokens = self.tokens
        if tokens[start].pos_ in {"PROPN", "NOUN"} and tokens[start].tag_ not in {"DT", "PRP$"}:
            low = max(within[0], start - 12)
            first = start
            while (
                first > low
                and tokens[first - 1].tag_ in _TITLE_TAGS
                and tokens[first - 1].ent_type_ not in {"DATE", "TIME"}
            ):
                if tokens[first - 1].lower_ in NO_NAMES or (
                    cue is not None and cue.start <= first - 1 < cue.end
                ):
                    break
                first -= 1
            while first < start and tokens[first].tag_ in {"POS", "HYPH"}:
                first += 1
            start = first
        if cue is None:
            return start, end
        if (
            end < cue.start
            and tokens[end].text == ","
            and tokens[cue.start - 1].text == ","
            and cue.start - end < 40
        ):
            if not any(t.text in STOPS or t.text in QUOTE_MARKS for t in tokens[end : cue.start]):
                end = cue.start - 1
        elif cue.end <= start <= cue.end + 1:
            end = self._appositions(end, within)
        return start, end

    def _appositions(self, end: int, within: Range) -> int:
        """The end of what follows an inverted source in apposition: said X, the head of Y, who ..."""
        tokens = self.tokens
        high = min(within[1], self.shape.sentence[end - 1][1])
        if tokens[end - 1].lower_ in RELATIVE:
            while end < high and tokens[end].text != "," and tokens[end].text not in STOPS:
                end += 1
        while end + 1 < high and tokens[end].text == ",":
            after = tokens[end + 1]
            if (
                after.tag_ in {"DT", "PRP$", "NN", "NNP", "NNS", "CD", "WP", "WDT", "WP$", "JJ"}
                and after.lower_ not in NO_NAMES
            ):
                reach = end + 2
                if after.tag_ in {"WP", "WDT", "WP$"}:
                    verb = self.tree.head(after)
                    reach = max(reach, self.extent(verb, (end, high))[1]) if verb.i > after.i else high
                else:
                    head = self._nominal_after(end + 1, (end, high))
                    if head is None or any(t.i > end for t in self.tree.children(head, "nsubj", "cop")):
                        break
                    reach = max(reach, self.extent(head, (end, high))[1])
                reach = self.trim((end + 1, reach))[1]
                if reach <= end + 1:
                    break
                end = reach
            else:
                break
        return end

    def _nominal_after(self, index: int, within: Range) -> Token | None:
        """The head of the noun phrase that begins at a token."""
        if index >= within[1]:
            return None
        token = self.tokens[index]
        best = None
        for _ in range(FAR):
            if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"} and token.i >= index:
                best = token
            head = self.tree.head(token)
            if head.i == token.i or head.i < index or head.pos_ in {"VERB", "AUX"}:
                break
            token = head
        return best
