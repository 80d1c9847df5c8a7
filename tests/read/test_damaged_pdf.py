"""PDFs that were cut short: the whole pages are read, the others named, and no letter is guessed."""

import pytest
from made_up_pdf import draw_pdf

from analysis.letters import parse_letter
from analysis.read import ReadError
from analysis.read.pdf import parse_pdf

WORDS = ["Children are seen alone.", "Plans are clear and kept.", "Visits are made on time."]


def write_as_word(*, fonts_last):
    """A PDF with its catalog first, as word processors write it, and the font before or behind the pages."""
    font = [(3, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")]
    pages = []
    for place, words in enumerate(WORDS):
        text = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % words.encode()
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>"
        pages.append((10 + place, page % (resources, 20 + place)))
        pages.append((20 + place, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)))
    kids = b" ".join(b"%d 0 R" % (10 + place) for place in range(len(WORDS)))
    head = [
        (1, b"<< /Type /Catalog /Pages 2 0 R >>"),
        (2, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(WORDS))),
    ]
    objects = head + (pages + font if fonts_last else font + pages)
    parts = [b"%d 0 obj\n%s\nendobj\n" % one for one in objects]
    return b"%PDF-1.4\n" + b"".join(parts), [b"%d 0 obj" % number for number, _ in objects]


def cut_before(data, mark):
    return data[: data.index(mark) + 4]


def texts(document):
    return [line.text for line in document.lines]


def test_a_file_that_lacks_only_its_table_is_read_whole_and_says_so():
    data, _ = write_as_word(fonts_last=False)
    document = parse_pdf(data)
    assert texts(document) == WORDS
    assert [reason for reason, _ in document.notes] == ["pdf-mended"]


def test_pages_that_are_lost_are_named():
    data, _ = write_as_word(fonts_last=False)
    document = parse_pdf(cut_before(data, b"22 0 obj"))
    assert (texts(document), document.pages) == (WORDS[:2], 3)
    assert dict(parse_letter(document).notes)["pages-lost"] == "Of its 3 pages these are lost: 3."
    document = parse_pdf(cut_before(data, b"11 0 obj"))
    assert texts(document) == WORDS[:1]
    assert dict(document.notes)["pages-lost"] == "Of its 3 pages these are lost: 2, 3."


def test_pages_without_their_fonts_are_lost_for_their_letters_would_be_guessed():
    data, _ = write_as_word(fonts_last=True)
    with pytest.raises(ReadError, match="none of its 3 pages is whole"):
        parse_pdf(cut_before(data, b"3 0 obj"))


def test_a_whole_file_says_nothing_and_one_without_a_catalog_is_damaged():
    whole = draw_pdf(lambda page: page.words(*WORDS))
    document = parse_pdf(whole)
    assert document.notes == ()
    with pytest.raises(ReadError, match="damaged-pdf"):
        parse_pdf(whole[:200])
