"""The rows of many letters as one set of tables: ids settled, duplicates set aside, everything in order."""

from itertools import chain

import pandas as pd

from analysis.fingerprint import hash_facts
from analysis.identity import assign_visit_ids, find_superseding, make_visit_id
from analysis.problems import make_problem
from analysis.reading import TABLES_OF_A_LETTER, Columns, Reading
from analysis.tables import make_table, visits_of

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
    read = [reading for reading in readings if reading.tables]
    new_id, duplicates = _settle_ids(_list_documents(kept, read))
    settled = [_renamed(reading.tables, new_id[reading.file]) for reading in read if reading.file in new_id]
    old = _with_ids(kept, new_id) if kept else {}
    tables = {}
    for name in TABLES_OF_A_LETTER:
        fresh = make_table(name, _chain([tables_of_letter[name] for tables_of_letter in settled]))
        rows = pd.concat([old[name], fresh], ignore_index=True) if old else fresh
        tables[name] = _in_order(rows, tables["visits"] if tables else None)
    tables["visits"]["superseded_by"] = find_superseding(tables["visits"])
    found = [*problems, *(row for reading in readings for row in reading.problems), *duplicates]
    rows = pd.concat([kept.get("problems", make_table("problems")), make_table("problems", found)])
    tables["problems"] = rows.sort_values(["file", "reason", "detail"]).drop_duplicates(ignore_index=True)
    return tables


def _chain(tables: list[Columns]) -> Columns:
    """Return tables as one: their columns, end to end."""
    return {column: list(chain.from_iterable(t[column] for t in tables)) for column in (tables[0] if tables else ())}


def _list_documents(kept: Rows, read: list[Reading]) -> pd.DataFrame:
    """Return the rows of `visits` with the ids they ask for, and `content`, a fingerprint of a press report's words.

    A kept row may carry the -2 that an earlier build gave it; what the visit itself says decides anew.
    """
    texts = {reading.file: reading.tables["paragraphs"]["text"] for reading in read}
    if kept:
        by_visit = kept["paragraphs"].groupby("visit_id")["text"].agg(list)
        texts |= {row.file: by_visit.get(row.visit_id, []) for row in kept["visits"].itertuples()}
    fresh = make_table("visits", _chain([reading.tables["visits"] for reading in read]))
    visits = pd.concat([kept["visits"], fresh], ignore_index=True) if kept else fresh
    rows = visits.astype(object).where(visits.notna(), None).to_dict("records")
    words = [texts[row["file"]] if row["source_type"] == "press" else [] for row in rows]
    content = [hash_facts(" ".join(text).split()) for text in words]
    asked = [make_visit_id(row, row["sha256"]) for row in rows]
    return visits.assign(visit_id=pd.Series(asked, dtype="str"), content=pd.Series(content, dtype="str"))


def _settle_ids(documents: pd.DataFrame) -> tuple[dict[str, str], list[dict]]:
    """Return the final visit id of each file that is kept, and a row of `problems` for each duplicate."""
    ids, duplicate_of = assign_visit_ids(documents)
    lost = documents.assign(kept=duplicate_of)[duplicate_of.notna()]
    problems = [make_problem(row.file, "duplicate", row.kept, sha256=row.sha256) for row in lost.itertuples()]
    kept = ids.notna()
    return dict(zip(documents.loc[kept, "file"], ids[kept], strict=True)), problems


def _renamed(tables: dict[str, Columns], new_id: str) -> dict[str, Columns]:
    """Return the tables of a letter with `new_id` in every id."""
    (old_id,) = tables["visits"]["visit_id"]
    if new_id == old_id:
        return tables
    return {
        name: {
            column: [new_id + value[len(old_id) :] for value in values] if column in ID_COLUMNS else values
            for column, values in table.items()
        }
        for name, table in tables.items()
    }


def _with_ids(kept: Rows, new_id: dict[str, str]) -> Rows:
    """Return kept tables with final ids in every id; rows of a letter that is now a duplicate are dropped."""
    visits = kept["visits"]
    final = dict(zip(visits["visit_id"], visits["file"].map(new_id), strict=True))
    if all(old == new for old, new in final.items()):
        return kept
    renamed = {}
    for name in TABLES_OF_A_LETTER:
        frame = kept[name][_visit_of(kept[name]).map(final).notna()].copy()
        for column in frame.columns.intersection(ID_COLUMNS):
            below = frame[column].str.replace(r"^[^/]*", "", regex=True)
            frame[column] = _visit_of(frame, column).map(final).astype("str") + below
        renamed[name] = frame
    return renamed


def _in_order(rows: pd.DataFrame, visits: pd.DataFrame | None) -> pd.DataFrame:
    """Return the rows of a table in the order of its visits; the visits themselves, without `visits`, by date."""
    if visits is None:
        return rows.sort_values(["authority", "start_date", "visit_id"], ignore_index=True)
    place = pd.Series(visits.index, index=visits["visit_id"])
    order = _visit_of(rows).map(place).sort_values(kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def _visit_of(frame: pd.DataFrame, column: str | None = None) -> pd.Series:
    """Return the visit id in an id column: in `visit_id`, else in `sentence_id`, where none is named."""
    column = column or ("visit_id" if "visit_id" in frame else "sentence_id")
    return visits_of(frame[column])
