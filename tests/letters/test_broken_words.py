"""Words broken at line ends, and words that have their hyphen wherever they stand."""

import pytest

from analysis.letters.blocks import join_lines
from analysis.letters.broken_words import mend_words
from analysis.read import Line
from analysis.read.characters import clean


def mend(text):
    """What the lines of a text come to, joined to one paragraph."""
    return join_lines([line.text for line in mend_words([Line(line) for line in text.split("\n")])])


BROKEN = "Lead-\ners know the ser-\nvices."  # says that the document breaks words
WHOLE = "Leaders know the services."


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Social workers make decis-\nions that fit.", "Social workers make decisions that fit."),
        ("Super-\nvision is regular.", "Supervision is regular."),
        ("The as-\nsessments of chil-\ndren are late.", "The assessments of children are late."),
        ("Plans are long-\nterm.", "Plans are long-term."),
        ("Well-\nbeing matters.", "Well-being matters."),
        ("A multi-\nagency hub has multi-agen-\ncy plans.", "A multi-agency hub has multi-agency plans."),
        ("Agencies co-\noperate and re-\nengage families.", "Agencies co-operate and re-engage families."),
        ("Agencies cooperate; all co-\noperate.", "Agencies cooperate; all cooperate."),
        ("The trauma-\ninformed team.", "The trauma-informed team."),
        ("A child-in-\nneed plan.", "A child-in-need plan."),
        ("Children in Stoke-\non-Trent and Stoke-on-\nTrent.", "Children in Stoke-on-Trent and Stoke-on-Trent."),
        ("Inspectors came to Newcas-\ntle in Decem-\nber.", "Inspectors came to Newcastle in December."),
        ("A one-\nto-one talk in mid-\n2024.", "A one-to-one talk in mid-2024."),
        ("Social workers\n- who know children -\nvisit them.", "Social workers - who know children - visit them."),
    ],
)
def test_in_a_document_that_breaks_words(text, mended):
    assert mend(f"{BROKEN}\n{text}") == f"{WHOLE} {mended}"


@pytest.mark.parametrize(
    "text",
    [
        "Plans are well-\ninformed.",
        "A multi-\nagency hub.",
        "An ante-\nnatal visit.",
        "Pro-\nactive leaders.",
        "Workers re-\nassess risk.",
        "A hub-and-\nspoke team.",
    ],
)
def test_in_one_that_breaks_none_each_hyphen_stays(text):
    assert mend(text) == text.replace("\n", "")


def test_a_soft_hyphen_is_no_letter():
    assert mend("The timeli\u00ad\nness of visits.") == "The timeliness of visits."
    assert mend(clean("The time\u00adliness of visits.")) == "The timeliness of visits."


def test_breaks_inside_the_lines_of_copied_text():
    assert mend("Lead-ers know the ser-vices and the multi-agency hub.") == (
        "Leaders know the services and the multi-agency hub."
    )
    assert mend("The pro-active team re-views ante-natal work-arounds.") == (
        "The pro-active team re-views ante-natal work-arounds."
    )


def test_ligatures_are_letters_and_other_signs_stay():
    assert clean("The \ufb01ndings of the o\ufb03ce: \ufb02ow, sta\ufb00, a\ufb04uent") == (
        "The findings of the office: flow, staff, affluent"
    )
    assert clean("½ of cafés, ‘so’ – …") == "½ of cafés, ‘so’ – …"


def test_a_line_that_was_half_a_word_alone_goes_up_and_the_next_stays():
    lines = [Line("Lead-"), Line("ers"), Line("know.", gap=True), Line("New line.")]
    assert [line.text for line in mend_words(lines)] == ["Leaders", "know.", "New line."]


def test_many_hyphens_take_no_time():
    lines = [Line("a-" * 5000 + "b-") for _ in range(20)]
    assert len(mend_words(lines)) == 20
