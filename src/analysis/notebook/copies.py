"""Notebooks of one's own: copies of the stored ones, renewed with them, and kept where a person changed them."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets
import nbformat

from analysis.base.folder import DataFolder, find_data_folder
from analysis.base.whole import write_whole
from analysis.build.inputs import hash_facts
from analysis.notebook.stored import find_notebooks
from analysis.notebook.widgets import show_lines, show_widget
from analysis.notebook.words import read_said

OWN = "my-notebooks"
NOTES = ".copies.json"  # of each copy the fingerprint of the stored notebook that it was made of


class Copies(NamedTuple):
    """The folder of the copies, and sentences on what became of them; none where there is nothing to say."""

    folder: Path
    said: list[str]


def find_copies(folder: DataFolder) -> Path:
    """Return the folder of a person's own notebooks: beside the data folder."""
    return folder.raw.parent.parent / OWN


def refresh_copies(folder: DataFolder) -> Copies:
    """Bring the copies up to date with the stored notebooks, and return where they are and what is to be said.

    One that is not there is made. Where the stored one is newer, a copy that nobody changed is made anew; one that a
    person changed is kept. Changed is what stands in the cells; outputs never count. Raises FolderError where no
    notebooks are stored.
    """
    own, said = find_copies(folder), read_said()["copies"]
    own.mkdir(exist_ok=True)
    noted, compared = _read_notes(own), compare_copies(folder)
    for stored in find_notebooks():
        if compared[stored.name] in ("none", "older"):
            _copy_without_outputs(stored, own / stored.name)
            noted[stored.name] = hash_cells(stored)
    write_whole(own / NOTES, json.dumps(noted, indent=1).encode())
    renewed, differing = (_list_names(compared, state) for state in ("older", "differ"))
    sentences = [said["renewed"].format(names=renewed)] if renewed else []
    sentences += [said["differ"].format(names=differing)] if differing else []
    return Copies(own, sentences)


def _list_names(compared: dict[str, str], state: str) -> str:
    return ", ".join(Path(name).stem for name, found in compared.items() if found == state)


def compare_copies(folder: DataFolder) -> dict[str, str]:
    """Return how each copy stands to its stored notebook, by its name.

    "none": there is no copy; "same": it was made of this one; "older": of an earlier one, and nobody changed it since;
    "differ": a person changed it, and the stored one is newer. Raises FolderError where no notebooks are stored.
    """
    own, compared = find_copies(folder), {}
    noted = _read_notes(own)
    for stored in find_notebooks():
        copy, now = own / stored.name, hash_cells(stored)
        if not copy.exists():
            compared[stored.name] = "none"
        elif noted.get(stored.name) == now:
            compared[stored.name] = "same"
        else:
            unchanged = hash_cells(copy) in (noted.get(stored.name), now)
            compared[stored.name] = "older" if unchanged else "differ"
    return compared


def bring_back(folder: DataFolder, *, now: datetime | None = None) -> Copies:
    """Make every copy anew, and return where they are and a sentence that says where a person's own are kept."""
    own, said = find_copies(folder), read_said()["afresh"]
    notebooks = sorted(own.glob("*.ipynb"))
    find_notebooks()  # raises where there is nothing to bring back
    if not notebooks:
        return Copies(refresh_copies(folder).folder, [said["same"]])
    kept = own / f"kept {now or datetime.now():%Y-%m-%d %H.%M.%S}"
    kept.mkdir()
    for notebook in notebooks:
        shutil.move(notebook, kept / notebook.name)
    return Copies(refresh_copies(folder).folder, [said["kept"].format(folder=f"{own.name}/{kept.name}")])


def hash_cells(notebook: Path) -> str:
    """Return a fingerprint of what stands in the cells of a notebook; "" for a file that is none."""
    try:
        cells = nbformat.read(notebook, as_version=4).cells
    except (OSError, ValueError, AttributeError, nbformat.reader.NotJSONError):
        return ""
    return hash_facts([[cell.cell_type, cell.source] for cell in cells])


def _copy_without_outputs(stored: Path, copy: Path) -> None:
    """Write a notebook without its outputs: they speak of the documents that ship, not of a person's own."""
    notebook = nbformat.read(stored, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    write_whole(copy, f"{nbformat.writes(notebook)}\n".encode())


def _read_notes(own: Path) -> dict[str, str]:
    """Return the fingerprints noted when the copies were made, by file; none where they are gone or damaged."""
    try:
        noted = json.loads((own / NOTES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def start_afresh(*, folder: DataFolder | None = None) -> None:
    """Show a button that brings every notebook back as it came and keeps a person's own beside them."""
    folder, said = folder or find_data_folder(), read_said()["afresh"]
    button, message = widgets.Button(description=said["label"], tooltip=said["hint"]), widgets.HTML()
    button.on_click(lambda _: show_lines(message, bring_back(folder).said))
    show_widget(widgets.VBox([widgets.HBox([button, widgets.Label(said["hint"])]), message]), said["no_widgets"])
