"""What predicates say of their complements, a sentence each."""

from __future__ import annotations

import pytest

from extract.knowledge import load_yaml
from extract.ontology import effect_of
from extract.ontology.complements import FORMS, effects


@pytest.mark.parametrize(
    ("lemma", "pos", "form", "control", "effect"),
    [
        ("manage", "verb", "to", "subject", "asserted"),  # They managed to leave.
        ("fail", "verb", "to", "subject", "negated"),  # They failed to leave.
        ("refuse", "verb", "to", "subject", "negated"),
        ("deny", "verb", "ing", "subject", "denied"),  # She denied taking it.
        ("try", "verb", "to", "subject", "attempt"),
        ("plan", "verb", "to", "subject", "intention"),
        ("hope", "verb", "to", "subject", "wish"),
        ("persuade", "verb", "to", "object", "asserted"),  # They persuaded him to leave.
        ("force", "verb", "to", "object", "asserted"),
        ("urge", "verb", "to", "object", "command"),
        ("push", "verb", "to", "object", "command"),
        ("call on", "verb", "to", "object", "command"),
        ("demand", "verb", "that", "none", "command"),
        ("prevent", "verb", "ing", "object", "avoided"),  # The wall prevented them from leaving.
        ("avoid", "verb", "ing", "subject", "avoided"),
        ("know", "verb", "that", "none", "factive"),
        ("think", "verb", "that", "none", "believed"),
        ("claim", "verb", "that", "none", "reported"),
        ("claim", "verb", "to", "subject", "reported"),  # He claimed to have won.
        ("allow", "verb", "to", "object", "permission"),
        ("forget", "verb", "to", "subject", "negated"),  # She forgot to lock it.
        ("forget", "verb", "that", "none", "factive"),  # She forgot that it was locked.
        ("tell", "verb", "to", "object", "command"),
        ("tell", "verb", "that", "none", "reported"),
        ("stop", "verb", "ing", "subject", "negated"),
        ("stop", "verb", "to", "subject", "wish"),  # They stopped to rest.
        ("able", "adj", "to", "subject", "ability"),
        ("unable", "adj", "to", "subject", "negated"),
        ("likely", "adj", "to", "subject", "expected"),
        ("set", "adj", "to", "subject", "expected"),
        ("plan", "noun", "to", "subject", "intention"),
        ("attempt", "noun", "to", "subject", "attempt"),
        ("refusal", "noun", "to", "subject", "negated"),
        ("failure", "noun", "to", "subject", "negated"),
        ("threat", "noun", "to", "subject", "intention"),
        ("denial", "noun", "that", "none", "denied"),
        ("tend", "verb", "to", "subject", "asserted"),  # They tend to leave early.
        ("goal", "noun", "to", "subject", "intention"),  # Its goal to cut waste.
        ("aim", "noun", "to", "subject", "intention"),
        ("task with", "verb", "ing", "object", "command"),  # They tasked him with finding a site.
        ("charge with", "verb", "ing", "object", "alleged"),  # They charged him with stealing a van.
        ("contribute to", "verb", "ing", "subject", "asserted"),
        ("lead to", "verb", "ing", "subject", "asserted"),
        ("lead", "verb", "to", "object", "asserted"),  # It led her to resign.
        ("dismiss", "verb", "that", "none", "denied"),
        ("dismiss as", "verb", "ing", "object", "believed"),  # He dismissed it as being too dear.
    ],
)
def test_effect(lemma: str, pos: str, form: str, control: str, effect: str) -> None:
    found = effect_of(lemma, pos, form)  # type: ignore[arg-type]
    assert found is not None
    assert (found.control, found.effect) == (control, effect)


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("manage", ("negative", "certain", "none")),  # They did not manage to leave.
        ("fail", ("positive", "certain", "none")),  # They did not fail to leave.
        ("try", ("negative", "certain", "attempt")),
        ("know", ("positive", "certain", "none")),
        ("plan", ("negative", "probable", "none")),
        ("allow", ("negative", "certain", "ability")),
    ],
)
def test_effect_under_negation(lemma: str, expected: tuple[str, str, str]) -> None:
    found = effect_of(lemma)
    assert found is not None
    assert (found.negative.polarity, found.negative.certainty, found.negative.modality) == expected


def test_attributed_effects() -> None:
    assert {name for name, effect in effects().items() if effect.attributed} == {
        "reported",
        "alleged",
        "believed",
        "denied",
        "doubted",
    }


def test_unknown_words_have_no_effect() -> None:
    assert effect_of("eat") is None
    assert effect_of("manage", "noun") is None
    assert effect_of("manage", "pron") is None


def test_data_are_sound() -> None:
    table = load_yaml("complement_verbs.yaml")
    assert len(table["verbs"]) >= 300
    for section in ("verbs", "adjectives", "nouns"):
        for lemma, row in table[section].items():
            assert isinstance(lemma, str), lemma
            for reading in (row, *(row[form] for form in FORMS if form in row)):
                assert reading["control"] in {"subject", "object", "none"}, lemma
                assert reading["effect"] in effects(), lemma
                assert reading.get("when_negated", "asserted") in effects(), lemma
                assert set(reading) <= {"control", "effect", "when_negated", *FORMS}, lemma
    for effect in effects().values():
        assert effect.polarity in {"positive", "negative"}
        assert effect.certainty in {"certain", "probable", "possible"}
        assert effect.modality in {"none", "attempt", "intention", "ability", "question", "command"}
