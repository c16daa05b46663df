"""Whether an event happened, as seen by its nearest source: polarity, certainty, modality, tense.

Factuality is read along the path from the event up to the clause of its source, in the manner of
FactBank (Saurí & Pustejovsky 2009): each governor passes on what it says of its complement
(complement_verbs.yaml: implicatives, attempts, intentions ...; Karttunen 1971; Nairn et al. 2006),
each clause adds its own negation, modals, mood and hedges. Tense is relative to publication.
"""

from __future__ import annotations

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
_OWN_VIEW = frozenset({"reported", "alleged", "believed", "denied", "doubted", "factive"})
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
        if state.modality == "none" and state.tense == "present" and self._general(head):
            state = state._replace(modality="generic").because("a rule or habit")
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
        marks = tree.mark(head).split()
        if "whether" in marks and rel != "advcl":
            when = "future" if "to" in marks else ""
            return State(certainty="possible", modality="question", tense=when).because("indirect question")
        if "to" in marks and self._out_of_reach(head, governor, depth):
            ground = self._ground(governor, depth)
            return State("negative", ground.certainty, tense=ground.tense).because("'too ... to'")
        if governor.lower_ == "nothing" and "to" in marks and not self._excepts(governor):
            ground = self._ground(tree.head(governor), depth)
            return State("negative", ground.certainty, tense=ground.tense).because("'nothing to'")
        if self._short_of(head):  # "stopped short of blaming"
            return self._left_out(self._ground(governor, depth), "short of")
        if rel.startswith("acl") and self._no_evidence(governor):
            return State("negative", "possible", tense="").because(f"no {governor.text}")
        if rel in {"ccomp", "xcomp", "advcl", "acl", "obl"} and self._presupposed(head):
            return State(tense="").because("'why', 'how', 'where': taken as given")
        if rel == "advcl:relcl" and governor.tag_ in {"WRB", "WP"}:
            return State(tense="").because(f"{governor.text!r}: taken as given")
        if rel in {"advcl", "advcl:relcl"} and (self._timed(head) or not is_complement(tree, head)):
            return self._of_adverbial(head, governor, depth)
        complements = {"xcomp", "ccomp", "csubj", "csubj:pass", "obl", "nsubj", "obj", "advcl"}
        if rel in complements and self._governs(governor):
            return self._of_complement(head, governor, depth)
        if rel == "acl" and set(marks) & {"to", "of", "that", "about", "for", "from"}:
            return self._of_noun_clause(head, governor, depth)
        if rel in {"acl", "acl:relcl"} and head.tag_ in {"VBG", "VBN"} and not tree.children(head, "aux"):
            base = self._ground(governor, depth)
            # "shares sold", "those looking for a house will be disappointed"
            now = "present" if base.tense == "future" else base.tense or "present"
            return State(tense=now if head.tag_ == "VBG" else "past")
        if rel == "parataxis":
            return State(tense="")
        return State(tense=self._ground(governor, depth).tense if head.tag_ in {"VB", "VBG", "VBN"} else "")

    def _excepts(self, nothing: Token) -> bool:
        """ "Nothing but", "nothing except"."""
        return any(t.lower_ in {"but", "except"} for t in self.tree.subtree(nothing))

    def _short_of(self, head: Token) -> bool:
        mark = self.tree.child(head, "mark")
        return mark is not None and mark.lower_ == "of" and mark.i > 0 and mark.nbor(-1).lower_ == "short"

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
        if self._coordinator(head) in words("excluding"):  # "left rather than answer"
            return self._left_out(self.clause(first, depth + 1), self._coordinator(head))
        bare = head.tag_ == first.tag_ == "VB" and not tree.mark(first) and not tree.mark(head)
        if bare and not tree.subjects(head) and self.clause(first, depth + 1).modality == "command":
            return self.clause(first, depth + 1)._replace(polarity="positive")  # "go home and call"
        if self._shares_auxiliaries(head, first):
            # "will come and take", "did not come or take": one auxiliary, one negation for both
            shared = self.clause(first, depth + 1)
            contrast = self._coordinator(head).startswith("but") and shared.polarity == "negative"
            return shared.negated() if contrast else shared  # "is not closing it but selling it"
        inherited = self._inherited(first, depth + 1)
        return inherited._replace(tense=inherited.tense if head.tag_ in {"VB", "VBG", "VBN"} else "")

    def _coordinator(self, head: Token) -> str:
        """The coordinator before a conjunct: "and", "rather than"; "" for none."""
        found = self.tree.child(head, "cc")
        if found is None:
            return ""
        return " ".join(t.lower_ for t in (found, *self.tree.children(found, "fixed")))

    def _left_out(self, base: State, marker: str) -> State:
        """What "without", "rather than", "instead of" leave out, given the clause they belong to.

        It was not done, save where that clause itself is denied: "did not leave without paying".
        """
        polarity = "positive" if base.polarity == "negative" else "negative"
        return base._replace(polarity=polarity, why=(f"{marker!r}",))

    def _timed(self, head: Token) -> bool:
        """Whether "when" or the like opens an adverbial clause: it is no complement then."""
        return any(c.tag_ == "WRB" and c.i < head.i for c in self.tree.children(head, "advmod"))

    def _out_of_reach(self, head: Token, governor: Token, depth: int) -> bool:
        """Whether an infinitive depends on a measure that is not reached: "too weak to", "not enough to"."""
        measured = [governor, *self.tree.children(governor, "advmod", "obj", "xcomp", "amod")]
        degrees = {
            d.lower_
            for m in measured
            if m.i < head.i
            for d in (m, *self.tree.children(m, "advmod", "amod"))
            if d.i < head.i
        }
        if not degrees & {"too", "enough"}:
            return False
        negative = self._ground(governor, depth).polarity == "negative"
        return negative if "enough" in degrees else not negative

    def _of_adverbial(self, head: Token, governor: Token, depth: int) -> State:
        tree = self.tree
        mark = tree.mark(head)
        base = self._ground(governor, depth)
        if mark in words("conditions") or {"if", "unless"} & set(mark.split()) or self._inverted(head):
            return self._conditional(head)
        if mark in words("excluding"):
            return self._left_out(base, mark)
        lemma = governor.lemma_.lower()
        if mark == "for" and head.tag_ in {"VBG", "NN"}:
            said = effect_of(f"{lemma} for", "verb", "ing")
            if said is not None and said.positive.certainty != "certain":
                return self._apply(said, State(tense="past"), head)._replace(tense="past")  # "wanted for"
            if lemma in words("answering_for"):
                return State(tense="past").because("'for' what was done")  # "apologised for lying"
        if mark == "against" and lemma in words("advising_against"):
            return State("negative", "possible", "intention", "future", (f"{governor.text!r} against",))
        if mark == "to" and governor.lower_ == "used" and governor.tag_ == "VBD" and head.i > governor.i:
            return base._replace(why=("'used to'",))
        if mark == "for to":  # "called for the firm to hire"
            wanted = effect_of(f"{lemma} for", "verb", "to") or effect_of(lemma, "verb", "to")
            if wanted is not None:
                return self._apply(wanted, base, head)
        purpose = mark in {"to", "for to", "in order to", "so as to", "so that"} and head.tag_ != "VBG"
        if purpose or (mark == "" and head.tag_ == "VB"):
            return State(certainty="possible", modality="intention", tense=base.tense).because("purpose")
        finite = any(c.tag_ in FINITE | frozenset({"MD"}) for c in tree.children(head, "aux", "aux:pass"))
        if head.tag_ in {"VBG", "VBN", "VB"} and not finite:
            if mark == "" and self._set_off(head):
                # "did not comment, citing rules": the negation does not reach it
                done = head.tag_ == "VBN" and not tree.children(head, "aux", "aux:pass")
                return State(tense="past") if done else base._replace(polarity="positive", why=())
            if mark in words("alongside"):  # "pays no tax while using the roads"
                return base._replace(polarity="positive", why=(f"{mark!r}",))
            return base._replace(why=())
        when = mark or next((c.lower_ for c in tree.children(head, "advmod") if c.tag_ == "WRB"), "")
        if base.tense == "future" and when in words("time_marks") and self._in_present(head):
            return State(certainty=base.certainty, tense="future").because(UNDER_FUTURE)
        if base.modality == "generic" and when in words("time_marks"):
            return State(modality="generic", tense="present").because("when-clause of a rule or habit")
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
        supposed = State(certainty="possible", modality="conditional", tense="future").because("if-clause")
        governor = tree.head(head)
        forms = {a.lower_ for a in tree.children(governor, "aux")}
        tags = {head.tag_, *(a.tag_ for a in tree.children(head, "aux", "aux:pass", "cop"))}
        if "VBD" in tags and not forms & words("remote_modals"):
            return supposed._replace(tense="past")  # "if he drank, they will not pay"
        holds = self._unspecific(head) or head.lemma_.lower() in predicates().stative or head.pos_ != "VERB"
        if holds and not forms and self._in_present(governor) and self._in_present(head):
            return supposed._replace(tense="present")  # "it works if you own a house"
        return supposed

    def _of_complement(self, head: Token, governor: Token, depth: int) -> State:
        tree = self.tree
        outer = self.clause(governor, depth + 1)
        if governor.lower_ == "ought" and governor.tag_ == "MD":
            if self._perfect(head):  # "ought to have come": did not
                contrary = "positive" if outer.polarity == "negative" else "negative"
                return State(contrary, "certain", "counterfactual", "past", ("'ought to have'",))
            return State(outer.polarity, "possible", "command", "future", ("'ought to'",))
        regretted = governor.lemma_ == "wish" and head.tag_ == "VBN" and self._perfect(head)
        if regretted and tree.mark(head) != "to":  # "wished he had bought it"
            return State("negative", "certain", "counterfactual", "past", ("wished it had been so",))
        objects = (*tree.children(governor, "obj", "nsubj"), *tree.children(head, "nsubj"))
        if governor.lower_ == "let" and any(o.lower_ in {"us", "'s", "’s"} for o in objects):
            return State(outer.polarity, "possible", "command", "future", ("'let us'",))
        if tree.mark(head) == "if" and not self._asks(governor):
            return self._conditional(head)
        if tree.mark(head) in {"if", "whether"}:  # a subject or adverbial "whether" is no question
            return State(certainty="possible", modality="question", tense="").because("indirect question")
        if governor.lemma_ == "have" and governor.tag_ in {"VBD", "VBN"} and outer.polarity == "positive":
            return outer._replace(why=("'had to': it was done",))
        effect = governor_effect(tree, governor, head)
        if effect is None and governor.tag_ == "VBN" and tree.is_passive(governor):
            effect = effect_of(
                governor.lower_, "adj", complement_form(tree, head)
            )  # "is set to", "is poised to"
        if head.lower_ in words("like_prepositions") and not tree.mark(head):
            return State(tense="past")  # "the game was stopped following a goal"
        if effect is None:
            bare = tree.mark(head) == "to" and head.tag_ == "VB" and governor.pos_ == "VERB"
            if bare and governor.lemma_.lower() not in predicates().auxiliary_like:
                # of a verb that says nothing of it, an infinitive is the purpose: "massed to defend"
                why = (f"purpose of {governor.text!r}",)
                return State(certainty="possible", modality="intention", tense=outer.tense, why=why)
            if tree.rel(head) == "xcomp" and head.tag_ != "VBN":
                return outer._replace(why=())
            return State(tense=outer.tense if head.tag_ in {"VBG", "VB"} else "")
        return self._apply(effect, outer, head)

    def _asks(self, governor: Token) -> bool:
        return governor.lemma_.lower() in _ASKING

    def _presupposed(self, head: Token) -> bool:
        """Whether a clause follows why, how, where, when or what: its content is taken as given."""
        if head.tag_ == "VB" and not self.tree.children(head, "aux"):
            return False  # "how to vote"
        asking = self.tree.children(head, "advmod", "obj", "obl", "nsubj")
        timed = words("time_marks") if self.tree.rel(head) == "advcl" else frozenset()
        return any(w.tag_ in {"WRB", "WP", "WDT"} and w.i < head.i and w.lower_ not in timed for w in asking)

    def _of_noun_clause(self, head: Token, noun: Token, depth: int) -> State:
        base = self._ground(noun, depth)
        existential = self.tree.child(self.tree.head(noun), "expl") is not None
        outside = self.tree.rel(noun) in {"nsubj", "nmod"} and not existential
        if outside and base.polarity == "negative" and not self._no(noun):
            base = State(tense=base.tense)  # "the plan to sell did not help": only the helping is denied
        modifiers = {c.lower_ for c in self.tree.children(noun, "amod", "advmod")} | {noun.lower_}
        if head.tag_ == "VB" and modifiers & words("ranking"):
            return base._replace(why=("infinitive of a rank",))  # "the first woman to lead the party"
        if noun.lemma_.lower() in words("high_time") and self.tree.child(noun, "cop") is not None:
            return State(base.polarity, "possible", "command", "future", (f"{noun.text!r} to",))
        effect = governor_effect(self.tree, noun, head)
        if effect is not None:
            settled = self._settled(noun, depth) if not effect.positive.attributed else None
            return settled if settled is not None else self._apply(effect, base, head)
        if head.tag_ == "VB":
            return State(certainty="possible", modality="intention", tense=base.tense).because(
                f"infinitive of {noun.text!r}"
            )
        if noun.lemma_.lower() in predicates().open_nouns:
            return State(certainty="possible", tense="").because(f"{noun.text!r}")
        if head.tag_ == "VBG":  # "did something about closing it": as certain as its clause
            return base._replace(why=(f"through {noun.text!r}",))
        return State(tense="")

    def _settled(self, noun: Token, depth: int) -> State | None:
        """What became of a plan, promise or attempt: "reached its goal of", "abandoned a bid to".

        None where the verb (or adjective) of the noun does not say that it came to anything.
        """
        rel, verb = self.tree.rel(noun), self.tree.head(noun)
        if any(c.lower_ in words("missed") for c in self.tree.children(noun, "amod")):
            return State(polarity="negative", tense=self._ground(noun, depth).tense).because("failed")
        if not self.tree.is_clause(verb):
            return None
        base, particle = self.clause(verb, depth + 1), self.tree.particle(verb)
        names = {f"{verb.lemma_.lower()} {particle.lower_}" if particle is not None else verb.lemma_.lower()}
        if base.polarity == "negative":
            return None
        acted_on = rel in {"obj", "nsubj:pass"}
        if acted_on and names & words("fulfilling"):
            return base._replace(why=(f"{verb.text!r} it",))
        failed = rel == "nsubj" or (rel == "obl" and self.tree.preposition(noun) == "in")
        given_up = acted_on and names & (words("dropping") | words("foiling") | words("calling_off"))
        if given_up or (failed and names & words("failing")):
            return base._replace(polarity="negative", why=(f"{verb.text!r} it",))
        return None

    # -- rules and habits ------------------------------------------------------------------

    def _unspecific(self, head: Token) -> bool:
        """Whether the subject of a clause is nobody in particular: "you", "anyone", "a driver", "rules"."""
        for subject in self.tree.subjects(head):
            if subject.lower_ in words("anybody") | words("anybody_loosely"):
                return True
            determiners = {c.lower_ for c in self.tree.children(subject, "det", "nmod:poss", "nummod")}
            if determiners <= {"a", "an", "any", "every"} and subject.tag_ in {"NNS", "NN"}:
                return bool(determiners) or subject.tag_ == "NNS"
        return False

    def _general(self, head: Token) -> bool:
        """Whether a simple present tells a rule or habit: "you pay if you cross", "failure to pay costs".

        News in the present ("talks resume") has no condition and somebody in particular as subject.
        """
        tree = self.tree
        if tree.children(head, "aux", "aux:pass") or not self._in_present(head) or self.in_title(head):
            return False
        effect = effect_of(head.lemma_.lower(), "verb", "that")
        reports = tree.child(head, "ccomp") is not None or tree.child(head, "obj") is None
        if effect is not None and effect.positive.attributed and reports:
            return False
        for clause in tree.children(head, "advcl"):
            conditions = {*tree.mark(clause).split(), *(c.lower_ for c in tree.children(clause, "advmod"))}
            plain = self._in_present(clause) and not tree.children(clause, "aux")
            if conditions & words("whenever") and plain:
                return self._unspecific(head) or self._unspecific(clause)
        adverbs = {c.lower_ for c in tree.children(head, "advmod")}
        if adverbs & words("as_a_rule") and self._unspecific(head):
            return True  # "banks usually charge fees"
        subjects = tree.subjects(head)
        follows = tree.rel(head) in {"parataxis", "conj"} and tree.head(head).i < head.i
        if follows and self._unspecific(head) and self.clause(tree.head(head)).modality == "generic":
            return True  # "you cross, you get hit"
        if head.pos_ == "VERB" and head.lemma_.lower() not in predicates().stative:
            if tree.rel(head) == "acl:relcl" and self._anyone(tree.head(head)):
                return True  # "anyone who steals"
            return any(self._anyone(s) or self._deed(s) for s in subjects)
        return False

    def _anyone(self, noun: Token) -> bool:
        determiners = {c.lower_ for c in self.tree.children(noun, "det")}
        return noun.lower_ in words("anybody") or bool(determiners & {"any", "every", "each"})

    def _deed(self, noun: Token) -> bool:
        """Whether a bare noun names a deed of nobody in particular: "failure to pay"."""
        clauses = self.tree.children(noun, "acl")
        bare = noun.tag_ == "NN" and not self.tree.children(noun, "det", "nmod:poss")
        return bare and any(self.tree.mark(c) == "to" for c in clauses)

    def _apply(self, effect: ComplementEffect, outer: State, head: Token) -> State:
        """The state of a complement under an effect, given the state of its governor."""
        negative = outer.polarity == "negative"
        said = effect.negative if negative else effect.positive
        name = effect.when_negated if negative and effect.when_negated else effect.effect
        why = (f"{effect.lemma!r}: {name}{' (negated)' if negative else ''}",)
        auxiliaries = self.tree.children(head, "aux", "aux:pass", "cop")
        finite = any(t.tag_ in FINITE or t.tag_ == "MD" for t in (head, *auxiliaries))
        tense = "" if finite else outer.tense
        if said.modality in {"intention", "command"} or name in {"expected", "unexpected"}:
            tense = "future" if not finite and not self._perfect(head) else ""
        if name == "asserted" and not negative:
            return outer._replace(why=why, tense=tense)
        state = State(said.polarity, said.certainty, said.modality, tense, why)
        if name in _OWN_VIEW:
            return state  # as its source sees it, however sure the report
        settled = negative and outer.modality == "ability" and outer.certainty == "certain"
        if outer.modality != "none" and state.modality == "none" and not settled:
            state = state._replace(modality=outer.modality)  # not "could not help laughing": laughed
        return state.at_most(outer.certainty)
