"""What a visit looked at: scope words as real letters print them, beside near-misses."""

import pytest

from analysis.history.coverage import judge_scope

CARE_LEAVERS = "the local authority’s arrangements for care leavers"
PROTECTION = (
    "the arrangements for children in need or those subject to protection plans, "
    "as well as the support for private fostering"
)
PERMANENCE = "the local authority’s arrangements for planning and achieving permanence"


@pytest.mark.parametrize(
    ("visit_type", "scope", "theme", "status"),
    [
        ("focused visit", CARE_LEAVERS, "care_leavers", "in_scope"),
        ("focused visit", CARE_LEAVERS, "front_door", "outside_scope"),
        ("focused visit", PROTECTION, "planning", "in_scope"),
        ("focused visit", PROTECTION, "private_fostering", "in_scope"),
        ("focused visit", PROTECTION, "placements", "outside_scope"),  # "private fostering" is no fostering
        ("focused visit", PROTECTION, "permanence", "outside_scope"),
        ("focused visit", PROTECTION, "supervision", "unknown"),
        ("focused visit", "the quality of management oversight and supervision", "supervision", "in_scope"),
        ("focused visit", PERMANENCE, "permanence", "in_scope"),
        ("focused visit", None, "permanence", "unknown"),
        ("focused visit", "the overall quality of the work", "permanence", "unknown"),  # it names no area
        ("monitoring visit", CARE_LEAVERS, "education", "in_scope"),
        ("monitoring visit", "the quality of pathway plans", "care_leavers", "in_scope"),
        ("monitoring visit", "matching, and the quality of chronologies", "placements", "in_scope"),
        ("monitoring visit", "matching, and the quality of chronologies", "recording", "in_scope"),
        ("monitoring visit", "section 47 enquiries", "front_door", "in_scope"),
        ("inspection", None, "permanence", "in_scope"),
        ("inspection", None, "pandemic", "unknown"),
        ("a kind nobody has heard of", None, "permanence", "unknown"),
        ("focused visit", CARE_LEAVERS, "a_theme_of_her_own", "unknown"),
    ],
)
def test_scope_words_and_kind_of_visit_decide(visit_type, scope, theme, status):
    assert judge_scope(visit_type, scope, theme)[0] == status


@pytest.mark.parametrize(
    ("framework", "visit_type", "scope", "theme", "status"),
    [
        ("SEND", "area SEND inspection", None, "education", "in_scope"),
        ("SEND", "area SEND inspection", None, "permanence", "outside_scope"),
        ("LAC", "inspection", None, "placements", "in_scope"),
        ("LAC", "inspection", None, "front_door", "outside_scope"),
        ("JTAI", "joint targeted area inspection", "serious youth violence", "exploitation", "in_scope"),
        ("JTAI", "joint targeted area inspection", "serious youth violence", "permanence", "outside_scope"),
        (
            "JTAI",
            "joint targeted area inspection",
            "children missing from home, care or education",
            "exploitation",
            "in_scope",
        ),
        (
            "JTAI",
            "joint targeted area inspection",
            "children missing from home, care or education",
            "education",
            "outside_scope",
        ),
        ("JTAI", "joint targeted area inspection", "older children experiencing neglect", "planning", "in_scope"),
        (
            "JTAI",
            "joint targeted area inspection",
            "older children experiencing neglect",
            "placements",
            "outside_scope",
        ),
        ("JTAI", "joint targeted area inspection", None, "partnership", "in_scope"),
        ("JTAI", "joint targeted area inspection", None, "permanence", "unknown"),
        ("SIF", "inspection", None, "permanence", "in_scope"),
    ],
)
def test_the_framework_goes_before_the_kind_of_visit(framework, visit_type, scope, theme, status):
    assert judge_scope(visit_type, scope, theme, framework=framework)[0] == status


def test_the_reason_names_the_words_of_the_rule():
    assert judge_scope("focused visit", PERMANENCE, "permanence")[1] == "the scope names permanence"


def test_findings_make_a_theme_covered_whatever_the_scope_says(tables):
    coverage = tables["coverage"].set_index(["visit_id", "theme"])
    staffing = coverage.loc[("stoke-on-trent-2024-10-focused-visit-press", "staffing")]
    assert (staffing["status"], staffing["covered"]) == ("unknown", True)
    permanence = coverage.loc[("stoke-on-trent-2024-10-focused-visit-press", "permanence")]
    assert (permanence["status"], permanence["covered"]) == ("outside_scope", False)
