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
