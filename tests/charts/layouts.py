"""What a drawn chart looks like as a page has it: its texts with their boxes and sizes."""

import itertools
from typing import NamedTuple

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from analysis.charts.style import MARGIN


class DrawnText(NamedTuple):
    """A text of a figure: its words, the box it takes in dots, its size in points."""

    words: str
    box: Bbox
    size: float


def list_texts(figure: Figure) -> list[DrawnText]:
    """Return all texts that a figure shows; names of ticks beyond the end of an axis are not shown."""
    figure.set_dpi(150)  # sharp enough that rounding to dots does not count
    figure.canvas.draw()
    hidden = {id(label) for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for label in _list_hidden(axis)}
    texts = [text for text in figure.findobj(plt.Text) if text.get_visible() and text.get_text().strip()]
    return [
        DrawnText(text.get_text(), text.get_window_extent(), text.get_fontsize())
        for text in texts
        if id(text) not in hidden
    ]


def _list_hidden(axis: plt.Axes) -> list:
    low, high = sorted(axis.get_view_interval())
    beyond = [tick for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
    return [label for tick in beyond for label in (tick.label1, tick.label2)]


def find_overlaps(texts: list[DrawnText], slack: float = 1) -> list[str]:
    """Return what is wrong: each pair of texts of which one lies over the other by more than `slack` dots."""
    return [
        f"{one.words!r} lies over {other.words!r}"
        for one, other in itertools.combinations(texts, 2)
        if one.box.padded(-slack).overlaps(other.box.padded(-slack))
        and min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0) > 2 * slack
        and min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0) > 2 * slack
    ]


def find_outside(figure: Figure, texts: list[DrawnText], slack: float = 1) -> list[str]:
    """Return the words of each text that leaves the figure, or stands left of its margin, by more than `slack` dots."""
    (wide, high), left = figure.bbox.size, MARGIN * figure.dpi
    return [
        text.words
        for text in texts
        if text.box.x0 < left - slack
        or text.box.y0 < -slack
        or text.box.x1 > wide + slack
        or text.box.y1 > high + slack
    ]
