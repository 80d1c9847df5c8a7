"""Notebooks of one's own: made, renewed, never overwritten where a person changed them; and letters that strayed."""

from datetime import datetime

import nbformat
import pytest

from analysis.base.folder import DataFolder
from analysis.notebook.copies import bring_back, find_copies, refresh_copies
from analysis.notebook.strays import describe_strays

NAMES = ["00_start_here.ipynb", "01_one_letter.ipynb"]


def write_notebook(path, source, *, output=False):
    cell = nbformat.v4.new_code_cell(source)
    cell.outputs = [nbformat.v4.new_output("stream", text="of other letters")] if output else []
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)


def source_of(path):
    return nbformat.read(path, as_version=4).cells[0].source


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project with two stored notebooks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analysis.notebook.stored.PACKAGE", tmp_path / "src" / "analysis")
    folder = DataFolder(tmp_path / "data" / "raw", tmp_path / "data" / "processed")
    folder.raw.mkdir(parents=True)
    for name in NAMES:
        write_notebook(tmp_path / "notebooks" / name, "stored()", output=True)
    return folder


def test_copies_are_made_without_outputs_and_the_stored_ones_stay(folder, tmp_path):
    own, said = refresh_copies(folder)
    assert (own, said) == (tmp_path / "my-notebooks", [])
    assert sorted(path.name for path in own.glob("*.ipynb")) == NAMES
    assert nbformat.read(own / NAMES[0], as_version=4).cells[0].outputs == []
    assert nbformat.read(tmp_path / "notebooks" / NAMES[0], as_version=4).cells[0].outputs


@pytest.mark.parametrize(
    ("hers", "stored", "then", "says"),
    [
        ("stored()", "stored()", "stored()", ""),
        ("stored()", "newer()", "newer()", "Renewed: 00_start_here."),
        ("hers()", "stored()", "hers()", ""),
        ("hers()", "newer()", "hers()", "00_start_here: there is a newer one, and yours is kept"),
        ("newer()", "newer()", "newer()", ""),
    ],
)
def test_hers_is_renewed_only_where_she_did_not_change_it(folder, tmp_path, hers, stored, then, says):
    own, _ = refresh_copies(folder)
    write_notebook(own / NAMES[0], hers, output=True)
    write_notebook(tmp_path / "notebooks" / NAMES[0], stored)
    _, said = refresh_copies(folder)
    assert source_of(own / NAMES[0]) == then
    assert (
        " ".join(said).startswith(says)
        if says
        else not any("00_" in sentence and "newer" in sentence for sentence in said)
    )


def test_an_output_is_no_change_and_stays_while_nothing_is_newer(folder):
    own, _ = refresh_copies(folder)
    write_notebook(own / NAMES[0], "stored()", output=True)
    assert refresh_copies(folder).said == []
    assert nbformat.read(own / NAMES[0], as_version=4).cells[0].outputs


@pytest.mark.parametrize("damage", ["", "{", "[]"])
def test_without_the_notes_hers_is_kept(folder, tmp_path, damage):
    own, _ = refresh_copies(folder)
    (own / ".copies.json").write_text(damage, encoding="utf-8")
    write_notebook(tmp_path / "notebooks" / NAMES[0], "newer()")
    refresh_copies(folder)
    assert source_of(own / NAMES[0]) == "stored()"


def test_afresh_brings_all_back_and_keeps_hers(folder, tmp_path):
    own, _ = refresh_copies(folder)
    write_notebook(own / NAMES[0], "hers()")
    write_notebook(own / "notes.ipynb", "notes()")
    _, (said,) = bring_back(folder, now=datetime(2026, 1, 2, 3, 4, 5))
    kept = own / "kept 2026-01-02 03.04.05"
    assert "my-notebooks/kept 2026-01-02 03.04.05" in said
    assert source_of(own / NAMES[0]) == "stored()"
    assert (source_of(kept / NAMES[0]), source_of(kept / "notes.ipynb")) == ("hers()", "notes()")


def test_a_project_elsewhere_has_copies_of_the_notebooks_one_works_beside(folder, tmp_path):
    elsewhere = DataFolder(tmp_path / "hers" / "letters" / "raw", tmp_path / "hers" / "letters" / "processed")
    elsewhere.raw.mkdir(parents=True)
    assert refresh_copies(elsewhere).folder == tmp_path / "hers" / "my-notebooks"
    assert (tmp_path / "hers" / "my-notebooks" / NAMES[1]).exists()


def test_a_letter_beside_the_notebooks_is_named(folder, tmp_path):
    refresh_copies(folder)
    assert describe_strays(folder) == ""
    (find_copies(folder) / "Leeds.PDF").touch()
    (folder.raw / "read.pdf").touch()
    (find_copies(folder) / "notes.txt").touch()
    assert describe_strays(folder) == "Leeds.PDF lies outside of data/raw and is not read: move it into data/raw."
    (tmp_path / "york.docx").touch()
    (tmp_path / "data" / "hull.eml").touch()
    assert describe_strays(folder).startswith("york.docx, hull.eml and Leeds.PDF lie outside of data/raw")
