"""Execute the notebooks on the shipped data and store their outputs, which `make test` compares with, the picture
that the README shows, and the made-up ones that a notebook shows until another authority is on file."""

import os
import shutil
import tempfile
from pathlib import Path

import nbformat
from make_samples import write_samples
from nbclient import NotebookClient
from shipped import REPOSITORY, copy_shipped

WIDGET = "application/vnd.jupyter.widget-view+json"


def drop_widgets(notebook: nbformat.NotebookNode) -> None:
    """Leave of each widget what it says as text: without a kernel there is nothing that could show it."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)


def main() -> None:
    """Draw the made-up pictures, execute every notebook in place, and keep the first chart of the board."""
    write_samples()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VISITS_DATA"] = str(copy_shipped(Path(folder)))
        for path in sorted((REPOSITORY / "notebooks").glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            NotebookClient(
                notebook, record_timing=False, resources={"metadata": {"path": str(path.parent)}},
                extra_arguments=["--log-level=ERROR"], store_widget_state=False,
            ).execute()  # fmt: skip
            drop_widgets(notebook)
            notebook.metadata.get("language_info", {}).pop("version", None)
            nbformat.write(notebook, path)
            print(f"{path.name}: outputs stored")
        shutil.copyfile(Path(folder) / "output" / "charts" / "themes.png", REPOSITORY / "docs" / "themes.png")


if __name__ == "__main__":
    main()
