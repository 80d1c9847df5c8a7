"""Words: which are distinctive of a visit, and where a term stands."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.terms import (
    count_words,
    describe_distinctive,
    describe_keyword,
    find_distinctive,
    find_keyword,
    is_furniture,
    score_terms,
)


@pytest.fixture
def visits(inspections):
    return compare.select_visits(inspections, authority="Ashby-under-Lea")


def test_z_scores_are_those_of_the_method():
    # Monroe, Colaresi and Quinn (2008), by hand: prior 500 words in the proportions 3:1, so 375 and 125.
    first, later = pd.Series({"plans": 30.0, "courts": 10.0}), pd.Series({"plans": 10.0, "courts": 30.0})
    z = score_terms(first, later, pd.Series({"plans": 75.0, "courts": 25.0}))
    # log((10+375)/(30+125)) - log((30+375)/(10+125)), over the root of 1/385 + 1/405
    assert z["plans"] == pytest.approx((0.90984 - 1.09861) / 0.07118, abs=0.01)


def test_raw_counts_stand_beside_the_score(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    terms = find_distinctive(tables, visits)
    row = terms.set_index("term").loc["protection"]
    assert (row["n_first"], row["n_later"]) == (2, 6)
    words = count_words(tables, visits)
    assert row["rate_later"] == pytest.approx(6000 / words[visits["label"].iloc[1]])
    assert terms["z"].abs().min() >= 1.96
    assert (terms["z"] > 0).eq(terms["more_at"] == terms["label"]).all()


def test_a_council_s_own_words_are_not_counted(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    assert not len(find_keyword(tables, visits, "recruitment and retention"))


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("supervision", ["Supervision", "supervision", "Supervision", "supervision", "supervision", "Supervision"]),
        ("super", []),
        ("reflective and", []),
        ("is not reflective", ["is not reflective", "is not reflective"]),
        ("caseload*", ["caseloads", "caseloads", "caseloads"]),
    ],
)
def test_a_term_is_found_as_whole_words(inspections, visits, term, found):
    places = find_keyword(inspections, visits, term)
    assert sorted(places["keyword"]) == sorted(found)[: len(places)]
    assert len(places) >= bool(found)


def test_what_stands_around_a_term_is_cut_at_words(tables):
    visits = compare.select_visits(tables, authority="Stoke-on-Trent")
    for row in find_keyword(tables, visits, "supervision", width=20).itertuples():
        assert len(row.before) <= 22 and len(row.after) <= 22
        assert not row.before or row.before.startswith("… ") or row.before[0].isupper()


def test_one_visit_or_none_is_said_to_be_so(inspections, visits, nothing):
    assert describe_distinctive(find_distinctive(inspections, visits[:1]), visits[:1]) == (
        "With one visit on file there is nothing to tell apart."
    )
    none = compare.select_visits(nothing, authority=None)
    assert not len(find_distinctive(nothing, none))
    assert not len(find_keyword(nothing, none, "plans"))
    assert describe_distinctive(find_distinctive(nothing, none), none) == "No dated letter is on file."
    assert describe_keyword(find_keyword(nothing, none, "plans"), "plans", none)


@pytest.mark.parametrize(
    ("term", "left_out"),
    [("inspectors", True), ("ashby", True), ("ashby plans", True), ("social workers", True),
     ("missing children", False), ("supervision", False)],
)  # fmt: skip
def test_words_of_every_letter_and_names_tell_nothing_apart(term, left_out):
    assert is_furniture(term, {"ashby"}) is left_out


def test_the_later_visits_come_in_the_order_of_their_dates(inspections):
    visits = compare.select_visits(inspections, authority="Ashby-under-Lea")
    terms = find_distinctive(inspections, visits[::-1])
    order = [label for label in visits["label"] if label in set(terms["label"])]
    assert list(terms["label"].unique()) == order
    assert not terms["term"].str.contains("ashby|marsh|inspectors").any()
