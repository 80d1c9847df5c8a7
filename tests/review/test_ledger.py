"""What people decide in data/review/ledger.csv: what a later visit says became of an area for improvement."""

import csv

import pytest

from analysis.base.folder import DataFolder
from analysis.build import build
from analysis.coding import read_codebook
from analysis.review import apply_reviews, check_reviews, pick_reviews, read_reviews, read_rules
from analysis.tables import list_rows

HEADING = ["improvement_id", "later_visit_id", "improvement_text", "status", "reviewer", "decided_at", "note"]
EARLIER = "stoke-on-trent-2020-09-29-focused-visit"
LATER = "stoke-on-trent-2024-10-focused-visit-press"
OVERSIGHT = {
    "improvement_id": f"{EARLIER}/i04",
    "later_visit_id": LATER,
    "improvement_text": "The recording of management oversight, case directions and supervision.",
    "status": "still a concern",
    "reviewer": "Ann",
}
DECIDED = (OVERSIGHT["improvement_id"], LATER, "still a concern", "Ann")


def write(folder: DataFolder, *rows: dict) -> None:
    with (folder.review / "ledger.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, HEADING)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def decide(shipped, tables):
    """A function that writes rows of ledger.csv and returns what is decided and the reasons of the problems.

    Columns of the table `visits` may be given otherwise.
    """

    def decide_there(*rows: dict, **changed: dict) -> tuple[list[tuple], list[str]]:
        write(shipped, *rows)
        visits = tables["visits"].set_index("visit_id", drop=False)
        for column, values in changed.items():
            visits[column] = visits[column].where(~visits.index.isin(values), visits["visit_id"].map(values))
        reviews, wrong = read_reviews(shipped.review, read_codebook())
        reviews, unplaced = check_reviews(reviews, visits.reset_index(drop=True))
        made = apply_reviews(tables, reviews)
        reasons = [problem["reason"] for problem in [*wrong, *unplaced]] + made["problems"]["reason"].tolist()
        return list(made["ledger_reviews"].itertuples(index=False, name=None)), reasons

    return decide_there


@pytest.mark.parametrize("status", read_rules()["ledger.csv"]["values"]["status"])
def test_what_became_of_an_area_for_improvement_is_what_a_person_says(decide, status):
    assert decide(OVERSIGHT | {"status": status.capitalize()}) == ([(*DECIDED[:2], status, "Ann")], [])


@pytest.mark.parametrize("folder", ["review", "raw"], ids=["hand coding of sentences alone", "nothing at all"])
def test_where_nobody_decided_the_table_is_there_and_empty(shipped, tables, folder):
    reviews, _ = read_reviews(shipped.raw.parent / folder, read_codebook())
    decided = apply_reviews(tables, reviews)["ledger_reviews"]
    assert list(decided.columns) == ["improvement_id", "later_visit_id", "status", "reviewer"]
    assert decided.empty


def test_an_area_for_improvement_is_found_by_its_words_where_its_id_has_changed(decide):
    words = f"  {OVERSIGHT['improvement_text']} ".replace("oversight, ", "oversight,\n")
    assert decide(OVERSIGHT | {"improvement_id": f"{EARLIER}/i11", "improvement_text": words}) == ([DECIDED], [])


def test_a_later_visit_may_be_named_by_anything_in_it(decide):
    assert decide(OVERSIGHT | {"later_visit_id": f"{LATER}/p003/s1"}) == ([DECIDED], [])


GONE = {
    "its words are gone from the letter": {"improvement_text": "The recording of visits."},
    "no words are given": {"improvement_text": ""},
    "its visit is gone": {"improvement_id": "stoke-on-trent-2018-01-15-focused-visit/i04"},
    "no id is given": {"improvement_id": ""},
    "the later visit is gone": {"later_visit_id": "stoke-on-trent-2024-10-01-focused-visit"},
    "no later visit is given": {"later_visit_id": ""},
}


@pytest.mark.parametrize("change", GONE.values(), ids=GONE)
def test_a_decision_on_a_pair_that_is_gone_is_stale_and_decides_nothing(decide, shipped, change):
    other = OVERSIGHT | {"reviewer": "Ben", "decided_at": "2026-03-01"}
    assert decide(OVERSIGHT | change, other) == ([(*DECIDED[:3], "Ben")], ["review-stale"])
    assert len((shipped.review / "ledger.csv").read_text(encoding="utf-8").strip().splitlines()) >= 3, "it is kept"


UNLIKE = {
    "the visit before": ({"improvement_id": f"{LATER}/i03", "later_visit_id": EARLIER,
                          "improvement_text": "The quality and frequency of supervision."}, {}),
    "the same visit": ({"later_visit_id": EARLIER}, {}),
    "another authority": ({}, {"authority": {LATER: "Leeds"}}),
    "an authority nobody knows": ({}, {"authority": {LATER: None, EARLIER: None}}),
    "a visit without a date": ({}, {"start_date": {LATER: None}}),
    "a press report whose letter is on file": ({}, {"superseded_by": {LATER: EARLIER}}),
}  # fmt: skip


@pytest.mark.parametrize(("change", "visits"), UNLIKE.values(), ids=UNLIKE)
def test_only_a_later_visit_of_the_same_authority_says_what_became_of_it(decide, change, visits):
    assert decide(OVERSIGHT | change, **visits) == ([], ["review-no-link"])


MARCH, APRIL = {"decided_at": "2026-03-01"}, {"decided_at": "2026-04-01T09:30"}
PRAISED = {"status": "now praised"}
BEN = {"reviewer": "Ben"}
JUDGE = {"reviewer": "Adjudicated"}

TOGETHER = {
    "a reviewer's later word": ([MARCH, PRAISED | APRIL], ("now praised", "Ann")),
    "a reviewer's later word, further up": ([PRAISED | APRIL, MARCH], ("now praised", "Ann")),
    "two who agree": ([MARCH, BEN | APRIL], ("still a concern", "Ben")),
    "one who gives no status": ([MARCH, BEN | APRIL | {"status": ""}], ("still a concern", "Ann")),
    "two who differ, and the adjudicator": ([PRAISED | MARCH, JUDGE | MARCH, BEN | PRAISED | APRIL],
                                            ("still a concern", "Adjudicated")),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "holds"), TOGETHER.values(), ids=TOGETHER)
def test_the_last_words_of_all_reviewers_decide(decide, changes, holds):
    assert decide(*(OVERSIGHT | change for change in changes)) == ([(*DECIDED[:2], *holds)], [])


def test_each_later_visit_is_decided_by_itself(shipped, tables):
    next_visit = "stoke-on-trent-2025-03-03-inspection"
    write(shipped, OVERSIGHT, OVERSIGHT | PRAISED | {"later_visit_id": next_visit})
    reviews, _ = read_reviews(shipped.review, read_codebook())
    decided = apply_reviews(tables, reviews)["ledger_reviews"]
    assert decided.set_index("later_visit_id")["status"].to_dict() == {
        LATER: "still a concern",
        next_visit: "now praised",
    }


def test_where_two_people_disagree_nothing_is_decided_and_both_are_named(shipped, decide):
    rows = OVERSIGHT | MARCH, OVERSIGHT | BEN | PRAISED | APRIL
    assert decide(*rows) == ([], ["review-disagreement"])
    problems = build(shipped).tables["problems"]
    [(file, detail)] = problems[["file", "detail"]].itertuples(index=False, name=None)
    assert file == "review/ledger.csv"
    assert f"status of {OVERSIGHT['improvement_id']} and {LATER}" in detail
    assert "Ann (line 2) says still a concern, Ben (line 3) says now praised" in detail


WRONG = {
    "a status of its own": ({"status": "solved"}, "status is 'solved'; it can be asked again, asked again in part"),
    "the press's silence": ({"status": "not reported"}, "status is 'not reported'; it can be"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_a_status_that_cannot_be_used_is_reported_and_decides_nothing(shipped, decide, change, said):
    assert decide(OVERSIGHT | change) == ([], ["review-value"])
    _, [problem] = read_reviews(shipped.review, read_codebook())
    assert said in problem["detail"]


def test_a_build_sees_the_file_come_change_and_go(shipped, tmp_path):
    assert build(shipped).tables["problems"].empty
    write(shipped, OVERSIGHT | {"improvement_text": "Gone."})
    [(file, detail)] = build(shipped).tables["problems"][["file", "detail"]].itertuples(index=False, name=None)
    assert (file, "Line 2: " in detail) == ("review/ledger.csv", True)
    build(DataFolder(shipped.raw, tmp_path / "clean"))
    for path in (tmp_path / "clean").glob("*.parquet"):
        assert path.read_bytes() == (shipped.processed / path.name).read_bytes(), path.name
    write(shipped, OVERSIGHT)
    assert build(shipped).tables["problems"].empty
    (shipped.review / "ledger.csv").write_text("improvement_id;status\n", encoding="utf-8")
    problems = build(shipped).tables["problems"]
    assert problems["reason"].tolist() == ["review-columns"]
    (shipped.review / "ledger.csv").unlink()
    assert build(shipped).tables["problems"].empty


def test_a_decision_travels_with_the_visits_of_its_authority_alone(shipped):
    write(shipped, OVERSIGHT)
    reviews, _ = read_reviews(shipped.review, read_codebook())
    assert len(pick_reviews(reviews, {EARLIER, LATER}).ledger) == 1
    assert len(pick_reviews(reviews, {"leeds-2021-02-09-focused-visit"}).ledger) == 0


def test_a_decision_follows_its_visit_when_its_day_is_learned(shipped):
    write(shipped, OVERSIGHT)
    file = dict(list_rows(build(shipped).tables["visits"], "visit_id", "file"))[LATER]
    known = f'file,start_date,end_date,date_precision\n"{file}",2024-10-01,2024-10-02,day\n'
    (shipped.raw / "about.csv").write_text(known, encoding="utf-8")
    tables = build(shipped).tables
    dated = LATER.replace("2024-10", "2024-10-01")
    assert dated in set(tables["visits"]["visit_id"]) and not len(tables["problems"])
    own = tables["ledger"].set_index(["improvement_id", "later_visit_id"]).loc[OVERSIGHT["improvement_id"], dated]
    assert set(own["status"]) == {"still a concern"} and set(own["source"]) == {"reviewer"}
