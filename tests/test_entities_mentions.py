"""Mentions: which phrases are there, where they start and end, what describes them."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extract.annotate.entities.component import entities
from tests.entity_docs import chains, dated, entity_of, laid_out, same, story

_RELATIVE = (
    "The/DT/det/3 small/JJ/amod/3 fishing/NN/compound/3 fleet/NN/nsubj/9 of/IN/case/5 "
    "Solas/NNP/nmod/3 which/WDT/nsubj/7 "
    "sank/VBD/acl:relcl/3/sink was/VBD/aux:pass/9/be sold/VBN/ROOT/9/sell to/TO/case/11 "
    "Oakes/NNP/obl/9 ././punct/9"
)


def _wordings(doc: Doc) -> list[str]:
    return [wording for chain in chains(doc) for wording in chain]


def test_a_phrase_has_its_determiner_and_no_preposition_or_relative_clause() -> None:
    doc = story(_RELATIVE, names={"Solas": "GPE", "Oakes": "ORG"})
    assert sorted(_wordings(doc)) == ["Oakes", "Solas", "The small fishing fleet of Solas", "which"]


def test_every_token_heads_at_most_one_mention() -> None:
    doc = story(_RELATIVE, names={"Solas": "GPE", "Oakes": "ORG"})
    heads = [m.head for entity in entities(doc) for m in entity.mentions]
    assert len(heads) == len(set(heads))


def test_a_modifying_name_and_the_phrase_around_it_are_two_entities() -> None:
    doc = story(
        "Oakes/NNP/compound/1 workers/NNS/nsubj/2/worker left/VBD/ROOT/2/leave ././punct/2",
        names={"Oakes": "ORG"},
    )
    assert chains(doc) == [["Oakes workers"], ["Oakes"]]
    assert [e.named for e in entities(doc)] == [False, True]


def test_a_time_expression_is_no_mention() -> None:
    doc = story("They/PRP/nsubj/1 met/VBD/ROOT/1/meet last/JJ/amod/3 week/NN/obl:tmod/1 ././punct/1")
    dated(doc, 2, 4)
    assert _wordings(doc) == ["They"]


def test_a_sum_of_money_is_one_mention() -> None:
    doc = story("It/PRP/nsubj/1 cost/VBD/ROOT/1/cost $/$/obj/1 2/CD/nummod/2 million/CD/nummod/2 ././punct/1")
    found = entity_of(doc, "$")
    assert (found.name, found.type) == ("$ 2 million", "MONEY")


@pytest.mark.parametrize(
    ("sentence", "name", "description", "type_"),
    [
        (
            "Solas/NNP/nsubj/6 ,/,/punct/4 a/DT/det/4 small/JJ/amod/4 charity/NN/appos/0 "
            ",/,/punct/4 closed/VBD/ROOT/6/close",
            "Solas",
            "a small charity",
            "ORG",
        ),
        (
            "Solas/NNP/nsubj/8 ,/,/punct/3 a/DT/det/3 charity/NN/appos/0 that/WDT/nsubj/5 "
            "feeds/VBZ/acl:relcl/3/feed "
            "people/NNS/obj/5 ,/,/punct/3 closed/VBD/ROOT/8/close",
            "Solas",
            "a charity that feeds people",
            "ORG",
        ),
        (
            "The/DT/det/3 Dutch/JJ/amod/3 shipping/NN/compound/3 company/NN/compound/4 "
            "Solas/NNP/nsubj/5 closed/VBD/ROOT/5/close",
            "Solas",
            "Dutch shipping company",
            "ORG",
        ),
        (
            "Solas/NNP/nsubj/3 is/VBZ/cop/3/be an/DT/det/3 airline/NN/ROOT/3 ././punct/3",
            "Solas",
            "an airline",
            "",
        ),
    ],
)
def test_descriptions_come_from_apposition_nouns_before_and_copula(
    sentence: str, name: str, description: str, type_: str
) -> None:
    doc = story(sentence, names={"Solas": "MISC"})
    found = entity_of(doc, name)
    assert (found.name, found.description, found.type) == (name, description, type_)


def test_an_apposition_joins_its_name_but_a_predicate_noun_does_not() -> None:
    doc = story("Solas/NNP/nsubj/3 is/VBZ/cop/3/be an/DT/det/3 airline/NN/ROOT/3", names={"Solas": "ORG"})
    assert not same(doc, "Solas", "airline")
    doc = story(
        "Solas/NNP/nsubj/4 ,/,/punct/3 an/DT/det/3 airline/NN/appos/0 fell/VBD/ROOT/4/fall",
        names={"Solas": "ORG"},
    )
    assert same(doc, "Solas", "airline")


def test_an_apposition_overrules_a_wrong_label() -> None:
    doc = story(
        "Solas/NNP/nsubj/4 ,/,/punct/3 an/DT/det/3 airline/NN/appos/0 fell/VBD/ROOT/4/fall",
        names={"Solas": "PERSON"},
    )
    assert entity_of(doc, "Solas").type == "ORG"


def test_a_place_within_a_place_is_not_the_same_place() -> None:
    doc = story(
        "He/PRP/nsubj/1 lives/VBZ/ROOT/1/live in/IN/case/3 Solas/NNP/obl/1 ,/,/punct/5 "
        "Spain/NNP/appos/3 ././punct/1",
        names={"Solas": "GPE", "Spain": "GPE"},
    )
    assert not same(doc, "Solas", "Spain")
    assert entity_of(doc, "Spain").country == "ESP"


def test_who_wrote_the_article_is_an_entity_and_never_an_antecedent() -> None:
    doc = story(
        "By/IN/case/1 Ann/NNP/ROOT/1 Lee/NNP/flat/1",
        "She/PRP/nsubj/1 left/VBD/ROOT/1/leave ././punct/1",
        names={"Ann Lee": "PERSON"},
    )
    laid_out(doc, "byline", "body")
    assert chains(doc) == [["Ann Lee"], ["She"]]


def test_boilerplate_yields_no_mentions() -> None:
    doc = story("Read/VB/ROOT/0 the/DT/det/2 newsletter/NN/obj/0")
    laid_out(doc, "boilerplate")
    assert entities(doc) == []


def test_a_model_without_a_parser_still_gives_its_names() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ann Lee"}])  # type: ignore[attr-defined]
    nlp.add_pipe("eventwire_entities")
    doc = nlp("Ann Lee spoke. Later Ann Lee left.")
    assert [(e.name, e.type, len(e.mentions)) for e in doc._.ew_entities] == [("Ann Lee", "PERSON", 2)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=6).filter(lambda t: not t.isspace()), min_size=1, max_size=25),
    st.randoms(),
)
def test_no_text_and_no_parse_raises(forms: list[str], random) -> None:  # type: ignore[no-untyped-def]
    count = len(forms)
    tags = [random.choice(["NNP", "NN", "PRP", "VBD", "DT", "IN", "-LRB-"]) for _ in forms]
    heads = [random.randrange(max(0, i - 3), i + 1) if i else 0 for i in range(count)]
    deps = [
        "ROOT" if h == i else random.choice(["nsubj", "obj", "conj", "appos", "acl:relcl", "flat", "case"])
        for i, h in enumerate(heads)
    ]
    pos = [
        {
            "NNP": "PROPN",
            "NN": "NOUN",
            "PRP": "PRON",
            "VBD": "VERB",
            "DT": "DET",
            "IN": "ADP",
            "-LRB-": "PUNCT",
        }[t]
        for t in tags
    ]
    doc = Doc(spacy.blank("en").vocab, words=forms, tags=tags, pos=pos, heads=heads, deps=deps)
    found = entities(doc)
    heads_seen = [m.head for e in found for m in e.mentions]
    assert len(heads_seen) == len(set(heads_seen))
    assert all(0 <= m.start <= m.head < m.end <= count for e in found for m in e.mentions)
    starts = [e.mentions[0].start for e in found]
    assert starts == sorted(starts)
