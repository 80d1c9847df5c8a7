"""Tables as HTML: links to the letters and the sentences, folds, and nothing of a letter that a browser would run."""

import pandas as pd
import pytest
from lxml import html

from analysis.notebook.tables import render_passages, render_table


@pytest.fixture
def passages():
    return pd.DataFrame(
        {
            "theme_label": ["Staffing", "Staffing", "Supervision"],
            "label": ["Sep 2020 visit", "Oct 2024 visit", "Oct 2024 visit"],
            "place": ["no. 7, p. 2", "¶9", None],
            "file": ["Leeds & co.pdf", "press.html", None],
            "page": pd.array([2, None, None], dtype="Int64"),
            "sentence_id": ["leeds/p007/s1", "leeds-press/p009/s1", None],
            "text": ["Caseloads are high.", "<script>alert(1)</script>", "No <b>bold</b>."],
        }
    )


def read(page: str) -> html.HtmlElement:
    return html.fragment_fromstring(page, create_parent="div")


def test_a_place_leads_to_the_letter_and_to_its_page_in_a_pdf(passages):
    places = read(render_table(passages)).xpath("//td/a[not(@class)]/@href")
    assert places == ["../data/raw/Leeds%20%26%20co.pdf#page=2", "../data/raw/press.html"]


def test_a_sentence_leads_to_the_page_on_which_its_coding_is_corrected(passages):
    links = read(render_table(passages)).xpath("//a[@class='correct']/@href")
    assert links == [
        "06_trust_the_coding.ipynb#review=leeds/p007/s1",
        "06_trust_the_coding.ipynb#review=leeds-press/p009/s1",
    ]


def test_ids_and_pages_are_not_shown_and_missing_is_empty(passages):
    page = read(render_table(passages))
    assert page.xpath("//th/text()") == ["theme", "visit", "place", "text"]
    assert page.xpath("//tbody/tr[3]/td[3]")[0].text_content() == ""


def test_what_a_letter_says_is_text_and_never_run(passages):
    page = read(render_table(passages))
    assert not page.xpath("//script | //b")
    assert "<script>alert(1)</script>" in page.text_content()


def test_passages_stand_folded_by_theme_and_a_crosstab_leads_to_them(passages):
    content, links = render_passages(passages, "statuses")
    table = pd.DataFrame({"theme_label": ["Staffing"], "Sep 2020 visit": ["concern"], "Oct 2024 visit": ["mixed"]})
    crosstab = read(render_table(table, links))
    targets = [link.lstrip("#") for link in crosstab.xpath("//a/@href")]
    page = read(content)
    assert page.xpath("//summary/text()") == ["Staffing: two sentences", "Supervision: one sentence"]
    assert len(targets) == 2
    assert [page.xpath(f"//tr[@id='{one}']/td[1]/text()") for one in targets] == [
        ["Sep 2020 visit"],
        ["Oct 2024 visit"],
    ]
