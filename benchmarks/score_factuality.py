"""Score tense, polarity and certainty of our events against TimeML and ECB+.

    python benchmarks/score_factuality.py [--set TimeBank AQUAINT ECB+] [--model PATH] [--errors N]

TimeBank and ECB+ topics 1 to 35 are for tuning, AQUAINT is for checking only (its errors are not
printed). Events are matched by the characters of their triggers; events that only one side has are
not counted here. All events count: kinds event, speech and state.

TimeML (timebank_aquaint.tar.xz; Pustejovsky et al. 2003):
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
ECB+ (Cybulska & Vossen 2014), sentences of ECBplus_coreference_sentences.csv:
    negation: mentions of type NEG_ACTION_*. F1 of negative.

Each figure has its 95 % interval by bootstrap over documents.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import re
import tarfile
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import model_gold  # noqa: F401 - lets model_counts find the readers of training/
from model_counts import Count, figures
from score_dates import read_timeml
from spacy.tokens import Doc

from extract.annotate.pieces import tokenise
from extract.events.types import Event
from extract.extractor import Extractor

DEVSETS = Path(__file__).resolve().parents[2] / "shared" / "devsets"
TIMEML = DEVSETS / "timebank_aquaint.tar.xz"
ECB = DEVSETS / "ecbplus_topics_1_35.tar.xz"
SETS = ("TimeBank", "AQUAINT", "ECB+")
UNSEEN = "AQUAINT"
_TAG = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>")
_ATTRIBUTE = re.compile(r'([A-Za-z]+)="([^"]*)"')
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
_NO_SPACE_BEFORE = frozenset(". , ; : ? ! ) ] } 's 'S n't 're 've 'll 'd 'm % ’s ’".split())
_NO_SPACE_AFTER = frozenset("( [ { $ £ #".split())


@dataclass
class GoldEvent:
    """A gold event at characters [start, end); a measure's answer, where the corpus gives one."""

    start: int
    end: int
    word_class: str = ""
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A text, its date of publication (ISO, or None), the gold events."""

    name: str
    text: str
    published: str | None
    gold: list[GoldEvent]


# -- TimeML ------------------------------------------------------------------------------------


def read_events(name: str, source: str) -> Document:
    """Read a TimeML document with its events."""
    plain = read_timeml(name, source)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    assert body is not None
    spans = _event_spans(body[1])
    times = {a["tid"]: a.get("value", "") for a in _tags(source, "TIMEX3")}
    publication = [
        a["tid"] for a in _tags(source, "TIMEX3") if a.get("functionInDocument") == "CREATION_TIME"
    ]
    instances = {a["eiid"]: a for a in _tags(source, "MAKEINSTANCE")}
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a in _tags(source, "TLINK"):
        if "eventInstanceID" in a and "relatedToTime" in a:
            links[a["eventInstanceID"]].append((a["relatedToTime"], a["relType"]))
    subordinated: dict[str, set[str]] = defaultdict(set)
    for a in _tags(source, "SLINK"):
        if "subordinatedEventInstance" in a:
            subordinated[a["subordinatedEventInstance"]].add(a["relType"])
    gold, seen = [], set()
    for number, instance in instances.items():
        if instance["eventID"] in seen or instance["eventID"] not in spans:
            continue  # of an event with several instances ("on Monday and Tuesday") the first counts
        seen.add(instance["eventID"])
        event = GoldEvent(*spans[instance["eventID"]], word_class=instance.get("pos", ""))
        event.answers = _answers(instance, subordinated[number])
        if name.startswith(UNSEEN):
            del event.answers["negation"]
        when = _time(links[number], times, publication, plain.created)
        if when:
            event.answers["time of events"] = when
            if event.word_class == "NOUN":
                event.answers["time of event nouns"] = when
        gold.append(event)
    return Document(name, plain.text, plain.created, gold)


def _tags(source: str, name: str) -> list[dict[str, str]]:
    return [dict(_ATTRIBUTE.findall(m[1])) for m in re.finditer(rf"<{name}\b([^>]*)>", source)]


def _event_spans(body: str) -> dict[str, tuple[int, int]]:
    """Character offsets of the EVENT elements in the text without tags, by event id."""
    length, position = 0, 0
    spans: dict[str, tuple[int, int]] = {}
    stack: list[tuple[int, str]] = []
    for match in _TAG.finditer(body):
        length += len(html.unescape(body[position : match.start()]))
        position = match.end()
        if match[2] != "EVENT":
            continue
        if match[1]:
            start, number = stack.pop()
            spans[number] = (start, length)
        else:
            stack.append((length, dict(_ATTRIBUTE.findall(match[3]))["eid"]))
    return spans


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


def timeml(folder: str) -> Iterator[Document]:
    """The documents of a folder of the TimeML archive, by name."""
    with tarfile.open(TIMEML) as tar:
        members = [m for m in tar.getmembers() if m.name.startswith(f"{folder}/") and m.name.endswith(".tml")]
        for member in sorted(members, key=lambda m: m.name):
            handle = tar.extractfile(member)
            assert handle is not None
            yield read_events(member.name, handle.read().decode("utf8", "replace"))


# -- ECB+ --------------------------------------------------------------------------------------


def ecb() -> Iterator[Document]:
    """The articles of ECB+ with the event mentions of their trusted sentences, by name."""
    with tarfile.open(ECB) as tar:
        files = {m.name: m for m in tar.getmembers() if m.isfile()}

        def content(name: str) -> bytes:
            handle = tar.extractfile(files[name])
            assert handle is not None
            return handle.read()

        table = next(name for name in files if name.endswith("coreference_sentences.csv"))
        trusted: dict[str, set[int]] = defaultdict(set)
        for topic, name, sentence in list(csv.reader(io.StringIO(content(table).decode("utf8"))))[1:]:
            trusted[f"{topic}_{name}"].add(int(sentence))
        for name in sorted(files):
            if name.endswith(".xml") and Path(name).stem in trusted:
                yield read_ecb(name, content(name), trusted[Path(name).stem])


def read_ecb(name: str, source: bytes, trusted: set[int]) -> Document:
    """Read an article of ECB+: one sentence a line, words joined as they would be written."""
    root = ElementTree.fromstring(source)
    text, spans = "", {}
    sentence, quoted, before = -1, False, ""
    sentence_of: dict[str, int] = {}
    for token in root.iter("token"):
        word = token.text or ""
        number = int(token.attrib["sentence"])
        if number != sentence:
            text, sentence, quoted, before = text + "\n" * bool(text), number, False, ""
        closing = word == '"' and quoted
        glued = word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or closing or before == "open quote"
        text += "" if glued or not before else " "
        spans[token.attrib["t_id"]] = (len(text), len(text) + len(word))
        sentence_of[token.attrib["t_id"]] = number
        text += word
        quoted = quoted != (word == '"')
        before = "open quote" if word == '"' and quoted else word
    gold = []
    for mention in root.find("Markables") or ():
        anchors = [a.attrib["t_id"] for a in mention.iter("token_anchor")]
        if "ACTION" not in mention.tag or not anchors or sentence_of[anchors[0]] not in trusted:
            continue
        answer = {"negation": "yes" if mention.tag.startswith("NEG_") else "no"}
        gold.append(GoldEvent(spans[anchors[0]][0], spans[anchors[-1]][1], mention.tag, answer))
    return Document(name, text, None, gold)


# -- comparing ---------------------------------------------------------------------------------


def ours(event: Event, measure: str) -> str:
    """Our answer to a measure."""
    if measure == "negation":
        return "yes" if event.polarity == "negative" else "no"
    if measure == "not certain":
        return "yes" if event.certainty != "certain" or event.modality != "none" else "no"
    return event.tense


def matches(document: Document, doc: Doc) -> Iterator[tuple[GoldEvent, Event]]:
    """Gold events with ours: the first whose trigger lies within the gold characters."""
    events = sorted(doc._.ew_events, key=lambda e: e.trigger.start)
    for gold in document.gold:
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


def annotator(model: str | None) -> Callable[[Document], Doc]:
    """What makes an annotated Doc of a Document, with all our components."""
    nlp = Extractor(model).nlp

    def annotate(document: Document) -> Doc:
        doc = tokenise(nlp, document.text)
        doc._.ew_published = document.published
        for _name, component in nlp.pipeline:
            doc = component(doc)
        return doc

    return annotate


def main() -> None:
    """Print the figures of each set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--model", help="spaCy pipeline, by name or path")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N misses of each measure")
    options = parser.parse_args()
    annotate = annotator(options.model)
    for name in options.set:
        rows, left = [], Counter[str]()
        for document in ecb() if name == "ECB+" else timeml(name):
            doc = annotate(document)
            pairs = list(matches(document, doc))
            rows.append(count(pairs))
            for gold, event in pairs if name != UNSEEN else ():
                for measure, wanted in gold.answers.items():
                    if ours(event, measure) != wanted and left[measure] < options.errors:
                        left[measure] += 1
                        print(explain(doc, event, measure, wanted))
        print(f"{name}: {len(rows)} documents")
        for measure, figure in sorted(figures(rows).items()):
            print(
                f"  {measure:32} {figure.value:5.1f} [{figure.low:.1f}, {figure.high:.1f}]"
                f"  right {figure.correct} ours {figure.predicted} gold {figure.gold}"
            )


def explain(doc: Doc, event: Event, measure: str, wanted: str) -> str:
    """A miss on one line: measure, gold, ours, the sentence with the trigger in brackets, the reasons."""
    token = doc[event.trigger.head]
    sentence = "".join(f"[{t.text}]{t.whitespace_}" if t.i == token.i else t.text_with_ws for t in token.sent)
    why = "; ".join(event.reasons)
    return f"{measure}: gold {wanted}, ours {ours(event, measure)}: {' '.join(sentence.split())}  ({why})"


if __name__ == "__main__":
    main()
