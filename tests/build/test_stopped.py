"""A build that a person stops: the tables stay whole, and what was read is not read again."""

import os
import pickle

import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of

from analysis.build import build
from analysis.build.waiting import PlainUnpickler, read_waiting

NAMES = ("Leeds", "Bury", "Derby", "Luton")


def stop_after(most):
    """Return the progress of a build that is stopped when `most` letters are read."""

    def progress(letters, _):
        for number, letter in enumerate(letters):
            if number == most:
                raise KeyboardInterrupt
            yield letter

    return progress


@pytest.fixture
def stopped(shipped):
    """The data folder of a build that was stopped after two of six letters, and the bytes of its tables before."""
    build(shipped)
    before = bytes_of(shipped.processed)
    for name in NAMES:
        (shipped.raw / f"{name}.md").write_text(FOCUSED_VISIT.replace("Leeds", name), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        build(shipped, progress=stop_after(2))
    return shipped, before


def test_the_tables_stay_as_they_were(stopped):
    folder, before = stopped
    assert bytes_of(folder.processed) == before


def test_the_next_build_goes_on_from_there_and_equals_a_clean_one(stopped, tmp_path, monkeypatch):
    from analysis.build import waiting

    folder, _ = stopped
    read = []
    monkeypatch.setattr(
        waiting, "read_letter", lambda file, real=waiting.read_letter: read.append(file.file) or real(file)
    )
    build(folder)
    assert len(read) == len(NAMES) - 3  # the third was read when the stop came
    assert not (folder.processed / ".workshop").exists()
    assert bytes_of(folder.processed) == build_clean(folder, tmp_path / "clean")


def test_what_waits_is_not_taken_for_a_letter_that_changed(stopped, tmp_path):
    folder, _ = stopped
    for path in folder.raw.glob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("irregular", "regular"), encoding="utf-8")
    build(folder)
    assert bytes_of(folder.processed) == build_clean(folder, tmp_path / "clean")


class Harm:
    """Runs where it is unpickled: it makes a folder."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("spoilt", ["summary", "tables"])
def test_what_waits_is_read_as_plain_data_alone(stopped, tmp_path, spoilt):
    folder, _ = stopped
    mark = tmp_path / "ran"
    for path in (folder.processed / ".workshop").glob("*.pickle"):
        with path.open("rb") as stream:
            summary, tables = PlainUnpickler(stream).load(), PlainUnpickler(stream).load()
        parts = {"summary": summary, "tables": tables} | {spoilt: Harm(mark)}
        path.write_bytes(b"".join(map(pickle.dumps, parts.values())))
        with pytest.raises(pickle.UnpicklingError, match="no plain data"):
            read_waiting(path, "leeds")
    build(folder)
    assert not mark.exists()
    assert bytes_of(folder.processed) == build_clean(folder, tmp_path / "clean")
