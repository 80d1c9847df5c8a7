"""The report: its headings, captions, tables and descriptions; sizes; and that text from letters stays text."""

import re

import pytest
from board.papers import NAME, add_visits, make_hostile
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from analysis.board import write_report
from analysis.compare import exhibit_balance, exhibit_ledger, exhibit_timeline, select_visits


def open_report(folder, tables, visits, themes=None):
    return Document(str(write_report(tables, visits, themes, folder / "new" / "report.docx")))


def read_rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def visits(tables):
    return select_visits(tables, authority="Stoke-on-Trent")


@pytest.fixture(scope="module")
def report(tables, visits, tmp_path_factory):
    return open_report(tmp_path_factory.mktemp("report"), tables, visits)


@pytest.fixture(scope="module")
def hostile(tables, tmp_path_factory):
    harmed = make_hostile(tables)
    return open_report(tmp_path_factory.mktemp("hostile"), harmed, select_visits(harmed, authority=NAME))


def test_headings_are_real_and_no_level_is_skipped(report):
    heads = [(p.style.name, p.text) for p in report.paragraphs if p.style.name in ("Title", "Heading 1", "Heading 2")]
    assert heads[0] == ("Title", "Stoke-on-Trent: findings across visits")
    assert [text for name, text in heads if name == "Heading 1"] == [
        "Summary",
        "The visits",
        "Areas for improvement, then and now",
        "Themes, visit by visit",
        "What the letters say",
        "What the letters do not bear",
        "How this was made",
        "Sources",
        "Charts",
    ]
    assert heads[1][0] == "Heading 1"


def test_every_table_and_figure_has_a_caption_with_its_number(report):
    captions = [
        "".join(part.text for part in p._p.xpath(".//w:t")) for p in report.paragraphs if p.style.name == "Caption"
    ]
    numbers = [re.match(r"(Table|Figure) (\d+): .", text).groups() for text in captions]
    assert [int(n) for kind, n in numbers if kind == "Table"] == list(range(1, len(report.tables) + 1))
    assert [int(n) for kind, n in numbers if kind == "Figure"] == list(range(1, len(report.inline_shapes) + 1))


def test_heads_of_tables_are_marked_and_come_again(report):
    for table in report.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")
        assert len(table._tbl.xpath(".//w:cantSplit")) == len(table.rows)
        assert all(cell for row in read_rows(table) for cell in row)


def test_charts_are_described_in_few_words(report, hostile):
    for one in (report, hostile):
        alts = [shape._inline.docPr.get("descr") for shape in one.inline_shapes]
        assert len(alts) == 3
        assert all(alts)
        assert max(map(len, alts)) <= 250


def test_charts_are_as_wide_as_they_were_drawn(report, hostile):
    for one in (report, hostile):
        widths = {shape.width for shape in one.inline_shapes}
        assert widths == {Cm(16)}, "drawn for a page, and not scaled"
        assert max(shape.height for shape in one.inline_shapes) <= Cm(22)


def test_tables_hold_what_the_exhibits_hold(report, tables, visits):
    timeline, ledger, _, balance = map(read_rows, report.tables[:4])
    data = exhibit_ledger(tables, visits).data
    assert [row[0] for row in timeline[1:]] == list(exhibit_timeline(tables, visits).data["label"])
    assert [row[:2] for row in ledger[1:]] == data[["improvement", "status_label"]].to_numpy().tolist()
    counts = exhibit_balance(tables, visits, ["supervision", "staffing", "permanence"]).data
    numbers = counts[["concern", "mixed", "strength", "neutral", "n_theme", "n_findings"]]
    assert [[int(n) for n in row[2:]] for row in balance[1:]] == numbers.to_numpy().tolist()


def test_quotations_stand_with_visit_paragraph_and_who_speaks(report, tables):
    quotes = [p.text for p in report.paragraphs if p.style.name == "Quote"]
    places = [p.text for p in report.paragraphs if p.style.name == "Source"]
    printed = set(tables["sentences"]["text"])
    assert quotes
    assert all(any(quote[1:-1] in text for text in printed) for quote in quotes)
    assert len(places) == len(quotes)
    assert all(re.search(r"(press\)|visit); (¶|no\. )\d+", place) for place in places)
    assert any("the article's words" in place for place in places)


def test_no_style_in_use_is_smaller_than_12_points(report):
    for paragraph in report.paragraphs:
        style = paragraph.style
        assert (style.font.size or style.base_style.font.size) >= Pt(12), style.name
        assert all(run.font.size is None for run in paragraph.runs)
    assert all(run.font.size is None for t in report.tables for c in t._cells for p in c.paragraphs for run in p.runs)


def test_harmful_text_stays_text(hostile):
    text = "\n".join(p.text for p in hostile.paragraphs)
    assert "<b>bold</b>" in text
    assert not set("\u202e\x00\x0b") & set(text)
    assert not [rel for rel in hostile.part.rels.values() if rel.is_external]


def test_of_many_visits_tables_and_charts_keep_the_first_and_the_latest_and_say_so(tables, visits, tmp_path):
    tables, many = add_visits(tables, visits, 12)
    report = open_report(tmp_path, tables, many)
    heads = [rows[0][1:] for rows in map(read_rows, report.tables) if rows[0][0] == "Theme" and rows[0][1] != "Visit"]
    assert [label for labels in heads for label in labels] == [*many["label"].head(1), *many["label"].tail(7)]
    assert any("the first and the latest of the visits, 8 of 12" in p.text for p in report.paragraphs)
    assert any("Left out, for want of room: 8 of 12 visits." in p.text for p in report.paragraphs)
