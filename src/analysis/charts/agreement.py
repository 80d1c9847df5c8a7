"""Charts of how far people and the machine agree."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    BEHIND_BAR,
    add_note,
    keep_columns_only,
    leave_room,
    make_axes,
    put_behind,
    read_chart_words,
    read_looks,
    stack_groups,
    styled,
)
from analysis.charts.tiles import draw_tile, frame_grid, shade
from analysis.compare import label_value


@styled
def plot_agreement(agreement: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw how far two coders agree: a dot per value and measure, with its interval.

    `agreement` has one row per value and measure, with n_decisions, estimate, low and high (missing where they
    cannot be told).
    """
    colours = read_looks()["colours"]
    groups = [f"{row.value.capitalize()} ({row.n_decisions} decisions)" for row in agreement.itertuples()]
    measures = agreement["measure"].map(lambda measure: label_value("measures", measure))
    ax, heights = stack_groups(ax, pd.Series(groups), measures, tallest=4)
    for height, row in zip(heights, agreement.itertuples(), strict=True):
        if pd.isna(row.estimate):
            put_behind(ax, 0, height, "cannot be told", gap=BEHIND_BAR, colour=colours["faint"])
            continue
        ax.hlines(height, row.low, row.high, color=colours["main"], linewidth=2)
        ax.scatter(row.estimate, height, s=70, color=colours["main"], zorder=3)
        end = row.estimate if pd.isna(row.high) else row.high
        put_behind(ax, end, height, f"{row.estimate:.2f}")
    leave_room(ax, min(0, agreement["low"].fillna(0).min()), [(1, f"{1:.2f}")])
    keep_columns_only(ax)
    add_note(ax, sources, read_chart_words()["notes"]["bootstrap"])
    return ax


@styled
def plot_confusion(confusion: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what the machine says of the sentences on which people say one thing: a row per person's value.

    `confusion` has one row per person and machine (values), with n_codings and share (of the person's row).
    """
    values = list(confusion["person"].unique())
    labels = [f"people: {label_value('stances', value)}" for value in values]
    ax = make_axes(ax, labels, rows=len(values) + 2.4, width=0.83)
    for cell in confusion.itertuples():
        spot = values.index(cell.machine), -values.index(cell.person)
        look = shade(cell.share if cell.n_codings else 0)
        draw_tile(ax, spot, 0.84, {"words": str(cell.n_codings)} | look)
    ax.set_yticks([-index for index in range(len(values))], labels)
    frame_grid(ax, [f"machine: {label_value('stances', value)}" for value in values], (0.5 - len(values), 0.5))
    add_note(ax, sources, read_chart_words()["notes"]["confusion"])
    return ax
