"""Which lines begin a numbered paragraph: those whose numbers form one series, 1, 2, 3 and so on."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.read import Line

NUMBER = re.compile(r"(\d{1,3})(\.(?!\d)\s*|\s+(?=[A-Z]))")  # some print no full stop after it
SHORTEST_SERIES = 3
SENTENCE_END = re.compile(r"[.?!:;…][’”'\")\]]*$")
HANGING = 8  # points: a number stands at least so far left of the text of its paragraph


def find_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that begin the paragraphs of the longest numbered series.

    >>> lines = ["1. One.", "2. Two, beyond the age of", "18. Three.", "3 Three.", "4. Four."]
    >>> find_numbers([Line(text, gap=text != "18. Three.") for text in lines])
    {0, 1, 3, 4}
    """
    series = _longest_series(_candidates(lines))
    return set(series) if len(series) >= SHORTEST_SERIES else set()


class Candidate(NamedTuple):
    """A line that may begin a numbered paragraph; `sure` where what stands above it has ended."""

    place: int
    number: int
    sure: bool


def _candidates(lines: Sequence[Line]) -> list[Candidate]:
    """Return every line that may begin a numbered paragraph."""
    found = [(place, match) for place, line in enumerate(lines) if (match := NUMBER.match(line.text))]
    margins = Counter(round(lines[place].left) for place, match in found if "." in match[2] and lines[place].left)
    margin = margins.most_common(1)[0][0] if margins else None
    return [
        Candidate(place, int(match[1]), _is_sure(place, lines))
        for place, match in found
        if _may_begin(lines[place], match, margin)
    ]


def _may_begin(line: Line, match: re.Match, margin: int | None) -> bool:
    """Tell whether a line with a number begins a paragraph by where it stands; without layout, every one may."""
    if line.gap:
        return True
    return "." in match[2] and (line.left is None or line.left < margin + HANGING)


def _is_sure(place: int, lines: Sequence[Line]) -> bool:
    return place == 0 or lines[place].gap or SENTENCE_END.search(lines[place - 1].text) is not None


def _longest_series(candidates: list[Candidate]) -> list[int]:
    """Return the places of the longest series of numbers, each joined to the nearest before it.

    Up to two numbers may be missing in between: some reports leave one out.
    """
    latest: dict[int, int] = {}  # number -> its latest candidate so far, a sure one before others
    before: list[int | None] = []
    length: list[int] = []
    for index, (_, number, sure) in enumerate(candidates):
        previous = next((latest[number - step] for step in (1, 2, 3) if number - step in latest), None)
        before.append(previous)
        length.append(1 if previous is None else length[previous] + 1)
        better = number not in latest or sure or not candidates[latest[number]].sure
        if better and (number == 1 or previous is not None):
            latest[number] = index
    series: list[int] = []
    index = max(range(len(length)), key=length.__getitem__, default=None)
    while index is not None:
        series.append(candidates[index].place)
        index = before[index]
    return series[::-1]
