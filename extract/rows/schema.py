"""The tables: the one place that says which columns there are and what they mean.

Each table is a frozen dataclass of rows; a column's type, description and allowed values stand in
its field's metadata. CSV headers, `datapackage.json`, docs/tables.md and the types of DataFrames
are derived from here. Column order is the order of the fields. None is an empty cell: unknown or
not applicable. Offsets count Unicode code points of `articles.text`, start inclusive, end
exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, cast

from extract.ontology.types import ROLES

ARTICLE_KINDS = ("news", "correction", "live", "opinion", "other")
PUBLISHED_FROM = ("record", "page", "text", "option", "none")
ENTITY_TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK", "MONEY")
FORMS = ("name", "nominal", "pronoun")
TIME_TYPES = ("DATE", "TIME", "DURATION", "SET")
PARTS = ("title", "standfirst", "body")
KINDS = ("event", "speech", "state")
RELATIONS = ("before", "after", "during", "since", "until")
POLARITIES = ("positive", "negative")
CERTAINTIES = ("certain", "probable", "possible")
MODALITIES = (
    *("none", "attempt", "intention", "ability", "conditional", "counterfactual"),
    *("question", "command", "generic"),
)
TENSES = ("past", "present", "future")
QUOTE_KINDS = ("direct", "indirect", "mixed")
SPAN_PARTS = ("source", "cue", "content")
STAGES = ("read", "annotate", "extract", "write")


@dataclass(frozen=True)
class Column:
    """One column: its name, Frictionless type (string, integer, number, boolean, date) and meaning."""

    name: str
    type: str
    description: str
    allowed: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class ForeignKey:
    """Columns that name a row of another table.

    Attributes:
        columns: here, parallel to `target_columns` there.
        optional: whether the last column may be empty (then nothing is referred to).
    """

    columns: tuple[str, ...]
    table: str
    target_columns: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True)
class Table:
    """One table: the class of its rows, its keys, and what one row is."""

    name: str
    row: type[Any]
    description: str
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(
                f.name,
                f.metadata["type"],
                f.metadata["description"],
                f.metadata["allowed"],
                f.metadata["required"],
            )
            for f in fields(self.row)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(f.name for f in fields(self.row))


def _metadata(description: str, type: str, allowed: tuple[str, ...], required: bool) -> dict[str, object]:
    return {"description": description, "type": type, "allowed": allowed, "required": required}


def _given(description: str, type: str = "string", allowed: tuple[str, ...] = ()) -> Any:
    """A column that is never empty."""
    return field(metadata=_metadata(description, type, allowed, True))


def _maybe(description: str, type: str = "string", allowed: tuple[str, ...] = ()) -> Any:
    """A column that may be empty."""
    return field(default=None, metadata=_metadata(description, type, allowed, False))


_DOC_ID = "The article, as in articles.doc_id."
_START = "Where the text starts in articles.text (Unicode code points, from 0, inclusive)."
_END = "Where the text ends in articles.text (exclusive)."
_PARALLEL = (
    " Several are joined by '; ', parallel to the names; a name without an entity leaves its place empty."
)
_AGREED = "as half or more of the articles have it that name one, else the commonest."
_SEVERAL_KEYS = " Several are joined by '; '."
_SEVERAL = " Several are joined by '; ' in text order."


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article that was read and analysed."""

    doc_id: str = _given(
        "The record's own id; else the path below INPUT, with #n for the nth record of a file."
    )
    source: str | None = _maybe("File or outlet that the article came from.")
    url: str | None = _maybe("Web address of the article, where the record gives one.")
    kind: str = _given(
        "Kind of article, told by its title, web address, section and set phrases: news; correction (a notice"
        " that mends another article); live (a running blog); opinion (comment, editorials, letters); other"
        " (puzzles, listings, tables, galleries).",
        allowed=ARTICLE_KINDS,
    )
    title: str | None = _maybe("Title, from the record's own field or recognised in the text.")
    byline: str | None = _maybe("Byline, from the record's own field or recognised in the text.")
    published: str | None = _maybe(
        "Date of publication. Weekdays and 'last month' are counted from it.", "date"
    )
    published_from: str = _given("Where the date of publication was found.", allowed=PUBLISHED_FROM)
    updated: str | None = _maybe("Date of the last change, where the article says so.", "date")
    updates: str | None = _maybe(
        "doc_id of the earlier version of this article, which it corrects or adds to: of several the last."
    )
    text: str | None = _maybe("The text that was analysed; all offsets count in it. Empty with --no-text.")
    text_sha256: str = _given("SHA-256 of the text in UTF-8, to check one's own copy against the offsets.")
    language: str | None = _maybe(
        "Language (ISO 639-1). An article in another language than en has no sentences, tokens and events,"
        " and a line in errors. Empty where the text is too short or mixed to tell: it is read as English."
    )
    sentences: int = _given("Number of sentences.", "integer")
    tokens: int = _given("Number of words and punctuation marks.", "integer")
    events: int = _given("Number of rows in events.", "integer")
    duplicate_of: str | None = _maybe(
        "doc_id of the article that this one repeats, itself no copy: the earliest published; without dates"
        " the first by doc_id. Count articles and events where it is empty."
    )
    similarity: float | None = _maybe(
        "Share of the shorter text's runs of words that stand in the other one too, this article against"
        " duplicate_of (0 to 1).",
        "number",
    )
    truncated: str | None = _maybe(
        "Where the analysis stopped, if it did. Long articles are read whole: empty."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """One person, organisation, place or thing: each named one, and each unnamed one in an event."""

    doc_id: str = _given(_DOC_ID)
    entity_id: str = _given("Id of the entity within the article.")
    key: str | None = _maybe(
        "The same for the same entity in all articles: its type and name ('person/ann-lee', 'org/acme',"
        " 'country/fra'), with '~' and a country or number where several bear the name. Empty for an unnamed"
        " entity."
    )
    named: bool = _given("Whether the text gives it a name.", "boolean")
    name: str | None = _maybe(
        "Canonical name; for an unnamed entity its fullest wording (empty with --no-text if over ten words)."
    )
    type: str | None = _maybe("Type of entity, where it can be told.", allowed=ENTITY_TYPES)
    country: str | None = _maybe("Country (ISO 3166-1 alpha-3), where the text or a gazetteer gives it.")
    description: str | None = _maybe("What the text calls it ('head of the harbour office').")
    mentions: int = _given("Number of rows in mentions.", "integer")


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """One place in the text that refers to an entity."""

    doc_id: str = _given(_DOC_ID)
    mention_id: str = _given("Id of the mention within the article.")
    entity_id: str = _given("The entity that is referred to.")
    start_char: int = _given(_START, "integer")
    end_char: int = _given(_END, "integer")
    text: str | None = _maybe("The words. Empty with --no-text if more than ten.")
    type: str | None = _maybe("Type of the mention, where it can be told.", allowed=ENTITY_TYPES)
    form: str = _given("A name, a nominal ('the company') or a pronoun.", allowed=FORMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One time expression, valued after TIMEX3 (ISO-TimeML)."""

    doc_id: str = _given(_DOC_ID)
    date_id: str = _given("Id of the time expression within the article.")
    start_char: int = _given(_START, "integer")
    end_char: int = _given(_END, "integer")
    text: str | None = _maybe("The words. Empty with --no-text if more than ten.")
    type: str = _given("TIMEX3 type.", allowed=TIME_TYPES)
    value: str | None = _maybe("TIMEX3 value: 2005-02-28, 2005-W09, P18M, PAST_REF, XXXX-WXX-2.")
    mod: str | None = _maybe("TIMEX3 modifier (APPROX, START, MORE_THAN, ...).")
    quant: str | None = _maybe("TIMEX3 quantifier of a SET (EVERY, EACH).")
    freq: str | None = _maybe("TIMEX3 frequency of a SET (2X).")
    date_from: str | None = _maybe("First day of the interval.", "date")
    date_to: str | None = _maybe("Last day of the interval, inclusive.", "date")
    anchored: bool = _given("False where the value hangs on an unknown date of publication.", "boolean")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event: one trigger word or phrase in the text."""

    doc_id: str = _given(_DOC_ID)
    event_id: str = _given("Id of the event within the article.")
    incident_id: str | None = _maybe(
        "The incident that this event reports: the same for all reports of one happening, in this article and"
        " others. Given by `eventwire run`, where all articles are known; else empty."
    )
    sentence: int = _given("Number of the sentence, from 0.", "integer")
    part: str = _given("Part of the article: count body rows alone to leave headlines out.", allowed=PARTS)
    kind: str = _given(
        "event: something happens; speech: someone says; state: is, has, believes.", allowed=KINDS
    )
    event_type: str | None = _maybe(
        "Type in the ontology; never contains the negation. Empty where none fits."
    )
    action: str = _given("Lemma of the trigger with particle or light-verb noun ('evict', 'take refuge').")
    phrase: str | None = _maybe("The predicate as worded ('has been hosted by'). Empty with --no-text.")
    trigger: str | None = _maybe("The trigger's words. Empty with --no-text if more than ten.")
    start_char: int = _given(_START, "integer")
    end_char: int = _given(_END, "integer")
    actor: str | None = _maybe(
        "Doer, holder or speaker (PropBank ARG0): canonical name, else the words." + _SEVERAL
    )
    actor_entity: str | None = _maybe("entity_id of actor." + _PARALLEL)
    target: str | None = _maybe(
        "What is acted on, moved, changed or concerned (PropBank ARG1): canonical name, else the words."
        + _SEVERAL
    )
    target_entity: str | None = _maybe("entity_id of target." + _PARALLEL)
    place: str | None = _maybe("Where: canonical name, else the words." + _SEVERAL)
    place_entity: str | None = _maybe("entity_id of place." + _PARALLEL)
    when_text: str | None = _maybe("The time expression's words.")
    when_value: str | None = _maybe("Its TIMEX3 value.")
    when_from: str | None = _maybe(
        "First day that the event can have been, by its time expression and when_relation, else by the event "
        "in when_event; empty is open.",
        "date",
    )
    when_to: str | None = _maybe(
        "Last day, inclusive, likewise; empty is open (also where the tense says it is over).", "date"
    )
    date_id: str | None = _maybe("The time expression in dates.")
    when_relation: str | None = _maybe(
        "How the event lies in time to when_event; where that is empty, to when_value ('since March'; until "
        "is also 'by Friday'). Empty for at it.",
        allowed=RELATIONS,
    )
    when_event: str | None = _maybe("event_id of the event that when_relation refers to.")
    polarity: str = _given(
        "Whether it is said to be so or not to be so, by the nearest source.", allowed=POLARITIES
    )
    certainty: str = _given("How certain the nearest source is.", allowed=CERTAINTIES)
    modality: str = _given("What stands between the event and fact.", allowed=MODALITIES)
    tense: str = _given("The event's time relative to publication.", allowed=TENSES)
    asserted: bool = _given(
        "True only for positive, certain, modality none, no attribution: what the article itself says.",
        "boolean",
    )
    attributed_to: str | None = _maybe(
        "The nearest source, whose view polarity and certainty are: canonical name, else the words; empty"
        " for the article itself (or an unnamed speaker: attribution_id is then filled)." + _SEVERAL
    )
    attributed_entity: str | None = _maybe("entity_id of attributed_to." + _PARALLEL)
    attribution_id: str | None = _maybe("The quotation or report that the event stands in.")
    confidence: float = _given("How sure the program is of the row (0 to 1).", "number")
    evidence: str | None = _maybe(
        "The sentence; of one longer than 2,000 characters the part around the trigger. Empty with --no-text."
    )
    evidence_start: int = _given("Where the evidence starts in articles.text.", "integer")
    evidence_end: int = _given("Where the evidence ends in articles.text (exclusive).", "integer")
    title: str | None = _maybe("The article's title, repeated for reading.")
    published: str | None = _maybe("The article's date of publication, repeated for reading.", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentRow:
    """One filler of one role of an event."""

    doc_id: str = _given(_DOC_ID)
    event_id: str = _given("The event.")
    argument_id: str = _given("Id of the argument within the article.")
    role: str = _given("Role in the event.", allowed=ROLES)
    start_char: int = _given(_START, "integer")
    end_char: int = _given(_END, "integer")
    text: str | None = _maybe(
        "The words; of more than 5,000 characters the part around the head."
        " Empty with --no-text if more than ten words."
    )
    head_start: int = _given("Where the head word starts.", "integer")
    head_end: int = _given("Where the head word ends (exclusive).", "integer")
    entity_id: str | None = _maybe("The entity that fills the role.")
    date_id: str | None = _maybe("The time expression that fills the role.")
    content_event: str | None = _maybe("event_id of the event that this argument expresses.")
    number: float | None = _maybe(
        "What is counted or measured: 3 in 'three people', 2000000 in '$2 million'.", "number"
    )
    unit: str | None = _maybe("What the number counts ('people', 'USD').")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRow:
    """Who says what: one quotation or reported clause."""

    doc_id: str = _given(_DOC_ID)
    attribution_id: str = _given("Id of the attribution within the article.")
    parent_id: str | None = _maybe("attribution_id of the quotation that it stands in.")
    kind: str = _given("Quoted, reported, or partly quoted.", allowed=QUOTE_KINDS)
    source: str | None = _maybe("The source's words. Empty with --no-text if more than ten.")
    source_entity: str | None = _maybe("entity_id of the source." + _PARALLEL)
    cue: str | None = _maybe("The words that attribute ('said', 'according to').")
    content: str | None = _maybe("What is said; the spans joined by a space. Empty with --no-text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpanRow:
    """One unbroken stretch of an attribution: its source, its cue or (a part of) its content."""

    doc_id: str = _given(_DOC_ID)
    attribution_id: str = _given("The attribution.")
    part: str = _given("What the stretch is.", allowed=SPAN_PARTS)
    start_char: int = _given(_START, "integer")
    end_char: int = _given(_END, "integer")
    text: str | None = _maybe("The words. Empty with --no-text for content, and if more than ten.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One thing that happened, or was said to, with all its reports."""

    incident_id: str = _given("Id of the incident, in the order of the first reports.")
    event_type: str | None = _maybe("Type in the ontology: the one that most articles give it.")
    action: str | None = _maybe("The action that most articles have.")
    actor_key: str | None = _maybe(f"entities.key of the actor, {_AGREED}" + _SEVERAL_KEYS)
    target_key: str | None = _maybe(f"entities.key of the target, {_AGREED}" + _SEVERAL_KEYS)
    place_key: str | None = _maybe(f"entities.key of the place, {_AGREED}" + _SEVERAL_KEYS)
    date_from: str | None = _maybe("First day, of the days that most articles give; empty is open.", "date")
    date_to: str | None = _maybe("Last day, inclusive, likewise.", "date")
    events: int = _given("Number of rows of events that report it, those of copies too.", "integer")
    articles: int = _given("Number of articles that report it, duplicates left out.", "integer")
    first_published: str | None = _maybe("Date of the first report, duplicates left out.", "date")
    last_published: str | None = _maybe("Date of the last report, duplicates left out.", "date")
    polarity: str | None = _maybe("What most articles say: that it happened, or not.", allowed=POLARITIES)
    disputed: str | None = _maybe(
        "What reports disagree on, each with what is said and how many articles say it: 'number of target"
        " (people): 3 (2 articles), 5 (1 article)'; likewise polarity, days, actor, target, place, and"
        " 'according to' where some say it themselves and others have it from somebody. Joined by '; '."
    )
    example: str | None = _maybe(
        "The report to read first, as doc_id/event_id: asserted by its article and in the body, if any is."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRow:
    """One record that was put aside, and why. Its doc_id may be empty or that of another article."""

    doc_id: str | None = _maybe("The record's id, where it has one.")
    source: str | None = _maybe("File or outlet that the record came from.")
    stage: str = _given("Where it went wrong.", allowed=STAGES)
    error: str = _given("Kind of error.")
    message: str = _given("What is wrong and what to do.")


def _in_article(*columns: str) -> tuple[str, ...]:
    return ("doc_id", *columns)


def _refers(column: str, table: str, target: str, optional: bool = True) -> ForeignKey:
    return ForeignKey(_in_article(column), table, _in_article(target), optional)


_ARTICLE = ForeignKey(("doc_id",), "articles", ("doc_id",))

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("articles", ArticleRow, "One row an article.", ("doc_id",)),
        Table(
            "entities",
            EntityRow,
            "One row for each named person, organisation, place or thing of an article, and for each unnamed"
            " one that takes part in an event.",
            _in_article("entity_id"),
            (_ARTICLE,),
        ),
        Table(
            "mentions",
            MentionRow,
            "One row for each place in the text that refers to an entity.",
            _in_article("mention_id"),
            (_refers("entity_id", "entities", "entity_id", False),),
        ),
        Table("dates", DateRow, "One row a time expression.", _in_article("date_id"), (_ARTICLE,)),
        Table(
            "events",
            EventRow,
            "One row a trigger: a word or phrase that tells an event, an act of speech or a state.",
            _in_article("event_id"),
            (
                _ARTICLE,
                _refers("date_id", "dates", "date_id"),
                _refers("when_event", "events", "event_id"),
                _refers("attribution_id", "attributions", "attribution_id"),
                ForeignKey(("incident_id",), "incidents", ("incident_id",), True),
            ),
        ),
        Table(
            "arguments",
            ArgumentRow,
            "One row for each filler of a role of an event.",
            _in_article("argument_id"),
            (
                _refers("event_id", "events", "event_id", False),
                _refers("entity_id", "entities", "entity_id"),
                _refers("date_id", "dates", "date_id"),
                _refers("content_event", "events", "event_id"),
            ),
        ),
        Table(
            "attributions",
            AttributionRow,
            "One row a quotation or reported clause.",
            _in_article("attribution_id"),
            (_ARTICLE, _refers("parent_id", "attributions", "attribution_id")),
        ),
        Table(
            "attribution_spans",
            AttributionSpanRow,
            "One row an unbroken stretch of an attribution; a split quotation has several content stretches.",
            _in_article("attribution_id", "part", "start_char"),
            (_refers("attribution_id", "attributions", "attribution_id", False),),
        ),
        Table(
            "incidents",
            IncidentRow,
            "One row for each thing that happened, all reports together.",
            ("incident_id",),
        ),
        Table(
            "errors",
            ErrorRow,
            "One row for each record that was put aside, and for each article that is not English.",
        ),
    )
}

# Cells that hold several entity ids, parallel to the names in the cell before: (table, column).
JOINED_ENTITIES = (
    ("events", "actor_entity"),
    ("events", "target_entity"),
    ("events", "place_entity"),
    ("events", "attributed_entity"),
    ("attributions", "source_entity"),
)

# Which cell is quoted from where: table, start column, end column, quoted column.
QUOTED = (
    ("mentions", "start_char", "end_char", "text"),
    ("dates", "start_char", "end_char", "text"),
    ("events", "start_char", "end_char", "trigger"),
    ("events", "evidence_start", "evidence_end", "evidence"),
    ("arguments", "start_char", "end_char", "text"),
    ("attribution_spans", "start_char", "end_char", "text"),
)

ARTICLE_TABLES = tuple(name for name in TABLES if name not in ("incidents", "errors"))

Cell = str | int | float | bool | None


def cells(row: object) -> list[Cell]:
    """The cells of any row object, in column order."""
    return [cast(Cell, getattr(row, f.name)) for f in fields(cast(Any, row))]
