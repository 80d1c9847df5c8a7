"""Long lists in several pictures: a chart that has no room at its use is never squeezed."""

from dataclasses import replace
from math import ceil

import matplotlib.pyplot as plt
import pandas as pd

from analysis.charts.exhibits import draw_exhibit
from analysis.charts.improvements import keep_traced
from analysis.charts.style import read_chart_words
from analysis.charts.tiles import count_columns
from analysis.charts.uses import drawn_for
from analysis.compare import Exhibit


def split_exhibit(exhibit: Exhibit, use: str) -> list[Exhibit]:
    """Return the exhibit, or the parts of it that a use has room for: each with some of the data, and called a part.

    A grid of many columns is cut into parts whose columns are wide enough, a list of many rows into parts that are low
    enough (`parts` of words.yml names rows and columns of each chart). Each row of the data is in one part, in order.
    """
    said = read_chart_words()["parts"]
    by = said["by"].get(exhibit.plot, {})
    with drawn_for(use) as drawn:
        if drawn.high is None or not len(exhibit.data) or not by:
            return [exhibit]
        n_columns = count_columns()
    longest = replace(exhibit, title=_name_part(exhibit.title, 99, 99))
    parts = [keep_traced(exhibit.data) if exhibit.plot == "traces" else exhibit.data]
    if "columns" in by:
        names = exhibit.data[by["columns"]]
        parts = [piece for part in parts for piece in _cut(part, names, ceil(names.nunique() / n_columns))]
    whole = [replace(longest, data=part) for part in parts]
    parts = [piece for one in whole for piece in _cut_to_height(one, by["rows"], use, drawn.high)]
    if len(parts) == 1:
        return [exhibit]
    return [
        replace(
            exhibit,
            data=part.reset_index(drop=True),
            title=_name_part(exhibit.title, n, len(parts)),
            alt=said["alt"].format(alt=exhibit.alt, n=n, all=len(parts)),
        )
        for n, part in enumerate(parts, start=1)
    ]


def _name_part(title: str, n: int, n_all: int) -> str:
    """Return the title of one of so many parts; a chart whose title stands elsewhere has none."""
    return read_chart_words()["parts"]["title"].format(title=title, n=n, all=n_all) if title else ""


def _cut(data: pd.DataFrame, names: pd.Series, n: int) -> list[pd.DataFrame]:
    """Return at most `n` pieces of the data, each with about as many of the names, in order.

    `names` has the name of each row, by the index of `data` or more.
    """
    own = names[data.index]
    values = list(own.unique())
    most = ceil(len(values) / n)
    return [data[own.isin(values[start : start + most])] for start in range(0, len(values), most)]


def _cut_to_height(exhibit: Exhibit, rows: list[str], use: str, high: float) -> list[pd.DataFrame]:
    """Return pieces of an exhibit's data, by the names in the first of the columns `rows`, of which none is too high.

    As many as the first that is too high asks for, until none is; where one name alone is too high, by the next column.
    """
    names = exhibit.data[rows[0]]
    if rows[0] == "folded":  # areas for improvement that share a row have its words there, others have a row each
        names = names.fillna(exhibit.data["improvement_id"])
    n, most = 1, names.nunique()
    while True:
        pieces = _cut(exhibit.data, names, n)
        heights = (_measure_height(replace(exhibit, data=piece), use) for piece in pieces)
        too_high = next((height for height in heights if height > high), None)
        if too_high is None:
            return pieces
        if n >= most:
            break
        n = min(most, max(n + 1, ceil(n * too_high / high)))
    if not rows[1:]:
        return pieces
    return [small for piece in pieces for small in _cut_to_height(replace(exhibit, data=piece), rows[1:], use, high)]


def _measure_height(exhibit: Exhibit, use: str) -> float:
    figure = draw_exhibit(exhibit, use)
    plt.close(figure)
    return figure.get_figheight()
