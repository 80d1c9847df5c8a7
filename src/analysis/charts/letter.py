"""The chart of one letter: its findings, section by section."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.bars import draw_bar, finish_bars
from analysis.charts.style import make_axes, styled, wrap_names


@styled
def plot_outline(outline: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the findings of one visit by section and by what they voice: a bar per section.

    `outline` has one row per section, with the counts concern, mixed, strength and neutral, n_theme (findings of the
    section) and source_type.
    """
    names = wrap_names(outline["section"])
    ax = make_axes(ax, names, rows=1.6 * len(outline) + 1)
    heights = [-1.0 * index for index in range(len(outline))]
    for height, row in zip(heights, outline.itertuples(), strict=True):
        draw_bar(ax, height, row._asdict(), hollow=row.source_type == "press")
    ax.set_yticks(heights, names)
    ax.set_ylim(-len(outline) + 0.3, 0.7)
    finish_bars(ax, outline, "outline", sources, [(n, "") for n in outline["n_theme"]])
    return ax
