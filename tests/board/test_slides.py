"""The slides: what they say, that all is described, large enough, native where it can be, and stays text."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from board.papers import NAME, add_visits, make_hostile
from pptx import Presentation
from pptx.util import Cm, Pt

from analysis.board import write_slides
from analysis.board.paper_tables import MOST_BARS, MOST_THEMES
from analysis.compare import BALANCES, exhibit_balance, exhibit_ledger, exhibit_timeline, select_visits


def open_slides(folder, tables, visits, themes=None):
    return Presentation(str(write_slides(tables, visits, themes, folder / "new" / "slides.pptx")))


def list_shapes(deck):
    return [shape for slide in deck.slides for shape in slide.shapes]


def find_chart(deck):
    return next(shape.chart for shape in list_shapes(deck) if shape.has_chart)


def read_tables_of(deck):
    found = [shape.table for shape in list_shapes(deck) if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


@pytest.fixture(scope="module")
def visits(tables):
    return select_visits(tables, authority="Stoke-on-Trent")


@pytest.fixture(scope="module")
def deck(tables, visits, tmp_path_factory):
    return open_slides(tmp_path_factory.mktemp("slides"), tables, visits)


@pytest.fixture(scope="module")
def hostile(tables, tmp_path_factory):
    harmed = make_hostile(tables)
    return open_slides(tmp_path_factory.mktemp("hostile"), harmed, select_visits(harmed, authority=NAME))


def test_at_most_eight_slides_each_with_a_title_and_notes(deck, hostile):
    for one in (deck, hostile):
        assert len(one.slides) <= 8
        for slide in one.slides:
            assert slide.shapes.title.text
            assert "Method: " in slide.notes_slide.notes_text_frame.text
            assert "Sources: " in slide.notes_slide.notes_text_frame.text


def test_titles_say_what_the_exhibits_say(deck, tables, visits):
    titles = [slide.shapes.title.text for slide in deck.slides]
    for exhibit in (exhibit_timeline(tables, visits), exhibit_ledger(tables, visits)):
        assert exhibit.title in titles


def test_pictures_charts_and_tables_are_described_in_few_words(deck, hostile):
    for one in (deck, hostile):
        shown = [shape for shape in list_shapes(one) if shape.has_chart or shape.has_table or hasattr(shape, "image")]
        alts = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in shown]
        assert len(alts) == 4
        assert all(alts)
        assert max(map(len, alts)) <= 250


def test_the_picture_is_as_wide_as_it_was_drawn(deck, hostile):
    for one in (deck, hostile):
        (picture,) = (shape for shape in list_shapes(one) if hasattr(shape, "image"))
        assert picture.width == Cm(31), "drawn for a slide, and not scaled"
        assert picture.height <= Cm(13.4)


def test_no_text_is_smaller_than_18_points_and_none_in_charts_than_12(deck, hostile):
    for one in (deck, hostile):
        frames = [shape.text_frame for shape in list_shapes(one) if shape.has_text_frame]
        frames += [c.text_frame for s in list_shapes(one) if s.has_table for row in s.table.rows for c in row.cells]
        sizes = [run.font.size for frame in frames for part in frame.paragraphs for run in part.runs]
        assert min(sizes) >= Pt(18)
        assert find_chart(one).font.size >= Pt(12)


def test_shapes_stand_on_the_slide(deck, hostile):
    for one in (deck, hostile):
        for shape in list_shapes(one):
            assert shape.left + shape.width <= one.slide_width
            assert shape.top + shape.height <= one.slide_height


def test_the_chart_holds_the_findings_by_what_they_voice(deck, tables, visits):
    data = exhibit_balance(tables, visits, ["supervision", "staffing", "permanence"]).data
    plot = find_chart(deck).plots[0]
    assert [series.name for series in plot.series] == list(BALANCES)
    names = list(plot.categories)
    bars = [place for place, name in enumerate(names) if not name.isupper()]
    for series in plot.series:
        assert [int(series.values[place] or 0) for place in bars] == list(data[series.name])
    assert [name for name in names if name.isupper()] == list(data["theme_label"].str.upper().unique())
    assert names[-1].endswith("not looked at, as the press reports it")
    assert find_chart(deck).category_axis._element.xpath("c:tickLblSkip/@val") == ["1"], "every bar has its name"


def test_bars_of_a_press_report_are_hollow(deck):
    points = deck.slides[4].shapes[1].chart.plots[0].series[0].points
    assert str(points[2].format.fill.fore_color.rgb) == "FFFFFF"


def test_the_table_of_areas_is_the_ledger_at_the_latest_visit(deck, tables, visits):
    data = exhibit_ledger(tables, visits).data
    _, (heads, *rows) = read_tables_of(deck)
    assert heads == ["Area for improvement", "Status", "Certainty", "Checked by a person"]
    said = dict(zip(data["improvement"], data["status_label"], strict=True))
    assert rows
    for area, status, _, checked in rows:
        assert (said[area], checked) == (status, "not yet")
    notes = deck.slides[2].notes_slide.notes_text_frame.text
    assert all(area in notes for area in said)


def test_what_a_board_acts_on_stands_first(deck):
    _, (_, first, *_) = read_tables_of(deck)
    assert first[1] == "asked again in part"


def test_harmful_text_stays_text(hostile):
    text = "\n".join(shape.text_frame.text for shape in list_shapes(hostile) if shape.has_text_frame)
    assert "<b>bold</b>" in text
    assert not set("\u202e\x00\x0b") & set(text)
    assert not [part for part in hostile.part.package.iter_parts() for r in part.rels.values() if r.is_external]


def test_the_sheet_behind_the_chart_has_no_formula(hostile):
    book = ZipFile(BytesIO(find_chart(hostile).part.chart_workbook.xlsx_part.blob))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<c r=" in sheet
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize("n", [1, 5, 12])
def test_few_and_many_visits_have_room(tables, visits, tmp_path, n):
    deck = open_slides(tmp_path, *add_visits(tables, visits, n))
    assert len(deck.slides) <= 8
    assert len(read_tables_of(deck)[0]) <= 11
    assert len(find_chart(deck).plots[0].categories) <= MOST_BARS + MOST_THEMES


def test_themes_without_findings_have_a_sentence_for_a_chart(tables, visits, tmp_path):
    found = exhibit_balance(tables, visits).data.groupby("theme")["n_theme"].sum()
    deck = open_slides(tmp_path, tables, visits, [found[found == 0].index[0]])
    assert not any(shape.has_chart for shape in list_shapes(deck))
    assert any("No visit has findings" in shape.text_frame.text for shape in list_shapes(deck) if shape.has_text_frame)


def test_the_same_tables_have_the_same_dates(deck, visits):
    assert deck.core_properties.created.date() == visits["start_date"].max().date()
    assert deck.core_properties.modified == deck.core_properties.created
