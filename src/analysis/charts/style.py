"""How charts look: the Government Analysis Function's style, and the pieces that several charts share."""

import functools
import textwrap
from collections.abc import Callable
from typing import Any

import afcharts  # noqa: F401 - makes its style sheet known to matplotlib
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.base.resources import read_yaml

STYLE = [
    "afcharts.afcharts",
    {
        "font.size": 10,
        "axes.titlesize": 12,
        "axes.titleweight": "bold",
        "axes.titlepad": 14,
        "axes.labelsize": 10,
        "svg.hashsalt": "visit-findings",
        "svg.fonttype": "none",
        "hatch.linewidth": 0.4,
        "figure.dpi": 100,
    },
]
SAVING = {"bbox_inches": "tight", "pad_inches": 0.12, "facecolor": "white"}  # how every chart is saved
ROW, LOWEST_ROW = 0.34, 0.18  # inches that a row of a chart takes, and takes at least
TALLEST, FIRST = 6.0, 3.0  # inches of rows of a chart, and of one that opens a page: more rows are lower
WIDEST = 10.8  # inches that a page in JupyterLab shows whole
LINE, NOTE_LINE, TITLE_LINE = 0.165, 0.145, 0.22  # inches that a line takes: of words, of the notes, of the title

Plot = Callable[..., Axes]  # plot(data, *, sources, ax)


@functools.cache
def read_chart_words() -> dict[str, Any]:
    """Return words.yml."""
    return read_yaml("charts/words.yml")


@functools.cache
def read_looks() -> dict[str, Any]:
    """Return looks.yml."""
    return read_yaml("charts/looks.yml")


def styled(plot: Plot) -> Plot:
    """Return the chart function drawing in the house style, without changing the style of anything else."""

    @functools.wraps(plot)
    def plot_in_style(*args: Any, **kwargs: Any) -> Axes:
        with plt.style.context(STYLE):
            return plot(*args, **kwargs)

    return plot_in_style


def make_axes(ax: Axes | None, *, rows: float, width: float = 9.0, tallest: float = TALLEST) -> Axes:
    """Return `ax`, else axes of a new figure that is high enough for `rows` rows.

    The rows are lower where they would take more than `tallest` inches. Title, notes and legend make the figure higher
    as they are added.
    """
    rows = max(rows, 2)
    return make_figure(ax, width, 0.6 + rows * max(LOWEST_ROW, min(ROW, tallest / rows)))


def make_figure(ax: Axes | None, width: float, height: float) -> Axes:
    """Return `ax`, else axes of a new figure of that size in inches."""
    return plt.subplots(figsize=(width, height), layout="constrained")[1] if ax is None else ax


def make_room(ax: Axes, inches: float) -> None:
    """Make a figure of our own higher; one that was given stays as it is."""
    if ax.figure.get_layout_engine() is not None:
        ax.figure.set_figheight(ax.figure.get_figheight() + inches)


def wrap(text: str, width: int) -> str:
    """Return text broken into lines of at most `width` characters."""
    return "\n".join(textwrap.wrap(text, width)) or text


def shorten(text: str, *, width: int, lines: int) -> str:
    """Return text broken into at most so many lines of at most `width` characters; what is cut shows as an ellipsis.

    >>> shorten("The quality of plans", width=14, lines=1)
    'The quality…'
    """
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder="…")) or text


def set_title(ax: Axes, title: str) -> None:
    """Put the title at the left edge of the figure; where several charts share a figure, above this one."""
    title = wrap(title, int(ax.figure.get_figwidth() * 9.4))  # characters of this size that fit
    if len(ax.figure.axes) > 1:
        ax.set_title(title, loc="left", x=0)
    else:
        ax.figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
        make_room(ax, TITLE_LINE * (1 + title.count("\n")))


def add_note(ax: Axes, *lines: str) -> None:
    """Write notes and sources under the chart."""
    width = int(ax.figure.get_figwidth() * 17)  # characters of this size that fit
    text = "\n".join(wrap(line, width) for line in lines if line)
    ax.figure.supxlabel(text, x=0.01, ha="left", fontsize=8, color=read_looks()["colours"]["line"])
    make_room(ax, NOTE_LINE * (1 + text.count("\n")) * bool(text))


def add_legend(ax: Axes, names: dict[str, str]) -> None:
    """Add a legend above the chart: by label, the colour."""
    patches = [
        Patch(facecolor=colour, edgecolor="#3D3D3D", linewidth=0.5, label=label) for label, colour in names.items()
    ]
    corner = {"loc": "lower left", "bbox_to_anchor": (-0.01, 1.0), "borderaxespad": 0.2}
    ax.legend(handles=patches, ncols=len(patches), fontsize=9, **corner)
    make_room(ax, 0.25)


def stack_groups(ax: Axes, groups: pd.Series, labels: pd.Series) -> list[float]:
    """Return the height on the axis of each row, top down, with its label drawn and each group's name above its own.

    `groups` and `labels` share one index: the group and the label of each row.
    """
    heights, at, last = [], 0.0, None
    for group in groups:
        if group != last:
            at -= 0.4 if last is not None else 0.0
            ax.text(0.005, at, group, transform=ax.get_yaxis_transform(), fontweight="bold", va="center")
            at, last = at - 0.9, group
        heights.append(at)
        at -= 1.0
    ax.set_yticks(heights, [wrap(label, 34) for label in labels])
    ax.set_ylim(at + 0.3, 0.6)
    return heights


def keep_columns_only(ax: Axes) -> None:
    """Leave the upright grid lines alone, for rows that carry their own labels."""
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
