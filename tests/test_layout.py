import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract.annotate.furniture import part_of
from extract.annotate.layout import (
    dateline,
    make_layout,
    published_from_dateline,
    regions,
    updated_from_text,
)
from extract.annotate.paragraphs import paragraphs

NLP = spacy.blank("en")
STORY = "The council closed the old bridge on Monday after a storm damaged two of its arches, engineers said."
MORE = "Drivers were sent over the ring road, and the repair will take three weeks, the council said."


def parts(text, title_length=0):
    """(part, text) of each region, after checking the slices as every test must."""
    found = regions(text, title_length)
    end = 0
    for region in found:
        piece = text[region.start_char : region.end_char]
        assert region.start_char >= end
        assert piece
        assert piece == piece.strip()
        assert not text[end : region.start_char].strip()
        end = region.end_char
    assert not text[end:].strip()
    return [(region.part, text[region.start_char : region.end_char]) for region in found]


def part_of_last(line):
    """The part of a line that stands below a title and two paragraphs of a story."""
    return parts(f"Old bridge closed after storm\n\n{STORY}\n\n{MORE}\n\n{line}")[-1][0]


# -- the head ----------------------------------------------------------------------------


def test_title_standfirst_byline_body_and_furniture():
    text = (
        "Old bridge closed after storm\n\nEngineers find cracks, but the council expects a quick repair\n"
        f"Written by Jane Roe, Contributor\n\n{STORY}\n\n{MORE}\n\nEditorial standards"
    )
    assert [part for part, _ in parts(text)] == [
        "title",
        "standfirst",
        "byline",
        "body",
        "body",
        "boilerplate",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Old bridge closed after storm",
        "OLD BRIDGE CLOSED AFTER STORM",
        "Is the old bridge safe?",
        "'We heard it crack': bridge closed",
        "Old Bridge Closed After Storm Damages Its Arches.",
        "Storm closes old bridge.",
        "Share the burden of repairs, mayor tells drivers",
        "iPhone users report crash",
    ],
)
def test_a_first_line_that_looks_like_a_headline_is_the_title(title):
    assert parts(f"{title}\n\n{STORY}\n\n{MORE}")[0] == ("title", title)
    assert parts(f"{title}\n{STORY}\n{MORE}")[0] == ("title", title)


@pytest.mark.parametrize(
    "lead",
    [
        "The old bridge was closed on Monday.",
        "The mayor said nothing.",
        "He is back.",
        "A storm has damaged the old bridge.",
        "The mayor read from a list:",
        "1. The bridge",
        "and the bridge",
        STORY[:-1] + " and nobody who lives near the river or drives to work over it was told",
        STORY,
    ],
)
def test_a_first_line_that_is_a_sentence_is_body(lead):
    assert parts(f"{lead}\n\n{STORY}\n\n{MORE}")[0][0] == "body"


@pytest.mark.parametrize(
    "text", [STORY, "Rain", "By Jane Roe", "Advertisement", "Old bridge closed after storm"]
)
def test_a_single_paragraph_is_body(text):
    assert parts(text) == [("body", text)]


def test_lines_without_a_story_below_have_no_title():
    assert [part for part, _ in parts("Old bridge\n\nNew bridge")] == ["body", "body"]


def test_a_sentence_before_a_byline_or_dateline_is_no_lead():
    head = "The mayor had been warned about the old bridge."
    assert [part for part, _ in parts(f"{head}\n\nBy Jane Roe\n\n{STORY}")] == ["title", "byline", "body"]
    assert [part for part, _ in parts(f"{head}\n\nRIVERTON, March 3 - {STORY}")] == [
        "title",
        "dateline",
        "body",
    ]


def test_the_title_of_a_field_of_its_own_is_title_whatever_it_looks_like():
    title = "The bridge was closed.\nIt was."
    text = f"{title}\n\n{STORY}\n\n{MORE}"
    assert parts(text, len(title)) == [("title", title), ("body", STORY), ("body", MORE)]


def test_a_title_repeated_in_the_text_is_title_again():
    text = f"Old bridge closed\n\nOld  Bridge closed\n\n{STORY}\n\n{MORE}"
    assert [part for part, _ in parts(text, len("Old bridge closed"))] == ["title", "title", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Engineers find cracks, but the council expects a quick repair",
        "Closure to last three weeks, council says",
    ],
)
def test_an_unfinished_line_between_title_and_story_is_standfirst(line):
    assert parts(f"Old bridge closed\n\n{line}\n\n{STORY}\n\n{MORE}")[1] == ("standfirst", line)


def test_a_full_sentence_below_the_title_is_standfirst_only_before_a_byline():
    line = "Engineers have found cracks in two arches of the bridge."
    assert parts(f"Old bridge closed\n\n{line}\n\nBy Jane Roe\n\n{STORY}")[1] == ("standfirst", line)
    assert parts(f"Old bridge closed\n\n{line}\n\n{STORY}\n\n{MORE}")[1] == ("body", line)
    assert parts(f"Old bridge closed\n\nBy Jane Roe\n\n{line}\n\n{STORY}")[2] == ("body", line)


def test_a_headline_of_two_decks():
    text = f"Old bridge closed; \nEngineers find cracks.\n\n{STORY}\n\n{MORE}"
    assert parts(text)[:2] == [("title", "Old bridge closed;"), ("standfirst", "Engineers find cracks.")]


def test_an_abstract_between_its_labels_is_standfirst():
    text = f"Old bridge closed.\n\nABSTRACT.\n\n{MORE}\n\nFULL TEXT.\n\n{STORY}"
    assert [part for part, _ in parts(text)] == ["title", "boilerplate", "standfirst", "boilerplate", "body"]


# -- bylines -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "BY JANE ROE",
        "By: Jane Roe and John Doe",
        "by Jane van der Roe, Political Editor",
        "By JANE ROE, Riverton Correspondent | 3 March 2005",
        "Written by Jane Roe, Contributor",
        "Reported by Jane Roe in Riverton",
        "By Jane Roe, Associated Press Writer",
        "By The Associated Press",
        "From our own correspondent in Riverton",
        "By a staff reporter",
        "From our correspondent",
        "Reuters",
        "Staff and agencies",
        "Reporting by Jane Roe; Editing by John Doe",
        "(Reporting by Jane Roe in Riverton and John Doe; Additional reporting by Ann Poe)",
        "Additional reporting by Jane Roe.",
        "Jane Roe contributed to this report.",
        "Associated Press writer Jane Roe in Riverton contributed to this report.",
        "Jane Roe is a staff writer for the Riverton Post.",
        "Contributing: Jane Roe, The Riverton Post",
        "Roe reported from Riverton.",
    ],
)
def test_a_line_that_names_the_writers_is_byline(line):
    assert part_of_last(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the river had fallen.",
        "By Friday",
        "By Jane Roe's account, the bridge was safe.",
        "By the river, hundreds waited.",
        "Written by Roe in haste, the report blames nobody.",
        "Reporting by the newspaper found that the bridge was unsafe.",
        "From our window we saw it fall.",
        "Heavy rain contributed to the collapse.",
        "Reporting by Jane Roe led to the closure?",
    ],
)
def test_a_sentence_that_begins_like_a_byline_is_body(line):
    assert part_of_last(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe in Riverton",
        "JANE ROE",
        "Jane Roe, political editor",
        "Jane Roe, Reuters",
        "Jane Roe | Riverton",
    ],
)
def test_a_bare_name_below_the_title_is_byline(line):
    assert parts(f"Old bridge closed\n\n{line}\n\n{STORY}\n\n{MORE}")[1] == ("byline", line)
    assert part_of_last(line) == "body"


def test_a_credit_in_brackets_after_the_story_stands_alone():
    assert parts(f"Old bridge closed\n\n{STORY} (Reporting by Jane Roe; Editing by John Doe)")[1:] == [
        ("body", STORY),
        ("byline", "(Reporting by Jane Roe; Editing by John Doe)"),
    ]
    assert parts(f"Old bridge closed\n\n{STORY} (Photo by Jane Roe) {MORE}")[1:] == [
        ("body", STORY),
        ("boilerplate", "(Photo by Jane Roe)"),
        ("body", MORE),
    ]
    assert part_of_last("They met the mayor (pictured by the bridge) at noon.") == "body"


# -- datelines ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("RIVERTON, March 3 (Reuters) - ", "RIVERTON", "March 3"),
        ("RIVERTON (AP) — ", "RIVERTON", ""),
        ("RIVERTON (AP) _ ", "RIVERTON", ""),
        ("Riverton (AFP) – ", "Riverton", ""),
        ("Riverton, 5 May — ", "Riverton", "5 May"),
        ("Riverton, May 5, 2005 -- ", "Riverton", "May 5, 2005"),
        ("SAINT MARY'S BAY, N.D., Nov. 22 (Riverton News) -- ", "SAINT MARY'S BAY", "Nov. 22"),
        ("RIVERTON, Ohio — ", "RIVERTON", ""),
        ("RIVERTON/LAKE CITY (Reuters) - ", "RIVERTON/LAKE CITY", ""),
        ("RIO DEL MAR—", "RIO DEL MAR", ""),
        ("RIVERTON: ", "RIVERTON", ""),
        ("London — ", "London", ""),
        ("RIVERTON May 5 - ", "RIVERTON", "May 5"),
    ],
)
def test_a_dateline_is_a_region_before_the_story(line, place, date):
    text = f"Old bridge closed\n\n{line}{STORY}\n\n{MORE}"
    assert parts(text)[1:3] == [("dateline", line.strip()), ("body", STORY)]
    doc = make_doc(text)
    span, worded = dateline(doc)
    assert (span.text, worded) == (place, date)


def test_an_agency_alone_is_a_dateline_without_a_place():
    text = f"Old bridge closed\n\n(CNN) — {STORY}\n\n{MORE}"
    assert parts(text)[1] == ("dateline", "(CNN) —")
    assert dateline(make_doc(text)) is None


def test_a_dateline_may_be_a_paragraph_of_its_own():
    assert parts(f"Old bridge closed\n\nRIVERTON (AP) --\n\n{STORY}")[1:] == [
        ("dateline", "RIVERTON (AP) --"),
        ("body", STORY),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING — The bridge is closed.",
        "EXCLUSIVE: The bridge is closed.",
        "NATO — which paid for it — wants it open.",
        "The bridge - the oldest in town - is closed.",
        "Monday — The bridge is closed.",
        "Jane Roe (Labour) - The member for Riverton - spoke.",
        "THE BRIDGE IS NOT SAFE, SAYS MAYOR - The council closed it.",
        "Riverton - The bridge is closed.",
    ],
)
def test_what_merely_looks_like_a_dateline_is_body(line):
    assert parts(f"Old bridge closed\n\n{line}\n\n{STORY}\n\n{MORE}")[1] == ("body", line)


def test_a_bare_place_in_capitals_is_a_dateline_only_where_the_story_begins():
    assert part_of_last("BRIDGES - The council has nine.") == "body"
    assert (
        parts(f"Old bridge closed\n\nMAYOR: Who closed it?\n\nENGINEER: We did.\n\n{STORY}")[1][0] == "body"
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"Old bridge closed\n\nRIVERTON, March 3, 2005 (Reuters) - {STORY}", "2005-03-03"),
        (f"Old bridge closed\n\nRiverton, 3 March 2005 — {STORY}", "2005-03-03"),
        (f"Old bridge closed\n\nRIVERTON, March 3 (Reuters) - {STORY}", None),
        (f"Old bridge closed\n\nRiverton, 31 Feb. 2005 — {STORY}", None),
        (f"Old bridge closed\n\nPublished: 3 March 2005 10:15 GMT\n\n{STORY}\n\n{MORE}", "2005-03-03"),
        (f"Old bridge closed\n\nThursday, March 3, 2005\n\n{STORY}\n\n{MORE}", "2005-03-03"),
        (f"Old bridge closed\n\nPublished 3/4/2005\n\n{STORY}\n\n{MORE}", None),
        (f"Old bridge closed\n\nUpdated: 4 March 2005\n\n{STORY}\n\n{MORE}", None),
        (f"Old bridge closed\n\n{STORY} It opened on 3 March 1871.\n\n{MORE}", None),
        ("", None),
    ],
)
def test_the_text_dates_itself_only_by_a_full_date(text, date):
    assert published_from_dateline(text) == date


def test_the_last_update_is_read_from_its_line():
    text = f"Old bridge closed\n\nUpdated: 4 March 2005 10:15 GMT\n\n{STORY}\n\n{MORE}"
    assert updated_from_text(text) == "2005-03-04"
    assert updated_from_text(text.replace("Updated", "Published")) is None


# -- lines that say when, and furniture --------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 3 March 2005 10:15 GMT",
        "Last updated on March 3, 2005 at 10:15 a.m. ET",
        "Published 2005-03-03",
        "First published: Thu 3 Mar 2005, 10.15 GMT",
        "Thursday, March 3, 2005",
        "3 March 2005 | 10:15",
        "Updated 2 hours ago",
        "This story has been updated with comments from the mayor.",
    ],
)
def test_a_line_that_only_says_when_is_updated(line):
    assert part_of_last(line) == "updated"


@pytest.mark.parametrize(
    "line",
    [
        "Updated plans were shown on 3 March.",
        "Published in 1990, the plan was forgotten.",
        "On 3 March 2005 it fell.",
        "10:15",
        "2005",
        "May 3 houses burned down.",
    ],
)
def test_a_sentence_with_a_date_is_body(line):
    assert part_of_last(line) == "body"


def test_the_dates_that_head_a_timeline_are_body():
    days = [f"{day} March 2005\n\n{STORY}" for day in (3, 4, 5)]
    text = "\n\n".join(["How the bridge closed", *days])
    assert "updated" not in [part for part, _ in parts(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Editorial standards",
        "Share this article",
        "Read more: Bridge to open again in May",
        "READ MORE: Bridge to open again in May.",
        "Read more about bridges",
        "Follow us on Twitter",
        "Follow Jane Roe on Twitter @janeroe.",
        "Copyright 2005 The Riverton Post",
        "© 2005 The Riverton Post. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Click here to subscribe.",
        "Sign up for our newsletter",
        "Get the day's top stories in your inbox every morning.",
        "Advertisement",
        "Photo: Jane Roe",
        "(Photo by Jane Roe)",
        "Drivers wait at the closed bridge in Riverton. (AP Photo/Jane Roe)",
        "Drivers wait at the closed bridge. REUTERS/Jane Roe",
        "We use cookies to give you the best experience on our site.",
        "-- Editor contact",
        "Media contact: Jane Roe, +44 20 7946 0000",
        "The views expressed in this article are the author's own.",
        "* * *",
        "###",
        "12 comments",
        "https://example.org/bridge",
        "Watch the full interview with the mayor below:",
        "Most read",
    ],
)
def test_furniture_of_pages_and_wires_is_boilerplate(line):
    assert part_of_last(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, the minister said.",
        "Share prices fell on Monday.",
        "Share the road, the mayor told drivers.",
        "Follow us, the guide told the climbers.",
        "Copyright law changed in 2005.",
        "Sign the petition, campaigners urged.",
        "Get the troops out now, protesters chanted.",
        "Photos of the bridge were shown in court.",
        "Advertisements for the bridge were removed.",
        "Cookies were sold at the school.",
        "Click here, the fraudulent message said.",
        "The minister denied it. (Reuters)",
        "Watch what happens.",
        "More than 100 people fled.",
        "Related charges were dropped.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_body(line):
    assert part_of_last(line) == "body"


def test_the_unfinished_lines_below_a_heading_of_links_belong_to_it():
    links = "Related articles\n\nMayor under fire\n\nFerry sold"
    text = f"Old bridge closed\n\n{STORY}\n\n{links}\n\n{MORE}\n\nBoats"
    assert [part for part, _ in parts(text)] == ["title", "body", *["boilerplate"] * 3, "body", "body"]


# -- paragraphs --------------------------------------------------------------------------

WRAPPED = """The council closed the old bridge on Monday after
a storm damaged two of its arches, engineers from
Riverton University said. Drivers were sent over
the ring road, and the repair will take at least
three weeks, the council said.
The bridge was built in 1871. It has been closed
twice before, once for a flood and once for a
fire.

A spokeswoman for the council said the closure of
the bridge would cost the town a fortune."""


def slices(text):
    return [text[start:end] for start, end, _ in paragraphs(text)]


def test_the_lines_of_a_hard_wrapped_text_are_joined():
    assert [piece.split(maxsplit=2)[:2] for piece in slices(WRAPPED)] == [
        ["The", "council"],
        ["The", "bridge"],
        ["A", "spokeswoman"],
    ]


def test_a_title_and_byline_above_a_hard_wrapped_text_stand_alone():
    text = f"Old bridge closed\nBy Jane Roe\n{WRAPPED}"
    assert [part for part, _ in parts(text)] == ["title", "byline", "body", "body", "body"]


def test_an_indented_line_begins_a_paragraph_in_a_hard_wrapped_text():
    text = WRAPPED.replace("\nThe bridge was", "\n   The bridge was").replace(
        "three weeks, the", "three long weeks, the old"
    )
    assert len(slices(text)) == 3


def test_single_line_ends_of_a_text_that_is_not_wrapped_end_paragraphs():
    assert slices(f"{STORY}\n{MORE}\n{STORY}") == [STORY, MORE, STORY]


def test_a_line_that_breaks_off_before_a_small_letter_goes_on():
    assert slices("The council closed\nthe bridge.\nIt rained.") == [
        "The council closed\nthe bridge.",
        "It rained.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The plan has:\n- a bridge\n- a road\n- a tunnel",
        "The plan has:\n• a bridge\n• a road\n• a tunnel",
        "The plan has:\n1. a bridge\n2. a road\n3. a tunnel",
        "ROE: Who closed it?\nDOE: We did.\nROE: Why?\nDOE: It was unsafe.",
    ],
)
def test_the_lines_of_a_list_or_transcript_stand_alone(text):
    assert slices(text) == text.split("\n")


# -- the component -----------------------------------------------------------------------


def make_doc(text, title_length=0):
    doc = NLP.make_doc(text)
    doc._.ew_title_length = title_length
    return make_layout(NLP, "eventwire_layout")(doc)


def test_a_sentence_begins_at_each_region_and_nowhere_else_is_forbidden():
    doc = make_doc(f"Old bridge closed\n\nBy Jane Roe\n\nRIVERTON (AP) — {WRAPPED}")
    starts = [token.i for token in doc if token.is_sent_start]
    firsts = [
        min(t.i for t in doc if t.idx >= region.start_char and not t.is_space) for region in doc._.ew_layout
    ]
    assert [doc[i].text for i in starts] == ["Old", "By", "RIVERTON", "The", "The", "A"]
    assert starts == firsts
    assert all(token.is_sent_start is not False for token in doc)


def test_a_region_that_begins_inside_a_token_starts_no_sentence():
    nlp = spacy.blank("en")
    text = f"Old bridge closed\n\nRIVERTON—{STORY}"
    whole = spacy.tokens.Doc(nlp.vocab, words=text.split(" "))
    assert whole.text.strip() == text
    make_layout(nlp, "eventwire_layout")(whole)
    assert [token.i for token in whole if token.is_sent_start] == [0]


def test_the_component_is_added_by_name_and_a_parse_is_left_alone():
    nlp = spacy.blank("en")
    nlp.add_pipe("eventwire_layout")
    assert [region.part for region in nlp(f"Old bridge closed\n\n{STORY}")._.ew_layout] == ["title", "body"]
    parsed = spacy.tokens.Doc(nlp.vocab, words=["Rain", "falls"], heads=[1, 1], deps=["nsubj", "ROOT"])
    assert [region.part for region in make_layout(nlp, "x")(parsed)._.ew_layout] == ["body"]


LINES = st.sampled_from(
    [
        "",
        " ",
        "By Jane Roe",
        "RIVERTON (AP) — ",
        "Related articles",
        "(Reporting by A B)",
        STORY,
        "•",
        "Old bridge;",
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r", "\u2028", " "]).map(lambda end: end.join(lines))
    )
)  # fmt: skip


@given(TEXTS, st.integers(min_value=-3, max_value=60))
def test_any_text_is_covered_by_regions_in_order(text, title_length):
    found = parts(text, title_length)
    assert bool(found) == bool(text.strip())
    assert {part for part, _ in found} <= {
        "title", "standfirst", "body", "byline", "dateline", "updated", "boilerplate",
    }  # fmt: skip
    assert regions(text, title_length) == regions(text, title_length)


@given(TEXTS)
def test_any_doc_gets_its_layout(text):
    doc = make_doc(text)
    assert doc.text == text
    dateline(doc)
    published_from_dateline(text)
    updated_from_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "a" * 1_000_000,
        "A " * 300_000,
        "A\n" * 100_000,
        "(Photo by " * 50_000,
        "— " * 100_000,
        "\n" * 500_000,
    ],
    ids=["brackets", "one word", "capitals", "lines", "credits", "dashes", "blank"],
)
def test_hostile_text_is_covered_too(text):
    assert bool(parts(text)) == bool(text.strip())


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("By Jane Doe, court correspondent", "byline"),
        ("By Jane Doe, who has seen the river rise", ""),
        ("Posted 12:40, 26 January 2021 by Jane Doe", "updated"),
        ("ANTWERP, 17 June 2021", "updated"),
        ("Antwerp, which fell on 17 June 2021", ""),
    ],
)
def test_lines_with_office_author_or_place(line, part):
    assert part_of(line) == part


def test_a_place_and_date_alone_say_when():
    text = (
        "Mayor jailed over bribes\n\nGHENT, 17 June 2021\n\nThe mayor was jailed on Thursday for two years."
    )
    assert published_from_dateline(text) == "2021-06-17"
