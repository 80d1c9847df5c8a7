"""All notebooks, executed into a folder, each with a page to read and the charts beside them.

Two kernels take one notebook after another, so that what they import is imported twice and not eight times; between
two notebooks a kernel forgets all names.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import nbformat
import papermill
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from analysis.base.folder import DataFolder
from analysis.notebook.page import write_page
from analysis.notebook.stored import find_notebooks

KERNEL = "python3"  # that of this environment, whatever the kernel was called where a notebook was saved last
SIDE_BY_SIDE = 2  # kernels; each needs a processor and half a gigabyte
ASKING = {"charts/ask.html": "ask the letters"}  # what 08_explore writes for whoever has no JupyterLab
FORGET = "get_ipython().reset(new_session=True)"

# A kernel on this machine alone needs no encrypted transport, and its warning about it would frighten an analyst.
# And no module is loaded that lies in the folder that one stands in: it may be that of somebody else's letters.
KERNEL_OPTIONS = ["--log-level=ERROR", "--ignore-cwd"]


class RunError(RuntimeError):
    """A notebook that stopped with an error; the message names it and where it got to."""


def run_notebooks(folder: DataFolder, out: Path, *, authority: str | None = None) -> list[Path]:
    """Execute every notebook into `out`, with a page beside each, and return the executed copies in order.

    Charts go to `out/charts`. The notebooks themselves are not written to. Raises RunError where one stops, or no
    kernel is there to run them: those that have not begun are then left out.
    """
    out.mkdir(parents=True, exist_ok=True)
    os.environ["VISITS_DATA"] = str(folder.raw.parent.resolve())  # the kernels work on this folder, wherever they start
    notebooks = find_notebooks()
    _take_out_links(out, notebooks)
    waiting = iter(notebooks)
    given = {"AUTHORITY": authority, "FOLDER": str((out / "charts").resolve())}

    pages = {f"{notebook.stem}.html": notebook.stem.replace("_", " ") for notebook in notebooks} | ASKING

    def finish(notebook: Path) -> None:
        write_page(notebook, folder, pages)
        bar.update()

    with (
        tqdm(total=len(notebooks), desc="Running", unit="notebook") as bar,
        ThreadPoolExecutor(SIDE_BY_SIDE) as threads,
    ):
        runs = [threads.submit(_run_waiting, waiting, out, given, finish) for _ in range(SIDE_BY_SIDE)]
        for run in runs:
            run.result()
    return [out / notebook.name for notebook in notebooks]


def _take_out_links(out: Path, notebooks: list[Path]) -> None:
    """Take out links of the names that the notebooks and their pages get: they may lead anywhere."""
    for notebook in notebooks:
        for path in (out / notebook.name, out / f"{notebook.stem}.html"):
            if path.is_symlink():
                path.unlink()


def _run_waiting(
    waiting: Iterator[Path], out: Path, given: dict[str, str | None], finish: Callable[[Path], None]
) -> None:
    """Execute notebooks in one kernel until none waits; where one stops, none waits any longer."""
    try:
        with open_kernel() as kernel:
            for notebook in waiting:
                run_notebook(notebook, out / notebook.name, given, kernel)
                finish(out / notebook.name)
    except BaseException:
        deque(waiting, maxlen=0)
        raise


@contextmanager
def open_kernel() -> Iterator[AsyncKernelManager]:
    """Start a kernel of this environment, and end it. Raises RunError where none is installed."""
    kernel = AsyncKernelManager(kernel_name=KERNEL)
    try:
        run_sync(kernel.start_kernel)(extra_arguments=KERNEL_OPTIONS)
    except NoSuchKernel as error:
        raise RunError(f"no kernel {KERNEL!r} is installed to run the notebooks; install the suite anew") from error
    try:
        yield kernel
    finally:
        run_sync(kernel.shutdown_kernel)(now=True)


def run_notebook(notebook: Path, target: Path, given: dict[str, str | None], kernel: AsyncKernelManager) -> None:
    """Execute a notebook, with those of the `given` parameters that it has, in a kernel that knows no names yet.

    Raises RunError where it stops.
    """
    taken = papermill.inspect_notebook(notebook)
    parameters = {name: value for name, value in given.items() if name in taken and value is not None}
    try:
        papermill.execute_notebook(
            notebook, target, parameters, kernel_name=KERNEL, language="python", km=kernel,
            progress_bar=False, log_output=False,
        )  # fmt: skip
    except PapermillExecutionError as error:
        raise RunError(f"{notebook.name} stopped: {error.ename}: {error.evalue} ({target} shows where)") from error
    NotebookClient(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(FORGET)]), km=kernel).execute()
