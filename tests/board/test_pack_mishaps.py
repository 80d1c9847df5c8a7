"""What a pack does where there is little or too much to report, texts mean harm, or its place cannot be written."""

from datetime import date
from zipfile import ZipFile

import pandas as pd
import pytest
from board.papers import NAME, add_visits, make_hostile
from board.workbooks import read_workbook
from docx import Document
from pptx import Presentation

from analysis.base.mendable import MendableError
from analysis.board import write_pack, write_report, write_slides, write_workbook
from analysis.board.pack import narrow_tables
from analysis.compare import exhibit_balance, select_visits

DAY = date(2026, 11, 27)


@pytest.fixture
def visits(tables):
    return select_visits(tables, authority="Stoke-on-Trent")


def read_slides(path) -> str:
    shapes = [shape for slide in Presentation(str(path)).slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([*cells, *(shape.text_frame.text for shape in shapes if shape.has_text_frame)])


def read_report(path) -> str:
    report = Document(str(path))
    return "\n".join([*(p.text for p in report.paragraphs), *(c.text for t in report.tables for c in t._cells)])


def test_nothing_to_report_is_one_sentence_and_makes_no_folder(tables, visits, shipped, tmp_path):
    with pytest.raises(MendableError, match=r"^No dated letter of the authority is on file"):
        write_pack(tables, visits.head(0), ["supervision"], tmp_path / "board", folder=shipped, day=DAY)
    assert not (tmp_path / "board").exists()


def test_one_visit_has_a_pack_that_sends_no_board_to_a_folder_of_the_analyst(tables, visits, shipped, tmp_path):
    pack = write_pack(tables, visits.head(1), ["supervision"], tmp_path / "board", folder=shipped, day=DAY)
    said = read_slides(next(pack.glob("*.pptx"))) + read_report(next(pack.glob("*.docx")))
    assert "Only one visit to Stoke-on-Trent is compared" in said
    assert "data/raw" not in said
    assert "Compared: " in said
    sheets = read_workbook(next(pack.glob("*.xlsx")))
    assert all(value == "[none]" for row in sheets["Ledger"].table for value in row.values())
    assert not (pack / "charts" / "areas-for-improvement.png").exists()
    assert "Compared: " in (pack / "charts" / "themes.txt").read_text(encoding="utf-8")


def test_thirty_visits_have_room(tables, visits, tmp_path):
    tables, many = add_visits(tables, visits, 30)
    slides = write_slides(tables, many, None, tmp_path / "slides.pptx")
    report = write_report(tables, many, None, tmp_path / "report.docx")
    assert len(Presentation(str(slides)).slides) <= 8
    assert "20 more in the notes." in read_slides(slides)
    assert "8 of 30" in read_report(report) and "26 of 30 visits" in read_report(report)
    book = read_workbook(write_workbook(tables, many, tmp_path / "book.xlsx", as_of=DAY))
    assert len(book["Visits"].table) == 30


def test_a_theme_without_findings_is_said_to_have_none(tables, visits, tmp_path):
    found = exhibit_balance(tables, visits).data.groupby("theme")["n_theme"].sum()
    silent = [found[found == 0].index[0]]
    assert "No visit has findings on these themes" in read_slides(
        write_slides(tables, visits, silent, tmp_path / "s.pptx")
    )
    assert "no finding" in read_report(write_report(tables, visits, silent, tmp_path / "r.docx"))


def test_letters_that_mean_harm_and_long_names_are_texts_in_every_file(tables, shipped, tmp_path):
    hostile = make_hostile(tables)
    hostile = hostile | {"visits": hostile["visits"].assign(authority=f"{NAME}\u202e")}
    visits = select_visits(hostile, authority=f"{NAME}\u202e")
    pack = write_pack(hostile, visits, ["supervision"], tmp_path / "board", folder=shipped, day=DAY)
    assert len(pack.name) < 100
    for path in (*pack.glob("*.pptx"), *pack.glob("*.docx"), *pack.glob("*.xlsx")):
        parts = [ZipFile(path).read(name) for name in ZipFile(path).namelist() if name.endswith((".xml", ".rels"))]
        text = b"".join(parts).decode("utf-8")
        assert not set("\u202e\x00\x0b") & set(text), path.name
        assert 'TargetMode="External"' not in text and "<f>" not in text, path.name
    assert "<b>bold</b>" in read_report(next(pack.glob("*.docx")))


def test_a_title_of_three_hundred_characters_is_cut_on_the_slide_and_whole_in_the_notes(tables, visits, tmp_path):
    labels = [f"{label} {'with a very long name ' * 14}".strip() for label in visits["label"]]
    slides = write_slides(tables, visits.assign(label=labels), None, tmp_path / "slides.pptx")
    titles = [slide.shapes.title.text for slide in Presentation(str(slides)).slides]
    assert max(map(len, titles)) <= 130
    assert any(labels[0] in slide.notes_slide.notes_text_frame.text for slide in Presentation(str(slides)).slides)


def test_a_file_in_the_place_of_the_folder_is_one_sentence(tables, visits, shipped, tmp_path):
    (tmp_path / "board").write_text("", encoding="utf-8")
    with pytest.raises(MendableError, match=r"cannot be made \(Not a directory\); give a folder"):
        write_pack(tables, visits, ["supervision"], tmp_path / "board", folder=shipped, day=DAY)


def test_a_folder_without_rights_is_one_sentence(tables, visits, shipped, tmp_path, monkeypatch):
    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(MendableError, match=r"cannot be made \(Permission denied\); give a folder in which you may"):
        write_pack(tables, visits, ["supervision"], tmp_path / "board", folder=shipped, day=DAY)


def test_a_pack_that_fails_half_way_leaves_no_folder_and_the_next_is_whole(
    tables, visits, shipped, tmp_path, monkeypatch
):
    write = {"themes": ["supervision"], "out": tmp_path / "board", "folder": shipped, "day": DAY}
    with monkeypatch.context() as fault:
        fault.setattr("analysis.board.pack.write_project", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_pack(tables, visits, **write)
    assert list((tmp_path / "board").iterdir()) == []
    (tmp_path / "board" / ".stoke-on-trent-2026-11-27.writing").mkdir()  # of a writer that was ended
    first, second = write_pack(tables, visits, **write), write_pack(tables, visits, **write)
    assert (first.name, second.name) == ("stoke-on-trent-2026-11-27", "stoke-on-trent-2026-11-27-2")
    assert {path.name for path in first.iterdir()} == {path.name for path in second.iterdir()}


def test_a_file_that_is_open_elsewhere_is_one_sentence_and_stays_as_it_was(tables, visits, tmp_path, monkeypatch):
    (tmp_path / "report.docx").write_bytes(b"what stood there")

    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.write_bytes", refuse)
    with pytest.raises(MendableError, match=r"^report\.docx cannot be written \(Permission denied\); close it where"):
        write_report(tables, visits, None, tmp_path / "report.docx")
    assert (tmp_path / "report.docx").read_bytes() == b"what stood there"


def test_tables_are_narrowed_to_the_authority_and_say_the_same(tables, visits):
    other = tables["visits"].head(1).assign(visit_id="leeds-2020-01-01-visit", same_visit="leeds-2020-01-01-visit",
                                            authority="Leeds")  # fmt: skip
    ids = {"visit_id": "leeds-2020-01-01-visit", "sentence_id": "leeds-2020-01-01-visit/s"}
    words = tables["sentences"].head(1).assign(**ids)
    wide = tables | {
        "visits": pd.concat([tables["visits"], other], ignore_index=True),
        "sentences": pd.concat([tables["sentences"], words], ignore_index=True),
    }
    narrow = narrow_tables(wide, visits)
    assert len(narrow["visits"]) == len(wide["visits"]), "what is on file is told whole"
    for name in set(tables) - {"visits"}:
        assert narrow[name].reset_index(drop=True).equals(tables[name].reset_index(drop=True)), name
