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
from docx.text.run import Run
from lxml import etree

from analysis.read.document import Document, Line, ReadError
from analysis.read.docx_styles import Styles
from analysis.read.docx_tables import list_cells, parse_table

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
PAGE_FURNITURE, HIDDEN = "page furniture", "hidden text"
NOTES = {"footnotes": "footnote", "endnotes": "footnote", "comments": "comment"}  # by the part that holds them


def parse_docx(data: bytes) -> Document:
    """Return the lines of a Word file.

    The heads and feet of its pages, its notes, its hidden text and what stands beside the items of a table are in
    `dropped`. Raises ReadError where the file is damaged, declares entities, or is larger than any letter.
    """
    try:
        check_parts(data)
        word = docx.Document(BytesIO(data))
        body = _Body(word)
        lines = tuple(body.parse())
        dropped = (*body.dropped, *body.list_hidden(), *_list_notes(data), *_heads_and_feet(word))
        return Document("docx", lines, facts=_facts(word), dropped=dropped)
    except ReadError:
        raise
    except (*DAMAGE, ValueError) as error:
        raise ReadError("damaged-word", f"{type(error).__name__}: {error}.") from error


def check_parts(data: bytes) -> None:
    """Raise ReadError for an archive that unpacks to far more than any letter (a zip bomb), or declares entities."""
    archive = zipfile.ZipFile(BytesIO(data))
    parts = archive.infolist()
    texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    _check("It", sum(part.file_size for part in parts), LARGEST_UNPACKED)
    _check("Its text", sum(part.file_size for part in texts), LARGEST_XML)
    for part in texts:
        with archive.open(part) as stream:
            if b"<!DOCTYPE" in stream.read().replace(b"\0", b""):  # in letters of one byte or of two
                raise ReadError("damaged-word", f"{part.filename} declares entities, which Word never does.")


def _check(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise ReadError("too-large", f"{what} unpacks to {size / 1e6:,.0f} MB; the limit is {limit / 1e6:.0f} MB.")


class _Body:
    """The body of a Word file, read once in order; `dropped` fills with what stands beside listed items."""

    def __init__(self, word: WordDocument):
        self._word = word
        self._styles = Styles(word)
        self.dropped: list[tuple[str, str]] = []

    def parse(self) -> Iterator[Line]:
        """Yield the lines of the body."""
        body = self._word.element.body
        if (paragraphs := sum(1 for _ in body.iter(qn("w:p")))) > MOST_PARAGRAPHS:
            raise ReadError("too-large", f"It has {paragraphs:,} paragraphs; the limit is {MOST_PARAGRAPHS:,}.")
        done: set[etree._Element] = set()  # tables and rows that were read as a whole
        before = ""  # the text of a paragraph that goes on in the next, for its end was deleted
        for element in body.iter(qn("w:p"), qn("w:tbl"), qn("w:tr")):
            if _is_unprinted(element) or any(outer in done for outer in element.iterancestors(qn("w:tbl"), qn("w:tr"))):
                continue
            if element.tag == qn("w:p"):
                paragraph = Paragraph(element, self._word._body)
                if _goes_on(element):
                    before += self._text(element)
                    continue
                yield from self._parse_paragraph(paragraph, before)
                before = ""
            elif lines := self._parse_whole(element):
                done.add(element)
                yield from lines

    def list_hidden(self) -> Iterator[tuple[str, str]]:
        """Yield (reason, text) of what is hidden in each paragraph."""
        for element in self._word.element.body.iter(qn("w:p")):
            paragraph = Paragraph(element, self._word._body)
            hidden = "".join(text for run, text in self._runs(paragraph) if self._is_hidden(run, paragraph))
            if hidden.strip():
                yield HIDDEN, hidden.strip()

    def _parse_whole(self, element: etree._Element) -> list[Line]:
        """Return the lines of a table of items, or of a row that is one line; none of any other."""
        if element.tag == qn("w:tr"):
            return [Line(" ".join(self._row_texts(element)), gap=True)] if self._is_row(element) else []
        lines, rest = parse_table(element, self._text) or ([], [])
        self.dropped += rest
        return lines

    def _parse_paragraph(self, paragraph: Paragraph, before: str) -> Iterator[Line]:
        """Yield the lines of a paragraph: one, or more where it has breaks within."""
        shown = [(run, text) for run, text in self._runs(paragraph) if not self._is_hidden(run, paragraph)]
        texts = [part.strip() for part in (before + "".join(text for _, text in shown)).split("\n") if part.strip()]
        if not texts:
            return
        kind, level, mark = self._styles.mark(paragraph)
        usual = self._styles.is_bold(paragraph)
        weights = [usual if run.bold is None else run.bold for run, text in shown if text.strip()]
        bold = bool(weights) and all(weights)
        for index, text in enumerate(texts):
            text = text if index or not mark else f"{mark} {text}"
            yield Line(text, kind=kind, level=level, gap=index == 0, bold=bold)

    def _runs(self, paragraph: Paragraph) -> list[tuple[Run, str]]:
        """Return the runs of a paragraph that are printed and what each says, however deep they stand in it."""
        own = [run for run in paragraph._p.iter(qn("w:r")) if _is_of(run, paragraph._p) and not _is_unprinted(run)]
        return [(Run(run, paragraph), _text_of(run)) for run in own]

    def _is_hidden(self, run: Run, paragraph: Paragraph) -> bool:
        hidden = run.font.hidden
        return self._styles.is_hidden(paragraph, run) if hidden is None else hidden

    def _text(self, element: etree._Element) -> str:
        """Return the printed text of a paragraph, with a line break for each break in it."""
        paragraph = Paragraph(element, self._word._body)
        return "".join(text for run, text in self._runs(paragraph) if not self._is_hidden(run, paragraph))

    def _row_texts(self, row: etree._Element) -> list[str]:
        cells = (" ".join(" ".join(map(self._text, cell.iter(qn("w:p")))).split()) for cell in list_cells(row))
        return [text for text in cells if text]

    def _is_row(self, row: etree._Element) -> bool:
        """Tell whether a table row is one line of a table: a paragraph in each cell, and no table within."""
        cells = list_cells(row)
        texts = [[self._text(paragraph) for paragraph in cell.iter(qn("w:p"))] for cell in cells]
        single = all(len(own) == 1 or sum(1 for text in own if text.strip()) <= 1 for own in texts)
        nested = any(cell.find(f".//{qn('w:tbl')}") is not None for cell in cells)
        return len(cells) > 1 and single and not nested and any(text.strip() for own in texts for text in own)


def _text_of(run: etree._Element) -> str:
    """Return what a run prints, a text box that hangs on it left aside: its paragraphs come by themselves."""
    parts = run.iter(qn("w:t"), *PRINTED)
    return "".join(PRINTED.get(part.tag) or part.text or "" for part in parts if part.getparent() is run)


def _is_of(run: etree._Element, paragraph: etree._Element) -> bool:
    return next(run.iterancestors(qn("w:p"))) is paragraph


def _is_unprinted(element: etree._Element) -> bool:
    return next(element.iterancestors(*UNPRINTED), None) is not None


def _goes_on(paragraph: etree._Element) -> bool:
    """Tell whether the end of a paragraph was deleted under review, so that it goes on in the next one."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _list_notes(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield (reason, text) of each footnote, endnote and comment of a Word file."""
    archive = zipfile.ZipFile(BytesIO(data))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for part, reason in NOTES.items():
        if f"word/{part}.xml" not in archive.namelist():
            continue
        for note in etree.fromstring(archive.read(f"word/{part}.xml"), parser):
            paragraphs = ("".join(map(_text_of, paragraph.iter(qn("w:r")))) for paragraph in note.iter(qn("w:p")))
            if text := "\n".join(filter(None, (" ".join(words.split()) for words in paragraphs))):
                yield reason, text


def _heads_and_feet(word: WordDocument) -> Iterator[tuple[str, str]]:
    for section in word.sections:
        for part in (section.header, section.footer):
            text = "\n".join(paragraph.text for paragraph in part.paragraphs if paragraph.text.strip())
            if text and not part.is_linked_to_previous:
                yield PAGE_FURNITURE, text


def _facts(word: WordDocument) -> dict[str, str]:
    known = {"title": word.core_properties.title, "author": word.core_properties.author}
    return {name: value for name, value in known.items() if value}
