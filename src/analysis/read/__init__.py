"""Bytes to lines: the one door through which files come in. Knows file formats, nothing about inspections."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from analysis.read.characters import clean_characters
from analysis.read.document import Document, Line, ReadError
from analysis.read.sniff import read_bytes, sniff_format

__all__ = ["Document", "Line", "ReadError", "read_document"]

MOST_LINES = 50_000  # the longest real report has 2,500


def read_document(path: Path) -> Document:
    """Return the printed lines of the file at `path`, whatever its name ends in.

    The kind of file is told by its bytes. Raises ReadError, with a reason of problems.yml, for a file that
    cannot be read.
    """
    data = read_bytes(Path(path))
    document = clean_characters(_find_parser(sniff_format(data))(data))
    if not document.lines:
        raise ReadError("no-words")
    if len(document.lines) > MOST_LINES:
        raise ReadError("too-large", f"It has {len(document.lines):,} lines; the limit is {MOST_LINES:,}.")
    return document


def _find_parser(name: str) -> Callable[[bytes], Document]:
    """Return what parses a format: the file of its name here, loaded when first needed, for most folders hold one."""
    return getattr(import_module(f"analysis.read.{name}"), f"parse_{name}")
