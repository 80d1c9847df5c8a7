"""What a notebook shows: computed sentences, charts with what stands behind them, tables."""

import base64
from dataclasses import replace
from html import escape

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, Markdown, display

from analysis.charts import draw_exhibit, save_figure
from analysis.compare import (
    Exhibit,
    compare_statuses,
    count_things,
    describe_statuses,
    exhibit_balance,
    label_theme,
    quote_themes,
)
from analysis.notebook.tables import render_fold, render_passages, render_table

DPI = 144  # sharp on today's screens; shown at the size the chart was drawn for
SCREEN_DPI = 96
PAPER = "max-width: 100%; height: auto; padding: 8px 0; background: white"
LONGEST_SENTENCE = 320  # characters of a chart's text that stand under it; a longer one is folded


def say(*sentences: str) -> None:
    """Show computed sentences as text."""
    display(Markdown("\n\n".join(escape_text(sentence) for sentence in sentences if sentence)))


def escape_text(text: str) -> str:
    """Return text that Markdown shows as it stands, without links where something in it looks like an address.

    >>> escape_text("*see* www.example.org")
    '\\\\*see\\\\* www\\\\.example.org'
    """
    text = "".join(f"\\{char}" if char in "\\`*_[]<>#|$@" else char for char in text)
    return text.replace("://", "\\://").replace("www.", "www\\.")


def show(exhibit: Exhibit, passages: pd.DataFrame | None = None) -> None:
    """Show an exhibit: its chart as a picture, its text alternative as a sentence, and, folded, what stands behind it.

    That is `table` (else `data`), from whose cells links lead to the passages, and the passages: `passages`, else those
    of the exhibit, a row each, with the columns of `quote_themes` or `set_side_by_side`. A long text alternative is
    folded too. Without data there is nothing to draw, and the text alternative, which says so, is shown alone.
    """
    if not len(exhibit.data):
        say(exhibit.alt)
        return
    display(_draw(exhibit))
    folds = []
    if len(exhibit.alt) > LONGEST_SENTENCE:
        folds.append(render_fold("The chart in words", f"<p>{escape(exhibit.alt)}</p>"))
    else:
        say(exhibit.alt)
    table = exhibit.data if exhibit.table is None else exhibit.table
    passages = exhibit.passages if passages is None else passages
    page, links = "", {}
    if passages is not None and len(passages):
        page, links = render_passages(passages, f"{exhibit.plot}-{len(exhibit.data)}")
        page = render_fold(f"The sentences behind it: {len(passages)}", page)
    folds.append(render_fold(f"The data: {count_things(len(table), 'row')}", render_table(table, links)))
    display(HTML("".join([*folds, page])))


def _draw(exhibit: Exhibit) -> HTML:
    figure = draw_exhibit(exhibit)
    picture = save_figure(figure, "png", dpi=DPI)
    plt.close(figure)
    return make_picture(picture, exhibit.alt)


def make_picture(png: bytes, alt: str, dpi: int = DPI) -> HTML:
    """Return a picture as HTML with its text alternative, which JupyterLab drops from a picture as such.

    It stays on white paper in a dark theme: its colours stand out from white, and it looks as in the board's papers.
    """
    width = int.from_bytes(png[16:20]) * SCREEN_DPI // dpi  # the PNG header holds its width
    source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return HTML(f'<img alt="{escape(alt)}" width="{width}" style="{PAPER}" src="{source}">')


def show_table(table: pd.DataFrame, *, empty: str = "Nothing to show.", fold: str = "") -> None:
    """Show a table of any columns as `render_table` gives it; folded under the name `fold` where one is given.

    An empty table shows the sentence `empty` instead.
    """
    if not len(table):
        say(empty)
        return
    page = render_table(table)
    display(HTML(render_fold(f"{fold}: {count_things(len(table), 'row')}", page) if fold else page))


def show_themes(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, themes: list[str]) -> None:
    """Show theme by theme where it stands, its strengths and concerns, and, folded, every sentence on it.

    `visits` as `choose_visits` gives them; `themes` are ids of the codebook.
    """
    statuses = compare_statuses(tables, visits, themes)
    for theme in themes:
        balance = exhibit_balance(tables, visits, [theme])
        display(Markdown(f"### {escape_text(label_theme(theme))}"))
        balance = replace(balance, alt=f"{describe_statuses(statuses, theme)} {balance.alt}")
        show(balance, quote_themes(tables, visits, theme))
