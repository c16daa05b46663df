"""What the model's semantic edges (PropBank's roles) say of the arguments that grammar finds.

Grammar knows spans, conjuncts, prepositions and what an event type asks for; the edges know which
participant a verb's subject is (a *fall* undergoes, an *attack* acts), and who is meant across
infinitives, participles and relative clauses. Where both speak of one filler the edge decides between
actor and target; what only grammar finds, and the edges do not even suspect, goes; what only an edge
finds comes in. On PropBank's development documents of EWT that is right more often than either
(docs/accuracy.md). Pipelines without the component `eventwire_roles` keep what grammar finds.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.annotate.syntax import Tree
from extract.encoder.heads.roles import EXTENSION, SURE
from extract.events.triggers import Predicate
from extract.events.types import Argument

_CORE = {"ARG0": "actor", "ARG1": "target"}
# "Went home", "flew abroad", "sent them there".
_WHITHER = frozenset({"ARG2", "ARG4", "ARGM-DIR", "ARGM-GOL"})
# Against grammar the edges count from this probability on, and beside it, where it leans the same way.
CERTAIN, LEANING = 0.8, 0.35
# Rules that take a filler from elsewhere in the sentence, by how they say so (`Argument.why`).
FAR = ("control", "shared", "subject of", "noun that", "possessor of", "whose", "source of")
WEAK = ("subject of", "noun that", "possessor of")
CONTROLLED = "control by the object"
# Token index of a filler to its role of PropBank and how likely that is.
Edges = dict[int, tuple[str, float]]
_NO_EDGES: Edges = {}


class SemanticEdges:
    """The edges of a Doc by predicate; empty where no component has set them."""

    def __init__(self, doc: Doc, tree: Tree) -> None:
        self.tree = tree
        self._by: dict[int, Edges] = {}
        for predicate, argument, role, probability in doc._.get(EXTENSION):
            self._by.setdefault(predicate, {})[argument] = (role, probability)

    def of(self, p: Predicate) -> Edges:
        """The edges of a predicate and of the words that belong to its action, its own first."""
        own = p.token.i
        if not p.absorbed and p.anchor.i == own:  # as nearly always
            edges = self._by.get(own, _NO_EDGES)
            return edges if own not in edges else {a: edge for a, edge in edges.items() if a != own}
        out: Edges = {}
        for index in dict.fromkeys((own, *sorted(p.absorbed), p.anchor.i)):
            for argument, edge in self._by.get(index, _NO_EDGES).items():
                if argument not in out and argument != own and argument not in p.absorbed:
                    out[argument] = edge
        return out

    def edge(self, edges: Edges, head: Token) -> tuple[str, float] | None:
        """The edge to a filler, or to the first of its conjuncts."""
        found = edges.get(head.i)
        if found is None and self.tree.rel(head) == "conj":
            found = edges.get(self.tree.first_conjunct(head).i)
        return found

    def place(self, p: Predicate, head: Token) -> float:
        """How likely a filler is the place of a predicate, from 0 (or another role is likelier) to 1."""
        role, probability = self.edge(self.of(p), head) or ("", 0.0)
        return probability if role == "ARGM-LOC" else 0.0

    def placed_by_own_verb(self, p: Predicate, head: Token) -> bool:
        """Whether the verb that a phrase hangs on is another one and has it as its place.

        A conjunct that brings nothing of its own shares it: "was born and died in Leeds".
        """
        verb = self.tree.head(head)
        if p.pos != "verb" or verb.pos_ != "VERB" or verb.i in {p.token.i, p.anchor.i, *p.absorbed}:
            return False
        if any(above.i == verb.i for above in self.tree.ancestors(p.token)):
            return False  # "in Leeds they hope to win"
        role, probability = self._by.get(verb.i, {}).get(head.i, ("", 0.0))
        joined = self.tree.first_conjunct(verb).i == self.tree.first_conjunct(p.token).i
        shared = joined and not self.tree.children(p.token, "obj", "obl")
        return role == "ARGM-LOC" and probability >= SURE and not shared

    def agreed(self, found: list[Argument], edges: Edges) -> list[Argument]:
        """What grammar found in the light of the edges: roles put right, fillers left out.

        A participant changes its role where the edge is certain of another and nobody else has that one: a
        subject that undergoes is no actor, but not beside an object. A filler that no edge suspects goes
        where the edges are certain of another one for its role.
        """
        tokens = self.tree.tokens
        sure = {_CORE.get(role, "") for role, probability in edges.values() if probability >= SURE}
        certain = {_CORE.get(role, "") for role, probability in edges.values() if probability >= CERTAIN}
        taken = {argument.role for argument in found}
        out = []
        for argument in found:
            edge = self.edge(edges, tokens[argument.head])
            if edge is None:
                # A filler from elsewhere in the sentence gives way sooner than a subject or object; one that
                # the verb of the upper clause is known to control does not.
                against = sure if argument.why.startswith(WEAK) else certain
                if argument.role not in against or argument.why.startswith(CONTROLLED):
                    out.append(argument)
                continue
            role = _CORE.get(edge[0], "")
            if argument.role == "place" and argument.why.startswith("adverb") and edge[0] in _WHITHER:
                argument.role, argument.why = "destination", f"{argument.why}; {edge[0]} by the model"
            elif (
                role
                and edge[1] >= CERTAIN
                and argument.role in {"actor", "target", "recipient"}
                and argument.date is None
                and role not in taken
            ):
                argument.role, argument.why = role, f"{argument.why}; {edge[0]} by the model"
            out.append(argument)
        return out


def missing(edges: Edges, found: list[Argument], left_out: set[str]) -> Iterator[tuple[int, str]]:
    """(token, role of PropBank) of what the model knows and grammar did not find, in text order.

    A second actor or target beside one that grammar found is no news but a wrong clause, more often than not.
    `left_out` are the roles whose filler from grammar has given way to an edge.
    """
    heads = {argument.head for argument in found}
    taken = {argument.role for argument in found}
    for index in sorted(edges):
        role, probability = edges[index]
        ours = _CORE.get(role, "")
        least = CERTAIN if ours and ours not in left_out else SURE
        if index in heads or probability < least or ours in taken:
            continue
        yield index, role
