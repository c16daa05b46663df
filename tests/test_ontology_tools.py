"""`eventwire ontology check` and `suggest`: dead entries, overlaps, and what a corpus lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.cli.ontology import check_ontology, suggest_entries
from extract.errors import InputError
from extract.ontology import Candidate, load
from extract.ontology.checking import findings
from extract.ontology.nearest import Company

HEAD = "types:\n  hunt: {definition: Hunts., verbs: [%s]}\n  sport: {definition: Plays., verbs: [%s]}\n"


def found(tmp_path: Path, first: str, second: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "own.yaml"
    path.write_text(HEAD % (first, second))
    return [(f.kind, f.entry.type, f.entry.text) for f in findings(load(path))]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("catch", "caught", [("dead", "sport", "caught")]),  # irregular form
        ("chase", "chased", [("dead", "sport", "chased")]),  # regular form
        ("chase", "saw", []),  # a form of "see", and a verb
        (
            "{lemma: bag, object: [hare, fox]}",
            "{lemma: bag, object: [hare]}",
            [("dead", "sport", "{lemma: bag, object: [hare]}")],
        ),
        (
            "{lemma: bag, object: [hare, fox]}",
            "{lemma: bag, object: [fox, prize]}",
            [("overlap", "sport", "{lemma: bag, object: [fox, prize]}")],
        ),
        ("{lemma: bag, object: [hare]}", "{lemma: bag, object: [prize]}", []),
        ("{lemma: bag, object: any}", "{lemma: bag, object: [prize]}", []),  # a named object ranks higher
        ("bag", "{lemma: bag, object: [prize]}", []),
    ],
)
def test_findings(tmp_path: Path, first: str, second: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(tmp_path, first, second) == expected


def test_default_ontology_has_no_dead_entry() -> None:
    assert [f.entry.text for f in findings(load()) if f.kind == "dead"] == []


def test_check_speaks_of_the_own_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("extends: default\n" + HEAD % ("chase, chased", "bag"))
    assert check_ontology(str(path)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "dead: 'chased' in type 'hunt': 'chased' is a form of 'chase', but entries are lemmas. Write 'chase'."
    )
    assert lines[1].startswith(f"{path}: 1 dead entries, ")
    assert len(lines) == 2


def test_named_values_rank_before_any(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(HEAD % ("{lemma: bag, object: any}", "{lemma: bag, object: [prize]}"))
    ontology = load(path)
    types = [
        getattr(ontology.match(Candidate("bag", object_lemma=o)), "type", None) for o in ("prize", "fox")
    ]
    assert types == ["sport", "hunt"]


def test_oblique_and_doer_conditions(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "noun_classes: {PERSON: [nun], sea: [ocean, bay]}\n"
        + HEAD % ("{lemma: sink, oblique: [in $sea]}", "{lemma: sink, actor: [PERSON]}")
    )
    ontology = load(path)

    def coded(**slots: object) -> str | None:
        match = ontology.match(Candidate("sink", **slots))  # type: ignore[arg-type]
        return match.type if match else None

    assert coded(obliques=(("in", "bay"),)) == "hunt"
    assert coded(obliques=(("near", "bay"),)) is None
    assert coded(subject_lemma="nun") == "sport"
    assert coded(passive=True, obliques=(("by", "nun"),)) == "sport"
    assert coded(subject_lemma="ship") is None


def test_noun_with_entries_of_its_own_does_not_go_through_its_verb(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "types:\n  out: {definition: Out., verbs: [evict], nouns: [{lemma: eviction, object: [tenant]}]}\n"
    )
    ontology = load(path)
    assert ontology.match(Candidate("eviction", "noun")) is None
    assert ontology.match(Candidate("eviction", "noun", object_lemma="tenant")) is not None


def test_nearest_type_shares_the_fillers() -> None:
    company = Company()
    for action, event_type, noun in (
        ("jail", "arrest", "burglar"),
        ("nab", "arrest", "burglar"),
        ("sell", "sale", "house"),
        ("collar", "", "burglar"),
        ("yodel", "", "song"),
    ):
        company.add(action, event_type, [f"target {noun}"])
    assert company.nearest("collar") == ["arrest"]
    assert company.nearest("yodel") == []


def test_suggest_lists_what_has_no_type(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("types:\n  sale: {definition: Sold., verbs: [sell]}\n")
    for number, name in enumerate(("Anna", "Boris")):
        (tmp_path / f"{number}.txt").write_text(f"{name} sold the house. {name} repaired the bridge.\n")
    suggest_entries([str(tmp_path / "*.txt")], str(own), 5, 1, "event,speech", None)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("repair: 2 times in 2 articles; nearest types: ")
    assert lines[1] == "    Anna repaired the bridge."
    with pytest.raises(InputError):
        suggest_entries([str(tmp_path / "none*.txt")], None, 5, 1, "event", None)
