"""Which documents are on one visit: two newspapers, a newspaper and the letter, and neighbours that stay apart."""

import pandas as pd
import pytest

from analysis.build.same_visit import find_same_visits

YEAR = {"start_date": "2024-01-01", "date_precision": "year"}


def document(visit_id: str, start: str | None, precision: str = "day", published: str | None = None, **facts) -> dict:
    base = {"authority": "Leeds", "framework": "ILACS", "visit_type": "focused visit", "source_type": "press"}
    dates = {"start_date": start, "end_date": None, "date_precision": precision, "published_date": published}
    return base | {"visit_id": visit_id} | dates | facts


def settle(*rows: dict) -> tuple[list[str], list[str]]:
    """Return same_visit and superseded_by ("" where missing) of each document, in the order given."""
    visits = pd.DataFrame(rows)
    dates = ["start_date", "end_date", "published_date"]
    visits = visits.assign(**{name: pd.to_datetime(visits[name]) for name in dates})
    same_visit, superseded_by = find_same_visits(visits)
    return same_visit.tolist(), superseded_by.fillna("").tolist()


def letter(visit_id: str, start: str, end: str | None = None, **facts) -> dict:
    return document(visit_id, start, end_date=end, source_type="letter", **facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2024-10-01", "month", "2024-11-05"), ("2024-10-01", "month", "2024-11-07")),
        (("2024-10-01", "month", "2024-11-05"), ("2024-10-08", "day", "2024-11-07")),
        (("2024-10-08", "day", "2024-11-05"), ("2024-10-01", "month", None)),
        (("2024-10-08", "day", "2024-11-05"), ("2024-10-08", "day", "2025-03-01")),
        (("2024-01-01", "year", "2024-11-05"), ("2024-10-01", "month", "2024-11-09")),
        (("2024-01-01", "year", "2024-11-05"), ("2024-01-01", "year", "2024-11-06")),
    ],
    ids=["month", "month and day", "day and month", "reported much later", "year and month", "year"],
)
def test_two_newspapers_on_one_visit_are_one_named_by_the_first(one, other):
    rows = document("a", *one), document("b", *other)
    assert settle(*rows) == (["a", "a"], ["", ""])
    assert settle(*reversed(rows)) == (["a", "a"], ["", ""])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"authority": "York"}),
        ({}, {"authority": None}),
        ({}, {"start_date": None}),
        ({}, {"start_date": "2024-11-01"}),
        ({}, {"framework": "JTAI"}),
        ({}, {"visit_type": "monitoring visit"}),
        ({"date_precision": "day"}, {"date_precision": "day", "start_date": "2024-10-22"}),
        (YEAR | {"published_date": "2024-11-05"}, {"published_date": "2025-03-05"}),
        (YEAR | {"published_date": "2024-03-05"}, {}),
        (YEAR, {"visit_type": "inspection"}),
    ],
    ids=[
        "authority", "no authority", "no date", "month", "framework", "kind", "day", "reported far apart",
        "a visit to come", "vague kind in a year",
    ],
)  # fmt: skip
def test_neighbours_are_two_visits(one, other):
    rows = document("a", "2024-10-01", "month") | one, document("b", "2024-10-01", "month") | other
    assert settle(*rows) == (["a", "b"], ["", ""])


def test_what_a_newspaper_calls_an_inspection_may_be_the_visit_of_that_month():
    rows = document("a", "2024-10-01", "month"), document("b", "2024-10-01", "month", visit_type="inspection")
    assert settle(*rows) == (["a", "a"], ["", ""])
    assert settle(letter("l", "2024-10-01"), rows[1]) == (["l", "l"], ["", "l"])
    inspection = letter("i", "2024-10-14", visit_type="inspection")
    assert settle(letter("l", "2024-10-01"), inspection, rows[1])[1] == ["", "", "i"], "its very kind goes before"


def test_a_vague_report_joins_one_of_two_visits_in_a_month_and_makes_no_third():
    kind = {"visit_type": "monitoring visit"}
    rows = (
        document("a", "2024-10-02", published="2024-11-05", **kind),
        document("b", "2024-10-29", published="2024-12-02", **kind),
        document("c", "2024-10-01", "month", "2024-12-04", **kind),
    )
    assert settle(*rows)[0] == ["a", "b", "b"]


def test_two_letters_of_one_month_are_two_visits():
    kind = {"visit_type": "monitoring visit"}
    assert settle(letter("a", "2024-10-02", **kind), letter("b", "2024-10-29", **kind)) == (["a", "b"], ["", ""])


@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_a_letter_supersedes_every_press_report_of_its_visit(precision):
    start = {"day": "2024-10-02", "month": "2024-10-01", "year": "2024-01-01"}[precision]
    rows = document("a", start, precision, "2024-11-05"), document("b", "2024-10-01", "month", "2024-11-07")
    assert settle(*rows, letter("l", "2024-10-01", "2024-10-02")) == (["l", "l", "l"], ["l", "l", ""])


@pytest.mark.parametrize(
    ("press_start", "precision", "replaced"),
    [
        ("2024-10-01", "month", True),
        ("2024-10-02", "day", True),
        ("2024-10-05", "day", False),
        ("2024-11-01", "month", False),
        ("2024-01-01", "year", True),
    ],
)
def test_a_letter_replaces_the_press_report_of_its_visit_alone(press_start, precision, replaced):
    _, superseded_by = settle(letter("letter", "2024-10-01", "2024-10-02"), document("press", press_start, precision))
    assert superseded_by == ["", "letter" if replaced else ""]


def test_of_two_letters_in_the_span_the_later_visit_before_the_report_is_meant():
    letters = [letter("a", "2024-02-06"), letter("b", "2024-06-11"), letter("c", "2024-11-26")]
    assert settle(*letters, document("p", "2024-01-01", "year", "2024-07-20"))[1][-1] == "b"
