"""Whether an event happened, as seen by its nearest source: polarity, certainty, modality, tense.

Factuality is read along the path from the event up to the clause of its source, in the manner of
FactBank (Saurí & Pustejovsky 2009): each governor passes on what it says of its complement
(complement_verbs.yaml: implicatives, attempts, intentions ...; Karttunen 1971; Nairn et al. 2006),
each clause adds its own negation, modals, mood and hedges. Tense is relative to publication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.events.fillers import governor_effect, is_complement
from extract.events.lexicon import predicates
from extract.ontology.complements import ComplementEffect

_MODALS_POSSIBLE = frozenset({"may", "might"})
_MODALS_ABILITY = frozenset({"can", "could", "ca", "can't", "cannot"})
_MODALS_DUTY = frozenset({"must", "should", "ought", "shall"})
_MODALS_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "wo n't"})
_FINITE_PAST = frozenset({"VBD"})
_FINITE_PRESENT = frozenset({"VBZ", "VBP"})
_NEGATIVE_WORDS = frozenset({"nobody", "nothing", "none", "neither", "no-one", "nowhere"})
_ASKING = frozenset(
    ("ask wonder know see doubt decide determine check tell say consider question sure clear").split()
)
# Effects that give the view of the one who says or thinks it.
_OWN_VIEW = frozenset({"reported", "believed", "denied", "doubted", "factive"})
_DEPTH = 25


@dataclass(frozen=True)
class State:
    """The factuality of one event; the words are those of the output columns."""

    polarity: str = "positive"
    certainty: str = "certain"
    modality: str = "none"
    tense: str = "past"
    why: tuple[str, ...] = ()

    def because(self, reason: str) -> State:
        return replace(self, why=(*self.why, reason))

    def negated(self) -> State:
        return replace(self, polarity="negative" if self.polarity == "positive" else "positive")

    def at_most(self, certainty: str) -> State:
        """Lower the certainty to a level, never raise it."""
        order = ("certain", "probable", "possible")
        return (
            self
            if order.index(self.certainty) >= order.index(certainty)
            else replace(self, certainty=certainty)
        )


class Factuality:
    """Computes the state of predicates in one Tree; answers for clauses are remembered."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._states: dict[int, State] = {}

    # -- clauses -------------------------------------------------------------------------

    def clause(self, head: Token, depth: int = 0) -> State:
        """The state of a clause by its head (verb, or predicate of a copula)."""
        if head.i in self._states:
            return self._states[head.i]
        self._states[head.i] = State()  # a cycle is certain and positive
        state = self._own(head, self._inherited(head, depth))
        self._states[head.i] = state
        return state

    def _inherited(self, head: Token, depth: int) -> State:
        """What the governor says of this clause, before the clause's own words."""
        tree = self.tree
        if depth > _DEPTH or tree.is_root(head):
            return State(tense="")
        rel, governor = tree.rel(head), tree.head(head)
        if rel == "conj":
            return self._of_conjunct(head, depth)
        if rel in {"ccomp", "xcomp", "advcl", "acl", "obl"} and self._presupposed(head):
            return State(tense="").because("'why', 'how', 'where': taken as given")
        if rel == "advcl:relcl" and governor.tag_ in {"WRB", "WP"}:
            return State(tense="").because(f"{governor.text!r}: taken as given")
        if rel in {"advcl", "advcl:relcl"} and not is_complement(tree, head):
            return self._of_adverbial(head, governor, depth)
        complements = {"xcomp", "ccomp", "csubj", "csubj:pass", "obl", "nsubj", "obj", "advcl"}
        if rel in complements and self._governs(governor):
            return self._of_complement(head, governor, depth)
        if rel == "acl" and tree.mark(head) in {"to", "of", "that", "about", "for", "from"}:
            return self._of_noun_clause(head, governor, depth)
        if rel in {"acl", "acl:relcl"} and head.tag_ in {"VBG", "VBN"} and not tree.children(head, "aux"):
            base = self._ground(governor, depth)
            return State(tense=base.tense or "present" if head.tag_ == "VBG" else "past")
        if rel in {"parataxis"}:
            return State(tense="")
        return State(tense=self._ground(governor, depth).tense if head.tag_ in {"VB", "VBG", "VBN"} else "")

    def _governs(self, token: Token) -> bool:
        return self.tree.is_clause(token) or token.pos_ in {"ADJ", "VERB"}

    def _ground(self, token: Token, depth: int) -> State:
        """The state of the clause that a token stands in."""
        for node in (token, *self.tree.ancestors(token)):
            if self.tree.is_clause(node):
                return self.clause(node, depth + 1)
        return State(tense="")

    def _of_conjunct(self, head: Token, depth: int) -> State:
        tree = self.tree
        first = tree.conjunct_before(head)
        if not tree.is_clause(first) or first.i == head.i:
            return State(tense="")
        if self._shares_auxiliaries(head, first):
            # "will come and take", "did not come or take": one auxiliary, one negation for both
            return self.clause(first, depth + 1)
        inherited = self._inherited(first, depth + 1)
        return replace(inherited, tense=inherited.tense if head.tag_ in {"VB", "VBG", "VBN"} else "")

    def _inverted(self, head: Token) -> bool:
        """Whether should, had or were stands before the subject and opens the clause."""
        first = self.tree.span(head)[0]
        auxiliary = head.doc[first]
        subjects = self.tree.subjects(head)
        return (
            auxiliary.lower_ in {"should", "had", "were"} and bool(subjects) and auxiliary.i < subjects[0].i
        )

    def _shares_auxiliaries(self, head: Token, first: Token) -> bool:
        """Whether a conjunct stands under the auxiliaries of the first: "will come and take"."""
        tree = self.tree
        if tree.subjects(head) or tree.children(head, "aux", "aux:pass", "cop", "mark"):
            return False
        if not tree.is_clause(first) or not tree.children(first, "aux", "aux:pass"):
            return False
        return head.tag_ == first.tag_ or {head.tag_, first.tag_} <= {"VBN", "VBD"}

    def _of_adverbial(self, head: Token, governor: Token, depth: int) -> State:
        tree = self.tree
        mark = tree.mark(head)
        base = self._ground(governor, depth)
        if mark in {
            "if",
            "unless",
            "provided",
            "in case",
            "in the event",
            "whether",
            "as long as",
            "even if",
            "lest",
        }:
            return self._conditional(head)
        if mark == "without" or (mark == "instead of") or mark == "rather than":
            return State(polarity="negative", tense=base.tense).because(f"{mark!r}")
        purpose = mark in {"to", "in order to", "so as to", "so that"} and head.tag_ != "VBG"
        if purpose or (mark == "" and head.tag_ == "VB"):
            return State(certainty="possible", modality="intention", tense=base.tense).because("purpose")
        if mark == "" and self._inverted(head):  # "should the court strike it", "had they known"
            return self._conditional(head)
        finite = any(
            c.tag_ in _FINITE_PAST | _FINITE_PRESENT | {"MD"} for c in tree.children(head, "aux", "aux:pass")
        )
        if head.tag_ in {"VBG", "VBN", "VB"} and not finite:
            return replace(base, why=())
        return State(tense="")

    def _conditional(self, head: Token) -> State:
        tree = self.tree
        if head.tag_ == "VBN" and any(c.lower_ in {"had", "'d", "’d"} for c in tree.children(head, "aux")):
            return State("negative", "certain", "counterfactual", "past").because(
                "if-clause in the past perfect"
            )
        return State(certainty="possible", modality="conditional", tense="future").because("if-clause")

    def _of_complement(self, head: Token, governor: Token, depth: int) -> State:
        tree = self.tree
        outer = self.clause(governor, depth + 1)
        if tree.mark(head) == "if" and not self._asks(governor):
            return self._conditional(head)
        if tree.mark(head) in {"if", "whether"}:
            return State(certainty="possible", modality="question", tense="").because("indirect question")
        if governor.lemma_ == "have" and governor.tag_ in {"VBD", "VBN"} and outer.polarity == "positive":
            return replace(outer, why=("'had to': it was done",))
        effect = governor_effect(tree, governor, head)
        if effect is None:
            if tree.rel(head) == "xcomp" and head.tag_ != "VBN":
                return replace(outer, why=())
            return State(tense=outer.tense if head.tag_ in {"VBG", "VB"} else "")
        return self._apply(effect, outer, head)

    def _asks(self, governor: Token) -> bool:
        return governor.lemma_.lower() in _ASKING

    def _presupposed(self, head: Token) -> bool:
        """Whether a clause follows why, how, where, when or what: its content is taken as given."""
        if head.tag_ == "VB":
            return False
        words = self.tree.children(head, "advmod", "obj", "obl", "nsubj")
        return any(w.tag_ in {"WRB", "WP", "WDT"} and w.i < head.i for w in words)

    def _of_noun_clause(self, head: Token, noun: Token, depth: int) -> State:
        base = self._ground(noun, depth)
        if self._no(noun) and noun.lemma_.lower() in predicates().evidence_nouns:
            return State("negative", "possible", tense="").because(f"no {noun.text}")
        effect = governor_effect(self.tree, noun, head)
        if effect is not None:
            return self._apply(effect, base, head)
        if head.tag_ == "VB":
            return State(certainty="possible", modality="intention", tense=base.tense).because(
                f"infinitive of {noun.text!r}"
            )
        if noun.lemma_.lower() in predicates().open_nouns:
            return State(certainty="possible", tense="").because(f"{noun.text!r}")
        if head.tag_ == "VBG":  # "did something about closing it": as certain as its clause
            return replace(base, why=(f"through {noun.text!r}",))
        return State(tense="")

    def _apply(self, effect: ComplementEffect, outer: State, head: Token) -> State:
        """The state of a complement under an effect, given the state of its governor."""
        negative = outer.polarity == "negative"
        said = effect.negative if negative else effect.positive
        name = effect.when_negated if negative and effect.when_negated else effect.effect
        why = (f"{effect.lemma!r}: {name}{' (negated)' if negative else ''}",)
        finite = head.tag_ in _FINITE_PAST | _FINITE_PRESENT
        tense = "" if finite else outer.tense
        if said.modality == "intention" or name in {"expected", "unexpected"}:
            tense = "future" if not finite and not self._perfect(head) else ""
        if name == "asserted" and not negative:
            return replace(outer, why=why, tense=tense)
        state = State(said.polarity, said.certainty, said.modality, tense, why)
        if name in _OWN_VIEW:
            return state  # as its source sees it, however sure the report
        if outer.modality != "none" and state.modality == "none":
            state = replace(state, modality=outer.modality)
        return state.at_most(outer.certainty)

    def _perfect(self, head: Token) -> bool:
        return any(c.lemma_ == "have" for c in self.tree.children(head, "aux"))

    def _own(self, head: Token, state: State) -> State:
        """Add a clause's own tense, modals, negation, mood and hedges to what it inherits."""
        tree = self.tree
        auxiliaries = [*tree.children(head, "aux", "aux:pass", "cop")]
        if tree.rel(head) == "conj" and self._shares_auxiliaries(head, tree.conjunct_before(head)):
            return state  # has it all from the first conjunct
        state = self._tensed(head, auxiliaries, state)
        state = self._modal(head, auxiliaries, state)
        if self._negative(head):
            state = self._under_negation(auxiliaries, state)
        for adverb in tree.children(head, "advmod"):
            level = predicates().hedges.get(adverb.lower_)
            if level is not None:
                state = state.at_most(level).because(f"{adverb.text!r}")
        return self._mood(head, state)

    def _tensed(self, head: Token, auxiliaries: list[Token], state: State) -> State:
        tags = [head.tag_, *(a.tag_ for a in auxiliaries)]
        forms = {a.lower_ for a in auxiliaries}
        if forms & _MODALS_FUTURE or self._going_to(head):
            return replace(state, tense="future")
        if self.tree.mark(head) == "to" and state.tense and not auxiliaries:
            return state  # an infinitive has the time that its governor gives it, however tagged
        if "MD" in tags:
            perfect = any(a.lemma_ == "have" for a in auxiliaries)
            return replace(state, tense="past" if perfect or "could" in forms else state.tense or "future")
        if "VBD" in tags:
            return replace(state, tense="past")
        if any(a.lemma_ == "have" for a in auxiliaries) and head.tag_ in {"VBN", "VBD"}:
            return replace(state, tense="past")
        if "VBZ" in tags or "VBP" in tags:
            return replace(state, tense="present")
        if state.tense:
            return state
        return replace(state, tense="past" if head.tag_ == "VBN" else "present")

    def _going_to(self, head: Token) -> bool:
        governor = self.tree.head(head)
        return (
            self.tree.rel(head) == "xcomp"
            and governor.lower_ in {"going", "gon", "about", "set"}
            and (governor.lower_ != "going" or self.tree.mark(head) == "to")
        )

    def _modal(self, head: Token, auxiliaries: list[Token], state: State) -> State:
        tree = self.tree
        forms = [a.lower_ for a in auxiliaries]
        perfect = any(a.lemma_ == "have" for a in auxiliaries)
        if self._going_to(head):
            return replace(state.at_most("probable"), modality="intention").because("'going to'")
        for form in forms:
            if form in _MODALS_FUTURE:
                return state.at_most("probable").because(f"{form!r}")
            if form in _MODALS_POSSIBLE or (form == "could" and perfect):
                return state.at_most("possible").because(f"{form!r}")
            if form in _MODALS_ABILITY:
                return replace(state.at_most("possible"), modality="ability").because(f"{form!r}")
            if form in _MODALS_DUTY:
                if perfect and form in {"should", "ought"}:  # "should have come": did not
                    return State(
                        "negative", "certain", "counterfactual", "past", (*state.why, f"'{form} have'")
                    )
                if form == "shall":
                    return state.at_most("probable").because(f"{form!r}")
                return replace(state.at_most("possible"), modality="command").because(f"{form!r}")
            if form in {"would", "'d", "’d"} and any(
                a.tag_ == "MD" and a.lower_ == form for a in auxiliaries
            ):
                if perfect:
                    return State(
                        "negative", "certain", "counterfactual", "past", (*state.why, "'would have'")
                    )
                conditional = any(tree.mark(c) in {"if", "unless"} for c in tree.children(head, "advcl"))
                if conditional:
                    return replace(state.at_most("possible"), modality="conditional", tense="future").because(
                        "'would' with a condition"
                    )
                return state.at_most("probable").because(f"{form!r}")
        return state

    def _negative(self, head: Token) -> bool:
        tree = self.tree
        if tree.is_negated(head):
            return True
        for child in tree.children(head, "nsubj", "nsubj:pass", "obj"):
            if child.lower_ in _NEGATIVE_WORDS or self._no(child):
                return True
        return False

    def _no(self, noun: Token) -> bool:
        return any(
            c.lower_ in {"no", "neither"} for c in self.tree.children(noun, "det", "cc:preconj", "advmod")
        ) or any(c.lower_ in _NEGATIVE_WORDS for c in [noun])

    def _under_negation(self, auxiliaries: list[Token], state: State) -> State:
        forms = {a.lower_ for a in auxiliaries}
        if forms & {"could", "can", "ca", "cannot"}:
            return State("negative", "certain", "ability", state.tense, (*state.why, "'could not'"))
        if "would" in forms and state.modality == "none":
            # "would not comment": a refusal, not a forecast
            return State("negative", "certain", "none", "past", (*state.why, "'would not': a refusal"))
        if state.modality == "counterfactual":
            return replace(state, polarity="positive")
        return state.negated().because("negated")

    def _mood(self, head: Token, state: State) -> State:
        tree = self.tree
        top = tree.rel(head) in {"root", "parataxis"} or (
            tree.rel(head) == "conj" and tree.is_root(tree.first_conjunct(head))
        )
        quoted = tree.rel(head) == "ccomp" and tree.mark(head) == ""
        if not (top or quoted):
            return state
        sentence = head.sent
        if sentence.text.rstrip(" \n\"'”’)").endswith("?") and (top or self._before_question(head)):
            return replace(state.at_most("possible"), modality="question").because("question")
        auxiliaries = tree.children(head, "aux", "aux:pass", "cop")
        if (
            head.tag_ == "VB"
            and not auxiliaries
            and not tree.subjects(head)
            and tree.mark(head) == ""
            and top
            and tree.rel(head) != "conj"
        ):
            return replace(state.at_most("possible"), modality="command", tense="future").because(
                "imperative"
            )
        bare = head.tag_ == "VB" and not tree.subjects(head) and tree.rel(head) != "conj"
        if bare and top and any(a.lemma_ == "do" for a in auxiliaries):
            return replace(state.at_most("possible"), modality="command", tense="future").because(
                "imperative"
            )
        return state

    def _before_question(self, head: Token) -> bool:
        members = self.tree.subtree(head)
        after = members[-1].i + 1
        doc = head.doc
        return members[-1].text == "?" or (after < len(doc) and doc[after].text == "?")
