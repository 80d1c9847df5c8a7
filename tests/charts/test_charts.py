"""Charts as people see them: nothing clipped, nothing over something else, the same bytes each time."""

import itertools
from dataclasses import replace

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from charts.layouts import find_overlaps, list_texts

from analysis import charts, compare
from analysis.notebook.choice import choose_visits


@pytest.fixture(scope="module")
def exhibits(tables: dict) -> dict[str, compare.Exhibit]:
    """Return an exhibit for each chart that the shipped documents fill."""
    visits = choose_visits(tables)
    named = ["supervision", "staffing", "permanence"]
    made = [
        compare.exhibit_timeline(tables, visits),
        compare.exhibit_gaps(tables, visits, as_of="2026-11-27"),
        compare.exhibit_scopes(tables, visits),
        compare.exhibit_parts(tables),
        compare.exhibit_coverage(tables, visits),
        compare.exhibit_outline(tables, compare.pick_visit(visits, "Sep 2020")),
        compare.exhibit_statuses(tables, visits),
        compare.exhibit_balance(tables, visits, named),
        compare.exhibit_shares(tables, visits, named),
        compare.exhibit_ledger(tables, visits),
    ]
    return {exhibit.plot: exhibit for exhibit in made}


DRAWN = ["timeline", "gaps", "scopes", "parts", "coverage", "outline", "statuses", "balance", "shares", "ledger"]


@pytest.fixture(scope="module", params=DRAWN)
def exhibit(request, exhibits):
    return exhibits[request.param]


@pytest.fixture(scope="module")
def axes(exhibit):
    """The axes of the chart as it is shown, with its title and sources."""
    figure = charts.draw_exhibit(replace(exhibit, sources="Sources: the focused visit of September 2020."))
    yield figure.axes[0]
    plt.close(figure)


def text_boxes(axes: plt.Axes) -> list:
    """Return the boxes of all visible words in a figure, in pixels, with the words."""
    return [(text.words, text.box) for text in list_texts(axes.figure)]


def test_no_words_overlap(axes):
    assert not find_overlaps(list_texts(axes.figure))


def test_long_texts_stay_apart_and_are_cut_where_the_table_holds_them_whole(exhibits):
    long = "Ensure that " + "independent reviewing officers provide robust scrutiny of practice, " * 14
    ledger = exhibits["ledger"].data.copy()
    ledger["improvement"] = [f"{number} {long}" for number in range(len(ledger))]
    axes = charts.find_plot("ledger")(ledger)
    boxes = sorted((box.y0, box.y1) for words, box in text_boxes(axes) if "Ensure" in words)
    assert len(boxes) == len(ledger)
    assert all(lower[1] <= upper[0] for lower, upper in itertools.pairwise(boxes))
    assert all(words.endswith("…") for words, _ in text_boxes(axes) if "Ensure" in words)
    plt.close(axes.figure)


def test_the_title_stands_above_and_the_sources_under_the_chart(exhibit, axes):
    words = [" ".join(words.split()) for words, _ in text_boxes(axes)]  # a long title has several lines
    assert exhibit.title in words
    assert any("September 2020" in text for text in words)


def test_a_chart_can_be_drawn_into_a_given_place(exhibit):
    figure, ax = plt.subplots()
    assert charts.find_plot(exhibit.plot)(exhibit.data, ax=ax) is ax
    plt.close(figure)


def test_drawing_changes_no_style_but_its_own(exhibits):
    before = dict(plt.rcParams)
    plt.close(charts.draw_exhibit(exhibits["timeline"]))
    assert dict(plt.rcParams) == before


def test_press_is_drawn_hollow(exhibits):
    figure = charts.draw_exhibit(exhibits["statuses"])
    tiles = {(round(tile.get_x() + 0.47), tile.get_linestyle()) for tile in figure.axes[0].patches}
    assert {column for column, line in tiles if line != "-"} == {1}, "the press is the second visit"
    plt.close(figure)


def test_tiles_of_themes_count_their_sentences_and_star_what_one_sentence_turns(exhibits):
    row = {"theme_label": "Staffing", "label": "Mar 2022 inspection", "source_type": "letter", "status": "mixed"}
    rows = [row | {"tally": "10 strengths, 1 concern", "turns": True},
            row | {"label": "Mar 2025 inspection", "tally": "5 strengths, 4 concerns", "turns": False}]  # fmt: skip
    axes = charts.find_plot("statuses")(pd.DataFrame(rows))
    words = [" ".join(text.split()) for text, _ in text_boxes(axes)]
    assert {"mixed*", "mixed", "10 strengths, 1 concern", "5 strengths, 4 concerns"} <= set(words)
    assert any("Turns on one sentence" in text for text in words)
    plt.close(axes.figure)


def test_a_tally_breaks_at_its_commas_alone():
    row = {"theme_label": "Staffing", "source_type": "letter", "status": "mixed", "turns": False}
    rows = [
        row | {"label": f"Mar {2020 + n} inspection", "tally": "12 strengths, 4 concerns, 1 mixed"} for n in range(4)
    ]
    axes = charts.find_plot("statuses")(pd.DataFrame(rows))
    tallies = [text.split("\n") for text, _ in text_boxes(axes) if "strengths" in text]
    assert len(tallies) == 4
    for lines in tallies:
        assert len(lines) > 1 and all(line.endswith(",") for line in lines[:-1]), lines
    plt.close(axes.figure)
