"""Shares of none and of all: a verdict, and no warning on the analyst's screen."""

import warnings

import pandas as pd
import pytest

from analysis import compare


@pytest.mark.parametrize(
    ("first", "later", "verdict"),
    [
        (0, 12, "more of the findings"),
        (0, 0, "no clear change"),
        (20, 20, "no clear change"),
        (20, 6, "fewer of the findings"),
    ],
)
def test_none_and_all_give_a_verdict_without_a_warning(first, later, verdict):
    shares = pd.DataFrame(
        {
            "theme": "court", "theme_label": "Court", "visit_id": ["a", "b"], "label": ["then", "now"],
            "visit_type": "inspection", "framework": "ILACS", "source_type": "report", "status": "mentioned",
            "n_theme": [first, later], "n_findings": 20, "share": [first / 20, later / 20],
        }
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        changes = compare.compare_shares(shares, pd.DataFrame({"visit_id": ["a", "b"]}))
    assert changes["verdict"].tolist() == [verdict]
