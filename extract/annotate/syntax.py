"""One view of a parse, whatever label set the model was trained on.

Two label sets are known: Universal Dependencies (UD v2, with subtypes such as `nsubj:pass`)
and the CLEAR labels of spaCy's own English models (`nsubjpass`, `dobj`, `prep`/`pobj`, `agent`,
`attr` ...; Choi & Palmer 2012). `Tree` presents both in UD's manner: content words are heads,
a preposition is the `case` (or, before a clause, the `mark`) of its complement, a copula is the
`cop` of its predicate, a coordinator belongs to the conjunct after it. The rest of the package
asks a Tree and never a raw label.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.annotate.repairs import repair

# CLEAR label to UD label, where a renaming is all it takes.
_RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "prt": "compound:prt",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "neg": "advmod",
    "quantmod": "advmod",
    "npadvmod": "obl:unmarked",
    "nmod": "compound",
    "nn": "compound",
    "intj": "discourse",
    "meta": "dep",
    "pcomp": "advcl",
}
_CLEAR_ONLY = frozenset({"nsubjpass", "dobj", "pobj", "prep", "attr", "acomp", "auxpass", "relcl", "pcomp"})
_VERBAL = frozenset({"VERB", "AUX"})
_PARTICLES = frozenset(("away back in out off over up down apart aside together on through").split())
_PARTICLE_RELS = ("compound:prt", "advmod")
_SUBJECTS = ("nsubj", "csubj")  # with their subtypes, such as nsubj:pass
_FOCUS = frozenset({"only", "just", "merely", "simply", "least"})
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "nt", "no", "neither", "nor"})


class Word(Token):
    """A Token whose strings are read once, and not anew from the vocabulary at each access."""

    __slots__ = ("lemma_", "lower_", "pos_", "tag_", "text")
    lemma_: str
    lower_: str  # type: ignore[misc]  # a property of Token
    pos_: str
    tag_: str
    text: str  # type: ignore[misc]


def _words(doc: Doc) -> list[Token]:
    words: list[Token] = []
    for token in doc:
        word = Word(doc.vocab, doc, token.i)
        word.lemma_, word.lower_, word.pos_ = token.lemma_, token.lower_, token.pos_
        word.tag_, word.text = token.tag_, token.text
        words.append(word)
    return words


class Tree:
    """The dependency tree of a Doc in UD's manner.

    Tokens go in and come out as spaCy `Token`s; relations are strings of the UD label set, with
    `root` for the root. White-space tokens are left out of every answer. `tokens` are those of the
    Doc, made once: to walk over them is several times faster than over the Doc.

    A tree does not change, and all components ask the same one: what they ask again and again of the
    same token is remembered.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = _words(doc)
        count = len(doc)
        self._head = [token.head.i for token in self.tokens]
        self._rel = [token.dep_ for token in self.tokens]
        if _CLEAR_ONLY.intersection(self._rel):
            self._from_clear()
        else:
            self._rel = ["root" if rel == "ROOT" else rel for rel in self._rel]
        repair(doc, self._head, self._rel)
        self._plain = [rel.partition(":")[0] for rel in self._rel]
        self._space = [token.is_space for token in self.tokens]
        # The dependents of each token with their relations, with and without subtype, and all these
        # relations: most questions have no answer.
        self._children: list[list[tuple[Token, str, str]]] = [[] for _ in range(count)]
        self._below: list[set[str]] = [set() for _ in range(count)]
        for index, token in enumerate(self.tokens):
            head = self._head[index]
            if head != index and not self._space[index]:
                rel, plain = self._rel[index], self._plain[index]
                self._children[head].append((token, rel, plain))
                self._below[head].update((rel, plain))
        self._sentences: list[tuple[int, int]] = []
        self._marks: dict[int, str] = {}
        self._prepositions: dict[int, str] = {}
        self._passives: dict[int, bool] = {}
        self._particles: dict[int, Token | None] = {}

    # -- basic walks ---------------------------------------------------------------------

    def rel(self, token: Token) -> str:
        """The relation of a token to its head, e.g. "nsubj:pass"; "root" for a root."""
        return self._rel[token.i]

    def head(self, token: Token) -> Token:
        """The head of a token; the token itself for a root."""
        return self.tokens[self._head[token.i]]

    def is_root(self, token: Token) -> bool:
        return self._head[token.i] == token.i

    def children(self, token: Token, *rels: str) -> list[Token]:
        """The dependents of a token in text order, all or those of the given relations.

        A relation without a subtype ("obl") matches its subtypes too ("obl:agent").
        """
        at = token.i
        if not rels:
            return [child for child, _, _ in self._children[at]]
        if self._below[at].isdisjoint(rels):
            return []
        return [child for child, rel, plain in self._children[at] if rel in rels or plain in rels]

    def below(self, token: Token) -> frozenset[str] | set[str]:
        """The relations of a token's dependents, with and without subtype.

        Where a rule has many questions and few of them have an answer this tells which, at little cost.
        """
        return self._below[token.i]

    def child(self, token: Token, *rels: str) -> Token | None:
        """The first dependent of one of the given relations, or None."""
        at = token.i
        if self._below[at].isdisjoint(rels):
            return None
        for child, rel, plain in self._children[at]:
            if rel in rels or plain in rels:
                return child
        return None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Yield head, head's head ... up to the root (at most 200), the token itself left out."""
        index, seen = token.i, 0
        while self._head[index] != index and seen < 200:  # bounded: hostile text makes endless chains
            index = self._head[index]
            seen += 1
            yield self.tokens[index]

    def subtree(self, token: Token, *without: str) -> list[Token]:
        """A token and all below it in text order, not entering dependents of the relations `without`.

        `without` applies to the token's own dependents only ("conj" gives one conjunct alone).
        """
        return [self.tokens[index] for index in sorted(self._indices(token, without))]

    def _indices(self, token: Token, without: tuple[str, ...]) -> set[int]:
        """The token indices of a subtree, see `subtree`."""
        seen = {token.i}
        hidden = self._below[token.i].intersection(without)
        below = self._children[token.i]
        stack = [child.i for child, rel, plain in below if rel not in hidden and plain not in hidden]
        while stack:
            index = stack.pop()
            if index not in seen:
                seen.add(index)
                stack.extend([child.i for child, _, _ in self._children[index]])
        return seen

    def span(self, token: Token, *without: str) -> tuple[int, int]:
        """Token indices (start, end) of the unbroken stretch of a subtree around its head.

        Punctuation and white space at its edges are left out.
        """
        at = start = end = token.i
        below = self._below[at]
        if not below or below.issubset(without):
            return at, at + 1
        indices, space, tokens = self._indices(token, without), self._space, self.tokens
        while start - 1 >= 0 and (start - 1 in indices or space[start - 1]):
            start -= 1
        while end + 1 < len(tokens) and (end + 1 in indices or space[end + 1]):
            end += 1
        while start < at and (space[start] or tokens[start].is_punct):
            start += 1
        while end > at and (space[end] or tokens[end].is_punct):
            end -= 1
        return start, end + 1

    def sentence(self, token: Token) -> tuple[int, int]:
        """Token indices (start, end) of the sentence that a token stands in."""
        if not self._sentences:
            for sentence in self.doc.sents:
                bounds = (sentence.start, sentence.end)
                self._sentences.extend([bounds] * (sentence.end - sentence.start))
        return self._sentences[token.i]

    # -- what clauses are made of --------------------------------------------------------

    def is_passive(self, verb: Token) -> bool:
        """Whether a verb is passive by its auxiliary or its subject ("was hosted", "got hit")."""
        found = self._passives.get(verb.i)
        if found is None:
            found = self._passives[verb.i] = self._has_passive_form(verb)
        return found

    def _has_passive_form(self, verb: Token) -> bool:
        if self.child(verb, "aux:pass", "nsubj:pass", "csubj:pass") is not None:
            return True
        return any(child.lemma_ == "be" for child in self.children(verb, "aux")) and (
            verb.tag_ == "VBN" and not any(c.lemma_ == "have" for c in self.children(verb, "aux"))
        )

    def subjects(self, predicate: Token) -> list[Token]:
        """Own subjects of a predicate, active or passive, conjuncts not followed."""
        return self.children(predicate, *_SUBJECTS)

    def particle(self, verb: Token) -> Token | None:
        """The particle of a phrasal verb ("shut down", "swept away"), or None.

        An adverb of the particle kind counts where nothing depends on it and it stands behind
        the verb, at once or behind the object.
        """
        if self._below[verb.i].isdisjoint(_PARTICLE_RELS):
            return None
        if verb.i not in self._particles:
            self._particles[verb.i] = self._find_particle(verb)
        return self._particles[verb.i]

    def _find_particle(self, verb: Token) -> Token | None:
        found = self.child(verb, "compound:prt")
        if found is not None:
            return found
        for adverb in self.children(verb, "advmod"):
            if adverb.tag_ not in {"RB", "RP"} or self._children[adverb.i]:
                continue
            behind = adverb.i - 1 == verb.i
            if adverb.lower_ not in _PARTICLES or adverb.i < verb.i:
                continue
            if behind or any(self.span(o)[1] == adverb.i for o in self.children(verb, "obj")):
                return adverb
        return None

    def prepositions(self, nominal: Token) -> list[Token]:
        """The case markers of a nominal in text order, fixed expressions' heads only; no possessive 's."""
        return [
            t
            for t in self.children(nominal, "case")
            if t.tag_ != "POS" and t.lower_ not in {"'s", "’s", "'", "’"}
        ]

    def preposition(self, nominal: Token) -> str:
        """The preposition of a nominal in lower case ("on", "because of", "out of"), or ""."""
        if "case" not in self._below[nominal.i]:
            return ""
        found = self._prepositions.get(nominal.i)
        if found is None:
            before = [marker for marker in self.prepositions(nominal) if marker.i < nominal.i]
            found = self._prepositions[nominal.i] = self._worded(before)
        return found

    def mark(self, clause: Token) -> str:
        """The subordinator of a clause in lower case ("if", "to", "that", "in order to"), or ""."""
        if "mark" not in self._below[clause.i]:
            return ""
        found = self._marks.get(clause.i)
        if found is None:
            found = self._marks[clause.i] = self._worded(self.children(clause, "mark"))
        return found

    def _worded(self, markers: list[Token]) -> str:
        """Function words with what is fixed to them, in lower case and text order ("because of")."""
        if not markers:
            return ""
        indices = {word.i for marker in markers for word in (marker, *self.children(marker, "fixed"))}
        return " ".join([self.tokens[index].lower_ for index in sorted(indices)])

    def is_negated(self, predicate: Token) -> bool:
        """Whether a negator stands on the predicate itself ("not", "never", "neither"), or "no" on a noun."""
        for child in self.children(predicate, "advmod", "det", "cc", "dep", "cc:preconj"):
            if child.lower_ not in _NEGATORS:
                continue
            after = self.tokens[child.i + 1 : child.i + 2]
            if child.lower_ == "not" and after and after[0].lower_ in _FOCUS:
                continue  # "not only", "not just": no negation
            if child.lower_ != "no" or predicate.pos_ in {"NOUN", "PROPN"}:
                return True
        return False

    def conjuncts(self, token: Token) -> list[Token]:
        """All conjuncts of a coordination in text order, the token's own included.

        Works from any member; [token] where nothing is coordinated.
        """
        first = self.first_conjunct(token)
        if "conj" not in self._below[first.i]:
            return [first]
        out = [first]
        stack = [first]
        done = {first.i}
        while stack:
            member = stack.pop()
            for other in self.children(member, "conj"):
                if other.i not in done:
                    done.add(other.i)
                    out.append(other)
                    stack.append(other)
        return sorted(out, key=lambda t: t.i)

    def conjunct_before(self, token: Token) -> Token:
        """The nearest conjunct before this one that is of its kind and level; itself if first.

        "A came, B saw and left": that of "left" is "saw", however the chain is attached.
        """
        before = [t for t in self.conjuncts(token) if t.i < token.i and t.pos_ == token.pos_]
        return before[-1] if before else self.first_conjunct(token)

    def first_conjunct(self, token: Token) -> Token:
        """The conjunct that carries the relation of the whole coordination."""
        seen = {token.i}
        while self._rel[token.i] == "conj" and self._head[token.i] not in seen:
            token = self.head(token)
            seen.add(token.i)
        return token

    def is_clause(self, token: Token) -> bool:
        """Whether a token heads a clause: a verb, or a non-verb with a copula or a subject of its own."""
        if token.pos_ == "VERB":
            return True
        return self.child(token, "cop", *_SUBJECTS) is not None

    # -- CLEAR to UD ---------------------------------------------------------------------

    def _from_clear(self) -> None:
        """Rewrite heads and labels of the CLEAR scheme into UD's, in place."""
        doc, head, rel = self.doc, self._head, self._rel
        original = list(rel)
        rel[:] = [_RENAMED.get(label, label) for label in rel]
        for token in doc:  # prepositions: their complement takes their place
            if original[token.i] not in {"prep", "agent", "dative"} or token.pos_ not in {
                "ADP",
                "SCONJ",
                "VERB",
                "ADV",
            }:
                continue
            self._invert_preposition(token, original)
        for token in doc:  # copulas: their predicate takes their place
            if original[token.i] in {"attr", "acomp"} and doc[head[token.i]].lemma_ == "be":
                self._invert_copula(token.i, head[token.i])
        for token in doc:  # the coordinator belongs to the conjunct after it
            if original[token.i] == "cc":
                later = [
                    t.i
                    for t in doc
                    if original[t.i] == "conj" and t.i > token.i and head[t.i] == head[token.i]
                ]
                if later:
                    head[token.i] = later[0]

    def _invert_preposition(self, token: Token, original: list[str]) -> None:
        doc, head, rel = self.doc, self._head, self._rel
        inner = [c for c in token.children if original[c.i] in {"pobj", "pcomp"}]
        if not inner:
            if original[token.i] == "prep":
                nested = [c for c in token.children if original[c.i] == "prep"]
                rel[token.i] = "advmod" if not nested else rel[token.i]
            return
        governor = head[token.i]
        seen = set()
        while original[governor] in {"prep", "agent"} and governor not in seen:  # "out of the house"
            seen.add(governor)
            if governor == doc[governor].head.i:
                break
            rel[governor], outer = "case", governor
            governor = doc[governor].head.i
            head[outer] = inner[0].i
        verbal = doc[governor].pos_ in _VERBAL or doc[governor].pos_ == "ADJ"
        for complement in inner:
            head[complement.i] = governor
            if original[complement.i] == "pcomp":
                rel[complement.i] = "advcl" if verbal else "acl"
            elif original[token.i] == "agent":
                rel[complement.i] = "obl:agent"
            else:
                rel[complement.i] = "obl" if verbal else "nmod"
        head[token.i] = inner[0].i
        rel[token.i] = "mark" if original[inner[0].i] == "pcomp" else "case"

    def _invert_copula(self, predicate: int, copula: int) -> None:
        head, rel = self._head, self._rel
        for index in range(len(head)):
            if head[index] == copula and index not in (copula, predicate):
                head[index] = predicate
        head[predicate] = predicate if head[copula] == copula else head[copula]
        rel[predicate] = rel[copula]
        head[copula] = predicate
        rel[copula] = "cop"


_latest: Tree | None = None


def tree_of(doc: Doc) -> Tree:
    """The Tree of a Doc, kept for the Doc that was asked for last.

    The components of one article ask one after another. Heads, labels and tags must not change
    in between.
    """
    global _latest
    tree = _latest
    if tree is None or tree.doc is not doc:
        tree = _latest = Tree(doc)
    return tree
