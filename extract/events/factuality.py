"""Whether an event happened, as seen by its nearest source: polarity, certainty, modality, tense.

Factuality is read along the path from the event up to the clause of its source, in the manner of
FactBank (Saurí & Pustejovsky 2009): each governor passes on what it says of its complement
(complement_verbs.yaml: implicatives, attempts, intentions ...; Karttunen 1971; Nairn et al. 2006),
each clause adds its own negation, modals, mood and hedges. Tense is relative to publication.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.events.clause_words import FINITE, UNDER_FUTURE, ClauseWords, State, words
from extract.events.fillers import complement_form, governor_effect, is_complement
from extract.events.lexicon import predicates
from extract.ontology.complements import ComplementEffect, effect_of

_ASKING = frozenset(
    ("ask wonder know see doubt decide determine check tell say consider question sure clear").split()
)
# Effects that give the view of the one who says or thinks it.
_OWN_VIEW = frozenset({"reported", "believed", "denied", "doubted", "factive"})
_DEPTH = 25


class Factuality(ClauseWords):
    """Computes the state of predicates in one Tree; answers for clauses are remembered."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
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
        if rel.startswith("acl") and self._no_evidence(governor):
            return State("negative", "possible", tense="").because(f"no {governor.text}")
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
            # "shares sold", "those looking for a house will be disappointed"
            now = "present" if base.tense == "future" else base.tense or "present"
            return State(tense=now if head.tag_ == "VBG" else "past")
        if rel in {"parataxis"}:
            return State(tense="")
        return State(tense=self._ground(governor, depth).tense if head.tag_ in {"VB", "VBG", "VBN"} else "")

    def _no_evidence(self, noun: Token) -> bool:
        """ "no evidence that", "no sign of"."""
        return self._no(noun) and noun.lemma_.lower() in predicates().evidence_nouns

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
        if mark == "to" and governor.lower_ == "used" and governor.tag_ == "VBD" and head.i > governor.i:
            return replace(base, why=("'used to'",))
        purpose = mark in {"to", "in order to", "so as to", "so that"} and head.tag_ != "VBG"
        if purpose or (mark == "" and head.tag_ == "VB"):
            return State(certainty="possible", modality="intention", tense=base.tense).because("purpose")
        if mark == "" and self._inverted(head):  # "should the court strike it", "had they known"
            return self._conditional(head)
        finite = any(c.tag_ in FINITE | frozenset({"MD"}) for c in tree.children(head, "aux", "aux:pass"))
        if head.tag_ in {"VBG", "VBN", "VB"} and not finite:
            if mark == "" and self._set_off(head):
                # "did not comment, citing rules": the negation does not reach it
                done = head.tag_ == "VBN" and not tree.children(head, "aux", "aux:pass")
                return State(tense="past") if done else replace(base, polarity="positive", why=())
            return replace(base, why=())
        when = mark or next((c.lower_ for c in tree.children(head, "advmod") if c.tag_ == "WRB"), "")
        if base.tense == "future" and when in words("time_marks") and self._in_present(head):
            return State(certainty=base.certainty, tense="future").because(UNDER_FUTURE)
        return State(tense="")

    def _set_off(self, head: Token) -> bool:
        """Whether a comma parts a clause from the one it belongs to."""
        start, end = self.tree.span(head)
        doc = head.doc
        after = self.tree.head(head).i > head.i
        at = end if after else start - 1
        return 0 <= at < len(doc) and doc[at].text in {",", "--", "\u2014", "\u2013"}

    def _in_present(self, head: Token) -> bool:
        tags = {head.tag_, *(a.tag_ for a in self.tree.children(head, "aux", "aux:pass", "cop"))}
        return bool(tags & {"VBZ", "VBP"})

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
        if effect is None and governor.tag_ == "VBN" and tree.is_passive(governor):
            effect = effect_of(
                governor.lower_, "adj", complement_form(tree, head)
            )  # "is set to", "is poised to"
        if effect is None:
            bare = tree.mark(head) == "to" and head.tag_ == "VB" and governor.pos_ == "VERB"
            if bare and governor.lemma_.lower() not in predicates().auxiliary_like:
                # of a verb that says nothing of it, an infinitive is the purpose: "massed to defend"
                why = (f"purpose of {governor.text!r}",)
                return State(certainty="possible", modality="intention", tense=outer.tense, why=why)
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
        asking = self.tree.children(head, "advmod", "obj", "obl", "nsubj")
        timed = words("time_marks") if self.tree.rel(head) == "advcl" else frozenset()
        return any(w.tag_ in {"WRB", "WP", "WDT"} and w.i < head.i and w.lower_ not in timed for w in asking)

    def _of_noun_clause(self, head: Token, noun: Token, depth: int) -> State:
        base = self._ground(noun, depth)
        modifiers = {c.lower_ for c in self.tree.children(noun, "amod", "advmod")} | {noun.lower_}
        if head.tag_ == "VB" and modifiers & words("ranking"):
            return replace(base, why=("infinitive of a rank",))  # "the first woman to lead the party"
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
        auxiliaries = self.tree.children(head, "aux", "aux:pass", "cop")
        finite = any(t.tag_ in FINITE or t.tag_ == "MD" for t in (head, *auxiliaries))
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
