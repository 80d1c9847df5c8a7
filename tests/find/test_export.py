"""What was found as a file: a workbook and .csv in which no text is run, the same bytes for the same table."""

import csv
import io
import zipfile

import pandas as pd
import pytest
from lxml import etree

import analysis
from analysis.find import QuestionError, find
from analysis.find.export import MOST_LETTERS, make_csv, make_workbook

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RUN = ["=1+1", "+44 20", "-1 child", "@SUM(A1)", "\t=1+1", " =1+1", "＝1+1"]
PLAIN = ["a = b", "1-2", "it's", "http://example.org", "007", "<b>&amp;", "“quoted”", "two\nlines"]


def read_cells(content: bytes) -> list[list[str | None]]:
    """Return the texts of a workbook's only sheet, and fail where any cell holds a formula."""
    files = zipfile.ZipFile(io.BytesIO(content))
    strings = etree.fromstring(files.read("xl/sharedStrings.xml"))
    strings = ["".join(part.itertext()) for part in strings.findall(f"{SHEET}si")]
    sheet = etree.fromstring(files.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(f".//{SHEET}f") is None and sheet.find(f".//{SHEET}hyperlink") is None
    rows = [[(cell.get("t"), cell.findtext(f"{SHEET}v")) for cell in row] for row in sheet.iter(f"{SHEET}row")]
    return [[strings[int(value)] if kind == "s" else value for kind, value in row] for row in rows]


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_no_text_is_run_and_none_is_changed_in_a_workbook():
    cells = read_cells(make_workbook(pd.DataFrame({"text": [*RUN, *PLAIN]})))
    assert [row[0] for row in cells] == ["text", *RUN, *PLAIN]


def test_a_text_that_would_be_run_has_an_apostrophe_in_csv():
    frame = pd.DataFrame({"text": [*RUN, *PLAIN], "=n": range(-1, 14)})
    (head, *rows) = read_csv(make_csv(frame))
    assert head == ["text", "'=n"]
    assert [row[0] for row in rows] == [*(f"'{text}" for text in RUN), *PLAIN]
    assert rows[0][1] == "-1", "a number is none"


def test_dates_numbers_and_what_is_missing_keep_their_type(letters_asked):
    found = find(letters_asked, "agency OR copy")
    head, *rows = read_cells(make_workbook(found))
    assert head == list(found.columns) and len(rows) == len(found)
    by_name = dict(zip(head, rows[1], strict=True))
    assert by_name["page"] == "2" and by_name["number"] == found["number"].iloc[1]
    assert float(by_name["start_date"]) > 40_000, "a day is a number with the form of a day"
    assert dict(zip(head, rows[-1], strict=True))["start_date"] is None
    day = read_csv(make_csv(found))[1][head.index("start_date")]
    assert day == "2023-03-01"


def test_the_header_stays_the_text_wraps_and_rows_are_a_table(letters_asked):
    files = zipfile.ZipFile(io.BytesIO(make_workbook(find(letters_asked))))
    sheet, styles = files.read("xl/worksheets/sheet1.xml").decode(), files.read("xl/styles.xml").decode()
    assert 'state="frozen"' in sheet and 'wrapText="1"' in styles
    assert "<autoFilter" in files.read("xl/tables/table1.xml").decode()


@pytest.mark.parametrize("make", [make_workbook, make_csv])
def test_the_same_table_gives_the_same_bytes(letters_asked, make):
    assert make(find(letters_asked)) == make(find(letters_asked))


@pytest.mark.parametrize("make", [make_workbook, make_csv])
def test_odd_tables_are_written(make):
    assert make(pd.DataFrame())
    assert make(pd.DataFrame({"text": []}))
    assert make(pd.DataFrame([["a", "b", "c"]], columns=["theme", "Theme", ""]))
    assert make(pd.DataFrame({1: [True, None, float("inf"), [1, 2], pd.Timestamp("2022-03-14 10:00", tz="UTC")]}))


def test_columns_of_one_name_keep_their_headers():
    head, row = read_cells(make_workbook(pd.DataFrame([["a", "b", "=c"]], columns=["theme", "Theme", "=1"])))
    assert (head, row) == (["theme", "Theme (2)", "=1"], ["a", "b", "=c"])


def test_a_text_too_long_for_a_cell_says_that_it_is_cut():
    (_, (cell,)) = read_cells(make_workbook(pd.DataFrame({"text": ["a" * 40_000]})))
    assert len(cell) == MOST_LETTERS and cell.endswith("the .csv has all)")


def test_export_says_what_was_written_and_where(letters_asked, tmp_path):
    found = find(letters_asked, "locums")
    assert analysis.export(found, "locums.xlsx", tmp_path / "for ann") == "Written to for ann: locums.xlsx (1 row)."
    assert analysis.export(found, "locums.CSV", tmp_path / "for ann").endswith("locums.CSV (1 row).")
    assert sorted(path.name for path in (tmp_path / "for ann").iterdir()) == ["locums.CSV", "locums.xlsx"]


def test_export_refuses_in_plain_words(letters_asked, tmp_path):
    found = find(letters_asked, "locums")
    with pytest.raises(QuestionError, match=r"locums.doc: give a name that ends in .xlsx or .csv"):
        analysis.export(found, "locums.doc", tmp_path)
    with pytest.raises(QuestionError, match=r"only a table such as analysis\.find gives can be written"):
        analysis.export("locums", "locums.csv", tmp_path)
    (tmp_path / "locums.csv").mkdir()
    with pytest.raises(QuestionError, match="cannot be written"):
        analysis.export(found, "locums.csv", tmp_path)
