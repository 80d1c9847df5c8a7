"""The chart of shares of findings, with their intervals."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from analysis.charts.style import (
    BEHIND_BAR,
    add_note,
    keep_columns_only,
    leave_room,
    put_behind,
    read_chart_words,
    read_looks,
    stack_groups,
    styled,
)


@styled
def plot_shares(shares: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the share of findings that speak of each theme at each visit: a dot per theme and visit, with its interval.

    `shares` has one row per theme_label and label (of the visit), with status, source_type, n_theme, n_findings,
    share, low, high and silence. Where there is no share there is no dot: its silence stands there.
    """
    words, colours = read_chart_words(), read_looks()["colours"]
    ax, heights = stack_groups(ax, shares["theme_label"], shares["label"])
    for height, row in zip(heights, shares.itertuples(), strict=True):
        if pd.isna(row.share):
            put_behind(ax, 0, height, row.silence, gap=BEHIND_BAR, colour=colours["faint"])
            continue
        press = row.source_type == "press"
        if not press:
            ax.hlines(height, row.low, row.high, color=colours["main"], linewidth=2)
        fill = "white" if press else colours["main"]
        ax.scatter(row.share, height, s=70, facecolor=fill, edgecolor=colours["main"], linewidth=2, zorder=3)
        end = row.share if press else row.high
        put_behind(ax, end, height, f"{row.n_theme} of {row.n_findings}")
    ends = [
        (max(row.share, row.high) if pd.notna(row.high) else row.share, f"{row.n_theme} of {row.n_findings}")
        for row in shares[shares["share"].notna()].itertuples()
    ]
    leave_room(ax, 0, [*ends, (0.05 if ends else 1, "")])
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    keep_columns_only(ax)
    ax.set_xlabel(words["axes"]["shares"])
    press = words["notes"]["press"] if (shares["source_type"] == "press").any() else ""
    add_note(ax, sources, words["notes"]["interval"], press)
    return ax
