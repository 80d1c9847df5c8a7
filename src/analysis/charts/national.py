"""Charts of what is usual in the letters on file: what is asked for, how grades moved."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import add_note, read_chart_words, read_looks, styled
from analysis.charts.tiles import draw_counts, shade
from analysis.compare import name_part, read_words


@styled
def plot_asked(asked: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw how many letters ask for something on each theme: a row per theme, a column per grade or year.

    `asked` has one row per theme_label and column, with n_asked and n_letters.
    """
    notes = read_chart_words()["notes"]
    letters = asked.drop_duplicates("column").set_index("column")["n_letters"]
    heads = {column: f"{column}\n({n} letter{'' if n == 1 else 's'})" for column, n in letters.items()}
    cells = [(row.theme_label, row.column, *_part(row.n_asked, row.n_letters)) for row in asked.itertuples()]
    ax = draw_counts(cells, heads, ax)
    add_note(ax, sources, _say_few(notes["asked"], cells, "letters"), notes["machine"])
    return ax


@styled
def plot_published(counts: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw what inspectors ask for beside a published order: a row per category, a column per period and the study.

    `counts` has one row per category and period, with in_the_study (a place, in words), n_items and n_all.
    """
    words, periods = read_chart_words(), counts.drop_duplicates("period").set_index("period")["n_all"]
    heads = {"": words["published"]["study"]} | {
        period: words["published"]["period"].format(period=period, n=n) for period, n in periods.items()
    }
    plain, first = read_looks()["plain"], counts.drop_duplicates("category")
    places = [(row.category, "", row.in_the_study, plain) for row in first.itertuples()]
    cells = [(row.category, row.period, *_part(row.n_items, row.n_all)) for row in counts.itertuples()]
    ax = draw_counts([*places, *cells], heads, ax)
    add_note(ax, sources, _say_few(words["notes"]["published"], cells, "areas"), words["notes"]["machine"])
    return ax


@styled
def plot_moves(moves: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw how grades moved between inspections: a row per earlier grade, a column per later one.

    `moves` has one row per earlier and later, with n_moves and n_from (of the row).
    """
    heads = {grade: f"then {grade}" for grade in moves["later"].unique()}
    cells = [(f"from {row.earlier}", row.later, *_part(row.n_moves, row.n_from)) for row in moves.itertuples()]
    ax = draw_counts(cells, heads, ax)
    add_note(ax, sources, _say_few(read_chart_words()["notes"]["moves"], cells, "pairs"))
    return ax


def _part(n: int, n_all: int) -> tuple[str, dict[str, str]]:
    """Return what stands in the tile of a part, and its look."""
    return name_part(n, n_all), shade(n / n_all) if n_all >= read_words()["enough_letters"] else read_looks()["few"]


def _say_few(note: str, cells: list[tuple], counted: str) -> str:
    """Return the note on a chart of what is `counted`, and what the look of few means where a cell has it."""
    few = any(look == read_looks()["few"] for *_, look in cells)
    return f"{note} {read_chart_words()['notes']['few'].format(counted=counted)}" if few else note
