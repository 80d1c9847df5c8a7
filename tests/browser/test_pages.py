"""The pages that `visits run` writes, as a colleague without JupyterLab opens them."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

import pytest
from browser.chromium import open_page
from browser.lab import make_environment
from browser.steps import list_violations
from shipped import REPOSITORY

NAMES = sorted(path.stem for path in (REPOSITORY / "notebooks").glob("*.ipynb"))
TALLEST = 8_000  # pixels


@pytest.fixture(scope="module")
def output(browser, project) -> Path:
    """The folder that `visits run` fills from the shipped documents."""
    command = [sys.executable, "-m", "analysis.cli", "run"]
    subprocess.run(command, cwd=project, env=make_environment(project), check=True)
    return project / "output"


@pytest.fixture(scope="module", params=NAMES)
def written(browser, output, request):
    """A page as it is opened from its folder."""
    with open_page(browser) as page:
        page.goto((output / f"{request.param}.html").as_uri())
        yield page


@pytest.mark.parametrize("width", [800, 1280])
def test_axe_finds_nothing(written, width):
    written.set_viewport_size({"width": width, "height": 800})
    assert not list_violations(written)


def test_it_is_read_without_much_scrolling(written):
    written.set_viewport_size({"width": 1280, "height": 800})
    assert written.evaluate("document.documentElement.scrollHeight") < TALLEST


@pytest.mark.parametrize("width", [800, 1280, 1920])
def test_it_is_never_wider_than_the_screen(written, width):
    written.set_viewport_size({"width": width, "height": 800})
    assert written.evaluate("document.documentElement.scrollWidth") <= width


def test_it_runs_no_script_and_no_picture_is_missing(written):
    assert not written.locator("script").count()
    broken = "images => images.filter(image => !image.naturalWidth).length"
    assert not written.locator("img").evaluate_all(broken)


def test_its_links_lead_somewhere(written):
    links = written.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    assert not [link for link in links if leads_nowhere(link)]


def leads_nowhere(address: str) -> bool:
    """Return whether an address names a file that is not there, or a place that is not in it."""
    address, fragment = urldefrag(address)
    if not address.startswith("file:"):
        return False
    path = Path(unquote(urlparse(address).path))
    if path.suffix != ".html" or not path.exists():
        return not path.exists()
    return bool(fragment) and f'id="{unquote(fragment)}"' not in path.read_text(encoding="utf-8")
