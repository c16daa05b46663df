"""Who did what to whom, where, with what: the arguments of verbs and of event nouns.

Roles follow PropBank's numbered arguments as CONTRACT names them: actor (ARG0), target (ARG1,
also the subject of intransitives that undergo: "three people died"), then by preposition.
Conjoined fillers are arguments each.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.annotate.types import TimeExpression
from extract.events.fillers import Fillers, is_complement
from extract.events.lexicon import predicates, preposition_roles
from extract.events.numbers import quantity
from extract.events.triggers import Predicate
from extract.events.types import Argument

# Parts of a noun phrase that are no part of the filler's own wording.
_OUTSIDE = (
    "conj",
    "cc",
    "case",
    "acl",
    "acl:relcl",
    "appos",
    "parataxis",
    "punct",
    "mark",
    "cop",
    "dep",
    "advcl",
    "nsubj",
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_SUBJECT = frozenset({"it", "there"})


class Arguments:
    """Finds the arguments of predicates in one document."""

    def __init__(
        self,
        tree: Tree,
        fillers: Fillers,
        types: dict[int, str],
        names: dict[int, int],
        dates: list[TimeExpression],
        event_nouns: frozenset[str] = frozenset(),
    ) -> None:
        """`types`: head token of a mention to its entity type; `names`: token to the name it is part of;
        `event_nouns`: lemmas of nouns that may be events."""
        self.event_nouns = event_nouns
        self.tree = tree
        self.fillers = fillers
        self.types = types
        self.names = names
        self.dates = dates
        self._date_of: dict[int, int] = {}
        for number, date in enumerate(dates):
            for index in range(date.start, date.end):
                self._date_of.setdefault(index, number)

    def of(self, predicate: Predicate) -> list[Argument]:
        """All arguments of a predicate in text order, one for each filler."""
        source = self._nominal if predicate.pos == "noun" else self._verbal
        out: list[Argument] = []
        seen: set[tuple[str, int]] = set()
        heads: set[int] = set()
        for argument in source(predicate):
            if argument.head in predicate.absorbed or argument.head == predicate.token.i:
                continue
            key = (argument.role, argument.head)
            if key not in seen and argument.head not in heads:
                seen.add(key)
                heads.add(argument.head)
                out.append(argument)
        out.sort(key=lambda a: (a.start, a.end))
        return out

    # -- verbs and copulas ----------------------------------------------------------------

    def _verbal(self, p: Predicate) -> Iterator[Argument]:
        tree, verb = self.tree, p.token
        passive = p.pos == "verb" and self.is_passive(verb)
        objects = self._objects(verb)
        subject = self.fillers.subject(verb)
        agents = self._agents(verb) if passive else []
        hearer = p.kind == "speech" and p.lemma in predicates().hearer_object
        for agent in agents:
            yield from self._fill("actor", agent, "by-phrase of a passive")
        if subject is not None and not (
            subject.token.lower_ in _NO_SUBJECT and self._dummy(verb, subject.token)
        ):
            if passive:
                role = "recipient" if hearer else "target"
            elif p.pos == "adj" or (
                p.lemma in predicates().unaccusative
                and not objects
                and tree.child(verb, "xcomp", "ccomp") is None
            ):
                role = "target"
            else:
                role = "actor"
            yield from self._fill(role, subject.token, subject.why)
        has_target = passive and subject is not None and not hearer and subject.token.i not in p.absorbed
        if len(objects) == 2 and not passive and not p.absorbed and self._is_dative(*objects):
            yield from self._fill("recipient", objects[0], "first of two objects")
            objects = objects[1:]
        for number, thing in enumerate(objects):
            if thing.i in p.absorbed:
                continue
            role = "recipient" if hearer else "target"
            if has_target and not passive:
                break
            if passive and number == 0 and subject is not None and not hearer:
                role = (
                    "target" if tree.rel(thing) == "obj" and self._is_recipient(subject.token) else "content"
                )
            yield from self._fill(role, thing, "object")
            has_target = has_target or role == "target"
        for thing in tree.children(verb, "iobj"):
            alone = (
                not objects and p.kind != "speech" and not hearer
            )  # "trust him": an object in all but name
            role = "target" if alone and not passive else "recipient"
            has_target = has_target or role == "target"
            yield from self._fill(role, thing, "indirect object")
        relative = self._relative_role(verb, bool(objects), passive)
        if relative is not None and p.pos == "verb" and p.lemma not in predicates().unaccusative:
            yield from self._fill(relative[0], relative[1], "relative clause")
            has_target = has_target or relative[0] == "target"
        yield from self._clauses(verb)
        agent_heads = {a.i for a in agents}
        yield from self._obliques(p, verb, has_target, agent_heads)
        for absorbed in sorted(p.absorbed):  # "get rid of X", "take part in X", "take action against X"
            yield from self._obliques(p, verb.doc[absorbed], has_target, agent_heads)
        yield from self._adverbs(verb)

    def is_passive(self, verb: Token) -> bool:
        """Passive by auxiliary or subject, or a bare participle on a noun ("names used by spammers")."""
        tree = self.tree
        if tree.is_passive(verb):
            return True
        if verb.tag_ != "VBN":
            return False
        if tree.child(verb, "aux") is not None:
            return False
        rel = tree.rel(verb)
        if rel == "conj" and not tree.subjects(verb):
            first = tree.first_conjunct(verb)
            return first.i != verb.i and first.tag_ == "VBN" and self.is_passive(first)
        if rel in {"acl", "acl:relcl", "advcl", "amod", "parataxis", "dep", "root"}:
            return tree.child(verb, "obj") is None
        return rel in {"xcomp", "ccomp"} and tree.child(verb, "obj") is None

    def _objects(self, verb: Token) -> list[Token]:
        """Objects of a verb; how far something rose or fell is none."""
        objects = self.tree.children(verb, "obj")
        if verb.lemma_.lower() in predicates().unaccusative:
            return [o for o in objects if not self._is_extent(o)]
        return objects

    def _is_extent(self, token: Token) -> bool:
        """ "rose 19 percent", "fell three points", "gained $2"."""
        unit = quantity(self.tree, token)[1]
        return (
            token.lower_ in {"percent", "%"} or unit in {"percent", "%"} or unit in predicates().extent_units
        )

    def _is_dative(self, first: Token, second: Token) -> bool:
        """ "gave the charity a house": two bare noun phrases side by side."""
        nominal = {"NOUN", "PROPN", "PRON"}
        if not {first.pos_, second.pos_} <= nominal or second.i < first.i:
            return False
        return self.tree.span(first)[1] == self.tree.span(second)[0]

    def _agents(self, verb: Token) -> list[Token]:
        tree = self.tree
        out = tree.children(verb, "obl:agent")
        if out:
            return out
        return [
            n
            for n in tree.children(verb, "obl")
            if tree.preposition(n) == "by"
            and n.i not in self._date_of
            and n.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
        ][:1]

    def _dummy(self, verb: Token, subject: Token) -> bool:
        """Whether "it"/"there" stands for nothing: "it emerged that", "there were protests"."""
        tree = self.tree
        if subject.lower_ == "there" or tree.rel(subject) == "expl":
            return True
        return tree.is_passive(verb) and tree.child(verb, "ccomp", "csubj") is not None

    def _is_recipient(self, token: Token) -> bool:
        return self.types.get(token.i, "") in {"PERSON", "ORG", "GPE", "NORP"} or token.pos_ == "PRON"

    def _relative_role(self, verb: Token, has_object: bool, passive: bool) -> tuple[str, Token] | None:
        """The place of the antecedent of a relative clause without a pronoun: "the site MCI hosted"."""
        tree = self.tree
        if tree.rel(verb) != "acl:relcl" or passive or has_object:
            return None
        if not tree.subjects(verb) or any(
            self.fillers.antecedent(t) is not t
            for t in tree.children(verb, "nsubj", "obj", "obl", "iobj", "advmod")
        ):
            return None
        stranded = [t for t in tree.children(verb, "obl", "case", "advmod") if t.pos_ in {"ADP"}]
        if stranded or tree.child(verb, "ccomp", "xcomp") is not None:
            return None
        head = tree.head(verb)
        if head.i in self._date_of or head.lemma_ in {"time", "day", "way", "reason", "moment"}:
            return None
        return "target", head

    def _clauses(self, verb: Token) -> Iterator[Argument]:
        tree = self.tree
        for clause in tree.children(verb, "ccomp", "csubj"):
            yield self._clause("content", clause, "clausal complement")
        for clause in tree.children(verb, "xcomp"):
            if tree.is_clause(clause) or tree.mark(clause) == "to":
                yield self._clause("content", clause, "open complement")
        for clause in tree.children(verb, "advcl"):
            mark = tree.mark(clause)
            if is_complement(tree, clause):
                yield self._clause("content", clause, "infinitive complement")
            elif clause.tag_ == "VBG" and mark == "to":
                continue  # "contributed to closing": no purpose
            elif mark in {"to", "in order to", "so as to"} or (mark == "" and clause.tag_ == "VB"):
                yield self._clause("purpose", clause, "infinitive of purpose")
            elif mark in {"by", "via", "through"} and clause.tag_ == "VBG":
                yield self._clause("instrument", clause, "by-gerund")

    def _obliques(self, p: Predicate, head: Token, has_target: bool, agents: set[int]) -> Iterator[Argument]:
        for nominal in self.tree.children(head, "obl", "nmod"):
            if nominal.i in agents or self.tree.rel(nominal) == "nmod:poss":
                continue
            role, why = self.oblique_role(p, nominal, has_target)
            if role == "none":
                continue
            if role == "target":
                has_target = True
            yield from self._fill(role, nominal, why)
        yield from self._misattached(p, head, has_target)
        for clause in self.tree.children(head, "advcl", "acl"):
            mark = self.tree.mark(clause)
            if mark and mark in predicates().content_preposition.get(p.lemma, ()):
                yield self._clause("content", clause, f"{mark}-gerund")

    def _misattached(self, p: Predicate, head: Token, has_target: bool) -> Iterator[Argument]:
        """Phrases that a parse may hang one step off: the choice is by what the predicate selects.

        A verb takes those behind its object that it selects ("convicted the mayor [of fraud]") and
        places ("attacked the village [in Mali]"); an event noun those behind its "of" phrase or
        behind itself ("arrest of the mayor [by police]", "fled the attack [on the village]").
        """
        tree = self.tree
        if p.pos == "noun":
            if p.token.i != head.i:
                return
            for of in tree.children(head, "nmod"):
                for nominal in tree.children(of, "nmod"):
                    if (
                        tree.preposition(nominal) == "by"
                        and tree.preposition(of) == "of"
                        and nominal.i not in self._date_of
                    ):
                        yield from self._fill("actor", nominal, "by-phrase of a noun")
            governor, end = tree.head(head), tree.span(head, *_OUTSIDE)[1]
            if tree.rel(head) in {"obj", "nsubj:pass", "obl", "nsubj"}:
                for nominal in tree.children(governor, "obl"):
                    markers = tree.prepositions(nominal)
                    if markers and markers[0].i == end and self._selected(p, tree.preposition(nominal)):
                        role, why = self.oblique_role(p, nominal, has_target)
                        yield from self._fill(role, nominal, why)
            return
        for thing in tree.children(head, "obj"):
            if thing.i in p.absorbed:
                continue
            for nominal in tree.children(thing, "nmod"):
                preposition = tree.preposition(nominal)
                if self._selected(p, preposition):
                    role, why = self.oblique_role(p, nominal, True)
                    if role != "none":
                        yield from self._fill(role, nominal, why)
                elif preposition_roles().get(preposition, ("", ""))[0] == "place" and self._is_named_place(
                    nominal
                ):
                    yield from self._fill("place", nominal, f"{preposition!r} phrase behind the object")

    def _selected(self, p: Predicate, preposition: str) -> bool:
        """Whether a predicate asks for a preposition of its own."""
        words = predicates()
        return any(
            preposition in words.content_preposition.get(key, ())
            or preposition in words.acted_on.get(key, ())
            or (preposition in {"with", "between"} and key in words.comitative)
            for key in self._keys(p)
        )

    def _keys(self, p: Predicate) -> list[str]:
        """What a predicate is looked up by: the whole action, its words, its lemma."""
        return [p.action, p.lemma, *p.action.split()]

    def oblique_role(self, p: Predicate, nominal: Token, has_target: bool) -> tuple[str, str]:
        """The role of a prepositional or bare oblique of a predicate, and why; "none" for no role."""
        tree, words = self.tree, predicates()
        preposition = tree.preposition(nominal)
        if nominal.i in self._date_of:
            return "time", "time expression"
        if not preposition:
            return ("none", "") if tree.rel(nominal) != "obl:agent" else ("actor", "agent")
        why = f"{preposition!r} phrase"
        resolved = self.fillers.antecedent(nominal)
        special = self._type_role(p, preposition)
        if special:
            return special, f"{why} of this event type"
        if preposition in p.action.split()[1:] and not has_target:
            return "target", f"{why} of the action"  # "hand over weapons", however the parse takes "over"
        for key in self._keys(p):
            if preposition in words.content_preposition.get(key, ()):
                return "content", why
            if preposition in words.acted_on.get(key, ()):
                return ("target" if not has_target else "topic"), why
        if preposition in {"with", "between"} and words.comitative.intersection(self._keys(p)):
            return ("target" if not has_target else "recipient"), why
        if preposition == "of" and has_target:
            return "topic", why
        given = preposition == "from" and p.pos == "noun" and words.given_from.intersection(self._keys(p))
        if given and self._is_recipient(resolved):
            return "actor", f"{why} of the giver"
        place, other = preposition_roles().get(preposition, ("none", "none"))
        if place == "place" and self._is_place(resolved):
            return "place", why
        if preposition == "to" and self._is_recipient(resolved) and not self._is_place(resolved):
            return "recipient", why
        if preposition == "for" and not self._is_recipient(resolved):
            return "purpose", why
        return other, why

    def _type_role(self, p: Predicate, preposition: str) -> str:
        """Exceptions that an event type states in the ontology (roles: {"on": actor})."""
        role = p.prepositions.get(preposition, "")
        if role == "actor" and (p.pos != "verb" or not self.is_passive(p.token) or self._agents(p.token)):
            return ""  # only a passive without a by-phrase lacks its doer
        return role

    def _is_place(self, token: Token) -> bool:
        if self.types.get(token.i, "") in _PLACES:
            return True
        if any(self.types.get(m.i, "") in _PLACES for m in self.tree.conjuncts(token)):
            return True
        return token.lemma_.lower() in predicates().place_nouns

    def _is_named_place(self, token: Token) -> bool:
        return self.types.get(token.i, "") in _PLACES

    def _adverbs(self, verb: Token) -> Iterator[Argument]:
        for adverb in self.tree.children(verb, "advmod"):
            lower = adverb.lower_
            if adverb.i in self._date_of:
                yield from self._fill("time", adverb, "time adverb")
            elif lower in {
                "here",
                "there",
                "abroad",
                "overseas",
                "home",
                "nationwide",
                "worldwide",
                "outside",
                "inside",
            }:
                yield from self._fill("place", adverb, "adverb of place")
            elif self._is_manner(adverb):
                yield from self._fill("manner", adverb, "adverb of manner")

    def _is_manner(self, adverb: Token) -> bool:
        lower, words = adverb.lower_, predicates()
        if not lower.endswith("ly") or len(lower) <= 4 or adverb.tag_ != "RB":
            return False
        return lower not in words.hedges and lower not in words.no_manner

    # -- nouns ---------------------------------------------------------------------------

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
            elif p.lemma in words.patient_possessor and not of and not by:
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
                if not has_actor:  # "the US attack", "police shootings"
                    has_actor = True
                    yield from self._fill("actor", modifier, "doer before the noun")
            elif has_target or modifier.i in p.absorbed or tree.rel(modifier) != "compound":
                continue
            elif kind not in _PLACES and p.lemma in words.patient_possessor | words.object_compound:
                has_target = True
                yield from self._fill("target", modifier, "noun before the noun")
        if p.light is not None:
            subject = self.fillers.subject(p.anchor)
            role = p.light.subject
            if (
                subject is not None
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
        agents = {n.i for n in (*of, *by)}
        yield from self._obliques(p, noun, has_target, agents)
        if p.anchor.i != noun.i:
            own = {noun.i} | {t.i for t in self._agents(p.anchor)}
            yield from self._obliques(p, p.anchor, has_target, own)
            yield from self._adverbs(p.anchor)
        for clause in tree.children(noun, "acl", "ccomp"):
            if tree.mark(clause) in {"to", "that"} or tree.rel(clause) == "ccomp":
                yield self._clause("content", clause, "clause of the noun")

    # -- spans ---------------------------------------------------------------------------

    def _fill(self, role: str, head: Token, why: str) -> Iterator[Argument]:
        """An argument for a filler and one for each of its conjuncts."""
        head = self.fillers.antecedent(head)
        if head.i in self._date_of and self.dates[self._date_of[head.i]].type in {"DATE", "TIME"}:
            role, why = "time", "time expression"
        members = [head, *self._coordinated(head)]
        for member in members:
            start, end = self.tree.span(member, *_OUTSIDE)
            late = self._date_at_end(member, end) if role in {"actor", "target"} else None
            if late is not None:
                dated, end = late
                date = self.dates[dated]
                yield Argument(
                    "time",
                    date.start,
                    date.end,
                    self._head_in(date).i,
                    date=dated,
                    why=f"time behind the {role}",
                )
            number, unit = quantity(self.tree, member)
            yield Argument(
                role,
                start,
                end,
                member.i,
                date=self._date_of.get(member.i),
                number=number,
                unit=unit,
                why=why,
            )

    def _date_at_end(self, head: Token, end: int) -> tuple[int, int] | None:
        """The date that ends a filler's span but belongs to the predicate, and where the filler then ends.

        "A court in Lyon [on Friday] banned", "raised $3 million [last month]"; not "the events of
        Friday", nor what follows an event noun ("announced talks on Friday").
        """
        number = self._date_of.get(end - 1)
        if number is None or head.lemma_.lower() in self.event_nouns:
            return None
        date = self.dates[number]
        if date.type not in {"DATE", "TIME"} or date.end != end or date.start <= head.i:
            return None
        top = self._head_in(date)
        preposition = self.tree.preposition(top)
        if preposition not in {"", "on", "in", "at"} or self.tree.rel(top) in {
            "nmod:poss",
            "compound",
            "appos",
        }:
            return None
        before = (
            date.start - 1 if preposition and head.doc[date.start - 1].lower_ == preposition else date.start
        )
        return (number, before) if before > head.i else None

    def _head_in(self, date: TimeExpression) -> Token:
        for token in self.tree.doc[date.start : date.end]:
            if not date.start <= self.tree.head(token).i < date.end:
                return token
        return self.tree.doc[date.start]

    def _coordinated(self, head: Token) -> list[Token]:
        nominal = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"}
        return [
            m
            for m in self.tree.conjuncts(head)
            if m.i > head.i
            and m.pos_ in nominal
            and not (m.i in self.names and self.names[m.i] == self.names.get(head.i))
            and not self.tree.subjects(m)
            and self.tree.child(m, "cop") is None
        ]

    def _clause(self, role: str, head: Token, why: str) -> Argument:
        start, end = self.tree.span(head, "parataxis", "punct")
        return Argument(role, start, end, head.i, why=why)
