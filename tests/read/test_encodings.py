"""Text and pages in the encodings that Windows, Word and browsers write; what had to be guessed is said."""

import pytest

from analysis.base.encoding import decode
from analysis.read import ReadError, read_document

WORDS = "Children’s views are heard – and they don’t get lost in a café. " * 30
PAGE = '<html><head>{}</head><body><h1>Focused visit</h1><p>{}</p></body></html>'  # fmt: skip
META = '<meta charset="{}">'
HTTP = '<meta http-equiv=Content-Type content="text/html; charset={}">'
HTTP_LAST = "<meta content='text/html; charset={}' http-equiv='Content-Type' />"
WORD_STYLES = "<meta name=Generator content='Microsoft Word 15'><style>" + "p {margin:0cm} " * 10_000 + "</style>"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (META.format("windows-1252"), "cp1252"),
        (META.format("iso-8859-1"), "cp1252"),
        (HTTP.format("windows-1252"), "cp1252"),
        (HTTP_LAST.format("Windows-1252"), "cp1252"),
        (HTTP.format("windows-1252") + WORD_STYLES, "cp1252"),
        (META.format("utf-8"), "utf-8"),
        (META.format("windows-1252"), "utf-8"),
        (HTTP.format("macintosh"), "mac-roman"),
        (HTTP.format("unicode"), "utf-16"),
        (META.format("utf-16"), "utf-16-le"),
        ("", "utf-16-be"),
        ("", "utf-8-sig"),
    ],
    ids=[
        "Windows",
        "Latin-1, which browsers read as Windows",
        "an old meta tag, as Word writes it",
        "its attributes the other way round",
        "Word's styles behind it",
        "UTF-8",
        "UTF-8 that says otherwise",
        "an old Mac",
        "UTF-16 with its mark",
        "UTF-16 without a mark",
        "UTF-16 of the other kind",
        "a byte order mark",
    ],
)
def test_a_page_in_its_charset(tmp_path, head, encoding):
    path = tmp_path / "page.htm"
    path.write_bytes(PAGE.format(head, WORDS).encode(encoding))
    document = read_document(path)
    assert document.format == "html"
    assert document.lines[1].text == WORDS.strip()
    assert document.notes == ()


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("utf-16-le", ()),
        ("cp1252", (("guessed-encoding", ""),)),
    ],
)
def test_a_text_as_editors_save_it(tmp_path, encoding, notes):
    path = tmp_path / "letter.txt"
    path.write_bytes(WORDS.encode(encoding))
    document = read_document(path)
    assert document.lines[0].text == WORDS.strip()
    assert document.notes == notes


def test_a_page_that_declares_nothing_is_read_as_windows_with_a_note(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format("", WORDS).encode("cp1252"))
    assert read_document(path).notes == (("guessed-encoding", ""),)


def test_damaged_utf8_is_not_taken_for_windows():
    data = WORDS.encode().replace("café".encode(), b"caf\xc3", 1)
    text, note = decode(data)
    assert note == "garbled"
    assert text.startswith("Children’s views are heard – and they don’t")


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        (WORDS.encode().decode("cp1252", errors="replace"), True),
        (WORDS.replace("’", "=E2=80=99"), True),
        (WORDS.replace("’", "\ufffd"), True),
        (WORDS, False),
        ("Cecília Ångström and Zoë met Françoise. " * 20, False),
        ("The rate is 20% = 1 in 5. " * 20, False),
        ("One sign \ufffd is lost. " + WORDS, False),
    ],
    ids=["saved wrongly", "code of mails", "lost signs", "plain", "names with accents", "signs", "one lost sign"],
)
def test_garbled_text_is_named(tmp_path, text, garbled):
    path = tmp_path / "letter.txt"
    path.write_text(text, encoding="utf-8")
    assert [reason for reason, _ in read_document(path).notes] == ["garbled"] * garbled


def test_bytes_that_are_no_text_in_any_encoding_are_refused(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear \x81\x8d\x9d")
    with pytest.raises(ReadError, match="not-utf8"):
        read_document(path)
