"""The syntax view gives one answer for both label sets."""

from __future__ import annotations

import pytest
from parses import doc_of, word

from extract.annotate.syntax import Tree

# The same sentence in Universal Dependencies and in the labels of spaCy's own English models.
HOSTED = {
    "ud": (
        "The/DT/det/1 site/NN/nsubj:pass/3 was/VBD/aux:pass/3/be hosted/VBN/ROOT/3/host by/IN/case/6 "
        "a/DT/det/6 firm/NN/obl:agent/3 on/IN/case/9 its/PRP$/nmod:poss/9 network/NN/obl/3"
    ),
    "clear": (
        "The/DT/det/1 site/NN/nsubjpass/3 was/VBD/auxpass/3/be hosted/VBN/ROOT/3/host by/IN/agent/3 "
        "a/DT/det/6 firm/NN/pobj/4 on/IN/prep/3 its/PRP$/poss/9 network/NN/pobj/7"
    ),
}
GERUND = {
    "ud": (
        "They/PRP/nsubj/1 talked/VBD/ROOT/1/talk about/IN/mark/3 closing/VBG/advcl/1/close the/DT/det/5 port/NN/obj/3"
    ),
    "clear": (
        "They/PRP/nsubj/1 talked/VBD/ROOT/1/talk about/IN/prep/1 closing/VBG/pcomp/2/close the/DT/det/5 port/NN/dobj/3"
    ),
}
COPULA = {
    "ud": "The/DT/det/1 site/NN/nsubj/3 is/VBZ/cop/3/be down/RB/ROOT/3",
    "clear": "The/DT/det/1 site/NN/nsubj/2 is/VBZ/ROOT/2/be down/RB/acomp/2",
}
COORDINATION = {
    "ud": "Police/NNS/nsubj/1 chased/VBD/ROOT/1/chase and/CC/cc/3 caught/VBD/conj/1/catch him/PRP/obj/3",
    "clear": "Police/NNS/nsubj/1 chased/VBD/ROOT/1/chase and/CC/cc/1 caught/VBD/conj/1/catch him/PRP/dobj/3",
}
both = pytest.mark.parametrize("scheme", ["ud", "clear"])


@both
def test_passive_with_agent_and_place(scheme):
    doc = doc_of(HOSTED[scheme])
    tree = Tree(doc)
    hosted = word(doc, "hosted")
    assert tree.is_passive(hosted)
    assert [t.text for t in tree.subjects(hosted)] == ["site"]
    assert [t.text for t in tree.children(hosted, "obl:agent")] == ["firm"]
    assert tree.preposition(word(doc, "network")) == "on"
    assert tree.rel(word(doc, "network")) == "obl"
    assert [t.text for t in tree.children(word(doc, "network"), "nmod:poss")] == ["its"]


@both
def test_gerund_behind_a_preposition_is_a_marked_clause(scheme):
    doc = doc_of(GERUND[scheme])
    tree = Tree(doc)
    closing = word(doc, "closing")
    assert tree.head(closing).text == "talked"
    assert tree.rel(closing) == "advcl"
    assert tree.mark(closing) == "about"


@both
def test_predicate_of_a_copula_is_the_head(scheme):
    doc = doc_of(COPULA[scheme])
    tree = Tree(doc)
    down = word(doc, "down")
    assert tree.is_root(down)
    assert [t.text for t in tree.children(down, "cop")] == ["is"]
    assert [t.text for t in tree.subjects(down)] == ["site"]


@both
def test_coordinator_belongs_to_the_conjunct_after_it(scheme):
    doc = doc_of(COORDINATION[scheme])
    tree = Tree(doc)
    assert tree.head(word(doc, "and")).text == "caught"
    assert [t.text for t in tree.conjuncts(word(doc, "caught"))] == ["chased", "caught"]
    assert tree.first_conjunct(word(doc, "caught")).text == "chased"


def test_span_leaves_out_conjuncts_and_edge_punctuation():
    doc = doc_of(
        "a/DT/det/1 bank/NN/nsubj/6 ,/,/punct/1 two/CD/nummod/4 shops/NNS/conj/1/shop ,/,/punct/1 burned/VBD/ROOT/6/burn"
    )
    tree = Tree(doc)
    assert tree.span(word(doc, "bank"), "conj") == (0, 2)
    assert tree.span(word(doc, "bank")) == (0, 5)


def test_no_negator_no_negation():
    doc = doc_of("He/PRP/nsubj/3 did/VBD/aux/3/do not/RB/advmod/3 leave/VB/ROOT/3")
    assert Tree(doc).is_negated(word(doc, "leave"))
    doc = doc_of("He/PRP/nsubj/2 soon/RB/advmod/2 left/VBD/ROOT/2/leave")
    assert not Tree(doc).is_negated(word(doc, "left"))


class TestRepairs:
    def test_finite_conjunct_of_an_infinitive_goes_to_its_like(self):
        doc = doc_of(
            "She/PRP/nsubj/1 pressed/VBD/ROOT/1/press him/PRP/obj/1 to/TO/mark/4 resign/VB/xcomp/1 and/CC/cc/6 "
            "called/VBD/conj/4/call police/NNS/obj/6"
        )
        assert Tree(doc).head(word(doc, "called")).text == "pressed"

    def test_infinitive_conjunct_stays(self):
        doc = doc_of(
            "She/PRP/nsubj/1 pressed/VBD/ROOT/1/press him/PRP/obj/1 to/TO/mark/4 resign/VB/xcomp/1 and/CC/cc/6 "
            "leave/VB/conj/4"
        )
        assert Tree(doc).head(word(doc, "leave")).text == "resign"

    def test_infinitive_does_not_hang_on_a_time_expression(self):
        doc = doc_of(
            "She/PRP/nsubj/1 pressed/VBD/ROOT/1/press him/PRP/obj/1 for/IN/case/4 months/NNS/obl/1/month to/TO/mark/6 "
            "resign/VB/acl/4"
        )
        assert Tree(doc).head(word(doc, "resign")).text == "pressed"

    def test_infinitive_hangs_on_another_noun(self):
        doc = doc_of(
            "She/PRP/nsubj/1 worked/VBD/ROOT/1/work on/IN/case/4 a/DT/det/4 plan/NN/obl/1 to/TO/mark/6 resign/VB/acl/4"
        )
        assert Tree(doc).head(word(doc, "resign")).text == "plan"

    def test_a_verb_of_saying_goes_with_the_one_before(self):
        doc = doc_of(
            "He/PRP/nsubj/1 said/VBD/ROOT/1/say he/PRP/nsubj/4 had/VBD/aux/4/have met/VBN/ccomp/1/meet nobody/NN/obj/4 "
            "and/CC/cc/7 denied/VBN/conj/4/deny bribery/NN/obj/7"
        )
        assert Tree(doc).head(word(doc, "denied")).text == "said"

    def test_another_verb_stays_in_the_report(self):
        doc = doc_of(
            "He/PRP/nsubj/1 said/VBD/ROOT/1/say he/PRP/nsubj/4 had/VBD/aux/4/have met/VBN/ccomp/1/meet nobody/NN/obj/4 "
            "and/CC/cc/7 left/VBN/conj/4/leave early/RB/advmod/7"
        )
        assert Tree(doc).head(word(doc, "left")).text == "met"
