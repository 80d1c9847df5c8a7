"""What slides and report show of an exhibit's data: the rows that there is room for, in words that people read."""

import functools
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.compare import BALANCES, label_value, read_words

MARKS = '"“”'
MOST_BARS, MOST_THEMES = 15, 6  # of a chart


@functools.cache
def read_paper_words() -> dict[str, Any]:
    """Return paper.yml."""
    return read_yaml("board/paper.yml")


def list_ledgers(followed: pd.DataFrame) -> list[tuple[str, pd.DataFrame, str]]:
    """Return, for each later visit, the latest first: its label, what it says of each area, and what is left out.

    `followed` as `follow_improvements` gives them. Of visits before the latest only areas with a verdict that a board
    acts on have a row (`headlines` of compare/words.yml); the sentence counts the others, "" without any.
    """
    words, parts = read_words(), []
    for label, rows in followed.groupby("label", sort=False):
        told = rows if label == followed["label"].iloc[-1] else rows[rows["status"].isin(words["headlines"])]
        source_type, rest = rows["source_type"].iloc[0], rows.drop(told.index)["status"].value_counts(sort=False)
        counts = "; ".join(f"{n} {label_value('ledger_counts', status, source_type)}" for status, n in rest.items())
        parts.append((label, told, read_paper_words()["said"]["rest"].format(counts=counts) if counts else ""))
    return parts[::-1]


def show_ledger(followed: pd.DataFrame) -> pd.DataFrame:
    """Return what a visit says of each area as people read it, one row per area for improvement.

    Columns: improvement, status_label, certainty, status_by. `followed` as `follow_improvements` gives them.
    """
    words = read_paper_words()
    return pd.DataFrame(
        {
            "improvement": followed["improvement"],
            "status_label": followed["status_label"],
            "certainty": [None if pd.isna(one) else f"{one:.0%}" for one in followed["certainty"]],
            "status_by": [words["status_by"][source] for source in followed["source"]],
        }
    )


def show_answered(answered: pd.DataFrame) -> pd.DataFrame:
    """Return what the council does about each area as people read it, one row per area for improvement.

    Columns: asked (the area, and the visit that lists it), latest_status, response, due. `answered` as
    `compare.list_answered` gives them.
    """
    asked = [f"{row.improvement.rstrip('.')} ({row.label})" for row in answered.itertuples()]
    shown = answered.rename(columns={"status_label": "latest_status"})
    return shown.assign(asked=pd.array(asked, dtype="str"))[["asked", "latest_status", "response", "due"]]


def quote_text(text: str) -> str:
    """Return a sentence as a quotation: one that opens or closes with a mark of its own does not get a second.

    >>> quote_text('"This is not good enough.'), quote_text("Plans lag.")
    ('“This is not good enough.”', '“Plans lag.”')
    """
    return f"“{text.strip(MARKS)}”"


def keep_ends(things: list[str], most: int) -> list[str]:
    """Return the first and the latest of things in time, so many in all; all where there are no more.

    >>> keep_ends(["2015", "2018", "2020", "2025"], 3)
    ['2015', '2020', '2025']
    """
    return things if len(things) <= most else [things[0], *things[len(things) - most + 1 :]]


def keep_drawn(
    data: pd.DataFrame, column: str, *, rows: int, visits: int, where: str = "notes"
) -> tuple[pd.DataFrame, str]:
    """Return the rows that a chart has room for, and a sentence on what is left out ("": nothing).

    Of many values of `column` (theme, improvement) the first so many rows, of many visits the first and the latest.
    `data` has that column and label (of the visit); `where` all of it stands.
    """
    said = read_paper_words()["said"]
    every = {column: list(data[column].unique()), "label": list(data["label"].unique())}
    kept = {column: every[column][:rows], "label": keep_ends(every["label"], visits)}
    shown = data[data[column].isin(kept[column]) & data["label"].isin(kept["label"])].reset_index(drop=True)
    missing = [
        said["room"][name].format(n=len(every[name]) - len(kept[name]), all=len(every[name]))
        for name in every
        if len(kept[name]) < len(every[name])
    ]
    return shown, said["not_drawn"].format(what=", ".join(missing), where=where) if missing else ""


def keep_bars(balance: pd.DataFrame, where: str = "notes") -> tuple[pd.DataFrame, str]:
    """Return what `keep_drawn` does of a balance: fewer visits of more themes, as a chart holds so many bars.

    `balance` as `compare_balance` gives it.
    """
    n_themes = min(MOST_THEMES, balance["theme"].nunique())
    return keep_drawn(balance, "theme", rows=n_themes, visits=max(2, MOST_BARS // max(n_themes, 1)), where=where)


def name_silence(row: tuple) -> str:
    """Return why a row of `compare_balance` has no finding; "" where it has: what was not looked at is no zero."""
    if row.n_theme:
        return ""
    if row.status.startswith("not "):
        return label_value("statuses", row.status, row.source_type)
    return read_paper_words()["said"]["no_finding"]


def show_balance(balance: pd.DataFrame) -> pd.DataFrame:
    """Return the findings on each theme and visit as people read them, with why there is none beside the visit.

    Columns: theme_label, label, concern, mixed, strength, neutral, n_theme, n_findings. `balance`
    as `compare_balance` gives it.
    """
    labels = [": ".join(filter(None, (row.label, name_silence(row)))) for row in balance.itertuples()]
    return balance.assign(label=labels)[["theme_label", "label", *BALANCES, "n_theme", "n_findings"]]


def name_cells(table: pd.DataFrame) -> list[list[str]]:
    """Return the rows of a table as people read them, its heads first; what is missing is said (paper.yml)."""
    words = read_paper_words()
    heads = [words["columns"].get(name, name) for name in table.columns]
    missing = [words["missing"].get(name, "") for name in table.columns]
    rows = table.astype(object).itertuples(index=False)
    return [
        heads,
        *([none if pd.isna(one) else str(one) for one, none in zip(row, missing, strict=True)] for row in rows),
    ]
