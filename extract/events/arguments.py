"""Who did what to whom, where, with what: the arguments of verbs and of event nouns.

Roles follow PropBank's numbered arguments as docs/tables.md names them: actor (ARG0), target (ARG1,
also the subject of intransitives that undergo: "three people died"), then by preposition.
Conjoined fillers are arguments each.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.events.lexicon import predicates
from extract.events.obliques import PLACES
from extract.events.semantic import missing
from extract.events.sharing import Sharing
from extract.events.triggers import Predicate
from extract.events.types import Argument
from extract.ontology import event_nouns

# What a "where" often stands for that is no place: "a case where".
_ABSTRACT = frozenset(
    "case circumstance condition example instance level moment occasion point position process situation"
    " stage time way".split()
)


class Arguments(Sharing):
    """Finds the arguments of predicates in one document."""

    def of(self, predicate: Predicate) -> list[Argument]:
        """All arguments of a predicate in text order, one for each filler."""
        source = self._nominal if predicate.pos == "noun" else self._verbal
        edges = self.semantic.of(predicate)
        out: list[Argument] = []
        heads: set[int] = set()
        for argument in (*source(predicate), *self._where(predicate)):
            if argument.head in predicate.absorbed or argument.head == predicate.token.i:
                continue
            if argument.head not in heads:
                heads.add(argument.head)
                out.append(argument)
        for argument in self._shared(predicate, {argument.role for argument in out}):
            if argument.head not in heads and argument.head != predicate.token.i:
                heads.add(argument.head)
                out.append(argument)
        roles = {argument.role for argument in out}
        out = self.semantic.agreed(out, edges)
        left_out = roles - {argument.role for argument in out}
        heads = {argument.head for argument in out}
        for index, role in missing(edges, out, left_out):
            places = {argument.head for argument in out if argument.role == "place"}
            for argument in self._edge(predicate, self.tree.tokens[index], role, places):
                if argument.head not in heads and argument.head != predicate.token.i:
                    heads.add(argument.head)
                    out.append(argument)
        out.sort(key=lambda a: (a.start, a.end))
        return out

    def _edge(self, p: Predicate, head: Token, role: str, places: set[int]) -> Iterator[Argument]:
        """The argument of an edge of the model that grammar has not found."""
        tree, why = self.tree, f"{role} by the model"
        if head.i in p.absorbed or head.i == p.anchor.i or tree.rel(head) in {"conj", "punct", "case"}:
            return
        nominal = head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"}
        if role in {"ARG0", "ARG1"}:
            if nominal:
                yield from self._fill("actor" if role == "ARG0" else "target", head, why)
            elif role == "ARG1" and head.pos_ in {"VERB", "AUX"} and tree.is_clause(head):
                yield self._clause("content", head, why)
        elif nominal and role == "ARGM-LOC":
            if self._may_be_place(head) and not self._is_elsewhere(p, head, places):
                yield from self._fill("place", head, why)
        elif (
            role == "ARGM-LOC"
            and head.tag_ == "RB"
            and tree.rel(head) == "advmod"
            and tree.head(head).i == p.anchor.i
        ):
            yield from self._fill("place", head, why)
        elif nominal and role == "ARGM-TMP":
            yield from self._fill("time", head, why)
        elif nominal and role in {"ARG2", "ARG3", "ARG4", "ARGM-DIR", "ARGM-GOL"} and tree.preposition(head):
            ours, _ = self.oblique_role(p, head, True)
            if ours != "none":
                yield from self._fill(ours, head, why)

    def _where(self, p: Predicate) -> Iterator[Argument]:
        """ "The town where they met": the place of a relative clause is the noun it modifies."""
        for adverb in self.tree.children(p.anchor, "advmod"):
            if adverb.lower_ != "where":
                continue
            noun = self.fillers.antecedent(adverb)
            if noun is adverb or noun.pos_ not in {"NOUN", "PROPN"}:
                continue
            named = self._name_before(adverb)
            if named is not None:
                yield from self._fill("place", named, "name before 'where'")
            elif noun.lemma_.lower() not in _ABSTRACT and self._may_be_place(noun):
                yield from self._fill("place", adverb, "antecedent of 'where'")

    def _name_before(self, adverb: Token) -> Token | None:
        """ "Spent months in Peru, where": the name of a place right before a relative word."""
        before = adverb.i - 1
        while before > 0 and self.tree.tokens[before].is_punct:
            before -= 1
        token = self.tree.tokens[before]
        return token if before >= 0 and self.types.get(token.i, "") in {"GPE", "LOC"} else None

    def _is_elsewhere(self, p: Predicate, head: Token, places: set[int]) -> bool:
        """Whether a place is rather that of another phrase of the predicate, or of another verb.

        "Stood [at a door in a hall]", "read [of mills in a valley]", "had been told [what to buy in Leeds]";
        but "spoke [at a vigil in the park]", and a name says more than "[on the ground in Peru]". `places`
        are the heads of the predicate's places so far.
        """
        tree = self.tree
        if self.semantic.placed_by_own_verb(p, head):
            return True
        above = tree.head(head)
        nested = tree.rel(head) in {"nmod", "obl"} and tree.rel(above) == "obl"
        if not nested or tree.head(above).i != p.token.i or above.i in self._date_of:
            return False
        if self._is_named_place(head) and not self._is_named_place(above):
            return False
        return above.i in places or above.lemma_.lower() not in self.event_nouns

    def _utterer(self, noun: Token) -> Iterator[Argument]:
        """ "denied it in a statement": whose statement it is, where the article leaves that open."""
        tree = self.tree
        above, verb = noun, tree.head(noun)
        if tree.rel(noun) == "nmod" and tree.rel(verb) == "obj":  # hung on the object, by mistake or not
            above, verb = verb, tree.head(verb)
        if tree.rel(above) not in {"obl", "obj"} or tree.preposition(noun) != "in" or verb.pos_ != "VERB":
            return
        articles = [t for t in tree.children(noun, "det") if t.lower_ in {"a", "an"}]
        subject = self.fillers.subject(verb)
        if articles and subject is not None and not self.is_passive(verb):
            yield from self._fill("actor", subject.token, "subject of the verb that the utterance goes with")

    def _undergoes(self, p: Predicate) -> bool:
        """Whether the noun's verb is one of undergoing: "Spain's collapse", "price rises"."""
        entry = event_nouns().get(p.lemma)
        return entry is not None and (entry.verb or p.lemma) in predicates().unaccusative

    def _nominal(self, p: Predicate) -> Iterator[Argument]:
        tree, noun, words = self.tree, p.token, predicates()
        modifiers = tree.children(noun, "nmod", "obl")
        of = [n for n in modifiers if tree.preposition(n) == "of"]
        by = [n for n in modifiers if tree.preposition(n) == "by" and n.i not in self._date_of]
        for agent in by:
            yield from self._fill("actor", agent, "by-phrase of a noun")
        poss = tree.children(noun, "nmod:poss")
        has_target = False
        has_actor = bool(by)
        for owner in poss:
            if owner.i in self._date_of:
                yield from self._fill("time", owner, "possessive time expression")
            elif (p.lemma in words.patient_possessor or self._undergoes(p)) and not of and not by:
                has_target = True
                yield from self._fill("target", owner, "possessor that undergoes")
            elif by:
                has_target = True
                yield from self._fill("target", owner, "possessor beside a by-phrase")
            else:
                has_actor = True
                yield from self._fill("actor", owner, "possessor")
        for thing in of:
            if thing.i in self._date_of:
                yield from self._fill("time", thing, "of-phrase time expression")
            elif p.lemma in words.agent_of and not has_actor and not has_target:
                has_actor = True
                yield from self._fill("actor", thing, "of-phrase of a noun with a doer")
            else:
                has_target = True
                yield from self._fill("target", thing, "of-phrase")
        for modifier in tree.children(noun, "compound", "amod", "nmod:unmarked", "nmod:desc"):
            if modifier.i >= noun.i:
                continue
            if modifier.i in self._date_of:
                yield from self._fill("time", modifier, "time expression before the noun")
                continue
            kind = self.types.get(modifier.i, "")
            if kind in {"ORG", "PERSON", "GPE", "NORP"} and p.lemma not in words.patient_possessor:
                if self._undergoes(p):  # "US growth"
                    if not has_target:
                        has_target = True
                        yield from self._fill("target", modifier, "what undergoes, before the noun")
                elif not has_actor:  # "the US attack", "police shootings"
                    has_actor = True
                    yield from self._fill("actor", modifier, "doer before the noun")
            elif has_target or modifier.i in p.absorbed or tree.rel(modifier) != "compound":
                continue
            elif kind not in PLACES and p.lemma in words.patient_possessor | words.object_compound:
                has_target = True
                yield from self._fill("target", modifier, "noun before the noun")
        if p.light is not None:
            subject = self.fillers.subject(p.anchor)
            role = p.light.subject
            if (
                subject is not None
                and role
                and not (role == "actor" and has_actor)
                and not (role == "target" and has_target)
            ):
                if not (tree.is_passive(p.anchor) and role == "actor"):
                    yield from self._fill(
                        role, subject.token, f"{subject.why}, through the light verb {p.anchor.lemma_!r}"
                    )
                has_target = has_target or role == "target"
            if tree.is_passive(p.anchor):
                for agent in self._agents(p.anchor):
                    yield from self._fill("actor", agent, "by-phrase of the light verb")
        if p.light is None and not has_actor and p.kind == "speech":
            yield from self._utterer(noun)
        agents = {n.i for n in (*of, *by)}
        yield from self._obliques(p, noun, has_target, agents)
        if p.anchor.i != noun.i:
            own = {noun.i} | {t.i for t in self._agents(p.anchor)}
            yield from self._obliques(p, p.anchor, has_target, own)
            yield from self._adverbs(p.anchor)
        for clause in tree.children(noun, "acl", "ccomp"):
            if tree.mark(clause) in {"to", "that"} or tree.rel(clause) == "ccomp":
                yield self._clause("content", clause, "clause of the noun")
