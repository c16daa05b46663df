"""Score incidents and keys on ECB+ topics 1 to 35: coreference of events and of persons across documents.

    python benchmarks/score_incidents.py [--model NAME_OR_PATH] [--show N]

Chains of event mentions (classes ACTION_* and NEG_ACTION_*, in the trusted sentences only) within and across
articles, by MUC, B-cubed, CEAF-e and their mean, the CoNLL F1, computed over all chains of a set at once (not
averaged over topics). The program reads whole articles, without their dates, and tells incidents as
`eventwire run` does, over all 770 articles of the 35 topics in one corpus: topics are not given to it.

gold triggers: our row that stands at the trigger (rows of all kinds) is the mention; where there is none, its
lemma alone, without participants. system triggers: our own rows (kinds event and speech) in the trusted
sentences are the mentions; a row is the gold mention that it finds (as in score_events.py), others are
mentions of ours alone.

within topics: mentions of different topics are parted on both sides, as is usual with this corpus (so the two
events of one topic, ECB's and the one that ECB+ added, are still to be told apart). whole corpus: nothing is
parted. The usual figures count singletons; beside them are those without (chains of one mention left out on
both sides).

lemma: the baseline, mentions with the same head lemma (spaCy's lemma by our model) are one, within a topic,
a part of a topic (told which files belong to which event), or the whole corpus; for system triggers those
with the same action.

keys: the pairs, across the articles of a topic, of our named entities that gold mentions of humans (persons
and groups) refer to: are those with one key one, and have those that are one the same key? Beside it the keys
that the names alone have (`extract.rows.keys`).

Weights and threshold were set on the topics other than 2, 5, 12, 18, 21, 23, 34 and 35 ("apart"). Intervals
are of 95 %, by bootstrap over topics; of the differences as well (both on the same draws).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations

import numpy as np
from bootstrap import Count, report, weights
from common import command
from coreference_metrics import Chains, Tally, b_cubed, ceaf_e, muc
from ecb_reports import APART, Told, read

from extract.corpus.digest import Digest
from extract.corpus.second_pass import SecondPass
from extract.extractor import Extractor

Mention = tuple[str, str]  # document, event_id
Groups = Mapping[Mention, Hashable]
MEASURES = ("MUC", "B3", "CEAFe")


def chains(groups: Groups, singletons: bool) -> Chains:
    """Mentions with one label as chains."""
    found: dict[Hashable, set[Mention]] = defaultdict(set)
    for mention, label in groups.items():
        found[label].add(mention)
    return [frozenset(chain) for chain in found.values() if singletons or len(chain) > 1]


def tallies(gold: Chains, ours: Chains) -> np.ndarray:
    """For each measure the sums of precision and of recall: right, all, right, all."""
    common = ceaf_e(gold, ours)
    return np.array(
        [
            [*muc(ours, gold), *muc(gold, ours)],
            [*b_cubed(ours, gold), *b_cubed(gold, ours)],
            [common, len(ours), common, len(gold)],
        ]
    )


def scores(sums: np.ndarray) -> list[tuple[float, float, float]]:
    """Precision, recall and F1 of each measure, in points."""
    out = []
    for row in sums:
        tally = Tally()
        tally.add(*row)
        out.append(tally.scores())
    return out


def conll(sums: np.ndarray) -> float:
    """The mean F1 of the measures."""
    return sum(f for _, _, f in scores(sums)) / len(MEASURES)


class Case:
    """Gold and two answers over the mentions of some documents."""

    def __init__(self, gold: Groups, ours: Groups, lemma: Groups) -> None:
        self.gold, self.ours, self.lemma = gold, ours, lemma

    def within(self, part: Callable[[str], Hashable], wanted: Callable[[int], bool]) -> Case:
        """The mentions of the topics that are wanted, parted by a property of their documents."""

        def parted(groups: Groups) -> Groups:
            return {m: (part(m[0]), label) for m, label in groups.items() if wanted(topic_of(m[0]))}

        return Case(parted(self.gold), parted(self.ours), parted(self.lemma))


def topic_of(name: str) -> int:
    """The topic of a document."""
    return int(name.split("_")[0])


def part_of(name: str) -> str:
    """The topic's part that a document belongs to: ECB's event or the one that ECB+ added."""
    return f"{topic_of(name)}{'plus' * name.endswith('plus')}"


def show(title: str, case: Case, singletons: bool, by_topic: bool) -> None:
    """Print the figures of a case; with intervals where topics do not touch one another."""
    parts: dict[str, np.ndarray] = {}
    for name, groups in (("ours", case.ours), ("lemma", case.lemma)):
        if by_topic:
            rows = [
                tallies(chains(_only(case.gold, topic), singletons), chains(_only(groups, topic), singletons))
                for topic in sorted({topic_of(m[0]) for m in case.gold})
            ]
        else:
            rows = [tallies(chains(case.gold, singletons), chains(groups, singletons))]
        parts[name] = np.array(rows)
    what = "" if singletons else ", without singletons"
    print(f"{title}{what}")
    drawn = weights(len(parts["ours"])) if by_topic else np.ones((1, 1))
    values = {}
    for name, rows in parts.items():
        values[name] = np.array([conll(np.tensordot(draw, rows, axes=1)) for draw in drawn])
        total = rows.sum(axis=0)
        figures = "  ".join(
            f"{measure} {p:4.1f} {r:4.1f} {f:4.1f}"
            for measure, (p, r, f) in zip(MEASURES, scores(total), strict=True)
        )
        print(f"  {name:6} CoNLL F1 {conll(total):5.1f}{_interval(values[name])}  {figures}")
    gain = conll(parts["ours"].sum(axis=0)) - conll(parts["lemma"].sum(axis=0))
    print(f"  beyond the lemmas {gain:+5.1f}{_interval(values['ours'] - values['lemma'])}", flush=True)


def _only(groups: Groups, topic: int) -> Groups:
    return {mention: label for mention, label in groups.items() if topic_of(mention[0]) == topic}


def _interval(values: np.ndarray) -> str:
    if len(values) < 2:
        return ""
    low, high = np.percentile(values, [2.5, 97.5])
    return f" [{low:.1f}, {high:.1f}]"


# -- answers -----------------------------------------------------------------------------


@contextmanager
def told(digests: Sequence[Digest]) -> Iterator[SecondPass]:
    """The second pass over a corpus."""
    with SecondPass() as corpus:
        for digest in digests:
            corpus.add(digest)
        corpus.tell()
        yield corpus


def incidents(digests: Sequence[Digest]) -> dict[Mention, Hashable]:
    """The incident of each event of a corpus."""
    with told(digests) as corpus:
        return {
            (digest.doc_id, event): incident
            for digest in digests
            for event, incident in corpus.incident_ids(digest.doc_id).items()
        }


def keys(documents: Sequence[Told]) -> list[dict[str, Count]]:
    """For each topic the pairs of entities with one key that are one; all with one key; all that are one."""
    found: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
    with told([one.system for one in documents]) as corpus:
        for one in documents:
            in_corpus = corpus.keys(one.name)
            by_name = {bearer.entity_id: bearer.key for bearer in one.system.bearers}
            for entity, instance in one.persons.items():
                key = by_name[entity]
                found[one.topic].append((one.name, instance, in_corpus.get(entity, key), key))
    out = []
    for _, entities in sorted(found.items()):
        pairs = [(a, b) for a, b in combinations(entities, 2) if a[0] != b[0]]
        one = [a[1] == b[1] for a, b in pairs]
        counts = {}
        for title, place in (("keys in the corpus", 2), ("keys by name alone", 3)):
            same = [a[place] == b[place] for a, b in pairs]
            right = sum(x and y for x, y in zip(one, same, strict=True))
            counts[title] = (right, sum(same), sum(one))
        out.append(counts)
    return out


def gold_case(documents: Sequence[Told]) -> Case:
    """Gold triggers."""
    gold, lemma = {}, {}
    for told in documents:
        for number, (instance, word) in enumerate(zip(told.instances, told.lemmas, strict=True)):
            mention = (told.name, f"g{number}")
            gold[mention] = instance or mention
            lemma[mention] = word
    return Case(gold, incidents([told.gold for told in documents]), lemma)


def system_case(documents: Sequence[Told]) -> Case:
    """System triggers: rows that find a gold mention bear its name."""
    found = incidents([told.system for told in documents])
    gold, ours, lemma = {}, {}, {}
    for told in documents:
        actions = {report.event_id: report.action for report in told.system.reports}
        for number, instance in enumerate(told.instances):
            gold[told.name, f"g{number}"] = instance or (told.name, number)
        for event, number in told.found.items():
            mention = (told.name, event if number is None else f"g{number}")
            ours[mention] = found[told.name, event]
            lemma[mention] = actions[event]
    return Case(gold, ours, lemma)


def show_links(documents: Sequence[Told], case: Case, most: int) -> None:
    """Print the commonest pairs of lemmas that are wrongly joined or parted in the tuning topics."""
    wrong, missed = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for topic in sorted({told.topic for told in documents} - APART):
        mentions = sorted(m for m in case.gold if topic_of(m[0]) == topic and m in case.ours)
        for place, one in enumerate(mentions):
            for other in mentions[:place]:
                same = case.gold[one] == case.gold[other]
                if same != (case.ours[one] == case.ours[other]):
                    pair = sorted((str(case.lemma[one]), str(case.lemma[other])))
                    (missed if same else wrong)[pair[0], pair[1]] += 1
    for title, counts in (("joined wrongly", wrong), ("not joined", missed)):
        print(f"{title} ({sum(counts.values())} pairs):", counts.most_common(most))


def main() -> None:
    """Print all figures."""
    parser = command(__doc__)
    parser.add_argument("--show", type=int, default=0, help="print so many pairs of lemmas that go wrong")
    given = parser.parse_args()
    documents = list(read(Extractor(given.model)))
    report("keys of persons and groups across the articles of a topic", keys(documents), "topics")
    topics: dict[str, Callable[[int], bool]] = {
        "all topics": lambda _: True,
        "topics apart": lambda topic: topic in APART,
    }
    for kind, case in (("gold triggers", gold_case(documents)), ("system triggers", system_case(documents))):
        for name, wanted in topics.items():
            within = case.within(topic_of, wanted)
            show(f"{kind}, {name}, within topics", within, True, True)
            show(f"{kind}, {name}, within topics", within, False, True)
        parts = Case(
            case.within(topic_of, topics["all topics"]).gold,
            case.within(topic_of, topics["all topics"]).ours,
            case.within(part_of, topics["all topics"]).lemma,
        )
        show(f"{kind}, all topics, the baseline told the parts of topics", parts, True, True)
        show(f"{kind}, all topics, whole corpus", case, True, False)
        show(f"{kind}, all topics, whole corpus", case, False, False)
        if given.show:
            show_links(documents, case, given.show)


if __name__ == "__main__":
    main()
