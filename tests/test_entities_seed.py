"""The entities of the article the project was asked for (runs where ../shared is there)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ARTICLE = Path(__file__).resolve().parents[2] / "shared" / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="needs ../shared/seed")


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(ARTICLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "types", "description"),
    [
        ("MCI", {"ORG"}, "provider"),
        ("Send-Safe", {"ORG", "PRODUCT"}, ""),
        ("Spamhaus", {"ORG"}, "organisation"),
        ("Lycos", {"ORG"}, "ISP"),
        ("European Union", {"ORG"}, ""),
        ("Organisation for Economic Co-operation and Development", {"ORG"}, ""),
        ("Steve Linford", {"PERSON"}, "director"),
        ("Dan Ilett", {"PERSON"}, ""),
        ("US", {"GPE"}, ""),
        ("Chinese", {"NORP"}, ""),
    ],
)
def test_each_name_is_one_entity(doc: Doc, name: str, types: set[str], description: str) -> None:
    found = [entity for entity in doc._.ew_entities if entity.name == name]
    assert len(found) == 1
    assert found[0].named
    assert found[0].type in types
    assert description in found[0].description
    assert bool(description) == bool(found[0].description)


@pytest.mark.parametrize(
    ("name", "wording"),
    [
        ("MCI", "they"),
        ("MCI", "We"),
        ("MCI", "its"),
        ("Acceptable Use Policy", "AUP"),
        ("Send-Safe", "Send-Safe.com"),
        ("the Send-Safe Web site", "the site"),
        ("Steve Linford", "campaigner"),
        ("the Send-Safe administrators", "We"),
    ],
)
def test_other_wordings_are_found(doc: Doc, name: str, wording: str) -> None:
    [entity] = [entity for entity in doc._.ew_entities if entity.name == name]
    assert any(doc[m.start : m.end].text.endswith(wording) for m in entity.mentions)
