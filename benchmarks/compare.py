"""Print how long the comparisons take with many letters loaded.

    python benchmarks/compare.py TABLES [AUTHORITY]

TABLES is a folder of tables that `visits build` made, best of the national reports. Goals: every comparison for one
authority in under 1 second, for all authorities in under 10.
"""

import sys
import time
from pathlib import Path

import pandas as pd

from analysis import compare
from analysis.tables import read_tables

ONE, ALL = 1.0, 10.0  # seconds


def compare_authority(tables: dict[str, pd.DataFrame], authority: str) -> None:
    """Make every comparison that the notebooks show of one authority."""
    visits = compare.select_visits(tables, authority=authority)
    first = compare.pick_visit(visits)
    statuses = compare.compare_statuses(tables, visits)
    compare.find_recurring(statuses)
    compare.compare_balance(tables, visits)
    compare.compare_shares(compare.share_findings(tables, visits), visits)
    compare.trace_items(tables, visits)
    compare.follow_items(tables, visits, first)
    compare.follow_sentences(tables, visits, first)
    compare.list_links(tables, visits)
    compare.find_distinctive(tables, visits)
    compare.find_keyword(tables, visits, "supervis*")
    compare.place_authority(tables, authority)


def compare_all(tables: dict[str, pd.DataFrame]) -> None:
    """Make every comparison over all letters on file."""
    compare.find_topics(tables, compare.label_all(compare.select_all(tables)))
    compare.count_asked(tables, by="grade")
    compare.count_asked(tables, by="year")
    compare.count_moves(tables)


def measure(what: str, goal: float, *calls: tuple) -> None:
    """Print how many seconds the calls (function, arguments) take together."""
    start = time.perf_counter()
    for function, *arguments in calls:
        function(*arguments)
    seconds = time.perf_counter() - start
    print(f"{what}: {seconds:.2f} s (goal: under {goal:.0f} s, {'met' if seconds < goal else 'missed'})")


def main() -> None:
    """Print the times."""
    tables = read_tables(Path(sys.argv[1]))
    counts = tables["visits"]["authority"].value_counts()
    authority = sys.argv[2] if len(sys.argv) > 2 else min(counts[counts == counts.max()].index)
    print(f"{len(tables['visits'])} letters of {len(counts)} authorities loaded")
    compare_authority(tables, authority)  # imports and data files are read once
    measure(f"every comparison for {authority}", ONE, (compare_authority, tables, authority))
    every = [(compare_authority, tables, name) for name in sorted(counts.index)]
    measure("the same for every authority on file", ALL, *every)
    measure("what is usual in all letters: topics, demands, grades", ALL, (compare_all, tables))


if __name__ == "__main__":
    main()
