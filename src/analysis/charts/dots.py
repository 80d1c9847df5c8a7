"""Charts of dots on a line: visits in time, shares with their intervals."""

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from analysis.charts.style import add_note, make_axes, place_in_groups, read_chart_words, set_title, styled, wrap


@styled
def plot_timeline(visits: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the visits in time: a row and a dot per visit, the latest below, with the overall grade where there is one.

    `visits` has one row per visit, by date: label, start_date, source_type, grade (may be missing).
    """
    words = read_chart_words()
    ax = make_axes(ax, rows=len(visits))
    for place, visit in enumerate(visits.itertuples()):
        press = visit.source_type == "press"
        ax.scatter(visit.start_date, place, s=90, marker="o", facecolor="white" if press else words["colours"]["praise"],
                   edgecolor=words["colours"]["praise"], linewidth=2, zorder=3)  # fmt: skip
        if pd.notna(visit.grade):
            ax.annotate(visit.grade, (visit.start_date, place), xytext=(9, 0), textcoords="offset points", va="center")
    ax.set_yticks(range(len(visits)), [wrap(label, 40) for label in visits["label"]])
    ax.set_ylim(len(visits) - 0.5, -0.5)
    span = (visits["start_date"].max() - visits["start_date"].min()).days if len(visits) else 0
    margin = pd.Timedelta(days=max(180, span // 8))
    if len(visits):
        ax.set_xlim(visits["start_date"].min() - margin, visits["start_date"].max() + margin)
    ax.xaxis.set_major_locator(mdates.YearLocator(max(1, span // 3650)))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    ax.tick_params(axis="y", length=0)
    set_title(ax, words["titles"]["timeline"])
    add_note(ax, words["notes"]["press"] if (visits["source_type"] == "press").any() else "")
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
    places = place_in_groups(shares["theme_label"], ax)
    for place, row in zip(places, shares.itertuples(), strict=True):
        if pd.isna(row.share):
            ax.text(0.005, place, row.status, va="center", fontsize=9, color=words["colours"]["faint"])
            continue
        press = row.source_type == "press"
        if not press:
            ax.hlines(place, row.low, row.high, color=colour, linewidth=2)
        ax.scatter(row.share, place, s=70, facecolor="white" if press else colour, edgecolor=colour, linewidth=2, zorder=3)
        end = row.share if press else row.high
        ax.annotate(f"{row.n_theme} of {row.n_findings}", (end, place), xytext=(9, 0), textcoords="offset points",
                    va="center", fontsize=9)  # fmt: skip
    ax.set_yticks(places, [wrap(label, 34) for label in shares["label"]])
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("Share of the visit's findings")
    set_title(ax, words["titles"]["shares"])
    press = words["notes"]["press"] if (shares["source_type"] == "press").any() else ""
    add_note(ax, sources, words["notes"]["interval"], press, words["notes"]["machine"])
    return ax
