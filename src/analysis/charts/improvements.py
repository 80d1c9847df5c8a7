"""Charts of areas for improvement: what became of each at later visits, and its line from visit to visit."""

import itertools
from math import ceil
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.measure import measure, measure_lines, wrap
from analysis.charts.style import add_note, make_figure, make_room, read_chart_words, read_looks, styled
from analysis.charts.tiles import EDGES, INSIDE, NARROWEST_NAMES, draw_values, frame_grid, pick_size, share_width
from analysis.charts.uses import find_use
from analysis.compare import label_value, read_words

LEAST = 3.0  # inches that the texts of areas for improvement have on a screen at least
AROUND_ROW, MARK = 0.12, 0.12  # inches around a row, and from the middle of a mark to its edge
HANDLE = 0.55  # inches that a mark of the legend takes beside its words


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
    notes, use = read_chart_words()["notes"], find_use()
    labels = list(traces.sort_values("start_date", kind="stable")["label"].unique())
    rows = _list_rows(keep_traced(traces), labels)
    across, wide = share_width([text for text, _ in rows], len(labels), least=NARROWEST_NAMES if use.high else LEAST)
    texts = [wrap(text, across, use.text) for text, _ in rows]
    rows = [_break_notes(marks, wide - INSIDE) for _, marks in rows]
    below = [MARK + measure_lines(use.small, *(mark.note for mark in marks if mark.note)) for marks in rows]
    heights = [
        max(MARK + under, measure_lines(use.text, text)) + AROUND_ROW for under, text in zip(below, texts, strict=True)
    ]
    spots = [-sum(heights[:index]) - height / 2 for index, height in enumerate(heights)]
    raised = [(under - MARK) / 2 for under in below]  # of the marks over the middle of the row, for what is under them
    names_at = [  # level with the marks where there is room
        spot + min(up, (height - measure_lines(use.text, text)) / 2)
        for spot, up, height, text in zip(spots, raised, heights, texts, strict=True)
    ]
    size = pick_size(wide)
    heads = [wrap(label, wide - INSIDE, size) for label in labels]
    height = sum(heights) + measure_lines(size, *heads) + 0.4
    ax = make_figure(ax, across + wide * len(labels) + EDGES, height)
    for spot, up, marks in zip(spots, raised, rows, strict=True):
        _draw_trace(ax, spot + up, marks)
    ax.set_yticks(names_at, texts, fontsize=use.text)
    frame_grid(ax, heads, (-sum(heights), 0.05), size=size)
    ax.set_xlim(-0.5, len(labels) - 0.5)
    drawn = {mark.name for marks in rows for mark in marks}
    _add_legend(ax, drawn)
    apply = {"traces": True, "in_part": "raised in part" in drawn, "press": (traces["source_type"] == "press").any()}
    add_note(ax, sources, " ".join(notes[name] for name, applies in apply.items() if applies))
    return ax


def keep_traced(traces: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `traces` that are drawn: of areas that share a row only where they were raised."""
    return traces[traces["folded"].isna() | (traces["status"] == "raised")]


def _list_rows(traces: pd.DataFrame, labels: list[str]) -> list[tuple[str, list[Mark]]]:
    """Return the rows of the chart: the words beside each, and its marks in the order of the visits."""
    words = read_words()["ledger_marks"]
    own, shared = traces[traces["folded"].isna()], traces[traces["folded"].notna()]
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


def _break_notes(marks: list[Mark], room: float) -> list[Mark]:
    """Return the marks with their notes broken into lines of so many inches."""
    return [mark._replace(note=wrap(mark.note, room, find_use().small)) for mark in marks]


def _draw_trace(ax: Axes, spot: float, marks: list[Mark]) -> None:
    """Draw one row: its marks with notes under them, and the lines between them."""
    looks = read_looks()["marks"]
    for one, other in itertools.pairwise(marks):
        line = looks[other.name].get("line")
        if line and not other.is_count:
            style = {"linestyle": line, "color": looks[other.name]["colour"], "linewidth": 2, "zorder": 1}
            ax.plot([one.x, other.x], [spot, spot], **style)
    for mark in marks:
        ax.plot(mark.x, spot, zorder=3, **_style_mark(looks[mark.name], press=mark.is_press))
        ax.annotate(mark.note, (mark.x, spot), xytext=(0, -72 * MARK), textcoords="offset points", ha="center",
                    va="top", fontsize=find_use().small)  # fmt: skip


def _style_mark(look: dict, *, press: bool = False) -> dict:
    """Return how a line draws the mark of a look: filled, hollow, or half filled (of a press report pale)."""
    style = {"marker": look["marker"], "markersize": look["size"], "markeredgewidth": 2, "color": look["colour"],
             "linestyle": "none"}  # fmt: skip
    if look.get("half"):
        filling = look["pale"] if press else look["colour"]
        return style | {"fillstyle": "left", "markerfacecolor": filling, "markerfacecoloralt": "white"}
    return style | {"markerfacecolor": "white" if press or look.get("hollow") else look["colour"]}


def _add_legend(ax: Axes, drawn: set[str]) -> None:
    """Add the legend of the marks that are drawn under the chart, in as many rows as they need."""
    handles, size = [], find_use().text
    for name in (name for name in read_looks()["marks"] if name in drawn):
        look = read_looks()["marks"][name]
        line = {"linestyle": look.get("line") or "none", "linewidth": 2}
        handles.append(Line2D([], [], label=name, **_style_mark(look) | line))
    widest = HANDLE * size / 9 + max(measure(handle.get_label(), size) for handle in handles)
    n_rows = ceil(len(handles) * (widest + 0.2) / ax.figure.get_figwidth())
    corner = {"loc": "upper right", "bbox_to_anchor": (1.0, 0.0), "borderaxespad": 0.1}
    ax.legend(handles=handles, ncols=ceil(len(handles) / n_rows), handlelength=3.2, **corner)
    make_room(ax, (n_rows - 1) * measure_lines(size, ""))
