"""Text without empty lines between its paragraphs: which line ends are ends of paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.read import Line

SENTENCE_END = re.compile(r"[.?!…][’”'\")\]]*\d{0,2}$")
LONG = 40  # characters: so long, at the least, is a line that goes on in the next for want of room
SHORT = 0.6  # of the width of the text: so long, at the most, is a heading, or a line of an address
FEW = 0.1  # of the paragraphs, at the most, have an empty line between them where it means more than their end


def mark_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Return lines without layout, with a gap before each that begins a paragraph where no empty line tells.

    Text that was copied out of a page may have a paragraph on each line, or wrapped paragraphs one below the other.
    Where empty lines stand between paragraphs, line ends say nothing.

    >>> lines = [Line("Plans are clear.", gap=True), Line("Visits are late. Few are missed.")]
    >>> [line.gap for line in mark_paragraphs(lines)]
    [True, True]
    """
    pairs = [(above, below) for above, below in pairwise(lines) if above.kind == below.kind == "text"]
    if any(line.left is not None for line in lines) or not _line_ends_tell(pairs):
        return list(lines)
    width = max((len(above.text) for above, below in pairs if _goes_on(above, below)), default=0)
    begins = [False, *(_begins(above, below, width) for above, below in pairwise(lines))]
    return [
        line._replace(gap=True) if begin and line.kind == "text" else line
        for line, begin in zip(lines, begins, strict=True)
    ]


def _line_ends_tell(pairs: Sequence[tuple[Line, Line]]) -> bool:
    """Tell whether paragraphs end at line ends: most sentences that begin a line have no empty line above them."""
    sentences = ((above, below) for above, below in pairs if _is_sentence(above) and _is_sentence(below))
    begun = [below.gap for _, below in sentences if _has_begun(below)]
    return begun.count(False) > 0 and begun.count(True) <= FEW * begun.count(False)


def _begins(above: Line, below: Line, width: int) -> bool:
    """Tell whether a line begins a paragraph: that above it had room for its first word, and seems to have ended.

    Without a line that goes on in the next, each is a paragraph.
    """
    if not width or not _has_begun(below):
        return _has_begun(below)
    if not _has_ended(above):
        return len(above.text) <= SHORT * width
    return len(above.text) > width or len(above.text) + 1 + len(below.text.split(" ", 1)[0]) <= width


def _goes_on(above: Line, below: Line) -> bool:
    return not below.gap and len(above.text) >= LONG and not _has_ended(above) and below.text[:1].islower()


def _is_sentence(line: Line) -> bool:
    """Tell whether a line ends like a sentence and unlike a heading, which may be a question."""
    return _has_ended(line) and "?" not in line.text[-3:]


def _has_ended(line: Line) -> bool:
    return SENTENCE_END.search(line.text) is not None


def _has_begun(line: Line) -> bool:
    return not line.text[:1].islower()
