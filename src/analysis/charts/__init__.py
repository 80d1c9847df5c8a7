"""One function, one chart: tidy data in, axes out; nothing is computed here but the order of what is drawn."""

from analysis.charts.agreement import plot_agreement, plot_confusion
from analysis.charts.bars import plot_balance, plot_sections
from analysis.charts.counts import plot_asked, plot_moves
from analysis.charts.dots import plot_shares, plot_timeline
from analysis.charts.grids import plot_coverage, plot_ledger, plot_statuses
from analysis.charts.peers import plot_distinctive, plot_place
from analysis.charts.traces import plot_traces

__all__ = [
    "plot_agreement",
    "plot_asked",
    "plot_balance",
    "plot_confusion",
    "plot_coverage",
    "plot_distinctive",
    "plot_ledger",
    "plot_moves",
    "plot_place",
    "plot_sections",
    "plot_shares",
    "plot_statuses",
    "plot_timeline",
    "plot_traces",
]
