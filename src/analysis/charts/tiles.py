"""Grids of tiles: values of a table in words and colours, or counts, darker for a larger part."""

import itertools
from collections.abc import Iterable
from math import inf
from string import ascii_lowercase

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.colours import pick_edge
from analysis.charts.measure import ROOM, measure, measure_lines, wrap
from analysis.charts.style import CLEAR, MARGIN, add_note, make_figure, read_chart_words, read_looks
from analysis.charts.uses import find_use
from analysis.compare import label_value, read_words

NARROWEST_NAMES = 2.0  # inches for the names of the rows, at least
COLUMN = (1.3, 1.75)  # inches that a column takes beside long names, and at most, where words have 9 points
SMALL = 0.9  # the same, under which its words are smaller
COUNTS = (2.2, 1.02)  # inches for the names of rows of numbers at most, and for a column of them
FEW_COLUMNS = 3  # these are as wide as can be, beside long names too
MOST_LINES = 6  # of the name of a row
MANY = 8  # rows beyond which they stand close
AROUND = (0.13, 0.06)  # inches around the words of a tile, and in close rows
EDGES = 0.22 + 2 * MARGIN  # inches left and right of a grid
TILE, INSIDE = 0.94, 0.06  # of a column is its tile; inches of it are no words


def draw_tile(
    ax: Axes, spot: tuple[float, float], height: float, look: dict, *, hollow: bool = False, size: float | None = None
) -> None:
    """Draw one tile of a grid around a spot (x, y), a column wide, with its words in it.

    `look` has fill, ink and words, perhaps hatch, half (the colour of its left half; its fill is a frame, as is that of
    a hollow tile) and note (small print under the words, at `under` of the tile's height from its middle).
    """
    (x, y), use = spot, find_use()
    blank, half = look["fill"].upper() == "#FFFFFF", look.get("half")
    edge = pick_edge(look["fill"])
    left, bottom = x - TILE / 2, y - height / 2
    tile = Rectangle(
        (left, bottom), TILE, height, hatch=look.get("hatch"),
        facecolor="none" if half else "white" if hollow else look["fill"], edgecolor=edge,
        linewidth=2 if (hollow or half) and not blank else 0.8, linestyle=(0, (3, 2)) if hollow else "-",
    )  # fmt: skip
    ax.add_patch(tile)
    if half:
        ax.add_patch(Rectangle((left, bottom), TILE / 2, height, facecolor=half, edgecolor="none", zorder=0.9))
    ink = "#000000" if hollow and not blank else look["ink"]
    backing = CLEAR if "hatch" in look else None
    style = {"ha": "center", "color": ink, "bbox": backing, "in_layout": False}  # a tile's words stay within it
    size = size or use.text
    if look.get("note"):
        spot = x, y + height * look.get("under", 0)
        above = {"textcoords": "offset points", "annotation_clip": False} | style
        ax.annotate(look["words"], spot, xytext=(0, 0.5), va="bottom", fontsize=size, **above)
        ax.annotate(look["note"], spot, xytext=(0, -0.5), va="top", fontsize=use.small, **above)
    else:
        ax.text(x, y, look["words"], va="center_baseline", fontsize=size, **style)


def draw_values(
    cells: pd.DataFrame, kind: str, *, sources: str, ax: Axes | None, joined: bool = False, signs: bool = False
) -> Axes:
    """Draw a grid of values of a table in words and colours: a row per name, a column per visit, press hollow.

    `cells` has one row per tile: row, label (of the visit), look (a value), source_type, perhaps note (small print in
    the tile) and starred (whether an asterisk marks it). `kind` is the list of looks.yml and of the words of compare
    that has the values. `joined`: rows that are alike at every visit are one, under all their names. `signs`: the small
    print counts in signs, which a note explains.
    """
    plain = {"note": "", "starred": False}
    cells = cells.assign(**{name: value for name, value in plain.items() if name not in cells})
    cells, long = _name_rows(_join_alike(cells) if joined else cells.assign(n_joined=1))
    ax = _draw_grid(cells, kind, ax)
    apply = {"press": (cells["source_type"] == "press").any(), "signs": signs, "turns": cells["starred"].any()}
    notes = " ".join(read_chart_words()["notes"][name] for name, applies in apply.items() if applies)
    add_note(ax, *long, sources, notes.format(**read_words()["stances"]))
    return ax


def _join_alike(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with one row for all rows that look alike at every visit, in the order of the first of each.

    `n_joined` says how many rows are in it, and `row` names them all.
    """
    alike = {}
    for name, own in cells.groupby("row", sort=False):
        alike.setdefault(tuple(own[["label", "look", "note", "starred"]].itertuples(index=False)), []).append(name)
    names = {}
    for first, *others in alike.values():
        names[first] = ", ".join([first, *(other[:1].lower() + other[1:] for other in others)])
    joined = {first: 1 + len(others) for first, *others in alike.values()}
    kept = cells[cells["row"].isin(list(names))]
    return kept.assign(row=kept["row"].map(names), n_joined=kept["row"].map(joined))


def _name_rows(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the cells, and notes that name the rows joined in one whose names do not fit beside it.

    Such a row is called by how many it joins, and a letter that leads to the note.
    """
    rows = cells.drop_duplicates("row")
    across, _ = share_width(rows["row"], cells["label"].nunique())
    broken = rows["row"].map(lambda name: wrap(name, across, find_use().text).count("\n"))
    long = rows.loc[(rows["n_joined"] > 1) & (broken >= MOST_LINES), ["row", "n_joined"]]
    words = read_chart_words()["joined"].format
    marks = {row: words(n=n, mark=mark) for mark, (row, n) in zip(ascii_lowercase, long.to_numpy(), strict=False)}
    notes = [f"{name}: {row[:1].lower()}{row[1:]}." for row, name in marks.items()]
    return cells.assign(row=cells["row"].replace(marks)), notes


def _draw_grid(cells: pd.DataFrame, kind: str, ax: Axes | None) -> Axes:
    """Draw the tiles, each row as high as its name and its words need; no wider than a page, unless there are many."""
    rows, columns, use = list(cells["row"].unique()), list(cells["label"].unique()), find_use()
    across, wide = share_width(rows, len(columns))
    size, around = pick_size(wide), AROUND[len(rows) > MANY]
    lines = [wrap(name, across, use.text, lines=MOST_LINES) for name in rows]
    heads = [wrap(label, wide - INSIDE, size) for label in columns]
    cells = _word_cells(cells, kind, wide * TILE - INSIDE, size)
    lowest = cells["inches"].groupby(cells["row"]).max()
    inches = [max(lowest[row], measure_lines(use.text, name)) + around for row, name in zip(rows, lines, strict=True)]
    tall = dict(zip(rows, inches, strict=True))
    height = sum(tall.values()) + measure_lines(size, *heads) + 0.2
    ax = make_figure(ax, max(6.5, across + wide * len(columns) + EDGES), height)
    ends = list(itertools.accumulate(tall.values()))
    middles = {name: tall[name] / 2 - end for name, end in zip(rows, ends, strict=True)}
    looks = read_looks()[kind]
    for cell in cells.itertuples():
        high = tall[cell.row] - 0.04
        look = looks[cell.look] | {"words": cell.words, "note": cell.note, "under": cell.under / high}
        spot = columns.index(cell.label), middles[cell.row]
        draw_tile(ax, spot, high, look, hollow=cell.source_type == "press", size=size)
    ax.set_yticks(list(middles.values()), lines, fontsize=use.text)
    frame_grid(ax, heads, (-ends[-1], 0), size=size)
    return ax


def _word_cells(cells: pd.DataFrame, kind: str, room: float, size: float) -> pd.DataFrame:
    """Return the cells with words and note broken to `room`, the inches they take, and how far under the middle."""
    values = zip(cells["look"], cells["source_type"], cells["starred"], strict=True)
    words = [wrap(label_value(kind, look, source) + "*" * bool(star), room, size) for look, source, star in values]
    notes = [wrap(note, room, find_use().small) if note else "" for note in cells["note"]]
    inches = pd.Series([measure_lines(size, text) for text in words], index=cells.index)
    small = pd.Series([measure_lines(find_use().small, text) * bool(text) for text in notes], index=cells.index)
    return cells.assign(words=words, note=notes, inches=inches + small, under=(small - inches) / 2)


def share_width(names: Iterable[str], n_columns: int, *, least: float = NARROWEST_NAMES) -> tuple[float, float]:
    """Return the inches for the names of rows, and for each of the columns; long names have at least so many inches."""
    use = find_use()
    beside_long, most = (inches * use.text / 9 for inches in COLUMN)
    wide = use.wide - EDGES * bool(use.high)
    long = most if n_columns <= FEW_COLUMNS else beside_long
    longest = max(measure(name, use.text) for name in names) / ROOM + 0.05
    across = min(longest, max(least, wide - long * n_columns))
    return across, min(inf if use.high else most, max(use.column, (wide - across) / n_columns))


def count_columns(*, least: float = NARROWEST_NAMES) -> int:
    """Return how many columns a grid has room for, beside long names."""
    use = find_use()
    return int((use.wide - EDGES - least) / use.column)


def pick_size(wide: float) -> float:
    """Return the size of the words in a column of so many inches."""
    return find_use().text if wide >= SMALL else find_use().small


def shade(share: float) -> dict[str, str]:
    """Return fill and ink of a tile that holds so large a share (0 to 1) of its row or column."""
    return [shade for shade in read_looks()["shades"] if share >= shade["from"]][-1]


def draw_counts(cells: list[tuple[str, str, str, dict[str, str]]], heads: dict[str, str], ax: Axes | None) -> Axes:
    """Draw tiles with numbers, from cells and the heads of the columns. A cell: row, column, words, look."""
    columns, rows, use = list(heads), list(dict.fromkeys(row for row, *_ in cells)), find_use()
    most, wide = (inches * use.text / 9 for inches in COUNTS)
    across = min(most, share_width(rows, len(columns))[0])
    wide = (use.wide - across - EDGES) / len(columns) if use.high else min(wide, share_width(rows, len(columns))[1])
    size = pick_size(wide)
    heads = ["\n".join(wrap(line, wide - INSIDE, size) for line in head.split("\n")) for head in heads.values()]
    names = [wrap(row, across, use.text) for row in rows]
    cells = [(row, column, wrap(number, wide * TILE, size), look) for row, column, number, look in cells]
    numbers = [number for _, _, number, _ in cells]
    tall = max(measure_lines(use.text, *names), measure_lines(size, *numbers)) + 0.1
    ax = make_figure(ax, across + wide * len(columns) + EDGES, tall * len(rows) + measure_lines(size, *heads) + 0.2)
    for row, column, number, look in cells:
        draw_tile(ax, (columns.index(column), -rows.index(row)), 0.84, {"words": number} | look, size=size)
    ax.set_yticks([-index for index in range(len(rows))], names, fontsize=use.text)
    frame_grid(ax, heads, (0.5 - len(rows), 0.5), size=size)
    return ax


def frame_grid(ax: Axes, heads: list[str], ylim: tuple[float, float], *, size: float | None = None) -> None:
    """Write the heads of the columns above a grid of tiles, and take every line around it away."""
    ax.set_xticks(range(len(heads)), heads, fontsize=size or find_use().text)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(heads) - 0.5), ylim=ylim)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
