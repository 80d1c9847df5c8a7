"""Pages of councils and newspapers: text that is set like a heading, and what stands below the article."""

import pytest

from analysis.letters import parse_letter
from analysis.read import ReadError
from analysis.read.html import parse_html

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
