"""Which sentences a person has decided about: the one rule, which every room asks."""

from collections import defaultdict

import pandas as pd

from analysis.base.folder import DataFolder, find_data_folder
from analysis.coding import read_codebook
from analysis.review.apply import settle_ledger
from analysis.review.files import read_review_file, read_rules
from analysis.review.match import stand_for
from analysis.tables import join_improvements, list_rows

DECIDED = ("themes", "stance", "direction")


def list_reviews(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per reviewer and sentence (columns of `labels`); a label made for mending goes before one blind.

    The hand coding for reference is no review: it is never applied.
    """
    labels = tables["labels"][tables["labels"]["sample"] != "reference"]
    labels = labels.assign(reviewer=labels["reviewer"].fillna("no name")).sort_values("sample", kind="stable")
    return labels.drop_duplicates(["sentence_id", "reviewer"])


def find_disputed(tables: dict[str, pd.DataFrame]) -> set[str]:
    """Return the sentences on which reviewers differ and the adjudicator has not decided."""
    return _find_disputed(list_reviews(tables))


def _find_disputed(reviews: pd.DataFrame) -> set[str]:
    judged = set(reviews.loc[reviews["reviewer"].str.casefold() == read_rules()["adjudicator"], "sentence_id"])
    decided = defaultdict(set)
    for sentence_id, *values in list_rows(reviews, "sentence_id", *DECIDED):
        for column, value in zip(DECIDED, values, strict=True):
            decided[sentence_id, column].add(value)
    differ = {sentence_id for (sentence_id, _), values in decided.items() if sum(map(pd.notna, values)) > 1}
    return differ - judged


def find_checked(tables: dict[str, pd.DataFrame]) -> set[str]:
    """Return the sentences that a person has decided about in a review; where reviewers differ nobody has decided."""
    reviews = list_reviews(tables)
    return set(reviews["sentence_id"]) - _find_disputed(reviews)


def list_deciders(tables: dict[str, pd.DataFrame], folder: DataFolder | None = None) -> dict[tuple[str, str], str]:
    """Return who decided what became of an area for improvement, by improvement_id and later_visit_id.

    The ids are as they are today, the people those that ledger.csv names. `folder` is where the data are, by default
    the one worked in.
    """
    folder = folder or find_data_folder()
    rows, _ = read_review_file(folder.review / "ledger.csv", read_codebook(folder.codebook))
    decided, _ = settle_ledger(rows, join_improvements(tables), tables["visits"])
    decided = decided.assign(later_visit_id=stand_for(decided["later_visit_id"], tables["visits"]))
    named = decided[decided["later_visit_id"].notna() & decided["reviewer"].notna()]
    return {tuple(pair): who for *pair, who in list_rows(named, "improvement_id", "later_visit_id", "reviewer")}
