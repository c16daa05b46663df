"""Score tense, polarity and certainty of our events against TimeML.

    python benchmarks/score_factuality.py [--set TimeBank AQUAINT] [--model PATH] [--errors N]

TimeBank is for tuning, AQUAINT is for checking only (its errors are not printed). Events are matched
by the characters of their triggers; events that only one side has are not counted here. All events
count: kinds event, speech and state. Negation in ECB+ is a figure of score_events.py.

Measures (TimeML, Pustejovsky et al. 2003):
    tense of verbs: tense and aspect of MAKEINSTANCE. PAST and PRESENT PERFECTIVE are past, PRESENT
        is present, FUTURE is future. Infinitives, participles, NONE and verbs under a modal are not
        scored: their form does not tell the time. Gold is the form, ours the time: "if it closes" and
        "opens on Monday" are future to us and count against us here.
    time of events, ... of nouns: the TLINK of an event, of any word class, to the date of
        publication or to a date that lies wholly before or after it. BEFORE is past, AFTER future,
        INCLUDES present. IS_INCLUDED in the day of publication is not scored: "today" may be either.
    negation: polarity NEG (the negator stands on the event), or the event is subordinated by an SLINK
        of type COUNTER_FACTIVE or NEG_EVIDENTIAL ("failed to", "denied"). F1 of negative. Not for
        AQUAINT, where half of all events have polarity NEG by mistake.
    not certain: a modality in MAKEINSTANCE, tense FUTURE, or subordinated by an SLINK of type MODAL
        or CONDITIONAL. F1 of a certainty other than certain, or of a modality.

Each figure has its 95 % interval by bootstrap over documents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import timeml
from bootstrap import Count, report
from common import command
from spacy.language import Language
from spacy.tokens import Doc
from timeml import FOLDERS, UNSEEN, Document, is_publication

from extract.annotate.pieces import tokenise
from extract.events.types import Event
from extract.extractor import Extractor

_NO_MODALITY = frozenset({"", "none", "close", "delete", "until", "to"})  # slips of the annotators
_LINKS = {
    "BEFORE": "past",
    "IBEFORE": "past",
    "AFTER": "future",
    "IAFTER": "future",
    "INCLUDES": "present",
    "DURING_INV": "present",
}
_INSIDE = frozenset({"IS_INCLUDED", "SIMULTANEOUS", "DURING", "IDENTITY", "BEGINS", "ENDS"})
_NEGATING = frozenset({"COUNTER_FACTIVE", "NEG_EVIDENTIAL"})
_OPENING = frozenset({"MODAL", "CONDITIONAL"})


@dataclass
class GoldEvent:
    """A gold event at characters [start, end), and a measure's answer where the gold gives one."""

    start: int
    end: int
    word_class: str = ""
    answers: dict[str, str] = field(default_factory=dict)


def read_events(document: Document) -> list[GoldEvent]:
    """The events of a TimeML document with what the gold says of them."""
    spans = {event.attributes["eid"]: event for event in document.events}
    times = {time["tid"]: time.get("value", "") for time in document.tags["TIMEX3"]}
    publication = [time["tid"] for time in document.tags["TIMEX3"] if is_publication(time)]
    instances = {instance["eiid"]: instance for instance in document.tags["MAKEINSTANCE"]}
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in document.tags["TLINK"]:
        if "eventInstanceID" in link and "relatedToTime" in link:
            links[link["eventInstanceID"]].append((link["relatedToTime"], link["relType"]))
    subordinated: dict[str, set[str]] = defaultdict(set)
    for link in document.tags["SLINK"]:
        if "subordinatedEventInstance" in link:
            subordinated[link["subordinatedEventInstance"]].add(link["relType"])
    gold, seen = [], set()
    for number, instance in instances.items():
        name = instance["eventID"]
        if name in seen or name not in spans:
            continue  # of an event with several instances ("on Monday and Tuesday") the first counts
        seen.add(name)
        event = GoldEvent(spans[name].start, spans[name].end, instance.get("pos", ""))
        event.answers = _answers(instance, subordinated[number])
        if document.name.startswith(UNSEEN):
            del event.answers["negation"]
        when = _time(links[number], times, publication, document.created)
        if when:
            event.answers["time of events"] = when
            if event.word_class == "NOUN":
                event.answers["time of event nouns"] = when
        gold.append(event)
    return gold


def _answers(instance: dict[str, str], subordinated: set[str]) -> dict[str, str]:
    tense, aspect = instance.get("tense", "NONE"), instance.get("aspect", "NONE")
    modality = instance.get("modality", "").lower()
    modal = modality not in _NO_MODALITY
    negative = instance.get("polarity") == "NEG" or bool(subordinated & _NEGATING)
    uncertain = modal or tense == "FUTURE" or bool(subordinated & _OPENING)
    answers = {"negation": "yes" if negative else "no", "not certain": "yes" if uncertain else "no"}
    if tense in {"PAST", "PRESENT", "FUTURE"} and not modal:
        past = tense == "PRESENT" and aspect.startswith("PERFECTIVE")
        answers["tense of verbs"] = "past" if past else tense.lower()
    return answers


def _time(
    links: list[tuple[str, str]], times: dict[str, str], publication: list[str], created: str | None
) -> str:
    """Time of an event relative to publication: by a link to it, else to another date; "" if unknown."""
    for time, relation in links:
        if time in publication and relation in _LINKS:
            return _LINKS[relation]
    for time, relation in links:
        value = times.get(time, "")
        if time in publication or relation not in _INSIDE or created is None:
            continue
        if re.match(r"\d{4}(-\d\d(-\d\d)?)?$", value) and value != created[: len(value)]:
            return "past" if value < created[: len(value)] else "future"
    return ""


def ours(event: Event, measure: str) -> str:
    """Our answer to a measure."""
    if measure == "negation":
        return "yes" if event.polarity == "negative" else "no"
    if measure == "not certain":
        return "yes" if event.certainty != "certain" or event.modality != "none" else "no"
    return event.tense


def matches(wanted: list[GoldEvent], doc: Doc) -> Iterator[tuple[GoldEvent, Event]]:
    """Gold events with ours: the first whose trigger lies within the gold characters."""
    events = sorted(doc._.ew_events, key=lambda e: e.trigger.start)
    for gold in wanted:
        for event in events:
            token = doc[event.trigger.head]
            if gold.start <= token.idx and token.idx + len(token) <= gold.end:
                yield gold, event
                break


def count(pairs: list[tuple[GoldEvent, Event]]) -> dict[str, Count]:
    """Counts of one document: F1 of "yes" for yes-or-no measures, else agreement, in all and by answer."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, event in pairs:
        for measure, wanted in gold.answers.items():
            found = ours(event, measure)
            binary = measure in {"negation", "not certain"}
            for name, matching in (
                [(measure, "yes")]
                if binary
                else [(measure, "")]
                + [(f"{measure}: {value}", value) for value in ("past", "present", "future")]
            ):
                row = counts[name]
                row[0] += wanted == found and matching in {"", wanted}
                row[1] += matching in {"", found}
                row[2] += matching in {"", wanted}
    return {name: (row[0], row[1], row[2]) for name, row in counts.items()}


def annotate(nlp: Language, document: Document) -> Doc:
    """The document with all our components' annotation."""
    doc = tokenise(nlp, document.text)
    doc._.ew_published = document.created
    for _name, component in nlp.pipeline:
        doc = component(doc)
    return doc


def main() -> None:
    """Print the figures of each set."""
    parser = command(__doc__)
    parser.add_argument("--set", nargs="+", choices=FOLDERS, default=FOLDERS)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N misses of each measure")
    options = parser.parse_args()
    nlp = Extractor(options.model).nlp
    for folder in options.set:
        rows, left = [], Counter[str]()
        for document in timeml.documents(folder):
            doc = annotate(nlp, document)
            pairs = list(matches(read_events(document), doc))
            rows.append(count(pairs))
            for gold, event in pairs if folder != UNSEEN else ():
                for measure, wanted in gold.answers.items():
                    if ours(event, measure) != wanted and left[measure] < options.errors:
                        left[measure] += 1
                        print(explain(doc, event, measure, wanted))
        report(folder, rows)


def explain(doc: Doc, event: Event, measure: str, wanted: str) -> str:
    """A miss on one line: measure, gold, ours, the sentence with the trigger in brackets, the reasons."""
    token = doc[event.trigger.head]
    sentence = "".join(f"[{t.text}]{t.whitespace_}" if t.i == token.i else t.text_with_ws for t in token.sent)
    why = "; ".join(event.reasons)
    return f"{measure}: gold {wanted}, ours {ours(event, measure)}: {' '.join(sentence.split())}  ({why})"


if __name__ == "__main__":
    main()
