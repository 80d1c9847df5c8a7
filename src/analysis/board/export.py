"""Charts that leave the house: PNG and SVG, with the data as CSV and the text alternative beside them."""

import re
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib.pyplot as plt

from analysis.base.folder import chart_folder
from analysis.board.office import clean_exhibit
from analysis.board.texts import clean_texts
from analysis.charts import FONT, READERS_FONT, draw_exhibit, save_figure, split_exhibit
from analysis.compare import Exhibit
from analysis.find.export import make_csv, write_file
from analysis.tables import slug


def export(exhibit: Exhibit, *, name: str, folder: Path | str | None = None) -> str:
    """Write an exhibit into a folder (output/charts beside the data, if none is given), and say what was written.

    See `write_exhibit`; the sentence that comes back names the files, and the folder where they are.
    """
    return describe_export(write_exhibit(exhibit, name=name, folder=chart_folder(folder)))


def write_exhibit(exhibit: Exhibit, *, name: str, folder: Path, use: str = "page") -> list[Path]:
    """Write the chart of an exhibit, drawn for a use of charts/uses.yml, and return the paths of what was written.

    `<name>.png`, `<name>.svg`, `<name>.csv` (the data; UTF-8 with a mark, so that Excel reads it) and `<name>.txt`
    (title, text alternative and sources), and `<name>-passages.csv` where the exhibit has passages. A chart for which
    the use has no room is several: `<name>-1.png` and so on. The same data give the same bytes; without data nothing is
    written. Raises QuestionError for a file that cannot be written.
    """
    if not len(exhibit.data):
        return []
    path, exhibit = folder / make_file_name(name), clean_exhibit(exhibit)
    parts, written = split_exhibit(exhibit, use), {}
    for n, part in enumerate(parts, start=1):
        stem = path.name if len(parts) == 1 else f"{path.name}-{n}"
        figure = draw_exhibit(part, use)
        written[f"{stem}.png"] = save_figure(figure, "png", Description=part.alt, Software=None)
        written[f"{stem}.svg"] = name_drawing(save_figure(figure, "svg", Date=None).decode(), part, stem).encode()
        plt.close(figure)
    written[f"{path.name}.csv"] = make_csv(exhibit.data)
    lines = filter(None, (exhibit.title, exhibit.alt, exhibit.sources))
    written[f"{path.name}.txt"] = ("\n".join(lines) + "\n").encode()
    if exhibit.passages is not None:
        written[f"{path.name}-passages.csv"] = make_csv(clean_texts(exhibit.passages))
    return [write_file(content, folder / file) for file, content in written.items()]


def name_drawing(svg: str, exhibit: Exhibit, name: str) -> str:
    """Return an SVG as a picture that says its title and what it shows; the ids of these two begin with `name`.

    It names the font that the suite draws in, and what is as wide where that is not installed.
    """
    fonts = ", ".join(f"'{font}'" for font in (FONT, READERS_FONT, "Helvetica"))
    svg = re.sub(rf"'{FONT}'(, '[^']+')*", f"{fonts}, sans-serif", svg)
    head, svg = re.split(r"(?=<svg )", svg, maxsplit=1)
    opening, rest = re.split(r"(?<=>)", svg, maxsplit=1)
    opening = opening.replace("<svg ", f'<svg role="img" aria-labelledby="{name}-title {name}-desc" ', 1)
    said = {"title": exhibit.title, "desc": exhibit.alt}
    title, shown = (f'<{tag} id="{name}-{tag}">{escape(text)}</{tag}>' for tag, text in said.items())
    return f"{head}{opening}\n {title}\n {shown}{rest}"


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
