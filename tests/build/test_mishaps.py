"""Bad files, damaged tables, processes that end: each is named or made good, and nothing else is lost."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of
from shipped import DOCUMENTS

from analysis.base.folder import DataFolder, FolderError
from analysis.build import build
from analysis.history import derive_history
from analysis.letters import parse_letter
from analysis.read import read_document
from analysis.tables import TableError

LETTER, ARTICLE = DOCUMENTS


def hang() -> None:
    """Do what no reader can be asked to leave off."""
    time.sleep(60)


def crash() -> None:
    """End this process as a fault in a library, or a lack of memory, does."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not begin as a copy of this one")
@pytest.mark.parametrize(("end", "reason"), [(hang, "too-slow"), (crash, "crashed")])
def test_a_file_that_stops_its_reader_is_named_and_the_rest_is_built(shipped, tmp_path, monkeypatch, end, reason):
    build_clean(shipped, tmp_path / "warm")  # what is read once for all letters shall not count as the time of one
    (shipped.raw / "bad.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    monkeypatch.setattr("analysis.build.SECONDS_A_FILE", 1)
    monkeypatch.setattr(
        "analysis.build.letter.read_document", lambda path: end() if path.name == "bad.md" else read_document(path)
    )
    tables = build(shipped, jobs=1).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == ("bad.md", reason)
    assert "print it to a new PDF" in problem["detail"]
    assert set(tables["visits"]["file"]) == set(DOCUMENTS)
    monkeypatch.undo()
    assert build(shipped).files_read == [], "what may hang is not tried in this process"
    assert build(shipped, jobs=1).files_read == ["bad.md"], "it may have been the machine, not the file"
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_a_build_that_was_cut_off_is_begun_anew(shipped, tmp_path):
    build(shipped)
    (shipped.processed / "codes.parquet").unlink()
    build(shipped)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")
    assert not (shipped.processed / ".workshop").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not begin as a copy of this one")
def test_a_batch_whose_worker_is_killed_is_made_all_the_same(shipped, tmp_path, monkeypatch):
    own = os.getpid()
    monkeypatch.setattr(
        "analysis.build.batches.derive_history",
        lambda *facts: derive_history(*facts) if os.getpid() == own else crash(),
    )
    build(shipped, jobs=1)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"files": {'])
def test_a_damaged_note_of_the_last_build_is_as_good_as_none(shipped, tmp_path, damage):
    build(shipped)
    (shipped.processed / ".state.json").write_bytes(damage)
    assert set(build(shipped).files_read) == set(DOCUMENTS)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_a_table_that_was_cut_off_is_made_anew(shipped, tmp_path):
    build(shipped)
    table = shipped.processed / "sentences.parquet"
    table.write_bytes(table.read_bytes()[:1000])
    build(shipped)
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_a_fault_of_this_package_costs_one_letter_and_its_row_names_the_line(shipped, tmp_path, monkeypatch):
    """A reader that forgets to return its lines stands for any mistake in reading, parsing or coding."""
    (shipped.raw / "bad.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(
            "analysis.build.letter.read_document",
            lambda path: None if path.name == "bad.md" else read_document(path),
        )
        tables = build(shipped).tables
        assert build(shipped).files_read == [], "the same code would fail at the same line"
    [problem] = tables["problems"].itertuples()
    assert (problem.file, problem.reason) == ("bad.md", "program-fault")
    assert "AttributeError: 'NoneType' object has no attribute 'others' (in letters/" in problem.detail
    assert "Report this line" in problem.detail
    assert set(tables["visits"]["file"]) == set(DOCUMENTS)
    (shipped.raw / "bad.md").write_text(FOCUSED_VISIT + "\n", encoding="utf-8")
    assert build(shipped).files_read == ["bad.md"]
    assert bytes_of(shipped.processed) == build_clean(shipped, tmp_path / "clean")


def test_a_kind_of_letter_that_tables_yml_does_not_know_costs_its_own_letters_alone(shipped, monkeypatch):
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")

    def parse(document, about):
        letter = parse_letter(document, about)
        return replace(letter, framework="MOON") if letter.authority == "Leeds" else letter

    monkeypatch.setattr("analysis.build.letter.parse_letter", parse)
    tables = build(shipped).tables
    [problem] = tables["problems"].itertuples()
    assert (problem.file, problem.reason) == ("leeds.md", "program-fault")
    assert "framework is 'MOON'" in problem.detail
    assert set(tables["visits"]["file"]) == set(DOCUMENTS)


def test_tables_among_the_letters_are_refused(shipped):
    with pytest.raises(FolderError, match="among the letters"):
        build(DataFolder(shipped.raw, shipped.raw / "tables"))


def test_tables_that_are_wrong_leave_the_old_ones_as_they_were(shipped, monkeypatch):
    build(shipped)
    before = bytes_of(shipped.processed)
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")

    def derive_wrongly(*facts):
        history = derive_history(*facts)
        return history | {"coverage": history["coverage"].assign(status="perhaps")}

    with monkeypatch.context() as patch:
        patch.setattr("analysis.build.batches.derive_history", derive_wrongly)
        with pytest.raises(TableError, match="coverage"):
            build(shipped)
    assert bytes_of(shipped.processed) == before
    assert not (shipped.processed / ".workshop").exists()
    assert build(shipped).files_read == ["leeds.md"], "and nothing else has to be read again"


def test_mistakes_in_about_csv_are_reported_and_the_rest_counts(shipped):
    shipped.about.write_text(
        f"file,start_date,date_precision,source_type\n{ARTICLE},October 2024,month,press\nnot-there.pdf,2024-01-01,,\n",
        encoding="utf-8",
    )
    tables = build(shipped).tables
    problems = dict(zip(tables["problems"]["reason"], tables["problems"]["detail"], strict=True))
    assert "start_date is 'October 2024'; give a day like 2024-10-01" in problems["about-value"]
    assert "not-there.pdf" in problems["about-no-file"]
    assert set(tables["visits"]["file"]) == set(DOCUMENTS)


def test_an_about_csv_that_cannot_be_opened_is_named_and_the_rest_is_built(shipped):
    shipped.about.unlink()
    shipped.about.mkdir()  # a folder of that name: unreadable for root too
    tables = build(shipped).tables
    problems = dict(zip(tables["problems"]["file"], tables["problems"]["reason"], strict=True))
    assert problems == {"about.csv": "unreadable", ARTICLE: "no-date"}
    assert len(tables["visits"]) == len(DOCUMENTS)


@pytest.mark.parametrize(
    ("name", "content", "reason", "says"),
    [
        ("empty.pdf", b"", "empty-file", "empty"),
        (
            "picture.txt",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
            "unknown-format",
            "Save the letter as",
        ),
        ("letter.wpd", b"\x00\x01\x02\x03 letters", "unknown-format", "none of the kinds"),
        ("table.xls", b"\x00\x01\x02\x03 letters", "no-letter", "It is a table."),
        ("mixed.txt", b"Focused visit \x81\x8d Leeds", "not-utf8", "UTF-8"),
    ],
)
def test_a_bad_file_is_named_with_its_remedy_and_the_rest_is_built(shipped, name, content, reason, says):
    (shipped.raw / name).write_bytes(content)
    tables = build(shipped).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == (name, reason)
    assert says in problem["detail"]
    assert len(tables["visits"]) == len(DOCUMENTS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_file_and_nobody_waits_for_it(shipped):
    os.mkfifo(shipped.raw / "pipe.pdf")
    tables = build(shipped).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == ("pipe.pdf", "unreadable")
    assert "pipe or a device" in problem["detail"]
    assert len(tables["visits"]) == len(DOCUMENTS)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_name_that_is_no_text_is_named_and_the_rest_is_built(shipped):
    Path(os.fsdecode(bytes(shipped.raw) + b"/caf\xe9.md")).write_text(FOCUSED_VISIT, encoding="utf-8")
    tables = build(shipped).tables
    problem = tables["problems"].iloc[0]
    assert (problem["file"], problem["reason"]) == ("caf?.md", "unwritable-name")
    assert len(tables["visits"]) == len(DOCUMENTS)
