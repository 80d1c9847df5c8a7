"""What kind of file it is, told by its bytes; by its name only where it is a leftover of some program (formats.yml)."""

import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from analysis.base.encoding import BYTE_ORDER_MARKS, find_wide
from analysis.base.resources import read_yaml
from analysis.read.document import ReadError

LARGEST_FILE = 100_000_000  # bytes; the largest real report is under 3 MB
HEAD = 4096  # bytes by which a file is known

COMPOUND = b"\xd0\xcf\x11\xe0"  # files of Office programs before 2007, and messages of Outlook
OF_WORD = b"word/"  # how the names of most parts of a Word file begin
SHORTCUT = b"L\x00\x00\x00\x01\x14\x02\x00"  # of Windows
WEB_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|title|main|article|div|table|p|h1)\b",
    re.I | re.S,
)
# The head of a mail: fields from the first line on, and one that no person writes at the head of a memo.
MAIL = re.compile(r"(From [^\n]*\r?\n)?(?=[\w-]+:[^\n]*\r?\n)(?:[\w-]+:[^\n]*\r?\n|[ \t]+[^\n]*\r?\n)*?"
                  r"(?:mime-version|content-type|message-id|received|return-path):", re.I)  # fmt: skip
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


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
    """Return pdf, docx, html, mail or text, by the first bytes of a file.

    Raises ReadError where they are those of none of these.

    >>> sniff_format(b"%PDF-1.7 ...")
    'pdf'
    >>> sniff_format(b"Dear Ms Parker, ...")
    'text'
    >>> sniff_format(b"From: clerk@example.org\\nMIME-Version: 1.0\\n\\nDear Ms Parker, ...")
    'mail'
    """
    head = data[:HEAD]
    text = _parse_head(head)
    if MAIL.match(text):
        return "mail"
    if head.startswith(b"PK\x03\x04"):  # first, for a PDF may lie in an archive as it is
        return _sniff_zip(data)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(COMPOUND):
        raise _name_compound(data)
    if kind := _find_like("bytes", head.decode("latin-1")):
        raise ReadError("other-format", f"It is {kind}.")
    if WEB_PAGE.match(text):
        return "html"
    if head.startswith(SHORTCUT):
        raise ReadError("no-letter", "It is a shortcut to a page or file (.lnk).")
    if kind := _find_like("beginnings", text.lstrip().lower()):
        raise ReadError("no-letter", f"It is {kind}.")
    if _is_binary(head):
        raise ReadError("unknown-format", f"It begins with the bytes {head[:8]!r}.")
    return "text"


def find_leftover(name: str) -> str | None:
    """Return what a file of this name is where programs leave such files behind; None for any other name.

    >>> find_leftover("~$Letter to DCS.docx")
    'the mark that Word, Excel or PowerPoint leaves while somebody has a document open'
    >>> find_leftover("Letter to DCS.docx")
    """
    return _find_like("names", name.lower(), whole=True)


@cache
def read_formats() -> dict[str, list[dict[str, Any]]]:
    """Return what formats.yml says, its patterns compiled."""
    formats = read_yaml("read/formats.yml")
    return {
        group: [entry | {"like": re.compile(entry["like"], re.S)} if "like" in entry else entry for entry in entries]
        for group, entries in formats.items()
    }


def _find_like(group: str, text: str, *, whole: bool = False) -> str | None:
    """Return what the first entry of a group of formats.yml says that a text or a whole name is like."""
    entries = read_formats()[group]
    return next((e["is"] for e in entries if (e["like"].fullmatch if whole else e["like"].match)(text)), None)


def _name_compound(data: bytes) -> ReadError:
    """Return why a compound file cannot be read: it is an old Word document, or what its parts say."""
    kinds = (entry["is"] for entry in read_formats()["compound"] if entry["part"].encode("utf-16-le") in data)
    kind = next(kinds, None)
    return ReadError("other-format", f"It is {kind}.") if kind else ReadError("old-word")


def _sniff_zip(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ReadError("damaged-word" if OF_WORD in data else "damaged-archive", f"{error}.") from error
    if any(name.startswith("word/document") for name in names):
        return "docx"
    for entry in read_formats()["packed"]:
        if any(name.startswith(entry["part"]) for name in names):
            raise ReadError("other-format", f"It is {entry['is']}.")
    raise ReadError("archive", f"Files in it: {len(names)}.")


def _parse_head(head: bytes) -> str:
    """Return the text that a file begins with, as far as it can be told: enough to know its kind by."""
    wide = find_wide(head)
    text = head[: len(head) // 2 * 2].decode(wide, errors="replace") if wide else head.decode("latin-1")
    return text.removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")


def _is_binary(head: bytes) -> bool:
    text = head.startswith(tuple(BYTE_ORDER_MARKS)) or find_wide(head) is not None
    return not text and CONTROLS.search(head) is not None
