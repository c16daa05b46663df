"""The key of a named entity: readable, and the same for every spelling of one name.

"person/ann-lee", "org/acme", "place/arlen", "country/fra". This is what the name alone says; which of
several bearers of a name is meant is told in the corpus (`extract.corpus.keys`).
"""

from __future__ import annotations

import re

from extract.annotate.entities import names
from extract.annotate.entities.gazetteer import country_of, is_demonym, same_country
from extract.annotate.entities.words import words
from extract.rows.names import key_of

# The first part of a key. Places of all sizes share one: models mix them up, and a park is rarely
# called like a town of the same news.
SHELVES = {
    "PERSON": "person",
    "ORG": "org",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK": "work",
    "MONEY": "money",
}
NO_TYPE = "name"

_PEOPLE = re.compile(r" people$", re.IGNORECASE)


def name_key(name: str, type: str | None) -> str:
    """The key of a name of this type.

    A country has its code (ISO 3166-1 alpha-3) whatever it is called, and its people theirs: the
    "French" are "people/fra" and no country. Organisations go without legal suffix and web domain,
    well-known ones by their full name; persons without titles. Case, accents, dots, hyphens, a
    leading "the" and possessives count for nothing.
    """
    bare = names.clean(name) or name
    if type in {"GPE", "LOC", None, ""} and same_country(bare):
        return f"country/{same_country(bare).lower()}"
    if type == "NORP" and is_demonym(_PEOPLE.sub("", bare)):
        return f"people/{country_of(_PEOPLE.sub('', bare)).lower()}"
    return f"{SHELVES.get(type or '', NO_TYPE)}/{_slug(_form(bare, type))}"


def _form(name: str, type: str | None) -> str:
    parts = name.split()
    if type == "PERSON":
        return " ".join(names.without_titles(parts)[0])
    if type in {"ORG", None, ""}:
        known = words().known.get(name)
        if known is not None:
            return known
        return names.domain_owner(name) or " ".join(names.without_legal(parts))
    return name


def _slug(name: str) -> str:
    return key_of(names.fold(name))
