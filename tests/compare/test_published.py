"""What inspectors ask for, beside a published order of categories."""

import pandas as pd
import pytest

from analysis.coding import read_codebook
from analysis.compare.published import (
    correlate_with_study,
    count_published,
    exhibit_published,
    read_study,
    sort_items,
    summarise_published,
)

LABELS = [facts["label"] for facts in read_study()["categories"]]


def make_items(counts, letters=12):
    """Return areas for improvement, so many of each category in each letter."""
    return pd.DataFrame(
        [
            (f"letter-{letter}", f"letter-{letter}/{category}-{number}", category)
            for letter in range(letters)
            for category, n in zip(LABELS, counts, strict=True)
            for number in range(n)
        ],
        columns=["visit_id", "improvement_id", "category"],
    )


def test_each_theme_that_can_be_asked_for_is_in_one_category():
    themes = [theme for facts in read_study()["categories"] for theme in facts["themes"]]
    assert len(themes) == len(set(themes))
    assert set(read_codebook(None).themes) - set(themes) == {"pandemic"}


def test_the_study_s_own_order_goes_together_with_itself():
    rho, low, high = correlate_with_study(make_items([9, 8, 7, 6, 1, 1, 1, 1, 1]))
    assert (rho, low, high) == pytest.approx((1, 1, 1))


def test_the_order_turned_round_goes_against_it():
    rho, _, _ = correlate_with_study(make_items([1, 2, 3, 4, 9, 9, 9, 9, 9]))
    assert rho == pytest.approx(-1)


def test_letters_that_differ_make_the_interval_wide():
    alike, apart = make_items([9, 8, 7, 6, 1, 1, 1, 1, 1]), make_items([1, 2, 3, 4, 9, 9, 9, 9, 9], letters=11)
    apart = apart.assign(**{name: "other-" + apart[name] for name in ("visit_id", "improvement_id")})
    rho, low, high = correlate_with_study(pd.concat([alike, apart]))
    assert low < 0 < rho <= high


def test_few_letters_are_not_compared():
    assert correlate_with_study(make_items([9, 8, 7, 6, 1, 1, 1, 1, 1], letters=9)) is None


def test_areas_are_counted_once_a_category(inspections):
    items = sort_items(inspections)
    counts = count_published(items)
    assert (counts["n_items"] <= counts["n_all"]).all()
    oversight = items[items["category"] == "Oversight of practice"]
    assert counts.loc[counts["category"] == "Oversight of practice", "n_items"].sum() == len(oversight)
    assert not oversight.duplicated("improvement_id").any()


def test_made_up_inspections_are_too_few_and_the_page_says_so(inspections):
    summary = summarise_published(inspections)
    assert summary.data["correlation"].isna().all()
    assert "too few to compare the order" in summary.text
    assert exhibit_published(inspections).title.endswith("what inspectors ask for, by category")


def test_without_inspections_there_is_a_sentence(tables, nothing):
    for some in (tables, nothing):
        assert exhibit_published(some).alt.startswith("No inspection of a whole service")
        assert summarise_published(some).text == ""
