"""The documents on file as one table of visits: ids settled, duplicates set aside, everything in order."""

import pandas as pd

from analysis.base.problems import is_doubtful, make_problem
from analysis.build.inputs import LastBuild
from analysis.build.letter import Row
from analysis.build.same_visit import find_same_visits
from analysis.build.waiting import LetterSummary, list_facts
from analysis.tables import make_table, make_visit_id, number_taken_ids

OF_IDS = ("authority", "visit_type", "source_type", "start_date", "date_precision", "sha256")  # what ids are made of


def settle_visits(last: LastBuild | None, summaries: list[LetterSummary]) -> tuple[pd.DataFrame, list[Row]]:
    """Return the table `visits`, by authority and date, and a row of `problems` for each duplicate.

    A row of the last build may carry the -2 that it got there; what the visit itself says decides anew.
    """
    fresh = pd.DataFrame([summary.visit for summary in summaries if summary.visit], columns=list_facts())
    documents = make_table("visits", fresh).assign(content=fresh["content"].astype("str"))
    if last:
        documents = pd.concat([last.visits, documents], ignore_index=True)
    doubtful = {
        problem["file"] for summary in summaries for problem in summary.problems if is_doubtful(problem["reason"])
    }
    if last:
        doubtful |= set(last.problems.loc[last.problems["reason"].map(is_doubtful).astype(bool), "file"])
    documents["is_doubtful"] = documents["file"].isin(doubtful)
    asked = documents[[*OF_IDS]].astype(object)
    rows = asked.where(asked.notna(), None).itertuples(index=False)
    asked_ids = [make_visit_id(dict(zip(OF_IDS, row, strict=True))) for row in rows]
    documents["visit_id"] = pd.Series(asked_ids, dtype="str")
    ids, duplicate_of = assign_visit_ids(documents)
    duplicates = documents.assign(duplicate_of=duplicate_of)[duplicate_of.notna()]
    problems = [
        make_problem(row.file, "duplicate", row.duplicate_of, sha256=row.sha256) for row in duplicates.itertuples()
    ]
    visits = make_table("visits", documents.assign(visit_id=ids)[ids.notna()])
    visits = visits.sort_values(["authority", "start_date", "visit_id"], ignore_index=True)
    same_visit, superseded_by = find_same_visits(visits)
    return visits.assign(same_visit=same_visit, superseded_by=superseded_by), problems


def assign_visit_ids(documents: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return, by the index of `documents`, the final visit_id of each and, for a duplicate, the file that is kept.

    `documents` has the columns of `visits`, one row per document read, `visit_id` as `make_visit_id` gives it,
    `content`, a fingerprint of its words, and `is_doubtful`, whether it was read with a problem that may have
    changed them. Two letters with one id are the same visit: one without doubt, then the one published last, then
    the longest, is kept. Two press reports are the same only where their words are, and the one published first is
    kept; others get -2, -3 in the order of publication, whatever their files are called, so that one that comes
    later takes no id from one that was published before.
    """
    is_press = documents["source_type"] == "press"
    ranked = pd.concat([_rank(documents[~is_press]), _rank(documents[is_press], first=True)])
    same = ranked["visit_id"].where(ranked["source_type"] != "press", ranked["visit_id"] + ranked["content"])
    keeper = ranked.groupby(same, sort=False)["file"].transform("first")
    duplicate_of = keeper.where(keeper != ranked["file"]).reindex(documents.index)
    kept = documents[duplicate_of.isna()]
    kept = kept.sort_values(["published_date", "content"], na_position="last", kind="stable")
    ids = number_taken_ids(kept["visit_id"])
    return ids.reindex(documents.index), duplicate_of


def _rank(documents: pd.DataFrame, *, first: bool = False) -> pd.DataFrame:
    """Return documents, one per row, in the order in which they are kept.

    One without doubt comes first, then the one published last, or `first`, then the longest.
    """
    keys = ["is_doubtful", "published_date", "words", "file"]
    return documents.sort_values(keys, ascending=[True, first, False, True], na_position="last", kind="stable")
