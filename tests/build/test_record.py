"""build.json: what the tables were made of and with what; and what the last lines of a build say of it."""

import json
import re
from pathlib import Path

import pytest
from builds import FOCUSED_VISIT, bytes_of
from shipped import DOCUMENTS

from analysis.base.folder import DataFolder
from analysis.base.problems import read_reasons
from analysis.build import build
from analysis.build.record import RECORD, StepTimes, describe_build, read_record
from analysis.tables import read_schemas, read_table


def without_run(folder: DataFolder) -> dict:
    return {name: facts for name, facts in read_record(folder.processed).items() if name != "run"}


def test_the_record_is_of_the_tables_beside_it(shipped):
    build(shipped)
    record = read_record(shipped.processed)
    tables = {f"{name}.parquet": fingerprint for name, fingerprint in record["fingerprints"]["tables"].items()}
    assert tables == bytes_of(shipped.processed)
    counted = {name: len(read_table(shipped.processed, name)) for name in read_schemas()}
    assert record["counts"] == {"files": 2, "documents": 2, "problems": {}, "rows": counted}
    assert {"pandas", "pyarrow", "pypdfium2", "lxml"} <= record["versions"]["packages"].keys()
    assert list(record["run"]["seconds"]) == ["look", "read", "settle", "make", "write"]
    assert (record["run"]["read"], record["run"]["taken_over"]) == (2, 0)


def test_an_incremental_build_leaves_the_record_of_a_clean_one_but_for_the_run(shipped, tmp_path):
    build(shipped)
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    build(shipped)
    clean = DataFolder(shipped.raw, tmp_path / "clean")
    build(clean)
    assert without_run(shipped) == without_run(clean)
    run = read_record(shipped.processed)["run"]
    assert (run["read"], run["taken_over"]) == (1, 2)


def test_a_build_in_which_nothing_changed_leaves_the_record_and_one_that_is_gone_is_made_again(shipped):
    build(shipped)
    path = shipped.processed / RECORD
    before, tables = path.read_bytes(), bytes_of(shipped.processed)
    assert build(shipped).files_read == []
    assert path.read_bytes() == before
    path.unlink()
    assert build(shipped).files_read == []
    assert bytes_of(shipped.processed) == tables
    assert without_run(shipped) == {name: facts for name, facts in json.loads(before).items() if name != "run"}


def test_what_changes_its_fingerprint_is_what_was_changed(shipped):
    build(shipped)
    before = read_record(shipped.processed)["fingerprints"]
    with shipped.about.open("a", encoding="utf-8") as stream:
        stream.write("\n")
    build(shipped)
    now = read_record(shipped.processed)["fingerprints"]
    assert {name for name in now if now[name] != before[name]} == {"people"}


def test_a_build_that_gives_up_leaves_the_record_of_the_tables_that_are_there(shipped, monkeypatch):
    build(shipped)
    before = read_record(shipped.processed)
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("analysis.build.make_batches", lambda *_: iter([{}["no table"]]))
        with pytest.raises(KeyError):
            build(shipped)
    assert read_record(shipped.processed) == before
    assert build(shipped).files_read == ["leeds.md"]


def test_a_build_that_is_cut_off_between_two_tables_leaves_no_record(shipped, monkeypatch):
    build(shipped)
    (shipped.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    replace = Path.replace

    def stop(path: Path, target: Path) -> Path:
        if path.name == "sentences.parquet":
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            build(shipped)
    assert read_record(shipped.processed) is None
    build(shipped)
    assert read_record(shipped.processed)["counts"]["documents"] == 3


def test_problems_stand_in_the_record_by_reason_and_row(shipped):
    (shipped.raw / "empty.pdf").touch()
    build(shipped)
    record = read_record(shipped.processed)
    assert record["counts"]["problems"] == {"empty-file": 1}
    [row] = record["problems"]
    assert (row["file"], row["reason"]) == ("empty.pdf", "empty-file")


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b'{"run": 1}', b"\xff"])
def test_a_damaged_record_is_none_and_the_lines_say_what_to_do(tmp_path, damage):
    (tmp_path / RECORD).write_bytes(damage)
    assert read_record(tmp_path) is None
    [line] = describe_build(tmp_path, None)
    assert "delete build.json" in line


def test_the_last_lines_say_what_was_built_and_what_needs_a_look(shipped):
    (shipped.raw / "empty.pdf").touch()
    build(shipped)
    built, _, problem, times = describe_build(shipped.processed, None)
    assert built.startswith("2 documents from 3 files, in ")
    assert "(3 read now, 0 as they were)" in built
    assert problem == f"  1 empty-file: {read_reasons()['empty-file']['do']}"
    assert re.search(r"It took [\d.]+ s: looking what changed [\d.]+ s, reading letters ", times)
    assert times.endswith("stands in build.json beside them.")


def test_the_last_lines_say_where_nothing_changed(shipped):
    build(shipped)
    unchanged, problems, where = describe_build(shipped.processed, read_record(shipped.processed))
    assert unchanged.startswith("Nothing has changed since the build of ")
    assert f"{len(DOCUMENTS)} documents from 2 files" in unchanged
    assert problems == "Every file was read without a problem."
    assert "took" not in where


def test_times_are_counted_to_the_step_they_belong_to(monkeypatch):
    clock = iter([0.0, 1.0, 4.0, 4.5, 10.0, 10.5, 10.75])
    monkeypatch.setattr("analysis.build.record.perf_counter", lambda: next(clock))
    times = StepTimes()
    times.end("look")
    assert list(times.follow(["a", "b"], "make", then="write")) == ["a", "b"]
    assert times.seconds == {"look": 1.0, "make": 3.0 + 5.5 + 0.25, "write": 0.5 + 0.5}
