"""Where the stored notebooks are, which everything else is made of."""

from pathlib import Path

from analysis.base.folder import DataFolder, FolderError
from analysis.base.resources import PACKAGE


def find_notebooks(folder: DataFolder) -> list[Path]:
    """Return the stored notebooks, in order: those of the project one works in, else beside the data or the package.

    Raises FolderError where there are none.
    """
    here = Path.cwd()
    for parent in (here, *here.parents, folder.raw.parent.parent, PACKAGE.parent.parent):
        found = sorted((parent / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        if found:
            return found
    raise FolderError(f"no notebooks in {here}, above it, or beside {folder.raw.parent}; work inside the project")
