"""Which articles repeat others, which are later versions, and that nothing hangs on order or workers."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy
import pytest
from helpers import rows_of_folder

from extract.corpus import Duplicates, Relation, SketchStore, sketch_of
from extract.corpus.candidates import FIRST, NEAREST, candidates
from extract.rows.result import Result
from extract.rows.schema import ArticleRow
from extract.runner import RunOptions, Settings, run
from extract.writers import OutputFolder

LEAD = (
    "The harbour council of Arlen shut the old ferry pier on Monday after divers found cracks in its pillars."
)
STORY = (
    LEAD,
    "Some 400 commuters who cross the bay every morning were told to take the bridge instead.",
    "Lena Rao, who heads the council, said that the pier had last been inspected in 1998.",
    "Nobody wanted to pay for a new inspection, she told reporters at the quay.",
    "The ferry company, Bay Lines, called the closure hasty and asked for a second opinion.",
    "Its three boats have been moored in the fishing port since the weekend.",
    "Engineers from the university of Hollin will look at the pillars in the coming week.",
    "They expect to need ten days, a spokeswoman for the university said.",
    "Fishermen complained that the boats block the way to the fish market.",
    "The repair could cost two million crowns, according to a report that was leaked in March.",
    "A vote on the money is planned for the end of the month.",
    "The opposition wants to build a new pier on the north side of the bay.",
    "Until then the bridge will be open to pedestrians at night as well.",
)
OTHER_REPORT = (
    "Ferry passengers in Arlen have to walk: the pier is closed.",
    "Cracks that divers saw under water on Monday left the authorities no choice, council head Lena Rao said.",
    "Bay Lines disagrees with the decision and would like other experts to examine the damage.",
    "The firm has taken its boats to the port where the trawlers lie, much to the anger of their owners.",
    "University engineers are due to arrive within days, and politicians will decide on funds by the month's end.",
    "A leaked paper puts the bill at two million crowns.",
)
ADDED = (
    "Bay Lines said late on Tuesday that it would lay off twelve of its sailors.",
    "Their union announced a picket at the town hall for Thursday morning.",
    "Lena Rao offered to meet both sides before the vote.",
)


def article(
    doc_id: str,
    sentences: Iterable[str] = STORY,
    title: str = "Arlen shuts ferry pier",
    published: str | None = None,
    outlet: str = "news.jsonl",
    url: str | None = None,
) -> ArticleRow:
    return ArticleRow(
        doc_id=doc_id,
        source=outlet,
        url=url,
        kind="news",
        title=title,
        published=published,
        published_from="record" if published else "none",
        text=f"{title}\n\n" + "\n\n".join(sentences),
        text_sha256="",
        language="en",
        sentences=1,
        tokens=1,
        events=0,
    )


def relate(*rows: ArticleRow) -> dict[str, Relation]:
    with SketchStore() as store:
        for row in rows:
            store.add(sketch_of(row, len(row.title or "")))
        return dict(Duplicates(store).relations())


def copies(*rows: ArticleRow) -> dict[str, str | None]:
    return {doc_id: relation.duplicate_of for doc_id, relation in relate(*rows).items()}


# -- copies --------------------------------------------------------------------------------------


def test_same_text_twice():
    found = relate(article("a"), article("b"))
    assert found == {"b": Relation(duplicate_of="a", similarity=1.0)}


def test_the_earliest_published_is_the_original():
    early, late = article("z", published="2020-03-01"), article("a", published="2020-03-02")
    assert copies(early, late) == {"a": "z"}


def test_an_article_with_a_date_comes_before_one_without():
    assert copies(article("a"), article("z", published="2020-03-01")) == {"a": "z"}


def test_changed_headline():
    assert copies(article("a"), article("b", title="Cracked pillars stop ferries")) == {"b": "a"}


def test_cut_tail():
    found = relate(article("a"), article("b", STORY[:5]))
    assert found == {"b": Relation(duplicate_of="a", similarity=1.0)}
    assert copies(article("a", STORY[:5]), article("b")) == {"b": "a"}  # the short one ran first


def test_words_changed_here_and_there():
    changed = [sentence.replace("said", "stated").replace("The ", "This ", 1) for sentence in STORY]
    found = relate(article("a"), article("b", changed))
    assert found["b"].duplicate_of == "a"
    assert 0.8 <= (found["b"].similarity or 0) < 1


def test_matter_of_its_own_added():
    found = copies(article("a"), article("b", (*STORY, *ADDED), title="Pier shut: what readers say"))
    assert found == {"b": "a"}


def test_case_punctuation_and_furniture_count_for_nothing():
    dressed = [
        "By Ola Berg",
        "Share this article",
        *(s.upper().replace(",", "") for s in STORY),
        "Contact us",
    ]
    assert relate(article("a"), article("b", dressed))["b"] == Relation("a", 1.0)


def test_paragraphs_in_another_order():
    assert copies(article("a"), article("b", (LEAD, *STORY[7:], *STORY[1:7]))) == {"b": "a"}


def test_a_copy_of_a_copy_names_the_original():
    rows = [article("a"), article("b", STORY[:11]), article("c", STORY[:9]), article("d", STORY[:7])]
    assert copies(*rows) == {"b": "a", "c": "a", "d": "a"}


def test_copies_in_other_languages():
    text = [
        "Le conseil a fermé le quai lundi, car des plongeurs ont vu des fissures dans les piliers du port."
    ]
    chinese = ["市议会星期一关闭了码头，因为潜水员发现柱子有裂缝。市长说，工程将持续两年，费用尚不清楚。"]
    assert copies(article("a", text), article("b", text)) == {"b": "a"}
    assert copies(article("a", chinese), article("b", [*chinese, "记者无法联系到公司。"])) == {"b": "a"}


# -- no copies -----------------------------------------------------------------------------------


def test_another_report_of_the_same_event():
    assert relate(article("a"), article("b", OTHER_REPORT)) == {}


def test_a_borrowed_passage():
    assert relate(article("a"), article("b", (*OTHER_REPORT, *STORY[2:4]))) == {}


def test_a_digest_is_no_copy_of_its_items():
    words = random.Random(1)
    others = [" ".join(words.sample(" ".join(STORY).split(), 20)) for _ in range(30)]
    digest = (*STORY[:4], *others)
    assert relate(article("a", digest), article("b", STORY[:4])) == {}
    assert relate(article("a", STORY[:4]), article("b", digest)) == {}


def test_forms_with_other_numbers():
    form = "At the close the index stood at {} points, down {} per cent, and a barrel of oil cost {} dollars at {}."
    rest = ("Shares in banks and in makers of cars fell as well, dealers in the city said in the afternoon.",)
    monday = article("a", (form.format("7,210", "1.5", "61.2", "16:30"), *rest))
    tuesday = article("b", (form.format("7,188", "0.3", "60.8", "17:45"), *rest))
    assert relate(monday, tuesday) == {}
    assert copies(monday, article("b", (form.format("7,210", "1.5", "61.2", "16:30"), *rest))) == {"b": "a"}


def test_short_texts_are_copies_only_if_they_are_nearly_the_same():
    short = ["Rain is expected in Arlen."]
    assert copies(article("a", short, "Rain"), article("b", short, "Weather")) == {"b": "a"}
    longer = ["Rain is expected in Arlen. The wind turns south and freshens, and it will be warm at night."]
    assert relate(article("a", short, "Rain"), article("b", longer, "Weather")) == {}


@pytest.mark.parametrize("sentences", [[""], ["Rain"], ["?!"], ["\ud800"], ["a b"]])
def test_texts_with_hardly_a_word(sentences: list[str]):
    found = relate(article("a", sentences, title=""), article("b", sentences, title=""), article("c"))
    assert found == ({} if not sentences[0].strip("?! \ud800") else {"b": Relation("a", 1.0)})


def test_no_article_at_all():
    assert relate() == {}


# -- later versions ------------------------------------------------------------------------------


def test_more_under_the_same_headline_in_the_same_paper():
    first = article("a", published="2020-03-01", outlet="The Arlen Post")
    later = article("b", (*STORY[:6], *ADDED, *STORY[6:]), published="2020-03-02", outlet="The Arlen Post")
    assert relate(first, later) == {"b": Relation(updates="a")}


def test_a_word_put_right_in_the_same_paper():
    first = article("a", published="2020-03-01", outlet="The Arlen Post")
    mended = [sentence.replace("400", "4,000") for sentence in STORY]
    assert relate(first, article("b", mended, published="2020-03-01", outlet="The Arlen Post")) == {
        "b": Relation(updates="a")
    }


def test_the_same_address_is_the_same_article():
    url = "https://example.org/2020/03/pier"
    first = article("a", published="2020-03-01", url=url)
    later = article("b", (*ADDED, *STORY), title="Sailors laid off", published="2020-03-02", url=url)
    assert relate(first, later) == {"b": Relation(updates="a")}


def test_an_article_that_says_it_was_updated():
    note = "This article was updated on Tuesday to add the answer of Bay Lines."
    assert relate(article("a"), article("b", (*STORY, ADDED[0], note), title="Sailors laid off")) == {
        "b": Relation(updates="a")
    }
    assert relate(article("a"), article("b", (*STORY, *ADDED), title="UPDATE 1-Arlen shuts ferry pier")) == {
        "b": Relation(updates="a")
    }


def test_a_copy_of_an_article_that_says_it_was_updated_is_a_copy():
    updated = (*STORY, "This article was updated on Tuesday to add the answer of Bay Lines.")
    found = copies(article("a", updated), article("b", (*updated[1:], "The pier is on the south side.")))
    assert found == {"b": "a"}


def test_the_same_again_in_the_same_paper_is_a_copy():
    rows = [article(name, published="2020-03-01", outlet="The Arlen Post") for name in "ab"]
    assert copies(*rows) == {"b": "a"}


def test_another_paper_copies_and_does_not_update():
    first = article("a", published="2020-03-01", outlet="The Arlen Post")
    other = article("b", (*STORY, *ADDED), published="2020-03-02", outlet="The Hollin Herald")
    assert copies(first, other) == {"b": "a"}


def test_without_outlets_more_under_the_same_headline_is_a_version_where_it_has_a_date():
    first, longer = article("a", published="2020-03-01"), (*STORY, *ADDED)
    assert relate(first, article("b", longer, published="2020-03-02")) == {"b": Relation(updates="a")}
    assert copies(article("a"), article("b", longer)) == {"b": "a"}  # which came first is not known


def test_of_several_versions_the_one_most_like_it_is_named():
    post = "The Arlen Post"
    rows = [
        article("a", STORY[:9], published="2020-03-01", outlet=post),
        article("b", (*STORY[:9], *ADDED[:1]), published="2020-03-02", outlet=post),
        article("c", (*STORY[:9], *ADDED), published="2020-03-03", outlet=post),
    ]
    assert relate(*rows) == {"b": Relation(updates="a"), "c": Relation(updates="b")}


# -- order, workers, size ------------------------------------------------------------------------


def corpus() -> list[ArticleRow]:
    rows = [article("a"), article("b", STORY[:5]), article("c", OTHER_REPORT), article("d", (*STORY, *ADDED))]
    rows += [
        article("e", OTHER_REPORT[1:], published="2020-01-01"),
        article("f", STORY[1:], "Pier", "2020-03-01"),
    ]
    rows += [article(f"g{number}", STORY[number:]) for number in range(9)]
    rows += [article("h", [""]), article("i", ["Rain."]), article("j", ["Rain."])]
    return rows


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_articles_changes_nothing(seed: int):
    rows = corpus()
    wanted = relate(*rows)
    random.Random(seed).shuffle(rows)
    assert relate(*rows) == wanted
    assert wanted["a"].duplicate_of == "f"  # it has a date
    assert wanted["j"].duplicate_of == "i"
    assert "b" not in wanted  # too little of it stands in "f", and "a" is no original


def test_sketches_go_to_other_processes():
    sketch = sketch_of(article("a"))
    again = pickle.loads(pickle.dumps(sketch))
    assert again.doc_id == "a"
    for name in ("runs", "numbers", "bands"):
        assert numpy.array_equal(getattr(again, name), getattr(sketch, name))


def test_pairs_grow_with_the_articles_where_all_agree():
    count = 500
    ranks = numpy.arange(count)
    found = dict(candidates([(ranks, numpy.zeros(count, dtype=numpy.uint64))] * 3))
    assert len(found) == count - 1
    assert max(map(len, found.values())) <= FIRST + NEAREST
    assert found[1] == [0]
    assert found[count - 1] == [0, 1, 2, 3, count - 5, count - 4, count - 3, count - 2]


def test_articles_that_agree_in_any_band_are_compared():
    ranks = numpy.arange(4)
    bands = [numpy.array(values, dtype=numpy.uint64) for values in ([7, 8, 7, 9], [1, 2, 3, 2])]
    assert dict(candidates((ranks, values) for values in bands)) == {2: [0], 3: [1]}
    assert dict(candidates([])) == {}


def test_hundreds_of_copies_all_name_the_first():
    rows = [article(f"{number:03d}", STORY[: 5 + number % 8]) for number in range(1, 300)]
    found = copies(article("000"), *rows)
    assert found == {row.doc_id: "000" for row in rows}


def test_a_huge_article():
    words = random.Random(2)
    vocabulary = [f"w{number}" for number in range(5000)]
    text = [" ".join(words.choices(vocabulary, k=300_000))]
    half = [text[0][: len(text[0]) // 2]]
    found = relate(article("a", text), article("b", half), article("c"))
    assert {doc_id: relation.duplicate_of for doc_id, relation in found.items()} == {"b": "a"}


# -- in a run ------------------------------------------------------------------------------------


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    records = [
        {"id": "3", "title": 'Pier, "shut"', "text": " ".join(STORY), "published": "2020-03-03"},
        {"id": "1", "title": "Arlen shuts pier", "text": " ".join(STORY), "published": "2020-03-01"},
        {"id": "2", "title": "No ferries", "text": "\n\n".join(OTHER_REPORT), "published": "2020-03-02"},
        {
            "id": "4",
            "title": "Arlen shuts pier",
            "text": " ".join((*STORY, *ADDED)),
            "published": "2020-03-04",
        },
    ]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "run.json"}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_run_fills_the_cells(news: Path, tmp_path: Path, format: str):
    run([str(news)], tmp_path / "out", RunOptions(format=format))
    rows = rows_of_folder(tmp_path / "out")["articles"]
    assert [(row["doc_id"], row["duplicate_of"] or None, row["updates"] or None) for row in rows] == [
        ("3", "1", None),
        ("1", None, None),
        ("2", None, None),
        ("4", None, "1"),
    ]
    assert [float(str(row["similarity"])) for row in rows if row["similarity"]] == [1.0]
    assert rows[0]["title"] == 'Pier, "shut"'
    assert rows[2]["text"] == "No ferries\n\n" + "\n\n".join(OTHER_REPORT)
    related = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["related"]
    assert related == {"duplicates": 1, "updates": 1}
    assert not list((tmp_path / "out").glob(".*"))


@pytest.mark.usefixtures("loaded")
def test_run_without_text_finds_the_same(news: Path, tmp_path: Path):
    run([str(news)], tmp_path / "out", RunOptions(settings=Settings(text=False)))
    rows = rows_of_folder(tmp_path / "out")["articles"]
    assert [row["duplicate_of"] or None for row in rows] == ["1", None, None, None]
    assert not any(row["text"] for row in rows)


def test_run_with_two_workers_gives_the_same_bytes(news: Path, tmp_path: Path, loaded: object):
    run([str(news)], tmp_path / "one")
    run([str(news)], tmp_path / "two", RunOptions(workers=2))
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_going_over_a_table_again_changes_no_other_cell(tmp_path: Path, format: str):
    texts = ['a "quoted", cell', "two\nlines", "x" * 200_000, " \u2028 \x85 ", "", "é\t;"]
    rows = [article(str(number), [text], title=text[:9]) for number, text in enumerate(texts)]

    def written(name: str, amend: bool) -> bytes:
        with OutputFolder(tmp_path / name, format, keep=["section"]) as folder:
            for row in rows:
                folder.write(Result(articles=[row], keep={"section": 'Home, "news"'}))
            if amend:
                folder.amend("articles", lambda row: {"updates": "9"} if row["doc_id"] == "1" else {})
            folder.finish({"eventwire": "0"})
        return (tmp_path / name / f"articles.{format}").read_bytes()

    before, after = written("before", False), written("after", True)
    assert before != after
    changed = [row["updates"] or None for row in rows_of_folder(tmp_path / "after")["articles"]]
    assert changed == [None, "9", None, None, None, None]
    rows[1] = replace(rows[1], updates="9")
    assert written("wanted", False) == after
