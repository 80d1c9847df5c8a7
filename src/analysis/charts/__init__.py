"""One function, one chart: tidy data in, axes out; nothing is computed here but the order of what is drawn."""

from analysis.charts.exhibits import draw_exhibit, find_plot, list_plots
from analysis.charts.style import SAVING, STYLE

__all__ = ["SAVING", "STYLE", "draw_exhibit", "find_plot", "list_plots"]
