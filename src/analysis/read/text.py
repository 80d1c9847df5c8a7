"""Plain text and Markdown: a line each, marked as heading or bullet where Markdown marks it."""

import re

from analysis.base.encoding import decode
from analysis.read.document import BULLET, Document, Line, ReadError
from analysis.read.furniture import split_furniture, split_repeated

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*$")
# Lengths are bounded, so that a line of a million brackets takes no longer than a line of words.
LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,500})(?<=\S)\1(?![\w*])")
LARGEST_TEXT = 5_000_000  # bytes; a real letter has under 100,000
RULE_MARKS = "-*_= "  # a line of these alone is drawn as a rule
TABLE_MARKS = "|:- "  # a line of these alone stands below the head of a table
PAGE_BREAK = "\f"


def parse_text(data: bytes) -> Document:
    """Return the lines of a text or Markdown file; its marks (#, **, links) become what they mean.

    What repeats from page to page is in `dropped`. Raises ReadError where the file is larger than any letter, or its
    encoding is not known.
    """
    if len(data) > LARGEST_TEXT:
        limit = f"the limit is {LARGEST_TEXT / 1e6:.0f} MB."
        raise ReadError("too-large", f"The text has {len(data) / 1e6:.0f} MB; {limit}")
    text, note = decode_text(data)
    return make_text(text, note)


def make_text(text: str, note: str | None = None) -> Document:
    """Return the Document of a text that is no bytes any more; `note` is the reason of a note on how it was decoded."""
    pages = text.split(PAGE_BREAK)
    lines: list[Line] = []
    for number, page in enumerate(pages, start=1):
        lines += _parse_page(page, number if len(pages) > 1 else None)
    kept, dropped = split_furniture(lines) if len(pages) > 1 else split_repeated(lines)
    notes = ((note, ""),) if note else ()
    paged = len(pages) if len(pages) > 1 else None
    return Document("text", tuple(kept), pages=paged, dropped=tuple(dropped), notes=notes)


def decode_text(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """Return the text of some bytes and the reason of a note on it, as `analysis.base.encoding.decode` does.

    Raises ReadError for bytes that are no text.
    """
    try:
        return decode(data, declared)
    except UnicodeDecodeError as error:
        raise ReadError("not-utf8", f"Byte {error.start + 1} is {data[error.start]:#04x}.") from error


def plain(text: str) -> str:
    """Return the words of a Markdown line without its marks.

    >>> plain("**Textphone** 0161, [enquiries](mailto:a@b.c), 1\\\\. and 2*3")
    'Textphone 0161, enquiries, 1. and 2*3'
    """
    for mark, words in ((LINK, r"\1"), (STRONG, r"\2"), (EMPHASIS, r"\2"), (ESCAPED, r"\1")):
        text = mark.sub(words, text)
    return text.strip()


def _parse_page(page: str, number: int | None) -> list[Line]:
    lines: list[Line] = []
    gap, indents = True, []
    for raw in page.splitlines():
        if not raw.strip().strip(RULE_MARKS):
            gap = True
            continue
        if not raw.strip().strip(TABLE_MARKS):
            continue
        bullet = BULLET.match(raw.lstrip())
        indents = _open_indents(indents, len(raw) - len(raw.lstrip())) if bullet else indents
        lines.append(_parse_line(raw, bullet, len(indents), page=number, gap=gap))
        gap = False
    return lines


def _open_indents(indents: list[int], indent: int) -> list[int]:
    """Return the indents of the lists that are open once a bullet stands at `indent`."""
    return [outer for outer in indents if outer < indent] + [indent]


def _parse_line(raw: str, bullet: re.Match | None, level: int, **facts) -> Line:
    if heading := HEADING.match(raw.strip()):
        return Line(plain(heading[2]), kind="heading", level=len(heading[1]), **facts)
    if bullet:
        return Line(plain(raw.lstrip()[bullet.end() :]), kind="bullet", level=level, **facts)
    if row := TABLE_ROW.match(raw):
        raw = " ".join(cell.strip() for cell in row[1].split("|"))
    strong = STRONG.fullmatch(raw.strip())
    return Line(plain(raw), bold=strong is not None, **facts)
