"""Charts of praise and concern: stacked bars of findings, by theme or by section."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    add_legend,
    add_note,
    keep_columns_only,
    make_axes,
    place_in_groups,
    read_chart_words,
    set_title,
    styled,
    wrap,
)

PARTS = ("concern", "both", "praise", "neither")


@styled
def plot_balance(balance: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the findings on each theme at each visit by what they voice: a bar per theme and visit.

    `balance` has one row per theme_label and label (of the visit), with status, source_type, the counts concern,
    both, praise and neither, n_theme and n_findings.
    """
    ax = make_axes(ax, rows=len(balance) + 1.6 * balance["theme_label"].nunique())
    places = place_in_groups(ax, balance["theme_label"], balance["label"])
    for place, row in zip(places, balance.itertuples(), strict=True):
        _draw_bar(ax, place, row._asdict(), hollow=row.source_type == "press")
        silence = row.status if row.status.startswith("not ") else "no finding"
        words = f"{row.n_theme} of {row.n_findings}" if row.n_theme else silence
        ax.text(row.n_theme + 0.15, place, words, va="center", fontsize=9)
    _finish(ax, balance, "Findings that speak of the theme", "balance", sources)
    return ax


@styled
def plot_sections(sections: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the findings of one visit by section and by what they voice: a bar per section.

    `sections` has one row per section, with the counts concern, both, praise and neither, n_theme (findings of the
    section) and source_type.
    """
    ax = make_axes(ax, rows=1.6 * len(sections) + 1)
    places = [-1.0 * place for place in range(len(sections))]
    for place, row in zip(places, sections.itertuples(), strict=True):
        _draw_bar(ax, place, row._asdict(), hollow=row.source_type == "press")
    ax.set_yticks(places, [wrap(section, 44) for section in sections["section"]])
    ax.set_ylim(-len(sections) + 0.3, 0.7)
    _finish(ax, sections, "Findings", "sections", sources)
    return ax


def _draw_bar(ax: Axes, place: float, counts: dict, *, hollow: bool) -> None:
    colours, start = read_chart_words()["colours"], 0
    for part in PARTS:
        n = counts[part]
        if not n:
            continue
        style = (
            {"facecolor": "white", "edgecolor": colours[part], "linewidth": 2} if hollow else {"color": colours[part]}
        )
        if part == "neither":
            style = {"facecolor": "white", "edgecolor": colours["line"], "linewidth": 0.8}
        ax.barh(place, n - 0.06 if hollow else n, left=start + (0.03 if hollow else 0), height=0.66, **style)
        dark = part == "praise" and not hollow
        ax.text(
            start + n / 2,
            place,
            str(n),
            ha="center",
            va="center",
            color="white" if dark else "black",
            fontsize=9,
        )
        start += n


def _finish(ax: Axes, data: pd.DataFrame, xlabel: str, title: str, sources: str) -> None:
    words = read_chart_words()
    shown = {words["balance"][part]: words["colours"][part] for part in PARTS if data[part].sum()}
    add_legend(ax, shown)
    set_title(ax, words["titles"][title])
    ax.set_xlim(0, max(data["n_theme"].max() * 1.18, 4))
    ax.xaxis.get_major_locator().set_params(integer=True)
    keep_columns_only(ax)
    ax.set_xlabel(xlabel)
    press = (data["source_type"] == "press").any()
    add_note(ax, sources, words["notes"]["press"] if press else "")
