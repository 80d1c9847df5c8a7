"""One function, one chart: tidy data in, axes out; nothing is computed here but the order of what is drawn."""

from analysis.charts.exhibits import draw_exhibit, find_plot, list_plots, save_figure
from analysis.charts.measure import FONT, READERS_FONT
from analysis.charts.split import split_exhibit
from analysis.charts.style import STYLE

__all__ = [
    "FONT",
    "READERS_FONT",
    "STYLE",
    "draw_exhibit",
    "find_plot",
    "list_plots",
    "save_figure",
    "split_exhibit",
]
