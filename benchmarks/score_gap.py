"""Score `eventwire_entities` on GAP (Webster et al. 2018): who an ambiguous pronoun is, of two names.

    python benchmarks/score_gap.py [--model NAME_OR_PATH] [--part validation|development]

Each text marks a pronoun and two names, A and B, and says for each whether the pronoun is it. We read the
text alone ("snippet context"). A name is predicted where the entity of the pronoun has a mention that the
name overlaps with. Counted are the names; F1 over them, for pronouns of men,
of women and together, with 95 % intervals by bootstrap over texts; "bias" is women's F1 over men's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from bootstrap import Count, figures, report
from common import CORPORA, command
from spacy.tokens import Doc

from extract.annotate.types import Entity
from extract.extractor import Extractor

WOMEN = frozenset({"she", "her", "hers"})


def entity_at(doc: Doc, start: int, end: int) -> Entity | None:
    """The entity with the shortest mention that overlaps characters start to end, or None."""
    found = [
        (mention.end - mention.start, entity)
        for entity in doc._.ew_entities
        for mention in entity.mentions
        if doc[mention.start].idx < end and start < doc[mention.end - 1].idx + len(doc[mention.end - 1])
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def counts(row: dict[str, str], doc: Doc) -> dict[str, Count]:
    """Right, predicted and gold names of one text, by figure."""
    start = int(row["Pronoun-offset"])
    who = entity_at(doc, start, start + len(row["Pronoun"]))
    right = given = gold = 0
    for name in "AB":
        place = int(row[f"{name}-offset"])
        other = entity_at(doc, place, place + len(row[name]))
        said, true = who is not None and other is who, row[f"{name}-coref"] == "TRUE"
        right, given, gold = right + (said and true), given + said, gold + true
    group = "women" if row["Pronoun"].lower() in WOMEN else "men"
    count = (int(right), int(given), int(gold))
    return {"all": count, "men": (0, 0, 0), "women": (0, 0, 0)} | {group: count}


def read(part: str) -> Iterator[dict[str, str]]:
    """The texts of a part of GAP."""
    with (CORPORA / "gap_coreference" / f"gap-{part}.tsv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t")


def main() -> None:
    """Print the figures."""
    parser = command(__doc__)
    parser.add_argument("--part", default="validation", choices=("validation", "development"))
    given = parser.parse_args()
    nlp = Extractor(given.model).nlp
    rows = [counts(row, nlp(row["Text"])) for row in read(given.part)]
    report(f"GAP {given.part}", rows, "texts")
    by_group = figures(rows)
    print(f"  bias {by_group['women'].value / max(by_group['men'].value, 1e-9):.2f}")


if __name__ == "__main__":
    main()
