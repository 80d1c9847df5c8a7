"""The picture of demands through time: a line for each, from visit to visit."""

import itertools

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.style import add_note, make_axes, read_chart_words, set_title, styled, wrap

LONGEST = 150  # characters of an item that are written beside its line


@styled
def plot_traces(traces: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what became of each demand: a row per demand, a mark per visit, a line between them.

    `traces` has one row per improvement_id, item and label (of the visit), visits by date, with mark, status and
    source_type. The line runs on while a demand is raised or spoken of, is dotted where it has gone quiet, and stops
    where it was not looked at. A press report's marks are hollow.
    """
    words = read_chart_words()
    demands = traces.drop_duplicates("improvement_id")
    labels = list(traces.sort_values("start_date", kind="stable")["label"].unique())
    texts = [wrap(_shorten(item), 62) for item in demands["item"]]
    heights = [max(1.25, 0.62 * (1 + text.count("\n")) + 0.35) for text in texts]
    spots = [-sum(heights[:place]) - height / 2 for place, height in enumerate(heights)]
    ax = make_axes(ax, rows=sum(heights) + 3, width=5.4 + 1.35 * max(len(labels), 2))
    for spot, (_, rows) in zip(spots, traces.groupby("improvement_id", sort=False), strict=True):
        _draw_demand(ax, spot, [(labels.index(row.label), row) for row in rows.itertuples()])
    ax.set_yticks(spots, texts, fontsize=9)
    ax.set_xticks(range(len(labels)), [wrap(label, 15) for label in labels])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlim=(-0.45, len(labels) - 0.45), ylim=(-sum(heights), 0.1))
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    _add_legend(ax, columns=4 if len(labels) > 3 else 2)
    set_title(ax, words["titles"]["traces"])
    press = words["notes"]["press"] if (traces["source_type"] == "press").any() else ""
    add_note(ax, sources, words["notes"]["traces"], press)
    return ax


def _shorten(item: str) -> str:
    return item if len(item) <= LONGEST else item[:LONGEST].rpartition(" ")[0] + " …"


def _draw_demand(ax: Axes, spot: float, visits: list[tuple[int, tuple]]) -> None:
    """Draw one demand: `visits` holds the place of each visit and its row, in order."""
    looks = read_chart_words()["marks"]
    for (start, _), (end, row) in itertools.pairwise(visits):
        line = looks[row.mark].get("line")
        if line:
            ax.plot([start, end], [spot, spot], linestyle=line, color=looks[row.mark]["colour"], linewidth=2, zorder=1)
    for x, row in visits:
        look, press = looks[row.mark], row.source_type == "press"
        ax.plot(x, spot, look["marker"], markersize=look["size"], markeredgewidth=2, zorder=3, color=look["colour"],
                markerfacecolor="white" if press or look.get("hollow") else look["colour"])  # fmt: skip
        note = look.get("words", {}).get(row.status, "")
        ax.annotate(note, (x, spot), xytext=(0, -8), textcoords="offset points", ha="center", va="top", fontsize=8)


def _add_legend(ax: Axes, *, columns: int) -> None:
    handles = []
    for name, look in read_chart_words()["marks"].items():
        filling = "white" if look.get("hollow") else look["colour"]
        style = {"marker": look["marker"], "markersize": look["size"], "markeredgewidth": 2, "markerfacecolor": filling}
        line = {"linestyle": look.get("line") or "none", "linewidth": 2, "color": look["colour"]}
        handles.append(Line2D([], [], label=name, **style, **line))
    place = {"loc": "upper left", "bbox_to_anchor": (-0.01, 0.0), "borderaxespad": 0.3}
    ax.legend(handles=handles, ncols=columns, fontsize=9, handlelength=3.2, **place)
