"""Train the encoder with all its heads.

    python training/train.py --data BUILD --out BUILD/run [--config training/config.yaml]
        [--share 0.1] [--set rounds=4] [--threads 2]

Resumes from the last checkpoint in --out. On a GPU where there is one; else on the CPU, in bfloat16
(half the time of float32 on processors that have it). Losses and development scores go to log.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import texts
import torch
import yaml
from heads import Head, make
from heads.base import Window
from measure import development
from network import Batch, Encoder, Mix, pretrained
from safetensors.torch import load_file
from sampling import Sampler, batches, collate
from torch import nn

from extract.encoder.wordpiece import WordPiece

HERE = Path(__file__).parent


class Model(nn.Module):
    """Encoder and heads."""

    def __init__(self, config: dict[str, Any], labels: dict[str, list[str]], vocabulary: int) -> None:
        super().__init__()
        features = bool(config.get("features", True))
        self.encoder = Encoder(vocabulary, int(config["layers"]), features=features)
        self.heads: nn.ModuleDict = nn.ModuleDict(make(config["heads"], labels))
        learnt = bool(config.get("mix", True))
        self.mixes = nn.ModuleDict({n: Mix(int(config["layers"]), learnt=learnt) for n in self.heads})

    def vectors(self, layers: torch.Tensor, head: str) -> torch.Tensor:
        """(words, width): what a head sees of the layers."""
        mixed: torch.Tensor = self.mixes[head](layers)
        return mixed

    def losses(self, batch: Batch) -> dict[str, torch.Tensor]:
        """The weighted loss of each head that the batch has targets for."""
        layers = self.encoder(batch)
        found = {}
        for name, head in self.heads.items():
            loss = head.loss(self.vectors(layers, name), batch.targets[name])
            if loss is not None:
                found[name] = head.weight * loss
        return found


def vocabulary() -> list[str]:
    """The word pieces of the pretrained encoder, in the order of their ids."""
    return (pretrained() / "vocab.txt").read_text(encoding="utf8").split("\n")[:-1]


def collect_labels(config: dict[str, Any], train: list[texts.Text]) -> dict[str, list[str]]:
    """The label set of each head."""
    from heads import KINDS

    sentences = [sentence for text in train for sentence in text.sentences]
    out = {}
    for name, options in config["heads"].items():
        rest = {key: value for key, value in options.items() if key not in ("kind", "weight")}
        out[name] = KINDS[options["kind"]].collect(sentences, **rest)
    return out


def times_of(corpus: str, times: dict[str, float]) -> float:
    """How often a round takes a corpus, by its name or by what stands before its first hyphen."""
    return float(times.get(corpus, times.get(corpus.split("-")[0], 1.0)))


def round_of(
    train: list[texts.Text], times: dict[str, float], sampler: Sampler, share: float
) -> list[Window]:
    """The windows of one round through the corpora."""
    out: list[Window] = []
    for text in train:
        wanted = times_of(text.corpus, times) * share
        count = int(wanted) + (sampler.rng.random() < wanted - int(wanted))
        for _ in range(count):
            out.extend(sampler.windows(text))
    return out


def stream(
    train: list[texts.Text],
    config: dict[str, Any],
    wordpiece: WordPiece,
    heads: dict[str, Head],
    share: float,
    begin: tuple[int, int],
) -> Iterator[tuple[int, int, Batch]]:
    """(round, place in the round, batch) for all rounds, from `begin` on; each round has its own seed."""
    for number in range(begin[0], int(config["rounds"])):
        seed = 1000 * int(config["seed"]) + number
        windows = round_of(train, config["times"], Sampler(wordpiece, seed), share)
        made = batches(windows, int(config["pieces"]), random.Random(seed))
        for place in range(begin[1] if number == begin[0] else 0, len(made)):
            yield number, place, collate(made[place], heads)


def steps_in_all(train: list[texts.Text], config: dict[str, Any], share: float) -> int:
    """About how many steps the rounds will take: a piece and a quarter a word, little padding."""
    words = sum(len(s.words) * times_of(t.corpus, config["times"]) for t in train for s in t.sentences)
    return max(int(words * share * 1.265 / config["pieces"] * config["rounds"]), 1)


def train_model(
    data: Path,
    out: Path,
    config: dict[str, Any],
    share: float = 1.0,
    minutes: float | None = None,
    more: Path | None = None,
) -> None:
    """All of the training; see the module."""
    torch.manual_seed(config["seed"])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    out.mkdir(parents=True, exist_ok=True)
    train = list(texts.read(data / "train.jsonl"))
    if more is not None:
        train.extend(texts.read(more))
    dev = list(texts.read(data / "dev.jsonl"))
    words = vocabulary()
    labels = collect_labels(config, train)
    model = Model(config, labels, len(words))
    model.encoder.load_bert(load_file(pretrained() / "model.safetensors"))
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf8")
    (out / "config.yaml").write_text(yaml.safe_dump(config), encoding="utf8")
    model.to(device)
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    encoder = list(model.encoder.parameters())
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": config["rate"]["encoder"]},
            {"params": list(model.heads.parameters()), "lr": config["rate"]["heads"]},
            {"params": list(model.mixes.parameters()), "lr": config["rate"]["heads"] * 10},
        ],
        weight_decay=config["decay"],
        fused=True,
    )
    total = steps_in_all(train, config, share)
    wordpiece = WordPiece(words)
    heads = dict(model.heads.items())
    dev_windows = [w for t in dev for w in Sampler(wordpiece, 0, vary=False).windows(t)]
    step, spent = 0, 0.0
    begin = (0, 0)
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, spent, begin = saved["average"], saved["step"], saved["seconds"], saved["next"]
    start = time.time() - spent
    sums: dict[str, list[float]] = defaultdict(list)
    every = max(total // 10, 50)

    def pace() -> float:
        """What is done of the training, from 0 to 1: by steps, or by time where that is limited."""
        done = step / total
        return min(done if minutes is None else max(done, (time.time() - start) / 60 / minutes), 1.0)

    def report() -> None:
        scores = development(model, average, dev_windows, config["pieces"])
        row = {"step": step, "of": total, "minutes": round((time.time() - start) / 60, 1)}
        row |= {f"loss_{name}": round(sum(v) / len(v), 4) for name, v in sums.items()} | scores
        with (out / "log.jsonl").open("a", encoding="utf8") as log:
            log.write(json.dumps(row) + "\n")
        print(row, flush=True)
        sums.clear()

    def save() -> None:
        state = {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average,
            "step": step,
            "next": begin,
            "seconds": time.time() - start,
        }
        torch.save(state, out / "checkpoint.tmp")
        (out / "checkpoint.tmp").replace(checkpoint)

    model.train()
    for number, place, batch in stream(train, config, wordpiece, heads, share, begin):
        if pace() >= 1.0:
            break
        step += 1
        begin = (number, place + 1)  # where a run that goes on begins
        rate = min(step / config["warm_up"], 1.0) * max(1.0 - pace(), 0.0)
        for group, name in zip(optimizer.param_groups, ("encoder", "heads", "heads"), strict=True):
            group["lr"] = config["rate"][name] * rate
        with torch.autocast(device, dtype=torch.bfloat16):
            losses = model.losses(batch.to(device))
            loss = torch.stack(list(losses.values())).sum()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), config["clip"])
        optimizer.step()
        optimizer.zero_grad()
        for name, value in losses.items():
            sums[name].append(value.item())
        if step % 2 == 0:
            keep = min(config["average"] ** 2, 1 - 10 / (step + 10))
            state = model.state_dict()
            torch._foreach_lerp_(list(average.values()), [state[k] for k in average], 1 - keep)
        if step % every == 0:
            report()
            save()
    report()
    save()
    torch.save(average, out / "model.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=HERE / "config.yaml")
    parser.add_argument("--set", action="append", default=[], help="key=value over the configuration")
    parser.add_argument("--share", type=float, default=1.0, help="share of the texts in a round")
    parser.add_argument("--minutes", type=float, help="end the training within so many minutes")
    parser.add_argument("--more", type=Path, help="further training texts (self_train.py)")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    settings: dict[str, Any] = yaml.safe_load(arguments.config.read_text(encoding="utf8"))
    for change in arguments.set:
        path, _, value = change.partition("=")
        place = settings
        *outer, last = path.split(".")
        for key in outer:
            place = place[key]
        place[last] = yaml.safe_load(value)
    train_model(arguments.data, arguments.out, settings, arguments.share, arguments.minutes, arguments.more)
