"""The date component: anchoring, names that are no dates, odd and hostile input.

One-sentence cases of single rules stand beside the rules (test_dates_examples.py).
"""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.annotate.dates.component import Dates, speech_time
from extract.annotate.dates.lexer import lex
from extract.annotate.dates.lexicon import lexicon
from extract.annotate.dates.moments import Moment, easter
from extract.annotate.dates.patterns import Alphabet, PatternError, compile_pattern
from extract.annotate.types import Region, TimeExpression
from extract.errors import OptionError

THURSDAY = "2005-03-03"


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def find(nlp: Language, text: str, published: str | None = THURSDAY, order: str = "") -> list[TimeExpression]:
    doc = nlp.make_doc(text)
    doc._.ew_published = published
    return check(Dates(order)(doc))


def check(doc: Doc) -> list[TimeExpression]:
    end, text = 0, doc.text  # `doc.text` is made anew each time
    for found in doc._.ew_dates:
        quoted = text[found.start_char : found.end_char]
        assert quoted
        assert quoted == quoted.strip()
        assert found.start_char >= end, "in text order, not overlapping"
        end = found.end_char
        covered = doc[found.start : found.end]
        assert covered.start_char <= found.start_char
        assert found.end_char <= covered.end_char
        assert doc[found.start].idx + len(doc[found.start]) > found.start_char, "first token is needed"
        assert doc[found.end - 1].idx < found.end_char, "last token is needed"
        assert found.type in {"DATE", "TIME", "DURATION", "SET"}
        assert found.value
        assert (found.date_from is None) == (found.date_to is None)
        if found.date_from and found.date_to:
            assert found.date_from <= found.date_to
    return doc._.ew_dates


def values(nlp: Language, text: str, published: str | None = THURSDAY, order: str = "") -> list[str]:
    return [found.value for found in find(nlp, text, published, order)]


# -- the factory ---------------------------------------------------------------------------


def test_the_component_works_by_its_factory_name(blank):
    nlp = spacy.blank("en")
    nlp.add_pipe("eventwire_dates")
    assert [found.value for found in nlp("It closed in 1998.")._.ew_dates] == ["1998"]


def test_an_unknown_numeric_order_is_an_error_that_names_the_choices():
    with pytest.raises(OptionError, match="month-first, day-first"):
        Dates("american")


# -- anchoring -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Tuesday the firm closed.", "2005-03-01"),
        ("The mayor spoke on Monday.", "2005-02-28"),
        ("The mayor spoke on Thursday.", "2005-03-03"),
        ("The council will meet on Monday.", "2005-03-07"),
        ("The council would not meet on Monday.", "2005-02-28"),
        ("The hearing is scheduled for Wednesday.", "2005-03-09"),
        ("They must pay by Friday.", "2005-03-04"),
        ("The fair opened in December.", "2004-12"),
        ("The fair will open in December.", "2005-12"),
        ("The fair opened in March.", "2005-03"),
        ("He resigned in June.", "2004-06"),
        ("The bridge fell on 20 February.", "2005-02-20"),
        ("Last winter was mild.", "2004-WI"),
        ("They fled the following day.", "2005-03-04"),
    ],
)
def test_tense_decides_the_direction(blank, text, expected):
    assert values(blank, text) == [expected]


def test_the_parse_decides_where_there_is_one():
    #        0       1        2       3       4         5     6     7      8
    words = ["Rebels", "said", "talks", "begin", "Monday", "and", "ended", "June", "."]
    heads = [1, 1, 3, 1, 3, 6, 1, 6, 1]
    deps = ["nsubj", "ROOT", "nsubj", "ccomp", "obl:tmod", "cc", "conj", "obl:tmod", "punct"]
    tags = ["NNS", "VBD", "NNS", "VBP", "NNP", "CC", "VBD", "NNP", "."]
    pos = ["NOUN", "VERB", "NOUN", "VERB", "PROPN", "CCONJ", "VERB", "PROPN", "PUNCT"]
    lemmas = ["rebel", "say", "talk", "begin", "Monday", "and", "end", "June", "."]
    doc = Doc(Vocab(), words=words, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas)
    doc._.ew_published = THURSDAY
    assert [found.value for found in check(Dates()(doc))] == ["2005-03-07", "2004-06"]


def test_an_interval_is_given_for_what_the_calendar_has(blank):
    cases = {
        "in 2004-12-24": ("2004-12-24", "2004-12-24"),
        "last week": ("2005-02-21", "2005-02-27"),
        "in February 2004": ("2004-02-01", "2004-02-29"),
        "in the third quarter of 2004": ("2004-07-01", "2004-09-30"),
        "in the 1990s": ("1990-01-01", "1999-12-31"),
        "in the winter of 1994": ("1994-12-01", "1995-02-28"),
        "on Monday night": ("2005-02-28", "2005-02-28"),
        "for 18 months": (None, None),
        "every Tuesday": (None, None),
        "in recent months": (None, None),
        "on 5-7 March 2005": ("2005-03-05", "2005-03-07"),
    }
    for text, expected in cases.items():
        assert [(found.date_from, found.date_to) for found in find(blank, text)] == [expected], text


def test_a_range_ends_after_it_begins(blank):
    assert values(blank, "It ran from November to February.") == ["2004-11", "2005-02"]


def test_later_and_earlier_count_from_the_time_last_spoken_of(blank):
    text = "On 5 May 2001 he left. Two days later he was back. A week earlier he had fallen ill."
    assert values(blank, text) == ["2001-05-05", "2001-05-07", "2001-W18"]
    assert values(blank, "He fell ill three days earlier.") == ["2005-02-28"]


def test_a_year_ago_is_a_quarter_where_quarters_are_compared(blank):
    text = "Profit in the fourth quarter of 2004 rose to $3 million from $2 million a year ago."
    assert values(blank, text) == ["2004-Q4", "2003-Q4"]
    assert values(blank, "He left a year ago.") == ["2004"]


def test_a_dateline_is_no_anchor_for_the_story(blank):
    text = "ROME, 1 January 2004\n\nTwo days later he left."
    doc = blank.make_doc(text)
    doc._.ew_published = THURSDAY
    doc._.ew_layout = [Region("dateline", 0, 20)]
    assert [found.value for found in check(Dates()(doc))] == ["2004-01-01", "P2D"]
    doc._.ew_layout = []
    assert [found.value for found in check(Dates()(doc))] == ["2004-01-01", "2004-01-03"]


# -- without a publication date ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke on Tuesday.", "XXXX-WXX-2"),
        ("He spoke on Tuesday night.", "XXXX-WXX-2TNI"),
        ("He spoke on 7 March.", "XXXX-03-07"),
        ("He spoke in March.", "XXXX-03"),
        ("He spoke last March.", "XXXX-03"),
        ("He spoke yesterday.", "XXXX-XX-XX"),
        ("He spoke last week.", "XXXX-WXX"),
        ("He spoke last month.", "XXXX-XX"),
        ("He spoke last year.", "XXXX"),
        ("He spoke in June last year.", "XXXX-06"),
        ("He spoke ten years ago.", "XXXX"),
        ("He spoke two decades ago.", "XXX"),
        ("He spoke last night.", "XXXX-XX-XXTNI"),
        ("He spoke in the third quarter.", "XXXX-Q3"),
        ("He spoke last summer.", "XXXX-SU"),
        ("He spoke on Christmas Day.", "XXXX-12-25"),
        ("He spoke on Good Friday.", "XXXX-XX-XX"),
        ("He spoke at the weekend.", "XXXX-WXX-WE"),
        ("He spoke at noon.", "XXXX-XX-XXT12:00"),
    ],
)
def test_nothing_is_invented_without_a_publication_date(blank, text, expected):
    (found,) = find(blank, text, None)
    assert (found.value, found.anchored, found.date_from, found.date_to) == (expected, False, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on March 7 2005", "2005-03-07"),
        ("in 1998", "1998"),
        ("for two hours", "PT2H"),
        ("recently", "PAST_REF"),
    ],
)
def test_what_needs_no_publication_date_is_anchored_without_one(blank, text, expected):
    (found,) = find(blank, text, None)
    assert (found.value, found.anchored) == (expected, True)


@pytest.mark.parametrize("published", ["", "soon", "2005", "2005-13-40", "03/03/2005"])
def test_a_publication_date_that_is_none_counts_as_unknown(published):
    assert speech_time(published) is None


# -- numbers of every kind -----------------------------------------------------------------


def test_ambiguous_numeric_dates_are_flagged_not_guessed(blank):
    assert values(blank, "Signed 3/7/2005.") == ["2005-XX-XX"]
    assert values(blank, "Signed 3/7/2005.", order="month-first") == ["2005-03-07"]
    assert values(blank, "Signed 3/7/2005.", order="day-first") == ["2005-07-03"]
    assert values(blank, "Signed 3/3/2005.") == ["2005-03-03"]
    assert values(blank, "Signed 13/7/2005.", order="month-first") == ["2005-07-13"]
    assert values(blank, "Signed 7.13.2005 or 13.7.2005.") == ["2005-07-13", "2005-07-13"]


def test_two_digit_years(blank):
    assert values(blank, "in '98") == ["1998"]
    assert values(blank, "in '15") == ["2015"]
    assert values(blank, "in '16") == ["1916"]
    assert values(blank, "in '16", "2024-01-01") == ["2016"]
    assert values(blank, "in '29 and '30", None) == ["2029", "1930"]


@pytest.mark.parametrize(
    "text", ["on February 30", "on 31 June 2005", "on 2005-02-29", "on 2005-13-45", "on 29 February 2005"]
)
def test_impossible_dates_have_no_calendar_value(blank, text):
    (found,) = find(blank, text)
    assert found.value == "XXXX-XX-XX"
    assert found.date_from is None


def test_years_out_of_range(blank):
    assert values(blank, "In the year 12000 nothing is left.") == []
    assert values(blank, "It was built in 480 BC.") == ["BC0480"]
    (found,) = find(blank, "It is dated 0000-01-01.")
    assert found.date_from is None
    assert values(blank, "It ends 900000 years from now.")[0] == "XXXX"
    assert values(blank, "It took " + "9" * 5000 + " years.") == ["PXY"]


def test_digits_of_other_scripts_are_digits(blank):
    assert values(blank, "on ٢٠٠٥-٠٣-٠٧") == ["2005-03-07"]
    assert values(blank, "on 7 March ２００５") == ["2005-03-07"]


# -- no dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "May said the plan was dead.",
        "Theresa May left.",
        "A speech by Mrs May was heard.",
        "Prime Minister May has a plan.",
        "The Sunday Times wrote about it.",
        "The June Group was founded here.",
        "They may march.",
        "June Brown sang.",
        "Some 2000 soldiers fled.",
        "About 1,500 people came.",
        "1990 refugees came.",
        "Flight 1812 was cancelled.",
        "The UN passed Resolution 1973.",
        "Call 555-1999 now or 020 7946 1958.".replace(" now", ""),
        "He won 6-4 3-6 7-5.",
        "A 34-year-old man, his son aged 7 and a woman 61 years old were hurt.",
        "She is in her 30s.",
        "See example.com/2004/05/story.",
        "It costs $2004.",
        "He spoke of the fall of the city.",
        "One second bomb failed.",
        "Daily flights to Rome are planned.",
        "Three quarters of them agreed.",
    ],
)
def test_not_a_time(blank, text):
    assert values(blank, text) == []


def test_a_month_is_a_name_where_the_text_says_so(blank):
    text = "Theresa May spoke. A letter to May was read. The vote in May failed."
    assert [(f.start_char, f.value) for f in find(blank, text)] == [(text.rindex("May"), "2004-05")]
    assert values(blank, "A letter of May was read.") == ["2004-05"]


# -- text of any kind ----------------------------------------------------------------------


HOSTILE = [
    "May ",
    "two ",
    "one hundred and ",
    "March 3, ",
    "a year ",
    "early mid-late ",
    "1 ",
    "1,",
    "1,111,",
    "1/2/",
    "a.",
    "a.b.",
    "'",
    "-",
    "(",
    "\n",
    " \n",
    "٣",
    "x",
    "the ",
    "nineteen ninety-",
    "from May to ",
    "a year ago ",
    "the quarter ",
    "\U0001f600",
    "\u202e",
    "10:30",
    "mid-",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_input_of_200000_characters(piece):
    text = piece * (200_000 // len(piece))
    words = [word for word in text.split(" ") if word]
    doc = Doc(Vocab(), words=words)
    doc._.ew_published = THURSDAY
    check(Dates()(doc))


def test_every_rule_has_a_greatest_length():
    """What makes the whole linear: a bounded number of words for each rule at each word."""
    assert max(rule.pattern.longest for rule in lexicon().rules) < 60


def test_patterns_cannot_repeat():
    alphabet = Alphabet()
    alphabet.symbol(frozenset({"the"}))
    for source in ["the*", "the+", "the{2}", "(the", "the)", "the?", "<none>", "nothing", "x="]:
        with pytest.raises(PatternError):
            compile_pattern(source, alphabet, {})


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from([None, THURSDAY, "0001-01-01", "9999-12-31"]))
def test_any_text_goes_through(text, published):
    find(BLANK, text, published)


PIECES = st.sampled_from(
    [
        "the",
        "last",
        "next",
        "this",
        "May",
        "March",
        "3",
        "31",
        "2005",
        ",",
        ".",
        "-",
        ":",
        "/",
        "'s",
        "a",
        "of",
        "in",
        "to",
        "from",
        "two",
        "hundred",
        "year",
        "years",
        "days",
        "ago",
        "later",
        "earlier",
        "quarter",
        "Monday",
        "night",
        "early",
        "end",
        "10:30",
        "pm",
        "'98",
        "1990s",
        "second",
        "century",
        "every",
        "twice",
        "\n\n",
        "Q",
        "3rd",
        "9999",
        "now",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(PIECES, st.sampled_from(["", " "]))),
    st.sampled_from([None, "0001-01-01", "9999-12-31"]),
)
def test_any_heap_of_time_words_goes_through(pieces, published):
    find(BLANK, "".join(word + space for word, space in pieces), published)


BLANK = spacy.blank("en")


# -- the calendar --------------------------------------------------------------------------


def test_easter():
    assert [easter(year).isoformat() for year in (1998, 2005, 2024)] == [
        "1998-04-12",
        "2005-03-27",
        "2024-03-31",
    ]


def test_arithmetic_keeps_the_grain_and_stays_in_the_calendar():
    assert Moment("D", 2005, 5, day=31).shift(-3, "M").value == "2005-02-28"
    assert Moment("Q", 2005, 1).shift(-1, "Q").value == "2004-Q4"
    assert Moment("S", 2004, season="WI").shift(-1, "Y").value == "2003-WI"
    assert Moment("Y", 9999).shift(1, "Y").value == "XXXX"
    assert Moment("D", 1, 1, day=1).shift(-1, "D").value == "XXXX-XX-XX"


def test_the_lexer_reads_number_words():
    found = {
        "nineteen ninety-six": 1996,
        "two thousand and five": 2005,
        "twenty-one": 21,
        "a hundred": 100,
        "2 1/2": 2.5,
        "1.5": 1.5,
        "1,500": 1500,
        "twenty-first": 21,
        "three million": 3_000_000,
    }
    for text, number in found.items():
        assert [lexeme.number for lexeme in lex(text, lexicon())] == [number], text
