"""The colours that charts really use: how they stand out, and what is left of them in grey and to the colour-blind.

The rule: two values that a chart shows stay apart by their colour, however it is seen, or by a hatch, a shape or the
words in the cell. Bars have numbers in them and no words, so theirs must stay apart by colour.
"""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from analysis import charts, compare
from analysis.charts.colours import measure_contrast, pick_edge
from analysis.charts.style import read_looks
from analysis.compare import BALANCES, label_value

TILES = ["statuses", "ledger", "coverage", "scopes"]
DARKER = 8  # steps of lightness between two shades, of which each has its number in the cell besides
APART = 12  # distance in CIELAB (1976): about five times what an eye just notices
# How colours look to who lacks one kind of cone, in linear light: Machado, Oliveira and Fernandes, A Physiologically-
# based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009), severity 1.0. Grey: the luminance of each.
SEEN = {
    "all colours": np.eye(3),
    "grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def find_place(colour: str, seen: str) -> np.ndarray:
    """Return where a colour lies in CIELAB (D65) as it is seen."""
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(SEEN[seen] @ linear, 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def measure_distance(one: str, other: str, seen: str) -> float:
    return float(np.linalg.norm(find_place(one, seen) - find_place(other, seen)))


def list_inks() -> list[tuple[str, str, str]]:
    """Return each text with what is behind it: what, ink, ground."""
    looks, colours = read_looks(), read_looks()["colours"]
    tiles = [(f"{kind}: {value}", look) for kind in TILES for value, look in looks[kind].items()]
    tiles += [(f"shade {index}", look) for index, look in enumerate(looks["shades"])] + [("few", looks["few"])]
    # The words of a hatched tile stand on white, those of a hollow one too, in black; those of a half filled on both.
    inks = [
        (name, look["ink"], look.get("half") or ("#FFFFFF" if "hatch" in look else look["fill"]))
        for name, look in tiles
    ]
    inks += [(f"{name}, right", look["ink"], "#FFFFFF") for name, look in tiles if look.get("half")]
    bars = [(f"bar: {name}", "#FFFFFF" if name == "strength" else "#000000", colours[name]) for name in BALANCES]
    return [*inks, *bars, *((name, colours[name], "#FFFFFF") for name in ("faint", "line"))]


@pytest.mark.parametrize(("name", "ink", "ground"), list_inks(), ids=lambda one: one if ": " in one else "")
def test_texts_stand_out(name, ink, ground):
    assert measure_contrast(ink, ground) >= 4.5


def test_contrast_is_that_of_the_rules():
    assert measure_contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01), "an example that many publish"
    assert measure_contrast("#777777", "#FFFFFF") < 4.5


def test_marks_stand_out_from_the_paper_by_fill_or_edge():
    looks, colours = read_looks(), read_looks()["colours"]
    fills = [look["fill"] for kind in TILES for look in looks[kind].values()] + [one["fill"] for one in looks["shades"]]
    fills += [colours[name] for name in (*BALANCES, "asked", "raised")]
    assert min(measure_contrast(pick_edge(fill), "#FFFFFF") for fill in fills) >= 3
    lone = [look["colour"] for look in looks["marks"].values()]
    lone += [colours[name] for name in ("main", "first", "later", "edge", "faint")]
    assert min(measure_contrast(colour, "#FFFFFF") for colour in lone) >= 3


def test_neighbours_in_a_bar_are_parted_by_contrast_or_by_a_line():
    colours = read_looks()["colours"]
    for one, other in [*itertools.combinations(BALANCES, 2), ("asked", "raised")]:
        line = min(measure_contrast(colours["line"], colours[name]) for name in (one, other))
        assert max(measure_contrast(colours[one], colours[other]), line) >= 3, (one, other)


@pytest.mark.parametrize("seen", SEEN)
def test_bars_and_dots_stay_apart_however_colours_are_seen(seen):
    colours = read_looks()["colours"]
    for one, other in [*itertools.combinations(BALANCES, 2), ("asked", "raised"), ("first", "later")]:
        assert measure_distance(colours[one], colours[other], seen) >= APART, (one, other)


@pytest.mark.parametrize("seen", SEEN)
def test_tiles_stay_apart_by_colour_hatch_or_words(seen):
    for kind in TILES:
        values = {value: label_value(kind, value) for value in read_looks()[kind]}
        for one, other in itertools.combinations(values, 2):
            looks = [read_looks()[kind][value] for value in (one, other)]
            shapes = [(look.get("hatch"), look.get("half")) for look in looks]
            by_colour = measure_distance(looks[0]["fill"], looks[1]["fill"], seen) >= APART
            assert by_colour or shapes[0] != shapes[1] or values[one] != values[other], (kind, one, other)


@pytest.mark.parametrize("seen", SEEN)
def test_darker_is_more_however_colours_are_seen(seen):
    lightness = [find_place(shade["fill"], seen)[0] for shade in read_looks()["shades"]]
    assert all(lighter - darker >= DARKER for lighter, darker in itertools.pairwise(lightness))


def test_marks_of_areas_for_improvement_have_each_a_shape():
    shapes = [
        (look["marker"], look.get("half"), look.get("hollow"), look.get("line"))
        for look in read_looks()["marks"].values()
    ]
    assert len(set(shapes)) == len(shapes)


def test_a_drawn_chart_has_these_colours_and_no_other(many_visits):
    allowed = {colour.lower() for colour in read_looks()["colours"].values()}
    allowed |= {look["fill"].lower() for kind in TILES for look in read_looks()[kind].values()}
    for make in (compare.exhibit_statuses, compare.exhibit_balance):
        tables, visits = many_visits["Bury", 2]
        figure = charts.draw_exhibit(make(tables, visits, ["supervision", "staffing"]), "page")
        drawn = {to_hex(patch.get_facecolor()) for patch in figure.axes[0].patches if patch.get_facecolor()[3]}
        drawn |= {to_hex(patch.get_edgecolor()) for patch in figure.axes[0].patches if patch.get_edgecolor()[3]}
        plt.close(figure)
        assert drawn <= allowed, make


def test_pale_tiles_have_an_edge():
    row = {"theme_label": "Staffing", "label": "Mar 2022 inspection", "source_type": "letter", "tally": ""}
    axes = charts.find_plot("statuses")(pd.DataFrame([row | {"status": "mixed", "turns": False}]))
    (tile,) = axes.patches
    assert measure_contrast(to_hex(tile.get_edgecolor()), "#FFFFFF") >= 3
    plt.close(axes.figure)
