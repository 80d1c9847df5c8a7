"""The chart of the words that tell visits apart."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    add_legend,
    add_note,
    keep_columns_only,
    make_axes,
    read_chart_words,
    read_looks,
    stack_groups,
    styled,
)


@styled
def plot_terms(terms: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the terms that tell visits apart: a bar per term, to the side of the visit that uses it more.

    `terms` has one row per label (of the later visit) and term, with z, n_first and n_later.
    """
    words, colours = read_chart_words(), read_looks()["colours"]
    names = words["terms"]
    terms = terms.sort_values(["z"], kind="stable")
    terms = pd.concat([rows for _, rows in terms.groupby("label", sort=False)])
    ax = make_axes(ax, rows=len(terms) + 1.6 * terms["label"].nunique() + 1)
    heights = stack_groups(ax, names["group"] + terms["label"], terms["term"])
    for height, row in zip(heights, terms.itertuples(), strict=True):
        later = row.z > 0
        ax.barh(height, row.z, height=0.66, color=colours["later" if later else "first"])
        ax.annotate(f"{row.n_first} to {row.n_later}", (row.z, height), xytext=(4 if later else -4, 0),
                    textcoords="offset points", ha="left" if later else "right", va="center", fontsize=9)  # fmt: skip
    reach = max(terms["z"].abs().max() * 1.3, 3)
    ax.set_xlim(-reach, reach)
    ax.axvline(0, color=colours["line"], linewidth=0.8)
    keep_columns_only(ax)
    ax.set_xlabel(words["axes"]["terms"])
    add_legend(ax, {names["first"]: colours["first"], names["later"]: colours["later"]})
    add_note(ax, sources, words["notes"]["terms"])
    return ax
