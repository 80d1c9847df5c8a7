"""Colours as eyes tell them apart: the contrast of two, and the edge that a pale tile or bar needs on white paper."""

from matplotlib.colors import to_rgb

from analysis.charts.style import read_looks

LEAST = 3  # contrast of a mark and what is behind it, as the rules for accessible content (WCAG 2.2) ask


def find_luminance(colour: str) -> float:
    """Return how light a colour is, 0 (black) to 1 (white), as WCAG defines it.

    >>> find_luminance("#000000"), find_luminance("#FFFFFF")
    (0.0, 1.0)
    """
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 6)


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 (none) to 21, as WCAG defines it.

    >>> measure_contrast("#FFFFFF", "#000000")
    21.0
    """
    dark, light = sorted((find_luminance(one), find_luminance(other)))
    return round((light + 0.05) / (dark + 0.05), 3)


def pick_edge(fill: str) -> str:
    """Return the colour of the edge of what has that fill: its own, else, where that is pale on white, a darker one.

    >>> pick_edge("#12436D"), pick_edge("#BFBFBF")
    ('#12436D', '#767676')
    """
    return fill if measure_contrast(fill, "#FFFFFF") >= LEAST else read_looks()["colours"]["edge"]
