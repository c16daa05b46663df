"""Corrections, running blogs, opinion and pages without a story told from news; and later versions."""

from __future__ import annotations

import pytest

from extract.rows.article_kind import kind_of, plain_title, says_revised, sections_of

STORY = "The council shut the pool on Tuesday.\n\nThe mayor said that the works would take two years."


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Correction: Pool closure", "correction"),
        ("Corrections and clarifications", "correction"),
        ("Clarification", "correction"),
        ("Correction to Monday's story on the pool", "correction"),
        ("Corrected: pool shut in March", "correction"),
        ("For the record", "correction"),
        ("Correction of course needed, says mayor", "news"),
        ("Corrections officers strike over pay", "news"),
        ("CORRECTED-Pool shut for two years", "news"),  # the story itself, put right
        ("Live: council votes on pool", "live"),
        ("Council votes on pool – as it happened", "live"),
        ("Pool vote: live updates as council meets", "live"),
        ("Pool vote | Live", "live"),
        ("The Latest: Mayor defends closure", "live"),
        ("Live music returns to the harbour", "news"),
        ("Swimmers live in fear of closure", "news"),
        ("The latest pool to close", "news"),
        ("Opinion: Why the pool must stay", "opinion"),
        ("Editorial | A pool for all", "opinion"),
        ("Letters to the editor", "opinion"),
        ("A pool for all | Opinion", "opinion"),
        ("Commentary - A pool for all", "opinion"),
        ("Opinion polls put the mayor ahead", "news"),
        ("Opinions differ: council splits over pool", "news"),
        ("Letters sent to swimmers by mistake", "news"),
        ("Column of smoke rises over harbour", "news"),
        ("Comment by mayor angers swimmers", "news"),
        ("Cryptic crossword No 27,450", "other"),
        ("In pictures: the last day at the pool", "other"),
        ("Winning numbers, Tuesday", "other"),
        ("Horoscope for the week", "other"),
        ("Crossword setter dies at 90", "news"),
        ("Video shows guard asleep at pool", "news"),
        ("Quiz show host arrested", "news"),
        ("", "news"),
    ],
)
def test_kind_by_title(title: str, kind: str):
    assert kind_of(title, f"{title}\n\n{STORY}") == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://example.org/opinion/2020/05/a-pool-for-all", "opinion"),
        ("https://example.org/commentisfree/2020/pool", "opinion"),
        ("https://example.org/news/live/2020/may/pool-vote", "live"),
        ("https://example.org/news/2020/pool-liveblog", "live"),
        ("https://example.org/corrections/2020/1", "correction"),
        ("https://example.org/video/pool", "other"),
        ("https://example.org/news/public-opinion-on-pools", "news"),
        ("https://example.org/living/pools", "news"),
        ("https://opinion.example.org/news/pool", "news"),
        ("http://[broken", "news"),
    ],
)
def test_kind_by_address(url: str, kind: str):
    assert kind_of("Pool closes", STORY, url) == kind


def test_kind_by_section():
    assert kind_of("Pool closes", STORY, sections=("Opinion",)) == "opinion"
    assert kind_of("Pool closes", STORY, sections=("Public Opinion Research",)) == "news"
    assert sections_of({"Section": "Opinion", "author": "Comment"}) == ("Opinion",)


def test_kind_by_a_line_above_the_title():
    assert kind_of("Pool closes", f"Opinion\n\nPool closes\n\n{STORY}") == "opinion"
    assert kind_of("Pool closes", f"Pool closes\n\n{STORY}\n\nOpinion\n\nSport\n\nContact us") == "news"


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("The writer is a former head of the swimmers' union.", "opinion"),
        ("Ada Lund is a columnist for the Post.", "opinion"),
        ("The views expressed in this article are the author's own.", "opinion"),
        ("The views expressed in the survey were mixed.", "news"),
        ("The author of the report, Ada Lund, would not comment.", "news"),
    ],
)
def test_kind_by_the_last_lines(ending: str, kind: str):
    assert kind_of("Pool closes", f"{STORY}\n\n{ending}") == kind


def test_notice_that_another_article_was_wrong():
    notice = "An article on Monday about the pool misstated its depth. It is two metres, not three."
    assert kind_of("Pool", f"Pool\n\n{notice}") == "correction"
    assert kind_of("Pool", f"Pool\n\n{STORY}\n\n{STORY}\n\n{notice}") == "news"  # a note below a story
    long = f"{notice} " + "The pool was built in 1911 and is loved by all. " * 30
    assert kind_of("Pool", long) == "news"


def test_clock_times_on_lines_of_their_own_are_a_running_blog():
    entries = [f"{hour}:05 GMT\n\nThe council goes on." for hour in range(9, 15)]
    assert kind_of("Pool vote", "\n\n".join(entries)) == "live"
    assert kind_of("Pool vote", "\n\n".join(entries[:3])) == "news"
    assert kind_of("Buses", "\n".join(f"{hour}:05 leaves for Arlen" for hour in range(9, 19))) == "news"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("UPDATE 2-Pool shut", "Pool shut"),
        ("CORRECTED-UPDATE 1-Pool shut", "Pool shut"),
        ("Pool shut (updated)", "Pool shut"),
        ("Pool-Closure, 3rd Ld-Writethru", "Pool-Closure"),
        ("Updated: Pool shut", "Pool shut"),
        ("Update on pool delayed", "Update on pool delayed"),
        ("Pool shut", "Pool shut"),
    ],
)
def test_title_of_a_later_version(title: str, plain: str):
    assert plain_title(title) == plain
    assert says_revised(title, STORY) == (title != plain)


@pytest.mark.parametrize(
    ("text", "revised"),
    [
        (f"{STORY}\n\nThis article was updated on Wednesday to add the mayor's answer.", True),
        (f"(Adds mayor's answer, background)\n\n{STORY}", True),
        (f"{STORY}\n\nAn earlier version of this story gave the wrong depth.", True),
        (f"{STORY}\n\nUpdated: 3 March 2020", True),
        (f"{STORY}\n\nThe mayor updated the council on Wednesday.", False),
        (f"{STORY}\n\nAn earlier version of the plan was dropped.", False),
    ],
)
def test_text_of_a_later_version(text: str, revised: bool):
    assert says_revised("Pool shut", text) is revised


@pytest.mark.parametrize("text", ["", "\n" * 5000, "9:05\n" * 5000, "(" * 5000, "a - " * 5000, "\ud800"])
def test_hostile_texts(text: str):
    assert kind_of(text[:500], text, text) in ("news", "live")
    assert says_revised(text[:500], text) in (True, False)
