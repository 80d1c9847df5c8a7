"""What came back at one visit: areas for improvement of earlier visits that it asks for again, in full or in part."""

from typing import NamedTuple

import pandas as pd

from analysis.compare.again import AGAIN, IN_PART, list_askings
from analysis.compare.findings import keep_improvements
from analysis.compare.improvements import follow_improvements
from analysis.compare.letter import name_places
from analysis.tables import list_rows


class Return(NamedTuple):
    """An earlier area for improvement that a letter asks for again: `status` says whether in full or in part.

    `numbers` are those of the letter's own list (from 1) that ask for it, none where that cannot be told; `text`,
    `label` and `place` are of the earlier area, `before` the labels of visits that asked for it before that.
    `certainty` (0 to 1) is missing where a rule gives the status.
    """

    status: str
    numbers: tuple[int, ...]
    text: str
    label: str
    place: str
    certainty: float | None
    is_checked: bool
    before: tuple[str, ...] = ()


def follow_to_letter(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return what the last of the visits says of what each earlier one asked for, by the visit_id of the earlier one.

    The latest earlier visit comes first; those that list nothing are out. Rows as `follow_improvements` gives them.
    """
    followed = {}
    letter, listing = visits["visit_id"].iloc[-1], set(keep_improvements(tables, visits)["visit_id"])
    for visit_id in visits["visit_id"].iloc[-2::-1]:
        if visit_id in listing:
            rows = follow_improvements(tables, visits, visit_id)
            followed[visit_id] = rows[rows["later_visit_id"] == letter].reset_index(drop=True)
    return followed


def list_returns(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, followed: dict[str, pd.DataFrame]
) -> list[Return]:
    """Return what came back at the last of the visits, asked again before in part, latest asked for first.

    `followed` as `follow_to_letter` gives it. Earlier areas of several visits that the same items ask for again are one
    row: the text is that of the latest.
    """
    letter, askings, places = visits["visit_id"].iloc[-1], list_askings(tables, visits), name_places(tables, visits)
    own = keep_improvements(tables, visits)
    paragraphs = dict(list_rows(own, "improvement_id", "paragraph_id"))
    numbers = {one: n for n, one in enumerate(own.loc[own["visit_id"] == letter, "improvement_id"], start=1)}
    labels = dict(list_rows(visits, "visit_id", "label"))
    found: dict[tuple, list[Return]] = {}
    for visit_id, rows in followed.items():
        for row in rows[rows["status"].isin([AGAIN, IN_PART])].itertuples():
            asking = tuple(sorted(numbers[item] for item in askings[row.improvement_id, letter].items))
            certainty = None if pd.isna(row.certainty) or row.source == "reviewer" else row.certainty
            one = Return(row.status, asking, row.improvement, labels[visit_id], places[paragraphs[row.improvement_id]],
                         certainty, row.source == "reviewer")  # fmt: skip
            found.setdefault((row.status, asking or row.improvement_id), []).append(one)
    joined = [row for rows in found.values() for row in _join_returns(rows)]
    return sorted(joined, key=lambda row: row.status != AGAIN)


def _join_returns(rows: list[Return]) -> list[Return]:
    """Return rows of the same items, latest first, as those of the latest visit, with the visits before it."""
    latest = [row for row in rows if row.label == rows[0].label]
    before = tuple(dict.fromkeys(row.label for row in rows if row.label != rows[0].label))
    return [row._replace(before=before) for row in latest]
