"""The page that explores, in a browser: marks and cards by keyboard, and nothing that axe finds."""

import pytest
from browser.chromium import open_page
from browser.steps import list_errors, list_violations, open_notebook, run_all
from playwright.sync_api import expect

SAID, SHOWN, MARKS, CARDS = ".explore-said", ".explore-shown", ".explore-chart [data-mark]", ".explore-card"
SOON = 90_000  # milliseconds, on a machine that has other things to do


@pytest.fixture(scope="module")
def explore(browser, lab):
    """The page of 08_explore, run."""
    with open_page(browser, height=1600) as page:
        open_notebook(page, lab, "08_explore")
        run_all(page)
        expect(page.locator(CARDS).first).to_be_visible(timeout=SOON)
        yield page
        lab.stop_kernels()


def test_the_page_begins_with_an_answer(explore):
    assert not list_errors(explore)
    assert "sentences in" in explore.locator(SAID).inner_text()
    expect(explore.locator(MARKS).first).to_have_attribute("role", "button")


def test_axe_finds_nothing_on_the_page(explore):
    assert not list_violations(explore, ".explore-page")


@pytest.mark.parametrize(("width", "n_rows"), [(1280, 3), (1440, 2), (1920, 2)])
def test_at_common_widths_the_controls_line_up_and_no_column_is_cut(explore, width, n_rows):
    explore.set_viewport_size({"width": width, "height": 1600})
    controls = explore.locator(".explore-question")
    places = controls.evaluate(
        "it => [...it.children].map(one => one.getBoundingClientRect()).map(one => [one.y, one.x])"
    )
    rows = {y: [x for other, x in places if other == y] for y, _ in places}
    assert len(rows) == n_rows
    columns = {x for xs in rows.values() for x in xs}
    assert len(columns) == max(map(len, list(rows.values())[1:])), "each begins where one above or below it does"
    assert explore.locator(".explore-table").evaluate("table => table.scrollWidth <= table.clientWidth")
    explore.set_viewport_size({"width": 1280, "height": 1600})


def test_enter_on_a_bar_shows_its_year_and_again_shows_all(explore):
    bar = explore.locator(MARKS).first
    bar.focus()
    explore.keyboard.press("Enter")
    expect(explore.locator(SHOWN)).to_contain_text("those of", timeout=SOON)
    expect(bar).to_have_attribute("aria-pressed", "true")
    explore.keyboard.press("Enter")
    expect(explore.locator(SHOWN)).to_have_text("", timeout=SOON)


def test_a_control_changes_the_answer_and_a_slip_leaves_it(explore):
    words = explore.get_by_label("Words", exact=True)
    words.fill("supervision NEAR")
    words.press("Enter")
    expect(explore.locator(".explore-fault")).to_contain_text("nothing stands after NEAR", timeout=SOON)
    before = explore.locator(SAID).inner_text()
    words.fill("supervision")
    words.press("Enter")
    expect(explore.locator(".explore-fault")).to_have_text("", timeout=SOON)
    expect(explore.locator(f"{CARDS} mark").first).to_have_text("supervision", timeout=SOON)
    assert explore.locator(SAID).inner_text() != before


def test_letters_typed_into_a_note_are_no_commands_of_jupyterlab(explore):
    cells = explore.locator(".jp-Cell").count()
    explore.locator(CARDS).first.get_by_role("button", name="keep:").focus()
    explore.keyboard.press("Enter")
    expect(explore.locator(".explore-keep input")).to_be_focused(timeout=SOON)
    explore.keyboard.type("dd abx")
    explore.keyboard.press("Enter")
    expect(explore.locator(".explore-kept").first).to_have_text("kept: dd abx", timeout=SOON)
    assert explore.locator(".jp-Cell").count() == cells
