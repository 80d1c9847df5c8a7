"""The documents on file as one table of visits: ids settled, duplicates set aside, everything in order."""

import pandas as pd

from analysis.base.problems import is_doubtful, make_problem
from analysis.build.inputs import LastBuild
from analysis.build.letter import Row
from analysis.build.waiting import LetterSummary
from analysis.tables import make_table, make_visit_id, number_taken_ids


def settle_visits(last: LastBuild | None, summaries: list[LetterSummary]) -> tuple[pd.DataFrame, list[Row]]:
    """Return the table `visits`, by authority and date, and a row of `problems` for each duplicate.

    A row of the last build may carry the -2 that it got there; what the visit itself says decides anew.
    """
    fresh = [summary.visit for summary in summaries if summary.visit]
    content = pd.Series([visit["content"] for visit in fresh], dtype="str")
    documents = make_table("visits", fresh).assign(content=content)
    if last:
        documents = pd.concat([last.visits, documents], ignore_index=True)
    doubtful = {problem["file"] for summary in summaries for problem in summary.problems if is_doubtful(problem["reason"])}
    if last:
        doubtful |= set(last.problems.loc[last.problems["reason"].map(is_doubtful).astype(bool), "file"])
    documents["is_doubtful"] = documents["file"].isin(doubtful)
    rows = documents.astype(object).where(documents.notna(), None).to_dict("records")
    documents["visit_id"] = pd.Series(map(make_visit_id, rows), dtype="str")
    ids, duplicate_of = assign_visit_ids(documents)
    duplicates = documents.assign(duplicate_of=duplicate_of)[duplicate_of.notna()]
    problems = [
        make_problem(row.file, "duplicate", row.duplicate_of, sha256=row.sha256) for row in duplicates.itertuples()
    ]
    visits = make_table("visits", documents.assign(visit_id=ids)[ids.notna()])
    visits = visits.sort_values(["authority", "start_date", "visit_id"], ignore_index=True)
    return visits.assign(superseded_by=find_superseding(visits)), problems


def assign_visit_ids(documents: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return, by the index of `documents`, the final visit_id of each and, for a duplicate, the file that is kept.

    `documents` has the columns of `visits`, one row per document read, `visit_id` as `make_visit_id` gives it,
    `content`, a fingerprint of its words, and `is_doubtful`, whether it was read with a problem that may have changed
    them. Two letters with one id are the same visit: one without doubt, then the one published last, then the longest,
    is kept. Two press reports are the same only where their words are; others get -2, -3, by file name.
    """
    ranked = documents.sort_values(
        ["is_doubtful", "published_date", "words", "file"],
        ascending=[True, False, False, True],
        na_position="last",
        kind="stable",
    )
    same = ranked["visit_id"].where(ranked["source_type"] != "press", ranked["visit_id"] + ranked["content"])
    keeper = ranked.groupby(same, sort=False)["file"].transform("first")
    duplicate_of = keeper.where(keeper != ranked["file"]).reindex(documents.index)
    ids = number_taken_ids(documents[duplicate_of.isna()].sort_values("file", kind="stable")["visit_id"])
    return ids.reindex(documents.index), duplicate_of


def find_superseding(visits: pd.DataFrame) -> pd.Series:
    """Return the visit_id of the letter that replaces each row of `visits`, by its index, else missing.

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
