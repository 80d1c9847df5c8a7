"""What inspectors said at the visits compared, and the unit of every share: the finding."""

from collections import Counter, defaultdict
from collections.abc import Collection

import pandas as pd

from analysis.history.evidence import select_evidence
from analysis.tables import lie_within, list_rows


def keep_visits(table: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table (with visit_id) that belong to the visits: few of many are quick to work with."""
    return table[table["visit_id"].isin(visits["visit_id"])]


def keep_said(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of the visits that are evidence (`select_evidence`): columns of `sentences`, and kind."""
    return select_evidence(keep_visits(tables["sentences"], visits), keep_visits(tables["paragraphs"], visits))


def list_evidence(tables: dict[str, pd.DataFrame], said: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return visit_id, theme, paragraph_id, kind, sentence_id and stance of each sentence and theme of it.

    The rows of `join_evidence`, as plain tuples. `said` as `keep_said` gives it.
    """
    codes = tables["codes"]
    own = codes[lie_within(codes["sentence_id"], said["visit_id"].unique())]
    themes = defaultdict(dict)
    for sentence_id, theme in list_rows(own, "sentence_id", "theme"):
        themes[sentence_id][theme] = None
    sentences = list_rows(said, "visit_id", "paragraph_id", "kind", "sentence_id", "stance")
    return [
        (visit_id, theme, paragraph_id, kind, sentence_id, stance)
        for visit_id, paragraph_id, kind, sentence_id, stance in sentences
        for theme in themes.get(sentence_id, ())
    ]


def count_findings(said: pd.DataFrame, visits: pd.DataFrame) -> pd.Series:
    """Return the number of findings of each visit, by visit_id. `said` as `keep_said` gives it.

    A finding is a paragraph of kind `finding`; one that holds nothing but the council's words does not count.
    """
    paragraphs = set(list_rows(said, "visit_id", "kind", "paragraph_id"))
    counts = Counter(visit_id for visit_id, kind, _ in paragraphs if kind == "finding")
    ids = pd.Index(visits["visit_id"], name="visit_id")
    return pd.Series([counts[visit_id] for visit_id in ids], index=ids, dtype="int64", name="n_findings")


def list_findings(tables: dict[str, pd.DataFrame], said: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return visit_id, theme and balance of each finding and theme that it speaks of. `said` as `keep_said` gives it.

    The balance is what the finding's sentences on that theme say together: praise, concern, both, or neither.
    """
    stances = defaultdict(set)
    for visit_id, theme, paragraph_id, kind, _, stance in list_evidence(tables, said):
        if kind == "finding":
            stances[visit_id, theme, paragraph_id].add(stance)
    return [(visit_id, theme, name_balance(heard)) for (visit_id, theme, _), heard in stances.items()]


def name_balance(stances: Collection[str]) -> str:
    """Return what sentences of these stances say together: praise, concern, both, or neither.

    >>> name_balance({"strength", "neutral"}), name_balance({"mixed"}), name_balance({"neutral"})
    ('praise', 'both', 'neither')
    """
    praise, concern = ("mixed" in stances or stance in stances for stance in ("strength", "concern"))
    if praise and concern:
        return "both"
    return "praise" if praise else "concern" if concern else "neither"
