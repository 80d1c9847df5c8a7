"""Bytes to lines: the one door through which files come in. Knows file formats, nothing about inspections."""

from pathlib import Path

from analysis.read import docx, html, pdf, text
from analysis.read.document import Document, Line, ReadError
from analysis.read.sniff import read_bytes, sniff_format

__all__ = ["Document", "Line", "ReadError", "read_document"]

MOST_LINES = 50_000  # the longest real report has 2,500

PARSERS = {"pdf": pdf.parse_pdf, "docx": docx.parse_docx, "html": html.parse_html, "text": text.parse_text}


def read_document(path: Path) -> Document:
    """Return the printed lines of the file at `path`, whatever its name ends in.

    The kind of file is told by its bytes. Raises ReadError, with a reason of problems.yml, for a file that
    cannot be read.
    """
    data = read_bytes(Path(path))
    document = PARSERS[sniff_format(data)](data)
    if not document.lines:
        raise ReadError("no-words")
    if len(document.lines) > MOST_LINES:
        raise ReadError("too-large", f"It has {len(document.lines):,} lines; the limit is {MOST_LINES:,}.")
    return document
