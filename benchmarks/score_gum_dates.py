"""Compare the date component's values with those of GUM's dates.

    python benchmarks/score_gum_dates.py [CORPORA] [--splits dev,test] [--model PATH | --blank] [--errors]

GUM (Zeldes 2017) marks dates after the manner of TEI: `<date when="2015-05-18">`, `from`/`to`,
`notBefore`/`notAfter`. Nothing was trained on them. The document's `dateCreated` is the date of
publication; texts are joined from the treebank's sentences, paragraphs by an empty line.

A gold `when` agrees if a time expression that overlaps it has the same value at the gold value's
granularity: "2015-05-18T10:00" agrees with 2015-05-18, "2015" does not agree with 2015-05-18. Gold
without a year ("--12", "every December") agrees with the same month, or month and day, of any year;
"-0480" is BC0480. A gold range agrees if an overlapping expression, or the first and the last of
several, has just its first and last day. Figures are shares of the gold dates, over the openly
licensed genres (no Reddit, fiction, letters, essays, podcasts, how-to).
"""

from __future__ import annotations

import calendar
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

import conllu
import spacy
from bootstrap import ratio, report
from common import CORPORA, command
from convert_syntax import gum_documents
from timeml import Document, Marked

from extract.annotate.dates.component import Dates
from extract.annotate.model import load_model
from extract.annotate.types import TimeExpression

# Attributes of a range; one with only one end is counted as open and not scored.
_RANGES = (("from", "to"), ("notBefore", "notAfter"))
FIGURES = ("when, found", "when, agreeing", "range, found", "range, agreeing")


def ends_of(gold: Marked) -> tuple[str, str] | None:
    """First and last value of a `<date>` that is a range, None where either is missing."""
    for first, last in _RANGES:
        if first in gold.attributes and last in gold.attributes:
            return gold.attributes[first], gold.attributes[last]
    return None


def read(name: str, source: str) -> Document:
    """Read a document of GUM in CoNLL-U."""
    created = re.search(r"^# meta::dateCreated = (\d{4}-\d{2}-\d{2})$", source, re.MULTILINE)
    text = ""
    gold: list[Marked] = []
    opened: list[tuple[int, dict[str, str]]] = []
    for sentence in conllu.read(source):
        if text:
            text = text.rstrip() + ("\n\n" if sentence.new_paragraph else " ")
        for word in sentence.words:
            marks = re.search(r"(?:^|\|)XML=([^|]*)", word.misc)
            tags = re.findall(r"<(/?)date\b([^>]*)>", marks[1]) if marks else []
            before = len(text)
            text += word.form
            for closing, attributes in tags:  # those of a word that is one date open before they close
                if not closing:
                    opened.append((before, dict(re.findall(r'([A-Za-z]+):::"([^"]*)"', attributes))))
                elif opened:
                    start, values = opened.pop()
                    gold.append(Marked(start, len(text), values))
            if word.space:
                text += " "
    return Document(name, text.rstrip(), created[1] if created else None, sorted(gold, key=lambda g: g.start))


def agrees(gold: Marked, found: list[TimeExpression]) -> bool:
    """Whether one of the overlapping expressions has the gold value, by the rule at the top."""
    when = gold.attributes.get("when")
    if when:
        return any(same(when, expression.value) for expression in found)
    wanted = ends_of(gold)
    ends = [e for e in found if e.date_from is not None and e.date_to is not None]
    if wanted is None or not ends:
        return False
    intervals = {(e.date_from, e.date_to) for e in ends} | {(ends[0].date_from, ends[-1].date_to)}
    return (first_day(wanted[0]), last_day(wanted[1])) in intervals


def same(gold: str, value: str) -> bool:
    """Whether a TIMEX3 value is a gold value at the gold value's granularity."""
    if gold.startswith("--"):
        return value[4:].startswith(gold[1:])
    if re.fullmatch(r"-\d+", gold):
        return value == f"BC{gold[1:]:0>4}"
    if gold.isdecimal():
        gold = gold.zfill(4)  # "500" is the year 500
    return value == gold or (value.startswith(gold) and value[len(gold)] in "-T")


def first_day(value: str) -> str:
    """The first day of a year, month or day."""
    return value + "-01-01"[len(value) - 4 :] if re.match(r"\d{4}", value) else value


def last_day(value: str) -> str:
    """The last day of a year, month or day."""
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-12-31"
    if re.fullmatch(r"\d{4}-\d{2}", value):
        year, month = int(value[:4]), int(value[5:])
        return f"{value}-{calendar.monthrange(year, month)[1]:02d}" if 1 <= month <= 12 else value
    return value


def documents(corpora: Path, splits: set[str]) -> Iterator[Document]:
    """The documents of some splits, by name."""
    for name, split, source in gum_documents(corpora):
        if split in splits:
            yield read(name, source)


def main() -> None:
    """Run from the command line."""
    parser = command(__doc__)
    parser.add_argument("corpora", type=Path, nargs="?", default=CORPORA)
    parser.add_argument("--splits", default="train,dev,test")
    parser.add_argument("--blank", action="store_true", help="spacy.blank('en') in place of a model: fast")
    parser.add_argument("--errors", action="store_true", help="print every gold date that has no agreement")
    options = parser.parse_args()
    nlp = spacy.blank("en") if options.blank else load_model(options.model)
    component = Dates()
    for split in options.splits.split(","):
        rows, genres = [], Counter[str]()
        for document in documents(options.corpora, {split}):
            doc = nlp.make_doc(document.text)
            doc._.ew_published = document.created
            found = component(nlp(doc))._.ew_dates
            genre = document.name.split("_")[1]
            verdicts: dict[str, list[bool]] = {key: [] for key in FIGURES}
            for gold in document.times:
                kind = "when" if gold.attributes.get("when") else "range"
                if kind == "range" and not ends_of(gold):
                    continue
                inside = [e for e in found if e.start_char < gold.end and gold.start < e.end_char]
                right = agrees(gold, inside)
                verdicts[f"{kind}, found"].append(bool(inside))
                verdicts[f"{kind}, agreeing"].append(right)
                if kind == "when":
                    genres.update({genre: 1, f"{genre} right": right})
                if options.errors and not right:
                    _explain(document, gold, inside)
            rows.append({key: ratio(values) for key, values in verdicts.items()})
        report(split, rows)
        names = sorted(genre for genre in genres if " " not in genre)
        print("  when  " + "  ".join(f"{name} {genres[f'{name} right']}/{genres[name]}" for name in names))


def _explain(document: Document, gold: Marked, found: list[TimeExpression]) -> None:
    text = document.text
    quote = " ".join(f"{text[max(gold.start - 50, 0) : gold.start]}<<{text[gold.start : gold.end]}>>".split())
    got = "; ".join(f"[{text[e.start_char : e.end_char]}]={e.value}" for e in found)
    value = gold.attributes.get("when") or "/".join(ends_of(gold) or ())
    print(f"{document.name} {document.created}\t{value}\t{got or '-'}\t{quote} {text[gold.end :][:30]!r}")


if __name__ == "__main__":
    main()
