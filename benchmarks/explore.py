"""Print how long the page that explores takes to answer, in the kernel.

    python benchmarks/explore.py TABLES

TABLES is a folder of tables that `visits build` made, best of the national reports. Goals: the words of an answer in
under 150 ms from a changed control, the cards of a pressed mark in under 300, sentences like one in under 1,000. Each
is done six times, the first not counted; the median is printed. It is the kernel's time, without the browser's.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analysis.base.folder import DataFolder
from analysis.notebook.explore.chart import draw_years
from analysis.notebook.explore.session import (
    Exploration,
    Pick,
    ask,
    count_stances,
    count_years,
    list_cards,
    show,
)
from analysis.tables import Tables

TIMES = 5
QUESTIONS = [
    {"theme": "supervision"},
    {"theme": "supervision", "stance": "concern"},
    {"words": "agency staff OR locum*", "since": "2018"},
    {"words": "child* NEAR alone"},
    {"words": '"private fostering"', "stance": ["strength", "concern"]},
]


def measure(act: Callable[[], object]) -> float:
    """Return the median time that something takes, in milliseconds."""
    times = []
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def print_time(done: str, took: float, goal: int) -> None:
    """Print a time beside its goal."""
    print(f"{done}: {took:.0f} ms (goal: under {goal} ms, {'met' if took < goal else 'missed'})")


def main() -> None:
    """Print the times."""
    tables = Tables(Path(sys.argv[1]))
    print(f"{len(tables['visits'])} letters, {len(tables['sentences'])} sentences loaded")
    with tempfile.TemporaryDirectory() as empty:
        exploration = Exploration(tables, DataFolder(Path(empty) / "raw", Path(empty) / "processed"))
        for question in QUESTIONS:
            print_time(f"answer to {question}", measure(lambda question=question: ask(exploration, question)), 150)
        ask(exploration, {"theme": "supervision"})
        pick = Pick(stance="concern")
        print_time("cards of a mark", measure(lambda: list_cards(exploration, show(exploration, pick), 0)), 300)
        print_time("crosstab", measure(lambda: count_stances(exploration)), 150)
        print_time("picture", measure(lambda: draw_years(count_years(exploration))), 300)
        asked = Pick(like=tables["sentences"]["sentence_id"].iloc[0])
        print_time("sentences like one", measure(lambda: show(exploration, asked)), 1000)


if __name__ == "__main__":
    main()
