"""Count what the national areas for improvement are about: how src/analysis/history/rarity.csv was made.

    python tests/refresh_rarity.py TABLES

TABLES is a folder of tables that `visits build` made of the national reports (ILACS and SIF inspections).
"""

import sys
from pathlib import Path

import pandas as pd

from analysis.base.resources import PACKAGE
from analysis.history.subjects import find_marks, group_themes

FRAMEWORKS = ("ILACS", "SIF")
FEWEST = 2  # a mark of fewer items is not listed


def count_marks(items: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Return one row per mark, sorted: mark, n_items. The first, without a mark, holds the number of all items.

    `items` has paragraph_id and text; `codes` paragraph_id, theme and subtheme.
    """
    themes = group_themes(codes, "paragraph_id")
    marks = [sorted(find_marks(item.text, themes.get(item.paragraph_id, ()))) for item in items.itertuples()]
    counts = pd.Series(marks).explode().value_counts()
    counts = counts[counts >= FEWEST].sort_index()
    return pd.DataFrame({"mark": ["", *counts.index], "n_items": [len(items), *counts]})


def main() -> None:
    """Write rarity.csv from the tables named on the command line."""
    names = ("visits", "improvements", "sentences", "codes")
    visits, items, sentences, codes = (pd.read_parquet(Path(sys.argv[1]) / f"{name}.parquet") for name in names)
    items = items[items["visit_id"].isin(visits.loc[visits["framework"].isin(FRAMEWORKS), "visit_id"])]
    codes = codes.merge(sentences[["sentence_id", "paragraph_id"]], on="sentence_id")
    table = count_marks(items, codes)
    table.to_csv(PACKAGE / "history" / "rarity.csv", index=False, lineterminator="\n")
    print(f"rarity.csv: {len(table) - 1} marks of {len(items)} areas for improvement")


if __name__ == "__main__":
    main()
