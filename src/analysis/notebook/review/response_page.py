"""The page on which a person writes down what the council does about areas for improvement: a form, saved at once."""

import functools
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.base.folder import DataFolder
from analysis.base.mendable import MendableError
from analysis.base.resources import read_yaml
from analysis.compare import list_improvements
from analysis.compare.responses import phrase_due, phrase_response
from analysis.review import list_responses, write_response

LONGEST = 90  # characters of an area in the list
STYLE, LINE = {"description_width": "8em"}, {"width": "46em"}


@functools.cache
def read_response_form() -> dict[str, Any]:
    """Return responses.yml."""
    return read_yaml("notebook/review/responses.yml")


class ResponsePage:
    """The page: `view` is what JupyterLab shows, `fields` its controls by their column of responses.csv.

    Each save adds a row to the file; what stood there before stays.
    """

    def __init__(
        self, tables: dict[str, pd.DataFrame], visits: pd.DataFrame, folder: DataFolder, reviewer: str
    ) -> None:
        self.tables, self.folder, self.reviewer = tables, folder, reviewer
        self.areas = {row.improvement_id: row for row in list_improvements(tables, visits).itertuples()}
        form = read_response_form()
        self.words = form["words"]
        self.area = widgets.Dropdown(description=self.words["area"], style=STYLE, layout=LINE)
        self.asked, self.message = widgets.HTML(), widgets.HTML()
        self.fields = {name: _make_field(name, form) for name in form["order"]}
        self.save = widgets.Button(description=self.words["save"], button_style="primary")
        self.next = widgets.Button(description=self.words["next"])
        self.save.on_click(self._on_save)
        self.next.on_click(self._on_next)
        buttons = widgets.HBox([self.save, self.next])
        self.view = widgets.VBox([self.area, self.asked, *self.fields.values(), buttons, self.message])
        self.refresh()
        self.area.observe(self._on_area, names="value")
        self.show_area()

    def refresh(self) -> None:
        """List the areas with what is on file about each; the area that is shown stays."""
        self.responses = {row.improvement_id: row for row in list_responses(self.tables, self.folder).itertuples()}
        shown = self.area.value
        options = [(self._name_area(number, one), one) for number, one in enumerate(self.areas, start=1)]
        self.area.options = options
        self.area.value = shown if shown in self.areas else next(iter(self.areas), None)

    def _name_area(self, number: int, improvement_id: str) -> str:
        text = self.areas[improvement_id].improvement
        short = text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"
        row = self.responses.get(improvement_id)
        said = (phrase_due(row) or row.accepted or "") if row else self.words["nothing"]
        return f"{number}{f' ({said})' if isinstance(said, str) and said else ''} {short}"

    def show_area(self) -> None:
        """Show the area that is chosen, and in the form what is on file about it."""
        area, row = self.areas[self.area.value], self.responses.get(self.area.value)
        said = self._describe(row)
        self.asked.value = (
            f"<p><b>{escape(self.words['asked'].format(label=area.label))}</b> {escape(area.improvement)}</p>"
            f"<p>{escape(self.words['now'].format(said=said))}</p>"
        )
        for name, field in self.fields.items():
            value = getattr(row, name) if row else None
            field.value = "" if pd.isna(value) else f"{value:%Y-%m-%d}" if name == "due" else str(value)

    def _describe(self, row: tuple | None) -> str:
        parts = [phrase_response(row), phrase_due(row)] if row else []
        return "; ".join(part.rstrip(".") for part in parts if part) or self.words["nothing"]

    def _on_area(self, _: dict[str, Any]) -> None:
        self.message.value = ""
        self.show_area()

    def _on_save(self, _: Any = None) -> None:
        area = self.areas[self.area.value]
        given = {name: field.value for name, field in self.fields.items()}
        try:
            write_response(self.folder, area.improvement_id, area.improvement, given, reviewer=self.reviewer)
        except (MendableError, OSError) as error:
            self._say(self.words["not_saved"].format(error=str(error).rstrip(".")))
            return
        self.refresh()
        self.show_area()
        row = self.responses.get(area.improvement_id)
        self._say(self.words["saved"].format(said=self._describe(row)) if row else self.words["taken_back"])

    def _say(self, message: str) -> None:
        self.message.value = f'<p role="status"><b>{escape(message)}</b></p>'

    def _on_next(self, _: Any = None) -> None:
        ids = list(self.areas)
        self.area.value = ids[(ids.index(self.area.value) + 1) % len(ids)]


def _make_field(name: str, form: dict[str, Any]) -> widgets.Widget:
    """Return the control for a column of responses.csv, by what responses.yml says of it."""
    said = form["fields"][name]
    if name in form:
        return widgets.Dropdown(
            options=form[name], description=said["name"], tooltip=said["hint"], style=STYLE, layout=LINE
        )
    return widgets.Text(description=said["name"], placeholder=said["hint"], style=STYLE, layout=LINE)
