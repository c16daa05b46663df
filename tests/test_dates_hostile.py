"""The date component on hostile and odd input: work linear in the text, no exception, a rule for each odd case.

The cases by kind stand in extract/knowledge/date_examples.yaml, of which docs/dates.md is made.
"""

from __future__ import annotations

import datetime
import re
import sys
import time
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.annotate.dates.component import Dates
from extract.annotate.dates.page import KINDS, ODD, PAGE, PUBLISHED, Case, found_in, page
from extract.annotate.types import TimeExpression

# -- work linear in the text -----------------------------------------------------------------

PIECES = [
    "7",
    "1,",
    "1-",
    "1-1 ",
    "1/",
    "1:",
    "1.",
    "x",
    "'",
    "’98 ",
    "a.",
    "the ",
    "May ",
    "Monday ",
    "March 3, ",
    "two days before ",
    "from May to ",
    "between 1998 and ",
    "every other ",
    "early mid-late ",
    "one hundred and ",
    "nineteen ninety-",
    "a year ago ",
    "The quarter. A year earlier. ",
    "on the night of the ",
    "\n\n",
    " ",
    "٣",
]
SHORT, FACTOR = 2_000, 8


def seconds(words: list[str], component: Dates) -> float:
    """The least CPU time of two runs; tokenised by hand, since spaCy's tokenizer is not what is tested."""
    taken = []
    for _run in range(2):
        doc = Doc(Vocab(), words=words)
        doc._.ew_published = PUBLISHED
        begun = time.process_time()
        component(doc)
        taken.append(time.process_time() - begun)
    return min(taken)


def is_linear(short: list[str], long: list[str]) -> bool:
    """Whether FACTOR times the input takes well under FACTOR squared times the time, in one of three attempts."""
    component = Dates()
    allowed = 3 * FACTOR
    return any(seconds(long, component) < allowed * max(seconds(short, component), 0.001) for _ in range(3))


def words_of(piece: str, characters: int) -> list[str]:
    return [word for word in (piece * (characters // len(piece))).split(" ") if word] or [" "]


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_eight_times_the_text_takes_about_eight_times_the_time(piece):
    assert is_linear(words_of(piece, SHORT), words_of(piece, SHORT * FACTOR))


@pytest.mark.parametrize("piece", ["1,", "7", "x"], ids=repr)
def test_a_token_of_100000_characters_goes_through(piece):
    doc = Doc(Vocab(), words=[piece * (100_000 // len(piece))])
    Dates()(doc)
    assert doc._.ew_dates == []


def parsed(dates: int, kind: str) -> Doc:
    """A sentence of so many time expressions: below one verb, or below verbs that one verb governs."""
    words, tags, pos, heads, deps = ["They", "had", "fled"], ["PRP", "VBD", "VBN"], ["PRON", "AUX", "VERB"], [2, 2, 2], ["nsubj", "aux", "ROOT"]  # fmt: skip
    for _ in range(dates):
        if kind == "verbs":
            words += ["to", "meet"]
            tags += ["TO", "VB"]
            pos += ["PART", "VERB"]
            heads += [len(words) - 1, 2]
            deps += ["mark", "xcomp"]
        heads.append(len(words) - 1 if kind == "verbs" else 2)
        words.append("Monday")
        tags.append("NNP")
        pos.append("PROPN")
        deps.append("obl")
    doc = Doc(Vocab(), words=words, tags=tags, pos=pos, heads=heads, deps=deps, lemmas=words)
    doc._.ew_published = PUBLISHED
    return doc


def calls(doc: Doc) -> int:
    """How many Python functions are called, and how many of C."""
    count = 0

    def called(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    component = Dates()
    before = sys.getprofile()
    sys.setprofile(called)
    try:
        component(doc)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", ["dates", "verbs"])
def test_work_is_linear_in_the_expressions_below_one_verb(kind):
    few, many = parsed(100, kind), parsed(400, kind)
    assert calls(many) < 6 * calls(few)
    assert len(many._.ew_dates) == 400


# -- any text, any day of publication ----------------------------------------------------------

BLANK = spacy.blank("en")
NUMBERS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.sampled_from(
        ["1e400", "10^400", "two", "ten thousand", "2 1/2", "1.5", "999,999,999", "٣", "२", "７", "½"]
    ),
)
UNITS = st.sampled_from(
    "seconds minutes hours days nights weeks weekends fortnights months quarters years decades centuries millennia".split()
)
AROUND = st.sampled_from(
    [
        "{} ago",
        "{} later",
        "{} earlier",
        "{} from now",
        "in {}",
        "the last {}",
        "every {}",
        "over {}",
        "{} and a half ago",
    ]
)
DAYS = st.one_of(
    st.dates().map(str),
    st.sampled_from([None, "", "soon", "0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "2004-02-29"]),
)
ANYTHING = st.one_of(
    st.text(max_size=200),
    st.lists(st.tuples(NUMBERS, UNITS, AROUND), max_size=4).map(
        lambda parts: ". ".join(shape.format(f"{number} {unit}") for number, unit, shape in parts)
    ),
    st.tuples(*[st.integers(0, 99_999)] * 3).map(lambda n: "{}-{}-{} {}/{}/{} {}:{}:{} Q{} {}s".format(*n, *n, *n, *n)),
    st.tuples(st.integers(0, 99), st.sampled_from("January February June Feb. Dec.".split()), st.integers(0, 20_000)).map(
        lambda n: "on {} {} {}; {} {}, {}; the {}th of {}".format(*n, n[1], n[0], n[2], n[0], n[1])
    ),
    st.sampled_from(
        [
            "last Monday, next Monday, this weekend, last week, next week",
            "last century, next century, last decade, next quarter, last quarter, last winter, next summer",
            "Christmas, last Easter, next Thanksgiving, New Year's Eve, election day",
            "on the 31st, on the 14th, in December, in January, on February 29, tomorrow night, yesterday",
            "in '98, in '05, 3/25/99, the '80s, the year-earlier fourth quarter, a year ago",
        ]
    ),
)  # fmt: skip


def sound(found: TimeExpression) -> bool:
    """Whether the cells of an expression agree with each other."""
    if (found.date_from is None) != (found.date_to is None):
        return False
    if found.date_from is None or found.date_to is None:
        return True
    return datetime.date.fromisoformat(found.date_from) <= datetime.date.fromisoformat(found.date_to)


@settings(max_examples=250, deadline=None)
@given(ANYTHING, DAYS)
def test_any_text_on_any_day_goes_through(text, published):
    doc = BLANK.make_doc(text)
    doc._.ew_published = published
    for found in Dates()(doc)._.ew_dates:
        assert sound(found)
        assert found.value
        assert text[found.start_char : found.end_char].strip()


# -- without a date of publication ---------------------------------------------------------------

RELATIVE = [
    "It burned on Monday.",
    "They will meet next Tuesday night.",
    "The vote was held last week, not last month, and certainly not last year.",
    "He left three days ago, or a year ago, or two decades ago.",
    "He will be back in June, or on 5 May, or in the autumn.",
    "It opens tomorrow at 10 a.m. and closes this weekend.",
    "Profit fell in the fourth quarter and in the year-earlier period.",
    "It closed on Good Friday and on Thanksgiving.",
    "On the 14th he was ill. Two days later he was well. The previous week he had been away.",
    "By the end of the year and over the next decade, prices will rise.",
    "That evening, at noon, earlier this month: nobody knows.",
]


@pytest.mark.parametrize("text", RELATIVE)
def test_no_year_is_invented_without_a_date_of_publication(text):
    doc = BLANK.make_doc(text)
    found = Dates()(doc)._.ew_dates
    assert found
    for expression in found:
        assert not expression.value[:4].isdecimal()
        assert expression.date_from is None
        assert expression.date_to is None
        if expression.type in {"DATE", "TIME"} and not expression.value.endswith("_REF"):
            assert not expression.anchored


TIMEBANK = Path(__file__).resolve().parents[2] / "shared" / "devsets" / "timebank_aquaint.tar.xz"


@pytest.mark.skipif(not TIMEBANK.is_file(), reason="the development sets are not here")
def test_timebank_without_dates_gives_no_relative_expression_a_year():
    """A value has a year only where this expression, or one before it that it counts from, prints one."""
    import timeml

    years = re.compile(r"\d\d|nineteen|thousand|century|nineties", re.IGNORECASE)
    relative = 0
    for document in timeml.documents("TimeBank"):
        doc = Dates()(BLANK.make_doc(document.text))
        printed = False
        for found in doc._.ew_dates:
            text = document.text[found.start_char : found.end_char]
            printed = printed or (years.search(text) is not None and found.anchored)
            if not found.anchored:
                relative += 1
                assert not found.value[:4].isdecimal(), (document.name, text)
                assert found.date_from is None, (document.name, text)
            elif found.value[:4].isdecimal():
                assert printed, (document.name, text)
    assert relative > 300


# -- the rules for odd cases ----------------------------------------------------------------------


@pytest.mark.parametrize("case", [case for group in (*KINDS, *ODD) for case in group.cases], ids=str)
def test_case_of_the_page(case: Case):
    assert found_in(case) == case.expected


def test_the_page_on_disk_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m extract.annotate.dates.page`"


# -- in other pipelines -----------------------------------------------------------------------------


@pytest.mark.parametrize("before", [[], ["sentencizer"]], ids=["no sentences", "sentencizer"])
def test_works_in_a_blank_pipeline(before):
    nlp = spacy.blank("en")
    for name in before:
        nlp.add_pipe(name)
    nlp.add_pipe("eventwire_dates", config={"numeric_order": "day-first"})
    doc = nlp.make_doc("It burned on Monday night. It was rebuilt by 3/7/2005.")
    doc._.ew_published = PUBLISHED
    assert [found.value for found in nlp(doc)._.ew_dates] == ["2005-02-28TNI", "2005-07-03"]
    (streamed,) = nlp.pipe(["It opened in 1998."])
    assert [found.value for found in streamed._.ew_dates] == ["1998"]
    assert nlp("")._.ew_dates == []
