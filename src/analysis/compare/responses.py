"""What the council does about areas for improvement, beside them: its words, not the letters'."""

import functools
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.compare.words import name_day

SAID = ["response", "due"]


@functools.cache
def read_response_words() -> dict[str, Any]:
    """Return responses.yml."""
    return read_yaml("compare/responses.yml")


def add_responses(rows: pd.DataFrame, responses: pd.DataFrame | None) -> pd.DataFrame:
    """Return rows with an improvement_id, and beside each the response and when it is due, in words.

    `responses` as `review.list_responses` gives them. Missing where the council wrote nothing; where it wrote about
    none of the areas the rows are returned as they are.
    """
    if responses is None or not responses["improvement_id"].isin(rows["improvement_id"]).any():
        return rows
    said = {row.improvement_id: (phrase_response(row), phrase_due(row)) for row in responses.itertuples()}
    beside = [said.get(one, (None, None)) for one in rows["improvement_id"]]
    return rows.assign(**{name: pd.array([one[turn] for one in beside], "str") for turn, name in enumerate(SAID)})


def phrase_response(row: tuple) -> str | None:
    """Return what the council does, in its words, with who sees to it; None where nothing is written.

    `row` is one of `review.list_responses`.
    """
    words = read_response_words()
    accepted, text, owner = (value if pd.notna(value) else "" for value in (row.accepted, row.text, row.owner))
    parts = [words["accepted"].get(accepted, ""), text, words["owner"].format(owner=owner) if owner else ""]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part) or None


def phrase_due(row: tuple) -> str | None:
    """Return that it is done, since when it is overdue, or the day it is due; None where none of them is known.

    `row` is one of `review.list_responses`.
    """
    words = read_response_words()
    if row.is_done:
        return words["done"] if row.done == "yes" else words["done_on"].format(day=name_day(pd.Timestamp(row.done)))
    return None if pd.isna(row.due) else words["overdue" if row.overdue else "due"].format(day=name_day(row.due))
