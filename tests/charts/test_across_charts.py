"""The charts across visits and authorities: nothing clipped, nothing over something else, with few and with many."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from charts.layouts import find_outside, find_overlaps, list_texts
from charts.made_up import AREA, MOVES, make_asked, make_effect, make_peers, make_terms, make_traces

from analysis.charts import find_plot

CASES = {
    "two visits": (find_plot("traces"), make_traces(2)),
    "four visits": (find_plot("traces"), make_traces(4)),
    "eight visits": (find_plot("traces"), make_traces(8)),
    "one other authority": (find_plot("peers"), make_peers(1)),
    "no other authority that was looked at": (find_plot("peers"), make_peers(0)),
    "all authorities": (find_plot("peers"), make_peers(152)),
    "one later visit": (find_plot("terms"), make_terms(1)),
    "seven later visits": (find_plot("terms"), make_terms(7)),
    "one year": (find_plot("asked"), make_asked(1)),
    "twelve years": (find_plot("asked"), make_asked(12)),
    "grades": (find_plot("moves"), MOVES),
}


@pytest.fixture(params=CASES)
def axes(request):
    plot, data = CASES[request.param]
    axes = plot(data, sources="Sources: made up for the tests.")
    yield axes
    plt.close(axes.figure)


def test_no_words_overlap_and_none_leave_the_picture(axes):
    texts = list_texts(axes.figure)
    assert not find_overlaps(texts)
    assert not find_outside(axes.figure, texts)


def test_a_mark_that_is_not_a_letter_is_hollow():
    axes = find_plot("traces")(make_traces(4))
    rings = [line for line in axes.lines if line.get_marker() == "o"]
    assert {line.get_xdata()[0] for line in rings if line.get_markerfacecolor() == "white"} == {3}
    plt.close(axes.figure)


def test_a_mark_in_part_is_half_filled():
    axes = find_plot("traces")(make_traces(4))
    half = [line for line in axes.lines if line.get_fillstyle() == "left"]
    assert len(half) == 4 and {line.get_markerfacecoloralt() for line in half} == {"white"}
    assert any(text.get_text() == "in part" for text in axes.texts)
    plt.close(axes.figure)


@pytest.mark.parametrize("source_type", ["letter", "press"])
def test_a_tile_in_part_is_half_filled_and_nothing_hides_that(source_type):
    cell = {"improvement_id": "i1", "improvement": AREA, "label": "Mar 2022 inspection", "source_type": source_type}
    axes = find_plot("ledger")(pd.DataFrame([cell | {"status": "asked again in part"}]))
    empty, filled = axes.patches
    assert not empty.get_facecolor()[3] and filled.get_width() == empty.get_width() / 2
    (words,) = (text for text in axes.texts if "part" in text.get_text())
    assert words.get_bbox_patch() is None
    plt.close(axes.figure)


def test_no_line_of_the_grid_runs_through_words():
    shares = {"theme_label": "Staffing", "label": "Mar 2022 inspection", "source_type": "report", "status": "mixed",
              "n_theme": 3, "n_findings": 30, "share": 0.1, "low": 0.03, "high": 0.26, "silence": ""}  # fmt: skip
    for name, data in (("shares", pd.DataFrame([shares])), ("peers", make_peers(9)), ("terms", make_terms(2))):
        axes = find_plot(name)(data)
        assert axes.texts and all(text.get_bbox_patch() is not None for text in axes.texts), name
        plt.close(axes.figure)


def test_the_legend_has_the_marks_that_are_drawn_and_the_note_says_what_they_mean():
    traces = make_traces(3)
    words = draw_words("traces", traces[traces["mark"] == "raised"])
    assert "raised" in words and "quiet" not in words and not any("Half filled" in text for text in words)
    assert any("Half filled" in text for text in draw_words("traces", traces))


def test_words_beside_a_line_of_marks_are_level_with_it():
    traces = make_traces(2).query("improvement_id == 'i04'").assign(improvement="Supervision")
    axes = find_plot("traces")(traces)
    (marks, *_) = (line.get_ydata()[0] for line in axes.lines)
    assert axes.get_yticks()[0] == pytest.approx(marks)
    plt.close(axes.figure)


def test_no_line_leads_to_a_visit_that_did_not_look():
    traces = make_traces(3)
    axes = find_plot("traces")(traces[traces["mark"] == "not looked at"])
    assert all(len(line.get_xdata()) == 1 for line in axes.lines)
    plt.close(axes.figure)


def make_tiles(n_themes: int) -> pd.DataFrame:
    themes = [f"Theme number {number}" for number in range(n_themes)]
    cell = {"label": "Mar 2022 inspection", "source_type": "report"}
    looks = ["unknown", *["in_scope"] * (n_themes - 1)]
    return pd.DataFrame([cell | {"theme_label": one, "look": look} for one, look in zip(themes, looks, strict=True)])


def draw_words(name: str, data: pd.DataFrame) -> list[str]:
    axes = find_plot(name)(data)
    words = [" ".join(text.words.split()) for text in list_texts(axes.figure)]
    plt.close(axes.figure)
    return words


def test_themes_that_are_alike_at_every_visit_share_a_row():
    assert "Theme number 1, theme number 2" in draw_words("coverage", make_tiles(3))


def test_what_reviews_move_has_a_row_for_each_theme_and_visit():
    words = draw_words("effect", make_effect(12))
    assert sum("Front door and child protection enquiries" in text for text in words) == 12


def test_where_their_names_do_not_fit_a_note_names_them_all():
    many = pd.concat([make_tiles(40).assign(label=f"Mar {2014 + visit} inspection") for visit in range(12)])
    words = draw_words("coverage", many)
    assert "39 themes (a)" in words
    assert any("39 themes (a): theme number 1, " in text and "theme number 39." in text for text in words)


def test_a_chart_is_no_wider_than_a_page_and_no_higher_than_a_screen_with_many_visits():
    for name, data in (("traces", make_traces(12)), ("terms", make_terms(4)), ("asked", make_asked(10))):
        axes = find_plot(name)(data, sources="Sources: made up for the tests.")
        width, height = axes.figure.get_size_inches() * 96
        plt.close(axes.figure)
        assert width <= 1100 and height <= 900, name


def test_areas_that_share_a_row_are_counted_where_they_were_first_raised():
    traces = make_traces(3)
    traces["folded"] = traces["improvement_id"].map({"i00": "2 more", "i01": "2 more"})
    traces.loc[traces["improvement_id"] == "i01", "status"] = "raised"
    words = draw_words("traces", traces)
    assert "2 more" in words and "2" in words
    assert not any(text.endswith("disabled children 0") for text in words)


def test_of_few_letters_the_number_stands_alone():
    asked = pd.DataFrame({"theme_label": "Supervision", "column": ["2019", "2020"], "n_asked": 3, "n_letters": [4, 6]})
    words = draw_words("asked", asked)
    assert {"3", "50% (3)"} <= set(words) and any("Hatched grey: under five letters" in text for text in words)
    assert not any("Hatched" in text for text in draw_words("asked", asked[asked["n_letters"] > 5]))


def test_the_axis_of_shares_reaches_as_far_as_the_data():
    row = {"theme_label": "Staffing", "label": "Mar 2022 inspection", "source_type": "report", "status": "mixed",
           "n_theme": 3, "n_findings": 30, "share": 0.1, "low": 0.03, "high": 0.26, "silence": ""}  # fmt: skip
    axes = find_plot("shares")(pd.DataFrame([row]))
    assert 0.26 < axes.get_xlim()[1] < 0.4
    plt.close(axes.figure)
