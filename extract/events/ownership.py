"""Which predicate a time expression hangs on.

The parse is asked first, by way of the arguments of role time, then by climbing from the expression to
the nearest predicate. Where a parser attaches such a phrase is often a guess; what grammar and word
order rule out is put right here:

- between a verb of saying and the subject of what is said, a time belongs to the saying ("said Monday
  the plant had closed");
- between a verb that is present and its infinitive, a time to come belongs to the infinitive ("is
  expected Friday to approve"); a past time behind an infinitive that was only decided on, to the
  deciding ("voted to support the plan Friday");
- what a predicate cannot have by its tense or meaning goes to another one (`clashes.py`);
- a time right behind a verb, or bare behind an event noun, is that one's, whatever the parse says
  ("to calm fears, saying on Friday ...", "after the vote Friday the crowd left"); an infinitive is left out;
- a sentence that was cut off in front of a time goes on: the time is of the verb before the cut;
- a time before a noun does not leave that noun, unless a level or figures are told of it
  ("third-quarter sales rose", "results included a gain"); a bare time behind an event noun that is an
  object is the verb's, too ("lifted the ban Monday");
- a duration before "after", "before" or "since" measures the distance to another event;
- what something is compared with ("up from $3 a year ago") is not when it is.

Where only the model's semantic edges (ARGM-TMP) give a time to verbs, the surest of them has it; they
also tell "rose over the year" from "up 4 % over last year".
"""

from __future__ import annotations

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.annotate.types import TimeExpression
from extract.encoder.heads.roles import EXTENSION, SURE
from extract.events.clashes import Clashes, head_in, is_dated, is_point
from extract.events.lexicon import predicates
from extract.events.time_words import time_words
from extract.events.triggers import Predicate
from extract.events.types import Event

_STEPS = 6
_NEAR = 14  # tokens looked at before a time
_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis"})
# A phrase of these behind a noun rarely leaves it: "the budget for 1999", "its lowest level since May".
_INNER = frozenset({"in", "for", "during", "through", "throughout"})
_COMPARING = frozenset({"from", "than", "versus", "against", "compared"})
_WITHIN = frozenset({"compound", "amod", "nummod", "det", "nmod:poss"})
_BOUND = frozenset({"of", "for", "from", "since", "to", "than", "over"})


class Ownership(Clashes):
    """Answers for the time expressions of one Doc."""

    def __init__(
        self,
        tree: Tree,
        dates: list[TimeExpression],
        pairs: list[tuple[Predicate, Event]],
        by_token: dict[int, int],
    ) -> None:
        """`by_token` maps the token of a trigger, and of its light verb, to its place in `pairs`."""
        super().__init__(tree, pairs, by_token)
        self.dates = dates
        self._dated = {i for date in dates for i in range(date.start, date.end)}
        self._edges: dict[int, dict[int, float]] = {}
        for verb, argument, role, probability in tree.doc._.get(EXTENSION):
            if role == "ARGM-TMP" and verb in by_token:
                of_token = self._edges.setdefault(argument, {})
                of_token[by_token[verb]] = max(probability, of_token.get(by_token[verb], 0.0))

    def own(self) -> dict[int, list[int]]:
        """For each event that has any its time expressions, the best one first."""
        arguments: dict[int, list[tuple[int, str]]] = {}
        for number, (_predicate, event) in enumerate(self.pairs):
            for argument in event.of("time"):
                if argument.date is not None:
                    arguments.setdefault(argument.date, []).append((number, argument.why))
        owned: dict[int, list[int]] = {}
        for number, date in enumerate(self.dates):
            if self.marker_behind(date) is not None or self._is_of_adjective(date):
                continue
            compared = self._compared(date)
            given = self._governors(date, arguments.get(number, [])) or self._climb(date)
            for owner in self._owners(date, given):
                behind = compared is None or self.pairs[owner][0].anchor.i > compared.i
                if behind and self._possible(date, owner):
                    owned.setdefault(owner, []).append(number)
        for numbers in owned.values():
            numbers.sort(key=lambda n: self._rank(self.dates[n]))
        return owned

    def _governors(self, date: TimeExpression, claims: list[tuple[int, str]]) -> list[int]:
        """The events that have a time as argument.

        Of the verbs that only the model gives it, those that stand nearer to it than grammar's, else the
        surest one.
        """
        grammar = [number for number, why in claims if not why.endswith("by the model")]
        verbs = [n for n, _why in claims if n not in grammar and self.pairs[n][0].pos == "verb"]
        nouns = [n for n, _why in claims if n not in grammar and n not in verbs]
        if not grammar:
            return nouns + sorted(verbs, key=lambda n: -self._edge(date, n))[:1]
        anchors = [self.pairs[n][0].anchor.i for n in grammar]
        near = [n for n in verbs if any(
            a < self.pairs[n][0].anchor.i < date.start or date.start < self.pairs[n][0].anchor.i < a
            for a in anchors)]  # fmt: skip
        return grammar + near + nouns

    def _owners(self, date: TimeExpression, given: list[int]) -> list[int]:
        """The owners that the parse gives, put right by word order and tense, each once."""
        tree = self.tree
        out: dict[int, None] = {}
        for owner in given:
            beside = self._beside(date, owner)
            if beside is not None and tree.head(self.pairs[beside][0].anchor).i in self._dated:
                out[beside] = None  # "sales rose in the quarter ended 30 June": both
            elif beside is not None:
                owner = beside
            mended = self._by_order(date, owner)
            if self.clashes(date, mended):
                others = self._before(date, mended) or self._above(date, mended)
                out.update(dict.fromkeys(others))
                continue
            nouns = self._rather(date, mended)
            if nouns is not None:
                out.update(dict.fromkeys(nouns))
                continue
            out[mended] = None
            verb = self._verb_of(date, mended)
            if verb is not None and not self.clashes(date, verb):
                out[verb] = None
        return list(out)

    def _edge(self, date: TimeExpression, owner: int) -> float:
        """How sure the model is that a time is that of an event, from 0 to 1."""
        return max(
            (self._edges.get(index, {}).get(owner, 0.0) for index in range(date.start, date.end)), default=0.0
        )

    def marker_behind(self, date: TimeExpression) -> Token | None:
        """The marker that a duration measures: the "after" of "two days after the raid"."""
        if date.type != "DURATION" or date.end >= len(self.tree.tokens):
            return None
        marker = self.tree.tokens[date.end]
        found = marker.lower_ in {"after", "before", "since", "following"} and not self.tree.is_root(marker)
        return marker if found and self.tree.rel(marker) in {"case", "mark"} else None

    def _rank(self, date: TimeExpression) -> tuple[bool, bool, bool, int]:
        # A point in time is when it happened, a duration only says how long.
        preposition = self.tree.preposition(head_in(self.tree, date))
        return (
            not is_point(date),
            not is_dated(date),
            preposition in time_words().comparing or preposition == "from",
            date.start,
        )

    def _possible(self, date: TimeExpression, owner: int) -> bool:
        predicate = self.pairs[owner][0]
        preposition = self.tree.preposition(head_in(self.tree, date))
        inner = self.tree.head(head_in(self.tree, date)).i in self._dated  # "the first half of 2013"
        if preposition in time_words().comparing and predicate.pos != "noun" and not inner:
            # "Up 4 % over 2013" compares, "closed over the weekend" does not.
            level = predicate.lemma in time_words().levels or predicate.pos == "adj"
            if preposition != "over" or (level and self._edge(date, owner) < SURE):
                return False
        if preposition == "from" and predicate.lemma in predicates().unaccusative:
            return False
        return not (predicate.pos == "noun" and preposition == "since" and self._is_superlative(predicate))

    def _compared(self, date: TimeExpression) -> Token | None:
        """The word that makes a time that of what something is compared with, None where none does.

        "Rose to $5 million [from] $3 million a year ago", "lower [than] in May".
        """
        tokens = self.tree.tokens
        for index in range(date.start - 1, max(date.start - _NEAR, -1), -1):
            token = tokens[index]
            if token.is_sent_start and index + 1 < date.start and token.lower_ not in _COMPARING:
                return None
            if token.lower_ in _COMPARING:
                if self._is_of_number(token, date):
                    continue
                amount = index + 1 < date.start and any(
                    t.like_num or t.is_currency for t in tokens[index + 1 : index + 3]
                )
                return token if token.lower_ in {"than", "versus", "compared"} or amount else None
            if token.pos_ in {"VERB", "AUX"} or token.lower_ in {";", "."}:
                return None
        return None

    def _is_of_number(self, than: Token, date: TimeExpression) -> bool:
        """The "than" of "more than 40 villages" compares no time."""
        tokens = self.tree.tokens
        if than.lower_ != "than" or not than.i or than.i + 1 >= date.start:
            return False
        number = tokens[than.i + 1]
        return tokens[than.i - 1].tag_ in {"JJR", "RBR"} and (number.like_num or number.is_currency)

    def _is_of_adjective(self, date: TimeExpression) -> bool:
        """ "Bonds due May 5", "the rules effective in June": when that holds, not when they are sold."""
        head = self.tree.head(head_in(self.tree, date))
        return head.pos_ == "ADJ" and head.i < date.start and head.i not in self.by_token

    def _is_superlative(self, predicate: Predicate) -> bool:
        """ "The deadliest flood since 2017", "the first strike since May": that was another one."""
        return any(
            t.tag_ in {"JJS", "RBS"} or t.lower_ in {"first", "second", "only"}
            for t in self.tree.children(predicate.token, "amod", "compound", "nummod")
        )

    def _climb(self, date: TimeExpression) -> list[int]:
        """The nearest predicate above an expression that no argument holds."""
        tree, words = self.tree, time_words()
        token = first = head_in(tree, date)
        preposition = tree.preposition(token)
        for _step in range(_STEPS):
            rel, parent = tree.rel(token), tree.head(token)
            if parent.i == token.i:
                return self._continued(date) if token.i == first.i else []
            owner = self.by_token.get(parent.i)
            if owner is not None:
                predicate = self.pairs[owner][0]
                if token.i == first.i and rel.startswith("nsubj"):
                    # "an official Monday said": two subjects, of which one is a time
                    named = is_dated(date) and any(s.i < date.start for s in tree.subjects(parent))
                    return [owner] if named or predicate.lemma in words.witnessing else []
                if rel.startswith("nsubj") and self._tells_of(predicate, token):
                    return [owner]
                if token.i != first.i and preposition in _INNER and self._only_holds(predicate):
                    return []
                if token.i != first.i and preposition == "":
                    inside = tree.preposition(token) == "in" and predicate.action in words.levels
                    if inside and predicate.pos == "noun":
                        return [owner]  # "a drop in June sales"
                leaves = token.i == first.i or (first.i > token.i and preposition not in _BOUND)
                return [owner] if leaves else []
            if parent.pos_ in {"VERB", "AUX", "ADJ"} or rel in _CLAUSES:
                return []  # a clause without an event of its own
            token = parent
        return []

    def _continued(self, date: TimeExpression) -> list[int]:
        """The main verb of the sentence before, where it was cut off in front of a time.

        Boundaries are a model's: no full stop and no new line there means that the sentence goes on.
        """
        tokens = self.tree.tokens
        start = self.tree.sentence(tokens[date.start])[0]
        if start == 0 or date.start > start + 1:
            return []
        token = tokens[start - 1]
        if token.is_punct or token.is_space or token.is_sent_start:
            return []
        for above in (token, *self.tree.ancestors(token)):
            if self.tree.is_root(above) and above.i in self.by_token:
                return [self.by_token[above.i]]
        return []

    def _only_holds(self, predicate: Predicate) -> bool:
        """ "Expects sales [in the next quarter]": the time of what is expected or told."""
        return predicate.kind in {"speech", "state"} and predicate.lemma != "have"

    def _by_order(self, date: TimeExpression, owner: int) -> int:
        """The owner that word order demands in the place of the one that the parse gives."""
        tree = self.tree
        clause = self.pairs[owner][0].anchor
        governor, rel = tree.head(clause), tree.rel(clause)
        told = self.by_token.get(governor.i)
        reported = told is not None and (rel == "ccomp" or (rel == "parataxis" and self._is_speech(told)))
        if reported and governor.i < date.start and self._before_clause(date, clause):
            return self.by_token[governor.i]
        if clause.tag_ == "VB" and date.start > clause.i and self._is_over(date):
            decided = self._decision(clause)
            if decided is not None:
                return decided
        infinitive = next(
            (c for c in tree.children(clause, "xcomp") if c.i in self.by_token and c.i >= date.end), None
        )
        if infinitive is not None and is_dated(date):
            wanted = self.by_token[infinitive.i]
            ahead = clause.i < date.start and (date.date_from or "") > self.published
            ahead = ahead or tree.preposition(head_in(tree, date)) == "by"
            if ahead and self.pairs[wanted][1].certainty != "certain" and self._is_present(clause):
                return wanted
        return owner

    def _beside(self, date: TimeExpression, owner: int) -> int | None:
        """The verb or event noun that a time stands right behind, if the owner stands elsewhere.

        "To calm the markets, saying on Friday ..."; "after the vote Friday the crowd left". An infinitive is
        left out: in "agreed to sell on Friday" word order does not tell.
        """
        tree, tokens = self.tree, self.tree.tokens
        head = head_in(tree, date)
        if not is_dated(date) or tree.rel(head) in _WITHIN or tree.head(head).i == date.end:
            return None  # "said Friday's vote ...", "reported third-quarter sales"
        markers = tree.prepositions(head)
        index = min([date.start, *(m.i for m in markers)]) - 1
        if index < 0 or tree.sentence(tokens[index]) != tree.sentence(tokens[date.start]):
            return None
        number = self.by_token.get(index)
        if number is None or number == owner:
            return None
        behind, anchor = self.pairs[number][0], self.pairs[owner][0].anchor
        if behind.pos == "verb":
            finite = tokens[index].tag_ != "VB" or tree.child(tokens[index], "aux") is not None
            return number if finite and anchor.i != index else None
        return number if behind.pos == "noun" and not markers and anchor.i > date.start else None

    def _before_clause(self, date: TimeExpression, clause: Token) -> bool:
        """Whether a time stands before the subject, or the "that", of the clause it is attached to."""
        marks, subjects = self.tree.children(clause, "mark"), self.tree.subjects(clause)
        if marks:
            return date.end <= marks[0].i
        return bool(subjects) and date.end <= self.tree.span(subjects[0])[0]

    def _is_over(self, date: TimeExpression) -> bool:
        return bool(self.published) and is_point(date) and bool(date.date_to) and (
            (date.date_to or "") <= self.published
        )  # fmt: skip

    def _decision(self, infinitive: Token) -> int | None:
        """The past decision that an infinitive depends on: "voted to support", "an offer to buy" made."""
        tree = self.tree
        if tree.rel(infinitive) not in {"xcomp", "advcl", "acl"} or tree.mark(infinitive) not in {"to", ""}:
            return None
        governor = tree.head(infinitive)
        if tree.rel(infinitive) != "acl":
            number = self.by_token.get(governor.i)
            if number is None or self.pairs[number][0].lemma not in time_words().deciding:
                return None
            return number if governor.tag_ == "VBD" else None
        for ancestor in (governor, tree.head(governor)):
            if ancestor.tag_ == "VBD" and ancestor.i in self.by_token:
                return self.by_token[ancestor.i]
        return None

    def _is_present(self, verb: Token) -> bool:
        """Whether a verb form is present: "plans", "is expected", not "had been due"."""
        helpers = self.tree.children(verb, "aux", "aux:pass", "cop")
        finite = helpers[0] if helpers else verb
        return finite.tag_ in {"VBZ", "VBP"} and not any(h.lemma_ == "have" for h in helpers)
