"""People's decisions: a save that is ended at any moment leaves all rows before it, and the new one or not, whole."""

import csv
import sys
from pathlib import Path

import pytest
from faults import work
from faults.ends import ENDED, ROUNDS, Work, choose_moments, measure, report

from analysis.review import write_decisions
from analysis.review.files import read_rules

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system has no groups of processes to end")

FILES = [name for name, rules in read_rules().items() if name.endswith(".csv") and "identity" in rules]
SAVES = 20


def make_decisions(name: str, reviewer: str, n: int) -> list[dict[str, str]]:
    """Return decisions for a file of reviews, which differ in who decided and when."""
    filled = {column: f"{column}, “{reviewer}”\nin two lines" for column in read_rules()[name]["columns"]}
    return [filled | {"reviewer": reviewer, "decided_at": f"2026-03-01T10:{minute:02}"} for minute in range(n)]


def read_decisions(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_the_files_that_pages_add_to_are_the_five():
    assert FILES == ["coding.csv", "threads.csv", "ledger.csv", "quotes.csv", "responses.csv"]


def test_at_a_moment(tmp_path):
    ended = []
    seconds = measure(work.save, tmp_path / "measured", FILES[0], make_decisions(FILES[0], "Ann", SAVES))
    for round_, moment in enumerate(choose_moments(seconds)):
        name, review = FILES[round_ % len(FILES)], tmp_path / str(round_)
        decisions = make_decisions(name, "Ann", SAVES)
        write_decisions(review, decisions[:1], name)
        saving = Work(work.save, review, name, decisions[1:])
        ended.append(saving.end(moment))
        n_saved = 1 + max([0, *saving.list_answers()])
        found = read_decisions(review / name)
        assert found == decisions[: len(found)]
        assert len(found) in (n_saved, n_saved + 1), "what was said to be saved is there"
        write_decisions(review, decisions, name)  # the next save needs no help
        assert read_decisions(review / name) == decisions
    report("save", ended)


@pytest.mark.parametrize("name", FILES if len(FILES) < ROUNDS else FILES[:1])
def test_at_every_step_on_the_disk(tmp_path, name):
    decisions, ended = make_decisions(name, "Ann", 2), [ENDED]
    while ended[-1] == ENDED:
        review = tmp_path / str(len(ended))
        write_decisions(review, decisions[:1], name)
        ended.append(Work(work.save, review, name, decisions[1:], step=len(ended)).wait())
        assert read_decisions(review / name) in (decisions[:1], decisions)
        write_decisions(review, decisions, name)
        assert read_decisions(review / name) == decisions
        assert {path.name for path in review.iterdir()} <= {name, f".{name}.lock"}
    assert ended[-1] == 0
    assert len(ended) > 4
    report(f"every step of a save in {name}", ended[1:])


def test_two_who_save_at_once_of_whom_one_is_ended(tmp_path):
    ended = []
    seconds = measure(work.save, tmp_path / "measured", "coding.csv", make_decisions("coding.csv", "Ann", SAVES))
    for round_, moment in enumerate(choose_moments(seconds)):
        review = tmp_path / str(round_)
        ann, ben = make_decisions("coding.csv", "Ann", SAVES), make_decisions("coding.csv", "Ben", 2 * SAVES)
        other, one = Work(work.save, review, "coding.csv", ben), Work(work.save, review, "coding.csv", ann)
        ended.append(one.end(moment))
        assert other.wait() == 0
        found = read_decisions(review / "coding.csv")
        assert [row for row in found if row["reviewer"] == "Ben"] == ben
        hers = [row for row in found if row["reviewer"] == "Ann"]
        assert hers == ann[: len(hers)]
        assert len(hers) >= max([0, *one.list_answers()])
    report("two who save at once", ended)


def test_what_another_program_saves_meanwhile_is_not_overwritten(tmp_path, monkeypatch):
    from analysis.review import files

    ann, excel = make_decisions("coding.csv", "Ann", 3), make_decisions("coding.csv", "Excel", 1)
    path = tmp_path / "coding.csv"
    write_decisions(tmp_path, ann[:2])

    def save_between(old, decisions, name, real=files.add_rows):
        new = real(old, decisions, name)
        if not any(row["reviewer"] == "Excel" for row in read_decisions(path)):
            path.write_bytes(real(old, excel, name))
        return new

    monkeypatch.setattr(files, "add_rows", save_between)
    write_decisions(tmp_path, ann)
    assert read_decisions(path) == [*ann[:2], *excel, ann[2]]


def test_a_file_keeps_who_may_read_it(tmp_path):
    ann = make_decisions("coding.csv", "Ann", 2)
    write_decisions(tmp_path, ann[:1])
    (tmp_path / "coding.csv").chmod(0o660)
    write_decisions(tmp_path, ann)
    assert (tmp_path / "coding.csv").stat().st_mode & 0o777 == 0o660
