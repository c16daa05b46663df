"""Keys of entities: what the name says, and who is who in a corpus."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from digests import bearer, digest, told

from extract.corpus import Digest
from extract.corpus.digest import digest_of
from extract.extractor import Extractor
from extract.rows.keys import name_key


@pytest.mark.parametrize(
    ("name", "type", "key"),
    [
        ("Mara Lind", "PERSON", "person/mara-lind"),
        ("Senator Mara Lind", "PERSON", "person/mara-lind"),
        ("Lind", "PERSON", "person/lind"),
        ("Jonas O'Dahl", "PERSON", "person/jonas-odahl"),
        ("Zoë Núñez", "PERSON", "person/zoe-nunez"),
        ("Brisk Tools Ltd.", "ORG", "org/brisk-tools"),
        ("the Brisk Tools'", "ORG", "org/brisk-tools"),
        ("BRISK TOOLS", "ORG", "org/brisk-tools"),
        ("Brisktools.com", "ORG", "org/brisktools"),
        ("WHO", "ORG", "org/world-health-organization"),
        ("World Health Organisation", "ORG", "org/world-health-organization"),
        ("the Netherlands", "GPE", "country/nld"),
        ("Holland", "GPE", "country/nld"),
        ("U.K.", "GPE", "country/gbr"),
        ("Dutch", "NORP", "people/nld"),
        ("the Dutch people", "NORP", "people/nld"),
        ("Lutherans", "NORP", "group/lutherans"),
        ("Jordan", "PERSON", "person/jordan"),
        ("Jordan", "GPE", "country/jor"),
        ("Lake Velm", "LOC", "place/lake-velm"),
        ("Velm", None, "name/velm"),
        ("☃", "ORG", "org/u2603"),
    ],
)
def test_key_by_name(name: str, type: str | None, key: str):
    assert name_key(name, type) == key


def keys(digests: Sequence[Digest], copies: Iterable[tuple[str, str]] = ()) -> dict[str, list[str]]:
    """The keys of each article's entities in the corpus."""
    with told(digests, copies) as corpus:
        return {
            one.doc_id: [corpus.keys(one.doc_id).get(b.entity_id, b.key) for b in one.bearers]
            for one in digests
        }


def first(digests: Sequence[Digest], copies: Iterable[tuple[str, str]] = ()) -> list[str]:
    """The key of the first entity of each article, in the order of the ids."""
    return [found[0] for _, found in sorted(keys(digests, copies).items())]


LIND, MAYOR, KEEPER = "person/mara-lind", "mayor of the harbour town", "goalkeeper"


# -- full names ----------------------------------------------------------------------------------


def test_one_name_of_which_nothing_differs_is_one_person():
    assert first([digest("a", [bearer(LIND)]), digest("b", [bearer(LIND, described=MAYOR)])]) == [LIND, LIND]


def test_other_descriptions_and_other_company_are_two_persons():
    one = digest("a", [bearer(LIND, described=MAYOR), bearer("org/velm-council")])
    other = digest("b", [bearer(LIND, described=KEEPER), bearer("org/rovers")])
    assert first([one, other]) == [LIND, f"{LIND}~2"]


def test_other_descriptions_in_the_same_rare_company_are_one_person():
    one = digest("a", [bearer(LIND, described=MAYOR), bearer("org/velm-council")])
    other = digest("b", [bearer(LIND, described="mother of three"), bearer("org/velm-council")])
    assert first([one, other]) == [LIND, LIND]


def test_common_company_is_no_evidence():
    crowd = [digest(f"z{n}", [bearer("country/fra")]) for n in range(20)]
    one = digest("a", [bearer(LIND, described=MAYOR), bearer("country/fra")])
    other = digest("b", [bearer(LIND, described=KEEPER), bearer("country/fra")])
    assert first([one, other, *crowd])[:2] == [LIND, f"{LIND}~2"]


def test_other_sexes_are_two_persons():
    one, other = bearer("person/kim-ode", sex="f"), bearer("person/kim-ode", sex="m")
    assert first([digest("a", [one]), digest("b", [other])]) == ["person/kim-ode", "person/kim-ode~2"]


def test_other_countries_are_told_by_the_country():
    one, other = bearer(LIND, country="SWE"), bearer(LIND, country="NZL")
    assert first([digest("a", [one]), digest("b", [other])]) == [LIND, f"{LIND}~nzl"]


def test_a_third_article_goes_to_the_person_that_it_fits():
    company = ["org/velm-council", "org/rovers", "org/rovers"]
    said = [MAYOR, KEEPER, ""]
    articles = [
        digest(name, [bearer(LIND, described=what), bearer(who)])
        for name, what, who in zip("abc", said, company, strict=True)
    ]
    assert first(articles) == [LIND, f"{LIND}~2", f"{LIND}~2"]


# -- surnames alone ------------------------------------------------------------------------------


def test_surnames_alone_are_persons_of_their_own():
    assert first([digest("a", [bearer("person/lind")]), digest("b", [bearer("person/lind")])]) == [
        "person/lind", "person/lind~2",
    ]  # fmt: skip


def test_a_surname_in_rare_company_is_completed():
    full = digest("a", [bearer(LIND), bearer("org/velm-council")])
    short = digest("b", [bearer("person/lind"), bearer("org/velm-council")])
    elsewhere = digest("c", [bearer("person/lind"), bearer("org/rovers")])
    assert first([full, short, elsewhere]) == [LIND, LIND, "person/lind"]


def test_a_surname_of_two_in_the_same_company_is_not_completed():
    company = [bearer("org/velm-council"), bearer("org/velm-tribune")]
    articles = [
        digest("a", [bearer(LIND), *company]),
        digest("b", [bearer("person/per-lind"), *company]),
        digest("c", [bearer("person/lind"), *company]),
    ]
    assert first(articles) == [LIND, "person/per-lind", "person/lind"]


def test_a_surname_in_a_copy_is_that_of_the_original():
    articles = [digest(name, [bearer("person/lind")]) for name in "abc"]
    assert first(articles, [("c", "a")]) == ["person/lind", "person/lind~2", "person/lind"]


def test_a_surname_that_its_own_article_keeps_apart_stays_apart():
    article = digest("a", [bearer("person/lind"), bearer(LIND)])
    assert keys([article]) == {"a": ["person/lind", LIND]}


# -- organisations and places --------------------------------------------------------------------


def test_an_acronym_goes_to_its_only_expansion():
    full = digest("a", [bearer("org/velm-fishers-union", acronyms=("VFU",))])
    assert first([full, digest("b", [bearer("org/vfu")])]) == ["org/velm-fishers-union"] * 2


def test_an_acronym_of_two_names_stays():
    one = digest("a", [bearer("org/velm-fishers-union", acronyms=("VFU",))])
    other = digest("b", [bearer("org/vast-finance-utility", acronyms=("VFU",))])
    assert first([one, other, digest("c", [bearer("org/vfu")])])[2] == "org/vfu"


def test_the_usual_type_of_a_name_takes_the_others():
    usual = [digest(f"a{n}", [bearer("org/velm-tribune")]) for n in range(3)]
    assert first([*usual, digest("b", [bearer("work/velm-tribune")])]) == ["org/velm-tribune"] * 4


@pytest.mark.parametrize("key", ["person/velm", "country/fra"])
def test_a_person_by_one_word_and_a_country_are_nothing_else(key: str):
    usual = [digest(f"a{n}", [bearer(f"place/{key.partition('/')[2]}")]) for n in range(9)]
    assert first([*usual, digest("b", [bearer(key)])])[-1] == key


def test_public_bodies_of_one_name_are_told_by_country():
    court, firm = "org/supreme-court", "org/velm-tools"
    assert first(
        [digest(c, [bearer(court, country=c)]) for c in ("FRA", "GBR")] + [digest("z", [bearer(court)])]
    ) == [court, f"{court}~gbr", court]
    assert first([digest(c, [bearer(firm, country=c)]) for c in ("FRA", "GBR")]) == [firm, firm]


# -- order, size, articles -----------------------------------------------------------------------


def crowd() -> list[Digest]:
    draw = random.Random(4)
    people = ["person/mara-lind", "person/per-lind", "person/lind", "person/kim-ode", "person/ode"]
    out = []
    for number in range(120):
        company = [bearer(f"org/o{draw.randrange(60)}") for _ in range(3)]
        described = draw.choice(["", MAYOR, KEEPER, "mother of three"])
        one = bearer(draw.choice(people), described=described, sex=draw.choice(["", "", "m", "f"]))
        day = draw.choice([None, f"2020-01-{number % 28 + 1:02d}"])
        out.append(digest(f"d{number}", [one, *company], published=day))
    return out


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_articles_changes_nothing(seed: int):
    articles = crowd()
    wanted = keys(articles)
    assert len({key for found in wanted.values() for key in found if "~" in key}) > 5
    random.Random(seed).shuffle(articles)
    assert keys(articles) == wanted


def test_hostile_crowds_of_names(monkeypatch: pytest.MonkeyPatch):
    """An article with thousands of names is read once, and one name in many articles once for each."""
    reads: list[int] = []
    from extract.corpus.archive import Archive

    read = Archive.digest

    def counted(self: Archive, rank: int) -> Digest:
        reads.append(rank)
        return read(self, rank)

    monkeypatch.setattr(Archive, "digest", counted)
    full = digest("a", [bearer(f"person/n{n}-lind") for n in range(3000)])
    many = [digest(f"b{n:04d}", [bearer("person/lind")]) for n in range(600)]
    found = keys([full, *many])
    assert len(reads) <= 5 * 601
    assert len(set(found["a"])) == 3000
    assert found["b0599"] == ["person/lind~600"]


def test_from_articles(extractor: Extractor):
    texts = {
        "a": "Mara Lind, the mayor of Velmouth, opened the new quay. She thanked the Dutch engineers of Brisk Tools.",
        "b": "Brisk Tools Ltd. hired Mara Lind on Monday. Engineers in the Netherlands cheered.",
    }
    digests = []
    for name, text in texts.items():
        found = digest_of(extractor(text))
        assert found is not None
        digests.append(Digest(name, None, found.terms, found.sentences, found.bearers, found.reports))
    found_keys = keys(digests)
    shared = set(found_keys["a"]) & set(found_keys["b"])
    assert {"person/mara-lind", "org/brisk-tools"} <= shared
    assert "people/nld" in found_keys["a"]
    assert "country/nld" in found_keys["b"]
