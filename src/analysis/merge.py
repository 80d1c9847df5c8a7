"""The documents on file as one table of visits: ids settled, duplicates set aside, everything in order."""

from itertools import chain
from typing import NamedTuple

import pandas as pd

from analysis.identity import assign_visit_ids, find_superseding, make_visit_id
from analysis.problems import make_problem
from analysis.reading import Columns, Row
from analysis.shelf import Shelved
from analysis.tables import make_table


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
