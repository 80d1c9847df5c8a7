"""What a person does in JupyterLab, and what she and her screen reader find."""

import re
import time

from axe_playwright_python.sync_playwright import Axe
from browser.lab import Lab
from playwright.sync_api import Page, expect

PROMPTS = ".jp-Notebook .jp-CodeCell .jp-InputPrompt"
ERRORS = '.jp-OutputArea-output:is([data-mime-type$="error"], [data-mime-type$="stderr"])'
IN_QUEUE = "() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].some(p => p.innerText.includes('*'))"
RUN, SECOND = 120_000, 1_000  # milliseconds


def open_notebook(page: Page, lab: Lab, name: str) -> None:
    """Open a notebook and wait until its kernel waits for work."""
    page.goto(lab.locate(name))
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle", timeout=RUN)


def choose_from_menu(page: Page, menu: str, entry: str) -> None:
    """Choose an entry of a menu by their names."""
    page.get_by_role("menuitem", name=menu, exact=True).first.click()
    page.get_by_role("menuitem", name=entry, exact=True).click()


def run_all(page: Page) -> float:
    """Run all cells of the open notebook, with no output of an earlier run on it, and return the seconds it took."""
    choose_from_menu(page, "Edit", "Clear Outputs of All Cells")
    began = time.monotonic()
    choose_from_menu(page, "Run", "Run All Cells")
    page.wait_for_function(f"!({IN_QUEUE})()", timeout=RUN)
    return time.monotonic() - began


def list_unrun(page: Page) -> list[str]:
    """Return the prompts of the cells that did not run."""
    return [text for text in page.locator(PROMPTS).all_inner_texts() if not re.search(r"\d", text)]


def list_errors(page: Page) -> list[str]:
    """Return what stands in outputs that are errors or warnings."""
    return page.locator(ERRORS).all_inner_texts()


def list_violations(page: Page, within: str = "html") -> list[str]:
    """Return a line for each fault that axe-core finds in what the selector `within` names: rule, element, reason."""
    found = Axe().run(page, context={"include": [[within]]})
    return [
        f"{rule['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
