"""What a notebook shows: computed sentences, charts with what stands behind them, tables."""

import io
from dataclasses import replace
from html import escape

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, Image, Markdown, display

from analysis.charts import SAVING, draw_exhibit
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
QUOTED = ["label", "place", "file", "page", "kind", "speaker", "stance", "text", "sentence_id"]
LONGEST_SENTENCE = 320  # characters of a chart's text that stand under it; a longer one is folded


def say(*sentences: str) -> None:
    """Show computed sentences as text."""
    display(Markdown("\n\n".join(_escape(sentence) for sentence in sentences if sentence)))


def _escape(text: str) -> str:
    """Return text that Markdown shows as it stands."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|$" else char for char in text)


def show(exhibit: Exhibit) -> None:
    """Show an exhibit: its chart as a picture, its text alternative as a sentence, and, folded, what stands behind it.

    That is `table` (else `data`), from whose cells links lead to the passages, and the passages. A long text
    alternative is folded too. Without data there is nothing to draw, and the text alternative, which says so, is shown
    alone.
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
    passages, links = "", {}
    if exhibit.passages is not None and len(exhibit.passages):
        passages, links = render_passages(exhibit.passages, f"{exhibit.plot}-{len(exhibit.data)}")
        passages = render_fold(f"The sentences behind it: {len(exhibit.passages)}", passages)
    folds.append(render_fold(f"The data: {count_things(len(table), 'row')}", render_table(table, links)))
    display(HTML("".join([*folds, passages])))


def _draw(exhibit: Exhibit) -> Image:
    figure = draw_exhibit(exhibit)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=DPI, **SAVING)
    plt.close(figure)
    width = int.from_bytes(picture.getvalue()[16:20]) * SCREEN_DPI // DPI  # the PNG header holds its width
    return Image(picture.getvalue(), width=width, alt=exhibit.alt)


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
        quotes = quote_themes(tables, visits, theme)[QUOTED]
        display(Markdown(f"### {_escape(label_theme(theme))}"))
        show(replace(balance, alt=f"{describe_statuses(statuses, theme)} {balance.alt}", passages=quotes))
