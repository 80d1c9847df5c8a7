"""PDF: the lines of each page, with the place, size and weight that tell headings and notes from the text."""

import time
from collections.abc import Collection, Container, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.read.document import Document, ReadError
from analysis.read.furniture import PAGE_FURNITURE, split_furniture
from analysis.read.pdf_page import PrintedLine, make_lines, parse_page
from analysis.read.pdf_rescue import is_cut, rescue
from analysis.read.pdf_rules import parse_drawing
from analysis.read.pdf_trial import check_streams, try_forms

MOST_PAGES = 1000  # the longest real report has under 100
MOST_CHARACTERS = 100_000  # on one page; a dense page has 6,000
MOST_SECONDS = 10
FEWEST_CHARACTERS = 20  # on an average page of a file with real text


def parse_pdf(data: bytes) -> Document:
    """Return the lines of a PDF file without its page furniture and footnotes, which are in `dropped`.

    Of a file that was cut short the whole pages are read, and a note names the others. Raises ReadError for a file
    that is damaged, asks for a password, holds no text, or asks for more time, pages or memory than any report.
    """
    check_streams(data)
    rescued = rescue(data) if is_cut(data) else None
    data, lost = rescued or (data, frozenset())
    try_forms(data)
    with _open(data) as pdf:
        pages = len(pdf)
        if pages > MOST_PAGES:
            raise ReadError("too-many-pages", f"It has {pages:,} pages; the limit is {MOST_PAGES:,}.")
        if pages <= len(lost):
            raise ReadError("damaged-pdf", f"It was cut short, and none of its {pages} pages is whole.")
        printed = list(_parse_pages(pdf, lost))
    characters = sum(len(line.text) for line in printed)
    if characters < FEWEST_CHARACTERS * (pages - len(lost)):
        raise ReadError("no-text", f"Its {pages} pages hold {characters} characters.")
    across = [(PAGE_FURNITURE, line.text) for line in printed if line.across]
    kept, dropped = split_furniture(make_lines([line for line in printed if not line.across]))
    return Document(
        "pdf",
        tuple(kept),
        pages=pages,
        dropped=(*across, *dropped),
        notes=_note_damage(pages, lost) if rescued else (),
    )


def _note_damage(pages: int, lost: Collection[int]) -> tuple[tuple[str, str], ...]:
    """Return a note on a file that was cut short: which of its pages are lost, or that none is."""
    if not lost:
        return (("pdf-mended", ""),)
    return (("pages-lost", f"Of its {pages} pages these are lost: {', '.join(map(str, sorted(lost)))}."),)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
        raise ReadError("encrypted" if locked else "damaged-pdf", f"{error}") from error


def _parse_pages(pdf: pdfium.PdfDocument, lost: Container[int]) -> Iterator[PrintedLine]:
    deadline = time.monotonic() + MOST_SECONDS
    for number in (number for number in range(1, len(pdf) + 1) if number not in lost):
        if time.monotonic() > deadline:
            raise ReadError("too-slow", f"After {MOST_SECONDS} seconds it was at page {number} of {len(pdf)}.")
        try:
            page = pdf[number - 1]
            textpage = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise ReadError("damaged-pdf", f"Page {number} cannot be opened. {error}") from error
        if textpage.count_chars() > MOST_CHARACTERS:
            raise ReadError("too-large", f"Page {number} alone holds {textpage.count_chars():,} characters.")
        height = page.get_height()
        yield from parse_page(textpage, number, height, parse_drawing(page, height))
        textpage.close()
        page.close()
