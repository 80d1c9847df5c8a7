"""One function, one chart: tidy data in, axes out; nothing is computed here but the order of what is drawn."""

from analysis.charts.agreement import plot_agreement, plot_confusion
from analysis.charts.bars import plot_balance, plot_sections
from analysis.charts.dots import plot_shares, plot_timeline
from analysis.charts.grids import plot_coverage, plot_ledger, plot_statuses

__all__ = [
    "plot_agreement",
    "plot_balance",
    "plot_confusion",
    "plot_coverage",
    "plot_ledger",
    "plot_sections",
    "plot_shares",
    "plot_statuses",
    "plot_timeline",
]
