"""What people decide together: each one's last word, and nothing where two of them differ."""

import pandas as pd
from pandas.api.typing import DataFrameGroupBy

from analysis.base.problems import make_problem
from analysis.review.files import TIME, read_rules


def keep_last(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return the last row of each reviewer for each `key`, in the order of the decisions.

    `rows` has `key`, reviewer, line and perhaps decided_at: the later decision replaces the earlier one, and of two
    at one time the lower line. Capitals in a reviewer's name are not compared.
    """
    rows = rows.sort_values([TIME, "line"] if TIME in rows else "line", na_position="first")
    who = rows["reviewer"].fillna("").str.casefold().rename("who")
    return rows[~pd.concat([rows[key], who], axis=1).duplicated(keep="last")]


def settle(rows: pd.DataFrame, key: list[str], values: list[str], file: str) -> tuple[pd.DataFrame, list[dict]]:
    """Return what is decided, one row per `key` with the columns `values`, and rows of `problems`.

    `rows` as `keep_last` gives them. A value is decided where all who give one agree, or where the adjudicator gives
    one; otherwise it is missing, and reviewers who differ are reported.
    """
    who = rows["reviewer"].fillna("no name")
    said = rows[[*key, *values, "line"]].assign(who=who, judge=who.str.casefold() == read_rules()["adjudicator"])
    said = said.melt([*key, "line", "who", "judge"], values, var_name="name").dropna(subset=["value"])
    said = said[said["judge"] | ~_by_question(said, key)["judge"].transform("any").astype(bool)]
    differ = _by_question(said, key)["value"].transform("nunique") > 1
    decided = said[~differ].pivot_table(values="value", index=key, columns="name", aggfunc="first")
    problems = [
        make_problem(file, "review-disagreement", _name_sides(question, group))
        for question, group in _by_question(said[differ], key)
    ]
    return decided.reindex(columns=values).rename_axis(columns=None).reset_index().astype("str"), problems


def _by_question(said: pd.DataFrame, key: list[str]) -> DataFrameGroupBy:
    return said.groupby([*key, "name"], sort=False)


def _name_sides(question: tuple[str, ...], said: pd.DataFrame) -> str:
    *ids, name = question
    sides = [f"{row.who} (line {row.line}) says {row.value}" for row in said.itertuples()]
    return f"{name} of {' and '.join(ids)}: {', '.join(sides)}."
