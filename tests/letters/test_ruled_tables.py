"""Tables and boxes whose rules are drawn: a row is an item, whatever space stands around it."""

from made_up_pdf import LEADING, draw_pdf

from analysis.letters import parse_letter
from analysis.read.pdf import parse_pdf

THERAPY = ["Leaders across the partnership should make sure that speech therapy is offered in", "good time."]
BREAKS = ["Leaders should ask families about short breaks and use what they say when they decide", "what to buy."]
REVIEWS = ["Health leaders should strengthen their oversight of annual reviews."]
LEFT, RIGHT, MIDDLE = 62, 530, 210


def send(table, *more):
    """A report on an area whose list of areas for improvement is drawn by `table`."""

    def front(page):
        page.words("Area SEND inspection of Derbyshire Local Area Partnership", size=17, bold=True)
        page.words("Inspection dates: 3 to 7 February 2025", gap=9)
        page.heading("Inspection outcome")
        page.words("The partnership’s arrangements lead to inconsistent experiences and outcomes.")
        page.heading("Areas for improvement")
        table(page)
        if not more:
            end(page)

    return parse_letter(parse_pdf(draw_pdf(front, *more)))


def end(page):
    page.heading("Local area partnership details")
    page.words("Derbyshire County Council")


def listed(letter):
    return [item.text for item in letter.improvements]


def rows(page, *cells, frame):
    """Write rows without any space between them, each framed by `frame(page, top, bottom)`."""
    page.y += 12
    for lines in cells:
        top = page.y - LEADING + 2
        page.words(*lines, x=LEFT + 4)
        frame(page, top, page.y - LEADING + 2)


def lines_around(page, top, bottom):
    for y in (top, bottom):
        page.rule(LEFT, y, RIGHT, y)
    for x in (LEFT, RIGHT):
        page.rule(x, top, x, bottom)


def a_rectangle(page, top, bottom):
    page.box(LEFT, top, RIGHT, bottom)


def thin_rectangles(page, top, bottom):
    """As a word processor rules cells: each side a filled rectangle of its own, with one more in each corner."""
    for y in (top, bottom):
        page.box(LEFT, y, LEFT + 0.5, y + 0.5, shade=0, stroke=False)
        page.box(LEFT + 0.5, y, RIGHT, y + 0.5, shade=0, stroke=False)
    for x in (LEFT, RIGHT):
        page.box(x, top + 0.5, x + 0.5, bottom, shade=0, stroke=False)


def texts(*cells):
    return [" ".join(lines) for lines in cells]


def test_a_row_is_an_item_however_its_rules_are_drawn():
    for frame in (lines_around, a_rectangle, thin_rectangles):
        letter = send(lambda page, frame=frame: rows(page, THERAPY, BREAKS, REVIEWS, frame=frame))
        assert listed(letter) == texts(THERAPY, BREAKS, REVIEWS), frame.__name__


def test_rows_need_no_full_stop_and_may_begin_in_small_letters():
    cells = [["the quality of plans for children who are looked after"], ["the timeliness of annual reviews"]]
    assert listed(send(lambda page: rows(page, *cells, frame=lines_around))) == texts(*cells)


def test_the_bullets_of_a_row_belong_to_it_and_what_leads_to_the_table_does_not():
    bulleted = ["Leaders should widen the choice of:", "• supported internships; and", "• clubs after school."]

    def table(page):
        page.words("The partnership should now do the following.")
        rows(page, REVIEWS, bulleted, THERAPY, frame=lines_around)

    letter = send(table)
    assert listed(letter) == [
        *texts(REVIEWS),
        "Leaders should widen the choice of: supported internships; and clubs after school.",
        *texts(THERAPY),
    ]
    lead = next(paragraph for paragraph in letter.paragraphs if paragraph.text.startswith("The partnership should"))
    assert lead.kind == "context"


def test_each_bullet_of_a_box_around_a_whole_list_is_an_item():
    cell = ["• The timeliness of therapy.", "• The choice of short breaks.", "• The oversight of reviews."]
    assert listed(send(lambda page: rows(page, cell, frame=a_rectangle))) == [line[2:] for line in cell]


def test_a_row_that_runs_over_a_page_is_one_item():
    def first(page):
        page.y = 700
        rows(page, REVIEWS, ["Leaders should widen the choice of:", "• clubs;"], frame=lines_around)

    def second(page):
        rows(page, ["• sports; and", "• holiday schemes."], THERAPY, frame=lines_around)
        end(page)

    assert listed(send(first, second)) == [
        *texts(REVIEWS),
        "Leaders should widen the choice of: clubs; sports; and holiday schemes.",
        *texts(THERAPY),
    ]


def test_a_row_cut_in_a_sentence_goes_on_and_a_row_that_begins_a_page_does_not():
    def cut(page):
        page.y = 700
        rows(page, REVIEWS, THERAPY[:1], frame=lines_around)

    def whole(page):
        page.y = 700
        rows(page, REVIEWS, THERAPY, frame=lines_around)

    def after(*cells):
        def draw(page):
            rows(page, *cells, frame=lines_around)
            end(page)

        return draw

    assert listed(send(cut, after(THERAPY[1:], BREAKS))) == texts(REVIEWS, THERAPY, BREAKS)
    assert listed(send(whole, after(BREAKS))) == texts(REVIEWS, THERAPY, BREAKS)


def test_the_column_that_says_who_is_responsible_is_no_item():
    who = ["Derbyshire County Council", "and schools"]

    def table(page):
        for lines in (THERAPY, BREAKS):
            top = page.y
            page.y += LEADING - 2
            page.words(*who, x=LEFT + 4)
            page.y -= len(who) * LEADING
            page.words(*(line[:58].strip() for line in lines), x=MIDDLE + 4)
            lines_around(page, top, page.y - LEADING + 2)
            page.rule(MIDDLE, top, MIDDLE, page.y - LEADING + 2)
            page.y -= LEADING - 2

    letter = send(table)
    assert listed(letter) == texts(*([line[:58].strip() for line in lines] for lines in (THERAPY, BREAKS)))
    assert [paragraph.kind for paragraph in letter.paragraphs if "and schools" in paragraph.text] == ["context"] * 2


def test_rules_that_are_no_table_part_nothing():
    def underlined(page):
        page.words(*THERAPY, gap=6)
        for number in range(2):
            y = page.y - (2 - number) * LEADING + 2
            page.rule(66, y, 300, y)
            page.box(66, y - 11, 180, y + 3, shade=0.9, stroke=False)

    def separated(page):
        page.rule(LEFT, page.y, RIGHT, page.y)
        page.words(*THERAPY, gap=12)
        page.rule(LEFT, page.y, RIGHT, page.y)

    for table in (underlined, separated):
        assert listed(send(table)) == texts(THERAPY), table.__name__
