"""All notebooks, executed into a folder, each with a page to read and the charts beside them."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import papermill
from jupyter_client.kernelspec import NoSuchKernel
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from analysis.base.folder import DataFolder
from analysis.notebook.page import write_page
from analysis.notebook.stored import find_notebooks

KERNEL = "python3"  # that of this environment, whatever the kernel was called where a notebook was saved last
SIDE_BY_SIDE = 2  # kernels at a time; each needs a processor and half a gigabyte

# A kernel on this machine alone needs no encrypted transport, and its warning about it would frighten an analyst.
QUIET = {"extra_arguments": ["--log-level=ERROR"], "progress_bar": False, "log_output": False}


class RunError(RuntimeError):
    """A notebook that stopped with an error; the message names it and where it got to."""


def run_notebooks(folder: DataFolder, out: Path, *, authority: str | None = None) -> list[Path]:
    """Execute every notebook into `out`, with a page beside each, and return the executed copies in order.

    Charts go to `out/charts`. The notebooks themselves are not written to. Raises RunError where one stops: those that
    have not begun are then left out.
    """
    out.mkdir(parents=True, exist_ok=True)
    os.environ["VISITS_DATA"] = str(folder.raw.parent.resolve())  # the kernels work on this folder, wherever they start
    notebooks = find_notebooks(folder)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        running = threads.map(partial(run_notebook, out=out, authority=authority), notebooks)
        return list(tqdm(running, total=len(notebooks), desc="Running", unit="notebook"))


def run_notebook(notebook: Path, out: Path, *, authority: str | None = None) -> Path:
    """Execute one notebook into `out`, with a page beside it, and return the executed copy.

    Raises RunError where it stops, and where no kernel is there to run it.
    """
    target = out / notebook.name
    given = {"AUTHORITY": authority, "FOLDER": str((out / "charts").resolve())}
    taken = papermill.inspect_notebook(notebook)
    parameters = {name: value for name, value in given.items() if name in taken and value is not None}
    try:
        papermill.execute_notebook(
            notebook, target, parameters, kernel_name=KERNEL, language="python", cwd=notebook.parent, **QUIET
        )
    except PapermillExecutionError as error:
        raise RunError(f"{notebook.name} stopped: {error.ename}: {error.evalue} ({target} shows where)") from error
    except NoSuchKernel as error:
        raise RunError(
            f"no kernel {KERNEL!r} is installed to run the notebooks; install the suite anew (README)"
        ) from error
    write_page(target)
    return target
