"""The tables a part at a time: the visits of a few authorities, on which no other authority's rows depend.

So a build needs no more memory for many letters than for few, parts are made side by side, and one in which nothing
changed is taken over from the last build.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.history import derive_history
from analysis.build.visits import Kept, chain_columns
from analysis.build.letter import TABLES_OF_A_LETTER, Columns
from analysis.review import Reviews, apply_reviews, pick_reviews
from analysis.build.waiting import Shelved, hash_content, take_rows
from analysis.tables import list_parts, make_table, read_parts, read_schemas, read_table, visits_of

VISITS_IN_A_PART = 30  # at the least, but for the last
ID_COLUMNS = ("visit_id", "paragraph_id", "sentence_id", "improvement_id")

Tables = dict[str, pd.DataFrame]


class Part(NamedTuple):
    """What a part of the tables is made from.

    `visits` are its rows of that table; `fresh` says where the rows of letters just read are, by visit_id; `old` what
    the last build called the others. `last` is the folder of the last build, `last_parts` its parts that hold them.
    `changed` is false where every table has the rows of the last build.
    """

    visits: pd.DataFrame
    reviews: Reviews
    fresh: dict[str, Path]
    old: dict[str, str]
    last: Path
    last_parts: list[int]
    changed: bool


def keep_last_build(folder: Path, files: set[str]) -> Kept:
    """Return what still holds of the tables in `folder`, where `files` are as they were.

    A duplicate is left out: it has no rows, and whether it is one depends on the other files.
    """
    visits, problems = read_table(folder, "visits"), read_table(folder, "problems")
    duplicates = set(problems.loc[problems["reason"] == "duplicate", "file"])
    visits = visits[visits["file"].isin(files)]
    press = visits.loc[visits["source_type"] == "press", "visit_id"].tolist()
    words = pd.read_parquet(folder / "paragraphs.parquet", filters=[("visit_id", "in", press)]) if press else None
    texts = words.groupby("visit_id")["text"].agg(list).to_dict() if press else {}
    content = {visit: hash_content(texts.get(visit, [])) for visit in press}
    of_letters = problems["sha256"].notna()  # the others are found anew each time
    return Kept(visits, content, problems[of_letters & problems["file"].isin(files - duplicates)])


def cut_parts(
    visits: pd.DataFrame, shelved: list[Shelved], reviews: Reviews, last: Path, kept: Kept | None, *, same: bool
) -> list[Part]:
    """Return the parts of the tables, in order; `visits` is the whole table of that name.

    `same` tells that only letters may have changed since the build in the folder `last`.
    """
    places = {document.file: document.place for document in shelved}
    old_ids = dict(zip(kept.visits["file"], kept.visits["visit_id"], strict=True)) if kept else {}
    last_part = list_parts(last) if kept else {}
    changed = find_changed(read_table(last, "visits"), visits) if same else set(visits["visit_id"])
    parts = []
    for rows in _cut(visits):
        files = dict(zip(rows["visit_id"], rows["file"], strict=True))
        old = {visit: old_ids[file] for visit, file in files.items() if file in old_ids}
        fresh = {visit: places[file] for visit, file in files.items() if visit not in old}
        last_parts = sorted({last_part[visit] for visit in old.values()})
        own = pick_reviews(reviews, set(files))
        as_it_was = bool(old) and changed.isdisjoint(files) and not any(map(len, own))
        parts.append(Part(rows, own, fresh, old, last, last_parts, not as_it_was))
    return parts


def _cut(visits: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the table `visits` cut between authorities; visits to nobody knows whom are no authority."""
    home = visits["authority"].fillna(visits["visit_id"])
    starts = [0]
    for place in (home != home.shift()).to_numpy().nonzero()[0]:
        if place - starts[-1] >= VISITS_IN_A_PART:
            starts.append(place)
    return [visits.iloc[start:end] for start, end in zip(starts, [*starts[1:], len(visits)], strict=True)]


def find_changed(before: pd.DataFrame, now: pd.DataFrame) -> set[str]:
    """Return the visits of authorities with a visit that is new, gone, or not what it was. Both are tables `visits`."""
    old, new = (set(visits.astype("str").itertuples(index=False, name=None)) for visits in (before, now))
    place = list(now.columns).index("authority")
    authorities = {visit[place] for visit in old ^ new}
    return set(now.loc[now["authority"].astype("str").isin(authorities), "visit_id"])


def make_part(part: Part, themes: list[str]) -> Tables:
    """Return every table with the rows of a part; `problems` are those found here. `themes` are the codebook's ids."""
    last = read_parts(part.last, part.last_parts) if part.old else {}
    if not part.changed:
        kept = {name: _pick(name, last[name], part.old.values()) for name in last}
        return kept | {"visits": part.visits, "problems": make_table("problems")}
    tables = _collect(part, last)
    tables |= apply_reviews(tables, part.reviews)
    tables |= derive_history(tables, themes)
    whole = [tables[name] for name in TABLES_OF_A_LETTER]  # what nobody reviewed is among them, and stays one thing
    return {
        name: tables[name] if any(tables[name] is table for table in whole) else make_table(name, tables[name])
        for name in read_schemas()
    }


def _collect(part: Part, last: Tables) -> Tables:
    """Return the tables of letters with the rows of a part, in the order of its visits."""
    letters = [_rename(take_rows(place), visit) for visit, place in part.fresh.items()]
    tables = {"visits": part.visits}
    for name in TABLES_OF_A_LETTER[1:]:
        rows = make_table(name, chain_columns([letter[name] for letter in letters]))
        if part.old:
            rows = pd.concat([_with_ids(name, last[name], part.old), rows], ignore_index=True)
            rows = _in_order(name, rows, part.visits["visit_id"])
        tables[name] = rows
    return tables


def _rename(tables: dict[str, Columns], new_id: str) -> dict[str, Columns]:
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


def _with_ids(name: str, rows: pd.DataFrame, old: dict[str, str]) -> pd.DataFrame:
    """Return the rows of the last build's table `name` that belong to visits, by what they are called now."""
    rows = _pick(name, rows, old.values())
    new_id = {before: now for now, before in old.items() if now != before}
    if not new_id:
        return rows
    for column in rows.columns.intersection(ID_COLUMNS):
        visits = visits_of(rows[column])
        below = rows[column].str.replace(r"^[^/]*", "", regex=True)
        rows = rows.assign(**{column: visits.replace(new_id) + below})
    return rows


def _pick(name: str, rows: pd.DataFrame, visits: Iterable[str]) -> pd.DataFrame:
    return rows[_visit_of(name, rows).isin(set(visits))]


def _in_order(name: str, rows: pd.DataFrame, visits: pd.Series) -> pd.DataFrame:
    """Return the rows of the table `name` in the order of their visits."""
    place = pd.Series(range(len(visits)), index=visits)
    order = _visit_of(name, rows).map(place).sort_values(kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def _visit_of(name: str, rows: pd.DataFrame) -> pd.Series:
    """Return the visit that each row of the table `name` belongs to: the one in the first column of its key."""
    return visits_of(rows[read_schemas()[name]["key"][0]])
