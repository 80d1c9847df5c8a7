"""What stands on a page beside its text: running heads, page numbers, footnotes and their marks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from analysis.read.document import Line, body_size

EDGE = 3  # so many lines at the head and at the foot of a page may be furniture
SHARE = 0.3  # of the pages that a running head stands on, at the least
LONG = 15  # characters
LONGEST_HEAD = 120  # characters
SMALLER = 0.95  # of the size of the text: so small is a running head that holds the number of its page
HUGE, LEAST_HUGE = 3, 36  # times the size of the text, and points: larger letters are a watermark
SMALL = 0.75  # of the size of the text: so small are running heads
NOTE = 0.9  # of the size of the text: so small, at the most, are footnotes
FEWEST_PAGES = 3  # on which a running head or page number is known in text that does not say where pages begin
SHORTEST_PAGE = 12  # lines
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"(page\s*)?\d{1,3}(\s*(of|/)\s*\d{1,3})?", re.I)
NOTE_START = re.compile(r"\d{1,2}(\s+\S|$)|[*†‡]")
# What a browser prints at the head and foot of each page: when, and the name of the web page; its address and the
# number of the page (Chrome, Edge); that number and when (Firefox).
WHEN = r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(:\d{2})?( [ap]m)?"
PRINTED = re.compile(
    rf"{WHEN} +\S.*|(https?|file)://\S+ +(page )?\d{{1,3}}( of |/)\d{{1,3}}|\d{{1,3}} of \d{{1,3}} +{WHEN}", re.I
)
PAGE_FURNITURE = "page furniture"
PRINT_OUT = "print-out"
FOOTNOTE = "footnote"


def split_furniture(lines: list[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """Return the lines of the text, and (reason, text) of everything else on the pages."""
    body = body_size(lines)
    pages = _pages(lines)
    reasons = dict.fromkeys(_running_heads(pages, lines), PAGE_FURNITURE)
    outermost = {index for page in pages for index in (page[0], page[-1]) if _holds_page_number(lines[index], body)}
    stamps = {index for page in pages for index in (page[0], page[-1]) if PRINTED.fullmatch(lines[index].text)}
    across = {index for index, line in enumerate(lines) if body and (line.size or 0) > max(HUGE * body, LEAST_HUGE)}
    reasons |= dict.fromkeys(outermost | across, PAGE_FURNITURE) | dict.fromkeys(stamps, PRINT_OUT)
    for page in pages:
        inner = [index for index in page if index not in reasons]
        notes = set(_footnotes(inner, lines, body))
        small = (index for index in _edges(inner) if index not in notes and _is_small(lines[index], body, SMALL))
        reasons |= dict.fromkeys(notes, FOOTNOTE) | dict.fromkeys(small, PAGE_FURNITURE)
    kept = [line for index, line in enumerate(lines) if index not in reasons]
    return kept, [(reasons[index], lines[index].text) for index in sorted(reasons)]


def split_repeated(lines: list[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """Return the lines of a text that does not say where its pages begin, and (reason, text) of what repeats in it.

    Text that was copied from a PDF has its running heads and page numbers in the middle: lines that are the same but
    for their digits, and lines of nothing but 2, 3, 4 and so on.
    """
    alone = [int(line.text) for line in lines if line.text.isdigit() and PAGE_NUMBER.fullmatch(line.text)]
    paged = len(alone) >= FEWEST_PAGES and alone == list(range(alone[0], alone[0] + len(alone)))
    heads = _far_apart(lines)
    reasons = [_look(line) in heads or (paged and line.text.isdigit()) for line in lines]
    kept = [line for line, repeats in zip(lines, reasons, strict=True) if not repeats]
    return kept, [(PAGE_FURNITURE, line.text) for line, repeats in zip(lines, reasons, strict=True) if repeats]


def _far_apart(lines: list[Line]) -> set[tuple[str, int]]:
    """Return the looks of long lines that come again and again, each time after as many lines as fill a page."""
    indices = defaultdict(list)
    for index, line in enumerate(lines):
        if len(line.text) >= LONG:
            indices[_look(line)].append(index)
    return {
        look
        for look, found in indices.items()
        if len(found) >= FEWEST_PAGES and min(below - above for above, below in pairwise(found)) >= SHORTEST_PAGE
    }


def _pages(lines: list[Line]) -> list[list[int]]:
    """Return, for each page, the indices of its lines: by their height where there is layout, else as they come."""
    pages = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    return [sorted(page, key=lambda index: lines[index].bottom or 0) for page in pages.values()]


def _running_heads(pages: list[list[int]], lines: list[Line]) -> set[int]:
    """Return the indices of running heads and page numbers.

    A running head is a line near the edge of a page that stands, but for its digits, on other pages too; a page
    number is a line of digits near the edge.
    """
    edges = [index for page in pages for index in _edges(page) if lines[index].kind != "mark"]
    counts = Counter(_look(lines[index]) for index in edges)
    least = max(2, SHARE * len(pages))
    return {
        index for index in edges if counts[_look(lines[index])] >= least or PAGE_NUMBER.fullmatch(lines[index].text)
    }


def _holds_page_number(line: Line, body: float | None) -> bool:
    """Tell whether a small line begins or ends with the number of its page: the foot of a page by itself."""
    numbers = (line.text.split(" ", 1)[0], line.text.rsplit(" ", 1)[-1])
    return str(line.page) in numbers and len(line.text) < LONGEST_HEAD and _is_small(line, body, SMALLER)


def _edges(page: list[int]) -> list[int]:
    """Return the indices of the outermost lines of a page."""
    return page if len(page) <= 2 * EDGE else page[:EDGE] + page[-EDGE:]


def _look(line: Line) -> tuple[str, int]:
    """Return what a running head has in common from page to page: its words; a short one also its height.

    A short line may be the end of a paragraph, and the same by chance on two pages.
    """
    height = 0 if len(line.text) >= LONG else round((line.bottom or 0) / 6)
    return DIGITS.sub("#", line.text), height


def _footnotes(page: list[int], lines: list[Line], body: float | None) -> Iterable[int]:
    """Return the indices of the footnotes at the foot of a page, and of the marks that refer to them."""
    marks = {index for index in page if lines[index].kind == "mark" or _is_lone_mark(lines[index], body)}
    foot: list[int] = []
    for index in reversed(page):
        if not _is_small(lines[index], body, NOTE):
            break
        foot.append(index)
    starts = [end for end, index in enumerate(foot, start=1) if NOTE_START.match(lines[index].text)]
    return marks.union(foot[: starts[-1]] if starts else ())


def _is_lone_mark(line: Line, body: float | None) -> bool:
    return line.text.isdigit() and _is_small(line, body, SMALL)


def _is_small(line: Line, body: float | None, share: float) -> bool:
    return body is not None and line.size is not None and line.size <= share * body
