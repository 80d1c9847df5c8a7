"""Charts that leave the house: PNG and SVG, with the data as CSV and the text alternative beside them."""

from pathlib import Path

import matplotlib.pyplot as plt

from analysis.base.folder import chart_folder
from analysis.board.texts import clean_text, clean_texts
from analysis.charts import SAVING, STYLE, draw_exhibit
from analysis.compare import Exhibit
from analysis.find.export import make_csv, write_file
from analysis.tables import slug

DPI = 200  # sharp in print at the width of a page


def export(exhibit: Exhibit, *, name: str, folder: Path | str | None = None) -> str:
    """Write an exhibit into a folder (output/charts beside the data, if none is given), and say what was written.

    See `write_exhibit`; the sentence that comes back names the files, and the folder where they are.
    """
    return describe_export(write_exhibit(exhibit, name=name, folder=chart_folder(folder)))


def write_exhibit(exhibit: Exhibit, *, name: str, folder: Path) -> list[Path]:
    """Write the chart of an exhibit, and return the paths of what was written.

    `<name>.png`, `<name>.svg`, `<name>.csv` (the data; UTF-8 with a mark, so that Excel reads it,
    and no text in it is run) and `<name>.txt`
    (title, text alternative and sources), and `<name>-passages.csv` where the exhibit has passages. The same data give
    the same bytes; without data nothing is written.
    """
    if not len(exhibit.data):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{make_file_name(name)}.{ending}" for ending in ("png", "svg", "csv", "txt")]
    png, svg, table, text = paths
    figure = draw_exhibit(exhibit)
    with plt.style.context(STYLE):  # the salt that makes the SVG's ids stable is part of the style
        figure.savefig(png, dpi=DPI, metadata={"Description": exhibit.alt, "Software": None}, **SAVING)
        figure.savefig(svg, metadata={"Description": exhibit.alt, "Date": None}, **SAVING)
    plt.close(figure)
    write_file(make_csv(clean_texts(exhibit.data)), table)
    lines = filter(None, (exhibit.title, exhibit.alt, exhibit.sources))
    write_file(clean_text("\n".join(lines) + "\n").encode(), text)
    if exhibit.passages is not None:
        paths.append(folder / f"{make_file_name(name)}-passages.csv")
        write_file(make_csv(clean_texts(exhibit.passages)), paths[-1])
    return paths


def describe_export(paths: list[Path]) -> str:
    """Return a sentence that says what was written, and where."""
    if not paths:
        return "Nothing to draw, so nothing was written."
    *parents, folder = paths[0].parent.parts[-2:]
    return f"Written to {'/'.join([*parents, folder])}: {', '.join(path.name for path in paths)}."


def make_file_name(name: str) -> str:
    """Return a name that every system takes as a file's.

    >>> make_file_name("Strengths & concerns: Stoke-on-Trent")
    'strengths-concerns-stoke-on-trent'
    """
    return slug(name) or "chart"
