"""What each visit said of each theme: the evidence, counted, one status for each, and what of it was raised."""

import pandas as pd

from analysis.tables import list_rows

STANCES = ("concern", "mixed", "strength", "neutral")
RAISED = ("asked for", "concern")  # statuses of a theme that inspectors raised; mixed where `is_raised` says so


def make_theme_history(evidence: pd.DataFrame, coverage: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the table `theme_history`: one row per visit and theme, with its status and counts.

    n_paragraphs counts paragraphs of every kind of evidence; n_concern, n_mixed, n_strength and n_neutral count
    sentences.
    """
    keys = ["visit_id", "theme"]
    history = coverage[[*keys, "status"]].rename(columns={"status": "scope"})
    history = history.merge(visits[["visit_id", "source_type"]], on="visit_id")
    voiced = evidence[keys].assign(**{f"n_{stance}": evidence["stance"] == stance for stance in STANCES})
    counts = voiced.groupby(keys).sum()
    counts.insert(0, "n_paragraphs", evidence.groupby(keys)["paragraph_id"].nunique())
    history = history.merge(counts.reset_index(), on=keys, how="left")
    history[list(counts)] = history[list(counts)].fillna(0).astype("Int64")
    asked = set(list_rows(evidence[evidence["kind"] == "improvement"], *keys))
    history["status"] = [
        "asked for"
        if (visit, theme) in asked
        else judge_status(n_concern + n_mixed, n_strength, n_neutral) or judge_silence(scope, source_type)
        for visit, theme, scope, source_type, _, n_concern, n_mixed, n_strength, n_neutral in list_rows(
            history, *history.columns
        )
    ]
    return history


def judge_status(n_concern: int, n_strength: int, n_neutral: int) -> str | None:
    """Return the status that sentences bear out (n_concern counts concern and mixed); None without sentences.

    >>> judge_status(2, 0, 1), judge_status(1, 3, 0), judge_status(0, 1, 4), judge_status(0, 0, 2)
    ('concern', 'mixed', 'strength', 'mentioned')
    """
    if n_concern:
        return "mixed" if n_strength else "concern"
    if n_strength:
        return "strength"
    return "mentioned" if n_neutral else None


def judge_silence(scope: str, source_type: str) -> str:
    """Return what the absence of a theme means: no looking, no reporting, or no mention.

    >>> judge_silence("outside_scope", "press"), judge_silence("unknown", "press"), judge_silence("in_scope", "letter")
    ('not looked at', 'not reported', 'not mentioned')
    """
    if scope == "outside_scope":
        return "not looked at"
    return "not reported" if source_type == "press" else "not mentioned"


def is_raised(statuses: pd.DataFrame) -> pd.Series:
    """Return, by the index of `statuses` (columns of theme_history), whether inspectors raised the theme.

    They raised what they asked for, what they were concerned about, and what is mixed where the concern is not a lone
    sentence.

    >>> rows = [("asked for", 0, 0), ("strength", 0, 0), ("mixed", 1, 1), ("mixed", 1, 0)]
    >>> is_raised(pd.DataFrame(rows, columns=["status", "n_concern", "n_mixed"])).tolist()
    [True, False, True, False]
    """
    several = statuses["n_concern"] + statuses["n_mixed"] > 1
    return (statuses["status"].isin(RAISED) | ((statuses["status"] == "mixed") & several)).astype("bool")


def turns_on_one(statuses: pd.DataFrame) -> pd.Series:
    """Return, by the index of `statuses` (columns of theme_history), whether a status would be another without one
    sentence.

    What is asked for stands in a list, and what is only mentioned is no verdict: neither turns.

    >>> rows = [("mixed", 1, 0, 9), ("mixed", 2, 0, 9), ("strength", 0, 0, 1), ("asked for", 1, 0, 0)]
    >>> turns_on_one(pd.DataFrame(rows, columns=["status", "n_concern", "n_mixed", "n_strength"])).tolist()
    [True, False, True, False]
    """
    concern, strength = statuses["n_concern"] + statuses["n_mixed"], statuses["n_strength"]
    turns = (concern == 1) | ((strength == 1) & (statuses["status"] != "concern"))
    return (turns & statuses["status"].isin(["concern", "mixed", "strength"])).astype("bool")
