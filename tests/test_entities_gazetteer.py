"""Countries: names, adjectives, people and capitals."""

from __future__ import annotations

import pytest

from extract.annotate.entities.gazetteer import (
    country_name,
    country_of,
    is_capital,
    is_country,
    is_demonym,
    same_country,
)
from extract.knowledge import load_yaml


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("France", "FRA"),
        ("the Netherlands", "NLD"),
        ("Holland", "NLD"),
        ("US", "USA"),
        ("U.S.", "USA"),
        ("the UK's", "GBR"),
        ("Britons", "GBR"),
        ("Frenchwomen", "FRA"),
        ("Germans", "DEU"),
        ("CHINESE", "CHN"),
        ("Damascus", "SYR"),
        ("England", "GBR"),
        ("Spain’s", "ESP"),
    ],
)
def test_a_country_is_known_by_many_words(word: str, code: str) -> None:
    assert country_of(word) == code


@pytest.mark.parametrize("word", ["us", "polish", "turkey", "Germen", "", "the", "Springfield", "chad"])
def test_ordinary_words_are_no_countries(word: str) -> None:
    assert country_of(word) == ""
    assert not is_country(word)
    assert not is_demonym(word)


def test_adjectives_people_names_and_capitals_are_told_apart() -> None:
    assert is_demonym("Dutch")
    assert not is_country("Dutch")
    assert is_country("Japan")
    assert not is_demonym("Japan")
    assert is_capital("Tokyo")
    assert not is_country("Tokyo")


def test_parts_of_a_country_are_not_the_same_place() -> None:
    assert same_country("Britain") == same_country("UK") == "GBR"
    assert same_country("England") == ""
    assert is_country("England")


def test_codes_are_unique_and_have_three_letters() -> None:
    codes = [row["iso"] for row in load_yaml("countries.yaml")]
    assert len(codes) == len(set(codes)) > 190
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert country_name("CHE") == "Switzerland"
