"""What people decide together: each one's last word, and nothing where two of them differ."""

import pandas as pd

from analysis.problems import make_problem
from analysis.review.files import TIME, read_rules


def keep_last(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return the last row of each reviewer for each `key`, in the order of the decisions.

    `rows` has `key`, reviewer, line and perhaps decided_at: the later decision replaces the earlier one, and of two
    at one time the lower line. A row without a time counts as decided with the row above it. Capitals in a
    reviewer's name are not compared.
    """
    rows = rows.sort_values("line")
    if TIME in rows:
        rows = rows.assign(at=rows[TIME].ffill().fillna("")).sort_values(["at", "line"]).drop(columns="at")
    who = rows["reviewer"].fillna("").str.casefold().rename("who")
    return rows[~pd.concat([rows[key], who], axis=1).duplicated(keep="last")]


def settle(rows: pd.DataFrame, key: list[str], values: list[str], file: str) -> tuple[pd.DataFrame, list[dict]]:
    """Return what is decided, one row per `key` with the columns `values`, and rows of `problems`.

    `rows` as `keep_last` gives them. A value is decided where all who give one agree, or where the adjudicator does;
    otherwise it is missing, and reviewers who differ are reported.
    """
    decided, problems = [], []
    rows = rows.assign(reviewer=rows["reviewer"].fillna("no name"))
    for ids, group in rows.groupby(key, sort=False):
        row = dict(zip(key, ids, strict=True))
        for name in values:
            given = _who_decide(group, name)
            said = set(given[name])
            row[name] = given[name].iloc[0] if len(said) == 1 else None
            if len(said) > 1:
                problems.append(make_problem(file, "review-disagreement", _name_sides(given, name, ids)))
        decided.append(row)
    return pd.DataFrame(decided, columns=[*key, *values], dtype="str"), problems


def _who_decide(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows that give the value `name`: the adjudicator's alone, where she gives one."""
    given = rows[rows[name].notna()]
    judged = given[given["reviewer"].str.casefold() == read_rules()["adjudicator"]]
    return judged if len(judged) else given


def _name_sides(given: pd.DataFrame, name: str, ids: tuple) -> str:
    sides = [f"{row.reviewer} (line {row.line}) says {getattr(row, name)}" for row in given.itertuples()]
    return f"{name} of {' and '.join(ids)}: {', '.join(sides)}."
