"""What reports print behind a listed item leaves its text: each case a form that reports have, or nearly have."""

import pytest

from analysis.letters.blocks import split_blocks
from analysis.letters.references import split_references
from analysis.letters.sections import parse_body, place_blocks
from analysis.letters.shapes import read_shape
from analysis.read import Line

PLANS = "The clarity of plans for children."


def lines(*texts, left=72.0, size=12.0, gap=False, bold=False):
    return [
        Line(text, page=1, left=left, right=500.0, size=size, bottom=100.0, gap=gap and index == 0, bold=bold)
        for index, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("(Outcome Three, National Framework)", ["Outcome Three"]),
        ("(outcome three, National Framework).", ["Outcome Three"]),
        ("(outcome 3: national framework)", ["Outcome 3"]),
        ("(Outcome 3)", ["Outcome 3"]),
        ("[Enabler Two]", ["Enabler Two"]),
        ("(National Framework, Principle 2)", ["Principle 2"]),
        ("(National Framework enabler two)", ["Enabler Two"]),
        ("(Outcomes 1 and 2, Children’s Social Care National Framework)", ["Outcome 1", "Outcome 2"]),
        ("(outcomes 1, 2 & 4, children’s social care: national framework 2023)",
         ["Outcome 1", "Outcome 2", "Outcome 4"]),
        ("(Outcome one and enabler three, national framework)", ["Outcome One", "Enabler Three"]),
        ("(Outcome 1) (Enabler 2)", ["Outcome 1", "Enabler 2"]),
        ("(enabler 3 of the national framework)", ["Enabler 3"]),
        ("(Enabler 2: Leaders drive conditions for effective practice)", ["Enabler 2"]),
        ("(Enabler: leaders drive conditions, National Framework)", ["Enabler: leaders drive conditions"]),
        ("(National Framework, enabler: leaders drive conditions)", ["Enabler: leaders drive conditions"]),
        ("(children are safe, national framework)", ["Children are safe"]),
        ("(Children’s Social Care National Framework)", ["Children’s Social Care National Framework"]),
        ("Enabler three: National Framework.", ["Enabler Three"]),
        ("– Outcome 4, National Framework", ["Outcome 4"]),
        ("Outcome 4", ["Outcome 4"]),
        ("(Recommendation)", []),
        ("(Recommendation 3).", []),
        ("(Priority action)", []),
        ("(area for improvement)", []),
        ("(Outcome Two, National Framework) (Recommendation)", ["Outcome Two"]),
    ],
)  # fmt: skip
def test_a_reference_behind_an_item_leaves_its_text(printed, names):
    found = split_references(f"{PLANS} {printed}")
    assert found.text == PLANS
    assert list(found.framework) == names


@pytest.mark.parametrize("ending", [".", ";", ":", ""])
def test_the_punctuation_behind_a_reference_stays_with_the_item(ending):
    assert split_references(f"The clarity of plans (Outcome 2){ending}").text == f"The clarity of plans{ending}"


@pytest.mark.parametrize(
    "text",
    [
        "The work of the multi-agency safeguarding hub (MASH).",
        "The timeliness of visits (paragraph 12).",
        "Use of the national framework for children’s social care.",
        "Alignment of the practice model (in line with the national framework).",
        "Sharing of the priority actions (and of their outcomes).",
        "The number of children with a good outcome.",
        "Plans that lead to a good outcome for all three.",
        "The recommendation (Outcome 3) of the audit.",
        "Support to staff (enablers of good practice).",
    ],
)
def test_and_words_that_are_asked_for_stay(text):
    assert split_references(text) == (text, (), ())


def read_items(*printed):
    shape = read_shape("ilacs")
    heading = lines("What needs to improve?", size=14, bold=True, gap=True)
    return parse_body(place_blocks(split_blocks([*heading, *printed], shape), shape))


def test_the_reference_of_a_wrapped_item_becomes_its_column_and_is_left_out_of_the_paragraphs():
    body = read_items(
        *lines("◼ The response to young carers. (Outcome", "Three, National Framework)", gap=True),
        *lines("◼ The stability of the workforce.", gap=True),
    )
    assert [(item.text, item.national_framework) for item in body.improvements] == [
        ("The response to young carers.", "Outcome Three"),
        ("The stability of the workforce.", None),
    ]
    assert [paragraph.text for paragraph in body.paragraphs] == [item.text for item in body.improvements]
    assert [(part.reason, part.text) for part in body.left_out][1:] == [
        ("reference", "(Outcome Three, National Framework)")
    ]


def test_a_reference_on_a_line_of_its_own_or_behind_a_nested_item_is_that_of_its_item():
    body = read_items(
        *lines("◼ Plans that (outcome 1, national framework):", gap=True),
        *lines("\u2212 are clear (enabler 2, national framework)", left=90),
        *lines("◼ The stability of the workforce.", gap=True),
        *lines("(Enabler 3, National Framework)", left=90, gap=True),
    )
    assert [(item.text, item.national_framework) for item in body.improvements] == [
        ("Plans that: are clear", "Outcome 1; Enabler 2"),
        ("The stability of the workforce.", "Enabler 3"),
    ]


def test_a_reference_that_no_item_owns_stays_where_it_is():
    body = read_items(*lines("(Outcome 3, National Framework)", gap=True))
    assert [paragraph.text for paragraph in body.paragraphs] == ["(Outcome 3, National Framework)"]


def test_a_finding_keeps_what_it_prints():
    shape = read_shape("ilacs")
    printed = lines("The impact of leaders on practice: good", size=14, bold=True, gap=True)
    printed += lines("1. Audits are thorough (Recommendation).", gap=True) + lines("2. Staff stay.", gap=True)
    printed += lines("3. They like it.", gap=True)
    body = parse_body(place_blocks(split_blocks(printed, shape), shape))
    assert body.paragraphs[0].text == "Audits are thorough (Recommendation)."
