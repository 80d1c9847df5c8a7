"""Charts of themes across visits: where each stands, and the strengths and concerns in the findings on it."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.bars import draw_bar, finish_bars
from analysis.charts.style import BEHIND_BAR, put_behind, read_chart_words, stack_groups, styled
from analysis.charts.tiles import MANY, draw_values
from analysis.compare import label_value

MOST_WORDY = 6  # columns that are wide enough for a tally in words


@styled
def plot_statuses(statuses: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw where each theme stands at each visit: a row per theme, a column per visit.

    `statuses` has one row per theme_label and label (of the visit), with status, source_type, tally (small
    print in the tile; with many themes or visits n_strength, n_concern and n_mixed in signs) and turns (whether one
    sentence turns the status: an asterisk). Of many themes those that are alike at every visit are in one row.
    """
    return _draw_statuses(statuses, sources=sources, ax=ax, joined=True)


def _draw_statuses(statuses: pd.DataFrame, *, sources: str, ax: Axes | None, joined: bool) -> Axes:
    """Draw the statuses; `joined`: of many rows, those that are alike are one."""
    many = statuses["theme_label"].nunique() > MANY
    short = many or statuses["label"].nunique() > MOST_WORDY
    notes = [_tally_in_signs(row) for row in statuses.itertuples()] if short else statuses["tally"].map(_hold_together)
    cells = statuses.assign(row=statuses["theme_label"], look=statuses["status"], note=notes, starred=statuses["turns"])
    return draw_values(cells, "statuses", sources=sources, ax=ax, joined=joined and many, signs=short)


def _hold_together(tally: str) -> str:
    """Return a tally that breaks at its commas alone, so that no number is parted from what it counts."""
    return tally.replace(" ", "\u00a0").replace(",\u00a0", ", ")


def _tally_in_signs(row: tuple) -> str:
    """Return how many sentences voice a strength, a concern or both, each with its sign (words.yml)."""
    signs = read_chart_words()["signs"]
    counts = [(sign, getattr(row, f"n_{stance}")) for stance, sign in signs.items()]
    return " ".join(f"{sign}{n}" for sign, n in counts if n)


@styled
def plot_effect(effect: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the statuses that reviews move: a row per theme and visit, a column by machine alone, one with the reviews.

    `effect` has one row per theme_label, label (of the visit) and way, with status, source_type, tally and turns.
    """
    rows = effect.assign(theme_label=effect["theme_label"] + ", " + effect["label"], label=effect["way"])
    return _draw_statuses(rows, sources=sources, ax=ax, joined=False)


@styled
def plot_balance(balance: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw the findings on each theme at each visit by what they voice: a bar per theme and visit.

    `balance` has one row per theme_label and label (of the visit), with status, source_type, the counts concern,
    mixed, strength and neutral, n_theme and n_findings.
    """
    ax, heights = stack_groups(ax, balance["theme_label"], balance["label"])
    ends = []
    for height, row in zip(heights, balance.itertuples(), strict=True):
        draw_bar(ax, height, row._asdict(), hollow=row.source_type == "press")
        silence = (
            label_value("statuses", row.status, row.source_type) if row.status.startswith("not ") else "no finding"
        )
        words = f"{row.n_theme} of {row.n_findings}" if row.n_theme else silence
        ends.append((row.n_theme, words))
        put_behind(ax, row.n_theme, height, words, gap=BEHIND_BAR)
    finish_bars(ax, balance, "balance", sources, ends)
    return ax
