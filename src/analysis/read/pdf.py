"""PDF: the lines of each page, with the place, size and weight that tell headings and notes from the text.

The text of a page is asked for in one call; layout is asked for a few characters of each line only, which
keeps reading close to the time that PDFium itself needs.
"""

import ctypes
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.read.document import Document, Line, ReadError
from analysis.read.furniture import split_furniture

MOST_PAGES = 1000  # the longest real report has under 100
MOST_CHARACTERS = 100_000  # on one page; a dense page has 6,000
MOST_SECONDS = 15
FEWEST_CHARACTERS = 20  # on an average page of a file with real text
BOLD = 600  # font weights run from 100 to 900; 400 is regular

# PDFium puts U+FFFE for a hyphen at the end of a line, and swallows the line break after it.
LINE = re.compile(r"[^\r\n\ufffe]*[^\s\ufffe][^\r\n\ufffe]*\ufffe?")


def parse_pdf(data: bytes) -> Document:
    """Return the lines of a PDF file without its page furniture, which is in `dropped`."""
    with _open(data) as pdf:
        pages = len(pdf)
        if pages > MOST_PAGES:
            raise ReadError("too-many-pages", f"It has {pages:,} pages; the limit is {MOST_PAGES:,}.")
        printed = list(_read_pages(pdf))
    if sum(len(line.text) for line in printed) < FEWEST_CHARACTERS * pages:
        raise ReadError("no-text", f"{pages} pages hold {sum(len(line.text) for line in printed)} characters.")
    kept, dropped = split_furniture(_mark_gaps(printed))
    return Document("pdf", tuple(kept), pages=pages, dropped=tuple(dropped))


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
        raise ReadError("encrypted" if locked else "damaged-pdf", f"PDFium says: {error}") from error


@dataclass(frozen=True)
class Printed:
    """A line as found on the page. `base` is the height of the line that the letters stand on."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool


def _read_pages(pdf: pdfium.PdfDocument) -> Iterator[Printed]:
    deadline = time.monotonic() + MOST_SECONDS
    for number in range(1, len(pdf) + 1):
        if time.monotonic() > deadline:
            raise ReadError("too-slow", f"After {MOST_SECONDS} seconds it was at page {number} of {len(pdf)}.")
        try:
            page = pdf[number - 1]
        except pdfium.PdfiumError as error:
            raise ReadError("damaged-pdf", f"Page {number} cannot be opened. PDFium says: {error}") from error
        yield from _read_page(page, number)
        page.close()


def _read_page(page: pdfium.PdfPage, number: int) -> Iterator[Printed]:
    textpage = page.get_textpage()
    if textpage.count_chars() > MOST_CHARACTERS:
        raise ReadError("too-large", f"Page {number} alone holds {textpage.count_chars():,} characters.")
    text = textpage.get_text_range()
    height = page.get_height()
    for match in LINE.finditer(text):
        yield _read_line(textpage.raw, match, height, number)
    textpage.close()


def _read_line(textpage, match: re.Match, height: float, page: int) -> Printed:
    """Return one line with its layout: the place of its first and last letter, the looks of its middle one.

    The middle, because the first letter of a line may be a raised footnote number or a bullet.
    """
    line = match[0]
    first = match.start() + len(line) - len(line.lstrip())
    last = match.start() + len(line.rstrip(" \t\xa0")) - 1
    middle = first + _middle_letter(line.strip())
    left, base, right, unused = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharOrigin(textpage, first, left, base)
    pdfium_c.FPDFText_GetCharBox(textpage, last, unused, right, unused, unused)
    return Printed(
        text=line.strip().replace("\ufffe", "-"),
        page=page,
        left=left.value,
        right=right.value,
        base=height - base.value,
        size=_printed_size(textpage, middle),
        bold=pdfium_c.FPDFText_GetFontWeight(textpage, middle) >= BOLD,
    )


def _printed_size(textpage, letter: int) -> float:
    """Return the height of a font as printed: some files give it as 1 and enlarge the page around it."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, letter, matrix)
    return pdfium_c.FPDFText_GetFontSize(textpage, letter) * abs(matrix.d)


def _middle_letter(text: str) -> int:
    """Return the place of a letter in the middle of a line; PDFium knows no looks of the spaces between words."""
    middle = len(text) // 2
    while text[middle].isspace():
        middle += 1
    return middle


def _mark_gaps(printed: list[Printed]) -> list[Line]:
    """Return lines that know whether more than the usual line spacing stands before them."""
    usual = _usual_spacing(printed)
    lines, above = [], None
    for now in printed:
        same_page = above is not None and above.page == now.page
        step = now.base - above.base if same_page else 0.0
        gap = step > 1.25 * max(usual, usual * now.size / 12) or step < -now.size
        lines.append(
            Line(now.text, now.page, gap=gap, left=now.left, top=now.base - now.size, right=now.right,
                 bottom=now.base, size=now.size, bold=now.bold)
        )  # fmt: skip
        above = now
    return lines


def _usual_spacing(printed: list[Printed]) -> float:
    """Return the commonest distance between two lines of a page, in points."""
    steps = Counter(
        round(now.base - above.base, 1)
        for above, now in pairwise(printed)
        if above.page == now.page and now.base - above.base > 0.5 * now.size
    )
    return steps.most_common(1)[0][0] if steps else 14.5
