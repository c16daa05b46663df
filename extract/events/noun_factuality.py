"""The factuality of event nouns: what their clause, their governor and their modifiers say."""

from __future__ import annotations

from spacy.tokens import Token

from extract.events.clause_words import State, words
from extract.events.factuality import Factuality
from extract.events.fillers import governor_effect
from extract.events.lexicon import predicates
from extract.events.time_of import time_of_dates
from extract.ontology.complements import ComplementEffect, effect_of, effects

# Effects that a verb has on an event noun as its object as well ("planned the attack").
_ON_NOUNS = frozenset(
    "denied avoided negated alleged wish intention command expected attempt permission".split()
)
# Adjectives and verbs of what was tried in vain leave the event noun an attempt: "failed coup".
_ATTEMPT = State(certainty="possible", modality="attempt")
# Verbs whose object happened all the same, to others: "escaped the massacre".
_SURVIVED = frozenset(
    {"escape", "flee", "survive", "evade", "miss", "dodge", "protect from", "rescue from", "spare"}
)
# Of these, the ones by which a fate of one's own does not come about: "escaped arrest".
_SPARED = frozenset({"escape", "evade", "dodge"})

# What a list of factuality.yaml says of the event noun that such a verb takes.
_EFFECTS = (("calling_off", "negated"), ("foiling", "attempt"), ("weighing", "wish"))
# Prepositions by which a verb takes what it plans, calls for or prevents: "prepare for", "bar from".
_TAKING = frozenset({"for", "to", "of", "against", "from", "on"})
# Effects that a noun of saying itself does not take: "rejected the request", "indicted on charges".
_SAYING_HELD = frozenset({"denied", "negated", "avoided", "unexpected", "alleged"})


class NounFactuality(Factuality):
    """Adds event nouns to what `Factuality` knows of clauses."""

    def noun(self, token: Token, anchor: Token) -> State:
        """The state of an event noun; `anchor` is its light verb, or the noun itself."""
        if anchor.i != token.i:
            state = self.clause(anchor)
            state = state._replace(why=(f"through {anchor.text!r}", *state.why))
            if self._no(token) and not self._negative(anchor):
                state = state.negated().because("no")
        else:
            state = self._noun_in_clause(token)
            if self._no(token):
                state = state._replace(polarity="negative").because("no")
        return self._noun_modified(token, state)

    def _says_something(self, noun: Token) -> bool:
        """Whether a noun is itself one of saying or wanting: request, claim, offer, plan."""
        return effect_of(noun.lemma_.lower(), "noun") is not None

    def _noun_in_clause(self, token: Token) -> State:
        tree = self.tree
        first = tree.first_conjunct(token)
        rel, head = tree.rel(first), tree.head(first)
        if tree.child(token, "cop") is not None:
            return self.clause(token)
        if tree.is_root(first):
            return State(tense="past")
        base = self._ground(head, 0)
        preposition = tree.preposition(first)
        acted_on = rel in {"obj", "nsubj:pass"}
        lemma = head.lemma_.lower()
        if acted_on and lemma in words("acts_on_ongoing"):  # "will end the siege", "failed to stop the riots"
            held = "past" if base.tense == "past" else "present"
            return State(tense=held).because(f"{head.text!r}: under way before")
        existing = lemma in words("acts_on_existing") and (acted_on or preposition in words("given_of_verbs"))
        existing = existing or (preposition == "for" and lemma in words("answering_for"))
        given = rel == "nmod" and (preposition in words("given_of_nouns") or lemma in words("left_behind"))
        if rel == "nmod" and lemma in words("absence") and preposition == "of":
            return State(polarity="negative", tense=base.tense or "past").because(f"{head.text!r} of")
        cause = rel == "nsubj" and self._definite(first) and not self._takes_place(head)
        tense = "future" if base.tense == "future" and not (existing or given or cause) else "past"
        if base.tense == "present" and acted_on and not existing and self._under_way(head):
            tense = "present"
        if rel in {"nsubj", "nsubj:pass"} and base.tense == "present" and not self._definite(first):
            tense = "present" if self._in_progress(head) else tense
        if preposition in words("excluding") or self._coordinator(token) in words("excluding"):
            return self._left_out(base, preposition or "rather than")._replace(tense=tense)
        if preposition in words("given_after"):
            # "will meet after the vote": given, but only where the clause is not of the future
            later = base.tense == "future" and preposition in {"after", "following"}
            return State(tense="future" if later else "past").because(f"{preposition!r}: taken as given")
        if preposition in words("yet_to_come") and base.tense != "past":
            return State(certainty="probable", tense="future").because(f"{preposition!r}")
        if rel in {"nsubj", "nsubj:pass"} and self._takes_place(head):
            return base._replace(why=(f"subject of {head.text!r}", *base.why), tense=base.tense or tense)
        if rel in {"obj", "obl", "xcomp", "nsubj:pass"} and head.pos_ in {"VERB", "ADJ"}:
            effect = self._effect_on(head, token)
            takes = rel in {"obj", "nsubj:pass"} or preposition in _TAKING
            takes = takes or (effect is not None and effect.lemma == f"{lemma} {preposition}")
            fated = token.lemma_.lower() in predicates().patient_possessor and not self._determined(token)
            if lemma in _SPARED and fated:  # "escaped arrest"; not "escaped an arrest", "survived prison"
                polarity = "positive" if base.polarity == "negative" else "negative"
                return base._replace(polarity=polarity, why=(f"{head.text!r}: spared it", *base.why))
            # "rejected the request", "dropped a claim": it was made; only its content is denied
            made = effect is not None and effect.effect in _SAYING_HELD and self._says_something(token)
            bears = effect is not None and effect.effect in _ON_NOUNS and effect.lemma not in _SURVIVED
            if effect is not None and bears and takes and not made:
                return self._apply(effect, base, token)
        if rel == "obl" and f"{lemma} {preposition}" in words("bringing_about"):
            return base._replace(why=(f"{head.text} {preposition}", *base.why), tense=base.tense or tense)
        if rel in {"obj", "nsubj", "nsubj:pass"} and not self._definite(token) and not existing:
            general = base.modality == "generic"
            open_ = general or base.certainty != "certain" or (rel == "obj" and base.polarity == "negative")
            if open_ and base.modality not in {"question", "command"}:
                # "could launch an attack", "a ruling would end it"; not "could condemn the attack"
                if rel == "nsubj" and base.polarity == "negative":
                    base = base._replace(polarity="positive")  # "a strike will not help": one is open
                return base._replace(why=(f"{rel} of {head.text!r}", *base.why), tense=base.tense or tense)
        if rel == "nmod" and head.pos_ == "NOUN":
            effect = governor_effect(tree, head, token)
            if self._no(head) and head.lemma_.lower() in predicates().evidence_nouns:
                return State("negative", "possible", tense=tense).because(f"no {head.text}")
            ahead = lemma in words("looking_ahead")  # "prospects for growth", "on the brink of war"
            if (ahead or lemma in predicates().open_nouns) and preposition in {"of", "for", "about"}:
                return State(certainty="possible", tense="future" if ahead else tense).because(
                    f"{head.text!r} of"
                )
            if (
                effect is not None
                and preposition in {"for", "of", "to", "against"}
                and effect.effect in _ON_NOUNS
            ):
                return self._apply(effect, base, token)
        if base.modality == "conditional":
            return base._replace(tense=base.tense or tense)
        return State(tense=tense)

    def _in_progress(self, head: Token) -> bool:
        """Whether a clause is a present progressive: "is growing", "is being offset"."""
        auxiliaries = self.tree.children(head, "aux", "aux:pass")
        return any(a.tag_ in {"VBZ", "VBP"} for a in auxiliaries) and (
            head.tag_ == "VBG" or any(a.lower_ == "being" for a in auxiliaries)
        )

    def _determined(self, noun: Token) -> bool:
        """Whether a noun has an article, a possessor or the like."""
        return self.tree.child(noun, "det", "nmod:poss") is not None

    def _under_way(self, head: Token) -> bool:
        """Whether a present clause holds now: "is leading a search", "has been holding talks", "faces"."""
        return head.tag_ == "VBG" or head.lemma_.lower() in predicates().stative

    def _takes_place(self, head: Token) -> bool:
        """Whether a verb says of its subject that it takes place: "began", "will be held"."""
        if head.lemma_.lower() == "take":
            return any(c.lower_ == "place" for c in self.tree.children(head, "obj"))
        return head.lemma_.lower() in words("taking_place") and self.tree.child(head, "obj") is None

    def _effect_on(self, governor: Token, noun: Token) -> ComplementEffect | None:
        """What a verb or adjective says of an event noun: as of a gerund, where it tells them apart."""
        lemma = governor.lemma_.lower()
        particle = self.tree.particle(governor)
        for name in (f"{lemma} {particle.lower_}" if particle is not None else "", lemma):
            for key, effect in _EFFECTS:
                if name in words(key):
                    found = effects()[effect]
                    unknown = effects()["unknown"]
                    return ComplementEffect(name, "verb", "subject", effect, "unknown", found, unknown)
        return governor_effect(self.tree, governor, noun)

    def _definite(self, noun: Token) -> bool:
        """Whether a noun is presented as known: "the attack", "its attack", "Monday's attack"."""
        return any(
            self.tree.rel(c) == "nmod:poss" or c.lower_ in {"the", "this", "that", "these", "those"}
            for c in self.tree.children(noun, "det", "nmod:poss")
        )

    def _noun_modified(self, token: Token, state: State) -> State:
        classes = predicates()
        for child in self.tree.children(token, "amod", "advmod"):
            lemma = child.lower_
            level = classes.hedge_adjectives.get(lemma)
            if lemma in words("in_vain"):
                state = _ATTEMPT._replace(tense=state.tense, why=state.why).because(f"{lemma!r}")
            elif level == "negative":
                state = state._replace(polarity="negative").because(f"{lemma!r}")
            elif level is not None:
                state = state.at_most(level).because(f"{lemma!r}")
            if lemma in classes.future_adjectives:
                state = state.at_most("probable")._replace(tense="future").because(f"{lemma!r}")
            if lemma in words("present_adjectives"):
                state = state._replace(tense="present").because(f"{lemma!r}")
            elif lemma in words("past_adjectives"):
                state = state._replace(tense="past").because(f"{lemma!r}")
        dates = [
            child
            for child in self.tree.children(token, "nmod", "nmod:poss", "compound", "amod", "obl")
            if self.tree.preposition(child) in {"", "on", "in", "of", "at", "during", "for"}
        ]
        found = time_of_dates(token.doc, dates)
        if found:
            state = state._replace(tense=found)
        return state.at_most("probable") if state.tense == "future" else state
