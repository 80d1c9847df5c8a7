"""The board pack as a page: authority, frame, themes by the words that a person sees, and a button that writes it."""

from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.base.folder import DataFolder, find_data_folder
from analysis.base.mendable import MendableError
from analysis.compare import count_things
from analysis.find import Asked
from analysis.notebook.choice import choose_themes, choose_visits
from analysis.notebook.controls import LINE, WIDE, list_ticked, make_authority_box, make_theme_boxes
from analysis.notebook.pack import Pack, write_chosen_pack
from analysis.notebook.show import say
from analysis.notebook.widgets import show_lines, show_widget
from analysis.notebook.words import read_said
from analysis.review import list_quotes


class PackPage:
    """The controls, filled with what the notebook compares: `view` is what JupyterLab shows."""

    def __init__(
        self,
        tables: dict[str, pd.DataFrame],
        folder: DataFolder,
        authority: str | None = None,
        since: str | None = None,
        themes: Asked = None,
    ) -> None:
        self.tables, self.folder, said = tables, folder, read_said()["pack"]
        own = choose_visits(tables, authority, since=since, folder=folder)
        self.authority = make_authority_box(tables, own["authority"].iloc[0])
        self.since = widgets.Dropdown(description=said["since"], style=WIDE, layout=LINE)
        self.themes, themes_box = make_theme_boxes(choose_themes(themes, folder=folder))
        self.write = widgets.Button(description=said["write"], button_style="primary", layout={"width": "auto"})
        self.message = widgets.HTML()
        self._list_frames(since)
        self.authority.observe(self._on_authority, names="value")
        self.write.on_click(self._on_write)
        kept = widgets.Label(_describe_kept(tables, folder))
        self.view = widgets.VBox([self.authority, self.since, themes_box, kept, self.write, self.message])

    def _on_authority(self, _: dict[str, Any]) -> None:
        self._list_frames(None)

    def _list_frames(self, since: str | None) -> None:
        """List the frames of the authority that was typed: the chosen one first, or say which may have been meant."""
        said = read_said()["pack"]
        try:
            every = choose_visits(self.tables, self.authority.value or None, since="all", folder=self.folder)
        except MendableError as error:
            show_lines(self.message, [str(error)])
            return
        visits = [(said["since_visit"].format(label=label), label) for label in every["label"]]
        frames = [(said["chosen"], None), (said["last_inspection"], said["last_inspection"]), (said["all"], "all")]
        self.since.options = [*frames, *visits]
        self.since.value = since if since in [frame for _, frame in self.since.options] else None
        show_lines(self.message, [])

    def _on_write(self, _: widgets.Button) -> None:
        self.write.disabled = True
        show_lines(self.message, [read_said()["pack"]["writing"]])
        try:
            chosen = self.authority.value or None, self.since.value, list_ticked(self.themes)
            show_lines(self.message, describe_pack(write_chosen_pack(self.tables, *chosen, folder=self.folder)))
        except MendableError as error:
            show_lines(self.message, [str(error)])
        finally:
            self.write.disabled = False


def describe_pack(pack: Pack) -> list[str]:
    """Return lines that say on which visits a board pack stands, where it is, and what is in it."""
    where = "/".join(pack.folder.parts[-3:])
    return [pack.frame, read_said()["pack"]["written"].format(folder=where, files=", ".join(pack.names))]


def start_pack(
    tables: dict[str, pd.DataFrame],
    authority: str | None = None,
    since: str | None = None,
    themes: Asked = None,
    out: str | None = None,
    *,
    folder: DataFolder | None = None,
) -> None:
    """Show the controls by which the board pack is written; with `out`, a folder, write it there at once instead.

    The other parameters fill the controls as `choose_visits` and `choose_themes` take them. Where there are no widgets
    a sentence says which command writes it. Raises MendableError as `write_chosen_pack` does.
    """
    folder, said = folder or find_data_folder(), read_said()["pack"]
    if out:
        pack = write_chosen_pack(tables, authority, since, themes, folder=folder, out=Path(out))
        say(*describe_pack(pack))
    elif not tables["visits"][["authority", "start_date"]].notna().all(axis=1).any():
        say(said["nothing"])
    else:
        show_widget(PackPage(tables, folder, authority, since, themes).view, said["no_widgets"])


def _describe_kept(tables: dict[str, pd.DataFrame], folder: DataFolder) -> str:
    n, said = len(list_quotes(tables, folder)), read_said()["pack"]
    return said["kept"].format(kept=count_things(n, "quotation")) if n else said["kept_none"]
