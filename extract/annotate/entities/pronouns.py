"""Third-person, reflexive and relative pronouns.

Candidates stand before the pronoun in its sentence or up to three sentences earlier; those that
grammar or agreement forbid are dropped (binding after Lappin & Leass 1994), the rest weighed by
role, distance, parallelism and how often the entity is spoken of. Where none is clearly good,
the pronoun stays alone: a wrong name in a table is worse than a pronoun.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

from extract.annotate.entities.clusters import Clusters
from extract.annotate.entities.frame import Frame
from extract.annotate.entities.mentions import POSSESSIVES, Item
from extract.annotate.entities.pleonastic import has_empty_subject
from extract.annotate.entities.roles import offices
from extract.annotate.entities.weighing import features, weights
from extract.annotate.entities.words import words
from extract.encoder.heads.antecedents import EXTENSION, scores

_WINDOW = 3  # sentences
_SPEECH_WINDOW = 8  # sentences, most of them quoted, over which a speaker goes on
_MOST = 40  # candidates looked at
_CLIMB = 8
_TIME_WORDS = frozenset({"when", "while", "after", "before", "as", "once", "until", "since"})
CLASSES = {"m": "he", "f": "he", "n": "it", "": "they"}
ORDER = ("he", "it", "they")  # as the model numbers them


class Pronouns:
    """Resolves pronouns, fed with all items in text order."""

    def __init__(
        self,
        frame: Frame,
        items: list[Item],
        clusters: Clusters,
        by_head: dict[int, int],
        barred: dict[int, int],
        quote_of: dict[int, int],
    ) -> None:
        """Set up.

        Args:
            barred: head token of a pronoun in a direct quotation to the item number of its
                speaker, whom "he" or "they" there is not.
            quote_of: token index to the number of the direct quotation around it.
        """
        self.frame = frame
        self.items = items
        self.clusters = clusters
        self.by_head = by_head
        self.barred = barred
        self.quote_of = quote_of
        self._sources = {a.source.head for a in frame.doc._.ew_attributions if a.source is not None}
        self._quoted_sources = {
            a.source.head
            for a in frame.doc._.ew_attributions
            if a.source is not None and a.kind in {"direct", "mixed"}
        }
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        self._narrated: deque[int] = deque(maxlen=8)  # main subjects outside quotations
        self._known_fellows: dict[int, list[int]] = {}
        self._empty: dict[int, bool] = {}

    def see(self, item: Item) -> None:
        """Remember an item as a possible antecedent of what follows."""
        if item.part == "byline" or item.kind in {"first", "second", "other"}:
            return
        if item.kind != "relative" or self.clusters.size(item.index) > 1:
            self._by_sentence[item.sentence].append(item.index)
        told = item.head not in self.quote_of and item.part == "body" and item.kind != "relative"
        if told and item.role == "subject" and self.frame.is_main(item.clause):
            self._narrated.append(item.index)

    def antecedent(self, item: Item) -> int:
        """The number of the item that a pronoun refers to, or -1."""
        if item.kind == "relative":
            return self._relative(item)
        if item.kind == "reflexive":
            return self._reflexive(item)
        if item.kind != "third" or (item.gender == "n" and self._pleonastic(item)):
            return -1
        for rule in (self._speaks_on, self._still_speaks, self._in_report):
            which = rule(item)
            if which >= 0:
                return which
        return self._best(item)

    def _best(self, item: Item) -> int:
        """The likeliest of the allowed antecedents, or -1; by features alone where the model has no say."""
        rivals = list(self.rivals(item))
        laid = self.frame.doc._.get(EXTENSION)
        if not rivals:
            return -1
        name = CLASSES[item.gender]
        if laid is None:
            table = weights()[name]
            found = [sum(table.get(key, 0.0) * value for key, value in told.items()) for _, told in rivals]
            found.append(table["none"])
        else:
            heads = [self.items[index].head for index, _ in rivals]
            told = [told for _, told in rivals]
            found = scores(laid, ORDER.index(name), item.head, heads, told).tolist()
        best = max(range(len(found)), key=lambda i: (found[i], i == len(rivals)))
        return rivals[best][0] if best < len(rivals) else -1

    def rivals(self, item: Item) -> Iterator[tuple[int, dict[str, float]]]:
        """Yield the allowed antecedents of a third-person pronoun, nearest first, with their features."""
        forbidden = self._forbidden(item)
        own = self._own_subject(item)
        seen: set[int] = set()
        for other in self._candidates(item):
            if self._allowed(item, other, forbidden):
                root = self.clusters.root(other.index)
                yield (
                    other.index,
                    features(
                        self.frame, self.clusters, self.quote_of, item, other, own, root in seen, len(seen)
                    ),
                )
                seen.add(root)

    def _speaks_on(self, item: Item) -> int:
        """ "They argue ..." right after a sentence in which several speak: they go on speaking.

        The subject of the sentence before, where it is a source as the pronoun is and of fitting
        number; the pronoun opens its sentence.
        """
        if item.lemma != "they" or item.role != "subject" or item.head not in self._sources:
            return -1
        if any(not (self.frame.doc[i].is_punct or self.frame.doc[i].is_space) for i in self._opening(item)):
            return -1
        forbidden = self._forbidden(item)
        for index in self._by_sentence.get(item.sentence - 1, ())[:_MOST]:
            other = self.items[index]
            if other.head in self._sources and other.role == "subject" and self.frame.is_main(other.clause):
                plural = self.clusters.number(index) == "p" or self.clusters.type(index) == "ORG"
                return index if plural and self._allowed(item, other, forbidden) else -1
        return -1

    def _still_speaks(self, item: Item) -> int:
        """ "'Wages fell,' it added": the speaker of before goes on, where nobody else came up between.

        The pronoun is the source of direct speech or opens its sentence; the nearest main subject
        outside quotations that it may be must be a source too.
        """
        if item.number != "s" or item.role != "subject" or item.head not in self._sources:
            return -1
        opens = all(self.frame.doc[i].is_punct or self.frame.doc[i].is_space for i in self._opening(item))
        if not opens and item.head not in self._quoted_sources:
            return -1
        forbidden = self._forbidden(item)
        for index in reversed(self._by_sentence.get(item.sentence, ())[-_MOST:]):
            other = self.items[index]
            if other.head not in self.quote_of and self._allowed(item, other, forbidden):
                return -1  # "Ann Lee wrote to him, but he said": the sentence has one of its own
        for index in reversed(self._narrated):
            other = self.items[index]
            if item.sentence - other.sentence > _SPEECH_WINDOW:
                break
            if other.sentence < item.sentence and self._allowed(item, other, forbidden):
                if item.gender in {"m", "f"} and not self._known_as(item, index):
                    return -1
                return index if other.head in self._sources else -1
        return -1

    def _known_as(self, item: Item, index: int) -> bool:
        """Whether who is meant is named, or known to be of the pronoun's sex."""
        return self.clusters.named(index) or self.clusters.gender(index) == item.gender

    def _in_report(self, item: Item) -> int:
        """Whom "he" or "she" within a report is by the subjects of the clauses above, or -1.

        "Lee said Roe fell when he turned": Roe, whose clause the time clause belongs to. "The Roe
        campaign said the loan had helped him": the person the campaign is for.
        """
        if item.gender not in {"m", "f"} or item.head in self.quote_of:
            return -1
        frame = self.frame
        forbidden = self._forbidden(item)
        clause = frame.clause[item.head]
        for _ in range(_CLIMB):
            above = frame.clause[clause]
            if above == clause:
                return -1
            timed = item.role == "subject" and frame.rel[clause].startswith("advcl")
            timed = timed and any(c.lower_ in _TIME_WORDS for c in frame.tree.children(frame.doc[clause]))
            clause = above
            subject = self.by_head.get(next((s.i for s in frame.tree.subjects(frame.doc[clause])), -1), -1)
            if subject < 0 or self.items[subject].head > item.head or subject == item.index:
                continue
            person = self._acts_for(self.items[subject])
            if person >= 0 and self._agrees(item, self.items[person]):
                return person
            if self._allowed(item, self.items[subject], forbidden):
                return subject if timed and frame.rel[clause].startswith("ccomp") else -1
        return -1

    def _acts_for(self, item: Item) -> int:
        """The person that a body is named after by the modifier before it ("the Roe campaign"), or -1."""
        if item.lemma not in offices().personal_bodies:
            return -1
        for child in self.frame.tree.children(
            self.frame.doc[item.head], "compound", "nmod:poss", "nmod:desc"
        ):
            which = self.by_head.get(child.i, -1)
            if which >= 0 and self.clusters.type(which) == "PERSON" and self.items[which].form == "name":
                return which
        return -1

    def _opening(self, item: Item) -> Iterator[int]:
        """The tokens of a pronoun's sentence before it, a few of them."""
        index = item.head - 1
        while index >= 0 and self.frame.sentence[index] == item.sentence and item.head - index < _CLIMB:
            yield index
            index -= 1

    # -- relative and reflexive ----------------------------------------------------------

    def _relative(self, item: Item) -> int:
        index = item.head
        frame = self.frame
        for _ in range(_CLIMB):
            above = frame.head[index]
            if above == index:
                return -1
            if frame.rel[index] == "acl:relcl" and index != item.head:
                return self.by_head.get(above, -1) if above < item.head else -1
            index = above
        return -1

    def _reflexive(self, item: Item) -> int:
        subject = self.frame.subject_of(self.frame.clause[item.head])
        which = self.by_head.get(subject, -1)
        if which < 0 or which == item.index:
            return -1
        other = self.items[which]
        return which if self._agrees(item, other) and self._stands_for(item, other) else -1

    def _pleonastic(self, item: Item) -> bool:
        frame = self.frame
        if item.lemma != "it" or not frame.rel[item.head].startswith(("nsubj", "expl")):
            return False
        verb = frame.head[item.head]
        if verb not in self._empty:
            self._empty[verb] = has_empty_subject(frame, verb)
        return self._empty[verb]

    # -- what cannot be the antecedent ---------------------------------------------------

    def _candidates(self, item: Item) -> list[Item]:
        """Items before the pronoun, nearest first, at most a fixed number."""
        out: list[Item] = []
        for sentence in range(item.sentence, max(item.sentence - _WINDOW, 0) - 1, -1):
            for index in reversed(self._by_sentence.get(sentence, ())):
                other = self.items[index]
                if other.mention.start < item.mention.start and other.index != item.index:
                    out.append(other)
                    if len(out) >= _MOST:
                        return out
        return out

    def _forbidden(self, item: Item) -> set[int]:
        """Groups that binding excludes: what else the same verb takes, and the speaker of a quote."""
        out: set[int] = set()
        speaker = self.barred.get(item.head, -1)
        if speaker >= 0:
            out.add(self.clusters.root(speaker))
        if item.lemma in POSSESSIVES and self.frame.rel[item.head] in {"nmod:poss", "det"}:
            return out
        frame = self.frame
        verb = frame.head[item.head]
        if verb == item.head:
            return out
        modified = self._modified(item)
        if modified in self.by_head:
            out.add(self.clusters.root(self.by_head[modified]))
        if frame.rel[item.head].startswith("conj"):
            first = frame.first_conjunct(item.head)
            if first in self.by_head:
                out.add(self.clusters.root(self.by_head[first]))
        fellows = list(self._fellows(verb))
        if item.role != "subject":
            fellows.append(frame.subject_of(verb))
        for index in fellows:
            if index in self.by_head and index != item.head:
                out.add(self.clusters.root(self.by_head[index]))
        return out

    def _fellows(self, verb: int) -> list[int]:
        """The arguments of a verb, a few of them where a hostile text has thousands; looked up once."""
        known = self._known_fellows.get(verb)
        if known is None:
            children = self.frame.tree.children(self.frame.doc[verb], "nsubj", "obj", "iobj", "obl", "nmod")
            known = self._known_fellows[verb] = [child.i for child in children[:12]]
        return known

    def _modified(self, item: Item) -> int:
        """The noun whose relative clause has this pronoun as subject ("the pressure it is under"), or -1."""
        frame = self.frame
        clause = frame.head[item.head]
        if item.role == "subject":
            for _ in range(3):
                if frame.rel[clause] == "acl:relcl":
                    return frame.head[clause]
                if frame.rel[clause] not in {"conj", "xcomp", "ccomp"}:
                    break
                clause = frame.head[clause]
        return -1

    def _allowed(self, item: Item, other: Item, forbidden: set[int]) -> bool:
        if other.mention.start <= item.mention.start < other.mention.end:
            return False
        root = self.clusters.root(other.index)
        if root in forbidden or root == self.clusters.root(item.index):
            return False
        if other.lemma in words().lists["never_linked"] and other.form == "nominal":
            return False
        if self.frame.head[item.head] == other.head and item.lemma in POSSESSIVES:
            return False
        if (
            other.form == "nominal"
            and self.frame.rel[other.head] == "root"
            and self.frame.tree.child(self.frame.doc[other.head], "cop")
        ):
            return False
        if item.number == "s" and self._weak(other):
            return False
        return self._agrees(item, other) and self._stands_for(item, other)

    def _weak(self, other: Item) -> bool:
        """A bare singular noun spoken of once refers to nothing in particular ("take refuge", "by car")."""
        bare = other.form == "nominal" and other.determiner == "bare" and other.number == "s"
        if not bare or other.modifiers or self.clusters.size(other.index) > 1:
            return False
        return other.gender == "n" and other.role in {"object", "oblique"}

    def _agrees(self, item: Item, other: Item) -> bool:
        """Number and sex do not contradict."""
        gender = self.clusters.gender(other.index)
        type_ = self.clusters.type(other.index)
        number = self.clusters.number(other.index)
        if item.number == "p":
            if other.form == "pronoun" and other.number == "s" and not self.clusters.named(other.index):
                return False
            if type_ == "PERSON" and number == "s":
                return False
            return number != "s" or type_ in {"ORG", "GPE", "NORP"} or self._collective(other)
        if number == "p" and type_ != "ORG":
            return False
        if item.gender in {"m", "f"}:
            if other.form == "nominal" and other.lemma in offices().crowds:
                return False
            if gender or type_:
                return gender in {item.gender, "a"}
            if self.clusters.named(other.index):
                return other.role == "subject"
            return other.lemma in words().lists["either_nouns"]
        return gender not in {"m", "f", "a"} and type_ not in {"PERSON", "NORP"}

    def _collective(self, other: Item) -> bool:
        return other.lemma in words().org_nouns or other.lemma in {
            "family",
            "couple",
            "public",
            "crew",
            "staff",
            "crowd",
            "jury",
        }

    def _stands_for(self, item: Item, other: Item) -> bool:
        """Names that only modify a noun, and money, are hardly ever meant by a pronoun."""
        if other.mention.type == "MONEY" or (other.mention.type == "NORP" and item.number == "s"):
            return False
        rel = self.frame.rel[other.head]
        if other.form == "name" and rel in {"compound", "amod", "nmod:desc"}:
            return other.mention.type != "NORP" and self.clusters.size(other.index) > 2
        return True

    # -- weighing ------------------------------------------------------------------------

    def _own_subject(self, item: Item) -> int:
        """The group of the subject of the clause that a possessive stands in, or -1."""
        if item.lemma not in POSSESSIVES:
            return -1
        subject = self.frame.subject_of(self.frame.clause[item.head])
        which = self.by_head.get(subject, -1)
        return self.clusters.root(which) if which >= 0 else -1
