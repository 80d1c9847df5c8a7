"""The codebook as a page: a heading per theme, so that other pages can link to it, and what the theme includes."""

import pandas as pd
from IPython.display import Markdown, display

from analysis.compare.codebook import read_codebook_words
from analysis.notebook.show import _escape


def show_codebook(themes: pd.DataFrame) -> None:
    """Show theme by theme what it means, what shows it and how often the letters speak of it.

    `themes` has a row per theme, as `summarise_codebook` gives them in its data.
    """
    for row in themes.to_dict("records"):
        display(Markdown("\n\n".join([f"### {_escape(row['theme_label'])}", _escape(row["definition"]), _list(row)])))


def _list(row: dict) -> str:
    """Return what there is to say of a theme as a list in Markdown, with what belongs together in one line."""
    lines = [
        " ".join(f"**{begin}:** {_escape(row[column])}" for column, begin in line.items() if pd.notna(row[column]))
        for line in read_codebook_words()["lines"]
    ]
    return "\n".join(f"- {line}" for line in lines if line)
