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
from analysis.compare.improvements import follow_improvements
from analysis.compare.national import count_asked, count_moves
from analysis.compare.peers import count_peers
from analysis.compare.shares import compare_shares, share_findings
from analysis.compare.terms import find_distinctive, find_keyword
from analysis.compare.themes import compare_balance, find_recurring
from analysis.compare.topics import find_topics
from analysis.compare.traces import trace_improvements
from analysis.tables import Tables

ONE, ALL = 1.0, 10.0  # seconds


def compare_authority(tables: dict[str, pd.DataFrame], authority: str) -> None:
    """Make every comparison that the notebooks show of one authority."""
    visits = compare.select_visits(tables, authority=authority)
    statuses = compare.compare_statuses(tables, visits)
    find_recurring(statuses)
    compare_balance(tables, visits)
    compare_shares(share_findings(tables, visits), visits)
    trace_improvements(tables, visits)
    follow_improvements(tables, visits)
    compare.follow_sentences(tables, visits)
    compare.list_links(tables, visits)
    find_distinctive(tables, visits)
    find_keyword(tables, visits, "supervis*")
    count_peers(tables, authority)


def compare_all(tables: dict[str, pd.DataFrame]) -> None:
    """Make every comparison over all letters on file."""
    find_topics(tables)
    count_asked(tables, by="grade")
    count_asked(tables, by="year")
    count_moves(tables)


def measure(what: str, goal: float, *calls: tuple) -> None:
    """Print how many seconds the calls (function, arguments) take together."""
    start = time.perf_counter()
    for function, *arguments in calls:
        function(*arguments)
    seconds = time.perf_counter() - start
    print(f"{what}: {seconds:.2f} s (goal: under {goal:.0f} s, {'met' if seconds < goal else 'missed'})")


def main() -> None:
    """Print the times."""
    tables = Tables(Path(sys.argv[1]))
    counts = tables["visits"]["authority"].value_counts()
    authority = sys.argv[2] if len(sys.argv) > 2 else min(counts[counts == counts.max()].index)
    print(f"{len(tables['visits'])} letters of {len(counts)} authorities loaded")
    compare_authority(tables, authority)  # imports and data files are read once
    measure(f"every comparison for {authority}", ONE, (compare_authority, tables, authority))
    every = [(compare_authority, tables, name) for name in sorted(counts.index)]
    measure("the same for every authority on file", ALL, *every)
    measure("what is usual in all letters: topics, areas for improvement, grades", ALL, (compare_all, tables))


if __name__ == "__main__":
    main()
