"""What the comparisons hand on to be shown: a chart with all that stands around it, or a table with what it says."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A chart as a value: `data`, with the rows and columns of the function that made them, and what stands around it.

    `plot` names the chart (`statuses`: plot_statuses of analysis.charts). `title` says what the data show in ten words
    or fewer. `alt` says it to who does not see the picture; without data it is shown instead. `sources` names the
    letters that it stands on. `passages`, where there are any, has a row per passage behind the data. `table` is the
    data as a person reads them, where that is not all of `data`: fewer columns, or a row per theme and a column per
    visit.
    """

    data: pd.DataFrame
    plot: str
    title: str
    alt: str
    sources: str
    passages: pd.DataFrame | None = None
    table: pd.DataFrame | None = None


@dataclass(frozen=True, eq=False)
class Summary:
    """A table, `data`, with the rows and columns of the function that made it, and `text`: sentences that sum it up."""

    data: pd.DataFrame
    text: str
