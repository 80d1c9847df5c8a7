"""Widgets as a notebook keeps them: what shows where they cannot be is one plain sentence, the same at every run."""

from html import escape

import ipywidgets as widgets
from IPython.display import display

WIDGET = "application/vnd.jupyter.widget-view+json"


def show_widget(view: widgets.DOMWidget, said: str) -> None:
    """Show a widget; where there are none (a browser without them, a plain text) the sentence `said` stands instead."""
    shown = {"version_major": 2, "version_minor": 0, "model_id": view.model_id}
    display({"text/plain": said, WIDGET: shown}, raw=True)


def show_lines(widget: widgets.HTML, lines: list[str]) -> None:
    """Put lines of text, as they stand, into a widget that a screen reader reads out when it changes."""
    widget.value = f'<div role="status">{"".join(f"<p>{_keep_blanks(line)}</p>" for line in lines)}</div>'


def _keep_blanks(text: str) -> str:
    """Return text for a page, its line ends kept."""
    return escape(text).replace("\n", "<br>")
