"""The whole way of a text: what goes in, what must come out whatever the text says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from helpers import assert_offsets
from spacy.tokens import Doc

from extract import Article, ArticleError, Extractor, InputError, ModelError, OptionError
from extract.annotate.model import describe_model, folder_hash, load_model, which

TEXT = (
    "Arlen council shuts harbour\n\nARLEN, March 3 - The council shut the harbour on Monday, Lena Rao said."
)
STORY = "The council of Arlen shut the harbour on Monday. Lena Rao denied that the owners bribed anybody.\n\n"


def test_text_gives_rows_that_hold_together(extractor: Extractor):
    result = extractor(TEXT, published="2005-03-03")
    assert_offsets(result)
    assert result.text == TEXT
    assert {row.action for row in result.events} >= {"say"}


def test_call_and_pipe_agree(extractor: Extractor):
    articles = [
        Article(TEXT, doc_id="1"),
        Article(STORY, doc_id="2", published="2005-03-03"),
        Article("Rain."),
    ]
    assert list(extractor.pipe(articles)) == [extractor(article) for article in articles]


def test_pipe_is_a_stream(extractor: Extractor):
    def endless() -> Iterator[str]:
        while True:
            yield STORY

    stream = extractor.pipe(endless(), batch_size=2)
    assert next(stream).text == STORY


def test_rows_do_not_hang_on_the_neighbours(extractor: Extractor):
    story = Article(STORY, doc_id="story")
    alone = next(extractor.pipe([story], batch_size=1))
    among = list(extractor.pipe([TEXT, TEXT * 3, story], batch_size=3))[2]
    assert among == alone


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\ufeff", "\u2003"])
def test_empty_text_gives_no_rows(extractor: Extractor, text: str):
    result = extractor(text)
    assert (result.articles, result.events, result.dates) == ([], [], [])
    assert list(extractor.pipe([text])) == [result]


def test_published_option_is_over_that_of_the_article(extractor: Extractor):
    article = Article(STORY, published="2004-01-01", published_from="record")
    row = extractor(article, published="Thu, 03 Mar 2005 09:00:00 GMT").articles[0]
    assert (row.published, row.published_from) == ("2005-03-03", "option")


def test_timestamp_of_a_record_becomes_a_date(extractor: Extractor):
    row = extractor(Article(STORY, published="2005-03-03T09:00:00Z", published_from="record")).articles[0]
    assert (row.published, row.published_from) == ("2005-03-03", "record")


def test_date_of_a_dateline_is_the_date_of_publication(extractor: Extractor):
    row = extractor("Council shuts harbour\n\nARLEN, March 3, 2005 - The council shut it.").articles[0]
    assert (row.published, row.published_from) == ("2005-03-03", "text")


def test_date_that_is_none(extractor: Extractor):
    with pytest.raises(InputError) as error:
        extractor(STORY, published="03/04/2005")
    assert str(error.value) == "published date '03/04/2005' is not understood: write it as YYYY-MM-DD"


def test_title_of_its_own_stands_before_the_text(extractor: Extractor):
    result = extractor("The council shut the harbour.", title="Council shuts harbour")
    assert result.text == "Council shuts harbour\n\nThe council shut the harbour."
    assert result.articles[0].title == "Council shuts harbour"
    assert {row.part for row in result.events} <= {"title", "body"}
    assert_offsets(result)


def test_text_is_normalised_one_for_one(extractor: Extractor):
    result = extractor("\ufeffIt rained.\r\nIt\x00 snowed.\r")
    assert result.text == "It rained.\nIt\ufffd snowed.\n"


def test_long_text_is_analysed_whole(extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extractor, "_longest", 300)
    text = STORY * 20
    result = extractor(text)
    assert_offsets(result)
    assert result.text == text
    assert result.articles[0].truncated is None
    assert [row.start_char for row in result.events] == sorted(row.start_char for row in result.events)
    assert max(row.end_char for row in result.events) > len(text) - len(STORY)
    assert {row.part for row in result.events} == {"body"}


def test_pieces_give_the_events_of_the_whole(extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    text = STORY * 6
    whole = extractor(text)
    monkeypatch.setattr(extractor, "_longest", 300)
    parts = extractor(text)
    assert [(row.start_char, row.action) for row in parts.events] == [
        (row.start_char, row.action) for row in whole.events
    ]
    assert parts.articles[0].tokens == whole.articles[0].tokens


def test_text_beyond_the_limit_of_spacy(extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extractor.nlp, "max_length", 50)
    monkeypatch.setattr(extractor, "_longest", 50)
    assert_offsets(extractor(STORY * 3))


def test_kinds_are_kept(extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extractor, "kinds", ("speech",))
    result = extractor(STORY)
    assert {row.kind for row in result.events} == {"speech"}
    assert_offsets(result)


def test_unknown_kind():
    with pytest.raises(OptionError) as error:
        Extractor(kinds=("event", "rumour"))
    assert str(error.value) == "kinds event,rumour: choose among event, speech, state"


def test_failing_component_is_named(extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    def fail(doc: Doc) -> Doc:
        raise ZeroDivisionError("by nought")

    components = [
        ("eventwire_events", fail) if n == "eventwire_events" else (n, c) for n, c in extractor.nlp.pipeline
    ]
    monkeypatch.setattr(extractor.nlp, "_components", components)
    with pytest.raises(ArticleError) as error:
        extractor(STORY)
    assert (str(error.value), error.value.stage) == (
        "eventwire_events: ZeroDivisionError: by nought",
        "extract",
    )


def test_explain_gives_reasons_for_every_row(extractor: Extractor):
    explained = extractor.explain(STORY)
    assert list(explained.events) == [row.event_id for row in explained.result.events]
    for row in explained.result.events:
        arguments = [a for a in explained.result.arguments if a.event_id == row.event_id]
        assert [a.role for a in explained.events[row.event_id].arguments] == [a.role for a in arguments]
    for left in explained.left_out:
        assert STORY[left.start_char : left.end_char] == left.text


def test_inside_a_memory_zone_of_the_user(extractor: Extractor):
    with extractor.nlp.memory_zone():
        assert extractor(STORY).events == extractor(STORY).events


# -- models ------------------------------------------------------------------------------


def test_pipeline_without_parser_is_refused(tmp_path: Path):
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError) as error:
        load_model(tmp_path / "bare")
    assert str(error.value) == (
        f"model '{tmp_path / 'bare'}' lacks a tagger, a morphologizer (or tagger with attribute_ruler), a"
        " lemmatizer, a parser: name a spaCy pipeline for English that tags, lemmatizes and parses, such as"
        " en_core_web_sm, or leave --model out to use the bundled one"
    )


def test_pipeline_for_another_language_is_refused(tmp_path: Path):
    spacy.blank("xx").to_disk(tmp_path / "other")
    with pytest.raises(ModelError, match="is for the language 'xx': name a pipeline for English"):
        load_model(tmp_path / "other")


def test_package_that_is_not_there():
    with pytest.raises(ModelError) as error:
        load_model("en_none_sm")
    assert str(error.value) == (
        "model 'en_none_sm' cannot be loaded: it is neither an installed package nor a folder;"
        " try `python -m spacy download en_none_sm`"
    )


def test_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(ModelError, match="cannot be loaded: no such folder"):
        load_model(tmp_path / "none")


def test_folder_that_holds_no_model(tmp_path: Path):
    with pytest.raises(ModelError, match="cannot be loaded: "):
        load_model(tmp_path)


def test_environment_names_the_model(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EVENTWIRE_MODEL", "/models/mine")
    assert which() == "/models/mine"
    assert which("other") == "other"


def test_hash_is_over_names_and_contents(tmp_path: Path):
    (tmp_path / "a").write_text("x")
    first = folder_hash(tmp_path)
    assert folder_hash(tmp_path) == first
    (tmp_path / "a").rename(tmp_path / "b")
    second = folder_hash(tmp_path)
    (tmp_path / "b").write_text("y")
    assert len({first, second, folder_hash(tmp_path)}) == 3


def test_description_of_a_model(tmp_path: Path):
    spacy.blank("en").to_disk(tmp_path / "bare")
    info = describe_model(spacy.load(tmp_path / "bare"))
    assert (info.name, info.components, info.path) == ("en_pipeline", (), str(tmp_path / "bare"))
    assert len(info.sha256) == 64
