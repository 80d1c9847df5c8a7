"""A decision is added to its file and nothing that stands there is lost."""

import csv
import threading

import pytest

from analysis.review.files import ReviewError, add_rows, read_rules, write_decisions

ANN = {"sentence_id": "a/p1/s1", "text": "Plans, and visits, lag.", "stance": "concern", "reviewer": "Ann",
       "decided_at": "2026-03-01T10:00:00+00:00"}  # fmt: skip
BEN = ANN | {"reviewer": "Ben", "stance": "mixed"}


def read(folder) -> list[str]:
    return (folder / "coding.csv").read_text(encoding="utf-8-sig").splitlines()


def test_the_first_decision_makes_the_file_with_its_heading(tmp_path):
    write_decisions(tmp_path / "review", [ANN])
    heading, row = read(tmp_path / "review")
    assert heading == "sentence_id,text,themes,stance,direction,reviewer,decided_at,sample,note"
    assert row == 'a/p1/s1,"Plans, and visits, lag.",,concern,,Ann,2026-03-01T10:00:00+00:00,,'
    assert (tmp_path / "review" / "coding.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "Excel knows it as UTF-8"


@pytest.mark.parametrize(
    "old",
    [
        b"sentence_id,text,stance,reviewer,decided_at\na/p1/s1,old words,concern,Cat,2026-01-01\n",
        b"sentence_id,text,stance,reviewer,decided_at\r\na/p1/s1,no line end,concern,Cat,2026-01-01",
        b"sentence_id;text;stance;reviewer;decided_at\r\na/p1/s1;semicolons;concern;Cat;2026-01-01\r\n",
        b"\xef\xbb\xbfsentence_id,text,stance,reviewer,decided_at,my own\n,,,,,keep\n\n",
        "sentence_id,text,stance,reviewer,decided_at\nx,caf\u00e9 “quoted”,,Cat,\n".encode(),
    ],
)
def test_every_byte_that_stood_in_the_file_stays(old):
    new = add_rows(old, [ANN])
    assert new.startswith(old)
    sign = ";" if b";" in old else ","
    expected = ["a/p1/s1", "Plans, and visits, lag.", "concern", "Ann", "2026-03-01T10:00:00+00:00"]
    assert next(csv.reader([new.splitlines()[-1].decode()], delimiter=sign))[:5] == expected
    assert (b"\r\n" in new) == (b"\r\n" in old), "the file keeps its way of ending lines"


def test_a_decision_is_written_once_and_comes_back_where_another_program_overwrote_it(tmp_path):
    write_decisions(tmp_path, [ANN])
    write_decisions(tmp_path, [ANN, BEN])
    assert len(read(tmp_path)) == 3
    (tmp_path / "coding.csv").write_text("\n".join(read(tmp_path)[:1]) + "\n", encoding="utf-8")  # saved from Excel
    write_decisions(tmp_path, [ANN, BEN])
    assert [line.rpartition(",,")[0].split(",")[-2] for line in read(tmp_path)[1:]] == ["Ann", "Ben"]


def test_two_reviewers_who_save_at_once_keep_all_their_rows(tmp_path):
    def review(name: str) -> None:
        for number in range(10):
            write_decisions(tmp_path, [ANN | {"reviewer": name, "sentence_id": f"a/p1/s{number}"}])

    people = [threading.Thread(target=review, args=(name,)) for name in ("Ann", "Ben")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(read(tmp_path)) == 21


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"sentence_id;text;stance\n", "its first line must name the columns"),
        (b"sentence_id,text,stance,reviewer\n", "no column decided_at"),
        ("sentence_id,text\nx,café\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_as_it_is(tmp_path, content, said):
    (tmp_path / "coding.csv").write_bytes(content)
    with pytest.raises(ReviewError, match=said):
        write_decisions(tmp_path, [ANN])
    assert (tmp_path / "coding.csv").read_bytes() == content


def test_a_file_that_another_program_holds_is_named_and_the_decision_can_be_saved_again(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "held open")

    with monkeypatch.context() as held:
        held.setattr("analysis.review.files.write_whole", refuse)
        with pytest.raises(
            ReviewError, match=r"coding\.csv is open in another program, or you may not write there; close it"
        ):
            write_decisions(tmp_path, [ANN])
    write_decisions(tmp_path, [ANN, BEN])
    assert len(read(tmp_path)) == 3


LINK = {"later": "a-2024/i01", "earlier": "a-2020/i02", "later_text": "Plans.", "earlier_text": "Plans, again.",
        "keep": "yes", "reviewer": "Ann"}  # fmt: skip
BECAME = {"improvement_id": "a-2020/i02", "later_visit_id": "a-2024", "improvement_text": "Plans, again.",
          "status": "now praised", "reviewer": "Ann", "decided_at": "2026-03-01T10:00:00+00:00"}  # fmt: skip
LATER = {"decided_at": "2026-03-01T10:00:07+00:00"}
OTHERS = {"threads.csv": LINK, "ledger.csv": BECAME}


@pytest.mark.parametrize(("name", "first"), OTHERS.items(), ids=OTHERS)
def test_links_and_what_became_of_an_area_for_improvement_are_added_to_their_own_files(tmp_path, name, first):
    write_decisions(tmp_path, [first], name)
    write_decisions(tmp_path, [first, first | {"reviewer": "Ben"}, first | LATER], name)
    heading, *rows = (tmp_path / name).read_text(encoding="utf-8-sig").splitlines()
    assert heading == ",".join(read_rules()[name]["columns"])
    assert [("Ben" in row, "10:00:07" in row) for row in rows] == [(False, False), (True, False), (False, True)]
    assert not (tmp_path / "coding.csv").exists()


@pytest.mark.parametrize(
    ("name", "first", "change"),
    [
        ("threads.csv", LINK, {"keep": "no"}),
        ("threads.csv", LINK | LATER, {"decided_at": "2026-03-01T10:00:09+00:00"}),
        ("threads.csv", LINK, {"earlier": "a-2020/i03"}),
        ("ledger.csv", BECAME, {"status": "mixed"} | LATER),
        ("ledger.csv", BECAME, {"later_visit_id": "a-2025"}),
        ("ledger.csv", BECAME, {"improvement_id": "a-2020/i03"}),
    ],
    ids=["a change of mind without a time", "back to what it was, later", "another link",
         "a change of mind", "another later visit", "another area for improvement"],
)  # fmt: skip
def test_a_decision_is_another_one_where_it_is_about_something_else_or_made_anew(name, first, change):
    old = add_rows(b"", [first], name)
    assert add_rows(old, [first], name) == old
    assert add_rows(old, [first, first | change], name).count(b"\n") == old.count(b"\n") + 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "decision"), OTHERS.items(), ids=OTHERS)
def test_every_byte_of_the_other_files_stays_too(tmp_path, name, decision, end):
    columns = [column for column in reversed(read_rules()[name]["columns"]) if column in decision]
    old = f"{','.join(columns)},my own{end}{',' * len(columns)}caf\u00e9".encode()
    (tmp_path / name).write_bytes(old)
    write_decisions(tmp_path, [decision], name)
    new = (tmp_path / name).read_bytes()
    assert new.startswith(old + end.encode())
    assert new.count(b"\n") == 3
    assert (b"\r\n" in new) == (end == "\r\n"), "the file keeps its way of ending lines"


@pytest.mark.parametrize(("name", "decision"), OTHERS.items(), ids=OTHERS)
def test_another_file_that_cannot_be_added_to_is_named_and_left_as_it_is(tmp_path, name, decision):
    (tmp_path / name).write_bytes(b"later;improvement_id\n")
    said = f"{name} has no column .* must name the columns {next(iter(decision))}, "
    with pytest.raises(ReviewError, match=said):
        write_decisions(tmp_path, [decision], name)
    assert (tmp_path / name).read_bytes() == b"later;improvement_id\n"


def test_the_disk_has_the_rows_before_the_file_gets_its_name(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr("os.fsync", lambda _: synced.append((tmp_path / "ledger.csv").exists()))
    write_decisions(tmp_path, [BECAME], "ledger.csv")
    assert synced == [False, True], "the bytes first, then the name"
    assert (tmp_path / "ledger.csv").exists()


def test_two_reviewers_who_save_what_became_of_areas_for_improvement_at_once_keep_all_their_rows(tmp_path):
    def review(name: str) -> None:
        for number in range(10):
            row = BECAME | {"reviewer": name, "improvement_id": f"a-2020/i{number:02}"}
            write_decisions(tmp_path, [row], "ledger.csv")

    people = [threading.Thread(target=review, args=(name,)) for name in ("Ann", "Ben")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len((tmp_path / "ledger.csv").read_text(encoding="utf-8-sig").splitlines()) == 21
