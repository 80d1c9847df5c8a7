"""The crosstab of letters by stance, as plain data; each number is a mark that can be pressed."""

from typing import Any

import pandas as pd

from analysis.base.wording import count_plainly
from analysis.compare.words import read_words
from analysis.notebook.explore.question import read_page_words
from analysis.notebook.explore.session import Pick

CELL, YEAR = "cell", "mark"  # begin the names of the marks of the crosstab and of the chart
BETWEEN = "|"

Table = dict[str, Any]


def make_crosstab(counts: pd.DataFrame) -> Table:
    """Return the head and the rows of a crosstab: `counts` as `count_stances` gives them.

    A row has a label and cells, a cell its number `n`, what it says, and the mark that it is.
    """
    words, stances = read_page_words(), read_words()["stances"]
    columns = words["columns"]
    head = [words["letter"], *(stances[stance] for stance in columns), words["all"]]
    rows = []
    for row in counts.to_dict("records") if len(counts) > 1 else ():
        visit_id, label = (row["visit_id"], row["label"]) if pd.notna(row["visit_id"]) else ("", words["every_letter"])
        cells = [
            {
                "n": int(row[stance or "all"]),
                "mark": name_mark(visit_id, stance),
                "says": words["cell_label"].format(
                    letter=label,
                    stance=stances[stance] if stance else words["all"],
                    sentences=count_plainly(int(row[stance or "all"]), "sentence"),
                ),
            }
            for stance in [*columns, ""]
        ]
        rows.append({"label": label, "mark": name_mark(visit_id, "") if visit_id else "", "cells": cells})
    return {"head": head, "rows": rows}


def name_mark(visit_id: str, stance: str) -> str:
    """Return the name of a cell's mark; the cell of all sentences has none, for there is nothing to leave out."""
    return BETWEEN.join([CELL, visit_id, stance]) if visit_id or stance else ""


def parse_mark(mark: str) -> Pick:
    """Return what a mark of the chart or the crosstab leaves.

    >>> parse_mark("mark|2021"), parse_mark("cell||concern").stance
    (Pick(year='2021', visit_id=None, stance=None, like=None), 'concern')
    """
    kind, *parts = mark.split(BETWEEN)
    if kind == YEAR:
        return Pick(year=parts[0])
    visit_id, stance = parts if kind == CELL else ("", "")
    return Pick(visit_id=visit_id or None, stance=stance or None)
