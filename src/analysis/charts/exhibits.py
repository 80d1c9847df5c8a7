"""An exhibit of the comparisons, drawn: the one way from a chart's name to its picture."""

from io import BytesIO
from math import ceil

import matplotlib.pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.charts import agreement, files, gaps, improvements, letter, national, peers, shares, terms, themes
from analysis.charts.style import DPI, STYLE, Plot, set_title, size_texts
from analysis.charts.uses import CM, drawn_for
from analysis.compare import Exhibit

SUBJECTS = (agreement, files, gaps, improvements, letter, national, peers, shares, terms, themes)
STEP = 10 * CM  # steps of a mm to an inch: a height that ends with one is a whole number of dots
SURE = 1e-6  # inches that keep a whole number of dots from being rounded down


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


def draw_exhibit(exhibit: Exhibit, use: str = "screen") -> Figure:
    """Return a new figure with the chart of an exhibit, its title and its sources, drawn for a use of uses.yml.

    For a page or a slide it is exactly as wide as the use. Save it with `save_figure`, which scales nothing. A long
    list makes it higher than that use has room for: see `split_exhibit`.
    """
    with drawn_for(use) as drawn, plt.style.context([*STYLE, size_texts(drawn)]):
        ax = find_plot(exhibit.plot)(exhibit.data, sources=exhibit.sources)
        set_title(ax, exhibit.title)
    figure = ax.figure
    if drawn.high:
        figure.set_size_inches(drawn.wide + SURE, ceil(figure.get_figheight() * STEP) / STEP + SURE)
    return figure


def save_figure(figure: Figure, ending: str, *, dpi: int = DPI, **metadata: str | None) -> bytes:
    """Return a figure that `draw_exhibit` drew as a file that ends so (png, svg), as large as it was drawn.

    `metadata` as matplotlib's savefig takes it; `dpi` are the dots to an inch of a PNG. The same figure gives the same
    bytes.
    """
    content = BytesIO()
    with plt.style.context(STYLE):  # the salt that makes the ids of an SVG stable is part of the style
        if ending == "png":  # savefig would draw everything twice, first to lay it out
            figure.set_dpi(dpi)
            FigureCanvasAgg(figure).print_png(content, metadata=metadata)
        else:
            figure.savefig(content, format=ending, metadata=metadata)
    return content.getvalue()
