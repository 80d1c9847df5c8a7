"""Which decisions are about which visits: the tables are made for a few authorities at a time."""

import pandas as pd

from analysis.base.problems import make_problem
from analysis.review.files import Reviews
from analysis.tables import visits_of


def place_reviews(reviews: Reviews, visits: pd.DataFrame) -> tuple[Reviews, list[dict]]:
    """Return the decisions about visits on file (the table `visits`), and a row of `problems` for each other one.

    A link is about the visits of one authority. Hand coding of a visit that is not on file is no problem: the
    reference is shipped, whatever letters an analyst has.
    """
    ids = set(visits["visit_id"])
    authority = visits.set_index("visit_id")["authority"]
    sentences = reviews.coding["sentence_id"].fillna("")
    known = visits_of(sentences).isin(ids)
    later, earlier = (visits_of(reviews.threads[place].fillna("")) for place in ("later", "earlier"))
    both = later.isin(ids) & earlier.isin(ids)
    of_one = both & (later.map(authority) == earlier.map(authority))
    problems = [
        *_report("review/coding.csv", "review-stale", reviews.coding[~known], "Line {line}: {sentence_id}."),
        *_report("review/threads.csv", "review-stale", reviews.threads[~both], "Line {line}: {later} and {earlier}."),
        *_report("review/threads.csv", "review-no-link", reviews.threads[both & ~of_one], "{later} and {earlier}."),
    ]
    placed = reviews._replace(coding=reviews.coding[known], threads=reviews.threads[of_one])
    return pick_reviews(placed, ids), problems


def pick_reviews(reviews: Reviews, visits: set[str]) -> Reviews:
    """Return the decisions about these visits (visit_ids)."""
    columns = {"coding": "sentence_id", "reference": "sentence_id", "threads": "later"}
    rows = {name: getattr(reviews, name) for name in columns}
    return Reviews(**{name: rows[name][visits_of(rows[name][column].fillna("")).isin(visits)]
                      for name, column in columns.items()})  # fmt: skip


def _report(file: str, reason: str, rows: pd.DataFrame, detail: str) -> list[dict]:
    return [make_problem(file, reason, detail.format(**row)) for row in rows.to_dict("records")]
