"""A data folder of somebody else's: its files are read for what they are, and no link or name in it leads elsewhere."""

import json
import os
import pickle
import sys
from datetime import date

import pytest
from builds import FOCUSED_VISIT

from analysis.base.folder import DataFolder, FolderError
from analysis.base.settings import Settings, read_settings
from analysis.coding import CodebookError
from analysis.coding.codebook import parse_codebook

linked = pytest.mark.skipif(sys.platform == "win32", reason="on Windows only some people may make a link")


@pytest.fixture
def folder(tmp_path) -> DataFolder:
    folder = DataFolder(tmp_path / "data" / "raw", tmp_path / "data" / "processed")
    folder.raw.mkdir(parents=True)
    return folder


def alias_bomb() -> str:
    """Return a few lines of YAML that stand for ten thousand million words."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{of}'] * 10)}]" for of, name in zip("abcdefghi", "bcdefghij", strict=True)
    ]
    return "\n".join([*lines, "themes: {x: *j}"])


@pytest.mark.parametrize(
    "text",
    [alias_bomb(), "themes: &a {x: *a}", "themes: " + "[" * 5000, "themes: {x: {label: " + "9" * 6000 + "}}",
     'themes: !!python/object/apply:os.mkdir ["harm"]', "themes: {? [a, b] : x}", "themes: \0"],
    ids=["aliases of aliases", "itself", "lists in lists", "a huge number", "a call", "a list for a key", "no text"],
)  # fmt: skip
def test_a_codebook_that_means_harm_is_refused_in_a_sentence(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CodebookError, match=r"codebook\.yml"):
        parse_codebook(text)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("line", ["authority = 5", "first = []", 'also = "JTAI"', "themes = 7", "also = [1]", "x = 1"])
def test_settings_that_are_no_texts_are_refused_in_a_sentence(folder, line):
    folder.settings.write_text(f"{line}\n")
    with pytest.raises(FolderError, match=r"settings\.toml.*visits choose writes them"):
        read_settings(folder)


def test_settings_are_read_as_they_were_written(folder):
    folder.settings.write_text('authority = "Leeds"\nalso = ["JTAI"]\n')
    assert read_settings(folder) == Settings(authority="Leeds", also=("JTAI",))


@pytest.mark.parametrize(
    "question", ["words = 5", "authority = [1]", "words = [[1]]", "words = {a = 1}", "harm = true"]
)
def test_saved_questions_of_other_values_are_refused_in_a_sentence(folder, question):
    from analysis.notebook.explore.saved import find_file, read_questions

    find_file(folder).write_text(f"[mine]\n{question}\n")
    with pytest.raises(FolderError, match="'mine' is no question"):
        read_questions(folder)


@pytest.mark.parametrize("written", ["0001-01-01T00:00+14:00", "9999-12-31T23:59:59-14:00", "9" * 5000])
def test_a_time_that_no_calendar_has_is_a_wrong_value_and_no_end_of_the_build(written):
    from analysis.coding import read_codebook
    from analysis.review.files import parse_value

    with pytest.raises(ValueError, match="decided_at"):
        parse_value("coding.csv", "decided_at", written, read_codebook())


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"\x80\x05", b"cdatetime\ndate\n(I9999999999999999999999\nI1\nI1\ntR.", b"\x80\x02K\x01}b.", b"(lp0\nl.",
     pickle.dumps(date(2020, 1, 1)), pickle.dumps([1, 2])],
)  # fmt: skip
def test_whatever_lies_in_the_place_of_a_letter_that_waits_is_no_letter(tmp_path, spoilt):
    from analysis.build.waiting import _read_summary

    (tmp_path / "x.pickle").write_bytes(spoilt)
    assert _read_summary(tmp_path / "x.pickle") is None


@pytest.mark.parametrize("files", [5, None, [], {"a.md": 1}, {"a.md": {}}, {"a.md": {"size": 1, "changed": 2}}])
def test_a_note_of_the_last_build_that_is_none_counts_as_no_build(folder, files, monkeypatch):
    from analysis.build import inputs

    monkeypatch.setattr(inputs, "_measure_tables", lambda _: {})
    folder.processed.mkdir()
    last = {"letters": "", "history": "", "files": files, "texts": {}, "problems": []}
    (folder.processed / ".state.json").write_text(json.dumps({"inputs": last, "sizes": {}}))
    known = inputs.read_last_inputs(folder.processed)
    assert known is None or known.files == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_name_that_ends_a_line_or_steers_a_terminal_is_named_and_not_read(folder):
    from analysis.build.add import GivenFile, copy_letter
    from analysis.build.inputs import read_inputs

    for name in ("a\nb.md", "\x1b[2Jc.md", "d\u2028e.md", "plain.md"):
        (folder.raw / name).write_text(FOCUSED_VISIT)
        assert bool(copy_letter(GivenFile(folder.raw / name, name, name), folder)) == (name != "plain.md")
    found, _ = read_inputs(folder, None)
    assert list(found.files) == ["plain.md"]
    assert [problem["file"] for problem in found.problems] == ["?[2Jc.md", "a?b.md", "d?e.md"]


def test_what_is_printed_steers_no_terminal(capsys):
    from analysis.cli import _say

    _say("read\r \x1b[2J\x1b]0;owned\x07\x9b31m \u202eturned\n\tand went on")
    assert capsys.readouterr().out == "read [2J]0;owned31m turned\n\tand went on\n"


@pytest.mark.parametrize("visit_id", ["../../harm", "/harm", "..", "a/../../harm", "a\0b", "C:\\harm"])
def test_the_page_on_a_letter_lies_in_its_folder_whatever_a_table_calls_the_visit(tmp_path, visit_id):
    from analysis.board.brief import name_files

    for path in name_files(visit_id, tmp_path / "briefs"):
        assert path.resolve().parent == (tmp_path / "briefs").resolve()
        assert "\0" not in path.name


@pytest.mark.parametrize("name", ["../../harm.md", "..\\..\\harm.md", "/harm.md", "C:harm.md", "..", "."])
def test_what_is_uploaded_is_called_by_the_last_part_of_its_name(tmp_path, folder, monkeypatch, name):
    from analysis.notebook import upload

    received = []
    monkeypatch.setattr(upload, "add_with_pages", lambda paths, *_, below, **__: received.extend([*paths, below]))
    upload.add_uploaded([{"name": name, "content": b"x"}], folder, upload.ReadingProgress(print))
    path, below = received
    assert path.parent == below
    assert path.name in ("harm.md", "letter 1")


@linked
@pytest.mark.parametrize("name", ["processed", "review"])
def test_a_folder_that_is_a_link_is_not_written_through(folder, tmp_path, name):
    from analysis.build import build
    from analysis.notebook.review.reviewer import write_reviewer
    from analysis.review import ReviewError, write_decisions

    outside = tmp_path / "outside"
    outside.mkdir()
    (folder.raw.parent / name).symlink_to(outside)
    with pytest.raises((FolderError, ReviewError), match="is a link to another folder"):
        if name == "processed":
            build(folder)
        else:
            write_reviewer(folder, "Ann")
            write_decisions(folder.review, [{"sentence_id": "a", "text": "b", "reviewer": "Ann"}])
    assert not list(outside.iterdir())


@linked
def test_no_link_of_the_name_of_a_file_that_is_sent_on_is_written_through(tmp_path):
    from analysis.find.export import write_file
    from analysis.notebook.lab import WORKSPACE, _write_workspace
    from analysis.notebook.run import _take_out_links

    outside, out = tmp_path / "outside.txt", tmp_path / "out"
    outside.write_text("kept")
    out.mkdir()
    for name in ("a.csv", "00_start.ipynb", "00_start.html", WORKSPACE):
        (out / name).symlink_to(outside if name != WORKSPACE else tmp_path / "new.txt")
    write_file(b"new", out / "a.csv")
    _write_workspace(out)
    _take_out_links(out, [tmp_path / "00_start.ipynb"])
    assert outside.read_text() == "kept"
    assert not (tmp_path / "new.txt").exists()
    assert (out / "a.csv").read_bytes() == b"new"
    assert not any(os.path.lexists(out / f"00_start.{ending}") for ending in ("ipynb", "html"))


def test_a_run_loads_no_module_of_the_folder_that_one_stands_in(tmp_path, monkeypatch):
    import nbformat
    from nbclient import NotebookClient

    from analysis.notebook.run import open_kernel

    (tmp_path / "colorsys_of_ours.py").write_text("")
    (tmp_path / "yaml.py").write_text("open('harm', 'w')")
    monkeypatch.chdir(tmp_path)
    code = "import yaml\ntry:\n    import colorsys_of_ours\nexcept ImportError:\n    print('not there')"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    with open_kernel() as kernel:
        NotebookClient(book, km=kernel).execute()
    assert book.cells[0].outputs[0].text == "not there\n"
    assert not (tmp_path / "harm").exists()
