"""Charts of what is on file: the visits in time, and what each looked at."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    FIRST,
    add_note,
    leave_room,
    make_axes,
    name_years,
    put_behind,
    read_chart_words,
    read_looks,
    styled,
    wrap_names,
)
from analysis.charts.tiles import draw_values


@styled
def plot_timeline(visits: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the visits in time: a row and a dot per visit, the latest below, with its overall grade.

    `visits` has one row per visit, by date: label, start_date, source_type, grade (may be missing).
    """
    colour, names = read_looks()["colours"]["main"], wrap_names(visits["label"])
    ax = make_axes(ax, names, tallest=FIRST)
    ax.set_yticks(range(len(visits)), names)
    ax.scatter(visits["start_date"], range(len(visits)), s=120, color=colour, linewidth=2, zorder=3)
    for row, visit in enumerate(visits.itertuples()):
        if visit.source_type == "press":
            ax.scatter(visit.start_date, row, s=50, color="white", zorder=4)
        if pd.notna(visit.grade):
            put_behind(ax, visit.start_date, row, visit.grade)
    ax.set(xlabel="", ylabel="", ylim=(len(visits) - 0.5, -0.5))
    first, last = visits["start_date"].min(), visits["start_date"].max()
    margin = pd.Timedelta(days=max(180, (last - first).days // 8))
    ends = zip(visits["start_date"], visits["grade"].where(visits["grade"].notna(), "").astype(str), strict=True)
    leave_room(ax, first - margin, [*ends, (last + margin, "")])
    name_years(ax, first, last + margin)
    ax.tick_params(axis="y", length=0)
    press = (visits["source_type"] == "press").any()
    add_note(ax, sources, read_chart_words()["notes"]["press"] if press else "")
    return ax


@styled
def plot_coverage(coverage: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what each visit looked at: a row per theme, a column per visit.

    `coverage` has one row per theme_label and label (of the visit), with look and source_type.
    """
    cells = coverage.assign(row=coverage["theme_label"])
    return draw_values(cells, "coverage", sources=sources, ax=ax, joined=True)
