"""A build that is ended by signal 9, at any moment and at every step: the tables are the old or the new ones, whole."""

import random
import shutil
import sys
from pathlib import Path

import pytest
from builds import bytes_of
from faults import work
from faults.ends import ENDED, ROUNDS, SEED, Work, choose_moments, measure, report
from faults.small import Change, print_of, write_letter

from analysis.build import BuildResult, build

STEPS_OF_A_BUILD = 60  # on the disk, and some after the last

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no groups of processes to end")


def check_whole(change: Change) -> None:
    """Check that a reader meets the old tables or the new ones, and that the next build needs no help."""
    tables = BuildResult(change.folder, []).tables
    assert bytes_of(change.folder.processed) in (change.before, change.after)
    assert set(tables) == {Path(name).stem for name in change.after}
    build(change.folder)
    assert bytes_of(change.folder.processed) == change.after
    left = {path.name for path in change.folder.processed.iterdir()} - set(change.after)
    assert left == {".lock", ".state.json", "build.json"}


def test_at_a_moment_with_its_workers(change):
    ended = []
    for moment in choose_moments(measure(work.build_tables, change.bring_back(), 2)):
        change.bring_back()
        ended.append(Work(work.build_tables, change.folder, 2).end(moment))
        check_whole(change)
    report("build", ended)


def test_at_a_step_on_the_disk(change):
    """Every step where many rounds are asked for; else as many as there are rounds."""
    ended = []
    for step in sorted(random.Random(SEED).sample(range(1, STEPS_OF_A_BUILD), min(ROUNDS // 2, STEPS_OF_A_BUILD - 1))):
        change.bring_back()
        ended.append(Work(work.build_tables, change.folder, None, step=step).wait())
        check_whole(change)
    report("build, at a step on the disk", ended)


def test_at_every_step_from_the_old_tables_to_the_new(tmp_path):
    """With files that stand for tables: what matters is their names, and which of them lie there together."""
    old, new = {"a": "old a", "b": "old b", "c": "old c"}, {"a": "new a", "b": "new b", "c": "new c"}
    processed = tmp_path / "processed"
    tables, ended = processed / ".workshop" / "tables", [ENDED]
    while ended[-1] == ENDED:
        shutil.rmtree(processed, ignore_errors=True)
        for where, texts in ((processed, old), (tables, new)):
            where.mkdir(parents=True, exist_ok=True)
            for name, text in texts.items():
                (where / f"{name}.parquet").write_text(text)
            (where / ".state.json").write_text("a note")
        ended.append(Work(work.switch, processed, step=len(ended)).wait())
        work.move_ready(processed)  # as whoever takes the lock next
        found = {path.stem: path.read_text() for path in processed.glob("*.parquet")}
        assert found in (old, new)
        assert (processed / ".state.json").exists()
        assert not (processed / ".ready").exists()
        assert (processed / ".workshop").exists() == (found == old)
    assert ended[-1] == 0
    assert len(ended) > 10
    report("every step from the old tables to the new", ended[1:])


def test_two_at_once_of_which_one_is_ended(change):
    ended = []
    for moment in choose_moments(1, ROUNDS // 5):
        change.bring_back()
        one, other = (Work(work.build_tables, change.folder, 1) for _ in range(2))
        ended.append(one.end(moment))
        assert other.wait() == 0
        assert other.list_answers() == []
        assert bytes_of(change.folder.processed) == change.after
    report("two builds at once", ended)


def test_while_a_notebook_reads(change):
    folder, whole = change.bring_back(), set()
    for regular in (False, True):
        write_letter(folder, "Leeds", regular=regular)
        whole.add(print_of(build(folder).tables))
    stop = folder.processed / ".stop"
    reader, read, ended = Work(work.go_on_loading, folder, stop), [], []
    for round_, moment in enumerate(choose_moments(1, ROUNDS // 2)):
        write_letter(folder, "Leeds", regular=bool(round_ % 2))
        ended.append(Work(work.build_tables, folder, None).end(moment))
        read += reader.list_answers()
    stop.touch()
    assert reader.wait() == 0
    read += reader.list_answers()
    assert set(read) <= whole
    assert read
    report("build, while a notebook reads", ended)
