"""Charts of areas for improvement: what became of each at later visits, and its line from visit to visit."""

import itertools

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.style import add_note, make_axes, read_chart_words, read_looks, styled, wrap
from analysis.charts.tiles import draw_values, frame_grid
from analysis.compare import label_value, read_words

LONGEST = 150  # characters of an area for improvement that are written beside its line


@styled
def plot_ledger(ledger: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what became of each area for improvement: a row per area, a column per later visit.

    `ledger` has one row per improvement and label (of the later visit), with status and source_type.
    """
    cells = ledger.assign(row=ledger["improvement"], look=ledger["status"])
    return draw_values(cells, "ledger", sources=sources, ax=ax)


@styled
def plot_traces(traces: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw each area for improvement from visit to visit: a row per area, a mark per visit, a line between them.

    `traces` has one row per improvement_id and label (of the visit), visits by date, with improvement (the text),
    mark, status and source_type. The line runs on while an area is raised or spoken of, is dotted where it has gone
    quiet, and stops where it was not looked at. A press report's marks are hollow.
    """
    notes = read_chart_words()["notes"]
    labels = list(traces.sort_values("start_date", kind="stable")["label"].unique())
    texts = [wrap(_shorten(text), 62) for text in traces.drop_duplicates("improvement_id")["improvement"]]
    heights = [max(1.25, 0.62 * (1 + text.count("\n")) + 0.35) for text in texts]
    spots = [-sum(heights[:index]) - height / 2 for index, height in enumerate(heights)]
    ax = make_axes(ax, rows=sum(heights) + 3, width=5.4 + 1.35 * max(len(labels), 2))
    for spot, (_, rows) in zip(spots, traces.groupby("improvement_id", sort=False), strict=True):
        _draw_trace(ax, spot, [(labels.index(row.label), row) for row in rows.itertuples()])
    ax.set_yticks(spots, texts, fontsize=9)
    frame_grid(ax, [wrap(label, 15) for label in labels], (-sum(heights), 0.1))
    ax.set_xlim(-0.45, len(labels) - 0.45)
    _add_legend(ax, columns=5 if len(labels) > 3 else 2)
    press = notes["press"] if (traces["source_type"] == "press").any() else ""
    add_note(ax, sources, notes["traces"], press)
    return ax


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def _draw_trace(ax: Axes, spot: float, visits: list[tuple[int, tuple]]) -> None:
    """Draw one area for improvement: `visits` holds the column of each visit and its row of the data, in order."""
    looks = read_looks()["marks"]
    for (start, _), (end, row) in itertools.pairwise(visits):
        line = looks[row.mark].get("line")
        if line:
            ax.plot([start, end], [spot, spot], linestyle=line, color=looks[row.mark]["colour"], linewidth=2, zorder=1)
    for x, row in visits:
        look, press = looks[row.mark], row.source_type == "press"
        ax.plot(x, spot, zorder=3, **_style_mark(look, press=press))
        note = label_value("ledger_marks", row.status) if row.status in read_words()["ledger_marks"] else ""
        ax.annotate(note, (x, spot), xytext=(0, -8), textcoords="offset points", ha="center", va="top", fontsize=8)


def _style_mark(look: dict, *, press: bool = False) -> dict:
    """Return how a line draws the mark of a look: filled, hollow, or half filled (of a press report pale)."""
    style = {"marker": look["marker"], "markersize": look["size"], "markeredgewidth": 2, "color": look["colour"],
             "linestyle": "none"}  # fmt: skip
    if look.get("half"):
        filling = look["pale"] if press else look["colour"]
        return style | {"fillstyle": "left", "markerfacecolor": filling, "markerfacecoloralt": "white"}
    return style | {"markerfacecolor": "white" if press or look.get("hollow") else look["colour"]}


def _add_legend(ax: Axes, *, columns: int) -> None:
    handles = []
    for name, look in read_looks()["marks"].items():
        line = {"linestyle": look.get("line") or "none", "linewidth": 2}
        handles.append(Line2D([], [], label=name, **_style_mark(look) | line))
    corner = {"loc": "upper left", "bbox_to_anchor": (-0.01, 0.0), "borderaxespad": 0.3}
    ax.legend(handles=handles, ncols=columns, fontsize=9, handlelength=3.2, **corner)
