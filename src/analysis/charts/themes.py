"""Charts of themes across visits: where each stands, and the strengths and concerns in the findings on it."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.bars import draw_bar, finish_bars
from analysis.charts.style import make_axes, stack_groups, styled
from analysis.charts.tiles import draw_values
from analysis.compare import label_value


@styled
def plot_statuses(statuses: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw where each theme stands at each visit: a row per theme, a column per visit.

    `statuses` has one row per theme_label and label (of the visit), with status, source_type, tally (small
    print in the tile) and turns (whether one sentence turns the status: an asterisk).
    """
    cells = statuses.assign(
        row=statuses["theme_label"], look=statuses["status"], note=statuses["tally"], starred=statuses["turns"]
    )
    return draw_values(cells, "statuses", sources=sources, ax=ax)


@styled
def plot_balance(balance: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the findings on each theme at each visit by what they voice: a bar per theme and visit.

    `balance` has one row per theme_label and label (of the visit), with status, source_type, the counts concern,
    mixed, strength and neutral, n_theme and n_findings.
    """
    ax = make_axes(ax, rows=len(balance) + 1.6 * balance["theme_label"].nunique())
    heights = stack_groups(ax, balance["theme_label"], balance["label"])
    for height, row in zip(heights, balance.itertuples(), strict=True):
        draw_bar(ax, height, row._asdict(), hollow=row.source_type == "press")
        silence = (
            label_value("statuses", row.status, row.source_type) if row.status.startswith("not ") else "no finding"
        )
        words = f"{row.n_theme} of {row.n_findings}" if row.n_theme else silence
        ax.text(row.n_theme + 0.15, height, words, va="center", fontsize=9)
    finish_bars(ax, balance, "balance", sources)
    return ax
