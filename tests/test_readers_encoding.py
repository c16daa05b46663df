import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import InputError
from extract.readers.encoding import decode, mojibake


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("Café owners wept.".encode(), "Café owners wept.", "utf-8"),
        ("Café".encode("utf-8-sig"), "Café", "utf-8-sig"),
        ("Café".encode("utf-16"), "Café", "utf-16"),
        (b"\xfe\xff" + "Café".encode("utf-16-be"), "Café", "utf-16"),
        ("Café".encode("utf-32"), "Café", "utf-32"),
        (b"The mayor\x92s \x93plan\x94", "The mayor’s “plan”", "cp1252"),
        (
            b"A stray \x00 is kept in a long enough line",
            "A stray \x00 is kept in a long enough line",
            "utf-8",
        ),
    ],
)
def test_the_encoding_is_told_by_mark_then_validity(data, text, encoding):
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9 \x81", "is neither UTF-8 (byte 3 is 0xE9) nor cp1252 (byte 5 is 0x81): save it as UTF-8"),
        ("plain".encode("utf-16-le"), "is UTF-16 without a byte order mark, or no text: save it as UTF-8"),
        (
            b"\xef\xbb\xbfabc\xff",
            "begins with the byte order mark of UTF-8 but byte 3 is not UTF-8: save it as UTF-8",
        ),
        (b"\x89PNG\x01\x02\x03\x04\xe9", "is no text (control bytes all over it): convert it to text first"),
    ],
)
def test_bytes_in_no_known_encoding_say_what_to_do(data, message):
    with pytest.raises(InputError) as caught:
        decode(data)
    assert str(caught.value) == message


def test_a_declared_encoding_is_asked_only_where_utf8_fails():
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2") == ("Łódź", "iso8859-2")
    assert decode("Łódź".encode(), "iso-8859-2") == ("Łódź", "utf-8")
    assert decode(b"\x93plan\x94", "iso-8859-1") == ("“plan”", "cp1252")
    assert decode(b"\x93plan\x94", "no-such-thing") == ("“plan”", "cp1252")
    assert decode(b"\x93plan\x94", "utf-16") == ("“plan”", "cp1252")


@given(st.text())
def test_whatever_is_valid_utf8_comes_back_as_it_was(text):
    data = text.encode("utf-8", "replace")
    if data.count(0) * 3 < len(data):
        assert decode(data).text == data.decode().removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data):
    try:
        decoded = decode(data)
    except InputError:
        return
    assert isinstance(decoded.text, str)


@pytest.mark.parametrize(
    "text", ["They donâ€™t know", "cafÃ© owners", "â€œNoâ€\x9d", "20 Â°C", "ï»¿Title", "ðŸ˜€"]
)
def test_text_decoded_wrongly_is_noticed(text):
    assert mojibake(text)


@pytest.mark.parametrize(
    "text", ["They don’t know", "café", "“No”", "20 °C", "CAFÉ »", "São Paulo", "pâté €5", "Â", ""]
)
def test_rightly_decoded_text_is_not_suspected(text):
    assert not mojibake(text)


@given(st.text(alphabet=st.characters(min_codepoint=0xA1, max_codepoint=0xFF), min_size=1))
def test_accented_letters_read_as_cp1252_are_noticed(text):
    wrong = text.encode().decode("cp1252", errors="ignore")
    if len(wrong) == 2 * len(text):
        assert mojibake(wrong)
