"""Paragraphs of a PDF are parted by more than the distance between the lines of one, however few have two lines."""

import textwrap

import pytest
from made_up_pdf import LEADING, draw_pdf

from analysis.read.pdf import parse_pdf

HEADLINE = ["Ofsted: children in Tameside 'wait too", "long' for an assessment, report finds"]
ONE_LINE = [
    "Children in Tameside wait too long, Ofsted has warned.",
    "Inspectors found that urgent concerns are dealt with on the same day.",
    "But they said that a fifth of assessments were late.",
    "They praised the out-of-hours team.",
    'Cllr Ann Other said: "We will be quicker."',
    "Write to us: letters@example.org",
]
TWO_LINES = [
    "The inspectors called at Tameside Metropolitan Borough Council on 2 and 3 September 2025 and looked at the front "
    "door.",
    *ONE_LINE,
    "The team added that notifications of the police are looked at every morning, and that managers know which of them "
    "are urgent.",
]
FIVE_LINES = [
    TWO_LINES[0],
    " ".join(ONE_LINE[1:5] * 2).replace("Inspectors", "Later they").replace(".", ","),
    *ONE_LINE[:3],
    " ".join(ONE_LINE[1:4] * 3),
    TWO_LINES[-1],
]


def read_paragraphs(paragraphs, *, size, spacing, margin, headline=HEADLINE):
    """Return paragraphs, each a list of lines, as they are read from a page; spacing and margin are shares of size."""

    def draw(page):
        for line in headline:
            page.words(line, size=2 * size, gap=1.2 * 2 * size - LEADING)
        for paragraph in paragraphs:
            page.y += margin * size
            for line in paragraph:
                page.words(line, size=size, gap=spacing * size - LEADING)

    found = []
    for line in parse_pdf(draw_pdf(draw)).lines:
        if line.gap or line.size > 1.5 * size or not found:
            found.append([])
        found[-1].append(line.text)
    return found[len(headline) :]


@pytest.mark.parametrize("size", [9.75, 11, 13.5])
@pytest.mark.parametrize("margin", [0.6, 1, 1.5])
@pytest.mark.parametrize("spacing", [1.2, 1.35, 1.5, 1.8])
@pytest.mark.parametrize("texts", [TWO_LINES, FIVE_LINES], ids=["two lines", "five lines"])
def test_each_paragraph_of_an_article_stands_alone(texts, spacing, margin, size):
    paragraphs = [textwrap.wrap(text, 80) for text in texts]
    assert read_paragraphs(paragraphs, size=size, spacing=spacing, margin=margin) == paragraphs


@pytest.mark.parametrize("margin", [0.6, 1, 1.5])
@pytest.mark.parametrize("spacing", [1.2, 1.5, 1.8])
def test_paragraphs_of_one_line_each_stand_alone(spacing, margin):
    paragraphs = [[text] for text in ONE_LINE]
    assert read_paragraphs(paragraphs, size=12, spacing=spacing, margin=margin) == paragraphs


@pytest.mark.parametrize("spacing", [1.2, 1.5, 1.8])
def test_a_line_that_goes_on_with_a_number_is_known_by_having_no_room(spacing):
    wrapped = ["Visits were made on time by staff in May and June", "2025, and by managers."]
    paragraphs = [["Children wait too long."], wrapped, [ONE_LINE[3]], [ONE_LINE[4]]]
    assert read_paragraphs(paragraphs, size=12, spacing=spacing, margin=0.8) == paragraphs


def test_links_with_small_letters_are_no_lines_of_a_paragraph():
    paragraphs = [["facebook"], ["email"], ["copy link"], *(textwrap.wrap(text, 80) for text in TWO_LINES[:2])]
    assert read_paragraphs(paragraphs, size=11, spacing=1.3, margin=1) == paragraphs


def test_lines_far_apart_stay_together_where_each_goes_on_in_the_next():
    paragraph = textwrap.wrap(FIVE_LINES[1], 60)
    assert read_paragraphs([paragraph], size=11, spacing=2.4, margin=1) == [paragraph]


def test_small_print_stands_apart_from_the_text_and_from_other_small_print():
    wrapped = textwrap.wrap(TWO_LINES[0], 80)

    def draw(page):
        for line, size, step in [
            (wrapped[0], 12, 20.4),
            (wrapped[1], 12, 20.4),
            ("Pictured: the town hall", 10, 24.5),
            ("By Corin Maddock", 10, 23.4),
            (ONE_LINE[1], 12, 26),
        ]:
            page.words(line, size=size, gap=step - LEADING)

    assert [line.gap for line in parse_pdf(draw_pdf(draw)).lines] == [False, False, True, True, True]
