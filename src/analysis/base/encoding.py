"""Bytes to text: in the encoding that they declare, or else in the one that they show."""

import codecs
import re

BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
WIDE_SAMPLE = 400  # bytes in which UTF-16 without a mark shows: English has a zero byte in every second place
WINDOWS = "cp1252"  # of Windows in western Europe, and what browsers read a declared Latin-1 as
LATIN = re.compile(r"(iso-?8859-?1|latin-?1|us-ascii|ascii)", re.I)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
# UTF-8 that was taken for the encoding of Windows and saved so, the code of mails, and signs that were lost.
GARBLED = re.compile(
    "\u00e2\u20ac[\u2122\u0153\u02dc\u201c\u201d\u00a6\u00a2\x9d]|\u00c3[\u00a9\u00a8\u00a1\u00bc]|=E2=80=|\ufffd"
)
FEWEST_GARBLED = 3  # places: one alone may be a glyph that a font did not name

GUESSED, DAMAGED = "guessed-encoding", "garbled"  # reasons of problems.yml


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """Return the text of some bytes, and the reason of problems.yml for a note on how they were read, else None.

    A byte order mark counts first, then that they are valid UTF-8, then the charset that a page or mail `declared`.
    Without either they are taken for text of Windows. Raises UnicodeDecodeError for bytes that are no text.

    >>> decode("Children’s views".encode("cp1252"))
    ('Children’s views', 'guessed-encoding')
    >>> decode("Children’s views".encode("cp1252"), declared="iso-8859-1")
    ('Children’s views', None)
    """
    wide = find_wide(data)
    if wide:
        text = data.decode(wide, errors="replace")
        return text, DAMAGED if "\ufffd" in text else None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        if (text := _decode_declared(data, declared)) is not None:
            return text, None
        if _is_damaged_utf8(data):
            return data.decode("utf-8-sig", errors="replace"), DAMAGED
        try:
            return data.decode(WINDOWS), GUESSED
        except UnicodeDecodeError:
            raise error from None


def find_wide(data: bytes) -> str | None:
    """Return the name of the encoding of bytes that are UTF-16, by their mark or by their zeros; None for others."""
    for mark, name in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return name if name == "utf-16" else None
    sample = data[:WIDE_SAMPLE]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2], sample[1 - first :: 2]
        if len(zeros) > 1 and zeros.count(0) > 0.9 * len(zeros) and not others.count(0):
            return name
    return None


def count_garbled(text: str) -> int:
    """Return in how many places a text shows that it was decoded wrongly before it was saved.

    >>> count_garbled("Childrenâ€™s views are heard, and donâ€™t get lost in a cafÃ©.")
    3
    >>> count_garbled("Children’s views are heard in a café.")
    0
    """
    return len(GARBLED.findall(text))


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        return data.decode(WINDOWS if LATIN.fullmatch(declared.strip()) else declared.strip())
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with some of them damaged: most signs beyond ASCII are whole."""
    whole, n_whole = MULTIBYTE.subn(b"", data)
    return n_whole > len(HIGH.findall(whole))
