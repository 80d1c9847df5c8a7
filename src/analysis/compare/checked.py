"""What a person has checked, and what the reviews made so far change."""

from collections.abc import Collection

import pandas as pd

from analysis.compare.themes import compare_statuses
from analysis.compare.words import count_things, read_words
from analysis.history.coverage import make_coverage
from analysis.history.themes import join_evidence, make_theme_history
from analysis.review.files import read_rules
from analysis.tables import make_table

BEFORE, AFTER = ", by machine alone", ", with the reviews"


def list_reviews(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one label of each reviewer and sentence (columns of `labels`); one made for mending goes before one blind.

    The hand coding for reference is no review: it is never applied.
    """
    labels = tables["labels"][tables["labels"]["sample"] != "reference"]
    labels = labels.assign(reviewer=labels["reviewer"].fillna("no name")).sort_values("sample", kind="stable")
    return labels.drop_duplicates(["sentence_id", "reviewer"])


def find_disputed(tables: dict[str, pd.DataFrame]) -> set[str]:
    """Return the sentences on which reviewers differ and the adjudicator has not decided."""
    reviews = list_reviews(tables)
    judged = set(reviews.loc[reviews["reviewer"].str.casefold() == read_rules()["adjudicator"], "sentence_id"])
    n_said = reviews.groupby("sentence_id")[["themes", "stance", "direction"]].nunique()
    return set(n_said.index[(n_said > 1).any(axis=1)]) - judged


def count_checked(tables: dict[str, pd.DataFrame], sentence_ids: Collection[str]) -> tuple[int, int]:
    """Return how many of the sentences a person has decided about in a review, and how many there are.

    One on which reviewers differ is not decided.
    """
    decided = set(list_reviews(tables)["sentence_id"]) - find_disputed(tables)
    sentences = set(sentence_ids)
    return len(sentences & decided), len(sentences)


def describe_checked(tables: dict[str, pd.DataFrame], sentence_ids: Collection[str]) -> str:
    """Return a sentence that says how many of the sentences behind a result a person has checked."""
    n_checked, n = count_checked(tables, sentence_ids)
    words = read_words()["checked"]
    if not n_checked:
        return words["none"]
    return words["all"] if n_checked == n else words["some"].format(checked=n_checked, all=n)


def find_sentences_behind(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: Collection[str] | None = None
) -> list[str]:
    """Return the ids of the sentences on which the statuses of the themes (else all) at the visits rest."""
    evidence = join_evidence(tables)
    evidence = evidence[evidence["visit_id"].isin(visits["visit_id"])]
    if themes is not None:
        evidence = evidence[evidence["theme"].isin(themes)]
    return list(evidence["sentence_id"].unique())


def compare_effect(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str] | None = None
) -> pd.DataFrame:
    """Return the statuses of the themes as the machine alone has them and with the reviews made so far.

    One row per theme, visit and way; columns as `compare_statuses` gives them, and `visit` (its label without the
    way). By theme, then visit.
    """
    alone = tables | {"sentences": tables["machine_sentences"], "codes": tables["machine_codes"]}
    evidence = join_evidence(alone)
    coverage = make_coverage(tables["visits"], evidence, list(tables["coverage"]["theme"].unique()))
    history = make_table("theme_history", make_theme_history(evidence, coverage, tables["visits"]))
    alone |= {"coverage": coverage, "theme_history": history}
    ways = [_name_way(compare_statuses(own, visits, themes), way) for own, way in ((alone, BEFORE), (tables, AFTER))]
    return pd.concat(ways).sort_index(kind="stable").reset_index(drop=True)


def _name_way(statuses: pd.DataFrame, way: str) -> pd.DataFrame:
    return statuses.assign(visit=statuses["label"], label=statuses["label"].astype("str") + way)


def describe_effect(tables: dict[str, pd.DataFrame], effect: pd.DataFrame) -> str:
    """Return in words what the reviews made so far change. `effect` as `compare_effect` gives it."""
    n = list_reviews(tables)["sentence_id"].nunique()
    if not n:
        return "No person has reviewed a sentence yet, so every status is the machine's, before and after alike."
    before, after = (effect[effect["label"].str.endswith(way)] for way in (BEFORE, AFTER))
    both = before.merge(after, on=["theme", "theme_label", "visit_id", "visit"], suffixes=("", "_now"))
    moved = both[both["status"] != both["status_now"]]
    changes = [f"{row.theme_label} ({row.visit}) from {row.status} to {row.status_now}" for row in moved.itertuples()]
    reviewed = f"{count_things(n, 'sentence').capitalize()} {'was' if n == 1 else 'were'} reviewed"
    return f"{reviewed}; that moves {'; '.join(changes)}." if changes else f"{reviewed}; no status moves by that."
