"""The headline of an article that was printed to PDF: the largest print near the top, whatever stands above it."""

import pytest
from made_up_pdf import draw_pdf

from analysis.letters import parse_letter
from analysis.read.pdf import parse_pdf

HEADLINE = "Ofsted praises children’s services in Tameside"
TEXT = [
    "Ofsted has praised children’s services in Tameside after a visit on 14 and 15 May 2024.",
    "Inspectors found that urgent concerns are dealt with on the same day.",
    "They said that plans were clear.",
]


def read(*above, size=22, below=TEXT):
    """Return the letter of an article with lines of (words, size) above its headline, in print of 11 points."""

    def draw(page):
        for words, large in (*above, (HEADLINE, size), *((line, 11) for line in below)):
            page.words(words, size=large, gap=8 + large / 2)

    return parse_letter(parse_pdf(draw_pdf(draw)), {"source_type": "press"})


@pytest.mark.parametrize(
    "above",
    [
        [],
        [("Dukinfield Herald", 11)],
        [("Dukinfield Herald", 15)],
        [("Tameside Council", 9), ("Newsroom", 11)],
        [("DUKINFIELD HERALD", 13), ("Home News Sport What’s on", 9), ("12th June 2024", 11)],
        [("Politics", 14), ("By Corin Maddock", 11)],
        [("W", 40)],
    ],
    ids=["nothing", "the site", "the site in larger print", "a council", "site, links and date", "a topic", "a letter"],
)
def test_the_largest_print_near_the_top_is_the_headline(above):
    letter = read(*above)
    assert (letter.title, letter.authority) == (HEADLINE, "Tameside")
    assert [paragraph.text for paragraph in letter.paragraphs if paragraph.kind == "finding"] == TEXT
    left_out = [part.text for part in letter.left_out]
    assert set(left_out) >= {HEADLINE, *(words for words, size in above if len(words) > 1)}


def test_a_sentence_above_the_headline_stays_in_the_text():
    letter = read(("Inspectors said that records are complete.", 11))
    assert letter.title == HEADLINE
    assert letter.paragraphs[0].text == "Inspectors said that records are complete."


def test_without_larger_print_the_first_line_is_the_headline():
    assert read(size=11).title == HEADLINE


def test_the_day_of_printing_is_not_the_day_of_publication():
    assert read(("12/11/2026, 18:54 Dukinfield Herald", 8)).published_date is None
