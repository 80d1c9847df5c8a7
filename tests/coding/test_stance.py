"""Stance, direction and how many: real phrasing beside what only looks like it."""

import pytest

from analysis.coding import read_codebook
from analysis.coding.coder import PrintedParagraph, code_paragraphs

CODEBOOK = read_codebook()

STANCES = [
    ("Assessments are timely and thorough.", "strength"),
    ("Most plans are clear.", "strength"),
    ("Assessments are not timely.", "concern"),
    ("Plans are not always clear.", "concern"),
    ("There is no clear strategy.", "concern"),
    ("There is no delay in finding homes.", "strength"),
    ("Too many children wait for a permanent home.", "concern"),
    ("Staff turnover has reduced considerably.", "strength"),
    ("Staff turnover is a problem.", "concern"),
    ("This leads to delay and to drift in reducing risk.", "concern"),
    ("Management oversight prevents drift and delay.", "strength"),
    ("There is drift and delay in planning.", "concern"),
    ("Most reviews are timely, but some are late.", "mixed"),
    ("Although most reviews are timely, minutes are not shared.", "mixed"),
    ("While audits have improved, they remain too optimistic.", "mixed"),
    ("Despite high demand, thresholds are applied well.", "strength"),
    ("Despite this, some children wait too long.", "concern"),
    ("When children are at risk of harm, social workers respond quickly.", "strength"),
    ("Social workers respond quickly when plans are not working.", "strength"),
    ("Supervision is not yet embedded.", "concern"),
    ("Supervision needs to improve.", "concern"),
    ("The service has improved, although it is too early to see the full impact.", "mixed"),
    ("It is too early to see the impact.", "neutral"),
    ("The council has plans to open a home.", "neutral"),
    ("There are 23 children in the cohort.", "neutral"),
    ("", "neutral"),
]
DIRECTIONS = [
    ("Timeliness has improved since the last inspection.", "improving"),
    ("Management oversight has been strengthened.", "improving"),
    ("Decisions are now timely.", "improving"),
    ("The number of stable placements has increased.", "improving"),
    ("There is a backlog because the number of referrals has increased.", "worsening"),
    ("The quality of practice has declined.", "worsening"),
    ("Caseloads remain too high.", "unchanged"),
    ("Delays persist.", "unchanged"),
    ("Children are supported to remain with their families.", "none"),
    ("This leads to improved outcomes.", "none"),
    ("Plans are in place to improve attendance.", "none"),
    ("Plans are clear.", "none"),
]
QUANTIFIERS = [
    ("Almost all children are seen alone.", "almost all"),
    ("All children are seen.", "all"),
    ("Not all children are seen.", "not all"),
    ("Most children live nearby, some do not.", "most"),
    ("A small number of children wait.", "few"),
    ("Too many children wait.", "too many"),
    ("Many plans are clear.", "many"),
    ("For some children, it takes too long.", "some"),
    ("The vast majority of plans are clear.", "almost all"),
    ("Overall, plans are clear.", None),
    ("The most vulnerable children are safe.", None),
    ("Leaders at all levels know the service.", None),
    ("The number of children in care has risen.", None),
    ("A number of plans are late.", "some"),
    ("Plans are clear.", None),
]


def code_all(*texts: str, kind: str = "finding"):
    (sentences,) = code_paragraphs([PrintedParagraph(list(texts), kind=kind)], CODEBOOK)
    return sentences


def code(text: str):
    (sentence,) = code_all(text)
    return sentence


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance(text, stance):
    assert code(text).stance == stance


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS)
def test_direction(text, direction):
    assert code(text).direction == direction


@pytest.mark.parametrize(("text", "quantifier"), QUANTIFIERS)
def test_quantifier(text, quantifier):
    assert code(text).quantifier == quantifier


def test_a_sentence_without_judgement_takes_over_that_of_the_one_it_points_to():
    first, second = code_all("Planning is weak.", "This includes planning for adoption.")
    assert (first.stance, second.stance) == ("concern", "concern")


def test_what_must_improve_is_a_concern_however_it_is_worded():
    (item,) = code_all("The quality and frequency of supervision.", kind="improvement")
    assert (item.stance, item.stance_score, item.direction) == ("concern", -1.0, "none")
