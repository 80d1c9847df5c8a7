"""Readable ids: the only place that makes one, takes one apart or renames it.

A visit is `stoke-on-trent-2020-09-29-focused-visit`; what is in it stands below a slash: a paragraph `.../p007`, a
sentence of it `.../p007/s2`, an area for improvement `.../i03`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

ID_COLUMNS = ("visit_id", "paragraph_id", "sentence_id", "improvement_id")  # of the tables of a letter


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """Return text as a name that can stand in an id and that every system takes as a file's.

    >>> slug("Strengths & concerns: Stoke-on-Trent")
    'strengths-concerns-stoke-on-trent'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def make_visit_id(visit: Mapping[str, Any]) -> str:
    """Return the readable id that a visit (a row of `visits`, missing facts None) asks for.

    >>> from datetime import date
    >>> letter = {"authority": "Stoke-on-Trent", "visit_type": "focused visit", "source_type": "letter",
    ...           "start_date": date(2020, 9, 29), "date_precision": "day"}
    >>> make_visit_id(letter)
    'stoke-on-trent-2020-09-29-focused-visit'
    >>> make_visit_id(letter | {"date_precision": "month", "source_type": "press"})
    'stoke-on-trent-2020-09-focused-visit-press'
    >>> make_visit_id(letter | {"start_date": None, "sha256": "abcdef0123"})
    'stoke-on-trent-undated-abcdef01'
    """
    authority = slug(visit["authority"] or "unknown authority")
    day = visit["start_date"]
    if day is None:
        return f"{authority}-undated-{visit['sha256'][:8]}"
    shown = {"year": "%Y", "month": "%Y-%m"}.get(visit["date_precision"], "%Y-%m-%d")
    press = "-press" if visit["source_type"] == "press" else ""
    return f"{authority}-{day.strftime(shown)}-{slug(visit['visit_type'])}{press}"


def number_taken_ids(visit_ids: pd.Series) -> pd.Series:
    """Return the visit_ids with -2, -3 after those that stand further up already, by the index of `visit_ids`.

    >>> number_taken_ids(pd.Series(["leeds-2021", "york-2021", "leeds-2021"], dtype="str")).tolist()
    ['leeds-2021', 'york-2021', 'leeds-2021-2']
    """
    turn = visit_ids.groupby(visit_ids).cumcount() + 1
    return visit_ids.where(turn == 1, visit_ids + "-" + turn.astype("str"))


def untaken(visit_id: str) -> str:
    """Return the id that a visit asked for, without the number that it got because another had taken it.

    >>> untaken("leeds-2024-10-focused-visit-press-2"), untaken("leeds-2024-10-focused-visit-press")
    ('leeds-2024-10-focused-visit-press', 'leeds-2024-10-focused-visit-press')
    """
    return re.sub(r"-\d{1,3}$", "", visit_id)


def without_day(visit_id: str) -> str:
    """Return the id that a visit would have if only its month were known.

    >>> without_day("leeds-2024-10-01-focused-visit-press-2")
    'leeds-2024-10-focused-visit-press'
    """
    return re.sub(r"-(\d{4}-\d{2})-\d{2}-", r"-\1-", untaken(visit_id))


def make_paragraph_id(visit_id: str, order: int) -> str:
    """Return the id of a visit's paragraph; the first has `order` 1.

    >>> make_paragraph_id("leeds-2021-02-09-focused-visit", 7)
    'leeds-2021-02-09-focused-visit/p007'
    """
    return f"{visit_id}/p{order:03}"


def make_sentence_id(paragraph_id: str, order: int) -> str:
    """Return the id of a paragraph's sentence; the first has `order` 1.

    >>> make_sentence_id("leeds-2021-02-09-focused-visit/p007", 2)
    'leeds-2021-02-09-focused-visit/p007/s2'
    """
    return f"{paragraph_id}/s{order}"


def make_improvement_id(visit_id: str, order: int) -> str:
    """Return the id of a visit's area for improvement; the first has `order` 1.

    >>> make_improvement_id("leeds-2021-02-09-focused-visit", 3)
    'leeds-2021-02-09-focused-visit/i03'
    """
    return f"{visit_id}/i{order:02}"


def visit_of(row_id: str) -> str:
    """Return the visit_id in the id of a visit, a paragraph, a sentence or an area for improvement.

    >>> visit_of("leeds-2021-02-09-focused-visit/p003/s1")
    'leeds-2021-02-09-focused-visit'
    """
    return row_id.partition("/")[0]


def visits_of(ids: pd.Series) -> pd.Series:
    """Return the visit_id in each id, by the index of `ids` (none may be missing)."""
    return pd.Series([visit_of(row_id) for row_id in ids.tolist()], index=ids.index, dtype="str")


def lie_within(ids: pd.Series, visit_ids: Collection[str]) -> pd.Series:
    """Return whether each id is that of something within one of the visits, by the index of `ids`.

    Quicker than `visits_of` where there are few visits and many ids.

    >>> lie_within(pd.Series(["leeds-2021/p001/s1", "leeds-2021-2/p001/s1"], dtype="str"), ["leeds-2021"]).tolist()
    [True, False]
    """
    return ids.str.startswith(tuple(f"{visit_id}/" for visit_id in visit_ids))


def rename_columns(columns: Mapping[str, list[str]], new_ids: Mapping[str, str]) -> dict[str, list]:
    """Return the columns of a table, plain lists by name, with visits renamed in every id of a letter's rows.

    `new_ids` has the new visit_id by the old one; a visit that it does not name keeps its own.

    >>> rename_columns({"paragraph_id": ["leeds-2021/p003", "leeds-2021-2/p003"], "text": ["leeds-2021/p003", ""]},
    ...                {"leeds-2021": "leeds-2022"})
    {'paragraph_id': ['leeds-2022/p003', 'leeds-2021-2/p003'], 'text': ['leeds-2021/p003', '']}
    """
    return {name: _rename(values, new_ids) if name in ID_COLUMNS else values for name, values in columns.items()}


def _rename(ids: Iterable[str], new_ids: Mapping[str, str]) -> list[str]:
    pieces = (row_id.partition("/") for row_id in ids)
    return [new_ids.get(visit_id, visit_id) + slash + rest for visit_id, slash, rest in pieces]


def rename_rows(rows: pd.DataFrame, new_ids: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of a table of letters, with its columns, and visits renamed in every id (`rename_columns`)."""
    if all(old == new for old, new in new_ids.items()):
        return rows
    renamed = rename_columns({name: rows[name].tolist() for name in rows.columns.intersection(ID_COLUMNS)}, new_ids)
    return rows.assign(**{name: pd.Series(ids, index=rows.index, dtype="str") for name, ids in renamed.items()})
