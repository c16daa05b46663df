"""What a verb, adjective or noun says of the clause it takes: did it happen, whose event is it.

Implicatives ("managed to", "failed to"), factives ("regretted that"), causatives ("persuaded X
to"), wishes, plans, attempts, orders, reports and beliefs, after Karttunen (1971, 2012) and
Kiparsky and Kiparsky (1970). The words stand in `extract/knowledge/complement_verbs.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from extract.knowledge import load_yaml

Form = Literal["", "to", "that", "ing", "wh"]
FORMS = ("to", "that", "ing", "wh")
_SECTIONS = {"verb": "verbs", "adj": "adjectives", "noun": "nouns"}


@dataclass(frozen=True)
class Factuality:
    """What an effect says of an event; the words are those of the output columns.

    `attributed` is true where it holds according to the subject of the predicate.
    """

    polarity: str
    certainty: str
    modality: str
    attributed: bool = False


@dataclass(frozen=True)
class ComplementEffect:
    """The effect of a predicate on its complement.

    `control` says who is the subject of an infinitive or gerund: the subject or the object of
    the predicate (its subject in the passive), or "none" where the complement has its own.
    `effect` and `when_negated` are names of the data file's `effects`; an empty `when_negated`
    means: negative and certain, with the modality of the effect. `positive` and `negative` are
    what they come to, given that the predicate itself is asserted.
    """

    lemma: str
    pos: str
    control: str
    effect: str
    when_negated: str
    positive: Factuality
    negative: Factuality


@cache
def effects() -> dict[str, Factuality]:
    """The effects by name."""
    rows = cast(dict[str, dict[str, str | bool]], load_yaml("complement_verbs.yaml")["effects"])
    return {
        name: Factuality(
            str(row["polarity"]),
            str(row["certainty"]),
            str(row["modality"]),
            bool(row.get("attributed", False)),
        )
        for name, row in rows.items()
    }


@cache
def effect_of(lemma: str, pos: str = "verb", form: Form = "") -> ComplementEffect | None:
    """The effect of a predicate on its complement, or None for one that is not listed.

    Args:
        lemma: lower case, with its particle or preposition if the sense hangs on it ("call on").
        pos: verb, adj or noun.
        form: the complement's: "to" infinitive, "that" clause (with or without "that"), "ing"
            gerund, "wh" indirect question; "" where it is not known.
    """
    section = _SECTIONS.get(pos)
    if section is None:
        return None
    row = cast(Mapping[str, object] | None, load_yaml("complement_verbs.yaml")[section].get(lemma))
    if row is None:
        return None
    reading = cast(Mapping[str, str], row.get(form, row) if form else row)
    effect = reading["effect"]
    when_negated = reading.get("when_negated", "")
    positive = effects()[effect]
    negative = (
        effects()[when_negated] if when_negated else Factuality("negative", "certain", positive.modality)
    )
    return ComplementEffect(lemma, pos, reading["control"], effect, when_negated, positive, negative)
