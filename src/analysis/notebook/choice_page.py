"""The choice as a page: authority by typing, first visit, themes and frameworks by the words that a person sees."""

from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.base.folder import DataFolder, find_data_folder
from analysis.base.mendable import MendableError
from analysis.compare import read_words, select_visits
from analysis.notebook.choice import choose, choose_themes, choose_visits, describe_choice
from analysis.notebook.controls import LINE, WIDE, list_ticked, make_authority_box, make_boxes, make_theme_boxes
from analysis.notebook.show import say
from analysis.notebook.widgets import show_lines, show_widget
from analysis.notebook.words import read_said


class ChoicePage:
    """The controls, filled with what is chosen now: `view` is what JupyterLab shows."""

    def __init__(self, tables: dict[str, pd.DataFrame], folder: DataFolder) -> None:
        self.tables, self.folder, said = tables, folder, read_said()["choice"]
        chosen = choose(tables, folder=folder)
        self.authority = make_authority_box(tables, chosen.authority)
        self.first = widgets.Dropdown(
            description=said["first"], tooltip=said["first_hint"], style=WIDE, layout=LINE
        )  # fmt: skip
        self.themes, themes = make_theme_boxes(choose_themes(folder=folder))
        self.also = make_boxes({name: name for name in read_words()["left_out_frameworks"]}, chosen.also)
        self.keep = widgets.Button(description=said["keep"], button_style="primary", layout={"width": "auto"})
        self.message = widgets.HTML()
        self._list_first(chosen.first)
        self.authority.observe(self._on_authority, names="value")
        self.keep.on_click(self._on_keep)
        also = widgets.HBox([widgets.Label(said["also"]), *self.also.values()])
        self.view = widgets.VBox([self.authority, self.first, also, themes, self.keep, self.message])
        show_lines(self.message, [describe_choice(tables, folder=folder)])

    def _on_authority(self, _: dict[str, Any]) -> None:
        self._list_first(None)

    def _list_first(self, first: str | None) -> None:
        """List the visits to the authority that was typed, by their labels, or say which may have been meant."""
        try:
            own = choose_visits(self.tables, self.authority.value or None, folder=self.folder)
        except MendableError as error:
            show_lines(self.message, [str(error)])
            return
        visits = select_visits(self.tables, authority=own["authority"].iloc[0], left_out_frameworks=())
        start = first or own["visit_id"].iloc[0]
        self.first.options = list(zip(visits["label"], visits["visit_id"], strict=True))
        self.first.value = start if start in set(visits["visit_id"]) else visits["visit_id"].iloc[0]
        show_lines(self.message, [])

    def _on_keep(self, _: widgets.Button) -> None:
        try:
            choose(
                self.tables, self.authority.value, self.first.value or "", list_ticked(self.also) or "none",
                themes=list_ticked(self.themes) or "none", folder=self.folder,
            )  # fmt: skip
            show_lines(self.message, [describe_choice(self.tables, folder=self.folder)])
        except MendableError as error:
            show_lines(self.message, [str(error)])


def start_choice(tables: dict[str, pd.DataFrame], *, folder: DataFolder | None = None) -> None:
    """Show the controls by which the choice is made; where there are no widgets, what is chosen in a sentence."""
    folder = folder or find_data_folder()
    said = describe_choice(tables, folder=folder)
    if not tables["visits"][["authority", "start_date"]].notna().all(axis=1).any():
        say(said)
        return
    show_widget(ChoicePage(tables, folder).view, f"{said} {read_said()['choice']['no_widgets']}")
