"""Repeat a published hand analysis: what inspectors ask for most, beside the order that the study found.

    python benchmarks/published.py TABLES

TABLES is a folder of tables that `visits build` made. Prints the share of each category, by period, and the rank
correlation with the study's order, its sample and its limits (src/analysis/compare/published.yml).
"""

import sys
from pathlib import Path

from analysis.compare import exhibit_published, summarise_published
from analysis.tables import Tables

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tables = Tables(Path(sys.argv[1]))
    exhibit, summary = exhibit_published(tables), summarise_published(tables)
    if exhibit.table is not None:
        print(exhibit.title, exhibit.table.to_string(index=False), "", sep="\n")
        print(summary.data.round(2).to_string(index=False), "", sep="\n")
    print(summary.text)
