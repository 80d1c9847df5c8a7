"""Charts that are grids of tiles: coverage, status of themes, what became of what was asked for."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import add_note, draw_grid, read_chart_words, set_title, styled


@styled
def plot_coverage(coverage: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what each visit looked at: a row per theme, a column per visit.

    `coverage` has one row per theme_label and label (of the visit), with status, covered and source_type.
    """
    looks = read_chart_words()["coverage"]
    beyond = coverage["covered"] & (coverage["status"] != "in_scope")
    cells = coverage.assign(row=coverage["theme_label"], look=coverage["status"].where(~beyond, "found"))
    return _plot_tiles(cells, looks, "coverage", sources, ax)


@styled
def plot_statuses(statuses: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw where each theme stands at each visit: a row per theme, a column per visit.

    `statuses` has one row per theme_label and label (of the visit), with status and source_type.
    """
    cells = statuses.assign(row=statuses["theme_label"], look=statuses["status"])
    return _plot_tiles(cells, read_chart_words()["statuses"], "statuses", sources, ax)


@styled
def plot_ledger(ledger: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what became of each item that was asked for: a row per item, a column per later visit.

    `ledger` has one row per item and label (of the later visit), with status and source_type.
    """
    cells = ledger.assign(row=ledger["item"], look=ledger["status"])
    return _plot_tiles(cells, read_chart_words()["ledger"], "ledger", sources, ax)


def _plot_tiles(cells: pd.DataFrame, looks: dict, title: str, sources: str, ax: Axes | None) -> Axes:
    words = read_chart_words()
    hollow = set(cells.loc[cells["source_type"] == "press", "label"])
    rows, columns = list(cells["row"].unique()), list(cells["label"].unique())
    ax = draw_grid(cells, looks, rows=rows, columns=columns, hollow=hollow, ax=ax)
    set_title(ax, words["titles"][title])
    add_note(ax, sources, words["notes"]["press"] if hollow else "")
    return ax
