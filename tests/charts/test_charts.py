"""Charts as people see them: nothing clipped, nothing over something else, the same bytes each time."""

import itertools

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import board, charts, compare
from analysis.notebook.choice import choose_visits


@pytest.fixture(scope="module")
def frames(tables) -> dict:
    """What each chart draws, by its function."""
    visits = choose_visits(tables)
    named = compare.list_named_themes()
    return {
        charts.plot_timeline: compare.list_timeline(tables, visits),
        charts.plot_coverage: compare.compare_coverage(tables, visits),
        charts.plot_sections: compare.outline_letter(tables, visits["visit_id"].iloc[0]),
        charts.plot_statuses: compare.compare_statuses(tables, visits),
        charts.plot_balance: compare.compare_balance(tables, visits, named),
        charts.plot_shares: compare.share_findings(tables, visits, named),
        charts.plot_ledger: compare.follow_items(tables, visits, visits["visit_id"].iloc[0]),
    }


@pytest.fixture(scope="module", params=["timeline", "coverage", "sections", "statuses", "balance", "shares", "ledger"])
def drawn(request, frames):
    """A chart's function, its data, and the axes it drew; no test changes them."""
    plot = getattr(charts, f"plot_{request.param}")
    data = frames[plot]
    axes = plot(data, sources="Sources: the focused visit of September 2020.")
    yield plot, data, axes
    plt.close(axes.figure)


def text_boxes(axes: plt.Axes) -> list:
    """Return the boxes of all visible words in a figure, in pixels, with the words."""
    figure = axes.figure
    figure.canvas.draw()
    texts = [text for text in figure.findobj(plt.Text) if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent()) for text in texts]


def test_no_words_overlap(drawn):
    _, _, axes = drawn
    for (one, box), (other, other_box) in itertools.combinations(text_boxes(axes), 2):
        apart = (box.x1 <= other_box.x0 + 1 or other_box.x1 <= box.x0 + 1
                 or box.y1 <= other_box.y0 + 1 or other_box.y1 <= box.y0 + 1)  # fmt: skip
        assert apart, f"{one!r} lies over {other!r}"


def test_long_items_stay_apart_and_are_cut_where_the_table_holds_them_whole(frames):
    long = "Ensure that " + "independent reviewing officers provide robust scrutiny of practice, " * 6
    followed = frames[charts.plot_ledger].copy()
    followed["item"] = [f"{place} {long}" for place in range(len(followed))]
    axes = charts.plot_ledger(followed)
    boxes = sorted((box.y0, box.y1) for words, box in text_boxes(axes) if "Ensure" in words)
    assert len(boxes) == len(followed)
    assert all(lower[1] <= upper[0] for lower, upper in itertools.pairwise(boxes))
    assert all(words.endswith("…") for words, _ in text_boxes(axes) if "Ensure" in words)
    plt.close(axes.figure)


def test_sources_stand_under_the_chart(drawn):
    _, _, axes = drawn
    assert any("September 2020" in words for words, _ in text_boxes(axes))


def test_a_chart_can_be_drawn_into_a_given_place(drawn):
    plot, data, _ = drawn
    figure, ax = plt.subplots()
    assert plot(data, ax=ax) is ax
    plt.close(figure)


def test_drawing_changes_no_style_but_its_own(frames):
    before = dict(plt.rcParams)
    plt.close(charts.plot_timeline(frames[charts.plot_timeline]).figure)
    assert dict(plt.rcParams) == before


def test_press_is_drawn_hollow(frames):
    axes = charts.plot_statuses(frames[charts.plot_statuses])
    tiles = {(round(tile.get_x() + 0.47), tile.get_linestyle()) for tile in axes.patches}
    assert {column for column, line in tiles if line != "-"} == {1}, "the press is the second visit"
    plt.close(axes.figure)


def test_an_export_is_picture_drawing_data_and_words_and_the_same_each_time(frames, tmp_path):
    data = frames[charts.plot_balance]
    for folder in (tmp_path / "one", tmp_path / "two"):
        written = board.export_chart(charts.plot_balance, data, alt="Praise and concern.", name="A & B", folder=folder)
        assert [path.name for path in written] == ["a-b.png", "a-b.svg", "a-b.csv", "a-b.txt"]
    for path in written:
        assert path.read_bytes() == (tmp_path / "one" / path.name).read_bytes()
    assert pd.read_csv(tmp_path / "one" / "a-b.csv")["n_theme"].tolist() == data["n_theme"].tolist()
    assert "Praise and concern." in (tmp_path / "one" / "a-b.txt").read_text(encoding="utf-8")


def test_without_data_nothing_is_written(frames, tmp_path):
    data = frames[charts.plot_balance][:0]
    assert board.export_chart(charts.plot_balance, data, alt="", name="x", folder=tmp_path / "none") == []
    assert not (tmp_path / "none").exists()
