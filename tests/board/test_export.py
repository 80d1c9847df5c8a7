"""Charts as files: as wide as a page, described, the same each time, and nothing in them that runs."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from charts.made_up import make_ledger
from lxml import etree
from PIL import Image

from analysis import board, compare
from analysis.notebook.choice import choose_visits

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def exhibits(tables):
    """Two exhibits of the shipped documents, by the name of the chart."""
    visits = choose_visits(tables)
    made = [compare.exhibit_timeline(tables, visits), compare.exhibit_balance(tables, visits, ["supervision"])]
    return {exhibit.plot: exhibit for exhibit in made}


def test_a_picture_is_as_wide_as_a_page_and_says_so(exhibits, tmp_path):
    board.write_exhibit(exhibits["balance"], name="x", folder=tmp_path)
    picture = Image.open(tmp_path / "x.png")
    assert picture.width == 1600
    assert picture.info["dpi"] == pytest.approx((254, 254)), "16 cm, a hundred dots to the cm"


def test_a_drawing_is_a_picture_with_a_title_and_a_description(exhibits, tmp_path):
    exhibit = replace(exhibits["balance"], title='Leeds & "Hull": <b>two</b>', alt="Strength & concern.\u202e")
    board.write_exhibit(exhibit, name="x", folder=tmp_path)
    drawing = etree.parse(tmp_path / "x.svg").getroot()
    title, said = drawing[:2]
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"
    assert (title.tag, title.text) == (f"{SVG}title", exhibit.title)
    assert (said.tag, said.text) == (f"{SVG}desc", "Strength & concern.")
    assert float(drawing.get("width").removesuffix("pt")) == pytest.approx(16 / 2.54 * 72, abs=0.01)
    fonts = set(re.findall(r"font-family: ([^;\"]*)", (tmp_path / "x.svg").read_text(encoding="utf-8")))
    assert fonts == {"'Liberation Sans', 'Arial', 'Helvetica', sans-serif"}, "two that are as wide stand in for ours"


def test_a_long_list_is_several_pictures_and_one_table(tmp_path):
    data = make_ledger(12)
    exhibit = compare.Exhibit(data, "ledger", "Leeds: 3 of 30 areas asked again", "Three of 30.", "Sources: made up.")
    paths = board.write_exhibit(exhibit, name="x", folder=tmp_path)
    pictures = [path for path in paths if path.suffix == ".png"]
    assert [path.name for path in pictures] == [f"x-{n}.png" for n in range(1, len(pictures) + 1)]
    assert len(pictures) > 3
    assert max(Image.open(path).height for path in pictures) <= 2200, "no higher than a page"
    assert len(pd.read_csv(tmp_path / "x.csv")) == len(data)
    assert f"(part 1 of {len(pictures)})" in (tmp_path / "x-1.svg").read_text(encoding="utf-8")


def test_no_cell_of_the_data_is_run(exhibits, tmp_path):
    data = exhibits["balance"].data.assign(theme_label="=1+1")
    board.write_exhibit(replace(exhibits["balance"], data=data), name="x", folder=tmp_path)
    assert set(pd.read_csv(tmp_path / "x.csv")["theme_label"]) == {"'=1+1"}


def test_an_export_is_picture_drawing_data_and_words_and_the_same_each_time(exhibits, tmp_path):
    exhibit = exhibits["balance"]
    for folder in (tmp_path / "one", tmp_path / "two"):
        written = board.write_exhibit(exhibit, name="A & B", folder=folder)
        assert [path.name for path in written] == ["a-b.png", "a-b.svg", "a-b.csv", "a-b.txt"]
    for path in written:
        assert path.read_bytes() == (tmp_path / "one" / path.name).read_bytes()
    assert pd.read_csv(tmp_path / "one" / "a-b.csv")["n_theme"].tolist() == exhibit.data["n_theme"].tolist()
    words = (tmp_path / "one" / "a-b.txt").read_text(encoding="utf-8")
    assert words == f"{exhibit.title}\n{exhibit.alt}\n{exhibit.sources}\n"


def test_an_export_says_what_it_wrote_and_where(exhibits, tmp_path):
    said = board.export(exhibits["timeline"], name="When?", folder=tmp_path / "output" / "charts")
    assert said == "Written to output/charts: when.png, when.svg, when.csv, when.txt."


def test_the_passages_behind_a_chart_are_written_beside_it(exhibits, tmp_path):
    passages = pd.DataFrame({"improvement": ["Plans."], "text": ["Children’s plans are late."]})
    said = board.export(replace(exhibits["timeline"], passages=passages), name="when", folder=tmp_path)
    assert said.endswith("when.txt, when-passages.csv.")
    assert pd.read_csv(tmp_path / "when-passages.csv").equals(passages)


def test_without_a_folder_charts_go_beside_the_data(exhibits, shipped, monkeypatch):
    monkeypatch.setenv("VISITS_DATA", str(shipped.raw.parent))
    board.export(exhibits["timeline"], name="when")
    assert (shipped.raw.parent.parent / "output" / "charts" / "when.png").exists()


def test_without_data_nothing_is_written(exhibits, tmp_path):
    exhibit = exhibits["balance"]
    empty = replace(exhibit, data=exhibit.data[:0])
    assert board.export(empty, name="x", folder=tmp_path / "none") == "Nothing to draw, so nothing was written."
    assert not (tmp_path / "none").exists()
