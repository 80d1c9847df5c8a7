"""The answer by year, as a picture whose marks can be pressed."""

import functools
import io
from typing import Any, NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from analysis.base.wording import count_plainly
from analysis.charts import STYLE
from analysis.notebook.explore.question import read_page_words
from analysis.notebook.explore.session import UNDATED

SIZE = 7.2, 1.9  # inches
MARGINS = {
    "left": 0.01,
    "right": 0.99,
    "bottom": 0.24,
    "top": 0.99,
}  # shares of the picture; given, for measuring is slow
HEADROOM = 1.2  # of the highest bar: above it stands its number
MARK, BAR = "mark", "bar"  # begin the ids in the picture of what is pressed, and of what is seen


class Chart(NamedTuple):
    """A picture as SVG, and what each of its marks says, by the mark's id in the picture."""

    svg: str
    marks: dict[str, str]


def draw_years(years: pd.DataFrame) -> Chart:
    """Return the number of sentences by year, a bar each: `years` as `count_years` gives them.

    Where something was found, the whole height above a year is a mark.
    """
    if not len(years):
        return Chart("", {})
    with mpl.rc_context(_take_style()):
        figure = Figure(figsize=SIZE)
        figure.subplots_adjust(**MARGINS)
        ax = figure.add_subplot()
        top = max(years["n_sentences"].max(), 1) * HEADROOM
        for index, row in enumerate(years.itertuples()):
            (bar,) = ax.bar(index, row.n_sentences, width=0.8)
            bar.set_gid(f"{BAR}|{row.year}")
            number = f"{row.n_sentences}" if row.n_asked else ""  # no letter on file is not none found
            ax.text(index, row.n_sentences, number, ha="center", va="bottom", fontsize=11)
            if row.n_sentences:
                (mark,) = ax.bar(index, top, width=0.96, facecolor="none", edgecolor="none")
                mark.set_gid(f"{MARK}|{row.year}")
        ax.set_xticks(range(len(years)), [label_year(row) for row in years.itertuples()], fontsize=9.5)
        ax.set(ylim=(0, top), xlim=(-0.6, len(years) - 0.4), yticks=[])
        ax.grid(visible=False)
        ax.spines[["left", "top", "right"]].set_visible(False)
        pressed = years[years["n_sentences"] > 0]
        return Chart(_save(figure), {f"{MARK}|{row.year}": name_year(row) for row in pressed.itertuples()})


@functools.cache
def _take_style() -> dict[str, Any]:
    """Return the settings of the house style: reading its files each time would take longer than the drawing."""
    with plt.style.context(STYLE):
        return {name: value for name, value in mpl.rcParams.items() if not name.startswith(("backend", "date.epoch"))}


def label_year(row: tuple) -> str:
    """Return what stands under a bar, in two lines: `row` is one of `count_years`, as a named tuple."""
    words = read_page_words()
    share = words["axis"].format(found=row.n_letters, all=row.n_asked) if row.n_asked else words["no_letter"]
    return f"{words['no_date'] if row.year == UNDATED else row.year}\n{share}"


def name_year(row: tuple) -> str:
    """Return what a bar says: `row` is one of `count_years`, as a named tuple."""
    words = read_page_words()
    return words["year_label"].format(
        year=words["no_date"] if row.year == UNDATED else row.year,
        sentences=count_plainly(row.n_sentences, "sentence"),
        found=row.n_letters,
        letters=count_plainly(row.n_asked, "letter"),
    )


def _save(figure: Figure) -> str:
    picture = io.StringIO()
    figure.savefig(picture, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return picture.getvalue()
