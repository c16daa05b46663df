"""Digests made by hand, for the tests of keys and incidents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.corpus import Digest, SecondPass
from extract.corpus.digest import Bearer, Participant, Report, stems, terms_of


def bearer(
    key: str, *, described: str = "", country: str = "", sex: str = "", acronyms: tuple[str, ...] = ()
) -> Bearer:
    return Bearer("", key, country, sex, stems(described), acronyms)


def report(
    action: str,
    target: str = "",
    *,
    event_type: str = "",
    part: str = "body",
    polarity: str = "positive",
    source: str = "",
    number: float | None = None,
    day: str = "",
    sentence: int = 0,
) -> Report:
    words = stems(target)
    return Report(
        event_id="",
        sentence=sentence,
        part=part,
        kind="event",
        event_type=event_type,
        action=action,
        roles=((), (Participant("", words),) if words else (), ()),
        numbers=() if number is None else (("target", number, "people"),),
        when_from=day,
        when_to=day,
        polarity=polarity,
        modality="none",
        tense="past",
        source=source,
        asserted=not source and polarity == "positive",
        confidence=0.5,
    )


def digest(
    doc_id: str,
    bearers: Iterable[Bearer] = (),
    reports: Iterable[Report] = (),
    *,
    published: str | None = None,
    text: str = "",
) -> Digest:
    """The digest of an article with this text, all of which is the sentence of its reports."""
    terms = terms_of(text)
    numbered = [b._replace(entity_id=f"n{n}") for n, b in enumerate(bearers, 1)]
    return Digest(
        doc_id,
        published,
        {term: terms.count(term) for term in terms},
        {0: frozenset(terms)},
        tuple(numbered),
        tuple(one._replace(event_id=f"e{n}") for n, one in enumerate(reports, 1)),
    )


def told(digests: Sequence[Digest], copies: Iterable[tuple[str, str]] = ()) -> SecondPass:
    """A second pass over these articles; to be closed by the caller's `with`."""
    corpus = SecondPass()
    for one in digests:
        corpus.add(one)
    corpus.tell(copies)
    return corpus
