"""What a notebook shows: computed sentences, charts with a text alternative, tables that read well."""

import io

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, Image, Markdown, display

from analysis.charts.style import SAVING, Plot, draw
from analysis.compare.words import read_words

DPI = 144  # sharp on today's screens; shown at the size the chart was drawn for
SCREEN_DPI = 96
# In the cells themselves, for JupyterLab drops style sheets from a notebook that nobody has run yet.
CELL = 'style="text-align: left; vertical-align: top"'


def say(*sentences: str) -> None:
    """Show computed sentences as text."""
    display(Markdown("\n\n".join(_escape(sentence) for sentence in sentences if sentence)))


def _escape(text: str) -> str:
    """Return text that Markdown shows as it stands."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|$" else char for char in text)


def show(plot: Plot, data: pd.DataFrame, *, alt: str, sources: str = "", title: str = "") -> None:
    """Show the chart that `plot` draws of `data` as a picture with the text alternative `alt`.

    `title` says what the data show, and goes before the chart's own, which says what it is about.

    Without data there is nothing to draw, and `alt`, which says so, is shown as text.
    """
    if not len(data):
        say(alt)
        return
    figure = draw(plot, data, sources=sources, title=title)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=DPI, **SAVING)
    plt.close(figure)
    width = int.from_bytes(picture.getvalue()[16:20]) * SCREEN_DPI // DPI  # the PNG header holds its width
    display(Image(picture.getvalue(), width=width, alt=alt))


def show_table(table: pd.DataFrame, *, empty: str = "Nothing to show.") -> None:
    """Show a table: headings in words, texts whole and at the left, missing as an empty cell, no row numbers.

    An empty table shows the sentence `empty` instead.
    """
    if not len(table):
        say(empty)
        return
    known = read_words()["columns"]
    names = {column: known.get(column, str(column).replace("_", " ")) for column in table.columns}
    page = table.rename(columns=names).to_html(index=False, na_rep="", border=0, float_format="{:.2f}".format)
    for tag in ("td", "th"):
        page = page.replace(f"<{tag}>", f"<{tag} {CELL}>")
    display(HTML(page))
