"""Web pages in the shapes that sites give them: what holds the report is read, what stands around it is left out."""

import pytest

from analysis.read import ReadError
from analysis.read.html import parse_html

TITLE = "<h1>Focused visit to Westmarsh</h1>"
REPORT = "<p>" + "Children are seen often and know their workers. " * 20 + "</p>"
COOKIES = "<p>" + "We use cookies to see how this site is used. You may change your mind about cookies. " * 20 + "</p>"
LINKS = "<ul>" + '<li><a href="/">Another report of the inspectorate on a service for children</a></li>' * 30 + "</ul>"
TEASER = "<h2>A new park</h2><p>" + "The park opens its gates after a year of delays. " * 4 + "</p>"
NOT_FOUND = "<h1>Report not found</h1><p>It may have moved.</p>"
BANNER = f'<div class="cookie-banner">{COOKIES}</div>'
MENU = f'<div class="main-menu">{LINKS}</div>'
RELATED = f'<div class="related-articles">{TEASER * 3}</div>'

# What a page has in its body. In each, the title and the report are the text, and nothing else is.
WRAPPED = {
    "main in a form": f'<form id="aspnetForm">{BANNER}{MENU}<main>{TITLE}{REPORT}</main>{RELATED}</form>',
    "main in a wrapper that has a cookie banner": (
        f'<div class="has-cookie-banner">{BANNER}<main>{TITLE}{REPORT}</main></div>'
    ),
    "main in a wrapper whose menu is open": f'<div class="page menu-open">{MENU}<main>{TITLE}{REPORT}</main></div>',
    "main in a wrapper with related content": (
        f'<div id="with-related"><main>{TITLE}{REPORT}</main>{RELATED}</div>'
    ),
    "main in a region called a banner": f'<div role="banner"><main>{TITLE}{REPORT}</main></div>',
    "an element with the role of main in a form": f'<form>{MENU}<div role="main">{TITLE}{REPORT}</div></form>',
    "an aside with the role of main": f'<aside role="main" class="beside-menu">{TITLE}{REPORT}</aside>',
    "a form in main": f"<main><form>{TITLE}{REPORT}{RELATED}</form></main>",
    "an article in a wrapper whose menu is open": (
        f'<div class="page menu-open">{MENU}<article>{TITLE}{REPORT}</article></div>'
    ),
    "a form and no main": f"<form>{BANNER}{MENU}{TITLE}{REPORT}{RELATED}</form>",
    "a wrapper and no main": f'<div class="has-cookie-banner">{BANNER}{TITLE}{REPORT}</div>{RELATED}',
    "wrappers in wrappers": f'<form><div class="menu-open"><div id="share-page">{TITLE}{REPORT}</div></div></form>',
}  # fmt: skip

# What stands beside the text: none of it is read, however long it is.
BESIDE = {
    "a cookie banner": BANNER,
    "a cookie banner in a form": f'<form class="consent">{COOKIES}</form>',
    "a menu": MENU,
    "related articles": RELATED * 3,
    "related articles that are articles": f'<div class="related">{"<article>" + TEASER + "</article>"}</div>' * 9,
    "comments longer than the report": f'<div id="comments">{"<p>I do not agree with any word of it.</p>" * 99}</div>',
    "a form to sign up": '<form><label>Your address</label><p>We write to you once a week.</p></form>',
    "an aside": f"<aside>{TEASER}</aside>",
}  # fmt: skip


def page(body):
    return f"<!doctype html><html><head><title>Letters</title></head><body>{body}</body></html>".encode()


def text_of(body):
    return [line.text for line in parse_html(page(body)).lines]


TEXT = text_of(f"<main>{TITLE}{REPORT}</main>")


@pytest.mark.parametrize("shape", WRAPPED)
def test_what_holds_the_report_is_no_furniture(shape):
    assert text_of(WRAPPED[shape]) == TEXT


@pytest.mark.parametrize(
    ("body", "first"),
    [
        (f'<header>{TITLE}</header><div class="menu-open"><article>{REPORT}</article></div>', []),
        (f'<header><h1>Site</h1></header><div class="no-menu">{TITLE}{REPORT}</div>', ["Site", TEXT[0]]),
        (f"<form>{MENU}{REPORT}</form>", []),
        (f"<form>{REPORT}{RELATED}</form>", []),
    ],
    ids=["its title stands above", "the name of the site stands above", "a menu and no title", "a box and no title"],
)
def test_most_of_the_prose_of_a_page_is_no_furniture(body, first):
    assert text_of(body) == [*first, TEXT[-1]]


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize(
    "shape",
    ["<main>{report}{beside}</main>", "<main>{report}</main>{beside}", "<div>{report}</div>{beside}",
     "<form>{beside}{report}</form>"],
    ids=["in main", "below main", "below a text without main", "in a form with the text"],
)  # fmt: skip
def test_what_stands_beside_the_report_is_left_out(shape, beside):
    document = parse_html(page(shape.format(report=TITLE + REPORT, beside=BESIDE[beside])))
    assert [line.text for line in document.lines] == TEXT
    assert document.dropped


@pytest.mark.parametrize(
    "body",
    [
        f"{BANNER}<main>{NOT_FOUND}</main>",
        f'<div class="has-cookie-banner">{BANNER}<main>{NOT_FOUND}</main></div>',
        f"{BANNER}{NOT_FOUND}",
        f"{BANNER}<p>The report was not found.</p>",
        f"<form>{BANNER}{MENU}<p>The report was not found.</p></form>",
        f"{MENU}{NOT_FOUND}",
        f"{NOT_FOUND}{RELATED}",
        f"<p>The report was not found.</p><aside>{REPORT}</aside>",
    ],
    ids=[
        "a cookie banner beside main",
        "a cookie banner in a wrapper",
        "a cookie banner and a title",
        "a cookie banner alone",
        "a form",
        "a menu",
        "related articles",
        "an aside longer than the text",
    ],
)
def test_furniture_does_not_make_a_report_of_a_page_that_says_not_found(body):
    with pytest.raises(ReadError, match="no-report-in-page"):
        parse_html(page(body))
