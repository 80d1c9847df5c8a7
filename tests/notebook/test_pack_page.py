"""The page on which the board pack is written: the frames that there are, a click, and what it says."""

import pytest

from analysis.notebook.pack_page import PackPage, start_pack
from analysis.review import write_quote

PRESS = "Oct 2024 focused visit (press)"


@pytest.fixture
def page(tables, shipped):
    return PackPage(tables, shipped)


def test_it_offers_the_frames_by_the_words_that_a_person_sees(page):
    assert page.authority.value == "Stoke-on-Trent"
    assert [words for words, _ in page.since.options] == [
        "the chosen first visit on",
        "since the last full inspection",
        "all visits",
        "since Sep 2020 focused visit",
        f"since {PRESS}",
    ]
    assert page.since.value is None


def test_it_begins_with_what_the_notebook_was_given(tables, shipped):
    page = PackPage(tables, shipped, "stoke", PRESS, ["Staffing"])
    assert page.since.value == PRESS
    assert [box.description for box in page.themes.values() if box.value] == ["Staffing"]


def test_a_click_writes_the_pack_and_says_on_what_it_stands_and_where_it_is(page, shipped):
    page.since.value = "all"
    page.write.click()
    assert "Compared: every visit to Stoke-on-Trent on file" in page.message.value
    (pack,) = (shipped.output / "board").iterdir()
    assert pack.name in page.message.value
    assert {path.suffix for path in pack.iterdir()} >= {".pptx", ".docx", ".xlsx", ".html", ".qdpx", ".qdc"}
    assert not page.write.disabled


def test_a_frame_that_is_not_there_is_said_and_nothing_is_written(page, shipped):
    page.since.value = "since the last full inspection"
    page.write.click()
    assert "none of the visits to Stoke-on-Trent before the latest is a full inspection" in page.message.value
    assert not (shipped.output / "board").exists()
    assert not page.write.disabled


def test_a_name_that_fits_no_authority_asks_back(page):
    page.authority.value = "Leedz <b>"
    assert "no letter of &#x27;Leedz &lt;b&gt;&#x27; is on file" in page.message.value


def test_it_says_how_many_quotations_are_kept(tables, shipped):
    sentence = tables["sentences"].iloc[0]
    write_quote(shipped, sentence["sentence_id"], sentence["text"], note="to the board")
    labels = [getattr(child, "value", "") for child in PackPage(tables, shipped).view.children]
    assert "Kept on the explore page, and first in the pack: one quotation." in labels


def test_with_a_folder_it_is_written_when_the_notebook_runs(tables, shipped, tmp_path, capsys):
    start_pack(tables, out=str(tmp_path / "packs"), folder=shipped)
    (pack,) = (tmp_path / "packs").iterdir()
    assert list(pack.glob("*.pptx"))
