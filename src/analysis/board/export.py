"""Charts that leave the house: PNG and SVG, with the data as CSV and the text alternative beside them."""

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

from analysis.charts.style import SAVING, STYLE, Plot, draw
from analysis.tables import slug

DPI = 200  # sharp in print at the width of a page


def export_chart(
    plot: Plot, data: pd.DataFrame, *, alt: str, name: str, folder: Path, sources: str = "", title: str = ""
) -> list[Path]:
    """Write the chart that `plot` draws of `data`, and return the paths of what was written.

    `<name>.png`, `<name>.svg`, `<name>.csv` (the data; UTF-8 with a mark, so that Excel reads it) and `<name>.txt`
    (title, the text alternative `alt`, and the sources). The same data give the same bytes; without data nothing is
    written.
    """
    if not len(data):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{make_file_name(name)}.{ending}" for ending in ("png", "svg", "csv", "txt")]
    png, svg, table, text = paths
    figure = draw(plot, data, sources=sources, title=title)
    with plt.style.context(STYLE):  # the salt that makes the SVG's ids stable is part of the style
        figure.savefig(png, dpi=DPI, metadata={"Description": alt, "Software": None}, **SAVING)
        figure.savefig(svg, metadata={"Description": alt, "Date": None}, **SAVING)
    plt.close(figure)
    data.to_csv(table, index=False, encoding="utf-8-sig")
    text.write_text("\n".join(filter(None, (title, alt, sources))) + "\n", encoding="utf-8")
    return paths


def describe_export(paths: list[Path]) -> str:
    """Return a sentence that says what was written, and where."""
    if not paths:
        return "Nothing to draw, so nothing was written."
    *parents, folder = paths[0].parent.parts[-2:]
    return f"Written to {'/'.join([*parents, folder])}: {', '.join(path.name for path in paths)}."


def make_file_name(name: str) -> str:
    """Return a name that every system takes as a file's.

    >>> make_file_name("Praise & concern: Stoke-on-Trent")
    'praise-concern-stoke-on-trent'
    """
    return slug(name) or "chart"
