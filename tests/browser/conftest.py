"""The notebooks and pages in a real browser. `make test-browser` runs these tests alone."""

from pathlib import Path

import pytest
from browser.chromium import find_chromium, open_page, start_chromium
from browser.lab import copy_project, open_lab
from playwright.sync_api import sync_playwright

LEFT_OUT = "no Chromium is installed, so nothing was looked at in a browser (on Debian: apt-get install chromium)"


@pytest.fixture(scope="package")
def browser():
    """A Chromium; what needs one is left out where there is none."""
    if not find_chromium():
        pytest.skip(LEFT_OUT)
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """An empty page; the test fails where it asked for anything that is not on this machine."""
    with open_page(browser) as page:
        yield page


@pytest.fixture(scope="package")
def project(tmp_path_factory) -> Path:
    """A folder with the notebooks and the shipped data."""
    return copy_project(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="package")
def lab(browser, project, tmp_path_factory):
    """A JupyterLab in that folder, for all tests; one that changes the data starts its own with `open_lab`."""
    with open_lab(project, tmp_path_factory.mktemp("jupyter")) as lab:
        yield lab
