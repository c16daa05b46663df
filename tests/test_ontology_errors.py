"""What is wrong with an ontology file is said with file, line and what to do, word for word."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.errors import OntologyError
from extract.ontology import Candidate, load

GOOD = "types:\n  visit:\n    definition: A visit.\n    verbs: [visit]\n"
ROLES = (
    "Use one of: actor, target, recipient, content, place, time, source, destination, instrument, topic, "
    "beneficiary, purpose, manner"
)
TYPE_KEYS = "Use one of: definition, kind, verbs, nouns, phrases, codes, roles, constraints, prepositions"


def message(path: Path, text: str) -> str:
    """The message for a file without its path."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load(path)
    said = str(caught.value)
    assert said.startswith(str(path))
    return said.removeprefix(str(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ": the file is empty. Begin with 'types:' and add at least one event type."),
        ("# only a comment\n", ": the file is empty. Begin with 'types:' and add at least one event type."),
        ("types:\n", ", line 1: no event types. Add at least one under 'types:'."),
        ("- visit\n", ", line 1: not an ontology, but a list. Begin with 'types:'."),
        (
            GOOD + "classes: {}\n",
            ", line 5: unknown key 'classes'. Did you mean 'noun_classes'? Use one of: "
            "types, noun_classes, extends.",
        ),
        (
            GOOD.replace("verbs", "verb"),
            f", line 4: unknown key 'verb' in type 'visit'. Did you mean 'verbs'? {TYPE_KEYS}.",
        ),
        (
            "types:\n  visit:\n    verbs: [visit]\n",
            ", line 2: type 'visit' has no definition. Add 'definition:' with one line that "
            "says what counts.",
        ),
        (
            "types:\n  visit:\n    definition: A visit.\n",
            ", line 2: type 'visit' has no words. Add 'verbs:', 'nouns:' or 'phrases:'.",
        ),
        (
            "types:\n  visit: [visit]\n",
            ", line 2: type 'visit' must be a mapping, but is a list. Give it 'definition' and 'verbs'.",
        ),
        (
            "types:\n  State Visit:\n    definition: A visit.\n",
            ", line 2: type name 'State Visit' is not usable. Use lower-case letters, digits and _.",
        ),
        (
            GOOD + "    kind: deed\n",
            ", line 5: unknown kind 'deed' in type 'visit'. Use one of: event, speech, state.",
        ),
        (
            GOOD + "    roles:\n      actor: the guest\n      hoster: the host\n",
            f", line 7: unknown role 'hoster' in type 'visit'. {ROLES}.",
        ),
        (
            GOOD + "    roles: {targets: the host}\n",
            f", line 5: unknown role 'targets' in type 'visit'. Did you mean 'target'? {ROLES}.",
        ),
        (
            GOOD + "    constraints: {place: [GPE]}\n",
            ", line 5: role 'place' cannot be constrained. Constrain actor or target.",
        ),
        (
            GOOD + "    constraints: {actor: [HUMAN]}\n",
            ", line 5: unknown entity type 'HUMAN' in type 'visit'. "
            "Use one of: PERSON, ORG, GPE, LOC, FAC, NORP, PRODUCT, EVENT, WORK, MONEY.",
        ),
        (
            GOOD + "    codes: {cameo: 042}\n",
            ", line 5: 'cameo' in 'codes' must be text, not 42. Put it in quotes.",
        ),
        (
            GOOD + '    codes: {cameo: "42"}\n',
            ", line 5: unknown CAMEO code '42' in type 'visit'. Use two to four digits from 01 to 20.",
        ),
        (
            GOOD + "    codes: {icews: x}\n",
            ", line 5: unknown code system 'icews' in type 'visit'. Use one of: plover, cameo, ace.",
        ),
        (
            GOOD
            + "  stay:\n    definition: A stay.\n    nouns: [it]\n    verbs:\n      - stay\n      - visit\n",
            ", line 10: 'visit' of type 'stay' stands with the same conditions in type 'visit' (line 4). "
            "Take one out, or add a condition that tells them apart, such as {lemma: charge, "
            "preposition: with}.",
        ),
        (
            "types:\n  visit:\n    definition: A visit.\n    verbs:\n      - visit\n      - visit\n",
            ", line 6: 'visit' stands twice in type 'visit' (first in line 5). Take one out.",
        ),
        (
            GOOD + "  visit:\n    definition: Again.\n    verbs: [call on]\n",
            ', line 5: not YAML (found duplicate key "visit"). '
            "Give each key once: join the two or rename one.",
        ),
        (
            "types:\n  visit:\n    definition: A visit.\n    verbs: [visit\n",
            ", line 5: not YAML (expected ',' or ']', but got '<stream end>'). "
            "Check brackets, quotes and indentation there.",
        ),
        (
            "types:\n\tvisit:\n",
            ", line 2: not YAML (found character '\\t' that cannot start any token). Indent with spaces.",
        ),
        (
            GOOD + "    phrases: [visit]\n",
            ", line 5: type 'visit': 'visit' is one word. Move it to 'verbs'.",
        ),
        (
            GOOD + "    phrases: call\n",
            ", line 5: 'phrases' of type 'visit' must be a list. Write phrases: [call].",
        ),
        (
            GOOD + "    nouns: [7]\n",
            ", line 5: type 'visit': an entry must be words or a mapping with 'lemma', not "
            "7. Put it in quotes.",
        ),
        (
            GOOD + "    nouns: [Visit]\n",
            ", line 5: type 'visit': entry 'Visit' has capitals, but lemmas are lower case. Write 'visit'.",
        ),
        (
            GOOD + "    phrases: [pay a long call]\n",
            ", line 5: type 'visit': entry 'pay a long call' has an order of words that is not known. "
            "Write a verb, then particle, word or preposition, as in 'shut down', 'take "
            "refuge', 'get rid of', "
            "'put on trial'.",
        ),
        (
            GOOD + "    nouns:\n      - {preposition: to}\n",
            ", line 6: type 'visit': an entry in braces needs 'lemma'. "
            "Write {lemma: charge, preposition: with}.",
        ),
        (
            GOOD + "    nouns: [{lemma: call, object: [$pets]}]\n",
            ", line 5: type 'visit': unknown noun class '$pets' in 'object'. "
            "List its words under noun_classes, or write the words here.",
        ),
        (
            GOOD + "    nouns: [{lemma: call, passive: maybe}]\n",
            ", line 5: type 'visit': 'passive' must be true or false, not 'maybe'.",
        ),
        (
            GOOD + "    nouns: [{lemma: call, object: [7]}]\n",
            ", line 5: type 'visit': 'object' needs a word or a list of words, not [7]. "
            "Put numbers and yes/no in quotes.",
        ),
        (
            GOOD + "noun_classes: {pets: dog}\n",
            ", line 5: noun class 'pets' must be a list of words. Write pets: [word, word].",
        ),
        (
            GOOD + "noun_classes: {pets: [dog, $cats]}\n",
            ", line 5: noun class 'pets' holds the class '$cats'. Write its words instead: classes do not nest.",
        ),
        (
            GOOD + "extends: other\n",
            ", line 5: 'extends' can only be 'default'. Write 'extends: default' or leave it out.",
        ),
    ],
)
def test_message(tmp_path: Path, text: str, expected: str) -> None:
    assert message(tmp_path / "own.yaml", text) == expected


def test_unknown_plover_and_condition_name_what_is_near(tmp_path: Path) -> None:
    said = message(tmp_path / "own.yaml", GOOD + "    codes: {plover: CONSULTS}\n")
    assert said.startswith(
        ", line 5: unknown PLOVER code 'CONSULTS' in type 'visit'. Did you mean 'CONSULT'?"
    )
    said = message(tmp_path / "own.yaml", GOOD + "    codes: {ace: Contact.Meeting}\n")
    assert said.startswith(
        ", line 5: unknown ACE code 'Contact.Meeting' in type 'visit'. Did you mean 'Contact.Meet'?"
    )
    said = message(tmp_path / "own.yaml", GOOD + "    nouns: [{lemma: call, prepositon: on}]\n")
    assert said.startswith(
        ", line 5: type 'visit': unknown key 'prepositon' in an entry. Did you mean 'preposition'?"
    )


def test_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    with pytest.raises(OntologyError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}: no such file. Give the path of an ontology, or leave the option out for the default."
    )


def test_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as caught:
        load(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: no .yaml file in this folder. Give an ontology file, or a folder of them."
    )


def test_not_text(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(b"types:\n  caf\xe9: {}\n")
    with pytest.raises(OntologyError) as caught:
        load(path)
    assert str(caught.value) == f"{path}, line 2: not UTF-8 text. Save the file as UTF-8."


def test_control_character(tmp_path: Path) -> None:
    assert message(tmp_path / "own.yaml", "types: \x07\n") == (
        ": not YAML (unacceptable character #x0007: special characters are not allowed). "
        "Check the file in a YAML editor."
    )


def test_clash_between_files_names_both(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b.yaml").write_text("types:\n  stay:\n    definition: A stay.\n    verbs: [stay, visit]\n")
    with pytest.raises(OntologyError) as caught:
        load(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'b.yaml'}, line 4: 'visit' of type 'stay' stands with the same "
        "conditions in type 'visit' "
        f"({tmp_path / 'a.yaml'}, line 4). Take one out, or add a condition that tells them apart, "
        "such as {lemma: charge, preposition: with}."
    )


def test_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert list(load(path).types) == ["visit"]


def test_ten_thousand_entries(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    words = "".join(f"      - word{n}\n" for n in range(10_000))
    path.write_text("types:\n  visit:\n    definition: A visit.\n    verbs:\n" + words)
    ontology = load(path)
    assert len(ontology.entries) == 10_000
    match = ontology.match(Candidate("word9999"))
    assert match is not None
    assert match.type == "visit"


def quickest(work: Callable[[], object]) -> float:
    """The shortest of five runs, so that other work on the machine does not count."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return min(once() for _ in range(5))


def test_many_entries_cost_no_more_than_their_share(tmp_path: Path) -> None:
    def of(size: int) -> Path:
        path = tmp_path / f"{size}.yaml"
        words = "".join(f"      - word{n}\n" for n in range(size))
        path.write_text("types:\n  visit:\n    definition: A visit.\n    verbs:\n" + words)
        return path

    few, many = of(1_000), of(10_000)
    assert quickest(lambda: load(many)) < 25 * quickest(lambda: load(few))  # ten times in a line
    small, large = load(few), load(many)
    text = [Candidate(f"word{n}") for n in range(1_000)]
    matching = quickest(lambda: [large.match(c) for c in text])
    assert matching < 4 * quickest(lambda: [small.match(c) for c in text])


def test_deep_nesting_is_an_error_of_ours(tmp_path: Path) -> None:
    said = message(tmp_path / "own.yaml", "types: " + "[" * 5000 + "]" * 5000)
    assert said.startswith(": not YAML (")
