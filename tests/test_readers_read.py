import gzip
import io
import json
import sys

import pytest

from extract.article import Article
from extract.errors import InputError, MissingExtraError, OptionError
from extract.readers import ReadFailure, ReadOptions, read, read_one


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def to(name, content):
        data = content if isinstance(content, bytes) else content.encode()
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return name

    return to


@pytest.fixture
def stdin(monkeypatch):
    def give(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def ids(items):
    return [item.doc_id if isinstance(item, Article) else f"! {item.doc_id}" for item in items]


def only_failure(items):
    failures = [item for item in items if isinstance(item, ReadFailure)]
    assert len(failures) == 1
    return failures[0].message


# -- what comes in -----------------------------------------------------------------------


def test_a_text_file_is_one_article_whose_title_is_left_to_the_layout(write):
    assert list(read([write("a.txt", "Rain falls\r\n\r\nIt rained.")])) == [
        Article(text="Rain falls\r\n\r\nIt rained.", doc_id="a.txt", source="a.txt")
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson"])
def test_json_lines_bring_their_columns(write, name):
    record = {
        "id": 7,
        "text": "It rained.",
        "title": "Rain",
        "published": "2005-03-03T09:00:00Z",
        "desk": {"a": [1]},
    }
    record |= {"byline": "Jane Roe", "url": "https://example.org/7", "source": "The Post"}
    (article,) = read([write(name, json.dumps(record))], ReadOptions(keep=("desk",)))
    assert article == Article(
        text="It rained.",
        doc_id="7",
        title="Rain",
        published="2005-03-03",
        published_from="record",
        byline="Jane Roe",
        source="The Post",
        url="https://example.org/7",
        keep={"desk": '{"a": [1]}'},
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'id,title,text,published\n1,Rain,"It ""rained"",\nall day.",2005-03-03\n'),
        ("a.csv.gz", 'id,title,text,published\r\n1,Rain,"It ""rained"",\nall day.",2005-03-03\r\n'),
        ("a.csv", '\ufeffid;title;text;published\n1;Rain;"It ""rained"",\nall day.";2005-03-03'),
        ("a.csv", 'id,title,text,published\r1,Rain,"It ""rained"",\nall day.",2005-03-03\r'),
        ("a.tsv", 'id\ttitle\ttext\tpublished\n\n1\tRain\t"It ""rained"",\nall day."\t2005-03-03\n'),
    ],
)
def test_a_table_keeps_quoted_line_ends_delimiters_and_quotation_marks(write, name, content):
    (article,) = read([write(name, content)])
    assert (article.doc_id, article.title, article.text) == ("1", "Rain", 'It "rained",\nall day.')
    assert (article.published, article.published_from) == ("2005-03-03", "record")


def test_a_cell_may_be_longer_than_the_csv_module_likes_and_hold_nul(write):
    (article,) = read([write("a.csv", "text\n" + "x" * 200_000 + "\0y\n")])
    assert len(article.text) == 200_002


def test_utf16_files_are_read_as_streams(write):
    (article,) = read([write("a.jsonl", '{"text": "Café"}\n'.encode("utf-16"))])
    assert article.text == "Café"
    (article,) = read([write("b.csv", "text\nCafé\n".encode("utf-16"))])
    assert article.text == "Café"


def test_renamed_columns(write):
    options = ReadOptions(id_column="nr", text_column="body", title_column="head", published_column="day")
    (article,) = read([write("a.csv", "nr,body,head,day\n9,It rained.,Rain,20050303\n")], options)
    assert (article.doc_id, article.text, article.title, article.published) == (
        "9",
        "It rained.",
        "Rain",
        "2005-03-03",
    )


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Bridge closed after storm</title>
<meta property="og:site_name" content="The River Post"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2005-03-03T09:00:00Z"></head>
<body><nav><a href="/">Home</a></nav>
<article><h1>Bridge closed after storm</h1>
<p>The council closed the old bridge on Monday after a storm damaged two of its arches, engineers said.</p>
<p>Drivers were sent over the ring road, and the repair will take three weeks, according to the council.</p>
<p>The bridge was built in 1871 and has been closed twice before, once for a flood and once for a fire.</p>
</article><footer>Copyright 2020</footer></body></html>"""


def test_a_page_brings_title_date_byline_and_site(write):
    (article,) = read([write("a.html", PAGE)])
    assert article.title == "Bridge closed after storm"
    assert (article.published, article.published_from) == ("2005-03-03", "page")
    assert (article.byline, article.source, article.doc_id) == ("Jane Roe", "The River Post", "a.html")
    assert "The council closed the old bridge" in article.text
    assert "Home" not in article.text


def test_a_page_without_the_extra_says_how_to_get_it(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    message = "reading web pages (.html) needs an optional library: pip install 'eventwire[html]'"
    assert only_failure(read([write("a.html", PAGE), write("b.txt", "x")])) == f"a.html: {message}"
    with pytest.raises(MissingExtraError) as caught:
        read_one("a.html")
    assert str(caught.value) == message


def test_standard_input_is_json_lines(stdin):
    stdin(b'{"text": "One."}\n\n{"text": "Two.", "id": "b"}\n{"text": "Three."}')
    assert ids(read(["-"])) == ["-#1", "b", "-#3"]


# -- ids ---------------------------------------------------------------------------------


def test_ids_are_the_records_own_else_path_and_number(write):
    write("news/a.txt", "x")
    write("news/sub/b.csv", "text,id\nOne.,\nTwo.,7\nThree.,\n")
    write(
        "news/sub/c.jsonl",
        '{"text": "One.", "id": 1.5}\n{"text": "Two.", "id": null}\n{"text": "Three.", "id": " "}',
    )
    assert ids(read(["news"])) == [
        "a.txt",
        "sub/b.csv#1",
        "7",
        "sub/b.csv#3",
        "1.5",
        "sub/c.jsonl#2",
        "sub/c.jsonl#3",
    ]


def test_a_repeated_id_names_both_places(write):
    inputs = [write("a.jsonl", '{"id": 1, "text": "One."}'), write("b.csv", "id,text\n2,Two.\n1,Again.\n")]
    items = list(read(inputs))
    assert ids(items) == ["1", "2", "! 1"]
    assert items[2] == ReadFailure(
        "1",
        "b.csv",
        "b.csv row 2 (line 3): the id '1' is that of a.jsonl line 1 already: give each record its own id",
    )


def test_same_names_in_two_folders_are_a_repeated_id(write):
    message = only_failure(read([write("x/a.txt", "x"), write("y/a.txt", "y")]))
    assert message == "y/a.txt: the id 'a.txt' is that of x/a.txt already: give each record its own id"


# -- dates and warnings ------------------------------------------------------------------


def test_the_option_dates_only_records_without_a_date(write):
    name = write("a.csv", "text,published\nOne.,2005-03-03\nTwo.,\nThree.,3/4/05\n")
    one, two, three = read([name], ReadOptions(published="2006-01-01"))
    assert (one.published, one.published_from) == ("2005-03-03", "record")
    assert (two.published, two.published_from) == ("2006-01-01", "option")
    assert (three.published, three.published_from) == (None, "")
    assert three.warnings == ("published date '3/4/05' is not understood: write it as YYYY-MM-DD",)


def test_an_option_that_is_no_date_is_refused_at_once():
    with pytest.raises(OptionError, match=r"^--published: published date 'May' is not understood"):
        read(["a.txt"], ReadOptions(published="May"))


def test_warnings_tell_what_was_noticed_and_not_mended(write):
    (article,) = read([write("a.txt", b"The mayor\x92s plan")])
    assert article.text == "The mayor’s plan"
    assert article.warnings == ("the bytes are not UTF-8 and were read as cp1252 (Windows)",)
    (article,) = read([write("b.txt", "They donâ€™t know")])
    assert article.text == "They donâ€™t know"
    assert article.warnings == (
        "the text looks wrongly decoded before (such as â€™ for ’): get it again in UTF-8",
    )
    (article,) = read([write("c.jsonl", '{"text": "x", "title": ["y"]}')])
    assert article.warnings == ("the title (title) is a list and was left out",)
    (article,) = read([write("d.jsonl", '{"text": "x", "title": "y"}')], ReadOptions(title_column="head"))
    assert article.warnings == ("there is no 'head' here (--title-column)",)


# -- what goes wrong ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"[1, 2]", 'the JSON is no object: write {"text": "..."} on each line'),
        (b'"text"', 'the JSON is no object: write {"text": "..."} on each line'),
        (b'{"text": }', "broken JSON (Expecting value at character 10): write one object a line"),
        (b'{"text": ' + b"1" * 5000 + b"}", "broken JSON (a number too long): write one object a line"),
        (b"[" * 200_000, "the JSON is nested too deep: write one flat object a line"),
        (b'{"text": null}', "the text (text) is empty: fill it or leave the record out"),
        (b'{"text": " \\u0000\\n"}', "the text (text) is empty: fill it or leave the record out"),
        (b'{"text": 5}', "the text (text) is a number: make it a string"),
        (b'{"text": ["x"]}', "the text (text) is a list: make it a string"),
        (b'{"text": "x", "id": {}}', "the id (id) is an object: make it text or a number"),
        (
            b'{"url": "u", "maintext": "x"}',
            "no column 'text' (there are: url, maintext): use --text-column maintext",
        ),
        (b'{"url": "u"}', "no column 'text' (there are: url): name the right one with --text-column"),
        (b"{}", "no column 'text' (there are no columns at all): name the right one with --text-column"),
        (
            b'{"text": "\xe9 \x81"}',
            "is neither UTF-8 (byte 10 is 0xE9) nor cp1252 (byte 12 is 0x81): save it as UTF-8",
        ),
    ],
)
def test_a_bad_line_is_one_failure_and_the_rest_goes_through(write, line, message):
    name = write("a.jsonl", b'{"text": "One."}\n' + line + b'\n{"text": "Three."}\n')
    one, bad, three = read([name])
    assert bad == ReadFailure("a.jsonl#2", "a.jsonl", f"a.jsonl line 2: {message}")
    assert (one.text, three.text) == ("One.", "Three.")


@pytest.mark.parametrize(
    "content", ['[\n{"text": "x"}\n]', '{\n"text": "x"\n}', '[{"text": "x"},\n{"text": "y"}]']
)
def test_a_json_document_is_one_failure(write, content):
    assert only_failure(read([write("a.jsonl", content)])) == (
        "a.jsonl: is one JSON document, not JSON Lines: write one object a line, without [ ] around"
    )


@pytest.mark.parametrize(
    ("header", "options", "message"),
    [
        ("id,Text", {}, "no column 'text' (there are: id, Text): use --text-column Text"),
        ("id,body", {}, "no column 'text' (there are: id, body): use --text-column body"),
        ("id,texts", {}, "no column 'text' (there are: id, texts): use --text-column texts"),
        ("id;x;y", {}, "no column 'text' (there are: id, x, y): name the right one with --text-column"),
        (
            "id,text",
            {"published_column": "date"},
            "no column 'date' (there are: id, text): name the right one with --published-column",
        ),
        ("Id,text", {"id_column": "ID"}, "no column 'ID' (there are: Id, text): use --id-column Id"),
        (
            "id,text",
            {"keep": ("desk",)},
            "no column 'desk' (there are: id, text): name the right one with --keep",
        ),
        ("text,text", {}, "two columns are called 'text': rename one of them"),
        ("", {}, "is empty: its first row must name the columns"),
    ],
)
def test_a_table_without_the_named_column_lists_those_there_are(write, header, options, message):
    name = write("a.csv", f"{header}\n1,2\n" if header else "")
    assert only_failure(read([name], ReadOptions(**options))) == f"a.csv: {message}"


def test_rows_that_do_not_fit_are_failures(write):
    name = write("a.csv", "id,text\n1,It rained, all day.\n2\n3,Fine.\n")
    long, short, good = read([name])
    assert long.message == (
        "a.csv row 1 (line 2): 3 cells where the header has 2: quote the cells that hold the delimiter"
    )
    assert short.message == "a.csv row 2 (line 3): the text (text) is empty: fill it or leave the record out"
    assert good.doc_id == "3"


def test_a_quotation_mark_never_closed_does_not_swallow_the_table_silently(write):
    items = list(read([write("a.csv", 'id,text\n1,Fine.\n2,"It rained.\n3,Lost.\n')]))
    assert ids(items) == ["1", "! a.csv#2"]
    assert items[1].message == (
        "a.csv row 2 (line 3): a quotation mark opens a cell and is never closed: "
        "double the quotation marks inside cells"
    )


def test_a_bad_byte_in_a_table_costs_one_row(write):
    one, bad, three = read([write("a.csv", b"text\nOne.\ncaf\xe9 \x81\nThree.\n")])
    assert bad.message == (
        "a.csv row 2 (line 3): is neither UTF-8 (byte 3 is 0xE9) nor cp1252 (byte 5 is 0x81): "
        "save it as UTF-8"
    )
    assert (one.text, three.text) == ("One.", "Three.")


def test_a_truncated_gzip_gives_what_it_has(write, tmp_path):
    write("a.jsonl.gz", "".join(f'{{"text": "{n} {hash_like(n)}"}}\n' for n in range(2000)))
    data = (tmp_path / "a.jsonl.gz").read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    *articles, failure, after = read(["a.jsonl.gz", write("b.txt", "x")])
    assert after.doc_id == "b.txt"
    assert len(articles) > 100
    assert failure.message == (
        "a.jsonl.gz: the gzip file is cut off: copy or download it again "
        f"(records before the fault: {len(articles)})"
    )


def hash_like(n):
    return n * 2654435761 % 2**32


def test_what_is_no_gzip_says_so(write, tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(b"plain")
    message = only_failure(read(["a.txt.gz", write("b.txt", "x")]))
    assert message == "a.txt.gz: is no valid gzip file: unpack it, or name it without .gz"


def test_a_file_without_permission_is_a_failure(write, monkeypatch):
    inputs = [write("a.txt", "x"), write("b.txt", "y")]
    real = open

    def refuse(path, *rest):
        if path == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)

    monkeypatch.setattr("extract.readers.files.open", refuse, raising=False)
    message = only_failure(read(inputs))
    assert message == "a.txt: no permission to read it: change its permissions, or run as its owner"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", " \n", "holds no text: fill it or leave it out"),
        (
            "a.txt",
            b"\xe9\x81",
            "is neither UTF-8 (byte 0 is 0xE9) nor cp1252 (byte 1 is 0x81): save it as UTF-8",
        ),
        ("a.jsonl", "\n\n", "holds no record: fill it or leave it out"),
        ("a.csv", "id,text\n", "holds no record: fill it or leave it out"),
        ("a.html", "<html></html>", "no article text found in the page: save its text as .txt"),
        ("a.html", "", "no article text found in the page: save its text as .txt"),
    ],
)
def test_a_file_without_articles_is_a_failure(write, name, content, message):
    assert only_failure(read([write(name, content), write("z.txt", "x")])) == f"a{name[1:]}: {message}"


def test_a_missing_input_among_others_is_a_failure(write):
    inputs = ["no.txt", write("b.txt", "x")]
    assert only_failure(read(inputs)) == "no.txt: there is no such file or folder: check the path"


def test_nothing_to_read_at_all_is_an_error_at_the_call(write):
    with pytest.raises(
        InputError, match=r"^no\.txt: there is no such file or folder: check the path \(and 1 more"
    ):
        read(["no.txt", "no.csv"])
    with pytest.raises(
        InputError, match=r"^no input: name a file, a folder, a glob or - for standard input$"
    ):
        read([])


class Endless(io.RawIOBase):
    """Standard input that goes on and on, and fails the test where it is read to no purpose."""

    given = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        line = b'{"text": "One."}\n'
        self.given += 1
        assert self.given < 10_000, "read far ahead of what was asked for"
        buffer[: len(line)] = line
        return len(line)


def test_reading_is_a_stream(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    items = read(["-"])
    assert [next(items).doc_id for _ in range(3)] == ["-#1", "-#2", "-#3"]


# -- one article -------------------------------------------------------------------------


def test_read_one_reads_files_of_one_article(write):
    assert read_one(write("a.txt", "x"), ReadOptions(published="2005-03-03")).published_from == "option"
    assert read_one(write("a.jsonl", '{"text": "One.", "id": 3}')).doc_id == "3"
    assert read_one(write("a.html", PAGE)).published == "2005-03-03"


def test_read_one_takes_text_or_a_page_from_standard_input(stdin):
    stdin("Café".encode())
    assert read_one("-") == Article(text="Café", doc_id="-#1", source="standard input")
    stdin(PAGE.encode())
    assert read_one("-").title == "Bridge closed after storm"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.csv",
            "text\nOne.\nTwo.\n",
            "a.csv: holds more than one article: use `eventwire run` for a corpus",
        ),
        ("a.txt", "", "a.txt: holds no text: fill it or leave it out"),
        ("a.parquet", "", "a.parquet: .parquet is not read yet: convert it to .csv or .jsonl"),
        ("a/b.txt", "x", None),
    ],
)
def test_read_one_raises_what_read_reports(write, name, content, message):
    write(name, content)
    if message is None:
        assert read_one("a").doc_id == "b.txt"
        return
    with pytest.raises(InputError) as caught:
        read_one(name)
    assert str(caught.value) == message
