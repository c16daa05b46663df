"""Copies of articles as newsrooms make them, and look-alikes that are none, by a fixed seed.

Made from any texts whose first paragraph is the headline. The words that are put in are our own.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.rows.schema import ArticleRow

_SENTENCE = re.compile(r"(?<=[.!?][\"”’)])\s+|(?<=[.!?])\s+(?=[\"“‘(A-Z0-9])")
LEAST_WORDS = 60  # of a text that copies are made of

# One word or phrase for another, as sub-editors do.
_SWAPS = {
    "said": "stated", "told": "informed", "also": "as well", "about": "roughly", "because": "since",
    "but": "yet", "however": "still", "many": "numerous", "people": "persons", "after": "following",
    "before": "ahead of", "during": "in the course of", "more than": "over", "at least": "no fewer than",
    "will": "is going to", "would": "was going to", "has been": "was", "have been": "were", "big": "large",
    "while": "as", "although": "though", "began": "started", "ended": "closed", "show": "indicate",
    "shows": "indicates", "showed": "indicated", "help": "assist", "want": "wish", "wanted": "wished",
    "against": "in opposition to", "among": "amongst", "used": "made use of", "officials": "authorities",
    "last": "the past", "first": "initial", "new": "recent", "made": "produced", "called": "termed",
    "is": "remains", "was": "had been", "were": "had been", "the": "this", "a": "one", "in": "within",
    "that": "which", "and": "plus", "for": "towards",
}  # fmt: skip
_SWAP = re.compile(r"\b(" + "|".join(sorted(_SWAPS, key=len, reverse=True)) + r")\b")

_ADDED = (
    "Readers who were in the area are asked to write to the newsdesk.",
    "The regional office could not be reached late in the evening.",
    "A service for all who were affected is planned for next week, the parish wrote on its notice board.",
    "Our correspondent will follow the matter when the committee sits again.",
    "In this county the question is watched closely, since two firms from Marlow have a stake in it.",
    "A neighbour remembered that the same thing was tried eleven years ago and came to nothing.",
    "Shops in the old town opened as usual, although fewer customers came than on other days.",
    "The chamber of trade has set up a telephone line and wants to publish its own account.",
    "Local members of both chambers have been asked for their view; two had answered by noon.",
    "Similar cases had kept the courts in Hollin and Farnby busy through the winter.",
)
_FURNITURE_HEAD = ("By our staff and agencies", "Share this article", "Photo: Archive")
_FURNITURE_TAIL = (
    "Read more: what the readers say",
    "Copyright 2019 North County Post. All rights reserved.",
    "Sign up for our newsletter",
)


@dataclass(frozen=True)
class Story:
    """A text in parts: its name, headline and sentences."""

    name: str
    title: str
    sentences: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(sentence.split()) for sentence in self.sentences)


@dataclass(frozen=True)
class Made:
    """An article of the test: its row, the family it was made of, and what was done.

    `relation` is what should be found: "copy", "version", or "" for neither (originals too).
    """

    row: ArticleRow
    family: str
    kind: str
    relation: str


def story_of(name: str, text: str) -> Story:
    """A text in parts; its first paragraph is the headline."""
    title, _, body = text.strip().partition("\n")
    sentences = (sentence.strip() for sentence in _SENTENCE.split(" ".join(body.split())))
    return Story(name, title.strip(), tuple(filter(None, sentences)))


# -- what is done to a story -----------------------------------------------------------------


def same_text(story: Story, _: random.Random) -> Story:
    """As it is, in another paper."""
    return story


def new_headline(story: Story, _: random.Random) -> Story:
    """Another headline, made of words of the story."""
    return replace(story, title=" ".join(story.sentences[-1].rstrip(".").split()[:9]))


def tail_cut(story: Story, draw: random.Random) -> Story:
    """The end left out: half of the words and more stay."""
    return replace(story, sentences=_lead(story, draw.uniform(0.5, 0.85)))


def tail_cut_hard(story: Story, draw: random.Random) -> Story:
    """More than half left out."""
    return replace(story, sentences=_lead(story, draw.uniform(0.35, 0.5)))


def _lead(story: Story, share: float) -> tuple[str, ...]:
    """The first sentences that hold at least this share of the words."""
    wanted, out = share * story.words, list[str]()
    for sentence in story.sentences:
        if wanted <= 0:
            break
        out.append(sentence)
        wanted -= len(sentence.split())
    return tuple(out)


def sentences_dropped(story: Story, draw: random.Random) -> Story:
    """Every fourth sentence left out, not the lead."""
    kept = [sentence for sentence in story.sentences[1:] if draw.random() > 0.25]
    return replace(story, sentences=(story.sentences[0], *kept))


def sentences_reworded(story: Story, draw: random.Random) -> Story:
    """Two to four words of every second or third sentence are others."""
    return replace(
        story,
        sentences=tuple(_reworded(s, draw) if draw.random() < 0.4 else s for s in story.sentences),
    )


def _reworded(sentence: str, draw: random.Random) -> str:
    places = list(_SWAP.finditer(sentence))
    chosen = draw.sample(places, min(len(places), draw.randint(2, 4)))
    for found in sorted(chosen, key=lambda place: place.start(), reverse=True):
        sentence = sentence[: found.start()] + _SWAPS[found[1]] + sentence[found.end() :]
    return sentence


def reordered(story: Story, draw: random.Random) -> Story:
    """Stretches of two or three sentences in another order, the lead where it was."""
    size = draw.choice((2, 3))
    rest = story.sentences[1:]
    stretches = [rest[start : start + size] for start in range(0, len(rest), size)]
    draw.shuffle(stretches)
    return replace(story, sentences=(story.sentences[0], *(s for stretch in stretches for s in stretch)))


def matter_added(story: Story, draw: random.Random) -> Story:
    """Sentences of the paper's own before and after, up to a third of the text, and its own headline."""
    own = _own(story, draw, 0.33)
    half = len(own) // 2
    return replace(new_headline(story, draw), sentences=(*own[:half], *story.sentences, *own[half:]))


def _own(story: Story, draw: random.Random, share: float) -> list[str]:
    room, out = share * story.words, list[str]()
    for sentence in draw.sample(_ADDED, len(_ADDED)):
        room -= len(sentence.split())
        if out and room < 0:
            break
        out.append(sentence)
    return out


def dressed(story: Story, _: random.Random) -> Story:
    """Other quote marks, an agency's dateline, capitals in the headline, the furniture of a page."""
    first = f"NORTHTOWN (Agency) — {story.sentences[0]}"
    changed = tuple(_other_marks(sentence) for sentence in (first, *story.sentences[1:]))
    return replace(story, title=story.title.upper(), sentences=changed)


def _other_marks(sentence: str) -> str:
    for mark, other in (("“", '"'), ("”", '"'), ("’", "'"), ("—", "--"), ("U.S.", "US"), ("%", " percent")):
        sentence = sentence.replace(mark, other)
    return sentence


def all_at_once(story: Story, draw: random.Random) -> Story:
    """A new headline, the tail cut, every second or third sentence reworded."""
    return sentences_reworded(tail_cut(new_headline(story, draw), draw), draw)


def later_version(story: Story, draw: random.Random) -> Story:
    """What the same outlet publishes hours later: sentences added, some mended, the same headline."""
    mended = [_reworded(s, draw) if draw.random() < 0.15 else s for s in story.sentences]
    for sentence in _own(story, draw, 0.25):
        mended.insert(draw.randint(1, len(mended)), sentence)
    return replace(story, sentences=tuple(mended))


def passage_borrowed(story: Story, draw: random.Random) -> Story:
    """An article of other words that takes over an eighth of the text, a fifth of it or less."""
    lent = list(story.sentences[1 : 1 + max(1, len(story.sentences) // 8)])
    wanted = sum(len(sentence.split()) for sentence in lent) * draw.uniform(4, 8)
    vocabulary = sorted({word for sentence in _ADDED for word in sentence.lower().strip(".").split()})
    own = [" ".join(draw.sample(vocabulary, 20)).capitalize() + "." for _ in range(1 + int(wanted / 20))]
    return Story(story.name, "What the week brought", (*own[:3], *lent, *own[3:]))


Change = Callable[[Story, random.Random], Story]
COPIES: dict[str, Change] = {
    "same text": same_text,
    "new headline": new_headline,
    "tail cut, 50 to 85 % left": tail_cut,
    "tail cut, 35 to 50 % left": tail_cut_hard,
    "sentences dropped": sentences_dropped,
    "sentences reworded": sentences_reworded,
    "stretches reordered": reordered,
    "own matter added": matter_added,
    "other marks, dateline, furniture": dressed,
    "headline, tail and wording at once": all_at_once,
}
VERSIONS: dict[str, Change] = {"later version": later_version}
OTHERS: dict[str, Change] = {"passage borrowed": passage_borrowed}


# -- the test ----------------------------------------------------------------------------------


def families(stories: Sequence[Story], seed: int = 6) -> Iterator[Made]:
    """Yield each story as an original, then all that is made of it; ids tell nothing of the order."""
    for story in stories:
        draw = random.Random(f"{seed} {story.name}")
        day = datetime.date(2019, 1, 1) + datetime.timedelta(days=draw.randrange(300))
        known = draw.random() < 0.5  # whether the records name their outlet
        home = f"The {draw.randrange(40)} Gazette"
        yield Made(_row(story, draw, day, home if known else ""), story.name, "original", "")
        for changes, relation in ((COPIES, "copy"), (VERSIONS, "version"), (OTHERS, "")):
            for kind, change in changes.items():
                later = day + datetime.timedelta(days=draw.randrange(1, 4))
                paper = home if relation == "version" else f"The {draw.randrange(40, 80)} Herald"
                made = change(story, draw)
                row = _row(made, draw, later, paper if known else "", furniture=change is dressed)
                yield Made(row, story.name, kind, relation)


def _row(
    story: Story, draw: random.Random, day: datetime.date, outlet: str, furniture: bool = False
) -> ArticleRow:
    paragraphs = [" ".join(story.sentences[start : start + 3]) for start in range(0, len(story.sentences), 3)]
    if furniture:
        paragraphs = [*_FURNITURE_HEAD, *paragraphs, *_FURNITURE_TAIL]
    return ArticleRow(
        doc_id=f"{draw.getrandbits(48):012x}",
        source=outlet or "news.jsonl",
        kind="news",
        title=story.title,
        published=day.isoformat(),
        published_from="record",
        text="\n\n".join([story.title, *paragraphs]),
        text_sha256="",
        language="en",
        sentences=len(story.sentences),
        tokens=story.words,
        events=0,
    )
