"""What each format says of its lines: layout of a PDF, styles of Word, marks of Markdown, regions of a page."""

from io import BytesIO

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from analysis.read.docx import parse_docx
from analysis.read.html import parse_html
from analysis.read.pdf import parse_pdf
from analysis.read.text import parse_text


def make_pdf(pages):
    """A PDF of pages of (x, y, size, font, text)."""
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for page in pages:
        for left, height, size, font, text in page:
            canvas.setFont(font, size)
            canvas.drawString(left, height, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def body(*texts, top=700):
    return [(72, top - 15 * place, 12, "Helvetica", text) for place, text in enumerate(texts)]


def foot(number):
    return [
        (72, 45, 8, "Helvetica", "Inspection of Westmarsh local authority children’s services"),
        (72, 35, 8, "Helvetica", f"3 to 14 October 2022 {number}"),
    ]


TEXT = ("Children are seen often and know", "their workers. Plans are clear, and they", "are reviewed in time.")


def test_running_heads_and_page_numbers_are_dropped():
    texts = [[f"{word} {text}" for text in TEXT] for word in ("First,", "Then,", "Later,", "Last,")]
    pages = [body(*lines) + (foot(number) if number > 1 else []) for number, lines in enumerate(texts, start=1)]
    document = parse_pdf(make_pdf(pages))
    assert [line.text for line in document.lines] == [text for lines in texts for text in lines]
    assert {reason for reason, _ in document.dropped} == {"page furniture"}
    assert len(document.dropped) == 6


@pytest.mark.parametrize(("size", "dropped"), [(8, True), (9.5, False)], ids=["two thirds of it", "four fifths of it"])
def test_a_line_at_the_foot_is_dropped_where_it_is_much_smaller_than_the_text(size, dropped):
    line = "Piccadilly Gate, Manchester"  # stands on this page alone, and is no number
    document = parse_pdf(make_pdf([[*body(*TEXT), (72, 45, size, "Helvetica", line)]]))
    assert (("page furniture", line) in document.dropped) == dropped
    assert (document.lines[-1].text == line) == (not dropped)


def test_footnotes_and_their_marks_are_dropped():
    page = [
        *body(*TEXT),
        (72, 640, 12, "Helvetica", "The Board"),
        (127, 644, 7, "Helvetica", "1"),
        (134, 640, 12, "Helvetica", "meets."),
        (72, 60, 9, "Helvetica", "1 Ofsted produces this report under its power"),
        (72, 49, 9, "Helvetica", "to combine reports."),
    ]
    document = parse_pdf(make_pdf([page]))
    assert document.lines[-1].text in ("The Board meets.", "meets.")
    assert [text for reason, text in document.dropped if reason == "footnote"] == [
        "1",
        "1 Ofsted produces this report under its power",
        "to combine reports.",
    ]


def test_a_gap_a_size_and_a_weight():
    page = [*body(*TEXT), (72, 640, 14, "Helvetica-Bold", "What needs to improve?")]
    heading = parse_pdf(make_pdf([page])).lines[-1]
    assert (heading.gap, heading.bold, heading.size) == (True, True, pytest.approx(14))
    assert not parse_pdf(make_pdf([page])).lines[1].gap


def test_a_bullet_set_by_itself_is_put_before_its_text():
    page = [*body(*TEXT), (72, 640, 12, "Helvetica", "•"), (90, 640, 12, "Helvetica", "Visits to children.")]
    assert parse_pdf(make_pdf([page])).lines[-1].text == "• Visits to children."


@pytest.fixture
def word():
    return docx.Document()


def lines_of(word):
    file = BytesIO()
    word.save(file)
    return [(line.kind, line.level, line.text) for line in parse_docx(file.getvalue()).lines]


def test_word_prints_numbers_that_are_not_in_the_text(word):
    for text in ("Children are seen.", "Plans are clear."):
        word.add_paragraph(text, style="List Number")
    assert lines_of(word) == [("text", 0, "1. Children are seen."), ("text", 0, "2. Plans are clear.")]


def test_word_headings_bullets_and_tables(word):
    word.add_paragraph("Main findings", style="Heading 2")
    word.add_paragraph("Visits", style="List Bullet")
    word.add_paragraph("to care leavers", style="List Bullet 2")
    for cell, text in zip(word.add_table(1, 2).rows[0].cells, ("Overall effectiveness", "Good"), strict=True):
        cell.text = text
    assert lines_of(word) == [
        ("heading", 2, "Main findings"),
        ("bullet", 1, "Visits"),
        ("bullet", 2, "to care leavers"),
        ("text", 0, "Overall effectiveness Good"),
    ]


def test_a_bold_paragraph_of_word_is_bold(word):
    word.add_paragraph().add_run("Headline findings").bold = True
    file = BytesIO()
    word.save(file)
    assert parse_docx(file.getvalue()).lines[0].bold


@pytest.mark.parametrize(
    ("printed", "kind", "level", "text"),
    [
        ("### **Overview**", "heading", 3, "Overview"),
        ("**Textphone** 0161 618 8524  ", "text", 0, "Textphone 0161 618 8524"),
        ("[www.gov.uk/ofsted](http://www.gov.uk/ofsted)", "text", 0, "www.gov.uk/ofsted"),
        ("- The quality of plans.", "bullet", 1, "The quality of plans."),
        ("  • The quality of plans.", "bullet", 1, "The quality of plans."),
        ("| Overall effectiveness | Good |", "text", 0, "Overall effectiveness Good"),
        ("12\\. Plans are clear.", "text", 0, "12. Plans are clear."),
        ("-Credit: (Image: A. Paper)", "text", 0, "-Credit: (Image: A. Paper)"),
        ("snake_case and 2*3*4 stay", "text", 0, "snake_case and 2*3*4 stay"),
    ],
    ids=[
        "a heading in bold",
        "bold and a line break",
        "a link",
        "a bullet",
        "an indented bullet of another glyph",
        "a row of a table",
        "a number with its full stop escaped",
        "a hyphen that is no bullet",
        "underscores and stars within words",
    ],
)
def test_a_line_of_markdown(printed, kind, level, text):
    line = parse_text(printed.encode()).lines[0]
    assert (line.kind, line.level, line.text) == (kind, level, text)


def test_a_form_feed_begins_a_page():
    document = parse_text(b"One.\n\fTwo.\n")
    assert [line.page for line in document.lines] == [1, 2]
    assert document.pages == 2


def test_the_regions_of_a_web_page():
    words = "Children are seen often. " * 50
    page = f"""<html><body><nav><a>Home</a></nav><main><h1>Focused visit</h1><p>{words}</p>
        <ol start="4"><li>Plans are clear.</li></ol><ul><li>Visits<ul><li>late</li></ul></li></ul>
        <table><tr><td>Overall</td><td>Good</td></tr></table><p hidden>Never shown</p>
        <p>Line one<br>line two</p></main><footer>Privacy</footer></body></html>"""
    document = parse_html(page.encode())
    shown = [(line.kind, line.level, line.text) for line in document.lines if line.text != words.strip()]
    assert shown == [
        ("heading", 1, "Focused visit"),
        ("text", 0, "4. Plans are clear."),
        ("bullet", 1, "Visits"),
        ("bullet", 2, "late"),
        ("text", 0, "Overall Good"),
        ("text", 0, "Line one"),
        ("text", 0, "line two"),
    ]
    assert document.dropped == (("web page", "Home"), ("web page", "Privacy"))


def test_running_heads_and_page_numbers_in_copied_text_are_dropped():
    pages = [[f"Line {page}{line} of the text goes on and on." for line in "abcdefghijklm"] for page in "ABCD"]
    heads = [
        ["Inspection of Westmarsh local authority", f"3 to 14 October 2022 {number}", str(number)]
        for number in (2, 3, 4)
    ]
    text = [line for page, head in zip(pages, [[], *heads], strict=True) for line in (*head, *page)]
    document = parse_text("\n".join(text).encode())
    assert [line.text for line in document.lines] == [line for page in pages for line in page]
    assert [text for _, text in document.dropped] == [text for head in heads for text in head]


def test_grades_that_repeat_in_a_table_are_no_running_heads():
    rows = "\n".join(f"{area}\nRequires improvement to be good" for area in ("Leaders", "Help", "Care"))
    assert parse_text(rows.encode()).dropped == ()


@pytest.mark.parametrize(
    ("start", "first"),
    [("4", "4."), ("four", "1."), ("", "1."), ("9" * 5000, "1.")],
    ids=["a number", "a word", "nothing", "a number of 5,000 digits"],
)
def test_a_numbered_list_starts_at_its_number_or_else_at_one(start, first):
    items = "<li>Plans are clear and reviewed in time.</li><!-- --><li>Visits are not.</li>" * 20
    lines = parse_html(f'<html><body><ol start="{start}">{items}</ol></body></html>'.encode()).lines
    assert lines[0].text.startswith(first)
    assert [int(line.text.split(".")[0]) - int(first[:-1]) for line in lines] == list(range(40))


WORD_LIST = """<p class=MsoListParagraph style='text-indent:-18.0pt'><span style='font-family:{font}'>{mark}<span
    style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span>{text}</p>"""


@pytest.mark.parametrize(
    ("item", "kind", "text"),
    [
        (WORD_LIST.format(font="Symbol", mark="·", text="Visits."), "bullet", "Visits."),
        (WORD_LIST.format(font="Wingdings", mark="§", text="Visits."), "bullet", "Visits."),
        (WORD_LIST.format(font='"Courier New"', mark="o", text="Visits."), "bullet", "Visits."),
        (WORD_LIST.format(font="Arial", mark="2.", text="Visits."), "text", "2. Visits."),
        ("<p class=MsoListParagraph>Visits to children.</p>", "text", "Visits to children."),
        ("<p class=MsoListParagraph>A visit to children.</p>", "text", "A visit to children."),
        ("<p>• Visits.</p>", "bullet", "Visits."),
        ("<div>- Visits.</div>", "bullet", "Visits."),
        ("<p>o Visits.</p>", "text", "o Visits."),
        ("<p>-Visits.</p>", "text", "-Visits."),
        ("<p>§ 47 enquiries.</p>", "text", "§ 47 enquiries."),
    ],
    ids=[
        "of Word",
        "of Word, in another font",
        "of Word, on the second level",
        "a number of Word",
        "a paragraph of a list without a mark",
        "a letter that is a word",
        "typed",
        "a typed dash",
        "a letter",
        "a hyphen",
        "a sign",
    ],
)
def test_listed_items_that_no_list_element_holds(item, kind, text):
    words = "<p>Children are seen often.</p>" * 40
    line = parse_html(f"<html><body>{words}{item}</body></html>".encode()).lines[-1]
    assert (line.kind, line.text) == (kind, text)
