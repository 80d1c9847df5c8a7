"""Boxes in the middle of a list, and bullets that are drawn and no letters."""

from made_up_pdf import LEADING, draw_pdf

from analysis.letters import parse_letter
from analysis.read.pdf import parse_pdf

STUDY = ["A youth worker saw that a boy was frightened, told the school nurse and stayed with him."]


def jtai(*pages):
    """A letter on a joint inspection whose list of areas for improvement begins on the first of these pages."""
    first, *others = pages

    def front(page):
        page.words("14 May 2019", "Dear local partnership")
        page.heading("Joint targeted area inspection of the multi-agency response to neglect in Dorset")
        page.words("Between 1 April 2019 and 5 April 2019, four inspectorates carried out a joint inspection.")
        page.heading("Key strengths")
        for agency in ("police officers", "school nurses", "probation officers", "midwives"):
            page.words(f"• Social workers and {agency} meet each week and write down what they agree.")
        page.heading("Areas for improvement")
        first(page)

    return parse_letter(parse_pdf(draw_pdf(front, *others)))


def end(page):
    page.heading("Next steps")
    page.words("The director should prepare a written statement.")


def framed(page, *lines, heading="Practice study: highly effective practice", bold=True, shade=None):
    page.y += 10
    top = page.y - LEADING
    if shade is not None:
        page.box(72, top, 523, top + 26 + LEADING * len(lines), shade=shade, stroke=False)
    page.words(heading, x=79, bold=bold)
    page.words(*lines, x=79, gap=6)
    if shade is None:
        page.box(72, top, 523, page.y)
    page.y += LEADING


def listed(letter):
    return [item.text for item in letter.improvements]


def test_a_list_and_the_sentence_in_it_go_on_below_a_box():
    def page_with(**look):
        def draw(page):
            page.words("• Police officers come too late to meetings.", x=70)
            page.words("• Managers see what comes in, but they do not", x=70, gap=6)
            framed(page, *STUDY, **look)
            page.words("involve health workers in what they decide.", x=84)
            page.words("• Minutes are sent out too late.", x=70, gap=6)
            end(page)

        return draw

    for look in ({}, {"bold": False}, {"shade": 0.9}, {"heading": "Case study: area for improvement"}):
        letter = jtai(page_with(**look))
        assert listed(letter) == [
            "Police officers come too late to meetings.",
            "Managers see what comes in, but they do not involve health workers in what they decide.",
            "Minutes are sent out too late.",
        ], look
        study = next(paragraph for paragraph in letter.paragraphs if paragraph.text in STUDY)
        assert study.kind == "finding", look


def test_a_box_goes_on_over_a_page_and_a_list_after_it():
    def first(page):
        page.words("• Police officers come too late to meetings.", x=70)
        page.y = 680
        framed(page, *STUDY)

    def second(page):
        page.y = 90
        framed(page, "The boy now lives with his aunt.", heading="He was seen on the same day.", bold=False)
        page.words("• Minutes are sent out too late.", x=70, gap=6)
        end(page)

    letter = jtai(first, second)
    assert listed(letter) == ["Police officers come too late to meetings.", "Minutes are sent out too late."]
    kinds = {paragraph.text: paragraph.kind for paragraph in letter.paragraphs}
    assert kinds["The boy now lives with his aunt."] == "finding"


def visit(draw):
    """A letter on a focused visit as a browser prints it: `draw` makes the list of what needs to improve."""

    def front(page):
        page.words("12 December 2024", "Dear Robin Ashdown", gap=4)
        page.heading("Focused visit to Wigan children’s services")
        page.words("This letter summarises the findings of the focused visit to Wigan on 5 and 6 November 2024.")
        page.heading("What needs to improve in this area of social work practice?")
        draw(page)
        page.heading("Main findings")
        page.words("Most children are seen regularly and seen alone.")

    return parse_letter(parse_pdf(draw_pdf(front)))


ITEMS = ["The quality of supervision.", "The timeliness of visits to", "children in need.", "The use of chronologies."]
WHOLE = ["The quality of supervision.", "The timeliness of visits to children in need.", "The use of chronologies."]


def test_drawn_bullets_are_bullets():
    def circles(page):
        for line in ITEMS:
            y = page.words(line, x=84)
            if line[0].isupper():
                page.dot(74, y - 4)

    def squares(page):
        for line in ITEMS:
            y = page.words(line, x=84)
            if line[0].isupper():
                page.box(72, y - 6, 76, y - 2, shade=0)

    for draw in (circles, squares):
        assert listed(visit(draw)) == WHOLE, draw.__name__


def test_a_drawn_bullet_further_in_belongs_to_the_one_above_it():
    def nested(page):
        for x, line in ((84, "The choice of:"), (114, "foster homes; and"), (114, "schools."), (84, "Supervision.")):
            y = page.words(line, x=x)
            page.dot(x - 10, y - 4)

    assert listed(visit(nested)) == ["The choice of: foster homes; and schools.", "Supervision."]


def test_what_is_drawn_elsewhere_is_no_bullet():
    def draw(page):
        y = page.words("The quality of supervision, which social workers need", x=66)
        page.words("more often.", x=66)
        page.dot(30, y - 4, radius=7)  # an icon
        page.dot(400, y - 4)  # behind the words
        page.dot(20, y + 10)  # far from the words

    assert listed(visit(draw)) == ["The quality of supervision, which social workers need more often."]
