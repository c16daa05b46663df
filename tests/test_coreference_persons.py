"""Coreference of first and second persons whose speaker no attribution tells."""

from __future__ import annotations

import pytest

from tests.entity_docs import same, story

_I_LEFT = "I/PRP/nsubj/1 left/VBD/ROOT/1/leave ././punct/1"
_MY_BOAT = "My/PRP$/nmod:poss/1 boat/NN/nsubj/2 sank/VBD/ROOT/2/sink ././punct/2"
_WE_LEFT = "We/PRP/nsubj/1 left/VBD/ROOT/1/leave ././punct/1"
_YOU_LEFT = "You/PRP/nsubj/1 left/VBD/ROOT/1/leave ././punct/1"
_YOUR_BOAT = "Your/PRP$/nmod:poss/1 boat/NN/nsubj/2 sank/VBD/ROOT/2/sink ././punct/2"


@pytest.mark.parametrize(
    ("first", "second", "one", "other"), [(_I_LEFT, _MY_BOAT, "I", "My"), (_YOU_LEFT, _YOUR_BOAT, "You", "Your")]
)
def test_an_author_stays_the_same(first: str, second: str, one: str, other: str) -> None:
    assert same(story(first, second), one, other)


@pytest.mark.parametrize(("second", "other"), [(_WE_LEFT, "We"), (_YOU_LEFT, "You")])
def test_i_is_neither_we_nor_you(second: str, other: str) -> None:
    assert not same(story(_I_LEFT, second), "I", other)


def test_who_speaks_in_a_quotation_is_not_the_author(extractor) -> None:
    text = "I met the owner on Monday. “My shop was robbed,” said Ann Lee."
    entities = {e.entity_id: e for e in extractor(text).entities}
    of = {m.text: m.entity_id for m in extractor(text).mentions}
    assert of["I"] != of["My"]
    assert entities[of["My"]].name == "Ann Lee"
