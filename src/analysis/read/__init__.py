"""Bytes to lines: the one door through which files come in. Knows file formats, nothing about inspections."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from analysis.base.encoding import DAMAGED, FEWEST_GARBLED, count_garbled
from analysis.read.document import Document, Line, ReadError
from analysis.read.sniff import find_leftover, read_bytes, sniff_format

__all__ = ["Document", "Line", "ReadError", "parse_document", "read_document"]

MOST_LINES = 50_000  # the longest real report has 2,500


def read_document(path: Path) -> Document:
    """Return the printed lines of the file at `path`, whatever its name ends in.

    The kind of file is told by its bytes; the name tells only whether a text, or what cannot be read, is a leftover of
    some program. Raises ReadError, with a reason of problems.yml, for a file that cannot be read.
    """
    path = Path(path)
    leftover = find_leftover(path.name)
    try:
        data = read_bytes(path)
        if leftover and sniff_format(data) == "text":
            raise ReadError("no-letter")
        return parse_document(data)
    except ReadError as error:
        if leftover and error.reason != "unreadable":
            raise ReadError("no-letter", f"It is {leftover}.") from error
        raise


def parse_document(data: bytes) -> Document:
    """Return the printed lines of the bytes of a file. Raises ReadError as `read_document` does."""
    document = _find_parser(sniff_format(data))(data)
    if not document.lines:
        raise ReadError("no-words")
    if len(document.lines) > MOST_LINES:
        raise ReadError("too-large", f"It has {len(document.lines):,} lines; the limit is {MOST_LINES:,}.")
    n_garbled = sum(count_garbled(line.text) for line in document.lines)
    if n_garbled < FEWEST_GARBLED:
        return document
    others = tuple(note for note in document.notes if note[0] != DAMAGED)
    return replace(document, notes=(*others, (DAMAGED, f"There are {n_garbled} such signs.")))


def _find_parser(name: str) -> Callable[[bytes], Document]:
    """Return what parses a format: the file of its name here, loaded when first needed, for most folders hold one."""
    return getattr(import_module(f"analysis.read.{name}"), f"parse_{name}")
