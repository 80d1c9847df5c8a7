"""Grids of tiles: values of a table in words and colours, or counts, darker for a larger part."""

import itertools

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.style import add_note, make_axes, read_chart_words, read_looks, shorten, wrap
from analysis.compare import label_value


def draw_tile(
    ax: Axes, spot: tuple[float, float], height: float, look: dict[str, str], *, hollow: bool = False
) -> None:
    """Draw one tile of a grid around a spot (x, y), a column wide, with its words in it.

    `look` has fill, ink and words, perhaps hatch, half (half filled; a hollow one in its `pale`) and note (small print
    under the words). A hollow tile shows its fill as a frame.
    """
    (x, y), faint = spot, read_looks()["colours"]["edge"]
    blank, half = look["fill"].upper() == "#FFFFFF", look.get("half", False)
    edge = faint if blank or "hatch" in look else look["fill"]
    tile = Rectangle(
        (x - 0.47, y - height / 2), 0.94, height, hatch=look.get("hatch"),
        facecolor="none" if half else "white" if hollow else look["fill"], edgecolor=edge,
        linewidth=2 if (hollow or half) and not blank else 0.8, linestyle=(0, (3, 2)) if hollow else "-",
    )  # fmt: skip
    ax.add_patch(tile)
    if half:
        filling = look["pale"] if hollow else look["fill"]
        ax.add_patch(
            Rectangle((x - 0.47, y - height / 2), 0.47, height, facecolor=filling, edgecolor="none", zorder=0.9)
        )
    ink = "#000000" if hollow and not blank else look["ink"]
    backing = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if "hatch" in look or half else None
    style = {"ha": "center", "color": ink, "bbox": backing}
    if look.get("note"):
        y += 0.15 * look["note"].count("\n")
        ax.text(x, y + 0.03, look["words"], va="bottom", fontsize=9, **style)
        ax.text(x, y - 0.05, look["note"], va="top", fontsize=7, **style)
    else:
        ax.text(x, y, look["words"], va="center", fontsize=9, **style)


def draw_values(cells: pd.DataFrame, kind: str, *, sources: str, ax: Axes | None) -> Axes:
    """Draw a grid of values of a table in words and colours: a row per name, a column per visit, press hollow.

    `cells` has one row per tile: row, label (of the visit), look (a value), source_type, perhaps note (small print in
    the tile) and starred (whether an asterisk marks it). `kind` is the list of
    looks.yml and of the words of compare that has the values.
    """
    hollow = set(cells.loc[cells["source_type"] == "press", "label"])
    ax = _draw_grid(cells, kind, hollow, ax)
    notes, starred = read_chart_words()["notes"], "starred" in cells and cells["starred"].any()
    add_note(ax, sources, notes["press"] if hollow else "", notes["turns"] if starred else "")
    return ax


def _draw_grid(cells: pd.DataFrame, kind: str, hollow: set[str], ax: Axes | None) -> Axes:
    """Draw the tiles: each row as high as its name needs, columns in `hollow` hollow."""
    rows, columns = list(cells["row"].unique()), list(cells["label"].unique())
    lines = [shorten(name, width=46, lines=4) for name in rows]
    looks = read_looks()[kind]
    values = zip(cells["look"], cells["source_type"], strict=True)
    words = pd.Series([wrap(label_value(kind, *value), 20) for value in values], index=cells.index)
    notes = cells["note"].map(lambda note: wrap(note, 24)) if "note" in cells else pd.Series("", index=cells.index)
    stars = cells["starred"] if "starred" in cells else pd.Series(data=False, index=cells.index)
    lowest = {
        name: 1.0
        + 0.3 * words[own.index].str.count("\n").max()
        + 0.35 * max((1 + note.count("\n")) * bool(note) for note in notes[own.index])
        for name, own in cells.groupby("row")
    }
    heights = [max(lowest[row], 0.5 * (1 + name.count("\n")) + 0.1) for row, name in zip(rows, lines, strict=True)]
    ax = make_axes(ax, rows=sum(heights) + 2, width=max(6.5, 3.6 + 1.75 * len(columns)))
    ends = list(itertools.accumulate(heights))
    middles = {name: height / 2 - end for name, height, end in zip(rows, heights, ends, strict=True)}
    tall = dict(zip(rows, heights, strict=True))
    for cell, told, note, star in zip(cells.itertuples(), words, notes, stars, strict=True):
        look = looks[cell.look] | {"words": told + "*" * bool(star), "note": note}
        spot = columns.index(cell.label), middles[cell.row]
        draw_tile(ax, spot, tall[cell.row] - 0.16, look, hollow=cell.label in hollow)
    ax.set_yticks(list(middles.values()), lines)
    frame_grid(ax, [wrap(label, 18) for label in columns], (-ends[-1], 0))
    return ax


def shade(share: float) -> dict[str, str]:
    """Return fill and ink of a tile that holds so large a share (0 to 1) of its row or column."""
    return [shade for shade in read_looks()["shades"] if share >= shade["from"]][-1]


def draw_counts(cells: list[tuple[str, str, int, float]], heads: dict[str, str], ax: Axes | None) -> Axes:
    """Draw tiles with numbers, from cells (row, column, number, share of the whole) and the heads of the columns."""
    columns = list(heads)
    rows = list(dict.fromkeys(row for row, *_ in cells))
    ax = make_axes(ax, rows=1.05 * len(rows) + 3, width=4.2 + 1.02 * len(columns))
    for row, column, number, share in cells:
        draw_tile(ax, (columns.index(column), -rows.index(row)), 0.84, {"words": str(number)} | shade(share))
    ax.set_yticks([-index for index in range(len(rows))], [wrap(row, 30) for row in rows])
    frame_grid(ax, list(heads.values()), (0.5 - len(rows), 0.5))
    return ax


def frame_grid(ax: Axes, heads: list[str], ylim: tuple[float, float]) -> None:
    """Write the heads of the columns above a grid of tiles, and take every line around it away."""
    ax.set_xticks(range(len(heads)), heads)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(heads) - 0.5), ylim=ylim)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
