"""How charts look: the Government Analysis Function's style, and the pieces that several charts share."""

import functools
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

import afcharts  # noqa: F401 - makes its style sheet known to matplotlib
import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.transforms import blended_transform_factory

from analysis.base.resources import read_yaml
from analysis.charts.measure import FONT, OTHER_SIGNS, measure, measure_lines, wrap
from analysis.charts.uses import Use, drawn_for, find_use

MARGIN = 0.1  # inches that stay free left and right of a chart: names, title and notes begin there
STYLE = [
    "afcharts.afcharts",
    {
        "font.family": [FONT, OTHER_SIGNS],
        "font.size": 10,
        "axes.titlesize": 12,
        "axes.titleweight": "bold",
        "axes.titlepad": 14,
        "axes.labelsize": 10,
        "text.parse_math": False,  # a letter's dollars are dollars
        "svg.hashsalt": "visit-findings",
        "svg.fonttype": "none",
        "hatch.linewidth": 0.4,
        "figure.constrained_layout.w_pad": MARGIN,
        "figure.dpi": 100,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
    },
]
DPI = 254  # of a chart of another use: a hundred dots to the cm, so that the picture is exactly as wide as its use
ROW, AROUND_ROW = 0.34, 0.04  # inches of a row whose name has 10 points, and around a name at least
TALLEST, FIRST = 6.0, 3.0  # inches of rows of a chart, and of one that opens a page: more rows are lower
MOST_ROWS = 0.6  # of the height that a use has room for goes to rows before they are lower; notes need the rest
AROUND_BARS, BEHIND = 0.27 + 2 * MARGIN, 0.2  # inches left and right of bars, and before the words behind one
BEHIND_MARK, BEHIND_BAR = 11, 4  # points from the middle of a mark, and from the end of a bar, to the words behind it
CLEAR = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # behind words that lines of the grid run through
MOST_NAMES = 0.4  # of the width of a chart of bars goes to the names of its rows

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
    """Return the chart function drawing in the house style, without changing the style of anything else.

    `use` is the use of uses.yml for which it draws; without one, that for which the function that calls it does.
    """

    @functools.wraps(plot)
    def plot_in_style(*args: Any, use: str | None = None, **kwargs: Any) -> Axes:
        in_use = drawn_for(use) if use else nullcontext(find_use())
        with in_use as drawn, plt.style.context([*STYLE, size_texts(drawn)]):
            return plot(*args, **kwargs)

    return plot_in_style


def size_texts(use: Use) -> dict[str, float]:
    """Return matplotlib's own sizes of texts for a use."""
    return {"font.size": use.label, "axes.labelsize": use.label, "axes.titlesize": use.title,
            "xtick.labelsize": use.label, "ytick.labelsize": use.label, "legend.fontsize": use.text}  # fmt: skip


def make_axes(
    ax: Axes | None, names: Iterable[str], *, rows: float | None = None, width: float = 1, tallest: float = TALLEST
) -> Axes:
    """Return `ax`, else axes of a new figure that is high enough for `rows` rows, else for one per name.

    `names`: what stands beside the rows, as `wrap_names` gives it. The rows are lower where they would take more than
    `tallest` inches, but never than their names. `width` is that part of the use's width that is taken. Title, notes
    and legend make the figure higher as they are added.
    """
    use, names = find_use(), list(names)
    rows = max(len(names) if rows is None else rows, 2)
    lowest = measure_lines(use.label, *names) + AROUND_ROW
    wide, row = use.bars * (1 if use.high else width), ROW * use.label / 10
    tallest = min(tallest, MOST_ROWS * use.high) if use.high else tallest
    return make_figure(ax, wide, 0.6 + rows * max(lowest, min(row, tallest / rows)))


def wrap_names(names: Iterable[str]) -> list[str]:
    """Return the names of the rows of a chart of bars or dots, broken so that they leave room for the bars."""
    use = find_use()
    return [wrap(str(name), use.bars * MOST_NAMES, use.label) for name in names]


def make_figure(ax: Axes | None, width: float, height: float) -> Axes:
    """Return `ax`, else axes of a new figure of that size in inches; for a use that is exact, of the use's width."""
    if find_use().high:
        width = find_use().wide
    return plt.subplots(figsize=(width, height), layout="constrained")[1] if ax is None else ax


def make_room(ax: Axes, inches: float) -> None:
    """Make a figure of our own higher; one that was given stays as it is."""
    if ax.figure.get_layout_engine() is not None:
        ax.figure.set_figheight(ax.figure.get_figheight() + inches)


def find_margin(ax: Axes) -> float:
    """Return where texts begin at the left: a share of the figure's width, 0 to 1."""
    return MARGIN / ax.figure.get_figwidth()


def set_title(ax: Axes, title: str) -> None:
    """Put the title at the left edge of the figure; where several charts share a figure, above this one."""
    size = find_use().title
    title = wrap(title, ax.figure.get_figwidth() - 2 * MARGIN, size, bold=True)
    if len(ax.figure.axes) > 1:
        ax.set_title(title, loc="left", x=0)
    else:
        ax.figure.suptitle(title, x=find_margin(ax), ha="left", fontsize=size, fontweight="bold")
        make_room(ax, measure_lines(size, title) * bool(title))


def add_note(ax: Axes, *lines: str) -> None:
    """Write notes and sources under the chart."""
    size = find_use().small
    text = "\n".join(wrap(line, ax.figure.get_figwidth() - 2 * MARGIN, size) for line in lines if line)
    ax.figure.supxlabel(text, x=find_margin(ax), ha="left", fontsize=size, color=read_looks()["colours"]["line"])
    make_room(ax, measure_lines(size, text) * bool(text))


def add_legend(ax: Axes, names: dict[str, str]) -> None:
    """Add a legend above the chart: by label, the colour."""
    patches = [
        Patch(facecolor=colour, edgecolor="#3D3D3D", linewidth=0.5, label=label) for label, colour in names.items()
    ]
    corner = {"loc": "lower left", "bbox_to_anchor": (-0.01, 1.0), "borderaxespad": 0.2}
    ax.legend(handles=patches, ncols=len(patches), **corner)
    make_room(ax, 0.25)


def stack_groups(
    ax: Axes | None, groups: pd.Series, labels: pd.Series, *, tallest: float = TALLEST
) -> tuple[Axes, list[float]]:
    """Return `ax`, else axes of a new figure, and the height on it of each row, top down.

    Its label stands beside each row, and each group's name above its own. `groups` and `labels` share one index: the
    group and the label of each row.
    """
    use, names = find_use(), wrap_names(labels)
    ax = make_axes(ax, names, rows=len(names) + 1.6 * groups.nunique(), tallest=tallest)
    heights, at, last = [], 0.0, None
    x, spot = _place_heads(ax, groups, max(measure(line, use.label) for name in names for line in name.split("\n")))
    for group in groups:
        if group != last:
            at -= 0.4 if last is not None else 0.0
            ax.text(x, at, group, fontsize=use.label, fontweight="bold", va="center_baseline", bbox=CLEAR, **spot)
            at, last = at - 0.9, group
        heights.append(at)
        at -= 1.0
    ax.set_yticks(heights, names)
    ax.set_ylim(at + 0.3, 0.6)
    return ax, heights


def _place_heads(ax: Axes, groups: pd.Series, names: float) -> tuple[float, dict[str, Any]]:
    """Return where the names of groups begin, and how: at the axis, else, where one is too long, at the figure's edge.

    `names`: inches that the names of the rows take.
    """
    room = ax.figure.get_figwidth() - names - 0.3 - 2 * MARGIN
    if all(measure(group, find_use().label, bold=True) < room for group in groups.unique()):
        return 0.005, {"transform": ax.get_yaxis_transform()}
    edge = blended_transform_factory(ax.figure.transFigure, ax.transData)
    return find_margin(ax), {"transform": edge, "in_layout": False}


def put_behind(
    ax: Axes, end: Any, height: float, words: str, *, gap: float = BEHIND_MARK, colour: str | None = None
) -> None:
    """Put words behind what ends at `end` of the axis, at a height of it, `gap` points away."""
    look = {"va": "center_baseline", "fontsize": find_use().text, "color": colour, "bbox": CLEAR}
    ax.annotate(words, (end, height), xytext=(gap, 0), textcoords="offset points", **look)


def leave_room(ax: Axes, first: Any, ends: Iterable[tuple[Any, str]]) -> None:
    """Let the axis run from `first` so far that the words behind each bar, line or dot stay within it.

    `ends` has where each ends on the axis, and the words that follow.
    """
    use, names = find_use(), [line for label in ax.get_yticklabels() for line in label.get_text().split("\n")]
    wide = ax.figure.get_figwidth() - max((measure(name, use.label) for name in names), default=0) - AROUND_BARS
    room = [(end, max(wide - BEHIND - measure(words, use.text), wide / 4)) for end, words in ends]
    ax.set_xlim(first, first + max((end - first) * (wide / inches) for end, inches in room))


def name_years(ax: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Write the years from `first` to `last` on the axis: every one, else every second, fifth or tenth."""
    low, high = mdates.num2date(ax.get_xlim()[0]), mdates.num2date(ax.get_xlim()[1])
    room = ax.figure.get_figwidth() * (1 - MOST_NAMES) / max((high - low).days / 365, 1)
    step = next((step for step in (1, 2, 5) if room * step > 1.6 * measure("2000", find_use().label)), 10)
    years = [pd.Timestamp(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0]
    ax.set_xticks([year for year in years if year >= first] or [first])
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))


def keep_columns_only(ax: Axes) -> None:
    """Leave the upright grid lines alone, for rows that carry their own labels."""
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
