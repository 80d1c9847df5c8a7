"""What the council does is written down on a page: checked, saved at once, and nothing that stood there is lost."""

import pandas as pd
import pytest

import analysis
from analysis.compare import select_visits
from analysis.notebook.review.response_page import ResponsePage
from analysis.review import list_responses


@pytest.fixture
def page(shipped, tables):
    return ResponsePage(tables, select_visits(tables, authority="Stoke-on-Trent"), shipped, "Ann")


def read_rows(shipped) -> pd.DataFrame:
    return pd.read_csv(shipped.review / "responses.csv", dtype=str, keep_default_na=False)


def test_each_area_can_be_chosen_and_every_control_has_a_name(page):
    assert len(page.area.options) == 10
    assert all("(no response)" in name for name, _ in page.area.options)
    assert [field.description for field in page.fields.values()] == ["Accepted", "What is done", "Owner", "Due", "Done",
                                                                     "Note"]  # fmt: skip


def test_what_is_saved_is_on_the_disk_at_once_and_in_the_list(page, shipped):
    page.fields["accepted"].value, page.fields["due"].value = "in part", "31/03/2020"
    page.fields["text"].value = "Plans are  audited <b>"
    page.save.click()
    (row,) = read_rows(shipped).itertuples()
    assert (row.text, row.accepted, row.due, row.reviewer) == ("Plans are audited <b>", "in part", "2020-03-31", "Ann")
    assert "overdue since 31 March 2020" in page.message.value and "&lt;b&gt;" in page.message.value
    assert page.area.options[0][0].startswith("1 (overdue since 31 March 2020) The quality")
    assert page.fields["due"].value == "2020-03-31"


def test_a_later_row_holds_and_the_earlier_one_stays_in_the_file(page, shipped):
    page.fields["text"].value = "First"
    page.save.click()
    before = (shipped.review / "responses.csv").read_bytes()
    page.fields["done"].value = "yes"
    page.save.click()
    assert (shipped.review / "responses.csv").read_bytes().startswith(before)
    (row,) = list_responses(page.tables, shipped).itertuples()
    assert (row.text, row.is_done) == ("First", True)


def test_a_form_that_is_emptied_takes_the_response_back(page, shipped):
    page.fields["owner"].value = "Ben"
    page.save.click()
    page.fields["owner"].value = ""
    page.save.click()
    assert "no response on this area any more" in page.message.value
    assert list_responses(page.tables, shipped).empty and len(read_rows(shipped)) == 2
    assert page.area.options[0][0].startswith("1 (no response) ")


def test_a_day_that_is_none_is_said_and_nothing_is_written(page, shipped):
    page.fields["due"].value, page.fields["text"].value = "31/02/2026", "Audited"
    page.save.click()
    said = page.message.value.replace("&#x27;", "'")
    assert "Not saved: due is '31/02/2026'; give a day like 2026-03-31" in said
    assert page.fields["text"].value == "Audited", "what she wrote stays in the form"
    assert not (shipped.review / "responses.csv").exists()


def test_the_next_area_is_shown_with_what_is_on_file(page):
    page.fields["owner"].value = "Ben"
    page.save.click()
    page.next.click()
    assert page.area.value.endswith("/i02") and page.fields["owner"].value == "" and page.message.value == ""
    page.area.value = next(iter(page.areas))
    assert page.fields["owner"].value == "Ben" and "Owner: Ben" in page.asked.value


def test_a_file_that_another_program_broke_is_said_and_left(page, shipped):
    (shipped.review / "responses.csv").write_bytes(b"\xff\xff")
    page.fields["text"].value = "Audited"
    page.save.click()
    assert "Not saved: responses.csv is not UTF-8" in page.message.value
    assert (shipped.review / "responses.csv").read_bytes() == b"\xff\xff"


def test_without_a_name_what_is_on_file_is_shown_and_how_to_start(page, shipped, capsys):
    visits = select_visits(page.tables, authority="Stoke-on-Trent")
    page.fields["text"].value = "Audited"
    page.save.click()
    analysis.start_responses(page.tables, visits, None, folder=shipped)
    analysis.start_responses(page.tables, visits, "Ann", folder=shipped)
    analysis.start_responses(page.tables, visits.head(0), "Ann", folder=shipped)
    assert len(read_rows(shipped)) == 1
