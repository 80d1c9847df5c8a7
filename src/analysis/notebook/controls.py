"""The controls that several pages share: authority by typing, themes by the words that a person sees."""

from collections.abc import Iterable

import ipywidgets as widgets
import pandas as pd

from analysis.compare import read_labels
from analysis.notebook.words import read_said

WIDE = {"description_width": "8em"}
LINE = {"width": "40em", "max_width": "95%"}
GRID = {"grid_template_columns": "repeat(auto-fill, minmax(18em, 1fr))", "width": "100%"}


def make_authority_box(tables: dict[str, pd.DataFrame], chosen: str | None) -> widgets.Combobox:
    """Return a box into which the name of an authority is typed, with those on file to pick from."""
    said = read_said()["choice"]
    return widgets.Combobox(
        options=sorted(tables["visits"]["authority"].dropna().unique()), value=chosen or "",
        description=said["authority"], placeholder=said["authority_hint"], ensure_option=False,
        continuous_update=False, style=WIDE, layout=LINE,
    )  # fmt: skip


def make_theme_boxes(chosen: Iterable[str]) -> tuple[dict[str, widgets.Checkbox], widgets.Accordion]:
    """Return a box to tick for each theme, by its id, and the fold in which they stand."""
    boxes = make_boxes(read_labels(), chosen)
    fold = widgets.Accordion(
        [widgets.GridBox([*boxes.values()], layout=GRID)], titles=(read_said()["choice"]["themes"],)
    )
    return boxes, fold


def make_boxes(names: dict[str, str], ticked: Iterable[str]) -> dict[str, widgets.Checkbox]:
    """Return a box to tick for each name, by what it stands for."""
    ticked = set(ticked)
    return {
        one: widgets.Checkbox(value=one in ticked, description=name, indent=False, layout={"width": "auto"})
        for one, name in names.items()
    }


def list_ticked(boxes: dict[str, widgets.Checkbox]) -> list[str]:
    """Return what the ticked boxes stand for, in their order."""
    return [one for one, box in boxes.items() if box.value]
