"""Documents on one visit: whatever they say is said at that visit.

A visit is named by the document that stands for it (`same_visit`); comparisons have one column for it. What the other
documents on it say is set under its id, and a statement that they only repeat counts once.
"""

import pandas as pd

from analysis.base.wording import fold_words
from analysis.tables.ids import visit_of
from analysis.tables.rows import list_rows


def list_comparable(visits: pd.DataFrame) -> pd.DataFrame:
    """Return the visits that may be compared, one row each: rows of the table `visits`, and n_documents.

    They are visits to a known authority, dated; each is the row of the document that stands for it, with the scope that
    all n_documents documents on it give. Press reports whose letter is on file are out.
    """
    known = visits["authority"].notna() & visits["start_date"].notna()
    standing = visits[known & visits["superseded_by"].isna() & (visits["same_visit"] == visits["visit_id"])]
    n_documents = visits.loc[visits["superseded_by"].isna(), "same_visit"].value_counts()
    return join_scopes(standing, visits).assign(n_documents=standing["visit_id"].map(n_documents).astype("int64"))


def join_scopes(standing: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the table `visits` with the words on what was looked at that all documents on each visit give."""
    further = visits[visits["visit_id"].isin(find_further(visits).keys()) & visits["scope"].notna()]
    if further.empty:
        return standing
    scopes: dict[str, list[str]] = {}
    for visit_id, scope in [*list_rows(standing, "visit_id", "scope"), *list_rows(further, "same_visit", "scope")]:
        scopes.setdefault(visit_id, []).extend([scope] if pd.notna(scope) else [])
    joined = ["; ".join(dict.fromkeys(scopes[visit_id])) or None for visit_id in standing["visit_id"]]
    return standing.assign(scope=pd.Series(joined, index=standing.index, dtype="str"))


def find_further(visits: pd.DataFrame) -> dict[str, str]:
    """Return the documents that are compared and do not stand for their visit: that of each (same_visit) by visit_id.

    `visits` has the columns of the table of that name.
    """
    further = visits[visits["superseded_by"].isna() & (visits["same_visit"] != visits["visit_id"])]
    return dict(list_rows(further, "visit_id", "same_visit"))


def join_documents(rows: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table (with visit_id), those of further documents on a visit after its own, under its id.

    `visits` is the whole table `visits`. What is a row's own id still tells which document it is of.
    """
    further = find_further(visits)
    if not further:
        return rows
    visit_ids = [further.get(visit_id, visit_id) for visit_id in rows["visit_id"].tolist()]
    visit_ids = pd.Series(visit_ids, index=rows.index, dtype="str")
    turn = {visit_id: number for number, visit_id in enumerate(dict.fromkeys(visit_ids))}
    is_further = visit_ids != rows["visit_id"]
    order = pd.DataFrame({"turn": visit_ids.map(turn), "is_further": is_further}).sort_values(
        ["turn", "is_further"], kind="stable"
    )
    return rows.assign(visit_id=visit_ids).loc[order.index]


def join_improvements(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the table `improvements`, visit by visit (`join_documents`), without what a further document repeats."""
    improvements = join_documents(tables["improvements"], tables["visits"])
    return improvements[~is_repeated(improvements)]


def is_repeated(rows: pd.DataFrame) -> pd.Series:
    """Return, by the index of `rows`, whether a further document on a visit says what was said before, in its words.

    `rows` has visit_id, as `join_documents` gives it, paragraph_id and text. Capitals and punctuation are not compared.
    """
    pairs = list_rows(rows, "visit_id", "paragraph_id")
    is_further = pd.Series([visit_of(own) != visit_id for visit_id, own in pairs], index=rows.index, dtype="bool")
    if not is_further.any():
        return is_further
    there = rows[rows["visit_id"].isin(rows.loc[is_further, "visit_id"].unique())]
    words = there[["visit_id"]].assign(words=[fold_words(text) for text in there["text"]])
    return is_further & words.duplicated(["visit_id", "words"]).reindex(rows.index, fill_value=False)
