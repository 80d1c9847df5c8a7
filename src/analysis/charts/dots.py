"""Charts of dots on a line: visits in time, shares with their intervals."""

import matplotlib.dates as mdates
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from analysis.charts.style import (
    add_note,
    keep_columns_only,
    make_axes,
    place_in_groups,
    read_chart_words,
    set_title,
    styled,
    wrap,
)


@styled
def plot_timeline(visits: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the visits in time: a row and a dot per visit, the latest below, with its overall grade.

    `visits` has one row per visit, by date: label, start_date, source_type, grade (may be missing).
    """
    words = read_chart_words()
    colour = words["colours"]["praise"]
    ax = make_axes(ax, rows=len(visits))
    names = [wrap(label, 40) for label in visits["label"]]
    sns.scatterplot(
        x=visits["start_date"], y=names, s=120, color=colour, edgecolor=colour, linewidth=2, zorder=3, ax=ax
    )
    for place, visit in enumerate(visits.itertuples()):
        if visit.source_type == "press":
            ax.scatter(visit.start_date, names[place], s=50, color="white", zorder=4)
        if pd.notna(visit.grade):
            spot = {"xytext": (10, 0), "textcoords": "offset points", "va": "center"}
            ax.annotate(visit.grade, (visit.start_date, place), **spot, bbox={"color": "white", "pad": 1})
    ax.set(xlabel="", ylabel="", ylim=(len(visits) - 0.5, -0.5))
    first, last = visits["start_date"].min(), visits["start_date"].max()
    span = (last - first).days
    margin = pd.Timedelta(days=max(180, span // 8))
    ax.set_xlim(first - margin, last + margin)
    ax.xaxis.set_major_locator(mdates.YearLocator(max(1, span // 3650)))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    ax.tick_params(axis="y", length=0)
    set_title(ax, words["titles"]["timeline"])
    add_note(ax, sources, words["notes"]["press"] if (visits["source_type"] == "press").any() else "")
    return ax


@styled
def plot_shares(shares: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the share of findings that speak of each theme at each visit: a dot per theme and visit, with its interval.

    `shares` has one row per theme_label and label (of the visit), with status, source_type, n_theme, n_findings,
    share, low and high. A theme that was not looked at has no dot but says so.
    """
    words = read_chart_words()
    colour = words["colours"]["praise"]
    ax = make_axes(ax, rows=len(shares) + 1.6 * shares["theme_label"].nunique())
    places = place_in_groups(ax, shares["theme_label"], shares["label"])
    for place, row in zip(places, shares.itertuples(), strict=True):
        if pd.isna(row.share):
            ax.text(0.005, place, row.status, va="center", fontsize=9, color=words["colours"]["faint"])
            continue
        press = row.source_type == "press"
        if not press:
            ax.hlines(place, row.low, row.high, color=colour, linewidth=2)
        ax.scatter(
            row.share,
            place,
            s=70,
            facecolor="white" if press else colour,
            edgecolor=colour,
            linewidth=2,
            zorder=3,
        )
        end = row.share if press else row.high
        ax.annotate(f"{row.n_theme} of {row.n_findings}", (end, place), xytext=(9, 0), textcoords="offset points",
                    va="center", fontsize=9)  # fmt: skip
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    keep_columns_only(ax)
    ax.set_xlabel("Share of the visit's findings")
    set_title(ax, words["titles"]["shares"])
    press = words["notes"]["press"] if (shares["source_type"] == "press").any() else ""
    add_note(ax, sources, words["notes"]["interval"], press)
    return ax
