"""Letters as people copy them: without their head, or with a title as long as joint inspections have."""

from datetime import date

import pytest

from analysis.letters import parse_letter
from analysis.read.text import parse_text

BODY = """

Headline findings

Care leavers are well supported.

What needs to improve in this area of social work practice?

- The quality of pathway plans.

Main findings

Personal advisers visit young people often.

Yours sincerely

Jules Hartley
His Majesty’s Inspector
"""
SUMMARY = (
    "This letter summarises the findings of the focused visit to Wakefield children’s services on 3 and 4 December "
    "2024. His Majesty’s Inspectors for this visit were Jules Hartley and Noor Penrose."
)
SCOPE = "Inspectors looked at the local authority’s arrangements for care leavers."
JOINT_BODY = """

Key strengths

- Leaders work well together.

Areas for improvement

- Plans are too general.
"""


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Focused visit to Wakefield children’s services\n\n",
        "Dear Ms Finch\n\nFocused visit to Wakefield children’s services\n\n",
    ],
    ids=["none", "the title alone", "the salutation"],
)
@pytest.mark.parametrize("between", ["\n\n", " "], ids=["two paragraphs", "one paragraph"])
def test_a_visit_letter_without_its_head(head, between):
    letter = parse_letter(parse_text(f"{head}{SUMMARY}{between}{SCOPE}{BODY}".encode()))
    assert (letter.authority, letter.visit_type, letter.scope) == ("Wakefield", "focused visit", "care leavers")
    assert (letter.start_date, letter.end_date) == (date(2024, 12, 3), date(2024, 12, 4))
    assert letter.published_date is None
    assert [person.name for person in letter.inspectors] == ["Jules Hartley", "Noor Penrose"]
    assert [item.text for item in letter.improvements] == ["The quality of pathway plans."]
    assert [p.text for p in letter.paragraphs if p.kind == "finding"] == ["Personal advisers visit young people often."]


@pytest.mark.parametrize(
    ("address", "authority"),
    [
        ("Ofsted\nPiccadilly Gate\nStore Street\nManchester\nM1 2WD", None),
        ("Ofsted, Piccadilly Gate, Store Street, Manchester", None),
        (
            "Ofsted\nAgora\n6 Cumberland Place\nNottingham\nNG1 6HJ\n\nMs Finch\nWakefield Council\nTown Hall",
            "Wakefield",
        ),
        ("Ms Finch\nDirector of Children’s Services\nCity of Wakefield\nCounty Hall\nWakefield WF1 2QW", "Wakefield"),
    ],
)
def test_the_authority_of_a_letter_whose_title_names_none(address, authority):
    summary = SUMMARY.replace("to Wakefield children’s services ", "")
    letter = parse_letter(parse_text(f"{address}\n\nDear Ms Finch\n\nFocused visit\n\n{summary}{BODY}".encode()))
    assert letter.authority == authority


@pytest.mark.parametrize(
    ("opening", "start"),
    [
        ("This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency "
         "response to serious youth violence in Coventry.\n\nThis inspection took place from 18 to 22 March 2024.",
         date(2024, 3, 18)),
        ("Between 18 March 2019 and 22 March 2019, Ofsted and three other inspectorates undertook a joint inspection "
         "of the multi-agency response to child exploitation in Coventry.", date(2019, 3, 18)),
    ],
)  # fmt: skip
def test_a_joint_letter_without_its_head(opening, start):
    letter = parse_letter(parse_text((opening + JOINT_BODY).encode()))
    assert (letter.framework, letter.authority, letter.start_date) == ("JTAI", "Coventry", start)
    assert [item.text for item in letter.improvements] == ["Plans are too general."]
    assert letter.published_date is None


LONG = (
    "Joint targeted area inspection of the multi-agency response to child exploitation and children associated with "
    "gangs and at risk of being drawn into crime, and of the multi-agency front door for children, in Greenwich"
)
NEXT = "Between 12 March 2018 and 16 March 2018, four inspectorates carried out a joint inspection in Greenwich."


@pytest.mark.parametrize("title", [LONG, LONG.replace(" and at", "\nand at"), f"## {LONG}", f"**{LONG}**"])
def test_a_title_as_long_as_it_is(title):
    letter = parse_letter(parse_text(f"9 May 2018\n\nDear local partnership\n\n{title}\n\n{NEXT}{JOINT_BODY}".encode()))
    assert (letter.title, letter.authority) == (LONG, "Greenwich")


def test_a_long_paragraph_that_begins_like_a_title_is_none():
    title, text = (
        "Joint targeted area inspection of Greenwich",
        LONG.replace(" and of", ". It was of") + ". It went well.",
    )
    letter = parse_letter(parse_text(f"9 May 2018\n\nDear partnership\n\n{title}\n\n{text}\n\n{NEXT}".encode()))
    assert letter.title == title
    assert any(paragraph.text == text for paragraph in letter.paragraphs)


@pytest.mark.parametrize(
    ("written", "authority"),
    [("leeds city council", "Leeds"), ("BCP", "Bournemouth, Christchurch and Poole"), ("Westmarsh", "Westmarsh")],
)
def test_an_analyst_may_write_any_name_of_the_authority(written, authority):
    letter = parse_letter(parse_text(f"{SUMMARY}{BODY}".encode()), {"authority": written})
    assert letter.authority == authority


def test_a_name_that_is_none_is_asked_back():
    notes = dict(parse_letter(parse_text(f"{SUMMARY}{BODY}".encode()), {"authority": "Leedz"}).notes)
    assert notes["unknown-authority"] == "It reads 'Leedz'. Did you mean Leeds?"
