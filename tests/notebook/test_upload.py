"""Letters added by a button, as `visits add` does, and no file outside of data/raw."""

from datetime import datetime

import pytest
from builds import FOCUSED_VISIT

from analysis.notebook.upload import UploadPage, start_upload

LETTER = FOCUSED_VISIT.encode()


def give(name: str, content: bytes = LETTER) -> dict:
    facts = {"size": len(content), "type": "", "last_modified": datetime(2026, 1, 1)}
    return facts | {"name": name, "content": memoryview(content)}


@pytest.fixture
def page(shipped):
    return UploadPage(shipped)


def test_a_letter_is_added_and_said(page, shipped):
    page.button.value = (give("leeds.md"),)
    assert "leeds.md: focused visit, leeds-2021-02-09-focused-visit" in page.message.value
    assert "Run the notebook again" in page.message.value
    assert (shipped.raw / "leeds.md").read_bytes() == LETTER
    assert page.button.value == ()
    assert not page.button.disabled


def test_the_page_on_the_letter_is_written_and_a_page_of_a_later_visit_that_is_out_of_date_is_named(page, shipped):
    page.button.value = (give("leeds.md"),)
    briefs = shipped.output / "briefs"
    assert f"On one page: {briefs / 'leeds-2021-02-09-focused-visit.docx'} and" in page.message.value
    later = briefs / "leeds-2021-02-09-focused-visit.html"
    before, earlier = later.read_bytes(), FOCUSED_VISIT.replace("2021", "2019")
    page.button.value = (give("leeds 2019.md", earlier.encode()),)
    assert "`visits brief leeds-2021-02-09-focused-visit` writes it anew" in page.message.value
    assert later.read_bytes() == before


def test_what_cannot_be_read_is_said_by_its_own_name_and_the_rest_is_added(page, shipped):
    page.button.value = (give("<b>empty.pdf", b" "), give("leeds.md"))
    assert "<p>&lt;b&gt;empty.pdf: not added. The file is empty." in page.message.value
    assert (shipped.raw / "leeds.md").exists()


@pytest.mark.parametrize(
    "name", ["../../leeds.md", "/etc/leeds.md", "..\\..\\leeds.md", "C:\\leeds.md", "data/raw/leeds.md"]
)
def test_no_name_leads_out_of_the_folder_of_letters(page, shipped, name):
    before = set(shipped.raw.parent.parent.rglob("*.md"))
    page.button.value = (give(name),)
    assert set(shipped.raw.parent.parent.rglob("*.md")) - before == {shipped.raw / "leeds.md"}


@pytest.mark.parametrize("name", ["..", "", "/", "a/..", "...."])
def test_a_name_that_is_none_gets_one(page, shipped, name):
    page.button.value = (give(name),)
    assert (shipped.raw / "letter 1").exists()


def test_another_letter_of_that_name_stays(page, shipped):
    (shipped.raw / "leeds.md").write_text("Another.", encoding="utf-8")
    page.button.value = (give("leeds.md"),)
    assert "give the new letter another name" in page.message.value
    assert "Nothing was added." in page.message.value
    assert (shipped.raw / "leeds.md").read_text(encoding="utf-8") == "Another."


def test_without_widgets_a_sentence_says_where_letters_go(shipped, monkeypatch):
    shown = []
    monkeypatch.setattr("analysis.notebook.widgets.display", lambda bundle, raw: shown.append(bundle))
    start_upload(folder=shipped)
    assert "putting them into data/raw" in shown[0]["text/plain"]
