"""Which words of a Doc are cues, and how far a cue reaches."""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.attribution.cues import Lexicon, VerbCue
from extract.annotate.attribution.shape import Range, Shape
from extract.annotate.syntax import Tree
from extract.annotate.types import Phrase

_EDGE_MARKS = frozenset({",", ";", ":", "-", "--", "–", "—", ".", "…", "...", "*"})
_BEFORE_VERB = ("aux", "advmod", "neg", "cop")
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})


class CueWords:
    """Cue words of one Doc.

    Args:
        bounds: for each token the range that its attribution may not leave: its paragraph, or the
            inside of the quotation in which it stands.
    """

    def __init__(self, tree: Tree, shape: Shape, lexicon: Lexicon, bounds: list[Range]) -> None:
        self.tree, self.shape, self.lexicon, self.bounds = tree, shape, lexicon, bounds
        self.tokens = tree.tokens

    # -- ranges --------------------------------------------------------------------------

    def extent(self, token: Token, within: Range) -> Range:
        """The extent of a subtree, cut to `within`."""
        return max(self.shape.left[token.i], within[0]), min(self.shape.right[token.i], within[1])

    def trim(self, span: Range) -> Range:
        """A range without the white space, commas, stops and dashes at its edges."""
        start, end = span
        while start < end and (self.tokens[start].is_space or self.tokens[start].text in _EDGE_MARKS):
            start += 1
        while end > start and (self.tokens[end - 1].is_space or self.tokens[end - 1].text in _EDGE_MARKS):
            end -= 1
        return start, end

    def without(self, spans: list[Range], *holes: Range | None) -> list[Range]:
        """Ranges with holes cut out of them, trimmed, empty ones dropped."""
        for hole in holes:
            if hole is None:
                continue
            cut: list[Range] = []
            for start, end in spans:
                if hole[1] <= start or hole[0] >= end:
                    cut.append((start, end))
                else:
                    cut.extend([(start, hole[0]), (hole[1], end)])
            spans = cut
        trimmed = (self.trim(span) for span in spans)
        return [span for span in trimmed if span[0] < span[1]]

    def verb_cue(self, token: Token) -> VerbCue | None:
        """What a token can do as a verbal cue; None where it is no verb or cannot be one."""
        tagged = token.pos_ == "VERB" or token.tag_.startswith("VB")
        if not tagged and (token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not self._verbal(token)):
            return None
        if self.tree.rel(token).split(":")[0] in {"aux", "cop", "amod", "compound", "case", "fixed", "mark"}:
            return None
        if token.i + 1 < len(self.tokens):
            phrasal = self.lexicon.verbs.get(f"{token.lower_} {self.tokens[token.i + 1].lower_}")
            if phrasal is not None:
                return phrasal
        return self.lexicon.verbs.get(token.lower_)

    def _verbal(self, token: Token) -> bool:
        """Whether a word tagged as a noun or adjective stands as a verb: a subject before it, more behind."""
        if not any(s.i < token.i for s in self.tree.children(token, "nsubj")):
            return False
        return not self.tree.children(token, "cop", "det", "case", "nmod:poss") and any(
            child.i > token.i for child in self.tree.children(token, "ccomp", "obj", "xcomp")
        )

    def cue_phrase(self, verb: Token, last: int | None = None) -> Phrase:
        """The verb with its auxiliaries, the adverbs between, and what follows up to token `last`."""
        first = verb
        governor = self.light_verb(verb)
        if governor is not None and verb.i - governor.i <= 5:
            first = governor
        start = first.i
        low = self.bounds[verb.i][0]
        while start - 1 >= low:
            token = self.tokens[start - 1]
            if self.tree.head(token).i == first.i and self.tree.rel(token).split(":")[0] in _BEFORE_VERB:
                start -= 1
            else:
                break
        while start < first.i and self.tokens[start].tag_ in {"WRB"}:
            start += 1
        end = verb.i if last is None else last
        if last is None:
            end = self._medium(end)
        if (
            verb.i + 1 < len(self.tokens)
            and f"{verb.lower_} {self.tokens[verb.i + 1].lower_}" in self.lexicon.verbs
        ):
            end = max(end, verb.i + 1)
        if end + 1 < len(self.tokens) and self.tokens[end + 1].text == ":" and "quote" in self._frames(verb):
            end += 1
        particle = self.tree.particle(verb)
        if particle is not None and particle.i == verb.i + 1:
            end = max(end, particle.i)
        return Phrase(start, end + 1, verb.i)

    def _frames(self, verb: Token) -> frozenset[str]:
        entry = self.lexicon.verbs.get(verb.lower_)
        return frozenset() if entry is None else entry.frames

    def _medium(self, end: int) -> int:
        """The last token of "in a statement", "in an interview" right behind a cue, which it belongs to."""
        stop = min(end + 6, len(self.tokens))
        words = self.tokens[end + 1 : stop]
        if len(words) > 2 and words[0].lower_ in {"in", "during"} and words[1].tag_ in {"DT", "PRP$"}:
            for token in words[2:]:
                if token.lower_ in self.lexicon.messages:
                    return token.i
                if token.pos_ not in {"ADJ", "NOUN", "VERB", "PROPN"}:
                    break
        return end

    def light_verb(self, verb: Token) -> Token | None:
        """The verb that makes one cue with a verb of saying under it ("declined to say"), or None."""
        governor = self.tree.head(verb)
        if self.tree.rel(verb) == "xcomp" and governor.i < verb.i and governor.lower_ in self.lexicon.light:
            entry = self.lexicon.verbs.get(verb.lower_)
            if entry is not None and ("quote" in entry.frames or "told" in entry.frames):
                return governor
        return None

    def is_passive(self, verb: Token) -> bool:
        """Whether a cue is passive: by an auxiliary, or a reduced relative ("claims made by X")."""
        auxiliaries = self.tree.children(verb, "aux", "aux:pass")
        words = {child.lower_ for child in auxiliaries}
        if words & _HAVE and not words & {"been", "being"}:
            return False
        if verb.tag_ == "VBN" and not auxiliaries and not self.tree.subjects(verb):
            opens = verb.i == self.shape.sentence[verb.i][0] or self.tokens[verb.i - 1].is_space
            if self.tree.rel(verb) == "acl":
                return not any(child.i > verb.i for child in self.tree.children(verb, "obj"))
            if opens:
                return True  # Asked whether ...
        return verb.tag_ not in {"VBG", "VBZ", "VBP", "VB"} and self.tree.is_passive(verb)
