"""Grids of tiles: values of a table in words and colours, or counts, darker for a larger part."""

import itertools
from string import ascii_lowercase

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.style import (
    LINE,
    WIDEST,
    add_note,
    make_figure,
    read_chart_words,
    read_looks,
    shorten,
    wrap,
)
from analysis.compare import label_value, read_words

NARROWEST_NAMES = 2.0  # inches for the names of the rows, at least
COLUMN = (0.55, 1.3, 1.75)  # inches that a column takes: at least, beside long names, at most
ACROSS = 13.5  # characters of 9 points that an inch holds
SMALL = 0.9  # inches of a column under which its words are smaller
FEW_COLUMNS = 3  # these are as wide as can be, beside long names too
SHORTEST_HEAD = 10  # characters in a line of the head of a column, at least: a visit is an inspection
MOST_LINES = 6  # of the name of a row
MANY = 8  # rows beyond which they stand close
PRINT = {"words": (LINE, 0.138), "note": (0.125, 0.105), "around": (0.13, 0.05)}  # inches of a line, and in close rows


def draw_tile(
    ax: Axes, spot: tuple[float, float], height: float, look: dict, *, hollow: bool = False, size: float = 9
) -> None:
    """Draw one tile of a grid around a spot (x, y), a column wide, with its words in it.

    `look` has fill, ink and words, perhaps hatch, half (half filled; a hollow one in its `pale`) and note (small print
    under the words, at `under` of the tile's height from its middle). A hollow tile shows its fill as a frame.
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
        y += height * look.get("under", 0)
        ax.annotate(look["words"], (x, y), xytext=(0, 0.5), textcoords="offset points", va="bottom", fontsize=size,
                    **style)  # fmt: skip
        ax.annotate(look["note"], (x, y), xytext=(0, -0.5), textcoords="offset points", va="top", fontsize=7, **style)
    else:
        ax.text(x, y, look["words"], va="center", fontsize=size, **style)


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
    names = {first: ", ".join([first, *(other.lower() for other in others)]) for first, *others in alike.values()}
    joined = {first: 1 + len(others) for first, *others in alike.values()}
    kept = cells[cells["row"].isin(list(names))]
    return kept.assign(row=kept["row"].map(names), n_joined=kept["row"].map(joined))


def _name_rows(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the cells, and notes that name the rows joined in one whose names do not fit beside it.

    Such a row is called by how many it joins, and a letter that leads to the note.
    """
    rows = cells.drop_duplicates("row")
    across, _ = share_width(max(map(len, rows["row"])), cells["label"].nunique())
    fits = rows["row"].map(lambda name: len(name) <= MOST_LINES * (across * ACROSS - 8))
    long = rows.loc[(rows["n_joined"] > 1) & ~fits, ["row", "n_joined"]]
    words = read_chart_words()["joined"].format
    marks = {row: words(n=n, mark=mark) for mark, (row, n) in zip(ascii_lowercase, long.to_numpy(), strict=False)}
    notes = [f"{name}: {row[:1].lower()}{row[1:]}." for row, name in marks.items()]
    return cells.assign(row=cells["row"].replace(marks)), notes


def _draw_grid(cells: pd.DataFrame, kind: str, ax: Axes | None) -> Axes:
    """Draw the tiles, each row as high as its name and its words need; no wider than a page, unless there are many."""
    rows, columns = list(cells["row"].unique()), list(cells["label"].unique())
    across, wide = share_width(max(map(len, rows)), len(columns))
    close = len(rows) > MANY
    size = (8 if close else 9) if wide >= SMALL else 7.5
    line, small, around = (PRINT[name][close] for name in ("words", "note", "around"))
    fit = int(wide * 0.94 * ACROSS * 9 / size)
    lines = [shorten(name, width=int(across * ACROSS), lines=MOST_LINES) for name in rows]
    values = zip(cells["look"], cells["source_type"], cells["starred"], strict=True)
    words = [wrap(label_value(kind, look, source) + "*" * bool(star), fit) for look, source, star in values]
    notes = [wrap(note, int(wide * 0.94 * ACROSS * 9 / 7)) if note else "" for note in cells["note"]]
    cells = cells.assign(words=words, note=notes)
    small = small * (1 + cells["note"].str.count("\n")) * (cells["note"] != "")
    inches = line * (1 + cells["words"].str.count("\n"))
    cells = cells.assign(under=(small - inches) / 2)
    lowest = (inches + small).groupby(cells["row"]).max()
    heights = [max(lowest[row], line * (1 + name.count("\n"))) + around for row, name in zip(rows, lines, strict=True)]
    heads = [wrap(label, max(fit, SHORTEST_HEAD)) for label in columns]
    top = LINE * max(1 + head.count("\n") for head in heads)
    ax = make_figure(ax, max(6.5, across + wide * len(columns) + 0.3), sum(heights) + top + 0.2)
    ends = list(itertools.accumulate(heights))
    middles = {name: height / 2 - end for name, height, end in zip(rows, heights, ends, strict=True)}
    tall, looks = dict(zip(rows, heights, strict=True)), read_looks()[kind]
    for cell in cells.itertuples():
        height = tall[cell.row] - 0.04
        look = looks[cell.look] | {"words": cell.words, "note": cell.note, "under": cell.under / height}
        spot = columns.index(cell.label), middles[cell.row]
        draw_tile(ax, spot, height, look, hollow=cell.source_type == "press", size=size)
    ax.set_yticks(list(middles.values()), lines, fontsize=9)
    frame_grid(ax, heads, (-ends[-1], 0), size=size)
    return ax


def share_width(longest: int, n_columns: int, *, least: float = NARROWEST_NAMES) -> tuple[float, float]:
    """Return the inches for the names of rows (of at most `longest` characters), and for each of the columns.

    Long names have at least so many inches.
    """
    narrow, beside_long, most = COLUMN
    long = most if n_columns <= FEW_COLUMNS else beside_long
    names = min(longest / ACROSS + 0.1, max(least, WIDEST - long * n_columns))
    return names, min(most, max(narrow, (WIDEST - names) / n_columns))


def shade(share: float) -> dict[str, str]:
    """Return fill and ink of a tile that holds so large a share (0 to 1) of its row or column."""
    return [shade for shade in read_looks()["shades"] if share >= shade["from"]][-1]


def draw_counts(cells: list[tuple[str, str, str, float | None]], heads: dict[str, str], ax: Axes | None) -> Axes:
    """Draw tiles with numbers, from cells and the heads of the columns.

    A cell: row, column, words (the number), share of the whole (None where the whole is too small to say: grey).
    """
    columns, rows = list(heads), list(dict.fromkeys(row for row, *_ in cells))
    across, wide = share_width(30, len(columns))
    wide, size = min(wide, 1.02), 9 if wide >= SMALL else 7.5
    heads = ["\n".join(wrap(line, int(wide * ACROSS)) for line in head.split("\n")) for head in heads.values()]
    names = [wrap(row, 30) for row in rows]
    top = LINE * max(1 + head.count("\n") for head in heads)
    tall = LINE * max(1 + name.count("\n") for name in names) + 0.1
    ax = make_figure(ax, across + wide * len(columns) + 0.3, tall * len(rows) + top + 0.2)
    few = read_looks()["few"]
    for row, column, number, share in cells:
        look = {"words": number} | (few if share is None else shade(share))
        draw_tile(ax, (columns.index(column), -rows.index(row)), 0.84, look, size=size)
    ax.set_yticks([-index for index in range(len(rows))], names, fontsize=9)
    frame_grid(ax, heads, (0.5 - len(rows), 0.5), size=size)
    return ax


def frame_grid(ax: Axes, heads: list[str], ylim: tuple[float, float], *, size: float = 9) -> None:
    """Write the heads of the columns above a grid of tiles, and take every line around it away."""
    ax.set_xticks(range(len(heads)), heads, fontsize=size)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, len(heads) - 0.5), ylim=ylim)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
