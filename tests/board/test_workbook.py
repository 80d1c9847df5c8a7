"""The workbook: what its sheets hold equals what is compared, and no cell of it is blank, merged, run or a link."""

import zipfile
from datetime import date

import pandas as pd
import pytest
from board.workbooks import MAIN, read_workbook

from analysis.base.mendable import MendableError
from analysis.base.resources import read_yaml
from analysis.board import write_workbook
from analysis.board.workbook import make_cell
from analysis.compare import compare_statuses, exhibit_ledger, quote_sentences, select_visits
from analysis.review import write_decisions
from analysis.tables import list_rows

EARLIER = "stoke-on-trent-2020-09-29-focused-visit"
LATER = "stoke-on-trent-2024-10-focused-visit-press"
AREA = {
    "improvement_id": f"{EARLIER}/i04",
    "improvement_text": "The recording of management oversight, case directions and supervision.",
}
AS_OF = date(2026, 6, 1)
TABS = ["Cover", "Contents", "Notes", "Visits", "Findings", "Sentences", "Areas for improvement", "Ledger", "Statuses",
        "Columns"]  # fmt: skip
HOSTILE = [
    '=HYPERLINK("http://example.org","open")', "{=1+1}", "+44 20", "-1 child", "@SUM(A1)", "＝1+1",
    "http://example.org/path", "mailto:a@example.org", "[page](http://example.org)", "[a](b) and [c](d)",
    "$$5 for $$6", "<b>&amp; bold</b>", "\u202eturned\u202c round", "bell \x07 and \x00 nul", ".", "—…—", "مرحبا",
    "_x0041_", "a" * 40_000, "two\nlines",
]  # fmt: skip


@pytest.fixture(scope="module")
def visits(tables):
    return select_visits(tables, authority="Stoke-on-Trent")


@pytest.fixture(scope="module")
def sheets(tables, visits, tmp_path_factory):
    return read_workbook(write_workbook(tables, visits, tmp_path_factory.mktemp("board") / "board.xlsx", as_of=AS_OF))


def hold_nothing_that_runs(path, sheets) -> None:
    """Fail where a cell is blank, merged or a formula, or where a link leads out of the workbook."""
    for name, sheet in sheets.items():
        for tag in ("f", "mergeCell"):
            assert sheet.tree.find(f".//{MAIN}{tag}") is None, f"{name} has {tag}"
        blank = [row for row in sheet.rows if not all(cell and cell.strip() for cell in row)]
        assert blank == [], name
        for link in sheet.tree.iter(f"{MAIN}hyperlink"):
            assert name == "Contents" and link.get("location") and len(link.attrib) <= 3
    files = zipfile.ZipFile(path)
    relations = [files.read(file).decode() for file in files.namelist() if file.endswith(".rels")]
    assert not any("External" in relation for relation in relations)


def test_each_sheet_has_its_title_first_and_one_marked_table(sheets):
    assert list(sheets) == TABS
    for name, sheet in sheets.items():
        assert len(sheet.rows[0]) == 1, f"{name}: a title stands alone in the first row"
        assert (sheet.head is None) == (name == "Cover")
        if sheet.head is not None:
            assert all(len(row) == 1 for row in sheet.rows[: sheet.head])
            assert len(set(map(len, sheet.rows[sheet.head :]))) == 1
    assert sheets["Visits"].rows[0] == ["Visits: Stoke-on-Trent"]
    assert [row[0] for row in sheets["Contents"].rows[3:]] == TABS[3:]


def test_the_sheets_hold_what_is_compared(tables, visits, sheets):
    assert [row["visit id"] for row in sheets["Visits"].table] == visits["visit_id"].tolist()
    quotes = quote_sentences(tables, visits)
    findings = sheets["Findings"].table
    assert (
        sum(int(row[head]) for row in findings for head in ("strengths", "concerns", "mixed", "neutral"))
        == (quotes["kind"] == "finding").sum()
    )
    sentences = sheets["Sentences"].table
    assert [row["sentence id"] for row in sentences if row["evidence"] == "1"] == quotes["sentence_id"].tolist()
    shown = {tuple(row[head] for head in ("sentence id", "place", "stance", "text")) for row in sentences}
    assert set(list_rows(quotes, "sentence_id", "place", "stance", "text")) <= shown
    statuses = compare_statuses(tables, visits)
    cells = {(row["theme"], visit): cell for row in sheets["Statuses"].table for visit, cell in row.items()}
    assert all(cells[row.theme_label, row.label].startswith(row.status) for row in statuses.itertuples()
               if row.source_type != "press")  # fmt: skip
    ledger = exhibit_ledger(tables, visits, EARLIER).data
    said = {row["improvement id"]: row["status"] for row in sheets["Ledger"].table}
    assert all(said[row.improvement_id] == row.status_label for row in ledger.itertuples())


def test_themes_are_ones_and_noughts(tables, sheets):
    rows = sheets["Sentences"].table
    themes = [head for head in rows[0] if head.startswith("theme: ")]
    ones = {(row["sentence id"], head) for row in rows for head in themes if row[head] == "1"}
    coded = tables["codes"].drop_duplicates(["sentence_id", "theme"])
    assert len(ones) == len(coded[coded["sentence_id"].isin([row["sentence id"] for row in rows])]) > 50
    assert {row[head] for row in rows for head in themes} == {"0", "1"}


def test_every_column_is_explained(sheets):
    explained = [(row["sheet"], row["column"]) for row in sheets["Columns"].table]
    assert explained == [(tab, head) for tab in TABS[3:-1] for head in sheets[tab].rows[sheets[tab].head]]
    assert all(len(row["meaning"]) > 3 and not row["meaning"].startswith("[") for row in sheets["Columns"].table)


def test_every_sign_that_stands_in_a_sheet_is_explained_there(sheets):
    for name, sheet in sheets.items():
        if sheet.head is not None:
            cells = {cell for row in sheet.rows[sheet.head :] for cell in row}
            above = " ".join(row[0] for row in sheet.rows[: sheet.head])
            assert {sign for sign in ("[x]", "[z]", "[none]") if sign in cells} == {
                sign for sign in ("[x]", "[z]", "[none]") if f"{sign} stands" in above
            }, name


def test_nothing_runs_and_nothing_is_blank(tables, visits, tmp_path):
    path = write_workbook(tables, visits, tmp_path / "board.xlsx", as_of=AS_OF)
    hold_nothing_that_runs(path, read_workbook(path))


def test_what_the_council_does_and_who_checked_stand_beside_the_area(tables, visits, shipped, tmp_path):
    row = AREA | {"text": "=All of it is recorded", "accepted": "yes", "owner": "Head", "due": "31/05/2026"}
    write_decisions(shipped.review, [row], "responses.csv")
    decided = AREA | {"later_visit_id": LATER, "status": "mentioned", "reviewer": "Ann"}
    write_decisions(shipped.review, [decided], "ledger.csv")
    own = (tables["ledger"]["improvement_id"] == AREA["improvement_id"]) & (tables["ledger"]["later_visit_id"] == LATER)
    source = tables["ledger"]["source"].mask(own, "reviewer")
    reviewed = tables | {"ledger": tables["ledger"].assign(source=source)}
    path = write_workbook(reviewed, visits, tmp_path / "board.xlsx", folder=shipped, as_of=AS_OF)
    sheets = read_workbook(path)
    area = {row["improvement id"]: row for row in sheets["Areas for improvement"].table}[AREA["improvement_id"]]
    assert (area["what the council does"], area["accepted"], area["owner"]) == ("=All of it is recorded", "yes", "Head")
    assert (area["overdue"], area["note"]) == ("yes", "[x]")
    assert area["due"] == str((date(2026, 5, 31) - date(1899, 12, 30)).days), "a day is a day"
    ledger = {row["improvement id"]: row for row in sheets["Ledger"].table}
    beside = ledger[AREA["improvement_id"]]
    assert beside["what the council does"] == "Accepted. =All of it is recorded. Owner: Head."
    assert beside["due"] == "overdue since 31 May 2026"
    assert ledger[AREA["improvement_id"]]["checked by"] == "Ann"
    assert {row["checked by"] for area, row in ledger.items() if area != AREA["improvement_id"]} == {
        "not yet checked by a person"
    }
    hold_nothing_that_runs(path, sheets)


def test_hostile_texts_of_letters_are_texts_and_the_rest_of_them_stays(tables, visits, tmp_path):
    texts = [HOSTILE[index % len(HOSTILE)] for index in range(len(tables["sentences"]))]
    hostile = tables | {
        name: tables[name].assign(text=pd.array((texts * 9)[: len(tables[name])], dtype="str"))
        for name in ("sentences", "paragraphs", "improvements")
    }
    visits = visits.assign(scope="=1+1 [a](b) $$c$$", authority="[A](b) $$c$$")
    path = write_workbook(hostile, visits, tmp_path / "board.xlsx", as_of=AS_OF)
    sheets = read_workbook(path)
    hold_nothing_that_runs(path, sheets)
    shown = {row["text"] for row in sheets["Sentences"].table}
    assert {'=HYPERLINK("http://example.org","open")', "{=1+1}", "http://example.org/path", "two\nlines"} <= shown
    assert {"[page] (http://example.org)", "$ $5 for $ $6", "turned round", "bell  and  nul", "[signs] ."} <= shown
    assert {len(text) for text in shown if text.startswith("aaa")} == {32_767}


def test_a_text_that_would_be_run_is_marked_as_a_text(tables, visits, tmp_path):
    path = write_workbook(tables, visits.assign(scope="=1+1"), tmp_path / "board.xlsx")
    assert b'quotePrefix="1"' in zipfile.ZipFile(path).read("xl/styles.xml")


@pytest.mark.parametrize("n_visits", [0, 1])
def test_with_one_visit_or_none_the_sheets_say_that_there_is_nothing(tables, visits, tmp_path, n_visits):
    path = write_workbook(tables, visits.head(n_visits), tmp_path / "board.xlsx")
    sheets = read_workbook(path)
    hold_nothing_that_runs(path, sheets)
    assert {cell for row in sheets["Ledger"].table for cell in row.values()} == {"[none]"}


def test_an_empty_folder_gives_a_workbook_too(nothing, tmp_path):
    visits = select_visits(nothing, authority=None)
    sheets = read_workbook(write_workbook(nothing, visits, tmp_path / "board.xlsx"))
    assert sheets["Cover"].rows[0] == ["What inspectors found: no visit on file"]


def test_the_same_tables_give_the_same_cells(tables, visits, sheets, tmp_path):
    again = read_workbook(write_workbook(tables, visits, tmp_path / "board.xlsx", as_of=AS_OF))
    assert {name: sheet.rows for name, sheet in again.items()} == {name: sheet.rows for name, sheet in sheets.items()}


def test_a_file_that_cannot_be_written_is_named(tables, visits, tmp_path):
    (tmp_path / "board.xlsx").mkdir()
    with pytest.raises(MendableError, match=r"board\.xlsx cannot be written"):
        write_workbook(tables, visits, tmp_path / "board.xlsx")


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, "[x]"), (float("nan"), "[x]"), (pd.NaT, "[x]"), ("  ", "[x]"), (0, 0), (0.12345, 0.123), (True, "yes"),
     ("7", "7"), ("…", "[signs] …")],
)  # fmt: skip
def test_a_cell(value, cell):
    assert make_cell(value, "[x]", read_yaml("board/workbook.yml")) == cell
