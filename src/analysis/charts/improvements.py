"""Charts of areas for improvement: what became of each at later visits, and its line from visit to visit."""

import itertools
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.style import LINE, add_note, make_figure, read_chart_words, read_looks, styled, wrap
from analysis.charts.tiles import ACROSS, SHORTEST_HEAD, SMALL, draw_values, frame_grid, share_width
from analysis.compare import label_value, read_words

LONGEST, LEAST = 80, 3.0  # characters of a line of an area for improvement; inches that it has at least
NOTE_SIZE = 7.5


class Mark(NamedTuple):
    """A mark of a row: its column, its name in looks.yml, whether the press gives it, what stands under it."""

    x: int
    name: str
    is_press: bool
    note: str
    is_count: bool = False


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

    `traces` has one row per improvement_id and label (of the visit), with improvement (the text), start_date, mark,
    status, source_type and folded (the words for a row that several share, which counts those that each visit was the
    first to raise). The line runs on while an area is raised or spoken of, is dotted where it has gone quiet, and stops
    where it was not looked at. A press report's marks are hollow.
    """
    notes = read_chart_words()["notes"]
    labels = list(traces.sort_values("start_date", kind="stable")["label"].unique())
    across, wide = share_width(LONGEST, len(labels), least=LEAST)
    rows = _list_rows(traces, labels)
    texts = [wrap(text, int(across * ACROSS)) for text, _ in rows]
    heights = [max(0.46, LINE * (1 + text.count("\n")) + 0.12) for text in texts]
    spots = [-sum(heights[:index]) - height / 2 for index, height in enumerate(heights)]
    size = 9 if wide >= SMALL else NOTE_SIZE
    heads = [wrap(label, max(SHORTEST_HEAD, int(wide * ACROSS * 9 / size))) for label in labels]
    top = LINE * max(1 + head.count("\n") for head in heads)
    ax = make_figure(ax, across + wide * len(labels) + 0.3, sum(heights) + top + 0.4)
    for spot, (_, marks) in zip(spots, rows, strict=True):
        _draw_trace(ax, spot, marks, fit=int(wide * ACROSS * 9 / NOTE_SIZE))
    ax.set_yticks(spots, texts, fontsize=9)
    frame_grid(ax, heads, (-sum(heights), 0.05), size=size)
    ax.set_xlim(-0.5, len(labels) - 0.5)
    _add_legend(ax)
    press = notes["press"] if (traces["source_type"] == "press").any() else ""
    add_note(ax, sources, f"{notes['traces']} {press}".strip())
    return ax


def _list_rows(traces: pd.DataFrame, labels: list[str]) -> list[tuple[str, list[Mark]]]:
    """Return the rows of the chart: the words beside each, and its marks in the order of the visits."""
    words = read_words()["ledger_marks"]
    own, shared = traces[traces["folded"].isna()], traces[traces["folded"].notna() & (traces["status"] == "raised")]
    rows = []
    for _, area in own.groupby("improvement_id", sort=False):
        notes = [label_value("ledger_marks", status) if status in words else "" for status in area["status"]]
        marks = zip(area["label"].map(labels.index), area["mark"], area["source_type"] == "press", notes, strict=True)
        rows.append((area["improvement"].iloc[0], [Mark(*mark) for mark in marks]))
    for text, areas in shared.groupby("folded", sort=False):
        counts = areas.groupby("label", sort=False)["source_type"].agg(["first", "size"]).itertuples()
        marks = [
            Mark(labels.index(label), "raised", first == "press", str(n), is_count=True) for label, first, n in counts
        ]
        rows.append((text, marks))
    return rows


def _draw_trace(ax: Axes, spot: float, marks: list[Mark], *, fit: int) -> None:
    """Draw one row: its marks, with notes of `fit` characters a line under them, and the lines between them."""
    looks = read_looks()["marks"]
    for one, other in itertools.pairwise(marks):
        line = looks[other.name].get("line")
        if line and not other.is_count:
            style = {"linestyle": line, "color": looks[other.name]["colour"], "linewidth": 2, "zorder": 1}
            ax.plot([one.x, other.x], [spot, spot], **style)
    for mark in marks:
        ax.plot(mark.x, spot, zorder=3, **_style_mark(looks[mark.name], press=mark.is_press))
        ax.annotate(wrap(mark.note, fit), (mark.x, spot), xytext=(0, -7), textcoords="offset points", ha="center",
                    va="top", fontsize=NOTE_SIZE)  # fmt: skip


def _style_mark(look: dict, *, press: bool = False) -> dict:
    """Return how a line draws the mark of a look: filled, hollow, or half filled (of a press report pale)."""
    style = {"marker": look["marker"], "markersize": look["size"], "markeredgewidth": 2, "color": look["colour"],
             "linestyle": "none"}  # fmt: skip
    if look.get("half"):
        filling = look["pale"] if press else look["colour"]
        return style | {"fillstyle": "left", "markerfacecolor": filling, "markerfacecoloralt": "white"}
    return style | {"markerfacecolor": "white" if press or look.get("hollow") else look["colour"]}


def _add_legend(ax: Axes) -> None:
    handles = []
    for name, look in read_looks()["marks"].items():
        line = {"linestyle": look.get("line") or "none", "linewidth": 2}
        handles.append(Line2D([], [], label=name, **_style_mark(look) | line))
    corner = {"loc": "upper right", "bbox_to_anchor": (1.0, 0.0), "borderaxespad": 0.1}
    ax.legend(handles=handles, ncols=len(handles), fontsize=9, handlelength=3.2, **corner)
