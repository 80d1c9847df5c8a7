"""A full disk, a folder that may not be written to, a file that changes: one sentence, and the old tables stand."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of
from faults import work
from faults.ends import Work
from faults.small import make_folder, write_letter

from analysis.base.folder import DataFolder
from analysis.base.resources import PACKAGE
from analysis.build import build
from analysis.coding import CodebookError
from analysis.read import read_document

linux = pytest.mark.skipif(sys.platform != "linux", reason="this system limits and shares files in another way")


@linux
@pytest.mark.parametrize(
    ("most", "jobs"),
    [(0, None), (2000, 1), (12_000, None)],
    ids=["no room", "for a few, in a worker", "for all but one"],
)
def test_without_room_one_sentence_is_said_and_the_old_tables_stand(change, jobs, most):
    """A limit on the size of files stands for the full disk: it needs no rights, and refuses in the same way."""
    folder = change.bring_back()
    building = Work(work.build_with_room, folder, jobs, most)
    assert building.wait() == 0
    [said] = building.list_answers()
    assert "tables cannot be written there (File too large)" in said
    assert "\n" not in said
    assert bytes_of(folder.processed) == change.before
    assert not (folder.processed / ".workshop").exists()
    build(folder)
    assert bytes_of(folder.processed) == change.after


FULL = """
set -e
mount -t tmpfs -o size=4m none {disk}
cp -r {data}/. {disk}
set +e
cat /dev/zero > {disk}/filling 2>/dev/null
truncate -s -60K {disk}/filling
VISITS_DATA={disk} {python} -m analysis.cli build 2>&1
echo "ended with $?"
sha256sum {disk}/processed/*.parquet | sed "s, .*/, ,"
"""


@linux
def test_on_a_full_disk_one_sentence_is_said_and_the_old_tables_stand(change, tmp_path):
    """A real one, where this system lets a test make it: a small one in memory, filled but for 60 kB."""
    can = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", tmp_path], capture_output=True, check=False)
    if can.returncode:
        pytest.skip("this system lets no test make a disk of its own")
    data = change.bring_back().raw.parent
    script = FULL.format(disk=tmp_path, data=data, python=sys.executable)
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    said, ended, *sums = done.stdout.splitlines()
    assert (said.startswith("Error: "), "No space left on device" in said, ended) == (True, True, "ended with 1")
    assert {name: digest for digest, name in map(str.split, sums)} == change.before


@linux
def test_in_a_folder_that_may_not_be_written_to_one_sentence_is_said(change):
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        data = Path(place, "data")
        shutil.copytree(change.bring_back().raw.parent, data)
        folder = DataFolder(data / "raw", data / "processed")
        building = Work(work.build_as_nobody, folder, Path(place, "elsewhere"))
        assert building.wait() == 0
        [said] = building.list_answers()
        assert "tables cannot be written there (Permission denied)" in said
        assert bytes_of(folder.processed) == change.before

        (data / "review").mkdir(mode=0o755)
        saving = Work(work.save_as_nobody, data / "review", {"sentence_id": "a", "text": "b", "reviewer": "Ann"})
        assert saving.wait() == 0
        assert "you may not write there" in saving.list_answers()[0]


def test_a_codebook_that_changes_while_letters_are_coded_leaves_the_old_tables(change, monkeypatch):
    folder = change.bring_back()
    codebook = folder.raw.parent / "codebook.yml"
    shutil.copyfile(PACKAGE / "coding" / "codebook.yml", codebook)

    def read(path: Path):
        codebook.write_bytes(codebook.read_bytes() + b"\n# a thought\n")
        return read_document(path)

    with monkeypatch.context() as patch:
        patch.setattr("analysis.build.letter.read_document", read)
        with pytest.raises(CodebookError, match="changed while letters were coded"):
            build(folder)
    assert bytes_of(folder.processed) == change.before
    build(folder)
    assert bytes_of(folder.processed) == change.after


def change_while_read(path: Path) -> None:
    path.write_text(FOCUSED_VISIT.replace("Leeds", "Hull"), encoding="utf-8")


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(Path.unlink, "unreadable"), (change_while_read, "changed")],
    ids=["goes", "changes"],
)
def test_a_file_that_goes_or_changes_while_it_is_read_is_named_and_the_next_build_is_right(
    tmp_path, monkeypatch, happens, reason
):
    folder = make_folder(tmp_path / "data")
    write_letter(folder, "Leeds")
    write_letter(folder, "Bury")

    def read(path: Path, real=read_document):
        if path.name == "leeds.md":
            happens(path)
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr("analysis.build.letter.read_document", read)
        tables = build(folder).tables
    [problem] = tables["problems"].itertuples()
    assert (problem.file, problem.reason) == ("leeds.md", reason)
    assert list(tables["visits"]["file"]) == ["bury.md"]
    build(folder)
    assert bytes_of(folder.processed) == build_clean(folder, tmp_path / "clean")
