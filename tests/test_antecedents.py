"""The model's word on who a pronoun is: laid down by a component, used where grammar leaves a choice."""

from __future__ import annotations

import numpy as np
import pytest

from extract.annotate.entities.component import entities
from extract.annotate.entities.pronouns import ORDER
from extract.annotate.entities.weighing import weights
from extract.encoder.heads.antecedents import EXTENSION, scores

TEXT = "Ann Lee met Rosa Marsh before she left. The council closed the bridge because it was unsafe."


@pytest.fixture(scope="module")
def model(extractor):
    """The pipeline as far as the model goes."""
    names = extractor.model.components
    return lambda text: _run(extractor.nlp, names, text)


def _run(nlp, names, text):
    doc = nlp.make_doc(text)
    for name in names:
        doc = nlp.get_pipe(name)(doc)
    return doc


def test_sides_of_every_token_are_laid_down(model):
    doc = model(TEXT)
    laid = doc._.get(EXTENSION)
    assert laid["pronoun"].shape == laid["antecedent"].shape == (len(doc), laid["out"].shape[0])
    assert np.isfinite(laid["pronoun"]).all()


def test_they_are_let_go_once_entities_are_known(extractor):
    assert extractor.nlp(TEXT)._.get(EXTENSION) is None


def test_scores_of_antecedents_and_none(model):
    laid = model(TEXT)._.get(EXTENSION)
    features = [{"near": 0.1, "name": 1.0}, {"near": 0.5, "name": 1.0, "never seen": 1.0}]
    found = scores(laid, 0, 6, [0, 3], features)
    assert found.shape == (3,)
    assert np.array_equal(found, scores(laid, 0, 6, [0, 3], features))
    assert not np.allclose(found, scores(laid, 1, 6, [0, 3], features))  # another class of pronoun


def test_the_model_knows_the_features_that_the_rules_give(model):
    laid = model(TEXT)._.get(EXTENSION)
    known = {key for name in ORDER for key in weights()[name]} - {"none"}
    assert len(known & set(laid["features"])) > 0.9 * len(known)


def test_without_the_component_the_features_alone_decide(model):
    doc = model("The company fell. It sold the plant.")
    doc._.set(EXTENSION, None)
    assert any({"company", "It"} <= {doc[m.head].text for m in e.mentions} for e in entities(doc))


def test_a_document_with_sides_can_be_written_and_read(model):
    doc = model(TEXT)
    again = type(doc)(doc.vocab).from_bytes(doc.to_bytes())
    assert np.array_equal(again._.get(EXTENSION)["pronoun"], doc._.get(EXTENSION)["pronoun"])
