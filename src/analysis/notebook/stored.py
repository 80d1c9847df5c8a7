"""Where the stored notebooks are, which everything else is made of."""

from pathlib import Path

from analysis.base.folder import FolderError
from analysis.base.resources import PACKAGE


def find_notebooks() -> list[Path]:
    """Return the stored notebooks, in order: those that the package came with, else of the project one works in.

    Never those beside a data folder that lies elsewhere: it may be from anybody, and notebooks are run. Raises
    FolderError where there are none.
    """
    here = Path.cwd()
    for parent in (PACKAGE.parent.parent, here, *here.parents):
        found = sorted((parent / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        if found:
            return found
    raise FolderError(f"no notebooks in {here} or above it; work inside the project")
