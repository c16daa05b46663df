"""Whatever the text, nothing raises, hangs or breaks an offset."""

from __future__ import annotations

import pytest
from helpers import assert_offsets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.article import Article, normalise
from extract.extractor import Extractor

few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

# Text with what pipelines stumble over: surrogates, controls, marks, joiners, scripts from right to left.
ODD = (
    "\x00\x07\x1b\x7f\x85\u00a0\u00ad\u0301\u05d0\u0627\u200b\u200d\u200f\u2028\u202e\ufeff\ufffd\ud800\udfff"
    "\U0001f469\U0001f600\U0010ffff\r\n\t"
)
WORDS = (
    *(
        "The council",
        "Lena Rao",
        "shut",
        "denied",
        "said",
        "would not",
        "to",
        "that",
        "on Monday",
        "its",
        "they",
    ),
    *(
        "March 7 2005",
        "$2 million",
        "By Ola Dahl",
        "ARLEN, March 3 -",
        "of",
        "who",
        "if",
        "not",
        "’s",
        "and",
        "I",
    ),
    *(
        '"',
        "“",
        "”",
        "'",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "...",
        "--",
        "-",
        ";",
        ":",
        "\n",
        "\n\n",
        " ",
        "@",
        "½",
    ),
)


def check(extractor: Extractor, text: str, title: str | None = None) -> None:
    article = Article(text, title=title)
    result = extractor(article)
    assert_offsets(result)
    assert result.articles == [] or result.text == article.full_text
    assert bool(result.articles) == bool(article.full_text.strip())


@few
@given(text=st.text())
def test_any_text(extractor: Extractor, text: str):
    check(extractor, text)


@few
@given(text=st.text(alphabet=st.sampled_from(ODD + "ab .\"'")), title=st.none() | st.text(max_size=20))
def test_odd_characters(extractor: Extractor, text: str, title: str | None):
    check(extractor, text, title)


@few
@given(words=st.lists(st.sampled_from(WORDS), max_size=60), glue=st.sampled_from(["", " "]))
def test_news_shaken(extractor: Extractor, words: list[str], glue: str):
    check(extractor, glue.join(words))


@pytest.mark.parametrize("character", [*"aA1.,;:'\"“”()[]-–—$%@#*/\\<>&|~^`_?!", *ODD])
def test_one_character(extractor: Extractor, character: str):
    check(extractor, character)


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 said 🎉🎉 on Monday 🇸🇪.",
        "أعلن المجلس إغلاق المنجم يوم الاثنين. The council shut it.",
        "המועצה סגרה את המכרה, said Lena Rao.",
        "委员会周一关闭了矿山。The council said so.",
        "T̸h̷e̵ ̴c̶o̸u̷n̴c̵i̸l̶ shut it.",
        "The council\u2028shut\u2029the mine\x0b\x0con\x85Monday.",
        "\u202eenim eht tuhs licnuoC\u202c said Rao.",
    ],
    ids=["emoji", "arabic", "hebrew", "chinese", "marks", "separators", "override"],
)
def test_scripts_and_signs(extractor: Extractor, text: str):
    check(extractor, text)


# Each is long enough that what takes the square of its length would not end in a test's lifetime.
LONG = {
    "one line of prose": "The council of Arlen shut the mine on Monday, Lena Rao said. " * 1_500,
    "one line of long words": ("x" * 99 + " ") * 10_000,
    "no white space": "a" * 1_000_000,
    "white space": " " * 1_000_000,
    "line ends": "\n" * 200_000,
    "open brackets": "(" * 20_000,
    "open quotes": '" said Rao. ' * 2_000,
    "typographic quotes": "“ he said ” " * 2_000,
    "and": "Rao and " * 4_000 + "Dahl said so.",
    "said that": "Rao said that " * 3_000 + "it rained.",
    "of the": "the mine of " * 3_000 + "Arlen shut.",
    "who": "the man who saw " * 2_000 + "it died.",
    "short lines": "Rain\n" * 5_000,
    "dates": "on Monday, March 7, 2005, " * 1_000,
    "numbers": "1 " * 10_000,
    "full stops": "." * 100_000,
    "dashes": "- " * 10_000,
    "names": "Lena Rao " * 4_000,
    "apostrophes": "'" * 10_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_text(extractor: Extractor, text: str):
    check(extractor, text)


def test_long_title(extractor: Extractor):
    check(extractor, "It rained.", title="rain " * 10_000)


def test_normalised_text_is_the_one_analysed(extractor: Extractor):
    text = "It\x00 rained\r\nin\rArlen\ud800."
    assert extractor(text).text == normalise(text) == "It\ufffd rained\nin\nArlen\ufffd."
