"""The charts across visits and authorities: nothing clipped, nothing over something else, with few and with many."""

import itertools

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.charts import find_plot

GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
STATUSES = {
    "raised": "raised", "asked again": "raised", "asked again in part": "raised in part",
    "still a concern": "spoken of", "mixed": "spoken of",
    "now praised": "spoken of", "mentioned": "spoken of", "not mentioned": "quiet", "not looked at": "not looked at",
}  # fmt: skip
AREA = "The quality and timeliness of assessments and plans for children in need, including disabled children"


def make_traces(n_visits: int) -> pd.DataFrame:
    kinds = ["focused visit", "inspection", "monitoring visit", "focused visit (press)"]
    return pd.DataFrame(
        [
            {
                "improvement_id": f"i{number:02d}", "improvement": f"{AREA} {number}",
                "raised_at": "Mar 2013 inspection",
                "visit_id": f"v{visit}", "label": f"Mar {2013 + visit} {kinds[visit % 4]}",
                "start_date": pd.Timestamp(2013 + visit, 3, 1), "mark": mark, "status": status,
                "source_type": "press" if visit % 4 == 3 else "letter", "folded": None,
            }
            for number, (status, mark) in enumerate(STATUSES.items())
            for visit in range(n_visits)
        ]
    )  # fmt: skip


def make_peers(n_others: int) -> pd.DataFrame:
    groups = ["statistical neighbours", "Yorkshire and The Humber", "England", "same grade: Requires improvement"]
    return pd.DataFrame(
        [
            {"theme": theme, "theme_label": theme, "group": group, "own_status": "mixed", "n_looked": n_others,
             "n_raised": n_others // 2, "n_asked": n_others // 3}
            for theme in ("Supervision", "Front door and child protection enquiries")
            for group in groups
        ]
    )  # fmt: skip


def make_terms(n_later: int) -> pd.DataFrame:
    words = {"placements": -3.2, "serious weaknesses": -2.1, "senior leaders": 2.0, "personal advisers": 4.1}
    return pd.DataFrame(
        [
            {"label": f"Oct {2020 + visit} inspection", "term": term, "n_first": 112, "n_later": 7,
             "rate_first": 3.1, "rate_later": 0.2 if z < 0 else 5.4, "z": z}
            for visit in range(n_later)
            for term, z in words.items()
        ]
    )  # fmt: skip


def make_asked(n_columns: int) -> pd.DataFrame:
    themes = ["Supervision", "Groups of children with particular needs", "Front door and child protection enquiries"]
    return pd.DataFrame(
        [
            {"theme_label": theme, "column": str(2013 + column), "n_asked": column * 9, "n_letters": 108}
            for theme in themes
            for column in range(n_columns)
        ]
    )


MOVES = pd.DataFrame(
    [
        {"earlier": one, "later": other, "n_moves": 104, "n_from": 416}
        for one, other in itertools.product(GRADES, GRADES)
    ]
)
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


def text_boxes(axes: plt.Axes) -> list:
    axes.figure.canvas.draw()
    texts = [text for text in axes.figure.findobj(plt.Text) if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent()) for text in texts]


def test_no_words_overlap_and_none_leave_the_picture(axes):
    boxes = text_boxes(axes)
    for (one, box), (other, other_box) in itertools.combinations(boxes, 2):
        assert not box.padded(-1.5).overlaps(other_box.padded(-1.5)), f"{one!r} lies over {other!r}"
    # What stands beyond the figure's edge is kept by the tight box it is saved with; what must fit is its height.
    assert all(box.y0 >= -1 for _, box in boxes)


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


def test_a_tile_in_part_is_half_filled():
    cell = {"improvement_id": "i1", "improvement": AREA, "label": "Mar 2022 inspection", "source_type": "letter"}
    widths = {}
    for status in ("asked again", "asked again in part"):
        axes = find_plot("ledger")(pd.DataFrame([cell | {"status": status}]))
        widths[status] = [
            tile.get_width() for tile in axes.patches if tile.get_facecolor() not in [(0, 0, 0, 0), (1, 1, 1, 1)]
        ]
        plt.close(axes.figure)
    assert widths["asked again in part"] == [widths["asked again"][0] / 2]


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
    words = [" ".join(text.split()) for text, _ in text_boxes(axes)]
    plt.close(axes.figure)
    return words


def test_themes_that_are_alike_at_every_visit_share_a_row():
    assert "Theme number 1, theme number 2" in draw_words("coverage", make_tiles(3))


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
    assert {"3", "50% (3)"} <= set(draw_words("asked", asked))


def test_the_axis_of_shares_reaches_as_far_as_the_data():
    row = {"theme_label": "Staffing", "label": "Mar 2022 inspection", "source_type": "report", "status": "mixed",
           "n_theme": 3, "n_findings": 30, "share": 0.1, "low": 0.03, "high": 0.26, "silence": ""}  # fmt: skip
    axes = find_plot("shares")(pd.DataFrame([row]))
    assert 0.26 < axes.get_xlim()[1] < 0.4
    plt.close(axes.figure)
