"""Links from what is asked for to what was asked for before."""

import pandas as pd
import pytest

from analysis.history.threads import apply_thread_reviews, link_improvements


@pytest.fixture
def visits():
    return pd.DataFrame(
        {
            "visit_id": ["then", "same-day", "now", "elsewhere"],
            "authority": ["Ashby", "Ashby", "Ashby", "Barford"],
            "start_date": pd.to_datetime(["2019-05-01", "2019-05-01", "2023-05-01", "2023-05-01"]),
            "framework": ["SIF", "SIF", "ILACS", "ILACS"],
        }
    )


ITEMS = {
    # Texts in the manner of the national reports; paragraph: visit, text, themes.
    "then/i01": ("The quality and frequency of supervision.", {("supervision", "staff_supervision")}),
    "then/i02": ("Timely health assessments for children in care.", {("health", None), ("assessment", None)}),
    "same-day/i01": ("The frequency of supervision.", {("supervision", "staff_supervision")}),
    "now/i01": ("Supervision that is regular.", {("supervision", "staff_supervision")}),
    "now/i02": (
        "Care leavers’ understanding of their rights and entitlements through the local offer.",
        {("care_leavers", None)},
    ),
    "elsewhere/i01": ("The quality and frequency of supervision.", {("supervision", "staff_supervision")}),
}


@pytest.fixture
def improvements():
    return pd.DataFrame(
        [
            {"visit_id": item.split("/")[0], "improvement_id": item, "paragraph_id": item, "text": text}
            for item, (text, _) in ITEMS.items()
        ]
    )


@pytest.fixture
def threads(improvements, visits):
    return link_improvements(improvements, {item: themes for item, (_, themes) in ITEMS.items()}, visits)


def test_the_same_demand_is_linked_to_every_earlier_visit_of_the_authority(threads):
    assert list(zip(threads["later"], threads["earlier"], strict=True)) == [
        ("now/i01", "same-day/i01"),
        ("now/i01", "then/i01"),
    ]
    assert set(threads["strength"]) == {"same"}


def test_what_was_asked_of_a_safeguarding_board_is_not_asked_again_of_the_council(improvements, visits):
    themes = {item: themes for item, (_, themes) in ITEMS.items()}
    board = improvements.replace("The quality and frequency of supervision.", "The LSCB’s oversight of supervision.")
    assert "then/i01" not in set(link_improvements(board, themes, visits)["earlier"])


def test_a_link_does_not_hang_on_what_else_is_on_file(improvements, visits, threads):
    fewer = improvements[improvements["improvement_id"].isin(["then/i01", "now/i01"])]
    alone = link_improvements(fewer, {item: themes for item, (_, themes) in ITEMS.items()}, visits)
    assert alone["score"].tolist() == threads.loc[threads["earlier"] == "then/i01", "score"].tolist()


@pytest.mark.parametrize("kept", [[], ["then/i01", "then/i02"], ["then/i01", "same-day/i01"]])
def test_without_a_later_visit_there_is_nothing_to_link(improvements, visits, kept):
    rows = improvements[improvements["improvement_id"].isin(kept)]
    threads = link_improvements(rows, {}, visits)
    assert threads.columns.tolist() == ["later", "earlier", "score", "strength", "source"]
    assert not len(threads)


def decide(*rows):
    return pd.DataFrame(rows, columns=["later", "earlier", "keep", "reviewer"])


def test_people_confirm_strike_and_add_links(threads, improvements, visits):
    reviews = decide(
        ("now/i01", "then/i01", "yes", "AB"),
        ("now/i01", "same-day/i01", "no", "AB"),
        ("now/i02", "then/i02", "yes", "AB"),
    )
    links, problems = apply_thread_reviews(threads, reviews, improvements, visits)
    assert not problems
    assert links[["later", "earlier", "source"]].to_numpy().tolist() == [
        ["now/i01", "then/i01", "reviewer"],
        ["now/i02", "then/i02", "reviewer"],
    ]
    assert links["score"].notna().tolist() == [True, False], "nobody but the reviewer saw the second"


@pytest.mark.parametrize(
    "pair", [("then/i01", "now/i01"), ("now/i01", "elsewhere/i01"), ("now/i01", "gone/i01"), ("now/i01", "now/i02")]
)
def test_a_decision_that_cannot_be_is_reported_and_changes_nothing(threads, improvements, visits, pair):
    links, problems = apply_thread_reviews(threads, decide((*pair, "yes", "AB")), improvements, visits)
    assert links.equals(threads)
    assert [problem["reason"] for problem in problems] == ["review-no-link"]


def test_without_decisions_the_links_stay(threads, improvements, visits):
    links, problems = apply_thread_reviews(threads, decide(), improvements, visits)
    assert links.equals(threads)
    assert not problems
