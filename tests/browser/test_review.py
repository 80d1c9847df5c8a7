"""The review page by keyboard, in a browser."""

import pandas as pd
import pytest
from browser.chromium import open_page
from browser.lab import add_notebook, copy_project, open_lab
from browser.steps import list_errors, list_violations, open_notebook, run_all
from playwright.sync_api import Page, expect

LOAD = "import analysis\n\ntables = analysis.load()\nvisits = analysis.choose_visits(tables)"
REVIEW = 'analysis.start_review(tables, visits, "Ann")'
SOON = 60_000  # milliseconds, on a machine that has other things to do


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with a notebook for these tests: the page alone."""
    project = copy_project(tmp_path_factory.mktemp("review"))
    add_notebook(project, "review", LOAD, REVIEW)
    return project


@pytest.fixture(scope="module")
def lab(browser, project, tmp_path_factory):
    with open_lab(project, tmp_path_factory.mktemp("jupyter")) as lab:
        yield lab


@pytest.fixture
def review(browser, lab, project):
    """The page of the notebook `review`, with the first sentence on it and nothing decided."""
    (project / "data" / "review" / "coding.csv").unlink(missing_ok=True)
    with open_page(browser) as page:
        start(page, lab, "review")
        yield page
        lab.stop_kernels()


def start(page: Page, lab, name: str) -> None:
    open_notebook(page, lab, name)
    page.wait_for_timeout(3000)  # a kernel that has only just become idle may drop what it is given first
    run_all(page)
    expect(page.locator(".review mark").first).to_be_visible(timeout=SOON)
    assert not list_errors(page)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def list_pressed(page: Page) -> list[str]:
    pressed = page.locator('.review [aria-pressed="true"]')
    return pressed.evaluate_all("buttons => buttons.map(button => button.dataset.value)")


def read_rows(project) -> pd.DataFrame:
    return pd.read_csv(project / "data" / "review" / "coding.csv", dtype=str)


def test_a_sentence_is_decided_by_keys_alone_and_jupyterlab_takes_none(review, project):
    n_cells = review.locator(".jp-Notebook .jp-Cell").count()
    first = review.locator(".review-paragraph").inner_text()
    review.locator(".review-paragraph").click()
    press(review, "d", "d", "a", "b", "x", "1", "c", "w")
    assert list_pressed(review)[1:] == ["concern", "worsening"]
    press(review, "Enter")
    expect(review.locator(".review-message")).to_contain_text("Saved. You say", timeout=SOON)
    assert review.locator(".review-paragraph").inner_text() != first
    assert list_pressed(review) == ["none"], "nothing is pressed for the next sentence"
    press(review, "s", "Enter")
    expect(review.locator(".review-progress")).to_contain_text("2 decided in this sitting", timeout=SOON)
    press(review, "Backspace", "Backspace")
    expect(review.locator(".review-paragraph")).to_have_text(first, timeout=SOON)
    assert "concern" in list_pressed(review)
    press(review, "n", "Enter")
    expect(review.locator(".review-message")).to_contain_text("neutral", timeout=SOON)
    assert read_rows(project)["stance"].tolist() == ["concern", "strength", "neutral"]
    assert review.locator(".jp-Notebook .jp-Cell").count() == n_cells


def test_letters_in_a_text_field_are_letters(review):
    review.get_by_label("Note").fill("")
    review.get_by_label("Note").press_sequentially("some concern, 1 x")
    assert review.get_by_label("Note").input_value() == "some concern, 1 x"
    assert list_pressed(review) == ["none"]


def test_other_themes_unfold_and_say_what_they_include(review):
    review.locator(".review-paragraph").click()
    press(review, "o", "Tab", "Space")
    focused = review.locator(".review :focus")
    assert focused.get_attribute("aria-pressed") == "true"
    described = review.locator(f'[id="{focused.get_attribute("aria-describedby")}"]').text_content()
    assert described in review.locator(".review-definition").inner_text()


def test_axe_finds_nothing_on_it_blind_and_with_the_machines_coding(review):
    assert not list_violations(review, ".review")
    review.get_by_label("Order").select_option("chosen")
    expect(review.locator(".review-machine")).to_contain_text("The machine says", timeout=SOON)
    review.locator(".review details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    assert not list_violations(review, ".review")
