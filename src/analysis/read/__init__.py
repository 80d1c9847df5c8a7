"""Bytes to lines: the one door through which files come in. Knows file formats, nothing about inspections."""

from pathlib import Path

from analysis.read.archive import is_archive, write_unpacked
from analysis.read.document import Document, Line, ReadError
from analysis.read.furniture import PRINT_OUT
from analysis.read.parsers import parse_document
from analysis.read.sniff import find_leftover, read_bytes, sniff_format

__all__ = ["PRINT_OUT", "Document", "Line", "ReadError", "is_archive", "read_document", "write_unpacked"]


def read_document(path: Path) -> Document:
    """Return the printed lines of the file at `path`, whatever its name ends in.

    The kind of file is told by its bytes; the name tells only whether a text, or what cannot be read, is a leftover of
    some program. Raises ReadError, with a reason of problems.yml, for a file that cannot be read.
    """
    path = Path(path) if isinstance(path, str) else path  # or an address, which does as well
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
