"""Builds of one address from several machines: processes with a folder for temporary files, and so a lock, each."""

import os
import subprocess
import sys
import time

import pytest
from builds import build_clean, bytes_of
from dask_cluster import SOURCES

from analysis.base.folder import DataFolder, FolderError
from analysis.build import build, lease
from analysis.build.store import Address, fetch_tables, locate_tables, open_tables

# Says when the letters are about to be read, and reads them when it is told to.
SLOW_BUILD = """
import sys
from analysis.base.folder import DataFolder
from analysis.build import build
from analysis.build.store import Address, open_tables

def wait(letters, _):
    print("builds", flush=True)
    sys.stdin.readline()
    yield from letters

with open_tables(DataFolder(Address(sys.argv[1]), Address(sys.argv[2]))) as folder:
    build(folder, progress=wait)
"""


class Machines:
    """Machines that build the shipped documents at one address."""

    def __init__(self, raw, tables, parent):
        self.raw, self.tables, self._folder, self._parent = raw.as_uri(), tables.as_uri(), tables, parent

    def start(self, machine):
        """Begin a build on a machine, and return its process when it says that it builds."""
        arguments = ["-c", SLOW_BUILD, self.raw, self.tables]
        process = subprocess.Popen([sys.executable, *arguments], stdin=-1, stdout=-1, text=True, env=self._env(machine))
        assert process.stdout.readline() == "builds\n"
        return process

    def build(self, machine):
        """Return what the command says on a machine, and the code with which it ends."""
        command = ["-m", "analysis.cli", "build", "--raw", self.raw, "--out", self.tables]
        environment = self._env(machine)
        done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def _env(self, machine):
        (self._parent / machine).mkdir(exist_ok=True)
        return os.environ | {"PYTHONPATH": str(SOURCES), "TMPDIR": str(self._parent / machine)}

    def list_notes(self):
        return list(self._folder.glob(".build-*"))


@pytest.fixture
def machines(shipped, tmp_path):
    return Machines(shipped.raw, tmp_path / "store", tmp_path)


def read_tables_of(machines, where):
    where.mkdir()
    fetch_tables(Address(machines.tables), where)
    return bytes_of(where)


def test_a_build_of_another_machine_gives_way_and_a_later_one_goes_on(machines, shipped, tmp_path):
    first = machines.start("here")
    code, said = machines.build("there")
    assert code == 1
    assert " builds there since " in said and "build again when it has ended" in said
    assert locate_tables(Address(machines.tables)) is None
    first.communicate("go on\n", timeout=60)
    assert first.returncode == 0
    assert read_tables_of(machines, tmp_path / "copy") == build_clean(shipped, tmp_path / "clean")
    assert machines.build("there")[0] == 0
    assert machines.list_notes() == []


def test_what_a_killed_build_left_keeps_other_machines_away_and_not_its_own(machines):
    first = machines.start("here")
    first.kill()
    first.communicate()
    assert machines.build("there")[0] == 1
    assert machines.build("here")[0] == 0
    assert machines.list_notes() == []


def test_a_note_that_was_not_written_again_for_long_counts_for_nothing(tmp_path):
    note, address = tmp_path / ".build-other.json", Address(tmp_path.as_uri())
    note.write_text('{"machine": "old-laptop", "began": "today"}', encoding="utf-8")
    age(note, lease.SECONDS_A_LEASE - 30)
    with pytest.raises(FolderError, match="'old-laptop' builds there since 'today'"), lease.hold_lease(address):
        pass
    age(note, lease.SECONDS_A_LEASE + 30)
    with lease.hold_lease(address):
        assert not note.exists()


def age(path, seconds):
    os.utime(path, (time.time() - seconds,) * 2)


def test_a_build_that_was_not_heard_of_for_long_and_comes_back_changes_nothing(shipped, tmp_path):
    address = Address((tmp_path / "store").as_uri())
    taken_over = pytest.raises(FolderError, match="another one began there")
    with taken_over, open_tables(DataFolder(shipped.raw, address)) as here:
        build(here)
        for note in address.glob(".build-*"):
            note.unlink()  # as another build does, with one that is old
    assert locate_tables(address) is None


def test_the_note_is_written_again_while_a_build_lasts_and_none_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(lease, "SECONDS_TO_RENEW", 0.05)
    address = Address(tmp_path.as_uri())
    with lease.hold_lease(address) as held:
        written = held.note.stat().st_mtime_ns
        while held.note.stat().st_mtime_ns == written:
            time.sleep(0.02)
        held.check()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"\xff"])
def test_half_a_note_keeps_others_away_too(tmp_path, text):
    (tmp_path / ".build-other.json").write_bytes(text)
    refused = pytest.raises(FolderError, match="another machine builds there; build again")
    with refused, lease.hold_lease(Address(tmp_path.as_uri())):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [".build-other.json"]
