"""The words that say what a visit looked at, as letters and newspapers print them, beside words that do not say it."""

import time

import pytest

from analysis.history.coverage import judge_scope
from analysis.letters import parse_letter
from analysis.letters.scope import find_scope
from analysis.read.text import parse_text

LAST = "identified at the last inspection"


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Inspectors looked at the local authority’s arrangements for care leavers.", "care leavers"),
        ("Inspectors considered the council’s arrangements for: children in need.", "children in need"),
        ("The focus of the visit was the local authority’s arrangements for the ‘front door’.", "the ‘front door’"),
        ("The focus of this visit was on permanence.", "permanence"),
        ("This visit’s focus was planning for children in care.", "planning for children in care"),
        ("The focus of this visit: care leavers.", "care leavers"),
        ("The purpose of the visit was to evaluate services for care leavers.", "services for care leavers"),
        ("In this visit we looked in detail at kinship care.", "kinship care"),
        ("Inspectors did not look at private fostering.", None),
        ("The scope of the visit was the ‘front door’, including thresholds.",
         "the ‘front door’, including thresholds"),
        ("This visit focused on children at risk of exploitation.", "children at risk of exploitation"),
        ("The visit considered private fostering.", "private fostering"),
        ("Areas covered by the visit were care leavers and staffing.", "care leavers and staffing"),
        (f"Inspectors reviewed the progress made in the following areas of concern {LAST}: supervision.",
         "supervision"),
        ("Inspectors reviewed the progress made in the areas of help and protection, with a particular focus on court.",
         "help and protection, with a particular focus on court"),
        ("During this visit, inspectors reviewed the progress made in relation to assessments.", "assessments"),
        ("Inspectors evaluated the quality of matching. They also considered supervision.",
         "the quality of matching; supervision"),
        ("Inspectors looked at a range of evidence, including records. They also looked at supervision files.", None),
        ("Inspectors looked at children’s case records.", None),
        (f"Inspectors reviewed the progress made in the areas of concern {LAST}.", None),
        ("Inspectors reviewed the progress made since the last inspection.", None),
        ("Inspectors looked at the local authority’s\xa0arrangements for\xa0children in\xa0need.", "children in need"),
        ("This visit looked at the quality and impact of key decision-making across help and protection.",
         "the quality and impact of key decision-making across help and protection"),
    ],
)  # fmt: skip
def test_what_a_letter_says_that_a_visit_looked_at(sentence, scope):
    assert find_scope("visit", [sentence]) == scope


@pytest.mark.parametrize(
    ("sentences", "scope"),
    [
        (["Joint targeted area inspection of the multi-agency response to abuse and neglect in Leeds",
          "It included a ‘deep dive’ focus on the response to children living with domestic abuse."],
         "abuse and neglect; the response to children living with domestic abuse"),
        (["Joint targeted area inspection of the multi-agency response to child exploitation in Bromley",
          "Inspectors carried out a joint inspection of the multi-agency response to child exploitation in Bromley.",
          "It included a ‘deep dive’ focus on a number of cases in which these issues were known to services."],
         "child exploitation"),
        (["This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency "
         "response "
          "to sexual abuse in the family in Derby City."], "sexual abuse in the family"),
        (["This JTAI included an evaluation of the multi-agency ‘front door’, which receives referrals."],
         "the multi-agency ‘front door’"),
        (["The joint inspection included a ‘deep-dive’ into children who go missing."], "children who go missing"),
        (["Joint targeted area inspection of Leeds"], None),
    ],
)  # fmt: skip
def test_what_a_joint_inspection_looked_at(sentences, scope):
    assert find_scope("jtai", sentences) == scope


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Inspectors carried out a focused visit to Leeds City Council in May, which looked at children in need.",
         "children in need"),
        ("The visit, at the start of October, focused on the arrangements for children in need.",
         "the arrangements for children in need"),
        ("Ofsted made a focused visit to examine support for care leavers.", "support for care leavers"),
        ("The inspectors looked at 40 children’s records.", None),
        ("The council says it has focused on recruitment.", None),
    ],
)  # fmt: skip
def test_what_a_newspaper_says_that_a_visit_looked_at(sentence, scope):
    assert find_scope("press", [sentence]) == scope


LETTER = """Ofsted
Piccadilly Gate

18 July 2023

Dear Robin Ashdown

Monitoring visit to Slough children’s services

This letter summarises the findings of the monitoring visit to Slough children’s services on 6 and 7 June 2023.

Areas covered by the visit

{scope}

A range of evidence was considered, including children’s records and supervision files.

Headline findings

Progress is slow.

Findings and evaluation of progress

Thresholds are not understood by partners.
"""


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        (f"Inspectors reviewed the progress made in the following areas of concern {LAST}:\n\n- The timeliness "
         "and quality of assessments.\n- The quality of supervision and management oversight.",
         {"assessment": "in_scope", "supervision": "in_scope", "private_fostering": "outside_scope"}),
        (f"Inspectors reviewed the progress made in the following areas of concern {LAST} in May 2022:\n\n* "
         "care leavers; and\n* private fostering.", {"care_leavers": "in_scope", "private_fostering": "in_scope",
         "court": "outside_scope"}),
        ("- The timeliness of assessments.\n- Care leavers’ health.",
         {"assessment": "in_scope", "care_leavers": "in_scope", "court": "outside_scope"}),
        ("During this visit, inspectors reviewed the progress made in the following areas:\n\n1. "
         "Assessments\n2. Court work",
         {"assessment": "in_scope", "court": "in_scope", "private_fostering": "outside_scope"}),
        (f"Inspectors reviewed the progress made in the areas of concern {LAST}.",
         {"assessment": "unknown", "supervision": "unknown", "court": "unknown"}),
        ("Inspectors evaluated the overall quality of the work.", {"assessment": "unknown", "court": "unknown"}),
    ],
)  # fmt: skip
def test_coverage_of_a_monitoring_visit(printed, status):
    letter = parse_letter(parse_text(LETTER.format(scope=printed).encode()))
    read = {theme: judge_scope(letter.visit_type, letter.scope, theme)[0] for theme in status}
    assert read == status, letter.scope


@pytest.mark.parametrize(
    ("texts", "scope"),
    [
        (["A focused visit to Bath took place on 3 July.", "It looked at private fostering."], "private fostering"),
        (["Inspectors visited in July. They looked closely at court work."], "court work"),
        (["Ofsted made a visit in July.", "They were there to look at the front door."], "the front door"),
        (["Ofsted made a visit in July.", "The council has a new plan.", "It looked at court work."], None),
        (["The council set up a review.", "It looked at court work."], None),
        (["Ofsted made a visit in July.", "It looked at 40 children’s records."], None),
        (["Ofsted made a visit in July.", "They told the council to look at court work."], None),
    ],
)
def test_what_a_newspaper_says_in_the_sentence_behind(texts, scope):
    assert find_scope("press", texts) == scope


@pytest.mark.parametrize("kind", ["visit", "jtai", "press"])
@pytest.mark.parametrize(
    "piece", ["visit ", "the areas of ", "inspectors looked ", "deep dive ", "focus of the visit "]
)
def test_a_long_paragraph_without_a_full_stop_is_read_in_a_moment(kind, piece):
    began = time.perf_counter()
    find_scope(kind, [piece * 20_000])
    assert time.perf_counter() - began < 1
