"""Lists that number or letter their items, and where a list ends."""

import pytest

from analysis.letters import parse_letter
from analysis.read.text import parse_text

LETTER = """Dear Robin Ashdown

Focused visit to Kirklees children’s services

This letter summarises the findings of the focused visit to Kirklees children’s services on 5 and 6 November 2024.

Headline findings

Social workers know children well.

What needs to improve in this area of social work practice?

{items}

Main findings

{findings}

Ofsted will take the findings from this focused visit into account when planning the next inspection or visit.

Yours sincerely

Morgan Fell
His Majesty’s Inspector
"""
FINDINGS = "Most children are seen alone.\n\nFor a few children, plans are late."
NUMBERED = "1. Most children are seen alone.\n\n2. Plans are clear.\n\n3. Plans are kept.\n\n4. Visits are late."


def read(items, findings=FINDINGS):
    return parse_letter(parse_text(LETTER.format(items=items, findings=findings).encode()))


def listed(letter):
    return [item.text for item in letter.improvements]


@pytest.mark.parametrize(
    "marks",
    [
        ("(a) ", "(b) ", "(c) "),
        ("a) ", "b) ", "c) "),
        ("a. ", "b. ", "c. "),
        ("(i) ", "(ii) ", "(iii) "),
        ("i. ", "ii. ", "iii. "),
        ("1. ", "2. ", "3. "),
        ("1) ", "2) ", "3) "),
        ("(1) ", "(2) ", "(3) "),
        ("A. ", "B. ", "C. "),
    ],
)
@pytest.mark.parametrize("findings", [FINDINGS, NUMBERED])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_each_numbered_or_lettered_item_is_an_item(marks, findings, between):
    items = [
        "The quality of supervision.",
        "The timeliness of visits to\nchildren in need.",
        "The use of chronologies.",
    ]
    letter = read(between.join(mark + item for mark, item in zip(marks, items, strict=True)), findings)
    assert listed(letter) == [item.replace("\n", " ") for item in items]
    numbers = [paragraph.number for paragraph in letter.paragraphs if paragraph.kind == "improvement"]
    assert numbers == [mark.strip().removesuffix(".") for mark in marks]
    found = [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == "finding"]
    assert len(found) == (4 if findings == NUMBERED else 2)
    assert not letter.notes


def test_items_without_full_stops_and_a_list_of_two():
    assert listed(read("(a) supervision\n(b) the timeliness of visits")) == ["supervision", "the timeliness of visits"]


def test_lists_in_a_list_belong_to_their_item_with_the_letters_they_print():
    assert listed(read("- The quality of:\n(a) plans; and\n(b) visits.\n- The use of chronologies.")) == [
        "The quality of: (a) plans; and (b) visits.",
        "The use of chronologies.",
    ]
    assert listed(read("1. The quality of:\n- plans; and\n- visits.\n2. The use of chronologies.")) == [
        "The quality of: plans; and visits.",
        "The use of chronologies.",
    ]


def test_what_leads_to_a_list_is_no_item():
    letter = read("The local authority should:\n\n(a) plan better; and\n\n(b) visit more often.")
    assert listed(letter) == ["plan better; and", "visit more often."]
    assert [paragraph.kind for paragraph in letter.paragraphs if paragraph.text.endswith("should:")] == ["context"]


@pytest.mark.parametrize(
    "text",
    [
        "Children are accommodated under section 20 (1)\n(a) of the Act. Their plans are clear.",
        "Inspectors looked at: (a) plans and (b) visits. Both are good.",
        "A. Smith leads the team, and B. Jones the hub.",
        "Most young people stay in their homes beyond the age of\n18. They are well supported.",
        "i. e. plans are clear.",
    ],
)
def test_numbers_and_letters_in_a_sentence_begin_no_item(text):
    letter = read("- The use of chronologies.", text)
    assert [p.text for p in letter.paragraphs if p.kind == "finding"] == [text.replace("\n", " ")]


def test_letters_in_a_finding_stay_in_it_as_printed():
    letter = read(
        "- The use of chronologies.", "Plans do not say:\n(a) what must change; or\n(b) by when.\n\nVisits are late."
    )
    assert [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == "finding"] == [
        "Plans do not say: (a) what must change; or (b) by when.",
        "Visits are late.",
    ]


REVIEW = "# Peer review of Bexley\n\n## Recommendations\n\n{items}\n\n{after}\n\nThe team read forty files."


@pytest.mark.parametrize("after", ["## What we did", "## About the team:", "# Annex"])
def test_in_a_document_of_no_known_kind_a_list_ends_at_the_next_heading(after):
    letter = parse_letter(parse_text(REVIEW.format(items="- Plan better.\n- Visit more.", after=after).encode()))
    assert listed(letter) == ["Plan better.", "Visit more."]
    assert letter.paragraphs[-1].kind == "context"


def test_a_plain_short_line_is_such_a_heading_and_a_heading_below_the_lists_own_is_none():
    plain = "Peer review of Bexley\n\nRecommendations\n\n- Plan better.\n- Visit more.\n\nWhat we did\n\nThey read."
    assert listed(parse_letter(parse_text(plain.encode()))) == ["Plan better.", "Visit more."]
    below = REVIEW.format(items="### Leaders\n\n- Plan better.", after="### Workers\n\n- Visit more.\n\n## What we did")
    assert listed(parse_letter(parse_text(below.encode()))) == ["Plan better.", "Visit more."]
    labels = plain.replace("- Visit more.", "For workers\n\n- Visit more.")
    assert listed(parse_letter(parse_text(labels.encode())))[-1] == "Visit more."


def test_an_item_that_lost_its_bullet_is_an_item_and_what_leads_to_a_list_is_none():
    bullets = "• The pace of assessments.\n• The recording of visits."
    assert len(listed(read(f"The quality of plans.\n\n{bullets}"))) == 3
    assert len(listed(read(f"The quality of plans.\n\nThe use of audits.\n\n{bullets}"))) == 4
    assert len(listed(read(f"Leaders should improve:\n\n{bullets}"))) == 2
    assert len(listed(read(f"Plans are known to be weak. Leaders have work to do.\n\n{bullets}"))) == 2


@pytest.mark.parametrize(
    "denial",
    [
        "The inspection did not find any areas for priority and immediate action.",  # as the older reports say it
        "There are no areas for priority action.",
        "No recommendations were made.",
        "None identified at this visit.",
    ],
)
def test_that_there_is_nothing_to_improve_is_no_item(denial):
    letter = read(denial)
    assert listed(letter) == []
    assert denial in [paragraph.text for paragraph in letter.paragraphs]


def test_a_finding_that_denies_something_else_stays_a_finding():
    for said in ("There are no immediate concerns about children.", "No improvement in supervision has been made."):
        letter = read("Plans.", f"{said}\n\nPlans are late.")
        assert said in [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == "finding"]
