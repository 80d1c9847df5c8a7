"""A decision is added to coding.csv and nothing that stands there is lost."""

import threading

import pytest

from analysis.review.files import ReviewError, add_rows, write_decisions

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
        b"\xef\xbb\xbfsentence_id,text,stance,reviewer,decided_at,my own\n,,,,,keep\n\n",
        "sentence_id,text,stance,reviewer,decided_at\nx,caf\u00e9 “quoted”,,Cat,\n".encode(),
    ],
)
def test_every_byte_that_stood_in_the_file_stays(old):
    new = add_rows(old, [ANN])
    assert new.startswith(old)
    assert new.splitlines()[-1].startswith(b'a/p1/s1,"Plans, and visits, lag.",concern,Ann,2026-03-01')
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
    def refuse(*_):
        raise PermissionError(13, "held open")

    with monkeypatch.context() as held:
        held.setattr("analysis.review.files._write_whole", refuse)
        with pytest.raises(ReviewError, match=r"coding\.csv is open in another program; close it"):
            write_decisions(tmp_path, [ANN])
    write_decisions(tmp_path, [ANN, BEN])
    assert len(read(tmp_path)) == 3
