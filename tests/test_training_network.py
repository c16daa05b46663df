"""The training: what the network loses, how it resumes, and that the exported graph says the same."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")
pytest.importorskip("yaml")

import texts
import torch
import train
import yaml
from export import export
from heads import make
from heads.base import Window
from made_texts import (
    ALL,
    CONFIG,
    VOCABULARY,
    fixed,
    one_thread,  # noqa: F401 - a fixture that all tests here take
    sentence,
    small_model,
    story,
)
from network import WIDTH, Encoder, Mix
from sampling import collate
from texts import Names, Sentence, Text

from extract.encoder.graph import Graph


@pytest.fixture
def model() -> train.Model:
    return small_model()


# -- the graph ---------------------------------------------------------------------------


def expected(model: train.Model, window: Window) -> dict[str, np.ndarray]:
    """The outputs for a window as PyTorch gives them."""
    heads = dict(model.heads.items())
    with torch.no_grad():
        layers = model.encoder(collate([window], heads))
        seen = {name: model.vectors(layers, name) for name in heads}
        tree, role = heads["tree"], heads["role"]
        vectors = seen["tree"]
        dependent, governor, root = tree.sides(vectors)
        found = {
            "sentence": heads["sentence"].scores(seen["sentence"]),
            "name": heads["name"].scores(seen["name"]),
            "tree_dependent": dependent,
            "tree_governor": governor,
            "tree_root": root[:, None],
            "tree_label_dependent": tree.label_dependent(vectors),
            "tree_label_governor": tree.label_governor(vectors),
            "role_predicate": role.predicate(seen["role"]),
            "role_left": role.left(seen["role"]),
            "role_right": role.right(seen["role"]),
        }
        found |= {name: heads[name].scores(seen[name]).argmax(-1) for name in ("tag", "morph", "lemma")}
    return {name: values.numpy() for name, values in found.items()}


def exported(model: train.Model, path: Path, *, quantised: bool) -> Graph:
    export(model, path / "encoder.onnx", quantised=quantised)
    return Graph((path / "encoder.onnx").read_bytes(), "\n".join(VOCABULARY) + "\n")


def given(graph: Graph, window: Window) -> dict[str, np.ndarray]:
    """The graph's outputs for the words of a window, by the same inputs."""
    words = [word for sentence in window.sentences for word in sentence.words]
    return graph.run(words, [int(window.gaps[place]) for place in window.first])


def test_the_graph_says_what_the_network_says(model: train.Model, tmp_path: Path):
    for mix in model.mixes.values():  # each head sees another mix of the layers
        torch.nn.init.normal_(mix.weights)
    graph = exported(model, tmp_path, quantised=False)
    windows = [*fixed(story()), fixed(Text("made", "", "", [sentence("a")]))[0]]
    for window in windows:
        wanted, found = expected(model, window), given(graph, window)
        assert set(found) == set(wanted)
        for name, values in wanted.items():
            assert found[name].shape == values.shape, name
            assert len(values) == len(window.first)
            np.testing.assert_allclose(found[name], values, atol=1e-4, err_msg=name)


def test_without_a_mix_heads_see_the_last_layer():
    layers = torch.randn(3, 5, WIDTH)
    assert torch.equal(Mix(3, learnt=False)(layers), layers[-1])
    assert torch.allclose(Mix(3)(layers), layers.mean(0), atol=1e-6)


def test_eight_bits_are_close(model: train.Model, tmp_path: Path):
    whole = exported(model, tmp_path, quantised=False)
    small = exported(model, tmp_path, quantised=True)
    assert len(small.graph) < 0.4 * len(whole.graph)  # the vectors of places stay in 32 bits
    window = fixed(story())[0]
    wanted, found = given(whole, window), given(small, window)
    assert set(found) == set(wanted)
    for name, values in wanted.items():
        if values.dtype != np.int64 and values.std() > 0:
            error = np.sqrt(np.mean((found[name] - values) ** 2)) / np.sqrt(np.mean(values**2))
            assert error < 0.1, name


def test_weights_outside_the_graph_are_those_of_the_label_layer(model: train.Model):
    head = model.heads["tree"]
    hidden = torch.randn(3, head.label.in_features)
    arrays = head.arrays()
    with torch.no_grad():
        wanted = head.label(hidden).numpy()
    np.testing.assert_allclose(hidden.numpy() @ arrays["weight"] + arrays["bias"], wanted, atol=1e-5)


# -- losses ------------------------------------------------------------------------------


@pytest.fixture
def names_loss() -> Callable[[Sentence, dict[int, str]], float | None]:
    """The loss of a sentence where the head is sure of these tags (place to tag, O elsewhere)."""
    head = make({"name": CONFIG["heads"]["name"]}, {})["name"]

    class Sure(torch.nn.Module):
        def forward(self, vectors: Any) -> Any:
            return vectors

    head.scores = Sure()  # type: ignore[assignment]

    def loss(given: Sentence, tags: dict[int, str]) -> float | None:
        scores = torch.zeros(len(given.words), len(head.labels))
        for place in range(len(given.words)):
            scores[place, head.labels.index(tags.get(place, "O"))] = 12
        found = head.loss(scores, {"possible": torch.from_numpy(head.possible(given))})  # type: ignore[operator]
        return None if found is None else float(found)

    return loss


def test_a_type_that_the_corpus_does_not_mark_costs_nothing(names_loss: Any):
    silent = Sentence("Rao met Arlen".split(), [True] * 3, names=Names([(0, 1, "PERSON")], ["PERSON", "ORG"]))
    plain = names_loss(silent, {0: "S-PERSON"})
    assert plain < 0.01
    assert names_loss(silent, {0: "S-PERSON", 2: "S-GPE"}) == pytest.approx(plain, abs=0.01)
    assert names_loss(silent, {0: "S-PERSON", 2: "S-ORG"}) > 1
    assert names_loss(silent, {0: "S-GPE"}) > 1
    assert names_loss(silent, {}) > 1


def test_one_of_several_types_is_right(names_loss: Any):
    place = Sentence("the Vorra Bridge".split(), [True] * 3, names=Names([(1, 3, "LOC|FAC")], ALL))
    assert names_loss(place, {1: "B-LOC", 2: "E-LOC"}) < 0.01
    assert names_loss(place, {1: "B-FAC", 2: "E-FAC"}) < 0.01
    assert names_loss(place, {1: "B-GPE", 2: "E-GPE"}) > 1
    assert names_loss(place, {2: "S-FAC"}) > 1


def test_a_span_left_out_has_no_loss(names_loss: Any):
    words, spaces = "Rao ate Zendo".split(), [True] * 3
    part = Sentence(words, spaces, names=Names([(0, 1, "PERSON"), (2, 3, texts.LEFT_OUT)], ALL))
    for tag in ("O", "S-PRODUCT", "B-ORG"):
        assert names_loss(part, {0: "S-PERSON", 2: tag}) < 0.01
    assert (
        names_loss(Sentence(words, spaces, names=Names([(0, 3, texts.LEFT_OUT)], ALL)), {0: "S-ORG"}) is None
    )
    assert names_loss(Sentence(words, spaces), {0: "S-ORG"}) is None


def test_a_corpus_that_says_nothing_of_a_layer_has_no_loss_there(model: train.Model):
    bare = Text("made", "", "train", [Sentence("a b c".split(), [True] * 3, boundary=False)])
    assert model.losses(collate(fixed(bare), dict(model.heads.items()))) == {}


# -- training ----------------------------------------------------------------------------


def test_a_few_steps_lower_every_loss(model: train.Model):
    batch = collate(fixed(story()), dict(model.heads.items()))
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
    seen = []
    for _ in range(8):
        losses = model.losses(batch)
        seen.append({name: loss.item() for name, loss in losses.items()})
        torch.stack(list(losses.values())).sum().backward()
        optimizer.step()
        optimizer.zero_grad()
    assert sum(seen[1].values()) < sum(seen[0].values())
    for name, loss in seen[0].items():
        assert seen[-1][name] < loss, name


@pytest.fixture
def training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Runs the training on made-up texts with a random encoder; gives the sizes of the batches taken.

    A batch's size is that of its words and pieces. With `whole=False` nothing is learnt, which is quick.
    """
    data = tmp_path / "data"
    data.mkdir()
    texts.write([story(number) for number in range(8)], data / "train.jsonl")
    texts.write([story()], data / "dev.jsonl")
    monkeypatch.setattr(train, "vocabulary", lambda: VOCABULARY)
    monkeypatch.setattr(train, "pretrained", lambda: tmp_path)
    monkeypatch.setattr(train, "load_file", lambda path: {})
    monkeypatch.setattr(Encoder, "load_bert", lambda self, tensors: None)
    seen: list[int] = []
    losses, development = train.Model.losses, train.development

    def run(out: Path, steps: int = 1_000, *, whole: bool = False, **changes: Any) -> list[int]:
        def counted(self: train.Model, batch: Any) -> Any:
            seen.append(1_000 * len(batch.first) + batch.ids.numel())
            return losses(self, batch) if whole else {"name": self.heads["sentence"].scores[2].bias.sum()}

        monkeypatch.setattr(train.Model, "losses", counted)
        monkeypatch.setattr(train, "development", development if whole else lambda *arguments: {})
        monkeypatch.setattr(train, "steps_in_all", lambda *arguments: steps)
        seen.clear()
        train.train_model(data, out, {**CONFIG, **changes}, 1.0, None)
        return list(seen)

    return run


def state(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = torch.load(out / "checkpoint.pt", weights_only=False)
    return found


def rows(out: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (out / "log.jsonl").read_text(encoding="utf8").splitlines()]


def test_a_run_leaves_what_the_export_needs(training: Callable[..., list[int]], tmp_path: Path):
    taken = training(tmp_path / "run", 3, whole=True)
    assert state(tmp_path / "run")["step"] == len(taken) == 3
    row = rows(tmp_path / "run")[-1]
    assert all(math.isfinite(value) for value in row.values())
    assert {"step", "sentence", "tag", "morph", "lemma", "uas", "las", "name", "role"} <= set(row)
    labels = json.loads((tmp_path / "run" / "labels.json").read_text(encoding="utf8"))
    config = yaml.safe_load((tmp_path / "run" / "config.yaml").read_text(encoding="utf8"))
    made = train.Model(config, labels, len(VOCABULARY))
    made.load_state_dict(torch.load(tmp_path / "run" / "model.pt", weights_only=True))


def test_a_run_goes_on_with_the_next_round(training: Callable[..., list[int]], tmp_path: Path):
    at_once = training(tmp_path / "one", rounds=3)
    first = training(tmp_path / "two", rounds=2)
    assert state(tmp_path / "two")["step"] == len(first)
    then = training(tmp_path / "two", rounds=3)
    assert first
    assert then
    assert first + then == at_once
    assert state(tmp_path / "two")["step"] == len(at_once) == rows(tmp_path / "two")[-1]["step"]


def test_a_run_that_stopped_within_a_round_goes_on_with_the_next_batch(
    training: Callable[..., list[int]], tmp_path: Path
):
    at_once = training(tmp_path / "one", rounds=2)
    first = training(tmp_path / "two", 4, rounds=2)
    assert state(tmp_path / "two")["step"] == len(first) == 4
    assert first + training(tmp_path / "two", rounds=2) == at_once


def test_a_finished_run_stays_as_it_is(training: Callable[..., list[int]], tmp_path: Path):
    training(tmp_path / "run")
    done = state(tmp_path / "run")
    for _ in range(2):
        assert training(tmp_path / "run") == []
    again = state(tmp_path / "run")
    assert (again["step"], again["next"]) == (done["step"], done["next"])
    for name, value in done["average"].items():
        assert torch.equal(again["average"][name], value), name
