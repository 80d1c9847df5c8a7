"""One page of a PDF as lines with their layout.

The text of a page is asked for in one call; layout is asked for a few characters of each line only, which keeps
reading close to the time that PDFium itself needs.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.read.document import BULLET, Line, body_size
from analysis.read.pdf_rules import MOST_RULES, Drawing

BOLD = 600  # font weights run from 100 to 900; 400 is regular
RAISED = 0.8  # the size of a footnote mark, at the most, as a share of the text it stands in
LINE_APART = 0.8  # of the size of the letters: two lines are so far apart at the least
LEAST_APART = 4  # points
ASKEW = 0.2  # the sine of an angle over its cosine, or the other way about; slanted letters stand upright
SAME_HEIGHT = 3  # points
NEAR_BULLET = 40  # points
DRAWN_BULLET = "•"
SAME_SIZE = 0.5  # points
NORMAL_SPACING = 1.2  # of the size of the letters from line to line, where no paragraph has two lines to show it
SHORTEST_WRAPPED = 25  # characters of a line that goes on in the next for want of room, also in a narrow column
WIDER = 1.25  # times the usual spacing: so far apart are paragraphs, at the least

# PDFium puts U+FFFE for a hyphen at the end of a line, and swallows the line break after it.
LINE = re.compile(r"[^\r\n\ufffe]*[^\s\ufffe][^\r\n\ufffe]*\ufffe?")
ENDED = re.compile(r"[.?!…:][’”'\")\]]*$")
GLUED_MARK = re.compile(r"(?<=[a-z.,;:)’”])\d{1,2}(?=[\s.,;:)]|$)")


class PrintedLine(NamedTuple):
    """A line as found on the page. `base` is the height of the line that its letters stand on."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    mark: bool = False  # a footnote mark, raised above the line it stands in
    row: int | None = None  # of a ruled table or box, on its page
    across: bool = False  # askew, as a watermark is


def parse_page(textpage: pdfium.PdfTextPage, page: int, height: float, drawing: Drawing) -> Iterator[PrintedLine]:
    """Yield the lines of a page in the order of the file; footnote marks come after the line they stood in."""
    layout = Layout(textpage)
    for match in LINE.finditer(textpage.get_text_range()):
        for text, start in layout.part_heights(match[0], match.start()):
            line = layout.parse_line(text, start, page, height)
            if GLUED_MARK.search(text) is None:
                yield _add_drawing(line, drawing)
            else:
                whole, *marks = _part_marks(line, text, start, layout)
                yield from (_add_drawing(whole, drawing), *marks)


def _add_drawing(line: PrintedLine, drawing: Drawing) -> PrintedLine:
    """Return a line with the ruled row that it stands in, and with the bullet that is drawn before it as a letter."""
    row = drawing.find_row(line.left, line.base - line.size / 3) if drawing.across else None
    dot = drawing.find_bullet(line.left, line.base - line.size, line.base, NEAR_BULLET) if drawing.dots else None
    if dot is None or BULLET.match(line.text):
        return line._replace(row=row) if row is not None else line
    return line._replace(row=row, text=f"{DRAWN_BULLET} {line.text}", left=dot.left)


def _part_marks(line: PrintedLine, text: str, start: int, layout: "Layout") -> Iterator[PrintedLine]:
    """Yield a line without the footnote marks glued to its words, and then the marks."""
    marks = [mark for mark in GLUED_MARK.finditer(text) if layout.is_raised(start + mark.start(), line)]
    for mark in reversed(marks):
        text = text[: mark.start()] + text[mark.end() :]
    yield line._replace(text=text.strip().replace("\ufffe", "-"))
    for mark in marks:
        yield line._replace(text=mark[0], mark=True)


class Layout:
    """Where and how the characters of a page stand; PDFium writes its answers into the same few cells."""

    def __init__(self, textpage: pdfium.PdfTextPage):
        self._page = textpage.raw
        self._left, self._right, self._base, self._unused = (ctypes.c_double() for _ in range(4))
        self._matrix = pdfium_c.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(100), ctypes.c_int()

    def parse_line(self, text: str, start: int, page: int, height: float) -> PrintedLine:
        """Return a line that starts at a character: where its first and last letter stand, how the middle one looks.

        The middle, because the first may be a bullet, or the raised number of a footnote.
        """
        words = text.strip()
        first = start + len(text) - len(text.lstrip())
        middle = first + _middle_letter(words)
        pdfium_c.FPDFText_GetCharOrigin(self._page, first, self._left, self._base)
        pdfium_c.FPDFText_GetCharBox(
            self._page, first + len(words) - 1, self._unused, self._right, self._unused, self._unused
        )
        return PrintedLine(
            text=words.replace("\ufffe", "-"),
            page=page,
            left=self._left.value,
            right=self._right.value,
            base=height - self._base.value,
            size=self.size(middle),
            bold=self.is_bold(middle),
            across=self.is_askew(),
        )

    def part_heights(self, text: str, start: int) -> Iterator[tuple[str, int]]:
        """Yield the parts of a line that stand at one height, each with its first character.

        Beside words across the page PDFium takes two lines for one.
        """
        words = text.rstrip()
        first, last = start + len(text) - len(text.lstrip()), start + len(words) - 1
        drop = abs(self._height(first) - self._height(last))
        if drop < LEAST_APART or drop < self.size(first) * LINE_APART or self.is_askew():
            yield text, start
            return
        begin, base = 0, self._height(first)
        for index, character in enumerate(words):
            here = base if character.isspace() else self._height(start + index)
            if abs(here - base) > self.size(first) * LINE_APART:
                yield words[begin:index], start + begin
                begin, base = index, here
        yield words[begin:], start + begin

    def _height(self, character: int) -> float:
        pdfium_c.FPDFText_GetCharOrigin(self._page, character, self._unused, self._base)
        return self._base.value

    def is_askew(self) -> bool:
        """Tell whether the character of which the size was asked last stands askew, as a watermark across a page."""
        along, up = abs(self._matrix.a), abs(self._matrix.b)
        return up > 0 and min(along, up) > ASKEW * max(along, up)

    def is_bold(self, character: int) -> bool:
        """Tell whether a character is bold: by its weight, or where the file gives none by the name of its font."""
        weight = pdfium_c.FPDFText_GetFontWeight(self._page, character)
        if weight > 0:
            return weight >= BOLD
        pdfium_c.FPDFText_GetFontInfo(self._page, character, self._name, len(self._name), self._flags)
        return b"bold" in self._name.value.lower()

    def size(self, character: int) -> float:
        """Return a font size as printed: some files give it as 1 and enlarge the page around it."""
        pdfium_c.FPDFText_GetMatrix(self._page, character, self._matrix)
        return pdfium_c.FPDFText_GetFontSize(self._page, character) * abs(self._matrix.d)

    def is_raised(self, character: int, line: PrintedLine) -> bool:
        """Tell whether a character of a line is set as small as a footnote mark."""
        return self.size(character) < RAISED * line.size


def make_lines(printed: Sequence[PrintedLine]) -> list[Line]:
    """Return lines that know whether more than the usual line spacing stands before them."""
    body = body_size(printed) or 0.0
    usual = _usual_spacing(printed, body)
    lines: list[Line] = []
    above: PrintedLine | None = None
    for now in _join_pieces(printed):
        step = now.base - above.base if above is not None and above.page == now.page else 0.0
        gap = step > WIDER * usual * _mean_size(above, now, body) or step < -now.size
        gap = gap or (above is not None and above.page == now.page and above.row != now.row)
        kind = "mark" if now.mark else "text"
        row = None if now.row is None else now.page * MOST_RULES + now.row
        top = now.base - now.size
        lines.append(
            Line(now.text, now.page, kind, 0, gap, now.left, top, now.right, now.base, now.size, now.bold, row)
        )
        above = above if now.mark else now
    return lines


def _mean_size(above: PrintedLine | None, now: PrintedLine, body: float) -> float:
    """Return the size by which two lines stand apart: their mean, as far as they are smaller than the text."""
    smaller = min(above.size if above is not None else body, body)
    return max(now.size, (smaller + now.size) / 2)


def _join_pieces(printed: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return whole lines: a bullet, or what stands on both sides of a footnote mark, may come in pieces."""
    lines: list[PrintedLine] = []
    line: PrintedLine | None = None
    for now in printed:
        if line is None or now.page != line.page or abs(now.base - line.base) > line.size:
            line = now
        elif now.mark or _is_raised_number(now, line):
            now = now._replace(mark=True)
        elif _goes_on(line, now):
            index = next(index for index in range(len(lines) - 1, -1, -1) if lines[index] is line)
            lines[index] = line = line._replace(text=f"{line.text} {now.text}", right=now.right)
            continue
        else:
            line = now
        lines.append(now)
    return [line._replace(mark=True) if len(line.text) == 1 and BULLET.match(line.text) else line for line in lines]


def _is_raised_number(now: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a piece is a number set small and a little above the line before it."""
    return now.text.isdigit() and now.base < line.base and now.size < RAISED * line.size


def _goes_on(line: PrintedLine, now: PrintedLine) -> bool:
    """Tell whether a piece stands at the height of a line, right of it and near, or right of a lone bullet."""
    near = NEAR_BULLET if BULLET.fullmatch(line.text) else now.size
    return abs(now.base - line.base) < SAME_HEIGHT and -SAME_HEIGHT < now.left - line.right < near


def _usual_spacing(printed: Sequence[PrintedLine], body: float) -> float:
    """Return the distance between two lines within a paragraph, as a share of the size of their letters.

    It is the commonest one between a line and another that goes on with it; in the headline, where no line of the
    text does. The commonest of all would, in an article of short paragraphs, be the one between those.
    """
    pairs = [(above, now) for above, now in pairwise(printed) if _is_below(now, above)]
    text = [(above, now) for above, now in pairs if abs(now.size - body) < SAME_SIZE]
    larger = [(above, now) for above, now in pairs if now.size > body]
    for lines in (text, larger):
        edge = max((above.right for above, _ in lines), default=0.0)
        wrapped = ((now.base - above.base, now.size) for above, now in lines if _is_wrapped(above, now, edge))
        steps = Counter(round(step / size, 2) for step, size in wrapped)
        if steps:
            return max(steps, key=lambda step: (steps[step], -step))
    return NORMAL_SPACING


def _is_below(now: PrintedLine, above: PrintedLine) -> bool:
    """Tell whether a line stands below another on its page, in letters of one size."""
    alike = above.page == now.page and abs(now.size - above.size) < SAME_SIZE
    return alike and now.base - above.base > 0.5 * now.size


def _is_wrapped(above: PrintedLine, now: PrintedLine, edge: float) -> bool:
    """Tell whether a line ends in the middle of a sentence: the next has a small letter first, or a word without room.

    Short lines with small letters may be links, and none of them goes on.
    """
    if len(above.text) < SHORTEST_WRAPPED or ENDED.search(above.text):
        return False
    word = len(now.text.split(" ", 1)[0]) + 1
    width = (above.right - above.left) / len(above.text)
    return now.text[:1].islower() or above.right + word * width > edge


def _middle_letter(text: str) -> int:
    """Return the place of a letter in the middle of a line; PDFium knows no looks of the spaces between words."""
    middle = len(text) // 2
    while text[middle].isspace():
        middle += 1
    return middle
