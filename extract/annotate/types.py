"""What the components leave on a Doc, and the names of the Doc extensions that hold it.

All `start`/`end`/`head` are token indices in the Doc, `end` exclusive; `start_char`/`end_char`
are Unicode code point offsets in `doc.text`, end exclusive. Lists are in text order.

Doc extensions (registered on import):
    doc._.ew_published     str | None: ISO date of publication, set before the pipeline runs
    doc._.ew_title_length  int: characters of a title that came in a field of its own, else 0
    doc._.ew_layout        list[Region], from `eventwire_layout`
    doc._.ew_dates         list[TimeExpression], from `eventwire_dates`
    doc._.ew_attributions  list[Attribution], from `eventwire_attribution`
    doc._.ew_entities      list[Entity], from `eventwire_entities`
    doc._.ew_events        list[extract.events.types.Event], from `eventwire_events`
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass

from spacy.tokens import Doc
from srsly.msgpack import msgpack_decoders, msgpack_encoders  # type: ignore[import-untyped]

# Parts of an article whose sentences yield events; the others are recognised and passed over.
READ_PARTS = ("title", "standfirst", "body")


@dataclass(frozen=True)
class Region:
    """A stretch of the article with one function.

    `part` is one of title, standfirst, body, byline, dateline, updated, boilerplate. Regions do
    not overlap and are in text order; what no region covers is white space.
    """

    part: str
    start_char: int
    end_char: int


@dataclass(frozen=True)
class TimeExpression:
    """A time expression with its TIMEX3 attributes (ISO-TimeML; Ferro et al. 2005).

    `date_from`/`date_to` are ISO dates, both inclusive, or None; `anchored` is false where the
    value hangs on an unknown publication date.
    """

    start: int
    end: int
    start_char: int
    end_char: int
    type: str
    value: str
    mod: str = ""
    quant: str = ""
    freq: str = ""
    date_from: str | None = None
    date_to: str | None = None
    anchored: bool = True


@dataclass(frozen=True)
class Phrase:
    """A stretch of tokens with its syntactic head."""

    start: int
    end: int
    head: int


@dataclass
class Attribution:
    """Who says what: a quotation or a reported clause (terms of PARC 3 and PolNeAR).

    `source` and `cue` may be missing (a free-standing quotation). `content` holds character
    intervals, more than one for a split quotation. `parent` is the index (in
    `doc._.ew_attributions`) of the attribution whose content this one stands in. `stance` is true
    where the source judges or wants the content and does not report it ("praised the removal",
    "refused to leave"): PolNeAR counts these, but events in them are not told by the source.
    """

    kind: str
    source: Phrase | None
    cue: Phrase | None
    content: list[tuple[int, int]]
    parent: int | None = None
    stance: bool = False


@dataclass
class Mention:
    """A phrase that refers to an entity.

    `form` is name, nominal or pronoun. `type` is one of PERSON ORG GPE LOC FAC NORP PRODUCT
    EVENT WORK MONEY, or empty where it cannot be told.
    """

    start: int
    end: int
    head: int
    form: str
    type: str = ""


@dataclass
class Entity:
    """One person, organisation, place or thing of the article with all its mentions."""

    name: str
    named: bool
    type: str = ""
    country: str = ""
    description: str = ""
    mentions: list[Mention] = field(default_factory=list)


def _register() -> None:
    defaults: dict[str, object] = {"ew_published": None, "ew_title_length": 0}
    for name in ("ew_layout", "ew_dates", "ew_attributions", "ew_entities", "ew_events"):
        defaults[name] = []
    for name, default in defaults.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


_register()


# -- serialisation -----------------------------------------------------------------------
# `Doc.to_bytes`, `DocBin(store_user_data=True)` and `nlp.pipe(n_process=2)` write what the
# extensions hold with srsly's msgpack, which has to be told about our dataclasses.

_MARK = "__eventwire__"
_SERIALISED: dict[str, type] = {}


def register_serialisable(*classes: type) -> None:
    """Let msgpack carry instances of these dataclasses; their names must be unique among all registered."""
    for cls in classes:
        _SERIALISED[cls.__name__] = cls


def _packable(value: object) -> object:
    """Mark tuples and lists, which msgpack cannot tell apart (a DocBin reads both as tuples)."""
    if isinstance(value, tuple | list):
        return {_MARK: type(value).__name__, "items": [_packable(item) for item in value]}
    return value


def _encode(obj: object, chain: Callable[[object], object] | None = None) -> object:
    name = type(obj).__name__
    if _SERIALISED.get(name) is type(obj) and is_dataclass(obj):
        return {_MARK: name} | {f.name: _packable(getattr(obj, f.name)) for f in fields(obj)}
    return obj if chain is None else chain(obj)


def _decode(obj: object, chain: Callable[[object], object] | None = None) -> object:
    if isinstance(obj, dict) and _MARK in obj:
        values = dict(obj)
        name = values.pop(_MARK)
        if name in ("tuple", "list"):
            return tuple(values["items"]) if name == "tuple" else list(values["items"])
        if name not in _SERIALISED:
            raise ValueError(f"cannot read back a {name}: import extract before reading this Doc")
        return _SERIALISED[name](**values)
    return obj if chain is None else chain(obj)


msgpack_encoders.register("eventwire", func=_encode)
msgpack_decoders.register("eventwire", func=_decode)
register_serialisable(Region, TimeExpression, Phrase, Attribution, Mention, Entity)
