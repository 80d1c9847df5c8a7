"""Each notebook as a person runs it, on the shipped documents."""

import pytest
from browser.chromium import open_page
from browser.steps import list_errors, list_unrun, list_violations, open_notebook, run_all
from shipped import REPOSITORY

NAMES = sorted(path.stem for path in (REPOSITORY / "notebooks").glob("*.ipynb"))
NO_CHARTS = {"08_explore", "09_codebook"}  # one draws its bars as buttons, the other is a list of themes


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def notebook(browser, lab, name):
    """The page of a notebook in which all cells were run."""
    with open_page(browser) as page:
        open_notebook(page, lab, name)
        run_all(page)
        yield page
        lab.stop_kernels()


def test_every_cell_runs_without_an_error(notebook):
    assert not list_errors(notebook)
    assert not list_unrun(notebook)


def test_charts_show_with_their_text_alternatives(notebook, name):
    texts = notebook.locator(".jp-OutputArea-output img").evaluate_all("images => images.map(image => image.alt)")
    assert texts or name in NO_CHARTS
    assert all(len(text) > 30 for text in texts)


def test_axe_finds_nothing_in_what_it_shows(notebook):
    assert not list_violations(notebook, ".jp-OutputArea-output")


def test_no_window_pops_up(notebook):
    assert notebook.locator(".jp-Dialog, .Toastify__toast").all_inner_texts() == []
