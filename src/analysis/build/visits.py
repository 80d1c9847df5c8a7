"""The documents on file as one table of visits: ids settled, duplicates set aside, everything in order."""

from itertools import chain
from typing import NamedTuple

import pandas as pd

from analysis.base.problems import make_problem
from analysis.build.letter import Columns, Row
from analysis.build.waiting import Shelved
from analysis.tables import make_table, make_visit_id


class Kept(NamedTuple):
    """What still holds of the last build.

    `visits` are its rows whose files and facts are as they were; `content` is, for a press report among them, a
    fingerprint of its words by visit_id; `problems` are the rows of that table on files that are as they were.
    """

    visits: pd.DataFrame
    content: dict[str, str]
    problems: pd.DataFrame


def settle_visits(kept: Kept | None, shelved: list[Shelved]) -> tuple[pd.DataFrame, list[Row]]:
    """Return the table `visits`, in order, and a row of `problems` for each duplicate.

    A kept row may carry the -2 that an earlier build gave it; what the visit itself says decides anew.
    """
    fresh = [document for document in shelved if document.visit]
    visits = make_table("visits", chain_columns([document.visit for document in fresh]))
    content = [document.content for document in fresh]
    if kept:
        visits = pd.concat([kept.visits, visits], ignore_index=True)
        content = [kept.content.get(visit, "") for visit in kept.visits["visit_id"]] + content
    rows = visits.astype(object).where(visits.notna(), None).to_dict("records")
    asked = [make_visit_id(row, row["sha256"]) for row in rows]
    documents = visits.assign(visit_id=pd.Series(asked, dtype="str"), content=pd.Series(content, dtype="str"))
    ids, duplicate_of = assign_visit_ids(documents)
    lost = documents.assign(kept=duplicate_of)[duplicate_of.notna()]
    problems = [make_problem(row.file, "duplicate", row.kept, sha256=row.sha256) for row in lost.itertuples()]
    settled = visits.assign(visit_id=ids)[ids.notna()]
    settled = settled.sort_values(["authority", "start_date", "visit_id"], ignore_index=True)
    return settled.assign(superseded_by=find_superseding(settled)), problems


def chain_columns(tables: list[Columns]) -> Columns:
    """Return tables as one: their columns, end to end."""
    return {column: list(chain.from_iterable(t[column] for t in tables)) for column in (tables[0] if tables else ())}


def merge_problems(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the table `problems` from all that was found, each thing once, in order."""
    rows = pd.concat([make_table("problems"), *tables])
    return rows.sort_values(["file", "reason", "detail"]).drop_duplicates(ignore_index=True)


def assign_visit_ids(visits: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return, by the index of `visits`, the final id of each document and, for a duplicate, the file that is kept.

    `visits` has one row per document read, `visit_id` as `make_visit_id` gives it, and `content`, a fingerprint of
    its words. Two letters with one id are the same visit: the one published last, then the longest, is kept. Two
    press reports are the same only where their words are; others get -2, -3, by file name.
    """
    ranked = visits.sort_values(
        ["published_date", "words", "file"], ascending=[False, False, True], na_position="last", kind="stable"
    )
    same = ranked["visit_id"].where(ranked["source_type"] != "press", ranked["visit_id"] + ranked["content"])
    keeper = ranked.groupby(same, sort=False)["file"].transform("first")
    duplicate_of = keeper.where(keeper != ranked["file"]).reindex(visits.index)
    kept = visits[duplicate_of.isna()].sort_values("file", kind="stable")
    turn = kept.groupby("visit_id").cumcount() + 1
    ids = kept["visit_id"].where(turn == 1, kept["visit_id"] + "-" + turn.astype("str"))
    return ids.reindex(visits.index), duplicate_of


def find_superseding(visits: pd.DataFrame) -> pd.Series:
    """Return, for each row of `visits`, the visit_id of the letter that replaces it, else missing.

    A press report is replaced by the letter or report of the same authority and kind of visit that began in the
    span its date allows: the day, the month or the year.
    """
    letters = visits[visits["source_type"] != "press"]
    replaced_by = pd.Series(pd.NA, index=visits.index, dtype="str")
    for press in visits[visits["source_type"] == "press"].itertuples():
        if pd.isna(press.start_date):
            continue
        span = {"month": "M", "year": "Y"}.get(press.date_precision, "D")
        same = letters[
            (letters["authority"] == press.authority)
            & (letters["visit_type"] == press.visit_type)
            & _same_span(letters, press, span)
        ]
        if len(same):
            replaced_by[press.Index] = same["visit_id"].iloc[0]
    return replaced_by


def _same_span(letters: pd.DataFrame, press: object, span: str) -> pd.Series:
    if span == "D":
        last = letters["end_date"].fillna(letters["start_date"])
        return (letters["start_date"] <= press.start_date) & (press.start_date <= last)
    return letters["start_date"].dt.to_period(span) == press.start_date.to_period(span)
