"""All notebooks, executed into a folder, each with a page to read and the charts beside them."""

import os
from pathlib import Path

import papermill
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from analysis.base.folder import DataFolder, FolderError
from analysis.notebook.page import write_page

# A kernel on this machine alone needs no encrypted transport, and its warning about it would frighten an analyst.
QUIET = {"extra_arguments": ["--log-level=ERROR"]}


class RunError(RuntimeError):
    """A notebook that stopped with an error; the message names it and where it got to."""


def find_notebooks(folder: DataFolder) -> list[Path]:
    """Return the notebooks, in order: those of the project one works in, else those beside the data folder.

    Raises FolderError where there are none.
    """
    here = Path.cwd()
    for parent in (here, *here.parents, folder.raw.parent.parent):
        found = sorted((parent / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        if found:
            return found
    raise FolderError(f"no notebooks in {here}, above it, or beside {folder.raw.parent}; work inside the project")


def run_notebooks(folder: DataFolder, out: Path, *, authority: str | None = None) -> list[Path]:
    """Execute every notebook in order into `out`, with a page beside each, and return the executed copies.

    Charts go to `out/charts`. The notebooks themselves are not written to. Raises RunError where one stops.
    """
    out.mkdir(parents=True, exist_ok=True)
    os.environ["VISITS_DATA"] = str(folder.raw.parent.resolve())  # the kernels work on this folder, wherever they start
    done = []
    for notebook in tqdm(find_notebooks(folder), desc="Running", unit="notebook"):
        target = out / notebook.name
        given = {"AUTHORITY": authority, "FOLDER": str((out / "charts").resolve())}
        taken = papermill.inspect_notebook(notebook)
        parameters = {name: value for name, value in given.items() if name in taken and value is not None}
        try:
            papermill.execute_notebook(
                notebook, target, parameters, cwd=notebook.parent, progress_bar=False, log_output=False, **QUIET
            )
        except PapermillExecutionError as error:
            raise RunError(f"{notebook.name} stopped: {error.ename}: {error.evalue} ({target} shows where)") from error
        write_page(target, folder, find_notebooks(folder))
        done.append(target)
    return done
