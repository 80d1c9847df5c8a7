"""Titles say what the data show, in ten words or fewer."""

import pandas as pd
import pytest

from analysis.compare.agreement import head_agreement, head_confusion
from analysis.compare.effect import head_effect
from analysis.compare.files import head_coverage, head_timeline
from analysis.compare.improvements import head_ledger
from analysis.compare.letter import head_outline
from analysis.compare.shares import head_shares
from analysis.compare.themes import head_balance, head_statuses
from analysis.compare.titles import head_with_authority


def statuses(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["theme", "visit_id", "status"])
    return frame.assign(theme_label=frame["theme"].str.capitalize(), n_concern=1, n_mixed=1)


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
    ids=["one of two", "none", "one visit alone", "more than can be named"],
)
def test_the_themes_raised_again(rows, title):
    assert head_statuses(statuses(*rows)) == title


def test_a_lone_sentence_of_concern_among_strengths_raises_nothing():
    mixed = statuses(("staffing", "a", "mixed"), ("staffing", "b", "concern"))
    assert head_statuses(mixed) == "Raised at two or more visits: staffing"
    assert head_statuses(mixed.assign(n_mixed=0)) == "Raised at two or more visits: none"


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
    letter, article = coverage.assign(source_type="letter"), coverage.assign(source_type="press")
    assert head_coverage(letter) == "The latest visit left out 1 of 3 themes"
    assert head_coverage(article) == "Left out, as the press reports: 1 of 3 themes"


def test_mixed_findings_voice_concern():
    outline = pd.DataFrame({"concern": [2, 1], "mixed": [1, 0], "strength": [0, 4], "n_theme": [3, 5]})
    assert head_outline(outline) == "4 of 8 findings voice concern"


def test_an_area_asked_again_twice_counts_once():
    followed = pd.DataFrame({"improvement_id": ["i1", "i1", "i2"], "status": ["asked again", "asked again", "mixed"]})
    assert head_ledger(followed) == "1 of 2 areas for improvement asked again"


def test_one_visit_is_no_span():
    assert (
        head_timeline(pd.DataFrame({"start_date": pd.to_datetime(["2020-09-29"]), "grade": [None]}))
        == "One visit on file"
    )


def test_the_titles_of_trust():
    agreement = pd.DataFrame(
        {
            "value": ["stance", "stance", "speaker"],
            "measure": ["agreed", "kappa", "kappa"],
            "estimate": [0.9, 0.7, None],
        }
    )
    assert head_agreement(agreement) == "Kappa stance 0.70"
    confusion = pd.DataFrame({"person": ["a", "a"], "machine": ["a", "b"], "n_codings": [9, 2]})
    assert head_confusion(confusion) == "People and machine differ on stance in 2 of 11 codings"
    effect = pd.DataFrame({"theme": list("xxyy"), "visit_id": "v", "status": ["concern", "mixed", "mixed", "mixed"]})
    assert head_effect(effect) == "Reviews move 1 of 2 statuses"


LONG = "Groups of children with particular needs"


@pytest.mark.parametrize(
    ("theme", "counts", "title"),
    [
        ("Staffing", [(0, 0, 2)], "0 of 2 findings on staffing voice concern (latest letter)"),
        ("Staffing", [(9, 9, 9), (1, 1, 4)], "2 of 4 findings on staffing voice concern (latest letter)"),
        (LONG, [(1, 0, 4)], "1 of 4 findings on it voice concern (latest letter)"),
        ("Staffing", [(0, 0, 0)], "No finding on staffing (latest letter)"),
        (LONG, [(0, 0, 0)], "No finding on it (latest letter)"),
    ],
)
def test_the_latest_letter_is_in_the_title_of_one_theme(theme, counts, title):
    balance = pd.DataFrame(counts, columns=["concern", "mixed", "n_theme"])
    balance = balance.assign(theme_label=theme, visit_id=[f"v{n}" for n in balance.index], source_type="letter")
    assert head_balance(balance) == title


def test_a_press_report_heads_a_chart_only_where_no_letter_is_on_file_and_is_called_so():
    balance = pd.DataFrame({"visit_id": ["v0", "v1"], "concern": [1, 2], "mixed": 0, "n_theme": [4, 2]})
    balance = balance.assign(theme_label="Staffing", source_type=["letter", "press"])
    assert head_balance(balance) == "1 of 4 findings on staffing voice concern (latest letter)"
    assert head_balance(balance[1:]) == "2 of 2 findings on staffing voice concern (press report)"


def test_what_the_latest_findings_speak_of_most_is_named_unless_it_is_level():
    shares = pd.DataFrame({"theme_label": ["Staffing", "Health"], "visit_id": "v", "n_theme": [3, 1], "n_findings": 9})
    shares = shares.assign(source_type="letter")
    assert head_shares(shares) == "Spoken of most: staffing, 3 of 9 findings (latest letter)"
    assert head_shares(shares.assign(n_theme=2)) == "Findings speak of 2 of 2 themes (latest letter)"
    assert head_shares(shares.assign(n_theme=0)) == "Findings speak of 0 of 2 themes (latest letter)"


def test_a_title_names_the_authority_or_says_how_many_there_are():
    one, three = (pd.DataFrame({"authority": names}) for names in (["Leeds"], ["Leeds", "Hull", "York"]))
    assert head_with_authority(one, "4 visits") == "Leeds: 4 visits"
    assert head_with_authority(three, "Supervision asked for") == "Three authorities: supervision asked for"
    assert head_with_authority(one, "LSCB areas") == "Leeds: LSCB areas"
    assert head_with_authority(one.head(0), "") == ""
