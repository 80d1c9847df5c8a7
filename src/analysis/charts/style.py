"""How charts look: the Government Analysis Function's style, and the pieces that several charts share."""

import functools
import itertools
import textwrap
from collections.abc import Callable
from typing import Any

import afcharts  # noqa: F401 - makes its style sheet known to matplotlib
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

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
ROW = 0.34  # inches that a row of a chart takes

Plot = Callable[..., Axes]  # plot(data, *, sources, ax)


@functools.cache
def read_chart_words() -> dict[str, Any]:
    """Return words.yml."""
    return read_yaml("charts/words.yml")


def styled(plot: Plot) -> Plot:
    """Return the chart function drawing in the house style, without changing the style of anything else."""

    @functools.wraps(plot)
    def plot_in_style(*args: Any, **kwargs: Any) -> Axes:
        with plt.style.context(STYLE):
            return plot(*args, **kwargs)

    return plot_in_style


def draw(plot: Plot, data: pd.DataFrame, *, sources: str = "", title: str = "") -> Figure:
    """Return a new figure with the chart that `plot` draws of `data`; `title` goes before the chart's own."""
    with plt.style.context(STYLE):
        ax = plot(data, sources=sources)
        if title:
            set_title(ax, title)
    return ax.figure


def make_axes(ax: Axes | None, *, rows: float, width: float = 9.0) -> Axes:
    """Return `ax`, else axes of a new figure that is high enough for `rows` rows."""
    if ax is not None:
        return ax
    _, ax = plt.subplots(figsize=(width, 1.3 + ROW * max(rows, 2)), layout="constrained")
    return ax


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
    if len(ax.figure.axes) > 1:
        ax.set_title(title, loc="left", x=0)
    else:
        ax.figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")


def add_note(ax: Axes, *lines: str) -> None:
    """Write notes and sources under the chart."""
    width = int(ax.figure.get_figwidth() * 17)  # characters of this size that fit
    text = "\n".join(wrap(line, width) for line in lines if line)
    ax.figure.supxlabel(text, x=0.01, ha="left", fontsize=8, color=read_chart_words()["colours"]["line"])


def add_legend(ax: Axes, names: dict[str, str]) -> None:
    """Add a legend above the chart: by label, the colour."""
    patches = [
        Patch(facecolor=colour, edgecolor="#3D3D3D", linewidth=0.5, label=label) for label, colour in names.items()
    ]
    place = {"loc": "lower left", "bbox_to_anchor": (-0.01, 1.0), "borderaxespad": 0.2}
    ax.legend(handles=patches, ncols=len(patches), fontsize=9, **place)


def draw_tile(
    ax: Axes, spot: tuple[float, float], height: float, look: dict[str, str], *, hollow: bool = False
) -> None:
    """Draw one tile of a grid around a spot (x, y), a column wide, with its words in it.

    `look` has fill, ink and words, perhaps hatch. A hollow tile shows its fill as a frame.
    """
    (x, y), faint = spot, read_chart_words()["colours"]["both"]
    blank = look["fill"].upper() == "#FFFFFF"
    edge = faint if blank or "hatch" in look else look["fill"]
    tile = Rectangle(
        (x - 0.47, y - height / 2), 0.94, height, hatch=look.get("hatch"),
        facecolor="white" if hollow else look["fill"], edgecolor=edge,
        linewidth=2 if hollow and not blank else 0.8, linestyle=(0, (3, 2)) if hollow else "-",
    )  # fmt: skip
    ax.add_patch(tile)
    ink = "#000000" if hollow and not blank else look["ink"]
    backing = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if "hatch" in look else None
    ax.text(x, y, look["words"], ha="center", va="center", fontsize=9, color=ink, bbox=backing)


def draw_grid(
    cells: pd.DataFrame,
    looks: dict[str, dict],
    *,
    rows: list[str],
    columns: list[str],
    hollow: set[str],
    ax: Axes | None,
) -> Axes:
    """Draw a grid of tiles: one row per name in `rows`, as high as its name needs, one column per label in `columns`.

    `cells` has one row per tile: row, label, look (a key of `looks`). Columns in `hollow` are drawn hollow.
    """
    lines = [shorten(name, width=46, lines=4) for name in rows]
    heights = [max(1.0, 0.5 * (1 + name.count("\n")) + 0.1) for name in lines]
    ax = make_axes(ax, rows=sum(heights) + 2, width=max(6.5, 3.6 + 1.75 * len(columns)))
    ends = list(itertools.accumulate(heights))
    places = {name: height / 2 - end for name, height, end in zip(rows, heights, ends, strict=True)}
    tall = dict(zip(rows, heights, strict=True))
    for cell in cells.itertuples():
        look = {"words": cell.look} | looks[cell.look]
        spot = columns.index(cell.label), places[cell.row]
        draw_tile(ax, spot, tall[cell.row] - 0.16, look, hollow=cell.label in hollow)
    ax.set_yticks(list(places.values()), lines)
    ax.set_xticks(range(len(columns)), [wrap(label, 18) for label in columns])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-ends[-1], 0))
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    return ax


def place_in_groups(ax: Axes, groups: pd.Series, labels: pd.Series) -> list[float]:
    """Return the place of each row, top down, after labelling the rows and writing each group's name above its own."""
    places, at, last = [], 0.0, None
    for group in groups:
        if group != last:
            at -= 0.4 if last is not None else 0.0
            ax.text(0.005, at, group, transform=ax.get_yaxis_transform(), fontweight="bold", va="center")
            at, last = at - 0.9, group
        places.append(at)
        at -= 1.0
    ax.set_yticks(places, [wrap(label, 34) for label in labels])
    ax.set_ylim(at + 0.3, 0.6)
    return places


def keep_columns_only(ax: Axes) -> None:
    """Leave the upright grid lines alone, for rows that carry their own labels."""
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
