"""Shares, intervals and verdicts, on numbers that can be checked by hand."""

import math
import warnings

import pandas as pd
import pytest

from analysis import compare
from analysis.base.problems import make_problem
from analysis.compare.shares import compare_shares, describe_shares, share_findings
from analysis.tables import make_table


def shares_of(*visits: dict) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `shares` of one theme and the visits they belong to."""
    base = {
        "theme": "supervision", "theme_label": "Supervision", "visit_type": "focused visit", "framework": "ILACS",
        "source_type": "letter", "status": "concern", "in_part": False,
    }  # fmt: skip
    rows = pd.DataFrame([base | {"visit_id": f"v{i}", "label": f"visit {i}"} | visit for i, visit in enumerate(visits)])
    rows["share"] = (rows["n_theme"] / rows["n_findings"]).where(rows["status"] != "not looked at")
    return rows, rows[["visit_id", "label", "visit_type", "framework", "source_type"]]


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        ({"n_theme": 15, "n_findings": 20}, "more of the findings"),
        ({"n_theme": 5, "n_findings": 20}, "no clear change"),
        ({"n_theme": 6, "n_findings": 8}, "too few to tell"),
        (
            {"n_theme": 15, "n_findings": 20, "visit_type": "inspection"},
            "not compared: the two visits are of different kinds or frameworks",
        ),
        (
            {"n_theme": 15, "n_findings": 20, "source_type": "press"},
            "no verdict: a press report is a journalist's selection",
        ),
        (
            {"n_theme": 15, "n_findings": 20, "in_part": True},
            "not compared: pages of one of the two documents are lost",
        ),
        (
            {"n_theme": 0, "n_findings": 20, "status": "not looked at"},
            "not compared: not looked at in one of the two visits",
        ),
    ],
    ids=["beyond chance", "within chance", "few findings", "unlike visits", "the press", "pages lost", "not looked at"],
)
def test_the_verdict_follows_interval_size_and_coverage(later, verdict):
    changes = compare_shares(*shares_of({"n_theme": 4, "n_findings": 20}, later))
    assert changes["verdict"].tolist() == [verdict]


def test_a_difference_has_newcombes_interval():
    changes = compare_shares(*shares_of({"n_theme": 48, "n_findings": 80}, {"n_theme": 56, "n_findings": 70}))
    row = changes.iloc[0]
    # Newcombe 1998, table II, example (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339
    assert row["difference"] == pytest.approx(0.2)
    assert (row["low"], row["high"]) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))


@pytest.mark.parametrize(
    ("first", "later", "verdict"),
    [
        ((14, 22), (10, 28), "no clear change"),
        ((13, 22), (9, 28), "no clear change"),
        ((15, 22), (10, 28), "fewer of the findings"),
    ],
    ids=["where Wald's test would see a change", "well within chance", "beyond chance"],
)
def test_the_p_value_is_that_of_the_score_test(first, later, verdict):
    changes = compare_shares(*shares_of(*({"n_theme": n, "n_findings": findings} for n, findings in (first, later))))
    (n_first, all_first), (n_later, all_later) = first, later
    share, n = (n_first + n_later) / (all_first + all_later), all_first + all_later
    # Miettinen and Nurminen (1985): the variance is that of one common share, by n / (n - 1).
    error = (share * (1 - share) * (1 / all_first + 1 / all_later) * n / (n - 1)) ** 0.5
    z = (n_later / all_later - n_first / all_first) / error
    assert changes["p_value"].iloc[0] == pytest.approx(math.erfc(abs(z) / 2**0.5))
    assert changes["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    ("first", "later", "verdict"),
    [
        (0, 12, "more of the findings"),
        (0, 0, "no clear change"),
        (20, 20, "no clear change"),
        (20, 6, "fewer of the findings"),
    ],
    ids=["from none", "none twice", "all twice", "from all"],
)
def test_none_and_all_give_a_verdict_without_a_warning(first, later, verdict):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        changes = compare_shares(*shares_of(*({"n_theme": n, "n_findings": 20} for n in (first, later))))
    assert changes["verdict"].tolist() == [verdict]


def test_nothing_is_compared_with_one_visit():
    assert not len(compare_shares(*shares_of({"n_theme": 4, "n_findings": 20})))


def test_the_share_of_the_shipped_letter_has_wilsons_interval_and_the_press_none(tables):
    from analysis.notebook.choice import choose_visits

    shares = share_findings(tables, choose_visits(tables), ["supervision", "permanence"]).set_index(
        ["theme", "visit_id"]
    )
    letter = shares.loc[("supervision", "stoke-on-trent-2020-09-29-focused-visit")]
    assert (letter["n_theme"], letter["n_findings"]) == (2, 18)
    assert (letter["low"], letter["high"]) == (pytest.approx(0.0310, abs=1e-4), pytest.approx(0.3280, abs=1e-4))
    press = shares.loc[("supervision", "stoke-on-trent-2024-10-focused-visit-press")]
    assert pd.isna(press["low"])
    unseen = shares.loc[("permanence", "stoke-on-trent-2024-10-focused-visit-press")]
    assert pd.isna(unseen["share"]), "not looked at is not zero"


def test_a_document_of_which_pages_are_lost_has_no_share(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    lost = make_table(
        "problems", [make_problem(visits["file"].iloc[0], "pages-lost", "Of its 9 pages these are lost: 9.")]
    )
    shares = share_findings(tables | {"problems": lost}, visits, ["supervision"])
    letter, article = shares.itertuples()
    assert math.isnan(letter.share) and letter.silence == "no share, for pages are lost"
    assert article.share > 0
    assert "Supervision: no share, for pages are lost (Sep 2020 focused visit)" in describe_shares(shares)
