"""A button that adds letters from a person's computer, with the page on each, as `visits add` does."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets as widgets

from analysis.base.folder import DataFolder, find_data_folder
from analysis.base.mendable import MendableError
from analysis.notebook.briefs import NewLetters, add_with_pages
from analysis.notebook.load import ReadingProgress
from analysis.notebook.widgets import show_lines, show_widget
from analysis.notebook.words import read_said


class UploadPage:
    """The button and what it says: `view` is what JupyterLab shows."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder, self.said = folder, read_said()["upload"]
        self.button = widgets.FileUpload(
            multiple=True, description=self.said["label"], tooltip=self.said["hint"], layout={"width": "16em"}
        )
        self.hint, self.message = widgets.Label(self.said["hint"]), widgets.HTML()
        self.button.observe(self._on_upload, names="value")
        self.view = widgets.VBox([widgets.HBox([self.button, self.hint]), self.message])

    def _on_upload(self, change: dict[str, Any]) -> None:
        if not change["new"]:
            return
        files, self.button.value, self.button.disabled = change["new"], (), True
        names = ", ".join(file["name"] for file in files)
        self._say(self.said["reading"].format(files=names))
        try:
            new = add_uploaded(files, self.folder, ReadingProgress(self._say))
            told = *new.refused, *new.added, *new.pages, *new.unwritten
            self._say(*told, self.said["again" if new.added else "none"])
        except MendableError as error:
            self._say(str(error))
        except KeyboardInterrupt:
            self._say(read_said()["load"]["stopped_late"])
        finally:
            self.button.disabled = False

    def _say(self, *lines: str) -> None:
        show_lines(self.message, lines)


def add_uploaded(files: Iterable[Mapping[str, Any]], folder: DataFolder, progress: ReadingProgress) -> NewLetters:
    """Add files as a browser hands them over: each has a `name` and its `content` in bytes.

    Of a name only the last part counts, so that no file lands elsewhere than in `raw`.
    """
    with TemporaryDirectory() as received:
        for number, file in enumerate(files):
            name = re.split(r"[\\/:]", file["name"])[-1].lstrip(".") or f"letter {number + 1}"
            Path(received, name).write_bytes(file["content"])
        paths = sorted(Path(received).iterdir())
        return add_with_pages(paths, folder, progress=progress.follow, jobs=None, below=Path(received))


def start_upload(*, folder: DataFolder | None = None) -> None:
    """Show a button that adds letters: what was read from each, or why it was not added, stands below it."""
    show_widget(UploadPage(folder or find_data_folder()).view, read_said()["upload"]["no_widgets"])
