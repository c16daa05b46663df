"""From what the components leave on a Doc to rows, with Docs and annotations built by hand."""

from __future__ import annotations

import hashlib

import pytest
from helpers import assert_offsets
from parses import doc_of
from spacy.tokens import Doc

from extract.annotate.types import Attribution, Entity, Mention, Phrase, Region, TimeExpression
from extract.article import Article
from extract.events.types import Argument, Event
from extract.rows.build import Builder, rows_of
from extract.rows.names import is_short, join, key_of, tidy
from extract.rows.result import Result
from extract.rows.withhold import without_text

# "Norvik and Telmar shut the old mine on Monday , Rao said ." (tokens from 0)
SENTENCE = (
    "Norvik/NNP/nsubj/3 and/CC/cc/2 Telmar/NNP/conj/0 shut/VBD/ccomp/11 the/DT/det/6 old/JJ/amod/6"
    " mine/NN/obj/3 on/IN/case/8 Monday/NNP/obl/3 ,/,/punct/11 Rao/NNP/nsubj/11 said/VBD/ROOT/11/say"
    " ././punct/11"
)


def event(head: int, action: str = "shut down", **given: object) -> Event:
    values: dict[str, object] = {"kind": "event", "event_type": "closure", "sentence": 0, "part": "body"}
    return Event(Phrase(head, head + 1, head), action, action, **{**values, **given})


@pytest.fixture
def doc() -> Doc:
    made = doc_of(SENTENCE)
    made._.ew_layout = [Region("body", 0, len(made.text))]
    made._.ew_dates = [
        TimeExpression(8, 9, 39, 45, "DATE", "2005-02-28", "", "", "", "2005-02-28", "2005-02-28")
    ]
    made._.ew_attributions = [Attribution("indirect", Phrase(10, 11, 10), Phrase(11, 12, 11), [(0, 45)])]
    made._.ew_entities = [
        Entity("Norvik", True, "ORG", mentions=[Mention(0, 1, 0, "name", "ORG")]),
        Entity("Telmar Group", True, "ORG", mentions=[Mention(2, 3, 2, "name", "ORG")]),
        Entity("the old mine", False, "FAC", mentions=[Mention(4, 7, 6, "nominal", "FAC")]),
        Entity(
            "Lena Rao",
            True,
            "PERSON",
            description="spokeswoman",
            mentions=[Mention(10, 11, 10, "name", "PERSON")],
        ),
        Entity("somebody else", False, mentions=[Mention(5, 6, 5, "nominal")]),
    ]
    made._.ew_events = [
        event(
            3,
            arguments=[
                Argument("actor", 0, 1, 0),
                Argument("actor", 2, 3, 2),
                Argument("target", 4, 7, 6),
                Argument("time", 7, 9, 8, date=0),
            ],
            attribution=0,
            when_date=0,
            confidence=0.81234,
        ),
        event(
            11, "say", kind="speech", event_type="statement",
            arguments=[Argument("actor", 10, 11, 10), Argument("content", 0, 9, 3, event=0)],
        ),
    ]  # fmt: skip
    return made


@pytest.fixture
def result(doc: Doc) -> Result:
    return rows_of(doc, Article(doc.text, doc_id="a/1", published="2005-03-03", published_from="option"))


def test_rows_hold_together(result: Result):
    assert_offsets(result)


def test_conjoined_fillers_share_a_cell(result: Result):
    row = result.events[0]
    assert row.actor == "Norvik; Telmar Group"
    assert row.actor_entity == "n1; n2"
    assert [a.text for a in result.arguments if a.event_id == "e1" and a.role == "actor"] == [
        "Norvik",
        "Telmar",
    ]


def test_unnamed_filler_gives_its_words_and_entity(result: Result):
    assert (result.events[0].target, result.events[0].target_entity) == ("the old mine", "n3")


def test_ids_count_in_text_order(result: Result):
    assert [row.event_id for row in result.events] == ["e1", "e2"]
    assert [row.argument_id for row in result.arguments] == ["a1", "a2", "a3", "a4", "a5", "a6"]
    assert [row.date_id for row in result.dates] == ["t1"]
    assert [row.attribution_id for row in result.attributions] == ["q1"]
    assert [row.mention_id for row in result.mentions] == ["m1", "m2", "m3", "m5"]


def test_unnamed_entity_outside_events_has_no_row(result: Result):
    assert [row.entity_id for row in result.entities] == ["n1", "n2", "n3", "n4"]


def test_unnamed_entity_has_no_key(result: Result):
    assert [(row.named, row.key) for row in result.entities] == [
        (True, "org/norvik"), (True, "org/telmar-group"), (False, None), (True, "person/lena-rao"),
    ]  # fmt: skip


def test_date_cells(result: Result):
    row = result.events[0]
    assert (row.when_text, row.when_value, row.when_from, row.when_to, row.date_id) == (
        "Monday", "2005-02-28", "2005-02-28", "2005-02-28", "t1",
    )  # fmt: skip


def test_attribution_cells(result: Result):
    row = result.events[0]
    assert (row.attributed_to, row.attributed_entity, row.attribution_id) == ("Lena Rao", "n4", "q1")
    said = result.attributions[0]
    assert (said.source, said.source_entity, said.cue) == ("Rao", "n4", "said")
    assert said.content == "Norvik and Telmar shut the old mine on Monday"
    assert [span.part for span in result.attribution_spans] == ["source", "cue", "content"]


def test_content_names_the_event_that_it_expresses(result: Result):
    assert [a.content_event for a in result.arguments if a.role == "content"] == ["e1"]


def test_article_row(result: Result, doc: Doc):
    row = result.articles[0]
    assert (row.doc_id, row.published, row.published_from, row.kind) == (
        "a/1",
        "2005-03-03",
        "option",
        "news",
    )
    assert (row.sentences, row.tokens, row.events) == (1, 13, 2)
    assert row.text_sha256 == hashlib.sha256(doc.text.encode()).hexdigest()
    assert row.truncated is None


def test_article_without_date_says_so(doc: Doc):
    row = rows_of(doc, Article(doc.text)).articles[0]
    assert (row.published, row.published_from) == (None, "none")


@pytest.mark.parametrize(
    ("change", "asserted"),
    [
        ({}, True),
        ({"polarity": "negative"}, False),
        ({"certainty": "probable"}, False),
        ({"modality": "attempt"}, False),
        ({"attribution": 0}, False),
        ({"tense": "future"}, True),
        ({"part": "title"}, True),
    ],
)
def test_asserted(doc: Doc, change: dict[str, object], asserted: bool):
    doc._.ew_events = [event(3, **change)]
    assert rows_of(doc, Article(doc.text)).events[0].asserted is asserted


def test_kind_not_asked_for_goes_with_its_arguments(doc: Doc):
    doc._.ew_events[0].when_event, doc._.ew_events[0].when_relation = 1, "before"
    result = rows_of(doc, Article(doc.text), kinds=("event",))
    assert [row.event_id for row in result.events] == ["e1"]
    assert {row.event_id for row in result.arguments} == {"e1"}
    assert (result.events[0].when_relation, result.events[0].when_event) == (None, None)
    assert_offsets(result)


def test_ids_do_not_hang_on_the_kinds(doc: Doc, result: Result):
    speech = rows_of(doc, Article(doc.text, doc_id="a/1", published="2005-03-03"), kinds=("speech",))
    assert [row.event_id for row in speech.events] == ["e2"]
    assert [row.argument_id for row in speech.arguments] == ["a5", "a6"]
    assert speech.arguments[1].content_event is None
    assert_offsets(speech)


def test_when_event_is_kept_where_its_row_is(doc: Doc):
    doc._.ew_events[0].when_event, doc._.ew_events[0].when_relation = 1, "before"
    row = rows_of(doc, Article(doc.text)).events[0]
    assert (row.when_relation, row.when_event) == ("before", "e2")


def test_pronoun_of_an_unnamed_entity_is_called_by_its_fullest_wording():
    doc = doc_of(
        "Miners/NNS/nsubj/1/miner struck/VBD/ROOT/1/strike ././punct/1 They/PRP/nsubj/4 won/VBD/ROOT/4/win"
    )
    doc._.ew_entities = [
        Entity("Miners", False, "PERSON", mentions=[Mention(0, 1, 0, "nominal"), Mention(3, 4, 3, "pronoun")])
    ]
    doc._.ew_events = [event(4, "win", arguments=[Argument("actor", 3, 4, 3)])]
    row = rows_of(doc, Article(doc.text)).events[0]
    assert (row.actor, row.actor_entity) == ("Miners", "n1")


def test_token_within_a_name_stands_for_it():
    """The parser's head of a long name may be another token than the mention's."""
    doc = doc_of("Bank/NNP/nsubj/3 of/IN/case/2 Arlen/NNP/nmod/0 collapsed/VBD/ROOT/3/collapse")
    doc._.ew_entities = [Entity("Bank of Arlen", True, "ORG", mentions=[Mention(0, 3, 0, "name", "ORG")])]
    doc._.ew_events = [event(3, "collapse", arguments=[Argument("target", 2, 3, 2)])]
    row = rows_of(doc, Article(doc.text)).events[0]
    assert (row.target, row.target_entity) == ("Bank of Arlen", "n1")


def test_filler_without_entity_keeps_a_parallel_place():
    doc = doc_of("Dust/NN/nsubj/3 and/CC/cc/2 Norvik/NNP/conj/0 spread/VBD/ROOT/3")
    doc._.ew_entities = [Entity("Norvik", True, "ORG", mentions=[Mention(2, 3, 2, "name", "ORG")])]
    doc._.ew_events = [event(3, "spread", arguments=[Argument("actor", 0, 1, 0), Argument("actor", 2, 3, 2)])]
    row = rows_of(doc, Article(doc.text)).events[0]
    assert (row.actor, row.actor_entity) == ("Dust; Norvik", "; n1")


def test_conjoined_sources_share_a_cell():
    doc = doc_of("Rao/NNP/nsubj/3 and/CC/cc/2 Dahl/NNP/conj/0 denied/VBD/ROOT/3/deny it/PRP/obj/3")
    doc._.ew_entities = [
        Entity("Rao", True, "PERSON", mentions=[Mention(0, 1, 0, "name")]),
        Entity("Dahl", True, "PERSON", mentions=[Mention(2, 3, 2, "name")]),
    ]
    doc._.ew_attributions = [Attribution("indirect", Phrase(0, 3, 0), Phrase(3, 4, 3), [(20, 22)])]
    doc._.ew_events = [event(4, "do", attribution=0)]
    result = rows_of(doc, Article(doc.text))
    assert (result.events[0].attributed_to, result.events[0].attributed_entity) == ("Rao; Dahl", "n1; n2")
    assert (result.attributions[0].source, result.attributions[0].source_entity) == ("Rao and Dahl", "n1; n2")


def test_and_within_a_name_does_not_part_a_source():
    doc = doc_of("Rao/NNP/nsubj/3 and/CC/cc/2 Sons/NNPS/conj/0 denied/VBD/ROOT/3/deny it/PRP/obj/3")
    doc._.ew_entities = [Entity("Rao and Sons", True, "ORG", mentions=[Mention(0, 3, 0, "name")])]
    doc._.ew_attributions = [Attribution("indirect", Phrase(0, 3, 0), Phrase(3, 4, 3), [(21, 23)])]
    doc._.ew_events = [event(4, "do", attribution=0)]
    assert rows_of(doc, Article(doc.text)).events[0].attributed_to == "Rao and Sons"


def test_quotation_without_source_is_attributed_to_nobody_and_not_asserted(doc: Doc):
    doc._.ew_attributions = [Attribution("direct", None, None, [(0, 45)])]
    row = rows_of(doc, Article(doc.text)).events[0]
    assert (row.attributed_to, row.attribution_id, row.asserted) == (None, "q1", False)


def test_nested_quotation_names_its_parent(doc: Doc):
    doc._.ew_attributions = [doc._.ew_attributions[0], Attribution("direct", None, None, [(0, 6)], parent=0)]
    assert [row.parent_id for row in rows_of(doc, Article(doc.text)).attributions] == [None, "q1"]


def test_title_and_byline_come_from_the_text():
    doc = doc_of(
        "Mine/NN/compound/1 Shut/VBD/ROOT/1 By/IN/case/3 Ola/NNP/ROOT/3 It/PRP/nsubj/5 rained/VBD/ROOT/5"
    )
    doc._.ew_layout = [Region("title", 0, 9), Region("byline", 10, 16), Region("body", 17, 26)]
    doc._.ew_events = [event(5, "rain")]
    result = rows_of(doc, Article(doc.text))
    assert (result.articles[0].title, result.articles[0].byline) == ("Mine Shut", "By Ola")
    assert result.events[0].title == "Mine Shut"


def test_date_of_the_last_change_comes_from_the_text():
    doc = doc_of("Updated/VBN/ROOT/0 :/:/punct/0 2005-03-04/CD/obl/0 It/PRP/nsubj/4 rained/VBD/ROOT/4")
    text = "Updated: 4 March 2005\n\nIt rained in Arlen all day, and the river rose."
    doc._.ew_layout = [Region("updated", 0, 20)]
    assert rows_of(doc, Article(text)).articles[0].updated == "2005-03-04"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Correction: Mine story", "correction"),
        ("CORRECTIONS AND CLARIFICATIONS", "correction"),
        ("Corrected: mine shut in March", "correction"),
        ("Correctional officers strike", "news"),
        ("Prisons get a correction", "news"),
        (None, "news"),
    ],
)
def test_kind_of_article(title: str | None, kind: str):
    doc = doc_of("It/PRP/nsubj/1 rained/VBD/ROOT/1")
    assert rows_of(doc, Article(doc.text, title=title)).articles[0].kind == kind


def test_overlong_title_is_cut():
    doc = doc_of("It/PRP/nsubj/1 rained/VBD/ROOT/1")
    title = rows_of(doc, Article(doc.text, title="word " * 1000)).articles[0].title
    assert title is not None
    assert title.endswith(" ...")
    assert len(title) <= 504


def test_evidence_of_an_endless_sentence_is_cut_around_the_trigger():
    doc = doc_of(" ".join(f"word/NN/dep/{1500}" if i != 1500 else "fell/VBD/ROOT/1500" for i in range(3000)))
    doc._.ew_events = [event(1500, "fall", arguments=[Argument("target", 0, 3000, 1400)])]
    result = rows_of(doc, Article(doc.text))
    row = result.events[0]
    assert row.evidence is not None
    assert len(row.evidence) <= 2000
    assert row.evidence_start <= row.start_char < row.end_char <= row.evidence_end
    assert len(result.arguments[0].text or "") <= 5000
    assert_offsets(result)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3.0),
        ("2,000,000", 2e6),
        ("4.5", 4.5),
        ("", None),
        ("several", None),
        ("nan", None),
        ("1e999", None),
    ],
)
def test_number_of_an_argument(doc: Doc, written: str, number: float | None):
    doc._.ew_events = [event(3, arguments=[Argument("target", 4, 7, 6, number=written, unit="mines")])]
    assert rows_of(doc, Article(doc.text)).arguments[0].number == number


def test_pieces_continue_ids_and_offsets(doc: Doc):
    again = doc_of(SENTENCE)
    for name in ("layout", "dates", "attributions", "entities", "events"):
        setattr(again._, f"ew_{name}", getattr(doc._, f"ew_{name}"))
    builder = Builder(Article(f"{doc.text}\n\n{again.text}"))
    builder.add(doc, 0)
    builder.add(again, len(doc.text) + 2)
    result = builder.result()
    assert_offsets(result)
    assert [row.event_id for row in result.events] == ["e1", "e2", "e3", "e4"]
    assert [row.sentence for row in result.events] == [0, 0, 1, 1]
    assert result.events[2].actor_entity == "n1; n2"  # a name keeps its entity
    assert result.events[2].target_entity == "n8"  # what has no name may be another thing
    assert [(row.entity_id, row.mentions) for row in result.entities] == [
        ("n1", 2), ("n2", 2), ("n3", 1), ("n4", 2), ("n8", 1),
    ]  # fmt: skip


def test_own_columns_are_carried(doc: Doc):
    result = rows_of(doc, Article(doc.text, keep={"outlet": "Gazette", "url": "x"}))
    articles = result.frames()["articles"]
    assert articles["outlet"].tolist() == ["Gazette"]
    assert articles["input_url"].tolist() == ["x"]
    assert articles["url"].isna().all()


def test_frames_of_all_tables(result: Result):
    frames = result.frames()
    assert frames["events"]["published"].dt.year.tolist() == [2005, 2005]
    assert frames["events"]["asserted"].tolist() == [False, True]
    assert frames["events"]["when_value"].isna().tolist() == [False, True]
    assert len(frames["arguments"]) == 6


def test_without_text_keeps_ids_and_offsets(doc: Doc, result: Result):
    bare = without_text(result)
    assert bare.articles[0].text is None
    assert bare.articles[0].text_sha256 == result.articles[0].text_sha256
    assert {row.evidence for row in bare.events} == {None}
    assert {row.phrase for row in bare.events} == {None}
    assert [row.content for row in bare.attributions] == [None]
    assert [row.text for row in bare.attribution_spans] == ["Rao", "said", None]
    assert [row.start_char for row in bare.arguments] == [row.start_char for row in result.arguments]
    assert bare.events[0].actor == "Norvik; Telmar Group"
    assert_offsets(bare)


def test_without_text_leaves_out_long_wordings():
    words = " ".join(f"w{i}/NN/dep/11" for i in range(11)) + " fell/VBD/ROOT/11/fall"
    doc = doc_of(words)
    doc._.ew_entities = [Entity(doc[:11].text, False, mentions=[Mention(0, 11, 3, "nominal")])]
    doc._.ew_events = [
        event(11, "fall", arguments=[Argument("target", 0, 11, 3), Argument("place", 0, 2, 1)])
    ]
    bare = without_text(rows_of(doc, Article(doc.text)))
    assert [row.text for row in bare.arguments] == [None, "w0 w1"]
    assert (bare.events[0].target, bare.events[0].place) == (None, "w0 w1")
    assert (bare.entities[0].name, bare.mentions[0].text) == (None, None)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Norvik", "norvik"),
        ("the Bank of Arlen", "bank-of-arlen"),
        ("The Arlen Bank's", "arlen-bank"),
        ("Arlen’s Bank", "arlen-bank"),
        ("O'Dahl & Sons, Inc.", "odahl-sons-inc"),
        ("Theatre Royal", "theatre-royal"),
        ("ＮＯＲＶＩＫ", "norvik"),
        ("Ångström  AB", "ångström-ab"),
        ("☃", "u2603"),
        ("the", "the"),
    ],
)
def test_key_of_a_name(name: str, key: str):
    assert key_of(name) == key


def test_semicolon_in_a_name_does_not_part_a_cell():
    assert join(["Rao; Sons", "Dahl"]) == "Rao, Sons; Dahl"


def test_tidy_puts_words_on_one_line():
    assert tidy("  the old\n\tmine ") == "the old mine"


def test_short_is_ten_words():
    assert is_short("a " * 10)
    assert not is_short("a " * 11)
