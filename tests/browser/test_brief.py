"""The page on one letter in a browser: one printed side, nothing that axe finds, nothing asked of any network."""

import pypdfium2
import pytest
from board.papers import make_hostile
from browser.steps import list_violations

from analysis.board.brief import make_page
from analysis.board.one_page import fit_blocks
from analysis.compare import compose_brief

ARTICLE = "stoke-on-trent-2024-10-focused-visit-press"


@pytest.fixture(params=["as it is", "hostile"])
def opened(request, page, tables, tmp_path):
    """The page on the shipped article, and on one that means harm, as it is opened from a folder."""
    given = tables if request.param == "as it is" else make_hostile(tables)
    path = tmp_path / "page.html"
    path.write_bytes(make_page(fit_blocks(compose_brief(given, ARTICLE))))
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", [400, 800, 1280])
def test_axe_finds_nothing_and_no_line_is_cut_off(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    assert not list_violations(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_on_one_side(opened):
    document = pypdfium2.PdfDocument(opened.pdf(prefer_css_page_size=True))
    assert len(document) == 1
    document.close()
