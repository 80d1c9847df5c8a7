"""What a notebook shows: computed sentences, charts with a text alternative, tables that read well."""

import io

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, Image, Markdown, display

from analysis.charts import SAVING, draw_exhibit
from analysis.compare import (
    Exhibit,
    compare_statuses,
    describe_statuses,
    exhibit_balance,
    label_theme,
    quote_themes,
    read_words,
)

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


def show(exhibit: Exhibit) -> None:
    """Show the chart of an exhibit as a picture with its text alternative.

    Without data there is nothing to draw, and the text alternative, which says so, is shown as text.
    """
    if not len(exhibit.data):
        say(exhibit.alt)
        return
    figure = draw_exhibit(exhibit)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=DPI, **SAVING)
    plt.close(figure)
    width = int.from_bytes(picture.getvalue()[16:20]) * SCREEN_DPI // DPI  # the PNG header holds its width
    display(Image(picture.getvalue(), width=width, alt=exhibit.alt))


def show_table(table: pd.DataFrame, *, empty: str = "Nothing to show.") -> None:
    """Show a table of any columns: headings in words, texts whole and at the left, missing as an empty cell.

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


def show_themes(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str]) -> None:
    """Show theme by theme where it stands, its strengths and concerns, and every sentence on it.

    `visits` as `choose_visits` gives them; `themes` are ids of the codebook.
    """
    statuses = compare_statuses(tables, visits, themes)
    for theme in themes:
        balance = exhibit_balance(tables, visits, [theme])
        display(Markdown(f"### {_escape(label_theme(theme))}"))
        show(balance)
        say(describe_statuses(statuses, theme), balance.alt)
        show_table(balance.data[["label", "concern", "mixed", "strength", "neutral", "n_theme", "n_findings"]])
        quotes = quote_themes(tables, visits, theme)[["label", "place", "kind", "speaker", "stance", "text"]]
        show_table(quotes, empty="No sentence speaks of it.")
