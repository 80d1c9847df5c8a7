"""Titles say what the data show, in ten words or fewer."""

import pandas as pd
import pytest

from analysis.compare import (
    head_agreement,
    head_confusion,
    head_coverage,
    head_effect,
    head_items,
    head_outline,
    head_statuses,
    head_timeline,
)


def statuses(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["theme", "visit_id", "status"])
    return frame.assign(theme_label=frame["theme"].str.capitalize())


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [("staffing", "a", "concern"), ("staffing", "b", "asked for"), ("permanence", "a", "asked for")],
            "Raised at two or more visits: staffing",
        ),
        ([("staffing", "a", "concern"), ("staffing", "b", "not looked at")], "Raised at two or more visits: none"),
        ([("staffing", "a", "concern"), ("permanence", "a", "strength")], "1 of 2 themes raised"),
        (
            [(theme, visit, "mixed") for theme in ("one", "two", "three", "four") for visit in "ab"],
            "4 of 4 themes raised at two or more visits",
        ),
    ],
)
def test_the_themes_raised_again(rows, title):
    assert head_statuses(statuses(*rows)) == title


def test_the_latest_visit_alone_decides_what_was_left_out():
    coverage = pd.DataFrame(
        [
            ("a", "outside_scope", False),
            ("b", "outside_scope", False),
            ("b", "outside_scope", True),
            ("b", "in_scope", True),
        ],
        columns=["label", "status", "covered"],
    )
    assert head_coverage(coverage) == "The latest visit left out 1 of 3 themes"


def test_findings_with_praise_and_concern_voice_concern():
    outline = pd.DataFrame({"concern": [2, 1], "both": [1, 0], "praise": [0, 4], "n_theme": [3, 5]})
    assert head_outline(outline) == "4 of 8 findings voice concern"


def test_an_item_asked_for_again_twice_counts_once():
    followed = pd.DataFrame({"improvement_id": ["i1", "i1", "i2"], "status": ["asked again", "asked again", "mixed"]})
    assert head_items(followed) == "1 of 2 items asked for again"


def test_one_visit_is_no_span():
    assert head_timeline(pd.DataFrame({"start_date": pd.to_datetime(["2020-09-29"])})) == "One visit on file"


def test_the_titles_of_trust():
    agreement = pd.DataFrame(
        {
            "value": ["stance", "stance", "speaker"],
            "measure": ["agreed", "kappa", "kappa"],
            "estimate": [0.9, 0.7, None],
        }
    )
    assert head_agreement(agreement) == "Kappa: stance 0.70"
    confusion = pd.DataFrame({"person": ["a", "a"], "machine": ["a", "b"], "n_codings": [9, 2]})
    assert head_confusion(confusion) == "Stance: people and machine differ in 2 of 11 codings"
    effect = pd.DataFrame({"theme": list("xxyy"), "visit_id": "v", "status": ["concern", "mixed", "mixed", "mixed"]})
    assert head_effect(effect) == "Reviews move 1 of 2 statuses"
