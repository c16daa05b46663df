"""Fixtures for all tests: the pipeline is loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """An Extractor with the bundled model (or that of EVENTWIRE_MODEL)."""
    from extract.extractor import Extractor

    try:
        return Extractor()
    except ModelError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def nlp(extractor: Extractor) -> Language:
    """The pipeline of `extractor`, all components in it."""
    return extractor.nlp


@pytest.fixture(scope="session")
def plain() -> Language:
    """The bundled pipeline (or that of EVENTWIRE_MODEL) alone, as spaCy loads it."""
    from extract.annotate.model import load_model

    try:
        nlp = load_model()
    except ModelError as error:
        pytest.skip(str(error))
    if "encoder" not in nlp.pipe_names:
        pytest.skip("this pipeline has no encoder")
    return nlp


@pytest.fixture
def loaded(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """The session's Extractor in place of those that commands and runs would load."""

    def load(
        model: object = None,
        ontology: object = None,
        kinds: tuple[str, ...] = (),
        language: str | None = None,
    ) -> Extractor:
        monkeypatch.setattr(extractor, "language", language)
        assert model is None
        assert ontology is None
        if kinds:
            monkeypatch.setattr(extractor, "kinds", tuple(kinds))
        return extractor

    monkeypatch.setattr("extract.extractor.Extractor", load)
    monkeypatch.setattr("extract.runner.work.Extractor", load)
    return extractor


@pytest.fixture
def all_kinds(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """The session's Extractor, keeping states as well as events and speech."""
    monkeypatch.setattr(extractor, "kinds", ("event", "speech", "state"))
    return extractor
