"""From texts to windows and batches: what the encoder sees in one step, varied a little each time.

Windows are runs of sentences of one text, cut to random lengths. News in the wild is set in other ways than
treebanks are, so casing, quotation marks, dashes, white space and final stops vary at random.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from heads import Head, Window
from network import Batch
from texts import Sentence, Text

from extract.encoder.features import GAPS
from extract.encoder.inputs import Inputs, inputs
from extract.encoder.wordpiece import WordPiece

_NONE, _SPACE, _LINE, _BLANK = range(len(GAPS))
# Pieces of the longest window (some three quarters of PLACES); a longer sentence is left out.
LONGEST = 380
# The share of words that are hidden from the encoder (as in UDify, Kondratyuk and Straka 2019, but fewer).
HIDDEN = 0.07
MASK = "[MASK]"
_SMALL = frozenset("a an the and or but of in on at to for by with from as is".split())


class Sampler:
    """Makes windows of texts, deterministically for a seed.

    Args:
        wordpiece: the encoder's vocabulary.
        seed: of all random choices.
        vary: whether to change the form of the text; development sets stay as they are.
    """

    def __init__(self, wordpiece: WordPiece, seed: int, *, vary: bool = True) -> None:
        self.wordpiece = wordpiece
        self.rng = random.Random(seed)
        self.vary = vary

    def windows(self, text: Text) -> Iterator[Window]:
        """Cut a text into windows of random size."""
        run: list[Sentence] = []
        pieces, limit = 0, self._limit()
        for sentence in text.sentences:
            if not sentence.words:
                continue
            size = sum(len(self.wordpiece.pieces(word)) for word in sentence.words)
            if size > LONGEST:
                continue
            if run and pieces + size > limit:
                yield self.window(run)
                run, pieces, limit = [], 0, self._limit()
            run.append(sentence)
            pieces += size
        if run:
            yield self.window(run)

    def _limit(self) -> int:
        return 190 if not self.vary else self.rng.choice((12, 30, 60, 100, 140, 190, 190))

    def window(self, sentences: Sequence[Sentence]) -> Window:
        """One window of these sentences."""
        sentences = list(sentences)
        if self.vary:
            sentences = self._varied(sentences)
        words = [word for sentence in sentences for word in sentence.words]
        gaps = self._gaps(sentences)
        made = inputs(words, gaps, self.wordpiece)
        if self.vary:
            self._hide(made)
        starts = [0]
        for sentence in sentences:
            starts.append(starts[-1] + len(sentence.words))
        return Window(sentences, starts, made.ids, made.casings, made.gaps, made.first, made.last)

    def _hide(self, made: Inputs) -> None:
        """Put [MASK] for a word here and there, so that its neighbours must do."""
        for first, last in zip(made.first.tolist(), made.last.tolist(), strict=True):
            if self.rng.random() < HIDDEN:
                made.ids[first : last + 1] = self.wordpiece.number(MASK)

    def _gaps(self, sentences: list[Sentence]) -> list[int]:
        rng = self.rng
        break_as = rng.choice((_BLANK, _BLANK, _LINE, _SPACE, _SPACE)) if self.vary else _BLANK
        wrapped = self.vary and rng.random() < 0.03
        gaps: list[int] = []
        spaced = True
        for sentence in sentences:
            for place, space in enumerate(sentence.spaces):
                gap = _SPACE if spaced else _NONE
                if not gaps:
                    gap = _SPACE if self.vary and rng.random() < 0.15 else _BLANK
                elif place == 0 and sentence.new_paragraph:
                    gap = break_as
                elif place == 0 and gap == _NONE and rng.random() < 0.9:
                    gap = _SPACE
                elif wrapped and gap == _SPACE and rng.random() < 0.08:
                    gap = _LINE
                gaps.append(gap)
                spaced = space
        return gaps

    # -- how a text may be set ---------------------------------------------------------------

    def _varied(self, sentences: list[Sentence]) -> list[Sentence]:
        rng = self.rng
        dice = rng.random()
        change: Callable[[str], str] | None = None
        if dice < 0.03:
            change = str.lower
        elif dice < 0.06:
            change = str.upper
        elif dice < 0.10 and len(sentences) == 1 and len(sentences[0].words) <= 16:
            change = _title_case
        quotes = rng.choice((None, None, _curly, _straight))
        dashes = rng.choice((None, None, None, "--", "–", "—"))
        stops = rng.random() < 0.06
        out = []
        for number, sentence in enumerate(sentences):
            words = list(sentence.words)
            if change is not None:
                words = [change(word) for word in words]
            if quotes is not None:
                tags = sentence.syntax.tags if sentence.syntax is not None else None
                words = [quotes(word, tags[i] if tags else "") for i, word in enumerate(words)]
            if dashes is not None:
                words = [dashes if word in ("--", "–", "—") else word for word in words]
            sentence = replace(sentence, words=words)
            if stops:
                sentence = _without_stop(sentence)
                sentence = replace(sentence, new_paragraph=sentence.new_paragraph or number > 0)
            out.append(sentence)
        return out


def _title_case(word: str) -> str:
    return word if word in _SMALL else word[:1].upper() + word[1:]


def _straight(word: str, tag: str) -> str:
    del tag
    return word.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")


def _curly(word: str, tag: str) -> str:
    if word == '"':
        return "“" if tag == "``" else "”" if tag == "''" else word
    if word == "'" and tag == "``":
        return "‘"
    return word.replace("'", "’")


def _without_stop(sentence: Sentence) -> Sentence:
    """Without its final full stop, where nothing hangs on that."""
    words, syntax = sentence.words, sentence.syntax
    last = len(words) - 1
    if (
        last < 1
        or words[last] != "."
        or (sentence.names is not None and any(e > last for _, e, _ in sentence.names.spans))
        or any(last in (p, a) for p, a, _ in sentence.roles or ())
    ):
        return sentence
    if syntax is not None:
        if last in syntax.heads:
            return sentence
        syntax = replace(
            syntax,
            **{
                name: getattr(syntax, name)[:last]
                for name in ("tags", "upos", "feats", "lemmas", "heads", "deps")
            },
        )
    return replace(sentence, words=words[:last], spaces=[*sentence.spaces[: last - 1], True], syntax=syntax)


def batches(windows: list[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most so many padded pieces a batch, in random order."""
    ordered = sorted(windows, key=lambda window: len(window.ids) + 12 * rng.random())
    out: list[list[Window]] = []
    run: list[Window] = []
    longest = 0
    for window in ordered:
        longest = max(longest, len(window.ids))
        if run and longest * (len(run) + 1) > pieces:
            out.append(run)
            run, longest = [], len(window.ids)
        run.append(window)
    if run:
        out.append(run)
    rng.shuffle(out)
    return out


def collate(windows: Sequence[Window], heads: dict[str, Head]) -> Batch:
    """Pad windows into one batch with the targets of all heads."""
    longest = max(len(window.ids) for window in windows)
    shape = (len(windows), longest)
    ids, casings, gaps = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    mask = np.zeros(shape, dtype=bool)
    first: list[np.ndarray] = []
    last: list[np.ndarray] = []
    numbers: list[np.ndarray] = []
    places: list[np.ndarray] = []
    targets: dict[str, dict[str, list[np.ndarray]]] = {name: {} for name in heads}
    base = 0
    for number, window in enumerate(windows):
        size, words = len(window.ids), len(window.first)
        ids[number, :size], casings[number, :size], gaps[number, :size] = (
            window.ids,
            window.casings,
            window.gaps,
        )
        mask[number, :size] = True
        first.append(number * longest + window.first)
        last.append(number * longest + window.last)
        numbers.append(np.full(words, number, dtype=np.int64))
        places.append(np.arange(words, dtype=np.int64))
        for name, head in heads.items():
            for key, values in head.targets(window, base).items():
                targets[name].setdefault(key, []).append(values)
        base += words
    join = lambda parts: torch.from_numpy(np.concatenate(parts))  # noqa: E731
    return Batch(
        *(torch.from_numpy(values) for values in (ids, casings, gaps, mask)),
        *(join(parts) for parts in (first, last, numbers, places)),
        {name: {key: join(parts) for key, parts in found.items()} for name, found in targets.items()},
    )
