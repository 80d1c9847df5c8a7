"""What kind of file it is, told by its bytes and never by its name."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from analysis.read.document import ReadError

LARGEST_FILE = 100_000_000  # bytes; the largest real report is under 3 MB

OLD_WORD = b"\xd0\xcf\x11\xe0"
WEB_PAGE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of the file at `path`.

    Raises ReadError where it is a folder, may not be read, is empty, or is larger than LARGEST_FILE.
    """
    if path.exists() and not path.is_file():
        raise ReadError("unreadable", "It is a folder, a pipe or a device.")
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ReadError("too-large", f"It has {size / 1e6:.0f} MB; the limit is {LARGEST_FILE / 1e6:.0f} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError("unreadable", f"{error.strerror}.") from error
    if not data.strip():
        raise ReadError("empty-file")
    return data


def sniff_format(data: bytes) -> str:
    """Return pdf, docx, html or text, by the first bytes of a file.

    Raises ReadError where they are those of none of these.

    >>> sniff_format(b"%PDF-1.7 ...")
    'pdf'
    >>> sniff_format(b"Dear Ms Parker, ...")
    'text'
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    if head.startswith(OLD_WORD):
        raise ReadError("old-word")
    if WEB_PAGE.match(_without_mark(head)):
        return "html"
    if head.startswith(rb"{\rtf") or _is_binary(head):
        raise ReadError("unknown-format", f"It begins with the bytes {head[:8]!r}.")
    return "text"


def _sniff_zip(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ReadError("damaged-word", f"{error}.") from error
    if "word/document.xml" not in names:
        raise ReadError("unknown-format", "It is a ZIP archive, and no Word document.")
    return "docx"


def _is_binary(head: bytes) -> bool:
    return not head.startswith(BYTE_ORDER_MARKS) and CONTROLS.search(head) is not None


def _without_mark(head: bytes) -> bytes:
    return head.removeprefix(BYTE_ORDER_MARKS[0])
