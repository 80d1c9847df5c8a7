"""What inspectors said at the visits compared, and the unit of every share: the finding."""

from collections import Counter, defaultdict
from collections.abc import Collection

import pandas as pd

from analysis.history.evidence import select_evidence
from analysis.tables import find_further, join_documents, join_improvements, list_rows, pick_visit_rows, visit_of


def keep_visits(tables: dict[str, pd.DataFrame], name: str, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table `name` (with visit_id) that belong to the visits, as few are quick to work with.

    All documents on a visit are read under its id, the one that stands for it first (`join_documents`).
    """
    on_file = tables["visits"]
    own = on_file[on_file["same_visit"].isin(visits["visit_id"])]
    return join_documents(pick_visit_rows(tables, name, {*visits["visit_id"], *find_further(own)}), own)


def keep_evidence(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per sentence of the visits that is evidence (`select_evidence`): columns of `sentences`, kind."""
    return select_evidence(*(keep_visits(tables, name, visits) for name in ("sentences", "paragraphs")))


def keep_improvements(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table `improvements` that all documents on the visits list, each once, as they stand."""
    improvements = join_improvements(tables)
    return improvements[improvements["visit_id"].isin(visits["visit_id"])]


def list_evidence(tables: dict[str, pd.DataFrame], evidence: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return visit_id, theme, paragraph_id, kind, sentence_id and stance of each sentence and theme of it.

    The rows of `join_evidence`, as plain tuples. `evidence` as `keep_evidence` gives it.
    """
    own = pick_visit_rows(tables, "codes", set(map(visit_of, evidence["paragraph_id"].unique())))
    themes = defaultdict(dict)
    for sentence_id, theme in list_rows(own, "sentence_id", "theme"):
        themes[sentence_id][theme] = None
    sentences = list_rows(evidence, "visit_id", "paragraph_id", "kind", "sentence_id", "stance")
    return [
        (visit_id, theme, paragraph_id, kind, sentence_id, stance)
        for visit_id, paragraph_id, kind, sentence_id, stance in sentences
        for theme in themes.get(sentence_id, ())
    ]


def count_findings(evidence: pd.DataFrame, visits: pd.DataFrame) -> pd.Series:
    """Return the number of findings of each visit, by visit_id as the index. `evidence` as `keep_evidence` gives it.

    A finding is a paragraph of kind `finding`; one that holds nothing but the council's words does not count.
    """
    paragraphs = set(list_rows(evidence, "visit_id", "kind", "paragraph_id"))
    counts = Counter(visit_id for visit_id, kind, _ in paragraphs if kind == "finding")
    ids = pd.Index(visits["visit_id"], name="visit_id")
    return pd.Series([counts[visit_id] for visit_id in ids], index=ids, dtype="int64", name="n_findings")


def list_findings(tables: dict[str, pd.DataFrame], evidence: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return visit_id, theme and balance (`name_balance`) of each finding and theme that it speaks of.

    The balance is that of the finding's sentences on the theme. `evidence` as `keep_evidence` gives it.
    """
    stances = defaultdict(set)
    for visit_id, theme, paragraph_id, kind, _, stance in list_evidence(tables, evidence):
        if kind == "finding":
            stances[visit_id, theme, paragraph_id].add(stance)
    return [(visit_id, theme, name_balance(heard)) for (visit_id, theme, _), heard in stances.items()]


def name_balance(stances: Collection[str]) -> str:
    """Return what sentences of these stances say together: strength, concern, mixed (both), or neutral.

    >>> name_balance({"strength", "neutral"}), name_balance({"strength", "concern"}), name_balance({"neutral"})
    ('strength', 'mixed', 'neutral')
    """
    strength, concern = ("mixed" in stances or stance in stances for stance in ("strength", "concern"))
    if strength and concern:
        return "mixed"
    return "strength" if strength else "concern" if concern else "neutral"
