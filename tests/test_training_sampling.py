"""The training's windows and batches: all words are in them, and their annotation is still theirs."""

from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")
pytest.importorskip("yaml")

import sampling
import torch
import train
from made_texts import (
    ALL,
    CONFIG,
    VOCABULARY,
    WORDPIECE,
    fixed,
    one_thread,  # noqa: F401 - a fixture that all tests here take
    sentence,
    small_model,
    story,
)
from sampling import Sampler, batches, collate
from texts import Names, Sentence, Syntax, Text

from extract.encoder.features import CASINGS, GAPS

RUNS = 60


@pytest.fixture
def model() -> train.Model:
    return small_model()


@pytest.mark.parametrize("vary", [False, True])
def test_windows_cover_all_sentences_in_order(vary: bool):
    sampler = Sampler(WORDPIECE, 3, vary=vary)
    text = Text("made", "", "train", [s for number in range(12) for s in story(number).sentences])
    for _ in range(10):
        found = [s for window in sampler.windows(text) for s in window.sentences]
        assert len(found) == len(text.sentences)
        for seen, whole in zip(found, text.sentences, strict=True):
            cut = len(whole.words) - len(seen.words)
            assert cut == 0 or (vary and cut == 1 and whole.words[-1] == ".")


def test_a_window_says_where_its_sentences_and_words_are():
    sampler = Sampler(WORDPIECE, 4)
    for _ in range(RUNS):
        for window in sampler.windows(story()):
            words = [word for s in window.sentences for word in s.words]
            sizes = [len(WORDPIECE.pieces(word)) for word in words]
            assert window.starts == [0, *np.cumsum([len(s.words) for s in window.sentences]).tolist()]
            assert window.first.tolist() == [1 + sum(sizes[:place]) for place in range(len(words))]
            assert (window.last - window.first + 1).tolist() == sizes
            assert len(window.ids) == len(window.casings) == len(window.gaps) == sum(sizes) + 2
            assert [VOCABULARY[window.ids[place]] for place in (0, -1)] == ["[CLS]", "[SEP]"]
            assert window.casings.max() < len(CASINGS)
            assert window.gaps.max() < len(GAPS)


def test_targets_are_those_of_the_words_however_a_text_is_set(model: train.Model):
    sampler = Sampler(WORDPIECE, 5)
    heads = dict(model.heads.items())
    forms = set()
    for _ in range(RUNS):
        for window in sampler.windows(story()):
            for seen in window.sentences:
                size = len(seen.words)
                forms.update(seen.words)
                assert len(seen.spaces) == size
                if seen.names is not None:
                    for start, end, _ in seen.names.spans:
                        assert 0 <= start < end <= size
                        assert " ".join(seen.words[start:end]).lower().rstrip(" .") in {
                            *("lena rao", "rao", "arlen"),
                        }
                if seen.syntax is not None:
                    for layer in ("tags", "upos", "feats", "lemmas", "heads", "deps"):
                        assert len(getattr(seen.syntax, layer)) == size, layer
                    assert all(0 <= head < size for head in seen.syntax.heads)
                    assert [place for place, head in enumerate(seen.syntax.heads) if head == place] == [1]
                for predicate, argument, _ in seen.roles or ():
                    assert max(predicate, argument) < size
            words = len(window.first)
            made = {name: head.targets(window, 0) for name, head in heads.items()}
            assert len(made["sentence"]["starts"]) == len(made["name"]["possible"]) == words
            assert {len(made[name]["classes"]) for name in ("tag", "morph", "lemma")} == {words}
            assert all(
                values.max(initial=-1) < words for values in (made["tree"]["words"], made["role"]["right"])
            )
    assert {"Rao", "RAO", "rao"} <= forms


def test_a_stop_is_left_out_with_its_annotation():
    whole = story().sentences[0]
    cut = sampling._without_stop(whole)
    assert cut.words == whole.words[:-1]
    assert cut.spaces == [*whole.spaces[:-2], True]
    assert cut.syntax is not None
    assert whole.syntax is not None
    assert cut.syntax.tags == whole.syntax.tags[:-1]
    assert cut.names == whole.names
    assert len(whole.words) == len(whole.syntax.tags) == 9  # the text itself stays


@pytest.mark.parametrize(
    "whole",
    [
        Sentence(["."], [True]),
        Sentence(["Rain", "fell"], [True, True]),
        Sentence(["ACME", "Co", "."], [True] * 3, names=Names([(0, 3, "ORG")], ALL)),
        Sentence(["Rain", "fell", "."], [True] * 3, roles=[(1, 2, "A1")]),
        Sentence(
            ["a", "."],
            [True] * 2,
            syntax=Syntax(["X"] * 2, ["X"] * 2, [""] * 2, ["a", "."], [1, 1], ["dep"] * 2),
        ),
    ],
    ids=["alone", "none", "of a name", "of a role", "head"],
)
def test_a_stop_that_something_hangs_on_stays(whole: Sentence):
    assert sampling._without_stop(whole) is whole


def test_a_sentence_that_no_window_takes_is_left_out():
    long = Sentence(["a"] * (sampling.LONGEST + 1), [True] * (sampling.LONGEST + 1))
    found = fixed(Text("made", "", "train", [sentence("a b"), long, sentence("c d")]))
    assert [s.words for window in found for s in window.sentences] == [["a", "b"], ["c", "d"]]


def test_a_batch_points_at_the_pieces_of_its_windows(model: train.Model):
    sampler = Sampler(WORDPIECE, 6)
    windows = [window for number in range(6) for window in sampler.windows(story(number))]
    batch = collate(windows, dict(model.heads.items()))
    flat, longest = batch.ids.reshape(-1), batch.ids.shape[1]
    assert batch.mask.sum(dim=1).tolist() == [len(window.ids) for window in windows]
    assert not batch.ids[~batch.mask].any()
    place = 0
    for number, window in enumerate(windows):
        words = slice(place, place + len(window.first))
        place += len(window.first)
        assert flat[batch.first[words]].tolist() == window.ids[window.first].tolist()
        assert flat[batch.last[words]].tolist() == window.ids[window.last].tolist()
        assert (batch.first[words] // longest == number).all()
        assert (batch.window[words] == number).all()
        assert batch.place[words].tolist() == list(range(len(window.first)))
    assert place == len(batch.first) == len(batch.targets["tag"]["classes"])


def test_padding_and_neighbours_do_not_matter(model: train.Model):
    heads = dict(model.heads.items())
    windows = [*fixed(story()), *fixed(Text("made", "", "train", [sentence("a b")]))]
    with torch.no_grad():
        together = model.encoder(collate(windows, heads))
        alone = torch.cat([model.encoder(collate([window], heads)) for window in windows], dim=1)
    np.testing.assert_allclose(together.numpy(), alone.numpy(), atol=1e-4, rtol=1e-4)


def test_losses_are_those_of_the_windows_themselves(model: train.Model):
    """Targets of the second window point at its own words, not at those of the first."""
    heads = dict(model.heads.items())
    window = fixed(story())[0]
    with torch.no_grad():
        once, twice = model.losses(collate([window], heads)), model.losses(collate([window] * 3, heads))
    assert set(once) == set(twice) == set(CONFIG["heads"])
    for name, loss in once.items():
        assert twice[name].item() == pytest.approx(loss.item(), rel=1e-3), name


def test_batches_hold_every_window_and_no_more_pieces_than_allowed():
    sampler = Sampler(WORDPIECE, 7)
    windows = [window for number in range(20) for window in sampler.windows(story(number))]
    found = batches(windows, 300, random.Random(0))
    assert sorted(id(w) for group in found for w in group) == sorted(map(id, windows))
    for group in found:
        assert len(group) == 1 or len(group) * max(len(w.ids) for w in group) <= 300
