"""What people decide together: each one's last word, and nothing where two of them differ."""

import pandas as pd
from pandas.api.typing import DataFrameGroupBy

from analysis.base.problems import make_problem
from analysis.review.files import TIME, read_rules


def keep_last(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return the last row of each reviewer for each `key`, with the columns of `rows`, in the order of the decisions.

    `rows` has `key`, reviewer, line and perhaps decided_at: the later decision replaces the earlier one, and of two
    at one time the lower line. One without a time stands above all that have one (`read_review_file`), so it is the
    earlier. Capitals in a reviewer's name are not compared.
    """
    rows = rows.sort_values([TIME, "line"] if TIME in rows else "line", na_position="first")
    reviewer = rows["reviewer"].fillna("").str.casefold()
    return rows[~rows[key].assign(reviewer=reviewer).duplicated(keep="last")]


def settle(rows: pd.DataFrame, key: list[str], values: list[str], file: str) -> tuple[pd.DataFrame, list[dict]]:
    """Return what is decided, one row per `key` with the columns `key` and `values`, and rows of `problems`.

    `rows` as `keep_last` gives them. A value is decided where all who give one agree, or where the adjudicator gives
    one; otherwise it is missing, and reviewers who differ are reported.
    """
    reviewer = rows["reviewer"].fillna("no name")
    judge = reviewer.str.casefold() == read_rules()["adjudicator"]
    answers = rows[[*key, *values, "line"]].assign(who=reviewer, judge=judge)
    answers = answers.melt([*key, "line", "who", "judge"], values, var_name="name").dropna(subset=["value"])
    answers = answers[answers["judge"] | ~_by_question(answers, key)["judge"].transform("any").astype(bool)]
    differ = _by_question(answers, key)["value"].transform("nunique") > 1
    decided = answers[~differ].pivot_table(values="value", index=key, columns="name", aggfunc="first")
    problems = [
        make_problem(file, "review-disagreement", _describe_disagreement(question, group))
        for question, group in _by_question(answers[differ], key)
    ]
    return decided.reindex(columns=values).rename_axis(columns=None).reset_index().astype("str"), problems


def _by_question(answers: pd.DataFrame, key: list[str]) -> DataFrameGroupBy:
    return answers.groupby([*key, "name"], sort=False)


def _describe_disagreement(question: tuple[str, ...], answers: pd.DataFrame) -> str:
    *ids, name = question
    each = [f"{row.who} (line {row.line}) says {row.value}" for row in answers.itertuples()]
    return f"{name} of {' and '.join(ids)}: {', '.join(each)}."
