"""Which lines begin a numbered paragraph, or an item of a list that numbers or letters its own.

The numbers of paragraphs form one series through the letter; those of a list begin anew.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from typing import NamedTuple

from analysis.read import Line

NUMBER = re.compile(r"(\d{1,3})(\.(?!\d)\s*|\s+(?=[A-Z]))")  # some print no full stop after it
SHORTEST_SERIES = 3
SHORTEST_LIST = 2
ENUMERATOR = re.compile(r"(?P<open>\(?)(?P<value>\d{1,2}|[ivx]{1,5}|[a-z])(?P<close>[.)])\s+(?=\S)", re.I)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
SENTENCE_END = re.compile(r"[.?!:;…][’”'\")\]]*$")
HANGING = 8  # points: a number stands at least so far left of the text of its paragraph


def find_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the indices of the lines that begin the paragraphs of the longest numbered series.

    >>> lines = ["1. One.", "2. Two, beyond the age of", "18. Three.", "3 Three.", "4. Four."]
    >>> find_numbers([Line(text, gap=text != "18. Three.") for text in lines])
    {0, 1, 3, 4}
    """
    series = _longest_series(_candidates(lines))
    return set(series) if len(series) >= SHORTEST_SERIES else set()


class Candidate(NamedTuple):
    """A line that may begin a numbered paragraph; `sure` where what stands above it has ended."""

    index: int
    number: int
    sure: bool


def _candidates(lines: Sequence[Line]) -> list[Candidate]:
    """Return every line that may begin a numbered paragraph."""
    found = [(index, match) for index, line in enumerate(lines) if (match := NUMBER.match(line.text))]
    margins = Counter(round(lines[index].left) for index, match in found if "." in match[2] and lines[index].left)
    margin = margins.most_common(1)[0][0] if margins else None
    return [
        Candidate(index, int(match[1]), _is_sure(index, lines))
        for index, match in found
        if _may_begin(lines[index], match, margin)
    ]


def _may_begin(line: Line, match: re.Match, margin: int | None) -> bool:
    """Tell whether a line with a number begins a paragraph by where it stands; without layout, every one may."""
    if line.gap:
        return True
    return "." in match[2] and (line.left is None or line.left < margin + HANGING)


def _is_sure(index: int, lines: Sequence[Line]) -> bool:
    return index == 0 or lines[index].gap or SENTENCE_END.search(lines[index - 1].text) is not None


def _longest_series(candidates: list[Candidate]) -> list[int]:
    """Return the indices of the longest series of numbers, each joined to the nearest before it.

    Up to two numbers may be missing in between: some reports leave one out.
    """
    latest: dict[int, int] = {}  # number -> its latest candidate so far, a sure one before others
    before: list[int | None] = []
    length: list[int] = []
    for turn, (_, number, sure) in enumerate(candidates):
        previous = next((latest[number - step] for step in (1, 2, 3) if number - step in latest), None)
        before.append(previous)
        length.append(1 if previous is None else length[previous] + 1)
        better = number not in latest or sure or not candidates[latest[number]].sure
        if better and (number == 1 or previous is not None):
            latest[number] = turn
    series: list[int] = []
    last = max(range(len(length)), key=length.__getitem__, default=None)
    while last is not None:
        series.append(candidates[last].index)
        last = before[last]
    return series[::-1]


def find_items(lines: Sequence[Line], numbers: Container[int]) -> set[int]:
    """Return the indices of the lines that begin an item of a list of its own, as (a), (b) or 1., 2., 3.

    `numbers` are the indices of numbered paragraphs. A list has two items at the least, begins with the first number
    or letter and leaves none out.

    >>> find_items([Line(text) for text in ["Plans:", "(a) last too long;", "(b) are", "vague.", "(a) Smith"]], set())
    {1, 2}
    """
    lists: dict[str, list[int]] = {}  # the indices of the list that is open, by the style of its numbers
    found: set[int] = set()
    for index, line in enumerate(lines):
        match = ENUMERATOR.match(line.text) if line.kind == "text" and index not in numbers else None
        for style, value in _parse_enumerator(match) if match else ():
            items = lists.get(style, [])
            if value == len(items) + 1 and (value == 1 or match["open"] or _is_next(index, lines, items)):
                lists[style] = items = [*items, index]
                found.update(items if len(items) >= SHORTEST_LIST else ())
                break
            if value == 1:
                lists[style] = [index]
    return found


def _parse_enumerator(match: re.Match) -> list[tuple[str, int]]:
    """Return the styles that a number or letter may be of, and its value in each: (i) may be roman, or after (h)."""
    around, value = match["open"] + "{}" + match["close"], match["value"]
    if value.isdigit():
        return [(around.format("1"), int(value))]
    case = "a" if value.islower() else "A"
    letter = [(around.format(case), ord(value.lower()) - ord("a") + 1)] if len(value) == 1 else []
    roman = [(around.format(f"{case} roman"), ROMAN.index(value.lower()) + 1)] if value.lower() in ROMAN else []
    return letter + roman


def find_style(number: str) -> str:
    """Return what the numbers of one list have in common.

    >>> find_style("(b)"), find_style("12")
    ('(a)', '1')
    """
    return re.sub(r"\d+", "1", re.sub("[a-z]+", "a", number, flags=re.I))


def _is_next(index: int, lines: Sequence[Line], items: list[int]) -> bool:
    """Tell whether a line is the next item, and no sentence of the last one that begins with a number by chance."""
    return _is_sure(index, lines) or index - 1 == items[-1]
