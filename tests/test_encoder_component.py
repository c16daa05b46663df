"""The pipeline of the encoder on whatever text: annotation is whole, and hangs on nothing but the text."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

import extract.encoder.heads  # noqa: F401 - makes the factories known
from extract.encoder.component import EncoderComponent
from extract.encoder.encoding import KEY, Encoding
from extract.encoder.heads.names import Names
from extract.encoder.heads.sentences import LONGEST

if TYPE_CHECKING:
    from spacy.language import Language

STORIES = (
    "Council shuts Arlen harbour\n\nThe council of Arlen shut the harbour on Monday. Lena Rao, who runs it,"
    " said that 40 workers had left.\n\n“We did not expect this,” she told the Arlen Gazette.",
    "By Ola Dahl\nBERGHEIM, March 3 - Two miners died in an explosion near Lake Vorra, police said.",
    "The owners denied that wages had been cut. They will meet the union in May.",
    "ACME buys rival Zendo for $2 million",
    "",
    "Rain.",
)


def assert_whole(doc: Doc) -> None:
    """Assert that every token has all annotation, every sentence one tree, and no name leaves a sentence."""
    assert KEY not in doc.user_data
    if not len(doc):
        return
    for layer in ("TAG", "POS", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(layer, require_complete=layer != "SENT_START"), layer
    assert doc[0].is_sent_start
    covered = 0
    for sentence in doc.sents:
        covered += len(sentence)
        roots = [token.i for token in sentence if token.head.i == token.i]
        assert roots == [sentence.root.i]
        for token in sentence:
            assert token.tag_
            assert token.pos_
            assert token.lemma_
            assert token.dep_
            assert (token.dep_ == "ROOT") == (token.i == roots[0])
            assert sentence.start <= token.head.i < sentence.end
            assert token.is_sent_start is (token.i == sentence.start)
            above, steps = token.i, 0
            if len(sentence) <= 60 or token.i % 97 == 0:  # a circle has no end; the way up has
                while above != roots[0]:
                    above, steps = doc[above].head.i, steps + 1
                    assert steps <= len(sentence)
    assert covered == len(doc)
    end = 0
    for name in doc.ents:
        assert name.label_
        assert end <= name.start < name.end
        end = name.end
        assert name.text.strip() == name.text
        assert not any(token.is_sent_start for token in name[1:])


def annotation(doc: Doc) -> list[object]:
    """All that the pipeline says of a Doc."""
    tokens = [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc
    ]
    return [*tokens, *((name.start, name.end, name.label_) for name in doc.ents)]


# -- hostile text ------------------------------------------------------------------------

HOSTILE = {
    "empty": "",
    "a space": " ",
    "white space": " \t\n\r\n\n \u00a0\u2003\u2028\u2029\x0b\x0c\x85 ",
    "white space around": "\n\n  Rain fell on Arlen.  \n\n",
    "spaces before": "   Rain fell.",
    "spaces within": "Lena  Rao \t left   Arlen \n .",
    "a long token": "a" * 10_000,
    "a long token in a sentence": f"The council said {'ab-' * 400} on Monday.",
    "a long link": "See https://example.org/" + "a1/" * 3_000 + " for more.",
    "punctuation": "!?.,;:'\"()[]{}--—…«»“”‘’ *** === ???!!! #$%&",
    "stops": "." * 300 + " . . . ",
    "scripts": "Совет закрыл порт. المجلس أغلق الميناء. המועצה. 委员会关闭了港口。ሰላም ꦲꦏ꧀ ᏣᎳᎩ",
    "emoji": "👩\u200d👩\u200d👧 said 🎉🎉 on Monday 🇸🇪🏳️\u200d🌈.",
    "controls": "The\x00 coun\x07cil \x1b[31mshut\x7f it\x9f.\ufeff\u200b\u200e \ufffd \U0010ffff \ue000",
    "control alone": "\x00 \x01 \u200b \u200d",
    "a lone surrogate's stand-in": "Rao \ufffd\ufffd left.",
    "accents": "T̸h̷e̵ c̶o̸u̷n̴c̵i̸l̶ e\u0301le\u0301phant " + "a" + "\u0301" * 500 + " \u0301 \u0301\u0302",
    "newlines": "\n" * 20_000,
    "newlines between words": "Rain\n\n\n" * 400,
    "newlines around": "\n" * 3_000 + "Rain fell." + "\r\n" * 3_000,
    "digits": "1234567890" * 50 + " 3.14 1,000,000 -7 ½ ² Ⅳ",
    "one letter": "a",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text(plain: Language, text: str):
    doc = plain(text)
    assert doc.text == text
    assert_whole(doc)


def test_five_thousand_words_without_a_stop(plain: Language):
    doc = plain("the old harbour of Arlen " * 1_000)
    assert len(doc) == 5_000
    assert_whole(doc)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST


ODD = "\x00\x07\x1f\x85\xa0\xad\u0301\u05d0\u0627\u200b\u200d\u2028\ufeff\ufffd\U0001f600\U0010ffff\r\n\t Aa.“”'-$1"
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@few
@given(text=st.text(max_size=120) | st.text(alphabet=st.sampled_from(ODD), max_size=80))
def test_any_text(plain: Language, text: str):
    if not text.isprintable():
        text = text.encode("utf8", "replace").decode("utf8")  # spaCy itself takes no lone surrogate
    doc = plain(text)
    assert doc.text == text
    assert_whole(doc)


@few
@given(pairs=st.lists(st.tuples(st.text(min_size=1, max_size=12), st.booleans()), max_size=25))
def test_any_words(plain: Language, pairs: list[tuple[str, bool]]):
    words = [word.encode("utf8", "replace").decode("utf8") for word, _ in pairs]
    doc = plain(Doc(plain.vocab, words=words, spaces=[space for _, space in pairs]))
    assert [token.text for token in doc] == words
    assert_whole(doc)


def test_words_given_by_hand_are_those_of_the_text(plain: Language):
    words = ["Lena", "Rao", "left", "Arlen", "on", "Monday", "."]
    by_hand = plain(Doc(plain.vocab, words=words, spaces=[True] * 5 + [False] * 2))
    assert_whole(by_hand)
    assert annotation(by_hand) == annotation(plain("Lena Rao left Arlen on Monday."))


def test_words_given_by_hand_may_hold_white_space(plain: Language):
    words = ["New Arlen", "\n\n", "is", " ", "\t", "wet\n", ".", "\n"]
    doc = plain(Doc(plain.vocab, words=words))
    assert_whole(doc)
    assert [token.tag_ == "_SP" for token in doc] == [not word.strip() for word in words]


# -- the same whatever is beside ---------------------------------------------------------


@pytest.mark.parametrize("size", [1, 7, 64])
def test_batches_do_not_matter(plain: Language, size: int):
    alone = {text: annotation(plain(text)) for text in STORIES}
    texts = [text for text in STORIES for _ in range(3)]
    random.Random(size).shuffle(texts)
    for text, doc in zip(texts, plain.pipe(texts, batch_size=size), strict=True):
        assert annotation(doc) == alone[text]
        assert_whole(doc)


def test_processes_do_not_matter(plain: Language):
    texts = [*STORIES, *STORIES[::-1]]
    docs = plain.pipe(texts, n_process=2, batch_size=5)
    for text, doc in zip(texts, docs, strict=True):
        assert annotation(doc) == annotation(plain(text))


def test_the_same_twice_after_other_texts(plain: Language):
    before = [annotation(plain(text)) for text in STORIES]
    plain("Something else entirely: the Vorra dam burst. " * 20)
    assert [annotation(plain(text)) for text in reversed(STORIES)] == before[::-1]


def test_bytes_and_back(plain: Language):
    again = spacy.blank("en")
    for name in plain.pipe_names:
        config = {key: value for key, value in plain.config["components"][name].items() if key != "factory"}
        again.add_pipe(plain.get_pipe_meta(name).factory, name=name, config=config)
    again.from_bytes(plain.to_bytes())
    assert [annotation(again(text)) for text in STORIES] == [annotation(plain(text)) for text in STORIES]


def test_disk_and_back(plain: Language, tmp_path: Path):
    plain.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert [annotation(again(text)) for text in STORIES] == [annotation(plain(text)) for text in STORIES]
    again.to_disk(tmp_path / "copy")
    for file in sorted((tmp_path / "model" / "encoder").iterdir()):
        assert file.read_bytes() == (tmp_path / "copy" / "encoder" / file.name).read_bytes()


def test_memory_zones(plain: Language):
    expected = [annotation(plain(text)) for text in STORIES]
    for _ in range(2):
        with plain.memory_zone():
            assert [annotation(doc) for doc in plain.pipe(STORIES)] == expected
    labels = {
        label for name in plain.pipe_names for labels in _labels(plain, name).values() for label in labels
    }
    assert labels
    for head, found in _labels(plain, "ner").items():
        types = {label[2:] for label in found if label != "O"}
        assert all(plain.vocab.strings[plain.vocab.strings[label]] == label for label in types), head
        assert all(label in plain.vocab.strings for label in types), head
    assert all(tag in plain.vocab.strings for tag in _labels(plain, "tagger")["tag"])
    assert all(dep in plain.vocab.strings for dep in _labels(plain, "parser")["tree"])
    assert [annotation(plain(text)) for text in STORIES] == expected


def _labels(nlp: Language, name: str) -> dict[str, list[str]]:
    return getattr(nlp.get_pipe(name), "labels", {})


def test_no_encoding_stays(plain: Language):
    doc = plain(STORIES[0])
    assert KEY not in doc.user_data
    assert not any(isinstance(value, np.ndarray | Encoding) for value in doc.user_data.values())
    assert doc.to_bytes()


# -- sentences and names -----------------------------------------------------------------


def test_sentence_starts_set_before_stay(plain: Language):
    doc = plain.make_doc("Rain fell on Arlen and the council shut the harbour. It rained again. Rao left.")
    doc[4].is_sent_start = True
    doc[11].is_sent_start = False
    doc = plain(doc)
    assert_whole(doc)
    assert doc[4].is_sent_start
    assert not doc[11].is_sent_start


def test_a_start_set_on_white_space_is_that_of_the_next_word(plain: Language):
    doc = plain.make_doc("Rain fell on  Arlen and left")
    assert doc[3].is_space
    doc[3].is_sent_start = True
    doc = plain(doc)
    assert_whole(doc)
    assert [token.text for token in doc if token.is_sent_start] == ["Rain", "Arlen"]


def test_a_start_set_on_white_space_at_the_end_is_none(plain: Language):
    doc = plain.make_doc("Rain fell \n")
    doc[2].is_sent_start = True
    doc = plain(doc)
    assert_whole(doc)
    assert len(list(doc.sents)) == 1


def names_of(words: list[str], labels: list[str], starts: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    """The spans that the component sets where the head is sure of these labels ("" on white space)."""
    vocab = Vocab()
    doc = Doc(vocab, words=words, spaces=[False] * len(words))
    for place in range(len(words)):
        doc[place].is_sent_start = place in (0, *starts)
    component = Names(vocab, "ner")
    kinds = ["O", *(f"{place}-{kind}" for kind in ("PERSON", "WORK") for place in "BIES")]
    component.set({"name": kinds}, {})
    places = [place for place, label in enumerate(labels) if label]
    scores = np.zeros((len(places), len(kinds)), dtype=np.float32)
    scores[np.arange(len(places)), [kinds.index(labels[place]) for place in places]] = 9
    doc.user_data[KEY] = Encoding(np.array(places, dtype=np.int32), {"name": scores})
    return [(span.start, span.end) for span in component(doc).ents]


def test_names_cross_spaces_but_no_line_break_and_no_sentence_start():
    assert names_of(["Lena", " ", "Rao"], ["B-PERSON", "", "E-PERSON"]) == [(0, 3)]
    assert names_of(["Lena", " ", "Rao"], ["B-PERSON", "E-PERSON", "O"]) == [(0, 2)]
    for words in (["Lena", "\n", "Rao"], ["Lena", " ", "\u2029", "Rao"]):
        labels = ["B-PERSON", *[""] * (len(words) - 2), "E-PERSON"]
        assert (0, len(words)) not in names_of(words, labels)
    assert (0, 2) not in names_of(["Lena", "Rao"], ["B-PERSON", "E-PERSON"], (1,))


# -- windows -----------------------------------------------------------------------------


class Recorder:
    """In place of a graph: notes the words of each window; its output for a word is the word's number."""

    def __init__(self) -> None:
        self.windows: list[list[str]] = []
        self.wordpiece = self

    def pieces(self, word: str) -> tuple[int, ...]:
        return (0,) * (1 + len(word) // 4)

    def run(self, words: list[str], gaps: list[int], heads: object = None) -> dict[str, np.ndarray]:
        assert heads is None
        assert len(words) == len(gaps)
        self.windows.append(words)
        return {"number": np.array([int(word.lstrip("w")) for word in words if word[0] == "w"])}


@pytest.mark.parametrize("glue", [" ", "  ", "\n", "\n\n"], ids=["space", "spaces", "lines", "paragraphs"])
@pytest.mark.parametrize("spell", ["w{}".format, "w{:09}".format], ids=["short", "long"])
def test_every_word_is_encoded_once_and_in_order(glue: str, spell: Callable[[int], str]):
    recorder = Recorder()
    component = EncoderComponent("encoder", 192)
    component.graph = recorder  # type: ignore[assignment]
    words = list(map(spell, range(3_000)))
    tokens = [token for word in words for token in (word, glue)]
    doc = Doc(Vocab(), words=tokens, spaces=[False] * len(tokens)) if glue != " " else Doc(Vocab(), words)
    encoding = component.encode(doc)
    assert encoding.output("number").tolist() == list(range(3_000))
    assert [doc[place].text for place in encoding.words.tolist()] == words
    for window in recorder.windows:  # margins included, windows are stretches of the text
        first = int(window[0][1:])
        assert window == words[first : first + len(window)]
        assert sum(len(recorder.pieces(word)) for word in window) <= 192
    if glue == " ":
        assert sum(map(len, recorder.windows)) > 3_000  # hard cuts: both sides see more
