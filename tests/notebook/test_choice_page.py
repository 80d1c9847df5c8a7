"""The page on which the choice is made: by the words that a person sees, and kept at a click."""

import pytest

from analysis.base.settings import Settings, read_settings, write_settings
from analysis.notebook.choice_page import ChoicePage, start_choice
from analysis.notebook.widgets import WIDGET

LETTER, PRESS = "stoke-on-trent-2020-09-29-focused-visit", "stoke-on-trent-2024-10-focused-visit-press"


@pytest.fixture
def page(tables, shipped):
    return ChoicePage(tables, shipped)


def test_it_shows_what_is_chosen(tables, shipped):
    write_settings(shipped, Settings("Stoke-on-Trent", PRESS, ("JTAI",), ("staffing",)))
    page = ChoicePage(tables, shipped)
    assert (page.authority.value, page.first.value) == ("Stoke-on-Trent", PRESS)
    assert [label for label, _ in page.first.options] == ["Sep 2020 focused visit", "Oct 2024 focused visit (press)"]
    assert [box.description for box in page.themes.values() if box.value] == ["Staffing"]
    assert [name for name, box in page.also.items() if box.value] == ["JTAI"]


def test_a_click_keeps_the_choice_and_says_so(page, shipped):
    page.first.value = PRESS
    page.themes["supervision"].value = False
    page.also["SEND"].value = True
    page.keep.click()
    assert read_settings(shipped) == Settings("Stoke-on-Trent", PRESS, ("SEND",), ("staffing", "permanence"))
    assert "Every notebook follows" in page.message.value


def test_a_name_that_fits_no_authority_asks_back_and_changes_nothing(page, shipped):
    page.authority.value = "Leedz <b>"
    assert "no letter of &#x27;Leedz &lt;b&gt;&#x27; is on file" in page.message.value
    page.keep.click()
    assert "is on file" in page.message.value
    assert not shipped.settings.exists()
    page.authority.value = "stoke on trent"
    assert page.message.value.count("<p>") == 0


def test_without_widgets_a_sentence_stands_there(tables, shipped, capsys, monkeypatch):
    shown = []
    monkeypatch.setattr("analysis.notebook.widgets.display", lambda bundle, raw: shown.append(bundle))
    start_choice(tables, folder=shipped)
    assert shown[0]["text/plain"].startswith("Chosen: Stoke-on-Trent")
    assert set(shown[0]) == {"text/plain", WIDGET}
    start_choice({name: table[:0] for name, table in tables.items()}, folder=shipped)
    assert len(shown) == 1, "with no letter there is nothing to choose from"
