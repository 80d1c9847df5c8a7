"""What the doctor says of a data folder: sound, and broken in each way that it looks for."""

import json
import multiprocessing
import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from builds import FOCUSED_VISIT
from filelock import FileLock
from shipped import DOCUMENTS, REPOSITORY, copy_shipped

from analysis.base.folder import DataFolder
from analysis.build import build
from analysis.doctor import examine, print_report
from analysis.doctor.data import (
    check_building,
    check_codebook,
    check_decisions,
    check_files,
    check_folder,
    check_rights,
    check_tables,
)
from analysis.doctor.machine import check_disk
from analysis.doctor.notebooks import check_copies, check_settings
from analysis.notebook.copies import find_copies, refresh_copies

NOBODY = 65534


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The folder of the shipped documents with their tables, and no trace of anything else."""
    data = copy_shipped(tmp_path_factory.mktemp("sound"))
    folder = DataFolder(data / "raw", data / "processed")
    build(folder)
    return folder


@pytest.fixture
def folder(sound, tmp_path):
    """A copy of the sound folder, to be broken."""
    data = shutil.copytree(sound.raw.parent, tmp_path / "project" / "data")
    return DataFolder(data / "raw", data / "processed")


def list_states(found) -> list[str]:
    return [finding.state for finding in found]


def list_files(folder: DataFolder) -> dict[str, tuple]:
    paths = sorted(folder.raw.parent.parent.rglob("*"))
    return {str(path): (path.stat().st_mtime_ns, path.is_dir() or path.read_bytes()) for path in paths}


def test_a_sound_folder_has_nothing_to_mend_and_is_not_touched(folder, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    before = list_files(folder)
    found = list(examine(folder))
    assert {finding.state for finding in found[7:]} == {"ok"}, [str(finding) for finding in found]
    assert list_files(folder) == before


def test_without_a_data_folder_that_is_what_is_broken(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("VISITS_DATA", str(tmp_path / "nowhere"))
    assert print_report() == 1
    printed = capsys.readouterr().out
    assert "broken  Data folder: VISITS_DATA names" in printed
    assert printed.splitlines()[-1].startswith("broken  In all: 1 to mend")


def test_a_folder_without_letters(tmp_path):
    (tmp_path / "raw").mkdir()
    empty = DataFolder(tmp_path / "raw", tmp_path / "processed")
    [found] = check_folder(empty)
    assert found.state == "look"
    assert "visits add" in found.text
    [found] = check_tables(empty)
    assert (found.state, "visits build makes them" in found.text) == ("look", True)


def check_as_nobody(folder: DataFolder) -> list:
    """Return what the check of rights finds for a person who has none of those that the superuser has."""
    if os.getuid() != 0:
        return check_rights(folder)
    answers = multiprocessing.get_context("fork").SimpleQueue()

    def look() -> None:
        os.setuid(NOBODY)
        answers.put([tuple(finding) for finding in check_rights(folder)])

    process = multiprocessing.get_context("fork").Process(target=look)
    process.start()
    process.join()
    return answers.get()


@pytest.mark.skipif(sys.platform != "linux", reason="rights are another matter elsewhere")
def test_a_letter_and_folders_without_rights_are_named():
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        data = copy_shipped(Path(place))
        (data / "processed").mkdir()
        folder = DataFolder(data / "raw", data / "processed")
        (folder.raw / DOCUMENTS[0]).chmod(0o200)
        closed = (data / "processed", data / "review", Path(place))
        for path in closed:
            path.chmod(0o555)
        unreadable, unwritable = check_as_nobody(folder)
        for path in closed:
            path.chmod(0o755)
    assert unreadable[0] == unwritable[0] == "broken"
    assert f"data/raw/{DOCUMENTS[0]}" in unreadable[2]
    assert "data/processed, data/review, output" in unwritable[2]


def test_a_file_where_a_folder_should_be_is_named(folder):
    shutil.rmtree(folder.processed)
    folder.processed.write_text("notes", encoding="utf-8")
    [found] = check_rights(folder)
    assert found.state == "broken"
    assert "data/processed should be a folder" in found.text


def test_a_build_that_goes_on_and_one_that_was_stopped_are_seen(folder):
    with FileLock(folder.processed / ".lock"):
        [found] = check_building(folder)
        assert found.state == "look"
        assert "holds the tables since" in found.text
    (folder.processed / ".workshop").mkdir()
    (folder.processed / ".workshop" / "one.pickle").touch()
    [found] = check_building(folder)
    assert "had read 1 letter" in found.text
    assert found.state == "look"
    (folder.processed / ".ready").mkdir()
    [found] = check_building(folder)
    assert "cut off while its finished tables were put in place" in found.text


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("breaking", "state", "said"),
    [
        (lambda path: path.write_bytes(b"no table"), "broken", "visits.parquet. Delete it"),
        (damage, "broken", "visits.parquet. Delete it"),
        (lambda path: path.unlink(), "look", "visits.parquet. visits build makes them anew"),
    ],
    ids=["no Parquet", "other bytes", "gone"],
)
def test_a_broken_table_is_named(folder, breaking, state, said):
    breaking(folder.processed / "visits.parquet")
    [found] = check_tables(folder)
    assert found.state == state
    assert said in found.text


def test_a_table_of_another_version_is_named(folder):
    path = folder.processed / "codes.parquet"
    pd.read_parquet(path).drop(columns="cue").to_parquet(path)
    (folder.processed / "build.json").unlink()
    columns, record = check_tables(folder)
    assert (columns.state, record.state) == ("look", "look")
    assert "codes.parquet" in columns.text
    assert "no build.json" in record.text


def test_problems_of_files_and_of_decisions_are_summed_up_with_what_to_do(folder):
    for name in ("a.pdf", "b.pdf"):
        (folder.raw / name).touch()
    rows = ["sentence_id,text,themes,stance,direction,reviewer,decided_at,sample,note"]
    rows += ["leeds-2019-01-01-inspection/p001/s1,Words that no letter has.,staffing,,,Ann,2026-01-01,,"]
    (folder.review / "coding.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    build(folder)
    [files], [decisions] = check_files(folder), check_decisions(folder)
    assert str(files) == "look    Files: 2 empty-file (a.pdf, b.pdf). Download or copy it again."
    assert decisions.text.startswith("1 review-stale (review/coding.csv). The line is kept.")


def test_what_cannot_be_looked_at_for_a_damaged_table_is_not_made_up(folder):
    (folder.processed / "problems.parquet").write_bytes(b"no table")
    (folder.processed / "visits.parquet").write_bytes(b"no table")
    assert list_states([*check_files(folder), *check_decisions(folder), *check_settings(folder)]) == ["ok"] * 3


def test_a_codebook_that_cannot_be_used_is_named(folder):
    (folder.raw.parent / "codebook.yml").write_text("supervision: [", encoding="utf-8")
    [found] = check_codebook(folder)
    assert found.state == "broken"
    assert "codebook.yml" in found.text


def test_where_nothing_was_chosen_nothing_is_amiss(folder):
    for letter in DOCUMENTS:
        (folder.raw / letter).unlink()
    (folder.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    build(folder)
    [found] = check_settings(folder)
    assert (found.state, "nothing is chosen yet" in found.text) == ("ok", True)


@pytest.mark.parametrize(
    ("settings", "state", "said"),
    [
        ('authority = "Stoke"\n', "ok", "Stoke"),
        ('authority = "Leeds"\n', "look", "Leeds, of which no letter is on file"),
        ('authority = "Stoke-on-Trent"\nfirst = "stoke-on-trent-2019-focused-visit"\n', "look", "2019-focused-visit"),
        ('themes = ["stafing"]\n', "broken", "'stafing'; did you mean Staffing"),
        ("authority = \n", "broken", "settings.toml"),
        ('colour = "blue"\n', "broken", "settings.toml"),
    ],
    ids=["on file", "not on file", "no such visit", "no such theme", "no TOML", "something else"],
)
def test_a_choice_that_does_not_hold_is_named(folder, settings, state, said):
    folder.settings.write_text(settings, encoding="utf-8")
    [found] = check_settings(folder)
    assert found.state == state
    assert said in found.text


@pytest.fixture
def project(folder, monkeypatch):
    """A project with notebooks of the suite and copies of them."""
    notebooks = folder.raw.parent.parent / "notebooks"
    notebooks.mkdir()
    for name in ("00_start_here.ipynb", "01_one_letter.ipynb"):
        shutil.copyfile(REPOSITORY / "notebooks" / name, notebooks / name)
    monkeypatch.chdir(notebooks.parent)
    monkeypatch.setattr("analysis.notebook.stored.PACKAGE", notebooks.parent / "src" / "analysis")
    refresh_copies(folder)
    return folder


def write_into(notebook: Path, text: str) -> None:
    content = nbformat.read(notebook, as_version=4)
    content.cells[0].source += text
    nbformat.write(content, notebook)


def test_copies_of_notebooks_that_are_out_of_date_are_named_and_left(project):
    assert list_states(check_copies(project)) == ["ok"]
    stored = project.raw.parent.parent / "notebooks"
    for name in ("00_start_here.ipynb", "01_one_letter.ipynb"):
        write_into(stored / name, "\nNew.")
    write_into(find_copies(project) / "01_one_letter.ipynb", "\nMine.")
    before = list_files(project)
    older, differ = check_copies(project)
    assert (older.state, differ.state) == ("look", "look")
    assert "newer than yours: 00_start_here. visits lab renews them" in older.text
    assert "you changed 01_one_letter" in differ.text
    assert list_files(project) == before


def test_little_room_and_none_on_the_disk_are_told_apart(folder, monkeypatch):
    free = {"ok": 10**10, "look": 10**8, "broken": 10**6}
    for state, left in free.items():
        monkeypatch.setattr("shutil.disk_usage", lambda _, left=left: shutil._ntuple_diskusage(10**11, 0, left))
        assert list_states(check_disk(folder)) == [state]


def test_a_fault_of_a_check_is_a_finding_and_the_others_are_made(folder, monkeypatch):
    monkeypatch.setitem(sys.modules["analysis.doctor"].OF_DATA, "tables", lambda _: json.loads("{"))
    found = {finding.about: finding for finding in examine(folder)}
    assert found["Tables"].state == "broken"
    assert "JSONDecodeError" in found["Tables"].text
    assert found["Codebook"].state == "ok"
