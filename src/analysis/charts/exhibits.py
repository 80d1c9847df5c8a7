"""An exhibit of the comparisons, drawn: the one way from a chart's name to its picture."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from analysis.charts import agreement, files, gaps, improvements, letter, national, peers, shares, terms, themes
from analysis.charts.style import STYLE, Plot, set_title
from analysis.compare import Exhibit

SUBJECTS = (agreement, files, gaps, improvements, letter, national, peers, shares, terms, themes)


def list_plots() -> dict[str, Plot]:
    """Return the function of each chart, plot_<name> of some subject, by name.

    >>> "statuses" in list_plots()
    True
    """
    return {
        name.removeprefix("plot_"): plot
        for subject in SUBJECTS
        for name, plot in vars(subject).items()
        if name.startswith("plot_")
    }


def find_plot(name: str) -> Plot:
    """Return the function that draws the chart of that name. Raises ValueError, which lists the charts, for another."""
    plots = list_plots()
    if name not in plots:
        raise ValueError(f"there is no chart {name!r}; the charts are {', '.join(sorted(plots))}")
    return plots[name]


def draw_exhibit(exhibit: Exhibit) -> Figure:
    """Return a new figure with the chart of an exhibit, its title and its sources."""
    with plt.style.context(STYLE):
        ax = find_plot(exhibit.plot)(exhibit.data, sources=exhibit.sources)
        set_title(ax, exhibit.title)
    return ax.figure
