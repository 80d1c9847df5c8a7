"""Pages of councils and newspapers: text that is set like a heading, and what stands below the article."""

from datetime import date

import pytest

from analysis.letters import parse_letter
from analysis.read import ReadError
from analysis.read.html import parse_html
from analysis.read.text import parse_text

PAGE = """<html><head><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-03-08T09:00:00Z"></head><body><main>
<h1>Wirral's early help applauded</h1>{}
<p>The focused visit to Wirral Council took place on 6 and 7 February 2024.</p>
<p>Inspectors found that family workers see children at home and write plans with their parents that are easy to
follow.</p>
<p>Inspectors also found that workers do not always check how a family fared once its plan had come to an end, that
records of meetings are kept in three places, and that managers read few of them before they decide to close a
case.</p>
{}</main></body></html>"""
NOTE = "<p>Wirral has some sixty family workers.</p>"


def read_page(above="", below=""):
    return parse_letter(parse_html(PAGE.format(above, below).encode()))


def kinds_of(letter, words):
    kept = [paragraph.kind for paragraph in letter.paragraphs if words in paragraph.text]
    return kept + [part.reason for part in letter.left_out if words in part.text]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p><strong>Families in Wirral get help early, Ofsted has found.</strong></p>", "finding"),
        ("<p><b>Ofsted has found that families in Wirral get help early. Plans are clear.</b></p>", "finding"),
        ("<h2>Inspectors have applauded the help that families in Wirral get, in a letter out today.</h2>", "finding"),
        ("<p><strong>Families in Wirral get help from skilled workers who know them well and who stay with them for as "
         "long as they need it, Ofsted has found, after two days on the river</strong></p>", "finding"),
        ("<p><strong>Families get help early</strong></p>", "heading"),
        ("<p><strong>What did inspectors say that families in Wirral told them?</strong></p>", "heading"),
        ("<p><strong>What happens next for families.</strong></p>", "heading"),
        ("<h2>Families in Wirral get help early</h2>", "heading"),
    ],
    ids=["a bold lead", "two sentences", "a lead as a heading", "a long one without a full stop", "short words",
         "a question", "short words and a full stop", "a heading"],
)  # fmt: skip
def test_a_lead_in_bold_is_text(html, kind):
    assert kinds_of(read_page(above=html), "amilies") == [kind]


def test_who_speaks_may_be_set_in_bold():
    quote = "<p>“Our workers are the pride of the river.”</p>"
    letter = read_page(below=f"<p><strong>Councillor Una Sparrow, who leads on families, said:</strong></p>{quote}")
    assert kinds_of(letter, "pride of the river") == kinds_of(letter, "Una Sparrow") == ["context"]


def test_a_dated_page_that_says_it_is_an_article_may_be_short():
    letter = read_page()
    assert sum(len(paragraph.text.split()) for paragraph in letter.paragraphs) < 100
    assert kinds_of(letter, "family workers see") == ["finding"]


@pytest.mark.parametrize(
    "page",
    [
        PAGE.format("", "").replace('property="article:published_time"', 'name="version"'),
        PAGE.format("", "").replace('content="article"', 'content="website"'),
        PAGE.split("<p>", 1)[0].format("<p>We could not find this article.</p></main>"),
    ],
    ids=["of no day", "no article", "nothing of an article"],
)
def test_other_short_pages_hold_no_report(page):
    with pytest.raises(ReadError, match="no-report-in-page"):
        parse_html(page.encode())


@pytest.mark.parametrize(
    "heading", ["Notes to editors", "Notes for editors:", "Editor’s notes", "ENDS", "Press office"]
)
@pytest.mark.parametrize("html", ["<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p>{}</p>"])
def test_what_stands_below_the_article_is_boilerplate(html, heading):
    notes = "<h4>About the council</h4><p>Wirral has some sixty family workers.</p>"
    letter = read_page(below=html.format(heading) + notes)
    assert kinds_of(letter, "sixty family workers") == ["boilerplate"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Notebooks of children are read at each meeting.", "finding"),
        ("Noted in the letter as well: children are seen alone.", "finding"),
        ("Endings of plans are marked with a family meeting.", "finding"),
        ("The report on what it will cost is to be put before the cabinet in May.", "context"),
        ("A paper on staffing will come to the children’s scrutiny committee on 3 April.", "context"),
        ("Inspectors found that each report will go to a panel before a child moves.", "finding"),
        ("Every plan is read by a manager.", "finding"),
    ],
)
def test_papers_for_the_council_are_no_findings(sentence, kind):
    assert kinds_of(read_page(below=f"<p>{sentence}</p>{NOTE}"), sentence) == [kind]


LINES = """News
Help comes early in Wirral, says Ofsted
{}
Inspectors said that help comes early in Wirral, after a focused visit on 6 and 7 February 2024.
Education
They said that families like the plans that they are given.
Inspectors found at 10:30 on 6 February 2024 that the duty desk was empty.
Health
"""


@pytest.mark.parametrize(
    "line", ["05:00, 8 Mar 2024", "7.15am, Friday 8th March 2024", "06:30 GMT, March 8, 2024", "14:02 08 March 2024"]
)
def test_labels_of_the_site_and_a_time_before_the_day_are_left_out(line):
    letter = parse_letter(parse_text(LINES.format(line).encode()))
    assert letter.title == "Help comes early in Wirral, says Ofsted"
    assert letter.published_date == date(2024, 3, 8)
    assert [p.kind for p in letter.paragraphs] == ["finding"] * 3
    assert [part.text for part in letter.left_out if part.reason == "byline"] == ["News", line, "Education", "Health"]
