"""Files that cannot be read say why and what to do, soon and at little cost; odd ones are read all the same."""

import os
import time

import pytest
from hostile import (
    make_docx,
    make_pdf,
    make_raw_pdf,
    paragraph,
    pdf_bomb,
    pdf_of_nested_forms,
    pdf_of_nested_page_trees,
)

from analysis.base.problems import explain
from analysis.letters import parse_letter
from analysis.read import ReadError, read_document
from analysis.read.pdf import parse_pdf

TEXT = b"Dear Ms Finch\n\nThis is a letter.\n"
PAGE = "<!doctype html><html><body>{}</body></html>"

REFUSED = {
    "an empty file": (lambda: b"", "empty-file"),
    "a file of spaces": (lambda: b" \n\t ", "empty-file"),
    "a file of rules": (lambda: b"----\n\n****\n", "no-words"),
    "a file of bullets": (lambda: b"\xb7\n\n\xb7\n", "no-words"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unknown-format"),
    "rich text": (lambda: rb"{\rtf1\ansi Dear}", "other-format"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-word"),
    "bytes in no encoding": (lambda: b"Dear \x81\x8d\x9d", "not-utf8"),
    "text of ten megabytes": (lambda: b"word " * 2_000_000, "too-large"),
    "a truncated PDF": (lambda: make_pdf(["A line of the letter, long enough."])[:300], "damaged-pdf"),
    "a PDF with a password": (lambda: make_pdf(["A line of the letter."], encrypt="secret"), "encrypted"),
    "a scanned PDF": (lambda: make_pdf([""] * 3), "no-text"),
    "a PDF of 5,000 pages": (lambda: make_raw_pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 5000>>" % b" ".join(b"%d 0 R" % (page + 3) for page in range(5000)),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * 5000,
    ]), "too-many-pages"),
    "a PDF of nested page trees": (lambda: pdf_of_nested_page_trees(20_000), "damaged-pdf"),
    "a PDF of nested forms": (lambda: pdf_of_nested_forms(15), "too-slow"),
    "a PDF of 101 MB": (lambda: b"%PDF-1.7".ljust(101_000_000), "too-large"),
    "a PDF that unpacks to 51 MB": (lambda: pdf_bomb(51_000_000), "too-large"),
    "a ZIP file": (lambda: b"PK\x03\x04" + b"\0" * 60, "damaged-archive"),
    "an empty Word file": (lambda: make_docx(), "no-words"),
    "a truncated Word file": (lambda: make_docx(paragraph("A line."))[:-200], "damaged-word"),
    "a Word file with a huge picture": (lambda: make_docx(**{"media/picture.bin": b"\0" * 200_000_001}), "too-large"),
    "a Word file with a huge text": (lambda: make_docx(b"<w:p>%s</w:p>" % (b"<w:r/>" * 2_000_000)), "too-large"),
    "a Word file of many paragraphs": (lambda: make_docx(paragraph("x") * 20_000), "too-large"),
    "a Word file of nested tables": (lambda: make_docx(b"<w:tbl><w:tr><w:tc>" * 3000), "damaged-word"),
    "a page that says not found": (lambda: PAGE.format("<h1>Report not found</h1>").encode(), "no-report-in-page"),
    "a page of many elements": (lambda: PAGE.format("<p>word" * 300_000).encode(), "too-large"),
    "a page of nested elements": (lambda: PAGE.format("<div>" * 200_000 + "word " * 500).encode(), "no-report-in-page"),
}  # fmt: skip

READ = {
    "UTF-16 with a byte order mark": lambda: "Dear Ms Finch, this is a letter.".encode("utf-16"),
    "a line of a million brackets": lambda: b"[" * 1_000_000,
    "a line of a million digits": lambda: b"1,12 and " * 100_000,
    "deep lists": lambda: b"".join(b" " * depth + b"- item\n" for depth in range(1000)),
    "a Word file of tables in tables": lambda: make_docx(
        b"<w:tbl><w:tr><w:tc>" * 60 + paragraph("word") + b"</w:tc></w:tr></w:tbl>" * 60
    ),
    "a page with scripts": lambda: PAGE.format("<script>alert('x')</script>" + "<p>word</p>" * 200).encode(),
}


@pytest.fixture
def write(tmp_path):
    def write(data: bytes, name: str = "letter.pdf"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("what", REFUSED)
def test_a_bad_file_is_refused_with_its_reason_and_a_remedy(write, monkeypatch, what):
    monkeypatch.setattr("analysis.read.pdf_trial.MOST_SECONDS", 1)
    make, reason = REFUSED[what]
    path = write(make())
    started = time.monotonic()
    with pytest.raises(ReadError) as refusal:
        read_document(path)
    assert refusal.value.reason == reason
    assert explain(reason, refusal.value.detail).endswith(".")
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("what", READ)
def test_an_odd_file_is_read(write, what):
    path = write(READ[what]())
    started = time.monotonic()
    letter = parse_letter(read_document(path))
    assert letter.framework == "other"
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "name",
    ["letter", "letter.docx", "it's a “letter” 📄.html", "a b.PDF"],
    ids=["no extension", "another extension", "quotes and a picture", "a space and capitals"],
)
def test_the_name_of_a_file_says_nothing(write, name):
    assert read_document(write(TEXT, name)).format == "text"
    assert read_document(write(make_pdf(["A line of the letter, long enough."]), name)).format == "pdf"


def test_a_file_that_may_not_be_read_says_so(write):
    path = write(TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(ReadError, match="unreadable"):
        read_document(path)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ReadError, match="unreadable"):
        read_document(tmp_path)


def test_scripts_and_styles_of_a_page_are_no_words(write):
    document = read_document(write(READ["a page with scripts"]()))
    assert not any(
        "alert" in text for text in [line.text for line in document.lines] + [t for _, t in document.dropped]
    )


def test_reading_stops_when_it_takes_too_long(monkeypatch):
    monkeypatch.setattr("analysis.read.pdf.MOST_SECONDS", -1)
    with pytest.raises(ReadError, match="too-slow"):
        parse_pdf(make_pdf(["A line of the letter, long enough."]))
