"""00 as an analyst uses it: a letter added by a button, a stray one named, another authority chosen by typing."""

import pytest
from browser.chromium import open_page
from browser.lab import copy_project, open_lab
from browser.steps import list_errors, open_notebook, run_all
from builds import FOCUSED_VISIT
from playwright.sync_api import expect

SOON = 60_000  # milliseconds, on a machine that has other things to do


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project of its own, for these tests change what is on file."""
    return copy_project(tmp_path_factory.mktemp("adding"))


@pytest.fixture(scope="module")
def start(browser, project, tmp_path_factory):
    """The page of 00_start_here, run."""
    with open_lab(project, tmp_path_factory.mktemp("jupyter")) as lab, open_page(browser, height=1600) as page:
        open_notebook(page, lab, "00_start_here")
        run_all(page)
        assert not list_errors(page)
        yield page
        lab.stop_kernels()


def test_a_letter_is_added_by_a_button_and_what_was_read_stands_below_it(start, project, tmp_path):
    letter = tmp_path / "leeds letter.md"
    letter.write_text(FOCUSED_VISIT, encoding="utf-8")
    with start.expect_file_chooser() as chooser:
        start.get_by_role("button", name="Add letters").click()
    chooser.value.set_files(letter)
    for read in ("leeds-2021-02-09-focused-visit", "On one page"):  # what was read from it, and the page on it
        expect(start.get_by_text(read).first).to_be_visible(timeout=SOON)
    assert (project / "output" / "briefs" / "leeds-2021-02-09-focused-visit.docx").exists()
    assert (project / "data" / "raw" / letter.name).read_text(encoding="utf-8") == FOCUSED_VISIT


def test_a_letter_among_the_notebooks_is_named(start, project):
    (project / "my-notebooks" / "leeds.pdf").write_bytes(b"%PDF-1.4")
    run_all(start)
    expect(start.get_by_text("leeds.pdf", exact=False).last).to_be_visible(timeout=SOON)
    assert not list_errors(start)


def test_another_authority_is_chosen_by_typing_its_name(start, project):
    run_all(start)
    authority = start.get_by_label("Authority", exact=True)
    authority.fill("Leeds")
    authority.press("Enter")
    start.get_by_role("button", name="Keep this choice").click()
    expect(start.get_by_text("Chosen: Leeds").first).to_be_visible(timeout=SOON)
    assert 'authority = "Leeds"' in (project / "data" / "settings.toml").read_text(encoding="utf-8")
