"""The encoder's files: what is damaged, missing or does not fit is told with what to do; loaded when used."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

import extract.encoder.component
import extract.encoder.heads  # noqa: F401 - makes the factories known
from extract.encoder.graph import CHECKSUM, GRAPH, VOCABULARY, Graph
from extract.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def written(plain: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pipeline on disk."""
    path = tmp_path_factory.mktemp("written") / "model"
    plain.to_disk(path)
    return path


@pytest.fixture
def copy(written: Path, tmp_path: Path) -> Path:
    """The encoder's folder of a copy of the pipeline, whose path is its parent."""
    shutil.copytree(written, tmp_path / "model")
    return tmp_path / "model" / "encoder"


def _flip(file: Path, place: float) -> None:
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 1
    file.write_bytes(bytes(data))


@pytest.mark.parametrize("name", [GRAPH, VOCABULARY, CHECKSUM])
def test_a_damaged_file_is_told(copy: Path, name: str):
    _flip(copy / name, 0.5)
    with pytest.raises(ModelError, match=r"install the package again"):
        spacy.load(copy.parent)("Rain fell.")


@pytest.mark.parametrize("name", [GRAPH, VOCABULARY, CHECKSUM])
def test_a_file_cut_to_nothing_is_told(copy: Path, name: str):
    (copy / name).write_bytes(b"")
    with pytest.raises(ModelError, match=r"install the package again"):
        spacy.load(copy.parent)("Rain fell.")


@pytest.mark.parametrize("name", [VOCABULARY, CHECKSUM])
def test_a_file_that_is_no_text_is_told(copy: Path, name: str):
    (copy / name).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ModelError, match=r"install the package again"):
        spacy.load(copy.parent)("Rain fell.")


@pytest.mark.parametrize("name", [GRAPH, VOCABULARY, CHECKSUM])
def test_a_missing_file_is_told(copy: Path, name: str):
    (copy / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}.*install the package again"):
        spacy.load(copy.parent)


def test_missing_labels_are_told(copy: Path):
    shutil.rmtree(copy.parent / "tagger")
    with pytest.raises(ModelError, match=r"tagger cannot be read: .*install the package again"):
        spacy.load(copy.parent)


def test_missing_weights_are_told(copy: Path):
    (copy.parent / "parser" / "tree.npz").unlink()
    with pytest.raises(ModelError, match=r"parser lacks the head 'tree': install the package again"):
        spacy.load(copy.parent)


def test_labels_of_another_component_are_told(copy: Path):
    shutil.copy(copy.parent / "ner" / "labels.json", copy.parent / "tagger")
    with pytest.raises(ModelError, match=r"tagger lacks the head 'tag': install the package again"):
        spacy.load(copy.parent)


@pytest.mark.parametrize("file", ["tagger/labels.json", "parser/tree.npz"])
def test_damaged_labels_and_weights_are_told(copy: Path, file: str):
    data = (copy.parent / file).read_bytes()
    (copy.parent / file).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match=r"install the package again"):
        spacy.load(copy.parent)("Rain fell.")


def test_the_graph_is_loaded_when_first_used(copy: Path):
    nlp = spacy.load(copy.parent)
    graph = nlp.get_pipe("encoder").graph  # type: ignore[attr-defined]
    assert graph._session is None
    nlp("Rain fell.")
    assert graph._session is not None


def test_only_the_heads_asked_for_are_run(plain: Language):
    graph = plain.get_pipe("encoder").graph  # type: ignore[attr-defined]
    assert set(graph.run(["Rain"], [0], ["tag", "lemma"])) == {"tag", "lemma"}
    assert len(graph.run(["Rain"], [0], ["tree"])) > 1
    assert graph.run(["Rain"], [0], ["mood"]) == {}


def test_bytes_that_are_no_graph():
    graph = Graph(b"no graph", "[UNK]\n[CLS]\n[SEP]\n")
    with pytest.raises(ModelError, match=r"onnxruntime .* cannot load the model"):
        graph.run(["Rain"], [0])


def test_an_encoder_without_a_model():
    nlp = spacy.blank("en")
    nlp.add_pipe("eventwire_encoder")
    with pytest.raises(ModelError, match="has no model"):
        nlp("Rain fell.")


@pytest.mark.parametrize("name", ["sentences", "tagger", "parser", "lemmatizer", "ner"])
def test_a_component_without_the_encoder(name: str):
    nlp = spacy.blank("en")
    nlp.add_pipe(f"eventwire_{name}")
    with pytest.raises(ModelError, match="needs eventwire_encoder before it"):
        nlp("Rain fell.")


def test_a_head_that_the_encoder_lacks(plain: Language):
    doc = plain.make_doc("Rain fell.")
    encoding = plain.get_pipe("encoder").encode(doc)  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match=r"no head 'mood', but lemma, .*tag"):
        encoding.output("mood")


def test_a_head_that_the_training_left_out():
    nlp = spacy.blank("en")
    with pytest.raises(ModelError, match="needs the head 'morph', which the model lacks"):
        nlp.add_pipe("eventwire_tagger").set({"tag": ["NN"]}, {})  # type: ignore[attr-defined]
