"""Word files: paragraphs, lists and table rows in their order, headings and bullets by their styles."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from analysis.read.document import Document, Line, ReadError
from analysis.read.docx_styles import Styles

LARGEST_UNPACKED = 200_000_000  # bytes of all parts together, pictures included
LARGEST_XML = 10_000_000  # bytes of the text and styles; a real letter has under 1 MB
MOST_PARAGRAPHS = 10_000  # a real letter has under 300
PRINTED = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
# Not printed: what was deleted under review, and the second copy of a text box for older versions of Word.
UNPRINTED = (qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
# What python-docx and the libraries below it raise, at once or later, when a part is missing or garbled.
DAMAGE = (
    OpcError,
    KeyError,
    AttributeError,
    EOFError,
    NotImplementedError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
)
PAGE_FURNITURE = "page furniture"


def parse_docx(data: bytes) -> Document:
    """Return the lines of a Word file; the heads and feet of its pages are in `dropped`.

    Raises ReadError where the file is damaged, or larger than any letter.
    """
    check_unpacked_size(data)
    try:
        word = docx.Document(BytesIO(data))
        return Document("docx", tuple(_parse_body(word)), facts=_facts(word), dropped=tuple(_heads_and_feet(word)))
    except ReadError:
        raise
    except (*DAMAGE, ValueError) as error:
        raise ReadError("damaged-word", f"{type(error).__name__}: {error}.") from error


def check_unpacked_size(data: bytes) -> None:
    """Raise ReadError for an archive that says it unpacks to far more than any letter (a zip bomb)."""
    parts = zipfile.ZipFile(BytesIO(data)).infolist()
    _check("It", sum(part.file_size for part in parts), LARGEST_UNPACKED)
    _check("Its text", sum(part.file_size for part in parts if part.filename.endswith(".xml")), LARGEST_XML)


def _check(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise ReadError("too-large", f"{what} unpacks to {size / 1e6:,.0f} MB; the limit is {limit / 1e6:.0f} MB.")


def _parse_body(word: WordDocument) -> Iterator[Line]:
    styles = Styles(word)
    paragraphs = sum(1 for _ in word.element.body.iter(qn("w:p")))
    if paragraphs > MOST_PARAGRAPHS:
        raise ReadError("too-large", f"It has {paragraphs:,} paragraphs; the limit is {MOST_PARAGRAPHS:,}.")
    for element in word.element.body.iter(qn("w:p"), qn("w:tr")):
        if _unprinted(element):
            continue
        if element.tag == qn("w:tr"):
            if _is_row(element):
                yield Line(" ".join(_row_texts(element)), gap=True)
        elif not _is_row(next(element.iterancestors(qn("w:tr")), None)):
            yield from _parse_paragraph(Paragraph(element, word._body), styles)


def _parse_paragraph(paragraph: Paragraph, styles: Styles) -> Iterator[Line]:
    """Yield the lines of a paragraph: one, or more where it has breaks within."""
    texts = [text.strip() for text in _text(paragraph._p).split("\n") if text.strip()]
    if not texts:
        return
    kind, level, mark = styles.mark(paragraph)
    usual = styles.is_bold(paragraph)
    bold = all(usual if run.bold is None else run.bold for run in paragraph.runs if run.text.strip())
    for place, text in enumerate(texts):
        yield Line(text if place or not mark else f"{mark} {text}", kind=kind, level=level, gap=place == 0, bold=bold)


def _text(element: etree._Element) -> str:
    """Return the printed text below an element, with a line break for each break in it."""
    parts = element.iter(qn("w:t"), *PRINTED)
    return "".join(PRINTED.get(part.tag) or part.text or "" for part in parts if not _unprinted(part))


def _unprinted(element: etree._Element) -> bool:
    return next(element.iterancestors(*UNPRINTED), None) is not None


def _is_row(row: etree._Element | None) -> bool:
    """Tell whether a table row is one line of a table: a paragraph in each cell, and no table within."""
    if row is None:
        return False
    cells = row.findall(qn("w:tc"))
    return len(cells) > 1 and all(len(list(cell.iter(qn("w:p")))) == 1 for cell in cells)


def _row_texts(row: etree._Element) -> list[str]:
    return [text for cell in row.findall(qn("w:tc")) if (text := " ".join(_text(cell).split()))]


def _heads_and_feet(word: WordDocument) -> Iterator[tuple[str, str]]:
    for section in word.sections:
        for part in (section.header, section.footer):
            text = "\n".join(paragraph.text for paragraph in part.paragraphs if paragraph.text.strip())
            if text and not part.is_linked_to_previous:
                yield PAGE_FURNITURE, text


def _facts(word: WordDocument) -> dict[str, str]:
    known = {"title": word.core_properties.title, "author": word.core_properties.author}
    return {name: value for name, value in known.items() if value}
