"""Treebanks and PropBank as training texts, on made-up samples of their formats."""

from __future__ import annotations

import conllu
import convert_roles
import convert_syntax
import pytest
from texts import Text

TREE = """# newdoc
# sent_id = made-1
# text = Dockers won't unload it.
1\tDockers\tdocker\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_
2-3\twon't\t_\t_\t_\t_\t_\t_\t_\t_
2\two\twill\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod:neg\t_\t_
4\tunload\tunload\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
5\tit\tit\tPRON\tPRP\tCase=Acc\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


@pytest.fixture
def sentence():
    [found] = conllu.read(TREE)
    return convert_syntax.sentence_of(found)


def test_a_tree(sentence):
    assert sentence.words == ["Dockers", "wo", "n't", "unload", "it", "."]
    assert sentence.spaces == [True, False, True, True, False, True]
    assert sentence.new_paragraph
    assert sentence.syntax.heads == [3, 3, 3, 3, 3, 3]  # the root's head is itself
    assert sentence.syntax.deps == ["nsubj", "aux", "advmod", "ROOT", "obj", "punct"]
    assert sentence.syntax.feats[3] == "VerbForm=Inf"
    assert sentence.names is None
    assert sentence.roles is None


def test_bracketed_stretches():
    column = ["(ARG0*", "*)", "(V*)", "(ARG1*", "*)"]
    assert convert_roles.spans_of(column) == [(0, 2, "ARG0"), (2, 3, "V"), (3, 5, "ARG1")]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("ARG0", "ARG0"),
        ("ARGM-TMP", "ARGM-TMP"),
        ("R-ARG0", ""),
        ("C-ARG1", ""),
        ("V", ""),
        ("ARG1-DSP", "ARG1"),
    ],
)
def test_roles_of_labels(label, role):
    assert convert_roles.role_of(label) == role


def row(word, columns):
    return ["made", "0", "0", "[WORD]", "XX", "*", word, "-", *columns]


def test_an_argument_is_the_head_of_its_stretch():
    # "the old crane fell": the stretch "the old crane" hangs on "fell" by "crane"
    rows = [row("-", ["(ARG1*"]), row("-", ["*"]), row("-", ["*)"]), row("fall", ["(V*)"])]
    assert convert_roles.edges(rows, [2, 2, 3, 3]) == [(3, 2, "ARG1")]


def test_only_sentences_of_the_same_length_are_joined(sentence):
    text = Text("ewt", "made/one.xml.conllu", "train", [sentence])
    shorter = [row("-", ["(ARG0*)"]), row("-", ["*"])]
    same = [row("-", [cell]) for cell in ("(ARG0*)", "*", "(ARGM-NEG*)", "(V*)", "(ARG1*)", "*")]
    assert convert_roles._aligned(text.sentences, [shorter]) == []
    [(joined, rows)] = convert_roles._aligned(text.sentences, [same])
    assert convert_roles.edges(rows, joined.syntax.heads) == [
        (3, 0, "ARG0"),
        (3, 2, "ARGM-NEG"),
        (3, 4, "ARG1"),
    ]
