"""What a person does in JupyterLab, and what she and her screen reader find."""

import time

from axe_playwright_python.sync_playwright import Axe
from browser.lab import Lab
from playwright.sync_api import Page

ERRORS = '.jp-OutputArea-output:is([data-mime-type$="error"], [data-mime-type$="stderr"])'
NOTEBOOK = "globalThis.jupyterapp?.shell.currentWidget"
WAITS = f"{NOTEBOOK}?.context?.isReady && {NOTEBOOK}.sessionContext.session?.kernel?.status === 'idle'"
RUN = 240_000  # milliseconds that a kernel may take to start, or a notebook to run, on a busy machine


def open_notebook(page: Page, lab: Lab, name: str) -> None:
    """Open a notebook and wait until its kernel waits for work."""
    page.goto(lab.locate(name))
    page.wait_for_function(WAITS, timeout=RUN)


def run_all(page: Page) -> float:
    """Run all cells of the open notebook, with no output of an earlier run on it, and return the seconds it took.

    The lab is given the commands of its menus, *Clear Outputs of All Cells* and *Run All Cells*; it says when the last
    cell is done, or one has failed.
    """
    command(page, "notebook:clear-all-cell-outputs")
    began = time.monotonic()
    command(page, "notebook:run-all-cells")
    return time.monotonic() - began


def command(page: Page, name: str) -> None:
    """Give the lab a command and wait until it is done."""
    page.evaluate("name => jupyterapp.commands.execute(name).then(() => null)", name)


def list_unrun(page: Page) -> list[str]:
    """Return the code of the cells that did not run, shown or hidden."""
    return page.evaluate(
        f"[...{NOTEBOOK}.content.model.cells]"
        ".filter(cell => cell.type === 'code' && !cell.executionCount).map(cell => cell.sharedModel.source)"
    )


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
