"""Charts of how far people and the machine agree."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    add_note,
    draw_tile,
    keep_columns_only,
    make_axes,
    place_in_groups,
    read_chart_words,
    set_title,
    styled,
)


@styled
def plot_agreement(agreement: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw how far two sides agree: a dot per value and measure, with its interval.

    `agreement` has one row per value and measure, with n_decisions, estimate, low and high (missing where they
    cannot be told).
    """
    words = read_chart_words()
    ax = make_axes(ax, rows=len(agreement) + 1.6 * agreement["value"].nunique())
    groups = [f"{row.value.capitalize()} ({row.n_decisions} decisions)" for row in agreement.itertuples()]
    places = place_in_groups(ax, pd.Series(groups), agreement["measure"].map(words["measures"]))
    for place, row in zip(places, agreement.itertuples(), strict=True):
        if pd.isna(row.estimate):
            ax.text(0.005, place, "cannot be told", va="center", fontsize=9, color=words["colours"]["faint"])
            continue
        ax.hlines(place, row.low, row.high, color=words["colours"]["praise"], linewidth=2)
        ax.scatter(row.estimate, place, s=70, color=words["colours"]["praise"], zorder=3)
        end = row.estimate if pd.isna(row.high) else row.high
        spot = {"xytext": (9, 0), "textcoords": "offset points", "va": "center", "fontsize": 9}
        ax.annotate(f"{row.estimate:.2f}", (end, place), **spot)
    ax.set_xlim(min(0, agreement["low"].min()), 1.08)
    keep_columns_only(ax)
    set_title(ax, words["titles"]["agreement"])
    add_note(ax, sources, words["notes"]["bootstrap"])
    return ax


@styled
def plot_confusion(confusion: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what the machine says of the sentences on which people say one thing: a row per person's value.

    `confusion` has one row per person and machine (values), with n_codings and share (of the person's row).
    """
    words = read_chart_words()
    values = list(confusion["person"].unique())
    ax = make_axes(ax, rows=len(values) + 2.4, width=7.5)
    for cell in confusion.itertuples():
        steps = [look for look in words["shades"] if (cell.share if cell.n_codings else 0) >= look["from"]]
        spot = values.index(cell.machine), -values.index(cell.person)
        draw_tile(ax, spot, 0.84, {"words": str(cell.n_codings)} | steps[-1])
    ax.set_yticks([-place for place in range(len(values))], [f"people: {value}" for value in values])
    ax.set_xticks(range(len(values)), [f"machine: {value}" for value in values])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(values) - 0.5), ylim=(0.5 - len(values), 0.5))
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    set_title(ax, words["titles"]["confusion"])
    add_note(ax, sources, words["notes"]["confusion"])
    return ax
