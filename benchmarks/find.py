"""Print how long questions take with many letters loaded.

    python benchmarks/find.py TABLES [AUTHORITY]

TABLES is a folder of tables that `visits build` made, best of the national reports. Goals: a question and its answer in
words in under 150 ms, one that finds a third of all sentences in under 500. Each is asked six times, the first not
counted; the median is printed.
"""

import statistics
import sys
import time
from pathlib import Path

import pandas as pd

from analysis.compare import find_asked
from analysis.find import describe_found, find
from analysis.tables import Tables

TIMES = 5
ONE, ALL = 150, 500  # milliseconds


def list_questions(authority: str) -> dict[str, tuple[dict, int]]:
    """Return the parameters of each question and its goal in milliseconds, by what is asked."""
    return {
        f"agency staff in {authority} since 2018": (
            {"words": "agency staff OR locum*", "authority": authority, "since": 2018}, ONE),
        "strengths on permanence in its region since 2022": (
            {"theme": "permanence", "stance": "strength", "authority": authority, "among": "region", "since": 2022},
            ONE,
        ),
        "children seen alone": ({"words": 'child* NEAR alone OR "seen alone"'}, ONE),
        "private fostering, strength or concern": (
            {"words": '"private fostering"', "stance": ["strength", "concern"]}, ONE),
        "a phrase, and not a word": ({"words": '"social workers" -agency'}, ONE),
        "a word of every third sentence": ({"words": "children"}, ALL),
        "everything": ({}, ALL),
    }  # fmt: skip


def answer(tables: dict[str, pd.DataFrame], question: dict) -> str:
    """Return the answer to a question in words, as the page that explores gives it."""
    return describe_found(tables, find(tables, **question), **question)


def main() -> None:
    """Print the times."""
    tables = Tables(Path(sys.argv[1]))
    counts = tables["visits"]["authority"].value_counts()
    authority = sys.argv[2] if len(sys.argv) > 2 else min(counts[counts == counts.max()].index)
    print(f"{len(tables['visits'])} letters, {len(tables['sentences'])} sentences loaded")
    for asked, (question, goal) in list_questions(authority).items():
        said, times = answer(tables, question), []
        for _ in range(TIMES):
            start = time.perf_counter()
            answer(tables, question)
            times.append((time.perf_counter() - start) * 1000)
        took = statistics.median(times)
        print(f"{asked}: {took:.0f} ms (goal: under {goal} ms, {'met' if took < goal else 'missed'}). {said}")
    start = time.perf_counter()
    running = find_asked(tables)["first_id"].nunique()
    print(f"asked for at three visits running, all authorities: {time.perf_counter() - start:.1f} s, {running} areas")


if __name__ == "__main__":
    main()
