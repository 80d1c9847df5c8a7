"""Bars of findings by what they voice: concern, mixed, strength, neutral."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.colours import pick_edge
from analysis.charts.style import add_legend, add_note, keep_columns_only, leave_room, read_chart_words, read_looks
from analysis.charts.uses import find_use
from analysis.compare import BALANCES, label_value


def draw_bar(ax: Axes, y: float, counts: dict, *, hollow: bool) -> None:
    """Draw the counts of findings by balance as one bar, stretch by stretch, around `y` of the axis."""
    colours, start = read_looks()["colours"], 0
    for balance in BALANCES:
        n = counts[balance]
        if not n:
            continue
        style = {"facecolor": colours[balance], "edgecolor": colours["line"], "linewidth": 0.8}
        if hollow and balance != "neutral":
            style = {"facecolor": "white", "edgecolor": pick_edge(colours[balance]), "linewidth": 2}
        ax.barh(y, n - 0.06 if hollow else n, left=start + (0.03 if hollow else 0), height=0.66, **style)
        ink = "white" if balance == "strength" and not hollow else "black"
        ax.text(start + n / 2, y, str(n), ha="center", va="center_baseline", color=ink, fontsize=find_use().text)
        start += n


def finish_bars(ax: Axes, data: pd.DataFrame, axis: str, sources: str, ends: list[tuple[float, str]]) -> None:
    """Add legend, axis and note to bars.

    `data` has the columns of `BALANCES`, n_theme and source_type; `ends` where each bar ends, and the words behind it.
    """
    words, colours = read_chart_words(), read_looks()["colours"]
    add_legend(ax, {label_value("stances", balance): colours[balance] for balance in BALANCES if data[balance].sum()})
    leave_room(ax, 0, [*ends, (4, "")])
    ax.xaxis.get_major_locator().set_params(integer=True)
    keep_columns_only(ax)
    ax.set_xlabel(words["axes"][axis])
    add_note(ax, sources, words["notes"]["press"] if (data["source_type"] == "press").any() else "")
