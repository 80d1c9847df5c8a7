"""Which lines begin a numbered paragraph: those whose numbers form one series, 1, 2, 3 and so on."""

import re
from collections import Counter
from collections.abc import Sequence

from analysis.read import Line

NUMBER = re.compile(r"(\d{1,3})\.(?!\d)")
SENTENCE_END = re.compile(r"[.?!:;…][’”'\")\]]*$")
HANGING = 8  # points: a number stands at least so far left of the text of its paragraph


def find_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that begin the paragraphs of the longest numbered series.

    >>> find_numbers([Line("1. One.", gap=True), Line("2. Two, beyond the age of"), Line("18. Three.")])
    {0, 1}
    """
    candidates = [(place, int(NUMBER.match(line.text)[1])) for place, line in _candidates(lines)]
    return set(_longest_series(candidates))


def _candidates(lines: Sequence[Line]) -> list[tuple[int, Line]]:
    found = [(place, line) for place, line in enumerate(lines) if NUMBER.match(line.text)]
    margins = Counter(round(line.left) for _, line in found if line.left is not None)
    margin = margins.most_common(1)[0][0] if margins else None
    return [(place, line) for place, line in found if _may_begin(place, lines, margin)]


def _may_begin(place: int, lines: Sequence[Line], margin: int | None) -> bool:
    line = lines[place]
    if line.left is not None:
        return line.left < margin + HANGING
    return line.gap or place == 0 or SENTENCE_END.search(lines[place - 1].text) is not None


def _longest_series(candidates: list[tuple[int, int]]) -> list[int]:
    """Return the places of the longest run of consecutive numbers, each joined to the nearest before it."""
    latest: dict[int, int] = {}  # number -> its latest candidate so far
    before: list[int | None] = []
    length: list[int] = []
    for index, (_, number) in enumerate(candidates):
        previous = latest.get(number - 1)
        before.append(previous)
        length.append(1 if previous is None else length[previous] + 1)
        if number == 1 or previous is not None:
            latest[number] = index
    series: list[int] = []
    index = max(range(len(length)), key=length.__getitem__, default=None)
    while index is not None:
        series.append(candidates[index][0])
        index = before[index]
    return series[::-1]
