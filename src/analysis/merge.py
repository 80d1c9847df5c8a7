"""The rows of many letters as one set of tables: ids settled, duplicates set aside, everything in order."""

import pandas as pd

from analysis.fingerprint import hash_facts
from analysis.identity import assign_visit_ids, find_superseding, make_visit_id
from analysis.problems import make_problem
from analysis.reading import TABLES_OF_A_LETTER, Reading
from analysis.tables import make_table

ID_COLUMNS = ("visit_id", "paragraph_id", "sentence_id", "improvement_id")

Rows = dict[str, pd.DataFrame]


def keep_rows(old: Rows, files: set[str]) -> Rows:
    """Return the rows of the last build's tables that belong to `files`, and their `problems`.

    A duplicate is left out: it has no rows, and whether it is one depends on the other files.
    """
    problems = old["problems"]
    duplicates = set(problems.loc[problems["reason"] == "duplicate", "file"])
    kept_ids = old["visits"].loc[old["visits"]["file"].isin(files), "visit_id"]
    kept = {name: old[name][_visit_of(old[name]).isin(kept_ids)] for name in TABLES_OF_A_LETTER}
    return kept | {"problems": problems[problems["file"].isin(files - duplicates)]}


def merge_letters(kept: Rows, readings: list[Reading], problems: list[dict]) -> Rows:
    """Return the tables of letters (TABLES_OF_A_LETTER) and `problems` from the rows kept and those just read."""
    parts = ([kept] if kept else []) + [reading.tables for reading in readings if reading.tables]
    parts, duplicates = _settle_ids(parts)
    tables = {
        name: pd.concat([make_table(name), *(part[name] for part in parts)], ignore_index=True)
        for name in TABLES_OF_A_LETTER
    }
    tables = _in_order(tables)
    tables["visits"]["superseded_by"] = find_superseding(tables["visits"])
    found = [*problems, *(row for reading in readings for row in reading.problems), *duplicates]
    rows = pd.concat([kept.get("problems", make_table("problems")), make_table("problems", found)])
    tables["problems"] = rows.sort_values(["file", "reason", "detail"]).drop_duplicates(ignore_index=True)
    return tables


def _settle_ids(parts: list[Rows]) -> tuple[list[Rows], list[dict]]:
    """Return the parts with final ids and without duplicates, and a row of `problems` for each duplicate."""
    if not parts:
        return [], []
    visits = pd.concat([_with_base_ids(part) for part in parts], ignore_index=True)
    ids, duplicate_of = assign_visit_ids(visits)
    new_id = dict(zip(visits["file"], ids, strict=True))
    lost = visits.assign(kept=duplicate_of)[duplicate_of.notna()]
    problems = [make_problem(row.file, "duplicate", row.kept, sha256=row.sha256) for row in lost.itertuples()]
    return [_with_ids(part, part["visits"]["file"].map(new_id)) for part in parts], problems


def _with_base_ids(part: Rows) -> pd.DataFrame:
    """Return the visits of a part with the ids they ask for and `content`, a fingerprint of each one's words."""
    visits = part["visits"]
    words = part["paragraphs"].groupby("visit_id")["text"].agg(" ".join)
    content = visits["visit_id"].map(words).fillna("").map(lambda text: hash_facts(text.lower().split()))
    rows = visits.astype(object).where(visits.notna(), None).to_dict("records")
    return visits.assign(content=content, visit_id=[make_visit_id(row, row["sha256"]) for row in rows])


def _with_ids(part: Rows, ids: pd.Series) -> Rows:
    """Return the part with new visit ids (aligned with its visits) in every id; rows of a missing one are dropped."""
    old = part["visits"]["visit_id"]
    if ids.equals(old):
        return part
    new_id = dict(zip(old, ids, strict=True))
    renamed = {}
    for name in TABLES_OF_A_LETTER:
        frame = part[name][_visit_of(part[name]).map(new_id).notna()].copy()
        for column in frame.columns.intersection(ID_COLUMNS):
            below = frame[column].str.replace(r"^[^/]*", "", regex=True)
            frame[column] = _visit_of(frame, column).map(new_id).astype("str") + below
        renamed[name] = frame
    return renamed


def _in_order(tables: Rows) -> Rows:
    """Return the tables with visits by authority and date, and every other table in the order of its visits."""
    visits = tables["visits"].sort_values(["authority", "start_date", "visit_id"], ignore_index=True)
    place = pd.Series(visits.index, index=visits["visit_id"])
    ordered = {"visits": visits}
    for name, frame in tables.items():
        if name != "visits":
            order = _visit_of(frame).map(place).sort_values(kind="stable").index
            ordered[name] = frame.loc[order].reset_index(drop=True)
    return ordered


def _visit_of(frame: pd.DataFrame, column: str | None = None) -> pd.Series:
    """Return the visit id in an id column: in `visit_id`, else in `sentence_id`, where none is named."""
    column = column or ("visit_id" if "visit_id" in frame else "sentence_id")
    return frame[column].str.split("/", n=1).str[0]
