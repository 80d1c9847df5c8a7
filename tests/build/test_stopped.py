"""A build that a person stops: the tables stay whole, and what was read is not read again."""

import pickle

import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of

from analysis.build import build
from analysis.build.waiting import PlainUnpickler

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


def test_what_waits_is_read_as_plain_data_alone(stopped, tmp_path):
    folder, _ = stopped
    for path in (folder.processed / ".workshop").glob("*.pickle"):
        path.write_bytes(pickle.dumps(pytest.fail))  # would run
    build(folder)
    assert bytes_of(folder.processed) == build_clean(folder, tmp_path / "clean")
    with (tmp_path / "bad").open("wb") as stream:
        pickle.dump(pytest.fail, stream)
    with (tmp_path / "bad").open("rb") as stream, pytest.raises(pickle.UnpicklingError, match="no plain data"):
        PlainUnpickler(stream).load()
