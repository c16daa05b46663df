"""Score events against news with annotated events: ECB+, WikiEvents dev, RAMS dev.

    python benchmarks/score_events.py [ecb wikievents rams] [--model NAME_OR_PATH] [--errors KIND]
                                      [--documents N] [--kinds event,speech,state]

The program reads the running text (see event_gold.py) as it reads any article; rows of the kinds
that it gives by default count, event and speech. Figures in points, with 95 % intervals by bootstrap
over documents.

Triggers. A row stands at its trigger and, with a light verb, at that verb as well ("made" and
"decision" in "made a decision" are one row); likewise at the other words of an action of several
words ("take place"). A gold mention is found if a row stands in its span, so one word of a multiword
mention is enough; a row finds one mention only, its trigger's first; further rows in the span of a
mention that is found are neither right nor wrong. In ECB+ only the
trusted sentences count, and all classes of ACTION and NEG_ACTION are events; "over verbs and nouns"
are the mentions with a head that our tagger takes for a verb or a common noun and our rows with such
a trigger, "all" are all ("it", "guilty", "Super Bowl").

Participants (ECB+). The mentions of HUMAN and NON_HUMAN in trusted sentences. "Headed": the head of
some argument of some event stands in the mention. "Covered": or the mention's head stands in an argument.

Arguments (WikiEvents, RAMS). Of a gold event that a row finds: "headed" if the head of one of the
row's arguments, whatever its role, stands in the gold argument; "covered" if the gold argument's head
stands in one; "or resolved" if an argument is the same entity by our coreference. "Of found triggers"
leaves out the events without a row, "overall" counts their arguments as missed, "in the sentence" are
the overall figures of arguments in the trigger's sentence.

Negation (ECB+): over the gold events that a row finds (as under "triggers, all"), F1 of negative. Gold
is negative where the annotators chose a class NEG_ACTION_* (OCCURRENCE, STATE, REPORTING, PERCEPTION: 51 of
5,053 mentions), whatever the sentence says: a "not" before a mention of a class ACTION_* that we take for a
negation counts against us. Ours is polarity negative. "states too" are rows of all kinds, since the gold's
classes have states ("is not guilty") as well.

Types: of the found WikiEvents events whose type has a counterpart in ACE 2005, those whose event type
bears its code.
Rows a sentence: rows in the scored sentences by the set's own count of sentences (in RAMS all).

KIND of errors: missed, extra, negation, participants, arguments, types.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import event_gold
from bootstrap import Count, ratio, report
from common import command
from event_gold import Document, GoldEvent, Span
from spacy.tokens import Doc, Token

from extract.events.types import Event
from extract.extractor import Extractor
from extract.ontology import Ontology, load

SETS = {"ecb": event_gold.ecb, "wikievents": event_gold.wikievents, "rams": event_gold.rams}
KINDS = ("event", "speech")
ALL_KINDS = frozenset({*KINDS, "state"})
# Types of WikiEvents (first two levels, "Contact.Contact" with the third) whose ACE 2005 name differs.
ACE = {
    "Contact.Contact.Meet": "Contact.Meet",
    "Contact.Contact.Correspondence": "Contact.Phone-Write",
    "Movement.Transportation": "Movement.Transport",
    "Justice.ArrestJailDetain": "Justice.Arrest-Jail",
    "Justice.ChargeIndict": "Justice.Charge-Indict",
    "Justice.ReleaseParole": "Justice.Release-Parole",
    "Justice.TrialHearing": "Justice.Trial-Hearing",
    "Personnel.EndPosition": "Personnel.End-Position",
    "Personnel.StartPosition": "Personnel.Start-Position",
    "Transaction.ExchangeBuySell": "Transaction.Transfer-Ownership",
}
SAME_IN_ACE = frozenset(
    "Conflict.Attack Conflict.Demonstrate Justice.Acquit Justice.Convict Justice.Sentence Life.Die "
    "Life.Injure Personnel.Elect".split()
)


@dataclass
class Row:
    """An event of ours by characters: where it stands, the heads and extents of its arguments."""

    event: Event
    trigger: int
    places: list[int]
    noun_or_verb: bool
    heads: list[int]
    spans: list[Span]
    entities: set[int]


class Found:
    """Our reading of a document."""

    def __init__(self, doc: Doc, kinds: frozenset[str]) -> None:
        self.doc = doc
        self.entity_at: dict[int, int] = {}  # head character of a mention: its entity
        for number, entity in enumerate(doc._.ew_entities):
            for mention in entity.mentions:
                self.entity_at.setdefault(doc[mention.head].idx, number)
        self.rows = [self._row(event) for event in doc._.ew_events if event.kind in kinds]

    def rows_in(self, sentences: list[Span]) -> list[Row]:
        """The rows whose trigger stands in one of these sentences."""
        return [row for row in self.rows if any(inside(row.trigger, s) for s in sentences)]

    def _row(self, event: Event) -> Row:
        doc = self.doc
        token = doc[event.trigger.start]
        places = [token.idx]
        if any(why.startswith("light verb") for why in event.reasons):
            places.append(token.head.idx)
        action = set(event.action.split()[1:])
        places += [child.idx for child in token.children if child.lemma_.lower() in action]
        heads = [doc[a.head].idx for a in event.arguments]
        spans = [(doc[a.start].idx, doc[a.end - 1].idx + len(doc[a.end - 1])) for a in event.arguments]
        entities = {self.entity_at[head] for head in heads if head in self.entity_at}
        return Row(event, token.idx, places, token.pos_ in {"VERB", "NOUN"}, heads, spans, entities)

    def head(self, span: Span) -> Token | None:
        """The first word of a span that hangs on a word outside; None where no word stands in it."""
        tokens = [
            token
            for token in self.doc.char_span(*span, alignment_mode="expand") or ()
            if not token.is_space and not token.is_punct
        ]
        inside = {token.i for token in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)

    def entity(self, span: Span) -> int | None:
        """The entity of the mention with a span's head."""
        head = self.head(span)
        return self.entity_at.get(head.idx) if head is not None else None


def inside(place: int, span: Span) -> bool:
    """Whether a character stands in a span."""
    return span[0] <= place < span[1]


def pair(events: list[GoldEvent], rows: list[Row]) -> tuple[dict[int, Row], set[int]]:
    """Gold events (by number) with the row that finds each, and the numbers of rows beyond them.

    A row finds one event. Rows whose trigger stands in a span go first, then those with another of
    their words there; rows in the span of an event that is found by another are not among those beyond.
    """
    found: dict[int, Row] = {}
    used: set[int] = set()
    for at in range(max((len(row.places) for row in rows), default=0)):
        for number, event in enumerate(events):
            if number in found:
                continue
            for index, row in enumerate(rows):
                if index not in used and len(row.places) > at and inside(row.places[at], event.trigger):
                    found[number] = row
                    used.add(index)
                    break
    spans = [event.trigger for event in events]
    beyond = {
        index
        for index, row in enumerate(rows)
        if index not in used and not any(inside(row.trigger, span) for span in spans)
    }
    return found, beyond


class Scorer:
    """Counts the figures of one document; prints errors of one kind as it goes."""

    def __init__(self, ontology: Ontology, kinds: Iterable[str] = KINDS, errors: str = "") -> None:
        self.codes = {name: type.codes.get("ace", "") for name, type in ontology.types.items()}
        self.kinds = frozenset(kinds)
        self.errors = errors

    def count(self, gold: Document, doc: Doc, name: str) -> dict[str, Count]:
        """The counts of one document of the set `name`."""
        found = Found(doc, self.kinds)
        scored = [gold.sentences[n] for n in gold.scored] or gold.sentences
        rows = found.rows_in(scored)
        counts: dict[str, Count] = {"rows a sentence (x 100)": (len(rows), len(scored), len(scored))}
        if name == "ecb":
            counts |= self._ecb(gold, found, rows, scored)
        else:
            counts |= self._roles(gold, found, rows, name)
        return counts

    # -- ECB+ --------------------------------------------------------------------------------

    def _ecb(self, gold: Document, found: Found, rows: list[Row], scored: list[Span]) -> dict[str, Count]:
        counts: dict[str, Count] = {}
        plain = [event for event in gold.events if self._is_plain(found, event.trigger)]
        for key, events, ours in (
            ("triggers, verbs and nouns", plain, [row for row in rows if row.noun_or_verb]),
            ("triggers, all", gold.events, rows),
        ):
            pairs, beyond = pair(events, ours)
            counts[key] = (len(pairs), len(pairs) + len(beyond), len(events))
            if key == "triggers, all":
                counts["negation"] = self._negation(gold, found, pairs)
                everything = Found(found.doc, ALL_KINDS)
                stated, _ = pair(gold.events, everything.rows_in(scored))
                counts["negation, states too"] = self._negation(gold, everything, stated)
                continue
            for number, event in enumerate(events):
                if number not in pairs:
                    self._tell("missed", gold, found, event.trigger)
            for index in sorted(beyond):
                row = ours[index]
                self._tell("extra", gold, found, (row.trigger, row.trigger + 1), row.event.action)
        heads = [head for row in found.rows for head in row.heads]
        spans = [span for row in found.rows for span in row.spans]
        headed = [any(inside(head, p) for head in heads) for p in gold.participants]
        covered = [
            hit or any(inside(self._place(found, p), span) for span in spans)
            for p, hit in zip(gold.participants, headed, strict=True)
        ]
        counts["participants, headed"] = ratio(headed)
        counts["participants, covered"] = ratio(covered)
        for participant, hit, near in zip(gold.participants, headed, covered, strict=True):
            if not hit:
                self._tell("participants", gold, found, participant, "in an argument" * near)
        return counts

    def _negation(self, gold: Document, found: Found, pairs: dict[int, Row]) -> Count:
        """Negation over the gold events (by number) that a row finds."""
        said = {number for number, row in pairs.items() if row.event.polarity == "negative"}
        true = {number for number in pairs if gold.events[number].negative}
        for number in sorted(said ^ true):
            self._tell("negation", gold, found, gold.events[number].trigger, "gold" * (number in true))
        return len(said & true), len(said), len(true)

    @staticmethod
    def _is_plain(found: Found, span: Span) -> bool:
        head = found.head(span)
        return head is not None and head.pos_ in {"VERB", "NOUN"}

    @staticmethod
    def _place(found: Found, span: Span) -> int:
        head = found.head(span)
        return head.idx if head is not None else -1

    # -- WikiEvents and RAMS -------------------------------------------------------------------

    def _roles(self, gold: Document, found: Found, rows: list[Row], name: str) -> dict[str, Count]:
        pairs, _ = pair(gold.events, rows)
        counts = {"triggers, recall": ratio(n in pairs for n in range(len(gold.events)))}
        by_key: dict[str, list[bool]] = {}
        types: list[bool] = []
        for number, event in enumerate(gold.events):
            row = pairs.get(number)
            if row is None:
                self._tell("missed", gold, found, event.trigger, event.type)
            home = next((s for s in gold.sentences if inside(event.trigger[0], s)), (0, 0))
            for span, role in event.arguments:
                headed, covered, resolved = self._argument(found, row, span)
                verdicts = {"headed": headed, "covered": covered, "covered or resolved": covered or resolved}
                for how, verdict in verdicts.items():
                    parts = ["overall"]
                    if row is not None:
                        parts.append("of found triggers")
                    if inside(span[0], home):
                        parts.append("in the sentence")
                    for part in parts:
                        by_key.setdefault(f"arguments {how}, {part}", []).append(verdict)
                if row is not None and not headed:
                    note = f"{gold.text[span[0] : span[1]]} ({role})" + " covered" * covered
                    note += " resolved" * resolved + " elsewhere" * (not inside(span[0], home))
                    self._tell("arguments", gold, found, event.trigger, note)
            code = ace_code(event.type) if name == "wikievents" else ""
            if code and row is not None:
                types.append(self.codes.get(row.event.event_type, "") == code)
                if not types[-1]:
                    self._tell("types", gold, found, event.trigger, f"{code}: {row.event.event_type}")
        counts |= {key: ratio(verdicts) for key, verdicts in by_key.items()}
        if name == "wikievents":
            counts["types"] = ratio(types)
        return counts

    def _argument(self, found: Found, row: Row | None, span: Span) -> tuple[bool, bool, bool]:
        if row is None:
            return False, False, False
        headed = any(inside(head, span) for head in row.heads)
        place = self._place(found, span)
        covered = headed or any(inside(place, ours) for ours in row.spans)
        entity = found.entity(span)
        return headed, covered, headed or (entity is not None and entity in row.entities)

    def _tell(self, kind: str, gold: Document, found: Found, span: Span, note: str = "") -> None:
        """Print an error with its sentence, if errors of this kind are asked for."""
        if kind != self.errors:
            return
        head = found.head(span)
        word = f"{head.lemma_.lower()} {head.pos_} {head.dep_}" if head is not None else "?"
        start, end = next(s for s in gold.sentences if inside(span[0], s))
        stop = max(span[1], head.idx + len(head)) if head is not None else span[1]
        sentence = f"{gold.text[start : span[0]]}[[{gold.text[span[0] : stop]}]]{gold.text[stop:end]}"
        print(f"{word}\t{note}\t{sentence}")


def ace_code(type: str) -> str:
    """The ACE 2005 subtype that a type of WikiEvents continues, or ""."""
    levels = type.split(".")
    two = ".".join(levels[:2])
    return ACE.get(type) or ACE.get(two) or (two if two in SAME_IN_ACE else "")


def main() -> None:
    """Print the figures of each set."""
    parser = command(__doc__)
    parser.add_argument("sets", nargs="*", default=list(SETS), help="ecb, wikievents, rams")
    parser.add_argument("--errors", default="", help="print the errors of this kind")
    parser.add_argument("--documents", type=int, help="only every so manyth document, so as to have N")
    parser.add_argument("--kinds", default=",".join(KINDS), help="kinds of rows that count")
    given = parser.parse_args()
    nlp = Extractor(given.model).nlp
    scorer = Scorer(load(None), given.kinds.split(","), given.errors)
    for name in given.sets:
        documents = list(SETS[name]())
        if given.documents:
            documents = documents[:: max(1, len(documents) // given.documents)][: given.documents]
        counted = [scorer.count(document, nlp(document.text), name) for document in documents]
        report(name, counted)


if __name__ == "__main__":
    main()
