"""Charts of one authority among others, and of the words that tell visits apart."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from analysis.charts.style import (
    add_legend,
    add_note,
    keep_columns_only,
    make_axes,
    place_in_groups,
    read_chart_words,
    set_title,
    styled,
)


@styled
def plot_place(places: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw with how many other authorities a theme was raised: a bar per theme and group of authorities.

    `places` has one row per theme_label and group, with n_looked, n_raised, n_asked and own_status (what the
    authority's own letter says of the theme, written beside the theme).
    """
    words = read_chart_words()
    colours, names = words["colours"], words["place"]
    ax = make_axes(ax, rows=len(places) + 1.9 * places["theme_label"].nunique())
    own = places["own_status"].map(lambda status: words["statuses"].get(status, {}).get("words", status))
    spots = place_in_groups(ax, places["theme_label"] + " (here: " + own + ")", places["group"])
    for spot, row in zip(spots, places.itertuples(), strict=True):
        if not row.n_looked:
            ax.text(0.005, spot, names["none"], va="center", fontsize=9, color=colours["faint"])
            continue
        ax.barh(spot, row.n_raised / row.n_looked, height=0.66, color=colours["both"])
        ax.barh(spot, row.n_asked / row.n_looked, height=0.66, color=colours["asked"])
        label = f"{row.n_raised} of {row.n_looked}" + (f", asked for by {row.n_asked}" if row.n_asked else "")
        ax.text(row.n_raised / row.n_looked + 0.01, spot, label, va="center", fontsize=9)
    ax.set_xlim(0, 1.28)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    keep_columns_only(ax)
    ax.set_xlabel(names["axis"])
    add_legend(ax, {names["asked"]: colours["asked"], names["raised"]: colours["both"]})
    set_title(ax, words["titles"]["place"])
    add_note(ax, sources, words["notes"]["place"], words["notes"]["machine"])
    return ax


@styled
def plot_distinctive(terms: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the terms that tell visits apart: a bar per term, to the side of the visit that uses it more.

    `terms` has one row per label (of the later visit) and term, with z, n_first and n_later.
    """
    words = read_chart_words()
    colours, names = words["colours"], words["distinctive"]
    terms = terms.sort_values(["z"], kind="stable")
    terms = pd.concat([rows for _, rows in terms.groupby("label", sort=False)])
    ax = make_axes(ax, rows=len(terms) + 1.6 * terms["label"].nunique() + 1)
    spots = place_in_groups(ax, names["group"] + terms["label"], terms["term"])
    for spot, row in zip(spots, terms.itertuples(), strict=True):
        later = row.z > 0
        ax.barh(spot, row.z, height=0.66, color=colours["praise" if later else "concern"])
        ax.annotate(f"{row.n_first} to {row.n_later}", (row.z, spot), xytext=(4 if later else -4, 0),
                    textcoords="offset points", ha="left" if later else "right", va="center", fontsize=9)  # fmt: skip
    reach = max(terms["z"].abs().max() * 1.3, 3)
    ax.set_xlim(-reach, reach)
    ax.axvline(0, color=colours["line"], linewidth=0.8)
    keep_columns_only(ax)
    ax.set_xlabel(names["axis"])
    add_legend(ax, {names["first"]: colours["concern"], names["later"]: colours["praise"]})
    set_title(ax, words["titles"]["distinctive"])
    add_note(ax, sources, words["notes"]["distinctive"])
    return ax
