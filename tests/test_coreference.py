"""Coreference: descriptions, pronouns, relative pronouns, insertions, speakers."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from extract.annotate.types import Attribution, Phrase
from tests.entity_docs import chains, entity_of, laid_out, quote, same, story

_FIRM_FELL = "Oakes/NNP/nsubj/1 fell/VBD/ROOT/1/fall ././punct/1"
_ORG = {"Oakes": "ORG"}

# -- definite descriptions ---------------------------------------------------------------


def test_a_definite_phrase_with_fewer_words_is_the_one_before() -> None:
    doc = story(
        "The/DT/det/2 fishing/NN/compound/2 boat/NN/nsubj/3 sank/VBD/ROOT/3/sink ././punct/3",
        "Divers/NNS/nsubj/1/diver found/VBD/ROOT/1/find the/DT/det/3 boat/NN/obj/1 ././punct/1",
    )
    assert same(doc, "boat", "boat", occurrence=1)


@pytest.mark.parametrize(
    "second",
    [
        "Divers/NNS/nsubj/1/diver found/VBD/ROOT/1/find a/DT/det/3 boat/NN/obj/1 ././punct/1",
        "Divers/NNS/nsubj/1/diver found/VBD/ROOT/1/find the/DT/det/4 other/JJ/amod/4 "
        "boat/NN/obj/1 ././punct/1",
        "Divers/NNS/nsubj/1/diver found/VBD/ROOT/1/find the/DT/det/4 red/JJ/amod/4 boat/NN/obj/1 ././punct/1",
    ],
)
def test_an_indefinite_or_further_described_phrase_is_new(second: str) -> None:
    doc = story("The/DT/det/2 fishing/NN/compound/2 boat/NN/nsubj/3 sank/VBD/ROOT/3/sink ././punct/3", second)
    assert not same(doc, "boat", "boat", occurrence=1)


def test_the_company_is_the_organisation_spoken_of() -> None:
    doc = story(_FIRM_FELL, "The/DT/det/1 company/NN/nsubj/2 closed/VBD/ROOT/2/close ././punct/2", names=_ORG)
    assert same(doc, "Oakes", "company")


@pytest.mark.parametrize("noun", ["bank", "party", "ministry"])
def test_a_noun_for_another_kind_of_organisation_is_not(noun: str) -> None:
    doc = story(_FIRM_FELL, f"The/DT/det/1 {noun}/NN/nsubj/2 closed/VBD/ROOT/2/close ././punct/2", names=_ORG)
    assert not same(doc, "Oakes", noun)


def test_a_subsidiary_company_is_another_company() -> None:
    doc = story(
        _FIRM_FELL,
        "A/DT/det/2 subsidiary/JJ/amod/2 company/NN/nsubj/3 closed/VBD/ROOT/3/close ././punct/3",
        names=_ORG,
    )
    assert not same(doc, "Oakes", "company")


def test_the_airline_is_the_one_so_described() -> None:
    doc = story(
        "Oakes/NNP/nsubj/4 ,/,/punct/3 an/DT/det/3 airline/NN/appos/0 bought/VBD/ROOT/4/buy "
        "Solas/NNP/obj/4 ././punct/4",
        "The/DT/det/1 airline/NN/nsubj/2 grew/VBD/ROOT/2/grow ././punct/2",
        names={"Oakes": "ORG", "Solas": "ORG"},
    )
    assert same(doc, "Oakes", "airline", occurrence=1)


def test_the_ministry_is_the_ministry_named_before() -> None:
    doc = story(
        "The/DT/det/1 Ministry/NNP/nsubj/4 of/IN/case/3 Fisheries/NNP/nmod/1 "
        "spoke/VBD/ROOT/4/speak ././punct/4",
        "The/DT/det/1 ministry/NN/nsubj/2 denied/VBD/ROOT/2/deny it/PRP/obj/2 ././punct/2",
        names={"Ministry of Fisheries": "ORG"},
    )
    assert same(doc, "Ministry", "ministry")


def test_what_different_owners_have_is_not_the_same() -> None:
    doc = story(
        "Oakes/NNP/nmod:poss/2 's/POS/case/0 harbour/NN/nsubj/3 closed/VBD/ROOT/3/close ././punct/3",
        "Solas/NNP/nmod:poss/2 's/POS/case/0 harbour/NN/nsubj/3 opened/VBD/ROOT/3/open ././punct/3",
        names={"Oakes": "ORG", "Solas": "GPE"},
    )
    assert not same(doc, "harbour", "harbour", occurrence=1)


# -- pronouns ----------------------------------------------------------------------------


def test_a_possessive_is_the_subject_of_its_clause_and_its_thing_is_another() -> None:
    doc = story(
        "Oakes/NNP/nsubj/1 sold/VBD/ROOT/1/sell its/PRP$/nmod:poss/3 ships/NNS/obj/1/ship ././punct/1",
        names=_ORG,
    )
    assert same(doc, "Oakes", "its")
    assert not same(doc, "Oakes", "ships")


def test_an_object_pronoun_is_not_the_subject_of_its_own_clause() -> None:
    doc = story("Oakes/NNP/nsubj/1 sold/VBD/ROOT/1/sell it/PRP/obj/1 ././punct/1", names=_ORG)
    assert not same(doc, "Oakes", "it")


def test_in_said_it_the_speaker_comes_before_what_was_spoken_of() -> None:
    doc = story(
        "Oakes/NNP/nsubj/1 said/VBD/ROOT/1/say of/IN/case/4 the/DT/det/4 boat/NN/obl/1 "
        "it/PRP/nsubj/7 had/VBD/aux/7/have "
        "acted/VBN/ccomp/1/act ././punct/1",
        names=_ORG,
    )
    assert same(doc, "Oakes", "it")


@pytest.mark.parametrize(
    ("pronoun", "antecedent"),
    [("she", "Ann"), ("he", "Paul")],
)
def test_sex_chooses(pronoun: str, antecedent: str) -> None:
    doc = story(
        "Oakes/NNP/nsubj/1 hired/VBD/ROOT/1/hire Ann/NNP/obj/1 Lee/NNP/flat/2 before/IN/case/5 "
        "Paul/NNP/obl/1 Roe/NNP/flat/5 ././punct/1",
        f"Later/RB/advmod/2 {pronoun}/PRP/nsubj/2 agreed/VBD/ROOT/2/agree ././punct/2",
        names={"Ann Lee": "PERSON", "Paul Roe": "PERSON", "Oakes": "ORG"},
    )
    assert same(doc, antecedent, pronoun)
    assert not same(doc, "Oakes", pronoun)


@pytest.mark.parametrize(
    "sentence",
    [
        "It/PRP/nsubj/2 was/VBD/aux/2/be raining/VBG/ROOT/2/rain ././punct/2",
        "It/PRP/nsubj/1 emerged/VBD/ROOT/1/emerge that/IN/mark/4 ships/NNS/nsubj/4/ship "
        "sank/VBD/ccomp/1/sink ././punct/1",
        "It/PRP/nsubj/2 is/VBZ/cop/2/be clear/JJ/ROOT/2 that/IN/mark/5 ships/NNS/nsubj/5/ship "
        "sank/VBD/ccomp/2/sink ././punct/2",
        "It/PRP/nsubj:pass/2 is/VBZ/aux:pass/2/be believed/VBN/ROOT/2/believe that/IN/mark/5 "
        "ships/NNS/nsubj/5/ship "
        "sank/VBD/ccomp/2/sink ././punct/2",
    ],
)
def test_it_may_refer_to_nothing(sentence: str) -> None:
    doc = story(_FIRM_FELL, sentence, names=_ORG)
    assert not same(doc, "Oakes", "It")


def test_a_relative_pronoun_is_what_its_clause_describes() -> None:
    doc = story(
        "Oakes/NNP/nsubj/4 ,/,/punct/3 which/WDT/nsubj/3 sank/VBD/acl:relcl/0/sink "
        "rose/VBD/ROOT/4/rise ././punct/4",
        names=_ORG,
    )
    assert chains(doc) == [["Oakes", "which"]]


def test_a_reflexive_is_the_subject() -> None:
    doc = story(
        "Ann/NNP/nsubj/1 saw/VBD/ROOT/1/see Jane/NNP/obj/1 ././punct/1",
        "Jane/NNP/nsubj/1 blamed/VBD/ROOT/1/blame herself/PRP/obj/1 ././punct/1",
        names={"Ann": "PERSON", "Jane": "PERSON"},
    )
    assert same(doc, "Jane", "herself")


def test_the_pressure_it_is_under_is_not_it() -> None:
    doc = story(
        "Oakes/NNP/nsubj/1 felt/VBD/ROOT/1/feel the/DT/det/3 pressure/NN/obj/1 it/PRP/nsubj/6 "
        "had/VBD/aux/6/have come/VBN/acl:relcl/3/come "
        "under/IN/obl/6 ././punct/1",
        names=_ORG,
    )
    assert not same(doc, "pressure", "it")


# -- editors' insertions -----------------------------------------------------------------


def test_an_insertion_says_who_is_meant() -> None:
    doc = story(
        "I/PRP/nsubj/1 know/VBP/ROOT/1/know what/WP/obj/7 they/PRP/nsubj/7 [/-LRB-/punct/5 "
        "Oakes/NNP/appos/3 ]/-RRB-/punct/5 "
        "did/VBD/ccomp/1/do ././punct/1",
        names=_ORG,
    )
    assert same(doc, "Oakes", "they")


def test_an_insertion_spells_an_acronym_out() -> None:
    doc = story(
        "They/PRP/nsubj/1 broke/VBD/ROOT/1/break the/DT/det/3 FRP/NNP/obj/1 [/-LRB-/punct/7 "
        "Fair/NNP/compound/7 "
        "Repair/NNP/compound/7 Promise/NNP/appos/3 ]/-RRB-/punct/7 ././punct/1"
    )
    assert entity_of(doc, "FRP").name == "Fair Repair Promise"


def test_sic_resolves_nothing() -> None:
    doc = story(
        "Oakes/NNP/nsubj/1 lost/VBD/ROOT/1/lose there/RB/advmod/1 [/-LRB-/punct/4 sic/FW/dep/1 "
        "]/-RRB-/punct/4 ships/NNS/obj/1",
        names=_ORG,
    )
    assert ["Oakes"] in chains(doc)


# -- who speaks --------------------------------------------------------------------------

_QUOTED = (
    "“/``/punct/2 We/PRP/nsubj/2 sold/VBD/ccomp/10/sell our/PRP$/nmod:poss/4 "
    "ships/NNS/obj/2/ship and/CC/cc/7 they/PRP/nsubj/7 "
    "sank/VBD/conj/2/sink ,/,/punct/2 ”/''/punct/2 said/VBD/ROOT/10/say Oakes/NNP/nsubj/10 ././punct/10"
)


def test_first_persons_in_a_quotation_are_its_source() -> None:
    doc = story(_QUOTED, names=_ORG)
    quote(doc, "Oakes", 0, 10)
    assert same(doc, "Oakes", "We")
    assert same(doc, "Oakes", "our")
    assert not same(doc, "Oakes", "they")


def test_without_a_source_they_stay_by_themselves() -> None:
    doc = story(_QUOTED, names=_ORG)
    assert not same(doc, "Oakes", "We")


def test_a_message_speaks_for_who_sent_it() -> None:
    doc = story(
        "A/DT/det/1 message/NN/nsubj/5 from/IN/case/4 the/DT/det/4 owners/NNS/nmod/1/owner "
        "said/VBD/ROOT/5/say :/:/punct/8 “/``/punct/8 "
        "We/PRP/nsubj/9 left/VBD/ccomp/5/leave ”/''/punct/9 ././punct/5"
    )
    quote(doc, "message", 7, 11)
    assert same(doc, "owners", "We")


# -- titles ------------------------------------------------------------------------------


def test_someone_announced_in_the_standfirst_is_the_only_person_of_the_body() -> None:
    front = "A/DT/det/1 campaigner/NN/nsubj/2 disagrees/VBZ/ROOT/2/disagree"
    body = "Ann/NNP/nsubj/2 Lee/NNP/flat/0 spoke/VBD/ROOT/2/speak ././punct/2"
    other = "Paul/NNP/nsubj/2 Roe/NNP/flat/0 left/VBD/ROOT/2/leave ././punct/2"
    doc = story(front, body, names={"Ann Lee": "PERSON"})
    laid_out(doc, "standfirst", "body")
    assert same(doc, "Ann", "campaigner")
    doc = story(front, body, other, names={"Ann Lee": "PERSON", "Paul Roe": "PERSON"})
    laid_out(doc, "standfirst", "body", "body")
    assert not same(doc, "Ann", "campaigner")


def test_a_union_so_described_is_not_the_company() -> None:
    doc = story(
        "Oakes/NNP/nsubj/5 ,/,/punct/4 a/DT/det/4 trade/NN/compound/4 union/NN/appos/0 "
        "won/VBD/ROOT/5/win ././punct/5",
        "The/DT/det/1 company/NN/nsubj/2 lost/VBD/ROOT/2/lose ././punct/2",
        names=_ORG,
    )
    assert not same(doc, "Oakes", "company")


def test_who_speaks_by_a_pronoun_is_found_behind_it() -> None:
    doc = story(
        "Paul/NNP/nsubj/2 Roe/NNP/flat/0 left/VBD/ROOT/2/leave ././punct/2",
        "“/``/punct/2 I/PRP/nsubj/2 agree/VBP/ccomp/6 ,/,/punct/2 ”/''/punct/2 he/PRP/nsubj/6 "
        "said/VBD/ROOT/6/say ././punct/6",
        names={"Paul Roe": "PERSON"},
    )
    quote(doc, "he", 4, 9)
    assert chains(doc) == [["Paul Roe", "I", "he"]]


# -- two bearers of a surname ------------------------------------------------------------

_DANA = "Dana/NNP/nsubj/2 Korvin/NNP/flat/0 sang/VBD/ROOT/2/sing ././punct/2"
_OFFICE = (
    "The/DT/det/1 office/NN/nsubj/5 of/IN/case/3 Paul/NNP/nmod/1 Korvin/NNP/flat/3 "
    "closed/VBD/ROOT/5/close ././punct/5"
)
_KORVIN = "Korvin/NNP/nsubj/1 left/VBD/ROOT/1/leave ././punct/1"
_KORVINS = {"Dana Korvin": "PERSON", "Paul Korvin": "PERSON", "Korvin": "PERSON"}


def test_a_surname_of_two_is_who_acts_and_not_who_was_named_last() -> None:
    doc = story(_DANA, _OFFICE, _KORVIN, names=_KORVINS)
    assert same(doc, "Dana", "Korvin", occurrence=2)
    assert not same(doc, "Paul", "Korvin", occurrence=2)


def test_a_surname_of_two_who_act_alike_is_the_nearer() -> None:
    doc = story(_DANA, _DANA.replace("Dana", "Paul"), _KORVIN, names=_KORVINS)
    assert same(doc, "Paul", "Korvin", occurrence=2)


def test_a_surname_is_who_is_also_called_by_the_given_name() -> None:
    of_dana = _OFFICE.replace("Paul", "Dana")
    given = "Dana/NNP/nsubj/1 sang/VBD/ROOT/1/sing ././punct/1"
    doc = story(of_dana, given, _OFFICE, _KORVIN, names={**_KORVINS, "Dana": "PERSON"})
    assert same(doc, "Dana", "Korvin", occurrence=2)


def test_a_surname_is_whom_the_title_names_even_before_the_full_name() -> None:
    paul = _DANA.replace("Dana", "Paul")
    doc = story(_DANA, _KORVIN, paul, paul, names=_KORVINS)
    laid_out(doc, "title", "body", "body", "body")
    assert same(doc, "Dana", "Korvin", occurrence=1)


def test_mr_and_mrs_of_one_surname_are_two() -> None:
    mr = "Mr/NNP/compound/1 Korvin/NNP/nsubj/2 left/VBD/ROOT/2/leave ././punct/2"
    doc = story(mr, mr.replace("Mr", "Mrs"), names=_KORVINS)
    assert not same(doc, "Korvin", "Korvin", occurrence=1)


# -- the nearest phrase before an apposition ---------------------------------------------


def _apposed(name: str, label: str) -> Doc:
    return story(
        f"The/DT/det/1 daughter/NN/nsubj/11 of/IN/case/4 Old/NNP/compound/4 {name}/NNP/nmod/1 ,/,/punct/7 "
        "the/DT/det/7 leader/NN/appos/1 who/WP/nsubj/9 won/VBD/acl:relcl/7/win ,/,/punct/7 "
        "wept/VBD/ROOT/11/weep ././punct/11",
        names={f"Old {name}": label},
    )


def test_an_apposition_describes_the_nearest_person() -> None:
    doc = _apposed("Korvin", "PERSON")
    assert same(doc, "Korvin", "leader")
    assert not same(doc, "daughter", "leader")


def test_an_age_is_nobody_and_what_follows_it_describes_the_person() -> None:
    doc = story(
        "The/DT/det/1 death/NN/nsubj/10 of/IN/case/3 Korvin/NNP/nmod/1 ,/,/punct/5 43/CD/appos/1 ,/,/punct/8 "
        "a/DT/det/8 father/NN/appos/1 ,/,/punct/8 shocked/VBD/ROOT/10/shock Solas/NNP/obj/10 ././punct/10",
        names={"Korvin": "PERSON", "Solas": "GPE"},
    )
    assert same(doc, "Korvin", "father")
    assert not same(doc, "death", "father")
    assert not any("43" in chain and len(chain) > 1 for chain in chains(doc))


def test_an_apposition_passes_over_what_it_cannot_describe() -> None:
    doc = _apposed("Solas", "GPE")
    assert same(doc, "daughter", "leader")
    assert not same(doc, "Solas", "leader")


# -- we in a quotation -------------------------------------------------------------------


def _spokesman(noun: str, pronoun: str = "We") -> Doc:
    doc = story(
        f"``/``/punct/2 {pronoun}/PRP/nsubj/2 won/VBD/ccomp/5/win ,/,/punct/2 ''/''/punct/2 "
        f"said/VBD/ROOT/5/say Ann/NNP/nsubj/5 Lee/NNP/flat/6 ,/,/punct/10 a/DT/det/10 {noun}/NN/appos/6 "
        "for/IN/case/12 Oakes/NNP/nmod/10 ././punct/5",
        names={"Ann Lee": "PERSON", "Oakes": "ORG"},
    )
    quote(doc, "Ann", 1, 3)
    return doc


def test_we_is_the_organisation_that_the_speaker_speaks_for() -> None:
    assert same(_spokesman("spokeswoman"), "Oakes", "We")


def test_i_is_the_speaker() -> None:
    assert same(_spokesman("spokeswoman", "I"), "Ann", "I")


def test_we_of_a_person_who_holds_no_office_is_nobody_named() -> None:
    doc = _spokesman("campaigner")
    assert not same(doc, "Ann", "We")
    assert not same(doc, "Oakes", "We")


@pytest.mark.parametrize(("determiner", "noun"), [("the/DT", "protesters/NNS"), ("the/DT", "company/NN")])
def test_we_is_the_group_that_speaks(determiner: str, noun: str) -> None:
    doc = story(
        f"``/``/punct/2 We/PRP/nsubj/2 won/VBD/ccomp/7/win ,/,/punct/2 ''/''/punct/2 {determiner}/det/6 "
        f"{noun}/nsubj/7 said/VBD/ROOT/7/say ././punct/7"
    )
    head = noun.split("/")[0]
    quote(doc, head, 1, 3)
    assert same(doc, head, "We")


def test_we_is_not_one_with_an_unknown_he() -> None:
    doc = story(
        "``/``/punct/2 We/PRP/nsubj/2 won/VBD/ccomp/6/win ,/,/punct/2 ''/''/punct/2 "
        "he/PRP/nsubj/6 said/VBD/ROOT/6/say ././punct/6"
    )
    quote(doc, "he", 1, 3)
    assert not same(doc, "he", "We")


# -- they who speak on -------------------------------------------------------------------


def _they(subject: str) -> Doc:
    doc = story(
        f"{subject}/nsubj/1 said/VBD/ROOT/1/say the/DT/det/3 figures/NNS/nsubj/4/figure "
        "fell/VBD/ccomp/1/fall ././punct/1",
        "They/PRP/nsubj/1 argue/VBP/ROOT/1/argue it/PRP/nsubj/3 helps/VBZ/ccomp/1/help ././punct/1",
    )
    doc._.ew_attributions = [
        Attribution("indirect", Phrase(i, i + 1, i), None, [(doc[i + 2].idx, doc[i + 4].idx)]) for i in (0, 6)
    ]
    return doc


def test_they_who_argue_are_those_who_spoke_before() -> None:
    assert same(_they("Economists/NNS"), "Economists", "They")


def test_they_are_not_one_speaker() -> None:
    assert not same(_they("Economist/NN"), "Economist", "They")


# -- what an unnamed entity is called ----------------------------------------------------


def test_a_definite_phrase_names_an_entity_before_an_indefinite_one() -> None:
    doc = story(
        "A/DT/det/3 very/RB/advmod/2 old/JJ/amod/3 boat/NN/nsubj/4 sank/VBD/ROOT/4/sink ././punct/4",
        "Divers/NNS/nsubj/1/diver found/VBD/ROOT/1/find the/DT/det/3 boat/NN/obj/1 ././punct/1",
    )
    assert entity_of(doc, "boat").name == "the boat"


def test_an_indefinite_phrase_names_an_entity_that_has_no_other() -> None:
    doc = story("A/DT/det/1 boat/NN/nsubj/2 sank/VBD/ROOT/2/sink ././punct/2")
    assert entity_of(doc, "boat").name == "A boat"


# -- who goes on speaking ----------------------------------------------------------------

_HERALD_SAID = "The/DT/det/1 Herald/NNP/nsubj/2 said/VBD/ROOT/2/say so/RB/advmod/2 ././punct/2"


def _goes_on(second: str, first: str = _HERALD_SAID, *more: str, speaker: str) -> Doc:
    """Sentences of which the last has a quotation and a pronoun that speaks behind it."""
    doc = story(
        first,
        *more,
        f"``/``/punct/2 Wages/NNS/nsubj/2/wage fell/VBD/ccomp/6/fall ,/,/punct/2 ''/''/punct/2 {second} "
        "././punct/6",
        names={"Herald": "ORG", "Kestrin": "PERSON", "Paul Roe": "PERSON"},
    )
    phrases = [t.i for t in doc if t.text in {speaker, "it", "he"} and t.dep_ == "nsubj"]
    doc._.ew_attributions = [
        Attribution("direct", Phrase(i, i + 1, i), None, [(t.idx, t.nbor().idx + 4)] if i > 5 else [])
        for i in phrases
        for t in doc
        if t.text == "Wages"
    ]
    return doc


def test_the_paper_that_said_so_added_it() -> None:
    doc = _goes_on("it/PRP/nsubj/6 added/VBD/ROOT/6/add", speaker="Herald")
    assert same(doc, "Herald", "it")


def test_who_said_it_is_known_before_who_is_spoken_of() -> None:
    doc = story(
        "Paul/NNP/nsubj/2 Roe/NNP/flat/0 said/VBD/ROOT/2/say Ann/NNP/nsubj/5 Lee/NNP/flat/3 "
        "lied/VBD/ccomp/2/lie ././punct/2",
        "``/``/punct/2 She/PRP/nsubj/2 knew/VBD/ccomp/6/know ,/,/punct/2 ''/''/punct/2 he/PRP/nsubj/6 "
        "said/VBD/ROOT/6/say ././punct/6",
        names={"Ann Lee": "PERSON", "Paul Roe": "PERSON"},
    )
    quote(doc, "he", 8, 10)
    assert same(doc, "Paul", "he")
    assert same(doc, "Ann", "She")


# -- he and she within a report ----------------------------------------------------------


def test_in_a_time_clause_the_one_reported_on_is_meant() -> None:
    doc = story(
        "Paul/NNP/nsubj/2 Roe/NNP/flat/0 said/VBD/ROOT/2/say Ian/NNP/nsubj/5 Lee/NNP/flat/3 fell/VBD/ccomp/2/fall "
        "when/WRB/advmod/8 he/PRP/nsubj/8 turned/VBD/advcl/5/turn ././punct/2",
        names={"Ian Lee": "PERSON", "Paul Roe": "PERSON"},
    )
    assert same(doc, "Ian", "he")


def _campaign(subject: str, pronoun: str = "him/PRP") -> Doc:
    return story(
        f"{subject}/NNP/nsubj/1 objected/VBD/ROOT/1/object ././punct/1",
        "The/DT/det/2 Roe/NNP/compound/2 campaign/NN/nsubj/3 said/VBD/ROOT/3/say loans/NNS/nsubj/5/loan "
        f"helped/VBD/ccomp/3/help {pronoun}/obj/5 ././punct/3",
        names={subject: "PERSON", "Roe": "PERSON"},
    )


def test_what_a_campaign_says_of_him_it_says_of_its_candidate() -> None:
    assert same(_campaign("Ian"), "Roe", "him")


def test_a_woman_named_before_is_she_all_the_same() -> None:
    doc = story(
        "Ann/NNP/nsubj/1 objected/VBD/ROOT/1/object ././punct/1",
        "Mr./NNP/compound/1 Roe/NNP/nsubj/2 spoke/VBD/ROOT/2/speak ././punct/2",
        "The/DT/det/2 Roe/NNP/compound/2 campaign/NN/nsubj/3 said/VBD/ROOT/3/say loans/NNS/nsubj/5/loan "
        "helped/VBD/ccomp/3/help her/PRP/obj/5 ././punct/3",
        names={"Ann": "PERSON", "Roe": "PERSON"},
    )
    assert not same(doc, "Roe", "her")


def test_a_crowd_is_not_she() -> None:
    doc = story(
        "The/DT/det/1 crowd/NN/nsubj/2 cheered/VBD/ROOT/2/cheer and/CC/cc/5 she/PRP/nsubj/5 "
        "smiled/VBD/conj/2/smile ././punct/2"
    )
    assert not same(doc, "crowd", "she")


# -- which of several of one head word ---------------------------------------------------


def test_two_relative_clauses_tell_two_men_apart() -> None:
    one = (
        "The/DT/det/1 man/NN/nsubj/4 who/WP/nsubj/3 {0}/VBD/acl:relcl/1/{0} fled/VBD/ROOT/4/flee ././punct/4"
    )
    doc = story(one.format("robbed"), one.format("drove"))
    assert not same(doc, "man", "man", occurrence=1)
    assert same(story(one.format("robbed"), one.format("robbed")), "man", "man", occurrence=1)


def _economies(*last: str) -> Doc:
    grew = "The/DT/det/2 {}/JJ/amod/2 economy/NN/nsubj/3 grew/VBD/ROOT/3/grow ././punct/3"
    return story(
        grew.format("northern"),
        grew.format("southern"),
        *last,
        "The/DT/det/1 economy/NN/nsubj/2 fell/VBD/ROOT/2/fall ././punct/2",
    )


def test_of_two_told_apart_the_one_just_spoken_of_is_meant_or_none() -> None:
    near = _economies()
    assert same(near, "economy", "economy", occurrence=2, first_occurrence=1)
    far = _economies("Boats/NNS/nsubj/1/boat sank/VBD/ROOT/1/sink ././punct/1")
    assert not same(far, "economy", "economy", occurrence=2, first_occurrence=1)


@pytest.mark.parametrize(("also", "meant"), [("", True), (" and/CC/cc/5 Utah/NNP/conj/3", False)])
def test_the_state_is_the_one_state_named(also: str, meant: bool) -> None:
    doc = story(
        f"Officials/NNS/nsubj/1/official met/VBD/ROOT/1/meet in/IN/case/3 Ohio/NNP/obl/1{also} ././punct/1",
        "The/DT/det/1 state/NN/nsubj/2 paid/VBD/ROOT/2/pay ././punct/2",
        names={"Ohio": "GPE", "Utah": "GPE"},
    )
    assert same(doc, "Ohio", "state") is meant


# -- what a phrase is called -------------------------------------------------------------


def test_that_before_a_plural_is_no_part_of_its_name() -> None:
    doc = story(
        "Saying/VBG/csubj/4/say that/DT/det/2 voters/NNS/obj/0/voter left/VBD/acl/2/leave "
        "helps/VBZ/ROOT/4/help ././punct/4"
    )
    assert not entity_of(doc, "voters").name.startswith("that")


def test_an_infinitive_behind_a_court_is_no_part_of_its_name() -> None:
    doc = story(
        "Were/VBD/aux/2/be the/DT/det/2 court/NN/nsubj/7 to/TO/mark/4 open/VB/acl/2/open files/NNS/obj/4/file "
        ",/,/punct/4 judges/NNS/ROOT/7/judge agreed/VBD/parataxis/7/agree ././punct/7"
    )
    assert entity_of(doc, "court").name == "the court"


def test_what_stands_behind_a_comma_is_no_part_of_a_name_and_what_does_not_is() -> None:
    clause = (
        "a/DT/det/1 club/NN/nsubj/{0}{1} founded/VBN/acl/1/found abroad/RB/advmod/{2} left/VBD/ROOT/{0}/leave"
    )
    assert entity_of(story(clause.format(4, "", 2)), "club").name == "a club founded abroad"
    assert entity_of(story(clause.format(5, " ,/,/punct/3", 3)), "club").name == "a club"
