"""The scorer of benchmarks/: what counts as found, how rows are paired, what is reported."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import gold
import gold_heads
import gold_rows

# -- phrases ---------------------------------------------------------------------------------

FOUND = [
    # the head noun, whatever stands around it
    ("Orrin network", "the network of Orrin, a phone maker"),
    ("network of a small firm", "the network"),
    ("four Danish banks", "four Danish banks"),
    ("four Danish banks", "the banks"),
    ("spamming service", "spamming services"),
    ("companies", "company"),
    ("bridge", "a bridge near the town, which collapsed"),
    ("its tenant's shop", "the shop"),
    ("mayor", "Carla Reyes, the mayor"),
    ("14 people", "At least 14 people"),
    ("jobs", "as many as 900 jobs"),
    ("brother-in-law", "his brother-in-law"),
    # partitives: the part or the whole
    ("one of Orrin's daughter companies", "one of its daughter companies"),
    ("one of Orrin's daughter companies", "daughter companies"),
    ("the rest of the gangs", "the rest"),
    ("the rest of the gangs", "gangs"),
    # names: the whole, a distinctive part, initials, a description before
    ("Ana Lind", "Lind"),
    ("Lind", "Ana Lind"),
    ("Ana Lind", "prosecutor Ana Lind"),
    ("Ana Lind", "Ana Lind, director of Tidewatch"),
    ("Paul Vandoorne", "Judge Vandoorne"),
    ("Orrin", "phone maker Orrin"),
    ("Orrin", "ORRIN"),
    ("Orrin", "Orrin Ltd"),
    ("Orrin AB", "Orrin"),
    ("Half-Price.com", "Half-Price"),
    ("Half-Price", "Half-Price.com"),
    ("Fair Use Policy", "our Fair Use Policy (FUP)"),
    ("Fair Use Policy", "FUP"),
    ("FUP", "the Fair Use Policy"),
    ("Union for the Care of Lakes", "the Union for the Care of Lakes, based in Graz"),
    ("Union for the Care of Lakes", "the ministers and the Union for the Care of Lakes"),
    ("you", "you"),
    ("3,000", "more than 3,000"),
]

NOT_FOUND = [
    ("Orrin", "Orrin's tenant"),
    ("Orrin", "one of Orrin's daughter companies"),
    ("Orrin", "Orrin shares"),
    ("Orrin", "the director of Orrin"),
    ("Orrin", ""),
    ("Orrin", "the company"),
    ("Ana Lind", "Ola Berg"),
    ("Ana Lind", "Ana Berg"),
    ("United Bank", "Bank"),
    ("site", "a message about the site"),
    ("network of a small firm", "a small firm"),
    ("administrators", "a letter from the administrators"),
    ("ministers", "the talks with ministers"),
    ("Union for the Care of Lakes", "the Care of Lakes campaign"),
    ("30 houses", "30 sheds"),
    ("Union for the Care of Lakes", "Lakes"),
]


@pytest.mark.parametrize(("expected", "phrase"), FOUND)
def test_found(expected: str, phrase: str) -> None:
    assert gold_heads.found(expected, phrase)


@pytest.mark.parametrize(("expected", "phrase"), NOT_FOUND)
def test_not_found(expected: str, phrase: str) -> None:
    assert not gold_heads.found(expected, phrase)


def test_full_wording_is_stricter_than_the_head() -> None:
    assert gold_heads.found("the Orrin network", "the network")
    assert not gold_heads.wording_found("the Orrin network", "the network")
    assert gold_heads.wording_found("the Orrin network", "a network that Orrin runs")


@pytest.mark.parametrize(
    ("expected", "action", "trigger", "right"),
    [
        ("expel", "expel", "expelled", True),
        ("deny", "", "denies", True),  # the trigger's lemma
        ("stop", "", "stopped", True),
        ("take refuge", "take refuge", "took", True),
        ("take refuge", "take", "take", False),
        ("take refuge", "take", "take refuge", True),
        ("shut down", "shut", "shut", False),  # a particle is part of the action
        ("work with", "work", "work", True),  # a preposition is not
        ("be down", "be down", "is", True),
        ("be down", "down", "down", True),
        ("be down", "be", "is", False),
        ("explode | explosion", "explosion", "explosion", True),
        ("explode | explosion", "fire", "fire", False),
        ("remove", "removal", "removal", False),
    ],
)
def test_action(expected: str, action: str, trigger: str, right: bool) -> None:
    assert gold_heads.action_found(expected, action, trigger) is right


# -- rows ------------------------------------------------------------------------------------

TEXT = (
    "Orrin evicts shop\n\nOn Friday Orrin evicted the shop. It denied a quarrel. Orrin evicted nobody else.\n"
)


def event(start: int, trigger: str, action: str, **cells: object) -> dict[str, object]:
    end = start + len(trigger)
    assert TEXT[start:end] == trigger
    row: dict[str, object] = {
        "doc_id": "a",
        "event_id": f"e{start}",
        "kind": "event",
        "trigger": trigger,
        "start_char": start,
        "end_char": end,
        "action": action,
        "actor": "",
        "actor_entity": "",
        "target": "",
        "target_entity": "",
        "attributed_to": "",
        "attributed_entity": "",
        "attribution_id": "",
        "polarity": "positive",
        "certainty": "certain",
        "asserted": True,
    }
    return row | cells


def expected(number: int, begins: str, action: str, **cells: str) -> gold_rows.Expected:
    return gold_rows.Expected(str(number), "a", begins, "", -1, -1, {"action": action, **cells})


def scored(
    rows: list[dict[str, object]], wanted: list[gold_rows.Expected], **tables: pd.DataFrame
) -> gold.Score:
    frames = {"events": pd.DataFrame(rows), **tables}
    return gold.score(wanted, gold_rows.our_rows(frames), {"a": TEXT})


HEADLINE, FIRST, DENIED, LAST = (
    TEXT.index("evicts"),
    TEXT.index("evicted the"),
    TEXT.index("denied"),
    TEXT.index("evicted nobody"),
)


def test_pairs_by_sentence_and_action() -> None:
    rows = [
        event(LAST, "evicted", "evict", polarity="negative"),
        event(FIRST, "evicted", "evict", actor="Orrin", target="shop"),
        event(HEADLINE, "evicts", "evict"),
    ]
    result = scored(
        rows,
        [
            expected(1, "Orrin evicts shop", "evict"),
            expected(2, "On Friday", "evict", actor="Orrin", target="the shop", polarity="positive"),
            expected(3, "Orrin evicted nobody", "evict", polarity="negative"),
        ],
    )
    assert [result.ours[v.ours].start for v in result.verdicts if v.ours is not None] == [
        HEADLINE,
        FIRST,
        LAST,
    ]
    assert result.right == 3
    assert result.extra == []


def test_a_row_later_in_the_paragraph_serves_where_its_own_sentence_has_none() -> None:
    result = scored([event(LAST, "evicted", "evict")], [expected(1, "On Friday", "evict")])
    assert result.right == 1


def test_no_row_of_ours_serves_twice() -> None:
    result = scored(
        [event(FIRST, "evicted", "evict")],
        [expected(1, "On Friday", "evict"), expected(2, "On Friday", "evict")],
    )
    assert result.right == 1
    assert [verdict.ours is None for verdict in result.verdicts] == [False, True]


def test_as_many_rows_right_as_possible() -> None:
    """The first gold row could take either row of ours, the second only the first one."""
    rows = [event(FIRST, "evicted", "evict", actor="Orrin"), event(LAST, "evicted", "evict")]
    result = scored(
        rows, [expected(1, "On Friday", "evict"), expected(2, "On Friday", "evict", actor="Orrin")]
    )
    assert result.right == 2


def test_wrong_action_is_missing_where_there_are_no_offsets() -> None:
    result = scored([event(DENIED, "denied", "deny")], [expected(1, "It denied", "quarrel")])
    assert result.paired == 0
    assert result.extra == [0]


@pytest.mark.parametrize(
    ("column", "want", "ours"),
    [
        ("polarity", "negative", "positive"),
        ("certainty", "possible", "certain"),
        ("actor", "Orrin", "shop"),
        ("target", "shop", ""),
        ("attributed_to", "Orrin", ""),
    ],
)
def test_each_deciding_column_can_fail_a_row(column: str, want: str, ours: str) -> None:
    result = scored(
        [event(FIRST, "evicted", "evict", **{column: ours})],
        [expected(1, "On Friday", "evict", **{column: want})],
    )
    assert result.verdicts[0].failed == [column]
    assert result.right == 0
    assert result.not_right() == [0]


def test_other_columns_do_not_decide() -> None:
    result = scored([event(FIRST, "evicted", "evict")], [expected(1, "On Friday", "evict", tense="future")])
    assert result.right == 1
    assert result.verdicts[0].others == ["tense"]


def test_every_conjoined_part_must_be_found() -> None:
    wanted = [expected(1, "On Friday", "evict", target="shop; Lind")]
    assert scored([event(FIRST, "evicted", "evict", target="the shop; Ana Lind")], wanted).right == 1
    assert scored([event(FIRST, "evicted", "evict", target="the shop")], wanted).right == 0


def test_found_in_the_argument_or_in_a_mention_of_the_entity() -> None:
    row = event(FIRST, "evicted", "evict", target="Half-Price", target_entity="t1", actor="it")
    arguments = pd.DataFrame(
        [{"doc_id": "a", "event_id": f"e{FIRST}", "role": "actor", "text": "Orrin", "entity_id": None}]
    )
    mentions = pd.DataFrame(
        [
            {"doc_id": "a", "entity_id": "t1", "text": "the shop"},
            {"doc_id": "b", "entity_id": "t1", "text": "the harbour"},
        ]
    )
    tables = {"arguments": arguments, "mentions": mentions}
    good = expected(1, "On Friday", "evict", actor="Orrin", target="shop")
    assert scored([row], [good], **tables).right == 1
    other_article = expected(1, "On Friday", "evict", target="harbour")
    assert scored([row], [other_article], **tables).right == 0


def test_the_head_of_an_argument_counts_where_its_row_gives_it() -> None:
    argument = {
        "doc_id": "a",
        "event_id": f"e{FIRST}",
        "role": "target",
        "text": "the shop here",
        "entity_id": "",
    }
    offsets = {"start_char": 36, "end_char": 49, "head_start": 40, "head_end": 44}
    row, wanted = event(FIRST, "evicted", "evict"), [expected(1, "On Friday", "evict", target="shop")]
    assert scored([row], wanted, arguments=pd.DataFrame([argument])).right == 0
    assert scored([row], wanted, arguments=pd.DataFrame([argument | offsets])).right == 1


def test_source_of_the_attribution_counts_only_where_the_row_is_attributed() -> None:
    attributions = pd.DataFrame(
        [{"doc_id": "a", "attribution_id": "q1", "source": "a spokesman", "source_entity": ""}]
    )
    wanted = [expected(1, "On Friday", "evict", attributed_to="spokesman")]
    row = event(FIRST, "evicted", "evict", attribution_id="q1", attributed_to="Ola Berg")
    assert scored([row], wanted, attributions=attributions).right == 1
    assert scored([row | {"attributed_to": ""}], wanted, attributions=attributions).right == 0


def test_attribution_beyond_the_gold_is_reported_not_counted() -> None:
    result = scored(
        [event(FIRST, "evicted", "evict", attributed_to="Orrin")], [expected(1, "On Friday", "evict")]
    )
    assert result.right == 1
    assert [verdict.expected.id for verdict in result.attributed_beyond()] == ["1"]


def test_pairs_by_offsets_where_the_gold_has_them() -> None:
    row = gold_rows.Expected("1", "a", "", "evicted", LAST, LAST + 7, {"action": "expel"})
    result = scored([event(FIRST, "evicted", "evict"), event(LAST, "evicted", "throw")], [row])
    assert result.verdicts[0].ours == 1
    assert result.verdicts[0].failed == ["action"]
    assert result.extra == [0]


def test_states_are_left_out() -> None:
    assert scored([event(FIRST, "evicted", "evict", kind="state")], []).extra == []


def test_missing_values_and_nullable_types_are_read() -> None:
    frame = pd.DataFrame([event(FIRST, "evicted", "evict", actor=None)])
    frame = frame.astype({"start_char": "Int64", "asserted": "boolean", "actor": "string"})
    (row,) = gold_rows.our_rows({"events": frame})
    assert (row.start, row.asserted, row.cells["actor"]) == (FIRST, True, "")


def test_report_names_what_failed_and_can_leave_text_out() -> None:
    result = scored(
        [event(FIRST, "evicted", "evict", actor="the shop"), event(DENIED, "denied", "deny")],
        [expected(1, "On Friday", "evict", actor="Orrin"), expected(2, "It denied", "say")],
    )
    lines = gold.details(result, text=False)
    assert f"WRONG    a 1 evict @{FIRST}: actor" in lines
    assert "MISSING  a 2 say" in lines
    assert f"EXTRA    a @{DENIED} deny [] asserted" in lines
    assert gold.summary(result)[0].startswith("right 0 of 2 gold rows (0.0 %)")
