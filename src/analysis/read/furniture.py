"""Running heads and page numbers: what stands on every page and belongs to none of the text."""

import re
from collections import Counter, defaultdict

from analysis.read.document import Line

EDGE = 3  # so many lines at the head and at the foot of a page may be furniture
SHARE = 0.3  # of the pages that a running head stands on, at the least
LONG = 15  # characters
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"(page\s*)?\d{1,3}(\s*(of|/)\s*\d{1,3})?", re.I)
PAGE_FURNITURE = "page furniture"


def split_furniture(lines: list[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """Return the lines of the text, and (reason, text) of the running heads and page numbers among them.

    A running head is a line near the edge of a page that stands, but for its digits, on other pages too, at
    the same height; a page number is a line of digits near the edge.
    """
    edges = [place for page in _pages(lines) for place in _edges(page, lines)]
    furniture = _running_heads(edges, lines)
    furniture |= {place for place in edges if PAGE_NUMBER.fullmatch(lines[place].text)}
    kept = [line for place, line in enumerate(lines) if place not in furniture]
    return kept, [(PAGE_FURNITURE, lines[place].text) for place in sorted(furniture)]


def _pages(lines: list[Line]) -> list[list[int]]:
    """Return, for each page, the places of its lines."""
    pages = defaultdict(list)
    for place, line in enumerate(lines):
        pages[line.page].append(place)
    return list(pages.values())


def _edges(page: list[int], lines: list[Line]) -> list[int]:
    """Return the places of the outermost lines of a page, by height where there is layout, else by order."""
    if lines[page[0]].bottom is not None:
        page = sorted(page, key=lambda place: lines[place].bottom)
    return page if len(page) <= 2 * EDGE else page[:EDGE] + page[-EDGE:]


def _running_heads(edges: list[int], lines: list[Line]) -> set[int]:
    looks = {place: _look(lines[place]) for place in edges}
    counts = Counter(looks.values())
    least = max(2, SHARE * len({line.page for line in lines}))
    return {place for place, look in looks.items() if counts[look] >= least}


def _look(line: Line) -> tuple[str, int]:
    """Return what a running head has in common from page to page: its words; a short one also its height.

    A short line may be the end of a paragraph, and the same by chance on two pages.
    """
    height = 0 if len(line.text) >= LONG else round((line.bottom or 0) / 6)
    return DIGITS.sub("#", line.text), height
