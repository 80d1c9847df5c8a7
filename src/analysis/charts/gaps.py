"""Charts of time and scope: how long from visit to visit, and what focused visits looked at."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    add_note,
    keep_columns_only,
    leave_room,
    make_axes,
    name_years,
    put_behind,
    read_chart_words,
    read_looks,
    styled,
    wrap_names,
)
from analysis.charts.tiles import draw_counts, draw_values, shade


@styled
def plot_gaps(gaps: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the visits in time: a row per visit, the latest below, with a line to the next and how long it is.

    `gaps` has one row per visit, by date: label, grade (may be missing), source_type, start_date, end (where the line
    ends), gap (in words), is_open (whether no later visit is on file: a dotted line).
    """
    colours, notes = read_looks()["colours"], read_chart_words()["notes"]
    names = gaps["label"].where(gaps["grade"].isna(), gaps["label"] + ", " + gaps["grade"].astype("str"))
    names = wrap_names(names)
    ax = make_axes(ax, names)
    ax.set_yticks(range(len(gaps)), names)
    ends = []
    for row, visit in enumerate(gaps.itertuples()):
        line = {"linestyle": ":" if visit.is_open else "-", "color": colours["faint"], "linewidth": 2, "zorder": 2}
        ax.plot([visit.start_date, visit.end], [row, row], **line)
        inside = "white" if visit.source_type == "press" else colours["main"]
        ax.scatter(visit.start_date, row, s=90, facecolor=inside, edgecolor=colours["main"], linewidth=2, zorder=3)
        if visit.end > visit.start_date:
            words = notes["open"].format(gap=visit.gap) if visit.is_open else visit.gap
            put_behind(ax, visit.end, row, words)
            ends.append((visit.end, words))
    ax.set_ylim(len(gaps) - 0.5, -0.5)
    _set_years(ax, gaps["start_date"].min(), gaps["end"].max(), ends)
    keep_columns_only(ax)
    press = (gaps["source_type"] == "press").any()
    add_note(ax, sources, notes["press"] if press else "", notes["gaps"])
    return ax


def _set_years(ax: Axes, first: pd.Timestamp, last: pd.Timestamp, ends: list[tuple[pd.Timestamp, str]]) -> None:
    """Let the axis run over the visits, with room at the right for the words behind the last line."""
    span = max((last - first).days, 360)
    leave_room(ax, first - pd.Timedelta(days=span // 20), [*ends, (first + pd.Timedelta(days=span), "")])
    name_years(ax, first, last)


@styled
def plot_scopes(scopes: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what focused visits looked at: a row per part of the service, a column per visit.

    `scopes` has one row per part and label (of the visit), with status and source_type.
    """
    return draw_values(scopes.assign(row=scopes["part"], look=scopes["status"]), "scopes", sources=sources, ax=ax)


@styled
def plot_parts(parts: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw how many focused visits name each part of the service: a row per part, a column per year.

    `parts` has one row per part and column, with n_named and n_visits.
    """
    visits = dict(zip(parts["column"], parts["n_visits"], strict=True))
    heads = {column: f"{column}\n({n} visit{'' if n == 1 else 's'})" for column, n in visits.items()}
    cells = [(row.part, row.column, str(row.n_named), shade(row.n_named / row.n_visits)) for row in parts.itertuples()]
    ax = draw_counts(cells, heads, ax)
    add_note(ax, sources, read_chart_words()["notes"]["parts"])
    return ax
