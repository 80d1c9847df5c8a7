"""Charts that are tables of counts, darker for a larger part: what is asked for, how grades moved."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import add_note, draw_tile, make_axes, read_chart_words, set_title, styled, wrap


@styled
def plot_asked(asked: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw how many letters ask for something on each theme: a row per theme, a column per grade or year.

    `asked` has one row per theme_label and column, with n_asked and n_letters.
    """
    words = read_chart_words()
    letters = asked.drop_duplicates("column").set_index("column")["n_letters"]
    heads = {column: f"{wrap(column, 12)}\n({n} letter{'' if n == 1 else 's'})" for column, n in letters.items()}
    cells = [(row.theme_label, row.column, row.n_asked, row.n_asked / row.n_letters) for row in asked.itertuples()]
    ax = _draw_counts(cells, heads, ax)
    set_title(ax, words["titles"]["asked"])
    add_note(ax, sources, words["notes"]["asked"], words["notes"]["machine"])
    return ax


@styled
def plot_moves(moves: pd.DataFrame, *, sources: str = "", ax: Axes | None = None) -> Axes:
    """Draw how grades moved between inspections: a row per earlier grade, a column per later one.

    `moves` has one row per earlier and later, with n_moves and n_from (of the row).
    """
    words = read_chart_words()
    heads = {grade: wrap(f"then {grade}", 14) for grade in moves["later"].unique()}
    cells = [
        (f"from {row.earlier}", row.later, row.n_moves, row.n_moves / row.n_from if row.n_from else 0.0)
        for row in moves.itertuples()
    ]
    ax = _draw_counts(cells, heads, ax)
    set_title(ax, words["titles"]["moves"])
    add_note(ax, sources, words["notes"]["moves"])
    return ax


def _draw_counts(cells: list[tuple[str, str, int, float]], heads: dict[str, str], ax: Axes | None) -> Axes:
    """Draw tiles with numbers, from cells (row, column, number, part of the whole) and the heads of the columns."""
    shades, columns = read_chart_words()["shades"], list(heads)
    rows = list(dict.fromkeys(row for row, *_ in cells))
    ax = make_axes(ax, rows=1.05 * len(rows) + 3, width=4.2 + 1.02 * len(columns))
    for row, column, number, part in cells:
        look = [shade for shade in shades if part >= shade["from"]][-1]
        draw_tile(ax, (columns.index(column), -rows.index(row)), 0.84, {"words": str(number)} | look)
    ax.set_yticks([-place for place in range(len(rows))], [wrap(row, 30) for row in rows])
    ax.set_xticks(range(len(columns)), heads.values())
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(rows), 0.5))
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    return ax
