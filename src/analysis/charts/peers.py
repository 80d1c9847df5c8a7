"""The chart of one authority among others."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from analysis.charts.style import (
    BEHIND_BAR,
    add_legend,
    add_note,
    keep_columns_only,
    leave_room,
    put_behind,
    read_chart_words,
    read_looks,
    stack_groups,
    styled,
)
from analysis.compare import label_value, read_words


@styled
def plot_peers(peers: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw with how many other authorities a theme was raised: a bar per theme and group of authorities.

    `peers` has one row per theme_label and group, with n_looked, n_raised, n_asked and own_status (what the
    authority's own letter says of the theme, written beside the theme).
    """
    words, colours = read_chart_words(), read_looks()["colours"]
    names = {name: text.format(**read_words()["stances"]) for name, text in words["peers"].items()}
    own = peers["own_status"].map(lambda status: label_value("statuses", status), na_action="ignore")
    ax, heights = stack_groups(ax, peers["theme_label"] + " (here: " + own + ")", peers["group"], tallest=4)
    ends, edge = [], {"edgecolor": colours["line"], "linewidth": 0.8}
    for height, row in zip(heights, peers.itertuples(), strict=True):
        if not row.n_looked:
            put_behind(ax, 0, height, names["none"], gap=BEHIND_BAR, colour=colours["faint"])
            continue
        ax.barh(height, row.n_raised / row.n_looked, height=0.66, color=colours["raised"], **edge)
        ax.barh(height, row.n_asked / row.n_looked, height=0.66, color=colours["asked"], **edge)
        label = f"{row.n_raised} of {row.n_looked}" + (f", asked for by {row.n_asked}" if row.n_asked else "")
        ends.append((row.n_raised / row.n_looked, label))
        put_behind(ax, row.n_raised / row.n_looked, height, label, gap=BEHIND_BAR)
    leave_room(ax, 0, [*ends, (1, "")])
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    keep_columns_only(ax)
    ax.set_xlabel(words["axes"]["peers"])
    add_legend(ax, {names["asked"]: colours["asked"], names["raised"]: colours["raised"]})
    add_note(ax, sources, words["notes"]["peers"], words["notes"]["machine"])
    return ax
