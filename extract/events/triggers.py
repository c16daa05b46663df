"""Which words are triggers, and what their action is called.

A trigger is a verb, an event noun, or the predicate of a copula that the ontology knows as an
event ("the site is down"). One trigger is one event; a light verb and its noun ("engaged in
talks") are one event with the noun as trigger, a multiword predicate of the ontology ("take
refuge", "get rid of") one event with the verb as trigger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import cast

from spacy.tokens import Token

from extract.annotate.syntax import Tree
from extract.events.bodies import Bodies
from extract.events.fillers import Fillers, is_complement, is_passive
from extract.events.lexicon import predicates
from extract.events.types import Rejected
from extract.knowledge import load_yaml
from extract.ontology import Candidate, Match, Ontology, event_nouns, light_verb
from extract.ontology.lexicon import EventNoun, LightVerb

# Verb forms in these relations are modifiers, prepositions or parts of names, not predicates.
_NOT_PREDICATES = frozenset(
    {
        "case",
        "mark",
        "fixed",
        "cc",
        "amod",
        "compound",
        "det",
        "flat",
        "goeswith",
        "aux",
        "aux:pass",
        "cop",
        "compound:prt",
    }
)
_CLAUSE_COMPLEMENTS = ("xcomp", "ccomp")
_SUBJECTS = ("nsubj", "nsubj:pass")
# Classes of ACE that are done to somebody by force or by law.
_SUFFERED = ("Justice.", "Conflict.Attack", "Life.Die", "Life.Injure")
# The verb of an existential sentence: a light verb whose subject is the event noun itself.
_EXISTENCE = LightVerb("be", subject="")


@cache
def _happened() -> frozenset[str]:
    """Nouns that, behind an event noun, say that the event took place."""
    return frozenset(cast(list[str], load_yaml("event_nouns.yaml")["happened"]))


@dataclass
class Predicate:
    """A trigger before its arguments are known.

    `anchor` is the token that stands for the event in the clause structure: the trigger itself,
    or the light verb that supports an event noun. `light` is the light verb's entry. `absorbed`
    holds the indices of tokens that belong to the action and are no arguments.
    """

    token: Token
    anchor: Token
    pos: str
    lemma: str
    action: str
    match: Match | None
    light: LightVerb | None = None
    absorbed: set[int] = field(default_factory=set)
    passive: bool = False

    @property
    def kind(self) -> str:
        """event, speech or state: the ontology's word, else by the class of the predicate."""
        if self.match is not None:
            return self.match.kind
        if self.pos == "adj":
            return "state"
        if (
            self.pos == "verb"
            and self.lemma in predicates().stative
            and self.action == self.lemma
            and not self.passive
        ):
            return "state"
        return "event"

    @property
    def event_type(self) -> str:
        return self.match.type if self.match is not None else ""


class Triggers:
    """Finds the predicates of a document."""

    def __init__(
        self,
        tree: Tree,
        ontology: Ontology,
        nouns: frozenset[str],
        types: dict[int, str],
        fillers: Fillers | None = None,
    ) -> None:
        """`nouns` are the lemmas that may be event nouns; `types` maps the head token of a mention
        to its entity type; `fillers` finds subjects that stand elsewhere."""
        self.tree = tree
        self.fillers = fillers or Fillers(tree)
        self.ontology = ontology
        self.nouns = nouns
        self.types = types
        self.rejected: list[Rejected] = []
        self.bodies = Bodies(tree, self.fillers, types, self._verb_match)

    def find(self, tokens: list[Token]) -> list[Predicate]:
        """The predicates among some tokens, in text order."""
        found: list[Predicate] = []
        supported: dict[int, tuple[Token, LightVerb]] = {}
        for token in tokens:
            light = self._supported_noun(token) if token.pos_ == "VERB" else None
            if light is not None:
                supported[light[0].i] = (token, light[1])
        light_verbs = {verb.i for verb, _ in supported.values()}
        absorbed: set[int] = set()
        for token in tokens:
            if token.i in light_verbs or token.pos_ not in {"VERB", "ADJ", "ADV", "NOUN", "ADP"}:
                continue
            if token.pos_ == "VERB":
                predicate = self._verb(token)
            else:
                predicate = self._copular(token) if "cop" in self.tree.below(token) else None
            if predicate is not None:
                found.append(predicate)
                absorbed |= predicate.absorbed
        for token in tokens:
            if token.pos_ == "NOUN" and token.i not in absorbed:
                predicate = self._noun(token, supported.get(token.i))
                if predicate is not None:
                    found.append(predicate)
        once = {predicate.token.i: predicate for predicate in reversed(found)}
        return [once[index] for index in sorted(once)]

    # -- verbs ---------------------------------------------------------------------------

    def _verb(self, token: Token) -> Predicate | None:
        tree = self.tree
        rel = tree.rel(token)
        if rel in _NOT_PREDICATES and not self._suffered(token):
            self._reject(token, f"a {rel} here, not a predicate")
            return None
        if not token.lemma_.isalpha() and "-" not in token.lemma_:
            self._reject(token, "no word")
            return None
        if self._helps(token):
            self._reject(token, "helps another verb to its tense or evidence")
            return None
        if self._introduces(token):
            self._reject(token, "a participle that stands for a preposition")
            return None
        candidate = self._verb_candidate(token)
        match = self.ontology.match(candidate)
        lemma = candidate.lemma
        action = lemma if not candidate.particle else f"{lemma} {candidate.particle}"
        absorbed: set[int] = set()
        if match is not None:
            action = match.action
            absorbed = self._used(token, match)
        else:
            adjective = self._resultative(token)
            if adjective is not None:
                action = f"{lemma} {adjective.lemma_.lower()}"
                absorbed = {adjective.i}
        return Predicate(
            token, token, "verb", lemma, action, match, absorbed=absorbed, passive=candidate.passive
        )

    def _suffered(self, token: Token) -> bool:
        """ "The convicted dealer", "kidnapped girls": force or law has done it to whom the noun names.

        Other participles before a noun tell what it is like ("a limited role"), and are no events.
        """
        if self.tree.rel(token) != "amod" or token.tag_ != "VBN" or token.i > self.tree.head(token).i:
            return False
        match = self.ontology.match(self._verb_candidate(token))
        if match is None or match.type not in self.ontology.types:
            return False
        return self.ontology.types[match.type].codes.get("ace", "").startswith(_SUFFERED)

    def _helps(self, token: Token) -> bool:
        """Whether a verb is an auxiliary in all but name: "is going to sign", "seems to know"."""
        if token.lemma_.lower() not in predicates().auxiliary_like:
            return False
        return (
            any(
                child.i > token.i
                and (self.tree.mark(child) == "to" or self.tree.child(child, "mark") is not None)
                and child.tag_ != "VBG"
                for child in self.tree.children(token, "xcomp")
            )
            and self.tree.child(token, "obj") is None
        )

    def _introduces(self, token: Token) -> bool:
        """ "Given the cost, ...", "people, including two children": no subject, auxiliary or conjunction."""
        return (
            token.lower_ in predicates().prepositional_participles
            and self.tree.rel(token).split(":")[0] in {"advcl", "acl", "case"}
            and not self.tree.children(token, *_SUBJECTS, "aux", "aux:pass", "mark", "obl:agent", "iobj")
            and not any(self.tree.preposition(c) in {"to", "by"} for c in self.tree.children(token, "obl"))
        )

    def _resultative(self, token: Token) -> Token | None:
        """The adjective of "make/set/keep/leave/render X free", "for free" counted as one."""
        if token.lemma_ not in {"make", "set", "keep", "leave", "render", "turn", "declare", "get"}:
            return None
        if self.tree.child(token, "obj", "nsubj:pass") is None:
            return None
        for child in self.tree.children(token, "xcomp", "obl", "advcl"):
            if child.pos_ == "ADJ" and self.tree.child(child, "mark", "nsubj") is None:
                return child
        return None

    def _verb_match(self, token: Token) -> Match | None:
        return self.ontology.match(self._verb_candidate(token))

    def _verb_candidate(self, token: Token) -> Candidate:
        tree, below = self.tree, self.tree.below(token)
        particle = tree.particle(token)
        # a form in -ed with a subject of its own is what the parse calls it, whatever its tag
        passive = is_passive(tree, token) if "nsubj" not in below else tree.is_passive(token)
        nominals = tree.children(token, "obl", "iobj")
        adverbs = tree.children(token, "advmod") if "advmod" in below else []
        filler = self.fillers.subject(token)
        subjects = [filler.token] if filler is not None else []
        if token.tag_ == "VBN" and tree.rel(token) == "amod":
            subjects, passive = [tree.head(token)], True
        objects = [self.fillers.antecedent(o) for o in tree.children(token, "obj")]
        if passive:
            subjects, objects = [], subjects
        resultative = self._resultative(token)
        complements = [
            c
            for c in tree.children(token, "xcomp", "advcl", "obl")
            if c is resultative
            or (tree.rel(c) == "xcomp" and c.pos_ in {"ADJ", "ADV", "NOUN", "PROPN", "VERB"})
            or (c.pos_ == "VERB" and is_complement(tree, c))
        ]
        pairs = [(tree.preposition(n), n) for n in nominals]
        loose = [c.lower_ for c in tree.children(token, "advmod", "case") if c.pos_ in {"ADP", "ADV"}]
        inner = [
            tree.preposition(c)
            for part in (*objects, *complements)
            for c in tree.children(part, "nmod", "obl", "acl", "advcl")
        ]
        gerunds = [tree.mark(c) for c in tree.children(token, "advcl")] if "advcl" in below else []
        return Candidate(
            lemma=token.lemma_.lower(),
            pos="verb",
            particle=particle.lower_ if particle is not None else "",
            prepositions=tuple(p for p in [*(p for p, _ in pairs), *inner, *gerunds, *loose] if p),
            object_lemma=objects[0].lemma_.lower() if objects else "",
            complement_lemma=complements[0].lemma_.lower() if complements else "",
            subject_lemma=subjects[0].lemma_.lower() if subjects else "",
            actor_type=self._type(tree.children(token, "obl:agent") if passive else subjects),
            target_type=self._type(objects),
            passive=passive,
            adverbs=tuple([c.lower_ for c in adverbs]),
            obliques=tuple((p, n.lemma_.lower()) for p, n in pairs if p),
        )

    def _type(self, tokens: list[Token]) -> str:
        return self.types.get(tokens[0].i, "") if tokens else ""

    def _used(self, token: Token, match: Match) -> set[int]:
        """Tokens whose words are part of a multiword action."""
        tree = self.tree
        words = set(match.action.split())
        used: set[int] = set()
        slots = {
            "object": ("obj", "nsubj:pass"),
            "complement": ("xcomp", "advcl", "obl", "obj"),
            "adverb": ("advmod",),
            "oblique": ("obl",),
        }
        for slot in match.used:
            for child in tree.children(token, *slots.get(slot, ("compound:prt",))):
                if child.lemma_.lower() in words or child.lower_ in words:
                    used.add(child.i)
        return used

    # -- copulas -------------------------------------------------------------------------

    def _copular(self, token: Token) -> Predicate | None:
        cop = self.tree.child(token, "cop")
        if cop is None or cop.lemma_ != "be":
            return None
        subjects = self.tree.subjects(token)
        prepositions = [self.tree.preposition(n) for n in self.tree.children(token, "obl", "nmod")]
        own = self.tree.preposition(token)
        candidate = Candidate(
            lemma="be",
            pos="verb",
            complement_lemma=token.lemma_.lower() if not own else "",
            prepositions=tuple(p for p in prepositions if p),
            obliques=((own, token.lemma_.lower()),) if own else (),
            subject_lemma=subjects[0].lemma_.lower() if subjects else "",
            actor_type=self._type(subjects),
        )
        match = self.ontology.match(candidate)
        if match is not None and not match.used:
            match = None
        if match is None and token.pos_ == "NOUN" and self._noun_match(token) is not None:
            return None  # "it was an attack": the noun is the event
        action = match.action if match is not None else f"be {token.lemma_.lower()}"
        return Predicate(token, token, "adj", "be", action, match)

    # -- nouns ---------------------------------------------------------------------------

    def _supported_noun(self, verb: Token) -> tuple[Token, LightVerb] | None:
        """The event noun that a light verb leaves its meaning to, where no multiword entry is meant."""
        tree = self.tree
        if verb.lemma_ == "be" and tree.child(verb, "expl") is not None:  # "there were raids in Leeds"
            noun = tree.child(verb, "nsubj")
            raised = noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower() in self.nouns
            return (noun, _EXISTENCE) if noun is not None and raised else None
        particle = tree.particle(verb)
        for noun in tree.children(verb, "obj", "obl", "nsubj:pass"):
            if noun.pos_ != "NOUN" or noun.lemma_.lower() not in self.nouns:
                continue
            preposition = tree.preposition(noun)
            light = light_verb(
                verb.lemma_.lower(), noun.lemma_.lower(), particle.lower_ if particle else "", preposition
            )
            if light is None:
                continue
            match = self.ontology.match(self._verb_candidate(verb))
            if match is not None and {"object", "oblique"} & set(match.used):
                continue  # "take action", "give refuge": an entry of its own
            return noun, light
        return None

    def _noun_candidate(self, token: Token) -> Candidate:
        tree = self.tree
        modifiers = tree.children(token, "nmod", "obl")
        pairs = [(tree.preposition(n), n) for n in modifiers]
        of = [n for p, n in pairs if p == "of"]
        poss = tree.children(token, "nmod:poss")
        return Candidate(
            lemma=token.lemma_.lower(),
            pos="noun",
            prepositions=tuple(p for p, _ in pairs if p),
            object_lemma=of[0].lemma_.lower() if of else "",
            actor_type=self._type(poss),
            target_type=self._type(of),
            obliques=tuple((p, n.lemma_.lower()) for p, n in pairs if p),
            modifiers=tuple(c.lemma_.lower() for c in tree.children(token, "compound", "amod")),
        )

    def _noun_match(self, token: Token) -> Match | None:
        if not self.ontology.knows_noun(token.lemma_.lower()):
            return None
        return self.ontology.match(self._noun_candidate(token))

    def _noun(self, token: Token, support: tuple[Token, LightVerb] | None) -> Predicate | None:
        tree = self.tree
        lemma = token.lemma_.lower()
        entry = event_nouns().get(lemma)
        match = self._noun_match(token)
        if match is None and entry is None:
            return None
        if tree.rel(token) in {"compound", "flat", "amod", "goeswith", "nmod:desc"} and not (
            self._has_happened(token, entry)
        ):
            self._reject(token, "modifies another noun")
            return None
        if token.ent_type_ and token.ent_iob_ in {"B", "I"}:
            self._reject(token, "part of a name")
            return None
        if (
            support is None
            and entry is not None
            and entry.only_with_argument
            and not self._has_argument(token)
        ):
            self._reject(token, "a noun that is an event only with a participant")
            return None
        if entry is not None and self._is_thing(token, entry):
            self._reject(token, "names a thing with the word beside it")
            return None
        if support is None and entry is not None and entry.body and self.bodies.means_people(token):
            self._reject(token, "means those who act, not what they do")
            return None
        anchor = support[0] if support is not None else token
        if support is None:
            cop = tree.child(token, "cop")
            if cop is not None and (match is None or self._is_someone(tree.subjects(token))):
                self._reject(token, "says what somebody is")
                return None
        if match is not None and " " in match.action:
            action = match.action
        else:  # the verb that says the same, so that both are counted as one action
            action = entry.verb if entry is not None and entry.verb else lemma
        predicate = Predicate(token, anchor, "noun", lemma, action, match)
        predicate.light = support[1] if support is not None else None
        if match is not None and "modifier" in match.used:
            words = set(match.action.split())
            modifiers = tree.children(token, "compound", "amod")
            predicate.absorbed = {m.i for m in modifiers if m.lemma_.lower() in words}
        return predicate

    def _has_happened(self, noun: Token, entry: EventNoun | None) -> bool:
        """ "The robbery victims", "the crash site": a modifier of what only comes of the event."""
        if self.tree.rel(noun) != "compound" or (entry is not None and entry.only_with_argument):
            return False
        head = self.tree.head(noun)
        return head.pos_ == "NOUN" and head.i > noun.i and head.lemma_.lower() in _happened()

    def _is_thing(self, noun: Token, entry: EventNoun) -> bool:
        """ "Tax returns", "a conflict of interest": a compound or of-phrase makes the noun a thing."""
        beside = [c.lemma_.lower() for c in self.tree.children(noun, "compound", "amod")]
        beside += [
            n.lemma_.lower() for n in self.tree.children(noun, "nmod") if self.tree.preposition(n) == "of"
        ]
        return not entry.thing_with.isdisjoint(beside)

    def _is_someone(self, subjects: list[Token]) -> bool:
        """ "He is a fraud", "the firm was a fraud": the noun tells of its subject, not of an event."""
        if not subjects:
            return False
        subject = subjects[0]
        if subject.lower_ in {"he", "she", "they", "we", "i", "you", "who"}:
            return True
        return self.types.get(subject.i, "") in {"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "FAC"}

    def _has_argument(self, token: Token) -> bool:
        tree = self.tree
        if tree.child(token, "nmod:poss") is not None:
            return True
        return any(
            tree.preposition(n) in {"of", "by", "against", "on", "with", "between", "from", "to", "into"}
            for n in tree.children(token, "nmod")
        )

    def _reject(self, token: Token, why: str) -> None:
        self.rejected.append(Rejected(token.i, why))
