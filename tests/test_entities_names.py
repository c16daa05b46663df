"""Names: trimming, keys, fullest form, acronyms, types."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from extract.annotate.entities import names
from tests.entity_docs import chains, entity_of, same, story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Harbour Board", "Harbour Board"),
        ("Brightwater’s", "Brightwater"),
        ("Solas'", "Solas"),
        ("“Brightwater”,", "Brightwater"),
        ("Brightwater\n  Trust", "Brightwater Trust"),
        ("Oakes Ltd.", "Oakes Ltd."),
        ("U.N.", "U.N."),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_name_is_printed_without_what_stands_around_it(text: str, expected: str) -> None:
    assert names.clean(text) == expected


@pytest.mark.parametrize(
    ("parts", "acronym"),
    [
        (["Regional", "Flood", "Office"], "RFO"),
        (["Council", "for", "the", "Care", "of", "Rivers"], "CCR"),
        (["Fair", "Co-operation", "Board"], "FCB"),
        (["Oakes", "Steel", "Mills", "Inc"], "OSM"),
    ],
)
def test_initials_leave_out_small_words(parts: list[str], acronym: str) -> None:
    assert acronym in names.initials(parts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Oakes", "Inc."], "ORG"),
        (["University", "of", "Brightwater"], "ORG"),
        (["Ministry", "of", "Fisheries"], "ORG"),
        (["Green", "Party"], "ORG"),
        (["Lake", "Solas"], "LOC"),
        (["Solas", "Bridge"], "FAC"),
        (["Ann", "Lee"], ""),
        (["Bank"], ""),
    ],
)
def test_the_words_of_a_name_tell_its_type(parts: list[str], expected: str) -> None:
    assert names.type_by_words(parts) == expected


def test_titles_tell_the_sex_and_are_no_part_of_the_name() -> None:
    assert names.without_titles(["Mrs", "Lee"]) == (["Lee"], "f", True)
    assert names.without_titles(["Prime", "Minister", "Ann", "Lee"]) == (["Ann", "Lee"], "", True)
    assert names.without_titles(["Ann", "Lee", "Jr."]) == (["Ann", "Lee"], "", False)
    assert names.without_titles(["President"]) == (["President"], "", False)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("House Speaker Ann B. Lee", "Ann B. Lee"),
        ("Senate Majority Leader Lee", "Lee"),
        ("Deputy Interior Minister Ann Lee", "Ann Lee"),
        ("Dutch Premier Lee", "Lee"),
        ("Baker Lee", "Baker Lee"),
        ("Ann Baker Lee", "Ann Baker Lee"),
        ("House Lee", "House Lee"),
    ],
)
def test_an_office_before_a_name_is_no_part_of_it(text: str, bare: str) -> None:
    assert " ".join(names.without_titles(text.split())[0]) == bare


def test_a_name_marked_with_an_office_is_printed_without_and_known_by_its_surname() -> None:
    doc = story(
        "House/NNP/compound/1 Speaker/NNP/compound/3 Ann/NNP/compound/3 Lee/NNP/nsubj/4 "
        "spoke/VBD/ROOT/4/speak ././punct/4",
        "Lee/NNP/nsubj/1 left/VBD/ROOT/1/leave ././punct/1",
        names={"House Speaker Ann Lee": "PERSON", "Lee": "PERSON"},
    )
    assert entity_of(doc, "Lee").name == "Ann Lee"
    assert same(doc, "Lee", "Lee", occurrence=1)


@pytest.mark.parametrize(("noun", "type_"), [("leader", "GPE"), ("gloves", "PERSON")])
def test_a_country_before_a_noun_for_a_role_is_a_country(noun: str, type_: str) -> None:
    doc = story(
        f"Chad/NNP/compound/1 {noun}/NN/nsubj/2 sold/VBD/ROOT/2/sell ././punct/2",
        names={"Chad": "PERSON"},
    )
    assert entity_of(doc, "Chad").type == type_


@pytest.mark.parametrize(("full", "type_"), [("Ann Roe", "GPE"), ("Ann Malta", "PERSON")])
def test_a_country_is_no_person_where_nobody_is_called_so(full: str, type_: str) -> None:
    first, last = full.split()
    doc = story(
        f"{first}/NNP/nsubj/2 {last}/NNP/flat/0 sang/VBD/ROOT/2/sing ././punct/2",
        "Malta/NNP/nsubj/1 won/VBD/ROOT/1/win ././punct/1",
        names={full: "PERSON", "Malta": "PERSON"},
    )
    assert entity_of(doc, "Malta", 0 if last == "Roe" else 1).type == type_


def test_a_role_noun_after_a_country_is_not_the_country() -> None:
    doc = story(
        "Malta/NNP/nsubj/2 leader/NN/appos/0 spoke/VBD/ROOT/2/speak ././punct/2", names={"Malta": "PERSON"}
    )
    assert not same(doc, "Malta", "leader")


def test_half_a_name_is_read_whole_where_the_article_has_it_whole() -> None:
    whole = "Aye/NNP/nsubj/3 Lin/NNP/flat/0 Khin/NNP/flat/0 sang/VBD/ROOT/3/sing ././punct/3"
    half = "Lin/NNP/nsubj/4 Khin/NNP/nmod:poss/3 's/POS/case/1 fans/NNS/nsubj/4/fan sang/VBD/ROOT/4/sing ././punct/4"
    doc = story(whole, half, names={"Aye Lin Khin": "PERSON"})
    doc.ents = [*doc.ents, Span(doc, 6, 7, "PERSON")]
    assert chains(doc)[0] == ["Aye Lin Khin", "Lin Khin"]
    assert same(doc, "Aye", "Khin", occurrence=1)


def test_a_name_beside_another_is_not_read_as_half_of_it() -> None:
    whole = "Lin/NNP/nsubj/2 Khin/NNP/flat/0 sang/VBD/ROOT/2/sing ././punct/2"
    other = "Roe/NNP/nsubj/1 told/VBD/ROOT/1/tell Khin/NNP/obj/1 ././punct/1"
    doc = story(whole, other, names={"Lin Khin": "PERSON", "Khin": "PERSON", "Roe": "PERSON"})
    assert ["Lin Khin", "Khin"] in chains(doc)


_SPOKE = "Ann/NNP/nsubj/2 Lee/NNP/flat/0 spoke/VBD/ROOT/2/speak ././punct/2"
_LEFT = "Lee/NNP/nsubj/1 left/VBD/ROOT/1/leave ././punct/1"


def test_a_surname_is_the_full_name_seen_before() -> None:
    doc = story(_SPOKE, _LEFT, names={"Ann Lee": "PERSON", "Lee": "PERSON"})
    assert chains(doc) == [["Ann Lee", "Lee"]]
    assert entity_of(doc, "Ann").name == "Ann Lee"
    assert entity_of(doc, "Ann").named


def test_a_surname_that_the_model_took_for_a_firm_is_still_the_person() -> None:
    doc = story(_SPOKE, _LEFT, names={"Ann Lee": "PERSON", "Lee": "ORG"})
    assert chains(doc) == [["Ann Lee", "Lee"]]
    assert {m.type for m in entity_of(doc, "Ann").mentions} == {"PERSON"}


def test_the_title_of_another_sex_keeps_two_people_apart() -> None:
    mister = "Mr/NNP/compound/1 Lee/NNP/nsubj/2 left/VBD/ROOT/2/leave ././punct/2"
    doc = story(_SPOKE, mister, names={"Ann Lee": "PERSON", "Mr Lee": "PERSON"})
    assert not same(doc, "Ann", "Lee", occurrence=1)


def test_an_acronym_in_brackets_is_its_expansion() -> None:
    doc = story(
        "The/DT/det/3 Regional/NNP/compound/3 Flood/NNP/compound/3 Office/NNP/nsubj/7 "
        "(/-LRB-/punct/5 RFO/NNP/appos/3 "
        ")/-RRB-/punct/5 warned/VBD/ROOT/7/warn ././punct/7",
        "RFO/NNP/nsubj/1 acted/VBD/ROOT/1/act ././punct/1",
        names={"Regional Flood Office": "ORG", "RFO": "ORG"},
    )
    assert chains(doc) == [["Regional Flood Office", "RFO", "RFO"]]
    assert entity_of(doc, "RFO").name == "Regional Flood Office"


def test_a_domain_beside_the_name_is_one_entity_with_the_plain_name() -> None:
    doc = story(
        "Solas.com/NNP/nsubj/1 closed/VBD/ROOT/1/close ././punct/1",
        "Solas/NNP/nsubj/1 sells/VBZ/ROOT/1/sell boats/NNS/obj/1/boat ././punct/1",
        names={"Solas.com": "ORG", "Solas": "ORG"},
    )
    assert entity_of(doc, "Solas").name == "Solas"
    assert same(doc, "Solas", "Solas.com")


def test_a_legal_suffix_and_capitals_make_no_new_company() -> None:
    doc = story(
        "Oakes/NNP/compound/1 Inc/NNP/nsubj/2 fell/VBD/ROOT/2/fall ././punct/2",
        "OAKES/NNP/nsubj/1 rose/VBD/ROOT/1/rise ././punct/1",
        names={"Oakes Inc": "ORG", "OAKES": "ORG"},
    )
    assert len(chains(doc)) == 1


def test_countries_are_one_under_all_their_names_but_not_with_their_parts() -> None:
    doc = story(
        "Britain/NNP/nsubj/1 agreed/VBD/ROOT/1/agree ././punct/1",
        "The/DT/det/1 UK/NNP/nsubj/2 paid/VBD/ROOT/2/pay England/NNP/iobj/2 ././punct/2",
        names={"Britain": "GPE", "UK": "GPE", "England": "GPE"},
    )
    assert same(doc, "Britain", "UK")
    assert not same(doc, "Britain", "England")
    assert {entity_of(doc, w).country for w in ("Britain", "England")} == {"GBR"}


def test_a_name_is_one_type_in_one_article() -> None:
    lines = ["Solas/NNP/nsubj/1 grew/VBD/ROOT/1/grow ././punct/1"] * 3
    doc = story(*lines)
    doc.ents = [
        doc.char_span(doc[i].idx, doc[i].idx + 5, label)
        for i, label in ((0, "ORG"), (3, "PERSON"), (6, "ORG"))
    ]
    assert {m.type for m in entity_of(doc, "Solas").mentions} == {"ORG"}


def test_without_a_model_for_names_runs_of_proper_nouns_are_names() -> None:
    doc = story(
        "Ministers/NNS/nsubj/1/minister met/VBD/ROOT/1/meet the/DT/det/3 Council/NNP/obj/1 "
        "for/IN/case/6 River/NNP/compound/6 "
        "Care/NNP/nmod/3 ././punct/1"
    )
    found = entity_of(doc, "Council")
    assert (found.name, found.type, found.named) == ("Council for River Care", "ORG", True)
    assert not entity_of(doc, "Ministers").named


def test_a_country_adjective_is_a_name_with_its_country() -> None:
    doc = story("Dutch/JJ/amod/1 police/NNS/nsubj/2/police acted/VBD/ROOT/2/act ././punct/2")
    assert (entity_of(doc, "Dutch").type, entity_of(doc, "Dutch").country) == ("NORP", "NLD")
    assert not same(doc, "Dutch", "police")


def test_a_word_of_a_headline_in_capitals_is_a_name_only_if_the_body_has_it() -> None:
    doc = story(
        "Solas/NNP/nsubj/1 Shuts/VBZ/ROOT/1/shut Giant/NNP/compound/4 Fish/NNP/compound/4 Market/NNP/obj/1",
        "Solas/NNP/nsubj/1 closed/VBD/ROOT/1/close it/PRP/obj/1 ././punct/1",
    )
    assert same(doc, "Solas", "Solas", occurrence=1)
    assert not entity_of(doc, "Market").named


def test_a_title_that_the_parse_makes_the_head_is_in_the_mention_and_not_in_the_name() -> None:
    doc = story("Mrs/NNP/nsubj/2 Lee/NNP/flat/0 spoke/VBD/ROOT/2/speak ././punct/2", names={"Lee": "PERSON"})
    assert chains(doc) == [["Mrs Lee"]]
    assert entity_of(doc, "Mrs").name == "Lee"


def test_an_honorific_makes_a_person_of_what_the_model_took_for_a_place() -> None:
    doc = story(
        "Ms/NNP/nsubj/2 Solas/NNP/flat/0 spoke/VBD/ROOT/2/speak ././punct/2", names={"Ms Solas": "GPE"}
    )
    assert entity_of(doc, "Ms").type == "PERSON"


def test_a_capital_with_a_doubtful_label_is_a_place() -> None:
    lines = ["Lisbon/NNP/nsubj/1 grew/VBD/ROOT/1/grow ././punct/1"] * 2
    doc = story(*lines)
    doc.ents = [Span(doc, 0, 1, "ORG"), Span(doc, 3, 4, "GPE")]
    assert (entity_of(doc, "Lisbon").type, entity_of(doc, "Lisbon").country) == ("GPE", "PRT")


@pytest.mark.parametrize(("words", "name"), [("Safe Port Code", "Safe Port Code"), ("safe port code", "SPC")])
def test_an_acronym_is_called_by_its_words_where_they_are_in_capitals(words: str, name: str) -> None:
    first, second, third = words.split()
    doc = story(
        "Ports/NNS/nsubj/1/port changed/VBD/ROOT/1/change "
        f"our/PRP$/nmod:poss/5 {first}/JJ/amod/5 {second}/NN/compound/5 {third}/NN/obj/1 "
        "(/-LRB-/punct/7 SPC/NNP/appos/5 )/-RRB-/punct/7 ././punct/1",
        names={"SPC": "WORK"},
    )
    assert entity_of(doc, "SPC").name == name


def test_a_name_of_common_words_is_one_by_its_capitals(extractor):
    text = "The bank changed its Fair Lending Code. Critics say the Fair Lending Code helps nobody."
    named = [m.text for m in extractor(text).mentions if m.form == "name"]
    assert sum("Fair Lending Code" in name for name in named) == 2


def test_capitals_of_a_headline_make_no_name(extractor):
    text = "Angry Voters Reject Costly Reform Plan\n\nVoters rejected the plan on Sunday."
    assert [m.text for m in extractor(text).mentions if m.form == "name"] == []


# -- surnames in a family ----------------------------------------------------------------


def _family(*first: str) -> Doc:
    return story(
        *first,
        "His/PRP$/nmod:poss/1 wife/NN/nsubj/6 ,/,/punct/3 Ann/NNP/appos/1 Roe/NNP/flat/3 ,/,/punct/3 "
        "listened/VBD/ROOT/6/listen ././punct/6",
        "Roe/NNP/nsubj/1 smiled/VBD/ROOT/1/smile ././punct/1",
        names={"Ann Roe": "PERSON", "Roe": "PERSON", "Ian Lee": "PERSON", "Paul Roe": "PERSON"},
    )


def test_a_bare_surname_in_use_before_a_wife_is_named_is_not_hers() -> None:
    doc = _family("Roe/NNP/nsubj/1 spoke/VBD/ROOT/1/speak ././punct/1")
    assert not same(doc, "Roe", "Ann")
    assert same(doc, "Roe", "Roe", occurrence=2)


def test_a_surname_of_two_is_that_of_who_is_not_brought_in_as_kin() -> None:
    doc = _family(
        "Paul/NNP/obj/2 Roe/NNP/flat/0 called/VBD/ROOT/2/call Ian/NNP/nsubj/2 Lee/NNP/flat/3 ././punct/2"
    )
    assert same(doc, "Paul", "Roe", occurrence=2)


def test_a_wife_of_another_name_is_known_by_her_surname() -> None:
    doc = _family("Ian/NNP/nsubj/2 Lee/NNP/flat/0 spoke/VBD/ROOT/2/speak ././punct/2")
    assert same(doc, "Ann", "Roe", occurrence=1)
