"""What is drawn on a page of a PDF beside its text: the rules of tables and boxes, and bullets that are no letters."""

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

THICKEST = 4  # points, of a rule
SHORTEST = 60  # points, of a rule across a table; of its sides the height of a line
LOWEST = 8  # points, of a side
JOINT = 4  # points between two pieces of one rule
LOWEST_SHADE = 30  # points, of a box that is shaded and not ruled: lower ones mark words
SMALLEST_DOT, LARGEST_DOT = 1.5, 8.0  # points, of a drawn bullet
MOST_RULES = 500  # across one page; more make a drawing, no table
MOST_OBJECTS = 20_000  # on one page; the fullest page of a real report has 800
WHITE = 250  # of 255: shading from here up is paper


class Box(NamedTuple):
    """Where something drawn stands, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float


class Rule(NamedTuple):
    """A straight line from `start` to `end`: across the page at the height `at`, or upright at `at` from the left."""

    at: float
    start: float
    end: float


class Drawing(NamedTuple):
    """What is drawn on a page: the rules across it, by height, its upright sides, and its dots, by height."""

    across: tuple[Rule, ...] = ()
    sides: tuple[Rule, ...] = ()
    dots: tuple[Box, ...] = ()

    def find_row(self, left: float, middle: float) -> int | None:
        """Return which ruled row or box holds the text that begins at a point; None where none does.

        Rows that differ have different numbers, that of the rule above them.
        """
        if not self.sides:
            return None
        below = bisect_left(self.across, (middle,))
        above = next((i for i in reversed(range(below)) if _covers(self.across[i], left)), None)
        foot = next((i for i in range(below, len(self.across)) if _covers(self.across[i], left)), None)
        if above is None or foot is None:
            return None
        upright = [side.at for side in self.sides if _covers(side, middle)]
        right = min(self.across[above].end, self.across[foot].end)
        is_closed = any(at <= left + JOINT for at in upright) and any(left < at <= right + JOINT for at in upright)
        return above if is_closed else None

    def find_bullet(self, left: float, top: float, base: float, near: float) -> Box | None:
        """Return the dot that stands near and left of a line of text, at its height; None where none does."""
        first = bisect_left(self.dots, top, key=_middle)
        last = bisect_right(self.dots, base, key=_middle)
        return next((dot for dot in self.dots[first:last] if 0 < left - dot.right < near), None)


def parse_drawing(page: pdfium.PdfPage, height: float) -> Drawing:
    """Return the rules and dots that are drawn on a page; `height` is that of the page, in points."""
    boxes = list(_parse_boxes(page.raw, height))
    across, sides, dots = [], [], []
    for box, lowest in boxes:
        wide, high = box.right - box.left, box.bottom - box.top
        if high <= THICKEST < wide:
            across.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
        elif wide <= THICKEST < high:
            sides.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
        elif _is_dot(wide, high):
            dots.append(box)
        elif wide > SHORTEST and high > lowest:
            across += [Rule(box.top, box.left, box.right), Rule(box.bottom, box.left, box.right)]
            sides += [Rule(box.left, box.top, box.bottom), Rule(box.right, box.top, box.bottom)]
    whole, upright = tuple(_join_rules(across, SHORTEST)), tuple(_join_rules(sides, LOWEST))
    is_table = len(whole) < MOST_RULES and len(upright) < MOST_RULES
    return Drawing(*((whole, upright) if is_table else ((), ())), tuple(sorted(dots, key=_middle)))


def _parse_boxes(page: pdfium_c.FPDF_PAGE, height: float) -> Iterator[tuple[Box, float]]:
    """Yield where each path of a page stands, and how high it must be at the least to be a box, in points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    get_object, get_type, path = pdfium_c.FPDFPage_GetObject, pdfium_c.FPDFPageObj_GetType, pdfium_c.FPDF_PAGEOBJ_PATH
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        item = get_object(page, index)
        if get_type(item) != path:
            continue
        if pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            box = Box(left.value, height - top.value, right.value, height - bottom.value)
            yield box, _lowest(item)


def _lowest(path: pdfium_c.FPDF_PAGEOBJECT) -> float:
    """Return how high a box of a path must be: one that is ruled, one that is shaded, one that cannot be seen."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
    if stroke.value or not fill.value:
        return LOWEST if stroke.value else math.inf
    shades = [ctypes.c_uint() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetFillColor(path, *shades)
    return LOWEST_SHADE if shades[3].value > 0 and min(shade.value for shade in shades[:3]) < WHITE else math.inf


def _join_rules(pieces: Iterable[Rule], shortest: float) -> Iterator[Rule]:
    """Yield whole rules, by where they stand: tables are often ruled cell by cell, and both sides of a line."""
    for _, run in groupby(_number_runs(sorted(pieces)), key=lambda numbered: numbered[0]):
        joined: list[Rule] = []
        for _, piece in sorted(run, key=lambda numbered: numbered[1].start):
            if joined and piece.start <= joined[-1].end + JOINT:
                joined[-1] = joined[-1]._replace(end=max(joined[-1].end, piece.end))
            else:
                joined.append(piece)
        yield from (rule for rule in joined if rule.end - rule.start >= shortest)


def _number_runs(pieces: Sequence[Rule]) -> Iterator[tuple[int, Rule]]:
    """Yield sorted pieces with a number that those have in common which stand in one line."""
    number, last = 0, None
    for piece in pieces:
        number += last is not None and piece.at - last > THICKEST / 2
        last = piece.at
        yield number, piece


def _is_dot(wide: float, high: float) -> bool:
    return min(wide, high) >= SMALLEST_DOT and max(wide, high) <= LARGEST_DOT and abs(wide - high) < 1


def _covers(rule: Rule, point: float) -> bool:
    return rule.start - JOINT <= point <= rule.end + JOINT


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2
