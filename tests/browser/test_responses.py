"""The page on which a person writes down what the council does: typed, saved, and there after a reload."""

import pandas as pd
import pytest
from browser.chromium import open_page
from browser.lab import add_notebook, copy_project, open_lab
from browser.steps import list_errors, list_violations, open_notebook, run_all
from playwright.sync_api import expect

LOAD = "import analysis\n\ntables = analysis.load()\nvisits = analysis.choose_visits(tables)"
RESPONSES = 'analysis.start_responses(tables, visits, "Ann")'
SOON = 60_000  # milliseconds, on a machine that has other things to do


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with a notebook for this test: the page alone."""
    project = copy_project(tmp_path_factory.mktemp("responses"))
    add_notebook(project, "responses", LOAD, RESPONSES)
    return project


def show(page, lab):
    """Open the notebook, or load it anew, and run it."""
    open_notebook(page, lab, "responses")
    page.wait_for_timeout(3000)  # a kernel that has only just become idle may drop what it is given first
    run_all(page)
    expect(page.get_by_label("Owner")).to_be_visible(timeout=SOON)
    assert not list_errors(page)


def test_an_answer_is_typed_saved_and_read_back_after_a_reload(browser, project, tmp_path):
    given = {"What is done": "Plans are audited <b>", "Owner": "Head of service", "Due": "31/03/2020"}
    with open_lab(project, tmp_path) as lab, open_page(browser, height=1600) as page:
        show(page, lab)
        page.get_by_label("Accepted").select_option("in part")
        for name, text in given.items():
            page.get_by_label(name).fill(text)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved in data/review/responses.csv")).to_contain_text("overdue since 31 March 2020")
        rows = pd.read_csv(project / "data" / "review" / "responses.csv", dtype=str)
        assert rows[["text", "accepted", "owner", "due", "reviewer"]].to_numpy().tolist() == [
            ["Plans are audited <b>", "in part", "Head of service", "2020-03-31", "Ann"]
        ]
        lab.stop_kernels()
        show(page, lab)
        for name, text in (given | {"Due": "2020-03-31"}).items():
            expect(page.get_by_label(name)).to_have_value(text)
        expect(page.get_by_label("Accepted").locator("option:checked")).to_have_text("in part")
        expect(page.get_by_text("On file: Accepted in part. Plans are audited <b>.")).to_be_visible()
        assert not list_violations(page, ".jp-OutputArea:has(label)")
        lab.stop_kernels()
