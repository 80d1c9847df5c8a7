"""Bodies other than the council: which one an item is addressed to, and which inspections look at it."""

import pandas as pd
import pytest

from analysis.history.bodies import add_sections, find_body, looks_at, speaks_of

BOARD = "safeguarding board"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        # boards and partnerships, by their names and short forms
        ("The LSCB should publish its learning.", BOARD),
        ("Ensure that the WXSCB evaluates its training.", BOARD),
        ("The KSCP’s oversight of audits.", BOARD),
        ("The impact of the Westmarsh Safeguarding Children’s Partnership.", BOARD),
        ("The effectiveness of sub-groups of the local safeguarding partnership.", BOARD),
        ("Ensure that the Board hears from young people.", BOARD),
        # other boards, and what the council or its partners do with one
        ("Ensure that the corporate parenting board is effective, so that the board hears from children.", None),
        ("The work of the safeguarding adults board.", None),
        ("Work with the LSCB so that thresholds are understood.", None),
        ("Work with KSCP so that thresholds are understood.", None),
        ("The attendance of housing officers on the LSCB.", None),
        ("The local authority should share its audits, so that the LSCB can learn.", None),
        ("Managers rarely audit files. The LSCB was told of it.", None),
        # bodies that an item opens with
        ("The police should record what children say.", "police"),
        ("Westmarsh Police does not always record what children say.", "police"),
        ("The timeliness of the police response to missing children.", "police"),
        ("Health providers should share what they know of a child.", "health services"),
        ("Ensure that health visitors receive supervision.", "health services"),
        ("West Marsh NHS Foundation Trust should audit its records.", "health services"),
        ("ICB leaders should reduce waiting times.", "health services"),
        ("The NPS does not always check what is known.", "probation"),
        ("Youth offending team staff should be trained.", "youth justice"),
        ("Schools should record bullying.", "schools"),
        # the council’s own work that names them, and work together
        ("Work with the police to record what children say.", None),
        ("The police and children’s social care should share what they know.", None),
        ("The attendance of police at strategy meetings.", None),
        ("The health of children in care.", None),
        ("Health assessments for children in care.", None),
        ("Plans for children who leave hospital.", None),
        ("The school attendance of children who are known to social workers.", None),
        ("The quality of supervision.", None),
    ],
)
def test_a_body_is_told_by_the_words_that_an_item_addresses_to_it(text, body):
    assert find_body(text) == body


@pytest.mark.parametrize(
    ("section", "body"),
    [
        ("The Local Safeguarding Children Board (LSCB): Recommendations", BOARD),
        ("Section 2: The effectiveness of the Local Safeguarding Children Board: Areas for improvement", BOARD),
        ("The LSCB", BOARD),
        ("Barking and Dagenham Safeguarding Children Partnership", BOARD),
        ("The Local Safeguarding Children Board requires improvement", BOARD),
        ("Police", "police"),
        ("Health services", "health services"),
        # not the body alone
        ("Leadership and management and the Local Safeguarding Children Board", None),
        ("Recommendations", None),
        ("The health of children in care", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_a_heading_tells_the_body_that_what_stands_below_it_is_addressed_to(section, body):
    assert find_body("Evaluate the impact of training.", section) == body


def test_a_heading_goes_before_the_words():
    assert find_body("The police should hear of the audits.", "The LSCB") == BOARD


def test_an_inspection_asks_nothing_of_a_body_that_it_does_not_look_at():
    assert find_body("The LSCB’s oversight of audits.", framework="SIF") == BOARD
    assert find_body("The LSCB’s oversight of audits.", framework="ILACS") is None


@pytest.mark.parametrize(
    ("framework", "body", "looks"),
    [
        ("SIF", BOARD, True),
        ("JTAI", BOARD, True),
        ("ILACS", BOARD, False),
        ("JTAI", "police", True),
        ("SEND", "police", False),
        ("SEND", "health services", True),
        ("ILACS", "health services", False),
        ("ILACS", None, True),
    ],
)
def test_which_inspections_look_at_a_body(framework, body, looks):
    assert looks_at(framework, body) == looks


def test_a_sentence_speaks_of_a_body_also_where_it_is_not_addressed_to_it():
    assert speaks_of("Leaders work well with the KSCP.", BOARD)
    assert not speaks_of("Leaders work well with the adult safeguarding board.", BOARD)


def test_items_stand_under_the_heading_of_their_paragraph():
    items = pd.DataFrame({"paragraph_id": ["p1", "p2"]})
    paragraphs = pd.DataFrame({"paragraph_id": ["p1", "p3"], "section": ["Police", "Health"]})
    assert add_sections(items, paragraphs)["section"].dropna().tolist() == ["Police"]
