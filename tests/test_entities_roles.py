"""Roles and kin: whom "the senator", "the former mayor" and "his wife" mean."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from extract.annotate.entities.roles import plain
from tests.entity_docs import entity_of, laid_out, same, story

_ANN = {"Ann Lee": "PERSON"}
_TWO = {"Ann Lee": "PERSON", "Paul Roe": "PERSON"}


def _left(phrase: str, head: int) -> str:
    """A sentence in which a phrase, whose head is its token `head`, left."""
    return f"{phrase} left/VBD/ROOT/{head + 1}/leave ././punct/{head + 1}"


_THE = "The/DT/det/1 {noun}/NN/nsubj/2"


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        ("Senator/NNP", "senator"),
        ("Sen./NNP", "senator"),
        ("Rep./NNP", "congresswoman"),
        ("Judge/NNP", "judge"),
    ],
)
def test_a_title_before_a_name_is_the_role_spoken_of(title: str, noun: str) -> None:
    doc = story(
        f"{title}/compound/1 Ann/NNP/nsubj/3 Lee/NNP/flat/1 spoke/VBD/ROOT/3/speak ././punct/3",
        _left(_THE.format(noun=noun), 1),
        names=_ANN,
    )
    assert same(doc, "Ann", noun)


def _is(copula: str, predicate: str, head: int) -> str:
    return (
        f"Ann/NNP/nsubj/{head} Lee/NNP/flat/0 {copula}/cop/{head}/be {predicate}/ROOT/{head} ././punct/{head}"
    )


def test_who_is_said_to_be_the_mayor_is_the_mayor() -> None:
    doc = story(
        _is("is/VBZ", "the/DT/det/4 mayor/NN", 4),
        _left(_THE.format(noun="mayor"), 1),
        names=_ANN,
    )
    assert same(doc, "Ann", "mayor", occurrence=1)


@pytest.mark.parametrize("copula", ["was/VBD"])
def test_who_was_the_mayor_is_not(copula: str) -> None:
    doc = story(
        _is(copula, "the/DT/det/4 mayor/NN", 4),
        _left(_THE.format(noun="mayor"), 1),
        names=_ANN,
    )
    assert not same(doc, "Ann", "mayor", occurrence=1)


@pytest.mark.parametrize("before", ["Former/JJ/amod/1", "Vice/NNP/compound/1", "Deputy/NNP/compound/1"])
def test_a_former_or_lesser_holder_is_not_the_holder(before: str) -> None:
    doc = story(
        f"{before} President/NNP/compound/2 Ann/NNP/nsubj/4 Lee/NNP/flat/2 spoke/VBD/ROOT/4/speak ././punct/4",
        _left(_THE.format(noun="president"), 1),
        names=_ANN,
    )
    assert not same(doc, "Ann", "president")


def test_the_former_president_is_the_former_holder_only() -> None:
    doc = story(
        "President/NNP/compound/1 Paul/NNP/nsubj/3 Roe/NNP/flat/1 met/VBD/ROOT/3/meet former/JJ/amod/5 "
        "President/NNP/compound/6 Ann/NNP/obj/3 Lee/NNP/flat/6 ././punct/3",
        _left("The/DT/det/2 former/JJ/amod/2 president/NN/nsubj/3", 2),
        _left(_THE.format(noun="president"), 1),
        names=_TWO,
    )
    assert same(doc, "Ann", "president")
    assert same(doc, "Paul", "president", occurrence=1)


def test_of_two_holders_spoken_of_near_neither_is_meant() -> None:
    doc = story(
        "Senator/NNP/compound/1 Ann/NNP/nsubj/3 Lee/NNP/flat/1 met/VBD/ROOT/3/meet Senator/NNP/compound/5 "
        "Paul/NNP/obj/3 Roe/NNP/flat/5 ././punct/3",
        _left(_THE.format(noun="senator"), 1),
        names=_TWO,
    )
    assert not same(doc, "Ann", "senator")
    assert not same(doc, "Paul", "senator")


@pytest.mark.parametrize(("said", "meant"), [("Republican", True), ("GOP", True), ("Green", False)])
def test_a_party_narrows_a_role_down(said: str, meant: bool) -> None:
    doc = story(
        "Republican/JJ/amod/1 nominee/NN/compound/2 Ann/NNP/nsubj/4 Lee/NNP/flat/2 spoke/VBD/ROOT/4/speak "
        "././punct/4",
        _left(f"The/DT/det/2 {said}/JJ/amod/2 nominee/NN/nsubj/3", 2),
        names=_ANN,
    )
    assert same(doc, "Ann", "nominee", occurrence=1) is meant


def test_a_woman_is_not_the_congressman() -> None:
    doc = story(
        "Rep./NNP/compound/1 Ann/NNP/nsubj/3 Lee/NNP/flat/1 spoke/VBD/ROOT/3/speak ././punct/3",
        _left(_THE.format(noun="congressman"), 1),
        names=_ANN,
    )
    assert not same(doc, "Ann", "congressman")


# -- kin ---------------------------------------------------------------------------------


def _wife(second: str) -> Doc:
    return story(
        "Paul/NNP/nsubj/2 Roe/NNP/flat/0 met/VBD/ROOT/2/meet his/PRP$/nmod:poss/4 wife/NN/obj/2 ,/,/punct/6 "
        "Ann/NNP/appos/4 Lee/NNP/flat/6 ././punct/2",
        second,
        names={**_TWO, "Ian": "PERSON"},
    )


def test_his_wife_is_the_wife_named_and_her_husband_is_his() -> None:
    assert same(_wife(_left("His/PRP$/nmod:poss/1 wife/NN/nsubj/2", 1)), "Ann", "wife", occurrence=1)
    assert same(_wife(_left("His/PRP$/nmod:poss/1 ex-wife/NN/nsubj/2", 1)), "Ann", "ex-wife")
    assert same(_wife(_left("Her/PRP$/nmod:poss/1 husband/NN/nsubj/2", 1)), "Paul", "husband")


def test_another_mans_wife_is_another() -> None:
    doc = _wife(_left("Ian/NNP/nmod:poss/2 's/POS/case/0 wife/NN/nsubj/3", 2))
    assert not same(doc, "Ann", "wife", occurrence=1)


# -- the head of an article --------------------------------------------------------------


@pytest.mark.parametrize(("title", "meant"), [("Judge/NNP", True), ("Mayor/NNP", False)])
def test_a_role_in_the_title_is_its_only_holder(title: str, meant: bool) -> None:
    doc = story(
        "Judge/NN/nsubj/1 stops/VBZ/ROOT/1/stop sale/NN/obj/1",
        f"{title}/compound/1 Ann/NNP/nsubj/3 Lee/NNP/flat/1 met/VBD/ROOT/3/meet Paul/NNP/obj/3 Roe/NNP/flat/4 "
        "././punct/3",
        names=_TWO,
    )
    laid_out(doc, "title", "body")
    assert same(doc, "Ann", "Judge") is meant


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("Sen.", ["senator"]),
        ("ex-wife", ["ex", "wife"]),
        ("President-elect", ["elect", "president"]),
        ("mayor", ["mayor"]),
        ("ex-", ["ex-"]),
    ],
)
def test_words_of_roles_are_compared_in_one_form(word: str, words: list[str]) -> None:
    assert plain(word) == words


def test_a_holder_far_back_is_still_named() -> None:
    filler = ["Boats/NNS/nsubj/1/boat sank/VBD/ROOT/1/sink ././punct/1"] * 6
    doc = story(
        "Mayor/NNP/compound/1 Ann/NNP/nsubj/3 Lee/NNP/flat/1 spoke/VBD/ROOT/3/speak ././punct/3",
        *filler,
        _left(_THE.format(noun="mayor"), 1),
        names=_ANN,
    )
    assert entity_of(doc, "mayor").name == "Ann Lee"
