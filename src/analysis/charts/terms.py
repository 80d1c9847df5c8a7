"""The chart of the words that tell visits apart."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
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


@styled
def plot_terms(terms: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the terms that tell visits apart: two dots per term, how often it stands at the first and the later visit.

    `terms` has one row per label (of the later visit) and term, with z, rate_first, rate_later (times in 1,000 words),
    n_first and n_later. A panel per later visit, in the order of the rows; what it uses more comes first.
    """
    words, colours = read_chart_words(), read_looks()["colours"]
    names = words["terms"]
    panels = [own.sort_values("z", ascending=False, kind="stable") for _, own in terms.groupby("label", sort=False)]
    terms = pd.concat(panels)
    ax, heights = stack_groups(ax, names["group"] + terms["label"], terms["term"])
    ends = []
    for height, row in zip(heights, terms.itertuples(), strict=True):
        rates = row.rate_first, row.rate_later
        ax.plot(rates, (height, height), color=colours["edge"], linewidth=3, zorder=1)
        ax.scatter(rates[0], height, s=60, color=colours["first"], zorder=2)
        ax.scatter(rates[1], height, s=60, color=colours["later"], zorder=3)
        behind = f"{rates[0]:.1f} to {rates[1]:.1f}  ({row.n_first} to {row.n_later} times)"
        ends.append((max(rates), behind))
        put_behind(ax, max(rates), height, behind)
    highest = terms[["rate_first", "rate_later"]].to_numpy().max()
    leave_room(ax, -0.02 * highest, ends)
    keep_columns_only(ax)
    ax.set_xlabel(words["axes"]["terms"])
    add_legend(ax, {names["first"]: colours["first"], names["later"]: colours["later"]})
    add_note(ax, sources, words["notes"]["terms"])
    return ax
