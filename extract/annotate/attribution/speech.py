"""Direct speech: which cue and speaker belong to which quotation.

Works on the surface order of marks, cues and names rather than on the parse alone, since parsers
stumble over quotations. A quotation is told by the cue behind it ("...," said X), the cue before it
(X said: "..."), or, without a cue of its own, by the last speaker: further sentences in the same
paragraph and paragraphs that hold nothing else go on with the speaker before them.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from extract.annotate.attribution.clauses import Clauses
from extract.annotate.attribution.shape import NOMINAL, Draft, Range
from extract.annotate.quotes import Quote
from extract.annotate.types import Phrase

_STOPS = frozenset({".", "?", "!", "…", "..."})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB", "MD"})
_LOOK_AHEAD = 60  # tokens behind a quotation in which its cue must stand
_LOOK_BACK = 25
_SCARE = 3  # a quotation of so few words without a cue quotes a term, not a statement
_QUOTING = frozenset({"quote", "told"})


class Speech:
    """Gives each quotation of a Doc its draft; see the module's docstring.

    Args:
        quotes: quotations of level 0 in text order.
        paragraphs: token ranges of the paragraphs that are read, in text order, by number.
    """

    def __init__(
        self, text: str, clauses: Clauses, quotes: list[Quote], paragraphs: dict[int, Range]
    ) -> None:
        self.text, self.clauses, self.paragraphs = text, clauses, paragraphs
        self.tokens = clauses.tokens
        starts = [token.idx for token in self.tokens]
        ends = [token.idx + len(token) for token in self.tokens]
        self.by_paragraph: dict[int, list[tuple[Quote, Range]]] = {}
        for quote in quotes:
            if quote.paragraph not in paragraphs:
                continue
            span = (bisect_left(ends, quote.start + 1), bisect_left(starts, quote.end))
            self.by_paragraph.setdefault(quote.paragraph, []).append((quote, span))
        self.drafts: list[Draft] = []
        self.used: set[int] = set()  # head tokens of cues that introduce direct speech
        self.block: Draft | None = None  # the last one whose content is quoted as a block, without marks
        self.spoken: list[Range] = []  # token ranges of the quotations that are direct speech

    def run(self) -> None:
        """Fill `drafts`, `used` and `spoken`."""
        last: Draft | None = None
        for number in sorted(self.paragraphs):
            quotes = self.by_paragraph.get(number, [])
            block = self._block(number, quotes)
            last = self._paragraph(self.paragraphs[number], quotes, last) or block

    # -- one paragraph -------------------------------------------------------------------

    def _paragraph(
        self, bounds: Range, quotes: list[tuple[Quote, Range]], last: Draft | None
    ) -> Draft | None:
        """Treat the quotations of a paragraph; return the draft that a next one would go on with."""
        current: Draft | None = None
        waiting: list[tuple[Quote, Range]] = []
        carried = last if quotes and self._blank(bounds[0], quotes[0][1][0]) else None
        for index, (quote, span) in enumerate(quotes):
            low = quotes[index - 1][1][1] if index else bounds[0]
            high = bounds[1]
            for following in quotes[index + 1 : index + 4]:
                high = following[1][0]
                if not self._names_a_work(span[1], following):
                    break
                high = bounds[1]
            before = self._piece_before(low, span[0])
            after = self._piece_after(span[1], high)
            draft = self._own_cue(quote, span, before, after, bounds, next_quote=high < bounds[1])
            if draft is not None:
                for earlier in waiting:
                    self._say(draft, earlier)
                waiting = []
                self.drafts.append(draft)
                self._say(draft, (quote, span))
                current = draft
                continue
            whole = self._blank(before[0], span[0])
            if not self._is_statement(quote, span, whole):
                continue
            if current is not None and (whole or self._goes_on(before)):
                self._say(current, (quote, span))
            elif whole:
                waiting.append((quote, span))
        if waiting:
            if carried is None and current is None:
                carried = self._introduced(bounds) if waiting[0][1][0] <= bounds[0] + 1 else None
                if carried is None:
                    speaker = self.clauses.last_reporter(bounds[0], waiting[0][1][0])
                    carried = Draft(None, speaker, [], direct=True)
                self.drafts.append(carried)
            target = current or carried
            if target is not None:
                for item in waiting:
                    self._say(target, item)
                current = target
        return None if current is None or self._awaits_answer(current) else current

    def _block(self, number: int, quotes: list[tuple[Quote, Range]]) -> Draft | None:
        """The draft of a paragraph that is quoted as a block, without marks, below "X wrote:".

        A further paragraph belongs to it where it and the one before are indented.
        """
        bounds, above = self.paragraphs[number], self.paragraphs.get(number - 1)
        if above is None or above[1] > bounds[0] or (quotes and quotes[0][1][0] <= bounds[0] + 1):
            return None
        if self.block is not None and self.block.content[-1] == above:
            draft = self.block if self._is_indented(above) and self._is_indented(bounds) else None
        else:
            colon = above[1] - 1
            while colon > above[0] and self.tokens[colon].is_space:
                colon -= 1
            told = self.tokens[colon].text == ":" and not self._reports(bounds)
            draft = self._announced(colon) if told else None
            if draft is None or draft.cue is None or draft.source is None:
                return None
            if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in self.tokens[draft.cue.end : colon]):
                self.used.discard(draft.cue.head)  # said the reasons were these:
                return None
            self.drafts.append(draft)
        if draft is not None:
            draft.content.append(bounds)
            self.spoken.append(bounds)
        self.block = draft
        return draft

    def _is_indented(self, bounds: Range) -> bool:
        begin = self.tokens[bounds[0]].idx
        return self.text[max(0, begin - 2) : begin] in {"  ", " \t", "\t ", "\t\t", "\n\t"}

    def _reports(self, bounds: Range) -> bool:
        """Whether a paragraph's first sentence is a report of its own: "The mayor said ..."."""
        for token in self.tokens[bounds[0] : self._piece_after(bounds[0], bounds[1])[1]]:
            if self.clauses.tree.is_root(token):
                entry = self.clauses.verb_cue(token)
                head = self.clauses.source_head(token)
                first = head is not None and head.lower_ in {"i", "we", "you"}
                return entry is not None and bool(entry.frames & _QUOTING) and not first
        return False

    def _awaits_answer(self, draft: Draft) -> bool:
        """Whether a quotation was asked: what is quoted in the next paragraph is an answer by another."""
        return draft.cue is not None and self._asks(self.tokens[draft.cue.head])

    def _asks(self, verb: Token) -> bool:
        entry = self.clauses.lexicon.verbs.get(verb.lower_)
        return entry is not None and entry.base in {"ask", "inquire", "enquire"}

    def _names_a_work(self, start: int, item: tuple[Quote, Range]) -> bool:
        """Whether a quotation behind another only names a book or the like: said X, author of "Y"."""
        span = item[1]
        words = [t for t in self.tokens[span[0] : span[1]] if t.is_alpha]
        before = [t for t in self.tokens[max(start, span[0] - 3) : span[0]] if not t.is_space]
        return 0 < len(words) <= 8 and bool(before) and before[-1].pos_ in {"ADP", "NOUN", "PROPN", "DET"}

    def _say(self, draft: Draft, item: tuple[Quote, Range]) -> None:
        span = item[1]
        draft.content.append(span)
        self.spoken.append(span)

    def _introduced(self, bounds: Range) -> Draft | None:
        """A draft with the subject of the sentence before the paragraph as speaker ("X disagreed.")."""
        index = bounds[0] - 1
        while index >= 0 and self.tokens[index].is_space:
            index -= 1
        if index < 0:
            return None
        if self.tokens[index].text == ":":
            return self._announced(index)
        start, end = self.clauses.shape.sentence[index]
        paragraph = self.clauses.shape.paragraph[index]
        start = max(start, paragraph[0])
        roots = [t for t in self.tokens[start:end] if self.clauses.tree.is_root(t)]
        if not roots or self._asks(roots[0]):
            return None
        head = self.clauses.source_head(roots[0])
        if (
            head is None
            or not start <= head.i < end
            or (head.pos_ not in {"PROPN", "PRON"} and not head.ent_type_)
        ):
            return None
        if head.lower_ in {"it", "this", "that", "there", "i", "you", "we"}:
            return None
        source = self.clauses.source_phrase(head, None, (start, end))
        return None if source is None else Draft(None, source, [], direct=True)

    def _announced(self, colon: int) -> Draft | None:
        """A draft with the cue of a paragraph that ends in a colon: "The ministry responded:"."""
        paragraph = self.clauses.shape.paragraph[colon]
        low = colon
        while low > paragraph[0] and self.tokens[low - 1].text not in _STOPS:
            low -= 1
        for token in reversed(self.tokens[max(low, colon - _LOOK_BACK) : colon]):
            entry = self.clauses.verb_cue(token)
            if entry is not None and entry.frames & _QUOTING and token.i not in self.used:
                return self._draft(token, (low, colon), paragraph, behind=False)
        return None

    # -- pieces --------------------------------------------------------------------------

    def _blank(self, start: int, end: int) -> bool:
        return all(
            token.is_space or token.text in {"-", "–", "—", "•", "*"} for token in self.tokens[start:end]
        )

    def _piece_before(self, low: int, end: int) -> Range:
        """The part of the sentence before a quotation, back to `low` or the last full stop."""
        start = end
        while start > low and self.tokens[start - 1].text not in _STOPS:
            start -= 1
        return start, end

    def _piece_after(self, start: int, high: int) -> Range:
        end = start
        while end < high and self.tokens[end].text not in _STOPS:
            end += 1
        return start, end

    def _goes_on(self, before: Range) -> bool:
        """Whether the words before a quotation only carry on the one before it: '"A," she said, "B"'."""
        words = [token for token in self.tokens[before[0] : before[1]] if not token.is_space]
        return bool(words) and words[-1].text in {",", "--", "—", "–", "-", ":"}

    def _is_statement(self, quote: Quote, span: Range, whole: bool) -> bool:
        words = [t for t in self.tokens[span[0] : span[1]] if t.is_alpha or t.like_num]
        inner = self.text[quote.start : quote.end].strip("\"“”'‘’`«»„ ")
        ended = inner[-1:] in {".", "?", "!", ",", "…"}
        if not quote.closed:
            ended = ended or len(words) > _SCARE
        return len(words) > _SCARE or (ended and whole and bool(words))

    # -- cues ----------------------------------------------------------------------------

    def _own_cue(
        self, quote: Quote, span: Range, before: Range, after: Range, bounds: Range, *, next_quote: bool
    ) -> Draft | None:
        inner = self.text[quote.start : quote.end].rstrip("\"“”'‘’`«»„ ")
        last = inner[-1:]
        cue = None
        if quote.closed:
            spaced = self.text[quote.start + 1 : quote.start + 2].isspace()
            if spaced and last.isalnum() and self._blank(before[0], span[0]):
                last = ","  # " We go " he said: written without the comma
            cue = self._cue_behind(after, last, next_quote=next_quote)
        if cue is not None:
            draft = self._draft(cue, after, bounds, behind=True)
            if draft is not None:
                lead = self.clauses.trim(before)
                if lead[0] < lead[1] and self._runs_into(before):
                    draft.content.append((lead[0], span[0]))
                    draft.direct = False
                return draft
        cue = self._cue_before(span, before)
        if cue is not None:
            return self._draft(cue, before, bounds, behind=False)
        return self._colon(before)

    def _runs_into(self, before: Range) -> bool:
        """Whether a sentence of the article runs into the quotation: 'It is "not my job," he said'."""
        words = [token for token in self.tokens[before[0] : before[1]] if not token.is_space]
        if (
            not words
            or words[-1].text in {":", "--", "—", ";"}
            or words[0].text == ","
            or words[0].lower_ == "asked"
        ):
            return False
        return not any(token.i in self.used for token in words)

    def _cue_behind(self, after: Range, last: str, *, next_quote: bool) -> Token | None:
        start, end = after
        words = [token for token in self.tokens[start : min(end, start + _LOOK_AHEAD)] if not token.is_space]
        if not words:
            return None
        comma = words[0].text == "," or last == ","
        if last in {".", "…"} and not comma:
            if len(words) > 8 or (
                next_quote and end < len(self.tokens) and self.tokens[end].text not in _STOPS
            ):
                return None
        elif not comma and last.isalnum() and words[0].lower_ not in self.clauses.lexicon.verbs:
            return None
        for position, token in enumerate(words):
            if token.text in {";", ":"} or (token.pos_ == "CCONJ" and position < 2):
                return None
            entry = self.clauses.verb_cue(token)
            if (
                entry is None
                and position == len(words) - 1
                and 0 < position < 8
                and len(words) == position + 1
            ):
                entry = self.clauses.lexicon.verbs.get(token.lower_)  # "...," the suit reads.
                if entry is not None and "quote" in entry.frames and words[position - 1].pos_ in NOMINAL:
                    return token
                entry = None
            if entry is None and position < 4 and token.tag_ not in {"NN", "NNP", "NNS"}:
                entry = (
                    self.clauses.lexicon.verbs.get(token.lower_) if token.pos_ in {"VERB", "AUX"} else None
                )
            if entry is None or not entry.frames & _QUOTING or token.tag_ not in _FINITE:
                if token.tag_ in {"VBD", "VBZ", "VBP"} and not self._in_relative(token):
                    return (
                        None
                        if token.lower_ not in self.clauses.lexicon.light
                        else self._light(words[position:])
                    )
                continue
            if self._in_relative(token) or (token.tag_ == "VB" and self.clauses.light_verb(token) is None):
                continue
            if token.tag_ == "VBN" and self.clauses.tree.rel(token).startswith("acl"):
                continue
            return token
        return None

    def _light(self, words: list[Token]) -> Token | None:
        """The verb of saying behind a light verb ("went on to say"), or None."""
        for later in words[1:5]:
            entry = self.clauses.lexicon.verbs.get(later.lower_)
            if entry is not None and entry.frames & _QUOTING and later.tag_ in {"VB", "VBG"}:
                return later
        return None

    def _in_relative(self, token: Token) -> bool:
        tree = self.clauses.tree
        for _ in range(4):
            if tree.rel(token) == "acl:relcl":
                return True
            if tree.rel(token) not in {"conj", "xcomp", "ccomp", "advcl"}:
                return False
            token = tree.head(token)
        return False

    def _cue_before(self, span: Range, before: Range) -> Token | None:
        words = [
            token
            for token in self.tokens[max(before[0], before[1] - _LOOK_BACK) : before[1]]
            if not token.is_space
        ]
        if not words:
            return None
        last = words[-1]
        linked = last.text in {",", ":", "--", "—", "–"}
        if not linked and last.i not in {span[0] - 1, span[0] - 2}:
            return None
        far = len(words) if last.text == ":" else 10
        for back, token in enumerate(reversed(words)):
            if back > far:
                return None
            entry = self.clauses.verb_cue(token)
            if entry is None or not entry.frames & _QUOTING:
                if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and back > 0 and last.text != ":":
                    return None
                continue
            if token.i in self.used:
                return None
            if linked or token.i == last.i:
                return token
            return None
        return None

    def _colon(self, before: Range) -> Draft | None:
        """A speaker and a colon without a verb of saying: 'The minister: "..."', "in a statement: ..."."""
        words = [token for token in self.tokens[before[0] : before[1]] if not token.is_space]
        if len(words) < 2 or words[-1].text != ":":
            return None
        colon = words[-1]
        cue = Phrase(colon.i, colon.i + 1, colon.i)
        heads = [t for t in words[:-1] if t.pos_ in NOMINAL]
        if not heads:
            return Draft(cue, None, [], direct=True)
        verbs = [t for t in words if t.tag_ in {"VBD", "VBZ", "VBP"}]
        if verbs:
            head = self.clauses.source_head(verbs[0])
        else:
            head = heads[-1]
            for _ in range(5):
                above = self.clauses.tree.head(head)
                if not before[0] <= above.i < before[1] or above.pos_ not in NOMINAL or above.i == head.i:
                    break
                head = above
        source = None if head is None else self.clauses.source_phrase(head, cue, (before[0], colon.i))
        return Draft(cue, source, [], direct=True)

    def _draft(self, verb: Token, piece: Range, bounds: Range, *, behind: bool) -> Draft | None:
        self.used.add(verb.i)
        governor = self.clauses.light_verb(verb)
        cue = self.clauses.cue_phrase(verb)
        source = self._surface_source(verb, cue, piece, behind=behind)
        if source is None and not behind:
            head = self.clauses.source_head(governor or verb)
            if head is not None and bounds[0] <= head.i < bounds[1] and head.i != verb.i:
                source = self.clauses.source_phrase(head, cue, bounds)
        if source is not None and source.start < cue.end and cue.start < source.end:
            source = None
        if source is None and behind:
            self.used.discard(verb.i)
            return None
        return Draft(cue, source, [], direct=True)

    def _surface_source(self, verb: Token, cue: Phrase, piece: Range, *, behind: bool) -> Phrase | None:
        """The speaker beside a cue: by the parse where it stays within the piece, else by position."""
        head = self.clauses.source_head(self.clauses.light_verb(verb) or verb)
        if head is not None and piece[0] <= head.i < piece[1]:
            found = self.clauses.source_phrase(head, cue, piece)
            if found is not None:
                return found
        if not behind:
            return None
        start, end = self.clauses.trim((piece[0], cue.start))
        if start >= end:  # said X
            start, end = self.clauses.trim((cue.end, piece[1]))
            stop = start
            while (
                stop < end
                and self.tokens[stop].text != ","
                and (
                    self.tokens[stop].pos_ not in {"ADP", "VERB", "AUX", "SCONJ"}
                    or (stop == start and self.tokens[stop].pos_ == "VERB")
                )
            ):
                stop += 1
            end = stop
        nominal = [token for token in self.tokens[start:end] if token.pos_ in NOMINAL]
        if not nominal:
            return None
        inverted = start >= cue.end
        comma = next((t.i for t in self.tokens[start:end] if t.text == "," and t.i > nominal[0].i), end)
        first = [token for token in nominal if token.i < comma]
        speaker = first[-1] if first else nominal[-1]
        while (
            self.clauses.tree.rel(speaker) in {"flat", "appos"}
            and start <= self.clauses.tree.head(speaker).i < end
        ):
            speaker = self.clauses.tree.head(speaker)
        found = self.clauses.source_phrase(speaker, cue, piece)
        if found is None or (found.end < end and not inverted):
            return Phrase(start, end, speaker.i)
        return Phrase(min(start, found.start), max(end, found.end), found.head)
