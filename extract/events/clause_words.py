"""What the words of a clause itself say of it: tense, modals, negation, hedges, mood."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.events.lexicon import predicates
from extract.events.time_of import time_of_dates
from extract.knowledge import load_yaml
from extract.ontology.complements import effect_of

_MODALS_POSSIBLE = frozenset({"may", "might"})
_MODALS_ABILITY = frozenset({"can", "could", "ca", "can't", "cannot"})
_MODALS_NOW = frozenset({"can", "ca", "cannot"})
_MODALS_DUTY = frozenset({"must", "should", "ought", "shall"})
_MODALS_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "wo n't"})
_FINITE_PAST = frozenset({"VBD"})
_FINITE_PRESENT = frozenset({"VBZ", "VBP"})
FINITE = _FINITE_PAST | _FINITE_PRESENT
UNDER_FUTURE = "a time clause under a future clause"
_NEGATIVE_WORDS = frozenset({"nobody", "nothing", "none", "neither", "no-one", "nowhere"})


class State(NamedTuple):
    """The factuality of one event; the words are those of the output columns."""

    polarity: str = "positive"
    certainty: str = "certain"
    modality: str = "none"
    tense: str = "past"
    why: tuple[str, ...] = ()

    def because(self, reason: str) -> State:
        return self._replace(why=(*self.why, reason))

    def negated(self) -> State:
        return self._replace(polarity="negative" if self.polarity == "positive" else "positive")

    def at_most(self, certainty: str) -> State:
        """Lower the certainty to a level, never raise it."""
        order = ("certain", "probable", "possible")
        return (
            self
            if order.index(self.certainty) >= order.index(certainty)
            else self._replace(certainty=certainty)
        )


@cache
def words(key: str) -> frozenset[str]:
    """A word list of factuality.yaml."""
    return frozenset(cast(list[str], load_yaml("factuality.yaml")[key]))


class ClauseWords:
    """Reads one clause's own words; what stands around it is `Factuality`'s."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._questions: dict[int, int] = {}  # by a sentence's first token its question mark, or -1
        self._titles = [(r.start_char, r.end_char) for r in tree.doc._.ew_layout or () if r.part == "title"]

    def in_title(self, token: Token) -> bool:
        """Whether a token stands in the article's title."""
        return any(start <= token.idx < end for start, end in self._titles)

    def _shares_auxiliaries(self, head: Token, first: Token) -> bool:
        """Whether a conjunct stands under the auxiliaries of the first: "will come and take"."""
        tree = self.tree
        if tree.subjects(head) or tree.children(head, "aux", "aux:pass", "cop", "mark"):
            return False
        if not tree.is_clause(first) or not tree.children(first, "aux", "aux:pass"):
            return False
        return head.tag_ == first.tag_ or {head.tag_, first.tag_} <= {"VBN", "VBD"}

    def _perfect(self, head: Token) -> bool:
        return any(c.lemma_ == "have" for c in self.tree.children(head, "aux"))

    def _own(self, head: Token, state: State) -> State:
        """Add a clause's own tense, modals, negation, mood and hedges to what it inherits."""
        tree = self.tree
        auxiliaries = [*tree.children(head, "aux", "aux:pass", "cop")]
        if tree.rel(head) == "conj" and self._shares_auxiliaries(head, tree.conjunct_before(head)):
            # has it all from the first conjunct, save a negation of its own: "was robbed, not bombed"
            return state.negated().because("negated") if tree.is_negated(head) else state
        state = self._tensed(head, auxiliaries, state)
        state = self._modal(head, auxiliaries, state)
        if self._negative(head):
            backshifted = tree.rel(head) == "ccomp" and tree.head(head).tag_ in {"VBD", "VBN"}
            never = any(c.lower_ == "never" for c in tree.children(head, "advmod"))
            state = self._under_negation(auxiliaries, state, backshifted, never)
        for adverb in tree.children(head, "advmod") if "advmod" in tree.below(head) else ():
            level = predicates().hedges.get(adverb.lower_)
            if level is not None:
                state = state.at_most(level).because(f"{adverb.text!r}")
        return self._mood(head, state)

    def _tensed(self, head: Token, auxiliaries: list[Token], state: State) -> State:
        tags = [head.tag_, *(a.tag_ for a in auxiliaries)]
        forms = {a.lower_ for a in auxiliaries}
        if forms & _MODALS_FUTURE or self._going_to(head):
            return state._replace(tense="future")
        if self.tree.mark(head) == "to" and state.tense and not auxiliaries:
            return state  # an infinitive has the time that its governor gives it, however tagged
        has = any(a.lemma_ == "have" for a in auxiliaries)
        if "MD" in tags:
            if has or ("could" in forms and self._negative(head)):  # "may have", "could not"
                return state._replace(tense="past")
            return state._replace(tense="present" if forms & _MODALS_NOW else "future")
        if self._is_to(head):
            return state._replace(tense="future")
        if state.modality == "conditional" and state.tense:
            return state  # "if it opens", "would close if prices doubled": a tense of form alone
        if "VBD" in tags:
            return state._replace(tense="past")
        if has and head.tag_ != "VBG":  # "has sold", "has been able"; not "has been selling"
            return state._replace(tense="past")
        if "VBZ" in tags or "VBP" in tags:
            if UNDER_FUTURE in state.why:
                return state  # "when it opens": a present of form alone
            return state._replace(tense=self._of_present(head, auxiliaries))
        if state.tense:
            return state
        return state._replace(tense="past" if head.tag_ == "VBN" else "present")

    def _of_present(self, head: Token, auxiliaries: list[Token]) -> str:
        """The time of a present tense: another than now with a date or in a title.

        "The trial opens on Monday" is future; a title tells of the past ("Storm kills three"), save
        where it says how things are or what somebody says.
        """
        dates = [c for c in self.tree.children(head, "obl", "advmod", "nmod") if self._points(c)]
        lemma = head.lemma_.lower()
        found = "" if lemma in predicates().stative else time_of_dates(head.doc, dates)
        if found:
            return found
        effect = effect_of(lemma, "verb", "that")
        # "says it will", "denies taking": how somebody stands to it; "rejects plea": what he did
        content = self.tree.child(head, "ccomp", "xcomp") or self.tree.child(head, "obj") is None
        tells = effect is None or not effect.positive.attributed or not content
        standing = predicates().stative | words("standing")
        eventive = tells and lemma not in standing and head.pos_ == "VERB"
        return "past" if eventive and not auxiliaries and self.in_title(head) else "present"

    def _points(self, nominal: Token) -> bool:
        """Whether a nominal may name the point in time of its clause, by its preposition."""
        return self.tree.preposition(nominal) in {"", "on", "in", "at", "during", "from"}

    def _is_to(self, head: Token) -> bool:
        """Whether a finite "be" stands before the infinitive: "is to open", "was to be held"."""
        if self.tree.mark(head) != "to":
            return False
        auxiliaries = self.tree.children(head, "aux", "aux:pass", "cop")
        return any(a.lemma_ == "be" and a.tag_ in FINITE and a.i + 1 < head.i for a in auxiliaries)

    def _yet_to(self, head: Token) -> bool:
        """ "has yet to sign", "is yet to be seen": not so far."""
        if self.tree.mark(head) != "to":
            return False
        start = max(self.tree.sentence(head)[0], head.i - 5)
        before = [t.lower_ for t in self.tree.tokens[start : head.i]]
        return ("yet", "to") in pairwise(before)

    def _going_to(self, head: Token) -> bool:
        governor = self.tree.head(head)
        return (
            self.tree.rel(head) == "xcomp"
            and governor.lower_ in {"going", "gon", "about", "set"}
            and (governor.lower_ != "going" or self.tree.mark(head) == "to")
        )

    def _meant(self, head: Token) -> bool:
        """Whether what is going to happen is somebody's doing: not "prices are going to rise"."""
        subjects = self.tree.subjects(head) or self.tree.subjects(self.tree.head(head))
        verb = head.pos_ == "VERB" and not self.tree.is_passive(head)
        things = any(s.lower_ in {"it", "this", "that", "there", "what"} for s in subjects)
        person = any(s.pos_ in {"PRON", "PROPN"} for s in subjects) and not things
        lemma = head.lemma_.lower()
        undergone = lemma in predicates().unaccusative and not person
        return verb and not things and not undergone and lemma not in predicates().stative

    def _inverted(self, head: Token) -> bool:
        """Whether should, had or were stands before the subject and opens the clause."""
        subjects = self.tree.subjects(head)
        if not subjects or self.tree.rel(head) != "advcl":
            return False
        auxiliary = self.tree.tokens[self.tree.span(head)[0]]
        return auxiliary.lower_ in {"should", "had", "were"} and auxiliary.i < subjects[0].i

    def _modal(self, head: Token, auxiliaries: list[Token], state: State) -> State:
        tree = self.tree
        forms = [a.lower_ for a in auxiliaries]
        perfect = any(a.lemma_ == "have" for a in auxiliaries)
        if self._yet_to(head):
            return State("negative", "certain", "none", "past", (*state.why, "'yet to'"))
        if self._going_to(head):
            modality = "intention" if self._meant(head) else state.modality
            return state.at_most("probable")._replace(modality=modality).because("'going to'")
        if state.modality != "conditional" and (self._is_to(head) or self._title_infinitive(head)):
            planned = state._replace(certainty="probable", modality="intention", tense="future")
            return planned.because("'is to', or the infinitive of a title")
        for form in forms:
            if form in _MODALS_FUTURE:
                return state.at_most("probable").because(f"{form!r}")
            if form in _MODALS_POSSIBLE or (form == "could" and perfect):
                return state.at_most("possible").because(f"{form!r}")
            if form in _MODALS_ABILITY:
                return state.at_most("possible")._replace(modality="ability").because(f"{form!r}")
            if form in _MODALS_DUTY and state.modality != "conditional":
                if perfect and form in {"should", "ought"}:  # "should have come": did not
                    return State(
                        "negative", "certain", "counterfactual", "past", (*state.why, f"'{form} have'")
                    )
                if form == "shall":
                    return state.at_most("probable").because(f"{form!r}")
                return state.at_most("possible")._replace(modality="command").because(f"{form!r}")
            if form in {"would", "'d", "’d"} and any(
                a.tag_ == "MD" and a.lower_ == form for a in auxiliaries
            ):
                if perfect:
                    return State(
                        "negative", "certain", "counterfactual", "past", (*state.why, "'would have'")
                    )
                conditional = any(
                    {"if", "unless"} & set(tree.mark(c).split()) or self._inverted(c)
                    for c in tree.children(head, "advcl")
                )
                if conditional:
                    return (
                        state.at_most("possible")
                        ._replace(modality="conditional", tense="future")
                        .because("'would' with a condition")
                    )
                return state.at_most("probable").because(f"{form!r}")
        return state

    def _title_infinitive(self, head: Token) -> bool:
        """ "Council to close school": in a title an infinitive behind the first noun is the future."""
        if self.tree.mark(head) != "to" or not self.in_title(head):
            return False
        governor = self.tree.head(head)
        if self.tree.subjects(head):
            return self.tree.is_root(head)
        known = effect_of(governor.lemma_.lower(), "noun") is not None
        return self.tree.rel(head).startswith("acl") and self.tree.is_root(governor) and not known

    def _negative(self, head: Token) -> bool:
        tree = self.tree
        if tree.is_negated(head):
            return True
        below = tree.below(head)
        for adverb in tree.children(head, "advmod") if "advmod" in below else ():
            no_longer = adverb.lower_ == "longer" and adverb.i and adverb.nbor(-1).lower_ == "no"
            if no_longer or adverb.lower_ in words("negative_adverbs"):
                return True
            degree = head.lemma_.lower() in words("by_degree")
            if adverb.lower_ in words("almost") and not degree and head.pos_ == "VERB" and adverb.i < head.i:
                return True
        if self._all_but(head):
            return True
        if tree.rel(head) == "acl:relcl" and tree.head(head).lower_ == "nothing":
            # "there was nothing that the crew could do"; not "nothing that he said"
            return any(aux.lower_ in {"can", "could"} for aux in tree.children(head, "aux"))
        return any(self._no(child) for child in tree.children(head, "nsubj", "nsubj:pass", "obj"))

    def _all_but(self, head: Token) -> bool:
        """Whether "all but" stands before a participle, by the words: "had all but officially agreed"."""
        if head.tag_ not in {"VBN", "VBD"}:
            return False
        nearby = self.tree.tokens[max(self.tree.sentence(head)[0], head.i - 4) : head.i]
        before = [t for t in nearby if t.pos_ != "ADV" or t.lower_ == "all"]
        return [t.lower_ for t in before[-2:]] == ["all", "but"]

    def _no(self, noun: Token) -> bool:
        if noun.lower_ in _NEGATIVE_WORDS:
            return True
        determiners = self.tree.children(noun, "det", "cc:preconj", "advmod")
        return any(c.lower_ in {"no", "neither"} for c in determiners)

    def _under_negation(
        self, auxiliaries: list[Token], state: State, backshifted: bool, never: bool
    ) -> State:
        forms = {a.lower_ for a in auxiliaries}
        if forms & {"could", "can", "ca", "cannot"}:
            return State("negative", "certain", "ability", state.tense, (*state.why, "'could not'"))
        if "would" in forms and state.modality == "none":
            if backshifted or never:  # "said it would not sell": a forecast of then; "would never"
                return state._replace(polarity="negative", tense="future").because("'would not', a forecast")
            # "would not comment": a refusal, not a forecast
            return State("negative", "certain", "none", "past", (*state.why, "'would not': a refusal"))
        if state.modality == "counterfactual":
            return state._replace(polarity="positive")
        return state.negated().because("negated")

    def _mood(self, head: Token, state: State) -> State:
        tree = self.tree
        top = tree.rel(head) in {"root", "parataxis"} or (
            tree.rel(head) == "conj" and tree.is_root(tree.first_conjunct(head))
        )
        quoted = tree.rel(head) == "ccomp" and tree.mark(head) == ""
        if not (top or quoted):
            return state
        reports = top and head.tag_ in FINITE and tree.child(head, "ccomp") is not None
        if reports and not self._asked(head):
            return state  # the question mark belongs to what is reported
        if self._in_question(head) and (top or self._before_question(head)):
            return state.at_most("possible")._replace(modality="question").because("question")
        auxiliaries = tree.children(head, "aux", "aux:pass", "cop")
        if (
            head.tag_ == "VB"
            and not auxiliaries
            and not tree.subjects(head)
            and tree.mark(head) == ""
            and tree.rel(head) != "conj"
            and (top or self._quoted(head))
        ):
            return (
                state.at_most("possible")._replace(modality="command", tense="future").because("imperative")
            )
        bare = head.tag_ == "VB" and not tree.subjects(head) and tree.rel(head) != "conj"
        if bare and top and any(a.lemma_ == "do" for a in auxiliaries):
            return (
                state.at_most("possible")._replace(modality="command", tense="future").because("imperative")
            )
        return state

    def _quoted(self, head: Token) -> bool:
        """Whether a clause is direct speech: before its cue, or behind a quotation mark."""
        start = self.tree.span(head)[0]
        tokens = self.tree.tokens
        opened = start > 0 and tokens[start - 1].is_quote
        return head.i < self.tree.head(head).i or opened or tokens[start].is_quote

    def _asked(self, head: Token) -> bool:
        """Whether a clause has the order of a question: a wh-word or an auxiliary before its subject."""
        subjects = self.tree.subjects(head)
        fronted = self.tree.children(head, "aux", "advmod", "obj", "nsubj")
        return any(
            (t.tag_ in {"WRB", "WP", "WDT"} and t.i < head.i)
            or (t.pos_ == "AUX" and subjects and t.i < subjects[0].i)
            for t in fronted
        )

    def _in_question(self, head: Token) -> bool:
        """Whether a clause's sentence ends in a question mark that is quoted only if the clause is."""
        start, end = self.tree.sentence(head)
        tokens = self.tree.tokens
        if start not in self._questions:
            last = end - 1
            while last >= start and not tokens[last].text.rstrip(" \n\"'”’)"):
                last -= 1
            asks = last >= start and tokens[last].text.rstrip(" \n\"'”’)").endswith("?")
            self._questions[start] = last if asks else -1
        mark = self._questions[start]
        return mark >= 0 and sum(token.is_quote for token in tokens[head.i : mark]) % 2 == 0

    def _before_question(self, head: Token) -> bool:
        tokens, last = self.tree.tokens, self.tree.subtree(head)[-1]
        after = last.i + 1
        return last.text == "?" or (after < len(tokens) and tokens[after].text == "?")
