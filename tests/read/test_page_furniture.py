"""Words across the page, and the feet of pages: left out, with the words around them whole."""

import pytest
from made_up_pdf import draw_pdf
from reportlab.lib.pagesizes import A4

from analysis.read.furniture import PAGE_FURNITURE, PRINT_OUT
from analysis.read.pdf import parse_pdf

WHO = ["carers", "parents", "teachers", "nurses", "midwives", "judges", "advisers", "clerks", "cooks", "guards"]


def text(page):
    """Ten lines that are like no other line of any page."""
    return [f"Inspectors asked {who} what they thought of the {page} plans that they had made." for who in WHO]


PAGES = ("first", "second", "third")
TEXT = text("first")


def read(*pages):
    document = parse_pdf(draw_pdf(*pages))
    return [line.text for line in document.lines], document.dropped


def watermark(page, *, word="DRAFT", angle=45, size=64):
    page.canvas.saveState()
    page.canvas.setFillGray(0.8)
    page.canvas.setFont("Helvetica-Bold", size)
    page.canvas.translate(160, 300)
    page.canvas.rotate(angle)
    page.canvas.drawString(0, 0, word)
    page.canvas.restoreState()


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "look", [{}, {"angle": 30, "size": 90}, {"angle": -50}, {"word": "CONFIDENTIAL", "size": 18}, {"angle": 0}]
)
def test_words_across_the_page_are_left_out(look, first):
    def draw(page):
        if first:
            watermark(page, **look)
        for line in TEXT:
            page.words(line, gap=6)
        if not first:
            watermark(page, **look)

    lines, dropped = read(draw)
    assert lines == TEXT
    assert dropped == ((PAGE_FURNITURE, look.get("word", "DRAFT")),)


def test_a_large_title_is_text():
    def draw(page):
        page.words("Focused visit", size=26, bold=True)
        page.words(*TEXT, gap=20)

    assert read(draw)[0] == ["Focused visit", *TEXT]


@pytest.mark.parametrize(
    "feet",
    [
        ("", "October 2025 2", "3 October 2025"),
        ("", "Area SEND inspection report: Hull 2", "3 Area SEND inspection report: Hull"),
        ("1 Ofsted", "Ofsted 2", "3 Ofsted"),
        ("", "Inspection of Hull, 6 to 10 October 2025, page 2", "page 3"),
    ],
)
def test_a_foot_that_holds_the_number_of_its_page_is_left_out_once_only(feet):
    def page_with(foot):
        def draw(page):
            page.words(*text(PAGES[feet.index(foot)]), gap=20)
            page.canvas.setFont("Helvetica", 9)
            page.canvas.drawString(66, A4[1] - 812, foot)

        return draw

    lines, dropped = read(*map(page_with, feet))
    assert lines == [line for page in PAGES for line in text(page)]
    assert sorted(text for _, text in dropped) == sorted(filter(None, feet))


def test_a_last_line_of_the_text_may_end_in_the_number_of_its_page():
    def draw(page):
        page.words(*TEXT, "The team saw all 12 children, of whom 1", gap=20)

    assert read(draw)[0][-1].endswith("of whom 1")


@pytest.mark.parametrize(
    "stamp",
    [
        "11/12/26, 6:54 PM Children wait too long | Dukinfield Herald",
        "12/11/2026, 18:54 Children wait too long | Dukinfield Herald",
        "https://dukinfield.example.org/news/children-wait?id=12 1/1",
        "https://dukinfield.example.org/news/ Page 1 of 3",
        "1 of 1 12/11/2026, 18:54",
    ],
)
@pytest.mark.parametrize("at_head", [True, False])
def test_what_a_browser_prints_around_a_page_is_left_out_however_large(stamp, at_head):
    def draw(page):
        for line in [stamp, *TEXT] if at_head else [*TEXT, stamp]:
            page.words(line, gap=6)

    assert read(draw) == (TEXT, ((PRINT_OUT, stamp),))


@pytest.mark.parametrize("line", ["12 November 2026, 18:54", "12/11/2026", "See https://dukinfield.example.org/news"])
def test_dates_and_addresses_of_the_text_stay(line):
    def draw(page):
        for text in [line, *TEXT]:
            page.words(text, gap=6)

    assert read(draw) == ([line, *TEXT], ())
