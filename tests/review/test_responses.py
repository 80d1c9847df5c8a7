"""What the council does about areas for improvement: read as Excel leaves it, overdue by the day given, never lost."""

from datetime import date

import pytest

from analysis.build import build
from analysis.coding import read_codebook
from analysis.review import ReviewError, list_responses, read_rules, write_decisions
from analysis.review.files import read_review_file

EARLIER = "stoke-on-trent-2020-09-29-focused-visit"
AREA = f"{EARLIER}/i04"
WORDS = "The recording of management oversight, case directions and supervision."
AS_OF = date(2026, 6, 1)
COLUMNS = [
    "improvement_id", "improvement_text", "text", "accepted", "owner", "due", "done", "is_done",
    "overdue", "note", "reviewer", "decided_at",
]  # fmt: skip


@pytest.fixture
def answer(shipped, tables):
    """A function that writes responses.csv, the values in the order of its columns, and returns what is listed."""

    def answer_there(*rows: str, delimiter: str = ",", encoding: str = "utf-8", end: str = "\n"):
        head = delimiter.join(read_rules()["responses.csv"]["columns"])
        (shipped.review / "responses.csv").write_bytes((end.join([head, *rows]) + end).encode(encoding))
        return list_responses(tables, shipped, AS_OF)

    return answer_there


def test_without_a_file_there_is_no_response(shipped, tables):
    responses = list_responses(tables, shipped)
    assert list(responses.columns) == COLUMNS
    assert responses.empty and responses["overdue"].dtype == "bool"


def test_a_file_that_excel_saved_is_read(answer):
    row = f"{AREA};{WORDS};All supervision is recorded;YES;Head of service;31/03/2026;;=1+1;Ann;2026-01-05"
    row = answer(row, delimiter=";", encoding="utf-8-sig", end="\r\n").iloc[0]
    assert (row["improvement_id"], row["accepted"], row["owner"]) == (AREA, "yes", "Head of service")
    assert row["due"].date() == date(2026, 3, 31)
    assert row["note"] == "=1+1", "a text is a text"


@pytest.mark.parametrize(
    ("accepted", "due", "overdue"),
    [
        ("yes", "2026-05-31", True),
        ("yes", "2026-06-01", False),
        ("", "2026-05-31", True),
        ("in part", "2026-05-31", True),
        ("no", "2026-05-31", False),
        ("yes", "", False),
    ],
    ids=["the day is over", "it is the day", "not said whether accepted", "in part", "not accepted", "no day"],
)
def test_what_is_overdue(answer, accepted, due, overdue):
    responses = answer(f'{AREA},"{WORDS}",Recorded,{accepted},,{due},,,,')
    assert responses["overdue"].tolist() == [overdue]
    assert responses[["owner", "note", "reviewer", "decided_at"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("done", "is_done"),
    [("yes", True), ("01/06/2026", True), ("2026-06-02", False), ("no", False), ("", False)],
    ids=["said", "on the day", "later than the day", "said not", "blank"],
)
def test_what_is_done_by_the_day_is_never_overdue(answer, done, is_done):
    responses = answer(f'{AREA},"{WORDS}",Recorded,yes,,2026-03-31,{done},,,')
    assert (responses["is_done"].tolist(), responses["overdue"].tolist()) == ([is_done], [not is_done])


def test_a_done_that_is_no_day_is_named_and_what_may_stand_there(answer, shipped):
    assert not answer(f'{AREA},"{WORDS}",Recorded,yes,,2026-03-31,nearly,,,')["is_done"].any()
    _, (problem,) = read_review_file(shipped.review / "responses.csv", read_codebook())
    assert (
        "done is 'nearly'; give a day like 2026-03-31 or 31/03/2026, the day first, or yes, or no" in problem["detail"]
    )


def test_a_file_without_the_column_done_or_of_windows_is_read(shipped, tables):
    head = "Improvement ID;Improvement text;Text;Accepted;Owner;Due"
    row = f"{AREA};{WORDS};The council’s caf\u00e9;in part;Ann;31-Mar-2026"
    (shipped.review / "responses.csv").write_bytes(f"{head}\r\n{row}\r\n".encode("cp1252"))
    (response,) = list_responses(tables, shipped, AS_OF).itertuples()
    assert (response.text, response.overdue, response.is_done) == ("The council’s caf\u00e9", True, False)


@pytest.mark.parametrize("due", ["31/02/2026", "soon", "03/2026", "2026-13-01"])
def test_a_day_that_is_none_is_named_with_its_line_and_the_rest_counts(answer, shipped, due):
    responses = answer(f'{AREA},"{WORDS}",Recorded,yes,Ann,{due},,,,')
    assert responses["due"].isna().all() and not responses["overdue"].any()
    assert responses["text"].tolist() == ["Recorded"]
    _, (problem,) = read_review_file(shipped.review / "responses.csv", read_codebook())
    assert problem["reason"] == "review-value"
    assert f"Line 2: due is '{due}'; give a day like 2026-03-31" in problem["detail"]


def test_the_later_row_on_an_area_holds_whoever_wrote_it(answer):
    rows = [f'{AREA},"{WORDS}",{text},,,,,,{who},{when}' for text, who, when in
            [("Later", "Ben", "2026-03-01"), ("Earlier", "Ann", "2026-02-01")]]  # fmt: skip
    assert answer(*rows)["text"].tolist() == ["Later"]


def test_an_area_is_found_by_its_words_where_its_id_has_changed(answer):
    assert answer(f'{EARLIER}/i99,"{WORDS}",Recorded,,,,,,,')["improvement_id"].tolist() == [AREA]


@pytest.mark.parametrize("area", [AREA, "leeds-2020-01-01-inspection/i01"], ids=["other words", "another visit"])
def test_one_that_fits_no_area_is_named_left_out_and_stays_in_the_file(answer, shipped, area):
    assert answer(f"{area},These words stand nowhere.,Recorded,,,,,,").empty
    before = (shipped.review / "responses.csv").read_bytes()
    problems = build(shipped).tables["problems"]
    assert problems[["file", "reason"]].values.tolist() == [["review/responses.csv", "review-stale"]]
    assert "Line 2" in problems["detail"].iloc[0]
    assert (shipped.review / "responses.csv").read_bytes() == before


def test_a_response_changes_no_table(answer, shipped, tables):
    answer(f'{AREA},"{WORDS}",Recorded,yes,Ann,2026-03-31,,,,')
    after = build(shipped).tables
    assert [name for name in tables if not tables[name].equals(after[name])] == []


def test_a_page_adds_a_row_below_what_stands_in_the_file(answer, shipped, tables):
    answer(f'{AREA},"{WORDS}",Recorded,,,,,,Ann,2026-01-01')
    row = {"improvement_id": AREA, "improvement_text": WORDS, "text": "Done", "decided_at": "2026-02-01"}
    write_decisions(shipped.review, [row], "responses.csv")
    assert list_responses(tables, shipped, AS_OF)["text"].tolist() == ["Done"]
    assert len((shipped.review / "responses.csv").read_text(encoding="utf-8").splitlines()) == 3
    with pytest.raises(ReviewError, match="has no column status"):
        write_decisions(shipped.review, [row | {"status": "done", "decided_at": "2026-03-01"}], "responses.csv")
